"""The current groups as a book of personas: what the pages show, present and give to take away."""

from __future__ import annotations

from pages.shared import compute, guide
from pages.shared.naming import name_groups
from segmentation.buying import Buying, buying_of
from segmentation.counting import View
from segmentation.language import Language
from segmentation.persona_book import PersonaBook
from segmentation.personas import persona_cards
from segmentation.presenting import make_book
from segmentation.segments.clusters import ClusterSpec
from segmentation.trust_words import sureness_line, verdict_words
from segmentation.typical import Typical, typical_of


def current_book(found: compute.Groups, language: Language, dark: bool = False) -> PersonaBook:
    """The book of ``found``; ``dark`` is how its portraits are drawn."""
    view, spec = guide.current_view(), guide.current_spec()
    totals = compute.totals(view)
    named = name_groups(found, language)
    buyings = _buying(compute.shop().fingerprint(), view, spec)
    cards = persona_cards(
        found.profiles,
        language,
        totals.currency or "",
        named.given,
        dark,
        named.earlier,
        named.colors,
        named.portraits,
        buyings,
    )
    sure = [
        sureness_line(found.assignment, label, language) for label in range(found.assignment.groups)
    ]
    typicals = _typical(compute.shop().fingerprint(), view, spec)
    verdict = verdict_words(found.assignment, spec.groups, None, language)
    return make_book(
        found.profiles, cards, sure, buyings, typicals, named.edits, totals, language, str(verdict)
    )


@compute.cached(12)
def _buying(fingerprint: str, view: View, spec: ClusterSpec) -> tuple[Buying, ...]:
    assignment = compute.groups(view, spec).assignment
    return buying_of(compute.shop(), compute.customers(view), assignment, view)


@compute.cached(12)
def _typical(fingerprint: str, view: View, spec: ClusterSpec) -> tuple[Typical, ...]:
    assignment = compute.groups(view, spec).assignment
    return typical_of(compute.customers(view), assignment, compute.variables(view))

"""The book of personas: all that is presented of the groups, put together in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from segmentation.buying import Buying
from segmentation.counting import ShopTotals
from segmentation.language import Language
from segmentation.persona_book import Persona, PersonaBook, PersonaEdits
from segmentation.persona_detail import persona_sections, unsaid
from segmentation.personas import PersonaCard
from segmentation.profiles import Profile
from segmentation.typical import Typical
from segmentation.typical_words import typical_sentence

_BEYOND_SIZE = 0.01


def make_book(
    profiles: Sequence[Profile],
    cards: Sequence[PersonaCard],
    sure_lines: Sequence[str],
    buyings: Sequence[Buying],
    typicals: Sequence[Typical],
    edits: Mapping[str, PersonaEdits],
    totals: ShopTotals,
    language: Language,
    verdict: str = "",
) -> PersonaBook:
    """The whole shop and its personas, in the order of ``profiles``.

    ``cards`` are theirs, ``sure_lines`` one for each or none; buyings, typicals and edits are
    found by segment id and may be missing. ``verdict`` says how clear the groups are.
    """
    currency = totals.currency or ""
    bought = {one.segment_id: one for one in buyings}
    typical = {one.segment_id: one for one in typicals}
    lines = tuple(sure_lines) or ("",) * len(profiles)
    personas = []
    for profile, card, sure in zip(profiles, cards, lines, strict=True):
        id_ = profile.segment_id
        middle = typical.get(id_)
        personas.append(
            Persona(
                card=card,
                sure=sure if card.described else "",
                typical=typical_sentence(middle.central if middle else None, language, currency),
                sections=persona_sections(profile, bought.get(id_), middle, language, currency),
                unsaid=unsaid(profile, language),
                edits=edits.get(id_, PersonaEdits()),
            )
        )
    return PersonaBook(
        headline=_headline(cards, totals, language),
        period=_period(totals, language),
        customers=sum(card.customers for card in cards),
        revenue=sum((card.revenue for card in cards), Decimal(0)),
        currency=currency,
        has_revenue=any(card.has_revenue for card in cards),
        personas=tuple(personas),
        last_day=language.date(totals.last_order) if totals.last_order else "",
        verdict=verdict,
    )


def _period(totals: ShopTotals, language: Language) -> str:
    """The days of the first and the last order, without words that would decline them."""
    if totals.first_order is None or totals.last_order is None:
        return ""
    days = dict.fromkeys((totals.first_order, totals.last_order))
    return " – ".join(language.date(day) for day in days)


def _headline(cards: Sequence[PersonaCard], totals: ShopTotals, language: Language) -> str:
    """The shop in one sentence: the group that brings most beyond its size, else the largest.

    Of a very small group the revenue is not told, whatever it brings.
    """
    if not cards:
        return ""
    customers = sum(card.customers for card in cards)
    if len(cards) == 1:
        return language.plural(
            "Your {n} customer is shown as one group.",
            "Your {n} customers are shown as one group.",
            customers,
        )

    def beyond_size(card: PersonaCard) -> float:
        return card.share_of_revenue - card.share_of_customers

    told = [card for card in cards if card.described and card.has_revenue]
    best = max(told, key=beyond_size, default=None)
    if best is not None and beyond_size(best) >= _BEYOND_SIZE:
        words = {
            "name": best.name,
            "share": language.share(best.share_of_customers),
            "revenue": language.share(best.share_of_revenue),
        }
        if totals.revenue == totals.revenue_customers:
            return language.plural(
                "Of your {n} customer, the group “{name}” ({share}) brings {revenue} of revenue.",
                "Of your {n} customers, the group “{name}” ({share}) brings {revenue} of revenue.",
                customers,
                **words,
            )
        return language.plural(
            "Of your {n} customer, the group “{name}” ({share}) brings {revenue} of the revenue "
            "from customers.",
            "Of your {n} customers, the group “{name}” ({share}) brings {revenue} of the revenue "
            "from customers.",
            customers,
            **words,
        )
    largest = max(cards, key=lambda card: card.customers)
    return language.plural(
        "Of your {n} customer, {share} are in the largest group, “{name}”.",
        "Of your {n} customers, {share} are in the largest group, “{name}”.",
        customers,
        name=largest.name,
        share=language.share(largest.share_of_customers),
    )

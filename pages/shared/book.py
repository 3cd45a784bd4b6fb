"""The book of personas of the groups on screen, for presenting and for files to take away."""

from __future__ import annotations

from pages.shared import compute, guide
from pages.shared.naming import name_groups
from segmentation.counting import ShopTotals
from segmentation.language import Language
from segmentation.persona_book import Persona, PersonaBook
from segmentation.personas import persona_cards
from segmentation.sentences import headline
from segmentation.trust_words import sureness_line


def current_book(found: compute.Groups, language: Language, dark: bool = False) -> PersonaBook:
    """All that is presented of the groups; ``dark`` picks the ground that portraits lie on."""
    totals = compute.totals(guide.current_view())
    named = name_groups(found, language)
    currency = totals.currency or ""
    cards = persona_cards(
        found.profiles, language, currency, named.given, dark, named.earlier, named.colors
    )
    personas = tuple(
        Persona(card, sure=sureness_line(found.assignment, label, language))
        for label, card in enumerate(cards)
    )
    return PersonaBook(
        headline=headline(found.profiles, named.names, language),
        period=_period(totals, language),
        customers=sum(card.customers for card in cards),
        revenue=totals.revenue_customers,
        currency=currency,
        has_revenue=any(card.has_revenue for card in cards),
        personas=personas,
    )


def _period(totals: ShopTotals, language: Language) -> str:
    if totals.first_order is None or totals.last_order is None:
        return ""
    return f"{language.date(totals.first_order)} – {language.date(totals.last_order)}"

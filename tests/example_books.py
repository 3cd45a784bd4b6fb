"""Books of personas of made-up shops for the tests of slides, the printed page and presenting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from segmentation.advice import Advice
from segmentation.advice_rules import TOPICS
from segmentation.edits import PersonaEdits
from segmentation.language import Language
from segmentation.persona_book import Persona, PersonaBook, Section, Series
from segmentation.personas import PersonaCard, persona_cards
from tests.example_profiles import list_shop, pet_shop

ENGLISH = Language("en")
LONG_NAME = "Stali klienci z Warszawy i okolic, którzy kupują co miesiąc karmę dla kotów i psów"[
    :80
]
HOSTILE = "<img src=x onerror=alert(1)></style>=1+1\x00\x1b\u202e&\ud800{}\"'"

PRODUCTS = Section(
    "products",
    "What they like",
    ("Cat food: 71% of them, 32% of all", "Often together: cat food and litter"),
    Series("Best loved", ("Cat food", "Litter", "Toys"), (0.71, 0.44, 0.2), (0.32, 0.2, 0.18)),
)
TIME = Section(
    "time",
    "When they buy",
    ("Mostly on Saturdays and in the evening",),
    Series(
        "By month",
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        (0.05, 0.05, 0.06, 0.07, 0.08, 0.08, 0.07, 0.07, 0.08, 0.09, 0.15, 0.15),
        (0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.08, 0.09, 0.09, 0.09, 0.09),
    ),
)
WORTH = Section("worth", "What they are worth", ("1,289 zł each, nearly three times the average",))


def book_of(
    cards: Sequence[PersonaCard],
    sections: tuple[Section, ...] = (PRODUCTS, TIME, WORTH),
    edits: PersonaEdits | None = None,
    sure: str = "How sure: 93% of them fit this group without doubt",
) -> PersonaBook:
    """A book of these cards; those of fewer than five customers have their card alone."""
    personas = tuple(
        Persona(
            card,
            sure=sure,
            typical=f"Comes back every month, mostly for one thing ({card.segment_id}).",
            sections=sections,
            unsaid="How they heard of the shop is not known.",
            edits=edits or PersonaEdits(),
        )
        if card.customers >= 5
        else Persona(card)
        for card in cards
    )
    return PersonaBook(
        headline="Your regulars are 22% of customers and bring 65% of revenue.",
        period="January 1, 2025 to June 30, 2026",
        customers=sum(card.customers for card in cards),
        revenue=sum((card.revenue for card in cards), Decimal(0)),
        currency=cards[0].currency,
        has_revenue=cards[0].has_revenue,
        personas=personas,
    )


def pet_book(language: Language = ENGLISH, currency: str = "PLN") -> PersonaBook:
    """Five personas of a shop with orders; the last has four customers."""
    return book_of(persona_cards(pet_shop(), language, currency, {}))


def list_book(language: Language = ENGLISH) -> PersonaBook:
    """Three personas of a customer list without orders, hence without amounts."""
    return book_of(persona_cards(list_shop(), language, "", {}), sections=())


def single_book(language: Language = ENGLISH) -> PersonaBook:
    """One persona only."""
    return book_of(persona_cards(pet_shop(), language, "EUR", {})[:1])


def full_book(language: Language = ENGLISH, name: str = LONG_NAME) -> PersonaBook:
    """Eight personas with as much said of each as a large shop could give."""
    card = persona_cards(pet_shop(), language, "PLN", {})[0]
    text = "Write first about what is new in the things they already buy, then about the rest"
    fact = "Share of orders with cat food: 71% (all: 32%)"
    advice = tuple(
        Advice(topic, f"{text}, {n}.", fact, "calculated" if n else "rule_of_thumb")
        for topic in TOPICS
        for n in range(2)
    )
    facts = ("Interests: cats – 71% (all: 32%)",) * 3
    cards = [
        replace(
            card, segment_id=str(n + 1), color=n, name=name, given_name=True, customers=100 + n,
            share_of_customers=0.125, share_of_revenue=0.125, advice=advice, facts=facts,
        )
        for n in range(8)
    ]  # fmt: skip
    keys = (
        "worth", "rhythm", "products", "time", "price", "payment", "place", "people", "needs",
        "loyalty", "consent",
    )  # fmt: skip
    sections = tuple(
        Section(
            key,
            f"About {key} of these customers",
            ("A sentence of the usual length about this side: 71% of them, 32% of all.",) * 2,
            {"products": PRODUCTS, "time": TIME}.get(key, WORTH).series,
        )
        for key in keys
    )
    edits = PersonaEdits(
        motto="My cats first, everything else later.",
        notes="Talk to the warehouse before the Christmas mailing.",
        do=("Thank them by name of the cat.", "Send the box on the first of the month."),
        dont=("No discount on cat food.",),
    )
    return book_of(cards, sections, edits)


def hostile_book() -> PersonaBook:
    """Every text holds what breaks files and pages."""
    card = persona_cards(pet_shop(), ENGLISH, "PLN", {})[0]
    bars = tuple(replace(bar, label=HOSTILE, shown=HOSTILE, average=HOSTILE) for bar in card.bars)
    card = replace(
        card, name=HOSTILE, given_name=True, tagline=HOSTILE, portrait_alt=HOSTILE, bars=bars,
        facts=(HOSTILE,), advice=(Advice("talk", HOSTILE, HOSTILE, "calculated"),),
    )  # fmt: skip
    series = Series(HOSTILE, (HOSTILE, "=1+1"), (0.5, 0.25), (0.5, 0.5))
    sections = (
        Section("products", HOSTILE, (HOSTILE,), series),
        Section("time", HOSTILE, (HOSTILE,), series),
    )
    edits = PersonaEdits(HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,))
    book = book_of([card], sections, edits, HOSTILE)
    (persona,) = book.personas
    persona = replace(persona, typical=HOSTILE, unsaid=HOSTILE)
    return replace(book, headline=HOSTILE, period=HOSTILE, personas=(persona,))

"""What leaves the product of a book of personas: the cover, a sheet for each persona, the method.

Slides, the printed page and the walk on screen draw this and nothing else. Every text in it is
safe for a file (no control characters) and holds no e-mail address; what the owner wrote holds no
phone number either. Of a group of fewer than five customers there is its size alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from segmentation.advice import Advice
from segmentation.advice_rules import BASES, TOPICS
from segmentation.exports.safety import clean_text
from segmentation.language import Language, mark
from segmentation.persona_book import Persona, PersonaBook, Section, Series
from segmentation.personas import Figure, PersonaCard, TraitBar, figures
from segmentation.traits import amount

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+\.\w{2,}")
_DAY = r"\d{1,2}[.\-/]\d{1,2}[.\-/](?:19|20)\d\d|(?:19|20)\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}"
_DAY_OR_PHONE = re.compile(
    rf"(?P<day>\b(?:{_DAY})\b)|(?<![\w.,])\+?\(?\d(?:[\s().\-/]*\d){{8,14}}(?!\w)"
)
"""Two days beside each other have as many digits as a phone number."""
_TAKEN_OUT = "…"

FAVORITES = "products"
"""The section that tells what a persona likes to buy."""
FAVORITES_ON_SLIDE = 5
"""Lines of the favorites that a slide has room for; notes and paper have them all."""

METHOD = (
    mark(
        "Customers who are alike stand together, and everybody is in one group only. The groups "
        "come from the shop's own orders and customers."
    ),
    mark(
        "Bars that compare a group with all customers show its place between the lowest and the "
        "highest in the shop; a typical customer is in the middle, and further right is more."
    ),
)
WHO = mark(
    "Who is in a group, and who of them may be written to: choose the group on the page Lists of "
    "the app."
)
PROTECTED = mark(
    "Nobody is named here. Portraits are drawn and show nobody. Of a group of fewer than five "
    "customers only its size is told."
)


@dataclass(frozen=True)
class Suggestion:
    """A line of advice, the fact it rests on and how that is known; both may be empty."""

    text: str
    because: str = ""
    basis: str = ""

    @property
    def reason(self) -> str:
        """The fact and how it was come by, on one line."""
        return " · ".join(part for part in (self.because, self.basis) if part)


@dataclass(frozen=True)
class Block:
    """Advice on one topic."""

    heading: str
    lines: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Sheet:
    """One persona. ``color`` is its slot; ``sections`` are without the favorites, which may be
    None; ``portrait`` is SVG text. A small one (``described`` False) has name and size only.
    """

    color: int
    name: str
    motto: str
    typical: str
    portrait: str
    portrait_alt: str
    figures: tuple[Figure, ...]
    described: bool
    sure: str = ""
    unsaid: str = ""
    notes: str = ""
    bars: tuple[TraitBar, ...] = ()
    facts: tuple[str, ...] = ()
    favorites: Section | None = None
    sections: tuple[Section, ...] = ()
    advice: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Cover:
    """The whole shop: one sentence, one line of numbers, and one picture: for each persona its
    share of customers and, where there are amounts, of revenue (None: not told).
    """

    headline: str
    line: str
    names: tuple[str, ...]
    customers: tuple[float, ...]
    revenue: tuple[float | None, ...] | None


@dataclass(frozen=True)
class Handout:
    """Everything, in display order; ``method`` says in sentences how it came about."""

    cover: Cover
    sheets: tuple[Sheet, ...]
    method: tuple[str, ...]


def make_handout(book: PersonaBook, language: Language) -> Handout:
    """The book as it is handed out."""
    return Handout(
        _cover(book, language),
        tuple(_sheet(persona, _line(book.last_day), language) for persona in book.personas),
        _method(book, language),
    )


def _cover(book: PersonaBook, language: Language) -> Cover:
    cards = [persona.card for persona in book.personas]
    parts = [language.plural("{n} customer", "{n} customers", book.customers)]
    if book.has_revenue:
        revenue = amount(book.revenue, language, book.currency)
        parts.append(language.tr("Revenue: {amount}", amount=revenue))
    parts.append(_line(book.period))
    told = tuple(card.share_of_revenue if card.described else None for card in cards)
    return Cover(
        headline=_line(book.headline),
        line=" · ".join(filter(None, parts)),
        names=tuple(_name(card) for card in cards),
        customers=tuple(card.share_of_customers for card in cards),
        revenue=told if book.has_revenue else None,
    )


def _sheet(persona: Persona, last_day: str, language: Language) -> Sheet:
    card, edits = persona.card, persona.edits
    common = Sheet(
        color=card.color,
        name=_name(card),
        motto=_own(edits.motto),
        typical=_line(persona.typical) or _line(card.tagline),
        portrait=card.portrait,
        portrait_alt=_line(card.portrait_alt),
        figures=figures(card, language),
        described=card.described,
    )
    if not common.described:
        return common
    sections = [_section(section) for section in persona.sections]
    return replace(
        common,
        sure=_line(persona.sure),
        unsaid=_line(persona.unsaid),
        notes=_own(edits.notes),
        bars=tuple(_bar(bar) for bar in card.bars),
        facts=_lines(card.facts),
        favorites=next((one for one in sections if one.key == FAVORITES), None),
        sections=tuple(one for one in sections if one.key != FAVORITES),
        advice=_advice(card.advice, edits.do, edits.dont, last_day, language),
    )


def _advice(
    advice: Iterable[Advice],
    do: tuple[str, ...],
    dont: tuple[str, ...],
    last_day: str,
    language: Language,
) -> tuple[Block, ...]:
    """The owner's own words first, then the topics in their order; “now” is ``last_day``."""
    blocks = [
        Block(language.tr("Our own rule: do"), tuple(Suggestion(_own(text)) for text in do)),
        Block(language.tr("Our own rule: don't"), tuple(Suggestion(_own(text)) for text in dont)),
    ]
    given = tuple(advice)
    headings = {topic: language.tr(label) for topic, label in TOPICS.items()}
    if last_day:
        headings["when"] = language.tr("When to write, as of {day}", day=last_day)
    blocks += [
        Block(
            headings[topic],
            tuple(
                Suggestion(_line(one.text), _line(one.because), language.tr(BASES[one.basis]))
                for one in given
                if one.topic == topic
            ),
        )
        for topic in TOPICS
    ]
    return tuple(block for block in blocks if block.lines)


def _section(section: Section) -> Section:
    series = section.series
    if series is not None:
        labels = _lines(series.labels)
        series = Series(_line(series.heading), labels, series.group, series.everyone)
    return Section(section.key, _line(section.heading), _lines(section.lines), series)


def _bar(bar: TraitBar) -> TraitBar:
    return TraitBar(
        _line(bar.label), bar.position, _line(bar.word), _line(bar.shown), _line(bar.average)
    )


def _method(book: PersonaBook, language: Language) -> tuple[str, ...]:
    tr = language.tr
    said = [tr(text) for text in METHOD]
    if book.verdict:
        said.append(tr("How clear the groups are: {verdict}", verdict=_line(book.verdict)))
    if any(persona.card.advice for persona in book.personas):
        said.append(
            tr(
                "Below each advice stands the fact it rests on, always counted from the shop's "
                "data. What is marked “{calculated}” follows from it; a “{rule_of_thumb}” is "
                "common practice that it suggests.",
                calculated=tr(BASES["calculated"]),
                rule_of_thumb=tr(BASES["rule_of_thumb"]),
            )
        )
        said.append(tr(WHO))
    said.append(tr(PROTECTED))
    if book.period:
        said.append(tr("The data: {period}", period=_line(book.period)))
    return tuple(said)


def _name(card: PersonaCard) -> str:
    return _own(card.name) if card.given_name else _line(card.name)


def _own(text: str) -> str:
    """What the owner wrote, without phone numbers and addresses that may be somebody's."""
    return _DAY_OR_PHONE.sub(lambda found: found["day"] or _TAKEN_OUT, _line(text))


def _line(text: str) -> str:
    """A text on one line, without what a file cannot hold and without e-mail addresses.

    Spaces that hold an amount together stay.
    """
    cleaned = re.sub(r"[^\S\u00a0\u202f]+", " ", clean_text(text)).strip()
    return _EMAIL.sub(_TAKEN_OUT, cleaned) if "@" in cleaned else cleaned


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_line(text) for text in texts)

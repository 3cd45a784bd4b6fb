"""All that is presented of the groups: the cards, what is known beyond them, the owner's words.

Everything here is text ready to show, in one language, without any customer's personal data:
pages, slides and the printed page draw it, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from segmentation.edits import PersonaEdits as PersonaEdits
from segmentation.personas import PersonaCard


@dataclass(frozen=True)
class Series:
    """A small chart: shares (0..1) of the segment beside those of all, one for each label."""

    heading: str
    labels: tuple[str, ...]
    group: tuple[float, ...]
    everyone: tuple[float, ...]


@dataclass(frozen=True)
class Section:
    """What is known of one side of a persona: sentences, perhaps with a chart.

    ``key`` is what it is about: worth, rhythm, products, time, weekdays, price, payment, place,
    people, needs, loyalty, consent; no two of a persona have the same.
    """

    key: str
    heading: str
    lines: tuple[str, ...]
    series: Series | None = None


@dataclass(frozen=True)
class Persona:
    """One segment: its card, a line on how sure it is, a ``typical`` customer in one sentence,
    the sections, and a sentence on what the data do not say. A very small one has its size only.
    """

    card: PersonaCard
    sure: str = ""
    typical: str = ""
    sections: tuple[Section, ...] = ()
    unsaid: str = ""
    edits: PersonaEdits = field(default_factory=PersonaEdits)


@dataclass(frozen=True)
class PersonaBook:
    """The whole shop and its personas, in display order; ``revenue`` is in ``currency``.

    ``headline`` is the shop in one sentence, ``period`` the days the data cover, in words, and
    ``last_day`` the last of them, from which days are counted. ``verdict`` says how clear the
    groups are.
    """

    headline: str
    period: str
    customers: int
    revenue: Decimal
    currency: str
    has_revenue: bool
    personas: tuple[Persona, ...]
    last_day: str = ""
    verdict: str = ""

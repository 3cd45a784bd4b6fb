"""What the owner wrote of a group, beside its name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST_MOTTO = 120
LONGEST_NOTES = 2000
LONGEST_LINE = 160
MOST_LINES = 8

# They turn the direction of what follows, also of what is not the owner's.
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class PersonaEdits:
    """What the owner wrote of a persona; ``portrait`` is a key of portraits.PORTRAIT."""

    motto: str = ""
    notes: str = ""
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    portrait: str = ""


NO_EDITS = PersonaEdits()


def tidy(motto: str, notes: str, do: str, dont: str, portrait: str = "") -> PersonaEdits:
    """What was typed, as it is kept: ``do`` and ``dont`` hold one piece of advice a line.

    Spaces are single, empty lines go; what is longer than can be shown is cut.
    """
    return PersonaEdits(
        motto=one_line(motto)[:LONGEST_MOTTO].rstrip(),
        notes="\n".join(_lines(notes))[:LONGEST_NOTES].rstrip(),
        do=_advice(do),
        dont=_advice(dont),
        portrait=portrait,
    )


def one_line(text: str) -> str:
    """The text on one line, without signs that cannot be seen but turn or break what follows."""
    seen = (sign for sign in text if sign not in _DIRECTIONS)
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in seen)
    return " ".join("".join(kept).split())


def _lines(text: str) -> list[str]:
    return [line for line in map(one_line, text.splitlines()) if line]


def _advice(text: str) -> tuple[str, ...]:
    return tuple(line[:LONGEST_LINE].rstrip() for line in _lines(text)[:MOST_LINES])

"""What the owner wrote of a group, beside its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonaEdits:
    """What the owner wrote of a persona; ``portrait`` is a key of portraits.PORTRAIT."""

    motto: str = ""
    notes: str = ""
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    portrait: str = ""

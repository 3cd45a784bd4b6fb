"""Groups that stay themselves: after a small change the same people keep name and color.

What is remembered of a group is what the owner has seen of it or said: its color, the name it
was given, what was written of it, and the name found for it. That is a choice and not a result:
it cannot be computed from files and settings, because it depends on which groups were on screen
before. Whose group it is, is told by its customers, as :mod:`segmentation.changes` tells it; only
customers who are known from both times are counted, so next month's new ones change nothing.

Customers are remembered as short hashes of their keys, and of a large group only those with the
smallest: a sample that does not depend on the order of rows and picks the same people each time
(bottom-k sampling, Cohen and Kaplan 2007). Each one found again stands for as many customers as
the group had for each one remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.changes import Pairs, match_groups
from segmentation.edits import NO_EDITS, PersonaEdits, one_line
from segmentation.palette import LIGHT
from segmentation.segments.assignment import Assignment

REMEMBERED = "remembered groups"  # the choice that a shop keeps them under
COLORS = len(LIGHT)

_MOST_SAMPLED = 256  # of a group; a half is told to about 3 in 100
_MOST_PAST = 12

Hashes = npt.NDArray[np.uint64]
NameKey = tuple[str, ...]
"""A name found for a group, in no language; empty where none was."""


@dataclass(frozen=True)
class KnownGroup:
    """A group as it was last seen: ``size`` customers, ``members`` are the sampled ones in hex.

    ``color`` is a slot from 0 on, ``given`` the owner's name, empty where there is none;
    ``edits`` is what else the owner wrote.
    """

    color: int
    size: int
    members: tuple[str, ...]
    given: str = ""
    name: NameKey = ()
    edits: PersonaEdits = NO_EDITS

    @property
    def has_own_words(self) -> bool:
        """Whether the owner said something of it."""
        return bool(self.given) or self.edits != NO_EDITS


@dataclass(frozen=True)
class Remembered:
    """The groups shown last, in display order, and those shown before, the latest first."""

    shown: tuple[KnownGroup, ...] = ()
    past: tuple[KnownGroup, ...] = ()

    @property
    def colors(self) -> tuple[int, ...]:
        """The color slot of each segment (palette.segment_color)."""
        return tuple(group.color for group in self.shown)

    @property
    def given(self) -> dict[str, str]:
        """The owner's names by segment id."""
        return {str(i): group.given for i, group in enumerate(self.shown, 1) if group.given}

    @property
    def edits(self) -> dict[str, PersonaEdits]:
        """What else the owner wrote, by segment id."""
        groups = enumerate(self.shown, 1)
        return {str(i): group.edits for i, group in groups if group.edits != NO_EDITS}

    @property
    def earlier(self) -> dict[str, NameKey]:
        """The names found earlier by segment id."""
        return {str(i): group.name for i, group in enumerate(self.shown, 1) if group.name}

    def named(self, names: Sequence[NameKey]) -> Remembered:
        """With the name found for each segment; an empty one leaves what was found earlier."""
        pairs = zip(self.shown, names, strict=True)
        return replace(
            self, shown=tuple(replace(group, name=name or group.name) for group, name in pairs)
        )

    def renamed(self, segment_id: str, name: str) -> Remembered:
        """With the owner's name for a segment; an empty one takes it back."""
        return self._changed(segment_id, given=one_line(name))

    def edited(self, segment_id: str, edits: PersonaEdits) -> Remembered:
        """With what the owner wrote of a segment, in place of what was written before."""
        return self._changed(segment_id, edits=edits)

    def _changed(self, segment_id: str, **changes: Any) -> Remembered:
        groups = enumerate(self.shown, 1)
        shown = (replace(one, **changes) if str(i) == segment_id else one for i, one in groups)
        return replace(self, shown=tuple(shown))


def hash_customers(customers: pd.DataFrame) -> Hashes:
    """A hash (n,) of each customer's key, the same whatever else is in the table."""
    keys = customers["customer"].astype(str)
    digests = b"".join(
        blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest() for key in keys
    )
    return np.frombuffer(digests, dtype=">u8").astype(np.uint64)


def follow(customers: Hashes, assignment: Assignment, remembered: Remembered) -> Remembered:
    """The groups of ``assignment`` as those that they go on from: what to remember from now on.

    A group that goes on keeps its color, its names and what the owner wrote. One that is new, or
    whose color another has that was shown later, gets the lowest color that is free; with more
    groups than :data:`COLORS` they repeat. Following the same groups again changes nothing.
    ``customers`` are the hashes in the rows of ``assignment``.
    """
    known = (*remembered.shown, *remembered.past)
    found = {label: place for place, label in _go_on(customers, assignment, remembered)}
    source = [found.get(label) for label in range(assignment.groups)]
    colors = _colors([None if place is None else known[place].color for place in source], source)
    shown = []
    for label, (place, color) in enumerate(zip(source, colors, strict=True)):
        own = np.sort(customers[assignment.labels == label])
        members = tuple(f"{code:016x}" for code in own[:_MOST_SAMPLED].tolist())
        group = KnownGroup(color, len(own), members)
        if place is not None:
            before = known[place]
            group = replace(group, given=before.given, name=before.name, edits=before.edits)
        shown.append(group)
    left = [group for place, group in enumerate(known) if place not in source]
    # The owner's own words are the last to be forgotten.
    dearest = sorted(range(len(left)), key=lambda i: (not left[i].has_own_words, i))[:_MOST_PAST]
    return Remembered(tuple(shown), tuple(left[i] for i in sorted(dearest)))


def _go_on(customers: Hashes, assignment: Assignment, remembered: Remembered) -> Pairs:
    """Pairs of a known group's place and the label of the segment it goes on as."""
    known = (*remembered.shown, *remembered.past)
    order = np.argsort(customers)
    ordered = customers[order]
    overlap = np.zeros((len(known), assignment.groups))
    for place, group in enumerate(known):
        members = np.array([int(code, 16) for code in group.members], dtype=np.uint64)
        rows = np.minimum(np.searchsorted(ordered, members), len(ordered) - 1)
        again = order[rows[ordered[rows] == members]]
        counts = np.bincount(assignment.labels[again], minlength=assignment.groups)
        overlap[place] = counts * (group.size / len(group.members))
    # Those shown last hold everybody who was known then, each once.
    after = overlap[: len(remembered.shown)].sum(axis=0)
    return match_groups(overlap, overlap.sum(axis=1), np.maximum(after, overlap.max(0, initial=0)))


def _colors(wanted: Sequence[int | None], source: Sequence[int | None]) -> list[int]:
    """A color for each segment; of two that want the same, the one shown last has it."""
    most = -(-len(wanted) // COLORS)
    colors: list[int | None] = [None] * len(wanted)
    used = [0] * COLORS
    first = sorted(range(len(wanted)), key=lambda i: (source[i] is None, source[i] or 0))
    for i in first:
        color = wanted[i]
        if color is not None and used[color % COLORS] < most:
            colors[i] = color % COLORS
            used[color % COLORS] += 1
    for i, color in enumerate(colors):
        if color is None:
            colors[i] = used.index(min(used))
            used[used.index(min(used))] += 1
    return [color for color in colors if color is not None]

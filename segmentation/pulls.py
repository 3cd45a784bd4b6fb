"""Why a customer is in its segment: what pulls towards it, and what pulls away.

The pull of a variable is the logarithm of how much commoner the customer's value is among the
others of its segment than among everybody else: the weight of evidence (Good, 1950). It is
counted from the data alone, so it serves segments however they came about.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.levels import MISSING, frequent, read_levels, read_tags
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable

CLOSE = 0.1
"""Share of all customers on either side of a number that count as having a similar one."""
DOUBT = 3.0
"""Customers like everybody who are added to both sides, so that few say little."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pull:
    """What one variable says of a customer's place in its segment.

    ``strength`` is above 0 where it speaks for the segment, below 0 where it speaks against it.
    Of a number, ``value`` is the customer's, and the other two are the medians of the segment
    and of all customers. Of a category or a tag it is the level, and the others are the shares
    of those with a value who have it too; with ``holds`` False, who lack the tag too.
    """

    variable: Variable
    value: float | str
    strength: float
    typical_in_group: float
    overall: float
    holds: bool = True

    @property
    def plain_to_see(self) -> bool:
        """Whether the numbers told show the direction: the value lies nearer to what is usual in
        the segment (for) or to what is usual among all (against)."""
        if isinstance(self.value, str):
            return True
        to_group = abs(self.value - self.typical_in_group)
        to_all = abs(self.value - self.overall)
        return to_group < to_all if self.strength > 0 else to_all < to_group


def find_pulls(
    customers: pd.DataFrame,
    assignment: Assignment,
    variables: Sequence[Variable],
    row: int,
    weights: Mapping[str, float] | None = None,
) -> tuple[Pull, ...]:
    """The pulls on the customer in row ``row``, strongest first whichever way they go.

    Told are those of ``variables`` that took part in the assignment and that the customer has
    a value of; of tags the most telling one. ``weights`` are those of the grouping, 1 where
    absent. With one segment there is nothing to tell.
    """
    if assignment.groups < 2:
        return ()
    group = assignment.labels == assignment.labels[row]
    weights = weights or {}
    pulls = [
        pull
        for variable in variables
        if variable.key in assignment.variables
        for pull in _pull_of(customers[variable.key], variable, group, row)
    ]
    weighted = [
        Pull(
            pull.variable,
            pull.value,
            pull.strength * weights.get(pull.variable.key, 1.0),
            pull.typical_in_group,
            pull.overall,
            pull.holds,
        )
        for pull in pulls
    ]
    return tuple(sorted(weighted, key=lambda pull: -abs(pull.strength)))


def _pull_of(column: pd.Series, variable: Variable, group: Mask, row: int) -> Iterator[Pull]:
    match variable.kind:
        case "number":
            yield from _pull_of_number(column, variable, group, row)
        case "category":
            levels = read_levels(column)
            level = levels.codes[row]
            if level != MISSING:
                known, alike = levels.codes != MISSING, levels.codes == level
                yield _pull_of_level(variable, levels.names[level], known, alike, group, row)
        case "tags":
            tags = read_tags(column)
            known = tags.patterns != MISSING
            if known[row]:
                told = [
                    _pull_of_level(variable, tags.names[tag], known, holds, group, row)
                    for tag in frequent(tags.counts, int(known.sum()))
                    for holds in [tags.holds[tags.patterns, tag] & known]
                ]
                yield from sorted(told, key=lambda pull: -abs(pull.strength))[:1]


def _pull_of_number(column: pd.Series, variable: Variable, group: Mask, row: int) -> Iterator[Pull]:
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(values)
    if not known[row]:
        return
    # On the scale of ranks neither the unit nor a heavy tail plays a part.
    ranks = pd.Series(np.where(known, values, np.nan)).rank(pct=True).to_numpy()
    alike = known & (np.abs(np.where(known, ranks, np.inf) - ranks[row]) <= CLOSE)
    yield Pull(
        variable,
        float(values[row]),
        _strength(known, alike, group, row),
        float(np.median(values[known & group])),
        float(np.median(values[known])),
    )


def _pull_of_level(
    variable: Variable, level: str, known: Mask, has: Mask, group: Mask, row: int
) -> Pull:
    holds = bool(has[row])
    alike = known & (has == holds)
    return Pull(
        variable,
        level,
        _strength(known, alike, group, row),
        float(alike[known & group].mean()),
        float(alike[known].mean()),
        holds,
    )


def _strength(known: Mask, alike: Mask, group: Mask, row: int) -> float:
    """How much commoner it is among the others of the group to be ``alike`` than elsewhere."""
    share = float(alike[known].mean())
    others = known.copy()
    others[row] = False

    def smoothed(side: Mask) -> float:
        return (float(np.sum(alike & side)) + DOUBT * share) / (float(np.sum(side)) + DOUBT)

    return math.log(smoothed(others & group) / smoothed(others & ~group))

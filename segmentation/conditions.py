"""What can be asked of a customer about one variable, and which questions are worth trying."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.levels import MISSING, Codes, frequent, read_levels, read_tag, read_tags
from segmentation.variables import Variable

Comparison = Literal["at_least", "at_most", "between", "one_of", "has", "has_not"]

CUTS = 30
"""Parts into which the customers are cut by a number, to try a bound in each."""
LARGEST_SET = 3
"""Levels that one condition may list."""
SETS_TRIED = 3
"""Sets of each size that are tried for each group."""
_FINEST = 18

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Condition:
    """What is asked of a customer about one variable; a missing value never fulfils it.

    Of a number, that it is from ``low`` to ``high``, both included, in the variable's unit;
    of a category, that it is one of ``levels``; of tags, that the one in ``levels`` is held,
    or with ``holds`` False that it is not.
    """

    variable: Variable
    low: float = -math.inf
    high: float = math.inf
    levels: tuple[str, ...] = ()
    holds: bool = True

    @property
    def comparison(self) -> Comparison:
        match self.variable.kind:
            case "category":
                return "one_of"
            case "tags":
                return "has" if self.holds else "has_not"
            case "number":
                if math.isinf(self.low):
                    return "at_most"
                return "at_least" if math.isinf(self.high) else "between"

    @property
    def odd_digits(self) -> int:
        """Digits of the bounds beyond the first that is not 0: none in 300, two in 365."""
        bounds = (bound for bound in (self.low, self.high) if math.isfinite(bound))
        return sum(len(Decimal(repr(bound)).normalize().as_tuple().digits) - 1 for bound in bounds)

    def fulfilled_by(self, customers: pd.DataFrame) -> Mask:
        """Which rows of the customer table fulfil it, bool of shape (n,)."""
        column = customers[self.variable.key]
        match self.variable.kind:
            case "number":
                values = numbers_of(column)
                return np.asarray((values >= self.low) & (values <= self.high))
            case "category":
                levels = read_levels(column)
                wanted = [place for place, name in enumerate(levels.names) if name in self.levels]
                return np.isin(levels.codes, wanted)
            case "tags":
                holds, known = read_tag(column, self.levels[0])
                return np.asarray(known & (holds == self.holds))

    def joined_with(self, other: Condition) -> Condition | None:
        """Both as one condition about the same number: a lower and an upper bound."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        one_each = {self.comparison, other.comparison} == {"at_least", "at_most"}
        if self.variable.key != other.variable.key or not one_each or low > high:
            return None
        return Condition(self.variable, low, high)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A condition to try and the rows that fulfil it."""

    condition: Condition
    fulfilled: Mask


def numbers_of(column: pd.Series) -> Floats:
    """A number column with NaN where there is no value."""
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def candidates(
    customers: pd.DataFrame, labels: Codes, variables: Sequence[Variable]
) -> tuple[Candidate, ...]:
    """The conditions worth trying to tell the groups ``labels`` (n,) of ``customers`` apart."""
    return tuple(
        candidate
        for variable in variables
        for candidate in _OF_KIND[variable.kind](variable, customers[variable.key], labels)
    )


def _of_number(variable: Variable, column: pd.Series, labels: Codes) -> Iterator[Candidate]:
    values = numbers_of(column)
    for low, high in pairwise(_cut_points(values, labels).tolist()):
        # Between two cuts the roundest number is as good as any. Where many customers share
        # a value the bound falls on it, so a whole number stays whole.
        least, most = roundest(low, high), -roundest(-high, -low)
        yield Candidate(Condition(variable, low=least), values >= least)
        yield Candidate(Condition(variable, high=most), values <= most)


def _cut_points(values: Floats, labels: Codes) -> Floats:
    """Different quantiles with the extremes, ascending; all groups weigh the same in them."""
    known = ~np.isnan(values)
    values, labels = values[known], labels[known]
    if len(values) == 0:
        return values
    order = np.argsort(values, kind="stable")
    weights = 1 / np.bincount(labels)[labels[order]]
    heights = np.cumsum(weights) / weights.sum()
    places = np.searchsorted(heights, np.arange(1, CUTS) / CUTS)
    ranked = values[order]
    cuts = [ranked[0], *ranked[np.minimum(places, len(ranked) - 1)], ranked[-1]]
    return np.unique(cuts)


def roundest(above: float, up_to: float) -> float:
    """The roundest number that is more than ``above`` and at most ``up_to``.

    That is the multiple of the largest 1, 2 or 5 times a power of ten that fits in between.
    """
    top = math.frexp(max(abs(above), abs(up_to)))[1] * math.log10(2)
    largest = math.floor(top) + 1
    for power in range(largest, largest - _FINEST, -1):
        for digit in (5, 2, 1):
            step = Decimal(digit).scaleb(power)
            number = float(Decimal(repr(up_to)) // step * step)
            for near in (number, float(Decimal(repr(number)) - step)):
                if above < near <= up_to:
                    return near
    return up_to


def _of_category(variable: Variable, column: pd.Series, labels: Codes) -> Iterator[Candidate]:
    levels = read_levels(column)
    kept = frequent(levels.counts, int(levels.counts.sum()))
    groups = int(labels.max(initial=0)) + 1
    held = [levels.codes == level for level in kept]
    table = np.array([np.bincount(labels[mask], minlength=groups) for mask in held])
    for places in _level_sets(table, np.bincount(labels, minlength=groups)):
        names = tuple(levels.names[kept[place]] for place in places)
        mask = np.logical_or.reduce([held[place] for place in places])
        yield Candidate(Condition(variable, levels=names), mask)


def _level_sets(table: Codes, sizes: Codes) -> list[tuple[int, ...]]:
    """Every level alone, and the small sets that tell each group best by themselves."""
    count = len(table)
    tried: dict[tuple[int, ...], None] = {(place,): None for place in range(count)}
    for size in range(2, min(LARGEST_SET, count - 1) + 1):
        sets = list(combinations(range(count), size))
        here = table[np.array(sets)].sum(axis=1)
        f1 = 2 * here / (here.sum(axis=1, keepdims=True) + sizes)
        best = np.argsort(-f1, axis=0, kind="stable")[:SETS_TRIED]
        tried |= dict.fromkeys(sets[place] for place in best.T.ravel())
    return list(tried)


def _of_tags(variable: Variable, column: pd.Series, labels: Codes) -> Iterator[Candidate]:
    tags = read_tags(column)
    known = tags.patterns != MISSING
    for tag in frequent(tags.counts, int(known.sum())):
        holds = tags.holds[tags.patterns, tag] & known
        levels = (tags.names[tag],)
        yield Candidate(Condition(variable, levels=levels), holds)
        yield Candidate(Condition(variable, levels=levels, holds=False), known & ~holds)


_OF_KIND = {"number": _of_number, "category": _of_category, "tags": _of_tags}

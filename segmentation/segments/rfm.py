"""Customers by when they bought last and how often: grades of both make a grid with ten names.

Known as RFM: recency, frequency, and beside the grid monetary value (the mean order). Every
grade begins at a cut-off, a value: equal values always get the same grade, so the order of rows
plays no part. What the cut-offs rest on is told with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.counting import View
from segmentation.errors import fail
from segmentation.rhythm import Rhythm
from segmentation.segments.assignment import Assignment, display_order
from segmentation.segments.rfm_grid import GRADES, NAME_KEYS, UNPLACED, name_table
from segmentation.segments.rfm_scores import (
    Part,
    Score,
    find_scores,
    grades_of,
    read_score,
    turn,
)

Basis = Literal["rhythm", "rule", "numbers", "shares", "own", "given"]
"""What cut-offs rest on: the shop's own rhythm, a rule of thumb for days, fixed numbers of
orders, equal shares of customers, the owner's word, the scores of a file."""
Grades = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

METHOD = "rfm"
ENOUGH_RETURNING = 100
"""From so many returning customers on the shop's own gap is trusted (the least that shop mailers
ask for before they show recency by days)."""
RHYTHM_TIMES: dict[int, tuple[float, ...]] = {5: (0.5, 1, 2, 4), 3: (1, 2), 2: (2,)}
"""Last days of each grade of recency, the best first, in usual gaps; silent for more than two
gaps is what win-back rules call at risk."""
RULE_DAYS: dict[int, tuple[int, ...]] = {5: (40, 90, 180, 365), 3: (90, 180), 2: (180,)}
"""The same in days where the shop's own gap is not known: 40, 90 and 180 as shop mailers have
them, and a year."""
ORDERS_FROM: dict[int, tuple[int, ...]] = {5: (2, 3, 4, 6), 3: (2, 4), 2: (2,)}
"""Numbers of orders at which the second and further grades of frequency begin."""
TWO_GRADES_BELOW, THREE_GRADES_BELOW = 100, 500
"""Smaller shops get fewer grades: with fewer customers most of 25 cells hold a handful."""


@dataclass(frozen=True)
class RfmSpec:
    """What the owner chose. Cut-offs of the owner's own count while there are as many as needed.

    ``grades`` None is what suits the number of customers. ``recency_to`` are the last days of
    each grade, the best first (ascending); ``frequency_from`` and ``monetary_from`` the least
    orders and the least mean order of the second and further grades (ascending). Orders count
    from ``since``, else of the last ``months``, else all; recency is counted to ``as_of``, else
    to the last order. ``given`` takes the scores of the file, as is done anyway where
    orders tell nothing; ``low_best`` says for which parts 1 is the best there. ``names`` are the
    owner's, by key.
    """

    grades: int | None = None
    recency_by: Literal["rhythm", "shares", "own"] = "rhythm"
    recency_to: tuple[float, ...] = ()
    frequency_by: Literal["numbers", "shares", "own"] = "numbers"
    frequency_from: tuple[float, ...] = ()
    monetary_by: Literal["shares", "own"] = "shares"
    monetary_from: tuple[float, ...] = ()
    months: int | None = None
    since: date | None = None
    as_of: date | None = None
    given: bool = False
    low_best: tuple[tuple[str, bool], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def renamed(self, key: str, name: str) -> RfmSpec:
        """With the owner's name for ``key``; an empty one takes it back."""
        given = {**dict(self.names), key: " ".join(name.split())}
        return replace(self, names=tuple((k, text) for k, text in given.items() if text))


@dataclass(frozen=True)
class Cutoffs:
    """Where grades begin, ascending as in :class:`RfmSpec`, and what that rests on.

    Equal neighbors leave a grade without customers. Empty where the grades were given.
    """

    recency: tuple[float, ...]
    frequency: tuple[float, ...]
    monetary: tuple[float, ...]
    recency_basis: Basis
    frequency_basis: Basis
    monetary_basis: Basis


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: its grades, its name, who is in it and what they brought."""

    recency: int
    frequency: int
    key: str
    customers: int
    share_of_customers: float
    share_of_revenue: float

    @property
    def field(self) -> str:
        """The cell as one text: recency, frequency."""
        return f"{self.recency}-{self.frequency}"


@dataclass(frozen=True, eq=False)
class RfmResult:
    """Everyone in exactly one cell and under one name.

    ``keys`` are the names of the assignment's segments by label. ``recency``, ``frequency`` and
    ``monetary`` (n,) are grades from 1 to ``grades``, the highest best, 0 where nothing is known.
    ``cells`` are all of the grid, the best recency first, in it the lowest frequency first;
    ``scores`` are those the file brings; ``countable`` where orders could tell all this, too.
    """

    assignment: Assignment
    keys: tuple[str, ...]
    grades: int
    recency: Grades
    frequency: Grades
    monetary: Grades
    cutoffs: Cutoffs
    cells: tuple[Cell, ...]
    rhythm: Rhythm
    scores: tuple[Score, ...] = ()
    countable: bool = True

    @property
    def given(self) -> bool:
        """Whether the grades are the scores of the owner's file."""
        return self.cutoffs.recency_basis == "given"

    @property
    def codes(self) -> list[str]:
        """The three grades of each customer as one text: 543; 0 where nothing is known."""
        grades = (self.recency, self.frequency, self.monetary)
        triples = zip(*(part.tolist() for part in grades), strict=True)
        return [f"{r}{f}{m}" for r, f, m in triples]

    def under(self, key: str) -> Mask:
        """Who is under a name, (n,)."""
        label = self.keys.index(key) if key in self.keys else -1
        return np.asarray(self.assignment.labels == label)

    def inside(self, recency: int, frequency: int) -> Mask:
        """Who is in a cell, (n,)."""
        return np.asarray((self.recency == recency) & (self.frequency == frequency))

    def sizes(self, part: Part) -> tuple[int, ...]:
        """How many customers have each grade: of recency the best first, else the lowest."""
        counts = np.bincount(getattr(self, part), minlength=self.grades + 1)[1:].tolist()
        return tuple(counts[::-1] if part == "recency" else counts)


def mean_order(customers: pd.DataFrame, members: Mask) -> float:
    """The mean amount of an order of the ``members`` (n,); NaN where none is known."""
    amounts, orders = (
        customers[name].to_numpy(dtype=np.float64, na_value=np.nan)[members]
        for name in ("monetary_value", "frequency")
    )
    known = ~np.isnan(amounts) & (orders > 0)
    if not known.any():
        return float("nan")
    return float(np.average(amounts[known], weights=orders[known]))


def rfm_view(spec: RfmSpec, end: date | None, unpaid: bool = True) -> View:
    """The orders that count: those of the period of ``spec``; ``end`` is the day of the last."""
    last, since = spec.as_of or end, spec.since
    if since is None and spec.months and last:
        before = pd.Timestamp(last) - pd.DateOffset(months=spec.months)
        since = (before + pd.Timedelta(days=1)).date()
    return View(as_of=spec.as_of, since=since, unpaid=unpaid)


def suiting_grades(customers: int) -> int:
    """How many grades suit a shop of so many customers."""
    if customers < TWO_GRADES_BELOW:
        return 2
    return 3 if customers < THREE_GRADES_BELOW else 5


def find_rfm(customers: pd.DataFrame, spec: RfmSpec, rhythm: Rhythm) -> RfmResult:
    """Place the ``customers`` of a period on the grid.

    Raises SegmentationError where there are none, or where nothing says when and how often
    anybody bought.
    """
    if not len(customers):
        raise fail("no_orders_then")
    days, orders, mean_order = (
        customers[name].to_numpy(dtype=np.float64, na_value=np.nan)
        for name in ("recency_days", "frequency", "monetary_value")
    )
    scores = turn(find_scores(customers), spec.low_best)
    countable = bool(np.any(~np.isnan(days)) and np.any(orders >= 1))
    given = bool(scores) and (spec.given or not countable)
    if not given and not countable:
        raise fail("no_order_dates")
    grades = grades_of(scores) if given else spec.grades or suiting_grades(len(customers))
    if grades not in GRADES:
        raise ValueError(f"there is no grid of {grades} grades")
    cutoffs = _cutoffs(spec, grades, rhythm, days, orders, mean_order)
    recency = _lower_is_better(days, cutoffs.recency)
    frequency = _at_least(np.where(orders >= 1, orders, np.nan), cutoffs.frequency)
    monetary = _at_least(mean_order, cutoffs.monetary)
    if given:
        read = {score.part: read_score(customers, score, grades) for score in scores}
        recency, frequency = read["recency"], read["frequency"]
        monetary = read.get("monetary", monetary)
        cutoffs = replace(
            cutoffs, recency=(), frequency=(), recency_basis="given", frequency_basis="given"
        )
        if "monetary" in read:
            cutoffs = replace(cutoffs, monetary=(), monetary_basis="given")
    assignment, keys = _assign(customers, recency, frequency, grades)
    return RfmResult(
        assignment, keys, grades, recency, frequency, monetary, cutoffs,
        _cells(customers, recency, frequency, grades), rhythm, scores, countable,
    )  # fmt: skip


def together(customers: int) -> Assignment:
    """Everybody in one segment: what a list of one name or one cell is made from."""
    labels = np.zeros(customers, dtype=np.int64)
    return Assignment(METHOD, _VARIABLES, labels, 1, None, None, (None,))


_VARIABLES = ("recency_days", "frequency")


def _assign(
    customers: pd.DataFrame, recency: Grades, frequency: Grades, grades: int
) -> tuple[Assignment, tuple[str, ...]]:
    table = np.full((grades + 1, grades + 1), len(NAME_KEYS), dtype=np.int64)
    table[1:, 1:] = name_table(grades)
    kept, found = np.unique(table[recency, frequency], return_inverse=True)
    by_key = np.argsort(customers["customer"].astype(str).to_numpy(dtype=object), kind="stable")
    order = display_order(customers.iloc[by_key], found[by_key])
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    names = (*NAME_KEYS, UNPLACED)
    groups = len(order)
    labels = place[found].astype(np.int64)
    assignment = Assignment(METHOD, _VARIABLES, labels, groups, None, None, (None,) * groups)
    return assignment, tuple(names[kept[label]] for label in order)


def _cells(
    customers: pd.DataFrame, recency: Grades, frequency: Grades, grades: int
) -> tuple[Cell, ...]:
    spend = customers["total_spend"].to_numpy(dtype=np.float64, na_value=np.nan)
    spend = np.nan_to_num(spend)
    flat, size = recency * (grades + 1) + frequency, (grades + 1) ** 2
    counts = np.bincount(flat, minlength=size).reshape(grades + 1, -1)
    revenue = np.bincount(flat, weights=spend, minlength=size).reshape(grades + 1, -1)
    whole = float(revenue.sum())
    names = name_table(grades)
    return tuple(
        Cell(
            r,
            f,
            NAME_KEYS[names[r - 1, f - 1]],
            int(counts[r, f]),
            float(counts[r, f] / len(customers)),
            float(revenue[r, f] / whole) if whole > 0 else 0.0,
        )
        for r in range(grades, 0, -1)
        for f in range(1, grades + 1)
    )


# Cut-offs and grades


def _cutoffs(
    spec: RfmSpec, grades: int, rhythm: Rhythm, days: Values, orders: Values, mean_order: Values
) -> Cutoffs:
    recency, recency_basis = _recency_cutoffs(spec, grades, rhythm, days)
    frequency: tuple[float, ...] = ORDERS_FROM[grades]
    frequency_basis: Basis = "numbers"
    if spec.frequency_by == "own" and _fits(spec.frequency_from, grades):
        frequency, frequency_basis = spec.frequency_from, "own"
    elif spec.frequency_by == "shares":
        frequency, frequency_basis = _upper_shares(orders[orders >= 1], grades), "shares"
    monetary = _upper_shares(mean_order, grades)
    monetary_basis: Basis = "shares"
    if spec.monetary_by == "own" and _fits(spec.monetary_from, grades):
        monetary, monetary_basis = spec.monetary_from, "own"
    return Cutoffs(recency, frequency, monetary, recency_basis, frequency_basis, monetary_basis)


def _recency_cutoffs(
    spec: RfmSpec, grades: int, rhythm: Rhythm, days: Values
) -> tuple[tuple[float, ...], Basis]:
    if spec.recency_by == "own" and _fits(spec.recency_to, grades):
        return spec.recency_to, "own"
    if spec.recency_by == "shares":
        return _lower_shares(days, grades), "shares"
    if rhythm.returning < ENOUGH_RETURNING or rhythm.median_gap is None:
        return RULE_DAYS[grades], "rule"
    last = [0.0]
    for times in RHYTHM_TIMES[grades]:
        last.append(max(float(np.floor(times * rhythm.median_gap + 0.5)), last[-1] + 1))
    return tuple(last[1:]), "rhythm"


def _fits(cutoffs: tuple[float, ...], grades: int) -> bool:
    return len(cutoffs) == grades - 1 and ascends(cutoffs)


def ascends(cutoffs: tuple[float, ...]) -> bool:
    """Whether each cut-off is above the one before, as the owner's must be."""
    return bool(np.all(np.diff(cutoffs) > 0))


def own_cutoffs(cutoffs: tuple[float, ...]) -> tuple[float, ...]:
    """Cut-offs that an owner can go on from: whole, and each above the one before."""
    own: list[float] = []
    for cutoff in cutoffs:
        least = own[-1] + 1 if own else 1.0
        own.append(max(float(np.rint(cutoff)), least) if np.isfinite(cutoff) else least)
    return tuple(own)


def _lower_shares(values: Values, grades: int) -> tuple[float, ...]:
    """The last value of each grade where the lowest are the best and each grade gets its share.

    A value belongs where the share of all that lie below it ends, so equal ones stay together.
    """
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        return (np.nan,) * (grades - 1)
    places = [-(-step * len(known) // grades) - 1 for step in range(1, grades)]
    return tuple(float(known[place]) for place in places)


def _upper_shares(values: Values, grades: int) -> tuple[float, ...]:
    """The first value of the second and further grades, each with its share; infinite where no
    value is left. Equal values stay together, in the lower grade."""
    known = np.sort(values[~np.isnan(values)])
    firsts = []
    for step in range(1, grades):
        below = known[-(-step * len(known) // grades) - 1] if len(known) else np.inf
        above = known[known > below]
        firsts.append(float(above[0]) if len(above) else np.inf)
    return tuple(firsts)


def _lower_is_better(values: Values, last: tuple[float, ...]) -> Grades:
    grades = len(last) + 1 - np.searchsorted(last, values, side="left")
    return np.where(np.isnan(values), 0, grades).astype(np.int64)


def _at_least(values: Values, first: tuple[float, ...]) -> Grades:
    grades = 1 + np.searchsorted(first, values, side="right")
    return np.where(np.isnan(values), 0, grades).astype(np.int64)

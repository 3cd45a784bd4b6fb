"""Why a segment is one: a short rule for each, with how much of the segment it catches.

The rule is found by beam search: conditions are added one by one, and at each step only the
best few rules so far are carried on (as in CN2, Clark and Niblett, 1989, and in subgroup
discovery). Best is the highest F1, the harmonic mean of coverage and precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.blocks import rows_by_key
from segmentation.conditions import Candidate, Condition, Mask, candidates
from segmentation.levels import Codes
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable

MOST_COMPARISONS = 3
"""A number between two bounds is one condition and two comparisons."""
WORTH_A_COMPARISON = 0.01
"""F1 that a further comparison must add; with less the shorter rule is better."""
WORTH_A_DIGIT = 0.004
"""F1 that a less round number must add: 38 must be so much better than 40."""
WORTH_ANOTHER_VARIABLE = 0.05
"""F1 that a variable which had no part in the grouping must add to be spoken of."""
GOOD = 0.8
"""From this F1 on, other variables are not tried."""
LEAST = 0.4
"""A rule with less F1 says nothing of its segment."""
FEWEST_COVERED = 0.5
"""Share of the customers who must have a value of a variable that had no part."""
FEWEST_CUSTOMERS = 5
"""Segments of fewer customers get no rule: it would speak of persons."""

SAMPLED = 6_000
BEAM = 10
_SEED = 0

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Rule:
    """Conditions that all must be fulfilled, and how well they tell who is in the segment.

    Of ``caught`` customers who fulfil them ``of_group`` are in the segment: ``coverage`` is
    their share of the segment, ``precision`` their share of those caught.
    """

    segment_id: str
    conditions: tuple[Condition, ...]
    coverage: float
    precision: float
    caught: int
    of_group: int

    @property
    def f1(self) -> float:
        both = self.coverage + self.precision
        return 2 * self.coverage * self.precision / both if both else 0.0


def catches(rule: Rule, customers: pd.DataFrame) -> Mask:
    """Which customers fulfil all conditions of the rule, bool of shape (n,)."""
    caught = np.ones(len(customers), dtype=bool)
    for condition in rule.conditions:
        caught &= condition.fulfilled_by(customers)
    return caught


def find_rules(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> tuple[Rule | None, ...]:
    """The rule of each segment, in display order.

    None where a segment has fewer than five customers, is the only one, or has no rule that
    tells more than that everybody is in it. Conditions come in the order of ``variables``.
    Those that had a part in the grouping are spoken of, others only where they help clearly.
    Above some thousands of customers the rules are sought in a sample and counted on all.
    The row order of ``customers`` changes nothing.
    """
    if assignment.groups < 2:
        return (None,)
    rows = _sample(customers, assignment)
    sample, labels = customers.iloc[rows], assignment.labels[rows]
    sizes, sampled = np.array(assignment.sizes), np.bincount(labels)
    weights = (sizes / sampled)[labels].astype(np.float32)
    known = [v for v in variables if v.have]
    used = [v for v in known if v.key in assignment.variables]
    others = [
        v
        for v in known
        if v.key not in assignment.variables and v.usable and v.coverage >= FEWEST_COVERED
    ]
    told = np.flatnonzero(sizes >= FEWEST_CUSTOMERS)
    first = _Search(candidates(sample, labels, used), weights)
    found = {label: first.best(labels == label) for label in told}
    poor = [label for label in told if found[label][1] < GOOD]
    if poor and others:
        second = _Search((*first.tried, *candidates(sample, labels, others)), weights)
        for label in poor:
            wider = second.best(labels == label)
            if wider[1] >= found[label][1] + WORTH_ANOTHER_VARIABLE:
                found[label] = wider
    place = {variable.key: place for place, variable in enumerate(variables)}
    rules: list[Rule | None] = [None] * assignment.groups
    for label, (conditions, _) in found.items():
        ordered = sorted(conditions, key=lambda condition: place[condition.variable.key])
        rules[label] = _count(tuple(ordered), int(label), customers, assignment)
    return tuple(rules)


def _sample(customers: pd.DataFrame, assignment: Assignment) -> Codes:
    """Places of some thousands of rows, as many of each segment as there are, up to its part."""
    by_key = rows_by_key(customers)
    part = SAMPLED // assignment.groups
    random = np.random.default_rng(_SEED)
    picked = []
    for label, size in enumerate(assignment.sizes):
        rows = by_key[assignment.labels[by_key] == label]
        if size > part:
            rows = rows[np.sort(random.choice(size, part, replace=False))]
        picked.append(rows)
    return np.concatenate(picked)


def _count(
    conditions: tuple[Condition, ...], label: int, customers: pd.DataFrame, assignment: Assignment
) -> Rule | None:
    """The rule with its counts over all customers; None if it tells too little."""
    if not conditions:
        return None
    rule = Rule(assignment.segment_ids[label], conditions, 0.0, 0.0, 0, 0)
    mask = catches(rule, customers)
    caught, size = int(mask.sum()), assignment.sizes[label]
    of_group = int(np.sum(assignment.labels[mask] == label))
    if not of_group:
        return None
    rule = Rule(rule.segment_id, conditions, of_group / size, of_group / caught, caught, of_group)
    return rule if rule.f1 >= LEAST else None


@dataclass(frozen=True, eq=False)
class _Partial:
    """A rule on its way: who fulfils it, and what its less round numbers cost."""

    conditions: tuple[Condition, ...]
    mask: Matrix
    f1: float
    price: float
    score: float


class _Search:
    """Beam search over the same conditions for one segment after another."""

    def __init__(self, tried: Sequence[Candidate], weights: Matrix) -> None:
        """``weights`` (n,) say how many customers each row of the sample stands for."""
        self.tried = tuple(tried)
        self._weights = weights
        rows = [candidate.fulfilled for candidate in self.tried]
        self._masks = np.array(rows, dtype=np.float32).reshape(len(rows), len(weights))
        digits = [candidate.condition.odd_digits for candidate in self.tried]
        self._prices = np.array(digits, dtype=np.float64) * WORTH_A_DIGIT

    def best(self, group: Mask) -> tuple[tuple[Condition, ...], float]:
        """The conditions that tell ``group`` (n,) best, and their F1 in the sample.

        No conditions catch everybody.
        """
        size = float(self._weights[group].sum())
        everyone = 2 * size / (size + float(self._weights.sum()))
        best = _Partial((), np.ones_like(self._weights), everyone, 0.0, everyone)
        beam = [best]
        for step in range(MOST_COMPARISONS):
            beam = self._lengthened(beam, step * WORTH_A_COMPARISON, group, size)
            if beam and beam[0].score > best.score:
                best = beam[0]
        return best.conditions, best.f1

    def _lengthened(
        self, beam: Sequence[_Partial], price: float, group: Mask, size: float
    ) -> list[_Partial]:
        """The best rules that have one comparison more than those of ``beam``."""
        from threadpoolctl import threadpool_limits

        if not beam:
            return []
        weighted = np.array([partial.mask for partial in beam]) * self._weights
        with threadpool_limits(
            limits=1
        ):  # threads that wait for each other cost more than they save
            caught = (weighted @ self._masks.T).astype(np.float64)
            here = (weighted[:, group] @ self._masks[:, group].T).astype(np.float64)
        # Rounded, so that the last bits of a sum decide nothing.
        f1 = np.round(2 * here / (caught + size), 5)
        prices = price + np.add.outer([partial.price for partial in beam], self._prices)
        longer: list[_Partial] = []
        seen: set[tuple[float, float]] = set()
        for place in np.argsort(-(f1 - prices), axis=None, kind="stable"):
            row, column = np.unravel_index(place, f1.shape)
            same = (float(f1[row, column]), round(float(caught[row, column])))
            conditions = _add(beam[row].conditions, self.tried[column].condition)
            if conditions is None or same in seen:
                continue
            seen.add(same)
            mask = beam[row].mask * self._masks[column]
            digits = beam[row].price + float(self._prices[column])
            longer.append(_Partial(conditions, mask, same[0], digits, same[0] - price - digits))
            if len(longer) == BEAM:
                break
        return longer


def _add(conditions: tuple[Condition, ...], other: Condition) -> tuple[Condition, ...] | None:
    """The conditions with one more, joined to one about the same number; None if it can't be."""
    for place, condition in enumerate(conditions):
        if condition.variable.key != other.variable.key:
            continue
        if condition.variable.kind == "tags" and condition.levels != other.levels:
            continue
        joined = condition.joined_with(other)
        if joined is None:
            return None
        return (*conditions[:place], joined, *conditions[place + 1 :])
    return (*conditions, other)

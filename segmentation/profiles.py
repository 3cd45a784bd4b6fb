"""What sets each segment apart from all customers, as numbers: the facts behind a persona.

The test value (v-test) says how far a segment is from a random pick of as many customers, in
standard deviations of such picks: Lebart, Morineau and Piron, *Statistique exploratoire
multidimensionnelle* (1995), as computed by catdes of the R package FactoMineR. Beyond ±2 is
rarely chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.levels import MISSING, frequent, read_levels, read_tags
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable

MOST_LEVELS = 30
MONEY_DECIMALS = 4
CENT = Decimal("0.01")

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer]


@dataclass(frozen=True)
class NumberTrait:
    """A number variable in one segment, over the customers who have a value.

    ``position`` is the mean percentile rank of the segment's customers among all, 0 to 1;
    the average customer is at 0.5. ``known`` is how many customers of the segment have a value.
    """

    variable: Variable
    v_test: float
    mean_in_segment: float
    overall_mean: float
    median_in_segment: float
    overall_median: float
    position: float
    known: int


@dataclass(frozen=True)
class LevelTrait:
    """A value of a category, or a tag, in one segment, over the customers who have any.

    ``share_in_segment`` of the segment and ``overall_share`` of all have it; ``share_of_level``
    of those who have it are in the segment.
    """

    variable: Variable
    level: str
    v_test: float
    share_in_segment: float
    overall_share: float
    share_of_level: float


@dataclass(frozen=True)
class Profile:
    """One segment: its size, its revenue and its traits, the most telling first.

    Revenues are rounded to cents so that they add up to the rounded whole. Traits that nobody
    in the segment has a value for are left out.
    """

    segment_id: str
    customers: int
    share_of_customers: float
    revenue: Decimal
    share_of_revenue: float
    numbers: tuple[NumberTrait, ...]
    levels: tuple[LevelTrait, ...]

    def number(self, key: str) -> NumberTrait | None:
        """The trait of the number variable ``key``."""
        return next((trait for trait in self.numbers if trait.variable.key == key), None)

    def levels_of(self, key: str) -> tuple[LevelTrait, ...]:
        """The traits of the category or tags ``key``."""
        return tuple(trait for trait in self.levels if trait.variable.key == key)


def profile_segments(
    customers: pd.DataFrame,
    assignment: Assignment,
    variables: Sequence[Variable],
    revenue_customers: Decimal | None = None,
) -> tuple[Profile, ...]:
    """The profiles of all segments, in display order, described by ``variables``.

    ``revenue_customers`` is the revenue of all ``customers`` where it is known exactly; it
    must be the sum of their total spend (ValueError otherwise).
    """
    told = [v for v in variables if v.have and (v.usable or not v.own)]
    numbers = _number_traits(customers, assignment, [v for v in told if v.kind == "number"])
    levels = _level_traits(customers, assignment, [v for v in told if v.kind != "number"])
    spend = _spend_by_segment(customers, assignment)
    whole = sum(spend, Decimal(0))
    revenues = _round_to_sum(spend, whole if revenue_customers is None else revenue_customers)
    return tuple(
        Profile(
            segment_id=assignment.segment_ids[label],
            customers=size,
            share_of_customers=size / len(customers),
            revenue=revenues[label],
            share_of_revenue=float(spend[label] / whole) if whole else 0.0,
            numbers=tuple(sorted(numbers[label], key=lambda trait: -abs(trait.v_test))),
            levels=tuple(sorted(levels[label], key=lambda trait: -abs(trait.v_test))),
        )
        for label, size in enumerate(assignment.sizes)
    )


def _spend_by_segment(customers: pd.DataFrame, assignment: Assignment) -> list[Decimal]:
    """Exact sums: amounts have at most four decimals, so they are added as whole numbers."""
    spend = customers["total_spend"].astype("Float64").fillna(0.0).to_numpy(dtype=np.float64)
    units = np.rint(spend * 10**MONEY_DECIMALS)
    sums = (
        sum(map(int, units[assignment.labels == label].tolist()))
        for label in range(assignment.groups)
    )
    return [Decimal(total).scaleb(-MONEY_DECIMALS) for total in sums]


def _round_to_sum(amounts: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """The amounts in cents, adding up to ``whole`` in cents, by largest remainder."""
    if abs(sum(amounts, Decimal(0)) - whole) >= CENT:
        raise ValueError(f"spend of the segments adds up to {sum(amounts)}, not to {whole}")
    down = [(amount / CENT).to_integral_value("ROUND_FLOOR") for amount in amounts]
    missing = int((whole / CENT).to_integral_value("ROUND_HALF_EVEN") - sum(down))
    by_remainder = sorted(range(len(down)), key=lambda i: down[i] - amounts[i] / CENT)
    for i in by_remainder[:missing]:
        down[i] += 1
    return [cents * CENT for cents in down]


def _number_traits(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> list[list[NumberTrait]]:
    traits: list[list[NumberTrait]] = [[] for _ in range(assignment.groups)]
    if not variables:
        return traits
    columns = [customers[v.key].to_numpy(dtype=np.float64, na_value=np.nan) for v in variables]
    values = np.column_stack(columns)
    frame = pd.DataFrame(np.where(np.isfinite(values), values, np.nan))
    grouped = frame.groupby(assignment.labels)
    means, medians = grouped.mean().to_numpy(), grouped.median().to_numpy()
    counts, all_counts = grouped.count().to_numpy(), frame.count().to_numpy()
    overall_means, overall_medians = frame.mean().to_numpy(), frame.median().to_numpy()
    positions = (frame.rank().groupby(assignment.labels).mean().to_numpy() - 0.5) / all_counts
    varies = (frame.min() < frame.max()).to_numpy()
    variances = np.where(varies, frame.var(ddof=0).to_numpy(), 0.0)
    v_tests = number_v_test(means, counts, overall_means, variances, all_counts)
    for column, variable in enumerate(variables):
        for label in np.flatnonzero(counts[:, column]):
            traits[label].append(
                NumberTrait(
                    variable=variable,
                    v_test=float(v_tests[label, column]),
                    mean_in_segment=float(means[label, column]),
                    overall_mean=float(overall_means[column]),
                    median_in_segment=float(medians[label, column]),
                    overall_median=float(overall_medians[column]),
                    position=float(positions[label, column]),
                    known=int(counts[label, column]),
                )
            )
    return traits


def number_v_test(
    means: Floats, counts: Counts, overall_means: Floats, variances: Floats, all_counts: Counts
) -> Floats:
    """v = (mean_q - mean) / sqrt(variance / n_q * (n - n_q) / (n - 1)), for each segment q.

    ``means`` and ``counts`` are (segments, variables), the rest (variables,); variances are
    those of the population (divided by n). 0 where it cannot be computed: nobody or everybody
    in the segment, or all values equal.
    """
    left = (all_counts - counts) / np.maximum(all_counts - 1, 1)
    spread = variances / np.maximum(counts, 1) * left
    v_tests = np.zeros(means.shape)
    known = (spread > 0) & (counts > 0)
    np.divide(means - overall_means, np.sqrt(spread), out=v_tests, where=known)
    return v_tests


def _level_traits(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> list[list[LevelTrait]]:
    traits: list[list[LevelTrait]] = [[] for _ in range(assignment.groups)]
    for variable in variables:
        names, table, answered = _count_levels(customers[variable.key], variable, assignment)
        rows, of_level = int(answered.sum()), table.sum(axis=1)
        kept = frequent(of_level, rows, MOST_LEVELS)
        names, table, of_level = [names[level] for level in kept], table[kept], of_level[kept]
        v_tests = level_v_test(table, of_level[:, np.newaxis], answered, rows)
        for label in np.flatnonzero(answered):
            traits[label] += [
                LevelTrait(
                    variable=variable,
                    level=names[level],
                    v_test=float(v_tests[level, label]),
                    share_in_segment=float(table[level, label] / answered[label]),
                    overall_share=float(of_level[level] / rows),
                    share_of_level=float(table[level, label] / of_level[level]),
                )
                for level in range(len(names))
            ]
    return traits


def _count_levels(
    column: pd.Series, variable: Variable, assignment: Assignment
) -> tuple[Sequence[str], Counts, Counts]:
    """Names of the levels, customers by level and segment, and those with a value by segment."""
    if variable.kind == "category":
        levels = read_levels(column)
        table = _cross_table(levels.codes, len(levels.names), assignment)
        return levels.names, table, table.sum(axis=0)
    tags = read_tags(column, MOST_LEVELS)
    patterns = _cross_table(tags.patterns, len(tags.holds), assignment)
    return tags.names, tags.holds.T.astype(np.int64) @ patterns, patterns.sum(axis=0)


def _cross_table(codes: Counts, rows: int, assignment: Assignment) -> Counts:
    known = codes != MISSING
    cells = codes[known] * assignment.groups + assignment.labels[known]
    counts = np.bincount(cells, minlength=rows * assignment.groups)
    return counts.reshape(rows, assignment.groups)


def level_v_test(here: Counts, of_level: Counts, in_segment: Counts, rows: int) -> Floats:
    """The test value of ``here`` customers that are in a segment and have a level.

    ``of_level`` of all ``rows`` have the level, ``in_segment`` are in the segment; the arrays
    broadcast. Of a random pick, the number would follow the hypergeometric distribution; v is
    the normal quantile of its tail beyond ``here`` plus half of the chance of ``here`` itself.
    Tails are summed as logarithms, so that v stays finite however large the shop.
    """
    from scipy.special import gammaln, ndtri_exp

    x, k, n = (a.astype(np.float64) for a in np.broadcast_arrays(here, of_level, in_segment))
    sign = np.sign(x * rows - k * n)
    # The lower tail of those who have the level is the upper tail of those who do not.
    x = np.where(sign < 0, n - x, x)
    k = np.where(sign < 0, rows - k, k)

    def log_choose(m: Floats, j: Floats) -> Floats:
        return np.asarray(gammaln(m + 1) - gammaln(j + 1) - gammaln(m - j + 1))

    log_chance = (
        log_choose(k, x) + log_choose(rows - k, n - x) - log_choose(np.full_like(n, rows), n)
    )
    # Chances of x + 1, x + 2 and so on, each from the one before, in units of that of x.
    term, tail = np.ones_like(x), np.full_like(x, 0.5)
    i = x.copy()
    while np.any(term > 1e-16 * tail):
        term = term * (k - i) * (n - i) / ((i + 1) * (rows - k - n + i + 1))
        tail += term
        i += 1
    return np.asarray(sign * np.abs(ndtri_exp(np.minimum(log_chance + np.log(tail), 0.0))))

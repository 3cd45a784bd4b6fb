"""The limits that finding groups promises to keep, and what was measured against each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.cluster_quality.costs import Cost
from tests.cluster_quality.methods import BLOCKS, OURS, USUAL
from tests.cluster_quality.rules import Rules
from tests.cluster_quality.sameness import CHANGES, LESS, MORE, Sameness
from tests.cluster_quality.trials import Summary

LONGEST = {8_000: 1.5, 20_000: 3.0, 200_000: 8.0}
"""Processor seconds allowed by number of customers."""
LARGEST = 200_000
MOST_MEMORY = 500.0


@dataclass(frozen=True)
class Limit:
    """What must be ``reached`` at least, or else at most; None where it was not measured."""

    what: str
    bound: float
    at_least: bool
    unit: str
    reached: float | None

    @property
    def met(self) -> bool | None:
        if self.reached is None:
            return None
        return self.reached >= self.bound if self.at_least else self.reached <= self.bound


@dataclass(frozen=True)
class Measured:
    """Everything measured; what was not is empty or None. ``summaries`` are by way."""

    summaries: Mapping[str, Summary]
    sameness: Sameness | None = None
    favored: float | None = None
    rules: Rules | None = None
    costs: Mapping[int, Cost] | None = None


def check_limits(measured: Measured) -> tuple[Limit, ...]:
    """Every limit, in the order in which they are printed."""
    return (
        *_limits_of_finding(measured.summaries),
        *_limits_of_sameness(measured.sameness, measured.favored),
        *_limits_of_rules(measured.rules),
        *_limits_of_costs(measured.costs or {}),
    )


def _limits_of_finding(found: Mapping[str, Summary]) -> Iterator[Limit]:
    ours = found.get(OURS)
    for rival, margin in ((BLOCKS, 0.04), (USUAL, 0.2)):
        other = found.get(rival)
        given = _above(ours.given, other.given) if ours and other else None
        chosen = _above(ours.chosen, other.chosen) if ours and other else None
        yield _least(f"Groups given: ARI above that of {rival}", margin, given)
        more = margin if given is None else given
        yield _least("Groups chosen: above it by more than with groups given", more, chosen)
    yield _least("Number of groups exact", 0.5, ours.exact if ours else None, "share")
    within_one = ours.within_one if ours else None
    yield _least("Number of groups within one", 0.85, within_one, "share")
    invented = ours.invented if ours else None
    yield _most("Groups claimed where there are none", 0.05, invented, "share")
    missed = ours.missed if ours else None
    yield _most("No groups claimed where there are some", 0.05, missed, "share")


def _limits_of_sameness(same: Sameness | None, favored: float | None) -> Iterator[Limit]:
    weights = f"Weights {MORE:g} : {LESS:g} find the favored of two structures, lowest ARI"
    yield _least(weights, 0.9, favored)
    left_out = same.left_out if same else None
    yield _least("Weight 0 gives the same groups as leaving out", 1, left_out, "share")
    repeated = same.repeated if same else None
    yield _least("The same once more gives the same groups", 1, repeated, "share")
    unchanged = same.unchanged if same else {}
    for name in CHANGES:
        yield _least(f"Changed {name}: lowest ARI with before", 0.99, unchanged.get(name))


def _limits_of_rules(rules: Rules | None) -> Iterator[Limit]:
    mean = rules.mean if rules else None
    yield _least("Rules on customers they were not learned from: mean F1", 0.82, mean)
    good = rules.good if rules else None
    yield _least("Groups whose rule reaches F1 .65 there", 0.9, good, "share")


def _limits_of_costs(costs: Mapping[int, Cost]) -> Iterator[Limit]:
    for customers, seconds in LONGEST.items():
        cost = costs.get(customers)
        what = f"{customers:,} customers, groups chosen: processor time on one core"
        yield _most(what, seconds, cost.seconds if cost else None, "s")
    cost = costs.get(LARGEST)
    what = f"{LARGEST:,} customers, whole process: peak memory"
    yield _most(what, MOST_MEMORY, cost.peak if cost else None, "MB")


def _least(what: str, bound: float, reached: float | None, unit: str = "") -> Limit:
    return Limit(what, bound, True, unit, reached)


def _most(what: str, bound: float, reached: float | None, unit: str = "") -> Limit:
    return Limit(what, bound, False, unit, reached)


def _above(ours: float | None, other: float | None) -> float | None:
    return None if ours is None or other is None else ours - other

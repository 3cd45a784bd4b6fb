"""How well the rules of groups hold for customers that they were not learned from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from segmentation.reasons import catches, find_rules
from segmentation.segments.assignment import Assignment
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import list_variables
from tests.cluster_quality.shops import MadeShop

GOOD = 0.65


@dataclass(frozen=True)
class Rules:
    """F1 of the rules on the half of the customers that they were not learned from.

    ``mean`` over all groups; ``good`` is the share of them whose rule reaches :data:`GOOD`.
    """

    mean: float
    good: float


def measure_rules(shops: Iterable[MadeShop], method: str) -> Rules | None:
    """Group everybody, learn the rules on a random half, and score them on the other one.

    A group without a rule counts 0. None where no shop has groups.
    """
    scores: list[float] = []
    for shop in shops:
        spec = ClusterSpec(shop.variables, method=method)
        assignment = find_groups(shop.customers, spec)
        if assignment.verdict != "none":
            scores += _scores(shop, assignment)
    if not scores:
        return None
    return Rules(float(np.mean(scores)), float(np.mean(np.array(scores) >= GOOD)))


def _scores(shop: MadeShop, assignment: Assignment) -> list[float]:
    """F1 of each group that has somebody in both halves."""
    order = np.random.default_rng(shop.seed).permutation(len(shop.customers))
    learned, kept = order[::2], order[1::2]
    there, labels = np.unique(assignment.labels[learned], return_inverse=True)
    half = replace(
        assignment,
        labels=labels,
        groups=len(there),
        certainty=None,
        stability=(None,) * len(there),
    )
    customers, others = shop.customers.iloc[learned], shop.customers.iloc[kept]
    rules = find_rules(customers, half, list_variables(customers))
    scores = []
    for group, rule in zip(there, rules, strict=True):
        members = assignment.labels[kept] == group
        if members.any():
            caught = np.zeros(len(kept), bool) if rule is None else catches(rule, others)
            scores.append(_f1(caught, members))
    return scores


def _f1(caught: np.ndarray, members: np.ndarray) -> float:
    return float(2 * np.sum(caught & members) / (caught.sum() + members.sum()))

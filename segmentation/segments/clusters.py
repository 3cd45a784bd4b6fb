"""Groups found in the data: k-means on the block-scaled features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.errors import fail
from segmentation.features import build_features
from segmentation.segments.assignment import Assignment
from segmentation.segments.choose_k import choose_k
from segmentation.segments.k_means import Labels, different_rows, k_means
from segmentation.variables import pick_variables

METHODS = ("kmeans",)
FEWEST_CUSTOMERS = 6
SMALL_SHOP = 30
MOST_GROUPS = 20
STARTS = 8


@dataclass(frozen=True)
class ClusterSpec:
    """What to group by and how. ``groups`` None: as many as suit the data.

    ``weights`` are pairs of a variable's key and its factor (features.WEIGHTS).
    """

    variables: tuple[str, ...]
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = "kmeans"
    seed: int = 0


def find_groups(customers: pd.DataFrame, spec: ClusterSpec) -> Assignment:
    """Put every customer into exactly one of the groups that ``spec`` asks for.

    The row order of ``customers`` changes nothing. There are fewer groups than asked for where
    fewer customers differ. Fails with not_yet, too_few_customers, too_many_groups,
    unknown_variable, no_variables or all_the_same.
    """
    if spec.method not in METHODS:
        raise fail("not_yet", name=spec.method)
    _check_numbers(len(customers), spec.groups)
    variables = pick_variables(customers, spec.variables)
    weights = dict(spec.weights)
    pick_variables(customers, weights.keys() - set(spec.variables))  # only to check the names
    if not any(v.have and weights.get(v.key, 1.0) for v in variables):
        raise fail("no_variables")
    by_key = np.argsort(customers["customer"].to_numpy(dtype=str), kind="stable")
    ordered = customers.iloc[by_key]
    features = build_features(ordered, variables, weights)
    if different_rows(features.matrix) < 2:
        raise fail("all_the_same")
    groups = spec.groups or choose_k(features, spec.seed)[0]
    found = k_means(features.matrix, groups, spec.seed, STARTS)
    labels = np.empty_like(found)
    labels[by_key] = _in_display_order(ordered, found)
    groups = int(found.max()) + 1
    return Assignment(
        method=spec.method,
        variables=features.variables,
        labels=labels,
        groups=groups,
        verdict=None,
        certainty=None,
        stability=(None,) * groups,
    )


def largest_number_of_groups(customers: int) -> int:
    """How many groups may be asked for: 3 in a small shop, else one for every 5 customers."""
    return 3 if customers < SMALL_SHOP else min(MOST_GROUPS, customers // 5)


def _check_numbers(customers: int, groups: int | None) -> None:
    if groups is not None and groups < 1:
        raise ValueError("groups must be at least 1")
    if customers < FEWEST_CUSTOMERS:
        raise fail("too_few_customers", customers=customers)
    if groups is not None and groups > largest_number_of_groups(customers):
        raise fail("too_many_groups", groups=groups, customers=customers)


def _in_display_order(customers: pd.DataFrame, found: Labels) -> Labels:
    """The labels renumbered: highest total revenue first, then largest, then most recent.

    What is still equal goes by the smallest customer key, never by the order of the fit.
    """
    spend = customers["total_spend"].astype("Float64").fillna(0.0).to_numpy(dtype=np.float64)
    recency = customers["recency_days"].astype("Float64").fillna(0.0).to_numpy(dtype=np.float64)
    sizes = np.bincount(found)
    revenue = np.bincount(found, weights=spend).round(2)
    recency_mean = np.bincount(found, weights=recency) / sizes
    first_seen = np.unique(found, return_index=True)[1]
    order = np.lexsort((first_seen, recency_mean, -sizes, -revenue))
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return np.asarray(place[found], dtype=np.int64)

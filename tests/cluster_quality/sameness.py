"""What must not change the groups, and what weights must change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from segmentation.columns import TAG_SEPARATOR
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import pick_variables
from tests.cluster_quality.drawing import Labels
from tests.cluster_quality.shops import MadeShop, TwofoldShop

MORE, LESS = 3.0, 0.5
_RATE = 4.3
_MONEY = ("total_spend", "monetary_value")

Change = Callable[[MadeShop], MadeShop]


@dataclass(frozen=True)
class Sameness:
    """``unchanged`` is the lowest adjusted Rand index between the groups before and after each
    change, over all shops; ``repeated`` and ``left_out`` are the shares of shops that got the
    same labels a second time, and with a weight of 0 as without the variable.
    """

    unchanged: Mapping[str, float]
    repeated: float
    left_out: float


def row_order(shop: MadeShop) -> MadeShop:
    """The same customers in another order; ``truth`` holds the places they came from."""
    order = np.random.default_rng(shop.seed).permutation(len(shop.customers))
    customers = shop.customers.iloc[order].reset_index(drop=True)
    return replace(shop, customers=customers, truth=order)


def currency(shop: MadeShop) -> MadeShop:
    """Every amount in another currency."""
    money = {key: shop.customers[key] * _RATE for key in _MONEY}
    return replace(shop, customers=shop.customers.assign(**money))


def names_of_levels(shop: MadeShop) -> MadeShop:
    """Every level and tag called something else, in another alphabetical order."""
    renamed = {}
    for variable in pick_variables(shop.customers, shop.variables):
        column = shop.customers[variable.key]
        if variable.kind != "number":
            renamed[variable.key] = column.map(_renamed, na_action="ignore")
    return replace(shop, customers=shop.customers.assign(**renamed))


def constant_column(shop: MadeShop) -> MadeShop:
    """One more variable that is the same for everybody."""
    customers = shop.customers.assign(currency="PLN")
    return replace(shop, customers=customers, variables=(*shop.variables, "currency"))


def empty_column(shop: MadeShop) -> MadeShop:
    """One more variable of which nobody has a value."""
    nothing = pd.Series([None] * len(shop.customers), dtype=object)
    customers = shop.customers.assign(note=nothing)
    return replace(shop, customers=customers, variables=(*shop.variables, "note"))


CHANGES: Mapping[str, Change] = {
    "row order": row_order,
    "currency": currency,
    "names of levels": names_of_levels,
    "columns by a constant one": constant_column,
    "columns by an empty one": empty_column,
}


def measure_sameness(shops: Iterable[MadeShop], method: str) -> Sameness:
    """Group every shop again after each change; the number of groups is chosen each time."""
    unchanged = dict.fromkeys(CHANGES, 1.0)
    repeated, left_out = [], []
    for shop in shops:
        before = _labels(shop, method)
        repeated.append(np.array_equal(_labels(shop, method), before))
        for name, change in CHANGES.items():
            changed = change(shop)
            after = _labels(changed, method)
            expected = before[changed.truth] if change is row_order else before
            unchanged[name] = min(unchanged[name], float(adjusted_rand_score(expected, after)))
        if len(shop.variables) > 1:
            first, *others = shop.variables
            without = _labels(replace(shop, variables=tuple(others)), method)
            left_out.append(np.array_equal(_labels(shop, method, {first: 0.0}), without))
    return Sameness(unchanged, float(np.mean(repeated)), float(np.mean(left_out)))


def favored(shops: Iterable[TwofoldShop], method: str) -> float:
    """Lowest agreement with the structure whose variables are favored, the other's set back."""
    reached = []
    for shop in shops:
        for side in (0, 1):
            weights = {
                key: MORE if place == side else LESS
                for place, keys in enumerate(shop.variables)
                for key in keys
            }
            truth = shop.truths[side]
            groups = int(truth.max()) + 1
            spec = ClusterSpec(tuple(weights), tuple(weights.items()), groups, method)
            labels = find_groups(shop.customers, spec).labels
            reached.append(float(adjusted_rand_score(truth, labels)))
    return min(reached)


def _labels(shop: MadeShop, method: str, weights: Mapping[str, float] | None = None) -> Labels:
    pairs = tuple((weights or {}).items())
    return find_groups(shop.customers, ClusterSpec(shop.variables, pairs, method=method)).labels


def _renamed(text: str) -> str:
    """Each name written backwards."""
    return TAG_SEPARATOR.join(part[::-1] for part in text.split(TAG_SEPARATOR))

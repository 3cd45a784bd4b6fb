"""The ways to group that are set side by side, each with the number of groups given or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from segmentation.columns import TAG_SEPARATOR
from segmentation.errors import SegmentationError
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import pick_variables
from tests.cluster_quality.drawing import Labels
from tests.cluster_quality.marginals import Numbers
from tests.cluster_quality.shops import MadeShop, typical_shop

OURS, BLOCKS, USUAL = "mixture", "block k-means", "usual k-means"
_MOST_GROUPS = 8
_SILHOUETTES_OF = 2_000


@dataclass(frozen=True, eq=False)
class Found:
    """Everybody's group (n,), and whether the way says that there are groups at all."""

    labels: Labels
    claimed: bool

    @property
    def groups(self) -> int:
        """How many groups are claimed; 1 where there are said to be none."""
        return len(np.unique(self.labels)) if self.claimed else 1


Way = Callable[[MadeShop, int | None], Found]


def mixture(shop: MadeShop, groups: int | None) -> Found:
    """The product's own method."""
    return _ours(shop, groups, "mixture")


def block_k_means(shop: MadeShop, groups: int | None) -> Found:
    """The product's plain second choice."""
    return _ours(shop, groups, "kmeans")


def usual_k_means(shop: MadeShop, groups: int | None) -> Found:
    """What dashboards do: standardize, one-hot, k-means; the silhouette chooses, never 1."""
    matrix = StandardScaler().fit_transform(one_hot(shop))
    with threadpool_limits(limits=1):
        if groups:
            return Found(_k_means(matrix, groups), claimed=True)
        best, best_score = np.zeros(len(matrix), dtype=np.int64), -2.0
        for k in range(2, _MOST_GROUPS + 1):
            labels = _k_means(matrix, k)
            sample = min(len(matrix), _SILHOUETTES_OF)
            score = silhouette_score(matrix, labels, sample_size=sample, random_state=0)
            if score > best_score:
                best, best_score = labels, score
    return Found(best, claimed=True)


WAYS: Mapping[str, Way] = {OURS: mixture, BLOCKS: block_k_means, USUAL: usual_k_means}


def ways_there() -> dict[str, Way]:
    """The ways that can be measured: those that the product has not learned yet are left out."""
    shop = typical_shop(60)
    there = {}
    for name, way in WAYS.items():
        try:
            way(shop, 2)
        except SegmentationError as error:
            if error.problem.id != "not_yet":
                raise
        else:
            there[name] = way
    return there


def one_hot(shop: MadeShop) -> Numbers:
    """Numbers as they are, each level and tag a column; gaps get the mean or the commonest."""
    parts = []
    for variable in pick_variables(shop.customers, shop.variables):
        column = shop.customers[variable.key]
        if variable.kind == "number":
            numbers = column.astype(np.float64)
            parts.append(numbers.fillna(numbers.mean()).to_frame())
            continue
        known = column.fillna(column.mode().iloc[0])
        if variable.kind == "tags":
            parts.append(known.str.get_dummies(TAG_SEPARATOR))
        else:
            parts.append(pd.get_dummies(known))
    return np.hstack([part.to_numpy(dtype=np.float64) for part in parts])


def _ours(shop: MadeShop, groups: int | None, method: str) -> Found:
    spec = ClusterSpec(shop.variables, groups=groups, method=method)
    assignment = find_groups(shop.customers, spec)
    return Found(assignment.labels, claimed=assignment.verdict != "none")


def _k_means(matrix: Numbers, groups: int) -> Labels:
    fitted = KMeans(groups, n_init=10, random_state=0).fit(matrix)
    return np.asarray(fitted.labels_, dtype=np.int64)

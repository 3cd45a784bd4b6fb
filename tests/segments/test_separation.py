"""The number of groups: the score's parts against references, and plain cases."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from segmentation.features import Features
from segmentation.segments.k_means import k_means
from segmentation.segments.separation import (
    choose_k,
    distances_between,
    explained,
    most_groups,
    silhouette,
    smallest_group,
)


def as_features(matrix: np.ndarray) -> Features:
    names = tuple(f"x{i}" for i in range(matrix.shape[1]))
    return Features(matrix, names, names, names)


def heaps(count: int, rows: int, apart: float = 8.0) -> np.ndarray:
    centers = apart * np.vstack([np.zeros((1, 7)), np.eye(7)])[:count]
    noise = np.random.default_rng(count).standard_normal((rows, 7))
    return np.asarray(centers[np.arange(rows) % count] + noise)


def test_silhouette_agrees_with_scikit_learn() -> None:
    matrix = heaps(4, 150, apart=2)
    for groups in (2, 5):
        labels = k_means(matrix, groups, 0, 2)
        ours = silhouette(distances_between(matrix), labels)
        assert ours == pytest.approx(silhouette_score(matrix, labels), abs=1e-5)


def test_silhouette_of_loners_and_of_one_point() -> None:
    matrix = np.array([[0.0], [0.0], [5.0]])
    assert silhouette(distances_between(matrix), np.array([0, 0, 1])) == pytest.approx(2 / 3)
    assert silhouette(distances_between(np.zeros((4, 1))), np.array([0, 0, 1, 1])) == 0
    assert silhouette(distances_between(matrix), np.array([0, 0, 0])) == 0


def test_explained_share_of_the_differences() -> None:
    matrix = np.array([[0.0], [2.0], [10.0], [12.0]])
    # Between: 4 * 25; within: 4 * 1.
    assert explained(matrix, np.array([0, 0, 1, 1])) == pytest.approx(100 / 104)
    assert explained(matrix, np.zeros(4, dtype=np.int64)) == pytest.approx(0)
    assert explained(matrix, np.arange(4)) == pytest.approx(1)
    assert explained(np.ones((3, 1)), np.array([0, 1, 1])) == 0


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_plain_heaps_are_counted(count: int) -> None:
    chosen, fits = choose_k(as_features(heaps(count, 210)), seed=0)
    assert chosen == count
    assert [fit.groups for fit in fits] == [2, 3, 4, 5, 6, 7, 8]
    assert max(fits, key=lambda fit: fit.score).groups == count


def test_large_tables_are_judged_by_a_sample() -> None:
    assert choose_k(as_features(heaps(4, 6_400)), seed=0)[0] == 4


def test_a_group_too_small_does_not_count() -> None:
    four = heaps(4, 400)
    belongs = np.arange(400) % 4
    few = np.vstack([four[belongs < 3], four[belongs == 3][:4]])
    enough = np.vstack([four[belongs < 3], four[belongs == 3][:30]])
    assert choose_k(as_features(few), seed=0)[0] == 3
    assert choose_k(as_features(enough), seed=0)[0] == 4


def test_small_shops_have_few_groups() -> None:
    assert [most_groups(n) for n in (6, 29, 59, 60, 90, 5_000)] == [3, 3, 3, 4, 6, 8]
    assert [smallest_group(n) for n in (6, 29, 30, 250, 251, 1_000)] == [2, 2, 5, 5, 6, 20]
    chosen, fits = choose_k(as_features(heaps(5, 40)), seed=0)
    assert chosen <= 3 and [fit.groups for fit in fits] == [2, 3]


def test_two_kinds_of_customers_and_no_more() -> None:
    matrix = np.repeat([[0.0, 1.0], [1.0, 0.0]], 20, axis=0)
    assert choose_k(as_features(matrix), seed=0)[0] == 2

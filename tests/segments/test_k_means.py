"""k-means: finds what is plainly there, also in tables too large to fit at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segmentation.segments import k_means as module
from segmentation.segments.k_means import different_rows, k_means


def heaps(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Three far heaps of points and which one each row belongs to."""
    truth = np.arange(rows) % 3
    centers = np.array([[0, 0], [9, 0], [0, 9]])
    return centers[truth] + np.random.default_rng(0).standard_normal((rows, 2)), truth


def test_far_heaps_are_found() -> None:
    matrix, truth = heaps(90)
    assert adjusted_rand_score(truth, k_means(matrix, 3, seed=0, starts=2)) == 1


def test_large_tables_are_fitted_on_a_sample_and_assigned_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "FITTED_ON", 60)
    monkeypatch.setattr(module, "CHUNK", 100)
    matrix, truth = heaps(901)
    labels = k_means(matrix, 3, seed=0, starts=2)
    assert adjusted_rand_score(truth, labels) == 1


def test_never_more_groups_than_different_rows() -> None:
    matrix = np.repeat([[0.0, 1.0], [2.0, 3.0]], 5, axis=0)
    matrix[0] += 1e-12
    assert different_rows(matrix) == 2
    labels = k_means(matrix, 4, seed=0, starts=2)
    assert np.bincount(labels).tolist() == [5, 5]


def test_the_same_seed_gives_the_same_labels() -> None:
    matrix = np.random.default_rng(1).standard_normal((200, 4))
    once, again = (k_means(matrix, 5, seed=7, starts=2) for _ in range(2))
    assert np.array_equal(once, again)

"""k-means on one thread, for tables of any size."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

FITTED_ON = 20_000
CHUNK = 50_000

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


def k_means(matrix: Matrix, groups: int, seed: int, starts: int) -> Labels:
    """Labels (n,) of the rows of ``matrix`` (n, p): the best of ``starts`` runs.

    Fitted on at most 20,000 rows, drawn by place. There are fewer groups than asked for where
    fewer rows differ. Labels are 0 .. without gaps, in no meaningful order.
    """
    from sklearn.cluster import KMeans  # takes seconds to import, so only when needed
    from threadpoolctl import threadpool_limits

    sample = matrix
    if len(matrix) > FITTED_ON:
        drawn = np.random.default_rng(seed).choice(len(matrix), FITTED_ON, replace=False)
        sample = matrix[np.sort(drawn)]
    groups = min(groups, different_rows(sample))
    # Two threads that share busy cores are 5 to 30 times slower than one.
    with threadpool_limits(limits=1):
        fitted = KMeans(groups, n_init=starts, random_state=seed).fit(sample)
        labels = fitted.labels_ if sample is matrix else nearest(matrix, fitted.cluster_centers_)
    _, labels = np.unique(labels, return_inverse=True)
    return np.asarray(labels, dtype=np.int64)


def different_rows(matrix: Matrix) -> int:
    """How many rows differ by more than rounding."""
    if matrix.shape[1] == 0:
        return min(len(matrix), 1)
    return len(pd.DataFrame(matrix.round(6)).drop_duplicates())


def nearest(matrix: Matrix, centers: Matrix) -> Labels:
    """The place of the nearest of ``centers`` (k, p) for each row of ``matrix`` (n, p)."""
    half_squares = np.einsum("ij,ij->i", centers, centers) / 2
    parts = [
        np.argmin(half_squares - matrix[start : start + CHUNK] @ centers.T, axis=1)
        for start in range(0, len(matrix), CHUNK)
    ]
    return np.concatenate(parts)

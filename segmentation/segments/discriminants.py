"""Where customers stand on a map on which the groups lie as far apart as they are.

The two axes are canonical discriminant coordinates (Fisher, 1936; Rao, 1948): of all ways to add
up the features, those that differ most between groups for what they differ within. The covariance
within groups is shrunk toward a round one (Ledoit and Wolf, 2004), so that columns that hang
together, or that a group leaves constant, break nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.blocks import read_blocks, rows_by_key, take
from segmentation.features import scale_blocks
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable

MOST_POINTS = 5_000
FEWEST_OF_A_GROUP = 20
LEAST_SHRINKAGE = 0.1
"""So that a column that is the same for a whole group does not push all others together."""
NOTHING = 1e-9
SLICES = 60

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class MapPoints:
    """``places`` (m, 2) of m of all ``customers``, ``labels`` (m,), ``centers`` (groups, 2).

    Only how near customers stand to each other means something. Nobody has a place where no
    variable differs.
    """

    places: Matrix
    labels: Labels
    centers: Matrix
    customers: int


def map_points(
    customers: pd.DataFrame,
    assignment: Assignment,
    variables: Sequence[Variable],
    weights: Mapping[str, float] | None = None,
) -> MapPoints:
    """Where at most :data:`MOST_POINTS` of ``customers`` (n rows) stand, given their groups.

    ``variables`` and ``weights`` are those the groups were found with. Every group has its share
    of the points, and some at least. Customers count for their certainty, where it is known. The
    row order of ``customers`` changes nothing.
    """
    by_key = rows_by_key(customers)
    labels = assignment.labels[by_key]
    shown = _shown(labels, assignment.groups)
    blocks = take(read_blocks(customers.iloc[by_key], variables, weights), shown)
    matrix = scale_blocks(blocks).matrix
    labels = labels[shown]
    if matrix.shape[1] == 0:
        empty = np.empty((0, 2))
        return MapPoints(empty, labels[:0], empty, len(customers))
    counts = np.bincount(labels)
    sure = np.ones(len(labels))
    if assignment.certainty is not None:
        sure = assignment.certainty[by_key][shown]
    sure = sure * (np.asarray(assignment.sizes) / counts)[labels]
    places = _places(matrix, labels, sure)
    centers = _means(places, labels, np.ones(len(labels)))
    return MapPoints(places, labels, centers, len(customers))


def _shown(labels: Labels, groups: int) -> npt.NDArray[np.intp]:
    """The rows that are shown, spread evenly over each group."""
    sizes = np.bincount(labels, minlength=groups)
    some = np.minimum(sizes, min(FEWEST_OF_A_GROUP, MOST_POINTS // groups))
    rest = sizes - some
    room = min(MOST_POINTS - int(some.sum()), int(rest.sum()))
    quotas = some + rest * room // max(int(rest.sum()), 1)
    rows = [
        np.flatnonzero(labels == group)[np.linspace(0, size - 1, quota).round().astype(np.intp)]
        for group, (size, quota) in enumerate(zip(sizes, quotas, strict=True))
    ]
    return np.sort(np.concatenate(rows))


def _places(matrix: Matrix, labels: Labels, weights: Matrix) -> Matrix:
    """The rows of ``matrix`` (m, p) on two axes, (m, 2)."""
    from scipy.linalg import eigh

    weights = weights / weights.sum()
    matrix = matrix - weights @ matrix
    means = _means(matrix, labels, weights)
    deviations = matrix - means[labels]
    within = deviations.T @ (deviations * weights[:, np.newaxis])
    shares = np.bincount(labels, weights)
    between = means.T @ (means * shares[:, np.newaxis])
    shrunk = _shrink(within, deviations, weights)
    strengths, axes = eigh(between, shrunk)
    found = [axes[:, -1 - n] for n in range(min(2, len(axes))) if strengths[-1 - n] > NOTHING]
    while len(found) < 2 and (axis := _widest(within, shrunk, found)) is not None:
        found.append(axis)
    columns = [_turned(matrix @ axis, axis, labels, weights) for axis in found]
    if not columns:
        columns.append(np.zeros(len(matrix)))
    if len(columns) == 1:
        columns.append(_swarm(columns[0]))
    return np.column_stack(columns)


def _means(matrix: Matrix, labels: Labels, weights: Matrix) -> Matrix:
    members = np.eye(labels.max() + 1)[labels] * weights[:, np.newaxis]
    return np.asarray((members.T @ matrix) / members.sum(axis=0)[:, np.newaxis])


def _shrink(within: Matrix, deviations: Matrix, weights: Matrix) -> Matrix:
    from sklearn.covariance import ledoit_wolf_shrinkage

    mean = float(np.trace(within)) / len(within)
    if mean <= NOTHING:
        return np.eye(len(within))
    rows = deviations * np.sqrt(weights * len(weights))[:, np.newaxis]
    amount = max(float(ledoit_wolf_shrinkage(rows, assume_centered=True)), LEAST_SHRINKAGE)
    return np.asarray((1 - amount) * within + amount * mean * np.eye(len(within)))


def _widest(within: Matrix, shrunk: Matrix, found: Sequence[Matrix]) -> Matrix | None:
    """The axis on which customers of a group differ most, with no share in those ``found``.

    Along it the centers of two groups stand level: all that tells them apart is on the first.
    """
    beside = np.eye(len(within))
    if found:
        taken, _ = np.linalg.qr(shrunk @ np.column_stack(found))
        beside = beside - taken @ taken.T
    spreads, axes = np.linalg.eigh(beside @ within @ beside)
    if spreads[-1] <= NOTHING:
        return None
    return np.asarray(beside @ axes[:, -1] / np.sqrt(spreads[-1]))


def _turned(column: Matrix, axis: Matrix, labels: Labels, weights: Matrix) -> Matrix:
    """The column with the first group that is off the middle above it; an axis has no sign."""
    centers = _means(column[:, np.newaxis], labels, weights)[:, 0]
    off = centers[np.abs(centers) > 1e-6 * max(float(np.abs(column).max()), NOTHING)]
    sign = off[0] if len(off) else axis[np.argmax(np.abs(axis).round(9))]
    return -column if sign < 0 else column


def _swarm(column: Matrix) -> Matrix:
    """A second axis where there is only one: customers who stand at one place, side by side."""
    width = max(float(np.ptp(column)), NOTHING)
    slices = ((column - column.min()) / width * (SLICES - 1)).round().astype(np.int64)
    order = np.lexsort((column, slices))
    counts = np.bincount(slices)
    first = np.cumsum(counts) - counts
    place = np.empty(len(column))
    place[order] = np.arange(len(column)) - first[slices[order]]
    return np.asarray((place - (counts[slices] - 1) / 2) / counts.max())

"""Variables with weights -> the numbers that a clustering method sees.

Each variable becomes a block of columns scaled by its largest eigenvalue, as in multiple factor
analysis (Escofier and Pagès, 1994), so that a number, a yes/no category and a set of tags have
the same say; the weight then multiplies the variance of its block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.levels import MISSING, frequent, read_levels, read_tags
from segmentation.variables import Variable

WEIGHTS: dict[str, float] = {"off": 0.0, "less": 0.5, "normal": 1.0, "more": 2.0}

HEAVY_TAIL = 1.0
"""Skewness above which a number is put on a logarithmic scale."""
FARTHEST = 4.0
"""Standard deviations at which a number is cut off, so that one customer is not a group."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Features:
    """``matrix`` (customers, columns); ``names`` and ``blocks`` (variable key) of each column.

    ``variables`` are the keys of those that contribute: chosen, weighted and not constant.
    """

    matrix: Matrix
    names: tuple[str, ...]
    blocks: tuple[str, ...]
    variables: tuple[str, ...]


def build_features(
    customers: pd.DataFrame,
    variables: Sequence[Variable],
    weights: Mapping[str, float] | None = None,
) -> Features:
    """The block-scaled features of ``customers``, in their row order.

    ``weights`` maps variable keys to factors of the block's variance (1 where absent); with 0
    the variable is left out. A missing value stands at the mean. Which order the rows come in
    and what levels are called changes nothing but the order of columns.
    """
    weights = weights or {}
    by_key = np.argsort(customers["customer"].to_numpy(dtype=str), kind="stable")
    blocks: list[Matrix] = []
    names: list[str] = []
    keys: list[str] = []
    for variable in variables:
        weight = weights.get(variable.key, 1.0)
        if weight < 0:
            raise ValueError(f"negative weight for {variable.key!r}")
        if weight == 0:
            continue
        block, columns = _block(customers[variable.key].iloc[by_key], variable)
        blocks.append(block * np.sqrt(weight))
        names += columns
        keys += [variable.key] * len(columns)
    matrix = np.empty((len(customers), len(names)))
    matrix[by_key] = np.hstack(blocks) if blocks else 0.0
    return Features(matrix, tuple(names), tuple(keys), tuple(dict.fromkeys(keys)))


def _block(column: pd.Series, variable: Variable) -> tuple[Matrix, list[str]]:
    if variable.kind == "number":
        block = _number_block(column.to_numpy(dtype=np.float64, na_value=np.nan))
        return block, [variable.key] * block.shape[1]
    if variable.kind == "category":
        block, levels = _category_block(column)
    else:
        block, levels = _tags_block(column)
    return block, [f"{variable.key}: {level}" for level in levels]


def _number_block(values: Matrix) -> Matrix:
    """Shape (n, 1), or (n, 0) if all known values are the same."""
    values = np.where(np.isfinite(values), values, np.nan)
    known = values[~np.isnan(values)]
    if len(known) == 0 or np.ptp(known) <= 1e-12 * np.abs(known).max():
        return np.empty((len(values), 0))
    scaled = _tame(values, known)
    scaled = (scaled - np.nanmean(scaled)) / np.nanstd(scaled)
    scaled = np.clip(np.nan_to_num(scaled), -FARTHEST, FARTHEST)
    return np.asarray(scaled[:, np.newaxis], dtype=np.float64)


def _tame(values: Matrix, known: Matrix) -> Matrix:
    """The values, on a logarithmic scale if they are heavy-tailed and it makes them less so.

    The unit of the logarithm is a small value of the data itself (the lowest twentieth
    of the sizes), so that the currency plays no part.
    """
    sizes = np.abs(known[known != 0])
    unit = np.quantile(sizes, 0.05)

    def logarithm(x: Matrix) -> Matrix:
        return np.asarray(np.sign(x) * np.log1p(np.abs(x) / unit), dtype=np.float64)

    skewness = _skewness(known)
    if skewness > HEAVY_TAIL and abs(_skewness(logarithm(known))) < skewness:
        return logarithm(values)
    return values


def _skewness(values: Matrix) -> float:
    centered = (values - values.mean()) / values.std()
    return float(np.mean(centered**3))


def _category_block(column: pd.Series) -> tuple[Matrix, list[str]]:
    """Indicators scaled as in multiple correspondence analysis: (z - p) / sqrt(p).

    That gives L levels L - 1 dimensions of variance 1, and a town of twelve names would drown
    everything else; giving all of them together variance 1 would silence it. Variance
    sqrt(L - 1) lies between and found known groups best in trials.
    Rare levels share one column; if even together they are rare, they stand at the mean like
    a missing value.
    """
    levels = read_levels(column)
    known = levels.codes != MISSING
    rows = int(known.sum())
    kept = frequent(levels.counts, rows)
    place = np.full(len(levels.names) + 1, len(kept))
    place[kept] = np.arange(len(kept))
    place[MISSING] = MISSING
    codes = place[levels.codes]
    names = [levels.names[level] for level in kept]
    if len(frequent(np.array([np.sum(codes == len(kept))]), rows)):
        names.append("…")
    if len(names) < 2:
        return np.empty((len(codes), 0)), []
    indicators = codes[:, np.newaxis] == np.arange(len(names))
    answered = indicators.any(axis=1)
    shares = indicators[answered].mean(axis=0)
    scaled = (indicators - shares) / np.sqrt(shares) / (len(names) - 1) ** 0.25
    scaled[~answered] = 0.0
    return scaled, names


def _tags_block(column: pd.Series) -> tuple[Matrix, list[str]]:
    """One centered yes/no column a tag, all divided by the root of their largest eigenvalue.

    Not standardized: a rare tag tells less about groups than a common one. A tag that almost
    nobody holds, or almost nobody lacks, is left out.
    """
    tags = read_tags(column)
    known = tags.patterns != MISSING
    rows = int(known.sum())
    kept = [
        tag
        for tag in frequent(tags.counts, rows)
        if len(frequent(np.array([rows - tags.counts[tag]]), rows))
    ]
    if not kept:
        return np.empty((len(known), 0)), []
    held = tags.holds[:, kept][tags.patterns[known]].astype(np.float64)
    held -= held.mean(axis=0)
    largest = np.linalg.eigvalsh(held.T @ held / rows)[-1]
    scaled = np.zeros((len(known), len(kept)))
    scaled[known] = held / np.sqrt(largest)
    return scaled, [tags.names[tag] for tag in kept]

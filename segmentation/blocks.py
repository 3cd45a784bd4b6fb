"""Variables -> blocks: what each says of every customer, cleaned for comparing, kept compact.

A number becomes a z-score, a category the code of its level, tags the tags that matter. How
blocks are weighed against each other is for the ways to group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.levels import MISSING, Codes, frequent, read_levels, read_tags
from segmentation.variables import Variable

HEAVY_TAIL = 1.0
"""Skewness above which a number is put on a logarithmic scale."""
FARTHEST = 4.0
"""Standard deviations at which a number is cut off, so that one customer is not a group."""
OTHERS = "…"
"""The name of all rare levels together."""

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NumberBlock:
    """``values`` (n,) are z-scores, NaN where there is none.

    ``rounding`` (n,) is how coarse each is: the variance of its rounding error, 0 for a value that
    differs from all others.
    """

    key: str
    weight: float
    values: Vector
    rounding: Vector


@dataclass(frozen=True, eq=False)
class CategoryBlock:
    """``codes`` (n,) index into ``names``, :data:`levels.MISSING` where there is no value."""

    key: str
    weight: float
    codes: Codes
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TagsBlock:
    """Row i holds the tags ``holds[patterns[i]]`` (bool, of ``names``); MISSING holds nothing."""

    key: str
    weight: float
    patterns: Codes
    holds: npt.NDArray[np.bool_]
    names: tuple[str, ...]


Block: TypeAlias = NumberBlock | CategoryBlock | TagsBlock


def read_blocks(
    customers: pd.DataFrame,
    variables: Sequence[Variable],
    weights: Mapping[str, float] | None = None,
) -> tuple[Block, ...]:
    """The blocks of ``variables`` that have a weight (1 where ``weights`` are silent) and differ.

    ``customers`` (n rows) should come in an order that does not depend on the file. Raises
    ValueError for a negative weight.
    """
    weights = weights or {}
    blocks: list[Block | None] = []
    for variable in variables:
        weight = weights.get(variable.key, 1.0)
        if weight < 0:
            raise ValueError(f"negative weight for {variable.key!r}")
        if weight > 0:
            blocks.append(_read_block(customers[variable.key], variable, weight))
    return tuple(block for block in blocks if block is not None)


def rows_by_key(customers: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The places of the rows in the order of the customers' keys, which no file decides."""
    return np.argsort(customers["customer"].to_numpy(dtype=str), kind="stable")


def take(blocks: Sequence[Block], rows: npt.NDArray[np.intp] | slice) -> tuple[Block, ...]:
    """The same blocks of some of the rows."""
    return tuple(_take(block, rows) for block in blocks)


def count_rows(blocks: Sequence[Block]) -> int:
    """How many rows (customers) the blocks have; 0 without blocks."""
    for block in blocks:
        match block:
            case NumberBlock():
                return len(block.values)
            case CategoryBlock():
                return len(block.codes)
            case TagsBlock():
                return len(block.patterns)
    return 0


def _take(block: Block, rows: npt.NDArray[np.intp] | slice) -> Block:
    match block:
        case NumberBlock():
            return replace(block, values=block.values[rows], rounding=block.rounding[rows])
        case CategoryBlock():
            return replace(block, codes=block.codes[rows])
        case TagsBlock():
            return replace(block, patterns=block.patterns[rows])


def _read_block(column: pd.Series, variable: Variable, weight: float) -> Block | None:
    match variable.kind:
        case "number":
            values = column.to_numpy(dtype=np.float64, na_value=np.nan)
            return _number_block(values, variable.key, weight)
        case "category":
            return _category_block(column, variable.key, weight)
        case "tags":
            return _tags_block(column, variable.key, weight)


def _number_block(values: Vector, key: str, weight: float) -> NumberBlock | None:
    """None if all known values are the same."""
    values = np.where(np.isfinite(values), values, np.nan)
    known = values[~np.isnan(values)]
    if len(known) == 0 or np.ptp(known) <= 1e-12 * np.abs(known).max():
        return None
    scaled = _tame(values, known)
    scaled = (scaled - np.nanmean(scaled)) / np.nanstd(scaled)
    scaled = np.clip(scaled, -FARTHEST, FARTHEST)
    return NumberBlock(key, weight, scaled, _rounding(scaled))


def _tame(values: Vector, known: Vector) -> Vector:
    """The values, on a logarithmic scale if they are heavy-tailed and it makes them less so.

    The unit of the logarithm is a small value of the data itself (the lowest twentieth
    of the sizes), so that the currency plays no part.
    """
    sizes = np.abs(known[known != 0])
    unit = np.quantile(sizes, 0.05)

    def logarithm(x: Vector) -> Vector:
        return np.asarray(np.sign(x) * np.log1p(np.abs(x) / unit), dtype=np.float64)

    tail = skewness(known)
    if tail > HEAVY_TAIL and abs(skewness(logarithm(known))) < tail:
        return logarithm(values)
    return values


def skewness(values: Vector) -> float:
    """How far the tail reaches to one side, 0 for none and where all ``values`` are the same."""
    centered = values - values.mean()
    spread = float(values.std())
    return float(np.mean((centered / spread) ** 3)) if spread > 0 else 0.0


def _rounding(values: Vector) -> Vector:
    """The variance of each value if it may lie anywhere up to halfway to its neighbors.

    As in Sheppard's correction (1898) for data that are rounded; on an uneven scale each value
    has its own neighbors.
    """
    known = ~np.isnan(values)
    different, codes, counts = np.unique(values[known], return_inverse=True, return_counts=True)
    gaps = np.diff(different)
    below = np.concatenate([gaps[:1], gaps])
    above = np.concatenate([gaps, gaps[-1:]])
    # A lone value has no neighbors to be confused with: only repeated ones show rounding.
    widths = np.where(counts > 1, (below + above) / 2, 0.0)
    rounding = np.zeros(len(values))
    rounding[known] = widths[codes] ** 2 / 12
    return rounding


def _category_block(column: pd.Series, key: str, weight: float) -> CategoryBlock | None:
    """Rare levels count as one; if even together they are rare, as no answer."""
    levels = read_levels(column)
    known = levels.codes != MISSING
    rows = int(known.sum())
    kept = frequent(levels.counts, rows)
    place = np.full(len(levels.names) + 1, len(kept))
    place[kept] = np.arange(len(kept))
    place[MISSING] = MISSING
    codes = place[levels.codes]
    names = [levels.names[level] for level in kept]
    others = codes == len(kept)
    if len(frequent(np.array([others.sum()]), rows)):
        names.append(OTHERS)
    else:
        codes[others] = MISSING
    return CategoryBlock(key, weight, codes, tuple(names)) if len(names) >= 2 else None


def _tags_block(column: pd.Series, key: str, weight: float) -> TagsBlock | None:
    """A tag that almost nobody holds, or almost nobody lacks, is left out."""
    tags = read_tags(column)
    rows = int(np.sum(tags.patterns != MISSING))
    kept = [
        tag
        for tag in frequent(tags.counts, rows)
        if len(frequent(np.array([rows - tags.counts[tag]]), rows))
    ]
    if not kept:
        return None
    names = tuple(tags.names[tag] for tag in kept)
    return TagsBlock(key, weight, tags.patterns, tags.holds[:, kept], names)

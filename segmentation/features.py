"""Blocks -> the columns of numbers that distances are measured in.

Each variable becomes a block of columns, scaled as in multiple factor analysis (Escofier and
Pagès, 1994): the largest eigenvalue of a number, a yes/no category and a set of tags is 1, so that
they have the same say. Categories of more levels have a little more of it (:func:`_scale_levels`).
The weight then multiplies the variance of its block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segmentation.blocks import (
    Block,
    CategoryBlock,
    NumberBlock,
    TagsBlock,
    count_rows,
)
from segmentation.levels import MISSING

WEIGHTS: dict[str, float] = {"off": 0.0, "less": 0.5, "normal": 1.0, "more": 2.0}

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


def scale_blocks(blocks: Sequence[Block]) -> Features:
    """The block-scaled features of blocks, in their row order. A gap stands at the mean."""
    matrices: list[Matrix] = []
    names: list[str] = []
    keys: list[str] = []
    for block in blocks:
        matrix = _scale(block)
        matrices.append(matrix * np.sqrt(block.weight))
        if isinstance(block, NumberBlock):
            names.append(block.key)
        else:
            names += [f"{block.key}: {name}" for name in block.names]
        keys += [block.key] * matrix.shape[1]
    whole = np.hstack(matrices) if matrices else np.empty((count_rows(blocks), 0))
    return Features(whole, tuple(names), tuple(keys), tuple(dict.fromkeys(keys)))


def _scale(block: Block) -> Matrix:
    match block:
        case NumberBlock():
            return np.nan_to_num(block.values)[:, np.newaxis]
        case CategoryBlock():
            return _scale_levels(block)
        case TagsBlock():
            return _scale_tags(block)


def _scale_levels(block: CategoryBlock) -> Matrix:
    """Indicators scaled as in multiple correspondence analysis: (z - p) / sqrt(p).

    That gives L levels L - 1 dimensions of variance 1, and a town of twelve names would drown
    everything else; giving all of them together variance 1 would silence it. Variance
    sqrt(L - 1) lies between and found known groups best in trials.
    """
    levels = len(block.names)
    indicators = block.codes[:, np.newaxis] == np.arange(levels)
    answered = block.codes != MISSING
    if not answered.any():  # of a sample
        return np.zeros(indicators.shape)
    shares = indicators[answered].mean(axis=0)
    seen = np.maximum(shares, 1.0 / len(indicators))  # of a sample a level may be absent
    scaled = (indicators - shares) / np.sqrt(seen) / (levels - 1) ** 0.25
    scaled[~answered] = 0.0
    return np.asarray(scaled)


def _scale_tags(block: TagsBlock) -> Matrix:
    """One centered yes/no column a tag, all divided by the root of their largest eigenvalue.

    Not standardized: a rare tag tells less about groups than a common one.
    """
    known = block.patterns != MISSING
    if not known.any():
        return np.zeros((len(known), len(block.names)))
    held = block.holds[block.patterns[known]].astype(np.float64)
    held -= held.mean(axis=0)
    largest = np.linalg.eigvalsh(held.T @ held / len(held))[-1]
    scaled = np.zeros((len(known), len(block.names)))
    scaled[known] = held / np.sqrt(max(largest, 1e-12))
    return scaled

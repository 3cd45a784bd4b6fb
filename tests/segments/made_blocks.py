"""Blocks of customers drawn from a mixture that is known: numbers, a category and tags."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from segmentation.blocks import Block, CategoryBlock, NumberBlock, TagsBlock

MEANS = np.array([[0.0, 0.0, 0.0], [3.0, 0.0, 1.0], [0.0, 4.0, -2.0]])
MIXING = np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 0.3], [0.0, 0.0, 1.0]])
LEVELS = np.array([[0.7, 0.2, 0.1], [0.2, 0.6, 0.2], [0.1, 0.3, 0.6]])
TAGS = np.array([[0.8, 0.1, 0.2, 0.3], [0.2, 0.7, 0.2, 0.3], [0.1, 0.2, 0.8, 0.3]])

Labels = npt.NDArray[np.int64]


def number_block(key: str, values: npt.NDArray[np.float64], rounding: float = 0.0) -> NumberBlock:
    """A block of weight 1 whose values are all equally coarse."""
    return NumberBlock(key, 1.0, values, np.full(len(values), rounding))


def made_numbers(
    n: int, seed: int = 0, missing: float = 0.0
) -> tuple[tuple[NumberBlock, ...], npt.NDArray[np.float64], Labels]:
    """Three numbers that hang together, as blocks and as a matrix, and who is in which group."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 3, n)
    matrix = random.normal(size=(n, 3)) @ MIXING + MEANS[labels]
    matrix = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
    matrix[random.random(matrix.shape) < missing] = np.nan
    blocks = tuple(number_block(f"n{i}", column) for i, column in enumerate(matrix.T))
    return blocks, matrix, labels


def made_answers(labels: Labels, seed: int = 0, missing: float = 0.0) -> tuple[Block, Block]:
    """A category and tags; who holds no tag is not known to hold none."""
    random = np.random.default_rng(seed + 1)
    heights = np.cumsum(LEVELS, axis=1)[labels, :-1]
    codes = (random.random((len(labels), 1)) > heights).sum(axis=1)
    codes[random.random(len(labels)) < missing] = -1
    holds = random.random((len(labels), 4)) < TAGS[labels]
    patterns = np.where(holds.any(axis=1), np.arange(len(labels)), -1)
    category = CategoryBlock("town", 1.0, codes, ("a", "b", "c"))
    return category, TagsBlock("interests", 1.0, patterns, holds, ("w", "x", "y", "z"))


def shares_near(labels: Labels, groups: int, seed: int = 0) -> npt.NDArray[np.float64]:
    """Responsibilities that know the groups half."""
    random = np.random.default_rng(seed)
    return (np.eye(groups)[labels] + np.eye(groups)[random.integers(0, groups, len(labels))]) / 2

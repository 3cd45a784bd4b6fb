"""Whether each group comes back when other customers are drawn: its trust.

The bootstrap of Hennig (2007), clusterboot in the R package fpc: customers are drawn anew with
repetition and grouped again; of each group the Jaccard similarity to the most similar new one is
taken, over the customers drawn. Below .6 a group dissolves; at .75 and more it has come back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.blocks import Block, read_blocks, rows_by_key, take
from segmentation.features import scale_blocks
from segmentation.segments.assignment import Assignment
from segmentation.segments.choose_k import starting_groups
from segmentation.segments.clusters import MIXTURE, ClusterSpec
from segmentation.segments.k_means import Labels, k_means
from segmentation.segments.mixture import LatentClassMixture, spread
from segmentation.variables import pick_variables

RUNS = 100
CAME_BACK = 0.75
FEWEST = 10
"""Of fewer customers that can be drawn nothing is said."""
_DRAWN_FROM = 1_000
_STEPS = 40
_TOLERANCE = 1e-4


@dataclass(frozen=True)
class Trust:
    """One group over ``runs`` re-runs: its mean Jaccard similarity, and in how many it came
    back."""

    jaccard: float
    came_back: int
    runs: int


def rerun(
    customers: pd.DataFrame, spec: ClusterSpec, assignment: Assignment, runs: int = RUNS
) -> tuple[Trust | None, ...]:
    """The trust of each group of ``assignment``, found among ``customers`` by ``spec``.

    Counted on at most 1,000 customers; None for a group with fewer than 10 of them. Empty where
    nothing was found that could come back: one group, or a plain split. Same input, same output.
    """
    if assignment.groups < 2 or assignment.plain:
        return ()
    by_key = rows_by_key(customers)
    some = spread(len(by_key), _DRAWN_FROM)
    variables = pick_variables(customers, spec.variables)
    blocks = take(read_blocks(customers.iloc[by_key], variables, dict(spec.weights)), some)
    labels = assignment.labels[by_key][some]
    generator = np.random.default_rng(spec.seed)
    similarities = np.zeros((runs, assignment.groups))
    for run in range(runs):
        drawn = generator.integers(0, len(labels), len(labels))
        different = np.unique(drawn, return_index=True)[1]
        found = _group_again(take(blocks, drawn), spec, assignment.groups, run)
        similarities[run] = _similarity(labels[drawn][different], found[different], assignment)
    sizes = np.bincount(labels, minlength=assignment.groups)
    return tuple(
        Trust(float(column.mean()), int(np.sum(column >= CAME_BACK)), runs)
        if size >= FEWEST
        else None
        for size, column in zip(sizes.tolist(), similarities.T, strict=True)
    )


def _group_again(blocks: tuple[Block, ...], spec: ClusterSpec, groups: int, run: int) -> Labels:
    seed = spec.seed + run
    if spec.method != MIXTURE:
        return k_means(scale_blocks(blocks).matrix, groups, seed, 1)
    starts = starting_groups(blocks, groups, seed, 2, 0)
    model = LatentClassMixture(groups, tolerance=_TOLERANCE, most_steps=_STEPS)
    shares = model.fit(blocks, starts).responsibilities_
    return np.asarray(shares.argmax(axis=1), dtype=np.int64)


def _similarity(labels: Labels, found: Labels, assignment: Assignment) -> npt.NDArray[np.float64]:
    """The best Jaccard similarity of each group to any of those found; 0 where nobody was drawn."""
    width = int(found.max()) + 1
    both = np.bincount(labels * width + found, minlength=assignment.groups * width)
    both = both.reshape(assignment.groups, width)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
    return np.asarray(np.max(both / np.maximum(either, 1), axis=1))

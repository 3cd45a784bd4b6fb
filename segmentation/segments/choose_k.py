"""How many groups the data show, one allowed: the mixture compared with itself.

The number of groups is the one with the highest integrated completed likelihood. Numbers that lie
on few marks, many on one or far to one side become rank-normal scores for this, of which nothing
but their ties to other variables is left. Otherwise price points and the many who ordered once make
one population look like two, and a coarse scale looks like a group for each of its marks.

Two groups that shade into each other look the same as one population that goes from one end to
the other by degrees. They count as groups only where hardly anybody lies between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segmentation.blocks import HEAVY_TAIL, Block, NumberBlock, count_rows, skewness, take
from segmentation.features import scale_blocks
from segmentation.segments.assignment import Fit
from segmentation.segments.k_means import different_rows, nearest
from segmentation.segments.mixture import LatentClassMixture, spread
from segmentation.segments.tables import Matrix

FITTED_ON = 5_000
K_MEANS_STARTS = 4
RANDOM_STARTS = 4
PATIENCE = 3
"""After so many numbers in a row that fit worse than the best, larger ones are not tried."""
STEPS = 100
ROUGH, TOLERANCE = 1e-4, 1e-5
"""Gain of a step at which a fit ends, to compare numbers of groups and for the groups shown."""
LEAST = 0.01
"""Nats for each customer by which more groups have to fit better than fewer."""
APART = 0.96
"""How sure customers have to be of their group on average, for two groups to be two. In trials
populations without groups that differ by degrees came to .947, two groups to .96 and more."""
COARSE, SPIKE = 0.01, 0.05
"""From which mean rounding variance on, or which share at one value, a number has marks."""
FEWER_STEPS = (20, 5, 1, 0)

_STARTED_ON = 2_000


@dataclass(frozen=True, eq=False)
class Sweep:
    """What trying each number of groups came to.

    ``groups`` fit best. ``fits`` are the numbers tried, their scores relative to one group, in
    nats for each customer. ``starts`` are the responsibilities found for each.
    """

    groups: int
    fits: tuple[Fit, ...]
    starts: tuple[Matrix, ...]


def try_numbers(blocks: Sequence[Block], most: int, smallest: float, seed: int) -> Sweep:
    """Fit one to ``most`` groups to ``blocks``, best a sample of at most :data:`FITTED_ON` rows.

    Numbers that leave a group with fewer than ``smallest`` of the rows are passed over.
    """
    scores = soften_shapes(blocks)
    rows = count_rows(blocks)
    fits: list[Fit] = []
    starts: list[Matrix] = []
    best, alone = Fit(1, 0.0), 0.0
    for groups in range(1, most + 1):
        found = fit_mixture(scores, groups, seed, rough=True)
        if groups == 1:
            alone = found.icl_
        fits.append(Fit(groups, (found.icl_ - alone) / rows))
        starts.append(found.responsibilities_)
        sizes = np.bincount(found.responsibilities_.argmax(axis=1), minlength=groups)
        if fits[-1].score > best.score + LEAST and sizes.min() >= smallest:
            best = fits[-1]
        if groups - best.groups >= PATIENCE and groups > PATIENCE + 1:
            break
    groups = best.groups
    if groups == 2 and starts[1].max(axis=1).mean() < APART:
        groups = 1
    return Sweep(groups, tuple(fits), tuple(starts))


def fit_mixture(
    blocks: Sequence[Block],
    groups: int,
    seed: int,
    known: Sequence[Matrix] = (),
    rough: bool = False,
) -> LatentClassMixture:
    """The mixture of ``groups`` groups from the ``known`` start, or the best of several starts.

    A ``rough`` one is good enough to compare numbers of groups.
    """
    tolerance, steps = (ROUGH, STEPS) if rough else (TOLERANCE, 5 * STEPS)
    starts = known or starting_groups(blocks, groups, seed)
    return LatentClassMixture(groups, tolerance=tolerance, most_steps=steps).fit(blocks, starts)


def fit_every_group(
    blocks: Sequence[Block], groups: int, seed: int, known: Sequence[Matrix] = ()
) -> LatentClassMixture:
    """The best mixture in which every group is the likeliest one of somebody, if there is one.

    Of more groups than the data have, the fit leaves some empty; then it is ended earlier.
    """
    best = fit_mixture(blocks, groups, seed, known)
    for steps in FEWER_STEPS:
        if _filled(best) == groups:
            break
        alone = [
            LatentClassMixture(groups, tolerance=TOLERANCE, most_steps=steps).fit(blocks, [start])
            for start in starting_groups(blocks, groups, seed)
        ]
        best = max([best, *alone], key=lambda model: (_filled(model), model.objective_))
    return best


def _filled(model: LatentClassMixture) -> int:
    return len(np.unique(model.responsibilities_.argmax(axis=1)))


def starting_groups(
    blocks: Sequence[Block],
    groups: int,
    seed: int,
    by_k_means: int = K_MEANS_STARTS,
    at_random: int = RANDOM_STARTS,
) -> list[Matrix]:
    """Responsibilities (n, k) to start from: k-means on block-scaled features, and the nearest
    of customers drawn at random. One group needs no choice."""
    if groups == 1:
        return [np.ones((count_rows(blocks), 1))]
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    generator = np.random.default_rng(seed)
    matrix = scale_blocks(blocks).matrix
    some = matrix[spread(len(matrix), _STARTED_ON)]
    different = min(groups, different_rows(some))
    with threadpool_limits(limits=1):
        centers = [
            KMeans(different, n_init=1, random_state=seed + turn).fit(some).cluster_centers_
            for turn in range(by_k_means)
        ]
    centers += [some[generator.choice(len(some), groups, replace=False)] for _ in range(at_random)]
    return [np.eye(groups)[nearest(matrix, center)] for center in centers]


def soften_shapes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with misshapen numbers replaced by the normal scores of their ranks.

    Equal values get the mean of their scores, and the variance that this takes away becomes their
    rounding: what dealing out their ranks at random would come to on average.
    """
    return tuple(
        _normal_scores(block) if isinstance(block, NumberBlock) and _is_misshapen(block) else block
        for block in blocks
    )


def _is_misshapen(block: NumberBlock) -> bool:
    """Whether the values lie on few marks, many on one, or far to one side."""
    seen = ~np.isnan(block.values)
    known = block.values[seen]
    if not len(known):
        return False
    most = int(np.unique(known, return_counts=True)[1].max())
    spiky = most > 1 and most >= SPIKE * len(known)
    coarse = float(block.rounding[seen].mean()) >= COARSE
    return spiky or coarse or abs(skewness(known)) > HEAVY_TAIL


def _normal_scores(block: NumberBlock) -> NumberBlock:
    from scipy.special import ndtri

    known = ~np.isnan(block.values)
    _, codes, counts = np.unique(block.values[known], return_inverse=True, return_counts=True)
    scores = ndtri((np.arange(len(codes)) + 0.5) / len(codes))
    ties = np.repeat(np.arange(len(counts)), counts)
    means = np.bincount(ties, scores) / counts
    lost = np.maximum(np.bincount(ties, scores**2) / counts - means**2, 0.0)
    values, rounding = np.full(len(block.values), np.nan), np.zeros(len(block.values))
    values[known], rounding[known] = means[codes], lost[codes]
    return replace(block, values=values, rounding=rounding)


def sample_of(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """At most :data:`FITTED_ON` rows, spread evenly."""
    return take(blocks, spread(count_rows(blocks), FITTED_ON))

"""Groups found in the data: by a latent-class mixture, or by k-means on block-scaled features."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.blocks import Block, count_rows, read_blocks, rows_by_key
from segmentation.errors import fail
from segmentation.features import scale_blocks
from segmentation.segments.assignment import Assignment, Fit, display_order
from segmentation.segments.choose_k import Sweep, fit_every_group, sample_of, try_numbers
from segmentation.segments.constructed import part_facts
from segmentation.segments.k_means import Labels, Matrix, k_means
from segmentation.segments.plain_split import split_plainly
from segmentation.segments.separation import choose_k, most_groups, smallest_group
from segmentation.variables import pick_variables

MIXTURE, K_MEANS = "mixture", "kmeans"
METHODS = (MIXTURE, K_MEANS)
FEWEST_CUSTOMERS = 6
SMALL_SHOP = 30
MOST_GROUPS = 20
STARTS = 8
CLEAR = 0.9
"""How sure customers have to be of their group on average, for the groups to be clear."""


@dataclass(frozen=True)
class ClusterSpec:
    """What to group by and how. ``groups`` None: as many as suit the data.

    ``weights`` are pairs of a variable's key and its factor (features.WEIGHTS). ``smallest`` is
    the fewest customers a group may have for the mixture to choose such a number; None for what
    suits the shop's size.
    """

    variables: tuple[str, ...]
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = MIXTURE
    seed: int = 0
    smallest: int | None = None


@dataclass(frozen=True, eq=False)
class _Found:
    """Groups in the order of the fit. ``chances`` (n, k) of each customer's groups, if known."""

    labels: Labels
    variables: tuple[str, ...]
    verdict: str | None = None
    chances: Matrix | None = None
    plain: bool = False
    fits: tuple[Fit, ...] = ()


def find_groups(
    customers: pd.DataFrame, spec: ClusterSpec, sweep: Sweep | None = None
) -> Assignment:
    """Put every customer into exactly one of the groups that ``spec`` asks for.

    The row order of ``customers`` changes nothing. There are fewer groups than asked for where
    fewer customers differ. Where the data have no groups (verdict none) and in shops of fewer
    than 30 customers a plain split is shown instead, unless a number of groups was asked for.
    ``sweep`` is what :func:`sweep_numbers` gives for the same customers and spec, if known.
    Fails with too_few_customers, too_many_groups, unknown_variable,
    no_variables or all_the_same; ValueError for a method that is none.
    """
    if spec.method not in METHODS:
        raise ValueError(f"no method {spec.method!r}")
    _check_numbers(len(customers), spec.groups)
    by_key = rows_by_key(customers)
    ordered = customers.iloc[by_key]
    blocks = _read(ordered, spec)
    if len(customers) < SMALL_SHOP:
        found = _split_small(ordered, blocks, spec)
    elif spec.method == K_MEANS:
        found = _by_k_means(blocks, spec)
    else:
        sweep = sweep or _sweep(ordered, blocks, spec)
        if sweep.groups == 1 and spec.groups is None:
            found = replace(_split(ordered, blocks, spec), fits=sweep.fits)
        else:
            found = _by_mixture(blocks, spec, sweep)
    return _arrange(ordered, found, spec.method, by_key)


def sweep_numbers(customers: pd.DataFrame, spec: ClusterSpec) -> Sweep:
    """How well each number of groups fits, whatever number ``spec`` asks for.

    Fails as :func:`find_groups` does.
    """
    _check_numbers(len(customers), spec.groups)
    ordered = customers.iloc[rows_by_key(customers)]
    return _sweep(ordered, _read(ordered, spec), spec)


def _sweep(customers: pd.DataFrame, blocks: tuple[Block, ...], spec: ClusterSpec) -> Sweep:
    facts, keys = part_facts(customers, _keys(blocks))
    parted = read_blocks(facts, pick_variables(facts, keys), dict(spec.weights))
    sample = sample_of(parted or blocks)
    rows = len(customers)
    smallest = (spec.smallest or smallest_group(rows)) * count_rows(sample) / rows
    return try_numbers(sample, most_groups(rows), smallest, spec.seed)


def largest_number_of_groups(customers: int) -> int:
    """How many groups may be asked for: 3 in a small shop, else one for every 5 customers."""
    return 3 if customers < SMALL_SHOP else min(MOST_GROUPS, customers // 5)


def _check_numbers(customers: int, groups: int | None) -> None:
    if groups is not None and groups < 1:
        raise ValueError("groups must be at least 1")
    if customers < FEWEST_CUSTOMERS:
        raise fail("too_few_customers", customers=customers)
    if groups is not None and groups > largest_number_of_groups(customers):
        raise fail("too_many_groups", groups=groups, customers=customers)


def _read(customers: pd.DataFrame, spec: ClusterSpec) -> tuple[Block, ...]:
    variables = pick_variables(customers, spec.variables)
    weights = dict(spec.weights)
    pick_variables(customers, weights.keys() - set(spec.variables))  # only to check the names
    if not any(v.have and weights.get(v.key, 1.0) for v in variables):
        raise fail("no_variables")
    blocks = read_blocks(customers, variables, weights)
    if not blocks:  # what is the same for everybody makes none
        raise fail("all_the_same")
    return blocks


def _keys(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(block.key for block in blocks)


def _split_small(customers: pd.DataFrame, blocks: tuple[Block, ...], spec: ClusterSpec) -> _Found:
    """In a very small shop, bands of spend; where nobody spent, a few alike."""
    groups = spec.groups or (2 if len(customers) < SMALL_SHOP // 2 else 3)
    split = split_plainly(customers, groups)
    if split is None:
        return replace(
            _by_k_means(blocks, replace(spec, groups=groups)), verdict="none", plain=True
        )
    return _Found(*split, "none", plain=True)


def _split(customers: pd.DataFrame, blocks: tuple[Block, ...], spec: ClusterSpec) -> _Found:
    """What is shown where the data have no groups. Who chose one thing is answered by that."""
    split = split_plainly(customers) if len(blocks) > 1 else None
    if split is None:
        return replace(_by_k_means(blocks, spec), verdict="none", plain=True)
    return _Found(*split, "none", plain=True)


def _by_k_means(blocks: tuple[Block, ...], spec: ClusterSpec) -> _Found:
    features = scale_blocks(blocks)
    chosen, fits = choose_k(features, spec.seed)
    labels = k_means(features.matrix, spec.groups or chosen, spec.seed, STARTS)
    return _Found(labels, features.variables, fits=fits)


def _by_mixture(blocks: tuple[Block, ...], spec: ClusterSpec, sweep: Sweep) -> _Found:
    groups = spec.groups or sweep.groups
    known = sweep.starts[groups - 1 : groups]
    model = fit_every_group(sample_of(blocks), groups, spec.seed, known)
    chances = model.predict_proba(blocks)
    labels = np.asarray(chances.argmax(axis=1), dtype=np.int64)
    verdict = "none"
    if sweep.groups > 1:
        suits = groups == sweep.groups or any(
            f.groups == groups and f.score > 0 for f in sweep.fits
        )
        sure = float(chances.max(axis=1).mean())
        verdict = "clear" if suits and sure >= CLEAR else "weak"
    if len(np.unique(labels)) < groups:
        alike = _by_k_means(blocks, replace(spec, groups=groups))
        return replace(alike, verdict="none" if verdict == "none" else "weak", fits=sweep.fits)
    return _Found(labels, _keys(blocks), verdict, chances, fits=sweep.fits)


def _arrange(
    customers: pd.DataFrame, found: _Found, method: str, by_key: npt.NDArray[np.intp]
) -> Assignment:
    """The groups in display order, their customers in the order they were given in."""
    kept, labels = np.unique(found.labels, return_inverse=True)
    order = display_order(customers, labels)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    given = np.argsort(by_key)
    certainty, runner_up = None, None
    if found.chances is not None:
        chances = found.chances[:, kept[order]]
        rows = np.arange(len(labels))
        certainty = chances[rows, place[labels]][given]
        if len(order) > 1:
            chances[rows, place[labels]] = -1.0
            runner_up = chances.argmax(axis=1)[given]
    return Assignment(
        method=method,
        variables=found.variables,
        labels=place[labels][given].astype(np.int64),
        groups=len(order),
        verdict=found.verdict,
        certainty=certainty,
        stability=(None,) * len(order),
        runner_up=runner_up,
        plain=found.plain,
        fits=found.fits,
    )

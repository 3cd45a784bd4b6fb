"""How many groups: planted ones are counted, and shapes that are no groups are not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from segmentation.blocks import Block, NumberBlock, TagsBlock
from segmentation.segments.choose_k import (
    fit_every_group,
    sample_of,
    soften_shapes,
    starting_groups,
    try_numbers,
)
from tests.segments.made_blocks import made_answers, made_numbers, number_block


def blocks_with_groups(n: int, seed: int = 0) -> tuple[Block, ...]:
    numbers, _, labels = made_numbers(n, seed)
    return (*numbers, *made_answers(labels, seed))


@pytest.mark.parametrize("seed", range(4))
def test_planted_groups_are_counted(seed: int) -> None:
    sweep = try_numbers(blocks_with_groups(600, seed), 8, 12, seed=0)
    assert sweep.groups == 3
    assert sweep.fits[0].score == 0
    assert max(sweep.fits, key=lambda fit: fit.score).groups == 3
    assert len(sweep.starts) == len(sweep.fits)
    assert sweep.starts[2].shape == (600, 3)


@pytest.mark.parametrize("seed", range(4))
def test_one_population_is_one_group(seed: int) -> None:
    random = np.random.default_rng(seed)
    mixed = random.normal(size=(800, 4)) @ random.normal(size=(4, 4))
    # Heavy tails, few marks on the scale, and most at one mark: shapes, but no groups.
    shaped = [np.exp(mixed[:, 0]), np.round(mixed[:, 1]), np.maximum(mixed[:, 2], 0), mixed[:, 3]]
    blocks = tuple(
        number_block(f"n{i}", (column - column.mean()) / column.std())
        for i, column in enumerate(shaped)
    )
    assert try_numbers(blocks, 8, 16, seed=0).groups == 1


def test_tags_of_customers_who_all_hold_some_are_no_groups() -> None:
    random = np.random.default_rng(1)
    holds = random.random((1_500, 5)) < 0.25
    holds = holds[holds.any(axis=1)]
    tags = TagsBlock("interests", 1.0, np.arange(len(holds)), holds, tuple("abcde"))
    assert try_numbers((tags,), 8, 30, seed=0).groups == 1


def test_two_groups_that_shade_into_each_other_are_not_two() -> None:
    """A single degree that moves everything looks like two groups with many between them."""
    random = np.random.default_rng(2)
    degree = random.normal(size=1_200)
    holds = random.random((1_200, 10)) < 1 / (1 + np.exp(1 - 1.6 * degree[:, np.newaxis]))
    patterns = np.where(holds.any(axis=1), np.arange(1_200), -1)
    tags = TagsBlock("interests", 1.0, patterns, holds, tuple("abcdefghij"))
    sweep = try_numbers((tags,), 8, 24, seed=0)
    assert sweep.fits[1].score > 0
    assert sweep.groups == 1


def test_a_group_too_small_is_passed_over() -> None:
    blocks = blocks_with_groups(300)
    assert try_numbers(blocks, 8, 60, seed=0).groups == 3
    assert try_numbers(blocks, 8, 140, seed=0).groups < 3


def test_spiky_numbers_become_scores_of_their_ranks_and_share_ties() -> None:
    values = np.array([1.0, 1.0, 2.0, 50.0, np.nan, 1.0])
    block, other = soften_shapes([number_block("a", values), number_block("b", np.exp(values))])
    assert isinstance(block, NumberBlock) and isinstance(other, NumberBlock)
    assert block.values == pytest.approx(other.values, nan_ok=True)
    assert np.isnan(block.values[4])
    assert block.values[0] == block.values[1] == block.values[5] < block.values[2] < 1
    assert np.nansum(block.values) == pytest.approx(0)
    # What ties take away from the variance becomes rounding, so that nothing is lost.
    whole = np.sum(ndtri((np.arange(5) + 0.5) / 5) ** 2)
    assert np.nansum(block.values**2) + block.rounding.sum() == pytest.approx(whole)
    assert block.rounding[2:5] == pytest.approx([0, 0, 0])


def test_smooth_numbers_and_empty_ones_stay() -> None:
    smooth = number_block("a", np.linspace(-1, 1, 50))
    empty = number_block("b", np.full(50, np.nan))
    assert soften_shapes([smooth, empty]) == (smooth, empty)
    coarse = number_block("c", np.linspace(-1, 1, 50), 0.02)
    assert soften_shapes([coarse]) != (coarse,)
    sided = number_block("d", np.exp(np.linspace(-3, 3, 50)))
    assert soften_shapes([sided]) != (sided,)


def test_a_close_knit_group_beside_a_wide_one_is_not_cut_in_pieces() -> None:
    random = np.random.default_rng(6)
    wide = np.repeat([True, False], [500, 300])
    matrix = random.normal(size=(800, 4)) * np.where(wide, 1.0, 0.25)[:, np.newaxis]
    matrix[~wide] += 1.5
    blocks = [number_block(f"n{i}", column / column.std()) for i, column in enumerate(matrix.T)]
    sweep = try_numbers(blocks, 8, 16, seed=0)
    assert sweep.groups == 2
    assert np.mean((sweep.starts[1].argmax(axis=1) == 0) == wide) in (
        pytest.approx(0, abs=0.05), pytest.approx(1, abs=0.05)
    )  # fmt: skip


@pytest.mark.parametrize("centers", [((0, 0), (6, 6)), ((0, 0), (6, 0), (0, 6))])
@pytest.mark.parametrize("size", [60, 1_000])
def test_heaps_far_apart_are_counted(centers: tuple[tuple[int, int], ...], size: int) -> None:
    random = np.random.default_rng(size)
    heaps = np.repeat(np.array(centers, dtype=float), size, axis=0)
    matrix = heaps + random.normal(size=heaps.shape)
    matrix = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
    blocks = [number_block(f"n{i}", column) for i, column in enumerate(matrix.T)]
    assert try_numbers(blocks, 8, 10, seed=0).groups == len(centers)


def test_every_group_asked_for_has_somebody() -> None:
    model = fit_every_group(blocks_with_groups(200), 7, seed=0)
    assert len(np.unique(model.responsibilities_.argmax(axis=1))) == 7


def test_starts_are_whole_groups_and_repeat_by_seed() -> None:
    blocks = blocks_with_groups(200)
    starts = starting_groups(blocks, 4, seed=3)
    assert len(starts) == 8
    assert all(np.array_equal(start.sum(axis=1), np.ones(200)) for start in starts)
    again = starting_groups(blocks, 4, seed=3)
    assert all(np.array_equal(one, other) for one, other in zip(starts, again, strict=True))


def test_a_large_shop_is_fitted_on_a_sample() -> None:
    blocks = sample_of(blocks_with_groups(12_000))
    first = blocks[0]
    assert isinstance(first, NumberBlock) and len(first.values) == 5_000

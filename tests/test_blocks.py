"""Blocks: what is kept of a column, and how coarse a number is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segmentation.blocks import (
    OTHERS,
    CategoryBlock,
    NumberBlock,
    TagsBlock,
    count_rows,
    read_blocks,
    take,
)
from segmentation.variables import pick_variables


def read(weights: dict[str, float] | None = None, **columns: object) -> tuple[object, ...]:
    rows = len(next(iter(columns.values())))  # type: ignore[arg-type]
    customers = pd.DataFrame({"customer": [f"k{i:04d}" for i in range(rows)], **columns})
    return read_blocks(customers, pick_variables(customers, columns), weights)


def test_a_number_is_a_z_score_with_its_gaps() -> None:
    (block,) = read(age=[20.0, 30.0, 40.0, np.nan])
    assert isinstance(block, NumberBlock)
    assert block.values[:3] == pytest.approx([-np.sqrt(1.5), 0, np.sqrt(1.5)])
    assert np.isnan(block.values[3])
    assert not block.rounding.any()  # every value its own


def test_a_scale_of_two_marks_is_as_coarse_as_it_can_be() -> None:
    (block,) = read(points=[0.0, 1.0] * 20)
    assert isinstance(block, NumberBlock)
    assert block.rounding == pytest.approx(2**2 / 12)


def test_rare_levels_count_as_one_and_very_rare_ones_as_no_answer() -> None:
    towns = ["Kraków"] * 60 + ["Łódź"] * 34 + ["a", "b", "c", "d", "e", "f"]
    (block,) = read(location=towns)
    assert isinstance(block, CategoryBlock)
    assert block.names == ("Kraków", "Łódź", OTHERS)
    assert np.bincount(block.codes).tolist() == [60, 34, 6]
    (block,) = read(location=towns[:97])
    assert isinstance(block, CategoryBlock)
    assert block.names == ("Kraków", "Łódź")
    assert np.sum(block.codes == -1) == 3


def test_tags_that_tell_nothing_are_left_out() -> None:
    tags = ["cats; all"] * 30 + ["dogs; all"] * 29 + ["fish; all"] + [None]
    (block,) = read(interests=tags)
    assert isinstance(block, TagsBlock)
    assert block.names == ("cats", "dogs")
    assert block.patterns[-1] == -1


def test_what_has_no_weight_or_does_not_differ_is_no_block() -> None:
    blocks = read({"age": 0.0}, age=[1.0, 2.0, 3.0], points=[5.0, 5.0, 5.0])
    assert blocks == ()
    with pytest.raises(ValueError, match="negative weight"):
        read({"age": -1.0}, age=[1.0, 2.0])


def test_some_rows_of_blocks() -> None:
    customers = pd.DataFrame(
        {"customer": list("abcdef"), "age": [1.0, 2, 3, 4, 5, 6], "gender": ["m", "f"] * 3}
    )
    blocks = read_blocks(customers, pick_variables(customers, ("age", "gender")))
    some = take(blocks, np.array([0, 3]))
    assert (count_rows(blocks), count_rows(some), count_rows(())) == (6, 2, 0)
    assert isinstance(some[1], CategoryBlock) and isinstance(blocks[1], CategoryBlock)
    assert some[1].codes.tolist() == blocks[1].codes[[0, 3]].tolist()

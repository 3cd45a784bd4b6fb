"""Categories and tags as codes: what counts as a value, and how many must share one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segmentation.levels import MISSING, fewest, frequent, read_levels, read_tag, read_tags


def test_levels_are_numbered_as_they_come_and_trimmed() -> None:
    levels = read_levels(pd.Series(["red", " blue", None, "", "red ", "  "], dtype=object))
    assert levels.names == ("red", "blue")
    assert levels.codes.tolist() == [0, 1, MISSING, MISSING, 0, MISSING]
    assert levels.counts.tolist() == [2, 1]


def test_true_and_false_are_yes_and_no() -> None:
    nullable = pd.Series([True, None, False, True], dtype="boolean")
    assert read_levels(nullable).names == ("yes", "no")
    assert read_levels(nullable).codes.tolist() == [0, MISSING, 1, 0]
    assert read_levels(pd.Series([False, True])).names == ("no", "yes")


@pytest.mark.parametrize("dtype", [object, "str", "category"])
def test_levels_of_every_kind_of_text_column(dtype: str) -> None:
    column = pd.Series(["a", None, "b"], dtype=object).astype(dtype)  # type: ignore[call-overload]
    assert read_levels(column).codes.tolist() == [0, MISSING, 1]


def test_a_column_without_values_has_no_levels() -> None:
    levels = read_levels(pd.Series([None, None], dtype=object))
    assert levels.names == () and levels.counts.tolist() == []
    assert levels.codes.tolist() == [MISSING, MISSING]
    tags = read_tags(pd.Series([None, ""], dtype=object))
    assert tags.names == () and tags.found == 0 and tags.patterns.tolist() == [MISSING, MISSING]


def test_tags_are_split_counted_and_kept_by_frequency() -> None:
    column = pd.Series(["cats; dogs", "dogs", None, "dogs;  fish ;dogs;", "cats; dogs"])
    tags = read_tags(column)
    assert tags.names == ("dogs", "cats", "fish")
    assert tags.counts.tolist() == [4, 2, 1]
    held = tags.holds[tags.patterns[0]]
    assert dict(zip(tags.names, held.tolist(), strict=True)) == {
        "dogs": True, "cats": True, "fish": False,
    }  # fmt: skip
    few = read_tags(column, most=1)
    assert few.names == ("dogs",) and few.found == 3


def test_one_tag_is_read_wherever_it_stands() -> None:
    holds, known = read_tag(pd.Series(["cats; dogs", "dogs", None, " dogs ;cats", ";"]), "cats")
    assert holds.tolist() == [True, False, False, True, False]
    assert known.tolist() == [True, True, False, True, True]
    nobody, _ = read_tag(pd.Series([None, None], dtype=object), "cats")
    assert nobody.tolist() == [False, False]


@pytest.mark.parametrize(
    ("rows", "needed"), [(0, 2), (12, 2), (30, 3), (50, 5), (500, 5), (501, 6), (20_000, 200)]
)
def test_how_many_must_share_a_value(rows: int, needed: int) -> None:
    assert fewest(rows) == needed


def test_frequent_values_by_count_with_ties_as_they_come() -> None:
    counts = np.array([7, 20, 7, 1, 40])
    assert frequent(counts, 75).tolist() == [4, 1, 0, 2]
    assert frequent(counts, 75, most=3).tolist() == [4, 1, 0]

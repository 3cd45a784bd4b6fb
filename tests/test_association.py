"""Cramér's V of mixed variables against scipy and against cases known by heart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from segmentation.association import (
    category_codes,
    cramers_v,
    number_codes,
    rank_correlation,
    tag_codes,
)
from segmentation.levels import MISSING


def corrected_v(table: np.ndarray) -> float:
    """Bergsma's formula, step by step."""
    n, (r, c) = table.sum(), table.shape
    phi2 = chi2_contingency(table, correction=False).statistic / n
    phi2 = max(0, phi2 - (r - 1) * (c - 1) / (n - 1))
    r, c = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
    return float(np.sqrt(phi2 / min(r - 1, c - 1)))


def test_v_agrees_with_the_formula() -> None:
    random = np.random.default_rng(1)
    one = random.integers(0, 3, 400)
    other = np.where(random.random(400) < 0.5, one, random.integers(0, 4, 400))
    table = pd.crosstab(one, other).to_numpy()
    assert cramers_v(one, other) == pytest.approx(corrected_v(table))


def test_v_of_the_same_and_of_strangers() -> None:
    random = np.random.default_rng(2)
    one = random.integers(0, 4, 5_000)
    assert cramers_v(one, one) == pytest.approx(1, abs=1e-3)
    assert cramers_v(one, 3 - one) == pytest.approx(1, abs=1e-3)
    assert cramers_v(one, random.integers(0, 4, 5_000)) < 0.05


def test_v_without_anything_to_compare_is_zero() -> None:
    missing = np.full(5, MISSING)
    same = np.zeros(5, dtype=np.int64)
    varied = np.array([0, 1, 0, 1, 1])
    assert cramers_v(missing, varied) == 0
    assert cramers_v(same, varied) == 0
    assert cramers_v(np.array([0, 1]), np.array([0, 1])) == 0


def test_only_rows_with_both_count() -> None:
    one = np.array([0, 1] * 50 + [0] * 30)
    other = np.array([0, 1] * 50 + [MISSING] * 30)
    assert cramers_v(one, other) == pytest.approx(cramers_v(one[:100], other[:100]))


def test_numbers_are_cut_into_fifths() -> None:
    codes = number_codes(pd.Series([*range(100), np.nan]))
    assert np.bincount(codes[:-1]).tolist() == [20, 20, 20, 20, 20]
    assert codes[-1] == MISSING
    assert np.bincount(number_codes(pd.Series([1.0] * 90 + [2.0] * 10))).tolist() == [90, 10]
    assert number_codes(pd.Series([np.nan, np.inf])).tolist() == [MISSING, MISSING]


def test_a_bent_relation_is_seen() -> None:
    random = np.random.default_rng(3)
    age = random.uniform(18, 80, 500)
    toys = np.where(np.abs(age - 49) > 18, "toys", "tools")
    assert abs(np.corrcoef(age, toys == "toys")[0, 1]) < 0.1
    assert cramers_v(number_codes(pd.Series(age)), category_codes(pd.Series(toys))) > 0.7


def test_rare_levels_share_a_code_and_tags_have_one_each() -> None:
    levels = category_codes(pd.Series(["a"] * 20 + ["b"] * 20 + ["c", "d", None]))
    assert levels[[0, 20, 40, 41, 42]].tolist() == [0, 1, 2, 2, MISSING]
    cats, dogs = tag_codes(pd.Series(["cats; dogs", "cats", None, "cats"]))
    assert cats.tolist() == [1, 1, MISSING, 1]
    assert dogs.tolist() == [1, 0, MISSING, 0]


def test_rank_correlation_asks_for_the_order_alone() -> None:
    one = pd.Series([1.0, 2.0, 3.0, 4.0])
    assert rank_correlation(one, one**3) == pytest.approx(1)
    assert rank_correlation(one, -(one**3)) == pytest.approx(-1)
    # By hand: 1 - 6 * (1 + 1) / (4 * 15).
    assert rank_correlation(one, pd.Series([2.0, 1.0, 3.0, 4.0])) == pytest.approx(0.8)


def test_rank_correlation_of_what_both_have() -> None:
    one = pd.Series([1, 2, 3, None, 9], dtype="Float64")
    other = pd.Series([1, 2, 3, 100, None], dtype="Int64")
    assert rank_correlation(one, other) == pytest.approx(1)
    assert rank_correlation(one, other * 0) == 0
    assert rank_correlation(one * np.nan, other) == 0

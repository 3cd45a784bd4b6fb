"""Block scaling: values known by heart, and what must not change the features."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.blocks import FARTHEST, read_blocks, rows_by_key
from segmentation.features import WEIGHTS, Features, scale_blocks
from segmentation.variables import pick_variables
from tests.made_customers import made_customers

MIXED = ("total_spend", "recency_days", "age", "gender", "location", "interests", "loyalty")


def table(**columns: Any) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return pd.DataFrame({"customer": [f"key {i:04d}" for i in range(rows)], **columns})


def features_of(customers: pd.DataFrame, *keys: str, **weights: float) -> Features:
    ordered = customers.iloc[rows_by_key(customers)]
    return scale_blocks(read_blocks(ordered, pick_variables(customers, keys), weights))


def largest_eigenvalue(block: npt.NDArray[np.float64]) -> float:
    return float(np.linalg.eigvalsh(block.T @ block / len(block))[-1])


def distances(matrix: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(np.linalg.norm(matrix[:, np.newaxis] - matrix, axis=2))


def test_a_number_is_standardized_and_a_gap_stands_at_the_mean() -> None:
    features = features_of(table(age=[20.0, 30.0, 40.0, np.nan]), "age")
    z = np.sqrt(1.5)
    assert features.matrix.ravel() == pytest.approx([-z, 0, z, 0])
    assert features.names == features.blocks == features.variables == ("age",)


def test_a_heavy_tail_is_tamed_and_a_plain_number_is_not() -> None:
    random = np.random.default_rng(0)
    plain, heavy = random.normal(50, 10, 400), np.exp(random.normal(4, 1, 400))
    features = features_of(table(plain=plain, heavy=heavy), "plain", "heavy")
    assert features.matrix[:, 0] == pytest.approx((plain - plain.mean()) / plain.std())
    tamed = features.matrix[:, 1]
    assert abs(np.mean(tamed**3)) < 0.5 < np.mean(((heavy - heavy.mean()) / heavy.std()) ** 3)
    assert np.array_equal(np.argsort(tamed), np.argsort(heavy))


def test_refunded_more_than_bought_stays_below_zero_spend() -> None:
    spend = [-900.0, 0.0, *np.exp(np.random.default_rng(1).normal(4, 1.5, 200))]
    column = features_of(table(total_spend=spend), "total_spend").matrix.ravel()
    assert column[0] < column[1] < column[2:].min()
    assert np.abs(column).max() <= FARTHEST


def test_one_whale_is_cut_off() -> None:
    column = features_of(table(points=[*range(200), -1e9]), "points").matrix.ravel()
    assert column.min() == -FARTHEST


def test_yes_and_no_weigh_as_much_as_a_number() -> None:
    loyalty = ["yes"] * 30 + ["no"] * 10 + [None] * 10
    features = features_of(table(loyalty=loyalty), "loyalty")
    answered = features.matrix[:40]
    assert features.names == ("loyalty: yes", "loyalty: no")
    assert answered[0] == pytest.approx([0.25 / np.sqrt(0.75), -0.25 / np.sqrt(0.25)])
    assert answered[30] == pytest.approx([-0.75 / np.sqrt(0.75), 0.75 / np.sqrt(0.25)])
    assert np.all(features.matrix[40:] == 0)
    assert largest_eigenvalue(answered) == pytest.approx(1)


def test_many_levels_weigh_more_than_one_number_but_not_as_many() -> None:
    towns = [f"town {i % 10}" for i in range(200)]
    matrix = features_of(table(location=towns), "location").matrix
    assert np.sum(matrix**2) / 200 == pytest.approx(np.sqrt(10 - 1))
    assert largest_eigenvalue(matrix) == pytest.approx(1 / np.sqrt(10 - 1))


def test_rare_levels_share_a_column_or_stand_at_the_mean() -> None:
    pooled = table(location=["a"] * 40 + ["b"] * 40 + [f"rare {i}" for i in range(10)])
    assert len(features_of(pooled, "location").names) == 3
    lonely = table(location=["a"] * 40 + ["b"] * 40 + ["rare"])
    features = features_of(lonely, "location")
    assert features.names == ("location: a", "location: b")
    assert features.matrix[80].tolist() == [0, 0]


def test_at_most_twenty_levels_and_the_rest() -> None:
    customers = table(location=[f"town {i % 40}" for i in range(2_000)])
    assert len(features_of(customers, "location").names) == 21


def test_tags_weigh_together_as_much_as_a_number() -> None:
    random = np.random.default_rng(2)
    pets = np.array(["cats", "dogs", "fish"])
    texts = ["; ".join(pets[random.random(3) < 0.5]) for _ in range(99)]
    customers = table(interests=[text or "birds" for text in texts] + [None])
    features = features_of(customers, "interests")
    assert len(features.names) == 4
    assert largest_eigenvalue(features.matrix[:99]) == pytest.approx(1)
    assert np.all(features.matrix[99] == 0)


def test_tags_of_almost_nobody_or_almost_everybody_are_left_out() -> None:
    customers = table(interests=["all; half"] * 50 + ["all"] * 49 + ["one"])
    assert features_of(customers, "interests").names == ("interests: half",)


@pytest.mark.parametrize(
    "values",
    [
        [5.0] * 40,
        [np.nan] * 40,
        [np.nan] * 39 + [1.0],
        [0.1 + 0.2] * 20 + [0.3] * 20,
        ["same"] * 40,
        [None] * 40,
        ["almost all"] * 39 + ["one"],
        [f"all different {i}" for i in range(40)],
        ["a; b"] * 40,
    ],
    ids=repr,
)
def test_what_tells_nothing_contributes_nothing(values: list[Any]) -> None:
    customers = made_customers(40).assign(idle=values)
    with_idle = features_of(customers, "age", "idle", "gender")
    assert with_idle.variables == ("age", "gender")
    assert np.array_equal(with_idle.matrix, features_of(customers, "age", "gender").matrix)


def test_nothing_at_all_gives_no_columns() -> None:
    features = features_of(made_customers(10))
    assert features.matrix.size == 0 and features.variables == ()


@pytest.mark.parametrize("key", MIXED)
def test_weights_multiply_the_variance_of_a_block(key: str) -> None:
    customers = made_customers(80)
    plain = features_of(customers, *MIXED)
    weighted = features_of(customers, *MIXED, **{key: WEIGHTS["more"]})
    changed = np.array([block == key for block in plain.blocks])
    ratio = np.sum(weighted.matrix**2, axis=0) / np.sum(plain.matrix**2, axis=0)
    assert ratio == pytest.approx(np.where(changed, 2, 1))
    off = features_of(customers, *MIXED, **{key: WEIGHTS["off"]})
    left_out = features_of(customers, *(other for other in MIXED if other != key))
    assert np.array_equal(off.matrix, left_out.matrix)
    assert (off.names, off.variables) == (left_out.names, left_out.variables)


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        features_of(made_customers(10), "age", age=-1.0)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), n=st.integers(6, 80))
def test_row_order_changes_nothing(seed: int, n: int) -> None:
    customers = made_customers(n, seed)
    order = np.random.default_rng(seed).permutation(n)
    turned = customers.iloc[order].reset_index(drop=True)
    one, other = features_of(customers, *MIXED), features_of(turned, *MIXED)
    assert other.names == one.names
    assert np.array_equal(other.matrix, one.matrix)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), rate=st.sampled_from([0.01, 4.3, 92.5, 16_000]))
def test_currency_and_names_of_levels_change_nothing(seed: int, rate: float) -> None:
    customers = made_customers(60, seed)
    renamed = customers.assign(
        total_spend=customers["total_spend"] * rate,
        gender=customers["gender"].map({"female": "A", "male": "zz"}),
        location=customers["location"].map(lambda town: town and town[::-1]),
        interests=customers["interests"].str.replace("cats", "zebras").str.replace("toys", "ants"),
    )
    one, other = features_of(customers, *MIXED), features_of(renamed, *MIXED)
    assert distances(other.matrix) == pytest.approx(distances(one.matrix), abs=1e-9)

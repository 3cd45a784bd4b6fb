"""Groups found in made-up customers: who is where, what must not matter, and bad input."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from segmentation.errors import SegmentationError
from segmentation.segments import choose_k
from segmentation.segments import k_means as k_means_module
from segmentation.segments.clusters import (
    METHODS,
    ClusterSpec,
    find_groups,
    largest_number_of_groups,
    sweep_numbers,
)
from segmentation.variables import default_variables, list_variables
from tests.made_customers import made_customers, made_types

VARIABLES = ("total_spend", "frequency", "recency_days", "age", "interests", "loyalty", "gender")
SPEC = ClusterSpec(VARIABLES, groups=4)


def problem_of(customers: pd.DataFrame, spec: ClusterSpec) -> tuple[str, dict[str, str]]:
    with pytest.raises(SegmentationError) as caught:
        find_groups(customers, spec)
    return caught.value.problem.id, dict(caught.value.problem.words)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_planted_types_are_found(seed: int) -> None:
    customers = made_customers(300, seed)
    chosen = default_variables(list_variables(customers))
    automatic = find_groups(customers, ClusterSpec(chosen))
    given_four = find_groups(customers, ClusterSpec(chosen, groups=4))
    assert 3 <= automatic.groups <= 6
    assert adjusted_rand_score(made_types(300, seed), automatic.labels) > 0.7
    assert adjusted_rand_score(made_types(300, seed), given_four.labels) > 0.85
    assert given_four.variables == chosen
    assert automatic.verdict == given_four.verdict == "clear"
    assert given_four.certainty is not None and given_four.certainty.min() > 0.25
    assert given_four.runner_up is not None and np.all(given_four.runner_up != given_four.labels)
    assert given_four.stability == (None,) * 4


def test_k_means_gives_neither_a_verdict_nor_certainty() -> None:
    found = find_groups(made_customers(300), replace(SPEC, method="kmeans"))
    assert (found.method, found.groups) == ("kmeans", 4)
    assert found.verdict is None and found.certainty is None and found.runner_up is None
    assert adjusted_rand_score(made_types(300), found.labels) > 0.7


def test_customers_who_differ_at_random_are_split_by_spend_and_recency() -> None:
    random = np.random.default_rng(5)
    customers = made_customers(300)
    for key in VARIABLES:
        customers[key] = random.permutation(customers[key].to_numpy())
    found = find_groups(customers, replace(SPEC, groups=None))
    assert (found.verdict, found.plain, found.groups) == ("none", True, 4)
    assert found.variables == ("total_spend", "recency_days")
    assert [fit.groups for fit in found.fits][:2] == [1, 2] and found.fits[1].score < 0
    asked = find_groups(customers, replace(SPEC, groups=3))
    assert (asked.verdict, asked.plain, asked.groups) == ("none", False, 3)


@pytest.mark.parametrize("groups", [4, 7, 12])
def test_more_groups_than_there_are_can_be_asked_for(groups: int) -> None:
    """Three kinds of customers without any doubt, and hardly any difference within each."""
    kind = np.repeat([0, 1, 2], 20)
    customers = made_customers(60).assign(
        total_spend=np.array([20.0, 300.0, 700.0])[kind] + np.arange(60) % 7,
        frequency=np.array([1, 10, 3])[kind],
        recency_days=np.array([340, 5, 80])[kind] + np.arange(60) % 3,
        interests=np.array(["dogs", "cats", "garden"])[kind],
    )
    spec = ClusterSpec(("total_spend", "frequency", "recency_days", "interests"))
    assert find_groups(customers, spec).sizes == (20, 20, 20)
    assert find_groups(customers, replace(spec, groups=groups)).groups == groups


def test_a_tiny_shop_gets_bands_of_spend() -> None:
    customers = made_customers(20)
    found = find_groups(customers, replace(SPEC, groups=None))
    assert (found.verdict, found.plain, found.groups) == ("none", True, 3)
    highest = customers["total_spend"].groupby(found.labels).max()
    lowest = customers["total_spend"].groupby(found.labels).min()
    assert highest[2] < lowest[1] <= highest[1] < lowest[0]


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), n=st.integers(6, 120), groups=st.sampled_from([None, 1, 2, 3]))
def test_everyone_is_in_exactly_one_group(seed: int, n: int, groups: int | None) -> None:
    customers = made_customers(n, seed)
    assignment = find_groups(customers, replace(SPEC, groups=groups))
    assert len(assignment.labels) == n
    assert sum(assignment.sizes) == n and min(assignment.sizes) > 0
    assert groups is None or assignment.groups == groups
    spend = customers["total_spend"].groupby(assignment.labels).sum().tolist()
    assert spend == sorted(spend, reverse=True)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000))
def test_row_order_seed_and_index_do_not_matter(seed: int) -> None:
    customers = made_customers(90, seed)
    order = np.random.default_rng(seed).permutation(90)
    one = find_groups(customers, replace(SPEC, groups=None))
    turned = find_groups(customers.iloc[order], replace(SPEC, groups=None))
    assert np.array_equal(turned.labels, one.labels[order])


@pytest.mark.parametrize("method", METHODS)
def test_row_order_does_not_matter_where_only_a_sample_is_fitted(
    monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(k_means_module, "FITTED_ON", 100)
    monkeypatch.setattr(choose_k, "FITTED_ON", 100)
    customers = made_customers(400)
    spec = replace(SPEC, method=method)
    one = find_groups(customers, spec)
    turned = find_groups(customers.iloc[::-1], spec)
    assert np.array_equal(turned.labels, one.labels[::-1])
    assert adjusted_rand_score(made_types(400), one.labels) > 0.7


def test_currency_names_and_idle_variables_do_not_matter() -> None:
    customers = made_customers(300)
    one = find_groups(customers, replace(SPEC, groups=None))
    changed = customers.assign(
        total_spend=customers["total_spend"] * 4.3,
        gender=customers["gender"].map({"female": "male", "male": "female"}),
        interests=customers["interests"].str.replace("cats", "zebras"),
        same="x",
        empty=None,
    )
    spec = replace(SPEC, groups=None, variables=(*VARIABLES, "same", "empty", "country"))
    other = find_groups(changed, spec)
    assert adjusted_rand_score(one.labels, other.labels) >= 0.99
    assert other.variables == VARIABLES


@pytest.mark.parametrize("key", ["total_spend", "interests", "gender"])
def test_weight_zero_is_leaving_out(key: str) -> None:
    customers = made_customers(150)
    off = find_groups(customers, replace(SPEC, weights=((key, 0.0),), groups=None))
    rest = tuple(other for other in VARIABLES if other != key)
    left_out = find_groups(customers, replace(SPEC, variables=rest, groups=None))
    assert np.array_equal(off.labels, left_out.labels)
    assert off.variables == left_out.variables == rest


def test_a_heavy_weight_decides() -> None:
    customers = made_customers(300)
    gender = customers["gender"].notna()
    spec = replace(SPEC, groups=2)
    plain = find_groups(customers, spec).labels[gender]
    heavy = find_groups(customers, replace(spec, weights=(("gender", 50.0),))).labels[gender]
    assert adjusted_rand_score(customers["gender"][gender], heavy) == 1
    assert adjusted_rand_score(customers["gender"][gender], plain) < 0.9


def test_equal_revenue_goes_by_size_then_recency_then_key() -> None:
    people = pd.DataFrame(
        {
            "customer": [f"{i:03d}" for i in range(40)],
            "total_spend": 0.0,
            "recency_days": [50] * 10 + [9] * 10 + [50] * 10 + [99] * 10,
            "age": [20.0] * 10 + [40.0] * 10 + [60.0] * 10 + [80.0] * 10,
        }
    )
    labels = find_groups(people, ClusterSpec(("age",), groups=4)).labels
    assert labels[::10].tolist() == [1, 0, 2, 3]
    larger = pd.concat([people, people.tail(3).assign(customer=["a", "b", "c"])])
    labels = find_groups(larger, ClusterSpec(("age",), groups=4)).labels
    assert labels[:40:10].tolist() == [2, 1, 3, 0]


def test_people_without_orders_have_groups_too() -> None:
    people = made_customers(60).assign(
        total_spend=np.nan, recency_days=np.nan, frequency=0, tenure_days=np.nan
    )
    assignment = find_groups(people, ClusterSpec(("age", "interests", "total_spend")))
    assert set(assignment.variables) <= {"age", "interests"}
    assert sum(assignment.sizes) == 60


def test_fewer_different_customers_than_groups() -> None:
    customers = made_customers(60).assign(age=[20.0, 50.0] * 30)
    assert find_groups(customers, ClusterSpec(("age",), groups=5)).groups == 2
    alone = find_groups(customers, ClusterSpec(("age",)))
    assert (alone.groups, alone.verdict, alone.variables) == (2, "none", ("age",))


@pytest.mark.parametrize("n", [0, 1, 5])
def test_too_few_customers(n: int) -> None:
    expected = ("too_few_customers", {"customers": str(n)})
    assert problem_of(made_customers(10).head(n), SPEC) == expected


@pytest.mark.parametrize(("n", "most"), [(6, 3), (29, 3), (30, 6), (60, 12), (20_000, 20)])
def test_too_many_groups(n: int, most: int) -> None:
    assert largest_number_of_groups(n) == most
    if n < 100:
        customers = made_customers(n)
        words = {"groups": str(most + 1), "customers": str(n)}
        assert problem_of(customers, replace(SPEC, groups=most + 1)) == ("too_many_groups", words)
        assert find_groups(customers, replace(SPEC, groups=most)).groups == most


def test_other_bad_choices() -> None:
    customers = made_customers(40).assign(same=1.0, empty=np.nan)
    with pytest.raises(ValueError, match="magic"):
        find_groups(customers, ClusterSpec(("age",), method="magic"))
    assert problem_of(customers, ClusterSpec(("same", "country")))[0] == "all_the_same"
    assert problem_of(customers, ClusterSpec(("empty",)))[0] == "no_variables"
    assert problem_of(customers, ClusterSpec(()))[0] == "no_variables"
    assert problem_of(customers, ClusterSpec(("age",), (("age", 0.0),)))[0] == "no_variables"
    assert problem_of(customers, ClusterSpec(("shoe size",)))[0] == "unknown_variable"
    assert problem_of(customers, ClusterSpec(("age",), (("shoes", 2.0),)))[0] == "unknown_variable"
    with pytest.raises(ValueError, match="at least 1"):
        find_groups(customers, replace(SPEC, groups=0))


@pytest.mark.parametrize(
    "column",
    [
        [1e12, *[1.0] * 59],
        [-1e6, *np.linspace(0, 9, 59)],
        [*[np.nan] * 55, 1.0, 2.0, 3.0, 4.0, np.inf],
        [f"{i};{i + 1}" for i in range(60)],
        ["a", "b"] * 30,
    ],
    ids=["whale", "huge refund", "mostly missing", "tags of their own", "coin"],
)
def test_strange_columns_give_a_result(column: list[Any]) -> None:
    customers = made_customers(60).assign(strange=column)
    assignment = find_groups(customers, ClusterSpec(("strange", "age")))
    assert sum(assignment.sizes) == 60


def test_ten_thousand_levels_give_a_result_or_a_sentence() -> None:
    customers = pd.DataFrame(
        {
            "customer": [f"{i:05d}" for i in range(10_000)],
            "total_spend": 1.0,
            "recency_days": 1,
            "town": [f"town {i}" for i in range(10_000)],
            "tags": [f"tag {i}; tag {i + 1}" for i in range(10_000)],
        }
    )
    assert problem_of(customers, ClusterSpec(("town", "tags")))[0] == "all_the_same"


def test_what_few_have_and_no_sample_shows_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose_k, "FITTED_ON", 100)
    customers = made_customers(600)
    keyed = customers.sort_values("customer").index
    few = np.full(600, None, dtype=object)
    few[np.isin(customers.index, keyed[[101, 203, 305, 407, 509, 211, 313]])] = "cats; dogs; fish"
    few[np.isin(customers.index, keyed[[103, 205, 307, 409, 511]])] = "dogs; fish; birds"
    numbers = np.where(pd.isna(few), np.nan, np.arange(600.0))
    customers = customers.assign(hobbies=few, visits=numbers)
    for key in ("hobbies", "visits"):
        spec = replace(SPEC, variables=(*VARIABLES, key), groups=None)
        found = find_groups(customers, spec)
        assert found.verdict == "clear"
        assert adjusted_rand_score(made_types(600), found.labels) > 0.7


def test_what_is_switched_off_changes_nothing_else() -> None:
    """Spend is not divided by a number of orders that is off."""
    customers = made_customers(200)
    keys = ("total_spend", "frequency", "monetary_value", "age")
    off = (("frequency", 0.0), ("monetary_value", 0.0))
    one = sweep_numbers(customers, ClusterSpec(keys, off))
    other = sweep_numbers(customers, ClusterSpec(("total_spend", "age")))
    assert one.fits == other.fits
    only = ClusterSpec(("total_spend", "frequency", "monetary_value"), off)
    assert find_groups(customers, only).variables == ("total_spend",)


def test_bands_part_customers_also_where_most_spent_the_most() -> None:
    customers = made_customers(10).assign(total_spend=[50.0] + [100.0] * 9)
    assert find_groups(customers, ClusterSpec(("total_spend",))).sizes == (9, 1)

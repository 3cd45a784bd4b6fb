"""The catalogue: every row, what is usable and why not, the first choice, and the words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.errors import SegmentationError
from segmentation.language import Language
from segmentation.variable_catalogue import CATALOGUE
from segmentation.variables import (
    ALL_DIFFERENT,
    ALL_THE_SAME,
    DATES,
    FREE_TEXT,
    IDENTIFIES,
    NOBODY,
    Variable,
    default_variables,
    format_value,
    level_label,
    list_variables,
    pick_variables,
    variable_label,
)
from tests.made_customers import made_customers

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    return made_customers(300)


def by_key(customers: pd.DataFrame) -> dict[str, Variable]:
    return {variable.key: variable for variable in list_variables(customers)}


def without_orders(customers: pd.DataFrame) -> pd.DataFrame:
    """The same people as a customer list alone."""
    empty = customers.copy()
    shares = ("discount_share", "free_delivery_share", "holiday_share")
    for key in ("recency_days", "monetary_value", "tenure_days", "days_past_due", *shares):
        empty[key] = np.nan
    for key in ("top_category", "payment", "channel", "interests"):
        empty[key] = None
    return empty.assign(total_spend=0.0, frequency=0)


def test_catalogue_has_a_row_for_each_column_and_complete_texts() -> None:
    keys = [entry.key for entry in CATALOGUE]
    assert len(keys) == len(set(keys)) == 23
    for entry in CATALOGUE:
        column = CUSTOMER_COLUMN[entry.key]
        assert not column.personal, entry.key
        assert entry.how and entry.needs, entry.key
        number = column.type in ("money", "number", "count", "days")
        expected = "number" if number else "tags" if column.type == "tags" else "category"
        assert entry.kind == expected, entry.key


def test_variables_know_who_has_them(customers: pd.DataFrame) -> None:
    variables = by_key(customers)
    assert list(variables) == [entry.key for entry in CATALOGUE]
    age, gender = variables["age"], variables["gender"]
    assert age.have == customers["age"].notna().sum() and age.customers == 300
    assert age.coverage == age.have / 300
    assert gender.distinct == 2
    assert gender.top_share == pytest.approx(customers["gender"].value_counts(normalize=True).max())
    assert variables["interests"].distinct == 6
    assert variables["country"].reason == ALL_THE_SAME and not variables["country"].usable
    assert all(v.usable for v in variables.values() if v.key != "country")


@pytest.mark.parametrize(
    ("values", "kind", "reason"),
    [
        ([12.5, 13, np.nan, 40, 41, 7] * 10, "number", ""),
        ([float(i) for i in range(60)], "number", IDENTIFIES),
        ([2.0] * 60, "number", ALL_THE_SAME),
        ([np.nan] * 60, "number", NOBODY),
        ([None] * 60, "category", NOBODY),
        (["yes", "no", None] * 20, "category", ""),
        ([True, False] * 30, "category", ""),
        (["same"] * 60, "category", ALL_THE_SAME),
        ([f"name {i}" for i in range(60)], "category", ALL_DIFFERENT),
        ([f"twice {i // 2}" for i in range(60)], "category", ALL_DIFFERENT),
        (["She asked us to call her back after the holidays.", "x"] * 30, "category", ""),
        ([f"Asked us to call back after the holidays, day {i}" for i in range(60)],
         "category", FREE_TEXT),
        (["2025-01-03", "3.4.2024", "12/31/2024 10:00"] * 20, "category", DATES),
        (["a; b", "b", "a; c", None] * 15, "tags", ""),
        ([f"a{i}; b{i}" for i in range(60)], "tags", ALL_DIFFERENT),
    ],
)  # fmt: skip
def test_own_columns(values: list[Any], kind: str, reason: str) -> None:
    customers = made_customers(60).assign(**{"Own {column}": values})
    variable = by_key(customers)["Own {column}"]
    assert (variable.own, variable.kind, variable.reason) == (True, kind, reason)
    assert variable_label(variable, Language("pl")) == "Own {column}"


def test_link_tells_what_goes_with_purchases_from_what_does_not(customers: pd.DataFrame) -> None:
    coin = np.random.default_rng(5).choice(np.array(["heads", "tails"]), len(customers))
    variables = by_key(customers.assign(coin=coin))
    age, heads = variables["age"].link, variables["coin"].link
    assert age is not None and age > 0.4
    assert heads is not None and heads < 0.15
    assert variables["total_spend"].link is None


def test_first_choice_says_nothing_twice(customers: pd.DataFrame) -> None:
    chosen = default_variables(list_variables(customers))
    assert chosen == (
        "total_spend", "frequency", "recency_days", "interests", "age", "loyalty", "gender",
        "location",
    )  # fmt: skip


def test_first_choice_leaves_out_what_makes_no_difference() -> None:
    customers = made_customers(1_000)
    random = np.random.default_rng(6)
    shuffled = customers.assign(
        gender=random.permutation(customers["gender"].to_numpy(dtype=object)),
        age=np.where(random.random(1_000) < 0.6, np.nan, customers["age"]),
        generation=None,
        location=[f"town {i % 60}" for i in range(1_000)],
        interests=None,
    )
    chosen = default_variables(list_variables(shuffled))
    assert chosen == ("total_spend", "frequency", "recency_days", "top_category", "loyalty")


def test_first_choice_without_orders_takes_own_columns(customers: pd.DataFrame) -> None:
    random = np.random.default_rng(7)
    income = np.where(customers["age"] > 45, 90, 30) + random.normal(0, 5, 300)
    people = without_orders(customers).assign(
        income=income, note=[f"note {i}" for i in range(300)], loyalty=None, location=None
    )
    chosen = default_variables(list_variables(people))
    assert {"age", "income"} <= set(chosen)
    assert not {"note", "total_spend", "frequency"} & set(chosen)


def test_what_follows_from_a_town_does_not_make_the_town_a_choice(customers: pd.DataFrame) -> None:
    people = without_orders(customers)
    bare = people.assign(town_size=None)
    links = {v.key: v.link for v in list_variables(people)}
    assert links.pop("town_size") is not None
    assert links == {v.key: v.link for v in list_variables(bare) if v.key != "town_size"}
    assert default_variables(list_variables(people)) == default_variables(list_variables(bare))


def test_first_choice_of_strangers_is_all_there_is() -> None:
    random = np.random.default_rng(8)
    people = pd.DataFrame(
        {"customer": [str(i) for i in range(500)], "a": random.random(500), "b": random.random(500)}
    )
    assert default_variables(list_variables(people)) == ("a", "b")
    assert default_variables(()) == ()


def test_first_choice_does_not_depend_on_who_is_written_first(customers: pd.DataFrame) -> None:
    turned = customers.iloc[::-1].reset_index(drop=True)
    assert list_variables(turned) == list_variables(customers)


def test_picking_keeps_the_order_and_names_what_is_unknown(customers: pd.DataFrame) -> None:
    keys = ("gender", "total_spend", "gender")
    assert [v.key for v in pick_variables(customers, keys)] == ["gender", "total_spend"]
    for unknown in ("shoe size", "email", "customer"):
        with pytest.raises(SegmentationError) as caught:
            pick_variables(customers, ["age", unknown])
        problem = caught.value.problem
        words = dict(problem.words)
        assert problem.id == "unknown_variable" and words["name"] == unknown
        assert "total_spend" in words["known"] and "country" not in words["known"]


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("total_spend", 1234.5, "$1,234.50"),
        ("frequency", 3.0, "3 orders"),
        ("frequency", 1.01, "1 order"),
        ("frequency", 3.44, "3.4 orders"),
        ("recency_days", 12.4, "12 days"),
        ("days_past_due", -1.0, "-1 day"),
        ("days_past_due", -12.0, "-12 days"),
        ("town_size", "small", "Village or small town"),
        ("age", 43.2, "43 years"),
        ("discount_share", 0.223, "22%"),
        ("points", 1200.0, "1,200 points"),
        ("age", float("nan"), "–"),
        ("gender", "female", "Women"),
        ("location", "Łódź", "Łódź"),
    ],
)
def test_values_are_written_with_their_unit(
    customers: pd.DataFrame, key: str, value: float | str, shown: str
) -> None:
    assert format_value(by_key(customers)[key], value, ENGLISH, "USD") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5.0, "5"), (0.1234, "0.12"), (12.34, "12.3"), (-1234.4, "-1,234"), (0.0, "0")],
)
def test_own_numbers_show_as_many_decimals_as_help(value: float, shown: str) -> None:
    own = Variable("x", "x", "number", "", "", "", 1, own=True)
    assert format_value(own, value, ENGLISH) == shown


def test_only_our_own_keys_are_translated() -> None:
    assert level_label("generation", "z", ENGLISH) == "Generation Z"
    assert level_label("email_consent", "yes", ENGLISH) == "Yes"
    assert level_label("loyalty", "Gold", ENGLISH) == "Gold"
    assert level_label("Newsletter {x}", "yes", ENGLISH) == "yes"

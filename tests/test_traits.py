"""How traits are read: typical values, low and high, and which are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from segmentation.language import CODES, Language
from segmentation.traits import (
    LONGEST_LEVEL,
    amount,
    bar_end,
    compared_label,
    compared_variables,
    has_value,
    is_described,
    is_shared,
    reading,
    share_of_all,
    share_of_group,
    show_level,
    show_range,
    show_value,
    standing,
    times_as_common,
    typical,
    typical_of_all,
)
from tests.example_profiles import level, list_shop, number, pet_shop, profile, variable

ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("total_spend", (20.0, 2.0)),
        ("recency_days", (20.0, 2.0)),
        ("frequency", (10.0, 1.0)),
        ("discount_share", (10.0, 1.0)),
        ("age", (10.0, 1.0)),
        ("Shoe size", (10.0, 1.0)),
    ],
)
def test_few_large_values_do_not_speak_for_money_and_days(
    key: str, expected: tuple[float, float]
) -> None:
    trait = replace(number(key, 0.5, 10.0, 1.0), median_in_segment=20.0, overall_median=2.0)
    assert (typical(trait), typical_of_all(trait)) == expected


@pytest.mark.parametrize(
    ("position", "word"),
    [(0, "low"), (0.4, "low"), (0.41, "average"), (0.59, "average"), (0.6, "high"), (1, "high")],
)
def test_standing(position: float, word: str) -> None:
    assert standing(position) == word


def test_more_is_further_right_and_words_call_who_bought_recently_high() -> None:
    recently, seldom = number("recency_days", 0.1, 5, 60), number("frequency", 0.1, 1, 3)
    assert (bar_end(recently), reading(recently)) == (0.1, 0.9)
    assert (bar_end(seldom), reading(seldom)) == (0.1, 0.1)


@pytest.mark.parametrize(
    ("position", "value", "overall", "expected"),
    [
        (0.7, 0.39, 0.42, 0.5),  # fewer than usual, though most rank above the middle
        (0.3, 0.42, 0.39, 0.5),
        (0.7, 0.42, 0.39, 0.7),
        (0.3, 0.39, 0.42, 0.3),
        (0.8, 2.0, 2.0, 0.5),
        (1.2, 3.0, 2.0, 1.0),
    ],
)
@pytest.mark.parametrize("key", ["discount_share", "recency_days"])
def test_a_bar_never_points_the_other_way_than_its_numbers(
    key: str, position: float, value: float, overall: float, expected: float
) -> None:
    assert bar_end(number(key, position, value, overall)) == expected


def test_a_trait_without_a_value_has_none() -> None:
    assert has_value(number("age", 0.5, 40, 40))
    assert not has_value(number("age", 0.5, float("nan"), 40))
    assert not has_value(number("age", float("nan"), 40, 40))


def test_a_value_of_fewer_than_five_customers_is_not_told() -> None:
    assert has_value(number("age", 0.5, 40, 40, known=5))
    assert not has_value(number("age", 0.5, 40, 40, known=4))


def test_cents_are_shown_only_of_small_amounts() -> None:
    assert amount(19.5, ENGLISH, "USD") == "$19.50"
    assert amount(20.4, ENGLISH, "USD") == "$20"
    assert amount(-1234.5, ENGLISH, "USD") == "-$1,235"
    assert amount(3, ENGLISH, "JPY") == "¥3"
    assert [amount(value, ENGLISH, "GBP") for value in (16.0, 15.999, 9.5, 0.0, -4.0)] == [
        "£16", "£16", "£9.50", "£0", "-£4",
    ]  # fmt: skip
    assert show_value(variable("monetary_value"), 1180.2, ENGLISH, "USD") == "$1,180"
    assert show_value(variable("frequency"), 8.2, ENGLISH, "USD") == "8.2 orders"


@pytest.mark.parametrize(
    ("key", "low", "high", "texts"),
    [
        ("age", 25, 34, ("25–34 years", "25–34 lata", "25–34 года")),
        ("age", 18, 25, ("18–25 years", "18–25 lat", "18–25 лет")),
        ("frequency", 5, 10, ("5–10 orders", "5–10 zamówień", "5–10 заказов")),
        ("recency_days", 1, 22, ("1–22 days", "1–22 dni", "1–22 дня")),
        ("total_spend", 610, 1900, ("610–1,900 zł", "610–1 900 zł", "610–1 900 zł")),
        ("discount_share", 0.1, 0.25, ("10–25%", "10–25%", "10–25 %")),
        ("days_past_due", -9, 3, ("-9 – 3 days", "-9 – 3 dni", "-9 – 3 дня")),
        ("age", 30.2, 30.4, ("30 years", "30 lat", "30 лет")),
    ],
)
def test_a_range_has_its_unit_once(
    key: str, low: float, high: float, texts: tuple[str, ...]
) -> None:
    shown = [show_range(variable(key), low, high, Language(code), "PLN") for code in CODES]
    assert [text.replace("\u00a0", " ") for text in shown] == list(texts)


def test_a_currency_in_front_stands_at_both_ends() -> None:
    assert show_range(variable("total_spend"), 16, 1900, ENGLISH, "GBP") == "£16–£1,900"
    assert show_range(variable("total_spend"), 2.5, 9.75, ENGLISH, "") == "2.50–9.75"


def test_long_levels_are_cut() -> None:
    label = show_level(level("location", "x" * 90, 0.5, 0.2), ENGLISH)
    assert len(label) == LONGEST_LEVEL and label.endswith("…")
    assert show_level(level("gender", "female", 0.5, 0.2), ENGLISH) == "Women"


def test_shares_of_a_group_count_those_without_a_value() -> None:
    # 100 of 150 customers of the group and 1,000 of all 1,500 have a value.
    group = profile("1", levels=[level("interests", "cats", 0.6, 0.2, have=1000)], customers=150)
    trait = group.levels[0]
    assert share_of_group(trait, group) == pytest.approx(0.4)
    assert share_of_all(trait) == pytest.approx(0.2 * 1000 / 1500)
    assert times_as_common(trait) == pytest.approx(3.0)


def test_values_that_fewer_than_five_have_are_not_shared() -> None:
    def shared(customers: int) -> bool:
        one = profile("1", levels=[level("location", "Hel", 0.5, 0.1)], customers=customers)
        return is_shared(one.levels[0])

    assert shared(10) and not shared(8)


def test_few_customers_are_not_described() -> None:
    assert is_described(profile("1", customers=5))
    assert not is_described(profile("1", customers=4))


def test_usual_traits_are_compared_first() -> None:
    keys = [one.key for one in compared_variables(pet_shop())]
    assert keys == ["total_spend", "frequency", "recency_days", "monetary_value", "age"]
    assert compared_label(compared_variables(pet_shop())[2], ENGLISH) == "Days since the last order"


def test_own_numbers_are_compared_by_how_far_they_tell_apart() -> None:
    variables = compared_variables(list_shop())
    assert [one.key for one in variables] == ["age", "Annual Income", "Spending Score"]
    assert compared_label(variables[1], ENGLISH) == "Annual Income"


def test_traits_that_some_group_lacks_or_that_are_equal_are_not_compared() -> None:
    everybody = [number("frequency", 0.5, 1, 1), number("age", 0.8, 50, 40)]
    one = profile("1", [*everybody, number("points", 0.9, 90, 10)])
    two = profile("2", [number("frequency", 0.51, 1, 1), number("age", 0.2, 30, 40)])
    assert [v.key for v in compared_variables((one, two))] == ["age"]
    tiny = profile("3", [], customers=2)
    assert [v.key for v in compared_variables((one, two, tiny))] == ["age"]
    assert compared_variables((tiny,)) == ()

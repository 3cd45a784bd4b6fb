"""Conditions: what they mean, which are tried, and how round their numbers are."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.conditions import Condition, candidates, roundest
from segmentation.variables import pick_variables

CUSTOMERS = pd.DataFrame(
    {
        "customer": list("abcdef"),
        "age": [20.0, 30.0, np.nan, 40.0, 50.0, np.inf],
        "gender": [" female", "male", None, "other", "female", ""],
        "interests": ["cats; garden", "cats", None, "dogs;cats", "garden", ";"],
        "email_consent": pd.array([True, False, None, True, False, None], dtype="boolean"),
    }
)
VARIABLES = {v.key: v for v in pick_variables(CUSTOMERS, list(CUSTOMERS.columns[1:]))}


def met(condition: Condition) -> str:
    return "".join(CUSTOMERS["customer"][condition.fulfilled_by(CUSTOMERS)])


@pytest.mark.parametrize(
    ("condition", "comparison", "who"),
    [
        (Condition(VARIABLES["age"], low=30), "at_least", "bde"),
        (Condition(VARIABLES["age"], high=30), "at_most", "ab"),
        (Condition(VARIABLES["age"], 30, 40), "between", "bd"),
        (Condition(VARIABLES["gender"], levels=("female",)), "one_of", "ae"),
        (Condition(VARIABLES["gender"], levels=("male", "other")), "one_of", "bd"),
        (Condition(VARIABLES["gender"], levels=("unheard of",)), "one_of", ""),
        (Condition(VARIABLES["email_consent"], levels=("yes",)), "one_of", "ad"),
        (Condition(VARIABLES["interests"], levels=("cats",)), "has", "abd"),
        (Condition(VARIABLES["interests"], levels=("cats",), holds=False), "has_not", "ef"),
    ],
)
def test_what_is_asked_and_that_missing_values_never_do(
    condition: Condition, comparison: str, who: str
) -> None:
    assert condition.comparison == comparison
    assert met(condition) == who


def test_two_bounds_of_one_number_are_one_condition() -> None:
    age, gender = VARIABLES["age"], VARIABLES["gender"]
    low, high = Condition(age, low=20), Condition(age, high=40)
    assert low.joined_with(high) == high.joined_with(low) == Condition(age, 20, 40)
    assert low.joined_with(Condition(age, low=30)) is None
    assert low.joined_with(Condition(age, high=10)) is None
    assert low.joined_with(Condition(gender, levels=("male",))) is None


@pytest.mark.parametrize(
    ("above", "up_to", "round_number"),
    [
        (171.3, 186.2, 180), (1, 2, 2), (2, 3, 3), (4, 6, 5), (57, 63.9, 60), (-7.5, -2.2, -5),
        (-1, 1, 0), (0.18, 0.26, 0.2), (1, 1.0000001, 1.0000001), (99.99, 250, 200),
        (33.3333, 33.3334, 33.3334), (0, 1e-300, 1e-300), (1e30, 3e30, 2e30),
    ],
)  # fmt: skip
def test_the_roundest_number(above: float, up_to: float, round_number: float) -> None:
    assert roundest(above, up_to) == pytest.approx(round_number, rel=1e-9)


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_a_round_number_is_always_in_between(one: float, other: float) -> None:
    above, up_to = sorted((one, other))
    if above < up_to:
        assert above < roundest(above, up_to) <= up_to


@pytest.mark.parametrize(("number", "digits"), [(300.0, 0), (365.0, 2), (0.25, 1), (-40.0, 0)])
def test_digits_that_make_a_number_less_round(number: float, digits: int) -> None:
    assert Condition(VARIABLES["age"], low=number).odd_digits == digits
    assert Condition(VARIABLES["age"], low=number, high=7).odd_digits == digits
    assert Condition(VARIABLES["gender"], levels=("male",)).odd_digits == 0


def test_candidates_say_who_fulfils_them() -> None:
    random = np.random.default_rng(0)
    customers = pd.DataFrame(
        {
            "customer": [f"c{i}" for i in range(200)],
            "frequency": random.poisson(3, 200),
            "monetary_value": random.lognormal(4, 1, 200),
            "location": random.choice(["A", "B", "C", "D", ""], 200),
            "interests": random.choice(["cats", "cats; dogs", "dogs", ""], 200),
        }
    )
    variables = pick_variables(customers, list(customers.columns[1:]))
    tried = candidates(customers, random.integers(0, 3, 200), variables)
    for candidate in tried:
        assert np.array_equal(candidate.fulfilled, candidate.condition.fulfilled_by(customers))
    bounds = [c.condition for c in tried if c.condition.variable.key == "frequency"]
    assert {bound.low % 1 for bound in bounds if math.isfinite(bound.low)} == {0}
    sets = {c.condition.levels for c in tried if c.condition.variable.key == "location"}
    assert {len(levels) for levels in sets} == {1, 2, 3}
    assert len([c for c in tried if c.condition.variable.key == "interests"]) == 4

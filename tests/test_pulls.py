"""Why a customer is in its group: what pulls which way, counted from the data alone."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from segmentation.pulls import DOUBT, find_pulls
from segmentation.segments.assignment import Assignment
from segmentation.variables import list_variables, pick_variables
from tests.made_customers import made_customers, made_types

USED = ("frequency", "age", "location", "interests")


def assigned(labels: np.ndarray, *variables: str) -> Assignment:
    groups = int(labels.max()) + 1
    return Assignment("kmeans", variables, labels, groups, None, None, (None,) * groups)


def test_a_pull_known_by_heart() -> None:
    customers = pd.DataFrame(
        {"customer": [f"c{i}" for i in range(10)], "gender": ["female"] * 4 + ["male"] * 6}
    )
    labels = np.array([0, 0, 0, 1, 0, 1, 1, 1, 1, 1])
    variables = pick_variables(customers, ["gender"])
    (pull,) = find_pulls(customers, assigned(labels, "gender"), variables, 0)
    assert (pull.value, pull.typical_in_group, pull.overall) == ("female", 0.75, 0.4)
    # Of the other three of the group two are women, of the six elsewhere one.
    here, elsewhere = (2 + 0.4 * DOUBT) / (3 + DOUBT), (1 + 0.4 * DOUBT) / (6 + DOUBT)
    assert pull.strength == pytest.approx(math.log(here / elsewhere))
    (man,) = find_pulls(customers, assigned(labels, "gender"), variables, 4)
    assert man.value == "male" and man.strength < 0


def test_numbers_pull_by_how_common_similar_ones_are() -> None:
    values = np.concatenate([np.arange(1, 51), np.arange(101, 151)]).astype(float)
    customers = pd.DataFrame({"customer": [f"c{i}" for i in range(100)], "points": values})
    labels = np.repeat([0, 1], 50)
    labels[0] = 1
    variables = pick_variables(customers, ["points"])
    (typical,) = find_pulls(customers, assigned(labels, "points"), variables, 20)
    (stranger,) = find_pulls(customers, assigned(labels, "points"), variables, 0)
    assert typical.strength > 1 and stranger.strength < -1
    assert (typical.value, typical.typical_in_group, typical.overall) == (21, 26, 75.5)
    # Another unit, however far it stretches the scale, is the same pull.
    stretched = customers.assign(points=np.exp(values / 10))
    (same,) = find_pulls(stretched, assigned(labels, "points"), variables, 20)
    assert same.strength == pytest.approx(typical.strength)


def test_the_most_telling_tag_held_or_lacked() -> None:
    customers = pd.DataFrame(
        {
            "customer": [f"c{i}" for i in range(100)],
            "interests": ["cats; books"] * 25 + ["cats"] * 25 + ["books"] * 25 + ["birds"] * 25,
        }
    )
    variables = pick_variables(customers, ["interests"])
    labels = np.repeat([0, 1], 50)
    (held,) = find_pulls(customers, assigned(labels, "interests"), variables, 0)
    assert (held.value, held.holds, held.typical_in_group, held.overall) == ("cats", True, 1, 0.5)
    (lacked,) = find_pulls(customers, assigned(labels, "interests"), variables, 60)
    assert (lacked.value, lacked.holds, lacked.overall) == ("cats", False, 0.5)
    assert lacked.strength > 0


def test_strongest_first_and_only_what_took_part() -> None:
    customers, types = made_customers(400), made_types(400)
    variables = list_variables(customers)
    sums = []
    for row in range(0, 400, 7):
        pulls = find_pulls(customers, assigned(types, *USED), variables, row)
        strengths = [abs(pull.strength) for pull in pulls]
        assert strengths == sorted(strengths, reverse=True) and np.all(np.isfinite(strengths))
        have = {key for key in USED if pd.notna(customers[key].iloc[row])}
        assert {pull.variable.key for pull in pulls} == have
        sums.append(sum(pull.strength for pull in pulls))
    assert np.mean(np.array(sums) > 0) > 0.95


def test_weights_strengthen_and_silence() -> None:
    customers, types = made_customers(200), made_types(200)
    variables = pick_variables(customers, ["frequency"])
    (plain,) = find_pulls(customers, assigned(types, "frequency"), variables, 3)
    (more,) = find_pulls(
        customers, assigned(types, "frequency"), variables, 3, weights={"frequency": 2.0}
    )
    assert more.strength == pytest.approx(2 * plain.strength)


def test_one_group_and_small_groups() -> None:
    customers = made_customers(40)
    variables = list_variables(customers)
    everyone = assigned(np.zeros(40, dtype=np.int64), *USED)
    assert find_pulls(customers, everyone, variables, 0) == ()
    alone = assigned((np.arange(40) > 0).astype(np.int64), *USED)
    pulls = find_pulls(customers, alone, variables, 0)
    assert pulls and all(math.isfinite(pull.strength) for pull in pulls)
    nothing = customers.assign(age=np.nan, frequency=np.inf, location=None, interests=None)
    assert find_pulls(nothing, alone, variables, 0) == ()


def test_the_order_of_rows_changes_nothing() -> None:
    customers, types = made_customers(150), made_types(150)
    variables = list_variables(customers)
    order = np.random.default_rng(0).permutation(150)
    shuffled = customers.iloc[order].reset_index(drop=True)
    for place, row in enumerate(order[:20]):
        first = find_pulls(customers, assigned(types, *USED), variables, int(row))
        again = find_pulls(shuffled, assigned(types[order], *USED), variables, place)
        assert [pull.variable.key for pull in again] == [pull.variable.key for pull in first]
        assert [pull.strength for pull in again] == pytest.approx([p.strength for p in first])

"""Places on the map of customers, held against what is known of groups by construction."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from segmentation.segments import discriminants
from segmentation.segments.assignment import Assignment
from segmentation.segments.discriminants import MapPoints, map_points
from segmentation.variables import pick_variables
from tests.made_customers import made_customers, made_types


def assigned(
    labels: npt.NDArray[np.int64], certainty: npt.NDArray[np.float64] | None = None
) -> Assignment:
    groups = int(labels.max()) + 1
    return Assignment("", (), labels, groups, None, certainty, (None,) * groups)


def table(**columns: npt.NDArray[np.generic]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return pd.DataFrame({"customer": [f"c{row:06}" for row in range(rows)], **columns})


def draw(
    customers: pd.DataFrame,
    labels: npt.NDArray[np.int64],
    keys: tuple[str, ...],
    certainty: npt.NDArray[np.float64] | None = None,
) -> MapPoints:
    return map_points(customers, assigned(labels, certainty), pick_variables(customers, keys))


def clouds(
    centers: list[tuple[float, ...]], each: int = 100
) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Round clouds of deviation 1 around ``centers``, in columns a, b, c ..."""
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(len(centers)), each)
    values = np.array(centers)[labels] + random.standard_normal((len(labels), len(centers[0])))
    return table(**dict(zip("abcdef", values.T, strict=False))), labels


def test_the_axes_are_those_on_which_the_groups_differ() -> None:
    # What differs most of all, c, tells no group apart.
    customers, labels = clouds([(8, 0, 0), (0, 8, 0), (0, 0, 0)])
    customers["c"] *= 50
    points = draw(customers, labels, ("a", "b", "c"))
    assert points.places.shape == (300, 2)
    for axis in range(2):
        assert abs(np.corrcoef(points.places[:, axis], customers["c"])[0, 1]) < 0.2
    apart = np.linalg.norm(points.centers[:, np.newaxis] - points.centers, axis=2)
    assert apart[np.triu_indices(3, 1)].min() > 5
    within = points.places - points.centers[points.labels]
    assert within.std(axis=0) == pytest.approx([1, 1], abs=0.25)


def test_two_groups_stand_beside_each_other() -> None:
    customers, labels = clouds([(6, 0, 0), (0, 0, 0)])
    customers["b"] += 2 * customers["c"]
    points = draw(customers, labels, ("a", "b", "c"))
    assert points.centers[0, 0] > points.centers[1, 0] + 4
    assert points.centers[0, 1] == pytest.approx(points.centers[1, 1], abs=0.05)
    # The second axis is what customers of a group differ by most.
    assert abs(np.corrcoef(points.places[:, 1], customers["b"])[0, 1]) > 0.9


def test_one_variable_gives_a_swarm_as_wide_as_there_are_customers() -> None:
    values = np.array([1.0, 1.0, 1.0, 2.0, 9.0, 9.0])
    points = draw(table(a=values), np.array([0, 0, 0, 0, 1, 1]), ("a",))
    assert np.allclose(points.places[:, 1], [-1 / 3, 0, 1 / 3, 0, -1 / 6, 1 / 6])
    assert len(np.unique(points.places[:3, 0])) == 1


def test_row_order_changes_nothing() -> None:
    customers = made_customers(300)
    labels, sure = made_types(300), np.linspace(0.5, 1, 300)
    keys = ("total_spend", "age", "interests", "gender")
    turned = np.random.default_rng(1).permutation(300)
    points = draw(customers, labels, keys, sure)
    again = draw(customers.iloc[turned], labels[turned], keys, sure[turned])
    assert np.array_equal(points.places, again.places)
    assert np.array_equal(points.labels, again.labels)


def test_turning_the_values_over_changes_no_place() -> None:
    customers, labels = clouds([(8, 0), (0, 8), (0, 0)])
    points = draw(customers, labels, ("a", "b"))
    customers[["a", "b"]] *= -1
    assert np.allclose(points.places, draw(customers, labels, ("a", "b")).places)


def test_many_customers_are_drawn_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discriminants, "MOST_POINTS", 100)
    customers, _ = clouds([(8, 0), (0, 8), (0, 0)], 1000)
    labels = np.repeat([0, 1, 2], [2500, 493, 7])
    points = draw(customers, labels, ("a", "b"))
    counts = np.bincount(points.labels)
    assert points.customers == 3000
    assert counts.sum() in range(98, 101)
    assert counts[2] == 7 and counts[1] >= 20 and counts[0] > 2 * counts[1]
    assert len(points.centers) == 3


def test_doubtful_customers_count_less() -> None:
    customers, labels = clouds([(6, 0), (0, 0)])
    # The doubtful ones of the first group lie far off on b.
    customers.loc[:49, "b"] += 20
    sure = np.ones(200)
    equal = draw(customers, labels, ("a", "b"), sure)
    sure[:50] = 0.001
    weighed = draw(customers, labels, ("a", "b"), sure)
    along = [abs(np.corrcoef(one.places[:, 0], customers["a"])[0, 1]) for one in (equal, weighed)]
    assert along[1] > 0.95 and along[1] != along[0]


@pytest.mark.parametrize("groups", [1, 8])
def test_any_number_of_groups(groups: int) -> None:
    customers = made_customers(200)
    points = draw(customers, np.arange(200) % groups, ("total_spend", "age", "location"))
    assert np.isfinite(points.places).all() and points.centers.shape == (groups, 2)


def test_groups_that_one_value_tells_apart_break_nothing() -> None:
    kinds = np.array(["x", "y", "z"])[np.arange(90) % 3]
    points = draw(table(kind=kinds), np.arange(90) % 3, ("kind",))
    assert np.isfinite(points.places).all()
    assert len(np.unique(points.centers.round(6), axis=0)) == 3


def test_where_nothing_differs_nobody_has_a_place() -> None:
    points = draw(table(a=np.ones(10)), np.arange(10) % 2, ("a",))
    assert points.places.shape == (0, 2) and len(points.labels) == len(points.centers) == 0
    assert points.customers == 10


def test_missing_values_break_nothing() -> None:
    customers, labels = clouds([(8, 0), (0, 8), (0, 0)])
    customers.loc[::3, "a"] = np.nan
    assert np.isfinite(draw(customers, labels, ("a", "b")).places).all()

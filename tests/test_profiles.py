"""Profiles: numbers known by heart, v-tests against the published and an independent formula."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom, norm

from segmentation.profiles import Profile, level_v_test, number_v_test, profile_segments
from segmentation.segments.assignment import Assignment
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import list_variables, pick_variables
from tests.made_customers import made_customers


def assigned(labels: list[int]) -> Assignment:
    groups = max(labels) + 1
    return Assignment("kmeans", (), np.array(labels), groups, None, None, (None,) * groups)


def small_shop() -> tuple[pd.DataFrame, Assignment]:
    """Six customers in two segments of three."""
    customers = pd.DataFrame(
        {
            "customer": list("abcdef"),
            "total_spend": [100.005, 50.0, 30.0, 10.005, -5.0, np.nan],
            "age": [60.0, 50.0, np.nan, 20.0, 30.0, 40.0],
            "gender": ["female", "female", "female", "male", None, "female"],
            "interests": ["cats; garden", "cats", None, "garden", "garden", "dogs; cats"],
            "email_consent": pd.array([True, True, False, True, None, False], dtype="boolean"),
        }
    )
    return customers, assigned([0, 0, 0, 1, 1, 1])


def profiles_of(customers: pd.DataFrame, assignment: Assignment) -> tuple[Profile, ...]:
    return profile_segments(customers, assignment, list_variables(customers))


def two_sided(x: int, level: int, segment: int, rows: int) -> float:
    """The test value as catdes computes it, from scipy's distribution."""
    law = hypergeom(rows, level, segment)
    p = min(2 * law.cdf(x - 1) + law.pmf(x), 2 * law.sf(x) + law.pmf(x))
    return float(np.sign(x * rows - level * segment) * -norm.ppf(p / 2))


def test_sizes_shares_and_revenue_to_the_cent() -> None:
    first, second = profiles_of(*small_shop())
    assert (first.segment_id, second.segment_id) == ("1", "2")
    assert (first.customers, first.share_of_customers) == (3, 0.5)
    # 180.005 and 5.005 make 185.01: the cent goes to the first of two equal remainders.
    assert (first.revenue, second.revenue) == (Decimal("180.01"), Decimal("5.00"))
    assert first.share_of_revenue == pytest.approx(180.005 / 185.01)


def test_number_traits_known_by_heart() -> None:
    first, second = profiles_of(*small_shop())
    age = first.number("age")
    assert age is not None
    assert (age.mean_in_segment, age.overall_mean) == (55, 40)
    assert (age.median_in_segment, age.overall_median) == (55, 40)
    assert age.position == pytest.approx(0.8)  # ranks 4 and 5 of 5
    assert age.known == 2
    # Five ages known, population variance 200, two of them in the segment.
    assert age.v_test == pytest.approx((55 - 40) / math.sqrt(200 / 2 * (5 - 2) / (5 - 1)))
    other = second.number("age")
    assert other is not None and other.v_test == pytest.approx(-age.v_test)
    assert other.position == pytest.approx(0.3)
    assert first.number("points") is None


def test_level_traits_known_by_heart() -> None:
    first, second = profiles_of(*small_shop())
    women = first.levels_of("gender")[0]
    assert women.level == "female"
    assert (women.share_in_segment, women.overall_share, women.share_of_level) == (1, 0.8, 0.75)
    cats = next(trait for trait in second.levels_of("interests") if trait.level == "cats")
    assert cats.share_in_segment == pytest.approx(1 / 3)
    assert cats.overall_share == pytest.approx(3 / 5)
    assert cats.share_of_level == pytest.approx(1 / 3)
    assert cats.v_test == pytest.approx(two_sided(1, 3, 3, 5))
    yes = next(trait for trait in first.levels_of("email_consent") if trait.level == "yes")
    assert yes.share_in_segment == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("here", "level", "published"), [(165, 192, 13.307475), (143, 170, 10.449142)]
)
def test_v_test_of_levels_as_published_for_the_tea_survey(
    here: int, level: int, published: float
) -> None:
    # FactoMineR's own example (HCPC on the tea data): the first cluster has 176 of 300 people;
    # "chain store" is 192 people, 165 of them there; "tea bag" 170, 143 of them there.
    found = level_v_test(np.array(here), np.array(level), np.array(176), 300)
    assert float(found) == pytest.approx(published, abs=1e-6)


# Printed by FactoMineR's catdes, as the comments of a public R script keep it: Russett's countries
# without Cuba (46), in five clusters. Sizes follow from the printed shares: 22, 6, 2, 12 and 4.
# Each line: countries in the cluster, mean there, mean and deviation of all, v.test.
RUSSETT_NUMBERS = (
    (22, 97.49545, 92.82609, 6.668988, 4.496867),
    (22, 80.59545, 71.19783, 14.333701, 4.210871),
    (22, 53.68182, 42.43478, 21.811098, 3.311864),
    (22, 14.54091, 12.38261, 4.391657, 3.156425),
    (22, 287.68182, 563.56522, 488.908040, -3.624185),
    (6, 1256.33333, 563.56522, 488.90804, 3.681397),
    (6, 42.76667, 23.12391, 18.42244, 2.770175),
    (6, 11.00000, 42.43478, 21.81110, -3.744422),
    (2, 831.5, 73.58696, 185.67006, 5.838112),
    (12, 55.92500, 71.19783, 14.333701, -4.246376),
    (12, 84.71667, 92.82609, 6.668988, -4.846043),
    (4, 0.75, 12.38261, 4.391657, -5.483531),
)
# Each line: countries of the cluster with the level, with the level, in the cluster, v.test.
RUSSETT_LEVELS = (
    (13, 19, 22, 2.263443),
    (1, 15, 22, -3.917625),
    (6, 15, 6, 3.462927),
    (0, 19, 6, -2.149409),
    (1, 1, 2, 2.019086),
    (7, 15, 12, 2.056469),
    (1, 19, 12, -2.684681),
)


@pytest.mark.parametrize(("here", "mean", "overall", "deviation", "printed"), RUSSETT_NUMBERS)
def test_v_test_of_numbers_as_printed_by_catdes(
    here: int, mean: float, overall: float, deviation: float, printed: float
) -> None:
    found = number_v_test(
        np.array([[mean]]), np.array([[here]]), np.array([overall]),
        np.array([deviation**2]), np.array([46]),
    )  # fmt: skip
    # The printed means have five decimals.
    assert float(found[0, 0]) == pytest.approx(printed, abs=2e-5)


@pytest.mark.parametrize(("here", "level", "segment", "printed"), RUSSETT_LEVELS)
def test_v_test_of_levels_as_printed_by_catdes(
    here: int, level: int, segment: int, printed: float
) -> None:
    found = level_v_test(np.array(here), np.array(level), np.array(segment), 46)
    assert float(found) == pytest.approx(printed, abs=1e-6)


@settings(max_examples=60)
@given(st.data())
def test_v_test_of_levels_against_scipy(data: st.DataObject) -> None:
    rows = data.draw(st.integers(2, 300))
    level = data.draw(st.integers(1, rows))
    segment = data.draw(st.integers(1, rows))
    here = data.draw(st.integers(max(0, level + segment - rows), min(level, segment)))
    found = level_v_test(np.array(here), np.array(level), np.array(segment), rows)
    assert float(found) == pytest.approx(two_sided(here, level, segment, rows), abs=1e-6)


def test_v_test_of_levels_stays_finite_in_the_largest_shop() -> None:
    here, level = np.array([[60_000, 0]]), np.array([[60_000]])
    found = level_v_test(here, level, np.array([70_000, 130_000]), 200_000)
    assert np.all(np.isfinite(found)) and found[0, 0] > 300 and found[0, 1] < -300
    # Far from the edges the normal approximation is close.
    x, k, n, rows = 21_600, 60_000, 70_000, 200_000
    spread = math.sqrt(n * k / rows * (1 - k / rows) * (rows - n) / (rows - 1))
    near = level_v_test(np.array(x), np.array(k), np.array(n), rows)
    assert float(near) == pytest.approx((x - n * k / rows) / spread, rel=0.01)


@settings(max_examples=10)
@given(seed=st.integers(0, 10_000), n=st.integers(6, 120))
def test_sums_meet_and_all_numbers_are_finite(seed: int, n: int) -> None:
    customers = made_customers(n, seed)
    assignment = find_groups(customers, ClusterSpec(("total_spend", "age", "interests")))
    exact = sum((Decimal(str(spend)) for spend in customers["total_spend"]), Decimal(0))
    profiles = profile_segments(customers, assignment, list_variables(customers), exact)
    assert sum(profile.revenue for profile in profiles) == exact
    assert sum(profile.customers for profile in profiles) == n
    assert sum(profile.share_of_customers for profile in profiles) == pytest.approx(1)
    assert sum(profile.share_of_revenue for profile in profiles) == pytest.approx(1)
    revenues = [profile.revenue for profile in profiles]
    assert revenues == sorted(revenues, reverse=True)
    for profile in profiles:
        numbers = [trait.v_test for trait in profile.numbers]
        levels = [trait.v_test for trait in profile.levels]
        assert np.all(np.isfinite(numbers)) and np.all(np.isfinite(levels))
        for v_tests in (numbers, levels):
            assert [abs(v) for v in v_tests] == sorted((abs(v) for v in v_tests), reverse=True)
        assert all(0 < trait.position < 1 for trait in profile.numbers)
        assert all(0 <= trait.share_in_segment <= 1 for trait in profile.levels)


def test_positions_average_to_the_middle() -> None:
    customers = made_customers(90)
    assignment = find_groups(customers, ClusterSpec(("total_spend", "frequency"), groups=4))
    traits = [p.number("frequency") for p in profiles_of(customers, assignment)]
    positions = [trait.position for trait in traits if trait]
    assert np.average(positions, weights=assignment.sizes) == pytest.approx(0.5)


def test_cents_go_to_the_largest_remainders() -> None:
    customers = made_customers(6).assign(total_spend=[0.0033, 0.0066, 10.0001, 0, 0, -0.0001])
    profiles = profiles_of(customers, assigned([2, 1, 0, 0, 1, 2]))
    assert [str(profile.revenue) for profile in profiles] == ["10.00", "0.01", "0.00"]


def test_a_revenue_that_is_not_the_sum_is_refused() -> None:
    customers, assignment = small_shop()
    with pytest.raises(ValueError, match="adds up"):
        profile_segments(customers, assignment, (), Decimal("200.00"))


def test_shops_without_revenue_and_with_one_segment() -> None:
    customers = made_customers(30).assign(total_spend=np.nan)
    (everyone,) = profiles_of(customers, assigned([0] * 30))
    assert everyone.revenue == Decimal("0.00") and everyone.share_of_revenue == 0
    assert everyone.number("total_spend") is None
    assert all(trait.v_test == 0 for trait in everyone.numbers)
    assert all(trait.v_test == 0 for trait in everyone.levels)
    age = everyone.number("age")
    assert age is not None and age.position == pytest.approx(0.5)


def test_what_nobody_in_a_segment_has_is_left_out() -> None:
    customers, assignment = small_shop()
    customers.loc[3:, ["age", "gender", "interests"]] = [np.nan, None, None]
    first, second = profiles_of(customers, assignment)
    assert first.number("age") is not None and second.number("age") is None
    assert first.levels_of("interests") and second.levels_of("interests") == ()


def test_rare_levels_free_texts_and_numbering_are_not_told() -> None:
    customers = made_customers(120).assign(
        row=np.arange(120.0), note=[f"note {i}" for i in range(120)], same=7.0
    )
    customers.loc[0, "location"] = "Hel"
    assignment = find_groups(customers, ClusterSpec(("age", "frequency"), groups=2))
    for profile in profiles_of(customers, assignment):
        told = {trait.variable.key for trait in profile.numbers}
        told |= {trait.variable.key for trait in profile.levels}
        assert not {"row", "note", "same"} & told
        assert {"points", "location", "email_consent"} <= told
        assert "Hel" not in {trait.level for trait in profile.levels_of("location")}


def test_only_the_variables_asked_for_are_told() -> None:
    customers, assignment = small_shop()
    (first, _) = profile_segments(customers, assignment, pick_variables(customers, ["gender"]))
    assert first.numbers == () and {t.variable.key for t in first.levels} == {"gender"}

"""When and how often: every cell has one name, equal customers are never parted, sums meet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.counting import View, cents, count_shop
from segmentation.customers import customer_table
from segmentation.errors import SegmentationError
from segmentation.exports.csv_files import write_assignments
from segmentation.exports.lists import ListSpec, select_customers
from segmentation.profiles import profile_segments
from segmentation.rhythm import Rhythm, shop_rhythm
from segmentation.segments.rfm import (
    RfmResult,
    RfmSpec,
    find_rfm,
    mean_order,
    own_cutoffs,
    rfm_view,
    suiting_grades,
    together,
)
from segmentation.segments.rfm_grid import GRADES, NAME_KEYS, REGIONS, UNPLACED, name_table
from segmentation.shop import Shop
from segmentation.variables import list_variables
from tests.made_customers import made_customers
from tests.small_shops import fill, table

KNOWN = Rhythm(returning=100, median_gap=30.0)
FIVE = RfmSpec(grades=5)


def buyers(
    days: Sequence[float | None],
    orders: Sequence[int | None],
    spend: Sequence[float] | None = None,
) -> pd.DataFrame:
    """Customers who bought so many days ago, so often, for 10 an order unless said."""
    spent = spend or [10.0 * (count or 0) for count in orders]
    return pd.DataFrame(
        {
            "customer": [f"e:{place:04d}" for place in range(len(days))],
            "recency_days": pd.array(days, dtype="Int64"),
            "frequency": pd.array(orders, dtype="Int64"),
            "total_spend": spent,
            "monetary_value": [
                amount / count if count else np.nan
                for amount, count in zip(spent, orders, strict=True)
            ],
        }
    )


def names_of(result: RfmResult) -> list[str]:
    """The name's key of each customer."""
    return [result.keys[label] for label in result.assignment.labels]


def by_customer(customers: pd.DataFrame, result: RfmResult) -> dict[str, tuple[str, str]]:
    """The name's key and the grades of each customer."""
    told = zip(names_of(result), result.codes, strict=True)
    return dict(zip(customers["customer"], told, strict=True))


# The grid


@pytest.mark.parametrize("grades", GRADES)
def test_every_cell_has_exactly_one_name(grades: int) -> None:
    times = np.zeros((grades, grades), dtype=int)
    for region in REGIONS[grades]:
        for r in range(region.recency[0], region.recency[1] + 1):
            for f in range(region.frequency[0], region.frequency[1] + 1):
                times[r - 1, f - 1] += 1
    assert times.tolist() == [[1] * grades] * grades
    assert len({region.key for region in REGIONS[grades]}) == len(REGIONS[grades])


def test_grid_of_five_is_the_published_one() -> None:
    shown = [[NAME_KEYS[place] for place in row] for row in name_table(5)[::-1]]
    assert shown == [
        ["new", "potential_loyalists", "potential_loyalists", "champions", "champions"],
        ["promising", "potential_loyalists", "potential_loyalists", "loyal", "loyal"],
        ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"],
        ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
        ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
    ]
    assert len(NAME_KEYS) == 10


@pytest.mark.parametrize("grades", [2, 3])
def test_smaller_grids_keep_the_places_of_the_names(grades: int) -> None:
    large = name_table(5)
    places = {3: (0, 2, 4), 2: (0, 3)}[grades]
    expected = large[np.ix_(places, places)].tolist()
    if grades == 2:  # the best corner is loyal, and once is new whenever it is not long ago
        expected[1] = [NAME_KEYS.index("new"), NAME_KEYS.index("loyal")]
        expected[0][1] = NAME_KEYS.index("at_risk")
    assert name_table(grades).tolist() == expected


# Grades


def test_grades_known_by_heart() -> None:
    # Half the gap of 30 days is 15; the steps end at 15, 30, 60 and 120.
    customers = buyers([0, 15, 16, 30, 31, 60, 61, 120, 121, 900], [6, 5, 4, 3, 2, 1, 1, 6, 7, 3])
    result = find_rfm(customers, FIVE, KNOWN)
    assert result.cutoffs.recency == (15, 30, 60, 120)
    assert result.recency.tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert result.frequency.tolist() == [5, 4, 4, 3, 2, 1, 1, 5, 5, 3]
    assert names_of(result) == [
        "champions", "champions", "loyal", "potential_loyalists", "about_to_sleep",
        "about_to_sleep", "hibernating", "cant_lose", "cant_lose", "at_risk",
    ]  # fmt: skip
    assert result.sizes("recency") == (2, 2, 2, 2, 2)
    assert result.sizes("frequency") == (2, 1, 2, 2, 3)


@pytest.mark.parametrize(
    ("rhythm", "grades", "days", "basis"),
    [
        (Rhythm(100, 30.0), 5, (15, 30, 60, 120), "rhythm"),
        (Rhythm(100, 30.0), 3, (30, 60), "rhythm"),
        (Rhythm(100, 30.0), 2, (60,), "rhythm"),
        (Rhythm(100, 1.0), 5, (1, 2, 3, 4), "rhythm"),
        (Rhythm(99, 30.0), 5, (40, 90, 180, 365), "rule"),
        (Rhythm(99, 30.0), 3, (90, 180), "rule"),
        (Rhythm(0, None), 2, (180,), "rule"),
    ],
)
def test_days_follow_the_shop_or_a_rule_of_thumb(
    rhythm: Rhythm, grades: int, days: tuple[int, ...], basis: str
) -> None:
    result = find_rfm(buyers([1, 2], [1, 2]), RfmSpec(grades=grades), rhythm)
    assert (result.cutoffs.recency, result.cutoffs.recency_basis) == (days, basis)


@pytest.mark.parametrize(
    ("customers", "grades"), [(1, 2), (99, 2), (100, 3), (499, 3), (500, 5), (90_000, 5)]
)
def test_small_shops_get_fewer_grades(customers: int, grades: int) -> None:
    assert suiting_grades(customers) == grades
    found = find_rfm(buyers([3] * customers, [1] * customers), RfmSpec(), KNOWN)
    assert found.grades == grades
    assert len(found.cells) == grades**2


def test_owner_s_own_steps_hold_where_they_fit() -> None:
    own = RfmSpec(5, "own", (1, 2, 3, 4), "own", (10, 20, 30, 40), "own", (1.5, 2, 3, 4))
    result = find_rfm(buyers([2, 9], [10, 9], [20.0, 9.0]), own, KNOWN)
    assert result.codes == ["423", "111"]
    assert result.cutoffs.recency_basis == result.cutoffs.frequency_basis == "own"
    for wrong in ((4, 3, 2, 1), (1, 2)):
        result = find_rfm(buyers([2, 9], [10, 9]), replace(own, recency_to=wrong), KNOWN)
        assert result.cutoffs.recency_basis == "rhythm"


def test_own_steps_start_from_those_in_force() -> None:
    assert own_cutoffs((31.4, 62.0, 124.0)) == (31, 62, 124)
    assert own_cutoffs((2.0, 2.0, np.inf)) == (2, 3, 4)
    assert own_cutoffs((0.0, 0.0)) == (1, 2)


def test_equal_shares_of_different_values_are_equal() -> None:
    customers = buyers(range(100), range(1, 101))
    spec = replace(FIVE, recency_by="shares", frequency_by="shares")
    result = find_rfm(customers, spec, KNOWN)
    assert result.sizes("recency") == result.sizes("frequency") == (20,) * 5
    assert result.recency[0] == 5 and result.frequency[0] == 1


@pytest.mark.parametrize("one_timers", [40, 65, 80, 100])
def test_buyers_of_one_order_are_never_parted(one_timers: int) -> None:
    orders = [1] * one_timers + list(range(2, 102 - one_timers))
    for by in ("numbers", "shares"):
        result = find_rfm(
            buyers(range(100), orders), replace(FIVE, frequency_by=by), KNOWN
        )  # fmt: skip
        assert set(result.frequency[:one_timers].tolist()) == {1}
        assert "champions" not in names_of(result)[:one_timers]


def share_grades(values: np.ndarray, grades: int) -> list[int]:
    """The reference: the rank of the lowest of equal ones as a share, in so many steps."""
    ranks = pd.Series(values).rank(method="min").to_numpy() - 1
    return [int(rank * grades // len(values)) + 1 for rank in ranks]


values = st.integers(0, 12)


@given(st.lists(st.tuples(values, st.integers(1, 9)), min_size=1, max_size=60), st.data())
def test_shares_are_ranks_and_row_order_plays_no_part(
    bought: list[tuple[int, int]], data: st.DataObject
) -> None:
    customers = buyers([days for days, _ in bought], [orders for _, orders in bought])
    by_shares = replace(FIVE, recency_by="shares", frequency_by="shares")
    shuffled = customers.iloc[data.draw(st.permutations(range(len(customers))))]
    for spec in (FIVE, by_shares):
        result = find_rfm(customers, spec, KNOWN)
        again = find_rfm(shuffled.reset_index(drop=True), spec, KNOWN)
        assert again.keys == result.keys
        assert again.cutoffs == result.cutoffs
        assert by_customer(shuffled, again) == by_customer(customers, result)
        for grades, column in ((result.recency, "recency_days"), (result.frequency, "frequency")):
            told = pd.Series(grades).groupby(customers[column].to_numpy()).nunique()
            assert (told == 1).all(), "equal customers were parted"
    days, orders = (customers[name].to_numpy(dtype=float) for name in ("recency_days", "frequency"))
    assert result.frequency.tolist() == share_grades(orders, 5)
    assert result.recency.tolist() == [6 - grade for grade in share_grades(days, 5)]


# Sums and what others make of it


@pytest.mark.parametrize("grades", GRADES)
def test_everyone_is_once_in_a_cell_and_under_a_name(grades: int) -> None:
    customers = made_customers(700)
    result = find_rfm(customers, RfmSpec(grades=grades), KNOWN)
    assert sum(cell.customers for cell in result.cells) == len(customers)
    assert sum(cell.share_of_customers for cell in result.cells) == pytest.approx(1)
    assert sum(cell.share_of_revenue for cell in result.cells) == pytest.approx(1)
    assert sum(result.assignment.sizes) == len(customers)
    for cell in result.cells:
        inside = result.inside(cell.recency, cell.frequency)
        assert int(inside.sum()) == cell.customers
        assert set(np.array(names_of(result))[inside]) <= {cell.key}
    for key in result.keys:
        own = sum(cell.customers for cell in result.cells if cell.key == key)
        assert int(result.under(key).sum()) == own
    assert not result.under("nobody is called so").any()


def test_segments_stand_by_revenue_and_serve_profiles_and_lists() -> None:
    customers = made_customers(700)
    result = find_rfm(customers, FIVE, KNOWN)
    assignment = result.assignment
    profiles = profile_segments(customers, assignment, list_variables(customers))
    revenues = [profile.revenue for profile in profiles]
    assert revenues == sorted(revenues, reverse=True)
    assert sum(revenues) == Decimal(str(round(customers["total_spend"].sum(), 2)))
    assert all(profile.numbers for profile in profiles)
    chosen = ListSpec((assignment.segment_ids[0],), ("email",))
    listed = select_customers(customers, assignment, result.keys, chosen)
    assert set(listed["segment"]) == {result.keys[0]} and len(listed) == assignment.sizes[0]
    rows = write_assignments(customers, assignment, result.keys).decode().splitlines()
    assert len(rows) == 1 + len(customers)
    assert together(3).labels.tolist() == [0, 0, 0]


def test_customers_nothing_is_known_of_are_apart_and_kept() -> None:
    customers = buyers([5, None, 7, 9], [1, 2, None, 0], [10.0, 20.0, 30.0, 40.0])
    result = find_rfm(customers, FIVE, KNOWN)
    assert names_of(result) == ["new", UNPLACED, UNPLACED, UNPLACED]
    assert result.codes[0][:2] == "51" and result.codes[3][1] == "0"
    assert sum(cell.customers for cell in result.cells) == 1


def test_nobody_to_place_is_said() -> None:
    with pytest.raises(SegmentationError) as nobody:
        find_rfm(buyers([], []), FIVE, KNOWN)
    assert nobody.value.problem.id == "no_orders_then"
    with pytest.raises(SegmentationError) as unknown:
        find_rfm(buyers([None, None], [1, 2]), FIVE, KNOWN)
    assert unknown.value.problem.id == "no_order_dates"


def test_mean_order_counts_each_order_once() -> None:
    customers = buyers([1, 1, 1], [1, 3, None], [100.0, 60.0, 0.0])
    assert mean_order(customers, np.array([True, True, True])) == 40.0
    assert np.isnan(mean_order(customers, np.array([False, False, True])))


def test_names_of_the_owner_are_kept_and_taken_back() -> None:
    spec = RfmSpec().renamed("loyal", "  My   regulars ").renamed("new", "First order")
    assert dict(spec.names) == {"loyal": "My regulars", "new": "First order"}
    assert dict(spec.renamed("loyal", " ").names) == {"new": "First order"}


# From files

ORDERS = table(
    "Order number,Order date,E-mail,Total",
    "1,2026-01-01,ann@shop.pl,10.00",
    "2,2026-02-01,ann@shop.pl,10.00",
    "3,2026-06-20,ann@shop.pl,10.10",
    "4,2026-06-28,ann@shop.pl,10.00",
    "5,2026-06-25,bob@shop.pl,7.05",
    "6,2025-06-01,cat@shop.pl,100.00",
    "7,2025-06-11,cat@shop.pl,100.00",
    "8,2026-06-30,cat@shop.pl,-50.00",
    "9,2024-01-01,dan@shop.pl,5.00",
    "10,2026-06-29,,1.00",
)


def placed(shop: Shop, spec: RfmSpec) -> tuple[dict[str, str], Decimal]:
    """The name's key by e-mail, and the revenue of all of them, which must meet the shop's."""
    view = rfm_view(spec, count_shop(shop).last_order)
    customers = customer_table(shop, view)
    result = find_rfm(customers, spec, shop_rhythm(shop, replace(view, since=None)))
    whole = cents(count_shop(shop, view).revenue_customers)
    profiles = profile_segments(customers, result.assignment, (), whole)
    assert sum(profile.revenue for profile in profiles) == whole
    assert sum(profile.customers for profile in profiles) == count_shop(shop, view).customers
    return dict(zip(customers["email"], names_of(result), strict=True)), whole


def test_shop_known_by_heart(shop: Shop) -> None:
    fill(shop, ORDERS)
    # The last order, without a customer, is of June 29; a rule of thumb serves: 40, 90, 180, 365.
    names, revenue = placed(shop, FIVE)
    assert names == {
        "ann@shop.pl": "champions",  # 4 orders, 1 day ago
        "bob@shop.pl": "new",  # 1 order, 4 days ago
        "cat@shop.pl": "hibernating",  # 2 orders, 383 days ago: a return freshens nothing
        "dan@shop.pl": "hibernating",
    }
    assert revenue == Decimal("202.15")


def test_period_and_day_decide_what_counts(shop: Shop) -> None:
    fill(shop, ORDERS)
    names, revenue = placed(shop, replace(FIVE, months=12))
    assert names == {"ann@shop.pl": "champions", "bob@shop.pl": "new"}
    assert revenue == Decimal("47.15")
    names, _ = placed(shop, replace(FIVE, since=date(2026, 6, 1)))
    assert names == {"ann@shop.pl": "potential_loyalists", "bob@shop.pl": "new"}
    names, _ = placed(shop, replace(FIVE, as_of=date(2026, 3, 1)))
    assert names == {
        "ann@shop.pl": "potential_loyalists",  # 2 orders, 28 days before that day
        "cat@shop.pl": "hibernating",
        "dan@shop.pl": "hibernating",
    }


@pytest.mark.parametrize(
    ("spec", "since"),
    [
        (RfmSpec(), None),
        (RfmSpec(months=12), date(2025, 7, 1)),
        (RfmSpec(months=1, as_of=date(2026, 3, 31)), date(2026, 3, 1)),
        (RfmSpec(months=6, since=date(2026, 2, 3)), date(2026, 2, 3)),
    ],
)
def test_months_end_with_the_day_counted_to(spec: RfmSpec, since: date | None) -> None:
    assert rfm_view(spec, date(2026, 6, 30)) == View(spec.as_of, since)


def test_shuffled_file_gives_the_same() -> None:
    header, *rows = ORDERS.splitlines()
    found = []
    for order in (rows, rows[::-1], rows[3:] + rows[:3]):
        with closing(Shop.open_temporary()) as shop:
            found.append(placed(fill(shop, table(header, *order)), FIVE))
    assert found[0] == found[1] == found[2]

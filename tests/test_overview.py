"""The shop at a glance: numbers of shops known by heart, and what is never told of a few."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.counting import ALL_DOCUMENTS, View, count_shop
from segmentation.customers import customer_table
from segmentation.overview import (
    Concentration,
    Month,
    Overview,
    Part,
    find_concentration,
    find_late,
    look_over,
)
from segmentation.shop import Shop
from tests.small_shops import fill, table

HEADER = "Order number,Date,E-mail,Total"


def overview(shop: Shop, *rows: str, view: View = ALL_DOCUMENTS) -> Overview:
    fill(shop, table(HEADER, *rows))
    return look_over(shop, customer_table(shop, view), count_shop(shop, view), view)


def spend(*amounts: float) -> pd.Series:
    return pd.Series(amounts, dtype=float)


# Who brings the revenue


def test_tenths_go_from_who_spent_most() -> None:
    found = find_concentration(spend(*range(1, 101)))
    assert found is not None
    assert found.sizes == (10,) * 10
    assert found.amounts == (955, 855, 755, 655, 555, 455, 355, 255, 155, 55)
    assert (found.customers, found.revenue) == (100, 5050)
    assert (found.top_customers, found.top_amount) == (20, 1810)
    assert found.top_share == pytest.approx(1810 / 5050)


def test_few_customers_are_parted_in_fifths_fewer_not_at_all() -> None:
    fifths = find_concentration(spend(*[1] * 49))
    assert fifths is not None and len(fifths.sizes) == 5 and sum(fifths.sizes) == 49
    assert fifths.top_customers == 10
    assert find_concentration(spend(*[1] * 25)) is not None
    assert find_concentration(spend(*[1] * 24)) is None
    tenths = find_concentration(spend(*[1] * 50))
    assert tenths is not None and tenths.sizes == (5,) * 10


@pytest.mark.parametrize("amount", [np.nan, 0.0, -5.0])
def test_no_revenue_no_shares(amount: float) -> None:
    assert find_concentration(spend(*[amount] * 60)) is None


def test_unknown_spend_is_in_no_part() -> None:
    found = find_concentration(spend(*[10] * 50, *[np.nan] * 30))
    assert found is not None and found.customers == 50 and found.revenue == 500


def test_refunds_beyond_orders_lie_below_zero() -> None:
    found = find_concentration(spend(*[10] * 45, *[-4] * 5))
    assert found is not None
    assert found.shares[-1] == pytest.approx(-20 / 430)
    assert sum(found.shares) == pytest.approx(1)


@given(st.lists(st.floats(0, 1e6), min_size=25, max_size=400))
def test_parts_make_the_whole(amounts: list[float]) -> None:
    found = find_concentration(spend(*amounts))
    if found is None:
        assert sum(amounts) < 1
        return
    assert found.customers == len(amounts)
    assert found.revenue == pytest.approx(sum(amounts))
    assert max(found.sizes) - min(found.sizes) <= 1 and min(found.sizes) >= 5
    means = [amount / size for amount, size in zip(found.amounts, found.sizes, strict=True)]
    assert means == pytest.approx(sorted(means, reverse=True))
    assert found.top_share >= 0.999 * found.top_customers / found.customers


# New and returning by month


def test_months_tell_new_from_returning(shop: Shop) -> None:
    found = overview(
        shop,
        "1,2025-11-03,a@x.pl,10",
        "2,2025-11-20,a@x.pl,10",  # the month of the first order: still new
        "3,2025-11-30,b@x.pl,10",
        "4,2026-01-01,a@x.pl,10",
        "5,2026-01-31,c@x.pl,10",
        "6,2026-01-31,c@x.pl,10",
        "7,2026-01-31,,10",  # nobody's
    )
    assert found.months == (
        Month(date(2025, 11, 1), 2, 0),
        Month(date(2025, 12, 1), 0, 0),
        Month(date(2026, 1, 1), 1, 1),
    )
    assert [month.last_day.day for month in found.months] == [30, 31, 31]


def test_twelve_months_end_with_the_last_order_and_know_those_before(shop: Shop) -> None:
    found = overview(
        shop, "1,2024-01-31,a@x.pl,10", "2,2025-03-01,a@x.pl,10", "3,2026-02-28,b@x.pl,10"
    )
    first, *between, last = found.months
    assert (first, last) == (Month(date(2025, 3, 1), 0, 1), Month(date(2026, 2, 1), 1, 0))
    assert len(between) == 10 and not any(month.customers for month in between)


def test_cancelled_and_returned_orders_are_of_nobody(shop: Shop) -> None:
    fill(
        shop,
        table(
            f"{HEADER},Status",
            "1,2026-01-05,a@x.pl,10,completed",
            "2,2026-02-05,a@x.pl,10,cancelled",
            "3,2026-02-06,a@x.pl,-10,completed",
            "4,2026-02-07,b@x.pl,10,completed",
        ),
    )
    found = look_over(shop, customer_table(shop), count_shop(shop), View())
    assert found.months == (Month(date(2026, 1, 1), 1, 0), Month(date(2026, 2, 1), 1, 0))


def test_months_stop_at_the_day_asked_for(shop: Shop) -> None:
    view = View(as_of=date(2026, 2, 10))
    found = overview(
        shop, "1,2026-01-05,a@x.pl,10", "2,2026-02-05,a@x.pl,10", "3,2026-03-05,b@x.pl,10",
        view=view,
    )  # fmt: skip
    assert found.months == (Month(date(2026, 1, 1), 1, 0), Month(date(2026, 2, 1), 0, 1))


def test_orders_of_one_month_or_of_nobody_make_no_picture(shop: Shop) -> None:
    assert overview(shop, "1,2026-01-05,a@x.pl,10").months == ()
    assert overview(shop, "2,2026-01-06,,10", "3,2026-01-30,,10").months == ()


# What becomes of customers


def test_once_and_again(shop: Shop) -> None:
    found = overview(
        shop, "1,2026-01-05,a@x.pl,10", "2,2026-02-05,a@x.pl,10", "3,2026-03-05,b@x.pl,10"
    )
    assert (found.returned, found.once) == (Part(1, 2), Part(1, 2))
    assert found.unasked == Part(2, 2)
    assert found.late is None  # two days with orders are no rhythm


def late(usual: int, silent: int, spent: float = 100.0, rhythm: str | None = "own") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rhythm": [rhythm],
            "recency_days": [silent],
            "days_past_due": [float(silent - usual)],
            "total_spend": [spent],
        }
    )


@pytest.mark.parametrize(
    ("silent", "count"), [(0, 0), (19, 0), (20, 1), (39, 1), (40, 0), (400, 0)]
)
def test_late_is_from_twice_to_four_times_the_usual(silent: int, count: int) -> None:
    found = find_late(late(10, silent))
    assert found == Part(count, 1, 100.0 if count else None)


def test_only_own_rhythms_count_and_worth_is_summed() -> None:
    customers = pd.concat(
        [late(10, 25), late(7, 14, 50.5), late(10, 25, rhythm="shop"), late(10, 1)]
    )
    assert find_late(customers) == Part(2, 3, 150.5)
    assert find_late(late(10, 25, rhythm=None)) is None


def test_list_without_orders(shop: Shop) -> None:
    fill(shop, table("E-mail,E-mail consent", "a@x.pl,yes", "b@x.pl,no", "c@x.pl,"))
    found = look_over(shop, customer_table(shop), count_shop(shop), View())
    assert found == Overview(3, None, (), None, None, None, Part(1, 3))


def test_concentration_of_unequal_parts() -> None:
    found = Concentration((6, 5, 5, 5, 5), (60.0, 20.0, 10.0, 5.0, 5.0))
    assert (found.top_customers, found.top_share) == (6, 0.6)
    assert found.shares == (0.6, 0.2, 0.1, 0.05, 0.05)

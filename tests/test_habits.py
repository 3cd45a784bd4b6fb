"""When customers order, what they pay for delivery, and what is due: counted by hand and anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.counting import View, count_shop
from segmentation.customers import customer_table
from segmentation.gift_days import gift_days
from segmentation.shop import Shop
from tests.small_shops import columns_of, customers, empty, fill, table

NEW = ("next_order_due", "days_past_due", "rhythm", "free_delivery_share", "holiday_share")


@pytest.fixture(scope="module")
def pool() -> Iterator[Shop]:
    with closing(Shop.open_temporary()) as shop:
        yield shop


@pytest.fixture
def shop(pool: Shop) -> Shop:
    empty(pool)
    return pool


def orders(*rows: str, header: str = "Order ID,Date,E-mail,Total,Currency") -> str:
    return table(header, *(f"{number},{row}" for number, row in enumerate(rows, 1)))


def test_next_order_is_due_by_the_customers_own_rhythm(shop: Shop) -> None:
    days = ("01-01", "01-11", "01-31", "01-31 23:00", "02-05")  # gaps of 10, 20 and 5 days
    ann = [f"2026-{day},ann@x.pl,5.50,PLN" for day in days]
    bob = [f"2026-{day},bob@x.pl,5.50,PLN" for day in ("01-01", "02-20", "02-27")]  # 50 and 7
    returned = ["2026-02-28,ann@x.pl,-5.50,PLN"]
    found = customers(fill(shop, orders(*ann, *bob, *returned, "2026-01-01,cat@x.pl,5.50,PLN")))
    assert columns_of(found, "next_order_due") == {
        "ann@x.pl": pd.Timestamp("2026-02-15"),
        "bob@x.pl": pd.Timestamp("2026-03-28"),  # 28.5 days later, rounded up
        "cat@x.pl": None,
    }
    assert columns_of(found, "days_past_due") == {
        "ann@x.pl": 12, "bob@x.pl": -29, "cat@x.pl": None,
    }  # fmt: skip
    assert columns_of(found, "rhythm") == {"ann@x.pl": "own", "bob@x.pl": "own", "cat@x.pl": None}
    earlier = customers(shop, View(as_of=date(2026, 2, 1)))
    # On that day three of Ann's orders were known, and her last gap was of 20 days.
    assert earlier["ann@x.pl"]["next_order_due"] == pd.Timestamp("2026-02-15")
    assert earlier["ann@x.pl"]["days_past_due"] == -14


@pytest.mark.parametrize(("regulars", "due"), [(10, pd.Timestamp("2026-01-24")), (9, None)])
def test_who_ordered_on_two_days_has_the_usual_rhythm_of_the_shop(
    shop: Shop, regulars: int, due: pd.Timestamp | None
) -> None:
    rows = [
        f"{date(2026, 1, 1) + timedelta(days=14 * step)},r{n}@x.pl,5.50,PLN"
        for n in range(regulars)
        for step in range(3)
    ]
    rows += [f"2026-01-{day},twice@x.pl,5.50,PLN" for day in ("05", "10", "10")]
    rows += ["2026-01-10,once@x.pl,5.50,PLN"] * 3
    found = customers(fill(shop, orders(*rows)))
    twice, once = found["twice@x.pl"], found["once@x.pl"]
    assert twice["next_order_due"] == due
    assert twice["rhythm"] == (due and "shop")
    assert once["next_order_due"] is None and once["rhythm"] is None


def test_share_of_orders_before_holidays(shop: Shop) -> None:
    rows = (
        "2025-12-20,ann@x.pl,5.50", "2025-12-25,ann@x.pl,5.50", "2025-12-26,ann@x.pl,5.50",
        "2025-07-01,ann@x.pl,5.50", "2025-07-01,bob@x.pl,5.50", "2025-11-29,cat@x.pl,5.50",
    )  # fmt: skip
    zloty = orders(*(f"{row},PLN" for row in rows))
    expected = {"ann@x.pl": 0.5, "bob@x.pl": 0, "cat@x.pl": 1}
    assert columns_of(customers(fill(shop, zloty)), "holiday_share") == expected
    empty(shop)
    # Saint Nicholas of the 6th brings nothing to Britain.
    found = customers(fill(shop, orders(*(f"{row},GBP" for row in rows))))
    assert found["cat@x.pl"]["holiday_share"] == 0


def test_the_country_of_orders_or_lists_goes_before_the_currency(shop: Shop) -> None:
    row = "2025-11-29,cat@x.pl,5.50,{},{}"
    header = "Order ID,Date,E-mail,Total,Currency,Country"
    assert share(shop, orders(row.format("EUR", "Niemcy"), header=header)) == 1
    assert share(shop, orders(row.format("PLN", "United Kingdom"), header=header)) == 0
    assert share(shop, orders(row.format("EUR", ""), header=header)) is None
    assert share(shop, orders(row.format("JPY", "Japan"), header=header)) is None
    people = table("E-mail,Country", "cat@x.pl,Polska")
    assert share(shop, orders(row.format("EUR", ""), header=header), people) == 1


def share(shop: Shop, *files: str) -> object:
    empty(shop)
    return customers(fill(shop, *files))["cat@x.pl"]["holiday_share"]


def test_share_of_orders_with_free_delivery(shop: Shop) -> None:
    header = "Order ID,Date,E-mail,Total,Shipping cost"
    rows = (
        "2026-01-01,ann@x.pl,5.50,0.00", "2026-01-02,ann@x.pl,5.50,4.99",
        "2026-01-03,ann@x.pl,5.50,", "2026-01-04,bob@x.pl,5.50,", "2026-01-05,cat@x.pl,5.50,0",
    )  # fmt: skip
    found = customers(fill(shop, orders(*rows, header=header)))
    assert columns_of(found, "free_delivery_share") == {
        "ann@x.pl": 0.5, "bob@x.pl": None, "cat@x.pl": 1,
    }  # fmt: skip
    assert count_shop(shop).revenue == pytest.approx(27.5)


def test_towns_have_sizes_by_the_country_of_customer_or_shop(shop: Shop) -> None:
    header = "Order ID,Date,E-mail,Total,Currency,City,Country"
    rows = (
        "2026-01-01,a@x.pl,5.50,PLN,LODZ,", "2026-01-01,b@x.pl,5.50,PLN,Łódź,Polska",
        "2026-01-01,c@x.pl,5.50,PLN,Nowy Targ,PL", "2026-01-01,d@x.pl,5.50,PLN,Paris,USA",
        "2026-01-01,e@x.pl,5.50,PLN,Atlantis,", "2026-01-01,f@x.pl,5.50,PLN,,PL",
        "2026-01-01,g@x.pl,5.50,PLN,Лодзь,",
    )  # fmt: skip
    found = customers(fill(shop, orders(*rows, header=header)))
    assert list(columns_of(found, "town_size").values()) == [
        "metropolis", "metropolis", "medium", "medium", None, None, "metropolis",
    ]  # fmt: skip


def test_a_list_alone_has_towns_but_no_habits(shop: Shop) -> None:
    people = table("E-mail,City,Orders,Last order", "ann@x.pl,Kraków,4,2026-01-05")
    (ann,) = customers(fill(shop, people)).values()
    assert {key: ann[key] for key in NEW} == dict.fromkeys(NEW)
    assert ann["town_size"] == "metropolis"


def test_other_columns_do_not_change_by_what_delivery_cost(shop: Shop) -> None:
    header = "Order ID,Date,E-mail,Total,{}"
    rows = ("2026-01-01,ann@x.pl,1 234,0", "2026-01-02,bob@x.pl,5.50,14.99")
    plain = customers(fill(shop, orders(*rows, header=header.format("Note"))))
    empty(shop)
    told = customers(fill(shop, orders(*rows, header=header.format("Shipping cost"))))
    for rows_of in (plain, told):
        for row in rows_of.values():
            del row["free_delivery_share"]
    assert plain == told


def test_a_shop_kept_by_an_older_version_is_read_as_before(tmp_path: Path) -> None:
    header = "Order ID,Date,E-mail,Total,Shipping cost"
    text = orders("2026-01-01,ann@x.pl,5.50,0", "2026-01-02,bob@x.pl,7.50,4.99", header=header)
    with closing(Shop(tmp_path)) as shop:
        fill(shop, text)
        totals = count_shop(shop)
        assert columns_of(customers(shop), "free_delivery_share") == {"ann@x.pl": 1, "bob@x.pl": 0}
    with closing(duckdb.connect(tmp_path / "shop.duckdb")) as file:
        file.execute("ALTER TABLE documents DROP COLUMN free_delivery")
        file.execute("ALTER TABLE current DROP COLUMN free_delivery")
    with closing(Shop(tmp_path)) as shop:
        assert count_shop(shop) == totals
        found = columns_of(customers(shop), "free_delivery_share")
        assert found == {"ann@x.pl": None, "bob@x.pl": None}
        fill(shop, text)  # the same file once more counts once
        assert count_shop(shop) == totals


moments = st.datetimes(pd.Timestamp("2024-11-01"), pd.Timestamp("2026-01-15")).map(
    lambda moment: moment.replace(microsecond=0)
)
made = st.lists(
    st.tuples(st.integers(0, 12), moments, st.sampled_from([None, 0, 4.99])),
    min_size=1,
    max_size=60,
)


@settings(max_examples=12)
@given(placed=made)
def test_habits_are_those_of_a_plain_count(
    pool: Shop, placed: list[tuple[int, pd.Timestamp, float | None]]
) -> None:
    empty(pool)
    rows = [
        f"{moment:%Y-%m-%d %H:%M:%S},c{who:02}@x.pl,5.50,PLN,{'' if cost is None else cost}"
        for who, moment, cost in placed
    ]
    fill(pool, orders(*rows, header="Order ID,Date,E-mail,Total,Currency,Shipping cost"))
    found = customer_table(pool).set_index("email")
    frame = pd.DataFrame(placed, columns=["who", "moment", "cost"])
    frame["day"] = pd.to_datetime(frame["moment"]).dt.normalize()
    assert len(found) == frame["who"].nunique()
    end = frame["day"].max()
    gifts = gift_days("PL", date(2024, 1, 1), date(2026, 12, 31))
    assert gifts is not None
    own: dict[int, float] = {}
    for who, of_one in frame.groupby("who"):
        days = np.sort(of_one["day"].unique())
        if len(days) >= 3:
            own[int(str(who))] = float(np.median(np.diff(days) / np.timedelta64(1, "D")))
    usual = float(np.median(list(own.values()))) if len(own) >= 10 else np.nan
    for who, of_one in frame.groupby("who"):
        row = found.loc[f"c{who:02}@x.pl"]
        costs = of_one["cost"].dropna()
        assert_same(row["free_delivery_share"], (costs == 0).mean() if len(costs) else np.nan)
        assert_same(row["holiday_share"], of_one["day"].dt.date.isin(gifts).mean())
        distinct = of_one["day"].nunique()
        gap = own.get(int(str(who)), usual if distinct == 2 else np.nan)
        late = (end - of_one["day"].max()).days - np.floor(gap + 0.5)
        assert_same(row["days_past_due"], late)
        expected = None if np.isnan(gap) else "own" if distinct > 2 else "shop"
        assert row["rhythm"] == expected
        due = row["next_order_due"]
        assert pd.isna(due) if np.isnan(gap) else due == end - pd.Timedelta(days=late)


def assert_same(found: Any, expected: float) -> None:
    assert found == pytest.approx(expected, nan_ok=True)

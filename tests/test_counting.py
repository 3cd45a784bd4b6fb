"""What counts, by hand on a small shop and by a second program on random ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segmentation.counting import OtherCurrency, ShopTotals, View, cents, count_shop
from segmentation.customers import customer_table
from segmentation.shop import Shop
from tests.small_shops import customers, empty, fill, stage, table

HEADER = "Order number,Order date,E-mail,Total,Refunded amount,Status,Currency"
ORDERS = table(
    HEADER,
    "A1,2026-01-05,ann@shop.pl,100.00,,completed,PLN",
    "A2,2026-01-10,Ann@Shop.pl,50.00,20.00,completed,PLN",
    "A3,2026-01-12,bob@shop.pl,80.00,,cancelled,PLN",
    "A4,2026-01-13,bob@shop.pl,70.00,70.00,refunded,PLN",
    "A5,2026-01-14,bob@shop.pl,60.00,,failed,PLN",
    "A6,2026-01-15,cat@shop.pl,0.00,,completed,PLN",
    "A7,2026-01-16,dan@shop.pl,0.00,,,PLN",
    "A8,2026-01-17,eve@shop.pl,-25.00,,completed,PLN",
    "A9,2026-01-18,ann@shop.pl,-10.00,,completed,PLN",
    "A10,2026-01-19,,40.00,,completed,PLN",
    "A11,2026-01-20,fay@shop.pl,33.00,,pending payment,PLN",
    "A12,2026-01-21,gus@shop.pl,15.00,,completed,EUR",
    "A13,2026-01-22,gus@shop.pl,-5.00,,completed,EUR",
    "A14,2026-01-23,,-7.00,,completed,PLN",
    "A15,2026-01-24,hal@shop.pl,-30.00,,cancelled,PLN",
)
LIST = table(
    "E-mail,First name,Total spent,Orders", "zoe@shop.pl,Zoe,12.50,2", "ann@shop.pl,Ann,1,1"
)
TOTALS = ShopTotals(
    documents=13,
    orders=5,
    return_documents=4,
    zero_documents=1,
    cancelled=1,
    refunded=1,
    failed=1,
    unpaid_orders=1,
    unpaid_amount=Decimal(33),
    orders_without_customer=1,
    customers=3,
    customers_in_files=8,
    revenue=Decimal(131),
    revenue_gross=Decimal(223),
    revenue_customers=Decimal(153),
    revenue_returns_only=Decimal(-55),
    revenue_without_customer=Decimal(33),
    currency="PLN",
    first_order=date(2026, 1, 5),
    last_order=date(2026, 1, 20),
    other_currencies=(OtherCurrency("EUR", 1, Decimal(15)),),
)


@pytest.fixture(scope="module")
def counted() -> Iterator[Shop]:
    with closing(Shop.open_temporary()) as shop:
        yield fill(shop, ORDERS)


def test_every_kind_of_document_by_hand(counted: Shop) -> None:
    assert count_shop(counted) == TOTALS


def test_spend_is_after_refunds_and_returns(counted: Shop) -> None:
    spend = {who: row["total_spend"] for who, row in customers(counted).items()}
    assert spend == {"ann@shop.pl": 120, "cat@shop.pl": 0, "fay@shop.pl": 33}


def test_unpaid_orders_can_be_switched_off(counted: Shop) -> None:
    assert count_shop(counted, View(unpaid=False)) == replace(
        TOTALS,
        documents=12,
        orders=4,
        unpaid_orders=0,
        unpaid_amount=Decimal(0),
        customers=2,
        revenue=Decimal(98),
        revenue_gross=Decimal(190),
        revenue_customers=Decimal(120),
        last_order=date(2026, 1, 19),
    )


def test_a_period_counts_its_own_documents(counted: Shop) -> None:
    january_17 = date(2026, 1, 17)
    until = count_shop(counted, View(as_of=january_17))
    since = count_shop(counted, View(since=january_17 + timedelta(days=1)))
    assert (until.orders, until.return_documents, until.revenue) == (3, 1, Decimal(105))
    assert (until.revenue_customers, until.revenue_returns_only) == (Decimal(130), Decimal(-25))
    assert until.other_currencies == ()
    assert since.revenue + until.revenue == TOTALS.revenue
    assert since.documents + until.documents == TOTALS.documents
    # In this period Ann only returned something.
    assert (since.customers, since.revenue_returns_only) == (1, Decimal(-40))


def test_before_the_first_order_nobody_is_a_customer(shop: Shop) -> None:
    fill(shop, ORDERS, LIST)
    early = View(as_of=date(2025, 12, 31))
    totals = count_shop(shop, early)
    assert (totals.documents, totals.customers, totals.revenue) == (0, 0, Decimal(0))
    assert (totals.first_order, totals.last_order, totals.currency) == (None, None, None)
    assert customer_table(shop, early).empty
    assert totals.customers_in_files == 9


def test_a_list_alone_makes_everyone_a_customer(shop: Shop) -> None:
    fill(shop, LIST)
    totals = count_shop(shop)
    assert (totals.customers, totals.customers_in_files, totals.documents) == (2, 2, 0)
    assert totals.revenue == totals.revenue_customers == totals.revenue_gross == Decimal("13.5")
    assert totals.currency is None


def test_zero_counts_only_where_a_status_says_so(shop: Shop) -> None:
    fill(
        shop,
        table("Order number,Date,E-mail,Total", "1,2026-01-05,a@x.pl,0", "2,2026-01-06,a@x.pl,5"),
    )
    totals = count_shop(shop)
    assert (totals.orders, totals.zero_documents, totals.currency) == (1, 1, None)


def test_only_orders_choose_the_currency(shop: Shop) -> None:
    fill(
        shop,
        table(
            "Order number,Date,E-mail,Total,Currency",
            "1,2026-01-05,a@x.pl,10,EUR",
            "2,2026-01-06,b@x.pl,-5,USD",
            "3,2026-01-07,b@x.pl,-5,USD",
            "4,2026-01-08,b@x.pl,7,",
        ),
    )
    totals = count_shop(shop)
    assert (totals.currency, totals.documents, totals.revenue) == ("EUR", 2, Decimal(17))
    assert totals.other_currencies == ()


def test_an_empty_shop_counts_nothing(shop: Shop) -> None:
    assert count_shop(shop) == ShopTotals()
    assert customer_table(shop).empty


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("2", "2.00"), ("1234.5649", "1234.56")],
)
def test_cents_round_half_up(exact: str, shown: str) -> None:
    assert str(cents(Decimal(exact))) == shown


# Random shops


@dataclass(frozen=True)
class Document:
    """A document as a file shows it: ``lines`` are its amounts."""

    number: int
    day: int
    who: int | None
    lines: tuple[Decimal, ...]
    status: str
    refunded: Decimal
    currency: str

    @property
    def total(self) -> Decimal:
        return sum(self.lines, Decimal(0))

    @property
    def kind(self) -> str:
        if self.total < 0:
            return "return"
        if self.status in ("cancelled", "refunded", "failed"):
            return self.status
        return "order" if self.total or self.status == "completed" else "zero"

    @property
    def net(self) -> Decimal:
        return {"order": self.total - self.refunded, "return": self.total}.get(
            self.kind, Decimal(0)
        )

    @property
    def rows(self) -> list[str]:
        email = "" if self.who is None else f"c{self.who}@shop.pl"
        day = date(2026, 1, 1) + timedelta(days=self.day)
        return [
            f"N{self.number},{day},{email},{amount},{self.refunded if not place else ''},"
            f"{self.status},{self.currency}"
            for place, amount in enumerate(self.lines)
        ]


amounts = st.decimals(-50, 200, places=2)
statuses = st.sampled_from(
    ["", "completed", "completed", "cancelled", "refunded", "failed", "pending"]
)
documents = st.builds(
    Document,
    number=st.integers(100, 130),
    day=st.integers(0, 60),
    who=st.none() | st.integers(0, 4),
    lines=st.lists(amounts, min_size=1, max_size=3).map(tuple),
    status=statuses,
    refunded=st.sampled_from([Decimal("0.00"), Decimal("0.00"), Decimal("3.50")]),
    currency=st.sampled_from(["PLN", "PLN", "PLN", "EUR"]),
)
shops = st.lists(documents, min_size=3, max_size=14, unique_by=lambda document: document.number)
LINES_HEADER = "Order number,Order date,E-mail,Line amount,Refunded amount,Status,Currency"


@pytest.fixture(scope="module")
def random_shop() -> Iterator[Shop]:
    with closing(Shop.open_temporary()) as shop:
        yield shop


def expected(found: list[Document]) -> ShopTotals:
    """The totals by a second program, in plain Python."""
    orders = [d for d in found if d.kind == "order"]
    ranks = {
        name: (
            -sum(d.currency == name for d in orders),
            -sum(d.currency == name for d in found),
            name,
        )
        for name in {d.currency for d in found}
    }
    currency = min(ranks, key=lambda name: ranks[name])
    ours = [d for d in found if d.currency == currency]
    others = [d for d in orders if d.currency != currency]
    bought = [d for d in orders if d.currency == currency]
    buyers = {d.who for d in bought} - {None}
    days = [date(2026, 1, 1) + timedelta(days=d.day) for d in bought]
    unpaid = [d for d in bought if d.status == "pending"]

    def kinds(kind: str) -> int:
        return sum(d.kind == kind for d in ours)

    def money(chosen: list[Document]) -> Decimal:
        return sum((d.net for d in chosen), Decimal(0))

    return ShopTotals(
        documents=len(ours),
        orders=len(bought),
        return_documents=kinds("return"),
        zero_documents=kinds("zero"),
        cancelled=kinds("cancelled"),
        refunded=kinds("refunded"),
        failed=kinds("failed"),
        unpaid_orders=len(unpaid),
        unpaid_amount=money(unpaid),
        orders_without_customer=sum(d.who is None for d in bought),
        customers=len(buyers),
        customers_in_files=len({d.who for d in found} - {None}),
        revenue=money(ours),
        revenue_gross=sum((d.total for d in bought), Decimal(0)),
        revenue_customers=money([d for d in ours if d.who in buyers]),
        revenue_returns_only=money([d for d in ours if d.who is not None and d.who not in buyers]),
        revenue_without_customer=money([d for d in ours if d.who is None]),
        currency=currency,
        first_order=min(days, default=None),
        last_order=max(days, default=None),
        other_currencies=(
            (OtherCurrency(others[0].currency, len(others), money(others)),) if others else ()
        ),
    )


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shops, st.integers(0, 2**16), st.data())
def test_any_shop_adds_up_however_its_files_are_cut(
    random_shop: Shop, found: list[Document], seed: int, data: st.DataObject
) -> None:
    whole = fill(random_shop, table(LINES_HEADER, *(row for d in found for row in d.rows)))
    totals, people = count_shop(whole), customers(whole)
    assert totals == expected(found)
    assert totals.documents == (
        totals.orders
        + totals.return_documents
        + totals.zero_documents
        + totals.cancelled
        + totals.refunded
        + totals.failed
    )
    assert totals.revenue == (
        totals.revenue_customers + totals.revenue_returns_only + totals.revenue_without_customer
    )
    spend = sum(float(str(row["total_spend"])) for row in people.values())
    assert spend == pytest.approx(float(totals.revenue_customers), abs=1e-6)
    empty(whole)

    shuffled = [row for d in found for row in d.rows]
    random.Random(seed).shuffle(shuffled)
    middle = data.draw(st.integers(1, len(found) - 1))
    overlap = data.draw(st.integers(0, 2))
    fill(
        whole,
        table(LINES_HEADER, *(r for d in found[: middle + overlap] for r in d.rows)),
        table(LINES_HEADER, *(r for d in found[middle:] for r in d.rows)),
    )
    assert (count_shop(whole), customers(whole)) == (totals, people)
    empty(whole)
    stage(whole, table(LINES_HEADER, *shuffled))
    whole.use()
    in_another_order = count_shop(whole), customers(whole)
    empty(whole)
    # The amount refunded stands on one row of an order, wherever that row is.
    assert in_another_order == (totals, people)
    assert count_shop(whole) == ShopTotals()

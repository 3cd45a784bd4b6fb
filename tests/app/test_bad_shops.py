"""Shops that cannot be grouped get a sentence that says what to do, on every page."""

from __future__ import annotations

import pytest

from segmentation.errors import PROBLEMS
from segmentation.language import CODES
from tests.app.visitor import PAGES, Visitor, seen
from tests.made_exports import Row, as_csv, email, orders, people


def one_customer() -> list[Row]:
    return [row for row in orders() if row["Email"] == email(0)]


def all_the_same() -> list[Row]:
    return [
        {"Order ID": str(1000 + who), "Order date": "2026-03-01", "Email": email(who),
         "Category": "Cats", "Total": "40.00"}
        for who in range(40)
    ]  # fmt: skip


def without_optional_values() -> list[Row]:
    """Orders that have every column we know, and values in the needed ones alone."""
    optional = ("Category", "Payment method", "Sales channel", "Discount", "City", "Phone")
    return [row | dict.fromkeys(optional, "") for row in orders()]


def without_people() -> list[Row]:
    return [{key: row[key] for key in ("Order ID", "Order date", "Total")} for row in orders()]


def two_customers() -> list[Row]:
    return [row for row in orders() if row["Email"] in (email(0), email(1))]


def everything_returned() -> list[Row]:
    return [row | {"Total": f"-{row['Total']}"} for row in orders()]


NO_CUSTOMERS = ("nobody", "no_customers")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (one_customer(), "too_few_customers"),
        (two_customers(), "too_few_customers"),
        (all_the_same(), "all_the_same"),
        (without_people(), "nobody"),
        (everything_returned(), "no_customers"),
    ],
    ids=["one customer", "two customers", "all the same", "without people", "only returns"],
)
@pytest.mark.parametrize("code", CODES)
def test_shop_without_groups_says_why(code: str, rows: list[Row], problem: str) -> None:
    visitor = Visitor(code)
    visitor.use(("orders.csv", as_csv(rows)))
    customers = len({row["Email"] for row in rows if "Email" in row})
    sentence = visitor.tr(PROBLEMS[problem], customers=customers)
    for page in PAGES:
        visitor.open(page)
        # Lists can do without groups, but not without customers.
        if page in ("groups", "personas") or (page == "lists" and problem in NO_CUSTOMERS):
            assert visitor.app.warning and seen(visitor.app.warning[0].value) == sentence, page
            assert visitor.app.page_link[0].label == visitor.tr("Go to your files")


def test_shop_without_optional_values_has_groups() -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(without_optional_values())))
    for page in PAGES:
        visitor.open(page)
    assert sum(card.customers for card in visitor.groups()) == 60


def test_list_of_people_alone_has_groups_without_amounts() -> None:
    visitor = Visitor()
    visitor.use(("people.csv", as_csv(people())))
    for page in PAGES:
        visitor.open(page)
    assert sum(card.customers for card in visitor.groups()) == 60


def test_totals_are_right_in_a_file_without_people() -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(without_people())))
    visitor.open("files")
    assert visitor.metric("Orders") == "220" and visitor.metric("Customers") == "0"


def test_more_groups_than_customers_is_said() -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(orders())))
    visitor.choose("selectbox", "How many groups", 8)
    visitor.open("files")
    visitor.press("Take back")
    visitor.open("files")
    visitor.use(("orders.csv", as_csv([r for r in orders() if r["Email"] < email(2)])))
    for page in PAGES:
        visitor.open(page)

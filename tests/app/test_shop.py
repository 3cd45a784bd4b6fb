"""What the shop holds: files are taken back, all is forgotten, unpaid orders count or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import leave
from tests.app.visitor import PAGES, Visitor
from tests.made_exports import Row, as_csv, orders, people, revenue

ORDERS = ("orders.csv", as_csv(orders()))
PEOPLE = ("people.csv", as_csv(people()))


def money(visitor: Visitor) -> str:
    return visitor.metric("Revenue after refunds")


def test_file_is_taken_back_with_all_that_came_from_it() -> None:
    rows = orders()
    visitor = Visitor()
    visitor.use(("spring.csv", as_csv(rows[:100])), ("summer.csv", as_csv(rows[100:])))
    visitor.open("files")
    visitor.press("Take back", 1)
    assert visitor.metric("Orders") == "100"
    assert money(visitor) == visitor.language.money(revenue(rows[:100]), "")
    visitor.open("customers")
    assert len(visitor.app.dataframe[0].value) == len({row["Email"] for row in rows[:100]})
    visitor.open("files")
    visitor.press("Take back")
    assert visitor.buttons("Try the sample shop")


def forget(visitor: Visitor) -> None:
    visitor.open("files")
    visitor.choose("checkbox", "Yes, delete it all", True)
    visitor.press("Forget everything")


def test_everything_is_forgotten_after_one_more_question() -> None:
    visitor = Visitor()
    visitor.use(ORDERS, PEOPLE)
    visitor.choose("selectbox", "How many groups", 4)
    visitor.open("files")
    assert visitor.buttons("Forget everything")[0].disabled
    forget(visitor)
    assert visitor.buttons("Try the sample shop")
    for page in set(PAGES) - {"files"}:
        visitor.open(page)
        assert visitor.app.page_link, page
    visitor.open("files")
    visitor.use(ORDERS, PEOPLE)
    assert visitor.widget("selectbox", "How many groups").value == 0


def test_same_file_read_in_another_way_after_forgetting_is_counted_anew() -> None:
    rows = [row | {"Worth": f"{float(row['Total']) / 2:.2f}"} for row in orders()]
    file = ("orders.csv", as_csv(rows))
    visitor = Visitor()
    visitor.use(file)
    visitor.open("files")
    assert money(visitor) == visitor.language.money(revenue(rows), "")
    forget(visitor)
    visitor.upload(file)
    visitor.choose("selectbox", "Correct a column", "Worth")
    visitor.choose("selectbox", "It means", "total")
    visitor.press("Use this")
    visitor.open("files")
    assert money(visitor) == visitor.language.money(revenue(rows, "Worth"), "")


def some_unpaid() -> list[Row]:
    return [
        row | {"Payment status": "pending" if number % 10 == 0 else "paid"}
        for number, row in enumerate(orders())
    ]


def test_unpaid_orders_count_or_not() -> None:
    visitor = Visitor()
    rows = some_unpaid()
    visitor.use(("orders.csv", as_csv(rows)))
    visitor.open("files")
    assert money(visitor) == visitor.language.money(revenue(rows), "")
    label = "Count orders that are not paid yet"
    visitor.choose("toggle", label, False)
    paid = [row for row in rows if row["Payment status"] == "paid"]
    assert visitor.metric("Orders") == str(len(paid))
    assert money(visitor) == visitor.language.money(revenue(paid), "")
    for page in PAGES:
        visitor.open(page)
    visitor.open("files")
    assert visitor.metric("Orders") == str(len(paid))
    visitor.choose("toggle", label, True)
    assert visitor.metric("Orders") == str(len(rows))


@pytest.mark.parametrize("restart", [False, True], ids=["reload", "restart"])
def test_kept_shop_finds_its_work_again(kept_shop: Path, restart: bool) -> None:
    first = Visitor()
    assert first.says("Everything stays on this computer. “Forget everything” deletes it.")
    first.use(("orders.csv", as_csv(some_unpaid())))
    first.open("files")
    first.choose("toggle", "Count orders that are not paid yet", False)
    count = first.metric("Orders")
    if restart:
        leave()
    second = Visitor("pl")
    assert second.title == second.tr("Your shop at a glance")
    assert second.metric("Orders") == count
    second.open("files")
    assert second.widget("toggle", "Count orders that are not paid yet").value is False


@pytest.mark.parametrize("restart", [False, True], ids=["reload", "restart"])
def test_review_goes_on_in_a_kept_shop(kept_shop: Path, restart: bool) -> None:
    first = Visitor()
    first.upload(ORDERS)
    if restart:
        leave()
    second = Visitor()
    assert money(second) == second.language.money(revenue(orders()), "")
    second.choose("selectbox", "Correct a column", "Category")
    second.choose("selectbox", "It means", "product")
    second.press("Use this")
    assert second.title == "Groups of customers"


def test_kept_shop_is_forgotten_for_good(kept_shop: Path) -> None:
    first = Visitor()
    first.use(ORDERS)
    forget(first)
    leave()
    assert Visitor().buttons("Try the sample shop")


def test_temporary_shop_leaves_nothing_behind() -> None:
    visitor = Visitor()
    assert visitor.says("Your files are yours alone here, and gone when this visit ends.")
    visitor.use(ORDERS)
    leave()
    assert Visitor().buttons("Try the sample shop")

"""Same person twice: shown with the reason, merged, kept apart and split again by the owner."""

from __future__ import annotations

import pytest

from tests.app.visitor import Visitor
from tests.made_exports import HOSTILE, Row, as_csv, orders, people

SLIPS = 12


def twice(count: int = 2, spelled: str = "person{}@gmial.com") -> list[Row]:
    """Orders, some of whose people come back with another spelling of their e-mail."""
    rows = [row | {"Email": row["Email"].replace("example.com", "gmail.com")} for row in orders()]
    again = [
        row | {"Order ID": f"9{row['Order ID']}", "Email": spelled.format(person)}
        for person in range(count)
        for row in rows
        if row["Email"] == f"person{person}@gmail.com"
    ]
    return rows + again


def visit(rows: list[Row]) -> Visitor:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(rows)))
    visitor.open("duplicates")
    return visitor


def number_of_customers(visitor: Visitor) -> int:
    visitor.open("customers")
    count = len(visitor.app.dataframe[0].value)
    visitor.open("duplicates")
    return count


def test_shop_without_doubles_says_so() -> None:
    visitor = visit(orders())
    assert visitor.says("We found nobody who looks like the same person twice.")
    assert not visitor.buttons("Same person")


def test_empty_shop_shows_the_way_to_the_files() -> None:
    visitor = Visitor()
    visitor.open("duplicates")
    assert visitor.app.page_link[0].label == "Go to your files"


def test_one_pair_is_merged_and_split_again() -> None:
    visitor = visit(twice())
    before = number_of_customers(visitor)
    assert visitor.says("The part after the @ looks mistyped: person0@gmial.com and "
                        "person0@gmail.com.")  # fmt: skip
    assert len(visitor.buttons("Same person")) == 2
    visitor.press("Same person")
    assert len(visitor.buttons("Same person")) == 1
    assert visitor.says("Decided by you")
    assert number_of_customers(visitor) == before - 1
    visitor.press("Split again")
    assert len(visitor.buttons("Same person")) == 2
    assert not visitor.says("Decided by you")
    assert number_of_customers(visitor) == before


def test_different_people_are_not_asked_about_again() -> None:
    visitor = visit(twice())
    before = number_of_customers(visitor)
    visitor.press("Different people")
    visitor.press("Different people")
    assert visitor.says("Nobody is left who looks like the same person twice.")
    assert number_of_customers(visitor) == before
    visitor.press("Ask again")
    assert len(visitor.buttons("Same person")) == 1


def test_all_of_a_kind_are_merged_at_once_and_split_at_once() -> None:
    visitor = visit(twice(SLIPS, "per.son{}@gmail.com"))
    before = number_of_customers(visitor)
    assert visitor.says("Pairs still to come: 4.")
    merge = next(one for one in visitor.app.button if one.key == "merge all mailbox")
    assert merge.label == f"Merge all of this kind: {SLIPS}"
    merge.click()
    visitor.run()
    assert number_of_customers(visitor) == before - SLIPS
    assert len(visitor.buttons("Split again")) == 8
    visitor.press("Show more")
    assert len(visitor.buttons("Split again")) == SLIPS
    next(one for one in visitor.app.button if one.key == "split all").click()
    visitor.run()
    assert number_of_customers(visitor) == before


def test_totals_and_groups_follow() -> None:
    visitor = visit(twice())
    visitor.open("files")
    money, customers = visitor.metric("Revenue after refunds"), visitor.metric("Customers")
    visitor.open("duplicates")
    visitor.press("Same person")
    visitor.open("files")
    assert visitor.metric("Revenue after refunds") == money
    assert int(visitor.metric("Customers")) == int(customers) - 1
    assert sum(card.customers for card in visitor.groups()) == int(customers) - 1


def test_each_kind_is_looked_at_on_its_own() -> None:
    rows = twice(SLIPS, "per.son{}@gmail.com") + [
        row | {"Order ID": f"8{row['Order ID']}"} for row in twice()[len(orders()) :]
    ]
    visitor = visit(rows)
    kinds = visitor.widget("selectbox", "Why they look alike")
    assert list(kinds.options) == [
        f"Two spellings of one mailbox ({SLIPS})",
        "A slip after the @ (2)",
    ]
    assert len(visitor.buttons("Same person")) == 8
    kinds.select_index(1)
    visitor.run()
    assert len(visitor.buttons("Same person")) == 2


def test_names_from_files_are_shown_as_they_are() -> None:
    listed = [
        {"Email": f"{box}@gmail.com", "Name": name}
        for name in HOSTILE
        for box in (f"a.b{len(name)}", f"ab{len(name)}")
    ]
    visitor = Visitor()
    visitor.use(("people.csv", as_csv(listed)))
    visitor.open("duplicates")
    assert visitor.buttons("Same person")
    assert any(name in text for name in HOSTILE for text in visitor.texts())
    assert not any(name in text for name in HOSTILE for text in visitor.markdown())


@pytest.mark.parametrize("code", ["pl", "ru"])
def test_page_speaks_the_language(code: str) -> None:
    visitor = Visitor(code)
    visitor.use(("orders.csv", as_csv(twice())))
    visitor.open("duplicates")
    assert visitor.title == visitor.tr("Same person twice?")
    visitor.press("Same person")
    assert visitor.says("Decided by you")


# Lists and orders


def test_list_is_matched_with_the_orders(downloads: dict[str, bytes]) -> None:
    listed = [row for row in people() if row["Email"] > "person3"]
    listed.append(listed[0] | {"Email": "=nobody@example.com", "Name": "=1+1"})
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(orders())), ("people.csv", as_csv(listed)))
    both = len(listed) - 1
    told = (
        f"People on this list: {both + 1}. With orders: {both} "
        f"({visitor.language.share(both / (both + 1))}). Without orders: 1. "
        f"Customers with orders who are not on the list: {60 - both}."
    )
    for _ in range(2):
        assert any(told in text for text in visitor.texts())
        assert any(f"E-mail: {both}" in text for text in visitor.texts())
        missing = downloads["people-without-orders.csv"].decode("utf-8-sig").splitlines()
        assert missing[1:] == [",'=nobody@example.com,,,'=1+1,0,0.00"]
        buyers = downloads["customers-not-on-the-list.csv"].decode("utf-8-sig").splitlines()
        assert len(buyers) == 1 + 60 - both
        if visitor.buttons("Use this"):
            visitor.press("Use this")
            visitor.open("files")


def test_list_of_strangers_is_told() -> None:
    strangers = [row | {"Email": f"other-{row['Email']}"} for row in people()]
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(orders())), ("people.csv", as_csv(strangers)))
    assert visitor.says("Nobody on this list was found among the orders.")

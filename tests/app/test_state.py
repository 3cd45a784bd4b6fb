"""The state of the data: what deserves a look, its downloads, gaps, and who is silent."""

from __future__ import annotations

import csv
import io

import pytest

from tests.app.visitor import Visitor
from tests.data_state.known_shop import ORDERS, PEOPLE
from tests.made_exports import as_csv, orders

FILES = (
    ("people.csv", PEOPLE.replace("No,", "Customer number,").encode()),
    ("orders.csv", ORDERS.encode()),
)


def opened(locale: str = "en") -> Visitor:
    visitor = Visitor(locale)
    visitor.use(*FILES)
    visitor.open("state")
    return visitor


def table(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def test_findings_are_told_with_share_effect_and_words() -> None:
    visitor = opened()
    assert visitor.says("How recently people bought is counted from the last day")
    assert visitor.says("**Orders without a customer** · 2 of 17 (12%)")
    assert visitor.says("frobnicated")
    assert visitor.says("no date: 1 · not an amount: 1")
    assert not visitor.says("Checked, and nothing found")  # this shop has one of everything


def test_the_furthest_reaching_stands_first() -> None:
    labels = [text for text in opened().texts() if text.startswith("**")]
    assert labels[0].startswith("**Orders dated far after all others**")


@pytest.mark.parametrize("locale", ["en", "pl"])
def test_downloads_hold_the_rows_concerned(downloads: dict[str, bytes], locale: str) -> None:
    visitor = opened(locale)
    delimiter = "," if locale == "en" else ";"
    header, row = table(downloads["far-ahead.csv"], delimiter)
    assert header[0] == visitor.tr("Order number")
    assert row[:3] == ["31", "2095-01-01" if locale == "en" else "01.01.2095", "100"]
    header, *rows = table(downloads["refused.csv"], delimiter)
    reasons = [row[header.index(visitor.tr("Reason"))] for row in rows]
    assert reasons == [visitor.tr("no date"), visitor.tr("not an amount")]
    header, row = table(downloads["unused-columns.csv"], delimiter)
    assert row[header.index(visitor.tr("Reason"))] == visitor.tr("Its name says nothing we know")


def test_formulas_in_a_download_sleep(downloads: dict[str, bytes]) -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", ORDERS.replace("Remark", "=1+1").replace(",hm", ",=2+2").encode()))
    visitor.open("state")
    cells = [cell for row in table(downloads["unused-columns.csv"]) for cell in row]
    assert {"'=1+1", "'=2+2"} <= set(cells)


def test_owner_says_how_long_is_long(downloads: dict[str, bytes]) -> None:
    visitor = opened()
    label = "Months without an order or a change"
    assert visitor.widget("number_input", label).value == 24
    assert visitor.says("**Customers not heard from for a long time** · 1 of 15 (7%)")
    assert len(table(downloads["stale.csv"])) == 1 + 1
    visitor.choose("number_input", label, 240)
    assert visitor.says("All your customers have been heard from since then.")
    visitor.open("customers")
    visitor.open("state")
    assert visitor.widget("number_input", label).value == 240


def test_gaps_are_told_and_named(downloads: dict[str, bytes]) -> None:
    visitor = Visitor()
    rows = [dict(row) for row in orders()]
    bare = {row["Email"] for row in rows[:5]}
    names = [{"Email": row["Email"], "Shoe size": "" if row["Email"] in bare else "40"}
             for row in {row["Email"]: row for row in rows}.values()]  # fmt: skip
    people = [row | {"City": "Gdynia"} for row in names]
    visitor.use(("orders.csv", as_csv(rows)), ("people.csv", as_csv(people)))
    visitor.open("state")
    shown = visitor.app.dataframe[0].value
    missing = dict(zip(shown["Not known"], shown["Customers"], strict=True))
    assert missing["Shoe size"] == len(bare)
    assert missing["E-mail"] == 0
    visitor.choose("selectbox", "Customers without", "Shoe size")
    assert {row[0] for row in table(downloads["gap.csv"])[1:]} == bare


def test_tidy_shop_is_in_good_shape() -> None:
    visitor = Visitor()
    visitor.use(("orders.csv", as_csv(orders())))
    visitor.open("state")
    assert visitor.says("Your data are in good shape. Nothing needs a look.")
    assert visitor.says("Checked, and nothing found:")
    assert visitor.says("Accounts of your own staff")


def test_shop_without_files_shows_the_way() -> None:
    visitor = Visitor()
    visitor.open("state")
    assert visitor.app.page_link
    assert not visitor.app.dataframe

"""The review screen: each guess can be changed, and the totals follow at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest

from segmentation.ingest import platforms
from segmentation.ingest.mapping import ColumnMapping
from tests.app.visitor import Visitor, seen
from tests.made_exports import Row, as_csv, orders, people, revenue

ORDERS = ("orders.csv", as_csv(orders()))


def table(visitor: Visitor, place: int = 0) -> pd.DataFrame:
    """The columns of a file as the review lists them, by their name in the file."""
    tables = [one.value for one in visitor.app.dataframe]
    listed = [one for one in tables if "Column in the file" in one]
    return listed[place].set_index("Column in the file")


def correct(visitor: Visitor, header: str, meaning: str) -> None:
    visitor.choose("selectbox", "Correct a column", header)
    visitor.choose("selectbox", "It means", meaning)


def money(visitor: Visitor) -> str:
    return visitor.metric("Revenue after refunds")


def two_amounts() -> list[Row]:
    """Orders with an amount that we take for the total, and the one that the owner means."""
    return [row | {"Worth": f"{float(row['Total']) / 2:.2f}"} for row in orders()]


def test_what_was_read_is_shown_with_its_reasons() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS)
    columns = table(visitor)
    assert columns.loc["Total", "Taken for"] == "Order total"
    assert columns.loc["Total", "Why"] == "By its name"
    assert columns.loc["Total", "Filled"] == "100%"
    assert visitor.says("Rows kept: 220. Left out: 0.")
    assert visitor.says("Columns separated by: comma")
    assert money(visitor) == visitor.language.money(revenue(orders()), "")


def test_nothing_is_kept_before_the_owner_says_so() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS)
    visitor.open("groups")
    assert visitor.app.page_link[0].label == "Go to your files"
    visitor.open("files")
    assert visitor.metric("Orders") == "220"


def test_wrong_guess_is_corrected_and_the_totals_follow() -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(two_amounts())))
    assert money(visitor) == visitor.language.money(revenue(two_amounts()), "")
    correct(visitor, "Worth", "total")
    wanted = visitor.language.money(revenue(two_amounts(), "Worth"), "")
    assert money(visitor) == wanted
    columns = table(visitor)
    assert (columns["Taken for"]["Worth"], columns["Why"]["Worth"]) == (
        "Order total", "You said so",
    )  # fmt: skip
    assert columns["Taken for"]["Total"] == "Not used"
    visitor.press("Use this")
    visitor.open("files")
    assert money(visitor) == wanted


def test_column_can_be_left_out() -> None:
    visitor = Visitor()
    visitor.upload(("people.csv", as_csv(people())))
    correct(visitor, "City", "")
    assert table(visitor).loc["City", "Taken for"] == "Not used"
    visitor.press("Use this")
    visitor.open("customers")
    assert "location" not in visitor.app.dataframe[0].value


@pytest.mark.parametrize("kind", ["order_lines", "customers"])
def test_column_can_be_given_any_meaning(kind: str) -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(orders(people=6))))
    visitor.choose("selectbox", "This file holds", kind)
    visitor.choose("selectbox", "Correct a column", "Category")
    offered = list(visitor.widget("selectbox", "It means").options)
    assert len(offered) > 20
    for label in offered[::3]:
        visitor.widget("selectbox", "It means").select_index(offered.index(label))
        visitor.run()
        shown = table(visitor).loc["Category", "Taken for"]
        assert shown == ("Not used" if label == "Leave this column out" else label)


def test_kind_is_changed_and_changed_back() -> None:
    visitor = Visitor()
    visitor.upload(("people.csv", as_csv(people())))
    assert visitor.says("**A list of customers**. 60 rows are 60 people.")
    visitor.choose("selectbox", "This file holds", "order_lines")
    assert visitor.says("Rows kept: 0. Left out: 60.")
    visitor.choose("selectbox", "This file holds", "customers")
    assert visitor.says("**A list of customers**. 60 rows are 60 people.")


def unnamed_orders() -> list[Row]:
    """Orders whose columns say nothing of themselves."""
    return [
        {"aa": row["Order date"], "bb": f"c{row['Email']}"[:9], "cc": row["Total"]}
        for row in orders()
    ]


def test_file_of_unknown_columns_is_told_by_the_owner() -> None:
    visitor = Visitor()
    visitor.upload(("x.csv", as_csv(unnamed_orders())))
    assert visitor.app.warning
    visitor.choose("selectbox", "This file holds", "order_lines")
    for header, meaning in (("aa", "order_date"), ("bb", "customer_id"), ("cc", "total")):
        correct(visitor, header, meaning)
    assert money(visitor) == visitor.language.money(revenue(orders()), "")


def dated(form: str, days: range) -> bytes:
    return as_csv(
        [row | {"Order date": date(2026, 3, days[int(row["Order ID"]) % len(days)]).strftime(form)}
         for row in orders()]
    )  # fmt: skip


def test_days_and_months_change_places() -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", dated("%d/%m/%Y", range(1, 13))))
    guessed = visitor.widget("button_group", "Dates").value
    whole = {
        True: (date(2026, 3, 1), date(2026, 3, 12)),
        False: (date(2026, 1, 3), date(2026, 12, 3)),
    }
    for day_first in (not guessed, guessed):
        visitor.choose("button_group", "Dates", day_first)
        assert visitor.widget("date_input", "Period").value == whole[day_first]
        assert visitor.metric("Orders") == "220"


def test_impossible_order_of_day_and_month_can_be_taken_back() -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", dated("%d/%m/%Y", range(20, 29))))
    assert visitor.metric("Orders") == "220"
    visitor.choose("button_group", "Dates", False)
    visitor.choose("button_group", "Dates", True)
    assert visitor.metric("Orders") == "220"


def test_totals_of_a_period() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS)
    since, until = date(2026, 5, 1), date(2026, 5, 31)
    visitor.choose("date_input", "Period", (since, until))
    inside = [row for row in orders() if row["Order date"].startswith("2026-05")]
    assert visitor.metric("Orders") == str(len(inside))
    assert money(visitor) == visitor.language.money(revenue(inside), "")


def test_period_survives_a_correction_that_moves_the_dates() -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", dated("%d/%m/%Y", range(1, 13))))
    order = visitor.widget("button_group", "Dates").value
    whole = visitor.widget("date_input", "Period").value
    visitor.choose("date_input", "Period", (whole[0], whole[0]))
    visitor.choose("button_group", "Dates", not order)
    assert visitor.metric("Orders") != "0"


def test_same_file_twice_counts_once() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS, ("copy.csv", ORDERS[1]))
    assert visitor.says("The same file was given twice and is counted once.")
    assert visitor.metric("Orders") == "220"
    visitor.press("Use this")
    visitor.open("files")
    assert visitor.metric("Orders") == "220"
    assert len(visitor.buttons("Take back")) == 1


def test_copy_counts_once_the_first_is_removed() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS, ("copy.csv", ORDERS[1]))
    visitor.press("Remove this file")
    assert visitor.metric("Orders") == "220"
    visitor.press("Use this")
    assert visitor.title == "Groups of customers"


def test_file_that_is_used_already_is_not_counted_again() -> None:
    visitor = Visitor()
    visitor.use(ORDERS)
    visitor.open("files")
    visitor.upload(("copy.csv", ORDERS[1]))
    assert visitor.says("The same file was given twice and is counted once.")
    visitor.press("Remove this file")
    assert visitor.metric("Orders") == "220"


def test_one_file_is_removed_or_all_are_discarded() -> None:
    visitor = Visitor()
    visitor.upload(ORDERS, ("people.csv", as_csv(people())))
    visitor.press("Remove this file", 0)
    assert not visitor.says("orders.csv") and visitor.says("people.csv")
    visitor.press("Discard these files")
    assert visitor.buttons("Try the sample shop")


def test_rows_left_out_are_shown_and_downloadable(downloads: dict[str, bytes]) -> None:
    rows = orders()
    rows[3] = rows[3] | {"Total": "a lot"}
    rows[9] = rows[9] | {"Order date": "soon"}
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(rows)))
    assert visitor.says("Rows kept: 218. Left out: 2.")
    refused = next(one.value for one in visitor.app.dataframe if "Reason" in one.value)
    assert refused["Row"].tolist() == [5, 11]
    assert refused["Reason"].tolist() == ["not an amount", "not a date"]
    lines = downloads["rows-left-out.csv"].decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[1].startswith("5,not an amount,1003,")
    kept = [row for number, row in enumerate(rows) if number not in (3, 9)]
    assert money(visitor) == visitor.language.money(revenue(kept), "")


@pytest.mark.parametrize("code", ["pl", "ru"])
def test_review_speaks_the_language(code: str) -> None:
    visitor = Visitor(code)
    visitor.upload(ORDERS)
    assert visitor.says("Check what we read before you use it. Nothing is kept until you say so.")
    assert visitor.tr("Column in the file") in visitor.app.dataframe[0].value


def test_rows_are_said_to_be_orders() -> None:
    visitor = Visitor()
    lines = [row | {"Product": product} for row in orders() for product in ("Mug", "Cup")]
    visitor.upload(("lines.csv", as_csv(lines)))
    assert visitor.says("440 rows are 220 orders.")


def test_returns_are_not_called_orders() -> None:
    visitor = Visitor()
    rows = [*orders(), orders()[0] | {"Order ID": "9999", "Total": "-5.00"}]
    visitor.upload(("orders.csv", as_csv(rows)))
    assert visitor.says("221 rows are 221 orders and returns.")


def test_open_order_of_day_and_month_is_asked_once() -> None:
    visitor = Visitor()
    question = "Does the day or the month come first?"
    visitor.upload(("orders.csv", dated("%d/%m/%Y", range(1, 13))))
    assert visitor.says(question) and visitor.says("The file says: 01/03/2026 ·")
    visitor.press("It is right as chosen")
    assert not visitor.says(question)
    assert visitor.widget("date_input", "Period").value == (date(2026, 3, 1), date(2026, 3, 12))
    visitor.press("Use this")
    visitor.open("files")
    visitor.upload(("next.csv", dated("%d/%m/%Y", range(2, 13))))
    assert visitor.buttons("Remove this file") and not visitor.says(question)


def test_clear_dates_are_not_asked_about() -> None:
    visitor = Visitor()
    visitor.upload(("orders.csv", dated("%d/%m/%Y", range(20, 29))))
    assert not visitor.says("Does the day or the month come first?")
    assert visitor.widget("button_group", "Dates").value is True


def always(monkeypatch: pytest.MonkeyPatch, field: str, value: object) -> None:
    """Let every mapping have this value in a field."""
    fixed = property(lambda self: value, lambda self, _: None)
    monkeypatch.setattr(ColumnMapping, field, fixed, raising=False)


@dataclass(frozen=True)
class Question:
    meaning: str
    headers: tuple[str, ...]


def test_two_columns_for_one_meaning_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (Question("total", ("Total", "Worth")),)
    always(monkeypatch, "questions", asked)
    visitor = Visitor()
    visitor.upload(("orders.csv", as_csv(two_amounts())))
    label = visitor.tr("Which column is “{meaning}”?", meaning=visitor.tr("Order total"))
    (question,) = [one for one in visitor.app.selectbox if one.label == label]
    assert visitor.says("Until you choose we take: Total")
    question.select_index(1)
    visitor.run()
    assert money(visitor) == visitor.language.money(revenue(two_amounts(), "Worth"), "")
    assert label not in [one.label for one in visitor.app.selectbox]


def test_correction_is_remembered_for_the_next_file_and_can_be_forgotten() -> None:
    visitor = Visitor()
    visitor.upload(("march.csv", as_csv(two_amounts()[:100])))
    correct(visitor, "Worth", "total")
    assert not visitor.buttons("Forget what you said last time")
    visitor.press("Use this")
    visitor.open("files")
    visitor.upload(("april.csv", as_csv(two_amounts()[100:])))
    assert table(visitor).loc["Worth", "Why"] == "You said so last time"
    assert money(visitor) == visitor.language.money(revenue(two_amounts(), "Worth"), "")
    visitor.press("Forget what you said last time")
    assert table(visitor).loc["Worth", "Taken for"] == "Not used"
    assert table(visitor).loc["Total", "Taken for"] == "Order total"


@dataclass(frozen=True)
class Entry:
    name: str
    where: str
    instead: str | None


@pytest.mark.parametrize("instead", [None, "Fetch the orders export with e-mails."])
def test_known_export_is_named_with_its_place_and_advice(
    instead: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry("Some *Shop*", "Orders > Export", instead)
    monkeypatch.setattr(platforms, "find", lambda export: entry if export else None, raising=False)
    always(monkeypatch, "export", "some")
    visitor = Visitor()
    visitor.upload(ORDERS)
    assert visitor.says("**Orders, one row each** · Some *Shop*. 220 rows are 220 orders.")
    assert visitor.says("Where this export is made: Orders > Export")
    assert [seen(one.value) for one in visitor.app.info] == ([instead] if instead else [])


def test_what_was_repaired_and_removed_is_counted() -> None:
    visitor = Visitor()
    text = "Order ID;Date;E-mail;City;Total\n" + "".join(
        f"{n};2026-03-0{n};a{n}@b.pl;Łódź;1{n},50\n" for n in range(1, 9)
    )
    odd = "9;2026-03-09;a9@b.pl;Łódź;19,50\n".encode("cp1250")
    visitor.upload(("orders.csv", text.encode() + odd + b"10;2026-03-10;a\x0010@b.pl;X;1,00\n"))
    assert visitor.says("1 line is in another encoding than the rest. It was repaired.")
    assert visitor.says("1 character that cannot be shown was removed.")

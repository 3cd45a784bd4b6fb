"""From a mapped file to tables and a report: dates, warnings and counts that meet."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from segmentation.errors import SegmentationError
from tests.ingest.reading import Reader
from tests.ingest.writing import Rows, write_workbook


def orders(dates: list[str], amounts: list[str] | None = None, more: str = "") -> str:
    amounts = amounts or ["10"] * len(dates)
    rows = [
        f'{n};"{day}";"{amount}";{more};a@b.pl'
        for n, (day, amount) in enumerate(zip(dates, amounts, strict=True), start=1)
    ]
    return "Order ID;Date;Total;Delivered;E-mail\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("text", "expected", "warnings"),
    [
        (orders(["05/03/2026", "06/03/2026"]), (3, 5), ("ambiguous_dates",)),
        (orders(["05/03/2026", "13/03/2026"]), (3, 5), ()),
        (orders(["05/03/2026", "05/13/2026"]), (5, 3), ()),
        (orders(["05.03.2026", "06.03.2026"]), (3, 5), ()),
        (orders(["05/03/2026", "06/03/2026"], more="05/28/2026"), (5, 3), ()),
        (orders(["05/03/2026", "06/03/2026"], more="28/05/2026"), (3, 5), ()),
        (orders(["05/03/2026", "06/03/2026"], ["$10", "$20"]), (5, 3), ("ambiguous_dates",)),
        (orders(["05/03/2026", "06/03/2026"], ["10 zł", "20 zł"]), (3, 5), ("ambiguous_dates",)),
    ],
)
def test_day_and_month(
    reader: Reader, text: str, expected: tuple[int, int], warnings: tuple[str, ...]
) -> None:
    reading = reader.read(text)
    first = reading.dates["1"]
    assert (first.month, first.day) == expected
    assert reading.report.warnings == warnings


@pytest.mark.parametrize(("day_first", "month"), [(True, 3), (False, 5)])
@pytest.mark.parametrize("second", ["06/03/2026", "13/03/2026"])
def test_the_owner_knows_day_and_month_best(
    reader: Reader, day_first: bool, month: int, second: str
) -> None:
    reading = reader.read(orders(["05/03/2026", second]), day_first=day_first)
    assert reading.dates["1"] == datetime(2026, month, 8 - month)
    assert reading.report.date_order == ("dmy" if day_first else "mdy")
    assert reading.report.warnings == ()


def test_the_owner_says_nothing_of_dates_that_are_clear(reader: Reader) -> None:
    reading = reader.read(orders(["2026-03-05", "2026-03-06"]), day_first=False)
    assert reading.dates["1"] == datetime(2026, 3, 5)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["5 marca 2026", "6 marca 2026"], "dmy"),
        (["Mar 5, 2026", "Mar 6, 2026"], "mdy"),
        (["20260305", "20260306"], "compact"),
        (["46086", "46087"], "serial"),
        (["1772668800", "1772755200"], "unix"),
    ],
)
def test_dates_in_other_forms(reader: Reader, dates: list[str], order: str) -> None:
    reading = reader.read(orders(dates))
    assert list(reading.dates.values()) == [datetime(2026, 3, 5), datetime(2026, 3, 6)]
    assert reading.report.date_order == order


def test_a_guessed_decimal_mark_is_told(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Total,E-mail\n1,2026-03-05,1.234,a@b.pl\n2,2026-03-05,7,a@b.pl\n"
    )
    assert reading.report.warnings == ("guessed_decimal_mark",)
    assert reading.report.decimal_mark == "."


def test_the_first_hundred_refusals_are_reported_and_all_are_counted(reader: Reader) -> None:
    bad = "".join(f"{n},soon,5\n" for n in range(200, 350))
    good = "".join(f"{n},2026-03-05,5\n" for n in range(1, 200))
    report = reader.read(f"Order ID,Date,Total\n{good}{bad}").report
    assert (report.rows, report.rows_kept, report.rows_refused) == (349, 199, 150)
    assert [refusal.row for refusal in report.refusals] == list(range(201, 301))


def test_a_table_of_nothing_we_know_asks_the_owner(reader: Reader) -> None:
    with pytest.raises(SegmentationError) as caught:
        reader.read("foo,bar\nx,1\ny,2\n")
    assert (caught.value.problem.id, caught.value.problem.file) == ("unknown_kind", "orders.csv")


def test_the_owner_makes_orders_of_a_file_without_header(reader: Reader) -> None:
    text = "A;05.03.2026;10,50\nB;06.03.2026;11,50\n"
    columns = {"(1)": "customer_id", "(2)": "order_date", "(3)": "total"}
    reading = reader.read(text, columns)
    assert reading.raw.header_row == 0
    assert [float(total) for total in reading.totals.values()] == [10.5, 11.5]
    assert [document["customer_id"] for document in reading.documents] == ["A", "B"]


def test_orders_without_people_are_read_and_totalled(reader: Reader) -> None:
    reading = reader.read("Order ID,Date,Total\n1,2026-03-05,10\n2,2026-03-06,20\n")
    assert sum(reading.totals.values()) == 30
    assert reading.report.warnings == ("no_people",)
    keys = ("email", "customer_id", "card_number", "phone", "tax_id")
    assert all(document[key] is None for document in reading.documents for key in keys)


def test_tables_of_the_last_file_are_replaced(reader: Reader) -> None:
    reader.read("Order ID,Date,Total\n1,2026-03-05,10\n")
    people = reader.read("Email,City\na@b.pl,Łódź\n")
    assert people.documents == people.lines == []
    orders = reader.read("Order ID,Date,Total\n1,2026-03-05,10\n")
    assert orders.people == []


def test_two_sheets_with_a_title_and_a_total_row_are_one_shop(reader: Reader) -> None:
    header: list[object] = ["Nr zamówienia", "Data", "E-mail", "Produkt", "Ilość", "Cena"]
    march: Rows = [
        ["Sprzedaż: marzec"],
        [],
        header,
        [1001, datetime(2026, 3, 5, 14, 15), "a@b.pl", "Karma", 2, 10.5],
        [1001, datetime(2026, 3, 5, 14, 15), "a@b.pl", "Miska", 1, 0.1 + 0.2],
        ["Razem", None, None, None, 3, 21.3],
    ]
    april: Rows = [header, [1002, date(2026, 4, 1), "c@d.pl", "Karma", -1, 10.5]]
    reading = reader.read(write_workbook({"Marzec": march, "Kwiecień": april}))
    assert reading.totals == {"1001": Decimal("21.3"), "1002": Decimal("-10.5")}
    assert reading.dates == {"1001": datetime(2026, 3, 5, 14, 15), "1002": datetime(2026, 4, 1)}
    (refusal,) = reading.report.refusals
    assert (refusal.sheet, refusal.row, refusal.reason) == ("Marzec", 6, "total_row")
    assert reading.report.warnings == ("sheets_joined",)


@pytest.mark.parametrize("kind", ["orders", "customers"])
def test_wide_files_make_no_deep_queries(reader: Reader, kind: str) -> None:
    known = "Order ID,Date,Total" if kind == "orders" else "Email,City,Age"
    names = ",".join(f"q{n}" for n in range(120))
    values = ",".join(["5"] * 120)
    row = "1,2026-03-05,10" if kind == "orders" else "a@b.pl,Opole,30"
    reader.connection.execute("SET max_expression_depth TO 60")
    try:
        assert reader.read(f"{known},{names}\n{row},{values}\n").report.kind == kind
    finally:
        reader.connection.execute("RESET max_expression_depth")


def test_dates_that_contradict_each_other_are_read_where_they_are_clear(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Total\n1,13/03/2026,10\n2,03/14/2026,20\n3,05/06/2026,30\n4,2026-03-05,40\n"
    )
    assert sorted(reading.totals) == ["1", "2", "4"]
    assert "ambiguous_dates" in reading.report.warnings
    assert [(refusal.row, refusal.value) for refusal in reading.report.refusals] == [
        (4, "05/06/2026")
    ]


def test_polish_headers_put_the_day_first(reader: Reader) -> None:
    reading = reader.read("Numer,Data,Kwota\n1,03/04/2026,10\n2,05/04/2026,20\n")
    assert reading.dates["1"] == datetime(2026, 4, 3)
    assert "ambiguous_dates" not in reading.report.warnings

"""The rows of an order file: values of cells, and which document a row belongs to."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.ingest.reading import Reader
from tests.ingest.writing import Rows, write_workbook


def test_an_order_number_has_one_spelling(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Price\n1001,2026-03-05,Mug,1\n1001.0,2026-03-05,Cup,2\n"
        "'1001,2026-03-05,Jar,4\n0,2026-03-05,Jar,8\n"
    )
    assert reading.totals == {"1001": 7, "0": 8}


def test_people_of_an_order_come_from_its_first_row_that_names_them(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Email,Customer ID,City,Newsletter,Total\n"
        "1,2026-03-05,,0,,,35\n1,2026-03-05, Anna@Example.com ,17850.0,Łódź,tak,35\n"
        "2,2026-03-05,,,,nie,12\n2,2026-03-05,,,,nie,12\n"
    )
    first, second = reading.documents
    assert (first["email"], first["customer_id"]) == ("Anna@Example.com", "17850")
    assert (first["location"], first["email_consent"]) == ("Łódź", True)
    assert (second["email"], second["customer_id"], second["email_consent"]) == (None, None, False)


def test_without_order_numbers_a_row_is_an_order(reader: Reader) -> None:
    reading = reader.read(
        "Date,Email,Total\n2026-03-05,a@b.pl,10\n2026-03-05,a@b.pl,20\n\n2026-03-06,,5\n"
    )
    assert reading.totals == {"row 2": 10, "row 3": 20, "row 5": 5}
    assert reading.report.warnings == ("orders_without_number",)


def test_without_order_numbers_products_of_one_customer_at_one_time_go_together(
    reader: Reader,
) -> None:
    reading = reader.read(
        "Date,Email,Product,Price\n2026-03-05 10:00,A@b.pl,Mug,10\n2026-03-05 10:00,a@b.pl,Cup,20\n"
        "2026-03-05 11:00,a@b.pl,Mug,10\n2026-03-05 10:00,,Jar,5\n2026-03-05 10:00,,Jar,5\n"
    )
    assert sorted(reading.totals.values()) == [5, 5, 10, 30]
    assert reading.report.warnings == ("orders_by_customer_and_time",)


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [("14:15", 14, 15), ("9:05:30", 9, 5), ("9:15:51 AM", 9, 15), ("10:15 PM", 22, 15),
     ("12:05 AM", 0, 5), ("", 0, 0)],
)  # fmt: skip
def test_a_time_in_its_own_column_belongs_to_the_date(
    reader: Reader, clock: str, hour: int, minute: int
) -> None:
    reading = reader.read(
        f"Order ID,Date,Time,Total\n1,2026-03-05,{clock},10\n2,2026-03-05,11:00,10\n"
        "3,2026-03-05 08:00,11:00,10\n"
    )
    found = reading.dates["1"]
    assert (found.hour, found.minute) == (hour, minute)
    assert reading.dates["3"] == datetime(2026, 3, 5, 8)


def test_odd_spaces_do_not_matter(reader: Reader) -> None:
    reading = reader.read(
        "Nr zamówienia;Data;Produkt;Ilość;Cena\n"
        "\u00a01\u00a0;\u200b05.03.2026;Kubek\u00a0 duży ;2;1\u202f234,50\u00a0zł\n"
    )
    assert reading.totals == {"1": Decimal(2469)}
    assert [line["product"] for line in reading.lines] == ["Kubek duży"]
    assert reading.dates == {"1": datetime(2026, 3, 5)}


def test_rows_without_number_are_told_apart_by_their_sheet(reader: Reader) -> None:
    rows: Rows = [["Date", "Total"], [date(2026, 3, 5), 10]]
    reading = reader.read(write_workbook({"March": rows, "April": rows}))
    assert reading.totals == {"row March 2": 10, "row April 2": 10}


def test_a_last_row_that_sums_the_others_is_a_total_row_whatever_it_says(reader: Reader) -> None:
    text = "Nr zamówienia;E-mail;Kwota\n1;a@b.pl;10,00\n2;b@b.pl;20,00\nLiczba zamówień: 2;;30,00\n"
    reading = reader.read(text)
    assert sum(reading.totals.values()) == 30
    assert [(r.row, r.reason) for r in reading.report.refusals] == [(4, "total_row")]


def test_a_last_line_that_happens_to_cost_as_much_as_the_others_stays(reader: Reader) -> None:
    text = "Order ID,Date,Email,Item,Price\n1,2026-01-05,a@b.pl,x,5\n1,,,y,5\n1,,,z,10\n"
    assert sum(reader.read(text).totals.values()) == 20

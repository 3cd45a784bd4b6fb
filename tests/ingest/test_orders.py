"""Order files to documents: small shops counted by hand."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from tests.ingest.reading import Reader

THREE_ORDERS = {"A1": Decimal(35), "A2": Decimal("12.5"), "A3": Decimal(40)}
# The same three orders, their totals laid out in three ways.
ONCE = """\
Order ID,Order date,Email,Product,Quantity,Unit price,Order total
A1,2026-03-05,anna@example.com,Mug,2,10.00,35.00
A1,,,Cup,1,15.00,
A2,2026-03-06,jan@example.com,Jar,1,12.50,12.50
A3,2026-03-07,anna@example.com,Mug,1,10.00,40.00
A3,,,Cup,2,15.00,
"""
REPEATED = """\
Order ID,Order date,Email,Product,Quantity,Unit price,Order total
A1,2026-03-05,anna@example.com,Mug,2,10.00,35.00
A1,2026-03-05,anna@example.com,Cup,1,15.00,35.00
A2,2026-03-06,jan@example.com,Jar,1,12.50,12.50
A3,2026-03-07,anna@example.com,Mug,1,10.00,40.00
A3,2026-03-07,anna@example.com,Cup,2,15.00,40.00
"""
LINES = """\
Order ID,Order date,Email,Product,Quantity,Unit price,Amount
A1,2026-03-05,anna@example.com,Mug,2,10.00,20.00
A1,2026-03-05,anna@example.com,Cup,1,15.00,15.00
A2,2026-03-06,jan@example.com,Jar,1,12.50,12.50
A3,2026-03-07,anna@example.com,Mug,1,10.00,10.00
A3,2026-03-07,anna@example.com,Cup,2,15.00,30.00
"""


@pytest.mark.parametrize(
    ("text", "pattern"), [(ONCE, "once"), (REPEATED, "repeated"), (LINES, "lines")]
)
def test_a_total_counts_once_however_it_lies_on_the_rows(
    reader: Reader, text: str, pattern: str
) -> None:
    reading = reader.read(text)
    report = reading.report
    assert (report.pattern, report.kind) == (pattern, "order_lines")
    assert (report.rows, report.rows_kept, report.rows_refused, report.documents) == (5, 5, 0, 3)
    assert reading.totals == THREE_ORDERS
    assert [document["email"] for document in reading.documents] == [
        "anna@example.com",
        "jan@example.com",
        "anna@example.com",
    ]
    assert [(line["product"], line["amount"]) for line in reading.lines] == [
        ("Mug", 20),
        ("Cup", 15),
        ("Jar", Decimal("12.5")),
        ("Mug", 10),
        ("Cup", 30),
    ]


def test_one_row_an_order(reader: Reader) -> None:
    reading = reader.read("Order ID,Date,Total\n1,2026-03-05,10\n2,2026-03-06,20\n")
    assert (reading.report.pattern, reading.report.kind) == ("single", "orders")
    assert reading.totals == {"1": 10, "2": 20}


def test_prices_and_quantities_make_amounts(reader: Reader) -> None:
    reading = reader.read(
        "Invoice,Date,Description,Quantity,Price\n"
        "1,2026-03-05,Mug,3,2.55\n1,2026-03-05,Cup,,1.10\n2,2026-03-06,Mug,-2,2.55\n"
    )
    assert reading.report.pattern == "lines"
    assert reading.totals == {"1": Decimal("8.75"), "2": Decimal("-5.1")}


def test_amounts_of_lines_go_before_prices(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Price,Line total\n"
        "1,2026-03-05,Mug,3,10.00,27.00\n1,2026-03-05,Cup,1,10.00,9.00\n"
    )
    assert reading.totals == {"1": 36}


def test_a_negative_line_lowers_its_own_order(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Price\n"
        "1,2026-03-05,Mug,2,10.00\n1,2026-03-05,Discount,1,-3.00\n2,2026-03-06,Mug,-1,10.00\n"
    )
    assert reading.totals == {"1": 17, "2": -10}


def test_an_order_is_dated_by_its_earliest_line(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Price\n1,2026-03-07,Mug,1.00\n1,2026-03-05 10:00,Cup,2.00\n"
    )
    assert reading.dates == {"1": datetime(2026, 3, 5, 10)}


def test_order_numbers_of_merged_cells_are_filled_down(reader: Reader) -> None:
    reading = reader.read(
        "Numer zamówienia;Data;Klient;Produkt;Ilość;Cena\n"
        "Z/1;05.03.2026;K7;Karma;1;50,00\n;;;Smycz;2;10,00\n;;;Miska;1;5,50\n"
        "Z/2;06.03.2026;K8;Karma;1;50,00\nRazem;;;;5;125,50\n"
    )
    assert reading.totals == {"Z/1": Decimal("75.5"), "Z/2": 50}
    assert reading.refusals == [(6, "total_row")]
    assert [document["customer_id"] for document in reading.documents] == ["K7", "K8"]


def test_a_kind_in_merged_cells_is_of_the_whole_document(reader: Reader) -> None:
    reading = reader.read(
        "Typ dokumentu;Numer zamówienia;Data;Produkt;Ilość;Cena\n"
        "Sprzedaż;Z/1;05.03.2026;Karma;1;50,00\n;;;Smycz;2;10,00\n"
        "Zwrot;Z/2;06.03.2026;Karma;1;50,00\n;;;Miska;1;5,50\n;;;Smycz;1;10,00\n"
    )
    assert reading.totals == {"Z/1": 70, "Z/2": Decimal("-65.5")}


@pytest.mark.parametrize(
    "footer", ["Wygenerowano 7.03.2026;;;;", ";Wygenerowano 7.03.2026;;;", ";;;;Koniec"]
)
def test_a_footer_does_not_stop_the_filling_down(reader: Reader, footer: str) -> None:
    reading = reader.read(
        "Numer zamówienia;Data;Produkt;Ilość;Cena\n"
        "Z/1;05.03.2026;Karma;1;50,00\n;;Smycz;2;10,00\n"
        f"Z/2;06.03.2026;Karma;1;50,00\n;;;;\n{footer}\n"
    )
    assert reading.totals == {"Z/1": 70, "Z/2": 50}


def test_rows_without_order_number_and_with_a_date_are_refused(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Price\n1,2026-03-05,Mug,10\n,2026-03-06,Cup,20\n3,2026-03-06,Jar,5\n"
    )
    assert reading.totals == {"1": 10, "3": 5}
    (refusal,) = reading.report.refusals
    assert (refusal.row, refusal.reason, refusal.column) == (3, "missing_id", "Order ID")


@pytest.mark.parametrize(
    "last",
    [
        "Razem;;;;65,50",
        "Razem:;;;;65,50",
        ";;RAZEM;;65,50",
        "Suma;;;;65,50",
        "Итого;;;;65,50",
        ";;Всего: ;;65,50",
        "Total;;;;65,50",
        ";;Grand total;;65,50",
        ";Total;;;65,50",
        "Total (2);;;;65,50",
        "Разом;;;;65,50",
        ";;Sous-total;;65,50",
    ],
)
def test_a_total_row_is_no_order(reader: Reader, last: str) -> None:
    reading = reader.read(
        "Nr zamówienia;Data;Klient;Status;Kwota\n"
        f"1;05.03.2026;K1;Nowe;15,50\n2;06.03.2026;K2;Nowe;50,00\n\n{last}\n"
    )
    assert reading.totals == {"1": Decimal("15.5"), "2": 50}
    assert reading.refusals == [(5, "total_row")]


@pytest.mark.parametrize("last", ["Razem;;65,50", ";Razem;65,50"])
def test_a_total_row_is_no_order_where_orders_have_no_number(reader: Reader, last: str) -> None:
    reading = reader.read(f"Data;Klient;Kwota\n05.03.2026;K1;15,50\n06.03.2026;K2;50,00\n{last}\n")
    assert reading.totals == {"row 2": Decimal("15.5"), "row 3": 50}
    assert reading.refusals == [(4, "total_row")]


def test_a_product_called_total_is_a_product(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Price\n1,2026-03-05,Total,10\n2,2026-03-06,Total care soap,20\n"
    )
    assert reading.totals == {"1": 10, "2": 20}


def test_column_names_repeated_in_the_middle(reader: Reader) -> None:
    head = "Номер заказа;Дата;Клиент;Сумма\n"
    rows = [f"{n};0{n}.03.2026;К{n};{n}5,50\n" for n in range(1, 7)]
    reading = reader.read(head + head.join(["".join(rows[:3]), "".join(rows[3:])]) + head)
    assert reading.totals == {str(n): Decimal(f"{n}5.5") for n in range(1, 7)}
    assert reading.refusals == [(5, "repeated_header"), (9, "repeated_header")]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        ("9,soon,Mug,1,5.00,", "unreadable_date", "Date", "soon"),
        ("9,,Mug,1,5.00,", "missing_date", "Date", None),
        ("9,2026-02-30,Mug,1,5.00,", "unreadable_date", "Date", "2026-02-30"),
        ("9,2026-03-05,Mug,1,free,", "unreadable_amount", "Price", "free"),
        ("9,2026-03-05,Mug,many,5.00,", "unreadable_quantity", "Quantity", "many"),
        ("9,2026-03-05,Mug,1,,", "missing_amount", "Price", None),
        (",2026-03-05,Mug,1,5.00,", "missing_id", "Order ID", None),
        ("9,2026-03-05,Mug,1,5.00,x,y,z", "too_many_cells", None, "y | z"),
        (",,,,,see above", "no_content", None, None),
    ],
)
def test_rows_that_cannot_count_are_refused_with_the_reason(
    reader: Reader, row: str, reason: str, column: str | None, value: str | None
) -> None:
    good = "1,2026-03-05,Mug,1,10.00,ok\n"
    reading = reader.read(
        f"Order ID,Date,Product,Quantity,Price,Mood\n{good}{row}\n2{good[1:]}3{good[1:]}"
    )
    assert reading.totals == {"1": 10, "2": 10, "3": 10}
    (refusal,) = reading.report.refusals
    assert (refusal.row, refusal.reason) == (3, reason)
    assert (refusal.column, refusal.value) == (column, value)
    assert reading.report.rows_kept == 3


def test_a_date_on_one_line_dates_the_whole_order(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Price\n1,2026-03-05,Mug,10\n1,soon,Cup,20\n2,2026-03-06,Jar,5\n"
    )
    assert reading.totals == {"1": 30, "2": 5}
    assert reading.report.rows_refused == 0


STATUSES = """\
Nr zamówienia;Data;Kwota;Status;Status płatności
1;05.03.2026;10,00;Zrealizowane;opłacone
2;05.03.2026;11,00;Anulowane;opłacone
3;05.03.2026;12,00;Zwrócone;opłacone
4;05.03.2026;13,00;Nowe;nieopłacone
5;05.03.2026;14,00;Błąd płatności;
6;05.03.2026;15,00;Oczekuje na płatność;
7;05.03.2026;16,00;Etap 3;
8;05.03.2026;0,00;Wysłane;opłacone
"""


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"Zrealizowane": "Completed", "Anulowane": "Cancelled", "Zwrócone": "Refunded",
         "Nowe": "New", "Błąd płatności": "Failed", "Oczekuje na płatność": "Pending payment",
         "nieopłacone": "unpaid", "opłacone": "paid", "Wysłane": "Shipped"},
        {"Zrealizowane": "Выполнен", "Anulowane": "Отменён", "Zwrócone": "Возврат",
         "Nowe": "Новый", "Błąd płatności": "Ошибка оплаты", "Wysłane": "Доставлен",
         "Oczekuje na płatność": "Ожидает оплаты", "nieopłacone": "не оплачен",
         "opłacone": "оплачен"},
    ],
    ids=["pl", "en", "ru"],
)  # fmt: skip
def test_statuses_say_what_counts(reader: Reader, words: dict[str, str]) -> None:
    text = STATUSES
    for polish, other in words.items():
        text = text.replace(polish, other)
    reading = reader.read(text)
    assert reading.states == {
        "1": "real",
        "2": "cancelled",
        "3": "refunded",
        "4": "real",
        "5": "failed",
        "6": "unknown",
        "7": "unknown",
        "8": "real",
    }
    unpaid = [row["document_id"] for row in reading.documents if row["unpaid"]]
    assert unpaid == ["4", "6"]
    assert reading.report.warnings == ("unpaid_counted", "no_people")


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("2026-03-06", "cancelled"),
        ("Tak", "cancelled"),
        ("Nie", "unknown"),
        ("", "unknown"),
        ("0000-00-00 00:00:00", "unknown"),
    ],
)
def test_a_column_of_cancellations(reader: Reader, cell: str, state: str) -> None:
    reading = reader.read(
        f"Order ID;Date;Total;Cancelled at\n1;2026-03-05;10,00;{cell}\n"
        "2;2026-03-05;10,00;2026-03-09\n"
    )
    assert reading.states == {"1": state, "2": "cancelled"}


@pytest.mark.parametrize("header", ["Status zamówienia", "Status płatności"])
def test_lines_of_an_order_in_different_states(reader: Reader, header: str) -> None:
    reading = reader.read(
        f"Numer zamówienia;Data;{header};Metoda płatności;Produkt;Ilość;Cena\n"
        "Z/1;05.03.2026;opłacone;BLIK;Karma;1;50,00\nZ/1;05.03.2026;zwrócone;BLIK;Smycz;2;10,00\n"
        "Z/2;06.03.2026;zwrócone;BLIK;Karma;1;50,00\nZ/3;06.03.2026;opłacone;;Karma;1;50,00\n"
    )
    assert reading.states == {"Z/1": "real", "Z/2": "refunded", "Z/3": "real"}
    assert reading.totals == {"Z/1": 50, "Z/2": 50, "Z/3": 50}


def test_refunds_of_part_of_an_order(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Order total,Refunded amount\n"
        "1,2026-03-05,Mug,35.00,-5.00\n1,2026-03-05,Cup,35.00,-5.00\n2,2026-03-06,Jar,12.50,0\n"
    )
    assert [document["refunded"] for document in reading.documents] == [5, 0]


def test_a_refund_repeated_on_every_line_counts_once(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Price,Refunded amount\n"
        "1,2026-03-05,Mug,1,20.00,5.00\n1,2026-03-05,Cup,1,15.00,5.00\n"
        "2,2026-03-06,Jar,1,12.50,0\n3,2026-03-06,Mug,1,20.00,3.00\n3,2026-03-06,Cup,1,15.00,3.00\n"
    )
    assert [document["refunded"] for document in reading.documents] == [5, 0, 3]


def test_refunds_of_lines_add_up(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Price,Refunded amount\n"
        "1,2026-03-05,Mug,1,20.00,5.00\n1,2026-03-05,Cup,1,15.00,2.00\n2,2026-03-06,Jar,1,9,0\n"
    )
    assert [document["refunded"] for document in reading.documents] == [7, 0]


def test_a_file_of_refunds_by_line_has_orders_with_all_lines_taken_back(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Order date,Product,Quantity,Unit price,Refunded amount\n"
        "1,2026-03-05,Mug,1,10.00,10.00\n1,2026-03-05,Plate,1,10.00,10.00\n"
        "2,2026-03-16,Mug,1,10.00,0.00\n2,2026-03-16,Spoon,1,7.00,7.00\n"
    )
    assert [document["refunded"] for document in reading.documents] == [20, 7]


def test_discounts_are_told(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Total,Discount amount,Coupon code\n"
        "1,2026-03-05,10,0.00,\n2,2026-03-05,10,2.50,\n3,2026-03-05,10,,WELCOME\n"
    )
    assert [document["discounted"] for document in reading.documents] == [False, True, True]
    without = reader.read("Order ID,Date,Total\n1,2026-03-05,10\n")
    assert [document["discounted"] for document in without.documents] == [None]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Kwota", ["12,50 zł", "13,00 zł"], ["PLN", "PLN"]),
        ("Kwota", ["12,50 zł", "13,00"], ["PLN", "PLN"]),
        ("Kwota (EUR)", ["12,50", "13,00"], ["EUR", "EUR"]),
        ("Сумма, руб.", ["12,50", "13,00"], ["RUB", "RUB"]),
        ("Сумма", ["1 000р.", "13,00 р."], ["RUB", "RUB"]),
        ("Total", ["$1,250.00", "€3.00"], ["USD", "EUR"]),
        ("Kwota", ["12,50", "13,00"], [None, None]),
    ],
)
def test_the_currency_is_told_by_the_amounts(
    reader: Reader, header: str, cells: list[str], expected: list[str | None]
) -> None:
    reading = reader.read(
        f'"Nr zamówienia";Data;"{header}"\n1;05.03.2026;"{cells[0]}"\n2;05.03.2026;"{cells[1]}"\n'
    )
    assert [document["currency"] for document in reading.documents] == expected


def test_a_currency_column_goes_before_signs(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Total,Currency\n"
        "1,2026-03-05,$10,pln\n2,2026-03-05,$10,€\n3,2026-03-05,$10,rur\n4,2026-03-05,$10,\n"
    )
    assert [document["currency"] for document in reading.documents] == ["PLN", "EUR", "RUB", None]


def test_totals_that_differ_inside_an_order_are_told(reader: Reader) -> None:
    rows = [f"{n},2026-03-05,P{line},{n}0.00" for n in range(1, 12) for line in (1, 2)]
    rows[-1] = "11,2026-03-05,P2,115.00"
    reading = reader.read("Order ID,Date,Product,Order total\n" + "\n".join(rows) + "\n")
    assert reading.report.pattern == "repeated"
    assert reading.totals["11"] == 115 and reading.totals["10"] == 100
    assert reading.report.warnings == ("totals_differ_inside_order", "no_people")


def test_amounts_too_large_to_be_money_are_no_crash(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Price\n1,2026-03-05,Mug,5901234123457,50.00\n"
        "2,2026-03-05,Mug,1,50.00\n3,2026-03-05,Mug,1,99999999999999\n3,2026-03-05,Cup,1,1\n"
    )
    assert reading.totals["2"] == 50
    assert reading.report.rows == reading.report.rows_kept + reading.report.rows_refused


@pytest.mark.parametrize("word", ["Разом", "Spolu"])
def test_a_total_below_the_lines_of_the_last_order_is_none_of_them(
    reader: Reader, word: str
) -> None:
    reading = reader.read(
        "Order ID,Date,Product,Quantity,Unit price,Total\n"
        "1,2026-03-05,Mug,1,10.00,15.00\n,,Plate,1,5.00,\n"
        "2,2026-03-16,Mug,1,10.00,17.00\n,,Spoon,1,7.00,\n"
        f",,{word},,,32.00\n"
    )
    assert reading.totals == {"1": 15, "2": 17}
    assert [row for row, _ in reading.refusals] == [6]

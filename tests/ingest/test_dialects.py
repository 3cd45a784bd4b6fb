"""One small shop, written in any dialect of exports, is read back as the same shop."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest import delimited
from tests.ingest.reading import Reader
from tests.ingest.writing import write_date, write_number

HEADERS = {
    "english": ("Order ID", "Order date", "E-mail", "Product", "Quantity", "Unit price",
                "Order total", "Total"),
    "polish": ("Numer zamówienia", "Data zamówienia", "Adres e-mail", "Nazwa produktu", "Ilość",
               "Cena jednostkowa", "Wartość zamówienia", "Razem"),
    "russian": ("Номер заказа", "Дата заказа", "Электронная почта", "Наименование товара",
                "Количество", "Цена", "Сумма заказа", "Итого"),
}  # fmt: skip
PRODUCTS = {"english": "Mug, large", "polish": "Łyżka „Świt”; mała", "russian": "Чашка; ёлочка"}
CODECS = {
    "english": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"),
    "polish": ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1250"),
    "russian": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"),
}
FORMS = {
    "english": ("iso", "american", "english"),
    "polish": ("iso", "dotted", "slashed", "polish"),
    "russian": ("iso", "dotted", "russian"),
}


@dataclass(frozen=True)
class Line:
    quantity: int
    cents: int


@dataclass(frozen=True)
class Order:
    """An order on one day of a month with its lines; ``cents`` is what it adds up to."""

    day: date
    email: str
    lines: tuple[Line, ...]

    @property
    def cents(self) -> int:
        return sum(line.quantity * line.cents for line in self.lines)


LINES = st.builds(Line, st.integers(-2, 12), st.integers(1, 2_000_000))
ORDERS = st.builds(
    Order,
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["anna@example.com", "jan@example.pl", "ewa@example.ru"]),
    st.lists(LINES, min_size=1, max_size=4).map(tuple),
)
# The last order shows beyond doubt how amounts, dates and totals lie.
CLEAR = Order(date(2026, 3, 28), "anna@example.com", (Line(1, 1250), Line(2, 333), Line(1, 99)))


@dataclass(frozen=True)
class Dialect:
    """How a shop's panel writes: everything that differs between exports."""

    language: str
    codec: str
    delimiter: str
    mark: str
    group: str
    unit: str
    dates: str
    pattern: str
    title: bool
    total_row: bool
    end: str
    large: bool


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    language = draw(st.sampled_from(sorted(HEADERS)))
    mark = draw(st.sampled_from([".", ","]))
    units = {"english": ["", "USD"], "polish": ["", "zł"], "russian": ["", "руб."]}
    return Dialect(
        language,
        draw(st.sampled_from(CODECS[language])),
        draw(st.sampled_from([",", ";", "\t", "|"])),
        mark,
        draw(st.sampled_from(["", " ", "\u00a0", "other"])),
        draw(st.sampled_from(units[language])),
        draw(st.sampled_from(FORMS[language])),
        draw(st.sampled_from(["once", "repeated", "lines"])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(["\n", "\r\n"])),
        draw(st.booleans()),
    )


def write_shop(orders: Iterable[Order], dialect: Dialect) -> bytes:
    """The orders as a file of that dialect."""

    def money(cents: int) -> str:
        return write_number(cents, dialect.mark, dialect.group, dialect.unit)

    headers = HEADERS[dialect.language]
    rows: list[tuple[str, ...]] = []
    for number, order in enumerate(orders, start=1):
        day, _, _ = write_date(order.day, None, dialect.dates)
        for place, line in enumerate(order.lines):
            told = place == 0 or dialect.pattern != "once"
            whole = {"once": money(order.cents) if told else "", "repeated": money(order.cents)}
            rows.append(
                (
                    f"Z-{number}",
                    day if told else "",
                    order.email if told else "",
                    PRODUCTS[dialect.language],
                    str(line.quantity),
                    money(line.cents),
                    *([whole[dialect.pattern]] if dialect.pattern != "lines" else []),
                )
            )
    file = io.StringIO()
    writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator=dialect.end)
    if dialect.title:
        writer.writerows([["Raport 2026"], []])
    writer.writerow(headers[: 6 if dialect.pattern == "lines" else 7])
    writer.writerows(rows)
    if dialect.total_row:
        writer.writerow([headers[-1], *[""] * (len(rows[0]) - 2), money(10**9)])
    return file.getvalue().encode(dialect.codec)


@settings(max_examples=35)
@given(orders=st.lists(ORDERS, min_size=1, max_size=5), dialect=dialects())
def test_a_shop_in_any_dialect_is_the_same_shop(
    reader: Reader, orders: list[Order], dialect: Dialect
) -> None:
    shop = [*orders, CLEAR]
    with patch.object(delimited, "LARGE", 0 if dialect.large else delimited.LARGE):
        reading = reader.read(write_shop(shop, dialect))
    names = [f"Z-{number}" for number in range(1, len(shop) + 1)]
    assert reading.totals == {
        name: Decimal(order.cents) / 100 for name, order in zip(names, shop, strict=True)
    }
    assert reading.dates == {
        name: datetime.combine(order.day, datetime.min.time())
        for name, order in zip(names, shop, strict=True)
    }
    emails = {document["document_id"]: document["email"] for document in reading.documents}
    assert emails == {name: order.email for name, order in zip(names, shop, strict=True)}
    assert {line["product"] for line in reading.lines} == {PRODUCTS[dialect.language]}
    lines = sum(len(order.lines) for order in shop)
    assert (reading.report.rows, reading.report.rows_kept) == (lines + dialect.total_row, lines)
    assert reading.raw.header_row == (3 if dialect.title else 1)

"""Text cells to numbers, dates and yes/no."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.values import (
    DateForm,
    NumberForm,
    clean_label,
    clean_text,
    is_blank,
    literal,
    number_text,
    parse_date,
    parse_number,
    parse_yes_no,
    person_id,
    plain_id,
    quote,
)
from tests.ingest.reading import Reader
from tests.ingest.writing import write_date, write_number

POINT, COMMA = NumberForm("."), NumberForm(",")


def value_of(reader: Reader, expression: str, text: str | None) -> Any:
    """The value of an SQL expression over a column ``c`` that holds ``text``."""
    found = reader.connection.execute(
        f"SELECT {expression} FROM (SELECT ?::VARCHAR AS c)", [text]
    ).fetchone()
    assert found is not None
    return found[0]


def number(reader: Reader, text: str | None, form: NumberForm = POINT) -> Decimal | None:
    found = reader.connection.execute(
        f"""SELECT {parse_number("t", form)}
        FROM (SELECT {number_text("c")} AS t FROM (SELECT ?::VARCHAR AS c))""",
        [text],
    ).fetchone()
    assert found is not None
    result: Decimal | None = found[0]
    return result


def moment(reader: Reader, text: str | None, form: DateForm) -> datetime | None:
    result: datetime | None = value_of(reader, parse_date("c", form), text)
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("-12.50", "-12.5"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        ("1 234.56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
        ("1\u202f234.56", "1234.56"),
        ("1\u2009234.56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1’234.56", "1234.56"),
        ("$1,234.50", "1234.5"),
        ("-$1,234.50", "-1234.5"),
        ("$-12", "-12"),
        ("US$5.00", "5"),
        ("5.00 USD", "5"),
        ("USD 5.00", "5"),
        ("£3", "3"),
        ("10%", "10"),
        ("(12.00)", "-12"),
        ("($10.00)", "-10"),
        ("(1,234.00 zł)", "-1234"),
        ("−7.5", "-7.5"),
        ("–7.5", "-7.5"),
        ("12.5-", "-12.5"),
        ("'-25.00", "-25"),
        ("12.-", "12"),
        (".5", "0.5"),
        ("0.125", "0.125"),
        ("12,50", "12.5"),
        ("\u200e12.50\u00ad", "12.5"),
        ("5.", "5"),
    ],
)
def test_a_number_with_a_decimal_point_reads_back(reader: Reader, text: str, expected: str) -> None:
    assert number(reader, text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,50", "12.5"),
        ("1 234,50 zł", "1234.5"),
        ("1\u00a0234,50\u00a0zł", "1234.5"),
        ("1\u202f234,50\u202fPLN", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234.567,8 €", "1234567.8"),
        ("4 500,00 руб.", "4500"),
        ("1000 руб", "1000"),
        ("1 000р.", "1000"),
        ("250 ₽", "250"),
        ("99,90 грн.", "99.9"),
        ("12 szt.", "12"),
        ("12 шт.", "12"),
        ("-12,50 zł", "-12.5"),
        ("(12,50)", "-12.5"),
        ("12,-", "12"),
        ("12,– Kč", "12"),
        ("1,5-", "-1.5"),
        ("12.50", "12.5"),
        ("0,125", "0.125"),
        ("1,234", "1.234"),
    ],
)
def test_a_number_with_a_decimal_comma_reads_back(reader: Reader, text: str, expected: str) -> None:
    assert number(reader, text, COMMA) == Decimal(expected)


@pytest.mark.parametrize(
    "text", [None, "", " ", "-", "abc", "12 apples and pears", "1-2", "N/A", "12.50.", "..", "--5"]
)
def test_what_is_no_number_is_none(reader: Reader, text: str | None) -> None:
    assert number(reader, text) is None


def test_a_number_too_large_for_money_is_none_and_not_wrong(reader: Reader) -> None:
    assert number(reader, "9" * 14) == Decimal("9" * 14)
    assert number(reader, "9" * 15) is None


@settings(max_examples=60)
@given(
    cents=st.integers(-(10**11), 10**11),
    mark=st.sampled_from([".", ","]),
    group=st.sampled_from(["", " ", "\u00a0", "\u202f", "'", "other"]),
    unit=st.sampled_from(["", "zł", "€", "USD", "руб.", "₽"]),
    before=st.booleans(),
    minus=st.sampled_from(["-", "−", "()", "after"]),
)
def test_a_number_written_in_any_form_reads_back(
    reader: Reader, cents: int, mark: str, group: str, unit: str, before: bool, minus: str
) -> None:
    text = write_number(cents, mark, group, unit, before, minus)
    form = POINT if mark == "." else COMMA
    assert number(reader, text, form) == Decimal(cents) / 100, text


DAY = datetime(2026, 3, 5)
DATES: list[tuple[DateForm, str, datetime]] = [
    (DateForm("ymd"), "2026-03-05", DAY),
    (DateForm("ymd"), "2026/3/5", DAY),
    (DateForm("ymd"), "2026.03.05", DAY),
    (DateForm("ymd"), "2026-03-05 14:15", datetime(2026, 3, 5, 14, 15)),
    (DateForm("ymd"), "2026-03-05 14:15:22", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("ymd"), "2026-03-05T14:15:22Z", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("ymd"), "2026-03-05T14:15:22.123+02:00", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("ymd"), "2026-03-05 14:15:22 +0200", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("ymd"), "2026/03/05 2:15:00 PM", datetime(2026, 3, 5, 14, 15)),
    (DateForm("dmy"), "5.03.2026", DAY),
    (DateForm("dmy"), "05.03.2026 14:15", datetime(2026, 3, 5, 14, 15)),
    (DateForm("dmy"), "05.03.2026, 14:15:22", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("dmy"), "05/03/26", DAY),
    (DateForm("dmy"), "05-03-2026 9.05", datetime(2026, 3, 5, 9, 5)),
    (DateForm("dmy"), "05.03.2026 г.", DAY),
    (DateForm("dmy"), "05.03.99", datetime(1999, 3, 5)),
    (DateForm("mdy"), "3/5/2026", DAY),
    (DateForm("mdy"), "03/05/26", DAY),
    (DateForm("mdy"), "3/5/2026 12:15 AM", datetime(2026, 3, 5, 0, 15)),
    (DateForm("mdy"), "3/5/2026 12:15 p.m.", datetime(2026, 3, 5, 12, 15)),
    (DateForm("mdy", words=True), "Mar 5, 2026", DAY),
    (DateForm("mdy", words=True), "March 5th, 2026 2:15 PM", datetime(2026, 3, 5, 14, 15)),
    (DateForm("mdy", words=True), "Mar 4, 2026 14:15:22 PM", datetime(2026, 3, 4, 14, 15, 22)),
    (DateForm("mdy", words=True), "Sep-30-26", datetime(2026, 9, 30)),
    (DateForm("mdy", words=True), "Thu Mar 05 2026 14:15:22 GMT+0100",
     datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("dmy", words=True), "5 March 2026", DAY),
    (DateForm("dmy", words=True), "5th of March 2026", DAY),
    (DateForm("dmy", words=True), "05-Mar-26", DAY),
    (DateForm("dmy", words=True), "Thu, 05 Mar 2026 14:15:22 +0100",
     datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("dmy", words=True), "10-Dez-25", datetime(2025, 12, 10)),
    (DateForm("dmy", words=True), "5 marca 2026", DAY),
    (DateForm("dmy", words=True), "czwartek, 5 marca 2026 14:15", datetime(2026, 3, 5, 14, 15)),
    (DateForm("dmy", words=True), "1 paź 2026", datetime(2026, 10, 1)),
    (DateForm("dmy", words=True), "5 марта 2026 г. 14:15", datetime(2026, 3, 5, 14, 15)),
    (DateForm("dmy", words=True), "9 мая 2026", datetime(2026, 5, 9)),
    (DateForm("ymd", words=True), "2026-mar-05", DAY),
    (DateForm("compact"), "20260305", DAY),
    (DateForm("compact"), "20260305141522", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("compact"), "20260305T141522Z", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("serial"), "46086", DAY),
    (DateForm("serial"), "46086.59375", datetime(2026, 3, 5, 14, 15)),
    (DateForm("unix"), "1772720122", datetime(2026, 3, 5, 14, 15, 22)),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), DATES, ids=[text for _, text, _ in DATES])
def test_a_date_reads_back(reader: Reader, form: DateForm, text: str, expected: datetime) -> None:
    assert moment(reader, text, form) == expected


@pytest.mark.parametrize("order", ["ymd", "dmy", "mdy", "serial", "compact", "unix"])
@pytest.mark.parametrize("text", [None, "", "-", "soon", "0000-00-00", "99.99.2026", "31/31/31"])
def test_what_is_no_date_is_none(reader: Reader, order: Any, text: str | None) -> None:
    assert moment(reader, text, DateForm(order)) is None


def test_a_birth_year_of_two_figures_is_of_the_last_century(reader: Reader) -> None:
    expression = parse_date("c", DateForm("dmy"), pivot=20)
    assert value_of(reader, expression, "05.03.64") == datetime(1964, 3, 5)
    assert value_of(reader, expression, "05.03.12") == datetime(2012, 3, 5)


@settings(max_examples=60)
@given(
    day=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    seconds=st.none() | st.integers(0, 86399),
    form=st.sampled_from(["iso", "dotted", "slashed", "american", "english", "polish", "russian"]),
)
def test_a_date_written_in_any_form_reads_back(
    reader: Reader, day: date, seconds: int | None, form: str
) -> None:
    text, expected, read_as = write_date(day, seconds, form)
    assert moment(reader, text, read_as) == expected, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", True),
        ("TAK", True),
        ("да", True),
        ("1", True),
        ("TRUE", True),
        ("Subscribed", True),
        ("2024-05-03 10:11:12", True),
        ("05.03.2024", True),
        ("no", False),
        ("Nie", False),
        ("Нет", False),
        ("0", False),
        ("0000-00-00 00:00:00", False),
        ("unsubscribed", False),
        ("", None),
        (None, None),
        ("maybe", None),
    ],
)
def test_yes_and_no(reader: Reader, text: str | None, expected: bool | None) -> None:
    assert value_of(reader, parse_yes_no("c"), text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17850.0", "17850"),
        ("17850,00", "17850"),
        ("0017", "0017"),
        ("'7210448301122", "7210448301122"),
        ('="00123"', "00123"),
        (" A-7 ", "A-7"),
        ("1.5", "1.5"),
        ("0", None),
        ("0.0", None),
        ("nan", None),
        ("-", None),
        ("brak", None),
        ("", None),
    ],
)
def test_an_identifier_has_one_spelling(reader: Reader, text: str, expected: str | None) -> None:
    assert value_of(reader, person_id("c"), text) == expected


def test_an_order_may_be_number_zero_a_person_not(reader: Reader) -> None:
    assert value_of(reader, plain_id("c"), "0") == "0"
    assert value_of(reader, person_id("c"), "0") is None


def test_text_is_cleaned_of_what_nobody_sees(reader: Reader) -> None:
    dirty = "\ufeff\u00a0An\u200bna\u2003\tNo\u00adwak\x1b \r\n"
    assert value_of(reader, clean_text("c"), dirty) == "Anna  Nowak"
    assert value_of(reader, clean_label("c"), dirty) == "Anna Nowak"
    assert value_of(reader, clean_label("c"), "'=2+2") == "=2+2"
    assert value_of(reader, clean_label("c"), "D'Arc") == "D'Arc"
    assert value_of(reader, clean_text("c"), "\u200b \u00a0") is None


@pytest.mark.parametrize(
    ("text", "expected"), [(None, True), (" ", True), ("–", True), ("NaN", True), ("0", False)]
)
def test_blank_cells(reader: Reader, text: str | None, expected: bool) -> None:
    assert value_of(reader, is_blank("c"), text) is expected


def test_names_and_constants_are_quoted(reader: Reader) -> None:
    name, text = 'x"; DROP TABLE t; --', "it's"
    found = reader.connection.execute(f"SELECT {literal(text)} AS {quote(name)}")
    assert [column[0] for column in found.description or []] == [name]
    assert found.fetchall() == [(text,)]

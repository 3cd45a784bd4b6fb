"""Text cells to numbers, identifiers and yes/no."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.values import (
    NumberForm,
    clean_label,
    clean_text,
    is_blank,
    literal,
    number_text,
    parse_number,
    parse_yes_no,
    person_id,
    plain_id,
    quote,
)
from tests.ingest.reading import Reader, value_of
from tests.ingest.writing import write_number

POINT, COMMA = NumberForm("."), NumberForm(",")


def number(reader: Reader, text: str | None, form: NumberForm = POINT) -> Decimal | None:
    found = reader.connection.execute(
        f"""SELECT {parse_number("t", form)}
        FROM (SELECT {number_text("c")} AS t FROM (SELECT ?::VARCHAR AS c))""",
        [text],
    ).fetchone()
    assert found is not None
    result: Decimal | None = found[0]
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
        ("0012", "12"),
        ('="123.45" zł', "123.45"),
        ('="0123"', "123"),
        ("1.5E+03", "1500"),
        ("1.5E-03", "0.0015"),
        ("１２３．５０", "123.5"),
        ("$1,249.00", "1249"),
        ("+5.00", "5"),
        ("1 000 руб. 50 коп.", "1000.5"),
        ("1 234 zł 5 gr", "1234.05"),
        ("5.00 CHF", "5"),
        ("PLN (12.00)", "-12"),
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
        ("12,50 zł/szt.", "12.5"),
        ("12,50 zł brutto", "12.5"),
        ("R$ 1.234,50", "1234.5"),
        ("100,00 kr", "100"),
        ("1,5E+03", "1500"),
        ("5,00-", "-5"),
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
    "text",
    [
        None,
        "",
        " ",
        "-",
        "abc",
        "12 apples and pears",
        "1-2",
        "N/A",
        "12.50.",
        "..",
        "--5",
        "1e3",
        "1234-50",
        "ABC123",
        "10%",
        "12 zł 50",
        "٣٤",
    ],
)
def test_what_is_no_number_is_none(reader: Reader, text: str | None) -> None:
    assert number(reader, text) is None


def test_a_percentage_is_a_number_where_it_may_be_one(reader: Reader) -> None:
    assert value_of(reader, number_text("c", percent=True), "12,5 %") == "12,5"


def test_a_dash_before_the_hundredths_is_read_where_all_have_one(reader: Reader) -> None:
    form = NumberForm(dashes=True)
    assert number(reader, "1234-50", form) == number(reader, "1 234=50", form) == Decimal("1234.5")
    assert number(reader, "12", form) == 12


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
        ("5.3.2024 г.", True),
        ("2024/03/05 9:30 PM", True),
        ("2024-05-03T10:11:12.000Z", True),
        ("2024-05-03 10:11:12 +0200", True),
        ("Opted in", True),
        ("wyrażam zgodę", True),
        ("no", False),
        ("Nie", False),
        ("Нет", False),
        ("0", False),
        ("0000-00-00 00:00:00", False),
        ("00.00.0000", False),
        ("01.01.0001 0:00:00", False),
        ("1970-01-01", False),
        ("1970-01-01 00:00:00", False),
        ("1970-01-11", True),
        ("unsubscribed", False),
        ("opted out", False),
        ("wypisany", False),
        ("не согласна", False),
        ("отписался", False),
        ("2024-05-03 wypisany", None),
        ("03.05.2024 – отписался", None),
        ("2024-05-03 unsubscribed", None),
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
    ("text", "expected"),
    [
        (None, True),
        (" ", True),
        ("–", True),
        ("NaN", True),
        ("0", False),
        ("0,50", False),
        ("0000-00-00 00:00:00", True),
        ("01.01.0001 0:00:00", True),
        ("01.01.2001", False),
    ],
)
def test_blank_cells(reader: Reader, text: str | None, expected: bool) -> None:
    assert value_of(reader, is_blank("c"), text) is expected


def test_names_and_constants_are_quoted(reader: Reader) -> None:
    name, text = 'x"; DROP TABLE t; --', "it's"
    found = reader.connection.execute(f"SELECT {literal(text)} AS {quote(name)}")
    assert [column[0] for column in found.description or []] == [name]
    assert found.fetchall() == [(text,)]

"""CSV files read back: what a spreadsheet of each language and another program would see."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segmentation.exports.cells import cell_columns
from segmentation.exports.csv_files import write_assignments, write_csv, write_table
from segmentation.exports.lists import ListSpec, default_columns, select_customers
from segmentation.exports.safety import for_people, is_unsafe, starts_like_formula
from segmentation.language import Language
from segmentation.segments.assignment import Assignment
from tests.exports.examples import NAMES, make_assignment, make_customers

PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
DELIMITERS = {"en": ",", "pl": ";", "ru": ";"}


def read(content: bytes, delimiter: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("code", DELIMITERS)
def test_a_spreadsheet_reads_every_customer_and_amount(
    customers: pd.DataFrame, assignment: Assignment, code: str
) -> None:
    language = Language(code)
    spec = ListSpec(("1", "2"), ("customer", "total_spend", "segment"))
    selection = select_customers(customers, assignment, NAMES, spec)
    content = write_csv(selection, spec, language)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == 5
    header, *rows = read(content, DELIMITERS[code])
    assert header == [language.tr("Key"), language.tr("Spend"), language.tr("Group")]
    amounts = ["1234.50", "999.99", "0.1234", "-20.00"]
    if code != "en":
        amounts = [amount.replace(".", ",") for amount in amounts]
    assert [row[1] for row in rows] == amounts
    assert [row[0] for row in rows] == [
        "anna@example.com",
        "ola@example.com",
        "12345678901234567890",
        "777",
    ]


@pytest.mark.parametrize(
    ("code", "day", "size", "share"),
    [
        ("en", "2026-11-18", "38.5", "0.25"),
        ("pl", "18.11.2026", "38,5", "0,25"),
        ("ru", "18.11.2026", "38,5", "0,25"),
    ],
)
def test_numbers_and_dates_are_bare_and_text_is_quoted(
    customers: pd.DataFrame, assignment: Assignment, code: str, day: str, size: str, share: str
) -> None:
    spec = ListSpec(
        ("1",),
        ("customer_id", "phone", "last_order", "frequency", "Shoe size", "discount_share", "Notes"),
    )
    selection = select_customers(customers, assignment, NAMES, spec)
    lines = write_csv(selection, spec, Language(code)).decode("utf-8-sig").split("\r\n")
    first = DELIMITERS[code].join(
        [
            '"00123"',
            '"+48600700800"',
            day,
            "4",
            size,
            share,
            '"likes ""roses""; and tulips"',
        ]
    )
    assert lines[1] == first
    assert lines[2].split(DELIMITERS[code])[:2] == ["", ""]


def test_words_are_those_of_the_language(customers: pd.DataFrame, assignment: Assignment) -> None:
    spec = ListSpec(("1", "2"), ("gender", "generation", "loyalty", "email_consent"))
    selection = select_customers(customers, assignment, NAMES, spec)
    header, *rows = read(write_csv(selection, spec, Language()), ",")
    assert header == ["Gender", "Generation", "Loyalty program", "E-mail marketing consent"]
    assert rows == [
        ["Women", "Millennials", "Yes", "Yes"],
        ["Men", "", "", "Yes"],
        ["", "", "", "No"],
        ["", "", "", ""],
    ]


def test_a_formula_in_a_value_or_a_header_stays_asleep() -> None:
    hostile = make_customers(
        [
            {
                "customer": "id:1",
                "customer_id": "=1+1",
                "phone": "+48 600",
                "first_name": "@SUM(A1)",
                "last_name": "A\x00n\ud800na",
                "total_spend": -5.5,
                "=cmd|'/c calc'!A0": "x",
                "Long": "a" * 40_000,
            }
        ]
    )
    columns = tuple(name for name in hostile.columns if hostile[name].notna().any())
    spec = ListSpec(("1",), (*columns, "segment"))
    selection = select_customers(hostile, make_assignment([0], 1), ["-VIP"], spec)
    header, row = read(write_csv(selection, spec, Language()), ",")
    found = dict(zip(header, row, strict=True))
    assert found["Customer number"] == "'=1+1"
    assert found["Phone"] == "'+48 600"
    assert found["First name"] == "'@SUM(A1)"
    assert found["Last name"] == "Anna"
    assert found["Spend"] == "-5.50"
    assert found["Group"] == "'-VIP"
    assert found["'=cmd|'/c calc'!A0"] == "x"
    assert len(found["Long"]) == 32_767


def test_a_list_of_nobody_is_a_header(customers: pd.DataFrame, assignment: Assignment) -> None:
    spec = ListSpec((), default_columns(customers))
    selection = select_customers(customers, assignment, NAMES, spec)
    assert len(read(write_csv(selection, spec, Language("pl")), ";")) == 1


def test_assignments_hold_everyone_in_their_order(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    content = write_assignments(customers, assignment, ['Stali, "wierni"', "=Goście"])
    assert not content.startswith(b"\xef\xbb\xbf")
    assert read(content, ",") == [
        ["customer_id", "segment_id", "segment", "certainty"],
        ["00123", "1", 'Stali, "wierni"', ""],
        ["12345678901234567890", "2", "Goście", ""],
        ["777", "2", "Goście", ""],
        ["ola@example.com", "1", 'Stali, "wierni"', ""],
    ]


def test_assignments_tell_how_sure_where_it_is_known(customers: pd.DataFrame) -> None:
    sure = make_assignment([0, 0, 0, 0], 1, certainty=[1.0, 0.87654, float("nan"), 0.5])
    rows = read(write_assignments(customers, sure, ["All"]), ",")[1:]
    assert [row[3] for row in rows] == ["1.0000", "0.8765", "", "0.5000"]


def test_assignments_where_nobody_has_a_number_or_an_e_mail() -> None:
    nobody_known = make_customers([{"customer": "phone:+48600700800"}])
    rows = read(write_assignments(nobody_known, make_assignment([0], 1), ["All"]), ",")
    assert rows[1][0] == "+48600700800"


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("en", ["2026-03-05", "2026-03-05", "1234.50", "0.5", "7", "", "'=1+1"]),
        ("pl", ["05.03.2026", "05.03.2026", "1234,50", "0,5", "7", "", "'=1+1"]),
        ("ru", ["05.03.2026", "05.03.2026", "1234,50", "0,5", "7", "", "'=1+1"]),
    ],
)
def test_any_table_shows_its_cells_as_the_language_writes_them(code: str, cells: list[str]) -> None:
    moment = datetime(2026, 3, 5, 14, 15)
    row = (date(2026, 3, 5), moment, Decimal("1234.50"), 0.5, 7, None, "=1+1")
    content = write_table(
        ("day", "moment", "+amount", "x", "n", "none", "text"), [row], Language(code)
    )
    header, shown = read(content, DELIMITERS[code])
    assert header[2] == "'+amount"
    assert shown == cells


SIGNS = st.sampled_from(["=", "+", "-", "@", '"', "'", "\n", "\x00", "\u202e", "1", "a", "Ł", " "])


@given(st.lists(st.none() | st.lists(SIGNS, max_size=4).map("".join), min_size=1, max_size=20))
@example(["+48600700800", "=1", None, "", "a" * 40_000])
def test_cells_tell_where_a_text_is_not_what_it_was(texts: list[str | None]) -> None:
    written = pd.DataFrame({"first_name": texts, "gender": texts}, dtype=object)
    spec, english = ListSpec((), ("first_name", "gender")), Language("en")
    name, gender = cell_columns(written, spec, english)
    told = np.isin(np.arange(len(texts)), list(name.changed))
    assert told.tolist() == is_unsafe(written["first_name"]).tolist()
    _, *rows = read(write_csv(written, spec, english), ",")
    for row, before, place in zip(rows, texts, range(len(texts)), strict=True):
        assert (row[0] != (before or "")) == (place in name.changed)
        assert not any(starts_like_formula(cell) for cell in row if not PHONE.fullmatch(cell))
        assert row[1] == for_people(str(gender.values[place] or ""))

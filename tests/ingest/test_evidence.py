"""What values look like, and the form of numbers in a column."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.evidence import (
    ColumnEvidence,
    find_number_form,
    gather_evidence,
)
from segmentation.ingest.values import NumberForm, number_text, parse_number
from tests.ingest.reading import Reader, column
from tests.ingest.writing import write_number


def evidence(reader: Reader, cells: list[str]) -> ColumnEvidence:
    return gather_evidence(reader.connection, column(reader, cells))[1]


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("email", ["anna@example.com", "jan.kot+x@poczta.example.pl"]),
        ("phone", ["+48 600 700 800", "600-700-800", "8 (916) 111-22-33", "(22) 123 45 67"]),
        ("date", ["2026-03-05", "05.03.2026 10:00", "3/5/26", "Mar 5, 2026", "5 мая 2026 г."]),
        ("stamp", ["20260305", "46086", "46086.5", "1772720122"]),
        ("number", ["12", "1 234,50 zł", "$5.00", "(12.00)", "-3"]),
        ("negative", ["-12", "(5.00)", "−3", "7-"]),
        ("yes_no", ["tak", "NIE", "да", "0", "2024-05-03 10:00:00"]),
        ("percent", ["12%", "7,5 %"]),
        ("dialed", ["+48 600 700 800", "600 700 800", "8 (916) 111-22-33"]),
        ("postcode", ["00-950", "30-001"]),
        ("tier", ["gold", "Silver", "вип"]),
        ("document", ["Sprzedaż", "Zwrot"]),
        ("money", ["12,50", "$5.00"]),
        ("tax_number", ["5260250274"]),
        ("product_code", ["5901234123457"]),
        ("private", ["4111111111111111", "192.168.0.1"]),
        ("gender", ["K", "mężczyzna", "Female", "ж", "Mrs"]),
        ("listing", ["cats, dogs", "moda;uroda", "a/b"]),
        ("words", ["Anna Nowak", "J. Kowalski", "Анна Петрова"]),
    ],
)
def test_values_are_told_by_their_looks(reader: Reader, field: str, cells: list[str]) -> None:
    assert getattr(evidence(reader, cells), field) == 1


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("email", ["anna", "a@b", "@example.com"]),
        ("phone", ["2026-03-05 10:00:00", "12", "A-600700800"]),
        (
            "date",
            [
                "12",
                "MAR-1001",
                "Marker 3 szt",
                "margaret",
                "FV/MAJ/2024/12",
                "1.2.3.4",
                "FV/12/03/2026",
                "ZAM-12-03-2026",
                "#12/03/2026",
            ],
        ),
        ("stamp", ["0", "1", "99999999", "12.50"]),
        ("number", ["A1", "12 apples and pears", "2026-03-05"]),
        ("words", ["Anna", "12 34"]),
    ],
)
def test_other_values_are_not(reader: Reader, field: str, cells: list[str]) -> None:
    assert getattr(evidence(reader, cells), field) == 0


def test_shares_are_of_filled_cells(reader: Reader) -> None:
    seen = evidence(reader, ["a@b.pl", "a@b.pl", "", "x"])
    assert (seen.filled, seen.different) == (0.75, 2)
    assert seen.email == seen.distinct == pytest.approx(2 / 3)
    assert seen.samples == ("a@b.pl", "x")


def test_words_below_the_table_say_nothing(reader: Reader) -> None:
    seen = evidence(reader, ["12,50", "Razem", "Total: 2"])
    assert (seen.number, seen.different) == (1, 1)
    (raw,) = reader.load("id,date,sum\n1,2.3.2026,5\n2,3.3.2026,6\n\nMade by the shop,,\n")
    assert raw.notes
    assert gather_evidence(reader.connection, raw)[0].number == 1


def test_an_empty_column_shows_nothing(reader: Reader) -> None:
    assert evidence(reader, ["", " ", ""]) == ColumnEvidence()


def test_a_big_file_is_judged_by_rows_from_all_over_it(reader: Reader) -> None:
    seen = evidence(reader, ["1"] * 6000 + ["x"] * 6000)
    assert seen.number == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("cells", "delimiter", "expected"),
    [
        (["12.50", "1,234.50"], ",", NumberForm(".")),
        (["12,50", "1.234,50"], ";", NumberForm(",")),
        (["12,50", "7"], ",", NumberForm(",")),
        (["12.50", "7"], ";", NumberForm(".")),
        (["0,125", "1,234"], ",", NumberForm(",")),
        (["12,50", "13,50", "1.5"], ";", NumberForm(",")),
        (["1,2345", "1,234"], ",", NumberForm(",")),
        (["7", "8"], ",", NumberForm(".")),
        (["7", "8"], ";", NumberForm(",")),
        (["1,234", "7"], ",", NumberForm(".", certain=False)),
        (["1.234", "7"], ";", NumberForm(",", certain=False)),
        (["12,50 zł", "1 300,00 zł"], ";", NumberForm(",")),
        (["1234-50", "12"], ",", NumberForm(".", dashes=True)),
        (["1234-50", "12.00"], ",", NumberForm(".")),
    ],
)
def test_the_decimal_mark_of_a_file(
    reader: Reader, cells: list[str], delimiter: str, expected: NumberForm
) -> None:
    raw = column(reader, cells, delimiter)
    assert find_number_form(reader.connection, raw, ["c1"]) == expected


@settings(max_examples=40)
@given(
    amounts=st.lists(st.integers(-(10**9), 10**9), max_size=10),
    clear=st.integers(1, 10**6).filter(lambda cents: cents % 1000 % 100),
    mark=st.sampled_from([".", ","]),
    group=st.sampled_from(["", " ", "\u00a0", "\u202f", "'", "other"]),
    unit=st.sampled_from(["", "zł", "€", "USD", "руб.", "kr", "$"]),
    before=st.booleans(),
    minus=st.sampled_from(["-", "−", "()", "after"]),
    delimiter=st.sampled_from([",", ";"]),
)
def test_amounts_with_one_clear_cell_read_back(
    reader: Reader,
    amounts: list[int],
    clear: int,
    mark: str,
    group: str,
    unit: str,
    before: bool,
    minus: str,
    delimiter: str,
) -> None:
    cents = [*amounts, clear]
    cells = [write_number(each, mark, group, unit, before, minus) for each in cents]
    # Whole amounts are often written without their hundredths.
    cells = [re.sub(rf"\{mark}00(?![0-9])", "", cell) for cell in cells]
    raw = column(reader, cells, delimiter)
    form = find_number_form(reader.connection, raw, ["c1"])
    read = reader.connection.execute(
        f"SELECT {parse_number('t', form)} FROM (SELECT {number_text('c1')} AS t FROM {raw.table})"
    )
    assert [value for (value,) in read.fetchall()] == [Decimal(each) / 100 for each in cents], cells

"""Text cells to dates, and the form of the dates of a column."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.dates import DateForm, find_date_form, parse_date
from tests.ingest.reading import Reader, column, value_of
from tests.ingest.writing import write_date


def moment(reader: Reader, text: str | None, form: DateForm) -> datetime | None:
    result: datetime | None = value_of(reader, parse_date("c", form), text)
    return result


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
    ("cells", "expected"),
    [
        (["2026-03-05", "2026-12-31 10:00"], DateForm("ymd")),
        (["05.03.2026", "06.03.2026"], DateForm("dmy")),
        (["05/03/2026", "13/03/2026"], DateForm("dmy")),
        (["03/05/2026", "03/13/2026"], DateForm("mdy")),
        (["03/05/2026", "04/05/2026"], DateForm("dmy", certain=False)),
        (["5-3-26", "25-3-26"], DateForm("dmy")),
        (["Mar 5, 2026", "Apr 6, 2026"], DateForm("mdy", words=True)),
        (["Sep-30-26", "Oct-01-26"], DateForm("mdy", words=True)),
        (["5 marca 2026", "6 kwietnia 2026"], DateForm("dmy", words=True)),
        (["czwartek, 5 марта 2026", "6 мая 2026 г."], DateForm("dmy", words=True)),
        (["2026-mar-05"], DateForm("ymd", words=True)),
        (["20260305", "20261231"], DateForm("compact")),
        (["46086", "46087.5"], DateForm("serial")),
        (["1772720122"], DateForm("unix")),
        (["Anna", "Margaret", "5 markers"], None),
        (["12", "15"], None),
        ([""], None),
    ],
)
def test_the_form_of_dates(reader: Reader, cells: list[str], expected: DateForm | None) -> None:
    raw = column(reader, [*cells, ""])
    assert find_date_form(reader.connection, raw, "c1") == expected


def test_a_few_odd_cells_do_not_change_the_form_of_dates(reader: Reader) -> None:
    raw = column(reader, ["2026-03-05"] * 3 + ["2026-03-06", "soon", "05.03.2026"])
    assert find_date_form(reader.connection, raw, "c1") == DateForm("ymd")

"""Text cells to dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.dates import DateForm, parse_date
from tests.ingest.reading import Reader, value_of
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
    (DateForm("serial"), "46086,59375", datetime(2026, 3, 5, 14, 15)),
    (DateForm("serial"), "2026-03-05", DAY),
    (DateForm("unix"), "1772720122", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("unix"), "1772720122500", datetime(2026, 3, 5, 14, 15, 22, 500000)),
    (DateForm("compact"), "2026030514", datetime(2026, 3, 5, 14)),
    (DateForm("compact"), "202603051415", datetime(2026, 3, 5, 14, 15)),
    (DateForm("compact"), "20260305.0", DAY),
    (DateForm("ymd"), "20260305", DAY),
    (DateForm("ymd", serials=True), "46086", DAY),
    (DateForm("ymd"), "2026-03-05 02:15 PM", datetime(2026, 3, 5, 14, 15)),
    (DateForm("ymd"), "2026-03-05 14:15+02", datetime(2026, 3, 5, 14, 15)),
    (DateForm("ymd"), "2026-03-05T23:15:22.123456-0800", datetime(2026, 3, 5, 23, 15, 22)),
    (DateForm("ymd"), "2026-03-05+02:00", DAY),
    (DateForm("ymd"), "'2026-03-05", DAY),
    (DateForm("ymd"), '="2026-03-05"', DAY),
    (DateForm("ymd"), "05.03.2026", DAY),
    (DateForm("ymd"), "13/3/26", datetime(2026, 3, 13)),
    (DateForm("ymd"), "3/13/26", datetime(2026, 3, 13)),
    (DateForm("ymd"), "13.3.25", datetime(2025, 3, 13)),
    (DateForm("ymd", short=True), "25-03-13", datetime(2025, 3, 13)),
    (DateForm("dmy"), "2026-03-05 14:15:22", datetime(2026, 3, 5, 14, 15, 22)),
    (DateForm("dmy"), "5 marca 2026", DAY),
    (DateForm("dmy"), "03/13/2026", datetime(2026, 3, 13)),
    (DateForm("dmy"), "14:05 05.03.2026", datetime(2026, 3, 5, 14, 5)),
    (DateForm("dmy"), "05. 03. 2026", DAY),
    (DateForm("dmy"), "05.03.2026 r. o 14:05", datetime(2026, 3, 5, 14, 5)),
    (DateForm("dmy"), "05.03.2026 о 14:05", datetime(2026, 3, 5, 14, 5)),
    (DateForm("dmy"), "czw., 05.03.2026, godz. 14.05", datetime(2026, 3, 5, 14, 5)),
    (DateForm("dmy"), "01.03.2026 - 05.03.2026", datetime(2026, 3, 1)),
    (DateForm("mdy"), "5/31/2016 0:37", datetime(2016, 5, 31, 0, 37)),
    (DateForm("mdy"), "5/3/2016 14:15 PM", datetime(2016, 5, 3, 14, 15)),
    (DateForm("mdy"), "5/3/2016 02:15:00 pm", datetime(2016, 5, 3, 14, 15)),
    (DateForm("mdy", words=True), "Dec 8, 2024", datetime(2024, 12, 8)),
    (DateForm("mdy", words=True), "Dec. 8, 2024 at 9:15 AM", datetime(2024, 12, 8, 9, 15)),
    (DateForm("mdy", words=True), "12:30 Mar 05, 2026", datetime(2026, 3, 5, 12, 30)),
    (DateForm("dmy", words=True), "pon., 3 mar 2025", datetime(2025, 3, 3)),
    (DateForm("dmy", words=True), "пн, 3 мар. 2025", datetime(2025, 3, 3)),
    (DateForm("dmy", words=True), "mar. 4 mars 2025", datetime(2025, 3, 4)),
    (DateForm("dmy", words=True), "3 березня 2025 р. о 14:05", datetime(2025, 3, 3, 14, 5)),
    (DateForm("dmy", words=True), "3. März 2025 um 14:05 Uhr", datetime(2025, 3, 3, 14, 5)),
    (DateForm("dmy", words=True), "14 juillet 2025", datetime(2025, 7, 14)),
    (DateForm("dmy", words=True), "5 de marzo de 2025", datetime(2025, 3, 5)),
    (DateForm("dmy", words=True), "3 III 2025", datetime(2025, 3, 3)),
    (DateForm("dmy", words=True), "30.VIII.2025 r.", datetime(2025, 8, 30)),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), DATES, ids=[text for _, text, _ in DATES])
def test_a_date_reads_back(reader: Reader, form: DateForm, text: str, expected: datetime) -> None:
    assert moment(reader, text, form) == expected


@pytest.mark.parametrize("order", ["ymd", "dmy", "mdy", "serial", "compact", "unix"])
@pytest.mark.parametrize("text", [None, "", "-", "soon", "0000-00-00", "99.99.2026", "31/31/31"])
def test_what_is_no_date_is_none(reader: Reader, order: Any, text: str | None) -> None:
    assert moment(reader, text, DateForm(order)) is None


@pytest.mark.parametrize(
    "text",
    [
        "0025-03-03",
        "2925-03-03",
        "03.03.0025",
        "1900-01-00",
        "1900-01-01",
        "01.01.0001 0:00:00",
        "31 czerwca 2025",
        "3.3.2925",
        "10.2.30.4",
        "FV/MAJ/2024/12",
        "marzec 2025",
        "12",
        "60000000",
    ],
)
@pytest.mark.parametrize("order", ["ymd", "dmy", "serial", "compact"])
def test_absurd_years_and_other_figures_are_no_dates(reader: Reader, order: Any, text: str) -> None:
    assert moment(reader, text, DateForm(order)) is None


@pytest.mark.parametrize("form", [DateForm("ymd"), DateForm("dmy", figures="clear")])
def test_a_cell_that_can_be_misread_is_not_read(reader: Reader, form: DateForm) -> None:
    assert moment(reader, "05/03/2026", form) is None
    assert moment(reader, "05/05/2026", form) == datetime(2026, 5, 5)
    assert moment(reader, "2026-03-05", form) == moment(reader, "05.03.2026", form) == DAY


def test_the_owner_says_what_comes_first() -> None:
    assert DateForm("dmy", certain=False).with_day_first(False) == DateForm("mdy")
    assert DateForm("ymd").with_day_first(False) == DateForm("ymd", figures="mdy")
    assert DateForm("ymd", short=True).with_day_first(True) == DateForm("dmy")


def test_a_birth_year_of_two_figures_is_of_the_last_century(reader: Reader) -> None:
    expression = parse_date("c", DateForm("dmy"), pivot=20, first_year=1850)
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

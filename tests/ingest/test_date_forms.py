"""The form of the dates of a column, from its cells and from the rest of the file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.ingest.date_forms import date_form_in_file, find_date_form
from segmentation.ingest.dates import DateForm, parse_date
from tests.ingest.reading import Reader, column
from tests.ingest.writing import DATE_SPELLINGS, write_date


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
        (["1772720122000"], DateForm("unix")),
        (["201810011530", "2018100100"], DateForm("compact")),
        (["13.3.25", "1.3.25"], DateForm("dmy")),
        (["3 III 2025"], DateForm("dmy", words=True)),
        (["25-03-13"], DateForm("dmy", certain=False)),
        (["32-03-13", "33-03-14"], DateForm("ymd", short=True, figures="dmy")),
        ([f"25-03-{day:02}" for day in range(1, 20)], DateForm("ymd", short=True, figures="dmy")),
        ([f"{day:02}-03-25" for day in range(1, 20)], DateForm("dmy")),
        (
            ["13/03/2026", "03/14/2026", "05/06/2026"],
            DateForm("dmy", certain=False, figures="clear"),
        ),
        (
            [*(f"{day}/03/2026" for day in range(5, 32)), "03/14/2026"],
            DateForm("dmy", certain=False, figures="dmy"),
        ),
        (["2026-03-05", "2026-03-06", "3/14/26"], DateForm("ymd", figures="mdy")),
        (["2026-03-05"] * 1 + ["2026-03-07", "46086"], DateForm("ymd", serials=True)),
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


def test_one_cell_of_a_big_file_decides(reader: Reader) -> None:
    cells = [f"0{1 + place % 9}/0{1 + place // 9 % 9}/2026 10:00" for place in range(45_001)]
    cells[22_222] = "03/14/2026 10:00"
    assert find_date_form(reader.connection, column(reader, cells), "c1") == DateForm("mdy")


UNSURE = "\n".join(["1,03/04/2026,x", "2,05/04/2026,x"])


@pytest.mark.parametrize(
    ("text", "day_first", "dollars", "expected", "warned"),
    [
        ("id,day,note\n" + UNSURE, None, False, "dmy", True),
        ("id,day,note\n" + UNSURE, None, True, "mdy", True),
        ("id,day,note\n" + UNSURE, False, False, "mdy", False),
        ("id,day,note\n" + UNSURE, True, True, "dmy", False),
        ("id,data,kwota\n" + UNSURE, None, True, "dmy", False),
        ("id,дата,сумма\n" + UNSURE, None, False, "dmy", False),
        ("id,Datum,note\n" + UNSURE, None, False, "dmy", False),
        ("id,day,paid\n1,03/04/2026,03/14/2026\n", None, False, "mdy", False),
    ],
)
def test_what_the_rest_of_the_file_says_of_days_and_months(
    reader: Reader, text: str, day_first: bool | None, dollars: bool, expected: str, warned: bool
) -> None:
    (raw,) = reader.load(text + "\n")
    form, warnings = date_form_in_file(
        reader.connection, raw, "c1", day_first=day_first, dollars=dollars
    )
    assert form is not None and form.order == expected
    assert warnings == (("ambiguous_dates",) if warned else ())


@settings(max_examples=40)
@given(
    days=st.lists(st.dates(date(1990, 1, 1), date(2049, 12, 31)), max_size=12),
    clear=st.dates(date(2000, 1, 1), date(2049, 12, 31)).filter(lambda day: day.day > 12),
    seconds=st.none() | st.integers(0, 86399),
    form=st.sampled_from(sorted(DATE_SPELLINGS)),
)
def test_dates_with_one_clear_cell_read_back(
    reader: Reader, days: list[date], clear: date, seconds: int | None, form: str
) -> None:
    cells, expected = [], []
    for day in [*days, clear]:
        cell, value, _ = write_date(day, seconds, form)
        cells.append(cell)
        expected.append(value)
    raw = column(reader, cells)
    found = find_date_form(reader.connection, raw, "c1")
    assert found is not None
    read = reader.connection.execute(f"SELECT {parse_date('c1', found)} FROM {raw.table}")
    assert [value for (value,) in read.fetchall()] == expected, cells

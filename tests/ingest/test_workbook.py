"""Excel workbooks to text tables, read in a process of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from segmentation.errors import SegmentationError
from segmentation.ingest import workbook as workbook_module
from tests.ingest.reading import Reader
from tests.ingest.writing import Rows, save, write_workbook

HEADER = ["Order ID", "Order date", "Total", "Email"]
FIRST = ["1001", datetime(2026, 3, 5, 14, 15, 22), 12.5, "anna@example.com"]
SECOND = [1002, date(2026, 3, 6), 0.1 + 0.2, "jan@example.com"]
READ = [
    ("1001", "2026-03-05 14:15:22", "12.5", "anna@example.com"),
    ("1002", "2026-03-06", "0.3", "jan@example.com"),
]


def rows(reader: Reader, content: bytes) -> list[tuple[object, ...]]:
    (raw,) = reader.load(content)
    return reader.cells(raw)


def problem(reader: Reader, content: bytes) -> str:
    with pytest.raises(SegmentationError) as caught:
        reader.load(content, "orders.xlsx")
    assert caught.value.problem.file == "orders.xlsx"
    return caught.value.problem.id


def test_cells_become_the_text_their_owner_sees(reader: Reader) -> None:
    header = ["text", "whole", "part", "day", "moment", "hour", "yes", "tiny"]
    row = [
        "007",
        17850.0,
        1.1 * 3,
        date(2026, 3, 5),
        datetime(2026, 3, 5, 14, 15),
        time(14, 15),
        True,
        0.00001,
    ]
    assert rows(reader, write_workbook({"A": [header, row]})) == [
        (2, "007", "17850", "3.3", "2026-03-05", "2026-03-05 14:15:00", "14:15:00", "true",
         "0.000010", None)
    ]  # fmt: skip


def test_title_above_and_total_below(reader: Reader) -> None:
    content = write_workbook(
        {"A": [["Report for March"], [], HEADER, FIRST, SECOND, ["Total", "", 12.8]]}
    )
    (raw,) = reader.load(content)
    assert (raw.header_row, raw.sheet, raw.encoding, raw.delimiter) == (3, "A", None, None)
    assert [row[0] for row in reader.cells(raw)] == [4, 5, 6]


def test_a_table_may_begin_anywhere(reader: Reader) -> None:
    (raw,) = reader.load(write_workbook({"A": [HEADER, FIRST, SECOND]}, at=(5, 3)))
    assert (raw.header_row, raw.headers) == (5, tuple(HEADER))
    assert reader.cells(raw) == [(6, *READ[0], None), (7, *READ[1], None)]


def test_blank_rows_keep_the_numbers_of_the_others(reader: Reader) -> None:
    content = write_workbook({"A": [HEADER, FIRST, [], ["", " "], SECOND]})
    assert [row[0] for row in rows(reader, content)] == [2, 5]


@pytest.mark.parametrize("header", [[HEADER], []])
def test_sheets_that_go_on_with_a_table_are_one(reader: Reader, header: Rows) -> None:
    sheets: dict[str, Rows] = {"2025": [["Title"], [], HEADER, FIRST], "2026": [*header, SECOND]}
    (raw,) = reader.load(write_workbook(sheets))
    assert (raw.sheet, raw.rows) == ("2025, 2026", 2)
    assert raw.warnings == ("sheets_joined",)
    places = reader.connection.execute(f"SELECT sheet, row FROM {raw.table} ORDER BY rowid")
    assert places.fetchall() == [("2025", 4), ("2026", 1 + len(header))]


def test_other_tables_come_apart_and_notes_stay_out(reader: Reader) -> None:
    sheets: dict[str, Rows] = {
        "Notes": [["Made by the shop's panel"], ["on request"]],
        "About": [["Author", "Jan"], ["Period", "March"]],
        "Orders": [HEADER, FIRST],
        "Customers": [["Customer ID", "Email", "City"], ["7", "anna@example.com", "Łódź"]],
        "Secret": [HEADER, SECOND],
        "Empty": [],
    }
    orders, customers = reader.load(write_workbook(sheets, hidden=["Secret"]))
    assert (orders.sheet, customers.sheet) == ("Orders", "Customers")
    assert orders.warnings == customers.warnings == ("hidden_sheets", "other_sheets")
    assert orders.fingerprint != customers.fingerprint
    assert (orders.rows, customers.rows) == (1, 1)


def test_sheets_with_headers_we_do_not_know_are_all_kept(reader: Reader) -> None:
    sheets = {"A": [["foo", "bar"], ["x", "y"]], "B": [["one", "two", "three"], ["x", "y", "z"]]}
    assert [raw.sheet for raw in reader.load(write_workbook(sheets))] == ["A", "B"]


def test_a_note_beside_the_table_refuses_no_row(reader: Reader) -> None:
    (raw,) = reader.load(write_workbook({"A": [HEADER, FIRST, [*SECOND, "", "check!"]]}))
    assert raw.headers == (*HEADER, "(5)", "(6)")
    assert [row[1:] for row in reader.cells(raw)] == [
        (*READ[0], None, None, None),
        (*READ[1], None, "check!", None),
    ]


def test_sheets_of_different_width_go_together(reader: Reader) -> None:
    sheets: dict[str, Rows] = {"A": [HEADER, FIRST], "B": [HEADER, FIRST, [*SECOND, "check!"]]}
    (raw,) = reader.load(write_workbook(sheets))
    assert (len(raw.headers), raw.rows) == (5, 3)


def test_line_breaks_and_quotes_inside_cells(reader: Reader) -> None:
    note = 'two\r\nlines, "quoted"; and\rmore'
    content = write_workbook({"A": [["id", "note", "city"], ["1", note, "x"], ["2", '"', "y"]]})
    assert [row[1:4] for row in rows(reader, content)] == [
        ("1", 'two\nlines, "quoted"; and\nmore', "x"),
        ("2", '"', "y"),
    ]


def test_chart_sheets_do_not_matter(reader: Reader) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(FIRST)
    book.create_chartsheet("Chart")
    assert len(rows(reader, save(book))) == 1


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"A": []}, "no_table"),
        ({"A": [HEADER]}, "no_rows"),
        ({"A": [[f"c{i}" for i in range(1001)], list(range(1001))]}, "too_many_columns"),
    ],
    ids=["empty", "header only", "1001 columns"],
)
def test_workbooks_that_hold_no_table_say_so(
    reader: Reader, sheets: Mapping[str, Rows], expected: str
) -> None:
    assert problem(reader, write_workbook(sheets)) == expected


@pytest.mark.parametrize("place", [(1048576, 16384), (3, 16384)])
def test_a_stray_cell_far_away_ends_only_the_child(reader: Reader, place: tuple[int, int]) -> None:
    book = openpyxl.Workbook()
    for row in (HEADER, FIRST, SECOND):
        book.active.append(row)
    book.active.cell(*place, "stray")
    assert problem(reader, save(book)) == "stray_cell"


def test_a_cut_workbook_is_damaged(reader: Reader) -> None:
    content = write_workbook({"A": [HEADER, FIRST]})
    assert problem(reader, content[:-300]) == "damaged"


def test_a_workbook_without_its_sheet_is_damaged(reader: Reader) -> None:
    source, target = (
        zipfile.ZipFile(io.BytesIO(write_workbook({"A": [HEADER, FIRST]}))),
        io.BytesIO(),
    )
    with zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            if "sheet1" not in entry.filename:
                archive.writestr(entry, source.read(entry))
    assert problem(reader, target.getvalue()) == "damaged"


def test_a_workbook_that_unpacks_too_large_is_not_opened(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "_UNPACKED_LIMIT_MB", 0)
    assert problem(reader, write_workbook({"A": [HEADER, FIRST]})) == "too_large"


def test_a_workbook_that_takes_too_long_is_given_up(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "_SECONDS", 0.001)
    assert problem(reader, write_workbook({"A": [HEADER, FIRST]})) == "too_slow"


def test_the_name_of_a_workbook_does_not_matter(reader: Reader, tmp_path: Path) -> None:
    (raw,) = reader.load(write_workbook({"A": [HEADER, FIRST]}), "orders.csv")
    assert (raw.name, raw.rows) == ("orders.csv", 1)

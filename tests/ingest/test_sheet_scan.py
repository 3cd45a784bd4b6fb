"""Looking through the sheets of an .xlsx without building them."""

from __future__ import annotations

from pathlib import Path

import pytest

from segmentation.ingest import sheet_scan
from segmentation.ingest.sheet_scan import (
    Place,
    count_empty_formulas,
    declares_too_much,
    find_stray,
)
from tests.ingest.hostile_files import honest_rows, inline_row, xlsx

STYLED = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'


def found(path: Path, rows: str) -> Place | None:
    path.write_bytes(xlsx(rows))
    return find_stray(path, 1000)


def test_the_stray_cell_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert found(path, honest_rows(50)) is None
    assert found(path, honest_rows(50) + STYLED) is None
    assert found(path, inline_row(1048576, [("XFD", "x")])) == Place("XFD", 1048576)
    beside = inline_row(1, [("A", "a"), ("B", "b")]) + inline_row(2, [("A", "1"), ("XFD", "x")])
    assert found(path, beside + inline_row(3, [("A", "2"), ("B", "3")])) == Place("XFD", 2)
    wide = [("ABC", "x"), ("ALM", "y")]
    assert found(path, honest_rows(5) + inline_row(7, wide)) == Place("ALM", 7)
    far = honest_rows(50) + inline_row(1048000, [("BM", "x")])
    assert found(path, far) == Place("BM", 1048000)


def test_a_table_of_many_columns_has_no_stray_cell(tmp_path: Path) -> None:
    letters = [f"{a}{b}{c}" for a in "AB" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
               for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]  # fmt: skip
    place = found(tmp_path / "file", inline_row(1, [(column, "x") for column in letters]))
    assert place is not None and place.wide


@pytest.mark.parametrize("chunk", [700, 1 << 20])
def test_cells_over_the_edge_of_a_chunk_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(sheet_scan, "_CHUNK", chunk)
    monkeypatch.setattr(sheet_scan, "_TAIL", 300)
    formulas = "".join(
        f'<row r="{n}"><c r="A{n}"><f>1+1</f><v></v></c><c r="B{n}"><f>2</f><v>2</v></c></row>'
        for n in range(1, 101)
    )
    path = tmp_path / "file"
    assert found(path, formulas + inline_row(101, [("XFD", "x")])) == Place("XFD", 101)
    assert count_empty_formulas(path) == 100


@pytest.mark.parametrize(
    ("formula", "empty"),
    [
        ("<f>1+1</f><v></v>", 1),
        ("<f>1+1</f><v/>", 1),
        ("<f>1+1</f>", 1),
        ('<f t="shared" si="0"/>', 1),
        ("<f>1+1</f><v>2</v>", 0),
        ("<v>2</v>", 0),
    ],
)
def test_formulas_without_values_are_counted(tmp_path: Path, formula: str, empty: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(xlsx(f'<row r="1"><c r="A1">{formula}</c></row>'))
    assert count_empty_formulas(path) == empty


@pytest.mark.parametrize(
    ("dimension", "expected"), [("A1:D20001", False), ("A1:XFD2", True), ("A1:BN1048576", True)]
)
def test_what_a_sheet_says_of_its_size(tmp_path: Path, dimension: str, expected: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(xlsx(honest_rows(2), dimension=dimension))
    assert declares_too_much(path, 1000) is expected

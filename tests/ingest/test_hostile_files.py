"""Uploads that break careless readers: each is read, or refused with a sentence that helps."""

from __future__ import annotations

import pytest

from segmentation.errors import Problem, SegmentationError, describe
from segmentation.ingest import workbook
from segmentation.language import Language
from tests.ingest.hostile_files import (
    honest_rows,
    inline_row,
    ods,
    ole,
    with_lies,
    xls,
    xlsb,
    xlsx,
    zip_of,
)
from tests.ingest.reading import Reader

ROWS: list[list[str | float]] = [
    ["Order ID", "Order date", "Total", "Email"],
    ["7", "2026-03-05", 12.5, "anna@example.com"],
]
TEXTS = [[str(cell) for cell in row] for row in ROWS]
HEADER = "Order ID,Order date,Total,Email\n"
STRAY = '<c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row><row r="3">'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def problem(reader: Reader, content: bytes | str, name: str = "orders.xlsx") -> Problem:
    with pytest.raises(SegmentationError) as caught:
        reader.load(content, name)
    found = caught.value.problem
    assert len(describe(found, Language("en"))) > 30
    return found


@pytest.mark.parametrize(
    ("rows", "dimension", "place"),
    [
        (inline_row(1048576, [("XFD", "x")]), "XFD1048576", ("XFD", 1048576)),
        (inline_row(1048576, [("XFD", "x")]), "", ("XFD", 1048576)),
        (inline_row(1, [("A", "x")]) + inline_row(1048576, [("XFD", "x")]), "", ("XFD", 1048576)),
        (honest_rows(20_000).replace('</row><row r="3">', STRAY), "A1:XFD20001", ("XFD", 2)),
        (honest_rows(20_000).replace('</row><row r="3">', STRAY), "A1:D20001", ("XFD", 2)),
    ],
    ids=["corner", "corner, not said", "corner and A1", "accident", "accident, not said"],
)
def test_a_stray_cell_is_named(
    reader: Reader, rows: str, dimension: str, place: tuple[str, int]
) -> None:
    found = problem(reader, xlsx(rows, dimension=dimension))
    assert (found.id, found.column, found.row) == ("stray_cell", *place)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(honest_rows(2), more={"xl/worksheets/sheet2.xml": b" " * (60 << 20)}),
        xlsx(honest_rows(2), strings="<si><t>" + "A" * (60 << 20) + "</t></si>"),
        zip_of({"content.xml": b" " * (60 << 20)}),
    ],
    ids=["rows", "shared strings", "ods"],
)
def test_bombs_are_not_opened(
    reader: Reader, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MODULE", "there is no such module")
    assert problem(reader, content).id == "too_dense"


def test_a_workbook_that_lies_about_its_size_ends_only_the_child(reader: Reader) -> None:
    bomb = xlsx("<!--" + " " * (80 << 20) + "-->" + honest_rows(2))
    lying = with_lies(bomb, "xl/worksheets/sheet1.xml", 3000)
    assert problem(reader, lying).id in ("unreadable", "damaged")


@pytest.mark.parametrize("before", [LAUGHS, OUTSIDE], ids=["billion laughs", "external entity"])
def test_entities_are_not_resolved(reader: Reader, before: str) -> None:
    rows = inline_row(1, [("A", "Order ID"), ("B", "&i;")]) + honest_rows(2)
    assert problem(reader, xlsx(rows, before=before)).id == "damaged"


def test_a_child_that_dies_is_a_file_we_could_not_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MODULE", "there is no such module")
    for content in (xlsx(honest_rows(2)), xls(ROWS), b"<table><tr><td>x</table>"):
        assert problem(reader, content).id == "unreadable"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ole({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), "password"),
        (xls(ROWS, protected=True), "password"),
        (b"%PDF-1.7\n", "not_a_table"),
        (zip_of({"[Content_Types].xml": "x", "word/document.xml": "x"}), "not_a_table"),
        (ole({"WordDocument": b"x"}), "not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "not_a_table"),
        (b"PAR1\x15\x04", "not_a_table"),
        (zip_of({"[Content_Types].xml": "x"}), "damaged"),
        (xlsx(honest_rows(2))[:700], "damaged"),
        (b"", "empty_file"),
        (b" \r\n\t\r\n", "empty_file"),
        (b"\xef\xbb\xbf\r\n", "empty_file"),
        (b"\x00" * 5000, "empty_file"),
        ("\u200b\n\ufeff\n", "empty_file"),
        (b"<!DOCTYPE html><html><form>Log in</form></html>", "web_page"),
    ],
    ids=["password", "old password", "pdf", "docx", "doc", "png", "parquet", "other office", "cut",
         "empty", "blank", "only a mark", "only NUL", "only invisible", "login page"],
)  # fmt: skip
def test_what_is_no_table_is_told_by_its_bytes(
    reader: Reader, content: bytes | str, expected: str
) -> None:
    assert problem(reader, content).id == expected


@pytest.mark.parametrize("content", [xls(ROWS), xlsb(ROWS), ods(TEXTS)], ids=["xls", "xlsb", "ods"])
def test_workbooks_of_other_kinds_are_read(reader: Reader, content: bytes) -> None:
    (raw,) = reader.load(content, "orders.csv")
    assert (raw.sheet, raw.headers) == ("A", tuple(TEXTS[0]))
    assert reader.cells(raw) == [(2, "7", "2026-03-05", "12.5", "anna@example.com", None)]


@pytest.mark.parametrize("state", [1, 2], ids=["hidden", "very hidden"])
def test_a_workbook_of_hidden_sheets_says_so(reader: Reader, state: int) -> None:
    assert problem(reader, xls(ROWS, state=state)).id == "only_hidden"


def test_macros_are_data_that_nobody_runs(reader: Reader) -> None:
    (raw,) = reader.load(xlsx(honest_rows(2), more={"xl/vbaProject.bin": b"x"}), "orders.xlsm")
    assert (raw.rows, raw.warnings) == (2, ("macros_ignored",))


def test_formulas_without_values_are_told(reader: Reader) -> None:
    cell = '<c r="C3" t="inlineStr"><is><t>12.50</t></is></c>'
    rows = honest_rows(2).replace(cell, '<c r="C3"><f>WEBSERVICE("http://x")</f></c>')
    (raw,) = reader.load(xlsx(rows))
    assert raw.warnings == ("formulas_without_values",)
    assert [row[3] for row in reader.cells(raw)] == ["12.50", None]


def test_numbers_that_excel_has_cut_are_told(reader: Reader) -> None:
    (raw,) = reader.load(xls([ROWS[0], [1.2345678901234567e16, "2026-03-05", 1, "a@b.pl"]]))
    assert raw.warnings == ("long_numbers",)
    assert reader.cells(raw)[0][1] == "12345678901234568"
    (raw,) = reader.load(xls([ROWS[0], [123456789012345.0, "2026-03-05", 1, "a@b.pl"]]))
    assert (raw.warnings, reader.cells(raw)[0][1]) == ((), "123456789012345")


def test_invisible_characters_in_a_workbook_are_removed_and_counted(reader: Reader) -> None:
    rows: list[list[str | float]] = [
        ROWS[0],
        ["7", "2026-03-05", 1, "an\u200bna@example\u202e.com"],
    ]
    (raw,) = reader.load(xls(rows))
    assert (raw.cleaned_characters, raw.warnings) == (2, ("cleaned_characters",))
    assert reader.cells(raw)[0][4] == "anna@example.com"


def test_too_many_columns_are_told_after_a_line(reader: Reader) -> None:
    wide = ",".join(f"column{n}" for n in range(100_000)) + "\n" + "1," * 99_999 + "1\n"
    assert problem(reader, wide).id == "too_many_columns"


def test_one_endless_line_is_refused(reader: Reader) -> None:
    assert problem(reader, b"x" * (50 << 20)).id == "no_line_breaks"
    assert problem(reader, ("x" * (2 << 20)).encode("utf-16")).id == "no_line_breaks"


@pytest.mark.parametrize("ending", ["", "\n\n"])
def test_a_huge_cell_harms_no_other(reader: Reader, ending: str) -> None:
    huge = 'x, "' * (5 << 18)
    quoted = huge.replace('"', '""')
    text = f'{HEADER}1,2026-03-05,5,"{quoted}"\n2,2026-03-05,6,b@example.com\n{ending}'
    raw = reader.read(text).raw
    assert [row[3:5] for row in reader.cells(raw)] == [("5", huge), ("6", "b@example.com")]


def test_letters_that_do_harm_elsewhere_are_letters(reader: Reader) -> None:
    names = ['x"); DROP TABLE raw_1; --', "select", "email", "email", "", "<script>", "row"]
    cells = ["=cmd|' /C calc'!A0", "<b>x</b>", "a@b.pl", "[x](javascript:1)", ":smile:", "$x$", "'"]
    lines = (
        ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in (names, cells)
    )
    (raw,) = reader.load("\n".join(lines) + "\n")
    assert raw.headers == (*names[:3], "email (2)", "(5)", "<script>", "row")
    assert reader.cells(raw) == [(2, *cells, None)]


def test_invisible_characters_are_removed_and_counted(reader: Reader) -> None:
    text = (
        f"{HEADER}1,2026-03-05,5,an\u200bna@exam\x01ple.com\n2,2026-03-05,6,\u202ejan@example.com\n"
    )
    reading = reader.read("\ufeff" + text)
    assert reading.raw.cleaned_characters == 3
    assert "cleaned_characters" in reading.report.warnings
    emails = [document["email"] for document in reading.documents]
    assert emails == ["anna@example.com", "jan@example.com"]


def test_odd_line_breaks_end_no_line(reader: Reader) -> None:
    text = f"{HEADER}1,2026-03-05,5,a@b.pl\n2,2026-03-05,6,x\x0by\u2028z@b.pl\n"
    (raw,) = reader.load(text)
    assert [row[4] for row in reader.cells(raw)] == ["a@b.pl", "x y z@b.pl"]


def test_mixed_encodings_are_repaired_and_counted(reader: Reader) -> None:
    lines = [f"{n},2026-03-05,5,Żółw {n}\n" for n in range(1, 9)]
    odd = {2, 5}
    parts = [line.encode("cp1250" if n in odd else "utf-8") for n, line in enumerate(lines)]
    (raw,) = reader.load(HEADER.encode() + b"".join(parts))
    assert (raw.encoding, raw.repaired_lines, raw.warnings) == ("utf-8", 2, ("mixed_encoding",))
    parts = [line.encode("utf-8" if n in odd else "cp1250") for n, line in enumerate(lines)]
    (other,) = reader.load(HEADER.encode() + b"".join(parts))
    assert (other.encoding, other.repaired_lines) == ("windows-1250", 2)
    assert [row[4] for row in reader.cells(other)] == [f"Żółw {n}" for n in range(1, 9)]


def test_letters_converted_twice_are_told(reader: Reader) -> None:
    text = f"{HEADER}1,2026-03-05,5,Żaneta Łódzka\n2,2026-03-05,5,Józef Świt\n"
    (raw,) = reader.load(text.encode().decode("cp1250", errors="replace"))
    assert raw.warnings == ("converted_twice",)
    assert reader.load(text)[0].warnings == ()

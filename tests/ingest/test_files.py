"""What a file is told by its bytes, never by its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.errors import PROBLEMS, Problem, SegmentationError, describe
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.files import fingerprint_file, load_file
from segmentation.ingest.mapping import guess_mapping
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.tables import build_tables
from segmentation.language import Language
from tests.ingest.reading import Reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def problem(reader: Reader, content: bytes, name: str = "orders.csv") -> tuple[str, str]:
    """The problem's id and the sentence for the owner."""
    with pytest.raises(SegmentationError) as caught:
        reader.load(content, name)
    return caught.value.problem.id, describe(caught.value.problem, Language("en"))


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def old_office(stream: str, *, directory_at: int = 1) -> bytes:
    """An old Office file whose directory, in sector ``directory_at``, names ``stream``."""
    header = bytearray(512)
    header[:8] = OLE
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = directory_at.to_bytes(4, "little")
    entry = stream.encode("utf-16-le").ljust(512, b"\0")
    return bytes(header) + b"\0" * 512 * directory_at + entry


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
        (zipped("ppt/presentation.xml"), "PowerPoint"),
        (b"BZh91AY", "BZ2"),
        (zipped("word/document.xml"), "Word"),
        (old_office("WordDocument"), "Word"),
        (b'{"orders": []}', "JSON"),
        (b'[{"id": 1}]', "JSON"),
        (b'<?xml version="1.0"?><a/>', "XML"),
    ],
)
def test_files_that_are_no_tables(reader: Reader, content: bytes, kind: str) -> None:
    found, sentence = problem(reader, content, "orders.xlsx")
    assert found == "not_a_table"
    assert sentence.startswith("orders.xlsx: ") and kind in sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x09\x08\x08\x00\x00\x05\x10\x00", "Excel 95 (.xls)"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHTML"),
    ],
)
def test_tables_in_files_we_cannot_read_yet(reader: Reader, content: bytes, kind: str) -> None:
    found, sentence = problem(reader, content)
    assert found == "unsupported"
    assert kind in sentence


@pytest.mark.parametrize("directory_at", [1, 5000])
def test_a_password_is_told_from_a_broken_file(reader: Reader, directory_at: int) -> None:
    content = old_office("EncryptedPackage", directory_at=directory_at)
    assert problem(reader, content, "klienci.xlsx")[0] == "password"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        zipped("xl/workbook.xml")[:60],
        zipped("xl/workbook.xml"),
        zipped("xl/workbook.bin"),
        zipped("content.xml"),
        old_office("Workbook"),
        old_office("Book"),
    ],
    ids=range(7),
)
def test_a_broken_workbook_is_damaged(reader: Reader, content: bytes) -> None:
    assert problem(reader, content)[0] == "damaged"


@pytest.mark.parametrize("start", ["PK", "MZ", "PAR1", "GIF", "[11] Tea"])
def test_headers_that_begin_like_other_files_are_headers(reader: Reader, start: str) -> None:
    (raw,) = reader.load(f"{start},name\n1,Anna\n", "orders.pdf")
    assert (raw.name, raw.headers) == ("orders.pdf", (start, "name"))


def test_a_missing_file_is_told(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(SegmentationError) as caught:
        load_file(reader.connection, tmp_path / "none.csv", "none.csv", "raw_1", tmp_path)
    assert caught.value.problem.id == "file_missing"


def test_the_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    first, same, other = (tmp_path / name for name in ("first", "same", "other"))
    for path, content in ((first, b"a,b\n1,2\n"), (same, b"a,b\n1,2\n"), (other, b"a,b\n1,3\n")):
        path.write_bytes(content)
    assert fingerprint_file(first) == fingerprint_file(same) != fingerprint_file(other)


CELLS = st.sampled_from(
    [b"id", b"Date", b"Total", b"Email", b"2026-03-05", b"12,50", b"a@b.pl", b"Razem", b"\xb9\xea",
     b"\xc4\x85", b"\xd0\xb0", b"\x00", b"'", b'"', b'"a', b'b"', b"-", b" ", b""]
)  # fmt: skip
MARKS = st.sampled_from([b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\n\n"])
NEARLY_TABLES = st.lists(st.tuples(CELLS, MARKS), max_size=40).map(
    lambda parts: b"".join(cell + mark for cell, mark in parts)
)
STARTS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", OLE, b"sep=;\n"])


@settings(max_examples=60)
@given(start=STARTS, content=st.binary(max_size=200) | NEARLY_TABLES)
def test_any_bytes_end_in_a_table_or_in_a_problem_with_words(
    reader: Reader, start: bytes, content: bytes
) -> None:
    known = {"unknown_kind"}
    problems: list[Problem] = []
    tables: tuple[RawTable, ...] = ()
    try:
        tables = reader.load(start + content)
    except SegmentationError as error:
        problems.append(error.problem)
        known |= set(PROBLEMS)
    for raw in tables:
        assert raw.rows == len(reader.cells(raw)) > 0
        mapping = guess_mapping(raw, gather_evidence(reader.connection, raw))
        try:
            report = build_tables(reader.connection, raw, mapping)
        except SegmentationError as error:
            problems.append(error.problem)
        else:
            assert report.rows == report.rows_kept + report.rows_refused == raw.rows
    assert {problem.id for problem in problems} <= known
    assert all(describe(problem, Language("en")) for problem in problems)

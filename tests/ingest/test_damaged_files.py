"""Any bytes, and any good file with some bytes damaged, are read or refused in time."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from unittest.mock import patch

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.counting import count_shop
from segmentation.errors import REFUSALS, WARNINGS, SegmentationError, describe
from segmentation.ingest import delimited
from segmentation.language import Language
from segmentation.shop import Import, Shop
from tests.ingest.hostile_files import honest_rows, ods, xls, xlsb, xlsx, zip_of

TEXT = "Numer;Data;E-mail;Produkt;Kwota\n" + "".join(
    f"{n};2026-03-{n:02};k{n % 4}@b.pl;Kubek „Świt” {n};{n * 10},50\n" for n in range(1, 15)
)
ROWS: list[list[str | float]] = [
    ["Order ID", "Order date", "Total", "Email"],
    ["7", "2026-03-05", 12.5, "anna@example.com"],
]
TEXTS = [[str(cell) for cell in row] for row in ROWS]
FLAT = [
    TEXT.encode(),
    TEXT.encode("cp1250"),
    TEXT.encode("utf-16"),
    TEXT.replace(";", '";"').replace("\n", '"\r\n"').encode(),
    ("Raport\n\n" + TEXT + ";;;Razem;1\n\nWygenerowano\n").encode("utf-8-sig"),
    gzip.compress(TEXT.encode()),
    zip_of({"a.csv": TEXT, "b.csv": TEXT}),
]
OPENED = [
    xlsx(honest_rows(3)),
    xls(ROWS),
    xlsb(ROWS),
    ods(TEXTS),
    ("<table>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in TEXTS) + "</table>").encode(),
]
PACKED = [xlsx(honest_rows(3)), xlsb(ROWS), ods(TEXTS)]
# What our own statements can do wrong, whatever is in the file.
MISTAKES = (duckdb.ProgrammingError, duckdb.InternalError, AttributeError, KeyError, IndexError)
SECONDS = 60
STARTS = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"sep=;\n",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"<?xml version='1.0'?>"]
)  # fmt: skip
PIECES = st.sampled_from(
    [b"Order ID", b"Date", b"Total", b"Email", b"Status", b"paid", b"2026-03-05", b"46000",
     b"12,50", b"a@b.pl", b"Razem", b"\xb9\xea", b"\0", b'"', b"'", b"-", b'="1"', b"\xe2\x80\x8b",
     b"9" * 20]
)  # fmt: skip
MARKS = st.sampled_from([b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\n\n", b"|"])
TABLES = st.lists(st.tuples(PIECES, MARKS), max_size=60).map(
    lambda cells: b"".join(piece + mark for piece, mark in cells)
)
ANYTHING = st.builds(lambda start, body: start + body, STARTS, st.binary(max_size=600) | TABLES)
SPLINTERS = st.sampled_from(
    [b"", b"\0", b'"', b"\n", b"\r", b";", b"\xff\xfe", b"\xe2\x80\x8b", b"'", b"<td>", b"\x80\x80"]
) | st.binary(max_size=4)  # fmt: skip
DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), SPLINTERS), min_size=1, max_size=12
)


@pytest.fixture(scope="module")
def held() -> Iterator[Shop]:
    """A shop that all examples share; each takes back what it brought."""
    with closing(Shop.open_temporary()) as shop:
        yield shop


def damaged(content: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    """The content with bytes taken out and others put in at some places."""
    for place, length, splinter in damage:
        at = int(place * len(content))
        content = content[:at] + splinter + content[at + length :]
    return content


def read(held: Shop, content: bytes, large: bool) -> None:
    """Read the content as the app does, use and count it: a result or a refusal, and in time."""
    start = time.monotonic()
    read_and_count(held, content, large)
    assert time.monotonic() - start < SECONDS


def read_and_count(held: Shop, content: bytes, large: bool) -> None:
    path = held.folder / "given"
    path.unlink(missing_ok=True)  # the last one may be linked to
    path.write_bytes(content)
    found: tuple[Import, ...] = ()
    refused: SegmentationError | None = None
    with patch.object(delimited, "LARGE", 0 if large else delimited.LARGE):
        try:
            found = held.read_file(path, "orders.csv")
        except SegmentationError as error:
            refused = error
    assert found or (refused and describe(refused.problem, Language("en")))
    if refused:
        assert not isinstance(refused.__cause__, MISTAKES)
        assert not held.imports()
        return
    for staged in found:
        if staged.problem:
            assert describe(staged.problem, Language("en"))
            continue
        report = staged.report
        assert report
        assert report.rows == report.rows_kept + report.rows_refused > 0
        assert {refusal.reason for refusal in report.refusals} <= REFUSALS.keys()
        assert set(report.warnings) <= WARNINGS.keys()
    held.use()
    totals = count_shop(held)
    excluded = totals.cancelled + totals.refunded + totals.failed
    counted = totals.orders + totals.return_documents + totals.zero_documents
    assert totals.documents == counted + excluded
    for used in held.imports():
        held.remove(used.import_id)


@settings(max_examples=20)
@given(content=ANYTHING, large=st.booleans())
def test_any_bytes(held: Shop, content: bytes, large: bool) -> None:
    read(held, content, large)


@settings(max_examples=15)
@given(content=st.sampled_from(FLAT), damage=DAMAGE, large=st.booleans())
def test_damaged_texts_and_archives(
    held: Shop, content: bytes, damage: list[tuple[float, int, bytes]], large: bool
) -> None:
    read(held, damaged(content, damage), large)


@settings(max_examples=8)
@given(content=st.sampled_from(OPENED), damage=DAMAGE)
def test_damaged_workbooks_and_pages(
    held: Shop, content: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    read(held, damaged(content, damage), large=False)


@settings(max_examples=6)
@given(part=st.integers(0, 20), content=st.sampled_from(PACKED), damage=DAMAGE)
def test_damaged_parts_of_workbooks(
    held: Shop, part: int, content: bytes, damage: list[tuple[float, int, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    name = list(parts)[part % len(parts)]
    whole = parts[name]
    assert isinstance(whole, bytes)
    read(held, zip_of({**parts, name: damaged(whole, damage)}), large=False)

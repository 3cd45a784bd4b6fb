"""What a file seems to be, from its first part: an answer while the whole is not read yet.

The beginning of the file goes through the same functions that read the whole; counts are
what that part holds, stretched to the size of the file. Nothing here decides anything.
"""

from __future__ import annotations

import math
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from segmentation.columns import Kind
from segmentation.errors import SegmentationError
from segmentation.ingest.clean_form import write_clean
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.files import load_file
from segmentation.ingest.frames import find_frame, head_count
from segmentation.ingest.mapping import ColumnMapping, guess_mapping
from segmentation.ingest.raw_table import RawTable, drop_blank_rows, load_clean
from segmentation.ingest.sheet_head import read_sheet_head

_HEAD = 1 << 20  # bytes
_MEMORY_LIMIT = "300MB"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIGURES = 2  # of an estimate that are worth saying


@dataclass(frozen=True)
class FirstLook:
    """What a file looks like. ``rows`` and ``orders`` are rounded estimates, None where
    nothing can be said; ``export`` is the id of the known export, ``columns`` the meanings
    that were recognized; ``workbook`` tells spreadsheets from text."""

    kind: Kind | None = None
    platform: str = "generic"
    export: str | None = None
    rows: int | None = None
    orders: int | None = None
    columns: tuple[str, ...] = ()
    workbook: bool = False


def look_at(path: Path, name: str) -> FirstLook | None:
    """A first look at the file at ``path``, called ``name``; None when nothing can be said.

    Reads about a megabyte, whatever the size. Never raises: what is wrong with a file is for
    the whole reading to say.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(_OLE))
        if start.startswith(_ZIP):
            return _look_at_workbook(path, name)
        if start == _OLE:
            return None
        return _look_at_text(path, name)
    except (SegmentationError, duckdb.Error, OSError, ValueError, LookupError):
        return None


def _look_at_text(path: Path, name: str) -> FirstLook | None:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = _whole_lines(file.read(_HEAD), size)
    with tempfile.TemporaryDirectory(prefix="segmentation-look-") as folder:
        part = Path(folder) / "head"
        part.write_bytes(head)
        with closing(_connect()) as connection:
            raw = load_file(connection, part, name, "look", Path(folder))[0]
            return _answer(connection, raw, size / len(head))


def _whole_lines(head: bytes, size: int) -> bytes:
    """The head without the line that it cuts in two."""
    if len(head) >= size:
        return head
    wide = b"\0" in head[:4096]
    cut = max(head.rfind(b"\n"), head.rfind(b"\r")) + 1
    if wide:  # UTF-16: the line feed is one byte of two
        cut += cut % 2
    return head[:cut] if cut > 0 else head


def _look_at_workbook(path: Path, name: str) -> FirstLook | None:
    head = read_sheet_head(path)
    if head is None:
        return None
    rows = {number: cells for number, cells in head.rows if number <= head_count()}
    frame = find_frame([rows.get(number, ()) for number in range(1, max(rows, default=0) + 1)])
    if frame is None:
        return FirstLook(rows=_rounded(head.estimated) or None, workbook=True)
    width = len(frame.headers)
    with tempfile.TemporaryDirectory(prefix="segmentation-look-") as folder:
        clean = Path(folder) / "clean.csv"
        write_clean(head.rows, clean, width)
        with closing(_connect()) as connection:
            load_clean(connection, clean, "look", width, frame.header_row)
            kept = drop_blank_rows(connection, "look", width)
            raw = RawTable(name, "look", frame.headers, frame.header_row, kept, "")
            times = head.estimated / max(1, len(head.rows))
            return _answer(connection, raw, times, workbook=True)


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={"memory_limit": _MEMORY_LIMIT, "threads": 1, "autoinstall_known_extensions": False}
    )


def _answer(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, times: float, *, workbook: bool = False
) -> FirstLook:
    mapping = guess_mapping(raw, gather_evidence(connection, raw))
    orders = _orders_in(connection, raw, mapping)
    return FirstLook(
        kind=mapping.kind,
        platform=mapping.platform,
        export=mapping.export,
        rows=_rounded(raw.rows * times, exact=times <= 1),
        orders=None if orders is None else _rounded(orders * times, exact=times <= 1),
        columns=tuple(mapping.meanings),
        workbook=workbook,
    )


def _orders_in(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> int | None:
    """The different order numbers; None where there are none, or where lines of one order lie
    apart, so that a part of the file says nothing of the whole."""
    column = mapping.column("order_id")
    if column is None or mapping.kind not in ("orders", "order_lines"):
        return None
    found = connection.execute(
        f"""WITH ids AS (SELECT rowid AS place, trim({column}) AS id FROM {raw.table}
            WHERE trim({column}) <> '')
        SELECT count(*), count(DISTINCT id), count(*) FILTER (id = before)
        FROM (SELECT id, lag(id) OVER (ORDER BY place) AS before FROM ids)"""
    ).fetchone()
    assert found is not None
    filled, different, beside = found
    repeated = filled - different
    return None if not different or beside < repeated / 2 else int(different)


def _rounded(count: float, *, exact: bool = False) -> int:
    """An estimate by its first two figures: 11,873 is about 12,000."""
    if exact or count < 10**_FIGURES:
        return round(count)
    unit: int = 10 ** (math.floor(math.log10(count)) + 1 - _FIGURES)
    return round(count / unit) * unit

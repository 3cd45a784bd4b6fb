"""CSV, TSV and TXT to a text table.

A file that is regular is read by DuckDB as it lies there. Anything else (blank lines, ragged
rows, loose quotes) is first written out in the clean form by Python's csv module: one more
pass, but every row keeps its number and none is lost.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from segmentation.errors import fail
from segmentation.ingest.clean_form import write_clean
from segmentation.ingest.encoding import find_encoding, transcode
from segmentation.ingest.frames import Frame, find_delimiter, find_frame, head_rows
from segmentation.ingest.raw_table import MAX_COLUMNS, RawTable, drop_blank_rows, load_clean
from segmentation.ingest.values import literal

_HEAD = 1 << 18
_LONGEST_CELL = 1 << 17
_LINES_IN_A_CELL = 40  # more than that is a quote that was never closed


@dataclass(frozen=True)
class TextFile:
    """A text file as UTF-8: where it lies, how it was encoded, whether it is plain."""

    path: Path
    encoding: str
    plain: bool


def load_delimited(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    table: str,
    scratch: Path,
    fingerprint: str,
) -> RawTable:
    """Read the delimited text file at ``path`` into the DuckDB table ``table``.

    Raises SegmentationError (empty_file, no_table, no_rows, no_line_breaks, too_many_columns).
    """
    text = _as_utf8(path, scratch / f"{table}.txt")
    head = _read_head(text.path, name)
    delimiter = find_delimiter(head)
    rows = head_rows(head, delimiter)
    frame = find_frame(rows)
    if frame is None:
        raise fail("no_table", file=name)
    if len(frame.headers) > MAX_COLUMNS:
        raise fail("too_many_columns", file=name, limit=MAX_COLUMNS)
    one_line_each = all("\n" not in cell for row in rows[: frame.header_row] for cell in row)
    if not (
        text.plain and one_line_each and _load_regular(connection, text.path, delimiter, frame, table)
    ):
        clean = scratch / f"{table}.clean.csv"
        write_clean(_records(text.path, delimiter), clean, len(frame.headers))
        load_clean(connection, clean, table, len(frame.headers), frame.header_row)
    kept = drop_blank_rows(connection, table, len(frame.headers))
    if kept == 0:
        raise fail("no_rows", file=name)
    return RawTable(
        name=name,
        table=table,
        headers=frame.headers,
        header_row=frame.header_row,
        rows=kept,
        fingerprint=fingerprint,
        encoding=text.encoding,
        delimiter=delimiter if len(frame.headers) > 1 else None,
    )


def _as_utf8(path: Path, target: Path) -> TextFile:
    encoding = find_encoding(path)
    if encoding.name == "utf-8":
        return TextFile(path, encoding.name, encoding.plain)
    return TextFile(target, encoding.name, transcode(path, encoding, target))


def _read_head(path: Path, name: str) -> str:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head = file.read(_HEAD)
    if not head.strip("\0 \r\n\t\ufeff"):
        raise fail("empty_file", file=name)
    if len(head) < _HEAD:
        return head.replace("\0", "")
    last_break = max(head.rfind("\n"), head.rfind("\r"))
    if last_break < 0:
        raise fail("no_line_breaks", file=name)
    return head[: last_break + 1].replace("\0", "")


def _load_regular(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, frame: Frame, table: str
) -> bool:
    """Let DuckDB read a regular file; False when it is not regular after all."""
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(frame.headers)))
    try:
        connection.execute(
            f"""CREATE OR REPLACE TABLE {table} AS
            SELECT row_number() OVER () + {frame.header_row} AS row, NULL::VARCHAR AS sheet, *,
                NULL::VARCHAR AS extra
            FROM read_csv(?, delim={literal(delimiter)}, quote='"', escape='"', header=false,
                auto_detect=false, columns={{{columns}}}, skip={frame.header_row},
                strict_mode=true, max_line_size=4000000)""",
            [str(path)],
        )
    except duckdb.Error:
        return False
    return True


def _records(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number; quotes are taken as letters where one is never closed."""
    quoting = csv.QUOTE_NONE if _quote_runs_away(path, delimiter) else csv.QUOTE_MINIMAL
    csv.field_size_limit(_LONGEST_CELL * 1024)
    reader = csv.reader(_lines(path), delimiter=delimiter, quoting=quoting)
    for number, row in enumerate(reader, start=1):
        if quoting == csv.QUOTE_NONE:
            row = [cell.strip().strip('"').replace('""', '"') for cell in row]
        yield number, row


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for line in file:
            yield line.replace("\0", "")


def _quote_runs_away(path: Path, delimiter: str) -> bool:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return any(
            cell.count("\n") > _LINES_IN_A_CELL
            for row in csv.reader(_lines(path), delimiter=delimiter)
            for cell in row
        )
    except csv.Error:
        return True

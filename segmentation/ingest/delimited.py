"""CSV, TSV and TXT to a text table.

A file that is regular is read by DuckDB as it lies there. Anything else (blank lines, ragged
rows, loose quotes) is first written out in the clean form by Python's csv module: one more
pass, but every row keeps its number and none is lost.
"""

from __future__ import annotations

import csv
import glob
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import duckdb

from segmentation.errors import fail
from segmentation.ingest.clean_form import write_clean
from segmentation.ingest.encoding import find_encoding, transcode
from segmentation.ingest.frames import Frame, find_delimiter, find_frame, head_rows
from segmentation.ingest.progress import counted, current
from segmentation.ingest.raw_table import MAX_COLUMNS, RawTable, drop_blank_rows, load_clean
from segmentation.ingest.values import literal

_HEAD = 1 << 18
_LINES_IN_A_CELL = 40  # more than that is a quote that was never closed
_BROKEN_QUOTES = 1000  # from then on nobody closes quotes in this file


@dataclass(frozen=True)
class TextFile:
    """A text file as UTF-8: where it lies, how it was encoded, whether it is plain."""

    path: Path
    encoding: str
    plain: bool
    repaired: bool


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
    progress = current()
    progress.enter("open", 0.05)
    text = _as_utf8(path, scratch / f"{table}.txt")
    head = _read_head(text.path, name)
    delimiter = find_delimiter(head)
    rows = head_rows(head, delimiter)
    frame = find_frame(rows)
    if frame is None:
        raise fail("no_table", file=name)
    if len(frame.headers) > MAX_COLUMNS:
        raise fail("too_many_columns", file=name, limit=MAX_COLUMNS)
    warnings = ["mixed_encoding"] if text.repaired else []
    one_line_each = all("\n" not in cell for row in rows[: frame.header_row] for cell in row)
    plain = text.plain and one_line_each
    progress.enter("rows", 0.25, one_statement=True)
    if not (plain and _load_regular(connection, text.path, delimiter, frame, table)):
        progress.enter("rows", 0.35)
        clean, lines = scratch / f"{table}.clean.csv", _Lines(text.path)
        write_clean(_records(lines, delimiter), clean, len(frame.headers))
        load_clean(connection, clean, table, len(frame.headers), frame.header_row)
        warnings += ["cleaned_characters"] if lines.cleaned else []
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
        warnings=tuple(warnings),
    )


def _as_utf8(path: Path, target: Path) -> TextFile:
    encoding = find_encoding(path)
    repaired = encoding.repair is not None
    if encoding.name == "utf-8" and not repaired:
        return TextFile(path, encoding.name, encoding.plain, repaired)
    current().enter("open", 0.15)
    return TextFile(target, encoding.name, transcode(path, encoding, target), repaired)


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
    width, beyond = len(frame.headers), range(len(frame.headers), frame.cells)
    if frame.cells > MAX_COLUMNS:
        return False
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(max(width, frame.cells)))
    texts = ", ".join(f"nullif(trim(c{i}), '')" for i in beyond)
    extra = f"nullif(concat_ws(' | ', {texts}), '')" if texts else "NULL::VARCHAR"
    try:
        connection.execute(
            f"""CREATE OR REPLACE TABLE {table} AS
            SELECT row_number() OVER () + {frame.header_row} AS row, NULL::VARCHAR AS sheet,
                {", ".join(f"c{i}" for i in range(width))},
                {extra} AS extra
            FROM read_csv(?, delim={literal(delimiter)}, quote='"', escape='"', header=false,
                auto_detect=false, columns={{{columns}}}, skip={frame.header_row},
                strict_mode=true, max_line_size=4000000)""",
            [glob.escape(str(path))],  # a name such as orders[1].csv is no pattern
        )
    except duckdb.Error:
        return False
    return True


@dataclass(frozen=True)
class _Row:
    """A row's cells and how many lines it took."""

    cells: list[str]
    lines: int


class _Lines:
    """The lines of a UTF-8 file, each with its end, without NUL.

    ``cleaned`` tells whether a NUL was removed from the lines read so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cleaned = False

    def __iter__(self) -> Iterator[str]:
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for line in counted(file, self.path.stat().st_size):
                if "\0" in line:
                    self.cleaned = True
                    line = line.replace("\0", "")
                yield line if line.endswith(("\n", "\r")) else line + "\n"


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number. A quote that is never closed costs no more than its own row."""
    source = iter(lines)
    waiting: deque[str] = deque()
    broken = 0
    for number in count(1):
        line = waiting.popleft() if waiting else next(source, None)
        if line is None:
            return
        if '"' not in line:
            yield number, line.rstrip("\r\n").split(delimiter)
            continue
        row = _parse([line], delimiter)
        if row is None or row.cells[-1].endswith(("\n", "\r")):  # a quote is open at the end
            row = None
            if broken < _BROKEN_QUOTES:
                waiting.extend(islice(source, _LINES_IN_A_CELL - len(waiting)))
                row = _parse([line, *waiting], delimiter, strict=True)
            if row is None:
                broken += 1
                row = _Row(_without_quotes(line, delimiter), 1)
            for _ in range(row.lines - 1):
                waiting.popleft()
        yield number, row.cells


def _parse(lines: Sequence[str], delimiter: str, *, strict: bool = False) -> _Row | None:
    """The first row of ``lines``; None where its quotes do not match."""
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    try:
        return _Row(next(reader), reader.line_num)
    except csv.Error:
        return None


def _without_quotes(line: str, delimiter: str) -> list[str]:
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell.strip().strip('"').replace('""', '"') for cell in cells]

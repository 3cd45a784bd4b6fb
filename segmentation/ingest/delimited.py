"""CSV, TSV and TXT to a text table.

A file that is regular is read by DuckDB as it lies there; a large one is not even copied into
the database, its table is a view of the file. Anything else (blank lines, ragged rows, loose
quotes) is first written out in the clean form by Python's csv module: one more pass, but every
row keeps its number and none is lost.
"""

from __future__ import annotations

import csv
import glob
import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

import duckdb

from segmentation.errors import fail
from segmentation.ingest.clean_form import write_clean
from segmentation.ingest.encoding import find_encoding, transcode
from segmentation.ingest.frames import Frame, find_delimiter, find_frame, head_rows
from segmentation.ingest.raw_table import MAX_COLUMNS, RawTable, drop_blank_rows, load_clean
from segmentation.ingest.survey import Survey, survey_text
from segmentation.ingest.values import literal

LARGE = 4 << 20  # bytes from which a file is worth a look before it is read
_HEAD = 1 << 18
_LINES_IN_A_CELL = 40  # more than that is a quote that was never closed
_BROKEN_QUOTES = 1000  # from then on nobody closes quotes in this file


@dataclass(frozen=True)
class TextFile:
    """A text file as UTF-8: where it lies, how it was encoded, whether it is plain.

    Only a large file has a ``survey``.
    """

    path: Path
    encoding: str
    plain: bool
    repaired: bool
    survey: Survey | None = None


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
    warnings = ["mixed_encoding"] if text.repaired else []
    one_line_each = all("\n" not in cell for row in rows[: frame.header_row] for cell in row)
    raw = RawTable(
        name=name,
        table=table,
        headers=frame.headers,
        header_row=frame.header_row,
        rows=0,
        fingerprint=fingerprint,
        encoding=text.encoding,
        delimiter=delimiter if len(frame.headers) > 1 else None,
        warnings=tuple(warnings),
    )
    if text.survey and text.plain and one_line_each and 1 < frame.cells <= MAX_COLUMNS:
        return _view(connection, text, frame, delimiter, raw, scratch)
    plain = text.plain and one_line_each
    if not (plain and _load_regular(connection, text.path, delimiter, frame, table)):
        raw = _load_irregular(connection, text.path, delimiter, raw, scratch)
    kept = drop_blank_rows(connection, table, len(frame.headers))
    if kept == 0:
        raise fail("no_rows", file=name)
    return replace(raw, rows=kept)


def load_again(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> RawTable:
    """The table of a large file that turned out not to be regular, row by row."""
    assert raw.path is not None
    path = Path(raw.path)
    connection.execute(f"DROP VIEW IF EXISTS {raw.table}")
    made = _load_irregular(connection, path, raw.delimiter or ",", raw, path.parent)
    rows = drop_blank_rows(connection, raw.table, len(raw.headers))
    path.unlink()
    return replace(made, rows=rows, path=None, sample=None, tidy=False, quoted=True)


def _load_irregular(
    connection: duckdb.DuckDBPyConnection, path: Path, delimiter: str, raw: RawTable, scratch: Path
) -> RawTable:
    clean, lines = scratch / f"{raw.table}.clean.csv", _Lines(path)
    write_clean(_records(lines, delimiter), clean, len(raw.headers))
    load_clean(connection, clean, raw.table, len(raw.headers), raw.header_row)
    clean.unlink()
    cleaned = ("cleaned_characters",) if lines.cleaned else ()
    return replace(raw, warnings=raw.warnings + cleaned)


def _as_utf8(path: Path, target: Path) -> TextFile:
    survey = survey_text(path) if path.stat().st_size >= LARGE else None
    if survey and survey.utf8 and survey.regular:
        return TextFile(path, "utf-8", plain=True, repaired=False, survey=survey)
    encoding = find_encoding(path)
    repaired = encoding.repair is not None
    if encoding.name == "utf-8" and not repaired:
        return TextFile(path, encoding.name, encoding.plain, repaired)
    plain = transcode(path, encoding, target)
    survey = survey_text(target) if survey and plain else None
    return TextFile(target, encoding.name, plain, repaired, survey)


def _view(
    connection: duckdb.DuckDBPyConnection,
    text: TextFile,
    frame: Frame,
    delimiter: str,
    raw: RawTable,
    scratch: Path,
) -> RawTable:
    """The table of a large file as a view of it; the file is kept in ``scratch``."""
    survey, path, width = text.survey, scratch / f"{raw.table}.csv", len(frame.headers)
    assert survey is not None
    _keep(text.path, path)
    cells = ", ".join(f"nullif(trim(c{i}), '')" for i in range(width))
    connection.execute(
        f"""CREATE OR REPLACE VIEW {raw.table} AS
        WITH numbered AS ({_select(path, delimiter, frame)})
        FROM numbered WHERE coalesce({cells}, extra) IS NOT NULL"""
    )
    sampled = csv.reader((line for line in survey.sample if line), delimiter=delimiter)
    usual = max(width, frame.cells)
    rows = [row for row in sampled if len(row) == usual and "\n" not in "".join(row)]
    clean = scratch / f"{raw.table}.sample.csv"
    write_clean(enumerate(rows, start=1), clean, width)
    load_clean(connection, clean, f"{raw.table}_sample", width, 0)
    clean.unlink()
    return replace(
        raw,
        rows=survey.lines - frame.header_row,
        path=str(path),
        sample=f"{raw.table}_sample",
        tidy=survey.tidy and (delimiter == "\t" or not survey.tabs),
        quoted=survey.quoted,
    )


def _keep(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # another disk, or a system without such links
        shutil.copyfile(path, target)


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
    if frame.cells > MAX_COLUMNS:
        return False
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {table} AS {_select(path, delimiter, frame)}")
    except duckdb.Error:
        return False
    return True


def _select(path: Path, delimiter: str, frame: Frame) -> str:
    """SQL for the rows of a regular file as they lie there."""
    width, beyond = len(frame.headers), range(len(frame.headers), frame.cells)
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(max(width, frame.cells)))
    texts = ", ".join(f"nullif(trim(c{i}), '')" for i in beyond)
    extra = f"nullif(concat_ws(' | ', {texts}), '')" if texts else "NULL::VARCHAR"
    place = literal(glob.escape(str(path)))  # a name such as orders[1].csv is no pattern
    return f"""
        SELECT row_number() OVER () + {frame.header_row} AS row, NULL::VARCHAR AS sheet,
            {", ".join(f"c{i}" for i in range(width))}, {extra} AS extra
        FROM read_csv({place}, delim={literal(delimiter)}, quote='"', escape='"', header=false,
            auto_detect=false, columns={{{columns}}}, skip={frame.header_row},
            strict_mode=true, max_line_size=4000000)"""


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
            for line in file:
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

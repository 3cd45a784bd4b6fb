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
from segmentation.ingest.clean_form import MAX_COLUMNS, write_clean
from segmentation.ingest.encoding import find_encoding, looks_converted_twice, transcode
from segmentation.ingest.frames import (
    DELIMITERS,
    Frame,
    find_delimiter,
    find_frame,
    find_quote,
    head_rows,
    is_fixed_width,
)
from segmentation.ingest.notes import find_notes, find_notes_of_tail
from segmentation.ingest.progress import counted, current
from segmentation.ingest.raw_table import RawTable, drop_blank_rows, load_clean
from segmentation.ingest.survey import Survey, survey_text
from segmentation.ingest.values import literal

LARGE = 4 << 20  # bytes from which a file is worth a look before it is read
_HEAD = 1 << 18
_FIRST_LINE = 1 << 20
_LONG_LINE = 4_000_000  # bytes; DuckDB takes memory for some of these
_LINES_IN_A_CELL = 40  # more than that is a quote that was never closed
_BROKEN_QUOTES = 1000  # from then on nobody closes quotes in this file


@dataclass(frozen=True)
class TextFile:
    """A text file as UTF-8: where it lies, how it was encoded, whether it is plain, and how
    many lines were repaired and characters removed on the way.

    Only a large file has a ``survey``.
    """

    path: Path
    encoding: str
    plain: bool
    repaired_lines: int = 0
    cleaned_characters: int = 0
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

    Raises SegmentationError (empty_file, no_table, no_rows, no_line_breaks, too_many_columns,
    fixed_width).
    """
    progress = current()
    progress.enter("open", 0.12)
    _require_lines(path, name)
    text = _as_utf8(path, scratch / f"{table}.txt")
    head = _read_head(text.path, name)
    delimiter = find_delimiter(head)
    if is_fixed_width(head, delimiter):
        raise fail("fixed_width", file=name)
    quote = find_quote(head, delimiter)
    rows = head_rows(head, delimiter, quote)
    frame = find_frame(rows)
    if frame is None:
        raise fail("no_table", file=name)
    if len(frame.headers) > MAX_COLUMNS:
        raise fail("too_many_columns", file=name, limit=MAX_COLUMNS)
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
        warnings=_warnings(text, head),
        repaired_lines=text.repaired_lines,
        cleaned_characters=text.cleaned_characters,
    )
    plain = text.plain and one_line_each and quote == '"'
    if text.survey and plain and 1 < frame.cells <= MAX_COLUMNS:
        return _view(connection, text, frame, delimiter, raw, scratch)
    progress.enter("rows", 0.3, one_statement=True)
    if not (plain and _load_regular(connection, text.path, delimiter, frame, table)):
        _load_irregular(connection, text.path, raw, scratch, delimiter, quote)
    kept = drop_blank_rows(connection, table, len(frame.headers))
    if kept == 0:
        raise fail("no_rows", file=name)
    return replace(raw, rows=kept, notes=find_notes(connection, table, len(frame.headers)))


def _warnings(text: TextFile, head: str) -> tuple[str, ...]:
    told = (
        ("mixed_encoding", text.repaired_lines),
        ("cleaned_characters", text.cleaned_characters),
        ("converted_twice", looks_converted_twice(head)),
    )
    return tuple(warning for warning, applies in told if applies)


def load_again(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> RawTable:
    """The table of a large file that turned out not to be regular, row by row.

    Raises SegmentationError (no_rows).
    """
    assert raw.path is not None
    path = Path(raw.path)
    connection.execute(f"DROP VIEW IF EXISTS {raw.table}")
    _load_irregular(connection, path, raw, path.parent, raw.delimiter or ",", '"')
    rows = drop_blank_rows(connection, raw.table, len(raw.headers))
    path.unlink()
    if rows == 0:
        raise fail("no_rows", file=raw.name)
    notes = find_notes(connection, raw.table, len(raw.headers))
    return replace(raw, rows=rows, notes=notes, path=None, sample=None, tidy=False, quoted=True)


def _load_irregular(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    raw: RawTable,
    scratch: Path,
    delimiter: str,
    quote: str,
) -> None:
    current().enter("rows", 0.4)
    clean = scratch / f"{raw.table}.clean.csv"
    write_clean(_records(_lines(path), delimiter, quote), clean, len(raw.headers))
    load_clean(connection, clean, raw.table, len(raw.headers), raw.header_row)
    clean.unlink()


def _as_utf8(path: Path, target: Path) -> TextFile:
    survey = survey_text(path) if path.stat().st_size >= LARGE else None
    if survey and survey.utf8 and survey.regular and survey.tidy:
        return TextFile(path, "utf-8", plain=True, survey=survey)
    encoding = find_encoding(path)
    if encoding.name == "utf-8" and encoding.clean and encoding.repair is None:
        regular = survey if survey and survey.utf8 and survey.regular else None
        return TextFile(path, "utf-8", encoding.plain or regular is not None, survey=regular)
    current().enter("open", 0.2)
    made = transcode(path, encoding, target)
    survey = survey_text(target) if survey and made.plain else None
    plain = made.plain and (survey is None or survey.regular)
    return TextFile(
        target, encoding.name, plain, made.repaired_lines, made.cleaned_characters, survey
    )


def _require_lines(path: Path, name: str) -> None:
    """Refuse what has no line in its first part before anything tries to read it whole."""
    with path.open("rb") as file:
        head = file.read(_FIRST_LINE)
    if len(head) < _FIRST_LINE or b"\n" in head or b"\r" in head:
        return
    if max(head.count(mark.encode()) for mark in DELIMITERS) >= MAX_COLUMNS:
        raise fail("too_many_columns", file=name, limit=MAX_COLUMNS)
    raise fail("no_line_breaks", file=name)


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
    below = survey.sample[max(0, frame.header_row - 1) :]  # it begins with the second line
    sampled = csv.reader((line for line in below if line), delimiter=delimiter)
    usual = max(width, frame.cells)
    rows = [row for row in sampled if len(row) == usual and "\n" not in "".join(row)]
    clean = scratch / f"{raw.table}.sample.csv"
    write_clean(enumerate(rows, start=1), clean, width)
    load_clean(connection, clean, f"{raw.table}_sample", width, 0)
    clean.unlink()
    return replace(
        raw,
        rows=survey.lines - frame.header_row,
        notes=() if survey.quoted else find_notes_of_tail(path, delimiter, survey.lines, rows),
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
    if not head.strip():
        raise fail("empty_file", file=name)
    if len(head) < _HEAD:
        return head
    last_break = max(head.rfind("\n"), head.rfind("\r"))
    return head if last_break < 0 else head[: last_break + 1]


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
            strict_mode=true, max_line_size={_LONG_LINE}, buffer_size={4 * _LONG_LINE})"""


@dataclass(frozen=True)
class _Row:
    """A row's cells and how many lines it took."""

    cells: list[str]
    lines: int


def _lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, each with its end."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for line in counted(file, path.stat().st_size):
            yield line if line.endswith(("\n", "\r")) else line + "\n"


def _records(lines: Iterable[str], delimiter: str, quote: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number. A quote that is never closed costs no more than its own row."""
    source = iter(lines)
    waiting: deque[str] = deque()
    broken = 0
    for number in count(1):
        line = waiting.popleft() if waiting else next(source, None)
        if line is None:
            return
        if quote not in line:
            yield number, line.rstrip("\r\n").split(delimiter)
            continue
        row = _parse([line], delimiter, quote)
        if row is None or row.cells[-1].endswith(("\n", "\r")):  # a quote is open at the end
            row = None
            if broken < _BROKEN_QUOTES:
                waiting.extend(islice(source, _LINES_IN_A_CELL - len(waiting)))
                row = _parse([line, *waiting], delimiter, quote, strict=True)
            if row is None:
                broken += 1
                row = _Row(_without_quotes(line, delimiter, quote), 1)
            for _ in range(row.lines - 1):
                waiting.popleft()
        yield number, row.cells


def _parse(
    lines: Sequence[str], delimiter: str, quote: str, *, strict: bool = False
) -> _Row | None:
    """The first row of ``lines``; None where its quotes do not match."""
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=strict)
    try:
        return _Row(next(reader), reader.line_num)
    except csv.Error:
        return None


def _without_quotes(line: str, delimiter: str, quote: str) -> list[str]:
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell.strip().strip(quote).replace(quote * 2, quote) for cell in cells]

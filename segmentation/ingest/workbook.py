"""Workbooks and web pages to text tables, opened in a process of their own.

One stray cell far from the table can make a reader ask for hundreds of gigabytes and abort;
so the zip directory is checked first, and the reading happens in a child process with limits
on memory and time (:mod:`segmentation.ingest.workbook_child`).
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from segmentation.errors import fail
from segmentation.ingest.archives import list_members
from segmentation.ingest.clean_form import MAX_COLUMNS
from segmentation.ingest.frames import Frame, find_frame, head_count
from segmentation.ingest.headers import known_header, normalize
from segmentation.ingest.notes import find_notes
from segmentation.ingest.progress import current
from segmentation.ingest.raw_table import RawTable, drop_blank_rows, load_clean

# What the child is told: a workbook in a zip that can be looked through, any other workbook,
# a web page, Excel 2003 XML.
Kind = Literal["xlsx", "workbook", "html", "xml"]

_UNPACKED_LIMIT_MB = 1000
_TEXT_LIMIT_MB = 300
_SECONDS = 180
_LOOK_EVERY = 0.1  # seconds between two looks whether the child is to be stopped
_BYTES_A_SECOND = 6 << 20  # of a packed workbook, as the child reads it
_MODULE = "segmentation.ingest.workbook_child"


@dataclass(frozen=True)
class Sheet:
    """One sheet written out by the child: its name, file and width."""

    name: str
    path: Path
    width: int


@dataclass(frozen=True)
class Contents:
    """What the child found in a file."""

    sheets: tuple[Sheet, ...]
    hidden: int
    cleaned_characters: int
    warnings: tuple[str, ...]


def load_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    table: str,
    scratch: Path,
    fingerprint: str,
    kind: Kind,
) -> tuple[RawTable, ...]:
    """Read the tables of a workbook; sheets that continue one table become one.

    Of a web page only the largest table is read. Raises SegmentationError (too_large,
    too_dense, damaged, password, stray_cell, too_slow, unreadable, web_page, no_table,
    only_hidden, no_rows, too_many_columns).
    """
    has_macros = _check_size(path, name, kind)
    current().enter("open", 0.5, seconds=path.stat().st_size / _BYTES_A_SECOND)
    contents = _read_in_child(path, name, scratch / table, kind)
    groups: list[list[tuple[Sheet, Frame]]] = []
    for sheet in contents.sheets:
        frame = find_frame(_head(sheet.path))
        if frame is None:
            continue
        if groups and _continues(groups[-1][0], (sheet, frame)):
            groups[-1].append((sheet, frame))
        else:
            groups.append([(sheet, frame)])
    if not groups:
        raise fail("only_hidden" if contents.hidden else "no_table", file=name)
    current().enter("rows", 0.6)
    kept = _without_notes(groups)
    notes = contents.warnings + (("macros_ignored",) if has_macros else ())
    if kind == "html" and len(kept) > 1:
        kept, notes = [max(kept, key=_size)], (*notes, "other_tables")
    elif kind != "html" and len(kept) < len(groups):
        notes += ("other_sheets",)
    tables = [
        _load_group(connection, group, name, f"{table}_{number}", fingerprint, notes, contents)
        for number, group in enumerate(kept)
    ]
    with_rows = tuple(made for made in tables if made.rows)
    if not with_rows:
        raise fail("no_rows", file=name)
    return with_rows


def _check_size(path: Path, name: str, kind: Kind) -> bool:
    """Refuse what would unpack too large; tells whether there are macros inside."""
    with path.open("rb") as file:
        packed = file.read(2) == b"PK"
    if packed:
        names = list_members(path, name, _UNPACKED_LIMIT_MB)
        return any(member.endswith("vbaProject.bin") for member in names)
    if path.stat().st_size > _TEXT_LIMIT_MB << 20:
        raise fail("too_large_to_open", file=name, limit=_TEXT_LIMIT_MB)
    return False


def _read_in_child(path: Path, name: str, target: Path, kind: Kind) -> Contents:
    target.mkdir(parents=True, exist_ok=True)
    outcome = _run(kind, path, name, target)
    if outcome is None and kind == "xlsx":  # it aborted for want of memory, most likely
        outcome = _run("scan", path, name, target)
    if outcome is None:
        raise fail("unreadable", file=name)
    if problem := outcome["problem"]:
        words = {"limit": MAX_COLUMNS} if problem == "too_many_columns" else {}
        raise fail(problem, file=name, row=outcome["row"], column=outcome["column"], **words)
    told = (
        ("hidden_sheets", outcome["hidden"]),
        ("formulas_without_values", outcome["empty_formulas"]),
        ("long_numbers", outcome["long_numbers"]),
        ("cleaned_characters", outcome["cleaned_characters"]),
    )
    return Contents(
        tuple(
            Sheet(entry["name"], target / entry["file"], entry["width"])
            for entry in outcome["sheets"]
        ),
        outcome["hidden"],
        outcome["cleaned_characters"],
        tuple(warning for warning, count in told if count),
    )


def _run(task: str, path: Path, name: str, target: Path) -> Any:
    """What the child says it found (an Outcome as a dict), or None where it came to no end."""
    result = target / "outcome.json"
    result.unlink(missing_ok=True)
    command = [sys.executable, "-m", _MODULE, task, str(path.resolve()), str(target.resolve())]
    progress, limit = current(), time.monotonic() + _SECONDS
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        while child.poll() is None:
            progress.check()
            if (left := limit - time.monotonic()) <= 0:
                raise fail("too_slow", file=name)
            with suppress(subprocess.TimeoutExpired):
                child.wait(min(left, _LOOK_EVERY))
    finally:
        child.kill()
        child.wait()
    return json.loads(result.read_text(encoding="utf-8")) if result.exists() else None


def _size(group: list[tuple[Sheet, Frame]]) -> int:
    return sum(sheet.path.stat().st_size for sheet, _ in group)


def _head(path: Path) -> list[list[str]]:
    """The first rows of a sheet, with empty rows where the sheet has them."""
    rows: list[list[str]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, *cells in csv.reader(file):
            while len(rows) < min(int(number) - 1, head_count()):
                rows.append([])
            if len(rows) >= head_count():
                break
            rows.append(cells[:-1])
    return rows


def _continues(first: tuple[Sheet, Frame], other: tuple[Sheet, Frame]) -> bool:
    """Whether a sheet goes on with a table: the same column names, or none and as wide."""
    names, more = (
        [normalize(header) for header in frame.headers if not re.fullmatch(r"\(\d+\)", header)]
        for _, frame in (first, other)
    )
    if other[1].header_row == 0:
        return len(other[1].headers) == len(first[1].headers)
    return names == more


def _without_notes(
    groups: list[list[tuple[Sheet, Frame]]],
) -> list[list[tuple[Sheet, Frame]]]:
    """Leave out sheets of notes: where one sheet names columns we know, those that name none,
    and single columns of text beside a table."""

    def telling(group: list[tuple[Sheet, Frame]]) -> tuple[bool, bool]:
        headers = group[0][1].headers
        return sum(map(known_header, headers)) > 1, len(headers) > 1

    most = max(map(telling, groups))
    return [
        group
        for group in groups
        if telling(group) == most or any(known_header(header) for header in group[0][1].headers)
    ]


def _load_group(
    connection: duckdb.DuckDBPyConnection,
    group: list[tuple[Sheet, Frame]],
    name: str,
    table: str,
    fingerprint: str,
    notes: tuple[str, ...],
    contents: Contents,
) -> RawTable:
    frame = group[0][1]
    width = max(sheet.width for sheet, _ in group)
    beside = (f"({position + 1})" for position in range(len(frame.headers), width))
    for position, (sheet, own_frame) in enumerate(group):
        load_clean(
            connection,
            sheet.path,
            table,
            width,
            own_frame.header_row,
            sheet.name,
            cells=sheet.width,
            append=position > 0,
        )
    rows = drop_blank_rows(connection, table, width)
    return RawTable(
        name=name,
        table=table,
        headers=(*frame.headers, *beside),
        header_row=frame.header_row,
        rows=rows,
        fingerprint=f"{fingerprint}/{table.rsplit('_', 1)[-1]}",
        sheet=", ".join(sheet.name for sheet, _ in group),
        warnings=(("sheets_joined",) if len(group) > 1 else ()) + notes,
        cleaned_characters=contents.cleaned_characters,
        notes=find_notes(connection, table, width) if rows else (),
    )

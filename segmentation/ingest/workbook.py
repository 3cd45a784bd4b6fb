"""Excel workbooks (.xlsx) to text tables, opened in a process of their own.

One stray cell far from the table can make a reader ask for hundreds of gigabytes and abort;
so the zip directory is checked first, and the reading happens in a child process with limits
on memory and time. The child (this module run as a script) writes each sheet in the clean form.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from segmentation.errors import fail
from segmentation.ingest.frames import Frame, find_frame, head_count
from segmentation.ingest.headers import known_header, normalize
from segmentation.ingest.progress import current
from segmentation.ingest.raw_table import MAX_COLUMNS, RawTable, drop_blank_rows, load_clean

_UNPACKED_LIMIT_MB = 2000
_MOST_CELLS = 60_000_000
_MEMORY_LIMIT = 6 << 30
_SECONDS = 300
_LOOK_EVERY = 0.1  # seconds between two looks whether the child is to be stopped
_BYTES_A_SECOND = 80 << 20  # of unpacked sheets, as the child reads them
_LONGEST_CELL = 32_767  # Excel's own limit
PASSWORD, DAMAGED, STRAY, TOO_WIDE = 3, 4, 5, 6  # the child's exit codes


@dataclass(frozen=True)
class Sheet:
    """One sheet written out by the child: its name, file and width."""

    name: str
    path: Path
    width: int


def load_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    table: str,
    scratch: Path,
    fingerprint: str,
) -> tuple[RawTable, ...]:
    """Read the tables of a workbook; sheets that continue one table become one.

    Raises SegmentationError (too_large, damaged, password, stray_cell, too_slow, no_table,
    no_rows, too_many_columns).
    """
    seconds = _check_directory(path, name) / _BYTES_A_SECOND
    current().enter("open", 0.5, seconds=seconds)
    groups: list[list[tuple[Sheet, Frame]]] = []
    for sheet in _read_in_child(path, name, scratch / table):
        frame = find_frame(_head(sheet.path))
        if frame is None:
            continue
        if groups and _continues(groups[-1][0], (sheet, frame)):
            groups[-1].append((sheet, frame))
        else:
            groups.append([(sheet, frame)])
    if not groups:
        raise fail("no_table", file=name)
    current().enter("rows", 0.6)
    kept = _without_notes(groups)
    notes = ("other_sheets",) if len(kept) < len(groups) else ()
    tables = [
        _load_group(connection, group, name, f"{table}_{number}", fingerprint, notes)
        for number, group in enumerate(kept)
    ]
    with_rows = tuple(made for made in tables if made.rows)
    if not with_rows:
        raise fail("no_rows", file=name)
    return with_rows


def _check_directory(path: Path, name: str) -> int:
    """How many bytes the file unpacks to."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise fail("damaged", file=name) from error
    if unpacked > _UNPACKED_LIMIT_MB << 20:
        raise fail("too_large", file=name, limit=_UNPACKED_LIMIT_MB)
    return unpacked


def _read_in_child(path: Path, name: str, target: Path) -> list[Sheet]:
    target.mkdir(parents=True, exist_ok=True)
    places = [str(path.resolve()), str(target.resolve())]
    command = [sys.executable, "-m", "segmentation.ingest.workbook", *places]
    code = _wait_for(command, name)
    if code == PASSWORD:
        raise fail("password", file=name)
    if code == DAMAGED:
        raise fail("damaged", file=name)
    if code == TOO_WIDE:
        raise fail("too_many_columns", file=name, limit=MAX_COLUMNS)
    if code == 1:  # Python's own code for a surprise in the child
        raise fail("unreadable", file=name)
    if code != 0:  # aborted for want of memory, or found too wide
        raise fail("stray_cell", file=name)
    manifest = json.loads((target / "sheets.json").read_text(encoding="utf-8"))
    return [Sheet(entry["name"], target / entry["file"], entry["width"]) for entry in manifest]


def _wait_for(command: list[str], name: str) -> int:
    """The child's exit code. Raises SegmentationError (too_slow, stopped); it is killed then."""
    progress, limit = current(), time.monotonic() + _SECONDS
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        while (left := limit - time.monotonic()) > 0:
            progress.check()
            with suppress(subprocess.TimeoutExpired):
                return child.wait(min(left, _LOOK_EVERY))
        raise fail("too_slow", file=name)
    finally:
        child.kill()
        child.wait()


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
    return RawTable(
        name=name,
        table=table,
        headers=(*frame.headers, *beside),
        header_row=frame.header_row,
        rows=drop_blank_rows(connection, table, width),
        fingerprint=f"{fingerprint}/{table.rsplit('_', 1)[-1]}",
        sheet=", ".join(sheet.name for sheet, _ in group),
        warnings=(("sheets_joined",) if len(group) > 1 else ()) + notes,
    )


def _write_sheets(path: Path, target: Path) -> int:
    """Child: write every visible sheet in the clean form; returns the exit code."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    from segmentation.ingest.clean_form import write_clean

    manifest = []
    try:
        workbook = CalamineWorkbook.from_path(path)
        for number, about in enumerate(workbook.sheets_metadata):
            if about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                return STRAY
            if sheet.start is None or sheet.end is None:
                continue
            width = sheet.end[1] - sheet.start[1] + 1
            if width > MAX_COLUMNS:
                fullest = max(
                    sum(cell != "" for cell in row) for row in islice(sheet.iter_rows(), 100)
                )
                return TOO_WIDE if fullest > MAX_COLUMNS else STRAY
            rows = (
                (row_number, [_as_text(cell) for cell in row])
                for row_number, row in enumerate(sheet.iter_rows(), start=1)
            )
            file = f"sheet{number}.csv"
            if write_clean(rows, target / file, width):
                manifest.append({"name": about.name, "file": file, "width": width})
    except PasswordError:
        return PASSWORD
    except CalamineError:
        return DAMAGED
    (target / "sheets.json").write_text(json.dumps(manifest), encoding="utf-8")
    return 0


def _as_text(cell: object) -> str:
    """A cell as the text its owner sees: whole numbers without .0, dates in ISO form."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        return format(cell, ".15g") if 1e-4 <= abs(cell) < 1e15 else format(cell, "f")
    return str(cell)[:_LONGEST_CELL]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the check of the sheet's size has to do
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    sys.exit(_write_sheets(Path(sys.argv[1]), Path(sys.argv[2])))

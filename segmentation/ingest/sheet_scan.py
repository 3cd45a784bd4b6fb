"""What lies in the sheets of an .xlsx, told from a stream of its XML without building them.

One cell at the far corner makes a reader ask for memory for all cells up to there. Looking
through the addresses costs little memory whatever they are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

MOST_CELLS = 60_000_000
_CHUNK = 1 << 20
_TAIL = 1 << 12  # what of a chunk is looked at again with the next one
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension [^>]*?ref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)


@dataclass(frozen=True)
class Place:
    """A cell as Excel names it, and whether the sheet is that wide with cells all the way."""

    column: str
    row: int
    wide: bool = False


def declares_too_much(path: Path, most_columns: int) -> bool:
    """Whether a sheet of the workbook says it is larger than a table can be."""
    for chunks in _sheets(path):
        found = _DIMENSION.search(next(chunks, b""))
        if found:
            column, row = _number(found[1]), int(found[2])
            if column > most_columns or column * row > MOST_CELLS:
                return True
    return False


def find_stray(path: Path, most_columns: int) -> Place | None:
    """The first cell that lies far from the others in a sheet too large to read, or None."""
    for chunks in _sheets(path):
        place = _stray_of(chunks, most_columns)
        if place:
            return place
    return None


def _stray_of(chunks: Iterator[bytes], most_columns: int) -> Place | None:
    first: dict[bytes, int] = {}  # column -> the first row that has it
    last_row, gap, after_gap = 0, 0, (b"A", 0)
    for found in _matches(chunks, _CELL):
        column, row = found[1], int(found[2])
        first.setdefault(column, row)
        if row - last_row > gap:
            gap, after_gap = row - last_row, (column, row)
        last_row = max(row, last_row)
    if not first:
        return None
    widest = max(first, key=_number)
    if _number(widest) > most_columns:
        return Place(widest.decode(), first[widest], wide=len(first) > most_columns)
    if _number(widest) * last_row > MOST_CELLS and gap > 1:
        return Place(after_gap[0].decode(), after_gap[1])
    return None


def count_empty_formulas(path: Path) -> int:
    """How many formulas were saved without what they come to."""
    return sum(
        sum(1 for _ in _matches(chunks, _FORMULA, only_with=(b"<f", b":f")))
        for chunks in _sheets(path)
    )


def _sheets(path: Path) -> Iterator[Iterator[bytes]]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if _SHEET.fullmatch(entry.filename):
                with archive.open(entry) as part:
                    yield iter(partial(part.read, _CHUNK), b"")


def _matches(
    chunks: Iterator[bytes], pattern: re.Pattern[bytes], only_with: tuple[bytes, ...] = (b"",)
) -> Iterator[re.Match[bytes]]:
    """All matches in a stream; one that lies over the edge of two chunks counts once."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        end = 0
        if any(mark in data for mark in only_with):
            for found in pattern.finditer(data):
                end = found.end()
                yield found
        rest = data[max(end, len(data) - _TAIL) :]


def _number(column: bytes) -> int:
    """A=1 ... XFD=16384."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number

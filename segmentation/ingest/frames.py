"""Where the table is inside its frame: the delimiter, the header row, the names of columns.

Works on the first rows of a file only. Title lines above the header are skipped here; total
rows at the bottom look like data until the columns are known, so they are found later.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segmentation.ingest.headers import known_header

DELIMITERS = (";", "\t", "|", ",")  # between equals a comma is rather a decimal comma
_HEAD_ROWS = 200
_HEADER_WITHIN = 30
_VALUE = re.compile(
    r"^['+\-−(]?[\s$€£₽]*\d[\d\s.,:/\-+()%]*(zł|pln|руб\.?|₽|eur|usd|€|\$|£|[ap]m)?$"
    r"|^[^@\s]+@[^@\s]+\.\w+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Frame:
    """A table's frame: 1-based ``header_row`` (0 when there is none), the names of its
    columns, and how many cells a row has as written (empty ones at the end included)."""

    header_row: int
    headers: tuple[str, ...]
    cells: int


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines of ``text`` into the most even table."""
    first = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    if match := re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE):
        return match[1]
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def head_count() -> int:
    """How many rows from the top the frame is looked for in."""
    return _HEAD_ROWS


def _evenness(text: str, delimiter: str) -> float:
    widths = Counter(len(row) for row in head_rows(text, delimiter) if any(row))
    width, count = max(
        widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]), default=(1, 0)
    )
    if width < 2:
        return 0.0
    return count / widths.total() * (1 + math.log(width))


def head_rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows of ``text`` as lists of cells (fewer than all; broken quotes tolerated)."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= _HEAD_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def find_frame(rows: Sequence[Sequence[str]]) -> Frame | None:
    """The frame of a table from its first rows; None when there is no table at all.

    The header is the first row that is about as wide as the table and holds names: no
    numbers, dates or e-mails, or mostly headers that we know. Title lines can be as wide as
    a small table; a row of known headers below them is the better header.
    """
    filled = [[cell.strip() for cell in row] for row in rows]
    width = _usual_width(filled)
    if width == 0:
        return None
    position = _find_header(filled, width)
    below = filled if position is None else filled[position + 1 :]
    cells = Counter(len(row) for row in below if any(row)).most_common(1)
    usual = cells[0][0] if cells else width
    if position is None:
        return Frame(0, name_columns([], width), usual)
    header = filled[position]
    named = _content_width(header)
    wider = sum(_content_width(row) > named for row in below)
    if wider * 2 > len(below):
        named = max(named, width)
    return Frame(position + 1, name_columns(header, named), usual)


def _find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    first: int | None = None
    for position, row in enumerate(rows[:_HEADER_WITHIN]):
        cells = [cell for cell in row if cell]
        if len(cells) < max(1, math.ceil(width * 0.5)) or (width > 1 and len(cells) < 2):
            continue
        known = sum(known_header(cell) for cell in cells)
        if known >= max(2, len(cells) * 0.5):
            return position
        if first is None:
            names = sum(not _VALUE.match(cell) for cell in cells)
            if known and names >= len(cells) * 0.8:
                return position
            first = position if names == len(cells) and _distinct(cells) else -1
    return None if first == -1 else first


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(_content_width(row) for row in rows)
    widths.pop(0, None)
    if not widths:
        return 0
    total = widths.total()
    return max(
        (width for width, count in widths.items() if count >= max(1, total * 0.2)),
        default=max(widths),
    )


def _content_width(row: Sequence[str]) -> int:
    return max((position + 1 for position, cell in enumerate(row) if cell), default=0)


def _distinct(cells: Sequence[str]) -> bool:
    return len({cell.casefold() for cell in cells}) >= len(cells) * 0.7


def name_columns(row: Sequence[str], width: int) -> tuple[str, ...]:
    """Column names of a header row: empty ones numbered, repeated ones counted."""
    names: list[str] = []
    taken: set[str] = set()
    for position in range(width):
        cell = " ".join(row[position].split()) if position < len(row) else ""
        name = cell or f"({position + 1})"
        copy = 1
        while name.casefold() in taken:
            copy += 1
            name = f"{cell} ({copy})".strip()
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)

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

DELIMITERS = (",", ";", "\t", "|")
_HEAD_ROWS = 200
_HEADER_WITHIN = 30
_VALUE = re.compile(
    r"^['+\-−(]?[\s$€£₽]*\d[\d\s.,:/\-+()%]*(zł|pln|руб\.?|₽|eur|usd|€|\$|£|[ap]m)?$"
    r"|^[^@\s]+@[^@\s]+\.\w+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Frame:
    """A table's frame: 1-based ``header_row`` (0 when there is none) and the column names."""

    header_row: int
    headers: tuple[str, ...]


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
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]), default=(1, 0))
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
    numbers, dates or e-mails, or mostly headers that we know.
    """
    filled = [[cell.strip() for cell in row] for row in rows]
    width = _usual_width(filled)
    if width == 0:
        return None
    for position, row in enumerate(filled[:_HEADER_WITHIN]):
        cells = [cell for cell in row if cell]
        if len(cells) < max(1, math.ceil(width * 0.5)) or (width > 1 and len(cells) < 2):
            continue
        known = sum(known_header(cell) for cell in cells)
        names = sum(not _VALUE.match(cell) for cell in cells)
        if known >= max(2, len(cells) * 0.5) or (names == len(cells) and _distinct(cells)):
            return Frame(position + 1, name_columns(row, max(width, len(row))))
        if names >= len(cells) * 0.8 and known:
            return Frame(position + 1, name_columns(row, max(width, len(row))))
        break  # the first wide row is already data
    return Frame(0, name_columns([], width))


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(
        max((i + 1 for i, cell in enumerate(row) if cell), default=0) for row in rows
    )
    widths.pop(0, None)
    if not widths:
        return 0
    total = widths.total()
    return max(
        (width for width, count in widths.items() if count >= max(1, total * 0.2)),
        default=max(widths),
    )


def _distinct(cells: Sequence[str]) -> bool:
    return len({cell.casefold() for cell in cells}) >= len(cells) * 0.7


def name_columns(row: Sequence[str], width: int) -> tuple[str, ...]:
    """Column names of a header row: empty ones numbered, repeated ones counted."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for position in range(width):
        cell = " ".join(row[position].split()) if position < len(row) else ""
        name = cell or f"({position + 1})"
        seen[name.casefold()] += 1
        names.append(name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})")
    return tuple(names)

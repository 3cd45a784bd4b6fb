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
from itertools import pairwise

from segmentation.ingest.headers import known_header

DELIMITERS = (";", "\t", "|", ",")  # between equals a comma is rather a decimal comma
_HEAD_ROWS = 200
_HEADER_WITHIN = 30
_VALUE = re.compile(
    r"^['+\-−(]?[\s$€£₽]*\d[\d\s.,:/\-+()%]*(zł|pln|руб\.?|₽|eur|usd|€|\$|£|[ap]m)?$"
    r"|^[^@\s]+@[^@\s]+\.\w+$",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(19|20)\d\d")
_RULE = re.compile(r"[+|]*[:+]?[-=_]{3,}[-=_+:|]*|\+[-=+]+\+")  # a line drawn below names
_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?[,; \t]*(?:[\r\n]+|$)', re.IGNORECASE)
_SPACES = re.compile(r" {2,}")


@dataclass(frozen=True)
class Frame:
    """A table's frame: 1-based ``header_row`` (0 when there is none, the last where names fill
    several rows), the names of its columns, and how many cells a row has as written (empty
    ones at the end included)."""

    header_row: int
    headers: tuple[str, ...]
    cells: int


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines of ``text`` into the most even table."""
    match = _SEPARATOR.match(text)
    if match and _evenness(text[match.end() :], match[1]):
        return match[1]
    return max(DELIMITERS, key=lambda mark: _evenness(text, mark))


def find_quote(text: str, delimiter: str) -> str:
    """The quote that cells are wrapped in: ``"``, or an apostrophe where most texts are."""
    if "'" not in text:
        return '"'
    lines = [line for line in text.splitlines()[:_HEAD_ROWS] if line.strip()]
    if lines and _SEPARATOR.match(lines[0]):
        del lines[0]
    rows = [line.split(delimiter) for line in lines]
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    wrapped = [cell for cell in cells if len(cell) > 1 and cell[0] == cell[-1] == "'"]
    texts = [cell for cell in cells if not _VALUE.match(cell.strip("'\""))]
    named = bool(rows) and all(cell.strip()[:1] == "'" for cell in rows[0])
    # A quoted delimiter cuts a cell in two; an apostrophe alone guards a number.
    whole = set(wrapped)
    opened = sum(cell[0] == "'" and cell not in whole for cell in cells)
    closed = sum(cell[-1] == "'" and cell not in whole for cell in cells)
    most = opened == closed and len(wrapped) >= 0.6 * max(1, len(texts))
    return "'" if named and most and len(rows) > 1 else '"'


def is_fixed_width(text: str, delimiter: str) -> bool:
    """Whether columns are set apart by spaces alone."""
    lines = [line.strip() for line in text.splitlines()[:_HEAD_ROWS] if line.strip()]
    widths = Counter(len(_SPACES.split(line)) for line in lines)
    width, count = max(widths.items(), key=lambda item: item[1], default=(1, 0))
    even = count / len(lines) * (1 + math.log(width)) if lines else 0.0
    return len(lines) > 2 and width > 2 and even > _evenness(text, delimiter) + 0.2


def head_count() -> int:
    """How many rows from the top the frame is looked for in."""
    return _HEAD_ROWS


def _evenness(text: str, delimiter: str) -> float:
    quote = find_quote(text, delimiter)
    widths = Counter(len(row) for row in head_rows(text, delimiter, quote) if any(row))
    width, count = max(
        widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]), default=(1, 0)
    )
    if width < 2:
        return 0.0
    return count / widths.total() * (1 + math.log(width))


def head_rows(text: str, delimiter: str, quote: str = '"') -> list[list[str]]:
    """The first rows of ``text`` as lists of cells (fewer than all; broken quotes tolerated)."""
    rows: list[list[str]] = []
    source = io.StringIO(text, newline="")
    try:
        for row in csv.reader(source, delimiter=delimiter, quotechar=quote):
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
    a small table; a row of known headers below them is the better header. Names may be
    grouped by a row above them, or go on in a row below.
    """
    filled = [_without_rules([cell.strip() for cell in row]) for row in rows]
    if filled and re.fullmatch("sep=.?", "".join(filled[0][:1]), re.IGNORECASE):
        filled[0] = []
    width = _usual_width(filled)
    if width == 0:
        return None
    position = _find_header(filled, width)
    below = filled if position is None else filled[position + 1 :]
    cells = Counter(len(row) for row in below if any(row)).most_common(1)
    usual = cells[0][0] if cells else width
    if position is None:
        return Frame(0, name_columns([], width), usual)
    header, position = _whole_header(filled, position)
    named = _content_width(header)
    full = [row for row in below if sum(map(bool, row)) * 2 > named]  # no notes, no totals
    if sum(_content_width(row) > named for row in full) * 2 > len(full):
        named = max(named, width)
    if position + 1 < len(rows) and any(rows[position + 1]) and not any(filled[position + 1]):
        position += 1  # a line drawn below the names
    return Frame(position + 1, name_columns(header, named), usual)


def _without_rules(row: list[str]) -> list[str]:
    """The row, or nothing where it is a line drawn with signs."""
    cells = [cell for cell in row if cell]
    return [] if cells and all(map(_RULE.fullmatch, cells)) else row


def _find_header(rows: Sequence[Sequence[str]], width: int) -> int | None:
    first: int | None = None
    for position, row in enumerate(rows[:_HEADER_WITHIN]):
        cells = [cell for cell in row if cell]
        alone = width > 1 and len(cells) < 2 and not _numbers_rows(rows, width)
        if len(cells) < max(1, math.ceil(width * 0.5)) or alone:
            continue
        known = _known(cells)
        if known >= max(2, len(cells) * 0.5):
            return position
        if first is None:
            names = _names(cells)
            if known and names >= len(cells) * 0.8:
                return position
            first = position if names == len(cells) and _distinct(cells) else -1
    return None if first == -1 else first


def _numbers_rows(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the first row names one column and leaves out the other, which counts the rows."""
    if width != 2 or len(rows) < 2 or rows[0][:1] != [""]:
        return False
    first = [cell for cell in rows[1] if cell]
    return len(first) == width and _names(first) < width


def _known(cells: Sequence[str]) -> int:
    return sum(known_header(cell) for cell in cells)


def _names(cells: Sequence[str]) -> int:
    """How many of the cells can be names; years are, where they count up or down."""
    years = [int(cell) for cell in cells if _YEAR.fullmatch(cell)]
    steps = {later - earlier for earlier, later in pairwise(years)}
    counted = len(years) if steps in ({1}, {-1}) else 0
    return sum(not _VALUE.match(cell) for cell in cells) + counted


def _whole_header(rows: Sequence[list[str]], position: int) -> tuple[list[str], int]:
    """The names at ``position``, told apart by the groups above them, or together with those
    in the next row; and where they end."""
    upper = rows[position]
    if position > 0 and not _distinct(upper_cells := [cell for cell in upper if cell], 1.0):
        groups = [cell for cell in rows[position - 1] if cell]
        if 1 < len(groups) < len(upper_cells) and _names(groups) == len(groups):
            return _join_names(rows[position - 1], upper), position
    lower = rows[position + 1] if position + 1 < len(rows) else []
    cells = [cell for cell in lower if cell]
    if not cells or _names(cells) < len(cells) or _known(cells) * 2 < len(cells):
        return upper, position
    above = [cell for cell in upper if cell]
    fuller = len(cells) > len(above) and _known(cells) >= max(2, _known(above))
    new = any(cell and not (upper[i] if i < len(upper) else "") for i, cell in enumerate(lower))
    goes_on = len(cells) < len(above) and new and len(above) < _content_width(lower) + len(cells)
    return (_join_names(upper, lower), position + 1) if fuller or goes_on else (upper, position)


def _join_names(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Names of two rows as one: the lower where there is one, with the group above where it
    alone would be there twice."""
    times = Counter(cell.casefold() for cell in lower if cell)
    joined, group = [], ""
    for position in range(max(len(upper), len(lower))):
        over = upper[position] if position < len(upper) else ""
        name = lower[position] if position < len(lower) else ""
        group = over or group
        if name and times[name.casefold()] > 1 and group:
            name = f"{group} {name}"
        joined.append(name or over)
    return joined


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


def _distinct(cells: Sequence[str], share: float = 0.7) -> bool:
    return len({cell.casefold() for cell in cells}) >= len(cells) * share


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

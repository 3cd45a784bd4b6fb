"""The clean form that irregular files are written out in: UTF-8 CSV, every row the same width.

Each row is its number, its cells, and what lay beyond the last column. Kept free of heavy
imports: the process that opens Excel files writes it too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

MAX_COLUMNS = 1000
# A cell may be as long as its file; the csv module's own limit is for careless programs.
csv.field_size_limit(1 << 30)


def write_clean(rows: Iterable[tuple[int, Sequence[str]]], target: Path, width: int) -> int:
    """Write numbered rows of any length as rows of ``width`` cells; returns how many."""
    count = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        for number, row in rows:
            if not any(row):
                continue
            beyond = " | ".join(cell for cell in row[width:] if cell.strip())
            cells = [_as_shown(cell) for cell in row[:width]] + [""] * (width - len(row))
            writer.writerow([number, *cells, _as_shown(beyond)])
            count += 1
    return count


def _as_shown(cell: str) -> str:
    """The cell with one kind of line end (a lone CR would pass for the end of a row), and
    ``="00123"`` as the text that Excel shows."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell

"""The clean form that irregular files are written out in: UTF-8 CSV, every row the same width.

Each row is its number, its cells, and what lay beyond the last column. Kept free of heavy
imports: the process that opens Excel files writes it too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_clean(rows: Iterable[tuple[int, Sequence[str]]], target: Path, width: int) -> int:
    """Write numbered rows of any length as rows of ``width`` cells; returns how many."""
    count = 0
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        for number, row in rows:
            if not any(row):
                continue
            beyond = " | ".join(cell for cell in row[width:] if cell.strip())
            cells = [_line_feeds(cell) for cell in row[:width]] + [""] * (width - len(row))
            writer.writerow([number, *cells, _line_feeds(beyond)])
            count += 1
    return count


def _line_feeds(cell: str) -> str:
    """The cell with one kind of line end: a lone CR would pass for the end of a row."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell

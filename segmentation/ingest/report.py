"""What reading a file came to: rows kept and refused, what a row is, what to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.columns import Kind

AmountPattern = Literal["once", "repeated", "lines", "single", "none"]


@dataclass(frozen=True)
class Refusal:
    """A row left out: its number in the file, the telling column and value, the reason's id."""

    row: int
    sheet: str | None
    column: str | None
    value: str | None
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """Counts of one file; ``rows = rows_kept + rows_refused``, documents within this file.

    ``refusals`` are the first hundred; all of them lie in the table of refused rows.
    """

    kind: Kind
    rows: int
    rows_kept: int
    rows_refused: int
    documents: int
    people: int
    pattern: AmountPattern
    date_order: str | None
    decimal_mark: str
    refusals: tuple[Refusal, ...]
    warnings: tuple[str, ...]

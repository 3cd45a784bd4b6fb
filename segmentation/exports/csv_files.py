"""CSV files: one that a spreadsheet opens right, and the assignments for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from segmentation.exports.cells import (
    MONEY_DECIMALS,
    CellColumn,
    CellType,
    CellValue,
    cell_columns,
)
from segmentation.exports.lists import ListSpec, key_without_namespace
from segmentation.exports.safety import clean_text, for_machines, for_people
from segmentation.language import Language
from segmentation.segments.assignment import Assignment

_LINE_END = "\r\n"
_ROWS_AT_A_TIME = 20_000
_BYTE_ORDER_MARK = "utf-8-sig"  # without it Excel takes UTF-8 for the computer's own code page


def write_csv(selection: pd.DataFrame, spec: ListSpec, language: Language) -> bytes:
    """The list as a CSV file that Excel opens right in ``language``.

    Polish and Russian: semicolons, decimal comma, dates 31.12.2026. English: commas, decimal
    point, dates 2026-12-31, which no country reads month first. Text is in quotes, numbers
    and dates are bare.
    """
    return b"".join(part for part, _ in csv_parts(selection, spec, language))


def csv_parts(
    selection: pd.DataFrame, spec: ListSpec, language: Language
) -> Iterator[tuple[bytes, tuple[CellColumn, ...]]]:
    """The file of :func:`write_csv` a piece at a time, with the columns each is written from."""
    delimiter = _delimiter(language)
    none = cell_columns(selection.head(0), spec, language)
    names = delimiter.join(_quoted(for_people(column.header)) for column in none) + _LINE_END
    yield names.encode(_BYTE_ORDER_MARK), none
    for start in range(0, len(selection), _ROWS_AT_A_TIME):
        part = cell_columns(selection.iloc[start : start + _ROWS_AT_A_TIME], spec, language)
        shown = [_shown(column, language) for column in part]
        lines = [delimiter.join(row) + _LINE_END for row in zip(*shown, strict=True)]
        yield "".join(lines).encode(), part


def write_table(
    header: Sequence[str], rows: Iterable[Sequence[object]], language: Language
) -> bytes:
    """Any table as a CSV file that Excel opens right in ``language``, as :func:`write_csv`.

    Cells are texts, dates, numbers or nothing; texts are made safe for a spreadsheet.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=_delimiter(language), lineterminator=_LINE_END)
    writer.writerow([for_people(name) for name in header])
    writer.writerows([_cell(value, language) for value in row] for row in rows)
    return file.getvalue().encode(_BYTE_ORDER_MARK)


def write_assignments(
    customers: pd.DataFrame, assignment: Assignment, names: Sequence[str]
) -> bytes:
    """Who is in which segment, for other programs: one row for each customer, in their order.

    UTF-8 with the columns customer_id, segment_id, segment, certainty (a fraction of 1, empty
    where the method gives none). Ids stay exactly as they are, so that they can be joined.
    """
    if len(assignment.labels) != len(customers):
        raise ValueError("the assignment is of other customers")
    safe_names = [for_machines(name) for name in names]
    ids = assignment.segment_ids
    known_by = customers["customer_id"].astype(object)
    for fallback in (customers["email"], customers["customer"].map(key_without_namespace)):
        known_by = known_by.where(known_by.notna(), fallback)
    certainty: Sequence[float] = (
        [math.nan] * len(customers)
        if assignment.certainty is None
        else assignment.certainty.tolist()
    )
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["customer_id", "segment_id", "segment", "certainty"])
    for known, label, sure in zip(known_by, assignment.labels.tolist(), certainty, strict=True):
        writer.writerow(
            [
                clean_text(str(known)),
                ids[label],
                safe_names[label],
                f"{sure:.4f}" if math.isfinite(sure) else "",
            ]
        )
    return file.getvalue().encode()


def _delimiter(language: Language) -> str:
    return "," if language.code == "en" else ";"


def _cell(value: Any, language: Language) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _show_date(day, language)
    if isinstance(value, Decimal):
        return str(value).replace(".", language.decimal_mark)
    if isinstance(value, float):
        return _show_number(value).replace(".", language.decimal_mark)
    return for_people(str(value))


def _shown(column: CellColumn, language: Language) -> list[str]:
    if column.type == "date":
        days = {day: _show_date(day, language) for day in set(column.values)}
        return [days[day] for day in column.values]
    if column.type == "text":
        return _shown_texts(cast("Sequence[str | None]", column.values), column.changed)
    show = _SHOW[column.type]
    numbers = cast("Sequence[float | None]", column.values)
    texts = ["" if number is None else show(number) for number in numbers]
    if language.decimal_mark == "." or not texts:
        return texts
    return "\n".join(texts).replace(".", language.decimal_mark).split("\n")


def _shown_texts(texts: Sequence[str | None], changed: Iterable[int]) -> list[str]:
    cells = ["" if text is None else _quoted(text) if '"' in text else f'"{text}"'
             for text in texts]  # fmt: skip
    for place in changed:
        if text := texts[place]:
            cells[place] = _quoted(for_people(text))
    return cells


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _show_date(value: CellValue, language: Language) -> str:
    if not isinstance(value, date):
        return ""
    if language.code == "en":
        return value.isoformat()
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def _show_money(amount: float) -> str:
    """Two decimals, up to four where the amount has them, so that sums stay what they are."""
    text = f"{amount:.2f}"
    if float(text) == amount:
        return text
    whole, _, decimals = f"{amount:.{MONEY_DECIMALS}f}".partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _show_share(share: float) -> str:
    return f"{share:.4f}".rstrip("0").rstrip(".")


def _show_number(number: float) -> str:
    return f"{number:.15g}"


_SHOW: dict[CellType, Callable[[float], str]] = {
    "money": _show_money,
    "share": _show_share,
    "count": "{:.0f}".format,
    "number": _show_number,
}

"""The Excel workbook: a summary and one sheet for each chosen segment."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

import numpy as np
import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from segmentation.exports.cells import CellColumn, CellValue, cell_columns
from segmentation.exports.formats import Formats, make_formats
from segmentation.exports.list_sheet import ListSheet, StyleOf, row_texts
from segmentation.exports.lists import ListSpec
from segmentation.exports.safety import clean_text, sheet_name, starts_like_formula
from segmentation.exports.summary_sheet import WorkbookFacts, write_summary
from segmentation.language import Language
from segmentation.palette import LIGHT_GROUND
from segmentation.profiles import Profile

__all__ = ["ROWS_PER_SHEET", "WorkbookFacts", "write_plain_sheet", "write_workbook"]

ROWS_PER_SHEET = 1_048_575  # Excel's rows without the header
_STREAM_ABOVE = 20_000  # rows from which the workbook is streamed rather than kept in memory
_WIDTH_SAMPLE, _NARROWEST, _WIDEST = 200, 8, 40
_FILTER_BUTTON = 3
_PAGE_WIDTH = 220  # signs that are still read with ease on a page
_ROWS_AT_A_TIME = 5_000
_EXCEL_BEGINS = date(1900, 3, 1)  # Excel counts a 29 February 1900, so earlier days are text
_UNDATED = datetime(2000, 1, 1)


def write_workbook(
    selection: pd.DataFrame,
    profiles: Sequence[Profile],
    names: Sequence[str],
    spec: ListSpec,
    language: Language,
    currency: str,
    facts: WorkbookFacts,
) -> bytes:
    """The list as an .xlsx file; the same input gives the same bytes.

    ``selection`` comes from select_customers; ``profiles`` and ``names`` are of all segments
    in display order; ``currency`` is ISO 4217 or empty.
    """
    file = io.BytesIO()
    workbook = _open(file, len(selection), facts.title, facts.last_order)
    formats = make_formats(workbook, currency, language)
    taken: set[str] = set()
    summary = workbook.add_worksheet(sheet_name(language.tr("Summary"), taken, "Summary"))
    segment_ids = selection["segment_id"].to_numpy()
    rows_of = {
        profile.segment_id: np.flatnonzero(segment_ids == profile.segment_id)
        for profile in profiles
        if profile.segment_id in spec.segments
    }
    listed = {segment_id: len(rows) for segment_id, rows in rows_of.items()}
    write_summary(workbook, summary, formats, facts, profiles, names, listed, spec, language)
    for profile, name in zip(profiles, names, strict=True):
        rows = rows_of.get(profile.segment_id)
        if rows is None:
            continue
        for start in range(0, max(len(rows), 1), ROWS_PER_SHEET):
            part = selection.iloc[rows[start : start + ROWS_PER_SHEET]]
            sheet = workbook.add_worksheet(sheet_name(name, taken, language.tr("Group")), ListSheet)
            _write_list(sheet, part, spec, formats, currency, language)
    workbook.close()
    return file.getvalue()


def write_plain_sheet(
    selection: pd.DataFrame,
    spec: ListSpec,
    language: Language,
    currency: str,
    title: str,
    last_day: date | None,
) -> bytes:
    """All rows of ``selection`` on one sheet and nothing else, for programs that take no more.

    ``selection`` is as for :func:`write_workbook`. Raises ValueError above ROWS_PER_SHEET rows.
    """
    if len(selection) > ROWS_PER_SHEET:
        raise ValueError("more rows than a sheet can hold")
    file = io.BytesIO()
    workbook = _open(file, len(selection), title, last_day)
    formats = make_formats(workbook, currency, language)
    name = sheet_name(language.tr("List"), set(), "List")
    _write_list(
        workbook.add_worksheet(name, ListSheet), selection, spec, formats, currency, language
    )
    workbook.close()
    return file.getvalue()


def _open(file: io.BytesIO, rows: int, title: str, last_day: date | None) -> Workbook:
    """A workbook that never takes a text for anything else, streamed when it is large."""
    workbook = Workbook(
        file,
        {
            "in_memory": rows <= _STREAM_ABOVE,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # No clock and nobody's name: the file is dated by the data.
    created = datetime(last_day.year, last_day.month, last_day.day) if last_day else _UNDATED
    workbook.set_properties({"title": clean_text(title), "created": created})
    return workbook


def _write_list(
    sheet: ListSheet,
    part: pd.DataFrame,
    spec: ListSpec,
    formats: Formats,
    currency: str,
    language: Language,
) -> None:
    """One sheet: header in the first row, a customer in each row below."""
    columns = cell_columns(part.head(_WIDTH_SAMPLE), spec, language)
    if not columns:
        return
    widths = [_width(column, currency, language) for column in columns]
    _set_up_print(sheet, sum(widths))
    last, right = max(len(part), 1), len(columns) - 1
    header: list[CellColumn] = []
    header_styles: list[StyleOf] = []
    for place, column in enumerate(columns):
        sheet.set_column(place, place, widths[place], formats.cells[column.type])
        header_format = formats.header if column.type == "text" else formats.header_right
        header.append(CellColumn(column.key, column.header, "text", [column.header]))
        if starts_like_formula(column.header):
            header_format = formats.header_guarded
        header_styles.append(_always(header_format))
    sheet.write_blank(last, right, None, formats.label)  # tells how far the rows go
    sheet.write_blank(0, 0, None, formats.label)
    sheet.rows = chain(row_texts(1, header, header_styles), _rows(part, spec, formats, language))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(part), right)
    texts = [
        xl_range(1, place, last, place)
        for place, column in enumerate(columns)
        if column.type == "text"
    ]
    if texts:
        sheet.ignore_errors({"number_stored_as_text": " ".join(texts)})
    for place, column in enumerate(columns):
        if column.key == "total_spend":
            sheet.conditional_format(
                1,
                place,
                last,
                place,
                {
                    "type": "data_bar",
                    "data_bar_2010": True,
                    "bar_solid": True,
                    "bar_color": LIGHT_GROUND.border,
                },
            )


def _rows(
    part: pd.DataFrame, spec: ListSpec, formats: Formats, language: Language
) -> Iterator[str]:
    """The rows below the header, made some thousand at a time while the file is written."""
    for start in range(0, len(part), _ROWS_AT_A_TIME):
        columns = cell_columns(part.iloc[start : start + _ROWS_AT_A_TIME], spec, language)
        columns = tuple(_with_old_days_as_text(column, language) for column in columns)
        styles = [_style(column, formats) for column in columns]
        yield from row_texts(start + 2, columns, styles)


def _with_old_days_as_text(column: CellColumn, language: Language) -> CellColumn:
    if column.type != "date":
        return column
    values = [
        language.short_date(day) if isinstance(day, date) and day < _EXCEL_BEGINS else day
        for day in column.values
    ]
    return replace(column, values=values)


def _set_up_print(sheet: Worksheet, width: int) -> None:
    """On A4 across; a wide list goes over several pages side by side, or nobody could read it."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(math.ceil(width / _PAGE_WIDTH), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_footer("&L&A&R&P / &N")


def _style(column: CellColumn, formats: Formats) -> StyleOf:
    """Always by the column's type, never by what a value looks like; formulas are guarded."""
    usual, guarded = formats.cells[column.type]._get_xf_index(), formats.guarded._get_xf_index()
    if column.type != "text":
        return lambda value: usual
    return lambda value: guarded if starts_like_formula(str(value)) else usual


def _always(style: Format) -> StyleOf:
    number = style._get_xf_index()
    return lambda value: number


def _width(column: CellColumn, currency: str, language: Language) -> int:
    """Wide enough for the header and the first values, within reason."""
    longest = len(column.header) + _FILTER_BUTTON
    for value in column.values[:_WIDTH_SAMPLE]:
        longest = max(longest, len(_displayed(value, column, currency, language)) + 2)
    return min(max(longest, _NARROWEST), _WIDEST)


def _displayed(value: CellValue, column: CellColumn, currency: str, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return "00.00.0000 "
    if isinstance(value, str):
        return value
    if column.type == "money":
        return language.money(value, currency)
    return f"{value:.15g}" if column.type == "number" else language.number(value)

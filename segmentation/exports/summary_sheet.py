"""The first sheet of the workbook: what was counted, the groups at a glance, sums that meet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from segmentation.exports.cells import CellType
from segmentation.exports.formats import Formats, share_format
from segmentation.exports.lists import Consent, ConsentCounts, ListSpec
from segmentation.exports.safety import clean_text, starts_like_formula
from segmentation.language import Language, mark
from segmentation.palette import LIGHT
from segmentation.profiles import Profile

_REVENUE_COLOR, _CUSTOMERS_COLOR = LIGHT[0], LIGHT[5]
_ROW_PIXELS = 20
_FIRST_WIDTH, _WIDTH = 34, 18
_LONGEST_NAME = 60  # the chart has no room for more
_NOTE_COLUMNS = 5

_WITH_CONSENT: dict[Consent, str] = {
    "email": mark("With marketing consent (e-mail)"),
    "sms": mark("With marketing consent (SMS)"),
}
_EVERYONE_NOTE = mark(
    "This is your own report: it also holds customers who gave no consent to marketing. "
    "For a mailing, make a list of those who agreed."
)
_PRIVACY_NOTE = mark(
    "This file holds personal data. Share it only with people who work with it, delete it "
    "when you no longer need it, and leave out anyone who objects to marketing."
)


@dataclass(frozen=True)
class WorkbookFacts:
    """What the summary says about the shop and the groups; texts are in the language already.

    Money is of the counted currency: ``revenue = revenue_customers + revenue_returns_only +
    revenue_without_customer``, after refunds; ``revenue_gross`` is before refunds. ``variables``
    are labels, ``method`` says how the groups were made. Dates are None when there are no
    orders, ``consent`` when it was not asked for.
    """

    title: str
    customers: int
    orders: int
    revenue_gross: Decimal
    revenue: Decimal
    revenue_customers: Decimal
    revenue_returns_only: Decimal
    revenue_without_customer: Decimal
    first_order: date | None
    last_order: date | None
    variables: tuple[str, ...]
    method: str
    consent: ConsentCounts | None = None


@dataclass(frozen=True)
class _Cursor:
    """Writes typed cells of the summary in its formats."""

    sheet: Worksheet
    formats: Formats

    def text(self, row: int, column: int, value: str, style: object = None) -> None:
        value = clean_text(value)
        if style is None and starts_like_formula(value):
            style = self.formats.guarded
        self.sheet.write_string(row, column, value, style)

    def value(
        self,
        row: int,
        column: int,
        value: float | Decimal | date | str,
        styles: Mapping[CellType, object],
        kind: CellType,
    ) -> None:
        if isinstance(value, str):
            self.text(row, column, value, styles[kind])
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, styles[kind])
        elif math.isfinite(value):
            self.sheet.write_number(row, column, float(value), styles[kind])
        else:
            self.sheet.write_blank(row, column, None, styles[kind])


def write_summary(
    workbook: Workbook,
    sheet: Worksheet,
    formats: Formats,
    facts: WorkbookFacts,
    profiles: Sequence[Profile],
    names: Sequence[str],
    listed: Mapping[str, int],
    spec: ListSpec,
    language: Language,
) -> None:
    """Fill ``sheet`` from the top down (so that it can be streamed).

    ``names`` are those of ``profiles``, ``listed`` counts the customers on the list by
    segment id.
    """
    sheet.hide_gridlines(2)
    sheet.set_paper(9)  # A4, upright: tables and chart are on one page
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")
    names = [_shortened(clean_text(name)) for name in names]
    sheet.set_column(0, 0, max(_FIRST_WIDTH, *map(len, names), 0))
    cursor = _Cursor(sheet, formats)
    cursor.text(0, 0, facts.title, formats.title)
    row = _write_facts(cursor, 2, facts, sum(listed.values()), spec, language)
    first = row + 2
    row = _write_table(cursor, row + 1, profiles, names, listed, language)
    if profiles:
        chart = _chart(workbook, sheet.get_name(), first, profiles, names, language)
        height = _ROW_PIXELS * (5 + 2 * len(profiles))
        chart.set_size({"width": 880, "height": height})
        sheet.insert_chart(row + 1, 0, chart, {"object_position": 3})
        row += 2 + height // _ROW_PIXELS
    row = _write_revenue(cursor, row + 1, facts, language)
    notes = [_PRIVACY_NOTE] if spec.consent else [_EVERYONE_NOTE, _PRIVACY_NOTE]
    for note in notes:
        row += 1
        sheet.set_row_pixels(row, 2 * _ROW_PIXELS)
        sheet.merge_range(row, 0, row, _NOTE_COLUMNS, "", formats.note)
        cursor.text(row, 0, language.tr(note), formats.note)


def _write_facts(
    cursor: _Cursor,
    row: int,
    facts: WorkbookFacts,
    listed: int,
    spec: ListSpec,
    language: Language,
) -> int:
    lines: list[tuple[str, int | str | date | None, CellType]] = [
        (language.tr("Customers"), facts.customers, "count"),
    ]
    if facts.first_order and facts.last_order:
        lines += [
            (language.tr("Orders"), facts.orders, "count"),
            (language.tr("First order"), facts.first_order, "date"),
            (language.tr("Last order"), facts.last_order, "date"),
        ]
    lines.append((language.tr("How the groups were made"), facts.method, "text"))
    if facts.variables:
        lines.append((language.tr("Grouped by"), language.listing(facts.variables), "text"))
    if facts.consent is not None and spec.consent is not None:
        lines += [
            (language.tr("Customers in the chosen groups"), facts.consent.in_segments, "count"),
            (language.tr(_WITH_CONSENT[spec.consent]), facts.consent.with_consent, "count"),
            (language.tr("Left out: no answer"), facts.consent.no_answer, "count"),
            (language.tr("Left out: no consent"), facts.consent.refused, "count"),
        ]
    lines.append((language.tr("Customers on this list"), listed, "count"))
    for label, value, kind in lines:
        if value is not None:
            cursor.text(row, 0, label, cursor.formats.label)
            cursor.value(row, 1, value, cursor.formats.left, kind)
            row += 1
    return row


def _write_table(
    cursor: _Cursor,
    row: int,
    profiles: Sequence[Profile],
    names: Sequence[str],
    listed: Mapping[str, int],
    language: Language,
) -> int:
    """One line a group and a line of sums; returns the row below."""
    formats = cursor.formats
    cursor.text(row, 0, language.tr("Group"), formats.header)
    headers = (
        language.tr("Customers"),
        language.tr("Share of customers"),
        language.tr("Revenue"),
        language.tr("Share of revenue"),
        language.tr("Average per customer"),
        language.tr("On this list"),
    )
    for column, text in enumerate(headers, start=1):
        cursor.text(row, column, text, formats.header_right)
        cursor.sheet.set_column(column, column, max(_WIDTH, len(text) + 3))  # bold is wider
    kinds: tuple[CellType, ...] = ("count", "share", "money", "share", "money", "count")
    for profile, name in zip(profiles, names, strict=True):
        row += 1
        cursor.text(row, 0, name)
        values: tuple[float | Decimal, ...] = (
            profile.customers,
            profile.share_of_customers,
            profile.revenue,
            profile.share_of_revenue,
            _average(profile.revenue, profile.customers),
            listed.get(profile.segment_id, 0),
        )
        for column, (value, kind) in enumerate(zip(values, kinds, strict=True), start=1):
            cursor.value(row, column, value, formats.cells, kind)
    row += 1
    customers = sum(profile.customers for profile in profiles)
    revenue = sum((profile.revenue for profile in profiles), Decimal(0))
    cursor.text(row, 0, language.tr("All groups"), formats.total_text)
    sums: tuple[float | Decimal, ...] = (
        customers,
        sum(profile.share_of_customers for profile in profiles),
        revenue,
        sum(profile.share_of_revenue for profile in profiles),
        _average(revenue, customers),
        sum(listed.values()),
    )
    for column, (value, kind) in enumerate(zip(sums, kinds, strict=True), start=1):
        cursor.value(row, column, value, formats.total, kind)
    return row + 1


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _average(revenue: Decimal, customers: int) -> Decimal:
    return revenue / customers if customers else Decimal(0)


def _chart(
    workbook: Workbook,
    sheet_name: str,
    first: int,
    profiles: Sequence[Profile],
    names: Sequence[str],
    language: Language,
) -> Chart:
    """Two bars a group: its share of customers and its share of revenue."""
    last = first + len(profiles) - 1
    chart = workbook.add_chart({"type": "bar"})
    percent = share_format(language, decimals=0)
    series = (
        (
            language.tr("Share of customers"),
            2,
            _CUSTOMERS_COLOR,
            [profile.share_of_customers for profile in profiles],
        ),
        (
            language.tr("Share of revenue"),
            4,
            _REVENUE_COLOR,
            [profile.share_of_revenue for profile in profiles],
        ),
    )
    for label, column, color, values in series:
        chart.add_series(
            {
                "name": label,
                "categories": [sheet_name, first, 0, last, 0],
                "values": [sheet_name, first, column, last, column],
                # Kept in the chart, so that viewers which don't calculate can draw it.
                "categories_data": list(names),
                "values_data": [value if math.isfinite(value) else 0 for value in values],
                "fill": {"color": color},
                "gap": 60,
                "data_labels": {"value": True, "num_format": percent},
            }
        )
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"num_format": percent, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "top"})
    return chart


def _write_revenue(cursor: _Cursor, row: int, facts: WorkbookFacts, language: Language) -> int:
    """The lines that add up to the shop's revenue; returns the row below."""
    formats = cursor.formats
    cursor.text(row, 0, language.tr("Where the revenue comes from"), formats.header)
    cursor.text(row, 1, language.tr("Revenue"), formats.header_right)
    parts = (
        (language.tr("Customers in the groups"), facts.revenue_customers),
        (language.tr("People with returns only"), facts.revenue_returns_only),
        (language.tr("Orders without a customer"), facts.revenue_without_customer),
    )
    for label, amount in parts:
        row += 1
        cursor.text(row, 0, label)
        cursor.value(row, 1, amount, formats.cells, "money")
    row += 1
    cursor.text(row, 0, language.tr("Revenue after refunds"), formats.total_text)
    cursor.value(row, 1, facts.revenue, formats.total, "money")
    row += 1
    cursor.text(row, 0, language.tr("Revenue before refunds"))
    cursor.value(row, 1, facts.revenue_gross, formats.cells, "money")
    return row + 1

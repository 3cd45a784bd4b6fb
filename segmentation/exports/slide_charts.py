"""Native charts of a deck: drawn by PowerPoint from numbers that can be edited there."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter.workbook import Workbook

from segmentation.exports.slides import FONT, INK, Box, describe
from segmentation.language import Language
from segmentation.palette import LIGHT_GROUND

EVERYONE = "#8B9892"
"""The color of all customers beside a group."""

_SHEET = "Sheet1"
_LONGEST_LABEL = 44
_MOST_BARS = 8
_UNDATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Bars:
    """One series: its name, color, a value for each label (None: not told). Where ``texts`` has
    one that is not empty it stands on the bar instead of the value; ``told`` is False where
    nothing stands there."""

    name: str
    color: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...] = ()
    told: bool = True


def add_bars(
    slide: Slide,
    labels: Sequence[str],
    series: Sequence[Bars],
    place: Box,
    language: Language,
    *,
    title: str = "",
    alt: str,
    size: float = 12.0,
    whole: float | None = None,
) -> Chart:
    """A bar chart of shares in ``place``; more than eight labels stand as columns.

    ``whole`` is where the axis ends, by default where the values do.
    """
    shown = [cut(label) for label in labels]
    percent = "0\u00a0%" if language.code == "ru" else "0%"
    data = CategoryChartData(number_format=percent)
    data.categories = shown
    for one in series:
        data.add_series(one.name, one.values)
    upright = len(labels) > _MOST_BARS
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if upright else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *place.lengths(), data)
    describe(frame._element.nvGraphicFramePr.cNvPr, alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_numbers(shown, series, percent))
    chart.font.size, chart.font.name = Pt(size), FONT
    chart.font.color.rgb = _rgb(INK)
    chart.has_title = bool(title)
    if title:
        chart.chart_title.text_frame.text = title
        run = chart.chart_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(size), True
        chart.chart_title.include_in_layout = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _draw_axes(chart, upright, whole, percent)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for one, drawn in zip(series, plot.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(one.color)
        drawn.invert_if_negative = False
        if one.told and not upright:
            _label(drawn, one, size, percent, language)
    return chart


def _draw_axes(chart: Chart, upright: bool, whole: float | None, percent: str) -> None:
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order = not upright  # the first label stands on top
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _rgb(LIGHT_GROUND.border)
    numbers.has_major_gridlines = upright
    numbers.visible = upright
    if upright:
        numbers.major_gridlines.format.line.color.rgb = _rgb(LIGHT_GROUND.border)
        numbers.format.line.fill.background()
        numbers.tick_labels.number_format = percent
        numbers.tick_labels.number_format_is_linked = False
    if whole is not None:
        numbers.minimum_scale, numbers.maximum_scale = 0.0, whole


def _label(drawn: Any, one: Bars, size: float, percent: str, language: Language) -> None:
    """The values on the bars, or what stands for them; a small share never reads as none."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = percent, False
    labels.font.size = Pt(size)
    small = tuple(
        language.share(value) if value is not None and 0 < value < 0.005 else ""
        for value in one.values
    )
    for number, text in enumerate(one.texts or small):
        if text:
            frame = drawn.points[number].data_label.text_frame
            frame.text = text
            frame.word_wrap = False
            frame.paragraphs[0].runs[0].font.size = Pt(size)


def _numbers(labels: Sequence[str], series: Sequence[Bars], number_format: str) -> bytes:
    """The workbook behind the chart, where no label is ever a formula and nothing has a date."""
    file = io.BytesIO()
    workbook = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"created": _UNDATED})
    sheet = workbook.add_worksheet(_SHEET)
    percent = workbook.add_format({"num_format": number_format})
    sheet.write_column(1, 0, labels)
    for column, one in enumerate(series, start=1):
        sheet.write_string(0, column, one.name)
        for row, value in enumerate(one.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, percent)
    workbook.close()
    return file.getvalue()


def cut(text: str) -> str:
    """A label short enough to stand beside its bar."""
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def _rgb(color: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(color.lstrip("#")))

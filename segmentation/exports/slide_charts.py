"""Native charts of a deck: drawn by PowerPoint from numbers that can be edited there.

Programs draw a legend in one order or the other, and break or cut long labels each its own way. So
the names of series stand as text above the bars, in their order, and labels are broken here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter.workbook import Workbook

from segmentation.exports.fitting import LEADING, broken, fitting_size, height, width
from segmentation.exports.slides import FONT, INK, Box, describe
from segmentation.language import NO_BREAK_SPACE, Language
from segmentation.palette import LIGHT_GROUND

EVERYONE = "#8B9892"
"""The color of all customers beside a group."""

_SHEET = "Sheet1"
_LONGEST_LABEL = 64
_MOST_BARS = 8
_SMALLEST = 8.0
_LABELS, _SHORTER_LABELS = 0.4, 0.34
"""The share of a chart's width that labels have at most; those of departures have it always."""
_BESIDE = 8.0
"""Points between a label and its bar."""
_UNDER_KEY = 4.0
_APART = 1.1
_LEAST_BAR = 0.2
_VALUES = 1.18
"""How much longer than the longest bar the axis is, so that its value fits beside it."""
_UNDATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Bars:
    """One series: its name, color and a value for each label (None: not told)."""

    name: str
    color: str
    values: tuple[float | None, ...]


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
) -> Chart:
    """A bar chart of shares in ``place``; more than eight labels stand as columns."""
    upright = len(labels) > _MOST_BARS
    shown = [cut(label) for label in labels]
    widest = max(width(label, size) for label in shown) + _BESIDE
    room = 0.0 if upright else min(widest, _LABELS * place.width)
    key = replace(place, left=place.left + room, width=place.width - room)
    below = _below(place, _add_key(slide, title, series, key, size))
    percent = _percent(language)
    if upright:
        chart = _add_chart(slide, shown, series, below, percent, upright=True, alt=alt)
        _set_font(chart, size)
        chart.value_axis.tick_labels.number_format = percent
        chart.value_axis.tick_labels.number_format_is_linked = False
        return chart
    chart = _add_beside(slide, shown, series, below, percent, room=room, alt=alt, size=size)
    told = [value for one in series for value in one.values if value is not None]
    chart.value_axis.minimum_scale = _VALUES * min([*told, 0.0])
    chart.value_axis.maximum_scale = _VALUES * max([*told, 0.01])
    for one, drawn in zip(series, chart.plots[0].series, strict=True):
        small = [
            language.share(value) if value is not None and 0 < value < 0.005 else ""
            for value in one.values
        ]
        _label(drawn, small, size, percent)
    return chart


def add_departures(
    slide: Slide,
    labels: Sequence[str],
    bars: Bars,
    texts: Sequence[str],
    place: Box,
    language: Language,
    *,
    title: str,
    alt: str,
    size: float,
    reach: float,
) -> Chart:
    """Bars to the left and right of a middle, 0, with ``texts`` at their ends.

    ``reach`` is where the axis ends on both sides (:func:`reach_of`); ``title`` stands above the
    middle.
    """
    room = _SHORTER_LABELS * place.width
    key = replace(place, left=place.left + room, width=place.width - room)
    below = _below(place, _add_key(slide, title, (), key, size, center=True))
    shown = [cut(label) for label in labels]
    percent = _percent(language)
    chart = _add_beside(slide, shown, (bars,), below, percent, room=room, alt=alt, size=size)
    chart.category_axis.format.line.color.rgb = _rgb(INK)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = -reach, reach
    _label(chart.plots[0].series[0], texts, size, percent)
    return chart


def reach_of(bars: Iterable[tuple[float, str]], place: Box, size: float) -> float:
    """Where the axis of departures must end for each text to fit beside its bar; at least .5."""
    half = (1 - _SHORTER_LABELS) * place.width / 2
    needed = [
        abs(value) / max(1 - width(f"   {text}", size) / half, _LEAST_BAR) for value, text in bars
    ]
    return max([*needed, 0.5])


def _add_key(
    slide: Slide,
    title: str,
    series: Sequence[Bars],
    place: Box,
    size: float,
    *,
    center: bool = False,
) -> float:
    """The title and below it the names of several series with their colors, as text at the top
    of ``place``; returns its height."""
    named = series if len(series) > 1 else ()
    tall = (bool(title) + bool(named)) * LEADING * size
    if not tall:
        return 0.0
    frame = slide.shapes.add_textbox(*replace(place, height=tall).lengths()).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = not center  # so that a long title stays around the middle
    line = frame.paragraphs[0]
    if title:
        _write(line, title, size, INK, bold=True)
    if title and named:
        line = frame.add_paragraph()
    for number, one in enumerate(named):
        _write(line, "■", size, one.color)
        gap = NO_BREAK_SPACE * 4 if number < len(named) - 1 else ""
        _write(line, f"{NO_BREAK_SPACE}{one.name}{gap}", size, INK)
    for line in frame.paragraphs:
        line.alignment = PP_ALIGN.CENTER if center else PP_ALIGN.LEFT
    return tall + _UNDER_KEY


def _write(line: Any, text: str, size: float, color: str, bold: bool = False) -> None:
    run = line.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = _rgb(color)


def _below(place: Box, used: float) -> Box:
    return replace(place, top=place.top + used, height=place.height - used)


def _add_beside(
    slide: Slide,
    labels: Sequence[str],
    series: Sequence[Bars],
    place: Box,
    percent: str,
    *,
    room: float,
    alt: str,
    size: float,
) -> Chart:
    """A chart of lying bars with ``room`` points at the left, in which labels are broken into
    lines, for no program does it alike; in smaller letters where their rows need it."""
    row = place.height / max(len(labels), 1) / _APART
    sizes = [size - less for less in range(int(size - _SMALLEST) + 1)]
    space = room - _BESIDE
    fits = fitting_size(sizes, lambda one: max(height(text, one, space) for text in labels), row)
    in_lines = ["\n".join(broken(label, fits, space)) for label in labels]
    chart = _add_chart(slide, in_lines, series, place, percent, upright=False, alt=alt)
    _set_font(chart, fits)
    share = room / place.width
    values = (("x", share), ("y", 0.0), ("w", 1 - share), ("h", 1.0))
    sides = "".join(f'<c:{side} val="{value:.4f}"/>' for side, value in values)
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
        ),
    )
    return chart


def _add_chart(
    slide: Slide,
    labels: Sequence[str],
    series: Sequence[Bars],
    place: Box,
    percent: str,
    *,
    upright: bool,
    alt: str,
) -> Chart:
    data = CategoryChartData(number_format=percent)
    data.categories = labels
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if upright else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *place.lengths(), data)
    describe(frame._element.nvGraphicFramePr.cNvPr, alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_numbers(labels, series, percent))
    chart.has_legend = chart.has_title = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for one, drawn in zip(series, plot.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(one.color)
        drawn.invert_if_negative = False
    _draw_axes(chart, upright)
    return chart


def _percent(language: Language) -> str:
    return f"0{NO_BREAK_SPACE}%" if language.code == "ru" else "0%"


def _set_font(chart: Chart, size: float) -> None:
    chart.font.size, chart.font.name = Pt(size), FONT
    chart.font.color.rgb = _rgb(INK)


def _draw_axes(chart: Chart, upright: bool) -> None:
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order = not upright  # the first label stands on top
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _rgb(LIGHT_GROUND.border)
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # no label is left out
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    numbers.has_major_gridlines = upright
    numbers.visible = upright
    if upright:
        numbers.major_gridlines.format.line.color.rgb = _rgb(LIGHT_GROUND.border)
        numbers.format.line.fill.background()


def _label(drawn: Any, texts: Sequence[str], size: float, percent: str) -> None:
    """The values at the ends of the bars, or ``texts`` where they are not empty."""
    beside = f'"{NO_BREAK_SPACE}"{percent}"{NO_BREAK_SPACE}"'
    labels = drawn.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = beside, False
    labels.font.size = Pt(size)
    for number, text in enumerate(texts):
        if text:
            label = drawn.points[number].data_label
            frame = label.text_frame
            frame.text = f"{NO_BREAK_SPACE}{text}{NO_BREAK_SPACE}"
            frame.word_wrap = False
            frame.paragraphs[0].runs[0].font.size = Pt(size)
            label.position = XL_LABEL_POSITION.OUTSIDE_END


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

"""How a persona fits one sheet of paper: the size of print, and what is left to the screen.

Print never gets smaller than can be read across a table; where there is more to say than that
leaves room for, the longest lists end sooner on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from segmentation.exports.fitting import LEADING, fitting_size, height
from segmentation.exports.handout import Sheet
from segmentation.exports.page_style import PAPER_HEIGHT_MM, PAPER_WIDTH_MM
from segmentation.persona_book import Section

CALENDAR = ("time", "weekdays")
"""Sections whose series runs through the year or the week, and stands in columns."""

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of print in points, the largest that lets a persona fit its sheet is taken."""
_POINTS_PER_MM = 72 / 25.4
_WIDE = PAPER_WIDTH_MM * _POINTS_PER_MM
_COLUMN = (PAPER_WIDTH_MM - 8) / 2 * _POINTS_PER_MM
_SPARE = 0.97  # of the sheet: a browser balances columns a little otherwise when it prints
_TALL = PAPER_HEIGHT_MM * _POINTS_PER_MM * _SPARE
_LINE = 1.4 / LEADING  # the page's lines are further apart than those of slides
_ROW = 1.25 / LEADING  # and those of tables a little
_WIDER = 1.06  # sentences of small letters are narrower than they are measured
_APART, _HEADING = 0.75, 1.5  # as in the page's style, in multiples of the size of print


@dataclass(frozen=True)
class Fit:
    """``size`` of print in points, and how many ``lines`` of each section, the favorites first
    where there are any, are printed."""

    size: float
    lines: tuple[int, ...]


def fit_sheet(sheet: Sheet) -> Fit:
    """The largest print at which all of ``sheet`` fits; at the smallest, lines are left out.

    The longest list loses its last line first, so that of each section something is left as
    long as there is room for it.
    """
    sections = told_sections(sheet)
    lines = [len(section.lines) for section in sections]
    size = fitting_size(_SIZES, lambda one: _needed(sheet, one), _TALL)
    while any(lines) and _needed(_shortened(sheet, lines), size) > _TALL:
        longest = max(lines)
        lines[len(lines) - 1 - lines[::-1].index(longest)] -= 1
    return Fit(size, tuple(lines))


def told_sections(sheet: Sheet) -> tuple[Section, ...]:
    """The sections as the page tells them: the favorites first."""
    return (*((sheet.favorites,) if sheet.favorites else ()), *sheet.sections)


def _shortened(sheet: Sheet, lines: Iterable[int]) -> Sheet:
    """What of ``sheet`` is printed; a section without a line is not."""
    kept = [
        replace(section, lines=section.lines[:number])
        for section, number in zip(told_sections(sheet), lines, strict=True)
    ]
    if sheet.favorites is None:
        return replace(sheet, sections=tuple(one for one in kept if one.lines))
    favorites, *others = kept
    return replace(
        sheet,
        favorites=favorites if favorites.lines else None,
        sections=tuple(one for one in others if one.lines),
    )


def _needed(sheet: Sheet, size: float) -> float:
    """The height of a sheet at a size of print, in points."""
    beside = _WIDE - 6.5 * size
    name = (
        height(sheet.name, 1.6 * size, beside, bold=True)
        + _tall(sheet.motto, 1.1 * size, beside)
        + _tall(sheet.typical, size, beside)
    )
    head = max(name, 5.5 * size) + 7.5 * size
    parts = tuple(_part_heights(sheet, size))
    # Parts stay whole, so the first column ends between two of them.
    body = min(
        (max(sum(parts[:end]), sum(parts[end:])) for end in range(len(parts) + 1)), default=0.0
    )
    return head + body


def _part_heights(sheet: Sheet, size: float) -> Iterator[float]:
    """The heights of what stands in the two columns, in its order."""
    small, above = 0.875 * size, (_APART + _HEADING) * size
    if sheet.bars:
        rows = sum(
            0.3 * small
            + max(
                _row(bar.label, small, 0.33),
                _row(bar.shown, small * 1.07, 0.2) + _row("usually " + bar.average, small, 0.2),
            )
            for bar in sheet.bars
        )
        yield above + rows + 1.5 * size
    if sheet.facts:
        yield above + _list_height(sheet.facts, size)
    if sheet.favorites:  # their chart repeats their lines, and is left to the screen
        yield above + _section_height(replace(sheet.favorites, series=None), size)
    for block in sheet.advice:
        reasons = sum(_tall(line.reason, 0.8 * size, _COLUMN) for line in block.lines)
        yield above + _list_height([line.text for line in block.lines], size) + reasons
    for section in sheet.sections:
        yield above + _section_height(section, size)
    yield sum(_tall(text, 0.8 * size, _COLUMN) for text in (sheet.sure, sheet.unsaid)) + size


def _section_height(section: Section, size: float) -> float:
    """The height below the heading."""
    told = _list_height(section.lines, size)
    if section.series is None:
        return told
    if section.key in CALENDAR:
        return told + 8.2 * size
    small = 0.875 * size
    rows = sum(
        max(_row(label, small, 0.33), 1.25 * small) + 0.3 * small for label in section.series.labels
    )
    return told + rows + 2.5 * size


def _row(text: str, size: float, share: float) -> float:
    """The height of a text in a cell of a table, ``share`` of a column wide."""
    return height(text, size, share * _COLUMN * _WIDER) * _ROW


def _list_height(lines: Sequence[str], size: float) -> float:
    gaps = 0.3 * size * max(len(lines) - 1, 0)
    return sum(_tall(line, size, _COLUMN) for line in lines) + gaps


def _tall(text: str, size: float, room: float) -> float:
    return height(text, size, room * _WIDER) * _LINE

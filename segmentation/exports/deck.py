"""The deck for PowerPoint: the whole shop, each persona on a few slides, how it was computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from segmentation.exports import slides
from segmentation.exports.fitting import fitting_size
from segmentation.exports.handout import (
    FAVORITES_ON_SLIDE,
    Block,
    Cover,
    Sheet,
    make_handout,
)
from segmentation.exports.slide_charts import (
    EVERYONE,
    Bars,
    add_bars,
    add_departures,
    reach_of,
)
from segmentation.exports.slides import INK, MUTED, Box, Line
from segmentation.exports.spreading import APART, BEFORE_LINE, BEFORE_REASON, REASON, spread
from segmentation.language import NO_BREAK_SPACE, Language
from segmentation.palette import LIGHT_GROUND, segment_color
from segmentation.persona_book import PersonaBook, Series

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_LEFT, _WIDE = 40.0, 880.0
_COLUMN, _GAP = 420.0, 40.0
_RIGHT = _LEFT + _COLUMN + _GAP
_TITLE = Box(_LEFT, 24, _WIDE, 64)
_TOP, _TALL = 104.0, 412.0
_TITLES = tuple(range(32, 15, -1))
_TEXTS = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_ADVICE = (20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_CHARTS = Box(_RIGHT, 196, _COLUMN, 320)
_READABLE = 14.0
"""What does not fit in letters of this size goes on a further slide; a single topic longer than
a column gets smaller ones."""
_PORTRAIT = 84.0
_CHART, _BETWEEN = 11.0, 10.0
_MIDDLE = 0.5
"""Where a typical customer of the shop stands among all."""


def make_deck(book: PersonaBook, language: Language) -> bytes:
    """The book as a .pptx file of native text and charts; the same book gives the same bytes.

    Holds no personal data and nobody's name (exports.handout).
    """
    handout = make_handout(book, language)
    deck = slides.open_deck(handout.cover.headline)
    _add_cover(deck, handout.cover, language)
    reach = reach_of(
        ((bar.position - _MIDDLE, bar.shown) for sheet in handout.sheets for bar in sheet.bars),
        _CHARTS,
        _CHART,
    )
    for sheet in handout.sheets:
        _add_portrayal(deck, sheet, language, reach)
        _add_advice(deck, sheet, language)
    _add_method(deck, handout.method, language)
    return slides.save(deck, language)


def _add_cover(deck: Deck, cover: Cover, language: Language) -> None:
    title = Box(_LEFT, 24, _WIDE, 96)
    slide = slides.add_slide(deck, slides.TEXT, cover.headline, title, _TITLES)
    slides.fill(slide, 1, [Line(cover.line, color=MUTED)], Box(_LEFT, 126, _WIDE, 40), (16, 14, 12))
    series = [Bars(language.tr("Share of customers"), EVERYONE, cover.customers)]
    if cover.revenue is not None:
        revenue = language.tr("Share of revenue")
        series.append(Bars(revenue, LIGHT_GROUND.primary, cover.revenue))
    place = Box(_LEFT, 172, _WIDE, 344)
    add_bars(slide, cover.names, series, place, language, alt=cover.headline, size=13)


def _add_portrayal(deck: Deck, sheet: Sheet, language: Language, reach: float) -> None:
    """Who they are: name, portrait, size and worth, what sets them apart, what they like.

    All personas have their bars on one axis, which ends at ``reach``.
    """
    beside = _LEFT + _PORTRAIT + 20
    title = Box(beside, 20, _LEFT + _WIDE - beside, 84)
    slide = slides.add_slide(deck, slides.TEXT, sheet.name, title, _TITLES)
    portrait = Box(_LEFT, 20, _PORTRAIT, _PORTRAIT)
    slides.add_portrait(slide, sheet.portrait, sheet.portrait_alt, portrait)
    third = _WIDE / 3
    for number, figure in enumerate(sheet.figures):
        slides.add_text(
            slide,
            [
                Line(figure.label, color=MUTED, scale=0.5),
                Line(figure.value, bold=True),
                Line(figure.note, color=MUTED, scale=0.5),
            ],
            Box(_LEFT + number * third, 116, third - 16, 64),
            (26, 24, 22, 20, 18),
        )
    charts = tuple(_charts(sheet))
    room = _COLUMN if charts else _WIDE
    text = tuple(_who(sheet, language))
    slides.fill(slide, 1, text, Box(_LEFT, 196, room, 320), _TEXTS)
    tall = (_CHARTS.height + _BETWEEN) / max(len(charts), 1)
    for number, chart in enumerate(charts):
        box = replace(_CHARTS, top=_CHARTS.top + number * tall, height=tall - _BETWEEN)
        if chart is None:
            _draw_bars(slide, sheet, box, language, reach)
        else:
            _draw_series(slide, sheet, chart, box, language)
    slides.write_notes(slide, tuple(_notes(sheet)))


def _charts(sheet: Sheet) -> Iterator[Series | None]:
    """What is drawn: the traits (None), then what they like or else the first other picture."""
    if sheet.bars:
        yield None
    sections = (*((sheet.favorites,) if sheet.favorites else ()), *sheet.sections)
    yield from [section.series for section in sections if section.series is not None][:1]


def _who(sheet: Sheet, language: Language) -> Iterator[Line]:
    if sheet.motto:
        yield Line(language.tr("“{text}”", text=sheet.motto), italic=True, scale=1.1)
    yield Line(sheet.typical, space=0.4)
    if sheet.facts:
        yield _heading(language.tr("Sets them apart"), sheet)
        yield from (Line(fact, scale=0.9, space=0.2) for fact in sheet.facts)
    if sheet.favorites and sheet.favorites.lines:
        yield _heading(sheet.favorites.heading, sheet)
        shown = sheet.favorites.lines[:FAVORITES_ON_SLIDE]
        yield from (Line(line, scale=0.9, space=0.2) for line in shown)
    if sheet.sure:
        yield Line(sheet.sure, color=MUTED, scale=REASON, space=1.0)


def _heading(text: str, sheet: Sheet) -> Line:
    return Line(text, bold=True, color=_ink(sheet), space=APART)


def _ink(sheet: Sheet) -> str:
    """The persona's color where letters in it can be read on white, else the usual one."""
    color = segment_color(sheet.color)
    light = sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) > 330
    return INK if light else color


def _draw_bars(slide: Slide, sheet: Sheet, place: Box, language: Language, reach: float) -> None:
    tr = language.tr
    usual = [tr("usually {value}", value=bar.average) for bar in sheet.bars]
    told = [f"({one})".replace(" ", NO_BREAK_SPACE) for one in usual]  # stays on one line
    labels = [f"{bar.label} {one}" for bar, one in zip(sheet.bars, told, strict=True)]
    shown = tuple(bar.shown for bar in sheet.bars)
    away = tuple(bar.position - _MIDDLE for bar in sheet.bars)
    add_departures(
        slide,
        labels,
        Bars(tr("This group"), segment_color(sheet.color), away),
        shown,
        place,
        language,
        title=tr("Less ← typical customer of the shop → more"),
        alt="; ".join(f"{label}: {value}" for label, value in zip(labels, shown, strict=True)),
        size=_CHART,
        reach=reach,
    )


def _draw_series(
    slide: Slide, sheet: Sheet, series: Series, place: Box, language: Language
) -> None:
    told = ", ".join(
        f"{label} {language.share(group)}"
        for label, group in zip(series.labels, series.group, strict=True)
    )
    add_bars(
        slide,
        series.labels,
        [
            Bars(language.tr("This group"), segment_color(sheet.color), series.group),
            Bars(language.tr("All customers"), EVERYONE, series.everyone),
        ],
        place,
        language,
        title=series.heading,
        alt=f"{series.heading}: {told}",
        size=_CHART,
    )


def _notes(sheet: Sheet) -> Iterator[str]:
    """All that is known beyond the slide, for who speaks."""
    known = (*((sheet.favorites,) if sheet.favorites else ()), *sheet.sections)
    for section in known:
        if section.lines:
            yield section.heading
            yield from section.lines
            yield ""
    if sheet.unsaid:
        yield sheet.unsaid
    if sheet.notes:
        yield ""
        yield sheet.notes


def _add_advice(deck: Deck, sheet: Sheet, language: Language) -> None:
    """What to do: as many slides as the advice needs at a size that can be read."""
    title = language.tr("{name}: what to do", name=sheet.name)
    for columns in spread(sheet.advice, _READABLE, _COLUMN, _TALL):
        alone = len(columns) == 1
        slide = slides.add_slide(
            deck, slides.TEXT if alone else slides.TWO_TEXTS, title, _TITLE, _TITLES
        )
        texts = [[line for block in column for line in _lines(block, sheet)] for column in columns]
        places = [Box(left, _TOP, _WIDE if alone else _COLUMN, _TALL) for left in (_LEFT, _RIGHT)][
            : len(columns)
        ]
        pairs = tuple(zip(texts, places, strict=True))
        # Both columns have letters of one size.
        size = fitting_size(
            _ADVICE,
            lambda one, pairs=pairs: max(  # type: ignore[misc]
                slides.text_height(text, one, place.width) for text, place in pairs
            ),
            _TALL,
        )
        for number, (text, place) in enumerate(pairs, start=1):
            slides.fill(slide, number, text, place, (size,))


def _lines(block: Block, sheet: Sheet) -> Iterator[Line]:
    yield _heading(block.heading, sheet)
    for line in block.lines:
        yield Line(line.text, space=BEFORE_LINE)
        if line.reason:
            yield Line(line.reason, color=MUTED, scale=REASON, space=BEFORE_REASON)


def _add_method(deck: Deck, method: Sequence[str], language: Language) -> None:
    title = language.tr("How this was computed")
    slide = slides.add_slide(deck, slides.TEXT, title, _TITLE, _TITLES)
    text = [Line(sentence, space=0.7) for sentence in method]
    slides.fill(slide, 1, text, Box(_LEFT, _TOP, _WIDE, _TALL), _TEXTS)

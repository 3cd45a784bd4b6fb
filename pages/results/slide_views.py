"""The slides of presenting as HTML. Every text passes ``html.escape`` on its way there."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from segmentation.exports.fitting import LEADING, fitting_size, height
from segmentation.exports.handout import FAVORITES_ON_SLIDE, Block, Cover, Handout, Sheet
from segmentation.exports.spreading import Column, block_height, spread
from segmentation.language import Language
from segmentation.palette import ground, segment_color
from segmentation.personas import TraitBar

_LONG_NAME = 40
# Letters in hundredths of the width of the window: 28.8 pixels of 1920 at least.
_LETTERS, _SMALLEST = 1.7, 1.5
_SHEET = (1.7, 1.6, _SMALLEST)
_ADVICE = (2.0, 1.9, 1.8, *_SHEET)
# A column of topics, and the window without its buttons, in the same unit, on one of 16 to 9.
_COLUMN, _TALL, _WHOLE = 44.0, 41.0, 50.0
_BESIDE_PORTRAIT = 84.0
_LINE = 1.35 / LEADING
_WIDER = 1.1  # the letters on screen are narrower than they are measured
_EVERYONE = {False: "#8B9892", True: "#7E8B85"}

Draw = Callable[[], str]


def slides(handout: Handout, language: Language, dark: bool) -> tuple[Draw, ...]:
    """What draws each slide: the whole shop, each persona and what to do, how it was computed."""
    made: list[Draw] = [partial(cover_html, handout.cover, language, dark)]
    for sheet in handout.sheets:
        made.append(partial(sheet_html, sheet, language, dark))
        made += [
            partial(advice_html, sheet, columns, language, dark)
            for columns in spread(sheet.advice, _SMALLEST, _COLUMN, _TALL, reason=1.0)
        ]
    return (*made, partial(method_html, handout.method, language, dark))


def cover_html(cover: Cover, language: Language, dark: bool) -> str:
    """The shop in one sentence and one picture: shares of customers and of revenue."""
    inks = {"customers": _EVERYONE[dark], "revenue": ground(dark).primary}
    if dark:
        inks["revenue"] = segment_color(0, dark)
    told = [value for value in (*cover.customers, *(cover.revenue or ())) if value is not None]
    largest = max([*told, 0.01])

    def bar(share: float | None, ink: str) -> str:
        if share is None:
            return ""
        wide = max(80 * share / largest, 0.0)
        return (
            f'<div><i style="width:{wide:.1f}%;background:{ink}"></i>'
            f"<span>{escape(language.share(share))}</span></div>"
        )

    rows = []
    for number, name in enumerate(cover.names):
        bars = bar(cover.customers[number], inks["customers"])
        if cover.revenue is not None:
            bars += bar(cover.revenue[number], inks["revenue"])
        rows.append(f'<div class="slide-share"><span>{escape(name)}</span><div>{bars}</div></div>')
    names = {"customers": language.tr("Share of customers")}
    if cover.revenue is not None:
        names["revenue"] = language.tr("Share of revenue")
    legend = "".join(
        f'<span><i style="background:{inks[key]}"></i>{escape(name)}</span>'
        for key, name in names.items()
    )
    return _slide(
        f"{_title(cover.headline)}<p class='muted'>{escape(cover.line)}</p>"
        f'<div class="slide-shares">{"".join(rows)}</div><p class="slide-key">{legend}</p>',
        dark,
    )


def sheet_html(sheet: Sheet, language: Language, dark: bool) -> str:
    """Who a persona is."""
    portrait = base64.b64encode(sheet.portrait.encode()).decode()
    motto = escape(language.tr("“{text}”", text=sheet.motto)) if sheet.motto else ""
    figures = "".join(
        f'<div><dt class="muted">{escape(one.label)}</dt><dd class="value">{escape(one.value)}</dd>'
        f'<dd class="muted">{escape(one.note)}</dd></div>'
        for one in sheet.figures
    )
    told = []
    if sheet.facts:
        told.append(_part(language.tr("Sets them apart"), _list(map(escape, sheet.facts))))
    shown, letters = _fit_sheet(sheet)
    if sheet.favorites and shown:
        told.append(_part(sheet.favorites.heading, _list(map(escape, shown))))
    if sheet.sure:
        told.append(f'<p class="muted">{escape(sheet.sure)}</p>')
    bars = "".join(_bar(bar, language) for bar in sheet.bars)
    return _slide(
        f'<div class="slide-head"><img src="data:image/svg+xml;base64,{portrait}" '
        f'alt="{escape(sheet.portrait_alt)}"><div>{_title(sheet.name)}'
        + (f'<p class="motto">{motto}</p>' if motto else "")
        + f'<p class="muted">{escape(sheet.typical)}</p></div></div>'
        f'<dl class="slide-figures">{figures}</dl>'
        f'<div class="slide-columns"><div>{"".join(told)}</div><div>{bars}</div></div>',
        dark,
        sheet.color,
        letters,
    )


def _fit_sheet(sheet: Sheet) -> tuple[tuple[str, ...], float]:
    """How many of the favorites a slide shows, and the size of its letters."""
    lines = sheet.favorites.lines if sheet.favorites else ()
    for number in range(min(FAVORITES_ON_SLIDE, len(lines)), -1, -1):
        shown = lines[:number]

        def needed(size: float, shown: tuple[str, ...] = shown) -> float:
            return _sheet_height(sheet, shown, size)

        letters = fitting_size(_SHEET, needed, _WHOLE)
        if needed(letters) <= _WHOLE:
            break
    return shown, letters


def _sheet_height(sheet: Sheet, favorites: Sequence[str], size: float) -> float:
    """The height of a persona's slide in letters of ``size``, as the style sets it."""
    title = 1.4 if len(sheet.name) > _LONG_NAME else 1.9
    name = height(sheet.name, title * size, _BESIDE_PORTRAIT, bold=True)
    beside = sum(_tall(text, size, _BESIDE_PORTRAIT) for text in (sheet.motto, sheet.typical))
    head = max(name + beside, 5.0 * size) + 0.6 * size
    figures = 6.4 * size
    parts = sum(
        2.3 * size + sum(_tall(line, size, _COLUMN) + 0.4 * size for line in lines)
        for lines in (sheet.facts, favorites)
        if lines
    )
    bars = 2.8 * size * len(sheet.bars)
    return head + figures + max(parts + _tall(sheet.sure, size, _COLUMN), bars)


def _tall(text: str, size: float, room: float) -> float:
    return height(text, size, room * _WIDER) * _LINE


def advice_html(sheet: Sheet, columns: tuple[Column, ...], language: Language, dark: bool) -> str:
    """What to do about a persona; ``columns`` are the topics on this slide."""
    title = language.tr("{name}: what to do", name=sheet.name)
    body = "".join(f"<div>{''.join(map(_block, column))}</div>" for column in columns)

    def needed(size: float) -> float:
        return max(
            sum(block_height(block, size, _COLUMN, reason=1.0) for block in column)
            for column in columns
        )

    return _slide(
        f'{_title(title)}<div class="slide-columns">{body}</div>',
        dark,
        sheet.color,
        fitting_size(_ADVICE, needed, _TALL),
    )


def method_html(method: tuple[str, ...], language: Language, dark: bool) -> str:
    """How it was computed."""
    said = "".join(f'<p class="slide-part">{escape(sentence)}</p>' for sentence in method)
    title = _title(language.tr("How this was computed"))
    return _slide(f"{title}{said}", dark)


def _slide(inside: str, dark: bool, color: int = 0, letters: float = _LETTERS) -> str:
    inks = ground(dark)
    colors = {
        "color": segment_color(color, dark),
        "head": inks.text,
        "ink": inks.text,
        "muted": "#A9B5AF" if dark else "#55625D",
        "line": inks.border,
        # By the height too, where the window is wider than 16 to 9.
        "letters": f"min({letters}vw,{letters * 16 / 9:.2f}vh)",
    }
    style = ";".join(f"--{name}:{ink}" for name, ink in colors.items())
    return f'<div class="slide" style="{style}">{inside}</div>'


def _title(text: str) -> str:
    return f'<h1 class="{"long" if len(text) > _LONG_NAME else ""}">{escape(text)}</h1>'


def _part(heading: str, inside: str) -> str:
    return f'<div class="slide-part"><h2>{escape(heading)}</h2>{inside}</div>'


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _block(block: Block) -> str:
    lines = (
        escape(line.text) + (f"<p>{escape(line.reason)}</p>" if line.reason else "")
        for line in block.lines
    )
    return _part(block.heading, _list(lines))


def _bar(bar: TraitBar, language: Language) -> str:
    left, wide = bar.drawn
    everyone = escape(language.tr("usually {value}", value=bar.average))
    return (
        f'<div class="slide-bar"><span>{escape(bar.label)}</span>'
        '<div class="slide-track" aria-hidden="true"><i class="rail"></i>'
        f'<i class="fill" style="left:{left:.1f}%;width:{wide:.1f}%"></i>'
        '<i class="middle"></i></div>'
        f'<span><b>{escape(bar.shown)}</b><br><span class="muted">{everyone}</span></span></div>'
    )

"""The personas as one printable page: opens offline, prints a cover and one persona a sheet.

Nothing in it runs and nothing is fetched: style and pictures are inside, and the page's own
policy forbids the rest. Every text passes ``html.escape``.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from segmentation.exports.fitting import LEADING, fitting_size, height
from segmentation.exports.handout import Block, Cover, Handout, Sheet, make_handout
from segmentation.exports.page_style import PAPER_HEIGHT_MM, PAPER_WIDTH_MM, STYLE
from segmentation.language import Language
from segmentation.palette import LIGHT_GROUND, segment_color
from segmentation.persona_book import PersonaBook, Section, Series
from segmentation.personas import TraitBar

MIME = "text/html"

_Series = tuple[str, str, Sequence[float | None]]
"""Name, color, and a value for each label."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_EVERYONE = "var(--all)"
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Sizes of print in points, the largest that lets a persona fit its sheet is taken."""
_POINTS_PER_MM = 72 / 25.4
_WIDE = PAPER_WIDTH_MM * _POINTS_PER_MM
_COLUMN = (PAPER_WIDTH_MM - 8) / 2 * _POINTS_PER_MM
_TALL = PAPER_HEIGHT_MM * _POINTS_PER_MM
_LINE = 1.4 / LEADING  # the page's lines are further apart than those of slides
_WIDER = 1.05  # sentences of small letters are narrower than they are measured


def make_page(book: PersonaBook, language: Language) -> bytes:
    """The book as an HTML file in UTF-8; the same book gives the same bytes.

    Holds no personal data (exports.handout). A persona is printed on one A4 sheet, in smaller
    letters the more there is to say of it.
    """
    handout = make_handout(book, language)
    title = escape(language.tr("Personas"))
    parts = [
        f'<!DOCTYPE html><html lang="{language.code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}{_print_sizes(handout)}</style></head><body><main>",
        _cover(handout, language),
        *(_sheet(sheet, number, language) for number, sheet in enumerate(handout.sheets)),
        "</main></body></html>\n",
    ]
    return "".join(parts).encode("utf-8")


# ---------------------------------------------------------------- the cover


def _cover(handout: Handout, language: Language) -> str:
    cover = handout.cover
    method = "".join(f"<p>{escape(sentence)}</p>" for sentence in handout.method)
    return (
        f'<section class="sheet cover"><h1>{escape(cover.headline)}</h1>'
        f'<p class="muted">{escape(cover.line)}</p>{_shares(cover, language)}'
        f'<div class="method"><h2>{escape(language.tr("How this was computed"))}</h2>'
        f'<div class="muted">{method}</div></div></section>'
    )


def _shares(cover: Cover, language: Language) -> str:
    """Each persona's share of customers and of revenue."""
    customers = language.tr("Share of customers")
    series: list[_Series] = [(customers, _EVERYONE, cover.customers)]
    if cover.revenue is not None:
        revenue = language.tr("Share of revenue")
        series.append((revenue, LIGHT_GROUND.primary, cover.revenue))
    return _chart(cover.names, series, language)


# ---------------------------------------------------------------- one persona


def _sheet(sheet: Sheet, number: int, language: Language) -> str:
    portrait = base64.b64encode(sheet.portrait.encode()).decode()
    motto = escape(language.tr("“{text}”", text=sheet.motto)) if sheet.motto else ""
    figures = "".join(
        f"<div><dt>{escape(one.label)}</dt><dd>{escape(one.value)}</dd>"
        f'<dd class="note">{escape(one.note)}</dd></div>'
        for one in sheet.figures
    )
    return (
        f'<article class="sheet" id="p{number}"><div class="head">'
        f'<img src="data:image/svg+xml;base64,{portrait}" alt="{escape(sheet.portrait_alt)}">'
        f"<div><h2>{escape(sheet.name)}</h2>"
        + (f'<p class="motto">{motto}</p>' if motto else "")
        + f"<p>{escape(sheet.typical)}</p></div></div>"
        f'<dl class="figures">{figures}</dl>'
        f'<div class="body">{"".join(_parts(sheet, language))}</div></article>'
    )


def _parts(sheet: Sheet, language: Language) -> Iterator[str]:
    tr = language.tr
    if sheet.bars:
        rows = "".join(_trait(bar, sheet, language) for bar in sheet.bars)
        legend = _legend([(tr("Typical customer of the shop"), "var(--ink)")])
        yield _part(
            tr("Compared with all customers"), f'<table class="bars">{rows}</table>{legend}'
        )
    if sheet.facts:
        yield _part(tr("Sets them apart"), _list(sheet.facts))
    if sheet.favorites:
        yield _told(sheet.favorites, sheet, language)
    for block in sheet.advice:
        yield _advice(block)
    for section in sheet.sections:
        yield _told(section, sheet, language)
    small = [text for text in (sheet.sure, sheet.unsaid) if text]
    if small:
        said = "".join(f"<p>{escape(text)}</p>" for text in small)
        yield f'<div class="part reason">{said}</div>'


def _part(heading: str, inside: str) -> str:
    return f'<section class="part"><h3>{escape(heading)}</h3>{inside}</section>'


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _told(section: Section, sheet: Sheet, language: Language) -> str:
    chart = _series(section.series, sheet, language) if section.series else ""
    return _part(section.heading, _list(section.lines) + chart)


def _series(series: Series, sheet: Sheet, language: Language) -> str:
    both = [
        (language.tr("This group"), segment_color(sheet.color), series.group),
        (language.tr("All customers"), _EVERYONE, series.everyone),
    ]
    heading = f'<p class="reason">{escape(series.heading)}</p>'
    return heading + _chart(series.labels, both, language)


def _advice(block: Block) -> str:
    lines = "".join(
        f"<li>{escape(line.text)}"
        + (f'<div class="reason">{escape(line.reason)}</div>' if line.reason else "")
        + "</li>"
        for line in block.lines
    )
    return _part(block.heading, f"<ul>{lines}</ul>")


# ---------------------------------------------------------------- pictures
# They are drawn as SVG, because printers leave out the grounds of HTML boxes.


def _trait(bar: TraitBar, sheet: Sheet, language: Language) -> str:
    place = 100 * bar.position
    left, wide = min(place, 50.0), abs(place - 50.0)
    drawing = (
        f'<rect y="38" width="100" height="24" fill="var(--line)"/>'
        f'<rect x="{left:.1f}" y="38" width="{wide:.1f}" height="24" '
        f'fill="{segment_color(sheet.color)}"/>'
        '<rect x="49.5" y="8" width="1" height="84" fill="var(--ink)"/>'
    )
    everyone = escape(language.tr("all: {value}", value=bar.average))
    return (
        f'<tr><th scope="row">{escape(bar.label)}</th><td>{_svg(drawing)}</td>'
        f'<td><b>{escape(bar.shown)}</b><br><span class="muted">{everyone}</span></td></tr>'
    )


def _chart(
    labels: Iterable[str],
    series: Sequence[_Series],
    language: Language,
) -> str:
    """Bars below each other for each label; ``series`` are name, color and values."""
    values = [value for _, _, shares in series for value in shares if value is not None]
    largest = max([*values, 0.01])
    rows = []
    for number, label in enumerate(labels):
        shown = [(color, shares[number]) for _, color, shares in series]
        told = [(color, share) for color, share in shown if share is not None]
        thick = 76 / max(len(shown), 1)
        drawing = "".join(
            f'<rect y="{12 + place * thick:.0f}" width="{max(100 * share / largest, 0.0):.1f}" '
            f'height="{thick - 6:.0f}" fill="{color}"/>'
            for place, (color, share) in enumerate(told)
        )
        text = " · ".join(escape(language.share(share)) for _, share in told)
        rows.append(
            f'<tr><th scope="row">{escape(label)}</th><td>{_svg(drawing)}</td><td>{text}</td></tr>'
        )
    legend = _legend([(name, color) for name, color, _ in series])
    return f'<table class="bars">{"".join(rows)}</table>{legend}'


def _svg(drawing: str) -> str:
    return (
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">{drawing}</svg>'
    )


def _legend(entries: Iterable[tuple[str, str]]) -> str:
    marks = "".join(
        '<svg viewBox="0 0 1 1" aria-hidden="true">'
        f'<rect width="1" height="1" fill="{color}"/></svg>{escape(name)}'
        for name, color in entries
    )
    return f'<p class="key">{marks}</p>'


# ---------------------------------------------------------------- the size of print


def _print_sizes(handout: Handout) -> str:
    sizes = [fitting_size(_SIZES, lambda size, one=one: _needed(one, size), _TALL)  # type: ignore[misc]
             for one in handout.sheets]  # fmt: skip
    rules = "".join(f"#p{number}{{font-size:{size:g}pt}}" for number, size in enumerate(sizes))
    return f"@media print{{.cover{{font-size:12pt}}{rules}}}"


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
    """The heights of what stands in the two columns, in its order (_parts)."""
    apart, small = 0.75 * size + 0.2 * size, 0.875 * size
    if sheet.bars:
        rows = sum(
            0.3 * small
            + max(
                _tall(bar.label, small, 0.33 * _COLUMN),
                _tall(bar.shown, small * 1.07, 0.2 * _COLUMN)
                + _tall(bar.average + " " * 6, small, 0.2 * _COLUMN),
            )
            for bar in sheet.bars
        )
        yield apart + 1.3 * size + rows + 1.5 * size
    if sheet.facts:
        yield apart + 1.3 * size + _list_height(sheet.facts, size)
    if sheet.favorites:
        yield apart + _section_height(sheet.favorites, size)
    for block in sheet.advice:
        reasons = sum(_tall(line.reason, 0.8 * size, _COLUMN) for line in block.lines)
        lines = _list_height((line.text for line in block.lines), size)
        yield apart + 1.3 * size + lines + reasons
    for section in sheet.sections:
        yield apart + _section_height(section, size)
    yield sum(_tall(text, 0.8 * size, _COLUMN) for text in (sheet.sure, sheet.unsaid)) + size


def _section_height(section: Section, size: float) -> float:
    small = 0.875 * size
    told = _tall(section.heading, size * 1.07, _COLUMN) + _list_height(section.lines, size)
    if section.series is None:
        return told
    rows = sum(
        max(_tall(label, small, 0.33 * _COLUMN), 1.25 * small) + 0.3 * small
        for label in section.series.labels
    )
    return told + rows + 2.5 * size


def _list_height(lines: Iterable[str], size: float) -> float:
    return sum(_tall(line, size, _COLUMN) + 0.3 * size for line in lines)


def _tall(text: str, size: float, room: float) -> float:
    return height(text, size, room * _WIDER) * _LINE

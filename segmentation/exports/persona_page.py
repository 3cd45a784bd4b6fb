"""The personas as one printable page: opens offline, prints a cover and one persona a sheet.

Nothing in it runs and nothing is fetched: style and pictures are inside, and the page's own
policy forbids the rest. Every text passes ``html.escape``.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from segmentation.exports.handout import FAVORITES, Block, Cover, Handout, Sheet, make_handout
from segmentation.exports.page_style import STYLE
from segmentation.exports.paper import CALENDAR, Fit, fit_sheet, told_sections
from segmentation.language import Language
from segmentation.palette import LIGHT_GROUND, segment_color
from segmentation.persona_book import PersonaBook, Section, Series
from segmentation.personas import TraitBar

MIME = "text/html"

_Series = tuple[str, str, Sequence[float | None]]
"""Name, color, and a value for each label."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_EVERYONE = "var(--all)"


def make_page(book: PersonaBook, language: Language) -> bytes:
    """The book as an HTML file in UTF-8; the same book gives the same bytes.

    Holds no personal data (exports.handout). A persona is printed on one A4 sheet, in smaller
    letters the more there is to say of it; what does not fit is on the screen alone.
    """
    handout = make_handout(book, language)
    fits = [fit_sheet(sheet) for sheet in handout.sheets]
    title = escape(language.tr("Personas"))
    parts = [
        f'<!DOCTYPE html><html lang="{language.code}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}{_print_sizes(fits)}</style></head><body><main>",
        _cover(handout, language),
        *(
            _sheet(sheet, fit, number, language)
            for number, (sheet, fit) in enumerate(zip(handout.sheets, fits, strict=True))
        ),
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


def _sheet(sheet: Sheet, fit: Fit, number: int, language: Language) -> str:
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
        f'<div class="body">{"".join(_parts(sheet, fit, language))}</div></article>'
    )


def _parts(sheet: Sheet, fit: Fit, language: Language) -> Iterator[str]:
    tr = language.tr
    if sheet.bars:
        rows = "".join(_trait(bar, sheet, language) for bar in sheet.bars)
        legend = _legend([(tr("Typical customer of the shop"), "var(--ink)")])
        yield _part(
            tr("Compared with all customers"), f'<table class="bars">{rows}</table>{legend}'
        )
    if sheet.facts:
        yield _part(tr("Sets them apart"), _list(sheet.facts))
    told = [
        _told(section, printed, sheet, language)
        for section, printed in zip(told_sections(sheet), fit.lines, strict=True)
    ]
    favorites = 1 if sheet.favorites else 0
    yield from told[:favorites]
    yield from map(_advice, sheet.advice)
    yield from told[favorites:]
    small = [text for text in (sheet.sure, sheet.unsaid) if text]
    if small:
        said = "".join(f"<p>{escape(text)}</p>" for text in small)
        yield f'<div class="part reason">{said}</div>'


def _part(heading: str, inside: str, printed: bool = True) -> str:
    kind = "part" if printed else "part screen"
    return f'<section class="{kind}"><h3>{escape(heading)}</h3>{inside}</section>'


def _list(lines: Sequence[str], printed: int | None = None) -> str:
    """A list of which the first ``printed`` lines are on paper too, without it all."""
    items = [f"<li>{escape(line)}</li>" for line in lines[:printed]]
    if printed is not None:
        items += [f'<li class="screen">{escape(line)}</li>' for line in lines[printed:]]
    return f"<ul>{''.join(items)}</ul>"


def _told(section: Section, printed: int, sheet: Sheet, language: Language) -> str:
    chart = _series(section.series, section.key, sheet, language) if section.series else ""
    if chart and section.key == FAVORITES:  # its numbers are in the lines
        chart = f'<div class="screen">{chart}</div>'
    return _part(section.heading, _list(section.lines, printed) + chart, printed > 0)


def _series(series: Series, key: str, sheet: Sheet, language: Language) -> str:
    both: list[_Series] = [
        (language.tr("This group"), segment_color(sheet.color), series.group),
        (language.tr("All customers"), _EVERYONE, series.everyone),
    ]
    heading = f'<p class="reason">{escape(series.heading)}</p>'
    draw = _columns if key in CALENDAR else _chart
    return heading + draw(series.labels, both, language)


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
    left, wide = bar.drawn
    drawing = (
        f'<rect y="38" width="100" height="24" fill="var(--line)"/>'
        f'<rect x="{left:.1f}" y="38" width="{wide:.1f}" height="24" '
        f'fill="{segment_color(sheet.color)}"/>'
        '<rect x="49.5" y="8" width="1" height="84" fill="var(--ink)"/>'
    )
    everyone = escape(language.tr("usually {value}", value=bar.average))
    return (
        f'<tr><th scope="row">{escape(bar.label)}</th><td>{_svg(drawing)}</td>'
        f'<td><b>{escape(bar.shown)}</b><br><span class="muted">{everyone}</span></td></tr>'
    )


def _chart(labels: Sequence[str], series: Sequence[_Series], language: Language) -> str:
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


def _columns(labels: Sequence[str], series: Sequence[_Series], language: Language) -> str:
    """Columns beside each other for each label, such as the months, and the shares below."""
    largest = max([*(share or 0.0 for _, _, shares in series for share in shares), 0.01])
    thick = 76 / len(series)
    drawings, rows = [], []
    for number in range(len(labels)):
        tall = [(color, 100 * (shares[number] or 0.0) / largest) for _, color, shares in series]
        drawings.append(
            "".join(
                f'<rect x="{12 + place * thick:.0f}" y="{100 - share:.1f}" '
                f'width="{thick - 6:.0f}" height="{share:.1f}" fill="{color}"/>'
                for place, (color, share) in enumerate(tall)
            )
        )
    for name, color, shares in series:
        kind = "" if color != _EVERYONE else ' class="muted"'
        cells = "".join(f"<td>{escape(language.share(share or 0.0))}</td>" for share in shares)
        rows.append(f'<tr{kind} aria-label="{escape(name)}">{cells}</tr>')
    heads = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    pictures = "".join(f"<td>{_svg(drawing)}</td>" for drawing in drawings)
    legend = _legend([(name, color) for name, color, _ in series])
    return (
        f'<table class="columns"><tr aria-hidden="true">{pictures}</tr><tr>{heads}</tr>'
        f"{''.join(rows)}</table>{legend}"
    )


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


def _print_sizes(fits: Iterable[Fit]) -> str:
    rules = "".join(f"#p{number}{{font-size:{fit.size:g}pt}}" for number, fit in enumerate(fits))
    return f"@media print{{.cover{{font-size:11pt}}{rules}}}"

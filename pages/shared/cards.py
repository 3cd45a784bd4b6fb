"""Draws persona cards: a grid in which all groups compare at once.

The inside of a card is HTML, because its rows must line up between cards. Whatever comes from
the owner's files (names, levels) passes ``html.escape`` on its way there.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from html import escape
from zlib import crc32

import streamlit as st

from segmentation.advice import Advice
from segmentation.advice_rules import BASES, TOPICS
from segmentation.language import NO_BREAK_SPACE, Language
from segmentation.naming import SEPARATOR
from segmentation.palette import ground, segment_color
from segmentation.personas import PersonaCard, TraitBar
from segmentation.traits import amount

LONGEST_NAME = 60
LONG_NAME = 56
MOST_ABREAST = 3
NARROWEST_CARD = 400

_ROOMY = 10
_TIGHT = 12

# The hint inside the name's field is hidden because it speaks English only.
STYLE = """
.persona{container-type:inline-size;color:var(--ink);font-size:.9375rem;line-height:1.45}
.persona p,.persona ul,.persona dl,.persona dd,.persona dt,.persona h2,.persona h3{
 margin:0;padding:0;letter-spacing:0;color:inherit}
.persona .muted{color:var(--muted)}
.persona-head{display:flex;gap:.75rem;align-items:center;min-height:6.5rem}
.persona-head img{margin:.3125rem;width:5.5rem;height:5.5rem;flex:none;border-radius:50%;
 box-shadow:0 0 0 3px var(--ground),0 0 0 5px var(--color)}
.persona-head>div{min-width:0}
.persona h2{font-size:1.1875rem;line-height:1.25;font-weight:650;overflow-wrap:anywhere;
 text-wrap:balance}
.persona h2.long{font-size:1rem}
.persona-head p span{display:inline-block}
.persona-head p{font-size:.875rem;line-height:1.4;margin-top:.25rem;overflow-wrap:anywhere}
.persona-numbers{display:grid;grid-template-columns:.8fr 1.2fr 1.15fr;gap:0 .75rem;
 margin-top:1rem!important;padding:.75rem 0!important;
 border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.persona-numbers>div{min-width:0}
.persona-numbers dt{font-size:.8125rem;font-weight:400}
.persona-numbers .value{font-size:1.4375rem;line-height:1.3;font-weight:600;
 font-variant-numeric:tabular-nums;white-space:nowrap}
.persona-numbers.tight .value{font-size:1.125rem;line-height:1.66}
.persona-numbers.tiny .value{font-size:.9375rem;line-height:1.99}
.persona-numbers .note{font-size:.8125rem}
.persona p.persona-sure{font-size:.8125rem;margin-top:.5rem}
.persona-bars{margin-top:.75rem}
.persona-bar{display:grid;grid-template-columns:8rem 1fr 7.5rem;gap:.75rem;align-items:center;
 padding:.25rem 0;font-size:.875rem;line-height:1.3}
.persona-bar>:last-child{text-align:right;font-variant-numeric:tabular-nums}
.persona-bar b{font-weight:600}
.persona-bar span{display:block;overflow-wrap:anywhere}
.persona-bar .muted{font-size:.8125rem}
.persona-track{position:relative;height:1.25rem}
.persona-track i{position:absolute;display:block}
.persona-track .rail{left:0;right:0;top:.4375rem;height:.375rem;border-radius:.25rem;
 background:var(--rail)}
.persona-track .fill{top:.4375rem;height:.375rem;background:var(--color)}
.persona-track .middle{left:calc(50% - 1px);top:0;width:2px;height:1.25rem;background:var(--ink)}
.persona-track .dot{top:.1875rem;width:.875rem;height:.875rem;margin-left:-.4375rem;
 border-radius:50%;background:var(--color);box-shadow:0 0 0 2px var(--ground)}
.persona h3{font-size:.8125rem;line-height:1.4;font-weight:600;color:var(--muted);
 margin-bottom:.125rem}
.persona-part{padding-top:.75rem;margin-top:.75rem;border-top:1px solid var(--line)}
.persona-part ul{list-style:none}
.persona-part li{margin:0 0 .5rem;padding:0;font-size:.9375rem;overflow-wrap:anywhere;
 text-wrap:pretty}
.persona-part li:last-child{margin-bottom:0}
.persona-part.facts li{font-size:.875rem;margin-bottom:.125rem}
.persona-part small{display:flex;flex-wrap:wrap;align-items:center;gap:.125rem .5rem;
 font-size:.8125rem;line-height:1.5}
.persona-basis{display:inline-block;white-space:nowrap;font-size:.75rem;line-height:1.25;
 padding:.0625rem .4375rem;border-radius:1rem;border:1px solid var(--muted)}
.persona-basis.calculated{background:var(--tint);border-color:transparent;color:var(--ink)}
.persona-basis.rule_of_thumb{border-style:dashed}
[class*="st-key-persona-name-"] [data-testid="InputInstructions"]{display:none}
@container (max-width:25rem){
 .persona-numbers{gap:0 .5rem}
 .persona-numbers .value{font-size:1.1875rem;line-height:1.57}
 .persona-numbers.tight .value{font-size:1rem;line-height:1.87}
 .persona-numbers.tiny .value{font-size:.8125rem;line-height:2.3}
 .persona-bar{grid-template-columns:6.25rem 1fr 6.5rem;gap:.625rem}
}
"""


def draw_cards(
    cards: Sequence[PersonaCard],
    language: Language,
    dark: bool,
    *,
    sure: Mapping[str, str] | None = None,
    on_rename: Callable[[str, str], None] | None = None,
    on_list: Callable[[str], None] | None = None,
) -> None:
    """Draws the cards, two or three abreast where there is room.

    ``sure`` has for each segment id a line that says how sure it is.
    ``on_rename`` gets a segment id and its new name (empty: back to the suggested one) before
    the page is drawn anew; ``on_list`` gets the id of the segment whose list is wanted, while
    the page is drawn, so that it may switch pages. Without them their buttons are left out.
    """
    st.html(f"<style>{STYLE}{_tops(cards, dark)}</style>")
    if any(card.bars for card in cards):
        st.caption(_how_to_read(language))
    size = _number_size(cards, language)
    grid = st.grid(MOST_ABREAST, min_column_width=NARROWEST_CARD, gap=24, key="personas")
    for card in cards:
        with grid, st.container(border=True, height="stretch", key=f"persona-{card.segment_id}"):
            told = (sure or {}).get(card.segment_id, "")
            st.html(card_html(card, language, dark, size, told))
            st.space("stretch")
            if on_list is not None or on_rename is not None:
                _draw_buttons(card, language, on_rename, on_list)


def _how_to_read(language: Language) -> str:
    return language.tr(
        "On the bars the line marks your typical customer. Advice marked “{calculated}” follows "
        "from your own numbers; a “{rule_of_thumb}” is common practice that they suggest.",
        calculated=language.tr(BASES["calculated"]),
        rule_of_thumb=language.tr(BASES["rule_of_thumb"]),
    )


def _tops(cards: Sequence[PersonaCard], dark: bool) -> str:
    """The colored upper edge of each card."""
    return "".join(
        f".st-key-persona-{card.segment_id}"
        f"{{border-top:4px solid {segment_color(card.color, dark)}!important}}"
        for card in cards
        if card.segment_id.isalnum()
    )


def _draw_buttons(
    card: PersonaCard,
    language: Language,
    on_rename: Callable[[str, str], None] | None,
    on_list: Callable[[str], None] | None,
) -> None:
    with st.container(horizontal=True, gap="small", key=f"persona-buttons-{card.segment_id}"):
        if on_list is not None and st.button(
            language.tr("Get the list"),
            key=f"persona-list-{card.segment_id}",
            type="primary",
            icon=":material/download:",
        ):
            on_list(card.segment_id)
        if on_rename is not None:
            _draw_rename(card, language, on_rename)


def _draw_rename(
    card: PersonaCard, language: Language, on_rename: Callable[[str, str], None]
) -> None:
    # The keys change with the name, so that the popover is new, empty and closed once it is saved.
    key = f"persona-name-{card.segment_id}-{crc32(card.name.encode()):x}"
    with st.popover(language.tr("Rename"), icon=":material/edit:", key=f"{key}-popover"):
        with st.form(f"{key}-form", border=False):
            st.text_input(
                language.tr("Name of this group"),
                key=key,
                placeholder=card.name,
                max_chars=LONGEST_NAME,
            )
            st.form_submit_button(
                language.tr("Save name"),
                key=f"{key}-save",
                type="primary",
                on_click=_rename,
                args=(card.segment_id, key, on_rename),
            )
        if card.given_name:
            st.button(
                language.tr("Use the suggested name"),
                key=f"{key}-reset",
                on_click=on_rename,
                args=(card.segment_id, ""),
            )


def _rename(segment_id: str, key: str, on_rename: Callable[[str, str], None]) -> None:
    name = " ".join(str(st.session_state.get(key) or "").split())
    if name:
        on_rename(segment_id, name)


def card_html(
    card: PersonaCard, language: Language, dark: bool, size: str = "", sure: str = ""
) -> str:
    """The inside of a card as HTML; ``size`` is a class that shrinks long numbers.

    ``sure`` says how sure the group is; empty where that is not known.
    """
    inks = ground(dark)
    colors = {
        "color": segment_color(card.color, dark),
        "ground": inks.background,
        "ink": inks.text,
        "muted": "#A9B5AF" if dark else "#55625D",
        "line": inks.border,
        "rail": inks.border,
        "tint": "#2A3B35" if dark else "#E1EDE8",
    }
    style = ";".join(f"--{name}:{color}" for name, color in colors.items())
    portrait = base64.b64encode(card.portrait.encode()).decode()
    # A line never starts with the dot.
    name = escape(card.name).replace(SEPARATOR, NO_BREAK_SPACE + SEPARATOR.lstrip())
    tagline = SEPARATOR.join(f"<span>{escape(t)}</span>" for t in card.tagline.split(SEPARATOR))
    parts = [
        f'<div class="persona" style="{style}">',
        '<div class="persona-head">',
        f'<img src="data:image/svg+xml;base64,{portrait}" alt="{escape(card.portrait_alt)}">',
        f'<div><h2 class="{"long" if len(card.name) > LONG_NAME else ""}">{name}</h2>',
        f'<p class="muted">{tagline}</p></div></div>',
        _numbers(card, language, size),
    ]
    if sure:
        parts.append(f'<p class="persona-sure muted">{escape(sure)}</p>')
    if card.bars:
        rows = "".join(_bar(bar, language) for bar in card.bars)
        parts.append(f'<div class="persona-bars">{rows}</div>')
    if card.facts:
        lines = "".join(f"<li>{escape(fact)}</li>" for fact in card.facts)
        heading = escape(language.tr("Sets them apart"))
        parts.append(f'<div class="persona-part facts"><h3>{heading}</h3><ul>{lines}</ul></div>')
    for topic, label in TOPICS.items():
        advice = [line for line in card.advice if line.topic == topic]
        if advice:
            lines = "".join(_advice(line, language) for line in advice)
            heading = escape(language.tr(label))
            parts.append(f'<div class="persona-part"><h3>{heading}</h3><ul>{lines}</ul></div>')
    return "".join(parts) + "</div>"


def _values(card: PersonaCard, language: Language) -> list[tuple[str, str, str]]:
    """Label, value and note of the numbers at the top of a card."""
    size = language.tr("{share} of customers", share=language.share(card.share_of_customers))
    values = [(language.tr("Customers"), language.number(card.customers), size)]
    if card.has_revenue:
        part = language.tr("{share} of revenue", share=language.share(card.share_of_revenue))
        revenue = amount(card.revenue, language, card.currency)
        each = amount(card.per_customer, language, card.currency)
        values.append((language.tr("Revenue"), revenue, part))
        values.append((language.tr("Per customer"), each, _change(card, language)))
    return values


def _change(card: PersonaCard, language: Language) -> str:
    change = card.per_customer_vs_average
    if change is None:
        return ""
    if abs(change) < 0.005:
        return language.tr("like the average")
    sign = "+" if change > 0 else "−"
    return language.tr("{change} vs. average", change=sign + language.share(abs(change)))


def _numbers(card: PersonaCard, language: Language, size: str) -> str:
    cells = "".join(
        f'<div><dt class="muted">{escape(label)}</dt><dd class="value">{escape(value)}</dd>'
        f'<dd class="note muted">{escape(note)}</dd></div>'
        for label, value, note in _values(card, language)
    )
    return f'<dl class="persona-numbers {escape(size)}">{cells}</dl>'


def _number_size(cards: Sequence[PersonaCard], language: Language) -> str:
    """One size for the numbers of all cards: the longest must fit a phone."""
    values = (value for card in cards for _, value, _ in _values(card, language))
    longest = max((len(value) for value in values), default=0)
    if longest <= _ROOMY:
        return ""
    return "tight" if longest <= _TIGHT else "tiny"


def _bar(bar: TraitBar, language: Language) -> str:
    place = 100 * bar.position
    left, width = min(place, 50.0), abs(place - 50.0)
    everyone = language.tr("all: {value}", value=bar.average)
    return (
        '<div class="persona-bar">'
        f'<div><span>{escape(bar.label)}</span><span class="muted">{escape(bar.word)}</span></div>'
        '<div class="persona-track" aria-hidden="true"><i class="rail"></i>'
        f'<i class="fill" style="left:{left:.1f}%;width:{width:.1f}%"></i>'
        f'<i class="middle"></i><i class="dot" style="left:{place:.1f}%"></i></div>'
        f"<div><span><b>{escape(bar.shown)}</b></span>"
        f'<span class="muted">{escape(everyone)}</span></div></div>'
    )


def _advice(line: Advice, language: Language) -> str:
    basis = escape(language.tr(BASES[line.basis]))
    return (
        f'<li>{escape(line.text)}<small class="muted"><span>{escape(line.because)}</span>'
        f'<span class="persona-basis {line.basis}">{basis}</span></small></li>'
    )

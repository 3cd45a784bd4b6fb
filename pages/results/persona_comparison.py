"""Two personas side by side, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.results.persona_place import show_pair
from pages.shared import persona_parts as parts
from pages.shared.persona_style import STYLE, variables
from segmentation.language import Language
from segmentation.persona_book import Persona
from segmentation.personas import figures

_FIRST, _SECOND = "persona-first", "persona-second"


def draw_comparison(
    personas: Sequence[Persona], pair: tuple[str, str], language: Language, dark: bool
) -> None:
    """Draw the two personas of ``pair`` (segment ids) and the choice of others."""
    tr = language.tr
    st.html(f"<style>{STYLE}</style>")
    by_id = {persona.card.segment_id: persona for persona in personas}
    ids = list(by_id)
    with st.container(horizontal=True, key="persona-pair"):
        for key, label, chosen in (
            (_FIRST, tr("First persona"), pair[0]),
            (_SECOND, tr("Second persona"), pair[1]),
        ):
            st.selectbox(
                label,
                ids,
                index=ids.index(chosen),
                format_func=lambda id_: by_id[id_].card.name,
                key=f"{key}-{'-'.join(pair)}",
                on_change=_choose,
                args=(pair,),
            )
    with st.container(border=True):
        st.html(comparison_html(by_id[pair[0]], by_id[pair[1]], language, dark))


def _choose(pair: tuple[str, str]) -> None:
    picked = [str(st.session_state[f"{key}-{'-'.join(pair)}"]) for key in (_FIRST, _SECOND)]
    show_pair(picked[0], picked[1])


def comparison_html(first: Persona, second: Persona, language: Language, dark: bool) -> str:
    """Both personas as HTML: the same rows, the first at the left, on a phone above the other."""
    both = (first, second)
    rows = [_row([_head(one) for one in both], both, dark, "edge")]
    rows.append(_row([_numbers(one, language) for one in both], both, dark))
    if first.card.bars or second.card.bars:
        rows.append(_title(language.tr("Compared with your typical customer")))
        bars = [{bar.label: parts.bar_row(bar, language) for bar in one.card.bars} for one in both]
        rows += [
            _row([one.get(label, "") for one in bars], both, dark)
            for label in dict.fromkeys([*bars[0], *bars[1]])
        ]
    unknown = language.tr("Not enough data to tell.")
    facts = [parts.listed(one.card.facts) for one in both]
    rows += _texts(language.tr("Sets them apart"), facts, both, dark, unknown)
    sections = [{section.key: section for section in one.sections} for one in both]
    for key in dict.fromkeys([*sections[0], *sections[1]]):
        said = [one.get(key) for one in sections]
        title = next(section.heading for section in said if section is not None)
        lines = [parts.listed(section.lines) if section else "" for section in said]
        rows += _texts(title, lines, both, dark, unknown)
    topics = [dict(parts.by_topic(one.card)) for one in both]
    for label in dict.fromkeys([*topics[0], *topics[1]]):
        advice = [parts.listed([line.text for line in one.get(label, [])]) for one in topics]
        rows += _texts(language.tr(label), advice, both, dark, unknown)
    do = [parts.listed(one.edits.do) for one in both]
    dont = [parts.listed(one.edits.dont) for one in both]
    rows += _texts(language.tr("Do"), do, both, dark, "–")
    rows += _texts(language.tr("Don't"), dont, both, dark, "–")
    return parts.sheet(f'<div class="persona-pair">{"".join(rows)}</div>', first.card.color, dark)


def _head(persona: Persona) -> str:
    about = parts.motto(persona.edits) or parts.tagline(persona.card)
    picture, name = parts.picture(persona.card), parts.heading(persona.card)
    return f'<div class="persona-head">{picture}<div>{name}{about}</div></div>'


def _numbers(persona: Persona, language: Language) -> str:
    cells = "".join(
        f'<div><p class="label">{escape(one.label)}</p><p class="value">{escape(one.value)}</p>'
        f'<p class="note">{escape(one.note)}</p></div>'
        for one in figures(persona.card, language)
    )
    return f'<div class="persona-trio">{cells}</div>'


def _title(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def _texts(
    title: str, cells: Sequence[str], both: tuple[Persona, Persona], dark: bool, nothing: str
) -> list[str]:
    """A heading and a row of texts, ``nothing`` for one that has none; no row where neither has."""
    if not any(cells):
        return []
    empty = f'<p class="note">{escape(nothing)}</p>'
    return [_title(title), _row([cell or empty for cell in cells], both, dark, kind="text")]


def _row(
    cells: Sequence[str],
    both: tuple[Persona, Persona],
    dark: bool,
    edge: str = "",
    kind: str = "",
) -> str:
    drawn = "".join(
        f'<div class="{edge}" style="{variables(one.card.color, dark)}">'
        f'<p class="whose">{escape(one.card.name)}</p>{cell}</div>'
        for cell, one in zip(cells, both, strict=True)
    )
    return f'<div class="persona-side {kind}">{drawn}</div>'

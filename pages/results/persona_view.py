"""One persona whole: who they are, what to do, what the data say, what the owner wrote."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.shared import persona_parts as parts
from pages.shared.persona_style import STYLE, top_edges
from segmentation.advice_rules import BASES
from segmentation.charts import series_chart
from segmentation.edits import PersonaEdits
from segmentation.language import Language
from segmentation.persona_book import Persona, Section

_NARROWEST = 240
_NARROWEST_CHART = 320


def draw_persona(
    persona: Persona, everyone: Sequence[Persona], language: Language, dark: bool
) -> None:
    """Draw one of the personas; ``everyone`` are all, whose numbers have one size."""
    tr, card = language.tr, persona.card
    st.html(f"<style>{STYLE}{top_edges([card], dark)}</style>")
    size = parts.number_size([one.card for one in everyone], language)
    with st.container(border=True, key=f"persona-{card.segment_id}"):
        st.html(hero_html(persona, language, dark, size))
    if own := own_words(persona.edits, language):
        with st.container(border=True):
            st.html(parts.sheet(f'<div class="persona-own">{own}</div>', card.color, dark))
    topics = parts.by_topic(card)
    if topics:
        st.subheader(tr("What to do"), anchor=False)
        with st.grid(3, min_column_width=_NARROWEST, gap=16):
            for label, lines in topics:
                with st.container(border=True, height="stretch"):
                    title = f"<h4>{escape(tr(label))}</h4>"
                    advice = parts.advice_list(lines, language)
                    st.html(parts.sheet(title + advice, card.color, dark, "persona-group"))
        st.caption(
            tr(
                "“{calculated}” follows from your own numbers; a “{rule_of_thumb}” is common "
                "practice that they suggest.",
                calculated=tr(BASES["calculated"]),
                rule_of_thumb=tr(BASES["rule_of_thumb"]),
            )
        )
    if persona.sections:
        st.subheader(tr("What your data say"), anchor=False)
        if any(section.series for section in persona.sections):
            st.caption(tr("In the charts, bars are this group and lines all your customers."))
        plain = [section for section in persona.sections if section.series is None]
        drawn = [section for section in persona.sections if section.series is not None]
        # Those of words alone stand together, so that no box is as tall as a chart beside it.
        for abreast, narrowest, sections in (
            (3, _NARROWEST, plain),
            (2, _NARROWEST_CHART, drawn),
        ):
            if sections:
                with st.grid(abreast, min_column_width=narrowest, gap=16):
                    for section in sections:
                        with st.container(border=True, height="stretch"):
                            _draw_section(section, card.color, language, dark)
    if persona.unsaid:
        st.html(parts.sheet(f'<p class="muted">{escape(persona.unsaid)}</p>', card.color, dark))


def hero_html(persona: Persona, language: Language, dark: bool, size: str = "") -> str:
    """Portrait and name beside the typical customer, the numbers and the traits, as HTML."""
    card = persona.card
    sure = f'<p class="persona-sure muted">{escape(persona.sure)}</p>' if persona.sure else ""
    typical = f'<p class="persona-typical">{escape(persona.typical)}</p>' if persona.typical else ""
    about = ""
    if card.bars:
        line = escape(language.tr("On the bars the line marks your typical customer."))
        about = f'<p class="persona-sure muted">{line}</p>'
    inside = [
        f'<div class="persona-hero"><div class="persona-who">{parts.picture(card)}',
        parts.heading(card),
        parts.motto(persona.edits),
        parts.tagline(card),
        f"</div><div>{typical}",
        parts.numbers(card, language, size),
        sure,
        parts.bars(card, language),
        about,
        parts.facts(card, language),
        "</div></div>",
    ]
    return parts.sheet("".join(inside), card.color, dark)


def own_words(edits: PersonaEdits, language: Language) -> str:
    """What the owner wrote beside name and motto, as HTML; empty where there is nothing."""
    found = [
        f'<div class="{kind}"><h3>{escape(language.tr(title))}</h3>{parts.listed(lines)}</div>'
        for kind, title, lines in (("do", "Do", edits.do), ("dont", "Don't", edits.dont))
        if lines
    ]
    if edits.notes:
        title = escape(language.tr("Your notes"))
        found.append(f"<div><h3>{title}</h3><p>{escape(edits.notes)}</p></div>")
    return "".join(found)


def _draw_section(section: Section, slot: int, language: Language, dark: bool) -> None:
    lines = f"<h4>{escape(section.heading)}</h4>{parts.listed(section.lines)}"
    st.html(parts.sheet(lines, slot, dark, "persona-group"))
    if section.series is not None:
        one = section.series
        st.html(
            parts.sheet(f'<p class="muted persona-series">{escape(one.heading)}</p>', slot, dark)
        )
        chart = series_chart(one.labels, one.group, one.everyone, language, slot, dark)
        st.altair_chart(chart, width="stretch")

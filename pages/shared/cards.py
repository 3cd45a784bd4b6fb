"""Draws persona cards: a grid in which all groups compare at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.shared import persona_parts as parts
from pages.shared.persona_style import STYLE, top_edges
from segmentation.advice_rules import TOPICS
from segmentation.language import Language
from segmentation.persona_book import Persona
from segmentation.personas import PersonaCard

MOST_ABREAST = 3
NARROWEST_CARD = 370
FIRST_TOPICS = ("offer", "where", "when")
"""What a card says to do: the first line on each of these; the rest stands in the whole view."""


def draw_cards(
    personas: Sequence[Persona],
    language: Language,
    dark: bool,
    *,
    on_open: Callable[[str], None] | None = None,
    on_list: Callable[[str], None] | None = None,
    on_edit: Callable[[str], None] | None = None,
) -> None:
    """Draws the cards, two or three abreast where there is room.

    The callbacks get a segment id: ``on_open`` before the page is drawn anew, ``on_list`` and
    ``on_edit`` while it is drawn, so that they may switch pages or open a dialog. Without them
    their buttons are left out.
    """
    cards = [persona.card for persona in personas]
    st.html(f"<style>{STYLE}{top_edges(cards, dark)}</style>")
    if any(card.bars for card in cards):
        st.caption(language.tr("On the bars the line marks your typical customer."))
    size = parts.number_size(cards, language)
    asked: list[Callable[[], None]] = []
    grid = st.grid(MOST_ABREAST, min_column_width=NARROWEST_CARD, gap=24, key="personas")
    for persona in personas:
        id_ = persona.card.segment_id
        with grid, st.container(border=True, height="stretch", key=f"persona-{id_}"):
            st.html(card_html(persona, language, dark, size))
            st.space("stretch")
            with st.container(horizontal=True, gap="small", key=f"persona-buttons-{id_}"):
                if on_open is not None:
                    st.button(
                        language.tr("Open"),
                        key=f"persona-open-{id_}",
                        type="primary",
                        on_click=on_open,
                        args=(id_,),
                    )
                if on_list is not None and st.button(
                    language.tr("Get the list"),
                    key=f"persona-list-{id_}",
                    icon=":material/download:",
                ):
                    on_list(id_)
                if on_edit is not None and st.button(
                    language.tr("Edit"), key=f"persona-edit-{id_}", icon=":material/edit:"
                ):
                    # Drawn after the grid: a dialog does not belong to a card.
                    asked.append(lambda id_=id_: on_edit(id_))  # type: ignore[misc]
    for ask in asked:
        ask()


def card_html(persona: Persona, language: Language, dark: bool, size: str = "") -> str:
    """The inside of a card as HTML; ``size`` is a class that shrinks long numbers."""
    card = persona.card
    inside = [
        f'<div class="persona-head">{parts.picture(card)}<div>{parts.heading(card)}',
        parts.motto(persona.edits) or parts.tagline(card),
        "</div></div>",
        parts.numbers(card, language, size),
        f'<p class="persona-sure muted">{escape(persona.sure)}</p>' if persona.sure else "",
        parts.bars(card, language),
        parts.facts(card, language),
        _first_steps(card, language),
    ]
    return parts.sheet("".join(inside), card.color, dark)


def _first_steps(card: PersonaCard, language: Language) -> str:
    lines = []
    for topic, label in TOPICS.items():
        advice = [line for line in card.advice if line.topic == topic]
        if topic in FIRST_TOPICS and advice:
            said = escape(language.tr(label))
            lines.append(f"<li><b>{said}:</b> {escape(advice[0].text)}</li>")
    if not lines:
        return ""
    title = escape(language.tr("What to do"))
    return f'<div class="persona-part persona-next"><h3>{title}</h3><ul>{"".join(lines)}</ul></div>'

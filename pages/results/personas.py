"""Personas: a card for each group, one of them whole, or two side by side."""

from __future__ import annotations

import streamlit as st

from pages.results.persona_comparison import draw_comparison
from pages.results.persona_editing import edit_persona
from pages.results.persona_place import place, show_all, show_one, show_pair, start_at_top
from pages.results.persona_view import draw_persona
from pages.results.take_away import draw_present, draw_take_away
from pages.shared import compute, guide, session
from pages.shared.book import current_book
from pages.shared.cards import draw_cards
from pages.shared.handover import LIST_PICKS
from pages.shared.picking import GROUPS

language = session.language()
tr = language.tr
st.title(tr("Personas"))
found = guide.need_groups(language)
dark = session.dark()
book = current_book(found, language, dark)
personas = {one.card.segment_id: one for one in book.personas}
ids = list(personas)


def get_list(segment_id: str) -> None:
    """Go to the lists with this group chosen."""
    st.session_state[LIST_PICKS] = [f"{GROUPS} {segment_id}"]
    st.switch_page("pages/results/lists.py")


def change(segment_id: str) -> None:
    """Let the owner edit this persona."""
    edit_persona(found, personas[segment_id], language, dark)


where = place(ids)
start_at_top(where)
actions = st.container(horizontal=True, vertical_alignment="center", key="persona-actions")
if where.pair:
    with actions:
        st.button(tr("All personas"), icon=":material/arrow_back:", on_click=show_all)
    draw_comparison(list(personas.values()), where.pair, language, dark)
elif where.one:
    at = ids.index(where.one)
    with actions:
        st.button(tr("All personas"), icon=":material/arrow_back:", on_click=show_all)
        if len(ids) > 1:
            st.button(
                tr("Previous"), icon=":material/chevron_left:",
                on_click=show_one, args=(ids[at - 1],),
            )  # fmt: skip
            st.button(
                tr("Next"), icon=":material/chevron_right:", icon_position="right",
                on_click=show_one, args=(ids[(at + 1) % len(ids)],),
            )  # fmt: skip
            st.button(
                tr("Compare"), icon=":material/compare_arrows:",
                on_click=show_pair, args=(where.one, ids[(at + 1) % len(ids)]),
            )  # fmt: skip
        if st.button(tr("Edit"), icon=":material/edit:"):
            change(where.one)
        if st.button(tr("Get the list"), icon=":material/download:", type="primary"):
            get_list(where.one)
    draw_persona(personas[where.one], list(personas.values()), language, dark)
else:
    if len(ids) > 1:
        actions.button(
            tr("Compare two"), icon=":material/compare_arrows:",
            on_click=show_pair, args=(ids[0], ids[1]),
        )  # fmt: skip
    with actions:
        draw_present(language)
        draw_take_away(
            current_book(found, language) if dark else book,
            compute.totals(guide.current_view()).last_order,
            language,
        )
    draw_cards(
        list(personas.values()), language, dark,
        on_open=show_one, on_list=get_list, on_edit=change,
    )  # fmt: skip

"""Presenting: the whole shop and its personas on the full window, one at a time."""

from __future__ import annotations

import streamlit as st

from pages.results.slide_style import STYLE
from pages.results.slide_views import slides
from pages.results.take_away import draw_take_away
from pages.shared import compute, guide, session
from pages.shared.book import current_book
from segmentation.exports.handout import make_handout
from segmentation.palette import ground

_PLACE = "presented slide"
_PERSONAS = "pages/results/personas.py"

language = session.language()
tr = language.tr
found = guide.need_groups(language)
dark = session.dark()
book = current_book(found, language, dark)
drawn = slides(make_handout(book, language), language, dark)
last = len(drawn) - 1
place = min(st.session_state.get(_PLACE, 0), last)


def turn(to: int) -> None:
    """Go to the slide at this place, as far as there is one."""
    st.session_state[_PLACE] = min(max(to, 0), last)


st.html(f"<style>:root{{--ground-of-slides:{ground(dark).background}}}{STYLE}</style>")
st.html(drawn[place]())
if place == last:
    with st.container(horizontal=True):
        draw_take_away(
            current_book(found, language) if dark else book,
            compute.totals(guide.current_view()).last_order,
            language,
        )
with st.container(
    horizontal=True, vertical_alignment="center", gap="small", key="presenting-buttons"
):
    st.button(
        tr("Previous"), key="presenting-previous", icon=":material/arrow_back:",
        shortcut="Left", disabled=place == 0, on_click=turn, args=(place - 1,),
    )  # fmt: skip
    st.button(
        tr("Next"), key="presenting-next", type="primary", icon=":material/arrow_forward:",
        shortcut="Right", disabled=place == last, on_click=turn, args=(place + 1,),
    )  # fmt: skip
    st.text(f"{language.number(place + 1)} / {language.number(last + 1)}")
    if st.button(tr("End"), key="presenting-end", icon=":material/close:", shortcut="Esc"):
        turn(0)
        st.switch_page(_PERSONAS)
    st.caption(tr("F11 fills the screen."))
# What else presenters press: the keys of a remote control, the space bar. They have no looks.
for key, to in {"PageDown": place + 1, "Space": place + 1, "PageUp": place - 1,
                "Home": 0, "End": last}.items():  # fmt: skip
    st.button(
        key, key=f"presenting-key-{key}", shortcut=key, on_click=turn, args=(to,)
    )  # fmt: skip

"""When and how often: the grid of recency and frequency, and who is in each part of it."""

from __future__ import annotations

import streamlit as st

from pages.segments.rfm_list import draw_choice, offered
from pages.segments.rfm_pictures import draw_grid, draw_names
from pages.segments.rfm_tuning import draw_tuning
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.errors import SegmentationError, describe
from segmentation.rfm_words import basis_words, explanation, period_words, rfm_names
from segmentation.sentences import headline

_CHOSEN = "rfm chosen"

language = session.language()
tr = language.tr

st.title(tr("When and how often they buy"))
guide.need_customers(language)
view = guide.current_view()
top = st.container()
tuning, answer = st.columns([3, 7], gap="medium")
with tuning:
    draw_tuning(language)
try:
    found = compute.rfm(view, session.choices().rfm)
except SegmentationError as error:
    top.warning(plain(describe(error.problem, language)), icon=":material/info:")
    st.stop()
result = found.result
names = rfm_names(session.choices().rfm, language)
with top:
    shown = headline(found.profiles, [names[key] for key in result.keys], language)
    st.header(plain(shown), anchor=False)
    totals, everyone = compute.totals(found.view), compute.totals(view)
    st.caption(plain(period_words(found.view, totals, everyone, language)))
    basis = (basis_words(part, result, language) for part in ("recency", "frequency"))
    st.caption(plain(" ".join(dict.fromkeys(basis))))
widget = f"rfm chosen {language.code}"
# The widget's key has the language, so what is chosen is kept beside it.
chosen = st.session_state.get(widget, st.session_state.get(_CHOSEN, ""))
if chosen not in offered(result):
    chosen = ""
st.session_state[widget] = st.session_state[_CHOSEN] = chosen
with answer:
    if pressed := draw_grid(found, names, chosen, language):
        st.session_state[widget] = pressed
        st.rerun()
    draw_choice(found, names, widget, language)
    draw_names(found, names, language)
    with st.expander(tr("How this is computed")):
        for paragraph in explanation(language):
            st.markdown(paragraph)

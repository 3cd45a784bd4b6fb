"""Groups: found by themselves, told with how sure it is, tuned in plain words."""

from __future__ import annotations

import streamlit as st

from pages.segments.change import draw_change
from pages.segments.comparison import draw_comparison
from pages.segments.explanation import draw_explanation
from pages.segments.pictures import (
    draw_distribution,
    draw_fits,
    draw_map,
    draw_shares,
    draw_traits,
)
from pages.segments.placing import draw_between, draw_placing
from pages.segments.reasons import draw_reasons, fill_in_trust
from pages.segments.tuning import draw_tuning
from pages.segments.verdict import draw_verdict
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from pages.shared.naming import name_groups
from segmentation.sentences import headline
from segmentation.trust_words import number_words

language = session.language()
tr = language.tr

st.title(tr("Groups of customers"))
guide.need_customers(language)
view = guide.current_view()
currency = compute.totals(view).currency or ""
top = st.container()
tuning, answer = st.columns([3, 7], gap="medium")
with tuning:
    number_found = draw_tuning(language)
with answer:
    found = guide.need_groups(language)
assignment = found.assignment
named = name_groups(found, language)
names = named.names
with top:
    beside_verdict = draw_verdict(assignment, language)
    st.header(plain(headline(found.profiles, names, language)), anchor=False)
    st.caption(
        language.plural(
            "{n} customer, each in exactly one group.",
            "{n} customers, each in exactly one group.",
            len(assignment.labels),
        )
        if assignment.plain
        else language.plural(
            "{n} customer, each in exactly one group. Similar customers stand together.",
            "{n} customers, each in exactly one group. Similar customers stand together.",
            len(assignment.labels),
        )
    )
    draw_change(found, named, language)
    with st.container(horizontal=True):
        if st.button(tr("See the personas"), type="primary", icon=":material/face:"):
            st.switch_page("pages/results/personas.py")
        if st.button(tr("Get the lists"), icon=":material/download:"):
            st.switch_page("pages/results/lists.py")
suits = compute.suits(view, guide.current_spec())
if suits is not None:
    number_found.caption(number_words(suits, language))
with answer:
    draw_shares(found, named, language)
    with st.container(border=True):
        st.markdown(f"**{tr('Who is in each group')}**")
        places = draw_reasons(assignment.sizes, named, currency, language)
        waiting = st.empty()
    draw_traits(found, names, language)
    draw_map(named, language)
    draw_distribution(found, named, language)
    with st.container(border=True):
        draw_placing(assignment, names, currency, language)
    draw_between(assignment, names, language)
    if session.history():
        with st.expander(tr("Two settings side by side"), icon=":material/compare:"):
            draw_comparison(found, named, language)
    draw_fits(assignment, suits, language)
    draw_explanation(assignment.method, language)
# Last, because it takes seconds and everything else can be read meanwhile.
fill_in_trust(places, waiting, beside_verdict, language)

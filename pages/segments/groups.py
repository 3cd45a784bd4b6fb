"""Groups: found by themselves, tuned in plain words, answered at once."""

from __future__ import annotations

import streamlit as st

from pages.segments.change import draw_change
from pages.segments.comparison import draw_comparison
from pages.segments.tuning import draw_tuning
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from pages.shared.naming import name_groups
from segmentation.charts import shares_chart, traits_chart
from segmentation.sentences import headline

language = session.language()
tr = language.tr

st.title(tr("Groups of customers"))
guide.need_customers(language)
view = guide.current_view()
totals = compute.totals(view)
tuning, answer = st.columns([2, 5], gap="large")
with tuning:
    draw_tuning(compute.variables(view), len(compute.customers(view)), language)
with answer:
    found = guide.need_groups(language)
    named = name_groups(found, language)
    names = named.names
    st.subheader(plain(headline(found.profiles, names, language)), anchor=False)
    st.caption(
        language.plural(
            "{n} customer, each in exactly one group. Similar customers stand together.",
            "{n} customers, each in exactly one group. Similar customers stand together.",
            len(found.assignment.labels),
        )
    )
    draw_change(found, named, language)
    with st.container(horizontal=True):
        if st.button(tr("See the personas"), type="primary", icon=":material/face:"):
            st.switch_page("pages/results/personas.py")
        if st.button(tr("Get the lists"), icon=":material/download:"):
            st.switch_page("pages/results/lists.py")
    dark = session.dark()
    with st.container(border=True):
        st.markdown(f"**{tr('Share of customers and share of revenue')}**")
        st.altair_chart(
            shares_chart(found.profiles, names, language, dark, named.colors), theme=None
        )
    with st.container(border=True):
        st.markdown(f"**{tr('What sets each group apart')}**")
        st.altair_chart(
            traits_chart(found.profiles, names, language, totals.currency or "", dark), theme=None
        )
    if session.history():
        with st.expander(tr("Two settings side by side")):
            draw_comparison(found, named, language)
    with st.expander(tr("How this is computed")):
        st.markdown(
            tr(
                "Each choice becomes numbers of equal say: amounts and counts on a scale where "
                "doubling counts the same everywhere, then compared with the average; categories "
                "as yes or no. K-means then puts customers with close numbers together. Without "
                "your word the number of groups is the one whose groups are best separated "
                "(silhouette) and explain most beyond chance."
            )
        )

"""Lists: who, what for, who of them may be written to, and the file for the tool."""

from __future__ import annotations

import streamlit as st

from pages.results.list_files import draw_files, draw_own_report
from pages.results.list_gate import draw_gate
from pages.results.list_wishes import draw_purpose, draw_who, keep, last_wish
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.exports.audience import build_audience
from segmentation.exports.report_words import audience_notes, funnel

language = session.language()
tr = language.tr
st.title(tr("Lists"))
guide.need_customers(language)
view = guide.current_view()
before = last_wish()
who = draw_who(before, language)
channel = draw_purpose(before, language)
contacts = compute.contacts(view, with_prospects=who.with_prospects)
gate, suppression = draw_gate(channel, who.key, contacts, before.gate, language)
keep(who, channel, gate)
if not who.picked.chosen:
    st.info(tr("Choose at least one group, name or rule that holds somebody."))
    st.stop()
if suppression is None:
    st.stop()  # nobody knows yet who must not be written to
spec = gate.for_segments(who.picked.chosen)
audience = build_audience(contacts, who.picked.assignment, who.names, spec, suppression)
with st.container(border=True):
    size = audience.counts.listed
    counted = (
        language.plural("{n} person on this list", "{n} people on this list", size)
        if who.with_prospects
        else language.plural("{n} customer on this list", "{n} customers on this list", size)
    )
    st.header(counted, anchor=False)
    st.markdown(plain(funnel(audience.counts, channel, language)))
    if who.picked.repeated and not who.meet:
        st.caption(
            language.plural(
                "{n} customer is in several of these and is on the list once.",
                "{n} customers are in several of these and are on the list once.",
                who.picked.repeated,
            )
        )
    for note in audience_notes(audience.counts, channel, language):
        st.caption(plain(note))
if channel == "own":
    draw_own_report(who, language)
draw_files(audience, channel, gate.as_column, contacts, language)

"""Your data: drop files in, check what was read, see what the shop holds."""

from __future__ import annotations

import streamlit as st

from pages.data import review, summary
from pages.data.reading import read_sample, read_uploads, show_unread, watch_reading
from pages.shared import compute, session

language = session.language()
tr = language.tr

st.title(tr("Your data"))
watch_reading(language)
show_unread(language)
found = compute.imports()
staged = tuple(entry for entry in found if not entry.used)

if staged:
    review.draw_review(staged, language)
    st.stop()

if found:
    summary.draw_summary(found, language)
    with st.expander(tr("Add more files"), icon=":material/add:"):
        read_uploads(language)
    summary.draw_forget(language)
    st.stop()

st.markdown(
    tr(
        "See who your customers are, what they are worth and how to talk to them. "
        "Drop in what your shop exports, as it comes: orders, order lines, customers."
    )
)
left, right = st.columns([3, 2], gap="large")
with left:
    st.header(tr("Drop your exports here"))
    read_uploads(language)
with right:
    st.header(tr("No export at hand?"))
    st.markdown(tr("Look around in an invented shop with a year and a half of orders."))
    if st.button(tr("Try the sample shop"), type="primary", icon=":material/storefront:"):
        read_sample(language)
        st.switch_page("pages/segments/groups.py")

st.divider()
steps = st.columns(3)
for column, heading, text in zip(
    steps,
    (tr("1. Check"), tr("2. Group"), tr("3. Act")),
    (
        tr("See what each file was taken for, what was left out and why, and the totals."),
        tr("Customers who are alike stand together. You choose what matters."),
        tr("Persona cards for your team, lists for Excel and your mailing tool."),
    ),
    strict=True,
):
    with column:
        st.markdown(f"**{heading}**")
        st.markdown(text)
st.caption(
    tr("Everything stays on this computer. “Forget everything” deletes it.")
    if compute.kept()
    else tr("Your files are yours alone here, and gone when this visit ends.")
)

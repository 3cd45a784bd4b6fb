"""The shop at a glance: one sentence, who brings the revenue, who is new, what needs attention."""

from __future__ import annotations

import streamlit as st

from pages.data.glance import overview
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.charts import months_chart, tenths_chart
from segmentation.language import Language, mark
from segmentation.overview import Part
from segmentation.overview_words import (
    Notice,
    Step,
    headline_base,
    months_notes,
    notices,
    shop_headline,
    tenths_note,
    tile_values,
)

_STEPS: dict[Step, tuple[str, str]] = {
    "rfm": ("pages/segments/rfm.py", mark("When and how often")),
    "rules": ("pages/segments/rules.py", mark("Make a rule for them")),
    "state": ("pages/data/state.py", mark("State of your data")),
    "duplicates": ("pages/data/duplicates.py", mark("Same person twice?")),
    "files": (guide.UPLOAD_PAGE, mark("Go to your files")),
}
_ICONS = {
    "late": ":material/schedule:",
    "findings": ":material/fact_check:",
    "pairs": ":material/join_inner:",
    "once": ":material/looks_one:",
    "consent": ":material/mark_email_unread:",
    "stale": ":material/bedtime:",
}
_NARROWEST_TILE = 150
_NARROWEST_CHART = 300
_TEXT_WIDTH = 500  # pixels; on a phone the way on goes below


def draw_notice(notice: Notice, language: Language) -> None:
    """What needs attention, on what it rests, and the page on which to go on."""
    page, label = _STEPS[notice.step]
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(gap=None, width=_TEXT_WIDTH):
            st.markdown(f"{_ICONS[notice.key]} **{plain(notice.said)}**")
            st.caption(plain(notice.base))
        st.page_link(page, label=language.tr(label), icon=":material/arrow_forward:")


language = session.language()
tr = language.tr

st.title(tr("Your shop at a glance"))
guide.need_customers(language)
view = guide.current_view()
found, totals = overview(view), compute.totals(view)

st.header(plain(shop_headline(found, totals, language)), anchor=False)
if base := headline_base(found, totals, language):
    st.markdown(plain(base))
if totals.first_order and totals.last_order:
    first, last = language.date(totals.first_order), language.date(totals.last_order)
    st.caption(plain(tr("Orders from {first} to {last}.", first=first, last=last)))
tiles = tile_values(found, totals, language)
grid = st.grid(len(tiles), min_column_width=_NARROWEST_TILE)
for label, value in tiles:
    grid.metric(label, value, border=True, height="stretch")
if not totals.orders:
    st.info(
        tr(
            "Add an export of your orders to see who brings in your revenue, who comes back and "
            "who goes quiet."
        ),
        icon=":material/add:",
    )
    st.page_link(guide.UPLOAD_PAGE, label=tr("Go to your files"), icon=":material/arrow_forward:")

pictures = st.grid(2, min_column_width=_NARROWEST_CHART)
if found.concentration:
    with pictures, st.container(border=True, height="stretch"):
        heading = (
            tr("Share of revenue of each tenth of customers")
            if len(found.concentration.sizes) == 10
            else tr("Share of revenue of each fifth of customers")
        )
        st.markdown(f"**{heading}**")
        st.altair_chart(tenths_chart(found.concentration, language, session.dark()), theme=None)
        st.caption(tenths_note(found.concentration, language))
if found.months:
    with pictures, st.container(border=True, height="stretch"):
        st.markdown(f"**{tr('New and returning customers by month')}**")
        st.altair_chart(months_chart(found.months, language, session.dark()), theme=None)
        st.caption(plain(" ".join(months_notes(found.months, totals, language))))

with st.container(horizontal=True):
    if st.button(tr("See the groups"), type="primary", icon=":material/bubble_chart:"):
        st.switch_page("pages/segments/groups.py")
    if st.button(tr("Get the lists"), icon=":material/download:"):
        st.switch_page("pages/results/lists.py")

st.header(tr("What needs attention"), anchor=False)
months = session.choices().stale_months
with st.spinner(tr("Counting …")):
    stale, pairs = compute.stale(view, months), compute.suspicions(view)
    to_look_at = [one for one in compute.findings(view) if one.count and one.kind == "look"]
shown = notices(
    found,
    totals,
    language,
    findings=len(to_look_at),
    pairs=len(pairs),
    stale=Part(stale.count, stale.of),
    months=months,
)
for notice in shown:
    draw_notice(notice, language)
if not shown:
    st.markdown(tr("Nothing needs your attention. Your data are in good shape."))

"""What the shop holds once files are used: totals, the files, and the way out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.data.matching import draw_matching
from pages.data.reading import forget_unread
from pages.data.refusals import draw_refusals
from pages.data.totals import draw_figures
from pages.data.words import KINDS
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.language import Language
from segmentation.shop import Import


def draw_summary(found: Sequence[Import], language: Language) -> None:
    """The totals, the next step, and each file with what was kept of it."""
    tr = language.tr
    totals = compute.totals(guide.current_view())
    if totals.first_order and totals.last_order:
        st.markdown(
            tr(
                "Orders from {first} to {last}.",
                first=language.date(totals.first_order),
                last=language.date(totals.last_order),
            )
        )
    draw_figures(totals, language)
    if totals.unpaid_orders or not session.choices().unpaid:
        counted = st.toggle(
            tr("Count orders that are not paid yet"), value=session.choices().unpaid
        )
        if counted != session.choices().unpaid:
            session.choose(unpaid=counted)
            st.rerun()
    if st.button(tr("See the groups"), type="primary", icon=":material/bubble_chart:"):
        st.switch_page("pages/segments/groups.py")
    view = guide.current_view()
    draw_matching(compute.matches(view), language, "main", view)
    st.header(tr("Your files"))
    for entry in found:
        with st.container(border=True):
            _draw_file(entry, language)


def _draw_file(entry: Import, language: Language) -> None:
    report = entry.report
    if report is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        rows = language.plural("{n} row", "{n} rows", report.rows)
        kept = language.tr("kept: {count}", count=language.number(report.rows_kept))
        name, kind = plain(entry.raw.name), language.tr(KINDS[report.kind])
        st.markdown(f"**{name}** · {kind} · {rows}, {kept}", width="stretch")
        if st.button(
            language.tr("Take back"),
            key=f"take back {entry.import_id}",
            icon=":material/undo:",
            help=language.tr("Remove this file and everything that came from it."),
        ):
            compute.shop().remove(entry.import_id)
            st.rerun()
    draw_refusals(entry, language)


def draw_forget(language: Language) -> None:
    """The button that deletes the whole shop, after one more question."""
    tr = language.tr
    with st.expander(tr("Forget everything"), icon=":material/delete:"):
        st.markdown(
            tr("This deletes all files read here, the customers, the groups and your choices.")
        )
        sure = st.checkbox(tr("Yes, delete it all"))
        if st.button(tr("Forget everything"), disabled=not sure):
            compute.forget()
            forget_unread()
            st.rerun()

"""The state of the data: what deserves a look, what is good to know, what is not known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.data.findings import download_rows, draw_finding
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.data_state.checks import STALE
from segmentation.data_state.gaps import Gap, find_gaps, gap_rows

_WIDE_REACH = 0.1
_ROWS_IN_FULL = 20

language = session.language()
tr = language.tr


def gap_label(gap: Gap) -> str:
    """What is missing, as it is called in the language or in the owner's file."""
    return gap.label if gap.own else tr(gap.label)


st.title(tr("State of your data"))
guide.need_data(language)
view = guide.current_view()
months = session.choices().stale_months
findings = compute.findings(view)
to_look_at = [finding for finding in findings if finding.count and finding.kind == "look"]
to_know = [finding for finding in findings if finding.count and finding.kind == "know"]

if not to_look_at:
    st.markdown(tr("Your data are in good shape. Nothing needs a look."))
elif max(finding.reach for finding in to_look_at) < _WIDE_REACH:
    st.markdown(
        language.plural(
            "Your data are in good shape: {n} thing to look at.",
            "Your data are in good shape: {n} things to look at.",
            len(to_look_at),
        )
    )
else:
    st.markdown(
        language.plural(
            "{n} thing is worth a look, because it bears on much of the result.",
            "{n} things are worth a look; the first bear on much of the result.",
            len(to_look_at),
        )
    )
for finding in to_look_at:
    draw_finding(finding, view, months, language)

if pairs := len(compute.suspicions(view)):
    st.markdown(
        language.plural(
            "{n} pair of customers looks like one person.",
            "{n} pairs of customers look like one person.",
            pairs,
        )
    )
    st.page_link("pages/data/duplicates.py", label=tr("Same person twice?"))

st.header(tr("Good to know"), anchor=False)
for finding in to_know:
    draw_finding(finding, view, months, language)
asked = st.number_input(
    tr("Months without an order or a change"),
    min_value=1,
    max_value=240,
    value=months,
    help=tr("Who is silent for longer is counted here. The last day is that of your data."),
    width=320,
)
if asked != months:
    session.choose(stale_months=asked)
stale = compute.stale(view, asked)
if stale.count:
    draw_finding(stale, view, asked, language)
else:
    st.caption(tr("All your customers have been heard from since then."))

if compute.totals(view).customers:
    customers = compute.customers(view)
    gaps = find_gaps(customers)
    known = [gap for gap in gaps if gap.missing < gap.of]
    partly = {gap.key: gap for gap in known if gap.missing}
    st.header(tr("What is not known of your customers"), anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                tr("Not known"): [gap_label(gap) for gap in known],
                tr("Share"): [gap.share for gap in known],
                tr("Customers"): [gap.missing for gap in known],
                tr("What it does to the result"): [
                    tr(gap.effect) if gap.missing else "" for gap in known
                ],
            }
        ),
        hide_index=True,
        height="content" if len(known) <= _ROWS_IN_FULL else "auto",
        column_config={
            tr("Share"): st.column_config.ProgressColumn(min_value=0, max_value=1, format="percent")
        },
        key="gaps",
    )
    if partly:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                tr("Customers without"),
                list(partly),
                format_func=lambda key: gap_label(partly[key]),
                width=320,
            )
            download_rows(lambda: gap_rows(customers, chosen), "gap", language)
    if nowhere := [gap_label(gap) for gap in gaps if gap.missing == gap.of]:
        st.caption(plain(tr("Not known of any customer: {things}.", things=" · ".join(nowhere))))

fine = [tr(finding.label) for finding in findings if not finding.count]
fine += [] if stale.count else [tr(STALE.label)]
if fine:
    st.caption(plain(tr("Checked, and nothing found: {things}.", things=" · ".join(fine))))

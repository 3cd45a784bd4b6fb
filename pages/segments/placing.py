"""Why one customer is in its group, and who lies between two groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from pages.shared import compute, guide
from pages.shared.customer_rows import customer_label, find_customers, spoken
from pages.shared.downloads import offer_csv
from pages.shared.escaping import plain
from segmentation.exports.csv_files import write_table
from segmentation.language import Language
from segmentation.pulls import find_pulls
from segmentation.rule_words import pull_sentence
from segmentation.segments.assignment import Assignment
from segmentation.trust_words import between_groups, certainty_words

_MOST_OFFERED = 50
_MOST_PULLS = 6
_MOST_SHOWN = 200
_SPEAKS = 0.1
"""Pulls weaker than this say nothing either way."""


def draw_placing(
    assignment: Assignment, names: Sequence[str], currency: str, language: Language
) -> None:
    """Look a customer up: group, how sure, and what speaks for and against it."""
    tr = language.tr
    customers = compute.customers(guide.current_view())
    st.markdown(f"**{tr('Why is this customer here')}**")
    asked = st.text_input(
        tr("Look somebody up"),
        placeholder=tr("E-mail, name, phone or customer number"),
        key=f"placing {language.code}",
    )
    if not asked.strip():
        return
    rows = customers.index.get_indexer(find_customers(customers, asked).index)
    if not len(rows):
        st.caption(tr("Nobody found. Try a part of the name or of the e-mail."))
        return
    row = int(rows[0])
    if len(rows) == 1:
        st.text(customer_label(customers.iloc[row]))
    else:
        found = language.plural("{n} customer found", "{n} customers found", len(rows))
        row = st.selectbox(
            found,
            rows[:_MOST_OFFERED].tolist(),
            format_func=lambda place: customer_label(customers.iloc[int(place)]),
            key=f"placed {asked} {language.code}",
        )
    _draw_place(customers, assignment, row, names, currency, language)


def _draw_place(
    customers: pd.DataFrame,
    assignment: Assignment,
    row: int,
    names: Sequence[str],
    currency: str,
    language: Language,
) -> None:
    tr = language.tr
    name = names[assignment.labels[row]]
    sure = ""
    if assignment.certainty is not None and assignment.runner_up is not None:
        following = names[assignment.runner_up[row]]
        sure = certainty_words(float(assignment.certainty[row]), name, following, language)
    st.markdown(f"**{plain(name)}** · {plain(sure)}" if sure else f"**{plain(name)}**")
    found = find_pulls(
        customers,
        assignment,
        compute.variables(guide.current_view()),
        row,
        dict(guide.current_spec().weights),
    )
    pulls = [pull for pull in found if pull.plain_to_see][:_MOST_PULLS]
    for heading, told in (
        (
            tr("What speaks for this group"),
            [p for p in pulls if p.strength >= _SPEAKS],
        ),
        (
            tr("What speaks against it"),
            [p for p in pulls if p.strength <= -_SPEAKS],
        ),
    ):
        if told:
            lines = "\n".join(f"- {plain(pull_sentence(p, language, currency))}" for p in told)
            st.markdown(f"{heading}\n\n{lines}")


def draw_between(assignment: Assignment, names: Sequence[str], language: Language) -> None:
    """Those who lie between two groups, least sure first, with a download."""
    tr = language.tr
    rows = np.flatnonzero(between_groups(assignment))
    if not len(rows) or assignment.certainty is None or assignment.runner_up is None:
        return
    rows = rows[np.argsort(assignment.certainty[rows], kind="stable")]
    customers = compute.customers(guide.current_view()).iloc[rows]
    header = [tr("Customer"), tr("Group"), tr("Next group"), tr("How sure")]
    certainty = assignment.certainty[rows].round(4).tolist()
    here, following = assignment.labels[rows].tolist(), assignment.runner_up[rows].tolist()

    def first(most: int | None) -> list[tuple[str, str, str, float]]:
        return [
            (customer_label(customer), names[own], names[other], sure)
            for (_, customer), own, other, sure in zip(
                customers.head(len(rows) if most is None else most).iterrows(),
                here, following, certainty, strict=False,
            )
        ]  # fmt: skip

    table = first(_MOST_SHOWN)
    title = language.plural(
        "{n} customer between two groups", "{n} customers between two groups", len(rows)
    )
    with st.expander(title, icon=":material/compare_arrows:"):
        st.caption(tr("They could as well be in the next group. Write to them with care."))
        st.dataframe(
            spoken(pd.DataFrame(table, columns=header), language, shares=header[3:]),
            hide_index=True,
            height=min(36 * (len(table) + 1), 320),
            key="between",
        )
        offer_csv(
            tr("Download as CSV"),
            lambda: write_table(header, first(None), language),
            "between_groups.csv",
            key="between download",
        )

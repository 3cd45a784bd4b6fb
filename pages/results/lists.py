"""Lists: choose groups, consent and columns; download for Excel."""

from __future__ import annotations

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.customer_rows import shown_columns, translated
from pages.shared.downloads import CONSENTS, NO_CONSENT_KNOWN
from pages.shared.handover import LIST_SEGMENTS
from pages.shared.naming import name_groups
from segmentation.exports.cells import header
from segmentation.exports.csv_files import write_csv
from segmentation.exports.lists import (
    CONSENT_COLUMN,
    Consent,
    ListSpec,
    count_consent,
    default_columns,
    list_columns,
    list_file_name,
    select_customers,
)
from segmentation.grouping import Grouping, list_workbook

# What was chosen here outlives a visit to another page or language.
_LAST = "last list"

language = session.language()
tr = language.tr
st.title(tr("Lists"))
found = guide.need_groups(language)
view = guide.current_view()
customers, totals = compute.customers(view), compute.totals(view)
names = name_groups(found, language).names
ids = found.assignment.segment_ids
named = dict(zip(ids, names, strict=True))

grouping_then, last = st.session_state.get(_LAST, ("", None))
wanted = last.segments if last and grouping_then == found.key else ids
wanted = tuple(id_ for id_ in st.session_state.pop(LIST_SEGMENTS, wanted) if id_ in ids)
segments = st.multiselect(
    tr("Groups"), ids, default=wanted, format_func=lambda id_: named[id_],
    placeholder=tr("Choose groups"), key=f"segments {found.key} {language.code}",
)  # fmt: skip
known = [c for c, name in CONSENT_COLUMN.items() if customers[name].notna().any()]
options: list[Consent | None] = [None, *known]
consent = st.radio(
    tr("Who may be on it"), options,
    index=options.index(last.consent) if last and last.consent in options else 0,
    format_func=lambda key: tr(CONSENTS[key]), horizontal=True, key=f"consent {language.code}",
)  # fmt: skip
if not known:
    st.warning(tr(NO_CONSENT_KNOWN), icon=":material/info:")
offered = list_columns(customers)
usual = last.columns if last else default_columns(customers)
columns = st.multiselect(
    tr("Columns"), offered, default=[key for key in usual if key in offered],
    format_func=lambda key: header(key, language),
    placeholder=tr("Choose columns"), key=f"columns {language.code}",
)  # fmt: skip
spec = ListSpec(tuple(segments), tuple(columns), consent)
st.session_state[_LAST] = (found.key, spec)
if not segments or not columns:
    st.info(tr("Choose at least one group and one column."))
    st.stop()

counts = count_consent(customers, found.assignment, spec)
selection = select_customers(customers, found.assignment, names, spec)
size = len(selection)
in_groups = sum(p.customers for p in found.profiles if p.segment_id in segments)
st.subheader(language.plural("{n} customer on this list", "{n} customers on this list", size),
             anchor=False)  # fmt: skip
if counts:
    st.caption(
        tr(
            "In the chosen groups: {groups}. With consent: {agreed}. Left out: {refused} without "
            "consent, {silent} without an answer.",
            groups=language.number(in_groups),
            agreed=language.number(counts.with_consent),
            refused=language.number(counts.refused),
            silent=language.number(counts.no_answer),
        )
    )
grouping = Grouping(
    totals,
    customers,
    compute.variables(view),
    guide.current_spec(),
    found.assignment,
    found.profiles,
    names,
)
file_names = [named[id_] for id_ in segments]
with st.container(horizontal=True):
    st.download_button(
        tr("Download for Excel"),
        data=lambda: list_workbook(grouping, spec, language),
        file_name=list_file_name(file_names, totals.last_order, size, "xlsx"),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        disabled=not size,
    )
    st.download_button(
        tr("Download as CSV"),
        data=lambda: write_csv(selection, spec, language),
        file_name=list_file_name(file_names, totals.last_order, size, "csv"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/table:",
        disabled=not size,
    )
st.caption(
    tr("Excel: a summary with a chart and one sheet a group. CSV: one table, opens in Excel.")
)
st.dataframe(
    translated(selection[list(spec.columns)].head(50), language),
    hide_index=True,
    column_config=shown_columns(customers, language, totals.currency or "")
    | {"segment": header("segment", language)},
    placeholder="",
    key="list preview",
)

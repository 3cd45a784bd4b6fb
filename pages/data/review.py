"""The review of what was just read: every guess shown with its reason, and changeable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from pages.data.matching import draw_matching
from pages.data.reading import forget_unread
from pages.data.refusals import draw_refusals
from pages.data.totals import draw_totals
from pages.data.words import KEPT_AS_OWN, KINDS, LEFT_OUT, NOT_USED, REASONS
from pages.shared import compute
from pages.shared.escaping import plain
from segmentation.columns import MEANINGS, Kind
from segmentation.errors import WARNINGS, describe
from segmentation.ingest.mapping import ColumnMapping
from segmentation.language import Language
from segmentation.matching import match_rates
from segmentation.shop import Import

_OWN = "own"
_SAID_BY_TOTALS = ("unpaid_counted", "several_currencies")


def draw_review(staged: Sequence[Import], language: Language) -> None:
    """Draw one card for each file, the totals to check, and the button that takes them in."""
    tr = language.tr
    st.markdown(tr("Check what we read before you use it. Nothing is kept until you say so."))
    usable = [entry for entry in staged if entry.report and not entry.duplicate]
    if usable:
        _draw_decision(language, place="top")
    for entry in staged:
        with st.container(border=True):
            _draw_file(entry, language)
    if usable:
        st.subheader(tr("Totals to check"))
        st.caption(tr("Compare these with your shop's own panel, for any period you like."))
        draw_totals(language)
        draw_matching(match_rates(compute.shop(), schema="preview"), language, "preview")
        _draw_decision(language, place="bottom")


def _draw_decision(language: Language, place: str) -> None:
    with st.container(horizontal=True):
        if st.button(
            language.tr("Use this"), type="primary", icon=":material/check:", key=f"use {place}"
        ):
            with st.spinner(language.tr("Putting your customers together …")):
                compute.shop().use()
            forget_unread()
            st.switch_page("pages/segments/groups.py")
        if st.button(language.tr("Discard these files"), key=f"discard {place}"):
            for entry in compute.imports():
                if not entry.used:
                    compute.shop().remove(entry.import_id)
            forget_unread()
            st.rerun()


def _draw_file(entry: Import, language: Language) -> None:
    tr, mapping, report = language.tr, entry.mapping, entry.report
    st.subheader(plain(entry.raw.name), anchor=False)
    if entry.problem:
        st.warning(plain(describe(replace(entry.problem, file=None), language)))
    elif report:
        st.markdown(_in_a_sentence(entry, language))
        rows = tr(
            "Rows kept: {kept}. Left out: {refused}.",
            kept=language.number(report.rows_kept),
            refused=language.number(report.rows_refused),
        )
        st.caption(f"{rows} {_how_it_was_read(entry, language)}")
        for warning in report.warnings:
            if warning not in _SAID_BY_TOTALS:
                st.warning(tr(WARNINGS[warning]), icon=":material/info:")
        draw_refusals(entry, language)
    _draw_corrections(entry, mapping, language)
    st.dataframe(
        _table(mapping, language),
        hide_index=True,
        height=min(420, 36 * (len(mapping.guesses) + 1) + 2),
        key=f"columns {entry.import_id}",
    )
    if st.button(tr("Remove this file"), key=f"remove {entry.import_id}", type="tertiary"):
        compute.shop().remove(entry.import_id)
        st.rerun()


def _in_a_sentence(entry: Import, language: Language) -> str:
    report = entry.report
    assert report is not None
    tr, plural = language.tr, language.plural
    kind = f"**{tr(KINDS[report.kind])}**"
    platform = {"shopify": "Shopify"}.get(entry.mapping.platform)
    rows = plural("{n} row", "{n} rows", report.rows)
    if report.kind in ("orders", "order_lines"):
        things = plural("{n} order or document", "{n} orders or documents", report.documents)
    else:
        things = plural("{n} person", "{n} people", report.people)
    source = f" ({platform})" if platform else ""
    return f"{kind}{source}: {rows} → {things}"


def _how_it_was_read(entry: Import, language: Language) -> str:
    tr, raw = language.tr, entry.raw
    parts = []
    if raw.encoding:
        parts.append(tr("Encoding: {name}", name=raw.encoding.upper()))
    if raw.delimiter:
        named = {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")}
        parts.append(tr("Columns separated by: {name}", name=named.get(raw.delimiter, "")))
    if raw.sheet:
        parts.append(tr("Sheet: {name}", name=plain(raw.sheet)))
    if raw.header_row:
        parts.append(tr("Column names in row {row}", row=raw.header_row))
    return ". ".join(parts) + "." if parts else ""


def _draw_corrections(entry: Import, mapping: ColumnMapping, language: Language) -> None:
    """What the file is, what a column means, and the order of day and month."""
    tr = language.tr
    kind, column, meaning = st.columns(3)
    kinds: tuple[Kind, ...] = ("order_lines", "customers")
    current: Kind = "customers" if mapping.kind == "customers" else "order_lines"
    labels = {"order_lines": tr("Orders"), "customers": tr("A list of customers")}
    chosen = kind.selectbox(
        tr("This file holds"), kinds, index=kinds.index(current) if mapping.kind else None,
        format_func=lambda key: labels[key], key=f"kind {entry.import_id}",
    )  # fmt: skip
    if chosen and (mapping.kind is None or chosen != current):
        _change(entry, mapping.with_kind(chosen))
    header = column.selectbox(
        tr("Correct a column"), [guess.header for guess in mapping.guesses], index=None,
        placeholder=tr("Choose a column"), key=f"header {entry.import_id}",
    )  # fmt: skip
    used_in = "customers" if current == "customers" else "orders"
    own = [_OWN] if current == "customers" else []
    offered = ["", *own, *(m.key for m in MEANINGS if m.used_in in (used_in, "both"))]
    named = {m.key: tr(m.label) for m in MEANINGS} | {"": tr(LEFT_OUT), _OWN: tr(KEPT_AS_OWN)}
    guess = next((g for g in mapping.guesses if g.header == header), None)
    now = (_OWN if guess in mapping.extras else guess.meaning or "") if guess else None
    taken = meaning.selectbox(
        tr("It means"), offered,
        index=offered.index(now) if now in offered else None,
        format_func=lambda key: named[key], disabled=guess is None,
        placeholder=tr("Choose a meaning"),
        key=f"meaning {entry.import_id} {header}",
    )  # fmt: skip
    if guess and taken is not None and taken != now:
        if taken == _OWN:
            _change(entry, mapping.with_own_name(guess.header))
        _change(entry, mapping.with_column(guess.header, taken or None))
    if entry.report and entry.report.date_order in ("dmy", "mdy"):
        day_first = entry.report.date_order == "dmy"
        orders = {True: tr("Day first: 31.12."), False: tr("Month first: 12/31")}
        picked = st.segmented_control(
            tr("Dates"), (True, False), default=day_first, required=True,
            format_func=lambda key: orders[key], key=f"dates {entry.import_id}",
        )  # fmt: skip
        if picked != day_first:
            _change(entry, mapping.with_day_first(picked))


def _change(entry: Import, mapping: ColumnMapping) -> None:
    compute.shop().change_mapping(entry.import_id, mapping)
    st.rerun()


def _table(mapping: ColumnMapping, language: Language) -> pd.DataFrame:
    """Columns we use first, then those left out; empty ones at the end."""
    tr = language.tr
    labels = {meaning.key: tr(meaning.label) for meaning in MEANINGS}
    extras = {guess.header for guess in mapping.extras}
    ordered = sorted(
        mapping.guesses,
        key=lambda g: (g.meaning is None, g.header not in extras, g.reason == "empty"),
    )
    return pd.DataFrame(
        {
            tr("Column in the file"): [guess.header for guess in ordered],
            tr("Taken for"): [
                labels[g.meaning] if g.meaning else
                tr(KEPT_AS_OWN) if g.header in extras else tr(NOT_USED)
                for g in ordered
            ],
            tr("Why"): [tr(REASONS[guess.reason]) for guess in ordered],
            tr("Filled"): [language.share(guess.filled) for guess in ordered],
            tr("For example"): [" · ".join(guess.samples[:3]) for guess in ordered],
        }
    )  # fmt: skip

"""Guesses about a file that the owner can settle: open questions, corrections, all columns."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.data.words import KEPT_AS_OWN, LEFT_OUT, NOT_USED, REASONS
from pages.shared import compute
from pages.shared.escaping import plain
from segmentation.columns import MEANING, MEANINGS, Kind
from segmentation.ingest.mapping import ColumnMapping
from segmentation.language import Language
from segmentation.shop import Import

_OWN = "own"
_SETTLED = ("owner", "remembered")


def draw_questions(entry: Import, language: Language) -> None:
    """What the file leaves open: the order of day and month, two columns for one meaning."""
    tr, mapping = language.tr, entry.mapping
    if _dates_are_open(entry):
        with st.container(border=True):
            example = next((g.samples for g in mapping.guesses if g.meaning == "order_date"), ())
            st.markdown(f":material/help: {tr('Does the day or the month come first?')}")
            if example:
                st.caption(tr("The file says: {example}", example=plain(" · ".join(example[:3]))))
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _draw_dates(entry, language)
                if st.button(tr("It is right as chosen"), key=f"dates right {entry.import_id}"):
                    _change(entry, mapping.with_day_first(_day_first(entry)))
    for question in mapping.questions:
        asked = [guess for guess in mapping.guesses if guess.header in question.headers]
        if len(asked) < 2 or any(guess.reason in _SETTLED for guess in asked):
            continue
        with st.container(border=True):
            _draw_question(entry, question.meaning, question.headers, language)


def _draw_question(
    entry: Import, meaning: str, headers: tuple[str, ...], language: Language
) -> None:
    """Ask which of the columns has a meaning; each shows what it holds."""
    tr, mapping = language.tr, entry.mapping
    samples = {guess.header: " · ".join(guess.samples[:3]) for guess in mapping.guesses}
    now = mapping.header(meaning)
    chosen = st.selectbox(
        tr("Which column is “{meaning}”?", meaning=tr(MEANING[meaning].label)),
        headers, index=None, placeholder=tr("Choose a column"),
        format_func=lambda header: f"{header}: {samples[header]}",
        key=f"question {entry.import_id} {meaning}",
    )  # fmt: skip
    if now:
        st.caption(tr("Until you choose we take: {column}", column=plain(now)))
    if chosen:
        _change(entry, mapping.with_column(chosen, meaning))


def draw_corrections(entry: Import, language: Language) -> None:
    """What the file is, what a column means, and the order of day and month."""
    tr, mapping = language.tr, entry.mapping
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
    if _day_first(entry) is not None and not _dates_are_open(entry):
        _draw_dates(entry, language)


def _day_first(entry: Import) -> bool | None:
    """How the dates were taken; None where their form leaves no choice."""
    order = entry.report.date_order if entry.report else None
    return order == "dmy" if order in ("dmy", "mdy") else None


def _dates_are_open(entry: Import) -> bool:
    return entry.report is not None and "ambiguous_dates" in entry.report.warnings


def _draw_dates(entry: Import, language: Language) -> None:
    tr, day_first = language.tr, _day_first(entry)
    orders = {True: tr("Day first: 31.12."), False: tr("Month first: 12/31")}
    picked = st.segmented_control(
        tr("Dates"), (True, False), default=day_first, required=True,
        format_func=lambda key: orders[key], key=f"dates {entry.import_id}",
    )  # fmt: skip
    if picked != day_first:
        _change(entry, entry.mapping.with_day_first(picked))


def _change(entry: Import, mapping: ColumnMapping) -> None:
    compute.shop().change_mapping(entry.import_id, mapping)
    st.rerun()


def draw_columns(entry: Import, language: Language) -> None:
    """All columns of the file: what each was taken for, and why."""
    st.dataframe(
        _table(entry.mapping, language),
        hide_index=True,
        height=min(420, 36 * (len(entry.mapping.guesses) + 1) + 2),
        key=f"columns {entry.import_id}",
    )


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

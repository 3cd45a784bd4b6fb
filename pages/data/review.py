"""The review of what was just read: every guess shown with its reason, and changeable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.data.corrections import draw_columns, draw_corrections, draw_questions
from pages.data.matching import draw_matching
from pages.data.reading import forget_unread
from pages.data.refusals import draw_refusals
from pages.data.totals import draw_totals
from pages.data.words import KINDS
from pages.shared import compute
from pages.shared.escaping import plain
from segmentation.errors import WARNINGS, describe
from segmentation.ingest import platforms
from segmentation.ingest.report import ImportReport
from segmentation.language import Language
from segmentation.matching import match_rates
from segmentation.shop import Import

# By the totals below, or by a question above.
_SAID_ELSEWHERE = ("unpaid_counted", "several_currencies", "ambiguous_dates")


def draw_review(staged: Sequence[Import], language: Language) -> None:
    """Draw one card for each file, the totals to check, and the button that takes them in."""
    tr = language.tr
    st.markdown(tr("Check what we read before you use it. Nothing is kept until you say so."))
    usable = [entry for entry in staged if entry.report and not entry.duplicate]
    if usable:
        _draw_decision(language, place="top")
    only_orders = not usable or _only_orders()
    for entry in staged:
        with st.container(border=True):
            _draw_file(entry, only_orders, language)
    if usable:
        st.header(tr("Totals to check"))
        st.caption(tr("Compare these with your shop's own panel, for any period you like."))
        draw_totals(language)
        draw_matching(match_rates(compute.shop(), schema="preview"), language, "preview")
        _draw_decision(language, place="bottom")


def _only_orders() -> bool:
    """Whether no document of the files is anything else than an order."""
    totals = compute.preview_totals(None, None)
    return not totals.return_documents and not totals.zero_documents


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


def _draw_file(entry: Import, only_orders: bool, language: Language) -> None:
    tr, mapping, report = language.tr, entry.mapping, entry.report
    st.header(plain(entry.raw.name), anchor=False)
    if entry.problem:
        st.warning(plain(describe(replace(entry.problem, file=None), language)))
    elif report:
        st.markdown(_in_a_sentence(entry, report, only_orders, language))
        rows = tr(
            "Rows kept: {kept}. Left out: {refused}.",
            kept=language.number(report.rows_kept),
            refused=language.number(report.rows_refused),
        )
        st.caption(f"{rows} {_how_it_was_read(entry, language)}")
    draw_questions(entry, language)
    if report:
        _draw_notes(entry, report, language)
        draw_refusals(entry, language)
    draw_corrections(entry, language)
    draw_columns(entry, language)
    with st.container(horizontal=True):
        if any(guess.reason == "remembered" for guess in mapping.guesses) and st.button(
            tr("Forget what you said last time"), key=f"forget {entry.import_id}", type="tertiary"
        ):
            compute.shop().forget_corrections(entry.import_id)
            st.rerun()
        if st.button(tr("Remove this file"), key=f"remove {entry.import_id}", type="tertiary"):
            compute.shop().remove(entry.import_id)
            st.rerun()


def _in_a_sentence(
    entry: Import, report: ImportReport, only_orders: bool, language: Language
) -> str:
    """What the file is, where it comes from, and that its rows are so many orders."""
    plural = language.plural
    origin = platforms.find(entry.mapping.export)
    source = f" · {plain(origin.name)}" if origin else ""
    if report.kind not in ("orders", "order_lines"):
        things = plural("{n} person", "{n} people", report.people)
    elif only_orders:
        things = plural("{n} order", "{n} orders", report.documents)
    else:
        things = plural("{n} order or return", "{n} orders and returns", report.documents)
    rows = plural("{n} row is {things}.", "{n} rows are {things}.", report.rows_kept, things=things)
    return f"**{language.tr(KINDS[report.kind])}**{source}. {rows}"


def _draw_notes(entry: Import, report: ImportReport, language: Language) -> None:
    """Where the export is made, what to know of it, and which one would say more."""
    tr = language.tr
    origin = platforms.find(entry.mapping.export)
    for warning in report.warnings:
        if warning not in _SAID_ELSEWHERE:
            st.markdown(f":material/info: {plain(_in_words(warning, entry, language))}")
    if origin and origin.instead:
        st.info(plain(tr(origin.instead)), icon=":material/lightbulb:")
    if origin and origin.where:
        st.caption(tr("Where this export is made: {place}", place=plain(tr(origin.where))))


def _in_words(warning: str, entry: Import, language: Language) -> str:
    """What a warning says, with how often where that was counted."""
    raw = entry.raw
    if warning == "mixed_encoding" and raw.repaired_lines:
        return language.plural(
            "{n} line is in another encoding than the rest. It was repaired.",
            "{n} lines are in another encoding than the rest. They were repaired.",
            raw.repaired_lines,
        )
    if warning == "cleaned_characters" and raw.cleaned_characters:
        return language.plural(
            "{n} character that cannot be shown was removed.",
            "{n} characters that cannot be shown were removed.",
            raw.cleaned_characters,
        )
    return language.tr(WARNINGS[warning])


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

"""A finding about the data: what it is, what it does to the result, and its download."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.data.words import REASONS
from pages.shared import compute
from pages.shared.downloads import offer_csv
from pages.shared.escaping import plain
from segmentation.columns import CUSTOMER_COLUMN, MEANING
from segmentation.counting import View
from segmentation.data_state.checks import Finding
from segmentation.data_state.contacts import EMAIL_FAULTS
from segmentation.data_state.findings import finding_rows
from segmentation.errors import REFUSALS
from segmentation.exports.csv_files import write_table
from segmentation.language import Language, mark

_HEADERS = {
    "document_id": MEANING["order_id"].label,
    "ordered_at": MEANING["order_date"].label,
    "amount": MEANING["line_amount"].label,
    "orders": mark("Orders"),
    "fault": mark("What is wrong"),
    "meant": mark("Probably meant"),
    "times": mark("Rows in the list"),
    "file": mark("File"),
    "sheet": mark("Sheet"),
    "row": mark("Row"),
    "column": mark("Column"),
    "value": mark("Value"),
    "cells": mark("The whole row"),
    "reason": mark("Reason"),
    "column_reason": mark("Reason"),
}
_WORDS = {"reason": REFUSALS, "column_reason": REASONS, "fault": EMAIL_FAULTS}
_SHOWN = 8
_TEXT_WIDTH = 760  # pixels; on a phone the button goes below


def draw_finding(finding: Finding, view: View, months: int, language: Language) -> None:
    """One finding with its share, its one sentence, and the rows to download."""
    shop = compute.shop()  # here, because a download is made outside the page's run
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(gap=None, width=_TEXT_WIDTH):
            st.markdown(f"**{plain(language.tr(finding.label))}** · {_extent(finding, language)}")
            st.markdown(plain(language.tr(finding.effect)))
            if finding.words:
                st.caption(plain(_words(finding, language)))
        download_rows(lambda: finding_rows(shop, finding.id, view, months), finding.id, language)


def download_rows(rows: Callable[[], pd.DataFrame], name: str, language: Language) -> None:
    """A button that gives the rows as a CSV for Excel."""
    offer_csv(
        language.tr("Download"),
        lambda: rows_csv(rows(), language),
        f"{name.replace('_', '-')}.csv",
        key=f"download {name}",
    )


def _extent(finding: Finding, language: Language) -> str:
    return language.tr(
        "{count} of {of} ({share})",
        count=language.number(finding.count),
        of=language.number(finding.of),
        share=language.share(finding.share),
    )


def _words(finding: Finding, language: Language) -> str:
    """The words that a finding turns on, the first few of them."""
    texts = [
        language.tr(REFUSALS[word.text]) if finding.id == "refused" else word.text
        for word in finding.words
    ]
    counted = [
        text if word.count is None else f"{text}: {language.number(word.count)}"
        for text, word in zip(texts, finding.words, strict=True)
    ]
    return " · ".join(counted[:_SHOWN] + ["…"] * (len(counted) > _SHOWN))


def rows_csv(rows: pd.DataFrame, language: Language) -> bytes:
    """A table with named columns, as a CSV that Excel opens right in the language."""
    header = [_header(str(name), language) for name in rows.columns]
    columns = [
        [language.tr(_WORDS[name].get(cell, cell)) for cell in rows[name]]
        if name in _WORDS
        else rows[name]
        for name in rows.columns
    ]
    return write_table(header, zip(*columns, strict=True), language)


def _header(name: str, language: Language) -> str:
    if label := _HEADERS.get(name):
        return language.tr(label)
    known = CUSTOMER_COLUMN.get(name) or MEANING.get(name)
    return language.tr(known.label) if known else name

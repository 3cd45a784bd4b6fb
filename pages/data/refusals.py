"""Rows that were left out: shown, with their reasons, and downloadable."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import compute
from pages.shared.downloads import offer_csv
from segmentation.errors import REFUSALS
from segmentation.exports.csv_files import write_table
from segmentation.language import Language
from segmentation.shop import Import, Shop

_SHOWN = 100


def draw_refusals(entry: Import, language: Language) -> None:
    """An expander with the first rows left out and a download of all of them."""
    report, tr = entry.report, language.tr
    if report is None or not report.rows_refused:
        return
    shop = compute.shop()  # here, because a download is made outside the page's run
    with st.expander(tr("Rows left out, and why"), icon=":material/rule:"):
        st.dataframe(
            pd.DataFrame(
                {
                    tr("Row"): [refusal.row for refusal in report.refusals[:_SHOWN]],
                    tr("Reason"): [tr(REFUSALS[r.reason]) for r in report.refusals[:_SHOWN]],
                    tr("Column"): [refusal.column or "" for refusal in report.refusals[:_SHOWN]],
                    tr("Value"): [refusal.value or "" for refusal in report.refusals[:_SHOWN]],
                }
            ),
            hide_index=True,
            key=f"refused {entry.import_id}",
        )
        offer_csv(
            tr("Download the rows left out"),
            lambda: refused_csv(shop, entry, language),
            "rows-left-out.csv",
            key=f"download refused {entry.import_id}",
        )


def refused_csv(shop: Shop, entry: Import, language: Language) -> bytes:
    """Every row left out, with its number, the reason and all its cells, as a CSV for Excel."""
    tr = language.tr
    rows = (
        (row, tr(REFUSALS[str(reason)]), *(cells if isinstance(cells, list) else ()))
        for row, _, _, _, reason, cells in shop.refused_rows(entry.import_id)
    )
    return write_table((tr("Row"), tr("Reason"), *entry.raw.headers), rows, language)

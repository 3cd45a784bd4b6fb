"""Rows that were left out: shown, with their reasons, and downloadable."""

from __future__ import annotations

import csv
import io

import pandas as pd
import streamlit as st

from pages.shared import compute
from segmentation.errors import REFUSALS
from segmentation.exports.safety import for_people
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
        st.download_button(
            tr("Download the rows left out"),
            data=lambda: refused_csv(shop, entry, language),
            file_name="rows-left-out.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"download refused {entry.import_id}",
        )


def refused_csv(shop: Shop, entry: Import, language: Language) -> bytes:
    """Every row left out, with its number, the reason and all its cells, as a CSV for Excel."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter="," if language.code == "en" else ";")
    tr = language.tr
    writer.writerow([tr("Row"), tr("Reason"), *(for_people(h) for h in entry.raw.headers)])
    for row, _, _, _, reason, cells in shop.refused_rows(entry.import_id):
        texts = [for_people(str(cell or "")) for cell in cells] if isinstance(cells, list) else []
        writer.writerow([row, tr(REFUSALS[str(reason)]), *texts])
    return file.getvalue().encode("utf-8-sig")

"""The grid as a picture that can be pressed, and the ten names as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.shared import compute, session
from pages.shared.customer_rows import spoken
from pages.shared.escaping import plain
from segmentation.charts import rfm_chart
from segmentation.charts.rfm_grid import SELECTION
from segmentation.language import Language
from segmentation.rfm_words import MEANINGS, directions, frequency_steps, recency_steps, shown_keys
from segmentation.segments.rfm import mean_order


def draw_grid(
    found: compute.RfmGroups, names: Mapping[str, str], chosen: str, language: Language
) -> str:
    """Draw the grid with a frame around what is ``chosen``, a name's key or a field.

    Returns the field that was pressed just now, empty where none was.
    """
    result = found.result
    with st.container(border=True):
        st.caption(directions(result, language))
        event = st.altair_chart(
            rfm_chart(
                result.cells,
                names,
                recency_steps(result, language),
                frequency_steps(result, language),
                [chosen in (cell.key, cell.field) for cell in result.cells],
                language,
                session.dark(),
            ),
            theme=None,
            on_select="rerun",
            selection_mode=SELECTION,
            key=f"rfm grid {chosen}",  # a new picture, so that any field can be pressed in it
        )
        st.caption(
            language.tr(
                "In each field its customers, below them their share of revenue. Press a field to "
                "see who is in it."
            )
        )
    pressed = event["selection"].get(SELECTION) or []
    field = f"{pressed[0]['recency']}-{pressed[0]['frequency']}" if pressed else ""
    return field if field != chosen else ""


def draw_names(found: compute.RfmGroups, names: Mapping[str, str], language: Language) -> None:
    """Draw what each name is worth, in the usual order of the names."""
    tr, result = language.tr, found.result
    customers = compute.customers(found.view)
    profiles = dict(zip(result.keys, found.profiles, strict=True))
    keys = shown_keys(result)
    told = [profiles.get(key) for key in keys]
    shares = [
        (_rounded(one.share_of_customers), _rounded(one.share_of_revenue)) if one else (0.0, 0.0)
        for one in told
    ]
    symbol = language.currency_symbol(compute.totals(found.view).currency or "")
    revenue, mean = (
        f"{tr(label)} ({symbol})" if symbol else tr(label) for label in ("Revenue", "Average order")
    )
    table = {
        tr("Group"): [names[key] for key in keys],
        tr("Customers"): [one.customers if one else 0 for one in told],
        tr("Share of customers"): [of_customers for of_customers, _ in shares],
        tr("Share of revenue"): [of_revenue for _, of_revenue in shares],
        revenue: [float(one.revenue) if one else 0.0 for one in told],
        mean: [mean_order(customers, result.under(key)) for key in keys],
    }
    st.dataframe(
        spoken(
            pd.DataFrame(table),
            language,
            money=(revenue, mean),
            shares=(tr("Share of customers"), tr("Share of revenue")),
        ),
        hide_index=True,
        height="content",
        placeholder="",
        key="rfm names",
    )
    with st.expander(tr("What the names mean")):
        st.markdown("\n".join(f"- **{plain(names[key])}** – {tr(MEANINGS[key])}" for key in keys))


def _rounded(share: float) -> float:
    """A tenth of a percent is enough, but what is there is never shown as nothing."""
    return round(share, 3) or round(share, 5)

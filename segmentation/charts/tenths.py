"""How much of the revenue each tenth of the customers brings, or each fifth in a small shop."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from segmentation.charts.drawing import TEXT_SIZE, finish
from segmentation.language import Language
from segmentation.overview import Concentration
from segmentation.palette import ground, segment_color

HEIGHT = 290
_ABOVE, _BELOW = 1.3, 0.14
"""Room for the legend above the highest bar and the words below the bars, by its height."""
_QUIET = 0.45
_DASHES, _LEGEND = "– –", 8
_NUMBER: dict[str, Any] = {"dy": -9, "fontSize": TEXT_SIZE, "fontWeight": 600}


def tenths_chart(found: Concentration, language: Language, dark: bool = False) -> alt.LayerChart:
    """A bar for each part with its share of revenue, those who spend most first, the fifth that
    the headline speaks of in full color; a line shows what each would bring if all spent alike.
    """
    shares, parts = found.shares, len(found.shares)
    inks = ground(dark)
    table = pd.DataFrame(
        {
            "part": range(parts),
            "share": shares,
            "top": [max(share, 0.0) for share in shares],
            "text": [signed_share(share, language) for share in shares],
            "opacity": [1.0 if part < parts // 5 else _QUIET for part in range(parts)],
        }
    )
    highest = max(shares)
    y = alt.Y(
        "share:Q",
        axis=None,
        scale=alt.Scale(domain=[min(*shares, 0.0) - highest * _BELOW, highest * _ABOVE],
                        nice=False, zero=False),
    )  # fmt: skip
    x = alt.X("part:O", axis=None, scale=alt.Scale(padding=0.12))
    base = alt.Chart(table).encode(x=x, tooltip=alt.value(None))
    bars = base.mark_bar(cornerRadiusEnd=3, color=segment_color(0, dark)).encode(
        y=y, y2=alt.Y2Datum(0), opacity=alt.Opacity("opacity:Q", scale=None)
    )
    numbers = base.encode(y=alt.Y("top:Q"), text="text:N")
    alike = alt.Chart(pd.DataFrame({"share": [1 / parts]})).encode(y=y, tooltip=alt.value(None))
    ends = pd.DataFrame({"share": [min(*shares, 0.0)]})
    below = alt.Chart(ends).encode(y=alt.Y("share:Q"), tooltip=alt.value(None))
    above = alt.Chart(ends).encode(tooltip=alt.value(None))
    words: dict[str, Any] = {"fontSize": TEXT_SIZE, "color": inks.text}
    dashes: dict[str, Any] = {"strokeDash": [4, 4], "color": inks.text, "opacity": 0.6}
    width = alt.ExprRef(expr="width")
    alike_share = language.share(1 / parts)
    legend = f"{_DASHES} {language.tr('If all spent alike: {share}', share=alike_share)}"
    return finish(
        (
            alike.mark_rule(**dashes),
            bars,
            # The line must not cross out a number.
            numbers.copy().mark_text(
                stroke=inks.background, strokeWidth=4, color=inks.background, **_NUMBER
            ),
            numbers.mark_text(color=inks.text, **_NUMBER),
            above.mark_text(align="left", x=0, y=_LEGEND, text=legend, **words),
            below.mark_text(align="left", x=0, dy=16, text=language.tr("Spend most"), **words),
            below.mark_text(align="right", x=width, dy=16, text=language.tr("Spend least"),
                            **words),
        ),
        HEIGHT,
        tenths_text(found, language),
    )  # fmt: skip


def tenths_text(found: Concentration, language: Language) -> str:
    """What :func:`tenths_chart` shows, in words."""
    shares = " · ".join(signed_share(share, language) for share in found.shares)
    if len(found.shares) == 10:
        return language.tr(
            "Share of revenue by tenths of customers, those who spend most first: {shares}",
            shares=shares,
        )
    return language.tr(
        "Share of revenue by fifths of customers, those who spend most first: {shares}",
        shares=shares,
    )


def signed_share(share: float, language: Language) -> str:
    """A share that may lie below zero, with a real minus."""
    return "−" + language.share(-share) if share < 0 else language.share(share)

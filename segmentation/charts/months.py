"""How many customers ordered in each month: new ones, and those who had ordered before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from segmentation.charts.drawing import LETTER, TEXT_SIZE, finish
from segmentation.language import Language
from segmentation.overview import Month
from segmentation.palette import ground, segment_color

HEIGHT = 250
_ABOVE = 1.3
"""Room for the legend and the number above the highest bar, by its height."""
_LETTER, _BETWEEN = 6.5, 3
"""Pixels of a letter of a short word and between two words."""
_EVERY = 3
"""Where there is no room for the names of all months, only every third is named."""
_QUIET = 0.45
_SQUARE = 12


def months_chart(months: Sequence[Month], language: Language, dark: bool = False) -> alt.LayerChart:
    """A bar for each month: returning customers below, new ones on top, the sum above."""
    inks = ground(dark)
    highest = max(month.customers for month in months)
    names = [language.short_month(month.first_day) for month in months]
    labels = [json.dumps(_labels(months, every, language)) for every in (1, _EVERY)]
    totals = [language.number(month.customers) for month in months]
    rows: list[dict[str, Any]] = []
    for place, month in enumerate(months):
        rows += [
            {"month": place, "low": 0, "high": month.returning, "opacity": 1.0},
            {"month": place, "low": month.returning, "high": month.customers, "opacity": _QUIET},
        ]
    sums = pd.DataFrame(
        {
            "month": range(len(months)),
            "high": [month.customers for month in months],
            "text": totals,
        }
    )
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelAngle=0, labelFontSize=TEXT_SIZE,
        labelColor=inks.text, labelPadding=6, labelOverlap=False, labelLineHeight=16,
        labelExpr=f"(width < {_room(names)} ? {labels[1]} : {labels[0]})[datum.value]",
    )  # fmt: skip
    x = alt.X("month:O", axis=axis, scale=alt.Scale(padding=0.12))
    scale = alt.Scale(domain=[0, highest * _ABOVE], nice=False)
    bars = (
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(color=segment_color(0, dark))
        .encode(
            x=x,
            y=alt.Y("low:Q", axis=None, scale=scale),
            y2="high:Q",
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=alt.value(None),
        )
    )
    numbers = (
        alt.Chart(sums)
        .mark_text(dy=-9, fontSize=TEXT_SIZE, color=inks.text, fontWeight=600,
                   opacity=alt.ExprRef(expr=f"width < {_room(totals)} ? 0 : 1"))
        .encode(x=x, y=alt.Y("high:Q"), text="text:N", tooltip=alt.value(None))
    )  # fmt: skip
    return finish((bars, numbers, *_legend(language, dark)), HEIGHT, months_text(months, language))


def _room(words: Sequence[str]) -> int:
    """The width in pixels that these words need side by side."""
    return round(len(words) * (max(map(len, words)) * _LETTER + _BETWEEN))


def _labels(months: Sequence[Month], every: int, language: Language) -> list[list[str]]:
    """The name of each month, or of every third up to the last; below it the year where one
    begins."""
    labels, year = [], 0
    for place, month in enumerate(months):
        first = month.first_day
        named = (len(months) - 1 - place) % every == 0
        labels.append(
            [language.short_month(first)] * named
            + [str(first.year)] * (first.year != year and named)
        )
        year = first.year if named else year
    return labels


def _legend(language: Language, dark: bool) -> tuple[alt.Chart, ...]:
    """A square and a word for both kinds of customers, above the bars."""
    words = (language.tr("Ordered before"), language.tr("New"))
    layers, left = [], 0.0
    for word, opacity in zip(words, (1.0, _QUIET), strict=True):
        one = alt.Chart(pd.DataFrame({"text": [word]})).encode(tooltip=alt.value(None))
        layers.append(
            one.mark_square(
                x=left + _SQUARE / 2, y=8, size=_SQUARE**2, opacity=opacity,
                color=segment_color(0, dark), filled=True, aria=False,
            )
        )  # fmt: skip
        layers.append(
            one.mark_text(
                x=left + _SQUARE + 6, y=8, align="left", fontSize=TEXT_SIZE,
                color=ground(dark).text,
            ).encode(text="text:N")
        )  # fmt: skip
        left += _SQUARE + 6 + LETTER * len(word) + 16
    return tuple(layers)


def months_text(months: Sequence[Month], language: Language) -> str:
    """What :func:`months_chart` shows, in words."""
    return "; ".join(
        language.tr(
            "{month}: {new} new, {returning} who ordered before",
            month=language.month(month.first_day),
            new=language.number(month.new),
            returning=language.number(month.returning),
        )
        for month in months
    )

"""A small chart of one side of a group: its shares as bars, those of all customers as lines."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from segmentation.charts.drawing import TEXT_SIZE, cut, finish
from segmentation.language import Language
from segmentation.palette import ground, segment_color

_SHORT = 5
_MANY = 7
_UPRIGHT_HEIGHT = 150
_STEP = 44
_LONGEST = 34
_ROOM = 1.16
"""How much longer than the longest bar the scale is, so that its line stays inside."""


def series_chart(
    labels: Sequence[str],
    group: Sequence[float],
    everyone: Sequence[float],
    language: Language,
    slot: int,
    dark: bool = False,
) -> alt.LayerChart:
    """Shares (0..1) of a group beside those of all customers, one of each for each label.

    Many short labels (months, weekdays) stand below upright bars, others above lying ones with
    their numbers. ``slot`` is the group's color (palette.segment_color).
    """
    upright = len(labels) >= _MANY and max(map(len, labels)) <= _SHORT
    draw = _upright if upright else _lying
    return draw(labels, group, everyone, language, segment_color(slot, dark), dark)


def series_text(
    labels: Sequence[str], group: Sequence[float], everyone: Sequence[float], language: Language
) -> str:
    """What :func:`series_chart` shows, in words."""
    return "; ".join(
        language.tr("{label}: {value}", label=label, value=_against(share, all_, language))
        for label, share, all_ in zip(labels, group, everyone, strict=True)
    )


def _against(share: float, everyone: float, language: Language) -> str:
    return language.tr(
        "{share} (all: {share_all})",
        share=language.share(share),
        share_all=language.share(everyone),
    )


def _upright(
    labels: Sequence[str],
    group: Sequence[float],
    everyone: Sequence[float],
    language: Language,
    color: str,
    dark: bool,
) -> alt.LayerChart:
    inks = ground(dark)
    table = pd.DataFrame({"place": range(len(labels)), "group": group, "everyone": everyone})
    axis = alt.Axis(
        title=None,
        domainColor=inks.border,
        ticks=False,
        labelAngle=0,
        labelPadding=6,
        labelFontSize=TEXT_SIZE - 1,
        labelColor=inks.text,
        labelExpr=f"{json.dumps(list(labels))}[datum.value]",
        labelOverlap=False,
    )
    base = alt.Chart(table).encode(
        x=alt.X("place:O", axis=axis, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.05)),
        tooltip=alt.value(None),
    )
    top = max([*group, *everyone, 0.01]) * _ROOM
    y = alt.Scale(domain=[0, top])
    bars = base.mark_bar(color=color, cornerRadiusEnd=2)
    lines = base.mark_tick(color=inks.text, thickness=2, orient="horizontal")
    best = max(range(len(labels)), key=lambda place: group[place])
    peak = alt.Chart(table.iloc[[best]].assign(text=[language.share(group[best])]))
    peak = peak.encode(x="place:O", y=alt.Y("group:Q", axis=None, scale=y), text="text:N")
    return finish(
        (
            bars.encode(y=alt.Y("group:Q", axis=None, scale=y)),
            lines.encode(y=alt.Y("everyone:Q", axis=None, scale=y)),
            peak.mark_text(dy=-9, fontSize=TEXT_SIZE - 1, fontWeight=600, color=inks.text),
        ),
        _UPRIGHT_HEIGHT,
        series_text(labels, group, everyone, language),
    )


def _lying(
    labels: Sequence[str],
    group: Sequence[float],
    everyone: Sequence[float],
    language: Language,
    color: str,
    dark: bool,
) -> alt.LayerChart:
    inks = ground(dark)
    table = pd.DataFrame(
        {
            "place": range(len(labels)),
            "label": [cut(label, _LONGEST) for label in labels],
            "group": group,
            "everyone": everyone,
            "text": [_against(*pair, language) for pair in zip(group, everyone, strict=True)],
        }
    )
    scale = alt.Scale(domain=[0, max([*group, *everyone, 0.01])])
    base = alt.Chart(table).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(padding=0)), tooltip=alt.value(None)
    )
    share = alt.X("group:Q", axis=None, scale=scale)
    all_ = alt.X("everyone:Q", axis=None, scale=scale)
    label = base.encode(x=alt.value(0), text="label:N")
    value = base.encode(x=alt.value(alt.ExprRef(expr="width")), text="text:N")
    return finish(
        (
            base.mark_bar(color=inks.border, height=8, yOffset=11, cornerRadius=3).encode(
                x=alt.value(0), x2=alt.value(alt.ExprRef(expr="width"))
            ),
            base.mark_bar(color=color, height=8, yOffset=11, cornerRadius=3).encode(x=share),
            base.mark_tick(color=inks.text, thickness=2, size=18, yOffset=11).encode(x=all_),
            label.mark_text(align="left", dy=-7, fontSize=TEXT_SIZE, color=inks.text),
            value.mark_text(align="right", dy=-7, fontSize=TEXT_SIZE, color=inks.text),
        ),
        alt.Step(_STEP),
        series_text(labels, group, everyone, language),
    )

"""Pictures of segments with Altair, and a text for each that says the same.

Names and values stand in the picture itself, above or on the marks, so that nothing depends
on color or on a narrow axis. Every chart stretches to the width it is given.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from segmentation.language import Language
from segmentation.palette import ground, segment_color
from segmentation.profiles import Profile
from segmentation.segments.choose_k import Fit
from segmentation.traits import (
    compared_label,
    compared_variables,
    has_value,
    is_described,
    reading,
    show_briefly,
    show_value,
    typical,
)
from segmentation.variables import Variable, variable_label

FONT = "Source Sans, Source Sans Pro, sans-serif"
NAME_SIZE = 15
TEXT_SIZE = 13
ROW = 22
ROOM_FOR_LABEL = 1.55
"""How much longer than the longest bar the scale is, so that its label fits beside it."""

# Low, middle and high of a trait; orange and blue-green stay apart for color-blind readers.
_HEAT = {False: ("#F2B27C", "#F1F3F0", "#86C6BC"), True: ("#86501A", "#26302C", "#1B6A63")}


def shares_chart(
    profiles: Sequence[Profile],
    names: Sequence[str],
    language: Language,
    dark: bool = False,
    slots: Sequence[int] | None = None,
) -> alt.LayerChart:
    """For each segment its share of customers above its share of revenue, with the numbers.

    Shops without amounts get the shares of customers alone. ``slots`` are the segments' colors
    (palette.segment_color), by default in display order.
    """
    with_revenue = any(profile.revenue for profile in profiles)
    rows: list[dict[str, Any]] = []
    titles: list[dict[str, Any]] = []
    for index, (profile, name) in enumerate(zip(profiles, names, strict=True)):
        color = segment_color(slots[index] if slots else index, dark)
        titles.append({"row": _row(index, 0), "name": name})
        rows.append(
            {
                "row": _row(index, 1),
                "share": profile.share_of_customers,
                "text": _of_customers(profile, language),
                "color": color,
                "opacity": 0.45,
            }
        )
        if with_revenue:
            rows.append(
                {
                    "row": _row(index, 2),
                    "share": profile.share_of_revenue,
                    "text": _of_revenue(profile, language),
                    "color": color,
                    "opacity": 1.0,
                }
            )
    lines = [_row(index, line) for index in range(len(profiles)) for line in range(4)]
    shares = [row["share"] for row in rows]
    longest = max([*shares, 0.01]) * ROOM_FOR_LABEL
    x = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[min(*shares, 0.0), longest]))
    y = alt.Y("row:N", axis=None, sort=None, scale=alt.Scale(domain=lines, padding=0.1))
    bars = alt.Chart(pd.DataFrame(rows)).encode(
        x=x,
        y=y,
        color=alt.Color("color:N", scale=None),
        opacity=alt.Opacity("opacity:Q", scale=None),
        tooltip=alt.value(None),
    )
    text = ground(dark).text
    labels = alt.Chart(pd.DataFrame(rows)).encode(x=x, y=y, text="text:N")
    heads = alt.Chart(pd.DataFrame(titles)).encode(x=alt.value(0), y=y, text="name:N")
    return _finish(
        (
            bars.mark_bar(cornerRadiusEnd=3),
            labels.mark_text(align="left", dx=6, fontSize=TEXT_SIZE, color=text),
            _heads(heads, text),
        ),
        alt.Step(ROW),
        shares_text(profiles, names, language),
    )


def shares_text(profiles: Sequence[Profile], names: Sequence[str], language: Language) -> str:
    """What :func:`shares_chart` shows, in words."""
    with_revenue = any(profile.revenue for profile in profiles)
    parts = []
    for profile, name in zip(profiles, names, strict=True):
        if with_revenue:
            parts.append(
                language.tr(
                    "{name}: {customers}, {revenue}",
                    name=name,
                    customers=_of_customers(profile, language),
                    revenue=_of_revenue(profile, language),
                )
            )
        else:
            parts.append(f"{name}: {_of_customers(profile, language)}")
    return "; ".join(parts)


def _of_customers(profile: Profile, language: Language) -> str:
    share = language.share(profile.share_of_customers)
    return language.tr("{share} of customers", share=share)


def _of_revenue(profile: Profile, language: Language) -> str:
    share = language.share(profile.share_of_revenue)
    return language.tr("{share} of revenue", share=share)


def _row(index: int, line: int) -> str:
    return f"{index}-{line}"


def traits_chart(
    profiles: Sequence[Profile],
    names: Sequence[str],
    language: Language,
    currency: str,
    dark: bool = False,
) -> alt.LayerChart:
    """A row for each segment, a column for each compared trait: its value, tinted low to high.

    Very small segments are left out.
    """
    cells: list[dict[str, Any]] = []
    titles: list[dict[str, Any]] = []
    variables = compared_variables(profiles)
    labels = [_heading(variable, language) for variable in variables]
    for index, (profile, name) in enumerate(zip(profiles, names, strict=True)):
        if not is_described(profile):
            continue
        titles.append({"row": _row(index, 0), "name": name})
        for column, variable in enumerate(variables):
            trait = profile.number(variable.key)
            if trait is not None and has_value(trait):
                cells.append(
                    {
                        "row": _row(index, 1),
                        "column": column,
                        "position": reading(trait),
                        "text": show_briefly(variable, typical(trait), language, currency),
                    }
                )
    inks = ground(dark)
    described = [index for index, profile in enumerate(profiles) if is_described(profile)]
    lines = [_row(index, line) for index in described for line in range(2)]
    y = alt.Y("row:N", axis=None, sort=None, scale=alt.Scale(domain=lines, paddingInner=0.08))
    axis = alt.Axis(
        orient="top",
        title=None,
        domain=False,
        ticks=False,
        labelAngle=0,
        labelPadding=12,
        labelFontSize=TEXT_SIZE,
        labelColor=inks.text,
        labelExpr=f"split({json.dumps(labels)}[datum.value], ' ')",
    )
    scale = alt.Scale(domain=list(range(len(variables))), paddingInner=0.04)
    x = alt.X("column:O", axis=axis, scale=scale)
    words = [language.tr("low"), language.tr("average"), language.tr("high")]
    legend = alt.Legend(
        title=None,
        orient="bottom",
        values=[0, 0.5, 1],
        labelExpr=f"{json.dumps(words)}[round(datum.value * 2)]",
        labelFontSize=TEXT_SIZE,
        labelColor=inks.text,
        gradientLength=300,
    )
    tint = alt.Color(
        "position:Q",
        scale=alt.Scale(domain=[0, 0.5, 1], range=list(_HEAT[dark]), clamp=True, interpolate="rgb"),
        legend=legend,
    )
    columns = ["row", "column", "position", "text"]
    grid = alt.Chart(pd.DataFrame(cells, columns=columns)).encode(x=x, y=y, tooltip=alt.value(None))
    heads = alt.Chart(pd.DataFrame(titles)).encode(x=alt.value(0), y=y, text="name:N")
    return _finish(
        (
            grid.mark_rect(cornerRadius=3).encode(color=tint),
            grid.mark_text(fontSize=TEXT_SIZE, color=inks.text).encode(text="text:N"),
            _heads(heads, inks.text, dy=4),
        ),
        alt.Step(ROW + 8),
        traits_text(profiles, names, language, currency),
    )


def _heading(variable: Variable, language: Language) -> str:
    """The label of a column; that of orders names the unit, so that its cells need not."""
    if variable.unit == "orders":
        return variable_label(variable, language)
    return compared_label(variable, language)


def traits_text(
    profiles: Sequence[Profile], names: Sequence[str], language: Language, currency: str
) -> str:
    """What :func:`traits_chart` shows, in words."""
    variables = compared_variables(profiles)
    parts = []
    for profile, name in zip(profiles, names, strict=True):
        values = []
        for variable in variables:
            trait = profile.number(variable.key)
            if is_described(profile) and trait is not None and has_value(trait):
                label = compared_label(variable, language)
                value = show_value(variable, typical(trait), language, currency)
                values.append(language.tr("{label}: {value}", label=label, value=value))
        if values:
            parts.append(f"{name} – {', '.join(values)}")
    return "; ".join(parts)


def fits_chart(
    fits: Sequence[Fit], chosen: int, language: Language, dark: bool = False
) -> alt.LayerChart:
    """How clearly the groups lie apart for each number of groups; the chosen one in color."""
    inks = ground(dark)
    rows = pd.DataFrame(
        {
            "groups": [fit.groups for fit in fits],
            "score": [max(fit.score, 0.0) for fit in fits],
            "text": [language.number(fit.score, 2) for fit in fits],
            "color": [inks.primary if fit.groups == chosen else inks.border for fit in fits],
        }
    )
    axis = alt.Axis(
        title=language.tr("Number of groups"),
        labelAngle=0,
        domain=False,
        ticks=False,
        labelFontSize=TEXT_SIZE,
        titleFontSize=TEXT_SIZE,
        labelColor=inks.text,
        titleColor=inks.text,
    )
    base = alt.Chart(rows).encode(
        x=alt.X("groups:O", axis=axis, scale=alt.Scale(paddingInner=0.25)),
        y=alt.Y("score:Q", axis=None),
        tooltip=alt.value(None),
    )
    return _finish(
        (
            base.mark_bar(cornerRadiusEnd=3).encode(color=alt.Color("color:N", scale=None)),
            base.mark_text(dy=-9, fontSize=TEXT_SIZE, color=inks.text).encode(text="text:N"),
        ),
        180,
        fits_text(fits, chosen, language),
    )


def fits_text(fits: Sequence[Fit], chosen: int, language: Language) -> str:
    """What :func:`fits_chart` shows, in words."""
    scores = "; ".join(
        f"{language.number(fit.groups)}: {language.number(fit.score, 2)}" for fit in fits
    )
    return language.tr(
        "How clearly the groups lie apart, by number of groups: {scores}. Shown: {chosen}",
        scores=scores,
        chosen=language.number(chosen),
    )


def _heads(chart: alt.Chart, color: str, dy: int = 0) -> alt.Chart:
    """The names above the marks, cut where the chart ends."""
    heads: alt.Chart = chart.mark_text(
        align="left",
        dy=dy,
        fontSize=NAME_SIZE,
        fontWeight=600,
        color=color,
        limit=alt.ExprRef(expr="width"),
    )
    return heads


def _finish(
    layers: Sequence[alt.Chart], height: int | alt.Step, description: str
) -> alt.LayerChart:
    chart = alt.LayerChart(
        layer=list(layers),
        width="container",
        height=height,
        description=description,
        background="transparent",
    )
    finished: alt.LayerChart = chart.configure(font=FONT, padding=4).configure_view(stroke=None)
    return finished

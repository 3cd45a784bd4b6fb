"""How the groups compare: their shares of customers and revenue, and their traits side by side."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from segmentation.charts.drawing import HEAT, LEAST_SIZE, ROW, TEXT_SIZE, finish, heads
from segmentation.language import Language
from segmentation.palette import ground, segment_color
from segmentation.profiles import Profile
from segmentation.traits import (
    bar_end,
    compared_label,
    compared_variables,
    has_value,
    is_described,
    show_briefly,
    show_value,
    typical,
)
from segmentation.variables import Variable, variable_label

ROOM_FOR_LABEL = 1.55
"""How much longer than the longest bar the scale is, so that its label fits beside it."""
_HEADING_LETTERS = 10


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
    # The fourth line of each is the gap to the next.
    lines = [_row(index, line) for index in range(len(profiles)) for line in range(4)][:-1]
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
    titles_above = alt.Chart(pd.DataFrame(titles)).encode(x=alt.value(0), y=y)
    return finish(
        (
            bars.mark_bar(cornerRadiusEnd=3),
            labels.mark_text(align="left", dx=6, fontSize=TEXT_SIZE, color=text),
            heads(titles_above, text),
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
    labels = _lines([_heading(variable, language) for variable in variables])
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
                        "position": bar_end(trait),
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
        labelFontSize=_heading_size(labels),
        labelColor=inks.text,
        labelExpr=f"{json.dumps(labels)}[datum.value]",
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
        scale=alt.Scale(domain=[0, 0.5, 1], range=list(HEAT[dark]), clamp=True, interpolate="rgb"),
        legend=legend,
    )
    columns = ["row", "column", "position", "text"]
    grid = alt.Chart(pd.DataFrame(cells, columns=columns)).encode(x=x, y=y, tooltip=alt.value(None))
    titles_above = alt.Chart(pd.DataFrame(titles)).encode(x=alt.value(0), y=y)
    return finish(
        (
            grid.mark_rect(cornerRadius=3).encode(color=tint),
            grid.mark_text(fontSize=TEXT_SIZE, color=inks.text).encode(text="text:N"),
            heads(titles_above, inks.text, dy=4),
        ),
        alt.Step(ROW + 8),
        traits_text(profiles, names, language, currency),
    )


def _heading(variable: Variable, language: Language) -> str:
    """The label of a column; that of orders names the unit, so that its cells need not."""
    if variable.unit == "orders":
        return variable_label(variable, language)
    return compared_label(variable, language)


def _lines(labels: Sequence[str]) -> list[list[str]]:
    """The labels in lines as short as the longest of their words, or somewhat longer."""
    longest = max((len(word) for label in labels for word in label.split()), default=1)
    room = max(longest, _HEADING_LETTERS)
    return [textwrap.wrap(label, room, break_on_hyphens=False) for label in labels]


def _heading_size(labels: Sequence[Sequence[str]]) -> alt.ExprRef:
    """The size of the type at which the longest line of the headings fits its column."""
    longest = max((len(line) for label in labels for line in label), default=1)
    letters = len(labels) * longest * 0.58
    return alt.ExprRef(expr=f"clamp(width / {letters:.4g}, {LEAST_SIZE}, {TEXT_SIZE})")


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

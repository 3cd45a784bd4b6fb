"""The grid of recency and frequency: a field for each pair of grades, those of one name together.

The most recent buyers stand on top, the most frequent at the right. Colors only repeat how many
customers a field has; numbers and names are written in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from segmentation.charts.drawing import HEAT, TEXT_SIZE, finish
from segmentation.language import Language
from segmentation.palette import ground
from segmentation.segments.rfm import Cell
from segmentation.segments.rfm_grid import REGIONS

SELECTION = "field"
"""The name of the selection: its customers are asked for by pressing a field."""

_HEIGHT = 74
_STEPS_ABOVE = 30
_SMALL_GAP, _LARGE_GAP = 0.012, 0.035
"""Half the space between fields of one name, and of two, in fields."""
_NARROW = 420
"""Pixels below which names are written small."""
_LINE = 35
"""Letters of a name that fit on a line as wide as the grid where that is narrow."""


def rfm_chart(
    cells: Sequence[Cell],
    names: Mapping[str, str],
    recency_steps: Sequence[str],
    frequency_steps: Sequence[str],
    chosen: Sequence[bool],
    language: Language,
    dark: bool = False,
) -> alt.LayerChart:
    """The grid with customers and share of revenue in each field; its fields can be pressed.

    ``cells`` are as in RfmResult, ``names`` by key. ``recency_steps`` go from the best grade
    down, ``frequency_steps`` from the fewest orders up. ``chosen`` cells have a frame.
    """
    inks, grades = ground(dark), len(frequency_steps)
    with_revenue = any(cell.share_of_revenue for cell in cells)
    most = max(max((cell.share_of_customers for cell in cells), default=0.0), 1e-9)
    rows = pd.DataFrame(
        [
            {
                **_edges(cell, cells, grades),
                "recency": cell.recency,
                "frequency": cell.frequency,
                "middle": cell.frequency - 0.5,
                "row": grades - cell.recency,
                "tint": (cell.share_of_customers / most) ** 0.5,
                "count": language.number(cell.customers),
                "share": _share(cell, with_revenue, language) if cell.customers else "",
                "opacity": 1.0 if cell.customers else 0.5,
                "frame": 2.5 if framed else 0.0,
            }
            for cell, framed in zip(cells, chosen, strict=True)
        ]
    )
    base = alt.Chart(rows).encode(
        x=alt.X("left:Q", axis=_axis(frequency_steps, "top", inks.text),
                scale=alt.Scale(domain=[0, grades], nice=False)),
        y=alt.Y("top:Q", axis=_axis(recency_steps, "left", inks.text),
                scale=alt.Scale(domain=[grades, 0], nice=False)),
        tooltip=alt.value(None),
    )  # fmt: skip
    fields = base.encode(x2="right:Q", y2="bottom:Q")
    middles = base.encode(x=alt.X("middle:Q"), y=alt.Y("row:Q"))
    tint = alt.Color(
        "tint:Q",
        scale=alt.Scale(domain=[0, 1], range=list(HEAT[dark][1:]), interpolate="rgb"),
        legend=None,
    )
    pressed = alt.selection_point(name=SELECTION, fields=["recency", "frequency"], on="click")
    inner: dict[str, Any] = {"color": inks.text, "align": "center"}
    layers = (
        fields.mark_rect(cornerRadius=4).encode(color=tint),
        middles.mark_text(dy=44, fontSize=TEXT_SIZE + 2, fontWeight=600, **inner).encode(
            text="count:N", opacity=alt.Opacity("opacity:Q", scale=None)
        ),
        middles.mark_text(dy=61, fontSize=TEXT_SIZE - 1, **inner).encode(text="share:N"),
        *(_names(columns, cells, names, grades, inks.text) for columns in (1, 2)),
        # Over all the rest, so that a press anywhere in a field is one on the field.
        fields.mark_rect(cornerRadius=4, fillOpacity=0, stroke=inks.text, cursor="pointer")
        .encode(strokeWidth=alt.StrokeWidth("frame:Q", scale=None))
        .add_params(pressed),
    )
    return finish(layers, grades * _HEIGHT + _STEPS_ABOVE, rfm_text(cells, names, language))


def rfm_text(cells: Sequence[Cell], names: Mapping[str, str], language: Language) -> str:
    """What :func:`rfm_chart` shows, in words: for each name its share of both."""
    with_revenue = any(cell.share_of_revenue for cell in cells)
    parts = []
    for region in REGIONS[max(cell.recency for cell in cells)]:
        own = [cell for cell in cells if cell.key == region.key]
        customers = language.tr(
            "{share} of customers", share=language.share(sum(c.share_of_customers for c in own))
        )
        if with_revenue:
            revenue = language.tr(
                "{share} of revenue", share=language.share(sum(c.share_of_revenue for c in own))
            )
            customers = language.tr(
                "{name}: {customers}, {revenue}",
                name=names[region.key],
                customers=customers,
                revenue=revenue,
            )
            parts.append(customers)
        else:
            parts.append(f"{names[region.key]}: {customers}")
    return "; ".join(parts)


def _share(cell: Cell, with_revenue: bool, language: Language) -> str:
    return language.share(cell.share_of_revenue if with_revenue else cell.share_of_customers)


def _edges(cell: Cell, cells: Sequence[Cell], grades: int) -> dict[str, float]:
    """Where a field ends; neighbors of one name stand closer than those of two."""
    keys = {(one.recency, one.frequency): one.key for one in cells}

    def gap(recency: int, frequency: int) -> float:
        alike = keys.get((recency, frequency)) == cell.key
        return _SMALL_GAP if alike else _LARGE_GAP

    row = grades - cell.recency
    return {
        "left": cell.frequency - 1 + gap(cell.recency, cell.frequency - 1),
        "right": cell.frequency - gap(cell.recency, cell.frequency + 1),
        "top": row + gap(cell.recency + 1, cell.frequency),
        "bottom": row + 1 - gap(cell.recency - 1, cell.frequency),
    }


def _names(
    columns: int, cells: Sequence[Cell], names: Mapping[str, str], grades: int, color: str
) -> alt.Chart:
    """The names whose fields are so many columns wide, at their upper left corner."""
    rows = []
    for region in REGIONS[grades]:
        first, last = region.frequency
        if last - first + 1 == columns:
            name = " ".join(names[region.key].split())
            rows.append(
                {
                    "x": first - 1 + _LARGE_GAP + 0.05,
                    "y": grades - region.recency[1],
                    "name": _in_lines(name, _LINE * columns // grades),
                }
            )
    width = f"{columns} * width / {grades} - 6"
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame(rows, columns=["x", "y", "name"]))
        .mark_text(
            align="left",
            baseline="top",
            dy=8,
            lineBreak="\n",
            fontSize=alt.ExprRef(expr=f"width < {_NARROW} ? 9 : {TEXT_SIZE - 1}"),
            fontWeight=600,
            color=color,
            limit=alt.ExprRef(expr=width),
        )
        .encode(x="x:Q", y="y:Q", text="name:N", tooltip=alt.value(None))
    )
    return chart


def _in_lines(name: str, letters: int) -> str:
    """The name in two lines of about the same length where it is longer and has words."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if not spaces or len(name) <= letters:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _axis(steps: Sequence[str], side: Any, color: str) -> alt.Axis:
    return alt.Axis(
        orient=side,
        title=None,
        values=[step + 0.5 for step in range(len(steps))],
        labelExpr=f"{json.dumps(list(steps))}[floor(datum.value)]",
        labelColor=color,
        labelFontSize=TEXT_SIZE,
        labelLimit=0,
        labelOverlap=False,
        domain=False,
        ticks=False,
        grid=False,
    )

"""How one variable is spread in each group, beside all customers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.charts.bins import Bins, make_bins
from segmentation.charts.drawing import LETTER, ROW, TEXT_SIZE, cut, finish, heads
from segmentation.language import Language
from segmentation.levels import MISSING, read_levels, read_tags
from segmentation.palette import ground, segment_color
from segmentation.segments.assignment import Assignment
from segmentation.traits import FEWEST_DESCRIBED, show_range, show_value
from segmentation.variables import Variable, level_label, variable_label

MOST_LEVELS = 8
FEWEST_LEVELS = 3
MOST_BARS = 64
"""Beyond so many bars in all, fewer levels are shown."""
BARS = 44
GAP = 10
NOTED_GAP = 0.25
"""From this share of unknown values on, a group says so; all customers always do."""
REFERENCE = 0.3
LINE = 20

_LABELS = 0.38
"""Share of the width for the names of levels, before the bars."""
_SHARES = 0.14
"""Share of the width for the percentages, after the longest bar."""
_ALL_TAGS = 200

Vector = npt.NDArray[np.float64]
Known = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Part:
    """The customers of a group, or all of them (``color`` None), with shares of the known."""

    name: str
    color: str | None
    rows: Known
    unknown: float
    shares: Vector


def distribution_chart(
    customers: pd.DataFrame,
    assignment: Assignment,
    variable: Variable,
    names: Sequence[str],
    language: Language,
    currency: str,
    dark: bool = False,
    slots: Sequence[int] | None = None,
) -> alt.LayerChart:
    """A number as a small histogram for each group, over that of all customers in gray;
    a category or tags as bars of the commonest levels, the share of all customers as a tick.

    Shares are of the customers of the group who have a value. Very small groups are left out.
    ``slots`` are the places of the groups' colors, by default their own.
    """
    text = distribution_text(customers, assignment, variable, names, language, currency)
    colors = [segment_color(slot, dark) for slot in slots or range(len(names))]
    if variable.kind == "number":
        values = _values(customers, variable)
        bins = make_bins(values[np.isfinite(values)], variable.unit)
        parts = _number_parts(values, bins, assignment, names, language, colors)
        return _histograms(parts, bins, variable, language, currency, dark, text)
    labels, parts = _level_parts(customers, assignment, variable, names, language, colors)
    return _bars(parts, labels, language, dark, text)


def distribution_text(
    customers: pd.DataFrame,
    assignment: Assignment,
    variable: Variable,
    names: Sequence[str],
    language: Language,
    currency: str,
) -> str:
    """What :func:`distribution_chart` shows, in words."""
    said: list[tuple[_Part, str]] = []
    if variable.kind == "number":
        values = _values(customers, variable)
        bins = make_bins(values[np.isfinite(values)], variable.unit)
        for part in _number_parts(values, bins, assignment, names, language):
            known = values[part.rows & np.isfinite(values)]
            said.append((part, _middle_half(known, variable, language, currency)))
    else:
        labels, parts = _level_parts(customers, assignment, variable, names, language)
        for part in parts:
            shares = zip(labels, part.shares, strict=True)
            held = [f"{label} {language.share(share)}" for label, share in shares if share > 0]
            said.append((part, ", ".join(held)))
    tr = language.tr
    lines = []
    for part, value in said:
        gap = tr("{share} not known", share=language.share(part.unknown)) if part.unknown else ""
        told = ", ".join(filter(None, (value, gap)))
        lines.append(tr("{label}: {value}", label=part.name, value=told))
    return f"{variable_label(variable, language)}. {'; '.join(lines)}"


def _values(customers: pd.DataFrame, variable: Variable) -> Vector:
    return customers[variable.key].to_numpy(dtype=np.float64, na_value=np.nan)


def _middle_half(known: Vector, variable: Variable, language: Language, currency: str) -> str:
    if not len(known):
        return ""
    low, high = np.quantile(known, [0.25, 0.75], method="inverted_cdf")
    middle = show_range(variable, float(low), float(high), language, currency)
    if middle == show_value(variable, float(high), language, currency):
        return language.tr("mostly {value}", value=middle)
    return language.tr("for half of them: {range}", range=middle)


def _groups(
    assignment: Assignment, names: Sequence[str], language: Language, colors: Sequence[str]
) -> list[tuple[str, str | None, Known]]:
    """All customers, then each group that has enough of them to be described."""
    everybody = np.ones(len(assignment.labels), dtype=bool)
    found: list[tuple[str, str | None, Known]] = [(language.tr("All customers"), None, everybody)]
    for index, (name, size) in enumerate(zip(names, assignment.sizes, strict=True)):
        color = colors[index] if colors else None
        if size >= FEWEST_DESCRIBED:
            found.append((name, color, assignment.labels == index))
    return found


def _number_parts(
    values: Vector,
    bins: Bins,
    assignment: Assignment,
    names: Sequence[str],
    language: Language,
    colors: Sequence[str] = (),
) -> list[_Part]:
    known = np.isfinite(values)
    return [
        _Part(
            name,
            color,
            rows,
            1 - float(known[rows].mean()) if rows.any() else 0.0,
            bins.shares(values[rows & known]),
        )
        for name, color, rows in _groups(assignment, names, language, colors)
    ]


def _level_parts(
    customers: pd.DataFrame,
    assignment: Assignment,
    variable: Variable,
    names: Sequence[str],
    language: Language,
    colors: Sequence[str] = (),
) -> tuple[list[str], list[_Part]]:
    """The labels of the levels, and the parts with the share that holds each."""
    groups = _groups(assignment, names, language, colors)
    most = max(FEWEST_LEVELS, min(MOST_LEVELS, MOST_BARS // max(len(groups) - 1, 1) - 1))
    labels, held, known = _held(customers[variable.key], variable, most, language)
    parts = [
        _Part(
            name,
            color,
            rows,
            1 - float(known[rows].mean()) if rows.any() else 0.0,
            held[rows].sum(axis=0) / max(int(known[rows].sum()), 1),
        )
        for name, color, rows in groups
    ]
    return labels, parts


def _held(
    column: pd.Series, variable: Variable, most: int, language: Language
) -> tuple[list[str], Known, Known]:
    """Labels of the commonest levels, who holds each (n, labels), and who has a value (n,)."""
    if variable.kind == "tags":
        tags = read_tags(column, _ALL_TAGS)
        known, levels = tags.patterns != MISSING, tags.names
        holds = np.vstack([tags.holds, np.zeros((1, len(levels)), dtype=bool)])[tags.patterns]
    else:
        read = read_levels(column)
        known, levels = read.codes != MISSING, read.names
        holds = read.codes[:, np.newaxis] == np.arange(len(levels))
    counts = holds.sum(axis=0)
    order = sorted(range(len(levels)), key=lambda level: (-counts[level], levels[level]))
    # One more level than there is room for would only be called by another name.
    top, rest = (order, []) if len(order) <= most + 1 else (order[:most], order[most:])
    labels = [cut(level_label(variable.key, levels[level], language), 40) for level in top]
    if not rest:
        return labels, holds[:, top], known
    others = holds[:, rest].any(axis=1)
    return [*labels, language.tr("Other")], np.column_stack([holds[:, top], others]), known


def _histograms(
    parts: Sequence[_Part],
    bins: Bins,
    variable: Variable,
    language: Language,
    currency: str,
    dark: bool,
    text: str,
) -> alt.LayerChart:
    inks = ground(dark)
    band = ROW + BARS + GAP
    height = band * len(parts)
    tallest = max(max(part.shares.max() for part in parts), 1e-9)
    behind, before, titles = [], [], []
    for row, part in enumerate(parts):
        base = height - (row * band + ROW + BARS)
        titles.append(_title(part, height - row * band - ROW / 2, language))
        for place in range(bins.count):
            bar: dict[str, Any] = {"from": float(place), "low": base}
            reach = {
                key: base + BARS * float(shares[place]) / tallest
                for key, shares in (("all", parts[0].shares), ("own", part.shares))
            }
            behind.append({**bar, "from": place + 0.03, "to": place + 0.97, "high": reach["all"]})
            if part.color:
                before.append(
                    {
                        **bar,
                        "from": place + 0.2,
                        "to": place + 0.8,
                        "high": reach["own"],
                        "color": part.color,
                    }
                )
    labels = bins.labels(variable, language, currency)
    axis = alt.Axis(
        title=cut(variable_label(variable, language), 40),
        values=[place + (0.5 if bins.whole else 0.0) for place in range(len(labels))],
        labelExpr=f"{json.dumps(labels)}[floor(datum.value)]",
        labelOverlap="greedy",
        labelSeparation=6,
        labelAngle=0,
        domainColor=inks.border,
        tickColor=inks.border,
        ticks=not bins.whole,
        grid=False,
        labelFontSize=TEXT_SIZE,
        titleFontSize=TEXT_SIZE,
        titleFontWeight="normal",
        labelColor=inks.text,
        titleColor=inks.text,
    )
    x = alt.X("from:Q", axis=axis, scale=alt.Scale(domain=[0, bins.count], nice=False))
    plane = alt.Scale(domain=[0, height], nice=False)
    y = alt.Y("low:Q", axis=None, scale=plane)
    columns = ["from", "to", "low", "high", "color"]
    grays = alt.Chart(pd.DataFrame(behind)).encode(x=x, x2="to:Q", y=y, y2="high:Q")
    colored = alt.Chart(pd.DataFrame(before, columns=columns)).encode(
        x=x, x2="to:Q", y=y, y2="high:Q", color=alt.Color("color:N", scale=None)
    )
    return finish(
        (
            grays.mark_rect(color=inks.text, opacity=REFERENCE).encode(tooltip=alt.value(None)),
            colored.mark_rect(opacity=0.9).encode(tooltip=alt.value(None)),
            *_titles(titles, plane, inks.text),
        ),
        height,
        text,
    )


def _bars(
    parts: Sequence[_Part], labels: Sequence[str], language: Language, dark: bool, text: str
) -> alt.LayerChart:
    inks = ground(dark)
    everybody, groups = parts[0], parts[1:]
    band = ROW + LINE * len(labels) + GAP
    height = band * len(groups) + ROW
    titles = [{**_title(everybody, height - ROW / 2, language), "name": ""}]
    rows: list[dict[str, Any]] = []
    for place, part in enumerate(groups):
        top = height - ROW - place * band
        titles.append(_title(part, top - ROW / 2, language))
        for level, label in enumerate(labels):
            share, of_all = float(part.shares[level]), float(everybody.shares[level])
            middle = top - ROW - LINE * (level + 0.5)
            rows.append(
                {
                    "zero": 0.0,
                    "share": share,
                    "all": of_all,
                    "end": max(share, of_all),
                    "y": middle,
                    "low": middle - LINE * 0.36,
                    "high": middle + LINE * 0.36,
                    "label": label,
                    "text": language.share(share),
                    "color": part.color,
                }
            )
    columns = ["zero", "share", "all", "end", "y", "low", "high", "label", "text", "color"]
    table = pd.DataFrame(rows, columns=columns)
    longest = max([row["end"] for row in rows], default=0.0) or 1.0
    bar = 1 - _LABELS - _SHARES
    across = alt.Scale(
        domain=[-longest * _LABELS / bar, longest * (1 + _SHARES / bar)], nice=False, zero=False
    )
    plane = alt.Scale(domain=[0, height], nice=False)
    base = alt.Chart(table).encode(tooltip=alt.value(None))
    low = alt.Y("low:Q", axis=None, scale=plane)
    center = alt.Y("y:Q", axis=None, scale=plane)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=across)

    key = alt.Chart(
        pd.DataFrame(
            [
                {
                    "y": height - ROW / 2,
                    "low": height - ROW + 4,
                    "high": height - 4,
                    "text": language.tr("all customers"),
                }
            ]
        )
    )
    words: dict[str, Any] = {"align": "left", "fontSize": TEXT_SIZE, "color": inks.text}
    tick: dict[str, Any] = {"strokeWidth": 2, "color": inks.text}
    return finish(
        (
            base.mark_rect(cornerRadius=2).encode(
                x=x("zero"),
                x2="share:Q",
                y=low,
                y2="high:Q",
                color=alt.Color("color:N", scale=None),
            ),
            base.mark_rule(strokeWidth=5, color=inks.background).encode(
                x=x("all"), y=low, y2="high:Q"
            ),
            base.mark_rule(**tick).encode(x=x("all"), y=low, y2="high:Q"),
            base.mark_text(limit=alt.ExprRef(expr=f"width * {_LABELS} - 8"), **words).encode(
                x=alt.value(0), y=center, text="label:N"
            ),
            base.mark_text(dx=6, **words).encode(x=x("end"), y=center, text="text:N"),
            key.mark_rule(**tick).encode(x=alt.value(2), y=low, y2="high:Q"),
            key.mark_text(**words).encode(x=alt.value(10), y=center, text="text:N"),
            *_titles(titles, plane, inks.text),
        ),
        height,
        text,
    )


def _title(part: _Part, y: float, language: Language) -> dict[str, Any]:
    unknown = language.share(part.unknown)
    noted = part.unknown >= (NOTED_GAP if part.color else 1e-9)
    gap = language.tr("{share} not known", share=unknown) if noted else ""
    return {"name": part.name, "gap": gap, "y": y}


def _titles(
    titles: Sequence[dict[str, Any]], plane: alt.Scale, color: str
) -> tuple[alt.Chart, ...]:
    """The names of the groups at the left, how many have no value at the right."""
    table = pd.DataFrame(titles, columns=["name", "gap", "y"])
    base = alt.Chart(table).encode(y=alt.Y("y:Q", axis=None, scale=plane))
    room = max((len(title["gap"]) for title in titles), default=0) * LETTER + 8
    named = base.encode(x=alt.value(0))
    gaps = base.mark_text(align="right", fontSize=TEXT_SIZE, color=color, opacity=0.8)
    return (
        heads(named.transform_filter("datum.gap == ''"), color),
        heads(named.transform_filter("datum.gap != ''"), color, room=round(room)),
        gaps.encode(x=alt.value("width"), text="gap:N"),
    )

"""The map of customers: who is alike stands close together, each in the color of the group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.charts.drawing import LETTER, TEXT_SIZE, cut, finish
from segmentation.language import Language
from segmentation.naming import SEPARATOR
from segmentation.palette import ground, segment_color
from segmentation.segments.discriminants import MapPoints

HEIGHT = 380
NARROW = 300
"""Pixels of the narrowest map: labels that keep apart there keep apart on a wider one."""
LINE = 16
LONGEST_LINE = 19
MOST_LINES = 3
MARGIN = 0.06
STEP = 6
DOT = 7.0
CLOSEST, WIDEST = 0.008, MARGIN
"""How far customers of one place are moved apart, and the largest disk, as shares of the map."""

Boxes = npt.NDArray[np.float64]


def map_chart(
    points: MapPoints,
    names: Sequence[str],
    language: Language,
    dark: bool = False,
    slots: Sequence[int] | None = None,
) -> alt.LayerChart:
    """A point for each customer shown, the name of each group near its center.

    ``names`` are those of all groups, in display order, ``slots`` the places of their colors
    (palette.segment_color), by default in display order.
    """
    inks = ground(dark)
    labels = [_lines(name) for name in _briefly(names)]
    # Even in one column, each as far from the next as the grid of places may ask, all find room.
    height = max(HEIGHT, sum(len(lines) * LINE + 2 * STEP + 4 for lines in labels) + 30)
    shares = _side_by_side(_shares(points))
    rows = pd.DataFrame(
        {"x": shares[:, 0].round(4), "y": shares[:, 1].round(4), "g": points.labels}
    )
    centers = _shares(points, points.centers)
    where = _place_labels(centers, labels, height) if len(centers) else centers
    # A text of several lines stands with its first one where it is put.
    first_lines = [(len(lines) - 1) / 2 * LINE / height for lines in labels[: len(centers)]]
    marks = pd.DataFrame(
        {
            "x": centers[:, 0],
            "y": centers[:, 1],
            "x2": where[:, 0],
            "y2": where[:, 1],
            "y3": where[:, 1] + np.array(first_lines),
            "g": range(len(centers)),
            "name": ["\n".join(lines) for lines in labels[: len(centers)]],
        }
    )
    plane = alt.Scale(domain=[0, 1], nice=False, zero=False)
    color = alt.Color(
        "g:N",
        legend=None,
        scale=alt.Scale(
            domain=list(range(len(names))),
            range=[segment_color(slot, dark) for slot in slots or range(len(names))],
        ),
    )
    x, y = alt.X("x:Q", axis=None, scale=plane), alt.Y("y:Q", axis=None, scale=plane)
    drawn = alt.Chart(rows).encode(x=x, y=y, color=color, tooltip=alt.value(None))
    centered = alt.Chart(marks).encode(x=x, y=y, tooltip=alt.value(None))
    named = alt.Chart(marks).encode(
        x=alt.X("x2:Q", axis=None, scale=plane),
        y=alt.Y("y3:Q", axis=None, scale=plane),
        text="name:N",
        tooltip=alt.value(None),
    )
    type_: dict[str, Any] = {
        "fontSize": TEXT_SIZE,
        "fontWeight": 600,
        "lineBreak": "\n",
        "lineHeight": LINE,
        "align": "center",
        "baseline": "middle",
    }
    return finish(
        (
            drawn.mark_circle(size=22, opacity=_opacity(len(rows))),
            centered.mark_rule(color=inks.text, strokeWidth=1).encode(x2="x2:Q", y2="y2:Q"),
            centered.mark_circle(size=110, opacity=1, stroke=inks.background, strokeWidth=2).encode(
                color=color
            ),
            _named_halo(named, inks.background, type_),
            named.mark_text(color=inks.text, **type_),
        ),
        height,
        map_text(points, names, language),
    )


def _named_halo(named: alt.Chart, background: str, type_: dict[str, Any]) -> alt.Chart:
    """The ground around the letters, so that they are read over any number of points."""
    halo: alt.Chart = named.mark_text(
        color=background, stroke=background, strokeWidth=5, strokeJoin="round", **type_
    )
    return halo


def map_text(points: MapPoints, names: Sequence[str], language: Language) -> str:
    """What :func:`map_chart` shows, in words: which groups lie next to each other."""
    parts = [map_note(points, language)]
    for group, nearest in enumerate(_nearest(points.centers)):
        parts.append(
            language.tr("{name}: closest to {other}.", name=names[group], other=names[nearest])
        )
    return " ".join(parts)


def map_note(points: MapPoints, language: Language) -> str:
    """What is to be said under the map."""
    note = language.tr("Customers who are alike stand close together.")
    if 0 < len(points.labels) < points.customers:
        drawn = language.tr(
            "{shown} of {customers} customers are drawn.",
            shown=language.number(len(points.labels)),
            customers=language.number(points.customers),
        )
        return f"{note} {drawn}"
    return note


def _nearest(centers: Boxes) -> list[int]:
    """For each group the one whose center is closest; nothing where there is only one group."""
    if len(centers) < 2:
        return []
    distances = np.linalg.norm(centers[:, np.newaxis] - centers, axis=2).round(9)
    np.fill_diagonal(distances, np.inf)
    return [int(group) for group in distances.argmin(axis=1)]


def _shares(points: MapPoints, places: Boxes | None = None) -> Boxes:
    """Places as shares of the width and height of the map."""
    places = points.places if places is None else places
    if not len(points.places):
        return np.empty((0, 2))
    low, high = points.places.min(axis=0), points.places.max(axis=0)
    width = np.where(high > low, high - low, 1.0)
    middle = np.where(high > low, 0.0, 0.5)
    return np.asarray(MARGIN + (1 - 2 * MARGIN) * ((places - low) / width + middle))


def _side_by_side(shares: Boxes) -> Boxes:
    """The same places; customers who stand at one place are moved to a disk around it.

    The disk is as large as there are customers: the turns of a sunflower (Vogel, 1979).
    """
    if not len(shares):
        return shares
    _, place, counts = np.unique(shares.round(3), axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(place, kind="stable")
    turn = np.empty(len(shares))
    turn[order] = np.arange(len(shares)) - (np.cumsum(counts) - counts)[place[order]]
    reach = min(CLOSEST, WIDEST / np.sqrt(counts.max())) * np.sqrt(turn)
    angle = turn * np.pi * (3 - np.sqrt(5))
    return np.asarray(shares + np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None])


def _opacity(points: int) -> float:
    """The more points, the fainter each."""
    return float(np.clip(12 / np.sqrt(max(points, 1)), 0.25, 0.8))


def _briefly(names: Sequence[str]) -> list[str]:
    """What tells each group from all others: the last part of its name, or else the whole.

    The other pictures have the whole names in the same colors; here they would lie on each other.
    """
    ends = [name.rsplit(SEPARATOR, 1)[-1].strip() for name in names]
    return [
        end if end and ends.count(end) == 1 else name for name, end in zip(names, ends, strict=True)
    ]


def _lines(name: str) -> list[str]:
    """The name on at most :data:`MOST_LINES` lines that fit a narrow map.

    Of a longer one the middle is left out: names that begin alike end differently.
    """
    lines: list[str] = []
    for word in name.split():
        if lines and (word == "·" or len(lines[-1]) + 1 + len(word) <= LONGEST_LINE):
            lines[-1] += " " + word
        else:
            lines.append(cut(word, LONGEST_LINE))
    if len(lines) > MOST_LINES:
        lines = [*lines[:1], "… " + lines[1 - MOST_LINES], *lines[2 - MOST_LINES :]]
    return lines


def _place_labels(centers: Boxes, labels: Sequence[Sequence[str]], height: int) -> Boxes:
    """Where the labels stand: each at the free place closest to above its center.

    ``centers`` (groups, 2) and the places are shares of width and height.
    """
    size = np.array([NARROW, height], dtype=float)
    placed = [np.array([*center * size, DOT, DOT]) for center in centers]
    for center, lines in zip(centers, labels, strict=True):
        letters = max((len(line) for line in lines), default=1)
        half = np.array([letters * LETTER + 6, len(lines) * LINE + 4]) / 2
        start = center * size + [0.0, half[1] + 8]
        xs = np.arange(half[0], size[0] - half[0] + 1, STEP)
        ys = np.arange(half[1], size[1] - half[1] + 1, STEP)
        free = np.array([[x, y] for x in [*xs, start[0]] for y in [*ys, start[1]]])
        inside = np.all((free >= half) & (free <= size - half), axis=1)
        free = free[inside] if inside.any() else size[np.newaxis] / 2
        overlap = np.zeros(len(free))
        for other in placed:
            room = other[2:] + half - np.abs(free - other[:2])
            overlap += np.prod(np.maximum(room, 0), axis=1)
        away = np.linalg.norm(free - start, axis=1)
        best = free[np.lexsort((away.round(6), overlap))[0]]
        placed.append(np.concatenate([best, half]))
    return np.asarray(np.array([box[:2] for box in placed[len(centers) :]]) / size)

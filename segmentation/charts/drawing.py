"""What all charts share: type, the names above the marks, the finish."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

# Low, middle and high of a trait; orange and blue-green stay apart for color-blind readers.
HEAT = {False: ("#F2B27C", "#F1F3F0", "#86C6BC"), True: ("#86501A", "#26302C", "#1B6A63")}
FONT = "Source Sans, Source Sans Pro, sans-serif"
NAME_SIZE = 15
TEXT_SIZE = 13
LEAST_SIZE = 9
NAME_LETTER = 7.6
"""Pixels that a letter of a name of :data:`NAME_SIZE` takes on average, rounded up."""
LEAST_LETTERS = 8
ROW = 22
LETTER = 7.2
"""Pixels that a letter of :data:`TEXT_SIZE` takes on average, rounded up."""


def heads(chart: alt.Chart, color: str, dy: int = 0, room: int = 0) -> alt.Chart:
    """The names above the marks; of the longer ones the middle is left out.

    Names that begin alike end differently. ``room`` are the pixels kept free at the right.
    """
    width = f"(width - {room})"
    letters = f"max(floor({width} / {NAME_LETTER}), {LEAST_LETTERS})"
    marked: alt.Chart = chart.mark_text(
        text=alt.ExprRef(expr=f"truncate(datum.name, {letters}, 'center')"),
        align="left",
        dy=dy,
        fontSize=NAME_SIZE,
        fontWeight=600,
        color=color,
        limit=alt.ExprRef(expr=width),
    )
    return marked


def cut(text: str, letters: int) -> str:
    """The text on one line of at most ``letters``."""
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


def finish(layers: Sequence[alt.Chart], height: int | alt.Step, description: str) -> alt.LayerChart:
    """The layers over each other, as wide as their place, with their alt text."""
    chart = alt.LayerChart(
        layer=list(layers),
        width="container",
        height=height,
        description=description,
        background="transparent",
        # Each side by itself: Streamlit leaves much room below where nothing is said of the bottom.
        padding={"left": 0, "top": 0, "right": 0, "bottom": 4},
    )
    finished: alt.LayerChart = chart.configure(font=FONT).configure_view(stroke=None)
    return finished

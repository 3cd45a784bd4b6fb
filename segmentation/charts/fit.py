"""How well each number of groups fits, beside no groups at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from segmentation.charts.drawing import ROW, TEXT_SIZE, finish
from segmentation.language import Language
from segmentation.palette import ground
from segmentation.segments.assignment import Fit

ALMOST = 0.95
"""From this share of the best fit on, a number fits about as well."""
MUCH_LESS = 0.6

_LABELS = 0.22
"""Share of the width for the numbers of groups, before the bars."""
_WORDS = 0.52
"""Share of the width for what is said of each, after the longest bar."""


@dataclass(frozen=True)
class _Row:
    """``share`` is the fit as a share of the best one, 0 where it is none."""

    groups: int
    share: float
    words: str


def fits_chart(
    fits: Sequence[Fit], chosen: int, best: int, language: Language, dark: bool = False
) -> alt.LayerChart:
    """A bar for each number of groups tried, as long as it fits well, and what that means.

    ``chosen`` is the number shown, in color; ``best`` the one that suits the data best, 1 where
    they have no groups. Scores are relative to no groups (0); only their ratios are drawn.
    """
    inks = ground(dark)
    rows = _rows(fits, chosen, best, language)
    longest = max([row.share for row in rows], default=0.0) or 1.0
    bar = 1 - _LABELS - _WORDS
    table = pd.DataFrame(
        {
            "row": [str(row.groups) for row in rows],
            "start": 0.0,
            "share": [row.share for row in rows],
            "label": [_label(row.groups, language) for row in rows],
            "words": [row.words for row in rows],
            "color": [inks.primary if row.groups == chosen else inks.border for row in rows],
            "weight": ["bold" if row.groups == best else "normal" for row in rows],
        }
    )
    scale = alt.Scale(
        domain=[-longest * _LABELS / bar, longest * (1 + _WORDS / bar)], nice=False, zero=False
    )
    y = alt.Y("row:N", axis=None, sort=None, scale=alt.Scale(padding=0.15))
    base = alt.Chart(table).encode(
        x=alt.X("share:Q", axis=None, scale=scale), y=y, tooltip=alt.value(None)
    )
    text: dict[str, Any] = {"align": "left", "fontSize": TEXT_SIZE, "color": inks.text}
    return finish(
        (
            base.mark_bar(cornerRadiusEnd=3).encode(
                x2=alt.X2("start:Q"), color=alt.Color("color:N", scale=None)
            ),
            base.transform_filter("datum.weight == 'bold'")
            .mark_text(dx=8, fontWeight=600, **text)
            .encode(text="words:N"),
            base.transform_filter("datum.weight != 'bold'")
            .mark_text(dx=8, **text)
            .encode(text="words:N"),
            base.mark_text(**text).encode(x=alt.value(0), text="label:N"),
        ),
        alt.Step(ROW + 4),
        fits_text(fits, chosen, best, language),
    )


def fits_text(fits: Sequence[Fit], chosen: int, best: int, language: Language) -> str:
    """What :func:`fits_chart` shows, in words."""
    said = [
        language.tr("{label}: {value}", label=_label(row.groups, language), value=row.words)
        for row in _rows(fits, chosen, best, language)
    ]
    return "; ".join(said)


def _label(groups: int, language: Language) -> str:
    if groups == 1:
        return language.tr("No groups")
    return language.plural("{n} group", "{n} groups", groups)


def _rows(fits: Sequence[Fit], chosen: int, best: int, language: Language) -> list[_Row]:
    scores = {fit.groups: fit.score for fit in fits}
    ideal = max(scores.get(best, 0.0), 0.0)
    whole = ideal or max([*scores.values(), 0.0]) or 1.0
    rows = []
    for groups in sorted({*scores, chosen}):
        score = scores.get(groups)
        if groups == best:
            words = language.tr("fits best")
        elif score is None:
            words = language.tr("not compared")
        else:
            words = _compare(groups, score / whole, ideal > 0, language)
        if groups == chosen:
            words = language.tr("{words}, shown", words=words)
        rows.append(_Row(groups, max(score or 0.0, 0.0) / whole, words))
    return rows


def _compare(groups: int, share: float, has_best: bool, language: Language) -> str:
    """What a number that is not the best is worth, beside the best and beside none."""
    if groups == 1:
        return language.tr("fits worse")
    if share <= 0:
        return language.tr("worse than no groups")
    if not has_best or share > 2 - ALMOST:
        # It was passed over: groups too small, or nobody could say where one ends.
        return language.tr("groups unclear or tiny")
    if share >= ALMOST:
        return language.tr("about as good")
    return language.tr("less good") if share >= MUCH_LESS else language.tr("much less good")

"""Scores that a file of the owner brings: found by their names, their direction by the orders.

Files count both ways: 5 is the best in most, 1 in some, and some turn recency alone, because
there the highest means the longest ago.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.segments.rfm_grid import GRADES

Part = Literal["recency", "frequency", "monetary"]
Grades = npt.NDArray[np.int64]

PARTS: tuple[Part, ...] = ("recency", "frequency", "monetary")
HIGHEST = 10
"""The finest scale that is taken for scores: tenths."""
TELLS = 0.3
"""From this rank correlation with what the orders say on, the direction is seen."""
FEWEST = 10
"""Customers with a score and orders that it takes to see a direction."""

_SCORE = (
    r"(score|rank|rating|grade|quintile|quartile|tile|points?|ocena|wynik|punkty|balance"
    r"|балл|баллы|оценка|ранг|квинтиль|квартиль)"
)
_NAMES: dict[Part, str] = {
    "recency": r"(r|recency|swiezosc|niedawnosc|ostatniosc|давность|недавность)",
    "frequency": r"(f|frequency|czestotliwosc|czestosc|частота)",
    "monetary": r"(m|monetary|monetaryvalue|money|wartosc|kwota|деньги|сумма)",
}
_TOGETHER = re.compile(rf"{_SCORE}?rfm(segment|cell|code|kod|код|сегмент)?{_SCORE}?")
_WITHOUT_ACCENTS = str.maketrans("ąćęłńóśźżё", "acelnoszzе")
_TRUTH: dict[Part, tuple[str, int]] = {
    "recency": ("recency_days", -1),
    "frequency": ("frequency", 1),
    "monetary": ("total_spend", 1),
}
"""The column that tells what a score should go with, and whether along it or against it."""


@dataclass(frozen=True)
class Score:
    """A score of the owner's file: its ``column``, from 1 to ``highest``.

    ``digit`` is its place in a column that holds all of them (0 in ``543`` is recency), else
    None. ``low_is_best`` where 1 is the best; ``seen`` where the orders show it, else it is
    assumed.
    """

    part: Part
    column: str
    highest: int
    digit: int | None = None
    low_is_best: bool = False
    seen: bool = False


def find_scores(customers: pd.DataFrame) -> tuple[Score, ...]:
    """The scores among the owner's own columns: recency, frequency and, if there, monetary.

    Empty unless both recency and frequency are there.
    """
    own = [str(name) for name in customers.columns if name not in CUSTOMER_COLUMN]
    found = _single(customers, own) or _together(customers, own)
    return tuple(_with_direction(customers, score) for score in found)


def turn(scores: Iterable[Score], low_best: Iterable[tuple[str, bool]]) -> tuple[Score, ...]:
    """The scores with the directions that the owner gave, by part; those are no longer seen."""
    said = set(low_best)
    return tuple(
        replace(score, low_is_best=not score.low_is_best, seen=False)
        if (score.part, not score.low_is_best) in said
        else score
        for score in scores
    )


def grades_of(scores: Iterable[Score]) -> int:
    """How many grades the grid of these scores has: theirs where there is such a grid, else 5."""
    highest = max(score.highest for score in scores if score.part != "monetary")
    return highest if highest in GRADES else max(GRADES)


def read_score(customers: pd.DataFrame, score: Score, grades: int) -> Grades:
    """The score of each customer as a grade (n,), the highest best; 0 where there is none.

    A scale other than ``grades`` is stretched or shrunk evenly.
    """
    values = _values(customers, score)
    if score.low_is_best:
        values = score.highest + 1 - values
    steps = (values - 1) * (grades - 1) / (score.highest - 1)
    return np.where(np.isnan(steps), 0, 1 + np.floor(np.nan_to_num(steps) + 0.5)).astype(np.int64)


def _single(customers: pd.DataFrame, own: list[str]) -> list[Score]:
    found: dict[Part, Score] = {}
    for part in PARTS:
        pattern = re.compile(rf"{_SCORE}?{_NAMES[part]}{_SCORE}?")
        for column in own:
            if part in found or not pattern.fullmatch(_folded(column)):
                continue
            if highest := _highest(_numbers(customers[column])):
                found[part] = Score(part, column, highest)
    if not {"recency", "frequency"} <= found.keys():
        return []
    return _on_one_scale(found.values())


def _together(customers: pd.DataFrame, own: list[str]) -> list[Score]:
    for column in own:
        if not _TOGETHER.fullmatch(_folded(column)):
            continue
        scores = [Score(part, column, 1, digit) for digit, part in enumerate(PARTS)]
        tops = [_highest(_values(customers, score)) for score in scores]
        if all(tops):
            pairs = zip(scores, tops, strict=True)
            return _on_one_scale([replace(score, highest=top) for score, top in pairs])
    return []


def _on_one_scale(scores: Collection[Score]) -> list[Score]:
    """The scores up to the highest of all: where nobody has a 5 of one, its 4 is no 5."""
    highest = max(score.highest for score in scores)
    return [replace(score, highest=highest) for score in scores]


def _folded(name: str) -> str:
    """A column's name in small letters without accents, spaces and signs."""
    plain = name.casefold().translate(_WITHOUT_ACCENTS)
    return re.sub(r"[^a-zа-я]+", "", plain)


def _numbers(column: pd.Series) -> npt.NDArray[np.float64]:
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _values(customers: pd.DataFrame, score: Score) -> npt.NDArray[np.float64]:
    """The score as the file has it, (n,); NaN where there is none."""
    column = customers[score.column]
    if score.digit is None:
        return _numbers(column)
    if pd.api.types.is_numeric_dtype(column.dtype):
        column = column.map("{:.0f}".format, na_action="ignore")
    digits = column.astype("str").str.extract(r"^\s*(\d)[\s./-]*(\d)[\s./-]*(\d)\s*$")
    return _numbers(digits[score.digit])


def _highest(values: npt.NDArray[np.float64]) -> int:
    """The top of a scale of whole numbers from 1 on; 0 where the values are no such scale."""
    known = values[~np.isnan(values)]
    if not len(known) or np.any(known % 1) or known.min() < 1 or known.max() > HIGHEST:
        return 0
    return int(known.max()) if known.max() > 1 else 0


def _with_direction(customers: pd.DataFrame, score: Score) -> Score:
    column, sign = _TRUTH[score.part]
    truth = customers[column].to_numpy(dtype=np.float64, na_value=np.nan)
    values = _values(customers, score)
    known = ~np.isnan(values) & ~np.isnan(truth)
    if known.sum() < FEWEST:
        return score
    scored, told = (pd.Series(side[known]).rank() for side in (values, truth))
    if scored.nunique() < 2 or told.nunique() < 2:
        return score
    along = sign * float(scored.corr(told))
    return replace(score, low_is_best=along < 0, seen=True) if abs(along) >= TELLS else score

"""How a number is parted into bins of honest labels: the same bins for all groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segmentation.blocks import HEAVY_TAIL
from segmentation.language import Language
from segmentation.traits import show_value
from segmentation.variables import Variable

MOST_BINS = 12
FEWEST_BINS = 5
OPEN = "…"
"""Stands where a bin has no outer edge."""
TAIL = 0.01
"""The share of customers that the first and the last bin may take in beyond their edge."""
_ROUND = (1.0, 2.0, 5.0)
_FINE = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
_DAYS = (7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0, 1095.0, 1825.0, 3650.0, 7300.0)

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bins:
    """Bin i holds what is at least ``edges[i]`` and less than ``edges[i + 1]``.

    The first bin also holds what is less, the last one what is more. ``whole``: each bin is one
    whole number, its lower edge, except the last where ``more``.
    """

    edges: tuple[float, ...]
    whole: bool = False
    more: bool = False
    less: bool = False

    @property
    def count(self) -> int:
        return len(self.edges) - 1

    def shares(self, values: Vector) -> Vector:
        """The share of ``values`` (n,), all known, in each bin; zeros where there are none."""
        places = np.searchsorted(self.edges, values, side="right") - 1
        counts = np.bincount(np.clip(places, 0, self.count - 1), minlength=self.count)
        return np.asarray(counts / max(len(values), 1))

    def labels(self, variable: Variable, language: Language, currency: str) -> list[str]:
        """What stands at each edge; of whole numbers at the middle of each bin."""
        if self.whole:
            shown = [language.number(edge) for edge in self.edges[:-1]]
            return [*shown[:-1], shown[-1] + "+"] if self.more else shown
        shown = [self._label(edge, variable, language, currency) for edge in self.edges]
        if self.less:
            shown[0] = OPEN
        if self.more:
            shown[-1] = OPEN
        return shown

    def _label(self, edge: float, variable: Variable, language: Language, currency: str) -> str:
        even = all(edge == round(edge) for edge in self.edges)
        if variable.unit == "money":
            return language.money(edge, currency, 0 if even else None)
        if variable.unit == "orders":
            return language.number(edge, 0 if even else 1)
        return show_value(variable, edge, language, currency)


def make_bins(values: Vector, unit: str = "") -> Bins:
    """Bins for ``values`` (n,), all known: few whole numbers, a logarithmic or an even scale.

    The logarithmic one is for heavy tails; its edges are 1, 2, 5, 10 and so on, those of days
    weeks, months and years.
    """
    if len(values) == 0:
        return Bins((0.0, 1.0))
    low, high = float(values.min()), float(values.max())
    if unit == "share" and low >= 0 and high <= 1:
        return Bins(tuple(tenth / 10 for tenth in range(11)))
    counted = unit != "money" and np.array_equal(values, values.round())
    if counted and (bins := _whole(values, low, high, unit)):
        return bins
    if low == high:
        return Bins((low, low + (abs(low) or 1.0)))
    if low >= 0 and _is_heavy(values) and (bins := _logarithmic(values, low, high, unit)):
        return bins
    return _even(values, low, high)


def _whole(values: Vector, low: float, high: float, unit: str) -> Bins | None:
    """A bin for each number where there are few, or where few orders are what matters."""
    last = min(high, low + MOST_BINS - 3)
    if last < high and (unit != "orders" or np.mean(values > last) > 0.1):
        return None
    return Bins((*np.arange(low, last + 2).tolist(),), whole=True, more=last < high)


def _is_heavy(values: Vector) -> bool:
    spread = values.std()
    return bool(spread > 0 and np.mean(((values - values.mean()) / spread) ** 3) > HEAVY_TAIL)


def _logarithmic(values: Vector, low: float, high: float, unit: str) -> Bins | None:
    positive = values[values > 0]
    start, end = np.quantile(positive, [TAIL, 1 - TAIL])
    for marks in (
        _DAYS if unit == "days" else _series(_ROUND, start, end),
        _series(_FINE, start, end),
    ):
        inner = [mark for mark in marks if start < mark <= end]
        if FEWEST_BINS - 1 <= len(inner) < MOST_BINS:
            below = max((mark for mark in marks if mark <= start), default=0.0)
            above = min((mark for mark in marks if mark > end), default=high)
            first = 0.0 if low < below else below
            edges = [first, *inner, above]
            return Bins(tuple(edges), more=high >= above)
    return None


def _series(digits: tuple[float, ...], start: float, end: float) -> tuple[float, ...]:
    powers = range(int(np.floor(np.log10(start))), int(np.ceil(np.log10(end))) + 1)
    return tuple(float(f"{digit}e{power}") for power in powers for digit in digits)


def _even(values: Vector, low: float, high: float) -> Bins:
    start, end = np.quantile(values, [TAIL / 2, 1 - TAIL / 2])
    if start == end:
        start, end = low, high
    steps = _series((1.0, 2.0, 2.5, 5.0), (end - start) / MOST_BINS, end - start)
    step = next(s for s in steps if np.floor(end / s) - np.floor(start / s) <= MOST_BINS)
    first, last = int(np.floor(start / step)), int(np.floor(end / step)) + 1
    edges = [float(f"{place * step:.12g}") for place in range(first, last + 1)]
    return Bins(tuple(edges), less=low < edges[0], more=high >= edges[-1])

"""What is typical of a segment: its middle half, and its most central real customer.

The central one is the customer whose features are nearest to the segment's mean: the medoid by
squared distances (the sum of these to all others is least there). Nothing told of it is
personal: numbers are rounded, and values that few share are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.blocks import read_blocks
from segmentation.features import scale_blocks
from segmentation.levels import MISSING, read_levels
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable

FEWEST_SPREAD = 20
"""Customers with a value from which on the middle half says something of more than a few."""
FEWEST_SHARING = 5
COMMON = 0.4
"""The share of a segment that must have a value for it to be told of the central customer."""

_SILENT = 2.0
_TOLD = ("top_category", "payment", "town_size")
_TOO = ("total_spend", "frequency", "recency_days", "monetary_value", "tenure_days")


@dataclass(frozen=True)
class Spread:
    """The middle half of the ``known`` customers of a segment with a value: quarter, half and
    three quarters of them have at most ``low``, ``middle`` and ``high``."""

    key: str
    known: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Central:
    """The most central customer, rounded to two figures: ``orders``, the mean ``gap`` in days
    between them (None for one day of orders) and their mean ``amount``; None where not known.
    ``silent``: the last order was twice that gap ago, or earlier.

    ``category``, ``payment`` and ``town_size`` are levels, empty where they are not known or not
    common in the segment.
    """

    orders: int | None = None
    gap: float | None = None
    amount: float | None = None
    category: str = ""
    payment: str = ""
    town_size: str = ""
    silent: bool = False


@dataclass(frozen=True)
class Typical:
    """One segment; without spreads and a central customer where it is too small."""

    segment_id: str
    spreads: tuple[Spread, ...] = ()
    central: Central | None = None

    def spread(self, key: str) -> Spread | None:
        """The spread of the number variable ``key``."""
        return next((one for one in self.spreads if one.key == key), None)


def typical_of(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> tuple[Typical, ...]:
    """What is typical of each segment, in display order.

    ``variables`` are those that profiles describe; customers are central by those of the
    assignment, and by how they buy, which is told of them.
    """
    spreads = _spreads(customers, assignment, variables)
    central = _central(customers, assignment, variables)
    return tuple(
        Typical(id_, spreads[label], central[label])
        for label, id_ in enumerate(assignment.segment_ids)
    )


def rounded(value: float) -> float:
    """A number rounded to two figures, so that it fits many."""
    return float(f"{value:.2g}")


def _spreads(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> list[tuple[Spread, ...]]:
    told = [v.key for v in variables if v.kind == "number" and v.have and (v.usable or not v.own)]
    found: list[list[Spread]] = [[] for _ in range(assignment.groups)]
    for key in told:
        values = customers[key].to_numpy(dtype=np.float64, na_value=np.nan)
        known = np.isfinite(values)
        for label in range(assignment.groups):
            here = values[known & (assignment.labels == label)]
            if len(here) >= FEWEST_SPREAD:
                quarters = np.quantile(here, (0.25, 0.5, 0.75)).tolist()
                found[label].append(Spread(key, len(here), *quarters))
    return [tuple(one) for one in found]


def _central(
    customers: pd.DataFrame, assignment: Assignment, variables: Sequence[Variable]
) -> list[Central | None]:
    chosen = [v for v in variables if v.key in (*assignment.variables, *_TOO) and v.have]
    blocks = read_blocks(customers, chosen, {})
    if not blocks:
        return [None] * assignment.groups
    matrix = scale_blocks(blocks).matrix
    gaps = np.asarray(customers[[v.key for v in chosen]].isna().any(axis=1), dtype=np.bool_)
    common = {key: _common(customers[key], assignment) for key in _TOLD if key in customers}
    return [
        _tell(customers.iloc[_nearest(matrix, rows, gaps)], common, label)
        if len(rows) >= FEWEST_SHARING
        else None
        for label, rows in enumerate(
            np.flatnonzero(assignment.labels == label) for label in range(assignment.groups)
        )
    ]


def _nearest(
    matrix: npt.NDArray[np.float64], rows: npt.NDArray[np.intp], gaps: npt.NDArray[np.bool_]
) -> int:
    """The one of ``rows`` nearest to their mean, of equal ones the first; one without gaps, as
    long as there are several."""
    center = matrix[rows].mean(axis=0)
    full = rows[~gaps[rows]]
    rows = full if len(full) >= FEWEST_SHARING else rows
    # Rounded, so that the last bits of a sum do not decide between equals.
    distances = ((matrix[rows] - center) ** 2).sum(axis=1).round(9)
    return int(rows[np.argmin(distances)])


def _common(column: pd.Series, assignment: Assignment) -> list[frozenset[str]]:
    """The levels of each segment that are common enough to be told of one customer."""
    levels = read_levels(column)
    found = []
    for label, size in enumerate(assignment.sizes):
        codes = levels.codes[assignment.labels == label]
        counts = np.bincount(codes[codes != MISSING], minlength=len(levels.names))
        enough = np.flatnonzero(counts >= max(FEWEST_SHARING, COMMON * size))
        found.append(frozenset(levels.names[code] for code in enough))
    return found


def _tell(customer: pd.Series, common: dict[str, list[frozenset[str]]], label: int) -> Central:
    orders = _number(customer, "frequency")
    tenure, recency = _number(customer, "tenure_days"), _number(customer, "recency_days")
    gap = None
    if orders is not None and orders > 1 and tenure is not None and recency is not None:
        gap = (tenure - recency) / (orders - 1) or None
    amount = _number(customer, "monetary_value")

    def level(key: str) -> str:
        value = customer.get(key)
        text = "" if value is None or pd.isna(value) else str(value).strip()
        return text if key in common and text in common[key][label] else ""

    return Central(
        orders=None if orders is None else round(rounded(orders)),
        gap=None if gap is None else rounded(gap),
        amount=None if amount is None else rounded(amount),
        category=level("top_category"),
        payment=level("payment"),
        town_size=level("town_size"),
        silent=gap is not None and recency is not None and recency >= _SILENT * gap,
    )


def _number(customer: pd.Series, key: str) -> float | None:
    value = customer.get(key)
    return None if value is None or pd.isna(value) else float(value)

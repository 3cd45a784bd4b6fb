"""Busy times: the month, the day of the week or the season with more orders than chance brings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 3
"""Months beside each other that can be a season."""
LEAST_SHARE, LEAST_TIMES = 0.5, 1.5
_AS_EVER = 0.75
_CLEARLY = 3.0
"""Standard deviations beyond which more orders than of all customers are taken for real."""


@dataclass(frozen=True)
class Season:
    """The months from ``first`` to ``last`` (0..11, through the turn of the year) in which
    ``share`` of the orders are, of all customers ``share_all``."""

    first: int
    last: int
    share: float
    share_all: float


def find_season(
    months: Sequence[float], months_all: Sequence[float], ever: Sequence[float], orders: int
) -> Season | None:
    """The shortest run of months with at least half of the orders, clearly more than of all.

    ``months`` and ``months_all`` are shares of the orders of whole years, ``ever`` of all orders
    of the segment: who ordered all year and then stopped has the last months alone in the last
    year, and no season.
    """
    if not months or not ever:
        return None
    for length in range(1, LONGEST + 1):
        runs = [[(first + n) % 12 for n in range(length)] for first in range(12)]
        shares, shares_all, shares_ever = (
            [sum((of[month] for month in run), 0.0) for run in runs]
            for of in (months, months_all, ever)
        )
        best = busiest(shares, shares_all, orders)
        if best is None or min(shares[best], shares_ever[best]) < LEAST_SHARE:
            continue
        lasts = shares_ever[best] >= _AS_EVER * shares[best]
        if lasts and shares[best] >= LEAST_TIMES * shares_all[best]:
            return Season(runs[best][0], runs[best][-1], shares[best], shares_all[best])
    return None


def busiest(here: Sequence[float], everywhere: Sequence[float], orders: int) -> int | None:
    """The place whose share of ``orders`` is most beyond that of all; None where the difference
    may be chance."""

    def beyond(place: int) -> float:
        usual = everywhere[place]
        spread = math.sqrt(max(usual * (1.0 - usual), 0.0) / orders)
        return (here[place] - usual) / spread if spread > 0 else 0.0

    if not orders or not here or len(here) != len(everywhere):
        return None
    place = max(range(len(here)), key=beyond)
    return place if beyond(place) >= _CLEARLY else None

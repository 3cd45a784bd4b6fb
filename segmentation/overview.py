"""The shop at a glance: who brings the revenue, who is new, who has come back, who goes quiet.

Shares of so few customers that one of them would stand for a whole part are not given.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from segmentation.counting import ShopTotals, View, counted_documents
from segmentation.shop import Schema, Shop

MOST_MONTHS = 12
FEWEST_IN_PART = 5
"""Customers that a tenth, or else a fifth, must have so that it says nothing of a single one."""
LATE, GONE = 2, 4
"""Late is who has been silent for so many times their usual days between orders, gone for so many;
the ready rules take at risk and lapsed alike."""


@dataclass(frozen=True)
class Concentration:
    """Revenue by equal parts of the customers, those who spent most first.

    ``sizes`` and ``amounts`` are the customers and the revenue of each part, in ten parts or five;
    customers whose spend is not known are in none.
    """

    sizes: tuple[int, ...]
    amounts: tuple[float, ...]

    @property
    def customers(self) -> int:
        return sum(self.sizes)

    @property
    def revenue(self) -> float:
        return sum(self.amounts)

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of revenue of each part; a part with more refunds than orders is below 0."""
        return tuple(amount / self.revenue for amount in self.amounts)

    @property
    def _top(self) -> int:
        return len(self.sizes) // 5

    @property
    def top_customers(self) -> int:
        """How many the fifth are who spent most."""
        return sum(self.sizes[: self._top])

    @property
    def top_amount(self) -> float:
        return sum(self.amounts[: self._top])

    @property
    def top_share(self) -> float:
        return self.top_amount / self.revenue


@dataclass(frozen=True)
class Month:
    """Customers who ordered in a calendar month: for the first time ever, or after a month
    before. ``first_day`` is its first."""

    first_day: date
    new: int
    returning: int

    @property
    def customers(self) -> int:
        return self.new + self.returning

    @property
    def last_day(self) -> date:
        first = self.first_day
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])


@dataclass(frozen=True)
class Part:
    """``count`` of ``of`` customers; ``worth`` is what they have spent, where that is known."""

    count: int
    of: int
    worth: float | None = None

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Overview:
    """What the customers say at a glance; None where the data do not tell it.

    ``returned`` and ``once`` are those with several orders and with one, ``late`` those silent
    for 2 to 4 times as long as usual for them, of those who have a rhythm of their own,
    ``unasked`` those whose e-mail consent is not known.
    """

    customers: int
    concentration: Concentration | None
    months: tuple[Month, ...]
    returned: Part | None
    once: Part | None
    late: Part | None
    unasked: Part


def look_over(
    shop: Shop, customers: pd.DataFrame, totals: ShopTotals, view: View, schema: Schema = "main"
) -> Overview:
    """The overview of ``customers`` (the customer table) and of the orders of the same view."""
    orders = customers["frequency"].dropna()
    several = int((orders >= 2).sum())
    return Overview(
        len(customers),
        find_concentration(customers["total_spend"]),
        _months(shop, totals, view, schema),
        Part(several, len(orders)) if len(orders) else None,
        Part(int((orders == 1).sum()), len(orders)) if len(orders) else None,
        find_late(customers),
        Part(int(customers["email_consent"].isna().sum()), len(customers)),
    )


def find_concentration(spend: pd.Series) -> Concentration | None:
    """The revenue of each tenth of customers, or each fifth; None for a few or without revenue."""
    known = np.sort(spend.dropna().to_numpy(dtype=float))[::-1]
    parts = next((n for n in (10, 5) if len(known) >= n * FEWEST_IN_PART), None)
    if parts is None or known.sum() < 0.005:
        return None
    edges = [round(len(known) * part / parts) for part in range(parts + 1)]
    return Concentration(
        tuple(last - first for first, last in pairwise(edges)),
        tuple(float(known[first:last].sum()) for first, last in pairwise(edges)),
    )


def find_late(customers: pd.DataFrame) -> Part | None:
    """Customers silent for two to four times as long as usual for them, and what they have spent.

    None where nobody has a rhythm of their own.
    """
    own = customers[customers["rhythm"] == "own"]
    if own.empty:
        return None
    usual = own["recency_days"] - own["days_past_due"]
    late = own[(own["recency_days"] >= LATE * usual) & (own["recency_days"] < GONE * usual)]
    spent = float(late["total_spend"].sum())
    return Part(len(late), len(own), spent if spent > 0 else None)


def _months(shop: Shop, totals: ShopTotals, view: View, schema: Schema) -> tuple[Month, ...]:
    """The months up to that of the last order, at most twelve; none where all orders are of one."""
    if not totals.first_order or not totals.last_order:
        return ()
    first, last = totals.first_order.replace(day=1), totals.last_order.replace(day=1)
    if first == last:
        return ()
    counted, values = counted_documents(schema, view)
    with shop.reading() as cursor:
        rows = cursor.execute(
            f"""
            WITH {counted},
            active AS (
                SELECT DISTINCT customer, date_trunc('month', ordered_at)::DATE AS month
                FROM counted
                WHERE main AND class = 'order' AND customer IS NOT NULL
                    AND ordered_at IS NOT NULL),
            told AS (
                SELECT month, month = min(month) OVER (PARTITION BY customer) AS new FROM active),
            calendar AS (
                SELECT unnest(generate_series(
                    greatest(?::DATE, ?::DATE - to_months({MOST_MONTHS - 1})),
                    ?::DATE, to_months(1)))::DATE AS month)
            SELECT month, count(*) FILTER (new), count(*) FILTER (NOT new)
            FROM calendar LEFT JOIN told USING (month) GROUP BY month ORDER BY month""",
            [*values, first, last, last],
        ).fetchall()
    months = tuple(Month(*row) for row in rows)
    return months if any(month.customers for month in months) else ()

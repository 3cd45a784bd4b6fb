"""When customers order and what they pay for delivery: shares of their orders, and what is due.

A customer's rhythm is the median number of days between the days they ordered on. It takes three
such days. Who ordered on two has the usual rhythm of the shop: the median of all rhythms, where
ten customers have one. Who ordered on one day has shown none, and nothing is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

FEWEST_DAYS = 3
"""Days with an order from which on a customer has a rhythm."""
FEWEST_RHYTHMS = 10
"""Customers with a rhythm from which on the shop has a usual one."""


def create_habits(cursor: duckdb.DuckDBPyConnection, gifts: Sequence[date] | None) -> None:
    """Create the temporary table ``customer_habits`` from ``counted`` (counting, with customers).

    One row for each customer with an order: ``holiday_share`` of their orders are on one of the
    days ``gifts`` (NULL where these are not known), ``free_delivery_share`` of those of which the
    delivery cost is known cost nothing to deliver, ``next_order_due`` is a day, ``rhythm`` says by
    whose rhythm: ``own`` or ``shop``.
    """
    cursor.execute("CREATE OR REPLACE TEMP TABLE gift_days (day DATE)")
    if gifts:
        cursor.execute("INSERT INTO gift_days SELECT unnest(?::DATE[])", [list(gifts)])
    in_time = "gift_days.day IS NOT NULL" if gifts is not None else "NULL::BOOLEAN"
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE customer_habits AS
        WITH placed AS (
            SELECT customer, ordered_at::DATE AS day, free_delivery FROM counted
            WHERE class = 'order' AND customer IS NOT NULL),
        shares AS (
            SELECT customer, avg(free_delivery::INT) AS free_delivery_share,
                avg(({in_time})::INT) FILTER (placed.day IS NOT NULL) AS holiday_share
            FROM placed LEFT JOIN gift_days ON gift_days.day = placed.day GROUP BY customer),
        order_days AS (SELECT DISTINCT customer, day FROM placed WHERE day IS NOT NULL),
        gaps AS (
            SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap
            FROM order_days),
        rhythms AS (
            SELECT customer, count(*) AS days, max(day) AS latest, median(gap) AS gap
            FROM gaps GROUP BY customer HAVING count(*) > 1),
        usual AS (
            SELECT median(gap) AS gap FROM rhythms WHERE days >= {FEWEST_DAYS}
            HAVING count(*) >= {FEWEST_RHYTHMS})
        SELECT customer, holiday_share, free_delivery_share,
            latest + round(CASE WHEN days >= {FEWEST_DAYS} THEN rhythms.gap ELSE usual.gap END)::INT
                AS next_order_due,
            CASE WHEN days >= {FEWEST_DAYS} THEN 'own'
                WHEN next_order_due IS NOT NULL THEN 'shop' END AS rhythm
        FROM shares LEFT JOIN rhythms USING (customer) LEFT JOIN usual ON true"""
    )

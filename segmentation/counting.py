"""What counts: orders, returns, zero and excluded documents, and the shop's totals.

A document below zero is a return; otherwise its file's own status may exclude it; a total of
zero counts only where a status says it was a real order. All counts are of the currency of
most orders.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

import duckdb

from segmentation.shop import Schema, Shop

CENT = Decimal("0.01")


@dataclass(frozen=True)
class View:
    """Which documents are looked at: up to the day ``as_of``, from ``since``; unpaid or not.

    ``as_of`` is also the day recency is counted to; without it that is the last order's day.
    """

    as_of: date | None = None
    since: date | None = None
    unpaid: bool = True


ALL_DOCUMENTS = View()


@dataclass(frozen=True)
class OtherCurrency:
    """Orders in a currency that is not counted."""

    currency: str
    orders: int
    amount: Decimal


@dataclass(frozen=True)
class ShopTotals:
    """The shop's figures; money exact, ``revenue`` after refunds and ``revenue_gross`` before.

    ``documents = orders + return_documents + zero_documents + cancelled + refunded + failed``;
    ``revenue = revenue_customers + revenue_returns_only + revenue_without_customer``.
    """

    documents: int = 0
    orders: int = 0
    return_documents: int = 0
    zero_documents: int = 0
    cancelled: int = 0
    refunded: int = 0
    failed: int = 0
    unpaid_orders: int = 0
    unpaid_amount: Decimal = Decimal(0)
    orders_without_customer: int = 0
    orders_without_currency: int = 0
    customers: int = 0
    customers_in_files: int = 0
    revenue: Decimal = Decimal(0)
    revenue_gross: Decimal = Decimal(0)
    revenue_customers: Decimal = Decimal(0)
    revenue_returns_only: Decimal = Decimal(0)
    revenue_without_customer: Decimal = Decimal(0)
    currency: str | None = None
    first_order: date | None = None
    last_order: date | None = None
    other_currencies: tuple[OtherCurrency, ...] = field(default=())


def counted_documents(schema: Schema, view: View) -> tuple[str, list[object]]:
    """SQL for CTEs up to ``counted`` (documents with ``class`` and ``net``), and bound values.

    ``class`` is order, return, zero, cancelled, refunded or failed; ``main`` says whether the
    currency is the shop's; ``net`` is what a document adds to revenue after refunds.
    """
    tests, values = ["true"], list[object]()
    if view.as_of:
        tests.append("(ordered_at IS NULL OR ordered_at::DATE <= ?)")
        values.append(view.as_of)
    if view.since:
        tests.append("(ordered_at IS NULL OR ordered_at::DATE >= ?)")
        values.append(view.since)
    if not view.unpaid:
        tests.append("NOT unpaid")
    return (
        f"""
        classed AS (
            SELECT *, CASE WHEN total < 0 THEN 'return'
                WHEN state IN ('cancelled', 'refunded', 'failed') THEN state
                WHEN total = 0 AND state <> 'real' THEN 'zero' ELSE 'order' END AS class
            FROM {schema}.current WHERE {" AND ".join(tests)}),
        currencies AS (
            SELECT currency, count(*) AS orders FROM classed
            WHERE currency IS NOT NULL GROUP BY currency ORDER BY
                count(*) FILTER (class = 'order') DESC, orders DESC, currency LIMIT 1),
        counted AS (
            SELECT *, currency IS NULL OR currency = (SELECT currency FROM currencies) AS main,
                CASE class WHEN 'order' THEN total - refunded WHEN 'return' THEN total
                    ELSE 0 END AS net
            FROM classed)""",
        values,
    )


def count_shop(shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main") -> ShopTotals:
    """The totals of what the shop holds, as the contract of the product defines them."""
    counted, values = counted_documents(schema, view)
    with shop.reading() as cursor:
        row = cursor.execute(
            f"""
            WITH {counted},
            mine AS (SELECT * FROM counted WHERE main),
            buyers AS (SELECT DISTINCT customer FROM mine
                WHERE class = 'order' AND customer IS NOT NULL),
            placed AS (SELECT mine.*, customer IS NOT NULL AND customer IN (FROM buyers)
                AS bought FROM mine),
            everyone AS (SELECT customer FROM {schema}.current WHERE customer IS NOT NULL
                UNION SELECT customer FROM {schema}.list_rows)
            SELECT count(*), count(*) FILTER (class = 'order'),
                count(*) FILTER (class = 'return'), count(*) FILTER (class = 'zero'),
                count(*) FILTER (class = 'cancelled'), count(*) FILTER (class = 'refunded'),
                count(*) FILTER (class = 'failed'),
                count(*) FILTER (class = 'order' AND unpaid),
                coalesce(sum(net) FILTER (class = 'order' AND unpaid), 0),
                count(*) FILTER (class = 'order' AND customer IS NULL),
                count(*) FILTER (class = 'order' AND currency IS NULL
                    AND (SELECT currency FROM currencies) IS NOT NULL),
                (SELECT count(*) FROM buyers), (SELECT count(*) FROM everyone),
                coalesce(sum(net), 0), coalesce(sum(total) FILTER (class = 'order'), 0),
                coalesce(sum(net) FILTER (bought), 0),
                coalesce(sum(net) FILTER (customer IS NOT NULL AND NOT bought), 0),
                coalesce(sum(net) FILTER (customer IS NULL), 0),
                (SELECT currency FROM currencies), min(ordered_at) FILTER (class = 'order'),
                max(ordered_at) FILTER (class = 'order')
            FROM placed""",
            values,
        ).fetchone()
        others = cursor.execute(
            f"""WITH {counted} SELECT currency, count(*), sum(net) FROM counted
            WHERE NOT main AND class = 'order' GROUP BY currency ORDER BY 2 DESC, 1""",
            values,
        ).fetchall()
        assert row is not None
        *figures, first, last = row
        totals = replace(
            ShopTotals(*figures),
            first_order=_day(first),
            last_order=_day(last),
            other_currencies=tuple(OtherCurrency(*other) for other in others),
        )
        return totals if has_orders(cursor, schema) else _from_list(cursor, schema, totals)


def has_orders(cursor: duckdb.DuckDBPyConnection, schema: Schema) -> bool:
    """Whether any file of orders was given; without one the customer list has to do."""
    row = cursor.execute(f"SELECT EXISTS (FROM {schema}.current)").fetchone()
    return bool(row and row[0])


def _from_list(cursor: duckdb.DuckDBPyConnection, schema: Schema, totals: ShopTotals) -> ShopTotals:
    """Without orders everyone on the customer list is a customer, with the spend it states."""
    row = cursor.execute(
        f"""
        WITH people AS (
            SELECT customer, arg_max(total_spend, (newness, row)) AS spend
            FROM {schema}.list_rows GROUP BY customer)
        SELECT count(*), coalesce(sum(spend), 0) FROM people"""
    ).fetchone()
    assert row is not None
    customers, spend = row
    return replace(
        totals, customers=customers, revenue=spend, revenue_gross=spend, revenue_customers=spend
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def cents(amount: Decimal) -> Decimal:
    """An amount rounded to two decimals, half up, as money is shown."""
    return amount.quantize(CENT, rounding="ROUND_HALF_UP")

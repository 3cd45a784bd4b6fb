"""Rows that state the sum of the rows beside them: an order's head above its lines, or the
payment below them. Of amounts that say the same thing twice only one may count.
"""

from __future__ import annotations

from segmentation.ingest.order_rows import OrderFile
from segmentation.ingest.report import AmountPattern
from segmentation.ingest.values import literal

_NEARLY_ALL = 0.9


def settle_sums(file: OrderFile, pattern: AmountPattern) -> AmountPattern:
    """Leave the total of an order to the row that states the whole of it, where such rows are.

    The amounts of the other rows become those of lines. Returns how the totals lie then.
    """
    if pattern != "lines" or not file.has("total"):
        return pattern
    heads = _stating_kind(file) or _heads(file)
    if heads is None:
        return pattern
    file.connection.execute(
        f"""UPDATE {file.rows} SET line_amount = coalesce(line_amount, total), total = NULL
        WHERE order_id IN (SELECT order_id FROM {file.rows} WHERE {heads}) AND NOT ({heads})"""
    )
    return "once"


def _stating_kind(file: OrderFile) -> str | None:
    """SQL of the rows of the kind that states whole orders: where rows of several kinds are
    in one order, and each kind comes to the same sum."""
    if not file.has("document_type"):
        return None
    several, same = file.counts(
        f"""WITH kinds AS (
            SELECT order_id, document_type, sum(total) AS amount FROM {file.rows}
            WHERE document_type IS NOT NULL GROUP BY ALL),
        documents AS (SELECT order_id, count(*) AS kinds, min(amount) = max(amount) AS same
            FROM kinds GROUP BY order_id)
        SELECT count(*) FILTER (kinds > 1), count(*) FILTER (kinds > 1 AND same) FROM documents"""
    )
    if several < 2 or same < _NEARLY_ALL * several:
        return None
    row = file.connection.execute(
        f"""SELECT document_type FROM {file.rows} WHERE document_type IS NOT NULL
        GROUP BY document_type ORDER BY count(coalesce(product, sku)), count(*), 1 LIMIT 1"""
    ).fetchone()
    return f"coalesce(document_type = {literal(row[0])}, false)" if row else None


def _heads(file: OrderFile) -> str | None:
    """SQL of the rows that stand above an order's products without naming one themselves,
    where nearly all orders of several rows begin so, each with no less than its lines sum to."""
    if not file.has("product", "sku"):
        return None
    several, headed = file.counts(
        f"""WITH documents AS (
            SELECT order_id, count(*) AS n,
                count(*) FILTER (product IS NULL AND sku IS NULL) AS bare,
                arg_min(coalesce(product, sku) IS NULL, position) AS first_is_bare,
                arg_min(total, position) AS head, sum(total) AS amount
            FROM {file.rows} GROUP BY order_id)
        SELECT count(*) FILTER (n > 1), count(*) FILTER (n > 1 AND bare = 1 AND first_is_bare
            AND abs(head) >= abs(amount - head) AND amount <> head) FROM documents"""
    )
    if several < 2 or headed < _NEARLY_ALL * several:
        return None
    return "(product IS NULL AND sku IS NULL)"

"""Several imports to one shop: overlapping exports count once, rows get their customer.

Creates, in a schema (``main`` for what is used, ``preview`` with what is being reviewed):
``current`` (one row a document, with its customer), ``current_lines``, ``list_rows`` (people
with their customer) and ``customer_keys``.
"""

from __future__ import annotations

import duckdb

from segmentation.identity import resolve_customers
from segmentation.ingest.orders import DOCUMENT_COLUMNS

_SAME_SHOP = 0.5  # share of common order numbers that stand for the same day in both files


def find_source(connection: duckdb.DuckDBPyConnection, import_id: int, *, numbered: bool) -> None:
    """Set whose numbers an import has: ``source`` of its orders, ``realm`` of its customers.

    Files of one platform are one shop's, unless the same order numbers mean other orders.
    Without order numbers nothing can be matched: such orders are a source of their own.
    """
    own = "platform || ' ' || import_id"
    connection.execute(
        f"""UPDATE imports SET source = {"platform" if numbered else own}, realm = platform
        WHERE import_id = ?""",
        [import_id],
    )
    others = connection.execute(
        """
        SELECT o.source, o.realm, o.source = own.source AS mine,
            avg((a.ordered_at::DATE = b.ordered_at::DATE)::INT) AS alike
        FROM documents AS a JOIN documents AS b USING (document_id)
            JOIN imports AS own ON own.import_id = a.import_id
            JOIN imports AS o ON o.import_id = b.import_id AND o.platform = own.platform
        WHERE a.import_id = ? AND b.import_id <> ?
            AND a.ordered_at IS NOT NULL AND b.ordered_at IS NOT NULL
        GROUP BY ALL ORDER BY alike DESC, o.source""",
        [import_id, import_id],
    ).fetchall()
    if not numbered or not others:
        return
    source, realm, _, alike = others[0]
    if alike >= _SAME_SHOP:
        connection.execute(
            "UPDATE imports SET source = ?, realm = ? WHERE import_id = ?",
            [source, realm, import_id],
        )
    elif any(mine for _, _, mine, _ in others):
        connection.execute(
            f"UPDATE imports SET source = {own}, realm = {own} WHERE import_id = ?", [import_id]
        )


def rebuild(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make the tables of ``schema`` anew from the imports it counts.

    Of two imports that hold the same document of one source and kind, the newer export wins
    (later last order, then later import). An order file and an order-line file of one source
    are one: the order file's totals, the line file's products.
    """
    counted = "NOT duplicate AND problem IS NULL" + (" AND used" if schema == "main" else "")
    told = "state <> 'unknown' OR unpaid"
    merged = {
        "state": f"coalesce(arg_min(state, place) FILTER ({told}), 'unknown')",
        "unpaid": f"coalesce(arg_min(unpaid, place) FILTER ({told}), false)",
        "refunded": "max(refunded)",
    }
    fields = ", ".join(
        f"{merged.get(name, f'arg_min({name}, place)')} AS {name}"
        for name, _ in DOCUMENT_COLUMNS
        if name != "document_id"
    )
    # Exports of one layout are of one kind, even where a short one has no order of two lines.
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE counted_imports AS
        SELECT *, max((kind <> 'orders')::INT) OVER (PARTITION BY source, layout) AS place,
            row_number() OVER (ORDER BY last_order NULLS FIRST, import_id) AS newness
        FROM imports WHERE {counted};
        CREATE OR REPLACE TEMP TABLE merged AS
        WITH several AS (  -- documents that more than one import has; mostly none
            SELECT source, document_id, place, max(newness) AS newest
            FROM documents JOIN counted_imports USING (import_id)
            GROUP BY ALL HAVING count(*) > 1),
        newest AS (
            SELECT source, realm, place, newness, documents.*
            FROM documents JOIN counted_imports USING (import_id)
                LEFT JOIN several USING (source, document_id, place)
            WHERE newest IS NULL OR newness = newest)
        SELECT source, any_value(realm) AS realm, document_id, {fields}
        FROM newest GROUP BY source, document_id;
        CREATE OR REPLACE TEMP TABLE listed AS
        SELECT people.* REPLACE (row_number() OVER (PARTITION BY import_id ORDER BY people.rowid)
            AS row), realm, newness
        FROM people JOIN counted_imports USING (import_id);
        CREATE OR REPLACE TEMP TABLE persons AS
        SELECT 'd' || source || chr(31) || document_id AS ref, realm, currency, email,
            customer_id, card_number, phone, tax_id FROM merged
        UNION ALL
        SELECT 'p' || import_id || chr(31) || row, realm, NULL, email, customer_id,
            card_number, phone, tax_id FROM listed"""
    )
    resolve_customers(connection, "persons", f"{schema}.customer_keys")
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {schema}.current AS
        SELECT merged.*, customer FROM merged LEFT JOIN {schema}.customer_keys
            ON ref = 'd' || source || chr(31) || document_id;
        CREATE OR REPLACE TABLE {schema}.list_rows AS
        SELECT listed.*, coalesce(customer, 'r:' || import_id || ':' || row) AS customer
        FROM listed LEFT JOIN {schema}.customer_keys
            ON ref = 'p' || import_id || chr(31) || row;
        CREATE OR REPLACE TABLE {schema}.current_lines AS
        WITH several AS (  -- documents whose lines more than one import has; mostly none
            SELECT source, document_id, max(newness) AS newest FROM (
                SELECT DISTINCT source, document_id, newness
                FROM lines JOIN counted_imports USING (import_id))
            GROUP BY ALL HAVING count(*) > 1)
        SELECT source, lines.* FROM lines JOIN counted_imports USING (import_id)
            LEFT JOIN several USING (source, document_id)
        WHERE newest IS NULL OR newness = newest"""
    )

"""Several imports to one shop: overlapping exports count once, rows get their customer.

Creates, in a schema (``main`` for what is used, ``preview`` with what is being reviewed):
``current`` (one row a document, with its customer), ``current_lines``, ``list_rows`` (people
with their customer), ``customer_keys``, and ``decided_keys`` and ``joined`` for what the owner
decided about customers. ``certain`` beside a ``customer`` is who it is by keys alone.
"""

from __future__ import annotations

import duckdb

from segmentation.decisions import join_customers, trace_decisions
from segmentation.identity import resolve_customers
from segmentation.ingest.orders import DOCUMENT_COLUMNS
from segmentation.overlaps import find_moved, order_number


def rebuild(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make the tables of ``schema`` anew from the imports it counts.

    Of two exports of one layout that hold the same document the newer one wins (later last
    order, then later import). Exports of different layouts complete each other: what the newest
    one says of the state of an order holds; totals come from files that state them, products
    from files that have them.
    """
    counted = "NOT duplicate AND problem IS NULL" + (" AND used" if schema == "main" else "")
    # Exports of one layout are of one kind, even where a short one has no order of two lines.
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE counted_imports AS
        SELECT *, max((report->>'pattern' = 'lines')::INT) OVER (PARTITION BY source, layout)
                AS place,
            row_number() OVER (ORDER BY last_order NULLS FIRST, import_id) AS newness
        FROM imports WHERE {counted}"""
    )
    moved = find_moved(connection, "counted_imports")
    _merge_documents(connection, moved)
    connection.execute(
        """
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
    trace_decisions(connection, schema)
    join_customers(connection, schema)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {schema}.current AS
        SELECT merged.*, keys.customer AS certain,
            coalesce(joined.customer, keys.customer) AS customer
        FROM merged LEFT JOIN {schema}.customer_keys AS keys
                ON ref = 'd' || source || chr(31) || document_id
            LEFT JOIN {schema}.joined ON joined.certain = keys.customer;
        CREATE OR REPLACE TABLE {schema}.list_rows AS
        SELECT listed.*, coalesce(keys.customer, 'r:' || import_id || ':' || row) AS certain,
            coalesce(joined.customer, keys.customer, 'r:' || import_id || ':' || row) AS customer
        FROM listed LEFT JOIN {schema}.customer_keys AS keys
                ON ref = 'p' || import_id || chr(31) || row
            LEFT JOIN {schema}.joined ON joined.certain = keys.customer;
        CREATE OR REPLACE TABLE {schema}.current_lines AS
        WITH {_numbered("lines", moved)},
        several AS (  -- documents whose lines more than one import has; mostly none
            SELECT source, document_id, max(newness) AS newest FROM (
                SELECT DISTINCT source, document_id, newness FROM numbered)
            GROUP BY ALL HAVING count(*) > 1)
        SELECT numbered.* EXCLUDE (realm, layout, place, newness)
        FROM numbered LEFT JOIN several USING (source, document_id)
        WHERE newest IS NULL OR newness = newest"""
    )


def _numbered(table: str, moved: bool) -> str:
    """SQL for the CTE ``numbered``: rows of the counted imports under their order's number."""
    number = order_number("document_id")
    joined = where = ""
    if moved:
        number = f"coalesce(order_id, {number})"
        joined = "LEFT JOIN moved USING (import_id, document_id)"
        where = "WHERE moved.import_id IS NULL OR order_id IS NOT NULL"
    return f"""
        numbered AS (
            SELECT source, realm, layout, place, newness,
                {table}.* REPLACE ({number} AS document_id)
            FROM {table} JOIN counted_imports USING (import_id) {joined} {where})"""


def _merge_documents(connection: duckdb.DuckDBPyConnection, moved: bool) -> None:
    """Create ``merged``: each document once, with the realm of its customer number."""
    told = "state <> 'unknown' OR unpaid"
    merged = {
        "state": f"coalesce(arg_max(state, newness) FILTER ({told}), 'unknown')",
        "unpaid": f"coalesce(arg_max(unpaid, newness) FILTER ({told}), false)",
        "refunded": "max(refunded)",
    }
    fields = ", ".join(
        f"{merged.get(name, f'arg_min({name}, rank)')} AS {name}"
        for name, _ in DOCUMENT_COLUMNS
        if name != "document_id"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE merged AS
        WITH {_numbered("documents", moved)},
        several AS (  -- documents that more than one import of a layout has; mostly none
            SELECT source, document_id, layout, max(newness) AS newest
            FROM numbered GROUP BY ALL HAVING count(*) > 1),
        newest AS (
            SELECT numbered.*, place * 1000000 - newness AS rank
            FROM numbered LEFT JOIN several USING (source, document_id, layout)
            WHERE newest IS NULL OR newness = newest)
        SELECT source, any_value(realm) AS realm, document_id, {fields}
        FROM newest GROUP BY source, document_id"""
    )

"""Several imports to one shop: overlapping exports count once, rows get their customer.

Creates, in a schema (``main`` for what is used, ``preview`` with what is being reviewed):
``current`` (one row a document, with its customer), ``current_lines``, ``list_rows`` (people
with their customer) and ``customer_keys``.
"""

from __future__ import annotations

import duckdb

from segmentation.identity import resolve_customers
from segmentation.ingest.orders import DOCUMENT_COLUMNS


def rebuild(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make the tables of ``schema`` anew from the imports it counts.

    Of two imports that hold the same document of one source and kind, the newer export wins
    (later last order, then later import). An order file and an order-line file of one source
    are one: the order file's totals, the line file's products.
    """
    counted = "NOT duplicate AND problem IS NULL" + (" AND used" if schema == "main" else "")
    fields = [name for name, _ in DOCUMENT_COLUMNS if name != "document_id"]
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE counted_imports AS
        SELECT *, CASE kind WHEN 'orders' THEN 0 ELSE 1 END AS place,
            row_number() OVER (ORDER BY last_order NULLS FIRST, import_id) AS newness
        FROM imports WHERE {counted};
        CREATE OR REPLACE TEMP TABLE merged AS
        WITH newest AS (
            SELECT source, platform, place, newness, documents.*
            FROM documents JOIN counted_imports USING (import_id)
            QUALIFY newness = max(newness) OVER (PARTITION BY source, document_id, place))
        SELECT source, any_value(platform) AS platform, document_id,
            {", ".join(f"arg_min({name}, place) AS {name}" for name in fields)}
        FROM newest GROUP BY source, document_id;
        CREATE OR REPLACE TEMP TABLE persons AS
        SELECT 'd' || source || chr(31) || document_id AS ref, platform, currency, email,
            customer_id, card_number, phone, tax_id FROM merged
        UNION ALL
        SELECT 'p' || import_id || chr(31) || row, platform, NULL, email, customer_id,
            card_number, phone, tax_id FROM people JOIN counted_imports USING (import_id)"""
    )
    resolve_customers(connection, "persons", f"{schema}.customer_keys")
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {schema}.current AS
        SELECT merged.*, customer FROM merged LEFT JOIN {schema}.customer_keys
            ON ref = 'd' || source || chr(31) || document_id;
        CREATE OR REPLACE TABLE {schema}.list_rows AS
        SELECT people.*, newness,
            coalesce(customer, 'r:' || import_id || ':' || row) AS customer
        FROM people JOIN counted_imports USING (import_id) LEFT JOIN {schema}.customer_keys
            ON ref = 'p' || import_id || chr(31) || row;
        CREATE OR REPLACE TABLE {schema}.current_lines AS
        SELECT source, lines.* FROM lines JOIN counted_imports USING (import_id)
        QUALIFY newness = max(newness) OVER (PARTITION BY source, document_id)"""
    )

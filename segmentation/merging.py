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

_MERGED = "(SELECT rowid AS ref, * FROM merged)"


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
    merged = _merge_documents(connection)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE listed AS
        SELECT people.* REPLACE (row_number() OVER (PARTITION BY import_id ORDER BY people.rowid)
            AS row), realm, newness
        FROM people JOIN counted_imports USING (import_id);
        CREATE OR REPLACE TEMP TABLE persons AS
        SELECT ref, realm, currency, email, customer_id, card_number, phone, tax_id FROM {merged}
        UNION ALL
        SELECT -1 - rowid, realm, NULL, email, customer_id, card_number, phone, tax_id
        FROM listed"""
    )
    resolve_customers(connection, "persons", f"{schema}.customer_keys")
    trace_decisions(connection, schema)
    join_customers(connection, schema)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {schema}.current AS
        SELECT merged.* EXCLUDE (ref), keys.customer AS certain,
            coalesce(joined.customer, keys.customer) AS customer
        FROM {merged} AS merged LEFT JOIN {schema}.customer_keys AS keys USING (ref)
            LEFT JOIN {schema}.joined ON joined.certain = keys.customer;
        CREATE OR REPLACE TABLE {schema}.list_rows AS
        SELECT listed.*, coalesce(keys.customer, 'r:' || import_id || ':' || row) AS certain,
            coalesce(joined.customer, keys.customer, 'r:' || import_id || ':' || row) AS customer
        FROM listed LEFT JOIN {schema}.customer_keys AS keys ON ref = -1 - listed.rowid
            LEFT JOIN {schema}.joined ON joined.certain = keys.customer"""
    )
    _create_lines(connection, schema, alone=merged != _MERGED)


def drop_customers(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Drop what :func:`rebuild` made in ``schema``."""
    for table in ("current", "customer_keys", "decided_keys", "joined", "list_rows"):
        connection.execute(f"DROP TABLE IF EXISTS {schema}.{table}")
    _drop_lines(connection, schema)


def _drop_lines(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    found = connection.execute(
        """SELECT table_type FROM information_schema.tables
        WHERE table_schema = ? AND table_name = 'current_lines'""",
        [schema],
    ).fetchone()
    if found:
        kind = "VIEW" if found[0] == "VIEW" else "TABLE"
        connection.execute(f"DROP {kind} {schema}.current_lines")
    connection.execute(f"DROP TABLE IF EXISTS {schema}.line_sources")


def _create_lines(connection: duckdb.DuckDBPyConnection, schema: str, *, alone: bool) -> None:
    """Create ``current_lines``: the lines that count, only looked at where all of them do."""
    _drop_lines(connection, schema)
    if alone:
        connection.execute(
            f"""
            CREATE TABLE {schema}.line_sources AS SELECT import_id, source FROM counted_imports;
            CREATE VIEW {schema}.current_lines AS
            SELECT source, lines.* REPLACE ({order_number("document_id")} AS document_id)
            FROM lines JOIN {schema}.line_sources USING (import_id)"""
        )
        return
    connection.execute(
        f"""
        CREATE TABLE {schema}.current_lines AS
        WITH {_numbered("lines")},
        several AS (  -- documents whose lines more than one import has; mostly none
            SELECT source, document_id, max(newness) AS newest FROM (
                SELECT DISTINCT source, document_id, newness FROM numbered)
            GROUP BY ALL HAVING count(*) > 1)
        SELECT numbered.* EXCLUDE (realm, layout, place, newness)
        FROM numbered LEFT JOIN several USING (source, document_id)
        WHERE newest IS NULL OR newness = newest"""
    )


def _numbered(table: str) -> str:
    """SQL for the CTE ``numbered``: rows of the counted imports under their order's number."""
    number = f"coalesce(order_id, {order_number('document_id')})"
    return f"""
        numbered AS (
            SELECT source, realm, layout, place, newness,
                {table}.* REPLACE ({number} AS document_id)
            FROM {table} JOIN counted_imports USING (import_id)
                LEFT JOIN moved USING (import_id, document_id)
            WHERE moved.import_id IS NULL OR order_id IS NOT NULL)"""


def _merge_documents(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL of the merged documents: each once under a number of its own (``ref``), with the
    realm of its customer number. Where each import is a shop's only one there is nothing to do."""
    row = connection.execute(
        """SELECT count(*) > 1 AND (count(*) > count(DISTINCT source) OR NOT bool_and(numbered))
        FROM counted_imports WHERE import_id IN (SELECT DISTINCT import_id FROM documents)"""
    ).fetchone()
    if not (row and row[0]):
        return f"""(
            SELECT documents.rowid AS ref, source, realm, documents.* EXCLUDE (import_id)
                REPLACE ({order_number("document_id")} AS document_id)
            FROM documents JOIN counted_imports USING (import_id))"""
    find_moved(connection, "counted_imports")
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
        WITH {_numbered("documents")},
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
    return _MERGED

"""Several imports to one shop: overlapping exports count once, rows get their customer.

Creates, in a schema (``main`` for what is used, ``preview`` with what is being reviewed):
``current`` (one row a document, with its customer), ``current_lines``, ``list_rows`` (people
with their customer) and ``customer_keys``.
"""

from __future__ import annotations

import duckdb

from segmentation.identity import resolve_customers
from segmentation.ingest.orders import DOCUMENT_COLUMNS

_SAME_SHOP = 0.5  # share of common order numbers that have the same day in both files


def find_source(
    connection: duckdb.DuckDBPyConnection, import_id: int, *, numbered: bool
) -> None:
    """Set whose numbers an import has: ``source`` of its orders, ``realm`` of its customers.

    Files of one platform are one source, unless the same numbers mean other orders. Without
    order numbers nothing can be matched: such a file is a source of its own.
    """
    source = "platform" if numbered else "platform || ' ' || import_id"
    connection.execute(
        f"UPDATE imports SET source = {source}, realm = platform WHERE import_id = ?", [import_id]
    )
    if not numbered:
        return
    others = connection.execute(
        """
        SELECT o.source, avg((a.ordered_at::DATE = b.ordered_at::DATE)::INT) AS alike
        FROM documents AS a JOIN documents AS b USING (document_id)
            JOIN imports AS own ON own.import_id = a.import_id
            JOIN imports AS o ON o.import_id = b.import_id AND o.platform = own.platform
        WHERE a.import_id = ? AND b.import_id <> ?
            AND a.ordered_at IS NOT NULL AND b.ordered_at IS NOT NULL
        GROUP BY o.source ORDER BY alike DESC, o.source""",
        [import_id, import_id],
    ).fetchall()
    if not others:
        return
    source, alike = others[0]
    if alike >= _SAME_SHOP:
        connection.execute(
            """UPDATE imports SET source = ?, realm = (
                SELECT any_value(realm) FROM imports WHERE source = ? AND import_id <> ?)
            WHERE import_id = ?""",
            [source, source, import_id, import_id],
        )
    elif any(other == imported for other, _ in others for imported in _platform(connection, import_id)):
        connection.execute(
            """UPDATE imports SET source = platform || ' ' || import_id,
                realm = platform || ' ' || import_id WHERE import_id = ?""",
            [import_id],
        )

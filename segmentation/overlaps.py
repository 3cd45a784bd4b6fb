"""Which imports are of one shop, and which of their orders are the same order.

Order numbers tell, as far as the days agree: numbers can start anew each year, and two shops can
count alike. Orders without numbers are told by who bought when for how much.
"""

from __future__ import annotations

import duckdb

_SAME_SHOP = 0.5  # share of common order numbers, or customer numbers, that mean the same
_SAME_ORDER = "INTERVAL 31 DAY"  # one number on days further apart is of another order
_REPEATED = 0.9  # share of orders without numbers, in the period of both files, that coincide
_ENOUGH = 3  # so many coincide, unless all do


def order_number(column: str) -> str:
    """SQL: an order number as it is compared: ``#1001`` is ``1001``."""
    return f"ltrim({column}, '#')"


def find_source(connection: duckdb.DuckDBPyConnection, import_id: int, *, numbered: bool) -> None:
    """Set whose numbers an import has: ``source`` of its orders, ``realm`` of its customers.

    Files of one platform are one shop's, unless the same order numbers mean other orders; files
    of two platforms are one shop's where they mean the same orders. Orders without numbers
    are a source of their own.
    """
    own = "platform || ' ' || import_id"
    connection.execute(
        f"""UPDATE imports SET source = {"platform" if numbered else own}, realm = platform,
            numbered = ? WHERE import_id = ?""",
        [numbered, import_id],
    )
    if not numbered:
        return
    others = _common_numbers(connection, import_id)
    same = [other for other in others if other[2] >= _SAME_SHOP]
    if same:
        source, realm, *_ = same[0]
        connection.execute(
            "UPDATE imports SET source = ?, realm = ? WHERE import_id = ?",
            [source, realm, import_id],
        )
    elif any(mine for *_, mine in others):
        realm = "realm" if _same_people(connection, import_id) else own
        connection.execute(
            f"UPDATE imports SET source = {own}, realm = {realm} WHERE import_id = ?", [import_id]
        )


def _common_numbers(
    connection: duckdb.DuckDBPyConnection, import_id: int
) -> list[tuple[str, str, float, bool]]:
    """(source, realm, alike, mine) of the imports that have order numbers of this one.

    ``alike`` is the share of them, in the period of both, that mean the same order: on the same
    day, and not of another person with another total. Between two platforms it takes the same
    person or the same total. ``mine`` says whether that source is taken for this import's.
    """
    return connection.execute(
        f"""
        WITH periods AS (
            SELECT import_id, min(ordered_at)::DATE - 1 AS since, max(ordered_at)::DATE + 1 AS until
            FROM documents GROUP BY import_id),
        pairs AS (
            SELECT o.source, o.realm, o.platform = own.platform AS near,
                o.source = own.source AS mine,
                a.ordered_at::DATE BETWEEN pb.since AND pb.until
                    AND b.ordered_at::DATE BETWEEN pa.since AND pa.until AS shared,
                abs(date_diff('day', a.ordered_at, b.ordered_at)) <= 1 AS same_day,
                a.total = b.total AS same_total,
                lower(a.email) = lower(b.email) AS same_email,
                coalesce(same_email, CASE WHEN near THEN a.customer_id = b.customer_id END)
                    AS same_person
            FROM documents AS a
                JOIN documents AS b ON {order_number("a.document_id")}
                    = {order_number("b.document_id")} AND a.import_id <> b.import_id
                JOIN imports AS own ON own.import_id = a.import_id
                JOIN imports AS o ON o.import_id = b.import_id
                JOIN periods AS pa ON pa.import_id = a.import_id
                JOIN periods AS pb ON pb.import_id = b.import_id
            WHERE a.import_id = ? AND o.numbered
                AND a.ordered_at IS NOT NULL AND b.ordered_at IS NOT NULL)
        SELECT source, realm, coalesce(avg((same_day
                AND CASE WHEN near THEN coalesce(same_person, true) OR same_total
                    ELSE coalesce(same_email, same_total) END)::INT) FILTER (shared), 0) AS alike,
            bool_or(mine AND near) AS mine
        FROM pairs GROUP BY source, realm ORDER BY alike DESC, source""",
        [import_id],
    ).fetchall()


def _same_people(connection: duckdb.DuckDBPyConnection, import_id: int) -> bool:
    """Whether the customer numbers of this import are the same people's in its realm."""
    people = """
        SELECT DISTINCT import_id, customer_id, lower(email) AS email, phone,
            lower(coalesce(name, first_name || ' ' || last_name)) AS name
        FROM documents WHERE customer_id IS NOT NULL"""
    row = connection.execute(
        f"""
        WITH people AS ({people})
        SELECT avg((coalesce(a.email = b.email, false) OR coalesce(a.phone = b.phone, false)
                OR coalesce(a.name = b.name, false))::INT)
        FROM people AS a JOIN people AS b USING (customer_id)
            JOIN imports AS own ON own.import_id = a.import_id
            JOIN imports AS o ON o.import_id = b.import_id AND o.realm = own.realm
        WHERE a.import_id = ? AND b.import_id <> a.import_id
            AND coalesce(a.email = b.email, a.phone = b.phone, a.name = b.name) IS NOT NULL""",
        [import_id],
    ).fetchone()
    return bool(row and row[0] is not None and row[0] >= _SAME_SHOP)


def find_moved(connection: duckdb.DuckDBPyConnection, imports: str) -> bool:
    """Create ``moved`` (import_id, document_id, order_id) for ``imports``, newest ones counted.

    Documents that are another order than their number says get an ``order_id`` of their own;
    those that another import repeats have none. Returns whether there are any.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE moved AS
        WITH placed AS (
            SELECT import_id, source, document_id, {order_number("document_id")} AS number,
                ordered_at
            FROM documents JOIN {imports} USING (import_id) WHERE numbered),
        spread AS (
            SELECT source, number FROM placed GROUP BY ALL
            HAVING count(*) > 1 AND max(ordered_at) - min(ordered_at) > {_SAME_ORDER}),
        steps AS (
            SELECT placed.*, ordered_at - lag(ordered_at) OVER times > {_SAME_ORDER} AS anew
            FROM placed JOIN spread USING (source, number)
            WINDOW times AS (PARTITION BY source, number ORDER BY ordered_at NULLS FIRST)),
        rounds AS (
            SELECT *, count(*) FILTER (anew) OVER (PARTITION BY source, number
                ORDER BY ordered_at NULLS FIRST) AS round FROM steps)
        SELECT import_id, document_id, number || chr(31) || round AS order_id
        FROM rounds WHERE round > 0;
        INSERT INTO moved SELECT import_id, document_id, NULL FROM ({_repeated(imports)})"""
    )
    row = connection.execute("SELECT EXISTS (FROM moved)").fetchone()
    return bool(row and row[0])


def mark_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark imports that hold again what others hold.

    ``duplicate``: of the very same file the first that can count does, the others wait.
    ``repeats``: some orders, though without numbers, are in another import too.
    """
    counted = (
        "(SELECT *, import_id AS newness FROM imports WHERE NOT duplicate AND problem IS NULL)"
    )
    connection.execute(
        f"""
        UPDATE imports SET duplicate = import_id <> coalesce((
            SELECT min(import_id) FROM imports AS same
            WHERE same.fingerprint = imports.fingerprint AND same.problem IS NULL), import_id)
        WHERE problem IS NULL;
        CREATE OR REPLACE TEMP TABLE repeating AS
        SELECT DISTINCT unnest([import_id, other]) AS import_id FROM ({_repeated(counted)});
        UPDATE imports SET repeats = import_id IN (SELECT import_id FROM repeating)
        WHERE repeats <> (import_id IN (SELECT import_id FROM repeating))"""
    )


def _repeated(imports: str) -> str:
    """SQL for (import_id, document_id, other): documents that another import has as well.

    Two imports are compared where at least one has no order numbers; the one with numbers
    stays, else the newer one. Its orders of the days of both files have to be nearly the
    same: who, when and how much. On the first and the last of these days some may be missing,
    because exports are made in the middle of a day.
    """
    who = (
        "coalesce(lower(email), customer_id, card_number, phone, tax_id,"
        " lower(name), lower(first_name || ' ' || last_name))"
    )
    return f"""
        WITH loose AS (SELECT import_id FROM {imports} WHERE NOT numbered),
        contents AS (
            SELECT import_id, newness, numbered, document_id, {who} AS who, ordered_at, total,
                row_number() OVER (PARTITION BY import_id, who, ordered_at, total
                    ORDER BY document_id) AS nth
            FROM documents JOIN {imports} USING (import_id)
            WHERE ordered_at IS NOT NULL AND EXISTS (FROM loose)),
        periods AS (
            SELECT import_id, newness, numbered, min(ordered_at)::DATE AS since,
                max(ordered_at)::DATE AS until
            FROM contents GROUP BY ALL),
        compared AS (
            SELECT a.import_id AS dropped, b.import_id AS kept,
                greatest(a.since, b.since) AS since, least(a.until, b.until) AS until
            FROM periods AS a JOIN periods AS b ON a.import_id <> b.import_id
                AND a.since <= b.until AND b.since <= a.until
            WHERE NOT a.numbered AND (b.numbered OR a.newness < b.newness)),
        found AS (
            SELECT dropped, kept, document_id, ordered_at::DATE IN (since, until) AS at_edge,
                contents.import_id = dropped AS in_dropped,
                count(*) OVER (PARTITION BY dropped, kept, who, ordered_at, total, nth) = 2
                    AS common
            FROM compared JOIN contents ON contents.import_id IN (dropped, kept)
                AND ordered_at::DATE BETWEEN compared.since AND compared.until),
        counted AS (
            SELECT dropped, kept, count(*) FILTER (common AND in_dropped) AS n,
                greatest(count(*) FILTER (NOT common AND NOT at_edge AND in_dropped),
                    count(*) FILTER (NOT common AND NOT at_edge AND NOT in_dropped)) AS missing,
                count(*) FILTER (NOT common) AS odd
            FROM found GROUP BY dropped, kept)
        SELECT DISTINCT dropped AS import_id, document_id, kept AS other
        FROM found JOIN counted USING (dropped, kept)
        WHERE common AND in_dropped AND n >= {_REPEATED} * (n + missing) AND n >= odd
            AND (n >= {_ENOUGH} OR (odd = 0 AND n > 1))"""

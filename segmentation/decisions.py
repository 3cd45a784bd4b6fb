"""What the owner decided about two customers: one person, or two different people.

A decision names two customer keys (an e-mail, a customer number, a card, a phone), never rows, so
it holds for next month's files too, and does nothing once its keys are gone. ``certain`` is the
customer that certain keys make; ``customer`` what follows from the decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

Pair = tuple[str, str]


@dataclass(frozen=True)
class Decision:
    """Two customer keys, the lesser first, and whether the owner takes them for one person."""

    first: str
    second: str
    same: bool


def create_decisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table of decisions, unless it is there."""
    connection.execute(
        """CREATE TABLE IF NOT EXISTS decisions (place BIGINT, first VARCHAR, second VARCHAR,
        same BOOLEAN, PRIMARY KEY (first, second))"""
    )


def list_decisions(connection: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """All decisions, the latest first."""
    rows = connection.execute(
        "SELECT first, second, same FROM decisions ORDER BY place DESC"
    ).fetchall()
    return tuple(Decision(*row) for row in rows)


def decide(connection: duckdb.DuckDBPyConnection, pairs: Iterable[Pair], same: bool | None) -> None:
    """Decide about pairs of customer keys, or with None take back what was decided; the
    tables of ``main`` follow."""
    ordered = list(dict.fromkeys(tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE decided AS
        SELECT unnest(?::VARCHAR[]) AS first, unnest(?::VARCHAR[]) AS second,
            unnest(range(?)) AS place""",
        [[first for first, _ in ordered], [second for _, second in ordered], len(ordered)],
    )
    connection.execute(
        """
        DELETE FROM decisions WHERE (first, second) IN (SELECT (first, second) FROM decided)"""
    )
    if same is not None:
        connection.execute(
            """INSERT INTO decisions
            SELECT place + (SELECT coalesce(max(place), 0) + 1 FROM decisions), first, second, ?
            FROM decided""",
            [same],
        )
    _follow(connection, "main")


def trace_decisions(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Create ``decided_keys`` (key, certain) in ``schema``: whose the keys of decisions are.

    To be called after :func:`segmentation.identity.resolve_customers`, on the same connection.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {schema}.decided_keys AS
        WITH wanted AS (SELECT first AS key FROM decisions UNION SELECT second FROM decisions),
        known AS (
            SELECT ref, unnest([e, c, l, p, t]) AS key, coalesce(e, c, l) IS NULL AS weak
            FROM person_keys WHERE EXISTS (FROM wanted))
        -- A phone or tax number that names nobody is not whoever happens to have it.
        SELECT key, min(customer) AS certain
        FROM known JOIN wanted USING (key) JOIN {schema}.customer_keys USING (ref)
        WHERE weak OR key[1] IN ('e', 'c', 'l') GROUP BY key"""
    )


def join_customers(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Create ``joined`` (certain, customer) in ``schema``: who goes by another's key now.

    Customers that decisions connect are one, named by their first e-mail, else their first
    other key, as without decisions. Who is kept apart is never connected by way of others.
    """
    pairs = connection.execute(
        f"""
        SELECT a.certain, b.certain, same FROM decisions
            JOIN {schema}.decided_keys AS a ON a.key = first
            JOIN {schema}.decided_keys AS b ON b.key = second
        WHERE a.certain <> b.certain ORDER BY place"""
    ).fetchall()
    leader = connect(
        [(first, second) for first, second, same in pairs if same],
        [(first, second) for first, second, same in pairs if not same],
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {schema}.joined (certain VARCHAR, customer VARCHAR)"
    )
    moved = sorted((key, name) for key, name in leader.items() if key != name)
    if moved:
        connection.execute(
            f"INSERT INTO {schema}.joined SELECT unnest(?), unnest(?)",
            [[key for key, _ in moved], [name for _, name in moved]],
        )


def connect(pairs: Iterable[Pair], apart: Iterable[Pair] = ()) -> dict[str, str]:
    """The name of the connected component of each key that occurs in ``pairs``.

    A pair that would bring two keys of ``apart`` together is left out.
    """
    members: dict[str, list[str]] = {}  # each key with all keys of its component
    against: dict[str, set[str]] = {}
    for first, second in apart:
        against.setdefault(first, set()).add(second)
        against.setdefault(second, set()).add(first)
    for first, second in pairs:
        one, other = members.setdefault(first, [first]), members.setdefault(second, [second])
        enemies = set().union(*(against.get(key, ()) for key in one))
        if one is other or not enemies.isdisjoint(other):
            continue
        one += other
        for key in other:
            members[key] = one
    return {key: min(component, key=_rank) for key, component in members.items()}


def _rank(key: str) -> tuple[int, str]:
    return "eclpt".find(key[0]), key


def _follow(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Bring ``current`` and ``list_rows`` up to date after the decisions in ``decided``."""
    connection.execute(
        f"""
        INSERT INTO {schema}.decided_keys
        SELECT DISTINCT key, key FROM (SELECT unnest([first, second]) AS key FROM decided)
        WHERE key NOT IN (SELECT key FROM {schema}.decided_keys)
            AND (key IN (SELECT certain FROM {schema}.current)
                OR key IN (SELECT certain FROM {schema}.list_rows))"""
    )
    join_customers(connection, schema)
    for table in ("current", "list_rows"):
        connection.execute(
            f"""
            UPDATE {schema}.{table} SET customer = names.customer
            FROM (SELECT DISTINCT certain, coalesce(joined.customer, certain) AS customer
                FROM {schema}.{table} LEFT JOIN {schema}.joined USING (certain)) AS names
            WHERE {table}.certain = names.certain AND {table}.customer <> names.customer"""
        )

"""The DuckDB file a shop is kept in: opened, made, and brought up to date.

A file from an older version gets the columns it lacks, empty; nothing in it is lost.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from segmentation.decisions import create_decisions
from segmentation.errors import fail
from segmentation.ingest.orders import DOCUMENT_COLUMNS, LINE_COLUMNS
from segmentation.ingest.people import PEOPLE_COLUMNS
from segmentation.merging import rebuild

MEMORY_LIMIT = "400MB"
_IMPORT = ("import_id", "INTEGER")
_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "imports": (
        ("import_id", "INTEGER PRIMARY KEY"), ("used", "BOOLEAN"), ("kind", "VARCHAR"),
        ("platform", "VARCHAR"), ("source", "VARCHAR"), ("realm", "VARCHAR"),
        ("layout", "VARCHAR"), ("fingerprint", "VARCHAR"), ("last_order", "TIMESTAMP"),
        ("duplicate", "BOOLEAN"), ("raw", "VARCHAR"), ("mapping", "VARCHAR"),
        ("report", "VARCHAR"), ("problem", "VARCHAR"), ("numbered", "BOOLEAN DEFAULT true"),
        ("repeats", "BOOLEAN DEFAULT false"),
    ),
    "documents": (_IMPORT, *DOCUMENT_COLUMNS),
    "lines": (_IMPORT, *LINE_COLUMNS),
    "people": (_IMPORT, *PEOPLE_COLUMNS),
    "refused": (
        _IMPORT, ("row", "BIGINT"), ("sheet", "VARCHAR"), ('"column"', "VARCHAR"),
        ("value", "VARCHAR"), ("reason", "VARCHAR"), ("cells", "VARCHAR[]"),
    ),
    "choices": (("name", "VARCHAR PRIMARY KEY"), ("value", "VARCHAR")),
}  # fmt: skip


def open_database(file: Path | None, scratch: Path) -> duckdb.DuckDBPyConnection:
    """Open or make the database in ``file``, or one that is gone once closed where this is None.

    What does not fit in memory goes to ``scratch``.

    Raises SegmentationError (shop_in_use, shop_damaged).
    """
    try:
        connection = duckdb.connect(
            file or ":memory:",
            config={
                "memory_limit": MEMORY_LIMIT,
                "temp_directory": str(scratch / "spill"),
                "threads": 2,
                "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
            },
        )
    except duckdb.Error as error:
        locked = "lock" in str(error).lower() or "being used" in str(error).lower()
        raise fail("shop_in_use" if locked else "shop_damaged") from error
    _create_tables(connection)
    return connection


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that are missing, and the columns that older tables lack."""
    there = set(
        connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main'"
        ).fetchall()
    )
    tables = {table for table, _ in there}
    missing = [
        (table, name, kind)
        for table, columns in _TABLES.items()
        for name, kind in columns
        if (table, name.strip('"')) not in there
    ]
    if not missing and "decisions" in tables:
        return
    connection.execute("BEGIN")
    connection.execute("CREATE SCHEMA IF NOT EXISTS preview")
    connection.execute("CREATE SEQUENCE IF NOT EXISTS import_ids")
    for table, columns in _TABLES.items():
        if table not in tables:
            listed = ", ".join(f"{name} {kind}" for name, kind in columns)
            connection.execute(f"CREATE TABLE {table} ({listed})")
    for table, name, kind in missing:
        if table in tables:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    if "decisions" not in tables:
        create_decisions(connection)
    rebuild(connection, "main")
    connection.execute("COMMIT")

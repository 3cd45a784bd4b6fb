"""What was read from files, as rows of the shop's database: staged, used, taken back.

Every row of documents, lines and people knows its import. The functions here work on a cursor
in a transaction of the shop; texts of staged files are kept until these are used or removed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import duckdb

from segmentation.errors import Problem, SegmentationError
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.report import ImportReport
from segmentation.ingest.tables import build_tables, drop_tables
from segmentation.ingest.values import quote
from segmentation.overlaps import find_source, mark_duplicates
from segmentation.saved import dump, load

_ROWS_AT_ONCE = 2_000_000  # of a larger file parts are joined, to stay within the memory limit


@dataclass(frozen=True)
class Import:
    """One table of one file: what it was taken for, and what was kept of it.

    ``problem`` says why it cannot count (then ``report`` is None); ``duplicate`` that the very
    same file is there already.
    """

    import_id: int
    raw: RawTable
    mapping: ColumnMapping
    report: ImportReport | None
    problem: Problem | None
    used: bool
    duplicate: bool


def next_number(cursor: duckdb.DuckDBPyConnection) -> int:
    """A number that no import and no text table has."""
    row = cursor.execute("SELECT nextval('import_ids')").fetchone()
    assert row is not None
    return int(row[0])


def stage(
    cursor: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping, import_id: int
) -> Import:
    """Put what a text table holds by its mapping into the shop, to be reviewed."""
    delete_rows(cursor, import_id)
    report, problem = None, None
    try:
        report = build_tables(cursor, raw, mapping)
    except SegmentationError as error:
        problem = error.problem
    if report:
        _copy(cursor, raw, import_id)
        raw = replace(raw, rows=report.rows)
    cursor.execute(
        """INSERT INTO imports BY NAME SELECT ? AS import_id, false AS used, ? AS kind,
            ? AS platform, md5(?) AS layout, ? AS fingerprint,
            (SELECT max(ordered_at) FROM documents WHERE import_id = ?) AS last_order,
            false AS duplicate, ? AS raw, ? AS mapping, ? AS report, ? AS problem,
            true AS numbered, false AS repeats""",
        [import_id, report.kind if report else mapping.kind, mapping.platform,
         "\n".join(raw.headers), raw.fingerprint, import_id,
         dump(raw), dump(mapping), dump(report), dump(problem)],
    )  # fmt: skip
    find_source(cursor, import_id, numbered=mapping.column("order_id") is not None)
    mark_duplicates(cursor)
    return find_import(cursor, import_id)


def _copy(cursor: duckdb.DuckDBPyConnection, raw: RawTable, import_id: int) -> None:
    starts = [*range(0, max(1, raw.rows), _ROWS_AT_ONCE), None]
    for start, end in pairwise(starts):
        before = "" if end is None else f"AND place < {end}"
        cursor.execute(
            f"""INSERT INTO documents BY NAME SELECT ?::INTEGER AS import_id, * EXCLUDE (place)
            FROM {raw.table}_documents WHERE place >= {start} {before}""",
            [import_id],
        )
    for table in ("lines", "people"):
        cursor.execute(
            f"INSERT INTO {table} BY NAME SELECT ?::INTEGER AS import_id, * "
            f"FROM {raw.table}_{table}",
            [import_id],
        )
    cells = ", ".join(f"c{i}" for i in range(len(raw.headers)))
    cursor.execute(
        f"""INSERT INTO refused SELECT ?, r.row, r.sheet, r."column", r.value, r.reason,
            [{cells}] FROM {raw.table}_refused AS r
            JOIN {raw.table} AS t ON t.{raw.position} = r.position ORDER BY r.position""",
        [import_id],
    )
    drop_tables(cursor, raw)


def list_imports(cursor: duckdb.DuckDBPyConnection) -> tuple[Import, ...]:
    """All imports, oldest first."""
    ids = cursor.execute("SELECT import_id FROM imports ORDER BY import_id").fetchall()
    return tuple(find_import(cursor, import_id) for (import_id,) in ids)


def find_import(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
    """The import with this number."""
    row = cursor.execute(
        """SELECT raw, mapping, report, problem, used, duplicate, repeats
        FROM imports WHERE import_id = ?""",
        [import_id],
    ).fetchone()
    assert row is not None
    raw, mapping, report_text, problem, used, duplicate, repeats = row
    report = load(ImportReport, report_text) if report_text else None
    if report and (duplicate or repeats):
        noticed = "same_file_twice" if duplicate else "orders_repeated"
        report = replace(report, warnings=(noticed, *report.warnings))
    return Import(
        import_id, load(RawTable, raw), load(ColumnMapping, mapping), report,
        load(Problem, problem) if problem else None, used, duplicate,
    )  # fmt: skip


def delete_rows(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Delete everything that came from an import; its texts stay."""
    for table in ("documents", "lines", "people", "refused", "imports"):
        cursor.execute(f"DELETE FROM {table} WHERE import_id = ?", [import_id])


def list_refused(cursor: duckdb.DuckDBPyConnection, import_id: int) -> list[tuple[object, ...]]:
    """(row, sheet, column, value, reason, cells) of every row left out of an import."""
    return cursor.execute(
        """SELECT row, sheet, "column", value, reason, cells FROM refused
        WHERE import_id = ? ORDER BY sheet NULLS FIRST, row""",
        [import_id],
    ).fetchall()


def drop_text(cursor: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    """Drop a text table, and the file behind it."""
    if raw.path is None:
        cursor.execute(f"DROP TABLE IF EXISTS {raw.table}")
        return
    cursor.execute(f"DROP VIEW IF EXISTS {raw.table}")
    cursor.execute(f"DROP TABLE IF EXISTS {raw.sample}")
    shutil.rmtree(Path(raw.path).parent, ignore_errors=True)


def drop_strays(cursor: duckdb.DuckDBPyConnection, texts: Path) -> None:
    """Drop texts, in the database and in the folder ``texts``, that are no staged import's."""
    staged = {
        load(RawTable, raw)
        for (raw,) in cursor.execute("SELECT raw FROM imports WHERE NOT used").fetchall()
    }
    kept = {raw.table for raw in staged} | {raw.sample for raw in staged}
    made = cursor.execute(
        """SELECT 'VIEW', view_name FROM duckdb_views()
        WHERE NOT temporary AND starts_with(view_name, 'raw_')
        UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()
        WHERE NOT temporary AND starts_with(table_name, 'raw_')"""
    ).fetchall()
    for kind, name in made:
        if name not in kept:
            cursor.execute(f"DROP {kind} {quote(name)}")
    folders = {Path(raw.path).parent.name for raw in staged if raw.path}
    for folder in texts.glob("*"):
        if folder.name not in folders:
            shutil.rmtree(folder, ignore_errors=True)

"""A mapped text table to standard tables: documents and lines, or people, and the report.

Creates in the connection ``<table>_documents``, ``_lines``, ``_people`` (empty where the file
has none) and ``_refused``; the shop copies them from there.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from segmentation.columns import Kind
from segmentation.errors import fail
from segmentation.ingest.currencies import find_currency
from segmentation.ingest.date_forms import date_form_in_file
from segmentation.ingest.dates import DateForm
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.order_rows import OrderFile
from segmentation.ingest.orders import DOCUMENT_COLUMNS, LINE_COLUMNS, OrderForms, build_orders
from segmentation.ingest.people import PEOPLE_COLUMNS, TRAITS, build_people, people_of_orders
from segmentation.ingest.platforms import find
from segmentation.ingest.raw_table import IrregularFileError, RawTable
from segmentation.ingest.report import ImportReport, Refusal

_REFUSALS_REPORTED = 100


def build_tables(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> ImportReport:
    """Make the standard tables of one file and say what was kept.

    Raises SegmentationError (unknown_kind, or no_rows) when the mapping makes neither orders nor
    people.
    """
    if mapping.kind is None:
        row = connection.execute(f"SELECT EXISTS (FROM {raw.table})").fetchone()
        raise fail("unknown_kind" if row and row[0] else "no_rows", file=raw.name)
    drop_tables(connection, raw)
    if mapping.kind in ("orders", "order_lines"):
        return _orders(connection, raw, mapping)
    _empty(connection, f"{raw.table}_documents", (*DOCUMENT_COLUMNS, ("place", "BIGINT")))
    _empty(connection, f"{raw.table}_lines", LINE_COLUMNS)
    numbers, warnings = build_people(connection, raw, mapping)
    report = _report(connection, raw, mapping.kind, raw.warnings + warnings)
    _check_rows(connection, raw, f"{raw.table}_people")
    return replace(report, decimal_mark=numbers.decimal_mark)


def drop_tables(connection: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    """Drop what :func:`build_tables` made, once it is copied."""
    made = connection.execute(
        """SELECT 'VIEW', view_name FROM duckdb_views()
        WHERE temporary AND starts_with(view_name, $prefix)
        UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()
        WHERE (temporary AND starts_with(table_name, $prefix)) OR table_name = $rows
        ORDER BY 1 DESC, 2""",
        {"prefix": f"{raw.table}_", "rows": f"{raw.table}_rows"},
    ).fetchall()
    for kind, name in made:
        connection.execute(f"DROP {kind} {name}")


def _orders(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> ImportReport:
    dates, warnings = _date_form(connection, raw, mapping)
    file = OrderFile(connection, raw, mapping)
    forms = build_orders(file, dates)
    if any(mapping.column(trait) for trait in TRAITS):
        people_of_orders(connection, raw, mapping)
    else:
        _empty(connection, f"{raw.table}_people", PEOPLE_COLUMNS)
    report = _report(connection, raw, "orders", raw.warnings + warnings + forms.warnings)
    report = _with_documents(file, report)
    _check_rows(connection, raw, file.rows)
    return replace(
        report,
        kind=_kind(mapping, report, forms),
        pattern=forms.pattern,
        date_order=dates.order if dates else None,
        decimal_mark=forms.numbers.decimal_mark,
        warnings=report.warnings
        + (() if mapping.column("order_date") else ("no_dates",))
        + _notice(file, forms),
    )


def _kind(mapping: ColumnMapping, report: ImportReport, forms: OrderForms) -> Kind:
    """What a row is: a line where orders have several rows or products are priced alone."""
    if mapping.platform != "generic" and mapping.kind:
        return mapping.kind
    priced = mapping.column("unit_price") or mapping.column("line_amount")
    if report.documents < report.rows_kept or (priced and not mapping.column("total")):
        return "order_lines"
    return "orders"


def _check_rows(connection: duckdb.DuckDBPyConnection, raw: RawTable, kept: str) -> None:
    """A line of a view that was passed over would shift the numbers of all rows below it; a
    view without any row is no table."""
    if raw.path is None:
        return
    row = connection.execute(
        f"""SELECT greatest((SELECT max(row) FROM {kept}),
            (SELECT max(row) FROM {raw.table}_refused))"""
    ).fetchone()
    last = row[0] if row else None
    if last is None or (not raw.quoted and last != raw.rows + raw.header_row):
        raise IrregularFileError


def _with_documents(file: OrderFile, report: ImportReport) -> ImportReport:
    documents, kept = file.counts(
        f"SELECT (SELECT count(*) FROM {file.grouped}), (SELECT count(*) FROM {file.rows})"
    )
    rows = kept + report.rows_refused
    return replace(report, documents=documents, rows_kept=kept, rows=rows)


def _notice(file: OrderFile, forms: OrderForms) -> tuple[str, ...]:
    found = []
    if forms.pattern in ("once", "repeated"):
        (differing,) = file.counts(
            f"""SELECT count(*) FROM (SELECT order_id FROM {file.rows} GROUP BY order_id
            HAVING min(total) <> max(total))"""
        )
        if differing:
            found.append("totals_differ_inside_order")
    (unpaid,) = file.counts(
        f"""SELECT count(*) FROM {file.grouped}
            LEFT JOIN {file.states} AS o ON NOT o.payment AND o.word = status
            LEFT JOIN {file.states} AS p ON p.payment AND p.word = payment_status
        WHERE total > 0 AND (p.state = 'unpaid' OR (o.state = 'unpaid'
            AND p.state IS DISTINCT FROM 'real'))"""
    )
    currencies, rows, keyed = file.counts(
        f"""SELECT (SELECT count(DISTINCT code) FROM {file.currencies}), count(*),
            count(coalesce(email, customer_id, card_number, phone, tax_id)) FROM {file.rows}"""
    )
    found += ["unpaid_counted"] if unpaid else []
    found += ["several_currencies"] if currencies > 1 else []
    found += ["no_people"] if rows and not keyed else []
    return tuple(found)


def _date_form(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> tuple[DateForm | None, tuple[str, ...]]:
    """How the order dates are written: the owner's word on day and month, else what the
    column, then the known export, then the other columns suggest, else day first with a
    warning."""
    column = mapping.column("order_date")
    if column is None:
        return None, ()
    dollars = any(find_currency(cell) == "USD" for g in mapping.guesses for cell in g.samples)
    export = find(mapping.export)
    return date_form_in_file(
        connection,
        raw,
        column,
        day_first=mapping.day_first,
        usual=export.day_first if export else None,
        dollars=dollars,
    )


def _report(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, kind: Kind, warnings: tuple[str, ...]
) -> ImportReport:
    """What was kept of a file whose rows are people; of orders, what their people came to."""

    def count(table: str) -> int:
        row = connection.execute(f"SELECT count(*) FROM {raw.table}_{table}").fetchone()
        return int(row[0]) if row else 0

    refused = connection.execute(
        f"""SELECT row, sheet, "column", value, reason FROM {raw.table}_refused
        ORDER BY position LIMIT {_REFUSALS_REPORTED}"""
    ).fetchall()
    rows_refused, people = count("refused"), count("people")
    return ImportReport(
        kind=kind,
        rows=people + rows_refused,
        rows_kept=people,
        rows_refused=rows_refused,
        documents=0,
        people=people,
        pattern="none",
        date_order=None,
        decimal_mark=".",
        refusals=tuple(Refusal(*row) for row in refused),
        warnings=warnings,
    )


def _empty(
    connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[tuple[str, str], ...]
) -> None:
    listed = ", ".join(f"{name} {kind}" for name, kind in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({listed})")

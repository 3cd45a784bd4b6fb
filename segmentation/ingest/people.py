"""A customer list (or what an order file says of its customers) to people, in SQL."""

from __future__ import annotations

import duckdb

from segmentation.ingest.evidence import find_date_form, find_number_form
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.order_rows import TOTAL_WORDS
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import (
    MONEY,
    NumberForm,
    clean_label,
    clean_text,
    literal,
    number_text,
    parse_date,
    parse_number,
    parse_yes_no,
    plain_id,
)

PEOPLE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("row", "BIGINT"),
    ("email", "VARCHAR"),
    ("customer_id", "VARCHAR"),
    ("card_number", "VARCHAR"),
    ("phone", "VARCHAR"),
    ("tax_id", "VARCHAR"),
    ("first_name", "VARCHAR"),
    ("last_name", "VARCHAR"),
    ("name", "VARCHAR"),
    ("location", "VARCHAR"),
    ("country", "VARCHAR"),
    ("payment", "VARCHAR"),
    ("channel", "VARCHAR"),
    ("gender", "VARCHAR"),
    ("loyalty", "VARCHAR"),
    ("interests", "VARCHAR"),
    ("birth_date", "TIMESTAMP"),
    ("birth_year", MONEY),
    ("age", MONEY),
    ("points", MONEY),
    ("email_consent", "BOOLEAN"),
    ("sms_consent", "BOOLEAN"),
    ("registered", "TIMESTAMP"),
    ("total_spend", MONEY),
    ("frequency", MONEY),
    ("first_order", "TIMESTAMP"),
    ("last_order", "TIMESTAMP"),
    ("extras", "MAP(VARCHAR, VARCHAR)"),
)
TRAITS = ("gender", "loyalty", "interests", "birth_date", "birth_year", "age", "points")
KEYS = ("email", "customer_id", "card_number", "phone", "tax_id")
_NUMERIC = 0.95  # a column of its own is a number when nearly all its cells are


def build_people(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> tuple[NumberForm, tuple[str, ...]]:
    """Create ``<table>_people`` and ``_refused`` from a customer list."""
    numbers, select, values, warnings = _select(connection, raw, mapping)
    names = [f"c{i}" for i in range(len(raw.headers))]
    keys = [mapping.column(key) for key in KEYS]
    keyless = " AND ".join(f"{clean_text(key)} IS NULL" for key in keys if key) or "true"
    total = " OR ".join(f"regexp_matches(lower(trim({c})), {literal(TOTAL_WORDS)})" for c in names)
    filled = " + ".join(f"({c} IS NOT NULL)::INT" for c in names)
    few = max(1, len(names) // 2)
    told = [(c, h) for c, h in zip(names, raw.headers, strict=True)][:40]
    repeated = " + ".join(["0", *(f"coalesce((trim({c}) = ?)::INT, 0)" for c, _ in told)])
    enough = 2 if len(told) > 1 else 1
    first = keys and next((key for key in keys if key), None)
    words = f"regexp_matches(lower(trim({first})), {literal(TOTAL_WORDS)})" if first else "false"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_refused AS
        WITH judged AS (
            SELECT row, sheet, rowid AS position, extra AS value, CASE
                WHEN ({total}) AND ({words} OR ({keyless} AND {filled} <= {few})) THEN 'total_row'
                WHEN ({repeated}) >= {enough} THEN 'repeated_header'
                WHEN extra IS NOT NULL THEN 'too_many_cells' END AS reason
            FROM {raw.table})
        SELECT row, sheet, position, NULL::VARCHAR AS "column", value, reason
        FROM judged WHERE reason IS NOT NULL ORDER BY position""",
        [header for _, header in told],
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_people AS
        SELECT {select} FROM {raw.table}
        WHERE rowid NOT IN (SELECT position FROM {raw.table}_refused) ORDER BY row""",
        values,
    )
    return numbers, warnings


def people_of_orders(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> None:
    """Create ``<table>_people`` from what an order file tells of its customers (age, gender)."""
    _, select, values, _ = _select(connection, raw, mapping)
    columns = ", ".join(name for name, _ in PEOPLE_COLUMNS if name != "row")
    told = " OR ".join(f"{trait} IS NOT NULL" for trait in TRAITS)
    keyed = " OR ".join(f"{key} IS NOT NULL" for key in KEYS)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_people AS
        WITH cells AS (SELECT {select} FROM {raw.table}
            WHERE rowid NOT IN (SELECT position FROM {raw.table}_refused))
        SELECT max(row) AS row, {columns} FROM cells
        WHERE ({told}) AND ({keyed}) GROUP BY ALL ORDER BY row""",
        values,
    )


def _select(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> tuple[NumberForm, str, list[str], tuple[str, ...]]:
    """The SELECT list of people, the values bound in it, and what was noticed."""
    column, warnings = mapping.column, []
    numeric = [name for name, kind in PEOPLE_COLUMNS if kind == MONEY]
    own = [guess for guess in mapping.extras if guess.filled]
    numbers = find_number_form(
        connection, raw, [c for c in map(column, numeric) if c] + [g.column for g in own]
    )
    parts: list[str] = []
    for name, kind in PEOPLE_COLUMNS:
        source = column(name)
        if name in ("row", "extras"):
            continue
        if source is None:
            parts.append(f"NULL::{kind} AS {name}")
        elif kind == MONEY:
            parts.append(f"{parse_number(f'({number_text(source)})', numbers)} AS {name}")
        elif kind == "TIMESTAMP":
            form = find_date_form(connection, raw, source)
            if form and not form.certain and mapping.day_first is not None:
                form = type(form)("dmy" if mapping.day_first else "mdy")
            elif form and not form.certain and "ambiguous_dates" not in warnings:
                warnings.append("ambiguous_dates")
            parts.append(f"{parse_date(source, form) if form else 'NULL::TIMESTAMP'} AS {name}")
        elif kind == "BOOLEAN":
            parts.append(f"{parse_yes_no(source)} AS {name}")
        elif name in ("customer_id", "card_number", "tax_id"):
            parts.append(f"{plain_id(source)} AS {name}")
        elif name in ("email", "phone"):
            parts.append(f"{clean_text(source)} AS {name}")
        else:
            parts.append(f"{clean_label(source)} AS {name}")
    cells = [_own_cell(connection, raw, guess.column, numbers) for guess in own]
    extras = (
        f"map([{', '.join('?' for _ in own)}], [{', '.join(cells)}])"
        if own
        else "NULL::MAP(VARCHAR, VARCHAR)"
    )
    select = ", ".join(["row", *parts, f"{extras} AS extras"])
    return numbers, select, [guess.header for guess in own], tuple(warnings)


def _own_cell(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, column: str, numbers: NumberForm
) -> str:
    """A cell of a column of the shop's own: a plain number where the column holds numbers."""
    parsed = parse_number(f"({number_text(column)})", numbers)
    share = connection.execute(
        f"""SELECT count({parsed}) / greatest(1, count({clean_text(column)})) FROM {raw.table}"""
    ).fetchone()
    if share and share[0] >= _NUMERIC:
        return f"CAST({parsed} AS VARCHAR)"
    return clean_label(column)

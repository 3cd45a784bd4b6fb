"""A customer list (or what an order file says of its customers) to people, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from segmentation.ingest.date_forms import date_form_in_file
from segmentation.ingest.dates import FIRST_YEAR, PIVOT, parse_date
from segmentation.ingest.evidence import find_number_form
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.row_columns import NAMES
from segmentation.ingest.values import (
    MONEY,
    TOTAL_WORDS,
    NumberForm,
    clean_label,
    clean_text,
    literal,
    number_text,
    parse_number,
    parse_yes_no,
    person_id,
    told,
    told_name,
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
    ("postcode", "VARCHAR"),
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
    ("last_active", "TIMESTAMP"),
    ("company", "VARCHAR"),
    ("role", "VARCHAR"),
    ("total_spend", MONEY),
    ("frequency", MONEY),
    ("first_order", "TIMESTAMP"),
    ("last_order", "TIMESTAMP"),
    ("extras", "MAP(VARCHAR, VARCHAR)"),
)
TRAITS = ("gender", "loyalty", "interests", "birth_date", "birth_year", "age", "points")
KEYS = ("email", "customer_id", "card_number", "phone", "tax_id")
_BIRTH_PIVOT = 20  # born in '64: 1964; in '12: 2012
_FIRST_BIRTH = 1850
_NUMERIC = 0.95  # a column of its own is a number when nearly all its cells are


def build_people(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> tuple[NumberForm, tuple[str, ...]]:
    """Create ``<table>_people`` and ``_refused`` from a customer list."""
    chosen = _select(connection, raw, mapping)
    names = [f"c{i}" for i in range(len(raw.headers))]
    keys = [key for key in map(mapping.column, KEYS) if key]
    totals = {
        c: f"coalesce(regexp_matches(lower(trim({c})), {literal(TOTAL_WORDS)}), false)"
        for c in names
    }
    nobody = " AND ".join(f"({clean_text(key)} IS NULL OR {totals[key]})" for key in keys)
    in_key = " OR ".join(totals[key] for key in keys) or "false"
    filled = f"list_count([{', '.join(names)}])"
    few = (len(names) + 1) // 2
    told = [(c, h) for c, h in zip(names, raw.headers, strict=True)][:40]
    repeated = " + ".join(["0", *(f"coalesce((trim({c}) = ?)::INT, 0)" for c, _ in told)])
    # A "VIP" under VIP is a value; a row that says most of its names again is none.
    enough = f"greatest(1, 0.6 * ({filled}))"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_refused AS
        WITH judged AS (
            SELECT row, sheet, {raw.position} AS position, extra AS value, CASE
                WHEN {raw.is_note(raw.position)} THEN 'note'
                WHEN ({" OR ".join(totals.values())}) AND ({nobody or "true"})
                    AND ({in_key} OR {filled} <= {few}) THEN 'total_row'
                WHEN ({repeated}) >= {enough} THEN 'repeated_header'
                WHEN extra IS NOT NULL THEN 'too_many_cells' END AS reason
            FROM {raw.table})
        SELECT row, sheet, position, NULL::VARCHAR AS "column", value, reason
        FROM judged WHERE reason IS NOT NULL ORDER BY position""",
        [header for _, header in told],
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_people AS
        WITH texts AS (SELECT {chosen.texts} FROM {raw.table}
            WHERE {raw.position} NOT IN (SELECT position FROM {raw.table}_refused))
        SELECT {chosen.values} FROM texts ORDER BY row""",
        chosen.bound,
    )
    return chosen.numbers, chosen.warnings


def people_of_orders(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> None:
    """Create ``<table>_people`` from what an order file tells of its customers (age, gender)."""
    chosen = _select(connection, raw, mapping)
    columns = ", ".join(name for name, _ in PEOPLE_COLUMNS if name != "row")
    told = " OR ".join(f"{trait} IS NOT NULL" for trait in TRAITS)
    keyed = " OR ".join(f"{key} IS NOT NULL" for key in KEYS)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {raw.table}_people AS
        WITH texts AS (SELECT {chosen.texts} FROM {raw.table}
            WHERE {raw.position} NOT IN (SELECT position FROM {raw.table}_refused)),
        cells AS (SELECT {chosen.values} FROM texts)
        SELECT max(row) AS row, {columns} FROM cells
        WHERE ({told}) AND ({keyed}) GROUP BY ALL ORDER BY row""",
        chosen.bound,
    )


@dataclass(frozen=True)
class _Selection:
    """SQL for people in two steps: ``texts`` from the text table, ``values`` from those, with
    what is bound in them; and the form of the numbers and what was noticed."""

    texts: str
    values: str
    bound: list[str]
    numbers: NumberForm
    warnings: tuple[str, ...]


def _select(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
) -> _Selection:
    column = mapping.column
    warnings: list[str] = []
    numeric = [c for name, kind in PEOPLE_COLUMNS if kind == MONEY and (c := column(name))]
    own = [guess for guess in mapping.extras if guess.filled]
    numbers = find_number_form(
        connection, raw, numeric + [guess.column for guess in own], dashes=False
    )
    texts, values = ["row"], ["row"]
    for name, kind in PEOPLE_COLUMNS:
        source = column(name)
        if name in ("row", "extras"):
            continue
        if source is None:
            told = mapping.consent if name == "email_consent" else None
            values.append(f"{'NULL' if told is None else told}::{kind} AS {name}")
            continue
        if kind == MONEY:
            texts.append(f"{number_text(source)} AS {name}")
            values.append(f"{parse_number(name, numbers)} AS {name}")
            continue
        if kind == "TIMESTAMP":
            form, noticed = date_form_in_file(connection, raw, source, day_first=mapping.day_first)
            warnings += [warning for warning in noticed if warning not in warnings]
            born = name == "birth_date"
            pivot, first_year = (_BIRTH_PIVOT, _FIRST_BIRTH) if born else (PIVOT, FIRST_YEAR)
            cell = "NULL::TIMESTAMP"
            if form:
                cell = parse_date(source, form, pivot=pivot, first_year=first_year)
        elif kind == "BOOLEAN":
            cell = parse_yes_no(source)
        elif name in ("customer_id", "card_number", "tax_id"):
            cell = person_id(source)
        else:
            cell = clean_text(source) if name == "email" else clean_label(source)
            if name in NAMES:
                cell = told_name(cell)
        texts.append(f"{cell} AS {name}")
        values.append(name)
    cells = _own_cells(connection, raw, [guess.column for guess in own], numbers)
    texts += [f"{cell} AS own_{number}" for number, (cell, _) in enumerate(cells)]
    made = ", ".join(f"CAST({value} AS VARCHAR)" for _, value in cells)
    extras = f"map([{', '.join('?' for _ in own)}], [{made}])" if own else "NULL"
    values.append(f"{extras}::MAP(VARCHAR, VARCHAR) AS extras")
    bound = [guess.header for guess in own]
    return _Selection(", ".join(texts), ", ".join(values), bound, numbers, tuple(warnings))


def _own_cells(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, columns: list[str], numbers: NumberForm
) -> list[tuple[str, str]]:
    """SQL of the text (called ``own_<position>``) and of the value of each column of the
    shop's own: a plain number where the column holds numbers."""
    if not columns:
        return []
    texts = ", ".join(
        f"{number_text(column, percent=True)} AS own_{n}, {told(clean_text(column))} AS filled_{n}"
        for n, column in enumerate(columns)
    )
    values = [parse_number(f"own_{number}", numbers) for number in range(len(columns))]
    shares = ", ".join(
        f"count({value}) / greatest(1, count(filled_{n}))" for n, value in enumerate(values)
    )
    row = connection.execute(
        f"WITH texts AS (SELECT {texts} FROM {raw.table}) SELECT {shares} FROM texts"
    ).fetchone()
    assert row is not None
    return [
        (number_text(column, percent=True), value)
        if share >= _NUMERIC
        else (told(clean_label(column)), f"own_{number}")
        for number, (column, value, share) in enumerate(zip(columns, values, row, strict=True))
    ]

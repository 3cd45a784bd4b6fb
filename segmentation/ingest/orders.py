"""An order file's rows to documents and lines, in SQL.

A document is everything under one order number; its total counts once, whatever pattern the
file has: on the first row only, repeated on every row, or line amounts to add up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from segmentation.ingest.currencies import currency_code, find_currency
from segmentation.ingest.evidence import find_number_form
from segmentation.ingest.order_rows import (
    CONSENTS,
    IDS,
    LINE_TEXTS,
    NUMBERS,
    TEXTS,
    OrderFile,
    create_rows,
    mark_sum,
    name_documents,
)
from segmentation.ingest.report import AmountPattern
from segmentation.ingest.statuses import classify_status
from segmentation.ingest.values import MONEY, DateForm, NumberForm, is_blank, literal

_PERSON = ("email", "phone", *IDS, *TEXTS, *CONSENTS)
DOCUMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("document_id", "VARCHAR"),
    ("ordered_at", "TIMESTAMP"),
    ("total", MONEY),
    ("refunded", MONEY),
    ("discounted", "BOOLEAN"),
    ("currency", "VARCHAR"),
    ("state", "VARCHAR"),
    ("unpaid", "BOOLEAN"),
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
    ("email_consent", "BOOLEAN"),
    ("sms_consent", "BOOLEAN"),
)
LINE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("document_id", "VARCHAR"),
    ("row", "BIGINT"),
    ("product", "VARCHAR"),
    ("sku", "VARCHAR"),
    ("category", "VARCHAR"),
    ("quantity", MONEY),
    ("amount", MONEY),
)
_PRICE = f"TRY_CAST(TRY(unit_price * coalesce(quantity, 1)) AS {MONEY})"
_NOT_CANCELLED = "^(no|nie|нет|n|false|null|none|0|-+|0000-00-00.*)$"


@dataclass(frozen=True)
class OrderForms:
    """How the order file writes its numbers, and how its totals lie on the rows."""

    numbers: NumberForm
    pattern: AmountPattern
    warnings: tuple[str, ...]


def build_orders(file: OrderFile, dates: DateForm | None) -> OrderForms:
    """Create ``<table>_documents``, ``_lines`` and ``_refused`` from an order file."""
    columns = [file.mapping.column(meaning) for meaning in NUMBERS]
    numbers = find_number_form(file.connection, file.raw, [c for c in columns if c])
    create_rows(file, numbers, dates)
    mark_sum(file)
    warnings = name_documents(file)
    if not numbers.certain:
        warnings = ("guessed_decimal_mark", *warnings)
    pattern = _find_pattern(file)
    total, line = _amounts(file, pattern)
    _refuse_rows(file, pattern, total)
    _create_documents(file, pattern, total)
    _create_lines(file, line)
    return OrderForms(numbers, pattern, warnings)


def _find_pattern(file: OrderFile) -> AmountPattern:
    """How order totals lie on the rows, from documents of several rows."""
    if not file.has("total"):
        return "lines" if file.has("line_amount", "unit_price") else "none"
    several, once, constant, by_line = file.counts(
        f"""WITH documents AS (
            SELECT order_id, count(*) AS n, count(total) AS amounts, min(total) AS least,
                max(total) AS most, bool_and(abs(total::DOUBLE - {_PRICE}::DOUBLE)
                    <= 0.011 * greatest(abs(total::DOUBLE), 1)) AS is_line
            FROM {file.rows} WHERE order_id IS NOT NULL AND NOT totals GROUP BY order_id)
        SELECT count(*) FILTER (n > 1), count(*) FILTER (n > 1 AND amounts = 1),
            count(*) FILTER (n > 1 AND amounts = n AND least = most),
            count(*) FILTER (n > 1 AND is_line) FROM documents"""
    )
    if several == 0:
        return "single"
    if once >= 0.8 * several:
        return "once"
    if by_line >= 0.8 * several:
        return "lines"
    return "repeated" if once + constant >= 0.9 * several else "lines"


def _amounts(file: OrderFile, pattern: AmountPattern) -> tuple[str, str]:
    """SQL for a document's total (an aggregate) and for the amount of one of its lines."""
    line = f"coalesce(line_amount, {_PRICE})"
    if pattern == "none":
        return f"NULL::{MONEY}", f"NULL::{MONEY}"
    if not file.has("total"):
        return f"sum({line})", line
    if pattern == "lines":
        return f"sum(coalesce(total, {line}))", f"coalesce(total, {line})"
    return f"coalesce(arg_max(total, abs(total)), sum({line}))", f"coalesce({line}, total)"


def _refuse_rows(file: OrderFile, pattern: AmountPattern, total: str) -> None:
    """Move rows that cannot count to ``<table>_refused``, each with its reason; so too all
    rows of a document without any date or amount."""
    header, refused = file.mapping.header, f"{file.raw.table}_refused"
    used = ["total"] if file.has("total") else []
    if not used or (pattern != "lines" and not file.has("total")):
        used = ["line_amount"] if file.has("line_amount") else ["unit_price", "quantity"]
    blank = f"{is_blank('total_cell')} AND {is_blank('line_amount_cell')}"
    blank += f" AND {is_blank('unit_price_cell')}"
    cases: list[tuple[str, str, str | None, str]] = [
        (file.raw.is_note("position"), "note", None, "NULL"),
        ("totals", "total_row", None, "NULL"),
        ("repeated", "repeated_header", None, "NULL"),
        (f"order_id IS NULL AND moment IS NULL AND {blank}", "no_content", None, "NULL"),
        ("extra IS NOT NULL", "too_many_cells", None, "extra"),
        ("order_id IS NULL", "missing_id", header("order_id"), "NULL"),
    ]
    for meaning in used:
        if file.has(meaning):
            unreadable = f"({meaning} IS NULL AND NOT {is_blank(f'{meaning}_cell')})"
            reason = "unreadable_quantity" if meaning == "quantity" else "unreadable_amount"
            cases.append((unreadable, reason, header(meaning), f"{meaning}_cell"))
    if "quantity" in used and file.has("quantity"):
        too_large = f"quantity IS NOT NULL AND unit_price IS NOT NULL AND {_PRICE} IS NULL"
        cases.append((too_large, "unreadable_quantity", header("quantity"), "quantity_cell"))
    reasons = " ".join(f"WHEN {test} THEN {literal(reason)}" for test, reason, _, _ in cases)
    values = " ".join(f"WHEN {test} THEN {value}" for test, _, _, value in cases)
    columns = " ".join(f"WHEN {test} THEN ?::VARCHAR" for test, _, _, _ in cases)
    dated = "bool_or(moment IS NOT NULL)" if file.has("order_date") else "true"
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {refused} AS
        WITH alone AS (
            SELECT *, CASE {reasons} END AS reason, CASE {columns} END AS telling,
                CASE {values} END AS value FROM {file.rows}),
        documents AS (
            SELECT order_id, {dated} AS dated, TRY_CAST({total} AS {MONEY}) AS amount FROM alone
            WHERE reason IS NULL GROUP BY order_id),
        judged AS (
            SELECT alone.*, reason IS NULL AND NOT dated AS dateless,
                reason IS NULL AND dated AND amount IS NULL AS without_amount
            FROM alone LEFT JOIN documents USING (order_id))
        SELECT row, sheet, position,
            CASE WHEN dateless THEN ? WHEN without_amount THEN ? ELSE telling END AS "column",
            CASE WHEN dateless THEN date_cell ELSE value END AS value,
            CASE WHEN dateless AND {is_blank("date_cell")} THEN 'missing_date'
                WHEN dateless THEN 'unreadable_date'
                WHEN without_amount THEN 'missing_amount' ELSE reason END AS reason
        FROM judged WHERE reason IS NOT NULL OR dateless OR without_amount ORDER BY position""",
        [
            *(named for _, _, named, _ in cases),
            header("order_date"),
            header("total") or header("line_amount") or header("unit_price"),
        ],
    )
    file.connection.execute(
        f"DELETE FROM {file.rows} WHERE position IN (SELECT position FROM {refused})"
    )


def _classify(file: OrderFile, meaning: str) -> str:
    """Create the table (word, state) for the words of a status column; returns its name."""
    table = f"{file.raw.table}_{meaning}"
    file.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} (word VARCHAR, state VARCHAR)")
    words = file.connection.execute(
        f"SELECT DISTINCT {meaning} FROM {file.rows} WHERE {meaning} IS NOT NULL"
    ).fetchall()
    payment = meaning == "payment_status"
    states = [(word, classify_status(word, payment=payment)) for (word,) in words]
    if states:
        file.connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", states)
    return table


def _settle_currency(file: OrderFile) -> str | None:
    """Make each row's currency a code, from its column or from the signs in the amounts;
    returns the currency for rows that name none."""
    if file.has("currency"):
        _replace_currency(file, "currency", "currency", currency_code)
        return None
    for meaning in ("total", "line_amount", "unit_price"):
        if not (header := file.mapping.header(meaning)):
            continue
        cell = f"{meaning}_cell"
        sign = f"regexp_replace({cell}, '[0-9.,''’\\s()-]', '', 'g')"
        codes = _replace_currency(file, cell, sign, find_currency)
        if len(codes) == 1:
            return codes.pop()
        if not codes and (named := find_currency(header)):
            return named
    return None


def _replace_currency(
    file: OrderFile, column: str, source: str, code_of: Callable[[str], str | None]
) -> set[str]:
    words = file.connection.execute(
        f"""SELECT DISTINCT {source} AS word
        FROM (SELECT DISTINCT {column} FROM {file.rows}) WHERE word <> ''"""
    ).fetchall()
    codes = {word: code_of(word) for (word,) in words}
    for word, code in codes.items():
        file.connection.execute(
            f"UPDATE {file.rows} SET currency = ? WHERE {source} = ?", [code, word]
        )
    return {code for code in codes.values() if code}


def _create_documents(file: OrderFile, pattern: AmountPattern, total: str) -> None:
    otherwise = _settle_currency(file)
    order_state, paid_state = _classify(file, "status"), _classify(file, "payment_status")
    refund = "max(abs(refunded))"
    if pattern == "lines":  # a refund of the whole order may stand on each of its lines
        same = "count(refunded) = count(*) AND min(refunded) = max(refunded)"
        refund = f"CASE WHEN {same} THEN {refund} ELSE sum(abs(refunded)) END"
    person = ", ".join(
        f"arg_min({name}, position) AS {name}" if file.has(name) else f"any_value({name}) AS {name}"
        for name in _PERSON
    )
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.raw.table}_documents AS
        WITH grouped AS (
            SELECT order_id AS document_id, min(moment) AS ordered_at,
                TRY_CAST({total} AS {MONEY}) AS total,
                coalesce(TRY_CAST({refund} AS {MONEY}), 0) AS refunded,
                bool_or(coalesce(discount, 0) <> 0 OR discount_code IS NOT NULL) AS discounted,
                coalesce(arg_min(currency, position), ?::VARCHAR) AS currency,
                min(status) AS status, min(payment_status) AS payment_status,
                bool_or(NOT regexp_matches(lower(cancelled_at), {literal(_NOT_CANCELLED)}))
                    AS cancelled, {person}
            FROM {file.rows} GROUP BY order_id),
        classed AS (
            SELECT grouped.*, o.state AS order_state, p.state AS paid_state
            FROM grouped LEFT JOIN {order_state} AS o ON o.word = status
                LEFT JOIN {paid_state} AS p ON p.word = payment_status)
        SELECT document_id, ordered_at, total, refunded,
            {"discounted" if file.has("discount", "discount_code") else "NULL"}::BOOLEAN
                AS discounted, currency,
            CASE WHEN coalesce(cancelled, false) OR 'cancelled' IN (order_state, paid_state)
                    THEN 'cancelled'
                WHEN 'refunded' IN (order_state, paid_state) THEN 'refunded'
                WHEN 'failed' IN (order_state, paid_state) THEN 'failed'
                WHEN 'real' IN (order_state, paid_state) THEN 'real'
                ELSE 'unknown' END AS state,
            coalesce(paid_state = 'unpaid' OR (order_state = 'unpaid'
                AND paid_state IS DISTINCT FROM 'real'), false) AS unpaid,
            {", ".join(name for name, _ in DOCUMENT_COLUMNS[8:])}
        FROM classed ORDER BY document_id""",
        [otherwise],
    )


def _create_lines(file: OrderFile, line: str) -> None:
    told = "true" if file.has(*LINE_TEXTS) else "false"
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.raw.table}_lines AS
        SELECT order_id AS document_id, row, product, sku, category, quantity,
            TRY_CAST({line} AS {MONEY}) AS amount
        FROM {file.rows} WHERE {told}"""
    )

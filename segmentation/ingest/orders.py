"""An order file's rows to documents and lines, in SQL.

A document is everything under one order number; its total counts once, whatever pattern the
file has: on the first row only, repeated on every row, or line amounts to add up.
"""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.ingest.dates import DateForm
from segmentation.ingest.delivery import free_delivery
from segmentation.ingest.document_states import empty_dead, settle_states, sign_rows
from segmentation.ingest.evidence import find_number_form
from segmentation.ingest.order_currency import settle_currency
from segmentation.ingest.order_rows import OrderFile, create_rows, mark_sum, name_documents
from segmentation.ingest.order_sums import settle_sums
from segmentation.ingest.products import (
    find_cell_form,
    find_numbered,
    gather_numbered,
    split_cells,
)
from segmentation.ingest.report import AmountPattern
from segmentation.ingest.row_columns import CONSENTS, IDS, LINE_TEXTS, NUMBERS, TEXTS
from segmentation.ingest.values import MONEY, NumberForm, is_blank, literal

_PERSON = ("email", "phone", *IDS, *TEXTS, *CONSENTS)
DOCUMENT_COLUMNS: tuple[tuple[str, str], ...] = (
    ("document_id", "VARCHAR"),
    ("ordered_at", "TIMESTAMP"),
    ("total", MONEY),
    ("refunded", MONEY),
    ("discounted", "BOOLEAN"),
    ("free_delivery", "BOOLEAN"),
    ("currency", "VARCHAR"),
    ("state", "VARCHAR"),
    ("status", "VARCHAR"),
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
    ("postcode", "VARCHAR"),
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
    """Create ``<table>_documents``, ``_lines`` and ``_refused`` from an order file.

    Documents and lines are views of the typed rows, to be copied once. Rows are in the order
    of the file, documents in that of their first rows; ``place`` is a document's first row.
    """
    columns = [file.mapping.column(meaning) for meaning in NUMBERS if meaning != "shipping"]
    numbers = find_number_form(file.connection, file.raw, [c for c in columns if c])
    create_rows(file, numbers, dates)
    mark_sum(file)
    warnings = name_documents(file)
    if not numbers.certain:
        warnings = ("guessed_decimal_mark", *warnings)
    pattern = _find_pattern(file)
    _refuse_rows(file, pattern)
    sign_rows(file)
    headed = pattern != (pattern := settle_sums(file, pattern))
    total, line = _amounts(file, pattern)
    _group_rows(file, pattern, total)
    if settle_states(file, lines=pattern == "lines"):
        _group_rows(file, pattern, total)
    empty_dead(file)
    _refuse_documents(file)
    _create_documents(file)
    _create_lines(file, line, numbers, headed=headed)
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
    if file.entry and file.entry.amounts:
        return file.entry.amounts
    if once >= 0.8 * several:
        return "once"
    if by_line >= 0.8 * several:
        return "lines"
    return "repeated" if once + constant >= 0.9 * several else "lines"


def _amounts(file: OrderFile, pattern: AmountPattern) -> tuple[str, str]:
    """SQL for a document's total (an aggregate) and for the amount of one of its lines."""
    line = f"coalesce(line_amount, {_PRICE})" if file.has("unit_price") else "line_amount"
    tax = "coalesce(tax_withheld, 0)"
    if pattern == "none":
        return f"NULL::{MONEY}", f"NULL::{MONEY}"
    if not file.has("total"):
        if not file.has("tax_withheld"):
            return f"sum({line})", line
        return f"sum({line} - {tax})", f"{line} - {tax}"
    if pattern == "lines":
        line = f"coalesce(total, {line})"
        line = f"{line} - {tax}" if file.has("tax_withheld") else line
        return f"sum({line})", line
    whole = f"coalesce(arg_max(total, abs(total)), sum({line}))"
    if file.has("tax_withheld"):
        whole = f"{whole} - coalesce(arg_max(tax_withheld, abs(tax_withheld)), 0)"
    return whole, f"coalesce({line}, total)"


def _refuse_rows(file: OrderFile, pattern: AmountPattern) -> None:
    """Move rows that cannot count to ``<table>_refused``, each with its reason."""
    header = file.mapping.header
    used = ["total"] if file.has("total") else []
    if not used or (pattern != "lines" and not file.has("total")):
        used = ["line_amount"] if file.has("line_amount") else ["unit_price", "quantity"]
    tried = f"order_id IN (SELECT order_id FROM {file.rows} WHERE test)"
    tried = tried if file.entry and file.entry.tests else "false"
    blank = " AND ".join(_is_empty(m) for m in ("total", "line_amount", "unit_price"))
    cases: list[tuple[str, str, str | None, str]] = [
        (file.raw.is_note("position"), "note", None, "NULL"),
        ("totals", "total_row", None, "NULL"),
        ("repeated", "repeated_header", None, "NULL"),
        (tried, "test_order", None, "NULL"),
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
        shown = "coalesce(quantity_cell, quantity::VARCHAR)"
        cases.append((too_large, "unreadable_quantity", header("quantity"), shown))
    reasons = " ".join(f"WHEN {test} THEN {literal(reason)}" for test, reason, _, _ in cases)
    values = " ".join(f"WHEN {test} THEN {value}" for test, _, _, value in cases)
    columns = " ".join(f"WHEN {test} THEN ?::VARCHAR" for test, _, _, _ in cases)
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.refused} AS
        SELECT row, sheet, position, CASE {columns} END AS "column", CASE {values} END AS value,
            CASE {reasons} END AS reason
        FROM {file.rows} WHERE {" OR ".join(test for test, _, _, _ in cases)}""",
        [named for _, _, named, _ in cases],
    )
    _drop_refused(file)


def _is_empty(meaning: str) -> str:
    return f"{meaning} IS NULL AND {is_blank(f'{meaning}_cell')}"


def _drop_refused(file: OrderFile) -> None:
    file.connection.execute(
        f"DELETE FROM {file.rows} WHERE position IN (SELECT position FROM {file.refused})"
    )


def _group_rows(file: OrderFile, pattern: AmountPattern, total: str) -> None:
    """Create ``<table>_grouped``: what is added up or looked for over a document's rows."""
    refund = "max(abs(refunded))"
    if pattern == "lines" and file.has("refunded"):
        refund = _refund_of_lines(file)
    free, words = free_delivery(file)
    made = {
        "refunded": (file.has("refunded"), f"coalesce(TRY_CAST({refund} AS {MONEY}), 0)", "0"),
        "discounted": (
            file.has("discount", "discount_code"),
            "bool_or(coalesce(discount, 0) <> 0 OR discount_code IS NOT NULL)",
            "NULL::BOOLEAN",
        ),
        "free_delivery": (file.has("shipping", "delivery_method"), free, "NULL::BOOLEAN"),
        "cancelled": (
            file.has("cancelled_at"),
            "coalesce(bool_or(NOT regexp_matches(lower(cancelled_at), "
            f"{literal(_NOT_CANCELLED)})), false)",
            "false",
        ),
    }
    listed = ", ".join(f"{sql if has else no} AS {m}" for m, (has, sql, no) in made.items())
    for meaning in ("status", "payment_status"):
        of = meaning if file.has(meaning) else "NULL"
        listed += f", min({of})::VARCHAR AS {meaning}, max({of})::VARCHAR AS other_{meaning}"
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.grouped} AS
        SELECT order_id, min(position) AS first, count(*) AS n, min(moment) AS ordered_at,
            TRY_CAST({total} AS {MONEY}) AS total, {listed}
        FROM {file.rows} GROUP BY order_id""",
        words,
    )


def _refund_of_lines(file: OrderFile) -> str:
    """SQL of what was refunded of a document that is the sum of its lines.

    A refund of the whole order may stand on each of its lines; where most orders have lines
    that differ in it, each line tells of itself.
    """
    same = "count(refunded) = count(*) AND min(refunded) = max(refunded)"
    several, differing = file.counts(
        f"""SELECT count(*), count(*) FILTER (NOT same) FROM (
            SELECT {same} AS same FROM {file.rows} GROUP BY order_id
            HAVING count(*) > 1 AND max(abs(refunded)) > 0)"""
    )
    if several and 2 * differing >= several:
        return "sum(abs(refunded))"
    return f"CASE WHEN {same} THEN max(abs(refunded)) ELSE sum(abs(refunded)) END"


def _refuse_documents(file: OrderFile) -> None:
    """Refuse all rows of documents without any date or amount."""
    dateless = "ordered_at IS NULL" if file.has("order_date") else "false"
    (found,) = file.counts(f"SELECT count(*) FROM {file.grouped} WHERE {dateless} OR total IS NULL")
    if not found:
        return
    header = file.mapping.header
    file.connection.execute(
        f"""INSERT INTO {file.refused}
        SELECT row, sheet, position, CASE WHEN {dateless} THEN ? ELSE ? END,
            CASE WHEN {dateless} THEN date_cell END,
            CASE WHEN {dateless} AND {is_blank("date_cell")} THEN 'missing_date'
                WHEN {dateless} THEN 'unreadable_date' ELSE 'missing_amount' END
        FROM {file.rows} JOIN (SELECT order_id, ordered_at, total AS amount FROM {file.grouped}
            WHERE {dateless} OR total IS NULL) USING (order_id) ORDER BY position""",
        [
            header("order_date"),
            header("total") or header("line_amount") or header("unit_price"),
        ],
    )
    _drop_refused(file)
    file.connection.execute(f"DELETE FROM {file.grouped} WHERE {dateless} OR total IS NULL")


def _create_documents(file: OrderFile) -> None:
    """Create the view ``<table>_documents``: each document with its first row's words.

    Where the first row has none, those of the first row that has.
    """
    otherwise, told_by_rows = settle_currency(file)
    texts = [name for name in _PERSON if file.has(name)]
    texts += ["currency"] if told_by_rows else []
    filled = file.counts(f"SELECT {', '.join(f'count({t})' for t in texts) or 0}, count(*) "
                         f"FROM {file.rows}")  # fmt: skip
    (several,) = file.counts(f"SELECT count(*) FROM {file.grouped} WHERE n > 1")
    later_rows = f"{file.raw.table}_later"
    gappy = [t for t, count in zip(texts, filled, strict=False) if count < filled[-1] and count]
    if gappy and several:
        missing = " OR ".join(f"rows.{name} IS NULL" for name in gappy)
        later = ", ".join(f"arg_min({name}, position) AS {name}" for name in gappy)
        file.connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {later_rows} AS
            WITH wanting AS (
                SELECT rows.order_id FROM {file.rows} AS rows JOIN {file.grouped}
                    ON position = first WHERE n > 1 AND ({missing}))
            SELECT order_id, {later} FROM {file.rows} SEMI JOIN wanting USING (order_id)
            GROUP BY order_id"""
        )
        join = f"LEFT JOIN {later_rows} AS later ON later.order_id = rows.order_id"
    else:
        gappy, join = [], ""
    told = {
        name: f"coalesce(rows.{name}, later.{name})" if name in gappy else f"rows.{name}"
        for name in texts
    }
    kinds = dict(DOCUMENT_COLUMNS)
    person = ", ".join(
        f"{told.get(name, f'NULL::{kinds[name]}')} AS {name}" for name, _ in DOCUMENT_COLUMNS[10:]
    )
    unit = told.get("currency", "NULL::VARCHAR")
    codes = f"(SELECT code FROM {file.currencies} WHERE word = {unit})" if told_by_rows else "NULL"

    def state_of(name: str, meaning: str) -> str:
        if not file.has(meaning):
            return f"CROSS JOIN (SELECT NULL::VARCHAR AS state) AS {name}"
        payment = "" if meaning == "payment_status" else "NOT "
        return f"""LEFT JOIN {file.states} AS {name}
            ON {payment}{name}.payment AND {name}.word = grouped.{meaning}"""

    file.connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW {file.raw.table}_documents AS
        SELECT rows.order_id AS document_id, ordered_at, grouped.total, grouped.refunded,
            discounted, free_delivery,
            coalesce({codes}, {literal(otherwise) if otherwise else "NULL"})::VARCHAR AS currency,
            CASE WHEN cancelled OR 'cancelled' IN (o.state, p.state) THEN 'cancelled'
                WHEN 'refunded' IN (o.state, p.state) THEN 'refunded'
                WHEN 'failed' IN (o.state, p.state) THEN 'failed'
                WHEN 'real' IN (o.state, p.state) THEN 'real' ELSE 'unknown' END AS state,
            -- Only words that nothing is known of are worth keeping.
            CASE WHEN coalesce(o.state, 'unknown') = 'unknown'
                AND coalesce(p.state, 'unknown') = 'unknown' AND NOT cancelled
                THEN coalesce(grouped.status, grouped.payment_status) END AS status,
            coalesce(p.state = 'unpaid' OR (o.state = 'unpaid'
                AND p.state IS DISTINCT FROM 'real'), false) AS unpaid,
            {person}, position AS place
        FROM {file.rows} AS rows JOIN {file.grouped} AS grouped ON position = first
            {state_of("o", "status")} {state_of("p", "payment_status")} {join}"""
    )


def _create_lines(file: OrderFile, line: str, numbers: NumberForm, *, headed: bool) -> None:
    """Create the view ``<table>_lines``; rows that head their lines are none themselves."""
    products = find_numbered(file)
    if products:
        lines = gather_numbered(file, products, numbers)
    elif file.has("product") and (form := find_cell_form(file)):
        lines = split_cells(file, form)
    else:
        told = "true" if file.has(*LINE_TEXTS) else "false"
        told = "coalesce(product, sku) IS NOT NULL" if headed else told
        lines = f"""SELECT order_id AS document_id, row,
            replace(product, chr(10), ' ') AS product, sku, category, quantity,
            TRY_CAST({line} AS {MONEY}) AS amount
        FROM {file.rows} WHERE {told}"""
    file.connection.execute(f"CREATE OR REPLACE TEMP VIEW {file.raw.table}_lines AS {lines}")

"""The rows of an order file as values: one table, cells typed, each row given its document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import duckdb

from segmentation.ingest.dates import DateForm, parse_date
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.platforms import Platform, find
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import (
    MONEY,
    TOTAL_WORDS,
    NumberForm,
    apart,
    clean_label,
    clean_text,
    is_blank,
    is_untidy,
    literal,
    number_text,
    parse_number,
    parse_plain_number,
    parse_yes_no,
    person_id,
    plain_id,
)

NUMBERS = ("total", "line_amount", "unit_price", "quantity", "refunded", "discount",
           "tax_withheld")  # fmt: skip
IDS = ("customer_id", "card_number", "tax_id")
TEXTS = ("first_name", "last_name", "name", "location", "postcode", "country", "payment", "channel")
LINE_TEXTS = ("product", "sku", "category")
CONSENTS = ("email_consent", "sms_consent")

_SHORT_NUMBER = 5  # longer ones are of one shop for ever

_MANY_ROWS = 3_000_000  # more are kept on the disk and packed: they would not fit in memory


@dataclass(frozen=True)
class OrderFile:
    """An order file being read: its text table, what its columns mean, and where to."""

    connection: duckdb.DuckDBPyConnection
    raw: RawTable
    mapping: ColumnMapping

    @property
    def entry(self) -> Platform | None:
        """What is known of this kind of export; None for a file that is no known one."""
        return find(self.mapping.export)

    @property
    def rows(self) -> str:
        """The table of typed rows."""
        return f"{self.raw.table}_rows"

    @property
    def refused(self) -> str:
        """The table of rows left out: row, sheet, position, column, value, reason."""
        return f"{self.raw.table}_refused"

    @property
    def grouped(self) -> str:
        """The table of documents: order_id, first (position), n (rows), and what is added up."""
        return f"{self.raw.table}_grouped"

    @property
    def states(self) -> str:
        """The table of what status words mean: payment, word, state, liveliness."""
        return f"{self.raw.table}_states"

    @property
    def currencies(self) -> str:
        """The table of what currency words mean: word, code."""
        return f"{self.raw.table}_currencies"

    def has(self, *meanings: str) -> bool:
        return any(self.mapping.column(meaning) for meaning in meanings)

    def counts(self, query: str) -> tuple[int, ...]:
        """The one row of whole numbers that ``query`` gives; NULL counts as 0."""
        row = self.connection.execute(query).fetchone()
        assert row is not None
        return tuple(int(value or 0) for value in row)


def create_rows(file: OrderFile, numbers: NumberForm, dates: DateForm | None) -> None:
    """Create ``file.rows``: values by meaning, ``*_cell`` the texts that are no plain values,
    ``totals`` for what looks like a total row, ``repeated`` for repeated column names."""
    column, header = file.mapping.column, file.mapping.header
    values = ["row", "sheet", f"{file.raw.position} AS position", "extra"]
    for meaning in NUMBERS:
        source = column(meaning)
        if source and meaning == "tax_withheld":
            source = _where_held(file, source)
        if source is None:
            values.append(f"NULL::{MONEY} AS {meaning}, NULL::VARCHAR AS {meaning}_cell")
            continue
        values += _number(meaning, source, numbers)
    date = column("order_date")
    moment = parse_date(date, dates) if date and dates else "NULL::TIMESTAMP"
    values += [f"{moment} AS day", _clock(column("order_time"))]
    values.append(f"CASE WHEN day IS NULL THEN {date or 'NULL::VARCHAR'} END AS date_cell")
    for meaning, expression, kind in _text_columns():
        source = column(meaning)
        cell = _cleaned(file, expression, source) if source else f"NULL::{kind}"
        values.append(f"{cell} AS {meaning}")
    told = [m for m in ("order_date", "total", "unit_price", "order_id") if column(m)]
    same = " + ".join(["0", *(f"coalesce((trim({column(m)}) = ?)::INT, 0)" for m in told)])
    values.append(f"CASE WHEN day IS NULL THEN {same} >= 2 ELSE false END AS repeated")
    values.append(f"{_is_test(file)} AS test")
    names = [f"{m}, {m}_cell" for m in NUMBERS if column(m)]
    names += [name for name, _, _ in _text_columns() if column(name)]
    many = file.raw.rows > _MANY_ROWS
    names += [f"NULL::{kind} AS {name}" for name, kind in _absent(file)] if many else []
    file.connection.execute(
        f"""CREATE OR REPLACE {"TABLE" if many else "TEMP TABLE"} {file.rows} AS
        WITH cells AS (SELECT {", ".join(values)}, {_looks_total(file)} AS totals
            FROM {file.raw.table})
        SELECT {", ".join(["row", "sheet", "position", "extra", *names])},
            {_with_clock(column)} AS moment, date_cell, repeated, test,
            CASE WHEN {file.raw.is_note("position")} THEN true
                WHEN totals THEN coalesce(order_id IS NULL OR {_is_total("order_id")}
                OR {_is_total("coalesce(customer_id, email, name)")}, false)
            ELSE false END AS totals
        FROM cells""",
        [header(meaning) for meaning in told],
    )
    for name, kind in [] if many else _absent(file):  # quicker than to write them with the rows
        file.connection.execute(f"ALTER TABLE {file.rows} ADD COLUMN {name} {kind}")


def _absent(file: OrderFile) -> list[tuple[str, str]]:
    """The columns (name, type) of rows that the file has nothing for."""
    columns = [(m, MONEY) for m in NUMBERS] + [(f"{m}_cell", "VARCHAR") for m in NUMBERS]
    columns += [(name, kind) for name, _, kind in _text_columns()]
    return [(name, kind) for name, kind in columns if not file.has(name.removesuffix("_cell"))]


def _number(meaning: str, source: str, form: NumberForm) -> list[str]:
    """SQL of a number called ``meaning``, and of its cell where that is no plain number."""

    def other(cell: str) -> str:
        text = number_text(cell, percent=meaning == "discount")
        return apart(partial(parse_number, form=form), text)

    plain = f"plain_{meaning}"
    return [
        f"{parse_plain_number(source, form)} AS {plain}",
        f"CASE WHEN {plain} IS NULL AND {source} <> '' THEN {apart(other, source)} "
        f"ELSE {plain} END AS {meaning}",
        f"CASE WHEN {plain} IS NULL THEN {source} END AS {meaning}_cell",
    ]


def _where_held(file: OrderFile, tax: str) -> str:
    """SQL of the tax that the total holds: some exports have a column that says whether."""
    told = file.entry.withheld_if if file.entry else None
    if not told or told[0] not in file.raw.headers:
        return tax
    held = f"lower(trim({file.raw.column(told[0])})) = {literal(told[1])}"
    return f"(CASE WHEN {held} THEN {tax} END)"


def _is_test(file: OrderFile) -> str:
    """SQL: whether a row says of its order that it was only tried out."""
    entry = file.entry
    marks = []
    for place, value in entry.tests if entry else ():
        header = place if place in file.raw.headers else file.mapping.header(place)
        if header:
            marks.append(f"lower(trim({file.raw.column(header)})) = {literal(value)}")
    return f"coalesce({' OR '.join(marks)}, false)" if marks else "false"


def _looks_total(file: OrderFile) -> str:
    """SQL: whether a row has the words of a total row, where its date is none.

    A dated row is a total row only where the order's or the customer's own column says so.
    """
    column = file.mapping.column
    date = column("order_date")
    anywhere = " OR ".join(_is_total(f"c{i}") for i in range(len(file.raw.headers)))
    dateless = f"day IS NULL AND ({is_blank(date)} OR {_is_total(date)})" if date else "true"
    keyed = [c for m in ("order_id", *IDS, "email", "name") if (c := column(m))]
    # Nearly every key is a number, an address or has a digit: quicker to see than a total word.
    named = " ".join(
        f"WHEN TRY_CAST({name} AS BIGINT) IS NULL AND NOT contains({name}, '@')"
        f" AND NOT regexp_matches({name}, '[0-9]') AND {_is_total(name)} THEN true"
        for name in keyed
    )
    named = f"CASE {named} ELSE false END" if named else "false"
    return f"CASE WHEN {dateless} THEN {anywhere} ELSE {named} END"


def _cleaned(file: OrderFile, expression: Callable[[str], str], source: str) -> str:
    if not file.raw.tidy or expression not in (clean_text, clean_label, _product_label):
        return expression(source)
    odd = is_untidy(source, quoted=file.raw.quoted)
    return f"CASE WHEN {odd} THEN {apart(expression, source)} ELSE {source} END"


def mark_sum(file: OrderFile) -> None:
    """Take the last row for a total row where it names nobody, nothing and no day, and its
    amount is the sum of all rows above it (it may say something else, such as a count)."""
    amounts = [m for m in ("total", "line_amount", "unit_price") if file.has(m)]
    last = f"SELECT max(position) FROM {file.rows} WHERE NOT {file.raw.is_note('position')}"
    (candidates,) = file.counts(
        f"""SELECT count(*) FROM {file.rows}
        WHERE position = ({last}) AND date_cell IS NULL AND moment IS NULL AND NOT totals
            AND coalesce(email, customer_id, card_number, phone, tax_id, name, product, sku) IS NULL
            AND (SELECT count(*) > 2 FROM {file.rows})"""
    )
    for meaning in amounts if candidates else ():
        file.connection.execute(
            f"""UPDATE {file.rows} SET totals = true
            WHERE position = ({last}) AND {meaning} <> 0
                AND {meaning} = (SELECT sum({meaning}) FROM {file.rows} WHERE NOT totals
                    AND position < ({last}))"""
        )


def _is_total(column: str) -> str:
    return f"regexp_matches(lower(trim({column})), {literal(TOTAL_WORDS)})"


def _text_columns() -> list[tuple[str, Callable[[str], str], str]]:
    return [
        ("order_id", plain_id, "VARCHAR"),
        *((meaning, person_id, "VARCHAR") for meaning in IDS),
        ("product", _product_label, "VARCHAR"),
        *((m, clean_text, "VARCHAR") for m in ("email", "cancelled_at")),
        *(
            (meaning, clean_label, "VARCHAR")
            for meaning in (*TEXTS, "sku", "category", "phone", "status", "payment_status",
                            "currency", "discount_code", "document_type")
        ),
        *((meaning, parse_yes_no, "BOOLEAN") for meaning in CONSENTS),
    ]  # fmt: skip


def _product_label(column: str) -> str:
    """A product cell fit to show; its lines stay lines, for they may be products each."""
    lines = f"list_transform(string_split({column}, chr(10)), lambda line: {clean_label('line')})"
    return (
        f"CASE WHEN contains({column}, chr(10)) THEN array_to_string({lines}, chr(10)) "
        f"ELSE {clean_label(column)} END"
    )


def _clock(time: str | None) -> str:
    """SQL of the time of day in a column of its own, called ``clock``."""
    if time is None:
        return "NULL::TIME AS clock"
    clock = f"regexp_extract({time}, '([0-9]{{1,2}}:[0-9]{{2}}(:[0-9]{{2}})?)', 1)"
    morning, evening = (f"regexp_matches(lower({time}), '[0-9] ?{half}\\.?m')" for half in "ap")
    return (
        f"CASE WHEN {evening} AND hour(TRY_CAST({clock} AS TIME)) < 12"
        f" THEN TRY_CAST({clock} AS TIME) + INTERVAL 12 HOURS"
        f" WHEN {morning} AND hour(TRY_CAST({clock} AS TIME)) = 12"
        f" THEN TRY_CAST({clock} AS TIME) - INTERVAL 12 HOURS"
        f" ELSE TRY_CAST({clock} AS TIME) END AS clock"
    )


def _with_clock(column: Callable[[str], str | None]) -> str:
    """The date, with the time of a column of its own where the date has none."""
    if not column("order_time"):
        return "day"
    return (
        "CASE WHEN day = date_trunc('day', day) AND clock IS NOT NULL"
        " THEN day::DATE + clock ELSE day END"
    )


def name_documents(file: OrderFile) -> tuple[str, ...]:
    """Give each row its document: its order number, that of the row above, or one of its own.

    Returns the warnings that follow.
    """
    rows = file.rows
    if file.has("order_id"):
        if file.has("order_date"):
            _take_from_groups(file)
            _fill_down(file)
            return _tell_days_apart(file)
        return ()
    key = "coalesce(lower(email), customer_id, card_number, phone, tax_id)"
    own = "'row ' || coalesce(sheet || ' ', '') || row"
    if file.has("product", "sku") and file.has("order_date"):
        name, warning = f"coalesce({key} || ' ' || moment, {own})", "orders_by_customer_and_time"
    else:
        name, warning = own, "orders_without_number"
    file.connection.execute(f"UPDATE {rows} SET order_id = {name} WHERE NOT totals")
    return (warning,)


def _fill_down(file: OrderFile) -> None:
    """Rows with a product but no number and no date go on with the order above them.

    A single such row at the very end is rather the sum of the table than a line, and so is one
    with a total alone where lines have amounts of their own.
    """
    priced = [m for m in ("line_amount", "unit_price", "quantity") if file.has(m)]
    line = f" AND (total IS NULL OR coalesce({', '.join(priced)}) IS NOT NULL)" if priced else ""
    below = (
        "order_id IS NULL AND NOT totals AND date_cell IS NULL"
        f" AND moment IS NULL AND coalesce(product, sku) IS NOT NULL{line}"
    )
    found, first, last = file.counts(
        f"""SELECT count(*) FILTER ({below}), min(position) FILTER ({below}),
            max(position) FILTER (NOT totals) FROM {file.rows}"""
    )
    if found == 0 or (found == 1 and first == last):
        return
    file.connection.execute(
        f"""UPDATE {file.rows} SET order_id = above.id FROM (
            SELECT position, last_value(order_id IGNORE NULLS) OVER (ORDER BY position) AS id
            FROM {file.rows} WHERE NOT totals) AS above
        WHERE above.position = {file.rows}.position AND {below}"""
    )


def _take_from_groups(file: OrderFile) -> None:
    """Give orders the customer of the group row above them, as reports by customer have it.

    Group rows name a customer and a sum, but no order and no day; below them no row names
    anybody. They are total rows.
    """
    people = [m for m in (*IDS, "email", "phone") if file.has(m)]
    if not people:
        return
    told = [*people, *(m for m in ("first_name", "last_name", "name") if file.has(m))]
    anybody = f"coalesce({', '.join(f'{m}::VARCHAR' for m in people)}) IS NOT NULL"
    group = (
        f"order_id IS NULL AND moment IS NULL AND date_cell IS NULL AND NOT totals AND {anybody}"
    )
    groups, named = file.counts(
        f"""SELECT count(*) FILTER ({group}),
            count(*) FILTER (order_id IS NOT NULL AND NOT totals AND {anybody}) FROM {file.rows}"""
    )
    if not groups or named:
        return
    taken = ", ".join(f"{m} = coalesce({file.rows}.{m}, above.{m})" for m in told)
    lasts = ", ".join(
        f"last_value(CASE WHEN {group} THEN {m} END IGNORE NULLS) OVER below AS {m}" for m in told
    )
    file.connection.execute(
        f"""UPDATE {file.rows} SET {taken} FROM (
            SELECT position, {lasts} FROM {file.rows} WINDOW below AS (ORDER BY position)) AS above
        WHERE above.position = {file.rows}.position AND order_id IS NOT NULL AND NOT totals"""
    )
    file.connection.execute(f"UPDATE {file.rows} SET totals = true WHERE {group}")


def _tell_days_apart(file: OrderFile) -> tuple[str, ...]:
    """Where short numbers start again each day (receipts of a till), let the day belong to them:
    most numbers of several rows are then of several days and of several people."""
    keys = [m for m in (*IDS, "email", "phone", "name") if file.has(m)]
    if not keys:
        return ()
    (longest,) = file.counts(f"SELECT max(length(order_id)) FROM {file.rows} WHERE NOT totals")
    if not 0 < longest <= _SHORT_NUMBER:
        return ()
    person = f"coalesce({', '.join(keys)})"
    several, again = file.counts(
        f"""WITH documents AS (
            SELECT count(*) AS n, count(DISTINCT moment::DATE) AS days,
                count(DISTINCT {person}) AS people
            FROM {file.rows} WHERE order_id IS NOT NULL AND NOT totals GROUP BY order_id)
        SELECT count(*) FILTER (n > 1), count(*) FILTER (days > 1 AND people > 1) FROM documents"""
    )
    if not several or 2 * again < several:
        return ()
    file.connection.execute(
        f"""UPDATE {file.rows} SET order_id = order_id || ' ' || day.day::VARCHAR FROM (
            SELECT position, last_value(moment::DATE IGNORE NULLS)
                OVER (PARTITION BY order_id ORDER BY position) AS day FROM {file.rows}) AS day
        WHERE day.position = {file.rows}.position AND day.day IS NOT NULL AND NOT totals"""
    )
    return ("numbers_start_again",)

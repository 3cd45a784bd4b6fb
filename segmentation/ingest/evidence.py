"""What the values of a column look like, and the form its numbers are written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from segmentation.ingest.dates import COMPACT, DATE, SERIAL, UNIX
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.value_kinds import shares_of_kinds
from segmentation.ingest.values import (
    TOTAL_WORDS,
    NumberForm,
    clean_text,
    literal,
    number_text,
    parse_yes_no,
)

_SAMPLE_ROWS = 3000
_SAMPLES_SHOWN = 4
_SHARES = ("email", "phone", "date", "stamp", "number", "fraction", "negative", "percent",
           "dialed", "yes_no", "gender", "listing", "words", "length")  # fmt: skip
_PHONE = "^(\\+|00|'\\+|\\()?[0-9]([ ()./-]*[0-9]){6,14}$"
# A number that can be nothing but a phone's: with its prefix, or in groups of three.
_DIALED = (
    "^'?(\\+|00)[1-9][0-9 ()-]{8,16}$|^[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}$"
    "|^[78] ?\\([0-9]{3}\\) ?[0-9]{3}-[0-9]{2}-[0-9]{2}$|^\\([0-9]{3}\\) [0-9]{3}-[0-9]{4}$"
)
_GENDERS = (
    "m", "f", "k", "male", "female", "man", "woman", "mr", "mrs", "ms", "miss", "mężczyzna",
    "kobieta", "pan", "pani", "м", "ж", "муж", "жен", "муж.", "жен.", "мужской", "женский",
    "мужчина", "женщина", "herr", "frau",
)  # fmt: skip


@dataclass(frozen=True)
class ColumnEvidence:
    """Shares (of filled cells in a sample) of what a column's values look like.

    ``filled`` is the share of rows with a value, ``distinct`` the share of different values
    among the filled, ``stamp`` the share of numbers that can be dates (Excel's days, seconds,
    20260305), ``fraction`` that of numbers that are not whole, ``words`` the share with two
    words, ``length`` the mean length. The kinds of :mod:`value_kinds` (``postcode`` to
    ``private``) are shares of different values.
    """

    filled: float = 0
    distinct: float = 0
    different: int = 0
    email: float = 0
    phone: float = 0
    date: float = 0
    stamp: float = 0
    number: float = 0
    fraction: float = 0
    negative: float = 0
    percent: float = 0
    dialed: float = 0
    yes_no: float = 0
    gender: float = 0
    listing: float = 0
    words: float = 0
    length: float = 0
    postcode: float = 0
    tier: float = 0
    document: float = 0
    movement: float = 0
    capitalized: float = 0
    money: float = 0
    tax_number: float = 0
    product_code: float = 0
    private: float = 0
    samples: tuple[str, ...] = ()


def gather_evidence(
    connection: duckdb.DuckDBPyConnection, raw: RawTable
) -> tuple[ColumnEvidence, ...]:
    """The evidence for each column of ``raw``, in order, from at most 3,000 spread rows.

    The words of total rows say nothing about a column.
    """
    names = [f"c{i}" for i in range(len(raw.headers))]
    totals = f"regexp_matches(lower(value), {literal(TOTAL_WORDS)})"
    stamp = "|".join((COMPACT, UNIX, SERIAL))
    genders = ", ".join(literal(word) for word in _GENDERS)
    judged = (
        "regexp_matches(value, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]{2,}$')",
        f"regexp_matches(value, {literal(_PHONE)})",
        f"regexp_matches(lower(value), {literal(DATE)})",
        f"regexp_matches(value, {literal(stamp)})",
        "regexp_matches(number, '^-?[.,]?[0-9][0-9.,]*$')",
        "regexp_matches(value, '[.,](0*[1-9][0-9]?|[0-9]{4,})$')",
        "starts_with(number, '-')",
        "regexp_matches(value, '^-?[0-9]+([.,][0-9]+)? ?%$')",
        f"regexp_matches(value, {literal(_DIALED)})",
        f"{parse_yes_no('value')} IS NOT NULL",
        f"lower(value) IN ({genders})",
        "regexp_matches(value, '[^0-9][,;|/] ?[^0-9]')",
        "regexp_matches(value, '\\pL+[.,]? +\\pL+')",
    )
    shares = ", ".join(f"coalesce(sum(n) FILTER ({test}), 0) / sum(n)" for test in judged)
    rows = connection.execute(
        f"""
        WITH sample AS (
            SELECT {", ".join(names)} FROM {raw.spread(_SAMPLE_ROWS)}
            WHERE NOT ({_repeats_header(raw)})),
        cells AS (UNPIVOT sample ON {", ".join(names)} INTO NAME name VALUE cell),
        cleaned AS (
            SELECT name, {clean_text("cell")} AS value, sum(n) AS n
            FROM (SELECT name, cell, count(*) AS n FROM cells GROUP BY ALL) GROUP BY ALL),
        texts AS (
            SELECT *, {number_text("value")} AS number FROM cleaned
            WHERE value IS NOT NULL AND NOT {totals})
        SELECT name, sum(n), count(*), {shares}, sum(n * length(value)) / sum(n),
            list(value ORDER BY value)[:400], (SELECT count(*) FROM sample)
        FROM texts GROUP BY name"""
    ).fetchall()
    found = {row[0]: row for row in rows}
    return tuple(_evidence(found.get(name)) for name in names)


def _repeats_header(raw: RawTable) -> str:
    """SQL: whether a row only says the names of the columns again, as on each printed page."""
    named = [(f"c{i}", header) for i, header in enumerate(raw.headers) if header.strip()]
    same = [f"coalesce(trim({name}) = {literal(header)}, false)" for name, header in named]
    return " AND ".join(same[:2]) if len(same) > 1 else "false"


def _evidence(row: tuple[Any, ...] | None) -> ColumnEvidence:
    if row is None:
        return ColumnEvidence()
    _, filled, different, *shares, seen, sampled = row
    spread = max(1, len(seen) // _SAMPLES_SHOWN)
    return ColumnEvidence(
        filled=filled / sampled,
        distinct=different / filled,
        different=different,
        samples=tuple(seen[::spread][:_SAMPLES_SHOWN]),
        **dict(zip(_SHARES, shares, strict=True)),
        **shares_of_kinds(seen),
    )


def told_by_values(seen: ColumnEvidence) -> tuple[tuple[str, float, bool], ...]:
    """Meanings that values alone can tell, each with a confidence and whether they do."""
    return (
        ("order_date", 0.4, seen.date > 0.9 and seen.length >= 8),
        ("phone", 0.5, seen.dialed > 0.8),
        ("postcode", 0.5, seen.postcode > 0.9),
        ("loyalty", 0.5, seen.tier > 0.8 and 1 < seen.different <= 8),
        ("tax_id", 0.5, seen.tax_number > 0.9 and seen.different > 2),
        ("document_type", 0.4, seen.document > 0.9 and 1 < seen.different <= 8),
    )


def find_number_form(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    columns: list[str],
    *,
    dashes: bool = True,
) -> NumberForm:
    """How the given columns of one file write numbers, from every cell.

    A mark followed by anything but three digits must be a decimal mark; so must the last of
    two different marks and one after a leading zero. Where nothing shows it, a file cut by
    semicolons has decimal commas, any other decimal points. A dash before the hundredths
    (``1234-50``) is one only where ``dashes`` may be and no cell is written otherwise.
    """
    default = NumberForm("," if raw.delimiter == ";" else ".", certain=False)
    if not columns:
        return default
    if raw.sample and (shown := _count_marks(connection, raw.sample, columns)).most:
        return NumberForm(shown.most)
    marks = _count_marks(connection, raw.table, columns)
    if dashes and marks.dashed and not marks.marked:
        return NumberForm(default.decimal_mark, dashes=True)
    if marks.most is None:
        return NumberForm(default.decimal_mark, certain=marks.unclear == 0)
    return NumberForm(marks.most)


@dataclass(frozen=True)
class _Marks:
    """How many numbers show that a comma or a point is their decimal mark, or leave it open;
    how many have a dash for it, or any comma or point."""

    commas: int
    points: int
    unclear: int
    dashed: int
    marked: int

    @property
    def most(self) -> Literal[".", ","] | None:
        if self.commas == self.points:
            return None
        return "," if self.commas > self.points else "."


def _count_marks(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> _Marks:
    commas = points = unclear = dashed = marked = 0
    for column in columns:
        row = connection.execute(
            f"""WITH cells AS (SELECT {column} AS c, count(*) AS n FROM {table} GROUP BY c),
            texts AS (SELECT {number_text("c")} AS t, n FROM cells)
            SELECT coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal(","))})), 0),
                coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal("."))})), 0),
                count(*) FILTER (regexp_matches(t, '^-?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}$')),
                count(*) FILTER (regexp_matches(t, '^[0-9]+[-=][0-9]{{2}}$')),
                count(*) FILTER (regexp_matches(t, '[.,]'))
            FROM texts"""
        ).fetchone()
        assert row is not None
        commas, points, unclear = commas + row[0], points + row[1], unclear + row[2]
        dashed, marked = dashed + row[3], marked + row[4]
    return _Marks(commas, points, unclear, dashed, marked)


def _decimal(mark: str) -> str:
    other = "." if mark == "," else ","
    return (
        f"^-?([0-9]*\\{mark}([0-9]{{1,2}}|[0-9]{{4,}})|0\\{mark}[0-9]+"
        f"|[0-9]{{4,}}\\{mark}[0-9]+|[0-9]{{1,3}}(\\{other}[0-9]{{3}})+\\{mark}[0-9]+)$"
    )

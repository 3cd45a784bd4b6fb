"""What the values of a column look like, and the form its numbers and dates are written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import (
    DATE_IN_WORDS,
    DATES_IN_WORDS,
    DateForm,
    NumberForm,
    clean_text,
    literal,
    number_text,
    parse_yes_no,
)

_SAMPLE_ROWS = 3000
_SAMPLES_SHOWN = 4
_DATE = (
    "^([0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./]([0-9]{4}|[0-9]{2}))"
    f"([^0-9].*)?$|{DATE_IN_WORDS}"
)
_SHARES = ("email", "phone", "date", "stamp", "number", "negative", "yes_no", "gender", "listing",
           "words", "length")  # fmt: skip
_COMPACT = "^(19|20)[0-9]{2}[01][0-9][0-3][0-9]([0-9]{2}){0,3}$"
_UNIX = "^1[0-9]{9}$"
_SERIAL = "^[1-7][0-9]{4}([.][0-9]+)?$"
_PHONE = "^(\\+|00|'\\+|\\()?[0-9]([ ()./-]*[0-9]){6,14}$"
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
    20260305), ``words`` the share with two words, ``length`` the mean length.
    """

    filled: float = 0
    distinct: float = 0
    different: int = 0
    email: float = 0
    phone: float = 0
    date: float = 0
    stamp: float = 0
    number: float = 0
    negative: float = 0
    yes_no: float = 0
    gender: float = 0
    listing: float = 0
    words: float = 0
    length: float = 0
    samples: tuple[str, ...] = ()


def gather_evidence(
    connection: duckdb.DuckDBPyConnection, raw: RawTable
) -> tuple[ColumnEvidence, ...]:
    """The evidence for each column of ``raw``, in order, from at most 3,000 spread rows."""
    names = [f"c{i}" for i in range(len(raw.headers))]
    stamp = "|".join((_COMPACT, _UNIX, _SERIAL))
    genders = ", ".join(literal(word) for word in _GENDERS)
    rows = connection.execute(
        f"""
        WITH sample AS (
            SELECT row, {", ".join(f"{clean_text(name)} AS {name}" for name in names)}
            FROM {raw.spread(_SAMPLE_ROWS)}),
        cells AS (UNPIVOT sample ON {", ".join(names)} INTO NAME name VALUE value),
        counted AS (
            SELECT name, count(*) AS filled, count(DISTINCT value) AS different,
                avg(regexp_matches(value, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]{{2,}}$')::INT) AS email,
                avg(regexp_matches(value, {literal(_PHONE)})::INT) AS phone,
                avg(regexp_matches(lower(value), {literal(_DATE)})::INT) AS date,
                avg(regexp_matches(value, {literal(stamp)})::INT) AS stamp,
                avg(regexp_matches({number_text("value")}, '^-?[.,]?[0-9][0-9.,]*$')::INT)
                    AS number,
                avg(starts_with({number_text("value")}, '-')::INT) AS negative,
                avg(({parse_yes_no("value")} IS NOT NULL)::INT) AS yes_no,
                avg((lower(value) IN ({genders}))::INT) AS gender,
                avg(regexp_matches(value, '[^0-9][,;|/] ?[^0-9]')::INT) AS listing,
                avg(regexp_matches(value, '\\pL+[.,]? +\\pL+')::INT) AS words,
                avg(length(value)) AS length,
                list_slice(list(DISTINCT value ORDER BY value), 1, 400) AS seen
            FROM cells GROUP BY name)
        SELECT *, (SELECT count(*) FROM sample) AS sampled FROM counted"""
    ).fetchall()
    found = {row[0]: row for row in rows}
    return tuple(_evidence(found.get(name)) for name in names)


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
    )


def find_number_form(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, columns: list[str]
) -> NumberForm:
    """How the given columns of one file write numbers, from every cell.

    A mark followed by anything but three digits must be a decimal mark; so must the last of
    two different marks and one after a leading zero. Where nothing shows it, a file cut by
    semicolons has decimal commas, any other decimal points.
    """
    default = NumberForm("," if raw.delimiter == ";" else ".", certain=False)
    if not columns:
        return default
    if raw.sample and (shown := _count_marks(connection, raw.sample, columns)).most:
        return NumberForm(shown.most)
    marks = _count_marks(connection, raw.table, columns)
    if marks.most is None:
        return NumberForm(default.decimal_mark, certain=marks.unclear == 0)
    return NumberForm(marks.most)


@dataclass(frozen=True)
class _Marks:
    """How many numbers show that a comma or a point is their decimal mark, or leave it open."""

    commas: int
    points: int
    unclear: int

    @property
    def most(self) -> Literal[".", ","] | None:
        if self.commas == self.points:
            return None
        return "," if self.commas > self.points else "."


def _count_marks(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]
) -> _Marks:
    commas = points = unclear = 0
    for column in columns:
        row = connection.execute(
            f"""WITH cells AS (SELECT {column} AS c, count(*) AS n FROM {table} GROUP BY c),
            texts AS (SELECT {number_text("c")} AS t, n FROM cells)
            SELECT coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal(","))})), 0),
                coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal("."))})), 0),
                count(*) FILTER (regexp_matches(t, '^-?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}$'))
            FROM texts"""
        ).fetchone()
        assert row is not None
        commas, points, unclear = commas + row[0], points + row[1], unclear + row[2]
    return _Marks(commas, points, unclear)


def _decimal(mark: str) -> str:
    other = "." if mark == "," else ","
    return (
        f"^-?([0-9]*\\{mark}([0-9]{{1,2}}|[0-9]{{4,}})|0\\{mark}[0-9]+"
        f"|[0-9]{{4,}}\\{mark}[0-9]+|[0-9]{{1,3}}(\\{other}[0-9]{{3}})+\\{mark}[0-9]+)$"
    )


def find_date_form(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, column: str
) -> DateForm | None:
    """How a column writes dates, from every different cell; None when it holds no dates."""
    row = connection.execute(
        f"""
        WITH cells AS (SELECT DISTINCT {column} AS c FROM {raw.table}),
        texts AS (SELECT lower({clean_text("c")}) AS t FROM cells),
        parts AS (
            SELECT t, regexp_extract(t, '^[^0-9]*([0-9]{{1,2}})[-./ ]([0-9]{{1,2}})[-./ ]'
                '([0-9]{{4}}|[0-9]{{2}})($|[^0-9])', ['a', 'b', 'y']) AS p
            FROM texts WHERE t IS NOT NULL),
        figures AS (SELECT t, TRY_CAST(p.a AS INT) AS a, TRY_CAST(p.b AS INT) AS b FROM parts)
        SELECT count(*) AS filled,
            count(*) FILTER (regexp_matches(t, '^[^0-9]*[0-9]{{4}}[-./ ][0-9]{{1,2}}[-./ ][0-9]')),
            count(*) FILTER (a > 12 AND b <= 12),
            count(*) FILTER (b > 12 AND a <= 12),
            count(*) FILTER (a <= 12 AND b <= 12),
            count(*) FILTER (a <= 12 AND b <= 12 AND regexp_matches(t, '^[0-9]+[.]')),
            count(*) FILTER (regexp_matches(t, {literal(DATES_IN_WORDS["ymd"])})),
            count(*) FILTER (regexp_matches(t, {literal(DATES_IN_WORDS["mdy"])})),
            count(*) FILTER (regexp_matches(t, {literal(DATES_IN_WORDS["dmy"])})),
            count(*) FILTER (regexp_matches(t, {literal(_COMPACT)})),
            count(*) FILTER (regexp_matches(t, {literal(_SERIAL)})),
            count(*) FILTER (regexp_matches(t, {literal(_UNIX)}))
        FROM figures"""
    ).fetchone()
    assert row is not None
    filled, ymd, dmy, mdy, either, dotted, *words, compact, serial, unix = row
    most = max(ymd, dmy + mdy + either, max(words), compact, serial, unix)
    if filled == 0 or most < filled * 0.3:
        return None
    if max(words) == most:
        year_first, month_first, _ = (count == most for count in words)
        return DateForm("ymd" if year_first else "mdy" if month_first else "dmy", words=True)
    if ymd == most:
        return DateForm("ymd")
    if compact == most:
        return DateForm("compact")
    if unix == most:
        return DateForm("unix")
    if serial == most:
        return DateForm("serial")
    if dmy or mdy:
        return DateForm("dmy" if dmy >= mdy else "mdy")
    return DateForm("dmy", certain=dotted == either)

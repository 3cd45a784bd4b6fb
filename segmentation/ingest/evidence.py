"""What the values of a column look like, and the form its numbers and dates are written in."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import (
    MONTH_WORD,
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
    "^([0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./]([0-9]{4}|[0-9]{2})"
    f"|.*{MONTH_WORD}.*)([^0-9].*)?$"
)
_PHONE = "^(\\+|00|'\\+)?[0-9]([ ()./-]*[0-9]){6,14}$"


@dataclass(frozen=True)
class ColumnEvidence:
    """Shares (of filled cells in a sample) of what a column's values look like.

    ``filled`` is the share of rows with a value, ``distinct`` the share of different values
    among the filled, ``words`` the share with letters and a space, ``length`` the mean length.
    """

    filled: float
    distinct: float
    different: int
    email: float
    phone: float
    date: float
    number: float
    negative: float
    yes_no: float
    listing: float
    words: float
    length: float
    samples: tuple[str, ...]


NOTHING = ColumnEvidence(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ())


def gather_evidence(
    connection: duckdb.DuckDBPyConnection, raw: RawTable
) -> tuple[ColumnEvidence, ...]:
    """The evidence for each column of ``raw``, in order, from at most 3,000 spread rows."""
    step = max(1, raw.rows // _SAMPLE_ROWS)
    names = [f"c{i}" for i in range(len(raw.headers))]
    date = f"regexp_matches(lower(value), {literal(_DATE)}) AND regexp_matches(value, '[0-9]')"
    rows = connection.execute(
        f"""
        WITH sample AS (
            SELECT row, {", ".join(f"{clean_text(name)} AS {name}" for name in names)}
            FROM {raw.table} WHERE rowid % {step} = 0),
        cells AS (UNPIVOT sample ON {", ".join(names)} INTO NAME name VALUE value),
        counted AS (
            SELECT name, count(*) AS filled, count(DISTINCT value) AS different,
                avg(regexp_matches(value, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]{{2,}}$')::INT) AS email,
                avg(regexp_matches(value, {literal(_PHONE)})::INT) AS phone,
                avg(({date})::INT) AS date,
                avg(regexp_matches({number_text("value")}, '^-?[.,]?[0-9][0-9.,]*$')::INT)
                    AS number,
                avg(starts_with({number_text("value")}, '-')::INT) AS negative,
                avg(({parse_yes_no("value")} IS NOT NULL)::INT) AS yes_no,
                avg(regexp_matches(value, '[^0-9][,;|/] ?[^0-9]')::INT) AS listing,
                avg(regexp_matches(value, '\\pL+ +\\pL+')::INT) AS words,
                avg(length(value)) AS length,
                list_slice(list(DISTINCT value ORDER BY value), 1, 400) AS seen
            FROM cells GROUP BY name)
        SELECT *, (SELECT count(*) FROM sample) AS sampled FROM counted"""
    ).fetchall()
    found = {row[0]: row for row in rows}
    return tuple(_evidence(found.get(name)) for name in names)


def _evidence(row: tuple[object, ...] | None) -> ColumnEvidence:
    if row is None:
        return NOTHING
    _, filled, different, *shares, seen, sampled = row
    assert isinstance(filled, int) and isinstance(different, int) and isinstance(sampled, int)
    assert isinstance(seen, list)
    spread = max(1, len(seen) // _SAMPLES_SHOWN)
    numbers = [float(str(share)) for share in shares]
    return ColumnEvidence(
        filled / max(1, sampled),
        different / filled,
        different,
        *numbers,
        samples=tuple(seen[::spread][:_SAMPLES_SHOWN]),
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
    found: dict[str, int] = {}
    unclear = 0
    for column in columns:
        row = connection.execute(
            f"""WITH cells AS (SELECT {column} AS c, count(*) AS n FROM {raw.table} GROUP BY c),
            texts AS (SELECT {number_text("c")} AS t, n FROM cells)
            SELECT coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal(","))})), 0),
                coalesce(sum(n) FILTER (regexp_matches(t, {literal(_decimal("."))})), 0),
                count(*) FILTER (regexp_matches(t, '^-?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}$'))
            FROM texts"""
        ).fetchone()
        assert row is not None
        found[","] = found.get(",", 0) + row[0]
        found["."] = found.get(".", 0) + row[1]
        unclear += row[2]
    if found[","] == found["."]:
        return NumberForm(default.decimal_mark, certain=unclear == 0)
    return NumberForm("," if found[","] > found["."] else ".")


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
            count(*) FILTER (regexp_matches(t, '{MONTH_WORD}')),
            count(*) FILTER (regexp_matches(t, '^[^0-9]*{MONTH_WORD}[^0-9]*[0-9]')),
            count(*) FILTER (regexp_matches(t, '^[0-9]{{4}}[^0-9]*{MONTH_WORD}')),
            count(*) FILTER (regexp_matches(t, '^(19|20)[0-9]{{2}}[01][0-9][0-3][0-9]'
                '([0-9]{{2}}){{0,3}}$')),
            count(*) FILTER (TRY_CAST(t AS DOUBLE) BETWEEN 10000 AND 80000),
            count(*) FILTER (regexp_matches(t, '^1[0-9]{{9}}$'))
        FROM figures"""
    ).fetchone()
    assert row is not None
    filled, ymd, dmy, mdy, either, dotted, words, word_first, year_first, compact, serial, unix = row
    most = max(ymd, dmy + mdy + either, words, compact, serial, unix)
    if filled == 0 or most < filled * 0.3:
        return None
    if words == most:
        if year_first * 2 > words:
            return DateForm("ymd", words=True)
        return DateForm("mdy" if word_first * 2 > words else "dmy", words=True)
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

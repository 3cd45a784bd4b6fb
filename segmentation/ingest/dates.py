"""Text cells to dates: the form of a column, found from its cells, and SQL that reads them.

Which order of day and month a column uses is decided once for the column (:class:`DateForm`)
and then applied to each cell. Expressions return NULL where a cell is no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import duckdb

from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import clean_text, literal

COMPACT = "^(19|20)[0-9]{2}[01][0-9][0-3][0-9]([0-9]{2}){0,3}$"
UNIX = "^1[0-9]{9}$"
SERIAL = "^[1-7][0-9]{4}([.][0-9]+)?$"


@dataclass(frozen=True)
class DateForm:
    """How a column writes dates.

    ``order`` is year-month-day, day-month-year or month-day-year for dates in figures or with
    month names; ``serial`` is Excel's count of days, ``compact`` digits only (20260305),
    ``unix`` seconds since 1970. ``certain`` is false when day and month could be swapped.
    """

    order: Literal["ymd", "dmy", "mdy", "serial", "compact", "unix"] = "ymd"
    certain: bool = True
    words: bool = False


MONTHS = (
    "jan|sty|янв", "feb|lut|фев", "mar|mär|мар", "apr|kwi|апр", "may|maj|mai|май|мая",
    "jun|cze|июн", "jul|lip|июл", "aug|sie|авг", "sep|wrz|сен", "oct|okt|paź|paz|окт",
    "nov|lis|ноя", "dec|dez|gru|дек",
)  # fmt: skip
_MONTH_WORD = "(?:" + "|".join(MONTHS) + ")[\\pL.]*"
_DAY, _YEAR = "[0-9]{1,2}(?:st|nd|rd|th)?", "(?:[0-9]{4}|[0-9]{2})(?:[^0-9]|$)"
DATES_IN_WORDS = {
    "ymd": f"(?:^|[^0-9])[0-9]{{4}}[^0-9:]{{0,4}}{_MONTH_WORD}[^0-9:]{{0,4}}{_DAY}(?:[^0-9]|$)",
    "mdy": f"(?:^|[^\\pL]){_MONTH_WORD}[^0-9:]{{0,4}}{_DAY}[^0-9:]{{1,4}}{_YEAR}",
    "dmy": f"(?:^|[^0-9]){_DAY}[^0-9:]{{0,4}}{_MONTH_WORD}[^0-9:]{{0,4}}{_YEAR}",
}
DATE_IN_WORDS = "(?:" + "|".join(DATES_IN_WORDS.values()) + ")"
_TIME = "(?:[^0-9]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?)?"


def parse_date(column: str, form: DateForm, *, pivot: int = 70) -> str:
    """The cell as TIMESTAMP, the wall clock as written (offsets are the shop's own time).

    A year of two figures below ``pivot`` is of this century, any other of the last one.
    """
    text = f"lower({clean_text(column)})"
    if form.order == "serial":
        days = f"TRY_CAST({text} AS DOUBLE)"
        return (
            f"CASE WHEN {days} BETWEEN 1 AND 109574 THEN TIMESTAMP '1899-12-30' "
            f"+ to_seconds(round({days} * 86400)) END"
        )
    if form.order == "unix":
        return f"TRY(make_timestamp(TRY_CAST({text} AS BIGINT) * 1000000))"
    if form.order == "compact":
        return _assemble(
            f"regexp_extract({text}, '^([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})"
            "[t ]?([0-9]{2})?:?([0-9]{2})?:?([0-9]{2})?', ['y', 'm', 'd', 'h', 'i', 's'])",
            text,
            pivot,
        )
    if form.words:
        text = _month_in_figures(text)
    names = {"ymd": "'y', 'm', 'd'", "dmy": "'d', 'm', 'y'", "mdy": "'m', 'd', 'y'"}[form.order]
    first, last = ("{4}", "{1,2}") if form.order == "ymd" else ("{1,2}", "{2,4}")
    pattern = f"^[^0-9]*([0-9]{first})[^0-9:]+([0-9]{{1,2}})[^0-9:]+([0-9]{last}){_TIME}"
    parts = f"regexp_extract({text}, '{pattern}', [{names}, 'h', 'i', 's'])"
    parsed = _assemble(parts, text, pivot)
    if form.order == "ymd" and not form.words:
        iso = f"regexp_matches({column}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}( [0-9:]{{8}})?$')"
        return f"CASE WHEN {iso} THEN TRY_CAST({column} AS TIMESTAMP) ELSE {parsed} END"
    return parsed


def parse_mixed_date(column: str, form: DateForm) -> str:
    """As :func:`parse_date`; cells of another form that cannot be misread are read by it."""
    others = (
        ("^[0-9]{4}-[0-9]{2}-[0-9]{2}", DateForm("ymd")),
        ("^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}", DateForm("dmy")),
    )
    cases = " ".join(
        f"WHEN regexp_matches({clean_text(column)}, '{pattern}') THEN {parse_date(column, other)}"
        for pattern, other in others
        if other.order != form.order
    )
    return f"coalesce({parse_date(column, form)}, CASE {cases} END)"


def _month_in_figures(text: str) -> str:
    """``5 marca 2026`` -> ``5 3 2026``; a leading weekday is dropped by the caller's pattern."""
    for number, names in enumerate(MONTHS, start=1):
        text = f"regexp_replace({text}, '({names})[^0-9 ,./-]*', ' {number} ')"
    return text


def _assemble(parts: str, text: str, pivot: int) -> str:
    """SQL for the timestamp in the struct ``parts`` (y, m, d, h, i, s as text); NULL if none."""
    century = f"CASE WHEN p.y::INT < {pivot} THEN 2000 ELSE 1900 END"
    year = f"(CASE WHEN length(p.y) <= 2 THEN {century} + p.y::INT ELSE p.y::INT END)"
    hour = "coalesce(TRY_CAST(p.h AS INT), 0)"
    hour = (
        f"CASE WHEN p.pm AND {hour} < 12 THEN {hour} + 12 "
        f"WHEN p.am AND {hour} = 12 THEN 0 ELSE {hour} END"
    )
    made = (
        f"TRY(make_timestamp({year}, p.m::INT, p.d::INT, {hour}, "
        "coalesce(TRY_CAST(p.i AS INT), 0), coalesce(TRY_CAST(p.s AS INT), 0)))"
    )
    valid = "p.y <> '' AND length(p.y) <> 3"
    am, pm = (f"regexp_matches({text}, '[0-9] ?{half}\\.?m')" for half in "ap")
    struct = f"struct_insert({parts}, am := {am}, pm := {pm})"
    return f"list_transform([{struct}], lambda p: CASE WHEN {valid} THEN {made} END)[1]"


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
            count(*) FILTER (regexp_matches(t, {literal(COMPACT)})),
            count(*) FILTER (regexp_matches(t, {literal(SERIAL)})),
            count(*) FILTER (regexp_matches(t, {literal(UNIX)}))
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

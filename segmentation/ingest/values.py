"""Text cells to numbers, dates and yes/no: SQL expressions over a text column.

Everything arrives as text. Which decimal mark and which order of day and month a column uses
is decided once for the column (:class:`NumberForm`, :class:`DateForm`) and then applied to
each cell, so that one odd cell is not read by another rule than its neighbors.
Expressions return NULL where a cell is not such a value; the caller counts those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MONEY = "DECIMAL(18,4)"
SPACES = "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t\r\n"
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
    + "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127)))
)
_UNIT = (
    r"us\$|[a-z]{3}|[$€£₽¥₴%]|zł\.?|zl|kč|ft|lei|лв\.?|руб\.?|рублей|р\.?|грн\.?|тг\.?|₸"
    r"|шт\.?|szt\.?"
)


def quote(name: str) -> str:
    """An identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant of the code quoted for SQL (data are bound, never written into SQL)."""
    return "'" + text.replace("'", "''") + "'"


def clean_text(column: str) -> str:
    """The cell without invisible characters and outer spaces; NULL when nothing is left."""
    odd = literal(f"^$|^ | $|[{SPACES}{INVISIBLE}]")
    shown = f"translate({column}, {literal(SPACES + INVISIBLE)}, {literal(' ' * len(SPACES))})"
    cleaned = f"nullif(trim({shown}), '')"
    return f"CASE WHEN regexp_matches({column}, {odd}) THEN {cleaned} ELSE {column} END"


def clean_label(column: str) -> str:
    """A text cell fit to show: cleaned, inner spaces single, a guarding apostrophe removed."""
    text = clean_text(column)
    single = f"regexp_replace({text}, '\\s+', ' ', 'g')"
    unguarded = f"nullif(regexp_replace({single}, '^''([-=+@0-9])', '\\1'), '')"
    odd = literal(f"[ {SPACES}{INVISIBLE}]{{2}}|^'")
    return f"CASE WHEN regexp_matches({column}, {odd}) THEN {unguarded} ELSE {text} END"


def apart(expression: Callable[[str], str], column: str) -> str:
    """``expression`` of a cell, to stand in a branch of CASE that few rows take.

    Outside of a lambda DuckDB may work out its common parts for every row beforehand.
    """
    return f"list_transform([{column}], lambda cell: {expression('cell')})[1]"


def is_untidy(column: str) -> str:
    """Whether a cell of a tidy file (see RawTable) is still to be cleaned; quick to see."""
    return (
        f"{column} < '(' OR ends_with({column}, ' ') OR contains({column}, '  ') "
        f"OR contains({column}, chr(10))"  # spaces, quotes and signs come before brackets
    )


def person_id(column: str) -> str:
    """An identifier of a person: as :func:`plain_id`, but ``0`` and words for guests are none."""
    return (
        f"CASE WHEN regexp_matches({column}, '^[1-9][0-9]*$') THEN {column} "
        f"ELSE {apart(_known_person, column)} END"
    )


def _known_person(column: str) -> str:
    guest = "^(0+|-1|#n/a|guest( [a-z]+)?|gość|gosc|гость|anonym.*|аноним.*|retail customer"
    guest += "|walk-?in.*|klient (detaliczny|anonimowy)|розничный покупатель|частное лицо)$"
    known = plain_id(column)
    return f"CASE WHEN NOT regexp_matches(lower({known}), {literal(guest)}) THEN {known} END"


def plain_id(column: str) -> str:
    """An identifier: ``17850.0`` is ``17850``; empty, ``-`` and ``nan`` are none."""
    return (
        f"CASE WHEN regexp_matches({column}, '^[1-9A-Z][0-9]+$') THEN {column} "
        f"ELSE {apart(_settled_id, column)} END"
    )


def _settled_id(column: str) -> str:
    text = f"regexp_replace(regexp_replace({clean_text(column)}, '^(''|=?\")', ''), '\"$', '')"
    whole = f"regexp_replace({text}, '^([0-9]+)[.,]0+$', '\\1')"
    none = "'', '-', '--', '–', '—', 'nan', 'null', 'none', 'n/a', 'nil', 'brak', 'нет'"
    return f"CASE WHEN lower({whole}) NOT IN ({none}) THEN {whole} END"


def is_blank(column: str) -> str:
    """Whether a cell of a number or date column holds nothing: empty or a lone dash."""
    none = "'-', '--', '–', '—', 'nan', 'null', 'n/a'"
    text = clean_text(column)
    return (
        f"CASE WHEN regexp_matches({column}, '^[0-9]') THEN false "
        f"ELSE coalesce(lower({text}) IN ({none}), true) END"
    )


@dataclass(frozen=True)
class NumberForm:
    """How a column writes numbers: its decimal mark, and whether the data showed which."""

    decimal_mark: Literal[".", ","] = "."
    certain: bool = True


def number_text(column: str) -> str:
    """The cell without spaces, currency signs and units, any minus as ``-`` in front.

    ``1 234,50 zł`` -> ``1234,50``; ``(12.00)`` -> ``-12.00``; ``12,5-`` -> ``-12,5``; the
    dash of ``12,-`` stands for no cents.
    """
    dropped = SPACES + INVISIBLE + " '’"
    bare = f"lower(translate({column}, {literal('−–—' + dropped)}, '---'))"
    form = f"'^\\+?(-?)({_UNIT})?(-?)([0-9.,]+?)([.,]-)?(-?)({_UNIT})?$'"
    signed = f"regexp_replace({bare}, {form}, '\\1\\3\\6\\4')"
    bracketed = f"'^\\(({_UNIT})?([0-9.,]+)({_UNIT})?\\)({_UNIT})?$'"
    return (
        f"CASE WHEN regexp_matches({column}, '^-?[0-9]+([.,][0-9]+)?$') THEN {column} "
        f"WHEN starts_with(ltrim({column}), '(') THEN "
        f"regexp_replace({bare}, {bracketed}, '-\\2') ELSE {signed} END"
    )


def parse_number(text: str, form: NumberForm) -> str:
    """An exact decimal with four places from the column ``text`` made by :func:`number_text`.

    Where both marks occur the last one is the decimal mark. A single mark that is not the
    column's groups thousands when three digits follow each, and is a decimal mark otherwise.
    """
    mark = form.decimal_mark
    other = "," if mark == "." else "."
    as_mark = f"replace(replace({text}, '{other}', ''), '{mark}', '.')"
    as_other = f"replace(replace({text}, '{mark}', ''), '{other}', '.')"
    return f"""TRY_CAST(CASE
        WHEN {text} IS NULL OR NOT regexp_matches({text}, '^-?[.,]?[0-9][0-9.,]*$') THEN NULL
        WHEN contains({text}, '{other}') AND contains({text}, '{mark}') THEN
            CASE WHEN strpos(reverse({text}), '{mark}') < strpos(reverse({text}), '{other}')
            THEN {as_mark} ELSE {as_other} END
        WHEN contains({text}, '{other}') THEN
            CASE WHEN regexp_matches({text}, '^-?[1-9][0-9]{{0,2}}(\\{other}[0-9]{{3}})+$')
            THEN {as_mark} ELSE {as_other} END
        WHEN regexp_matches({text}, '^-?[0-9]{{1,3}}(\\{mark}[0-9]{{3}}){{2,}}$')
            THEN {as_other}
        ELSE {as_mark} END AS {MONEY})"""


def parse_plain_number(column: str, form: NumberForm) -> str:
    """As :func:`parse_number` of a cell that is digits and a decimal mark only, else NULL.

    Far quicker, so that the slow way is left for the cells that need it.
    """
    if form.decimal_mark == ".":
        return f"TRY_CAST({column} AS {MONEY})"
    figures = f"TRY_CAST(replace({column}, ',', '.') AS {MONEY})"
    return f"CASE WHEN NOT contains({column}, '.') THEN {figures} END"


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


YES = ("yes", "y", "true", "t", "1", "1.0", "tak", "t", "да", "д", "ja", "oui", "si", "sí",
       "wahr", "subscribed", "opted_in", "opt-in", "on", "x", "✓", "✔", "+", "истина", "prawda",
       "paid", "zgoda", "wyrażona", "согласен", "согласна", "есть", "granted")  # fmt: skip
NO = ("no", "n", "false", "f", "0", "0.0", "nie", "нет", "н", "nein", "non", "falsch",
      "unsubscribed", "opted_out", "opt-out", "off", "-", "не", "ложь", "fałsz", "brak zgody",
      "brak", "отказ", "denied", "not subscribed", "not_subscribed",
      "never subscribed")  # fmt: skip


def parse_yes_no(column: str) -> str:
    """The cell as BOOLEAN: yes and no in the languages of shops; NULL for anything else.

    A date or time counts as yes: consent columns often hold the moment it was given (and
    zeros where it never was).
    """
    text = f"lower({clean_text(column)})"
    yes, no = (", ".join(literal(word) for word in words) for words in (YES, NO))
    return (
        f"CASE WHEN {text} IN ({yes}) THEN true WHEN {text} IN ({no}) THEN false "
        f"WHEN starts_with({text}, '0000-00-00') THEN false "
        f"WHEN regexp_matches({text}, '^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|"
        "[0-9]{2}[./][0-9]{2}[./][0-9]{4})') THEN true END"
    )

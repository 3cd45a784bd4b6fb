"""Text cells to dates: SQL that reads the cells of a column in the form it was found to have.

What cannot be seen in a single cell (which figure is the day, what a plain number counts) is
decided once for the column (:class:`DateForm`) and then applied to each cell; what can be seen
in the cell is read as it stands there, so that a column may mix forms. Expressions return NULL
where a cell is no date; the caller counts those.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from segmentation.ingest.months import DATE_IN_WORDS, DATES_IN_WORDS, MONTH_OF_WORD
from segmentation.ingest.values import clean_text, literal

Order = Literal["ymd", "dmy", "mdy", "serial", "compact", "unix"]

FIRST_YEAR = 1971  # 1900-01-01 and 1970-01-01 stand for "never" in the tables of programs
LAST_YEAR = 2100
PIVOT = 70
_MONTH_DAY_HOUR = "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(([01][0-9]|2[0-3])([0-5][0-9]){0,2})?"
COMPACT = f"^(19|20)[0-9]{{2}}{_MONTH_DAY_HOUR}([.]0)?$"
UNIX = "^1[0-9]{9}([0-9]{3})?([.][0-9]+)?$"
SERIAL = "^[1-7][0-9]{4}([.,][0-9]+)?$"

# Two or four figures for the year; a weekday or a time may stand in front, anything behind.
# A sign that joins, as in FV/1/03/2026, makes it a number of something.
_FRONT = "^(?:[^0-9/#№_-]|[-/] )*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[^0-9]+)?"
_BETWEEN = " ?[-./ ] ?"
_END = "(?:[^0-9.:].*|[.]?$|[.][^0-9].*)"
FIGURES = (
    f"{_FRONT}([0-9]{{4}}|[0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{4}}|[0-9]{{1,2}})"
    f"{_END}"
)
DATE_INFIGURES = (
    f"{_FRONT}([0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}"
    f"|[0-9]{{1,2}} ?[-./] ?[0-9]{{1,2}} ?[-./] ?([0-9]{{4}}|[0-9]{{2}})){_END}"
)
DATE = f"{DATE_INFIGURES}|{DATE_IN_WORDS}"
_TIME = "(?:^|[^0-9+:-])([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
_TIME_WITH_POINTS = "[0-9].* ([0-9]{1,2})[.]([0-9]{2})(?:[.]([0-9]{2}))?[^0-9.]*$"


@dataclass(frozen=True)
class DateForm:
    """How a column writes dates.

    ``order`` is that of most cells: year-month-day, day-month-year or month-day-year, in
    figures or (``words``) with month names; ``serial`` is Excel's count of days, ``compact``
    digits only (20260305), ``unix`` seconds or milliseconds since 1970. ``certain`` is false
    when day and month of a cell could be swapped. ``figures`` is the order of day and month in
    figures where ``order`` does not say it; ``clear`` reads only what cannot be misread.
    ``short`` says that years of two figures stand first, ``serials`` that there are counts of
    days among the dates.
    """

    order: Order = "ymd"
    certain: bool = True
    words: bool = False
    figures: Literal["dmy", "mdy", "clear"] | None = None
    short: bool = False
    serials: bool = False

    @property
    def in_figures(self) -> Literal["dmy", "mdy", "clear"]:
        """How day and month are told apart in a cell with figures only."""
        if self.figures:
            return self.figures
        if self.order == "dmy" and not self.words:
            return "dmy"
        return "mdy" if self.order == "mdy" and not self.words else "clear"

    def with_day_first(self, day_first: bool) -> DateForm:
        """The form after somebody said which comes first, the day or the month."""
        figures: Literal["dmy", "mdy"] = "dmy" if day_first else "mdy"
        if self.short:
            return DateForm(figures)
        if self.words or self.order not in ("dmy", "mdy"):
            return replace(self, figures=figures, certain=True)
        return replace(self, order=figures, figures=None, certain=True)


_CLOCKS = ("", " %H:%M", " %H:%M:%S")
_OFFSET = "^[0-9 T:-]{19}([.,][0-9]+)? ?(Z|UTC|[+-][0-9:]{2,6})?$"


def _quick(column: str, form: DateForm) -> str:
    """SQL for the moment of a cell in the common spellings of the form, else NULL.

    A format that does not fit costs ten times as much as one that does: the length, the mark
    between the parts and the number of colons choose one.
    """

    def read(text: str, format_: str) -> str:
        return f"try_strptime({text}, {literal(format_)})"

    if form.order == "ymd" and not form.words and not form.short:
        seconds = read(f"replace(left({column}, 19), 'T', ' ')", "%Y-%m-%d %H:%M:%S")
        return (
            f"CASE length({column}) WHEN 10 THEN {read(column, '%Y-%m-%d')} "
            f"WHEN 16 THEN {read(column, '%Y-%m-%d %H:%M')} WHEN 19 THEN {seconds} "
            f"ELSE CASE WHEN regexp_matches({column}, '{_OFFSET}') THEN {seconds} END END"
        )
    colons = f"length({column}) - length(replace({column}, ':', ''))"

    def by_clock(day: str, clocks: tuple[str, ...] = _CLOCKS) -> str:
        cases = (f"WHEN {n} THEN {read(column, day + clock)}" for n, clock in enumerate(clocks))
        return f"CASE {colons} {' '.join(cases)} END"

    if form.short:
        return "NULL::TIMESTAMP"
    if form.words:
        halves = ("", " %I:%M %p", " %I:%M:%S %p")
        return by_clock("%b %d, %Y", halves) if form.order == "mdy" else "NULL::TIMESTAMP"
    day, month = ("%d", "%m") if form.order == "dmy" else ("%m", "%d")
    cases = " ".join(
        f"WHEN contains({column}, '{mark}') THEN {by_clock(f'{day}{mark}{month}{mark}%Y')}"
        for mark in "./-"
        if form.order == "dmy" or mark != "."
    )
    halved = f"WHEN contains({column}, 'M') THEN NULL " if form.order == "mdy" else ""
    return f"CASE {halved}{cases} END"


def parse_date(
    column: str, form: DateForm, *, pivot: int = PIVOT, first_year: int = FIRST_YEAR
) -> str:
    """The cell as TIMESTAMP, the wall clock as written (offsets are the shop's own time).

    A year of two figures below ``pivot`` is of this century, any other of the last one. Years
    before ``first_year`` and after 2100 are slips of the pen or stand for "never": no dates.
    """
    if form.order in ("serial", "compact", "unix"):
        cell = f"trim({column}, '''=\" ')"
        quick = f"CASE WHEN regexp_matches({cell}, '^[0-9.,]+$') THEN {_counted(cell, form)} END"
    elif form.in_figures == "clear" and form.order in ("dmy", "mdy") and not form.words:
        quick = "NULL::TIMESTAMP"
    else:
        quick = _quick(column, form)
    years = f"BETWEEN TIMESTAMP '{first_year}-01-01' AND TIMESTAMP '{LAST_YEAR}-12-31 23:59:59'"
    slow = f"list_transform([{_any_form(column, form, pivot)}], lambda d_moment: " + (
        f"CASE WHEN d_moment {years} THEN d_moment END)[1]"
    )
    return f"CASE WHEN {quick} {years} THEN {quick} WHEN {column} IS NOT NULL THEN {slow} END"


def _counted(cell: str, form: DateForm) -> str:
    """A moment from a plain number, by the form of the column."""
    if form.order == "serial" or form.serials:
        days = f"TRY_CAST(replace({cell}, ',', '.') AS DOUBLE)"
        serial = (
            f"CASE WHEN {days} BETWEEN 1 AND 109574 THEN TIMESTAMP '1899-12-30' "
            f"+ to_seconds(round({days} * 86400)) END"
        )
        return serial if form.order == "serial" else f"coalesce({_compact(cell)}, {serial})"
    if form.order == "unix":
        seconds = f"TRY_CAST({cell} AS DOUBLE)"
        return (
            f"CASE WHEN {seconds} >= 1e11 THEN TRY(make_timestamp(({seconds} * 1000)::BIGINT)) "
            f"ELSE TRY(make_timestamp((floor({seconds}) * 1000000)::BIGINT)) END"
        )
    return _compact(cell)


def _compact(cell: str) -> str:
    """``20260305``, with hours, minutes and seconds behind or not."""
    padded = f"rpad(replace({cell}, '.0', ''), 14, '0')"
    return (
        f"CASE WHEN regexp_matches({cell}, {literal(COMPACT)}) "
        f"THEN try_strptime({padded}, '%Y%m%d%H%M%S') END"
    )


def _any_form(column: str, form: DateForm, pivot: int) -> str:
    """The moment of a cell in whatever form it is written."""
    iso = "^'?(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}:[0-9]{2}"
    iso += "([.,][0-9]+)? ?(z|utc|[+-][0-9:]{2,6})?$"
    with_t = "^([0-9]{8})t([0-9]{2}):?([0-9]{2}):?([0-9]{2})?.*"
    digits = f"regexp_replace(d_text, '{with_t}', '\\1\\2\\3\\4')"
    words = f"CASE WHEN regexp_matches(d_text, '\\pL') THEN {_parts_in_words()} END"
    parts = f"coalesce({words}, {_parts_in_figures(form)})"
    assembled = _moment("d_parts", "d_text", pivot)
    return f"""list_transform([lower({clean_text(column)})], lambda d_text: CASE
        WHEN regexp_matches(d_text, {literal(iso)})
            THEN try_strptime(replace(left(ltrim(d_text, ''''), 19), 't', ' '), '%Y-%m-%d %H:%M:%S')
        WHEN regexp_matches(d_text, '^[0-9]+([.,][0-9]+)?$') THEN {_counted("d_text", form)}
        WHEN regexp_matches(d_text, '{with_t}')
            THEN {_compact(digits)}
        ELSE list_transform([{parts}], lambda d_parts: {assembled})[1] END)[1]"""


def _parts_in_words() -> str:
    """SQL for the list of year, month and day of the date with a month name in ``d_text``; NULL
    where there is none. Each pattern stands there once: its many words are slow to compile."""
    found = (
        f"list_transform([regexp_extract(d_text, {literal(pattern)}, {list(order)})], "
        f"lambda d_piece: CASE WHEN d_piece.d <> '' THEN [d_piece.y, d_piece.m, d_piece.d] END)[1]"
        for order, pattern in DATES_IN_WORDS.items()
    )
    return f"coalesce({', '.join(found)})"


def _parts_in_figures(form: DateForm) -> str:
    """SQL for the list of year, month and day of the date in figures in ``d_text``."""
    a, b = "TRY_CAST(d_piece.a AS INT)", "TRY_CAST(d_piece.b AS INT)"
    dmy, mdy, ymd = (
        "[d_piece.c, d_piece.b, d_piece.a]",
        "[d_piece.c, d_piece.a, d_piece.b]",
        "[d_piece.a, d_piece.b, d_piece.c]",
    )
    either = {"dmy": dmy, "mdy": mdy, "clear": "NULL"}[form.in_figures]
    short = (
        f"WHEN length(d_piece.a) = 2 AND length(d_piece.c) = 2 THEN {ymd} " if form.short else ""
    )
    # Points between figures are of countries where the day stands first.
    dotted = f"WHEN regexp_matches(d_text, '[0-9][.] ?[0-9]+[.] ?[0-9]') THEN {dmy} "
    if form.in_figures == "mdy":
        dotted = ""
    return (
        f"list_transform([regexp_extract(d_text, {literal(FIGURES)}, ['a', 'b', 'c'])], "
        f"lambda d_piece: CASE WHEN length(d_piece.a) = 4 AND length(d_piece.c) <= 2 THEN {ymd} "
        f"WHEN length(d_piece.c) NOT IN (2, 4) OR length(d_piece.a) = 4 THEN NULL {short}"
        f"WHEN {a} > 12 THEN {dmy} WHEN {b} > 12 THEN {mdy} {dotted}"
        f"WHEN {a} = {b} THEN {dmy} ELSE {either} END)[1]"
    )


def _moment(parts: str, text: str, pivot: int) -> str:
    """SQL for the timestamp of a list of year, month and day and the time in ``text``."""
    y, m, d = (f"{parts}[{place}]" for place in (1, 2, 3))
    century = f"CASE WHEN {y}::INT < {pivot} THEN 2000 ELSE 1900 END"
    year = f"(CASE WHEN length({y}) <= 2 THEN {century} + {y}::INT ELSE {y}::INT END)"
    words = ", ".join(map(literal, MONTH_OF_WORD))
    numbers = ", ".join(map(str, MONTH_OF_WORD.values()))
    month = f"coalesce(TRY_CAST({m} AS INT), [{numbers}][list_position([{words}], {m})])"
    with_points = f"regexp_extract({text}, {literal(_TIME_WITH_POINTS)}, ['h', 'i', 's'])"
    time = (
        f"CASE WHEN contains({text}, ':') "
        f"THEN regexp_extract({text}, {literal(_TIME)}, ['h', 'i', 's']) ELSE {with_points} END"
    )
    hour = "coalesce(TRY_CAST(d_clock.h AS INT), 0)"
    half = f"regexp_extract({text}, '[0-9] ?([ap])[.]? ?m([^\\pL]|$)', 1)"
    hour = (
        f"CASE WHEN d_clock.half = 'p' AND {hour} < 12 THEN {hour} + 12 "
        f"WHEN d_clock.half = 'a' AND {hour} = 12 THEN 0 ELSE {hour} END"
    )
    return (
        f"CASE WHEN {y} <> '' THEN list_transform([struct_insert({time}, half := {half})], "
        f"lambda d_clock: TRY(make_timestamp({year}, {month}, {d}::INT, {hour}, "
        f"coalesce(TRY_CAST(d_clock.i AS INT), 0), "
        f"coalesce(TRY_CAST(d_clock.s AS INT), 0))))[1] END"
    )

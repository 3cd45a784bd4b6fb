"""Finding the form of the dates of a column from its cells, and from the rest of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import duckdb

from segmentation.ingest.dates import COMPACT, FIGURES, SERIAL, UNIX, DateForm
from segmentation.ingest.headers import tells_day_first
from segmentation.ingest.months import DATES_IN_WORDS
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import clean_text, literal

_SAMPLE_CELLS = 20_000
_CLEAR_MAJORITY = 9
_COLUMNS_ASKED = 60
_DAYS_NOT_YEARS = 8  # as many different last parts are days of a month, no years


def find_date_form(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, column: str
) -> DateForm | None:
    """How a column writes dates; None when it holds no dates.

    Judged by 20,000 cells from all over it; where those leave open whether the day or the month
    comes first, by every cell.
    """
    seen = _profile(connection, f"SELECT {column} AS c FROM {raw.spread(_SAMPLE_CELLS)}")
    more = raw.rows > _SAMPLE_CELLS or raw.sample
    if seen.swappable and not seen.day_first and not seen.month_first and more:
        seen = _profile(connection, f"SELECT {column} AS c FROM {raw.table}")
    return seen.form()


def date_form_in_file(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    column: str,
    *,
    day_first: bool | None = None,
    usual: bool | None = None,
    dollars: bool = False,
) -> tuple[DateForm | None, tuple[str, ...]]:
    """As :func:`find_date_form`, with what the owner or the rest of the file says where day and
    month could be swapped: what is ``usual`` in such an export (day first or not), the other
    columns, the language of the headers, ``dollars`` among the amounts. Nothing said is day
    first. Returns the warnings that follow as well.
    """
    form = find_date_form(connection, raw, column)
    if form is None:
        return None, ()
    if day_first is not None:
        return form.with_day_first(day_first), ()
    if form.certain:
        return form, ()
    if usual is not None and not form.figures:
        return form.with_day_first(usual), ()
    if form.figures or form.short:
        return form, ("ambiguous_dates",)
    for place in range(min(len(raw.headers), _COLUMNS_ASKED)):
        other = find_date_form(connection, raw, f"c{place}") if f"c{place}" != column else None
        if other and other.certain and other.in_figures != "clear" and not other.short:
            return form.with_day_first(other.in_figures == "dmy"), ()
    if tells_day_first(raw.headers):
        return form.with_day_first(True), ()
    guessed = form.with_day_first(not dollars)
    return replace(guessed, certain=False), ("ambiguous_dates",)


@dataclass(frozen=True)
class _Profile:
    """How many different cells look how. Dates in figures with the year behind are
    ``day_first`` or ``month_first`` where the size of a part shows it, ``dotted`` or
    ``swappable`` where not; ``short`` holds those of three times two figures, with
    the number of different first and last parts."""

    filled: int
    ymd: int
    day_first: int
    month_first: int
    dotted: int
    swappable: int
    short: int
    short_possible: int
    short_certain: int
    short_small: int
    short_firsts: int
    short_lasts: int
    words_ymd: int
    words_mdy: int
    words_dmy: int
    compact: int
    serial: int
    unix: int

    def form(self) -> DateForm | None:
        figures = self.day_first + self.month_first + self.dotted + self.swappable
        figures += self.short_certain
        words = {"dmy": self.words_dmy, "mdy": self.words_mdy, "ymd": self.words_ymd}
        named = max(words, key=lambda order: words[order])
        sizes: dict[str, int] = {
            "words": words[named],
            "ymd": self.ymd,
            "figures": figures,
            "compact": self.compact,
            "unix": self.unix,
            "serial": self.serial,
        }
        most = max(sizes, key=lambda kind: sizes[kind])
        if self.filled == 0 or sum(sizes.values()) < self.filled * 0.3:
            return None
        serials = most != "serial" and self.serial >= 0.1 * self.filled
        form = self._day_and_month()
        if most == "figures":
            return replace(form, serials=serials)
        clear = self.day_first + self.month_first + self.swappable == 0
        base = DateForm() if clear else replace(form, figures=form.in_figures)
        if most == "words":
            return replace(base, order=named, words=True, serials=serials)  # type: ignore[arg-type]
        return replace(base, order=most, serials=serials)  # type: ignore[arg-type]

    def _day_and_month(self) -> DateForm:
        """The form of the dates in figures that have their year behind (or two figures of it)."""
        if self._years_stand_first():
            certain = self.short_certain > 0 or self.short_lasts >= _DAYS_NOT_YEARS
            return DateForm("ymd", certain=certain, short=True, figures="dmy")
        more, less = sorted((self.day_first, self.month_first), reverse=True)
        order: Literal["dmy", "mdy"] = "dmy" if self.day_first >= self.month_first else "mdy"
        if self.short and self.short_possible == self.short and self.short_small == 0:
            return DateForm(order, certain=self.short_firsts > self.short_lasts)
        if less and more < _CLEAR_MAJORITY * less:
            return DateForm(order, certain=self.swappable == 0, figures="clear")
        if less:
            return DateForm(order, certain=self.swappable == 0, figures=order)
        return DateForm(order, certain=more > 0 or self.swappable == 0)

    def _years_stand_first(self) -> bool:
        """Whether ``25-03-13`` is of 2025: no last part is a year, or days change and years
        do not."""
        if self.short == 0 or self.short_possible < self.short:
            return False
        if self.short_certain:
            return True
        return self.short_small == 0 and self.short_lasts >= max(3, 2 * self.short_firsts)


def _profile(connection: duckdb.DuckDBPyConnection, cells: str) -> _Profile:
    words = [
        f"count(*) FILTER (wordy AND regexp_matches(t, {literal(DATES_IN_WORDS[order])}))"
        for order in ("ymd", "mdy", "dmy")
    ]
    row = connection.execute(
        f"""
        WITH cells AS ({cells}),
        texts AS (SELECT DISTINCT lower({clean_text("c")}) AS t FROM cells),
        parts AS (
            SELECT t, regexp_extract(t, {literal(FIGURES)}, ['a', 'b', 'c']) AS p,
                regexp_matches(t, '\\pL') AS wordy
            FROM texts WHERE t IS NOT NULL),
        figures AS (
            SELECT t, wordy, p, TRY_CAST(p.a AS INT) AS a, TRY_CAST(p.b AS INT) AS b,
                TRY_CAST(p.c AS INT) AS c, length(p.a) = 4 AS whole,
                length(p.a) <= 2 AND length(p.c) IN (2, 4) AS behind,
                length(p.a) = 2 AND length(p.b) = 2 AND length(p.c) = 2 AS short,
                regexp_matches(t, '[0-9][.] ?[0-9]+[.] ?[0-9]') AS dotted
            FROM parts)
        SELECT count(*) AS filled,
            count(*) FILTER (whole AND b <= 12 AND c <= 31),
            count(*) FILTER (behind AND a BETWEEN 13 AND 31 AND b <= 12),
            count(*) FILTER (behind AND b BETWEEN 13 AND 31 AND a <= 12),
            count(*) FILTER (behind AND a <= 12 AND b <= 12 AND dotted),
            count(*) FILTER (behind AND a <= 12 AND b <= 12 AND NOT dotted),
            count(*) FILTER (behind),
            count(*) FILTER (short AND b BETWEEN 1 AND 12 AND c BETWEEN 1 AND 31
                AND (NOT dotted OR a > 31 OR a = 0)),
            count(*) FILTER (short AND (a > 31 OR a = 0)),
            count(*) FILTER (short AND a <= 12),
            count(DISTINCT a) FILTER (short), count(DISTINCT c) FILTER (short),
            {", ".join(words)},
            count(*) FILTER (regexp_matches(t, {literal(COMPACT)})),
            count(*) FILTER (regexp_matches(t, {literal(SERIAL)})),
            count(*) FILTER (regexp_matches(t, {literal(UNIX)}))
        FROM figures"""
    ).fetchone()
    assert row is not None
    return _Profile(*row)

"""Writing the sample files: money, dates and CSV in the ways that shops export them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random


def plain_money(amount: int) -> str:
    """Minor units as `-1234.50`."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    return f"{sign}{whole}.{rest:02d}"


def comma_money(amount: int) -> str:
    """Minor units as `-1234,50`."""
    return plain_money(amount).replace(".", ",")


def spaced_money(amount: int, unit: str) -> str:
    """Minor units as `-12 345,50 unit`."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    return f"{sign}{whole:,}".replace(",", " ") + f",{rest:02d} {unit}"


def dotted_date(day: date) -> str:
    """A date as `31.12.2026`."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def dotted_time(moment: datetime) -> str:
    """A date with time as `31.12.2026 18:05`."""
    return f"{dotted_date(moment)} {moment.hour:02d}:{moment.minute:02d}"


def british_time(moment: datetime) -> str:
    """British local time with its offset, `2025-10-07 09:50:26 +0100`.

    The rule of the clock change is written out because Windows has no time zone tables.
    """
    offset = (
        "+0100"
        if _last_sunday(moment.year, 3) <= moment.date() < _last_sunday(moment.year, 10)
        else "+0000"
    )
    return f"{moment:%Y-%m-%d %H:%M:%S} {offset}"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def careless_email(rng: Random, email: str) -> str:
    """The same address as another hand would type it: other letter case, stray spaces."""
    local, _, domain = email.partition("@")
    forms = (email.upper(), local.title() + "@" + domain, " " + email, email + " ")
    return forms[rng.randrange(len(forms))]


def careless_town(rng: Random, town: str, other_spellings: Sequence[str]) -> str:
    """The same town as another hand would type it: other letter case, spaces, spelling."""
    forms = (town.upper(), town.lower(), town + " ", *other_spellings)
    return forms[rng.randrange(len(forms))]


def csv_bytes(
    rows: Iterable[Sequence[str]], delimiter: str, encoding: str, line_end: str = "\r\n"
) -> bytes:
    """Rows as a CSV file; an empty row becomes an empty line.

    Raises UnicodeEncodeError for a letter that the encoding doesn't have.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)

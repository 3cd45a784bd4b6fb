"""The days before a country's gift occasions: when people buy presents. A rule of thumb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from segmentation.gift_occasions import COUNTRIES, OTHER, PUBLIC


def gift_days(country: str | None, first: date, last: date) -> tuple[date, ...] | None:
    """The days from ``first`` to ``last`` that lie before a gift occasion of ``country`` (ISO
    code) or are one, each once, in order.

    None for countries whose occasions are not known.
    """
    if country not in COUNTRIES:
        return None
    days = {
        eve - timedelta(days=before)
        for eve, length in _occasions(country, first.year, last.year + 1)
        for before in range(length + 1)
    }
    return tuple(sorted(day for day in days if first <= day <= last))


def _occasions(country: str, since: int, until: int) -> Iterator[tuple[date, int]]:
    """The occasions of a country in these years, each with how many days before it count."""
    from holidays import country_holidays  # takes a moment, and most of the time nobody asks

    years = range(since, until + 1)
    public = country_holidays(country, years=years, language=_language(country))
    for day, names in public.items():
        for occasion in PUBLIC:
            if occasion.countries and country not in occasion.countries:
                continue
            if occasion.on in (None, (day.month, day.day)) and any(
                re.fullmatch(occasion.name, name) for name in names.split("; ")
            ):
                yield day, occasion.days
    for other in OTHER:
        if not other.countries or country in other.countries:
            yield from ((_date(other.rule, year), other.days) for year in years)


def _language(country: str) -> str | None:
    """English where the names of the country's holidays can be had in several languages."""
    from holidays import country_holidays

    offered = country_holidays(country).supported_languages
    return "en_US" if "en_US" in offered else None


def _date(rule: tuple[str, *tuple[int, ...]], year: int) -> date:
    match rule:
        case ("fixed", month, day):
            return date(year, month, day)
        case ("nth", month, weekday, place):
            start = date(year, month, 1)
            days = (start + timedelta(days=n) for n in range(31))
            found = [d for d in days if d.month == month and d.weekday() == weekday]
            return found[place - 1 if place > 0 else place]
        case ("easter" | "orthodox" as church, after):
            from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

            way = EASTER_WESTERN if church == "easter" else EASTER_ORTHODOX
            sunday: date = easter(year, way)
            return sunday + timedelta(days=after)
    raise ValueError(f"unknown rule {rule!r}")

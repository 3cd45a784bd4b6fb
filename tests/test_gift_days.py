"""The days before gift occasions, beside the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from segmentation.gift_days import gift_days
from segmentation.gift_occasions import COUNTRIES, OTHER, PUBLIC, OtherOccasion, PublicOccasion

EID = {"AZ", "KG", "TR", "UZ"}  # it wanders through the year


def periods(country: str, year: int) -> list[str]:
    """The days of a year as their first and last, month and day."""
    days = gift_days(country, date(year, 1, 1), date(year, 12, 31))
    assert days is not None
    starts = [day for day in days if day - timedelta(days=1) not in days]
    ends = [day for day in days if day + timedelta(days=1) not in days]
    return [f"{a:%m-%d} {b:%m-%d}" for a, b in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("country", "year", "expected"),
    [
        # Valentine's Day, Women's Day, Easter (Monday 2026-04-06), Mother's Day with Children's
        # Day, Saint Nicholas with Christmas.
        ("PL", 2026, ["02-07 02-14", "03-01 03-08", "03-22 04-06", "05-19 06-01", "11-29 12-25"]),
        # Easter Monday 2025-04-21.
        ("PL", 2025, ["02-07 02-14", "03-01 03-08", "04-06 04-21", "05-19 06-01", "11-29 12-25"]),
        # Defenders, Women, Mothers (last Sunday of November), New Year.
        ("RU", 2026, ["01-01 01-01", "02-07 02-14", "02-16 02-23", "03-01 03-08", "11-22 11-29",
                      "12-11 12-31"]),
        # Mothering Sunday is three weeks before Easter (2026-04-05).
        ("GB", 2026, ["02-07 02-14", "03-08 03-15", "03-20 04-05", "12-04 12-25"]),
        # Easter is no public holiday; mothers on the second Sunday of May.
        ("US", 2026, ["02-07 02-14", "03-22 04-05", "05-03 05-10", "12-04 12-25"]),
        # By the Julian calendar Easter is on 2026-04-12.
        ("UA", 2026, ["01-01 01-01", "02-07 02-14", "03-01 03-08", "03-29 04-12", "05-03 05-10",
                      "11-29 12-31"]),
        # The Three Kings bring the presents.
        ("ES", 2026, ["01-01 01-06", "02-07 02-14", "03-20 04-03", "04-26 05-03", "12-04 12-31"]),
    ],
)  # fmt: skip
def test_days_of_a_year(country: str, year: int, expected: list[str]) -> None:
    assert periods(country, year) == expected


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_its_winter_feast_in_every_year(country: str) -> None:
    for year in range(2010, 2031):
        days = gift_days(country, date(year, 1, 1), date(year, 12, 31))
        assert days is not None
        assert date(year, 12, 20) in days and date(year, 2, 14) in days
        if country not in EID:
            assert not {date(year, 1, 20), date(year, 7, 15), date(year, 10, 1)} & set(days)
        # As the catalogue says: a sixth to a fifth of the year, give or take.
        assert 35 <= len(days) <= 85


def test_days_beyond_what_was_asked_are_left_out() -> None:
    days = gift_days("PL", date(2025, 12, 24), date(2026, 2, 8))
    assert days == (date(2025, 12, 24), date(2025, 12, 25), date(2026, 2, 7), date(2026, 2, 8))
    # The feast may lie in the next year.
    assert gift_days("RU", date(2025, 12, 31), date(2025, 12, 31)) == (date(2025, 12, 31),)
    assert gift_days("PL", date(2026, 7, 1), date(2026, 7, 31)) == ()


@pytest.mark.parametrize("country", [None, "JP", "XX"])
def test_of_other_countries_nothing_is_said(country: str | None) -> None:
    assert gift_days(country, date(2025, 1, 1), date(2026, 1, 1)) is None


def test_tables_name_known_countries_and_short_times() -> None:
    occasions: tuple[PublicOccasion | OtherOccasion, ...] = (*PUBLIC, *OTHER)
    for occasion in occasions:
        assert set(occasion.countries) <= set(COUNTRIES), occasion.key
        assert 7 <= occasion.days <= 21, occasion.key

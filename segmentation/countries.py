"""Countries as people write them -> ISO codes; which country a shop is of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from segmentation.language import Language

_LANGUAGES = ("en", "pl", "ru", "uk", "be", "de", "fr", "es", "it", "cs", "sk", "lt", "lv", "et",
              "sv", "da", "fi", "nb", "hu", "el", "nl", "pt", "ro", "bg", "tr")  # fmt: skip
_OTHER_NAMES = {
    "usa": "US", "u s a": "US", "u s": "US", "united states of america": "US", "uk": "GB",
    "u k": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "wielka brytania": "GB", "anglia": "GB", "великобритания": "GB",
    "сша": "US", "рф": "RU", "российская федерация": "RU", "russian federation": "RU",
    "rosja": "RU", "rzeczpospolita polska": "PL", "республика польша": "PL", "czech republic": "CZ",
    "republika czeska": "CZ", "чешская республика": "CZ", "slovak republic": "SK",
    "республика беларусь": "BY", "белоруссия": "BY", "республика казахстан": "KZ",
    "stany zjednoczone ameryki": "US", "federal republic of germany": "DE", "holland": "NL",
    "holandia": "NL", "голландия": "NL", "moldova": "MD", "молдавия": "MD", "turkey": "TR",
    "pol": "PL", "rus": "RU", "ukr": "UA", "blr": "BY", "kaz": "KZ", "cze": "CZ", "svk": "SK",
    "deu": "DE", "ger": "DE", "gbr": "GB", "fra": "FR", "esp": "ES", "ita": "IT", "ltu": "LT",
    "lva": "LV", "est": "EE", "aut": "AT", "che": "CH", "nld": "NL", "bel": "BE",
    "stany zjednoczone": "US", "rp": "PL", "federacja rosyjska": "RU", "the netherlands": "NL",
    "bialorus": "BY", "киргизия": "KG", "македония": "MK", "macedonia": "MK", "czech": "CZ",
    "rep czeska": "CZ", "wlk brytania": "GB", "rf": "RU", "korea south": "KR",
}  # fmt: skip
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
_OF_CURRENCY = {
    "PLN": "PL", "RUB": "RU", "GBP": "GB", "USD": "US", "UAH": "UA", "CZK": "CZ", "BYN": "BY",
    "KZT": "KZ", "CAD": "CA", "AUD": "AU", "NZD": "NZ", "CHF": "CH", "HUF": "HU", "RON": "RO",
    "BGN": "BG", "SEK": "SE", "NOK": "NO", "DKK": "DK", "TRY": "TR", "GEL": "GE", "AMD": "AM",
    "AZN": "AZ", "KGS": "KG", "UZS": "UZ", "MDL": "MD", "RSD": "RS", "HRK": "HR",
}  # fmt: skip
"""The currencies of one country; the euro says nothing."""


def country_code(written: str) -> str | None:
    """The ISO 3166 code of a country: ``PL`` for PL, POL, PL-14, Poland, Polska or Польша.

    None where it is no country we can tell.
    """
    text = written.strip()
    if re.fullmatch(r"[A-Za-z]{2}([-_][0-9A-Za-z]{1,3})?", text):
        code = text[:2].upper()
        code = "GB" if code == "UK" else code
        if code in _codes():
            return code
    if re.fullmatch(r"[A-Z]{3}", text):
        aliases: Mapping[str, list[str]] = get_global("territory_aliases")
        found = aliases.get(text, [])
        if len(found) == 1 and found[0] in _codes():
            return found[0]
    name = _plain(text)
    if name in (others := _others()):
        return others[name]
    return next((names[name] for names in map(_names, _LANGUAGES) if name in names), None)


def country_name(code: str, language: Language) -> str:
    """What a country is called in ``language``; its code where nobody knows it."""
    return str(language.locale.territories.get(code, code))


def shop_country(countries: Mapping[str, int], currency: str | None) -> str | None:
    """The country of a shop: that of most ``countries`` (as written, each with how many orders
    or people have it), else that of its currency; None where neither tells."""
    found: Counter[str] = Counter()
    for written, count in countries.items():
        if code := country_code(written):
            found[code] += count
    commonest = max(found, key=lambda code: (found[code], code), default=None)
    return commonest or _OF_CURRENCY.get(currency or "")


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names("en").values())


@cache
def _others() -> dict[str, str]:
    return {_plain(name): code for name, code in _OTHER_NAMES.items()}


@cache
def _names(language: str) -> dict[str, str]:
    """The plain names of countries in a language -> their codes."""
    territories = Locale.parse(language).territories
    return {
        _plain(name): code
        for code, name in territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in ("EU", "EZ", "QO", "UN", "ZZ", "XA", "XB")
    }


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))

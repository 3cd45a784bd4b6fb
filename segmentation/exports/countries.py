"""Names of countries, as files write them, to their ISO 3166 codes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from segmentation.language import Language

# Languages that files of shops name countries in, and codes and names Babel does not have.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_LANGUAGES = ("en", "pl", "ru", "uk", "be", "de", "cs", "sk", "fr", "es", "it", "lt")
_ALSO = {
    "pol": "PL", "rus": "RU", "ukr": "UA", "blr": "BY", "kaz": "KZ", "cze": "CZ", "svk": "SK",
    "deu": "DE", "ger": "DE", "gbr": "GB", "usa": "US", "fra": "FR", "esp": "ES", "ita": "IT",
    "ltu": "LT", "lva": "LV", "est": "EE", "aut": "AT", "che": "CH", "nld": "NL", "bel": "BE",
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "wielka brytania": "GB", "anglia": "GB", "великобритания": "GB", "u s a": "US", "u s": "US",
    "united states of america": "US", "сша": "US", "stany zjednoczone": "US",
    "rp": "PL", "rzeczpospolita polska": "PL", "республика польша": "PL", "рф": "RU",
    "российская федерация": "RU", "russian federation": "RU", "federacja rosyjska": "RU",
    "czech republic": "CZ", "republika czeska": "CZ", "чешская республика": "CZ",
    "holland": "NL", "holandia": "NL", "голландия": "NL", "the netherlands": "NL",
    "белоруссия": "BY", "республика беларусь": "BY", "bialorus": "BY", "киргизия": "KG",
    "молдавия": "MD",
}  # fmt: skip


def country_code(written: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country written in any way we know, else None."""
    code = written.strip().upper()
    if len(code) == 2 and code in _codes():
        return code
    return _names().get(_plain(written))


@cache
def _codes() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def _names() -> dict[str, str]:
    names = {
        _plain(str(name)): str(code)
        for language in _LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in _codes()
    }
    return names | {_plain(name): code for name, code in _ALSO.items()}


def _plain(name: str) -> str:
    """Lower case, no accents and no signs."""
    text = unicodedata.normalize("NFKD", name.casefold()).replace("ł", "l")
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def country_name(code: str, language: Language) -> str:
    """What a country is called in ``language``; its code where nobody knows it."""
    return str(Locale.parse(language.locale).territories.get(code, code))

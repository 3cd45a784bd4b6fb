"""How the product speaks: texts, plurals, numbers, money and dates in one language.

Texts are English in the code and translated at the edge through gettext catalogues
(``locales/<code>/LC_MESSAGES/messages.po``). Number, money and date forms come from
Unicode CLDR through Babel.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)

CODES = ("en", "pl", "ru")
OWN_NAMES = {"en": "English", "pl": "Polski", "ru": "Русский"}
NO_BREAK_SPACE = "\u00a0"
_LOCALES = Path(__file__).parent / "locales"
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)  # holds every float with its decimals
_CLDR = {"en": "en_US", "pl": "pl_PL", "ru": "ru_RU"}

Number = int | float | Decimal


def mark(text: str) -> str:
    """Mark a text kept in a table as data, so that extraction finds it. Returns it unchanged."""
    return text


@lru_cache(maxsize=len(CODES))
def _catalogue(code: str) -> gettext.NullTranslations:
    path = _LOCALES / code / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@dataclass(frozen=True)
class Language:
    """One of the languages the product speaks; ``code`` is one of :data:`CODES`."""

    code: str = "en"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown language {self.code!r}")

    @property
    def locale(self) -> Locale:
        return Locale.parse(_CLDR[self.code])

    @property
    def decimal_mark(self) -> str:
        return "." if self.code == "en" else ","

    def tr(self, text: str, /, **values: object) -> str:
        """``text`` in this language, with ``{name}`` places filled from ``values``."""
        translated = _catalogue(self.code).gettext(text) if text else text
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The right plural form for the whole number ``n``, which fills ``{n}``."""
        translated = _catalogue(self.code).ngettext(one, many, n)
        return translated.format(n=self.number(n), **values)

    def number(self, value: Number, decimals: int = 0) -> str:
        """A number with exactly ``decimals`` decimals and the language's separators."""
        if not math.isfinite(value):
            return "–"
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        with localcontext(_ROUNDING):
            exact = round(Decimal(str(value)), decimals) or Decimal(0)  # never minus zero
            text: str = format_decimal(exact, format=pattern, locale=self.locale)
        return text

    def share(self, value: float, decimals: int = 0) -> str:
        """A fraction of 1 as a percentage; a share that is not zero never reads as 0%."""
        if not math.isfinite(value):
            return "–"
        if 0 < value < 0.5 * 10 ** -(decimals + 2):
            return "<" + self.share(10.0 ** -(decimals + 2), decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
        with localcontext(_ROUNDING):
            text: str = format_percent(Decimal(str(value)), format=pattern, locale=self.locale)
        return text.replace("%", NO_BREAK_SPACE + "%") if self.code == "ru" else text

    def money(self, value: Number, currency: str, decimals: int | None = None) -> str:
        """An amount with the sign of ``currency`` (ISO 4217, or empty when unknown)."""
        if not math.isfinite(value):
            return "–"
        if decimals is None:
            decimals = get_currency_precision(currency) if currency else 2
        amount = self.number(-value if value < 0 else value, decimals)
        minus = "-" if value < 0 and amount.strip("0.,") else ""
        symbol = self.currency_symbol(currency)
        if not symbol:
            return minus + amount
        if self.code == "en" and symbol in "$£€¥":
            return f"{minus}{symbol}{amount}"
        return f"{minus}{amount}{NO_BREAK_SPACE}{symbol}"

    def currency_symbol(self, currency: str) -> str:
        if not currency:
            return ""
        narrow = {"PLN": "zł", "RUB": "₽", "USD": "$", "GBP": "£", "EUR": "€", "UAH": "₴"}
        return narrow.get(currency) or str(get_currency_symbol(currency, locale=self.locale))

    def date(self, day: dt.date) -> str:
        """A date in words: March 5, 2026; 5 marca 2026; 5 марта 2026 г."""
        return str(format_date(day, format="long", locale=self.locale))

    def short_date(self, day: dt.date) -> str:
        """A date in figures: 03/05/2026; 05.03.2026."""
        pattern = "MM/dd/yyyy" if self.code == "en" else "dd.MM.yyyy"
        return str(format_date(day, format=pattern, locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Month and year: March 2026; marzec 2026; март 2026 г."""
        return str(format_skeleton("yMMMM", day, locale=self.locale))

    def short_month(self, day: dt.date) -> str:
        """The name of a month where there is little room: Mar; mar; март."""
        return str(format_date(day, format="LLL", locale=self.locale)).rstrip(".")

    def listing(self, items: Iterable[str]) -> str:
        """Items joined as the language joins them: a, b, and c; a, b i c; a, b и c."""
        return str(format_list(list(items), style="standard", locale=self.locale))

    def alternatives(self, items: Iterable[str]) -> str:
        """Items of which one will do: a, b, or c; a, b lub c; a, b или c."""
        return str(format_list(list(items), style="or", locale=self.locale))


def closest_language(locale: str | None) -> Language:
    """The language for a browser's locale such as ``pl-PL``; English when there is none."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return Language(code if code in CODES else "en")

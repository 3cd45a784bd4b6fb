"""Numbers, money, shares and dates as each language writes them."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.language import CODES, OWN_NAMES, Language, closest_language, mark

NBSP = "\u00a0"
EN, PL, RU = (Language(code) for code in CODES)
DAY = dt.date(2026, 3, 5)


def spaced(text: str) -> str:
    """The text with every no-break space shown as a plain one."""
    return text.replace(NBSP, " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "polish", "russian"),
    [
        (1234567, 0, "1,234,567", "1 234 567", "1 234 567"),
        (1234.5, 2, "1,234.50", "1 234,50", "1 234,50"),
        (0.125, 2, "0.13", "0,13", "0,13"),
        (-2.5, 0, "-3", "-3", "-3"),
        (-0.001, 2, "0.00", "0,00", "0,00"),
        (Decimal("10.005"), 2, "10.01", "10,01", "10,01"),
        (1e30, 1, "1" + ",000" * 10 + ".0", "1" + " 000" * 10 + ",0", "1" + " 000" * 10 + ",0"),
        (math.nan, 2, "–", "–", "–"),
        (math.inf, 0, "–", "–", "–"),
    ],
)
def test_number(
    value: float | Decimal, decimals: int, english: str, polish: str, russian: str
) -> None:
    assert [spaced(language.number(value, decimals)) for language in (EN, PL, RU)] == [
        english,
        polish,
        russian,
    ]


@pytest.mark.parametrize("language", [EN, PL, RU], ids=CODES)
@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 3))
def test_number_reads_back(language: Language, value: Decimal, decimals: int) -> None:
    shown = language.number(value, decimals)
    plain = shown.replace(NBSP, "").replace("," if language is EN else "\u202f", "")
    read = Decimal(plain.replace(language.decimal_mark, "."))
    assert abs(read - value) <= Decimal("0.5").scaleb(-decimals)
    assert "-" not in shown or read < 0


def test_thousands_are_held_together() -> None:
    assert PL.number(12345) == RU.number(12345) == f"12{NBSP}345"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "russian"),
    [
        (0.22, 0, "22%", "22 %"),
        (0.2249, 1, "22.5%", "22,5 %"),
        (0.125, 0, "13%", "13 %"),
        (0, 0, "0%", "0 %"),
        (0.004, 0, "<1%", "<1 %"),
        (0.006, 0, "1%", "1 %"),
        (0.0004, 1, "<0.1%", "<0,1 %"),
        (-0.1, 0, "-10%", "-10 %"),
        (math.nan, 0, "–", "–"),
    ],
)
def test_share(value: float, decimals: int, english: str, russian: str) -> None:
    assert EN.share(value, decimals) == english
    assert PL.share(value, decimals) == english.replace(".", ",")
    assert RU.share(value, decimals) == russian.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "currency", "english", "polish", "russian"),
    [
        (1234.5, "PLN", "1,234.50 zł", "1 234,50 zł", "1 234,50 zł"),
        (1234.5, "RUB", "1,234.50 ₽", "1 234,50 ₽", "1 234,50 ₽"),
        (-1234.505, "USD", "-$1,234.51", "-1 234,51 $", "-1 234,51 $"),
        (-0.001, "GBP", "£0.00", "0,00 £", "0,00 £"),
        (12, "JPY", "¥12", "12 JPY", "12 ¥"),
        (12.3, "CHF", "12.30 CHF", "12,30 CHF", "12,30 CHF"),
        (5, "XQZ", "5.00 XQZ", "5,00 XQZ", "5,00 XQZ"),
        (5, "", "5.00", "5,00", "5,00"),
        (math.nan, "EUR", "–", "–", "–"),
    ],
)
def test_money(value: float, currency: str, english: str, polish: str, russian: str) -> None:
    shown = [spaced(language.money(value, currency)) for language in (EN, PL, RU)]
    assert shown == [english, polish, russian]


def test_money_in_whole_units() -> None:
    assert EN.money(Decimal("1234.50"), "EUR", 0) == "€1,235"


def test_dates() -> None:
    assert [spaced(language.date(DAY)) for language in (EN, PL, RU)] == [
        "March 5, 2026",
        "5 marca 2026",
        "5 марта 2026 г.",
    ]
    noon = dt.datetime(2026, 3, 5, 12, 30)
    assert [language.short_date(noon) for language in (EN, PL, RU)] == [
        "03/05/2026",
        "05.03.2026",
        "05.03.2026",
    ]
    assert [spaced(language.month(DAY)) for language in (EN, PL, RU)] == [
        "March 2026",
        "marzec 2026",
        "март 2026 г.",
    ]


def test_listing() -> None:
    three = ["a", "b", "c"]
    assert [language.listing(three) for language in (EN, PL, RU)] == [
        "a, b, and c",
        "a, b i c",
        "a, b и c",
    ]
    assert EN.listing(iter(["a"])) == "a"
    assert EN.listing([]) == ""


def test_alternatives() -> None:
    three = ["a", "b", "c"]
    assert [language.alternatives(three) for language in (EN, PL, RU)] == [
        "a, b, or c",
        "a, b lub c",
        "a, b или c",
    ]
    assert PL.alternatives(iter(["a"])) == "a"


def test_texts_are_filled_in_but_never_read_as_forms() -> None:
    assert EN.tr("“{name}” is here", name="{x} %s {0}") == "“{x} %s {0}” is here"
    assert EN.tr("A brace { alone") == "A brace { alone"
    assert EN.tr("") == ""
    assert EN.tr("{text}", text="a name of an argument") == "a name of an argument"
    assert mark("Left as it is") == "Left as it is"


def test_english_plurals_hold_the_number_as_written() -> None:
    def items(n: int) -> str:
        return EN.plural("{n} of {what}", "{n} of all {what}", n, what="orders")

    assert items(1) == "1 of orders"
    assert items(0) == "0 of all orders"
    assert items(12345) == "12,345 of all orders"


def test_unknown_texts_stay_english() -> None:
    assert PL.tr("A text that no catalogue has") == "A text that no catalogue has"


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("pl", "pl"),
        ("pl-PL", "pl"),
        ("RU_ru", "ru"),
        ("en-GB", "en"),
        ("de-DE", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_closest_language(locale: str | None, code: str) -> None:
    assert closest_language(locale) == Language(code)


def test_only_the_languages_spoken_can_be_made() -> None:
    assert set(OWN_NAMES) == set(CODES)
    with pytest.raises(ValueError, match="unknown language 'de'"):
        Language("de")


def test_plural_forms_of_the_catalogues() -> None:
    def shown(language: Language, *counts: int) -> list[str]:
        return [spaced(language.plural("{n} customer", "{n} customers", n)) for n in counts]

    assert shown(EN, 1, 2) == ["1 customer", "2 customers"]
    assert shown(PL, 1, 5, 22) == ["1 klient", "5 klientów", "22 klientów"]
    assert shown(RU, 1, 2, 5, 11, 21, 1234) == [
        "1 клиент",
        "2 клиента",
        "5 клиентов",
        "11 клиентов",
        "21 клиент",
        "1 234 клиента",
    ]

"""The shop at a glance in sentences: with awkward numbers, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from segmentation.counting import ShopTotals
from segmentation.language import CODES, NO_BREAK_SPACE, Language
from segmentation.overview import Concentration, Month, Overview, Part
from segmentation.overview_words import (
    headline_base,
    months_notes,
    notices,
    shop_headline,
    tenths_note,
    tile_values,
)

ENGLISH, POLISH, RUSSIAN = (Language(code) for code in CODES)
FIFTHS = Concentration((6, 6, 6, 6, 7), (610.0, 200.0, 100.0, 60.0, 30.0))
TOTALS = ShopTotals(
    orders=80, customers=31, revenue=Decimal("1100.4"), revenue_customers=Decimal(1000),
    currency="PLN", first_order=date(2026, 1, 5), last_order=date(2026, 2, 10),
)  # fmt: skip
MONTHS = (Month(date(2026, 1, 1), 20, 0), Month(date(2026, 2, 1), 11, 33))
FOUND = Overview(
    31, FIFTHS, MONTHS, Part(20, 31), Part(11, 31), Part(2, 12, 1234.5), Part(5, 31)
)  # fmt: skip
NONE_KNOWN = replace(FOUND, concentration=None)


def spoken(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


def said(found: Overview, totals: ShopTotals, language: Language) -> tuple[str, str]:
    return (
        spoken(shop_headline(found, totals, language)),
        spoken(headline_base(found, totals, language)),
    )


def test_headline_is_of_the_fifth_who_spend_most() -> None:
    assert said(FOUND, TOTALS, ENGLISH) == (
        "A fifth of your customers bring 61% of your revenue.",
        "That is 6 of 31 customers, and 610 zł of the 1,000 zł that all customers brought.",
    )
    assert said(FOUND, TOTALS, POLISH) == (
        "Jedna piąta Twoich klientów przynosi 61% przychodu.",
        "To 6 z 31 klientów i 610 zł z 1 000 zł, które przynieśli wszyscy klienci.",
    )
    assert said(FOUND, TOTALS, RUSSIAN) == (
        "Пятая часть ваших клиентов приносит 61 % выручки.",
        "Это 6 из 31 клиента и 610 zł из 1 000 zł, которые принесли все клиенты.".replace(
            "zł", spoken(RUSSIAN.currency_symbol("PLN"))
        ),
    )


def test_currency_without_decimals() -> None:
    assert "¥610 of the ¥1,000" in headline_base(FOUND, replace(TOTALS, currency="JPY"), ENGLISH)
    assert "610 of the 1,000" in headline_base(FOUND, replace(TOTALS, currency=None), ENGLISH)


def test_even_revenue_is_not_called_uneven() -> None:
    even = replace(FOUND, concentration=Concentration((5,) * 5, (29.0, 20.0, 18.0, 17.0, 16.0)))
    assert said(even, TOTALS, ENGLISH)[0].startswith("Revenue is spread evenly: the fifth of your")
    assert "29% of it" in said(even, TOTALS, ENGLISH)[0]


def test_no_more_than_all_revenue_is_claimed() -> None:
    beyond = replace(FOUND, concentration=Concentration((5,) * 5, (110.0, 20.0, 0.0, -10.0, -20.0)))
    headline = said(beyond, TOTALS, ENGLISH)
    assert headline == (
        "65% of your customers have come back for another order.",
        "That is 20 of 31 customers.",
    )


def test_shop_without_amounts_tells_who_came_back() -> None:
    assert said(NONE_KNOWN, TOTALS, POLISH) == (
        "65% Twoich klientów wróciło po kolejne zamówienie.", "To 20 z 31 klientów."
    )  # fmt: skip
    nobody = replace(NONE_KNOWN, returned=Part(0, 31))
    assert said(nobody, TOTALS, ENGLISH) == ("So far nobody has ordered a second time.", "")


@pytest.mark.parametrize(
    ("customers", "orders", "english", "polish", "russian"),
    [
        (1, 1, "1 customer, 1 order", "1 klient, 1 zamówienie", "1 клиент, 1 заказ"),
        (2, 5, "2 customers, 5 orders", "2 klientów, 5 zamówień", "2 клиента, 5 заказов"),
        (5, 21, "5 customers, 21 orders", "5 klientów, 21 zamówień", "5 клиентов, 21 заказ"),
        (21, 22, "21 customers, 22 orders", "21 klientów, 22 zamówienia", "21 клиент, 22 заказа"),
        (22, 25, "22 customers, 25 orders", "22 klientów, 25 zamówień", "22 клиента, 25 заказов"),
    ],
)
def test_tiny_shop_is_only_counted(
    customers: int, orders: int, english: str, polish: str, russian: str
) -> None:
    tiny = Overview(
        customers, None, (), Part(0, customers), Part(1, customers), None, Part(0, customers)
    )
    totals = ShopTotals(orders=orders, customers=customers)
    assert said(tiny, totals, ENGLISH) == (f"So far: {english}.", "")
    assert said(tiny, totals, POLISH) == (f"Na razie: {polish}.", "")
    assert said(tiny, totals, RUSSIAN) == (f"Пока: {russian}.", "")
    labels = [label for label, _ in tile_values(tiny, totals, ENGLISH)]
    assert labels == ["Customers", "Orders"]  # shares of so few say too much


@pytest.mark.parametrize(
    ("n", "texts"),
    [
        (1, ("1 klient", "1 клиент")),
        (2, ("2 klienci", "2 клиента")),
        (5, ("5 klientów", "5 клиентов")),
        (21, ("21 klientów", "21 клиент")),
        (22, ("22 klienci", "22 клиента")),
        (25, ("25 klientów", "25 клиентов")),
    ],
)
def test_list_without_orders_is_counted(n: int, texts: tuple[str, str]) -> None:
    only_list = Overview(n, None, (), None, None, None, Part(0, n))
    for language, text in zip((POLISH, RUSSIAN), texts, strict=True):
        assert text in said(only_list, ShopTotals(customers=n), language)[0]


ONCE = {
    "en": {
        1: "1 customer has ordered only once.",
        2: "2 customers have ordered only once.",
        21: "21 customers have ordered only once.",
    },
    "pl": {
        1: "1 klient zamówił tylko raz.",
        2: "2 klienci zamówili tylko raz.",
        5: "5 klientów zamówiło tylko raz.",
        21: "21 klientów zamówiło tylko raz.",
        22: "22 klienci zamówili tylko raz.",
        25: "25 klientów zamówiło tylko raz.",
    },
    "ru": {
        1: "1 клиент сделал только один заказ.",
        2: "2 клиента сделали только по одному заказу.",
        5: "5 клиентов сделали только по одному заказу.",
        21: "21 клиент сделал только один заказ.",
        22: "22 клиента сделали только по одному заказу.",
        25: "25 клиентов сделали только по одному заказу.",
    },
}


@pytest.mark.parametrize(("code", "n"), [(code, n) for code in CODES for n in ONCE[code]])
def test_awkward_numbers_in_a_notice(code: str, n: int) -> None:
    found = replace(FOUND, once=Part(n, 40), late=None, unasked=Part(0, 40))
    (notice,) = notices(found, TOTALS, Language(code))
    assert spoken(notice.said) == ONCE[code][n]
    assert (notice.key, notice.step) == ("once", "rules")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("n", [1, 2, 5, 21, 22, 25])
def test_all_notices_hold_their_numbers(code: str, n: int) -> None:
    language = Language(code)
    found = Overview(1000, None, (), None, Part(n, 1000), Part(n, 200, 1.5), Part(n, 1000))
    shown = notices(
        found, TOTALS, language, findings=n, pairs=n, stale=Part(n, 1200), months=24
    )  # fmt: skip
    assert [notice.key for notice in shown] == [
        "late", "findings", "pairs", "once", "consent", "stale"
    ]  # fmt: skip
    for notice in shown:
        assert str(n) in notice.said and "{" not in notice.said + notice.base
    assert language.money(1.5, "PLN", 0) in shown[0].base
    bases = [200, 0, 1000, 1000, 1000, 1200]
    for notice, base in zip(shown, bases, strict=True):
        assert not base or language.number(base) in notice.base


def test_late_tells_what_they_have_spent() -> None:
    late, *_ = notices(FOUND, TOTALS, ENGLISH)
    assert (
        late.said == "2 customers are late: silent for two to four times as long as usual for them."
    )
    assert spoken(late.base) == "Of 12 customers whose rhythm is known. Spent so far: 1,235 zł."
    without = replace(FOUND, late=Part(2, 12))
    assert notices(without, TOTALS, ENGLISH)[0].base == "Of 12 customers whose rhythm is known."


def test_what_is_in_order_is_not_told() -> None:
    fine = replace(FOUND, late=Part(0, 12), once=Part(0, 31), unasked=Part(0, 31))
    assert notices(fine, TOTALS, ENGLISH, stale=Part(0, 31), months=24) == ()


def test_nobodys_consent_known_asks_for_a_file() -> None:
    (notice,) = notices(replace(FOUND, late=None, once=None, unasked=Part(31, 31)), TOTALS, ENGLISH)
    assert notice.said == "Your files do not say who agreed to e-mails."
    assert notice.step == "files"


def test_months_say_how_far_they_can_be_trusted() -> None:
    assert months_notes(MONTHS, TOTALS, ENGLISH) == (
        "31 new customers in this time.",
        "Last month: 75% of those who ordered had ordered before.",
        "The last month is counted to February 10, 2026.",
        "Your data begin on January 5, 2026, so at first everybody looks new.",
    )
    older = replace(TOTALS, first_order=date(2024, 1, 5), last_order=date(2026, 2, 28))
    assert len(months_notes(MONTHS, older, ENGLISH)) == 2
    nobody = (*MONTHS[:1], Month(date(2026, 2, 1), 0, 0))
    assert len(months_notes(nobody, older, ENGLISH)) == 1
    assert months_notes((), TOTALS, ENGLISH) == ()


def test_tiles_have_what_is_known() -> None:
    assert [spoken(value) for _, value in tile_values(FOUND, TOTALS, ENGLISH)] == [
        "31", "80", "1,100 zł", "65%"
    ]  # fmt: skip
    assert tenths_note(FIFTHS, RUSSIAN) == "Каждый столбец — около 6 клиентов."

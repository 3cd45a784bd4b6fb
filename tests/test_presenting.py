"""The book of personas: one true sentence on the whole shop, and everything by its segment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from segmentation.buying import Buying
from segmentation.counting import ShopTotals
from segmentation.language import CODES, Language
from segmentation.persona_book import PersonaBook, PersonaEdits
from segmentation.personas import persona_cards
from segmentation.presenting import make_book
from segmentation.profiles import Profile
from segmentation.typical import Central, Typical
from tests.example_profiles import list_shop, pet_shop, profile

TOTALS = ShopTotals(
    currency="PLN", first_order=date(2025, 3, 5), last_order=date(2026, 3, 4),
    revenue=Decimal(10), revenue_customers=Decimal(10),
)  # fmt: skip


def book(
    shop: tuple[Profile, ...], code: str = "en", totals: ShopTotals = TOTALS, **given: str
) -> PersonaBook:
    language = Language(code)
    cards = persona_cards(shop, language, "PLN", {"1": "Cat people", **given})
    buyings = [Buying("1", 99), Buying("2", 7)]
    typicals = [Typical("2", (), Central(6, 35.0, 180.0))]
    edits = {"1": PersonaEdits(motto="Purr")}
    return make_book(shop, cards, (), buyings, typicals, edits, totals, language)


TWO = (
    profile("1", customers=36, of=301, revenue="5100", of_revenue="10000"),
    profile("2", customers=265, of=301, revenue="4900", of_revenue="10000"),
)


@pytest.mark.parametrize(
    ("code", "headline", "period"),
    [
        (
            "en",
            "Of your 301 customers, the group “Cat people” (12%) brings 51% of revenue.",
            "March 5, 2025 – March 4, 2026",
        ),
        (
            "pl",
            "Spośród 301 Twoich klientów grupa „Cat people” (12%) przynosi 51% przychodu.",
            "5 marca 2025 – 4 marca 2026",
        ),
        (
            "ru",
            "Из 301 вашего клиента группа «Cat people» (12\u00a0%) приносит 51\u00a0% выручки.",
            "5 марта 2025 г. – 4 марта 2026 г.",
        ),
    ],
)
def test_the_shop_in_one_sentence(code: str, headline: str, period: str) -> None:
    made = book(TWO, code)
    assert made.headline == headline
    assert " ".join(made.period.split()) == period
    assert (made.customers, made.revenue, made.currency) == (301, Decimal(10000), "PLN")
    assert made.has_revenue


def test_guests_bring_revenue_too() -> None:
    totals = replace(TOTALS, revenue=Decimal(12))
    assert book(TWO, "en", totals).headline.endswith("brings 51% of the revenue from customers.")


def test_without_a_group_that_stands_out_the_largest_is_named() -> None:
    even = tuple(
        profile(id_, customers=n, of=100, revenue=f"{n}00", of_revenue="10000")
        for id_, n in (("1", 75), ("2", 25))
    )
    assert book(even).headline == (
        "Of your 100 customers, 75% are in the largest group, “Cat people”."
    )
    free = tuple(replace(one, revenue=Decimal(0), share_of_revenue=0.0) for one in even)
    made = book(free)
    assert "largest group" in made.headline and not made.has_revenue


def test_what_a_very_small_group_brings_is_not_told() -> None:
    few = profile("1", customers=4, of=301, revenue="6000", of_revenue="10000")
    many = profile("2", customers=297, of=301, revenue="4000", of_revenue="10000")
    assert book((few, many), "en", TOTALS, **{"2": "Others"}).headline == (
        "Of your 301 customers, 99% are in the largest group, “Others”."
    )
    five = profile("1", customers=5, of=301, revenue="6000", of_revenue="10000")
    assert "“Cat people” (2%) brings 60% of revenue" in book((five, many)).headline


def test_one_group_and_none() -> None:
    alone = (profile("1", customers=21, of=21, revenue="10", of_revenue="10"),)
    assert [book(alone, code).headline for code in CODES] == [
        "Your 21 customers are shown as one group.",
        "Wszyscy Twoi klienci (21) są pokazani jako jedna grupa.",
        "Все ваши клиенты (21) показаны как одна группа.",
    ]
    assert book(()).headline == ""


def test_everything_finds_its_segment() -> None:
    made = book(pet_shop())
    assert [one.card.segment_id for one in made.personas] == [p.segment_id for p in pet_shop()]
    first, second, *_ = made.personas
    assert (first.edits.motto, second.edits.motto) == ("Purr", "")
    assert first.typical == ""
    assert (
        second.typical
        == "One of them as an example: orders every 5 weeks, about 180\u00a0zł an order."
    )
    assert "weekdays" not in {section.key for section in first.sections}, "no days are known"
    small = made.personas[4]
    assert (small.sections, small.typical, small.unsaid) == ((), "", "")


def test_lines_on_how_sure_it_is_are_passed_on() -> None:
    language = Language("en")
    cards = persona_cards(TWO, language, "PLN", {})
    made = make_book(TWO, cards, ("sure", ""), (), (), {}, TOTALS, language)
    assert [one.sure for one in made.personas] == ["sure", ""]


def test_how_sure_a_very_small_group_is_stays_untold() -> None:
    cards = persona_cards(pet_shop(), Language("en"), "PLN", {})
    lines = ["sure"] * len(cards)
    made = make_book(pet_shop(), cards, lines, (), (), {}, TOTALS, Language("en"))
    assert [one.sure for one in made.personas] == ["sure"] * 4 + [""]


def test_a_list_without_orders_has_no_period() -> None:
    made = book(list_shop(), "en", ShopTotals(), **{"2": "Others"})
    assert (made.period, made.has_revenue, made.currency) == ("", False, "")
    assert book(TWO, "en", replace(TOTALS, first_order=TOTALS.last_order)).period == (
        "March 4, 2026"
    )

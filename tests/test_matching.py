"""How lists of people and orders meet, counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from segmentation.counting import View
from segmentation.matching import (
    MatchRate,
    buyers_not_on_list,
    match_rates,
    people_without_orders,
)
from segmentation.shop import Shop
from tests.small_shops import fill, stage, table

ORDERS = table(
    "Order number,Order date,E-mail,Customer number,Loyalty card,Phone,Name,Total,Status",
    "1,2026-01-05,Ann@shop.pl,,,,Ann Lee,10.00,completed",
    "2,2026-01-06,,17850.0,,,,20.00,completed",
    "3,2026-01-07,,,C77,,,30.00,completed",
    "4,2026-01-08,,,,+48 600 700 800,Dan Fox,40.00,completed",
    "5,2026-01-09,eve@shop.pl,,,,Eve Roe,50.00,completed",
    "6,2026-02-09,eve@shop.pl,,,,Eve Roe,25.00,completed",
    "7,2026-01-10,fay@shop.pl,,,,,60.00,cancelled",
    "8,2026-01-11,,,,,,70.00,completed",
)
PEOPLE = table(
    "Customer number,E-mail,Phone,Loyalty card,First name,Last name",
    "1,ann@shop.pl,,,Ann,Lee",
    "17850,bob@shop.pl,,,Bob,Day",
    "3,cat@shop.pl,,C77,Cat,Sun",
    "4,dan@shop.pl,600-700-800,,Dan,Fox",
    "6,fay@shop.pl,,,Fay,Orr",
    "9,gil@shop.pl,,,Gil,Ash",
    ",,,,Nobody,Known",
)


def test_each_list_against_the_orders(shop: Shop) -> None:
    fill(shop, ORDERS, PEOPLE)
    ways = (("email", 1), ("customer_id", 1), ("card_number", 1), ("phone", 1))
    (rate,) = match_rates(shop)
    assert rate == MatchRate(shop.imports()[1].import_id, 7, 4, 5, ways)
    assert (rate.without_orders, rate.not_on_list) == (3, 1)


def test_who_is_missing_on_either_side(shop: Shop) -> None:
    fill(shop, ORDERS, PEOPLE)
    listed = shop.imports()[1].import_id
    missing = people_without_orders(shop, listed)
    assert [(one.email, one.name, one.orders) for one in missing] == [
        ("fay@shop.pl", "Fay Orr", 0), ("gil@shop.pl", "Gil Ash", 0), (None, "Nobody Known", 0),
    ]  # fmt: skip
    (eve,) = buyers_not_on_list(shop, listed)
    assert (eve.email, eve.name, eve.orders, eve.spend) == (
        "eve@shop.pl", "Eve Roe", 2, Decimal(75),
    )  # fmt: skip


def test_counts_and_lists_agree_in_the_review_too(shop: Shop) -> None:
    stage(shop, ORDERS)
    listed = stage(shop, PEOPLE).import_id
    shop.preview()
    (rate,) = match_rates(shop, schema="preview")
    assert (rate.people, rate.with_orders) == (7, 4)
    assert len(people_without_orders(shop, listed, schema="preview")) == rate.without_orders
    assert len(buyers_not_on_list(shop, listed, schema="preview")) == rate.not_on_list
    assert match_rates(shop) == ()


def test_orders_that_do_not_count_match_nobody(shop: Shop) -> None:
    fill(shop, ORDERS, PEOPLE)
    (rate,) = match_rates(shop, View(since=date(2026, 2, 1)))
    assert (rate.with_orders, rate.buyers) == (0, 1)


def test_several_lists_are_told_apart(shop: Shop) -> None:
    survey = table("E-mail,Shoe size", "eve@shop.pl,39", "eve@shop.pl,40", "zoe@shop.pl,41")
    fill(shop, ORDERS, PEOPLE, survey)
    rates = match_rates(shop)
    assert [(rate.people, rate.with_orders) for rate in rates] == [(7, 4), (2, 1)]
    assert rates[1].by_key == (("email", 1),)


def test_people_whom_the_owner_joined_match_by_way_of_that(shop: Shop) -> None:
    fill(shop, ORDERS, table("E-mail,First name", "eve@shpo.pl,Eve"))
    assert match_rates(shop)[0].with_orders == 0
    shop.merge([("e:eve@shop.pl", "e:eve@shpo.pl")])
    (rate,) = match_rates(shop)
    assert (rate.with_orders, rate.not_on_list, rate.by_key) == (1, 4, (("other", 1),))


def test_no_rates_without_orders_or_without_lists(shop: Shop) -> None:
    assert match_rates(fill(shop, PEOPLE)) == ()
    shop.forget()
    assert match_rates(fill(shop, ORDERS)) == ()

"""E-mail addresses and phones: right ones pass, each kind of wrong one is called by its name."""

from __future__ import annotations

import pytest

from segmentation.data_state.contacts import impossible_phones
from segmentation.data_state.findings import find_findings, finding_rows
from segmentation.shop import Shop
from tests.small_shops import fill, table


def orders(column: str, *values: str, currency: str = "PLN") -> str:
    """An order for each value of a column."""
    rows = (
        f'{number},2026-01-05,"{value}",10.00,{currency},c{number}'
        for number, value in enumerate(values, 1)
    )
    header = f"Order number,Order date,{column},Total,Currency,Customer number"
    return table(header, *rows)


def count(shop: Shop, id: str) -> int:
    return next(finding.count for finding in find_findings(shop) if finding.id == id)


@pytest.mark.parametrize(
    ("email", "fault"),
    [
        ("ann.gmail.com", "no_at"),
        ("ann b@gmail.com", "space"),
        ("ann@gmail,com", "space"),
        ("ann@gmail.com.", "dot"),
        ("ann@gmail..com", "dot"),
        (".ann@gmail.com", "dot"),
        ("ann.@gmail.com", "dot"),
        ("ann@gmail", "incomplete"),
        ("@gmail.com", "incomplete"),
        ("ann@bob@gmail.com", "several"),
        ("ann@gmail.com; bob@gmail.com", "several"),
        ("łukasz@gmail.com", "letters"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(shop: Shop, email: str, fault: str) -> None:
    fill(shop, orders("E-mail", email, "ann@gmail.com", "bob@wp.pl"))
    rows = finding_rows(shop, "invalid_email")
    assert list(zip(rows["email"], rows["fault"], strict=True)) == [(email, fault)]


def test_right_addresses_pass(shop: Shop) -> None:
    good = ("ann@gmail.com", "Ann.B+news@Sub.Firma.com.pl", "o_neil-1@wp.pl", "ann@пример.рф")
    fill(shop, orders("E-mail", *good))
    for id in ("invalid_email", "mistyped_email", "placeholder_email", "relay_email"):
        assert count(shop, id) == 0, id


@pytest.mark.parametrize(
    ("email", "meant"),
    [
        ("bob@gmial.com", "bob@gmail.com"),
        ("bob@gmail.con", "bob@gmail.com"),
        ("bob@gmai.com", "bob@gmail.com"),
        ("bob@interia.pll", "bob@interia.pl"),
        ("bob@yandx.ru", "bob@yandex.ru"),
    ],
)
def test_what_was_meant_is_told(shop: Shop, email: str, meant: str) -> None:
    fill(shop, orders("E-mail", email, "ann@gmail.com"))
    rows = finding_rows(shop, "mistyped_email")
    assert list(zip(rows["email"], rows["meant"], strict=True)) == [(email, meant)]


def test_a_domain_many_customers_have_is_not_mistyped(shop: Shop) -> None:
    fill(shop, orders("E-mail", "a@gmail.cam", "b@gmail.cam", "c@gmail.com", "d@mail.com"))
    assert count(shop, "mistyped_email") == 0


def test_the_same_address_counts_once(shop: Shop) -> None:
    fill(shop, orders("E-mail", "Ann.gmail.com", "ann.gmail.com", *["bob@wp.pl"] * 4))
    (finding,) = (one for one in find_findings(shop) if one.id == "invalid_email")
    assert (finding.count, finding.of) == (1, 2)
    assert finding_rows(shop, "invalid_email")["orders"].tolist() == [2]


POLISH = ("600700800", "600 700 801", "+48 600-700-802", "48600700803", "0048600700804",
          "(58) 300 40 50", "+1 212 555 0100")  # fmt: skip


def test_possible_phones_pass(shop: Shop) -> None:
    fill(shop, orders("Phone", *POLISH))
    with shop.reading() as cursor:
        assert impossible_phones(cursor) == ()


@pytest.mark.parametrize(
    "phone", ["60070", "000000000", "+48 600", "6007008001234567890", "123 w. 4"]
)
def test_impossible_phones_are_found(shop: Shop, phone: str) -> None:
    fill(shop, orders("Phone", *POLISH, phone))
    with shop.reading() as cursor:
        assert impossible_phones(cursor) == (phone,)


def test_the_shops_currency_says_which_phones_are_possible(shop: Shop) -> None:
    russian = ("8 (903) 123-45-67", "+7 903 123 45 68", "79031234569", "9031234570")
    fill(shop, orders("Phone", *russian, "600700800", currency="RUB"))
    with shop.reading() as cursor:
        assert impossible_phones(cursor) == ("600700800",)


def test_a_word_is_no_phone(shop: Shop) -> None:
    fill(shop, orders("Phone", *POLISH, "brak"))
    assert count(shop, "impossible_phone") == 0

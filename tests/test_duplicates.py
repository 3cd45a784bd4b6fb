"""Customers who look like one: found with the reason, and families left in peace."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal

import duckdb
import pytest

from segmentation.duplicates import (
    KINDS,
    decided_customers,
    describe_suspicion,
    suspected_duplicates,
)
from segmentation.language import Language
from segmentation.lookalikes import find_lookalikes
from segmentation.shop import Shop
from tests.small_shops import customers, fill, table

HEADER = "Order number,Order date,E-mail,Customer number,Phone,Name,Postcode,City,Total"
PEOPLE = "E-mail,Phone,Name,Date of birth,City"
Found = list[tuple[str, str, str]]


def orders(*people: str) -> str:
    """An order of 10.00 for each: e-mail, customer number, phone, name, postcode, city."""
    return table(
        HEADER, *(f"{n},2026-01-05,{person},10.00" for n, person in enumerate(people, start=1))
    )


def found(shop: Shop, *texts: str) -> Found:
    """(kind, strength, reason) of all that is suspected in a shop of these files."""
    suspicions = suspected_duplicates(fill(shop, *texts))
    english = Language("en")
    return [(one.kind, one.strength, describe_suspicion(one, english)) for one in suspicions]


def kinds(shop: Shop, *texts: str) -> list[str]:
    return [kind for kind, _, _ in found(shop, *texts)]


@pytest.mark.parametrize(
    ("people", "kind", "strength", "reason"),
    [
        (
            ("jan.lis@gmail.com,,,Jan Lis,,", "janlis+shop@gmail.com,,,,,"),
            "mailbox", "strong",
            "Both addresses reach the same mailbox: jan.lis@gmail.com and janlis+shop@gmail.com.",
        ),
        (
            ("jan@gmial.com,,,Jan Lis,,", "jan@gmail.com,,,Lis Jan,,"),
            "domain_slip", "strong",
            "The part after the @ looks mistyped: jan@gmial.com and jan@gmail.com.",
        ),
        (
            ("jan@wp.pl.pl,,,,,", "jan@wp.pl,,,,,"),
            "domain_slip", "likely",
            "The part after the @ looks mistyped: jan@wp.pl.pl and jan@wp.pl.",
        ),
        (
            ("jan@wp.pl,,+48 600 700 800,Jan Lis,,", "lis@o2.pl,,600700800,Jan Lis,,"),
            "phone", "strong",
            "The same phone, and the names match: "
            "Jan Lis, +48 600 700 800 and Jan Lis, 600700800.",
        ),
        (
            ("jan@wp.pl,,600700800,Jan Kowalski,,", "k@o2.pl,,600700800,Jan Kowelski,,"),
            "phone", "likely",
            "The same phone, and the names match: "
            "Jan Kowalski, 600700800 and Jan Kowelski, 600700800.",
        ),
        (
            ("marekwoz@wp.pl,,,Marek Wożny,,", "marekwos@wp.pl,,,Marek Wozny,,"),
            "letter_slip", "likely",
            "The same name, and one letter differs: marekwos@wp.pl and marekwoz@wp.pl.",
        ),
        (
            ("jan@wp.pl,7,,Łukasz Zając,20-301,Lublin", "z@o2.pl,,,Zajac Lukasz,20-301,Lublin"),
            "guest", "strong",
            "Bought as a guest and with an account under one name and place (20-301, Lublin): "
            "Łukasz Zając and Zajac Lukasz.",
        ),
        (
            ("jan@wp.pl,,,Jan Zając,,Lublin", "z@o2.pl,,,Jan Zając,,LUBLIN"),
            "place", "likely",
            "The same name and place (LUBLIN): Jan Zając and Jan Zając.",
        ),
    ],
)  # fmt: skip
def test_each_kind_with_its_reason(
    shop: Shop, people: Sequence[str], kind: str, strength: str, reason: str
) -> None:
    assert found(shop, orders(*people, "x@other.pl,,,Ewa Sowa,00-001,Opole")) == [
        (kind, strength, reason)
    ]


def test_same_name_and_birth_date_in_two_scripts(shop: Shop) -> None:
    people = table(
        PEOPLE,
        "a@mail.ru,,Юлия Иванова,1980-03-05,",
        "b@wp.pl,,Ivanova Julia,1980-03-05,",
        "c@wp.pl,,Olga Ivanova,1980-03-05,",
        "d@wp.pl,,Julia Ivanova,1981-03-05,",
    )
    assert found(shop, people) == [
        ("birth_date", "strong", "The same name and date of birth (03/05/1980): "
         "Юлия Иванова and Ivanova Julia.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "people",
    [
        ("j@wp.pl,,600700800,Jan Lis,20-301,Lublin", "e@wp.pl,,600700800,Ewa Lis,20-301,Lublin"),
        ("jan@wp.pl,,600700800,Jan Nowak,,", "jana@wp.pl,,600700800,Jana Nowak,,"),
        ("adrian@wp.pl,,600700800,Adrian Lis,,", "adriana@wp.pl,,600700800,Adriana Lis,,"),
        ("jan@wp.pl,,600700800,,,", "ewa@wp.pl,,600700800,,,"),
        ("jan@wp.pl,,600700800,Jan Lis,,", "ewa@wp.pl,,600700800,,,"),
        ("jan@wp.pl,,600700800,Lis,,", "ewa@wp.pl,,600700800,Ewa Lis,,"),
        ("nowak.jan@wp.pl,,,Jan Nowak,,", "jan.nowak@o2.pl,,,Jan Nowak,,"),
        ("jan1@wp.pl,,,Jan Nowak,,", "jan2@wp.pl,,,Jan Nowak,,"),
        ("jnowak@wp.pl,,,Jan Nowak,,", "j.nowak@wp.pl,,,Jan Nowak,,"),
        ("anowak@wp.pl,,,Anna Nowak,,", "enowak@wp.pl,,,Ewa Nowak,,"),
        ("jnowak@wp.pl,,,Jan Nowak,,", "jnowak@op.pl,,,Jan Nowak,,"),
        ("jan.lis@wp.pl,,,Jan Lis,,", "janlis@wp.pl,,,Jan Lis,,"),
        ("lis+jan@wp.pl,,,Jan Lis,,", "lis+ewa@wp.pl,,,Ewa Lis,,"),
        ("jan@ymail.com,,,,,", "jan@gmail.com,,,,,"),
        ("jan@gmial.com,,,Jan Lis,,", "jan@gmail.com,,,Jan Wilk,,"),
        ("a@wp.pl,,,Jan Nowak,20-301,Lublin", "b@o2.pl,,,Jan Nowak,20-999,Lublin"),
        ("a@wp.pl,,,Klient detaliczny,20-301,Lublin", "b@o2.pl,,,Klient detaliczny,20-301,Lublin"),
        ("a@wp.pl,,,Иван Петрович Лис,20301,Омск", "b@ya.ru,,,Иван Ильич Лис,20301,Омск"),
    ],
)  # fmt: skip
def test_families_and_namesakes_are_left_in_peace(shop: Shop, people: Sequence[str]) -> None:
    assert found(shop, orders(*people)) == []


def test_phone_of_three_is_a_phone_of_the_house(shop: Shop) -> None:
    people = [f"{name}@wp.pl,,600700800,Jan Lis,," for name in ("a", "b", "c")]
    assert found(shop, orders(*people)) == []


def test_two_birth_dates_speak_against_it(shop: Shop) -> None:
    sold = orders("jan@wp.pl,,600700800,Jan Lis,,", "lis@o2.pl,,600700800,Jan Lis,,")
    born = table(PEOPLE, "jan@wp.pl,,,1950-03-05,", "lis@o2.pl,,,1980-03-05,")
    assert kinds(shop, sold) == ["phone"]
    assert kinds(shop, born) == []


def test_common_name_in_one_city_is_no_sign(shop: Shop) -> None:
    twins = ["a@wp.pl,,,Anna Nowak,,Lublin", "b@o2.pl,,,Anna Nowak,,Lublin"]
    crowd = [f"{n}x@wp.pl,,,Anna Name{chr(97 + n)},,Lublin" for n in range(20)]
    crowd += [f"{n}y@wp.pl,,,Given{chr(97 + n)} Nowak,,Lublin" for n in range(20)]
    assert kinds(shop, orders(*twins)) == ["place"]
    shop.forget()
    assert kinds(shop, orders(*twins, *crowd)) == []


def test_both_customers_are_shown_with_what_they_bought(shop: Shop) -> None:
    fill(
        shop,
        table(
            HEADER,
            "1,2026-01-05,jan@gmail.com,7,600700800,Jan Lis,20-301,Lublin,10.00",
            "2,2026-02-05,jan@gmail.com,7,600700800,Jan Lis,20-301,Lublin,15.00",
            "3,2026-02-06,jan@gmial.com,,,Jan Lis,,,40.00",
            "4,2026-02-07,jan@gmial.com,,,Jan Lis,,,-5.00",
        ),
    )
    (one,) = suspected_duplicates(shop)
    assert one.pair == ("e:jan@gmail.com", "e:jan@gmial.com")
    assert (one.first.orders, one.first.spend, one.first.account) == (2, Decimal(25), True)
    assert (one.second.orders, one.second.spend, one.second.account) == (1, Decimal(35), False)
    assert (one.first.name, one.first.phone, one.first.place) == (
        "Jan Lis", "600700800", "20-301 Lublin",
    )  # fmt: skip
    assert one.second.last_order and one.second.last_order.isoformat()[:10] == "2026-02-06"


THREE = ("jan.lis@gmail.com,,,,,", "janlis@gmail.com,,,,,", "jan.l.is@gmail.com,,,,,")


def test_who_is_one_already_is_suspected_no_more(shop: Shop) -> None:
    fill(shop, orders(*THREE))
    first, second, third = suspected_duplicates(shop)
    shop.merge([first.pair, second.pair])
    assert suspected_duplicates(shop) == ()
    assert len(customers(shop)) == 1
    shop.split([first.pair, second.pair])
    assert suspected_duplicates(shop) == (first, second, third)


def test_who_is_kept_apart_is_not_merged_by_way_of_others(shop: Shop) -> None:
    fill(shop, orders(*THREE))
    first, second, third = suspected_duplicates(shop)
    shop.keep_apart([first.pair])
    assert suspected_duplicates(shop) == (second, third)
    shop.merge([second.pair, third.pair])
    assert len(customers(shop)) == 2
    assert suspected_duplicates(shop) == ()


def test_decisions_are_remembered_next_month(shop: Shop) -> None:
    fill(shop, orders(*THREE[:2]))
    shop.keep_apart([suspected_duplicates(shop)[0].pair])
    later = table(HEADER, "9,2026-03-01,janlis@gmail.com,,,,,,10.00")
    assert suspected_duplicates(fill(shop, later)) == ()


def test_decided_customers_even_when_gone(shop: Shop) -> None:
    fill(shop, orders(*THREE[:2]))
    (suspicion,) = suspected_duplicates(shop)
    shop.merge([suspicion.pair])
    (decided,) = decided_customers(shop)
    assert (decided.first, decided.second) == (suspicion.first, suspicion.second)
    shop.remove(shop.imports()[0].import_id)
    (decided,) = decided_customers(shop)
    assert (decided.decision.same, decided.first, decided.second) == (True, None, None)


def test_kinds_are_stable_and_each_has_a_sentence() -> None:
    assert [kind.key for kind in KINDS] == [
        "mailbox", "domain_slip", "phone", "birth_date", "letter_slip", "guest", "place",
    ]  # fmt: skip
    assert all("{first}" in kind.reason and "{second}" in kind.reason for kind in KINDS)


def test_many_customers_are_looked_through_quickly() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE TABLE main.current AS
            SELECT 'e:' || email AS certain, email, (600000000 + n // 2)::VARCHAR AS phone,
                NULL::VARCHAR AS customer_id, NULL::VARCHAR AS first_name,
                NULL::VARCHAR AS last_name,
                'Given' || chr((97 + n % 25)::INT) || ' Family' || chr((97 + n % 23)::INT)
                    || chr((97 + n % 19)::INT) AS name,
                (n % 900 + 10000)::VARCHAR AS postcode, 'City' || n % 40 AS location
            FROM (SELECT n, format('person{}@wp.pl', n) AS email FROM range(30000) AS r(n));
            CREATE TABLE main.list_rows AS SELECT *, NULL::DATE AS birth_date
            FROM main.current LIMIT 0"""
        )
        started = time.process_time()
        find_lookalikes(connection, "main", tuple(kind.key for kind in KINDS))
        assert time.process_time() - started < 5

"""Who is one person: made-up rows, matched by hand."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

import duckdb
import pytest

from segmentation import identity
from segmentation.identity import (
    email_key,
    is_placeholder_email,
    is_relay_email,
    normalize_phone,
    placeholder_email,
    relay_email,
    resolve_customers,
)

COLUMNS = ("realm", "currency", "email", "customer_id", "card_number", "phone", "tax_id")
Person = dict[str, str]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def match(
    connection: duckdb.DuckDBPyConnection, *people: Person, currency: str | None = "PLN"
) -> list[str | None]:
    """The customer of each person, in order; None without any key."""
    columns = ", ".join(f"{name} VARCHAR" for name in ("ref", *COLUMNS))
    connection.execute(f"CREATE OR REPLACE TABLE persons ({columns})")
    for number, person in enumerate(people):
        values = {"realm": "generic", "currency": currency, **person}
        connection.execute(
            f"INSERT INTO persons VALUES (?{', ?' * len(COLUMNS)})",
            [str(number), *(values.get(name) for name in COLUMNS)],
        )
    resolve_customers(connection, "persons", "matched")
    found = connection.execute("SELECT ref, customer FROM matched").fetchall()
    customers = dict(found)
    assert len(customers) == len(found), "a person has one customer"
    return [customers.get(str(number)) for number in range(len(people))]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ann@Shop.PL", "ann@shop.pl"),
        ("  ann@shop.pl ", "ann@shop.pl"),
        ("ŁUKASZ@sklep.pl", "łukasz@sklep.pl"),
        ("ann+news@mail.shop.co.uk", "ann+news@mail.shop.co.uk"),
        ("brak@brak.pl", None),
        ("BRAK@sklep.pl", None),
        ("noreply@shop.com", None),
        ("no-reply@shop.com", None),
        ("noone@shop.com", "noone@shop.com"),
        ("anything@example.invalid", None),
        ("нет@почта.рф", None),
        ("x7k2@members.ebay.com", None),
        ("abc@marketplace.amazon.co.uk", None),
        ("k1+2@allegromail.pl", None),
        ("a@notallegromail.pl", "a@notallegromail.pl"),
        ("ann@shop", None),
        ("ann shop.pl", None),
        ("a@b.pl, c@d.pl", None),
        ("-", None),
        (None, None),
    ],
)
def test_email_key(
    connection: duckdb.DuckDBPyConnection, written: str | None, key: str | None
) -> None:
    row = connection.execute(f"SELECT {email_key('written')} FROM (SELECT ? AS written)", [written])
    assert row.fetchone() == (key,)


@pytest.mark.parametrize(
    "email",
    [
        "brak@x.pl", "none@a.b", "x@test.invalid", "anna@brak.pl", "xx@x.pl", "xxx@x.pl", "a@x.pl",
        "a@allegromail.pl", "b@x.marketplace.amazon.de", "a@nomail.local", "test@brak.pl",
        "a@b@test.pl", "no-email@x", "@test.local", "brak@", "a@example.com", "a@test.pl.com",
        "no mail", "",
    ],
)  # fmt: skip
def test_one_email_is_judged_as_a_column_of_them(
    connection: duckdb.DuckDBPyConnection, email: str
) -> None:
    row = connection.execute(
        f"SELECT {placeholder_email('e')}, {relay_email('e')} FROM (SELECT ? AS e)", [email]
    )
    assert row.fetchone() == (is_placeholder_email(email), is_relay_email(email))


@pytest.mark.parametrize(
    ("written", "region", "key"),
    [
        ("600 700 800", "PL", "+48600700800"),
        ("+48 600-700-800", "PL", "+48600700800"),
        ("0048600700800", "PL", "+48600700800"),
        ("48600700800", "PL", "+48600700800"),
        ("'+48600700800", None, "+48600700800"),
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        ("+7 916 123 45 67", "PL", "+79161234567"),
        ("600 700 800", None, "600700800"),
        ("0048 600 700 800", "US", "+48600700800"),
        ("0048 600 700 800", None, "+48600700800"),
        ("4,8600700801E+10", "PL", "+48600700801"),
        ("+48 (0) 600 700 800", "PL", "+48600700800"),
        ("0048 (0)600700800", None, "+48600700800"),
        ("0 600 700 800", "PL", "+48600700800"),
        ("+39 06 6982", "PL", "+39066982"),  # there the zero is part of the number
        ("22 123 45 67 w. 5", "PL", "+48221234567"),
        ("600700800 wew. 12", "RU", None),
        ("8 (495) 123-45-67 вн. 12", "RU", "+74951234567"),
        ("4.86007E+10", "PL", None),  # rounded: a number of many people
        ("000000000", "PL", None),
        ("111-111-111", "PL", None),
        ("1111111", None, None),
        ("123", "PL", None),
        ("no phone", "PL", None),
        ("", None, None),
    ],
)
def test_phone_key(written: str, region: str | None, key: str | None) -> None:
    assert normalize_phone(written, region) == key


@pytest.mark.parametrize("region", identity._PLAIN_NUMBERS)
def test_plainly_written_phones_are_what_the_library_says(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(7)
    code = identity._PLAIN_NUMBERS[region][0]
    before = ("", "+", "00", f"+{code}", f"00{code}", code, "8", "0", "1", "38")
    written = [
        start + "".join(random.choices("0123456789", k=length))
        for start in before
        for length in range(7, 13)
        for _ in range(80)
    ]
    spaced = [f"{phone[:5]} ({phone[5:8]}) {phone[8:10]}-{phone[10:]}" for phone in written]
    phones = [*written, *spaced, f"+{code}" + "4" * 9, "2" * 10]
    quick = {(phone, home): identity._plain_phone(phone, home)
             for phone in phones for home in (region, None)}  # fmt: skip
    monkeypatch.setattr(identity, "_plain_phone", lambda phone, region: None)
    plain = {key: found for key, found in quick.items() if found}
    assert len(plain) > 50
    assert {key: normalize_phone(*key) for key in plain} == plain


def test_strongest_key_names_the_customer(connection: duckdb.DuckDBPyConnection) -> None:
    everything = {
        "email": "Ann@Shop.pl",
        "customer_id": "7",
        "card_number": "C7",
        "phone": "600700800",
        "tax_id": "525-000",
    }
    found = []
    for key in tuple(everything):
        found += match(connection, everything)
        del everything[key]
    assert found == ["e:ann@shop.pl", "c:generic:7", "l:c7", "p:+48600700800", "t:525000"]


def test_nobody_is_told_by_a_name_or_an_empty_key(connection: duckdb.DuckDBPyConnection) -> None:
    assert (
        match(
            connection,
            {"first_name": "Ann", "name": "Ann Lee"},
            {"email": "brak@brak.pl"},
            {"phone": "000000000"},
            {"tax_id": "---"},
        )
        == [None] * 4
    )


def test_keys_of_one_row_belong_together(connection: duckdb.DuckDBPyConnection) -> None:
    found = match(
        connection,
        {"email": "old@shop.pl", "customer_id": "7"},
        {"email": "new@shop.pl", "customer_id": "7"},
        {"customer_id": "7"},
        {"card_number": "C1", "email": "NEW@shop.pl"},
        {"card_number": "c1"},
        {"email": "other@shop.pl", "customer_id": "8"},
    )
    assert found == ["e:new@shop.pl"] * 5 + ["e:other@shop.pl"]


def test_customer_numbers_are_of_one_shop(connection: duckdb.DuckDBPyConnection) -> None:
    found = match(
        connection,
        {"customer_id": "7"},
        {"customer_id": "7", "realm": "shopify"},
        {"customer_id": "7", "card_number": "C1", "realm": "etsy"},
        {"card_number": "C1", "realm": "ebay"},
    )
    assert found == ["c:generic:7", "c:shopify:7", "c:etsy:7", "c:etsy:7"]


def test_number_shared_by_many_emails_tells_nobody_apart(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    def family(size: int) -> list[str | None]:
        people = [{"email": f"{n}@shop.pl", "customer_id": "99"} for n in range(size)]
        return match(connection, *people, {"customer_id": "99"})

    assert set(family(5)) == {"e:0@shop.pl"}
    assert family(6) == [*(f"e:{n}@shop.pl" for n in range(6)), None]


def test_phone_links_only_to_a_single_stronger_customer(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = match(
        connection,
        {"email": "ann@shop.pl", "phone": "+48 600 700 800"},
        {"phone": "600-700-800"},
        {"email": "bob@shop.pl", "phone": "600700801"},
        {"email": "cat@shop.pl", "phone": "600700801"},
        {"phone": "600700801"},
    )
    assert found == [
        "e:ann@shop.pl", "e:ann@shop.pl", "e:bob@shop.pl", "e:cat@shop.pl", "p:+48600700801",
    ]  # fmt: skip


def test_tax_number_links_like_a_phone(connection: duckdb.DuckDBPyConnection) -> None:
    found = match(
        connection,
        {"email": "ann@shop.pl", "tax_id": "PL 525-000"},
        {"tax_id": "pl525000"},
        {"phone": "600700800", "tax_id": "777"},
        {"tax_id": "777"},
        {"email": "bob@shop.pl", "tax_id": "888"},
        {"phone": "600700801", "tax_id": "888"},
        {"tax_id": "888"},
    )
    assert found == [
        "e:ann@shop.pl", "e:ann@shop.pl", "p:+48600700800", "p:+48600700800",
        "e:bob@shop.pl", "p:+48600700801", "t:888",
    ]  # fmt: skip


@pytest.mark.parametrize("currency", ["PLN", "EUR", None])
def test_phones_without_a_country_code_are_of_the_country_of_the_shop(
    connection: duckdb.DuckDBPyConnection, currency: str | None
) -> None:
    people = [{"phone": phone} for phone in ("+48600700800", "600 700 800", "+48 601 000 001")]
    found = match(connection, *people, currency=currency)
    assert found == ["p:+48600700800", "p:+48600700800", "p:+48601000001"]


def test_order_of_rows_does_not_matter(connection: duckdb.DuckDBPyConnection) -> None:
    people = [
        {"email": "a@shop.pl", "customer_id": "1"},
        {"email": "b@shop.pl", "customer_id": "1"},
        {"email": "b@shop.pl", "card_number": "9"},
        {"card_number": "9", "phone": "600700800"},
        {"phone": "600700800"},
    ]
    forward = match(connection, *people)
    assert forward == match(connection, *reversed(people))
    assert set(forward) == {"e:a@shop.pl"}


def test_a_long_chain_of_keys_is_followed_quickly(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        CREATE TABLE chain AS
        SELECT 'r' || n AS ref, 'generic' AS realm, 'PLN' AS currency,
            format('m{:05d}@shop.pl', (n + 1) // 2) AS email, (n // 2)::VARCHAR AS customer_id,
            NULL::VARCHAR AS card_number, NULL::VARCHAR AS phone, NULL::VARCHAR AS tax_id
        FROM range(2000) AS steps(n)"""
    )
    started = time.process_time()
    resolve_customers(connection, "chain", "matched")
    assert time.process_time() - started < 2
    found = connection.execute("SELECT DISTINCT customer FROM matched").fetchall()
    assert found == [("e:m00000@shop.pl",)]

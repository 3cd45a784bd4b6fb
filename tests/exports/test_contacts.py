"""Clean contacts: addresses, countries, consents with day and source, and why some are empty."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.countries import country_code, country_name
from segmentation.customers import customer_table
from segmentation.exports.contacts import clean_email, make_contacts
from segmentation.language import Language
from segmentation.shop import Shop
from tests.exports.examples import make_customers
from tests.small_shops import fill

Row = dict[str, object]


def people(*rows: Row) -> pd.DataFrame:
    return make_customers([{"customer": f"c{n}", **row} for n, row in enumerate(rows)])


def column(frame: pd.DataFrame, name: str) -> list[object]:
    return [None if pd.isna(value) else value for value in frame[name].tolist()]


@pytest.mark.parametrize(
    ("written", "clean", "reason"),
    [
        (" Anna@Example.COM ", "anna@example.com", ""),
        ("mailto:anna@example.com", "anna@example.com", ""),
        ("anna+shop@example.com", "anna+shop@example.com", ""),
        ("o'neil_1@a-b.co.uk", "o'neil_1@a-b.co.uk", ""),
        ("ola@sklep.рф", "ola@sklep.рф", ""),
        ("ola@xn--e1aybc.xn--p1ai", "ola@xn--e1aybc.xn--p1ai", ""),
        (None, None, "missing"),
        ("  ", None, "missing"),
        ("anna@example", None, "invalid"),
        ("anna.example.com", None, "invalid"),
        ("anna@@example.com", None, "invalid"),
        ("anna..nowak@example.com", None, "invalid"),
        (".anna@example.com", None, "invalid"),
        ("anna@example.com.", None, "invalid"),
        ("anna@-example.com", None, "invalid"),
        ("anna nowak@example.com", None, "invalid"),
        ("a@b.pl, c@d.pl", None, "invalid"),
        ("łucja@example.com", None, "invalid"),
        ("=1+1@example.com", None, "invalid"),
        ("+48@example.com", None, "invalid"),
        ("-anna@example.com", None, "invalid"),
        ("anna@exаmple.com", None, "invalid"),  # a Cyrillic а
        ("anna@example.рl", None, "invalid"),  # a Cyrillic р
        ("anna@почта.example.com", "anna@почта.example.com", ""),
        ("anna@żółw.pl", "anna@żółw.pl", ""),
        ("an\ud800na@example.com", None, "invalid"),
        ("an\x00na@example.com", None, "invalid"),
        ("a" * 250 + "@example.com", None, "invalid"),
        ("brak@example.com", None, "placeholder"),
        ("anna@test.local", None, "placeholder"),
        ("x7f3@allegromail.pl", None, "relay"),
        ("abc@marketplace.amazon.de", None, "relay"),
    ],
)
def test_emails(written: str | None, clean: str | None, reason: str) -> None:
    contacts = make_contacts(people({"email": written}))
    assert column(contacts.table, "email") == [clean]
    assert contacts.email_reasons.tolist() == [reason]


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_no_email_is_ever_a_formula_or_breaks_a_line(text: str) -> None:
    for written in (text, f"{text}@example.com", f"anna@{text}.pl"):
        clean = clean_email(written)
        if clean is not None:
            assert clean[0].isalnum() or clean[0] == "_"
            assert clean.isprintable() and not set(clean) & set(' ,;"\n\r\t<>')
            assert clean_email(clean) == clean


@pytest.mark.parametrize(
    ("written", "currency", "clean", "reason"),
    [
        ("600 700 800", "PLN", "+48600700800", ""),
        ("+48 600-700-800", "RUB", "+48600700800", ""),
        ("8 (916) 123-45-67", "RUB", "+79161234567", ""),
        ("600700800.0", "PLN", "+48600700800", ""),
        ("4,8600700801E+10", "PLN", "+48600700801", ""),
        ("4,86007E+10", "PLN", None, "invalid"),
        ("123", "PLN", None, "invalid"),
        ("no phone", "PLN", None, "invalid"),
        ("600700800", None, None, "no_country"),
        ("", "PLN", None, "missing"),
        (None, "PLN", None, "missing"),
    ],
)
def test_phones(written: str | None, currency: str | None, clean: str | None, reason: str) -> None:
    contacts = make_contacts(people({"phone": written}), currency)
    assert column(contacts.table, "phone") == [clean]
    assert contacts.phone_reasons.tolist() == [reason]


def test_a_phone_belongs_to_the_country_of_its_customer() -> None:
    contacts = make_contacts(
        people(
            {"phone": "0151 23456789", "country": "Niemcy"},
            {"phone": "600700800", "country": "Polska"},
            {"phone": "600700801"},
        ),
        "PLN",
    )
    assert column(contacts.table, "phone") == ["+4915123456789", "+48600700800", "+48600700801"]
    assert column(contacts.table, "country") == ["DE", "PL", None]


@pytest.mark.parametrize(
    ("rows", "currency", "country", "region", "region_from"),
    [
        ([{"phone": "+79161234567"}], "PLN", "CZ", "CZ", "chosen"),
        ([{"phone": "+79161234567"}], "PLN", None, "PL", "currency"),
        ([{"phone": "+79161234567"}, {"country": "PL"}], "EUR", None, "RU", "phones"),
        ([{"country": "PL"}, {"country": "Polska"}, {"country": "DE"}], None, None, "PL",
         "customers"),
        ([{"email": "anna@example.com"}], None, None, None, "unknown"),
    ],
)  # fmt: skip
def test_where_the_shops_country_comes_from(
    rows: list[Row], currency: str | None, country: str | None, region: str | None, region_from: str
) -> None:
    contacts = make_contacts(people(*rows), currency, country)
    assert (contacts.region, contacts.region_from) == (region, region_from)


def test_consents_have_the_day_and_the_source_that_the_files_have() -> None:
    contacts = make_contacts(
        people(
            {"email_consent": True, "Data zgody": "2026-03-05 10:15", "Źródło zgody": "koszyk"},
            {"email_consent": True, "Data zgody": "5.03.2026"},
            {"email_consent": True, "Data zgody": "05/03/2026"},
            {"email_consent": True, "Data zgody": "31.02.2026"},
            {"email_consent": False, "Data zgody": "2026-03-05", "Źródło zgody": "koszyk"},
            {"sms_consent": True, "SMS consent date": "2026-01-02", "Data zgody": "2026-03-05"},
        )
    )
    days = contacts.table["email_consent_date"]
    assert days.dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "2026-03-05", "2026-03-05", "", "", "", "",
    ]  # fmt: skip
    assert contacts.unreadable_dates == 2
    assert column(contacts.table, "email_consent_source") == ["koszyk"] + [None] * 5
    assert column(contacts.table, "sms_consent_date") == [None] * 5 + [pd.Timestamp("2026-01-02")]
    assert contacts.given == {"email", "sms"}


def test_nothing_is_made_up_where_the_files_say_nothing() -> None:
    contacts = make_contacts(people({"email": "anna@example.com", "phone": "600700800"}))
    for name in ("email_consent_date", "sms_consent_date", "email_consent_source",
                 "sms_consent_source", "email_consent", "sms_consent", "country"):  # fmt: skip
        assert column(contacts.table, name) == [None], name
    assert contacts.given == frozenset()


def test_other_columns_and_rows_stay_as_they_are(customers: pd.DataFrame) -> None:
    contacts = make_contacts(customers, "PLN")
    kept = [name for name in customers.columns if name not in ("email", "phone", "country")]
    pd.testing.assert_frame_equal(contacts.table[kept], customers[kept])
    assert contacts.table["customer"].tolist() == customers["customer"].tolist()


def test_the_owner_finds_the_text_of_the_files_where_an_address_is_not_usable() -> None:
    contacts = make_contacts(
        people(
            {"email": " Anna@Example.com", "phone": "600 700 800"},
            {"email": "brak@example.com", "phone": "12"},
            {"email": "x7f3@allegromail.pl", "phone": "  "},
            {"email": "anna@@example.com"},
            {"email": None, "phone": "=1+1"},
        ),
        "PLN",
    )
    own = contacts.for_the_owner()
    assert column(own, "email") == [
        "anna@example.com", "brak@example.com", "x7f3@allegromail.pl", "anna@@example.com", None,
    ]  # fmt: skip
    assert column(own, "phone") == ["+48600700800", "12", None, None, "=1+1"]
    assert column(contacts.table, "email") == ["anna@example.com", None, None, None, None]
    assert column(contacts.table, "phone") == ["+48600700800", None, None, None, None]


def test_an_empty_table_has_no_contacts() -> None:
    contacts = make_contacts(make_customers([]))
    assert len(contacts.table) == len(contacts.email_reasons) == 0
    assert contacts.for_the_owner().columns.tolist() == contacts.table.columns.tolist()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("pl", "PL"), ("Polska", "PL"), ("POLAND", "PL"), ("Польша", "PL"), ("POL", "PL"),
        ("Россия", "RU"), ("Российская Федерация", "RU"), ("Rosja", "RU"), ("РФ", "RU"),
        ("Deutschland", "DE"), ("Österreich", "AT"), ("Великобритания", "GB"), ("UK", "GB"),
        ("U.S.A.", "US"), ("Czechy", "CZ"), ("Україна", "UA"), ("Беларусь", "BY"),
        ("EU", None), ("ZZ", None), ("Mars", None), ("", None), ("-", None), ("48", None),
    ],
)  # fmt: skip
def test_countries(written: str, code: str | None) -> None:
    assert country_code(written) == code


def test_a_country_that_nobody_knows_is_counted() -> None:
    contacts = make_contacts(people({"country": "Mars"}, {"country": "PL"}, {}))
    assert contacts.unknown_countries == 1
    assert country_name("PL", Language("ru")) == "Польша"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("E-mail,Phone,Email consent,Email consent date,Consent source,Last order\n"
         "ann@x.pl,+48600700800,yes,2026-01-02,checkout,2026-03-04\n", "checkout"),
        ("E-mail;Telefon;Zgoda na newsletter;Data zgody;Źródło zgody;Ostatnie zamówienie\n"
         "ann@x.pl;+48600700800;tak;02.01.2026;koszyk;2026-03-04\n", "koszyk"),
        ("E-mail;Телефон;Согласие на рассылку;Дата согласия;Источник согласия;Последний заказ\n"
         "ann@x.pl;+48600700800;да;02.01.2026;корзина;2026-03-04\n", "корзина"),
    ],
)  # fmt: skip
def test_a_file_of_each_language_gives_the_day_and_source_of_consent(
    shop: Shop, text: str, source: str
) -> None:
    contacts = make_contacts(customer_table(fill(shop, text)))
    found = contacts.table.iloc[0]
    assert (found["email"], found["phone"]) == ("ann@x.pl", "+48600700800")
    assert found["email_consent_date"] == pd.Timestamp("2026-01-02")
    assert found["email_consent_source"] == source
    assert contacts.given == {"email"}

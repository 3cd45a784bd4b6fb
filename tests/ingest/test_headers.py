"""What the words of headers mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from segmentation.columns import MEANING
from segmentation.ingest import headers
from segmentation.ingest.headers import (
    guess_header,
    is_sensitive,
    known_header,
    normalize,
    tells_day_first,
)

TABLE = tomllib.loads(Path(headers.__file__).with_suffix(".toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Order_ID#", "order id"),
        ("CustomerID", "customer id"),
        ("  E-mail ", "e mail"),
        ("Płeć", "plec"),
        ("Отчёт №", "отчет"),
        ("Йод", "иод"),
        ("Wartość zamówienia [zł]", "wartosc zamowienia zl"),
        ("###", ""),
    ],
)
def test_headers_are_compared_as_plain_words(header: str, expected: str) -> None:
    assert normalize(header) == expected


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Order ID", "order_id"),
        ("Numer zamówienia", "order_id"),
        ("№ заказа", "order_id"),
        ("InvoiceNo", "order_id"),
        ("Invoice", "order_id"),
        ("Data zamówienia", "order_date"),
        ("Дата заказа", "order_date"),
        ("Created at", "order_date"),
        ("Created date (UTC)", "order_date"),
        ("E-MAIL", "email"),
        ("Adres e-mail", "email"),
        ("Электронная почта", "email"),
        ("Contact email", "email"),
        ("customerID", "customer_id"),
        ("Kod klienta", "customer_id"),
        ("Код клиента", "customer_id"),
        ("Nr karty", "card_number"),
        ("Карта лояльности", "card_number"),
        ("NIP", "tax_id"),
        ("ИНН", "tax_id"),
        ("Imię i nazwisko", "name"),
        ("ФИО", "name"),
        ("Wartość zamówienia (zł)", "total"),
        ("Сумма, руб.", "total"),
        ("Purchase Amount (USD)", "total"),
        ("Wartość pozycji", "line_amount"),
        ("Sales", "line_amount"),
        ("Cena jednostkowa", "unit_price"),
        ("Цена", "unit_price"),
        ("Ilość", "quantity"),
        ("Кол-во", "quantity"),
        ("Status płatności", "payment_status"),
        ("Статус оплаты", "payment_status"),
        ("Product ID", "sku"),
        ("Nazwa towaru", "product"),
        ("Номенклатура", "product"),
        ("Kategoria", "category"),
        ("Miejscowość", "location"),
        ("Населённый пункт", "location"),
        ("Year_Birth", "birth_year"),
        ("Data urodzenia", "birth_date"),
        ("Zgoda e-mail", "email_consent"),
        ("Zgoda SMS", "sms_consent"),
        ("Phone consent", "sms_consent"),
        ("Zgoda telefon", "sms_consent"),
        ("Zgoda na kontakt przez telefon", "sms_consent"),
        ("Согласие на рекламу по телефону", "sms_consent"),
        ("Согласие на рассылку", "email_consent"),
        ("Dt_Customer", "registered"),
        ("Total Spent", "total_spend"),
        ("Liczba zamówień", "frequency"),
        ("Order Total (inc tax)", "total"),
        ("Order Currency Code", "currency"),
        ("Wartość zamówienia brutto", "total"),
        ("Сумма заказа без НДС", "total"),
        ("Gesamtbetrag inkl. MwSt", "total"),
        ("Montant TTC", "total"),
        ("Typ dokumentu", "document_type"),
        ("Операция", "document_type"),
        ("Type", "document_type"),
        ("Tax withheld", "tax_withheld"),
        ("Nazwa firmy", "company"),
        ("Организация", "company"),
        ("User role", "role"),
        ("Ostatnia wizyta", "last_active"),
        ("LAST_CHANGED", "last_active"),
        ("Последний визит", "last_active"),
        ("Bestell-Nr.", "order_id"),
        ("Kunden-Nr.", "customer_id"),
        ("Fecha de compra", "order_date"),
        ("N° commande", "order_id"),
        ("Дата створення", "order_date"),
        ("Číslo objednávky", "order_id"),
        ("Продано", "total_spend"),
        ("Количество визитов", "frequency"),
        ("Login kupującego", "customer_id"),
    ],
)
def test_headers_in_three_languages(header: str, meaning: str) -> None:
    guess = guess_header(header)
    assert guess is not None
    assert guess.meaning == meaning


@pytest.mark.parametrize(
    "header",
    [
        "Customer type",
        "Customer Group",
        "New client",
        "Nowy klient",
        "Sales Tax",
        "Payment ID",
        "Member rating",
        "Total tax",
        "Total items",
        "State",
        "Ship State",
        "Spending Score (1-100)",
        "Lorem ipsum",
        "Сумма НДС",
        "Kwota VAT",
        "Saldo klienta",
        "Limit kredytowy",
        "Себестоимость",
        "Средний чек",
        "Average order value",
        "Cost price",
        "Marża",
        "Total weight",
        "Typ klienta",
        "Data wysyłki",
        "Ship Date",
        "Return Date",
        "Brak zgody",
        "Consent withdrawn",
        "Zgoda wycofana",
        "Согласие отозвано",
        "Zgoda RODO",
        "GDPR consent",
        "Согласие на обработку персональных данных",
        "Zgoda adres e-mail",
        "",
    ],
)
def test_other_headers_mean_nothing_to_us(header: str) -> None:
    assert guess_header(header) is None


def test_the_first_words_of_a_meaning_are_the_strongest() -> None:
    total, amount, partly = (guess_header(h) for h in ("Order total", "Amount", "Amount so far"))
    assert total is not None and amount is not None and partly is not None
    assert 1 >= total.strength > amount.strength > 0.9 > partly.strength > 0.3


@pytest.mark.parametrize(
    ("with_tax", "without"),
    [
        ("Wartość zamówienia brutto", "Wartość zamówienia netto"),
        ("Kwota brutto", "Kwota netto"),
        ("Kwota", "Wartość netto"),
        ("Сумма с НДС", "Сумма без НДС"),
        ("Total incl. VAT", "Total excl. VAT"),
    ],
)
def test_an_amount_without_tax_is_weaker_than_one_with(with_tax: str, without: str) -> None:
    gross, net = guess_header(with_tax), guess_header(without)
    assert gross is not None and net is not None
    assert gross.meaning == net.meaning == "total"
    assert gross.strength > net.strength >= 0.3


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["Numer", "Data"], True),
        (["Сумма", "Date"], True),
        (["Größe", "Date"], True),
        (["Datum"], True),
        (["Order ID", "Date", "Total"], False),
    ],
)
def test_languages_with_the_day_first(headers: list[str], expected: bool) -> None:
    assert tells_day_first(headers) is expected


def test_every_meaning_in_the_table_is_one_of_ours() -> None:
    assert set(TABLE["meanings"]) == set(MEANING)


def test_no_words_stand_for_two_meanings() -> None:
    owners: dict[str, set[str]] = {}
    for meaning, words in TABLE["meanings"].items():
        for word in words:
            owners.setdefault(normalize(word), set()).add(meaning)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


def test_known_headers_are_the_exact_words() -> None:
    assert known_header("order-id") and not known_header("order id of the shop")
    assert not known_header("Firma")


@pytest.mark.parametrize(
    "header", ["PESEL", "Password hash", "user_password", "Hasło", "OPTIN_IP", "IP-адрес", "СНИЛС"]
)
def test_what_must_not_be_kept(header: str) -> None:
    assert is_sensitive(header)


@pytest.mark.parametrize("header", ["Shipping", "Description", "Tip", "Total", "Telefon"])
def test_what_may_be_kept(header: str) -> None:
    assert not is_sensitive(header)

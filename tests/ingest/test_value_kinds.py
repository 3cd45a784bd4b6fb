"""What single values are, by their shape and check digits."""

from __future__ import annotations

import pytest

from segmentation.ingest.value_kinds import (
    is_bank_account,
    is_national_id,
    is_payment_card,
    is_private,
    is_product_code,
    is_tax_number,
    shares_of_kinds,
)


@pytest.mark.parametrize("text", ["5260250274", "526-025-02-74", "PL5260250274", "7707083893"])
def test_tax_numbers_have_a_check_digit(text: str) -> None:
    digits = text.replace("-", "")
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert is_tax_number(text) and not is_tax_number(wrong)


def test_the_tax_number_of_a_person_has_twelve_digits() -> None:
    assert is_tax_number("500100732259")
    assert not is_tax_number("500100732258") and not is_tax_number("50010073225")


def test_product_codes_have_a_check_digit() -> None:
    assert is_product_code("5901234123457") and is_product_code("96385074")
    assert not is_product_code("5901234123458") and not is_product_code("590123412345")


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "5500005555555559", "378282246310005"])
def test_payment_cards(text: str) -> None:
    assert is_payment_card(text) and is_private(text)
    assert not is_payment_card(text[:-1] + "0")


@pytest.mark.parametrize("text", ["9000000000000001", "7210448301122", "6300000000000003"])
def test_other_long_numbers_are_no_payment_cards(text: str) -> None:
    assert not is_payment_card(text) and not is_private(text)


def test_national_ids_and_bank_accounts() -> None:
    assert is_national_id("44051401359") and not is_national_id("44051401358")
    assert is_national_id("112-233-445 95") and not is_national_id("48600700800")
    assert is_bank_account("PL61 1090 1014 0000 0712 1981 2874")
    assert not is_bank_account("PL62109010140000071219812874")
    assert not is_bank_account("FV20240001234567")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.168.0.1", True),
        ("$2y$10$" + "a" * 53, True),
        ("8d50f5eadf50201ccdcedfb9e2ac8455", False),
        ("+48 600 700 800", False),
        ("2026-03-05 10:00", False),
        ("", False),
    ],
)
def test_what_must_not_be_kept(text: str, expected: bool) -> None:
    assert is_private(text) is expected


@pytest.mark.parametrize(
    ("kind", "values", "others"),
    [
        ("postcode", ["00-950", "SW1A 1AA", "12345-6789"], ["12345", "2024-01", "600-700"]),
        ("tier", ["Gold", "VIP", "złoty", "Серебряный", "gold card"], ["golden hour", "blue"]),
        (
            "document",
            ["Sale", "Refund", "Zwrot", "Faktura VAT", "FV 12/2024", "Возврат", "Gutschrift"],
            ["Shoes", "retail", "Zwrotnica"],
        ),
        (
            "money",
            ["12,50", "1 234,50 zł", "$5", "1000 руб", "(12.00)", "-3.10"],
            ["12", "A1", "2026-03-05"],
        ),
    ],
)
def test_kinds_told_by_their_shape(kind: str, values: list[str], others: list[str]) -> None:
    assert shares_of_kinds(values)[kind] == 1
    assert shares_of_kinds(others)[kind] == 0


def test_nothing_is_of_no_kind() -> None:
    assert set(shares_of_kinds([]).values()) == {0}

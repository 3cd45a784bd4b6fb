"""Currencies by codes, signs and words."""

from __future__ import annotations

import pytest

from segmentation.ingest.currencies import currency_code, find_currency


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 234,50 zł", "PLN"),
        ("1 234,50zł", "PLN"),
        ("zł", "PLN"),
        ("1000 руб", "RUB"),
        ("1 000р.", "RUB"),
        ("р", "RUB"),
        ("₽", "RUB"),
        ("Сумма, руб.", "RUB"),
        ("$5.00", "USD"),
        ("US$5.00", "USD"),
        ("C$5.00", "CAD"),
        ("Purchase Amount (USD)", "USD"),
        ("116,99 €", "EUR"),
        ("£3", "GBP"),
        ("250 ₴", "UAH"),
        ("99 Kč", "CZK"),
        ("12 lei", "RON"),
        ("5 лв.", "BGN"),
        ("12.50", None),
        ("Order total", None),
        ("", None),
    ],
)
def test_a_currency_is_found_in_a_text(text: str, code: str | None) -> None:
    assert find_currency(text) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("pln", "PLN"),
        (" usd ", "USD"),
        ("RUR", "RUB"),
        ("zł", "PLN"),
        ("xts", "XTS"),
        ("руб.", "RUB"),
    ],
)
def test_a_cell_of_a_currency_column(cell: str, code: str) -> None:
    assert currency_code(cell) == code

"""Countries as shops write them, and the country of a shop."""

from __future__ import annotations

import pytest

from segmentation.countries import country_code, shop_country


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("PL", "PL"), ("pl", "PL"), ("POL", "PL"), ("PL-14", "PL"), ("Poland", "PL"),
        ("Polska", "PL"), ("POLSKA", "PL"), ("Польша", "PL"), ("Polen", "PL"), ("Pologne", "PL"),
        ("RU", "RU"), ("Россия", "RU"), ("РФ", "RU"), ("Российская Федерация", "RU"),
        ("Rosja", "RU"), ("Україна", "UA"), ("Украина", "UA"), ("Ukraina", "UA"),
        ("Беларусь", "BY"), ("Казахстан", "KZ"), ("Lietuva", "LT"), ("Litwa", "LT"),
        ("DE-BE", "DE"), ("DEU", "DE"), ("Deutschland", "DE"), ("Niemcy", "DE"),
        ("United Kingdom", "GB"), ("UK", "GB"), ("GBR", "GB"), ("Wielka Brytania", "GB"),
        ("England", "GB"), ("USA", "US"), ("U.S.A.", "US"), ("United States", "US"), ("США", "US"),
        ("Czechy", "CZ"), ("Czech Republic", "CZ"), ("Česko", "CZ"), ("Österreich", "AT"),
        ("Sverige", "SE"), ("Danmark", "DK"), ("Suomi", "FI"), ("Norge", "NO"),
        ("Magyarország", "HU"), ("Ελλάδα", "GR"), ("ΕΛΛΑΔΑ", "GR"), ("Македония", "MK"),
        ("Nederland", "NL"), ("România", "RO"), ("България", "BG"), ("Türkiye", "TR"),
        ("Portugalia", "PT"), ("Czech", "CZ"), ("Rep. Czeska", "CZ"), ("Wlk. Brytania", "GB"),
        ("RF", "RU"), ("RP", "PL"), ("Korea (South)", "KR"), ("Kongo", "CG"), ("XX-14", None),
        (" France ", "FR"), ("España", "ES"), ("Italia", "IT"),
        ("", None), ("-", None), ("ZZ", None), ("EU", None), ("XX", None), ("Europa", None),
        ("Atlantis", None), ("Mazowieckie", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_and_by_name(written: str, code: str | None) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize(
    ("countries", "currency", "expected"),
    [
        ({"Polska": 2, "PL": 2, "Niemcy": 3}, "EUR", "PL"),
        ({"Niemcy": 3}, "PLN", "DE"),
        ({"somewhere": 9, "LT": 1}, "PLN", "LT"),
        ({"somewhere": 9}, "PLN", "PL"),
        ({}, "RUB", "RU"),
        ({}, "EUR", None),
        ({}, None, None),
        ({"DE": 2, "AT": 2}, None, "DE"),
    ],
)
def test_a_shop_is_of_the_country_of_most_or_of_its_money(
    countries: dict[str, int], currency: str | None, expected: str | None
) -> None:
    assert shop_country(countries, currency) == expected

"""The owner's walk in a real browser, in three languages."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from playwright.sync_api import expect

from segmentation.language import CODES, OWN_NAMES
from tests.browser.screen import PATIENCE, TITLES, Screen, payload
from tests.browser.servers import Server
from tests.made_exports import PEOPLE, Row, as_csv, in_polish, orders

Visit = Callable[..., Screen]


@pytest.mark.parametrize("code", CODES)
def test_sample_shop_to_persona_cards_in_three_clicks(
    code: str, hosted: Server, visit: Visit
) -> None:
    began = time.monotonic()
    screen: Screen = visit(hosted, code)
    screen.see("Your data")
    assert time.monotonic() - began < 20

    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    screen.press("See the personas")
    screen.see("Personas")
    assert len(screen.cards()) >= 3

    assert screen.page.evaluate("document.documentElement.lang") == code
    for page in TITLES:
        screen.open(page)
        assert screen.page.url.endswith(f"?lang={code}")


@pytest.mark.parametrize("code", CODES)
def test_no_page_scrolls_sideways_on_a_phone(code: str, hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, code, width=390)
    assert screen.sideways() == []
    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    found = {"groups": screen.sideways()}
    for page in ("overview", "rfm", "rules", "personas", "lists", "customers", "files"):
        screen.open(page)
        found[page] = screen.sideways()
    assert {page: parts for page, parts in found.items() if parts} == {}


CSV_LABELS = {
    "en": "CSV for Excel in English",
    "pl": "CSV for Excel in Polish",
    "ru": "CSV for Excel in Russian",
}


def two_amounts() -> list[Row]:
    """A Polish export in which not the value but the price after discount was paid."""
    return [
        row | {"Po rabacie": f"{amount(row['Wartość']) / 2:.2f}".replace(".", ",")}
        for row in in_polish(orders())
    ]


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def total_of(column: str) -> Decimal:
    return sum((amount(row[column]) for row in two_amounts()), Decimal(0))


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
@pytest.mark.parametrize("code", CODES)
def test_own_file_to_lists(code: str, hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, code, width=390 if code == "pl" else 1280)
    file = as_csv(two_amounts(), delimiter=";", encoding="cp1250")
    screen.upload(payload("zamówienia.csv", file))
    total = screen.metric("Revenue after refunds")
    expect(total).to_have_text(screen.language.money(total_of("Wartość"), ""))

    screen.select("Correct a column", "Po rabacie")
    screen.select("It means", screen.tr("Order total"))
    expect(total).to_have_text(screen.language.money(total_of("Po rabacie"), ""), timeout=PATIENCE)
    assert screen.sideways() == []
    screen.press("Use this")
    screen.see("Groups of customers")
    screen.press("Get the lists")
    screen.see("Lists")

    workbook = openpyxl.load_workbook(io.BytesIO(screen.download("Download the report for Excel")))
    emails: list[object] = []
    spend = Decimal(0)
    for sheet in workbook.worksheets[1:]:
        head, *rows = sheet.iter_rows(values_only=True)
        emails += [row[head.index(screen.tr("E-mail"))] for row in rows]
        spend += sum(Decimal(str(row[head.index(screen.tr("Spend"))])) for row in rows)
    assert len(emails) == len(set(emails)) == PEOPLE
    assert spend == total_of("Po rabacie")

    screen.select("As a file for", screen.tr(CSV_LABELS[code]))
    text = screen.download("Download the list").decode("utf-8-sig")
    lines = csv.DictReader(io.StringIO(text), delimiter="," if code == "en" else ";")
    assert sorted(line[screen.tr("E-mail")] for line in lines) == sorted(map(str, emails))


def test_language_is_kept_through_pages_buttons_and_a_reload(hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, "en")
    screen.speak("pl", OWN_NAMES["pl"])
    screen.see("Your data")
    screen.press("Try the sample shop")
    for title, button in (
        ("Groups of customers", "See the personas"),
        ("Personas", "Get the list"),
        ("Lists", ""),
    ):
        screen.see(title)
        assert screen.page.url.endswith("?lang=pl")
        if button:
            screen.press(button)
    screen.page.reload()
    screen.see("Lists")
    assert screen.page.evaluate("document.documentElement.lang") == "pl"
    screen.speak("ru", OWN_NAMES["ru"])
    screen.see("Lists")
    assert screen.page.url.endswith("?lang=ru")
    expect(screen.page.locator("html")).to_have_attribute("lang", "ru")


def test_address_says_the_language(hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, "ru", locale="pl-PL", address="/personas?lang=ru")
    screen.see("Personas")

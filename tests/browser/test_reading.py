"""Files of four kinds in a real browser: read, said plainly, corrected; a large one, stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from sample_data import sample_shop
from segmentation.errors import Problem, describe
from segmentation.language import CODES
from tests.benchmark.order_lines import write_order_lines
from tests.browser.screen import PATIENCE, Screen, payload
from tests.browser.servers import Server
from tests.ingest.writing import write_workbook
from tests.made_exports import Row, as_csv, in_polish, orders

Visit = Callable[..., Screen]

LINES = 300_000
RUSSIAN = {"Order ID": "Номер заказа", "Order date": "Дата заказа", "Email": "E-mail",
           "Category": "Категория", "Total": "Сумма заказа"}  # fmt: skip
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shopify() -> FilePayload:
    path = next(path for path in sample_shop("en").files if "orders" in path.name)
    return payload("orders_export.csv", path.read_bytes())


def polish() -> FilePayload:
    return payload("zamówienia.csv", as_csv(two_amounts(), delimiter=";", encoding="cp1250"))


def two_amounts() -> list[Row]:
    """A Polish export in which not the value but the price after discount was paid."""
    return [row | {"Po rabacie": "10,00"} for row in in_polish(orders())]


def russian() -> FilePayload:
    """A workbook with a title above the table and a total row below it."""
    rows: list[list[object]] = [["Отчёт по заказам"], [], list(RUSSIAN.values())]
    rows += [[f"{row['Total']} ₽" if name == "Total" else row[name] for name in RUSSIAN]
             for row in orders()]  # fmt: skip
    rows.append(["Итого", "", "", "", "1 000 000,00 ₽"])
    return {"name": "заказы.xlsx", "mimeType": EXCEL, "buffer": write_workbook({"Заказы": rows})}


def damaged() -> FilePayload:
    content = write_workbook({"A": [["Order ID", "Total"], [1, 2.5]]})
    return {"name": "damaged.xlsx", "mimeType": EXCEL, "buffer": content[: len(content) // 2]}


def rows_are(screen: Screen, rows: int, found: int, one: str, many: str) -> Locator:
    """The sentence that so many rows are so many orders."""
    plural = screen.language.plural
    things = plural(one, many, found)
    sentence = plural("{n} row is {things}.", "{n} rows are {things}.", rows, things=things)
    return screen.page.get_by_text(sentence)


@pytest.mark.parametrize("code", CODES)
def test_four_files_are_read_said_and_corrected(code: str, hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, code, width=390 if code == "ru" else 1280)
    screen.upload(shopify(), polish(), russian(), damaged())
    page = screen.page
    sentence = describe(Problem("damaged", "damaged.xlsx"), screen.language)
    expect(page.get_by_text(sentence)).to_be_visible()
    for name in ("orders_export.csv", "zamówienia.csv", "заказы.xlsx"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Shopify", exact=False).first).to_be_visible()
    expect(rows_are(screen, 2748, 1413, "{n} order", "{n} orders")).to_be_visible()
    expect(rows_are(screen, 220, 220, "{n} order", "{n} orders")).to_have_count(2)
    assert screen.sideways() == []

    screen.press("Remove this file", 2)
    expect(page.get_by_role("heading", name="заказы.xlsx")).to_have_count(0, timeout=PATIENCE)
    screen.press("Remove this file", 0)
    expect(page.get_by_role("heading", name="orders_export.csv")).to_have_count(0)
    screen.settle()
    screen.select("Correct a column", "Po rabacie")
    screen.select("It means", screen.tr("Order total"))
    total = screen.metric("Revenue after refunds")
    expect(total).to_have_text(screen.language.money(220 * 10, ""), timeout=PATIENCE)
    screen.press("Use this")
    screen.see("Groups of customers")

    screen.open("files")
    page.get_by_test_id("stExpander").first.locator("summary").click()
    screen.upload(payload("październik.csv", as_csv(two_amounts()[::-1], ";", "cp1250")))
    expect(screen.button("Forget what you said last time")).to_be_visible(timeout=PATIENCE)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.csv"
    write_order_lines(path, LINES)
    return path


def give(screen: Screen, *paths: Path) -> None:
    """Drop files without waiting for the end, only for the first answer."""
    screen.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(list(paths))
    answer = screen.page.get_by_text(screen.tr("Looks like an orders export."))
    expect(answer).to_be_visible(timeout=PATIENCE)
    expect(screen.button("Use this")).to_have_count(0)


def test_large_file_is_answered_at_once_and_can_be_stopped(
    large: Path, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted)
    give(screen, large)
    expect(screen.page.get_by_role("progressbar")).to_be_visible()
    screen.press("Stop")
    sentence = describe(Problem("stopped", "large.csv"), screen.language)
    expect(screen.page.get_by_text(sentence)).to_be_visible(timeout=PATIENCE)
    expect(screen.button("Try the sample shop")).to_be_visible()
    screen.settle()


def test_large_file_is_read_on_while_the_owner_looks_elsewhere(
    large: Path, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, "pl")
    give(screen, large)
    screen.open("groups")
    waiting = screen.page.get_by_text(screen.tr("Your files are still being read."))
    expect(waiting).to_be_visible(timeout=PATIENCE)
    screen.open("files")
    expect(screen.button("Use this").first).to_be_visible(timeout=PATIENCE)
    orders_found = screen.metric("Orders")
    expect(orders_found).to_be_visible(timeout=PATIENCE)
    screen.settle()

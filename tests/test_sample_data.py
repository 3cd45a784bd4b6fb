"""The sample shops: the same bytes each time, the stated formats, and a truth that adds up."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sample_data import SAMPLE_SHOPS, SampleShop, sample_shop
from sample_data.generate import main

TRUTH = Path(__file__).parent / "sample_truth"
FORMATS = {
    "gift_shop": ("utf-8", ","),
    "pet_garden": ("cp1250", ";"),
    "building": ("cp1251", ";"),
}
DOCUMENT_COLUMNS = {
    "gift_shop": "Name",
    "pet_garden": "Numer zamówienia",
    "building": "Номер заказа",
}
INVENTED_DOMAINS = ("example.com", "example.org", "example.net", "example.pl", "example.ru")

every_shop = pytest.mark.parametrize("shop", SAMPLE_SHOPS, ids=lambda shop: shop.key)


def table(shop: SampleShop, file: int) -> list[dict[str, str]]:
    """The rows below the header, whatever stands above it."""
    encoding, delimiter = FORMATS[shop.key]
    text = shop.files[file].read_bytes().decode(encoding)
    lines = text.splitlines(keepends=True)
    header = next(number for number, line in enumerate(lines) if line.count(delimiter) > 10)
    return list(csv.DictReader(io.StringIO("".join(lines[header:])), delimiter=delimiter))


def truth(shop: SampleShop) -> dict[str, Any]:
    totals: dict[str, Any] = json.loads((TRUTH / f"{shop.key}.json").read_text("utf-8"))
    return totals


def true_types(shop: SampleShop) -> dict[str, str]:
    with (TRUTH / f"{shop.key}.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["type"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remade")
    main([str(folder)])
    return folder


@every_shop
def test_making_a_shop_again_gives_the_same_bytes(shop: SampleShop, remade: Path) -> None:
    for path in shop.files:
        assert (remade / "sample_data" / shop.key / path.name).read_bytes() == path.read_bytes()
    for path in (TRUTH / f"{shop.key}.csv", TRUTH / f"{shop.key}.json"):
        assert (remade / "tests" / "sample_truth" / path.name).read_bytes() == path.read_bytes()


@every_shop
def test_files_are_small_and_in_the_stated_encoding(shop: SampleShop) -> None:
    for path in shop.files:
        content = path.read_bytes()
        assert 50_000 < len(content) < 1_000_000
        if shop.key == "gift_shop":
            content.decode("utf-8")
        else:
            with pytest.raises(UnicodeDecodeError):
                content.decode("utf-8")


@every_shop
def test_rows_have_one_width(shop: SampleShop) -> None:
    widths = {"gift_shop": (79, 20), "pet_garden": (15, 15), "building": (15, 14)}[shop.key]
    for file, width in enumerate(widths):
        rows = table(shop, file)
        assert {len(row) for row in rows} == {width}
        assert all(None not in row and None not in row.values() for row in rows)


@every_shop
def test_rows_and_documents_are_as_many_as_the_truth_says(shop: SampleShop) -> None:
    totals = truth(shop)
    for file, path in enumerate(shop.files):
        counted = totals["files"][file]
        assert counted["name"] == path.name
        assert counted["rows"] == len(table(shop, file))
        assert counted["rows"] == counted["rows_kept"] + counted["rows_refused"]
    numbers = {row[DOCUMENT_COLUMNS[shop.key]] for row in table(shop, 0)}
    # Every refused row is a document of its own or the total row.
    assert len(numbers) == totals["documents"] + totals["files"][0]["rows_refused"]
    assert 2_500 <= totals["files"][0]["rows"] <= 7_000
    assert 500 <= totals["customers"] <= totals["customers_in_files"] <= 1_200


@every_shop
def test_totals_add_up(shop: SampleShop) -> None:
    totals = truth(shop)
    money = {name: Decimal(text) for name, text in totals.items() if name.startswith("revenue")}
    assert totals["documents"] == (
        totals["orders"]
        + totals["return_documents"]
        + totals["zero_documents"]
        + sum(totals["excluded"].values())
    )
    assert money["revenue"] == (
        money["revenue_customers"]
        + money["revenue_returns_only"]
        + money["revenue_without_customer"]
    )
    assert money["revenue_returns_only"] <= 0 < money["revenue"] < money["revenue_gross"]
    assert 0 < totals["unpaid"]["orders"] < totals["orders"]
    assert 0 < Decimal(totals["unpaid"]["amount"]) < money["revenue_gross"]
    assert 0 < totals["orders_without_customer"] < totals["orders"]
    assert totals["first_order"] < "2025-07" and "2026-09" < totals["last_order"] < "2026-11"


@every_shop
def test_every_typed_customer_stands_in_the_orders_or_the_list(shop: SampleShop) -> None:
    types = true_types(shop)
    column = {"gift_shop": "Email", "pet_garden": "E-mail", "building": "E-mail"}[shop.key]
    listed = {row[column].strip().lower() for row in table(shop, 1)}
    order_column = "E-mail klienta" if shop.key == "pet_garden" else column
    ordering = {row[order_column].strip().lower() for row in table(shop, 0)}
    assert types.keys() <= listed | ordering
    assert len(set(types.values())) == shop.true_types
    assert truth(shop)["customers"] >= len(types)
    assert min(list(types.values()).count(kind) for kind in set(types.values())) >= 40


@every_shop
def test_people_are_invented(shop: SampleShop) -> None:
    domains = {
        cell.strip().lower().partition("@")[2]
        for file in range(2)
        for row in table(shop, file)
        for cell in row.values()
        if "@" in cell
    }
    assert domains
    assert all(domain.endswith(INVENTED_DOMAINS) for domain in domains)


def test_gift_shop_fills_order_fields_on_the_first_row_only() -> None:
    seen: set[str] = set()
    for row in table(sample_shop("en"), 0):
        assert (row["Total"] != "") == (row["Created at"] != "") == (row["Name"] not in seen)
        seen.add(row["Name"])


def test_gift_shop_money_is_as_the_truth_says() -> None:
    orders = [
        row
        for row in table(sample_shop("en"), 0)
        if row["Financial Status"] in ("paid", "pending", "partially_refunded")
    ]
    refunds = sum(Decimal(row["Refunded Amount"]) for row in orders)
    gross = sum(Decimal(row["Total"]) for row in orders)
    totals = truth(sample_shop("en"))
    assert str(gross) == totals["revenue_gross"]
    assert str(gross - refunds) == totals["revenue"]


def test_pet_garden_lines_add_up_to_the_truth_and_to_the_total_row() -> None:
    rows = table(sample_shop("pl"), 0)
    money = [
        Decimal(row["Wartość pozycji"].replace(",", "."))
        for row in rows
        if row["Wartość pozycji"] != "???"
    ]
    assert rows[-1]["Numer zamówienia"] == "Razem"
    assert sum(money[:-1]) == money[-1]
    counted = sum(
        Decimal(row["Wartość pozycji"].replace(",", "."))
        for row in rows[:-1]
        if row["Status"] in ("Zrealizowane", "Nieopłacone", "Zwrot", "")
        and row["Wartość pozycji"] != "???"
        and row["Data zamówienia"] not in ("brak", "32.13.2026 10:15")
    )
    assert str(counted) == truth(sample_shop("pl"))["revenue"]


def test_building_repeats_the_order_total_on_each_row() -> None:
    shop = sample_shop("ru")
    assert shop.files[0].read_bytes().decode("cp1251").startswith("Отчёт по заказам")
    totals: dict[str, set[tuple[str, str]]] = {}
    for row in table(shop, 0):
        totals.setdefault(row["Номер заказа"], set()).add((row["Сумма заказа"], row["Статус"]))
    assert all(len(values) == 1 for values in totals.values())
    counted = sum(
        Decimal(text.removesuffix(" руб.").replace(" ", "").replace(",", "."))
        for values in totals.values()
        for text, status in values
        if status in ("Выполнен", "Не оплачен", "Возврат")
    )
    assert str(counted) == truth(shop)["revenue"]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("pl", "pet_garden"),
        ("pl-PL", "pet_garden"),
        ("RU_ru", "building"),
        ("en", "gift_shop"),
        ("de", "gift_shop"),
        ("", "gift_shop"),
    ],
)
def test_sample_shop_of_a_language(code: str, key: str) -> None:
    assert sample_shop(code).key == key

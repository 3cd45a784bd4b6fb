"""Free delivery: told by its cost, else by what the method is called, else not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.reading import Reader

KNOWN = Path(__file__).with_name("known_exports")


def free(reader: Reader, text: str) -> dict[str, bool | None]:
    return {row["document_id"]: row["free_delivery"] for row in reader.read(text).documents}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Shipping", ("0.00", "4.99", "")),
        ("Delivery cost", ("0", "£4.99", "-")),
        ("Koszt dostawy", ('"0,00 zł"', '"14,99 zł"', "")),
        ("Koszt wysyłki", ("gratis", "14.99", "")),
        ("Стоимость доставки", ("Бесплатно", "350 руб.", "")),
        ("Доставка", ("0 ₽", "350 ₽", "")),
        ("Versandkosten", ('"0,00 €"', '"4,90 €"', "")),
        ("Gastos de envío", ("Gratis", "4.90", "")),
        ("Frais de port", ("0.00", "4.90", "")),
        ("Вартість доставки", ("Безкоштовно", "80", "")),
    ],
)
def test_delivery_is_free_where_its_cost_is_nothing(
    reader: Reader, header: str, cells: tuple[str, ...]
) -> None:
    rows = [f"{n},2026-03-0{n},7.50,{cell}" for n, cell in enumerate([*cells, cells[1]], 1)]
    text = "\n".join([f"Order ID,Date,Total,{header}", *rows, ""])
    reading = reader.read(text)
    assert reading.mapping.meanings["shipping"] == header
    assert free(reader, text) == {"1": True, "2": False, "3": None, "4": False}
    assert set(reading.totals.values()) == {reading.totals["1"]} and reading.totals["1"] == 7.5


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        (("0", "", ""), True),
        (("4.99", "", ""), False),
        (("0", "0", "0"), True),
        (("0", "4.99", "0"), False),
        (("", "", ""), None),
        (("", "", "-4.99"), False),
    ],
)
def test_a_cost_may_stand_on_any_row_of_an_order(
    reader: Reader, costs: tuple[str, ...], expected: bool | None
) -> None:
    rows = "".join(f"A1,2026-03-05,Mug,1,10.00,{cost}\n" for cost in costs)
    text = (
        f"Order ID,Date,Product,Quantity,Unit price,Shipping cost\n{rows}B1,2026-03-06,Cup,1,5,1\n"
    )
    reading = reader.read(text)
    assert reading.documents[0]["free_delivery"] is expected
    assert reading.totals == {"A1": 30, "B1": 5}


def test_what_was_fetched_in_the_shop_counts_neither_way(reader: Reader) -> None:
    methods = ("Kurier", "Odbiór osobisty", "Odbiór w punkcie", "Самовывоз",
               "Самовывоз из ПВЗ СДЭК", "Local pickup", "Click & Collect", "Free shipping",
               "")  # fmt: skip
    rows = "".join(f'{n},2026-03-05,7.5,0.00,"{method}"\n' for n, method in enumerate(methods, 1))
    text = f"Order ID,Date,Total,Shipping,Delivery method\n{rows}10,2026-03-05,7.5,5.00,Самовывоз\n"
    assert free(reader, text) == {
        "1": True, "2": None, "3": True, "4": None, "5": True, "6": None, "7": None, "8": True,
        "9": True, "10": False,
    }  # fmt: skip


def test_methods_alone_tell_where_one_is_called_free(reader: Reader) -> None:
    def read(*methods: str) -> list[bool | None]:
        rows = "".join(f"{n},2026-03-05,7.5,{method}\n" for n, method in enumerate(methods, 1))
        reading = reader.read(f"Order ID,Date,Total,Dostawa\n{rows}")
        assert reading.mapping.meanings["delivery_method"] == "Dostawa"
        return [row["free_delivery"] for row in reading.documents]

    assert read("Kurier", "Darmowa dostawa", "Odbiór osobisty", "") == [False, True, None, None]
    assert read("Kurier", "Paczkomat", "Kurier", "Odbiór osobisty") == [None] * 4


def test_without_any_word_on_delivery_nothing_is_known(reader: Reader) -> None:
    text = "Order ID,Date,Total\n1,2026-03-05,7\n"
    assert free(reader, text) == {"1": None}


def test_delivery_cost_never_changes_how_amounts_are_read(reader: Reader) -> None:
    rows = "1,2026-03-05,1.234,{}\n2,2026-03-06,5.678,{}\n"
    plain = reader.read("Order ID,Date,Total,Note\n" + rows.format("x", "y"))
    costly = reader.read("Order ID,Date,Total,Shipping\n" + rows.format('"4,99"', '"0,00"'))
    assert costly.totals == plain.totals
    assert costly.report.warnings == plain.report.warnings


@pytest.mark.parametrize(
    ("name", "paid", "free"),
    [
        ("shopify.orders.csv", 7, 1),
        ("woocommerce.webtoffee_orders.csv", 7, 0),
        ("woocommerce.advanced_orders.csv", 5, 0),
        ("squarespace.orders.csv", 5, 0),
        ("magento.orders.csv", 6, 0),
        ("wix.orders.csv", 5, 0),
        ("ozon.orders.csv", 0, 5),
    ],
)
def test_known_exports_tell_what_delivery_cost(
    reader: Reader, name: str, paid: int, free: int
) -> None:
    content = (KNOWN / name).read_bytes()
    told = [row["free_delivery"] for row in reader.read(content).documents]
    assert (told.count(False), told.count(True)) == (paid, free)

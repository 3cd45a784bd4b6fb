"""Several products on one row become lines of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from segmentation.ingest.products import NumberedProduct, find_numbered
from tests.ingest.reading import Reader

Bought = list[tuple[str, str, int]]


def bought(reader: Reader, text: str) -> Bought:
    return [
        (line["document_id"], line["product"], int(line["quantity"]))
        for line in reader.read(text).lines
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ["2× Mug, large, 1× Cup", "1× Mug, large"],
            [("1", "Mug, large", 2), ("1", "Cup", 1), ("2", "Mug, large", 1)],
        ),
        (
            ["[11] Чай (1 шт), [12] Кофе (2 шт)", "[11] Чай (3 шт)"],
            [("1", "Чай", 1), ("1", "Кофе", 2), ("2", "Чай", 3)],
        ),
        (
            ["[11] Чай (1 шт)\n[12] Кофе (2 шт)", "[11] Чай (3 шт)"],
            [("1", "Чай", 1), ("1", "Кофе", 2), ("2", "Чай", 3)],
        ),
        (["Mug x2; Cup x1", "Mug x1"], [("1", "Mug", 2), ("1", "Cup", 1), ("2", "Mug", 1)]),
        (["Mug\nCup", "Jar"], [("1", "Mug", 1), ("1", "Cup", 1), ("2", "Jar", 1)]),
        (
            ["Mug (blue) (2), Cup (1)", "Jar (1)"],
            [("1", "Mug (blue)", 2), ("1", "Cup", 1), ("2", "Jar", 1)],
        ),
        (["Mug | Cup", "Jar"], [("1", "Mug", 1), ("1", "Cup", 1), ("2", "Jar", 1)]),
        (
            [
                "Product ID: 7, Product Qty: 2, Product SKU: M-1, Product Name: Mug, large, "
                "Product Weight: 0.5, Product Total Price: 20.00|Product ID: 8, Product Qty: 1, "
                "Product SKU: C-1, Product Name: Cup",
                "Product ID: 8, Product Qty: 3, Product SKU: C-1, Product Name: Cup",
            ],
            [("1", "Mug, large", 2), ("1", "Cup", 1), ("2", "Cup", 3)],
        ),
    ],
)
def test_products_in_one_cell_are_lines(reader: Reader, cells: list[str], expected: Bought) -> None:
    rows = "".join(f'{n},2026-03-0{n},"{cell}",35\n' for n, cell in enumerate(cells, start=1))
    assert bought(reader, "Order ID,Date,Products,Total\n" + rows) == expected


def test_one_product_a_row_is_left_as_it_is_written(reader: Reader) -> None:
    text = "Order ID,Date,Product,Total\n1,2026-03-05,Hose 20 x 30,5\n2,2026-03-06,2 x Mug,7\n"
    assert [line["product"] for line in reader.read(text).lines] == ["Hose 20 x 30", "2 x Mug"]


def test_numbered_columns_are_lines_and_the_total_stays(reader: Reader) -> None:
    reading = reader.read(
        "order_id,order_date,order_total,Product Item 1 Name,Product Item 1 SKU,"
        "Product Item 1 Quantity,Product Item 1 Total,Product Item 2 Name,Product Item 2 SKU,"
        "Product Item 2 Quantity,Product Item 2 Total\n"
        "1,2026-03-05,35.00,Mug,M1,2,20.00,Cup,C1,1,10.00\n2,2026-03-06,12.00,Mug,M1,1,10,,,,\n"
    )
    assert reading.totals == {"1": 35, "2": 12}
    lines = [(x["document_id"], x["product"], x["quantity"], x["amount"]) for x in reading.lines]
    assert lines == [
        ("1", "Mug", 2, Decimal(20)), ("1", "Cup", 1, Decimal(10)), ("2", "Mug", 1, Decimal(10)),
    ]  # fmt: skip


def test_numbers_in_headers_are_no_products_where_none_is_named() -> None:
    assert find_numbered(["Address 1", "Address 2", "Tax 1 Name", "Phone 2"]) == ()
    assert find_numbered(["Produkt 1", "Produkt 2", "Ilość 1", "Ilość 2"]) == (
        NumberedProduct("c0", quantity="c2"),
        NumberedProduct("c1", quantity="c3"),
    )

"""Every known export has a file of our own making, read to what its rows come to by hand."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest

from segmentation.counting import ShopTotals, count_shop
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.platforms import known_exports
from segmentation.shop import Import, Shop
from tests.ingest.known_truths import TRUTHS, Truth
from tests.ingest.writing import write_workbook
from tests.small_shops import customers

FOLDER = Path(__file__).with_name("known_exports")
SPREADSHEETS = ("wildberries.realization.csv",)  # made in Excel's format


def read(shop: Shop, file: str, given: str | None = None) -> Import:
    """Read a file of the catalogue, in the format the platform gives it in."""
    path = FOLDER / file
    if file in SPREADSHEETS:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";"))
        path = shop.folder / "given.xlsx"
        path.write_bytes(write_workbook({"Sheet1": [list(map(cell, row)) for row in rows]}))
    (found,) = shop.read_file(path, given or file, {}, None)
    shop.use()
    return found


def cell(text: str) -> object:
    """A cell as a spreadsheet keeps it: numbers as numbers."""
    try:
        return float(text)
    except ValueError:
        return text


def in_short(totals: ShopTotals) -> dict[str, object]:
    return {
        "documents": totals.documents,
        "orders": totals.orders,
        "returns": totals.return_documents,
        "zero": totals.zero_documents,
        "cancelled": totals.cancelled,
        "refunded": totals.refunded,
        "failed": totals.failed,
        "unpaid": totals.unpaid_orders,
        "customers": totals.customers,
        "without_customer": totals.orders_without_customer,
        "gross": f"{totals.revenue_gross:.2f}",
        "net": f"{totals.revenue:.2f}",
        "currency": totals.currency,
        "first": totals.first_order and totals.first_order.isoformat(),
        "last": totals.last_order and totals.last_order.isoformat(),
        "others": {o.currency: (o.orders, o.amount) for o in totals.other_currencies},
    }


def expected(truth: Truth) -> dict[str, object]:
    names = ("documents", "orders", "returns", "zero", "cancelled", "refunded", "failed", "unpaid",
             "customers", "without_customer", "currency", "first", "last", "others")  # fmt: skip
    found: dict[str, object] = {name: getattr(truth, name) for name in names}
    return found | {"gross": f"{float(truth.gross):.2f}", "net": f"{float(truth.net):.2f}"}


def leftovers(mapping: ColumnMapping) -> list[str]:
    """Columns the entry does not speak of although they are in its own file."""
    spoken = ("platform", "sensitive", "taken", "empty")
    (entry,) = (entry for entry in known_exports() if entry.id == mapping.export)
    return [
        guess.header
        for guess in mapping.guesses
        if guess.reason not in spoken and entry.place(guess.header) != "own"
    ]


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.file)
def test_a_known_export_is_counted_as_by_hand(shop: Shop, truth: Truth) -> None:
    found = read(shop, truth.file, truth.given)
    assert found.problem is None and found.report is not None
    assert (found.mapping.export, found.report.kind) == (truth.export, truth.kind)
    assert in_short(count_shop(shop)) == expected(truth)
    assert tuple(refusal.reason for refusal in found.report.refusals) == truth.refused
    assert found.report.rows == found.report.rows_kept + len(truth.refused)
    if truth.agreed is not None:
        agreed = [who for who, row in customers(shop).items() if row["email_consent"]]
        assert tuple(sorted(agreed)) == truth.agreed


FREE = {
    "shopify.customers": ["Fecha de nacimiento (customer.metafields.facts.birth_date)"],
    "stripe.customers": ["tag (metadata)"],
    "mailchimp.audience": ["Address", "Birthday"],
}


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.file)
def test_an_entry_speaks_of_every_column_of_its_file(shop: Shop, truth: Truth) -> None:
    mapping = read(shop, truth.file, truth.given).mapping
    free = FREE.get(truth.export, [])
    assert [header for header in leftovers(mapping) if header not in free] == []


def test_every_known_export_has_a_file_and_every_file_a_truth() -> None:
    exports = {truth.export for truth in TRUTHS}
    assert exports == {entry.id for entry in known_exports()}
    assert sorted(truth.file for truth in TRUTHS) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize(
    ("name", "agreed"),
    [
        ("subscribed_members_export_1a2b3c.csv", ["anna@example.com"]),
        ("unsubscribed_members_export_1a2b3c.csv", []),
        ("cleaned_members_export_1a2b3c (1).csv", []),
    ],
)
def test_the_name_of_a_mailchimp_file_says_who_agreed(
    shop: Shop, name: str, agreed: list[str]
) -> None:
    read(shop, "mailchimp.audience.csv", name)
    rows = customers(shop)
    assert all(row["email_consent"] is not None for row in rows.values())
    assert [who for who, row in rows.items() if row["email_consent"]][: len(agreed)] == agreed
    assert len([row for row in rows.values() if row["email_consent"]]) == 3 * len(agreed)


def test_another_name_of_a_mailchimp_file_says_nothing(shop: Shop) -> None:
    read(shop, "mailchimp.audience.csv", "audience.csv")
    assert {row["email_consent"] for row in customers(shop).values()} == {None}


@pytest.mark.parametrize(
    ("file", "dropped"),
    [
        ("shoper.customers.csv", "84050312345"),
        ("prestashop.sql_customers.csv", "$2y$10$abcdefghijklmnopqrstuv"),
        ("mailchimp.audience.csv", "192.0.2.7"),
        ("woocommerce.webtoffee_orders.csv", "192.0.2.7"),
    ],
)
def test_what_must_not_be_kept_is_in_no_table(shop: Shop, file: str, dropped: str) -> None:
    assert dropped in (FOLDER / file).read_text(encoding="utf-8")
    mapping = read(shop, file).mapping
    assert not any(dropped in sample for guess in mapping.guesses for sample in guess.samples)
    with shop.reading() as cursor:
        for table in ("documents", "people", "lines"):
            kept = cursor.execute(f"SELECT {table}::VARCHAR FROM {table}").fetchall()
            assert not any(dropped in row for (row,) in kept)


def rows_of(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((FOLDER / file).read_text(encoding="utf-8"))))


def read_rows(shop: Shop, rows: list[list[str]]) -> Import:
    path = shop.folder / "given.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (found,) = shop.read_file(path, "given.csv", {}, None)
    shop.use()
    return found


def test_the_values_win_over_the_usual_order_of_day_and_month(shop: Shop) -> None:
    header, first, *_ = rows_of("etsy.orders.csv")
    dates = ("25/09/26", "26/09/26", "01/10/26")
    rows = [[date, f"90{n}", *first[2:]] for n, date in enumerate(dates)]
    read_rows(shop, [header, *rows])
    totals = count_shop(shop)
    assert (str(totals.first_order), str(totals.last_order)) == ("2026-09-25", "2026-10-01")


NEWER_SHOPIFY = ("Outstanding Balance", "Employee", "Location", "Device ID", "Payment ID",
                 "Payment Terms Name", "Next Payment Due At", "Payment References")  # fmt: skip


@pytest.mark.parametrize("repeated", [False, True])
def test_other_generations_of_shopify_come_to_the_same(shop: Shop, repeated: bool) -> None:
    """Older files lack columns; files in Shopify's style repeat an order's cells on its rows."""
    header, *rows = rows_of("shopify.orders.csv")
    if repeated:
        own = [i for i, name in enumerate(header) if not name.startswith("Lineitem")]
        for above, row in pairwise(rows):
            if row[0] == above[0]:
                for i in own:
                    row[i] = above[i]
    kept = [i for i, name in enumerate(header) if name not in NEWER_SHOPIFY]
    assert len(kept) == len(header) - len(NEWER_SHOPIFY)
    found = read_rows(shop, [[row[i] for i in kept] for row in [header, *rows]])
    assert found.mapping.export == "shopify.orders"
    truth = next(truth for truth in TRUTHS if truth.file == "shopify.orders.csv")
    assert in_short(count_shop(shop)) == expected(truth)


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("woocommerce.webtoffee_orders.csv",
         [("501", "Mug", "M1", 2), ("501", "Cup, blue", "C1", 1), ("502", "Jar", "J1", 1)]),
        ("woocommerce.analytics_orders.csv",
         [("1001", "Mug", None, 2), ("1001", "Cup, blue", None, 1), ("1002", "Mug", None, 1)]),
        ("bigcommerce.orders.csv",
         [("101", "Mug", "MU", 2), ("101", "Cup", "CU", 1), ("102", "Cup", "CU", 1)]),
        ("bitrix.orders.csv",
         [("№A1", "Чай", None, 1), ("№A2", "Чай", None, 2), ("№A2", "Кофе", None, 1)]),
        ("prestashop.sql_order_lines.csv",
         [("11", "Kubek", "KU1", 2), ("11", "Miska; duża", "MI1", 1), ("12", "Kubek", "KU1", 1)]),
    ],
)  # fmt: skip
def test_the_products_of_an_order(
    shop: Shop, file: str, lines: list[tuple[str, str, str | None, int]]
) -> None:
    read(shop, file)
    with shop.reading() as cursor:
        found = cursor.execute(
            """SELECT document_id, product, sku, quantity::INT FROM lines
            ORDER BY row, quantity DESC LIMIT 3"""
        ).fetchall()
    assert found == lines


def test_numbers_of_pieces_in_the_older_export_for_woocommerce(shop: Shop) -> None:
    read(shop, "woocommerce.csv_export_orders.csv")
    with shop.reading() as cursor:
        found = cursor.execute(
            "SELECT document_id, sku, quantity::INT FROM lines ORDER BY row, quantity LIMIT 3"
        ).fetchall()
    assert found == [("88", "4959", 1), ("88", "4960", 2), ("89", "4960", 1)]

"""Several files that are one shop, and files that only look like it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from segmentation.counting import count_shop
from segmentation.shop import Shop
from tests.small_shops import columns_of, customers, empty, fill, stage, table

ORDERS = "Order number,Order date,E-mail,Total,Status"
LINES = "Order number,Order date,E-mail,Product,Category,Quantity,Unit price"
JANUARY = table(
    ORDERS,
    "1,2026-01-05,ann@shop.pl,10.00,completed",
    "2,2026-01-06,bob@shop.pl,20.00,completed",
    "3,2026-01-07,cat@shop.pl,30.00,completed",
)
FEBRUARY = table(
    ORDERS,
    "2,2026-01-06,bob@shop.pl,25.00,completed",
    "3,2026-01-07,cat@shop.pl,30.00,cancelled",
    "4,2026-02-01,ann@shop.pl,40.00,completed",
)


def test_the_same_file_twice_counts_once(shop: Shop) -> None:
    first, again = stage(shop, JANUARY), stage(shop, JANUARY)
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.report and again.report.warnings[0] == "same_file_twice"
    assert again.report.rows_kept == 3
    shop.use()
    assert (count_shop(shop).orders, count_shop(shop).revenue) == (3, Decimal(60))
    assert [entry.import_id for entry in shop.imports()] == [first.import_id]
    assert stage(shop, JANUARY).duplicate, "also next month"


def test_a_copy_counts_once_the_first_is_taken_back(shop: Shop) -> None:
    first, again = stage(shop, JANUARY), stage(shop, JANUARY)
    shop.remove(first.import_id)
    (left,) = shop.imports()
    assert (left.import_id, left.duplicate) == (again.import_id, False)
    assert left.report and "same_file_twice" not in left.report.warnings
    shop.use()
    assert count_shop(shop).orders == 3


def test_of_overlapping_exports_the_newer_wins_in_any_order(shop: Shop) -> None:
    for texts in ((JANUARY, FEBRUARY), (FEBRUARY, JANUARY)):
        totals = count_shop(fill(shop, *texts))
        assert (totals.documents, totals.orders, totals.cancelled) == (4, 3, 1)
        assert totals.revenue == Decimal(75)
        assert (totals.customers, totals.customers_in_files) == (2, 3)
        empty(shop)


def test_an_order_file_and_an_order_line_file_are_one(shop: Shop) -> None:
    # Delivery is in the totals only; the status only in the order file; products in the lines.
    lines = table(
        LINES,
        "1,2026-01-05,ann@shop.pl,Bone,Dogs,2,3.00",
        "1,2026-01-05,ann@shop.pl,Ball,Dogs,1,1.00",
        "2,2026-01-06,bob@shop.pl,Cat tree,Cats,1,18.00",
        "3,2026-01-07,cat@shop.pl,Bone,Dogs,9,3.00",
    )
    for texts in ((JANUARY, lines), (lines, JANUARY)):
        fill(shop, *texts)
        totals = count_shop(shop)
        assert (totals.documents, totals.orders, totals.revenue) == (3, 3, Decimal(60))
        assert columns_of(customers(shop), "top_category") == {
            "ann@shop.pl": "Dogs",
            "bob@shop.pl": "Cats",
            "cat@shop.pl": "Dogs",
        }
        empty(shop)


def test_what_only_the_line_file_says_is_kept(shop: Shop) -> None:
    orders = table("Order number,Order date,Total", "1,2026-01-05,10.00", "2,2026-01-06,20.00")
    lines = table(
        LINES + ",Status,Refunded amount",
        "1,2026-01-05,ann@shop.pl,Bone,Dogs,2,3.00,completed,4.00",
        "1,2026-01-05,ann@shop.pl,Ball,Dogs,1,1.00,completed,",
        "2,2026-01-06,bob@shop.pl,Bone,Dogs,1,18.00,cancelled,",
    )
    totals = count_shop(fill(shop, orders, lines))
    assert (totals.orders, totals.cancelled, totals.customers) == (1, 1, 1)
    assert (totals.revenue_gross, totals.revenue) == (Decimal(10), Decimal(6))


def test_a_short_export_without_an_order_of_two_lines_is_no_other_kind(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Product,Line amount,Total"
    older = table(header, "1,2026-01-05,ann@shop.pl,Bone,10.00,10.00")
    newer = table(
        header,
        "1,2026-01-05,ann@shop.pl,Bone,4.00,4.00",
        "2,2026-02-01,bob@shop.pl,Bone,5.00,8.00",
        "2,2026-02-01,bob@shop.pl,Ball,3.00,8.00",
    )
    assert count_shop(fill(shop, older, newer)).revenue == Decimal(12)


def test_the_same_numbers_on_other_days_are_another_shop(shop: Shop) -> None:
    header = "Order number,Order date,Customer number,Total"
    first = table(header, "1,2026-01-05,7,10.00", "2,2026-01-06,8,20.00")
    other = table(header, "1,2026-03-01,7,100.00", "2,2026-03-02,9,200.00")
    more_of_other = table(header, "2,2026-03-02,9,250.00", "3,2026-03-03,7,300.00")
    totals = count_shop(fill(shop, first, other, more_of_other))
    assert (totals.documents, totals.revenue) == (5, Decimal(10 + 20 + 100 + 250 + 300))
    # Customer 7 of one shop is not customer 7 of the other.
    spend = sorted(float(str(row["total_spend"])) for row in customers(shop).values())
    assert spend == [10, 20, 250, 400]


def test_orders_without_numbers_are_never_matched(shop: Shop) -> None:
    header = "Date,Customer number,Amount"
    first = table(header, "2026-01-05,7,10.00", "2026-01-06,8,20.00")
    other = table(header, "2026-01-05,7,10.00", "2026-01-07,9,30.00")
    totals = count_shop(fill(shop, first, other))
    assert (totals.documents, totals.customers, totals.revenue) == (4, 3, Decimal(70))


def test_list_and_orders_meet_by_any_key(shop: Shop) -> None:
    orders = table(
        "Order number,Order date,E-mail,Customer number,Phone,Total,Currency",
        "1,2026-01-05,ANN@shop.pl,,,10.00,PLN",
        "2,2026-01-06,,17850.0,,20.00,PLN",
        "3,2026-01-07,,,+48 600 700 800,30.00,PLN",
        "4,2026-01-08,,0,,40.00,PLN",
        "5,2026-01-09,,,,50.00,PLN",
    )
    people = table(
        "Customer number,E-mail,Phone,First name,Gender",
        "1,ann@shop.pl,,Ann,F",
        "17850,bob@shop.pl,,Bob,M",
        "3,cat@shop.pl,600700800,Cat,F",
        "4,dan@shop.pl,,Dan,M",
        ",,,Ann,F",
    )
    fill(shop, orders, people)
    totals = count_shop(shop)
    assert (totals.orders_without_customer, totals.revenue_without_customer) == (2, Decimal(90))
    assert (totals.customers, totals.customers_in_files) == (3, 5)
    found = customers(shop)
    assert columns_of(found, "first_name") == {
        "ann@shop.pl": "Ann",
        "bob@shop.pl": "Bob",
        "cat@shop.pl": "Cat",
    }
    assert columns_of(found, "gender") == {
        "ann@shop.pl": "female",
        "bob@shop.pl": "male",
        "cat@shop.pl": "female",
    }


def test_people_of_two_sheets_with_the_same_row_numbers_stay_apart(shop: Shop) -> None:
    workbook = Workbook()
    for name, people in (("A", ("ann", "bob")), ("B", ("cat", "dan"))):
        sheet = workbook.create_sheet(name)
        sheet.append(["E-mail", "First name", "Total spent"])
        for number, person in enumerate(people):
            sheet.append([f"{person}@shop.pl", person.title(), 10.5 + number])
        sheet.append([None, "Nameless", 1])
    del workbook["Sheet"]
    path = Path(shop.folder) / "people.xlsx"
    workbook.save(path)
    (staged,) = shop.read_file(path, path.name)
    assert staged.report and "sheets_joined" in staged.report.warnings
    shop.use()
    spend = columns_of(customers(shop), "total_spend")
    assert sorted(spend.values(), key=str) == [1, 1, 10.5, 10.5, 11.5, 11.5]
    assert {name: spend[name] for name in ("ann@shop.pl", "dan@shop.pl")} == {
        "ann@shop.pl": 10.5,
        "dan@shop.pl": 11.5,
    }
    assert count_shop(shop).customers == 6

"""Files that overlap in every awkward way: each order counts once, and none is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook

from segmentation.counting import ShopTotals, count_shop
from segmentation.shop import Import, Shop
from tests.small_shops import customers, empty, fill, stage, table

ORDERS = "Order number,Order date,E-mail,Total,Status"
PLAIN = "Date,Customer number,Amount"


def counted(shop: Shop, *texts: str) -> ShopTotals:
    """The totals of a shop of these files; the same in any order they are dropped in."""
    totals = count_shop(fill(shop, *texts))
    empty(shop)
    assert count_shop(fill(shop, *reversed(texts))) == totals
    return totals


def test_order_refunded_later_is_refunded(shop: Shop) -> None:
    spring = table(
        ORDERS,
        "1,2026-01-05,ann@shop.pl,10.00,completed",
        "2,2026-03-06,bob@shop.pl,20.00,completed",
        "3,2026-03-07,cat@shop.pl,30.00,processing",
    )
    april = table(
        ORDERS,
        "2,2026-03-06,bob@shop.pl,20.00,refunded",
        "3,2026-03-07,cat@shop.pl,30.00,completed",
        "4,2026-04-01,dan@shop.pl,40.00,completed",
    )
    totals = counted(shop, spring, april)
    assert (totals.documents, totals.orders, totals.refunded) == (4, 3, 1)
    assert totals.revenue == Decimal(80)


def test_newer_export_with_other_columns_completes_and_corrects(shop: Shop) -> None:
    old = table(
        ORDERS + ",City",
        "1,2026-01-05,ann@shop.pl,10.00,completed,Lublin",
        "2,2026-01-06,bob@shop.pl,20.00,completed,Opole",
    )
    new = table(
        "Order number,Order date,Total,Status,Product,Quantity,Unit price",
        "2,2026-01-06,25.00,refunded,Bone,1,25.00",
        "3,2026-02-01,14.00,completed,Bone,1,9.00",
        "3,2026-02-01,14.00,completed,Ball,1,5.00",
    )
    totals = counted(shop, old, new)
    assert (totals.documents, totals.orders, totals.refunded) == (3, 2, 1)
    assert totals.revenue == Decimal(24)
    found = customers(shop)
    assert [found["ann@shop.pl"]["location"], list(found)] == ["Lublin", ["ann@shop.pl"]]
    assert totals.customers_in_files == 2


def test_refund_that_only_one_of_two_layouts_knows_counts(shop: Shop) -> None:
    refunds = table("Order number,Order date,Total,Refunded", "1,2026-01-05,10.00,4.00")
    plain = table(ORDERS, "1,2026-01-05,ann@shop.pl,10.00,completed")
    totals = counted(shop, refunds, plain)
    assert (totals.orders, totals.revenue_gross, totals.revenue) == (1, Decimal(10), Decimal(6))


def test_refund_taken_back_in_a_newer_export_is_gone(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Total,Refunded"
    older = table(header, "1,2026-01-05,ann@shop.pl,10.00,4.00")
    newer = table(header, "1,2026-01-05,ann@shop.pl,10.00,0", "2,2026-02-05,ann@shop.pl,1.00,0")
    assert counted(shop, older, newer).revenue == Decimal(11)


def test_same_orders_in_another_language(shop: Shop) -> None:
    english = table(
        ORDERS,
        "1001,2026-01-25,ann@shop.pl,1000.50,completed",
        "1002,2026-01-26,bob@shop.pl,20.00,cancelled",
    )
    polish = (
        "Numer zamówienia;Data zamówienia;E-mail;Wartość;Status\n"
        "1001;25.01.2026;ann@shop.pl;1 000,50 zł;zrealizowane\n"
        "1002;26.01.2026;bob@shop.pl;20,00 zł;anulowane\n"
    )
    totals = counted(shop, english, polish)
    assert (totals.documents, totals.orders, totals.cancelled) == (2, 1, 1)
    assert totals.revenue == Decimal("1000.50")


def test_same_orders_as_a_workbook(shop: Shop) -> None:
    stage(shop, table(ORDERS, *(f"{n},2026-01-{n:02},ann@shop.pl,1{n}.00,completed"
                                for n in range(1, 9))))  # fmt: skip
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(ORDERS.split(","))
    for n in range(4, 12):
        sheet.append([n, f"2026-01-{n:02}", "ann@shop.pl", 10 + n, "completed"])
    path = shop.folder / "orders.xlsx"
    workbook.save(path)
    shop.read_file(path, path.name)
    shop.use()
    assert (count_shop(shop).documents, count_shop(shop).orders) == (11, 11)


SHOPIFY = (
    "Name,Email,Financial Status,Created at,Total,Currency,"
    "Lineitem quantity,Lineitem name,Lineitem price"
)


def test_one_shop_in_a_known_export_and_in_a_table_of_its_own(shop: Shop) -> None:
    known = table(
        SHOPIFY,
        "#1001,ann@shop.pl,paid,2026-01-05 10:00:00 +0100,10.00,PLN,1,Bone,10.00",
        "#1002,bob@shop.pl,paid,2026-01-06 11:00:00 +0100,20.00,PLN,1,Bone,20.00",
        "#1003,cat@shop.pl,refunded,2026-01-07 12:00:00 +0100,30.00,PLN,1,Ball,30.00",
    )
    own = table(
        ORDERS,
        "1001,2026-01-05,ann@shop.pl,10.00,",
        "1002,2026-01-06,bob@shop.pl,20.00,",
        "1003,2026-01-07,cat@shop.pl,30.00,",
    )
    for texts in ((known, own), (own, known)):
        fill(shop, *texts)
        platforms = {entry.mapping.platform for entry in shop.imports()}
        assert platforms == {"shopify", "generic"}, "else this test shows nothing"
        totals = count_shop(shop)
        assert (totals.documents, totals.orders, totals.refunded) == (3, 2, 1)
        assert totals.revenue == Decimal(30)
        empty(shop)


def test_numbers_that_two_shops_use_in_the_same_days(shop: Shop) -> None:
    first = table(ORDERS, *(f"{n},2026-01-{n:02},a{n}@shop.pl,1{n}.00," for n in range(1, 9)))
    other = table(ORDERS, *(f"{n},2026-01-{n:02},b{n}@shop.pl,2{n}.00," for n in range(1, 9)))
    totals = counted(shop, first, other)
    assert (totals.documents, totals.customers) == (16, 16)


def test_two_platforms_that_count_alike(shop: Shop) -> None:
    known = table(SHOPIFY, *(
        f"#{n},a{n}@shop.pl,paid,2026-01-{n:02} 10:00:00 +0100,1{n}.00,PLN,1,Bone,1{n}.00"
        for n in range(1, 6)
    ))  # fmt: skip
    own = table(ORDERS, *(f"{n},2026-01-{n:02},b{n}@shop.pl,2{n}.00," for n in range(1, 6)))
    assert counted(shop, known, own).documents == 10


def year(number: int, *orders: tuple[int, str]) -> str:
    """Orders numbered from 1 in each year: (their number, their day)."""
    return table(
        "Order number,Order date,Customer number,E-mail,Total",
        *(f"{n},{number}-{day},{n},c{n}@shop.pl,{number % 100}.00" for n, day in orders),
    )


def test_numbers_that_start_anew_each_year_are_other_orders(shop: Shop) -> None:
    months = [(n, f"{n:02}-15") for n in range(1, 10)]
    totals = counted(shop, year(2024, *months), year(2025, *months))
    assert (totals.documents, totals.revenue) == (18, Decimal(9 * 24 + 9 * 25))
    assert totals.customers == 9, "customer numbers go on"


def test_overlap_of_exports_whose_numbers_start_anew(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Total"
    autumn = [f"{n},2025-{n:02}-15,c{n}@shop.pl,5.00" for n in range(1, 13)]
    winter = [f"{n},2026-0{n}-10,c{n}@shop.pl,6.00" for n in range(1, 4)]
    totals = counted(shop, table(header, *autumn), table(header, *autumn[9:], *winter))
    assert (totals.documents, totals.revenue) == (15, Decimal(12 * 5 + 3 * 6))


def test_lines_follow_an_order_whose_number_started_anew(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Product,Category,Line amount"
    old = [f"{n},2025-{n:02}-15,c{n}@shop.pl,Bone,Dogs,5.00" for n in range(1, 13)]
    new = [f"{n},2026-0{n}-10,d{n}@shop.pl,Mouse,Cats,6.00" for n in range(1, 4)]
    fill(shop, table(header, *old), table(header, *old[9:], *new))
    taste = {who: row["top_category"] for who, row in customers(shop).items()}
    assert (taste["c1@shop.pl"], taste["c12@shop.pl"], taste["d1@shop.pl"]) == (
        "Dogs", "Dogs", "Cats",
    )  # fmt: skip


# Orders without numbers


def days(*numbers: int, amount: int = 100) -> list[str]:
    return [f"2026-01-{n:02},{n % 4},{amount + n}.00" for n in numbers]


def warned(entry: Import) -> bool:
    return entry.report is not None and "orders_repeated" in entry.report.warnings


def test_orders_without_numbers_are_told_by_what_they_say(shop: Shop) -> None:
    first = table(PLAIN, *days(*range(1, 21)))
    again = table(PLAIN, *days(*range(11, 29)))
    totals = counted(shop, first, again)
    assert (totals.documents, totals.revenue) == (28, Decimal(sum(range(101, 129))))
    assert all(warned(entry) for entry in shop.imports())


def test_what_was_repeated_counts_once_one_file_is_taken_back(shop: Shop) -> None:
    fill(shop, table(PLAIN, *days(*range(1, 21))), table(PLAIN, *days(*range(11, 29))))
    for entry in shop.imports()[1:]:
        shop.remove(entry.import_id)
    assert count_shop(shop).documents == 20
    assert not warned(shop.imports()[0])


def test_next_month_without_numbers_just_adds(shop: Shop) -> None:
    # The first export was made in the middle of its last day.
    first = table(PLAIN, *days(*range(1, 16)))
    later = table(PLAIN, "2026-01-15,9,7.00", *days(*range(16, 29)))
    assert counted(shop, first, later).documents == 29
    assert not any(warned(entry) for entry in shop.imports())


def test_export_made_in_the_middle_of_a_day_is_still_an_overlap(shop: Shop) -> None:
    first = table(PLAIN, *days(*range(1, 16)))
    later = table(PLAIN, *days(*range(12, 16)), "2026-01-15,9,7.00", *days(*range(16, 29)))
    assert counted(shop, first, later).documents == 29


def test_two_shops_without_numbers_stay_two(shop: Shop) -> None:
    first, other = days(*range(1, 21)), days(*range(1, 21), amount=200)
    some_alike = first[:8] + other[8:]
    totals = counted(shop, table(PLAIN, *first), table(PLAIN, *some_alike))
    assert totals.documents == 40


def test_twice_the_same_within_a_file_stays_twice(shop: Shop) -> None:
    rows = days(1, 2, 2, 3, 3, 3, 4, 5, 6, 7)
    assert counted(shop, table(PLAIN, *rows), table(PLAIN, *rows, *days(8))).documents == 11


@pytest.mark.parametrize("numbers_first", [True, False])
def test_file_with_numbers_stays_against_one_without(shop: Shop, numbers_first: bool) -> None:
    rows = [f"2026-01-{n:02},c{n}@shop.pl,{n}.00" for n in range(1, 9)]
    plain = table("Date,E-mail,Amount", *rows)
    numbered = table("Order number,Date,E-mail,Amount", *(f"A{n},{row}" for n, row in
                                                           enumerate(rows)))  # fmt: skip
    fill(shop, *((numbered, plain) if numbers_first else (plain, numbered)))
    assert count_shop(shop).documents == 8
    fill(shop, table("Order number,Date,E-mail,Amount", "A3,2026-01-04,c4@shop.pl,9.00",
                     "A9,2026-02-01,c9@shop.pl,9.00"))  # fmt: skip
    assert count_shop(shop).documents == 9, "and goes on by its numbers"

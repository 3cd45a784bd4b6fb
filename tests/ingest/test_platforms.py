"""The catalogue of known exports: what an entry may say, and how a file is recognized."""

from __future__ import annotations

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from segmentation.columns import MEANING
from segmentation.ingest import platforms
from segmentation.ingest.export_places import INSTEAD, WHERE
from segmentation.ingest.frames import name_columns
from segmentation.ingest.platforms import (
    Platform,
    find,
    known_exports,
    plain,
    platform_name,
    recognize,
)
from segmentation.ingest.statuses import classify_status
from tests.ingest.reading import Reader

FOLDER = Path(__file__).with_name("known_exports")
KEYS = ("shopify", "woocommerce", "prestashop", "magento", "shoper", "etsy", "ebay", "amazon",
        "ozon", "wildberries", "square", "squarespace", "wix", "bigcommerce", "stripe",
        "mailchimp", "bitrix")  # fmt: skip

ORDERS = """\
Name,Email,Financial Status,Paid at,Fulfillment Status,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Zip,Billing Country,Billing Phone,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Source,Phone
#1001,anna@example.com,paid,2025-10-07 09:50:26 +0200,fulfilled,yes,EUR,30.00,5.00,0,35.00,HELLO,5.00,2025-10-07 09:50:26 +0200,2,Mug,10.00,M1,Anna Nowak,Łódź,'90-001,PL,+48600700800,,PayPal,0.00,Clay,111,vip,web,
#1001,{again},,,,,,,,,,,,,1,"Cup, small",15.00,C1,,,,,,,,,Clay,,,,
#1002,jan@example.com,partially_refunded,,,no,EUR,20.00,0,0,20.00,,0.00,2025-10-26 01:10:00 +0100,1,Jar,20.00,J1,Jan Kot,Kraków,'30-001,PL,,,Card,5.00,Clay,112,,pos,'+48600700801
#1003,ewa@example.com,refunded,,,no,EUR,7.00,0,0,7.00,,0.00,2025-11-01 08:00:00 +0100,1,Jar,7.00,J1,Ewa Lis,Opole,'45-001,PL,,,Card,7.00,Clay,113,,web,
#1004,ewa@example.com,voided,,,no,EUR,9.00,0,0,9.00,,0.00,2025-11-02 08:00:00 +0100,1,Jar,9.00,J1,Ewa Lis,Opole,'45-001,PL,,,Card,0.00,Clay,114,,web,
#1005,ewa@example.com,paid,,,no,EUR,9.00,0,0,9.00,,0.00,2025-11-03 08:00:00 +0100,1,Jar,9.00,J1,Ewa Lis,Opole,'45-001,PL,,2025-11-04 08:00:00 +0100,Card,0.00,Clay,115,,web,
#1006,,pending,,,no,EUR,0.00,0,0,0.00,FREE,12.00,2025-11-05 08:00:00 +0100,1,Jar,12.00,J1,,,,,,,,0.00,Clay,116,,pos,
"""  # noqa: E501
CUSTOMERS = """\
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags,Birth date (customer.metafields.facts.birth_date)
'7210448301122,Anna,Nowak,anna@example.com,yes,Łódź,PL,'90-001,'+48600700800,,no,1790.44,12,,no,"vip, cats",1984-05-03
'7210448301123,Jan,Kot,jan@example.com,no,Kraków,PL,'30-001,,'+48600700801,yes,20.00,1,,no,,
"""  # noqa: E501


@pytest.mark.parametrize("again", ["", "anna@example.com"])
def test_shopify_orders(reader: Reader, again: str) -> None:
    reading = reader.read(ORDERS.format(again=again))
    report = reading.report
    assert (reading.mapping.platform, report.kind, report.pattern) == (
        "shopify",
        "order_lines",
        "once",
    )
    assert (report.rows, report.rows_kept, report.documents) == (7, 7, 6)
    assert reading.totals == {
        "#1001": 35,
        "#1002": 20,
        "#1003": 7,
        "#1004": 9,
        "#1005": 9,
        "#1006": 0,
    }
    assert reading.states == {
        "#1001": "real",
        "#1002": "real",
        "#1003": "refunded",
        "#1004": "cancelled",
        "#1005": "cancelled",
        "#1006": "unknown",
    }
    first, second, *_, last = reading.documents
    assert first["ordered_at"] == datetime(2025, 10, 7, 9, 50, 26)
    assert second["ordered_at"] == datetime(2025, 10, 26, 1, 10)
    assert (first["email"], first["name"], first["location"], first["email_consent"]) == (
        "anna@example.com",
        "Anna Nowak",
        "Łódź",
        True,
    )
    assert (first["discounted"], second["discounted"], last["discounted"]) == (True, False, True)
    assert (first["refunded"], second["refunded"]) == (0, 5)
    assert (first["unpaid"], last["unpaid"]) == (False, True)
    assert {row["currency"] for row in reading.documents} == {"EUR"}
    assert second["channel"] == "pos" and second["payment"] == "Card"
    assert last["email"] is None
    assert [(line["product"], line["amount"]) for line in reading.lines[:2]] == [
        ("Mug", Decimal(20)),
        ("Cup, small", Decimal(15)),
    ]
    assert reading.people == []


def test_the_fuller_of_two_phones_is_taken(reader: Reader) -> None:
    assert reader.read(ORDERS.format(again="")).meanings["phone"] == "Phone"
    lines = [line.rpartition(",")[0] + "," for line in ORDERS.splitlines()[1:]]
    without = "\n".join([ORDERS.splitlines()[0], *lines])
    assert reader.read(without).meanings["phone"] == "Billing Phone"


def test_shopify_customers(reader: Reader) -> None:
    reading = reader.read(CUSTOMERS)
    assert (reading.mapping.platform, reading.report.kind) == ("shopify", "customers")
    anna, jan = reading.people
    assert (anna["customer_id"], anna["email"]) == ("7210448301122", "anna@example.com")
    assert (anna["total_spend"], anna["frequency"]) == (Decimal("1790.44"), 12)
    assert (anna["email_consent"], anna["sms_consent"]) == (True, False)
    assert anna["interests"] == "vip, cats"
    assert anna["birth_date"] == datetime(1984, 5, 3)
    assert jan["phone"] == "+48600700801"
    assert (jan["location"], jan["country"]) == ("Kraków", "PL")


PLATFORMS = known_exports()
each_entry = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)


def headers_of(platform: Platform) -> list[str]:
    """The columns of the entry's own file, as a reader names them."""
    (path,) = (path for path in FOLDER.iterdir() if path.stem == platform.id)
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    header = second if not first.strip(",") else first
    delimiter = max(";\t,", key=header.count)
    (names,) = csv.reader([header], delimiter=delimiter)
    return list(name_columns(names, len(names)))


@each_entry
def test_an_entry_holds_together(platform: Platform) -> None:
    headers = [plain(header) for header, _ in platform.columns]
    others = [plain(h) for h in platform.ignored + platform.own + platform.sensitive]
    assert platform.signature and platform.columns
    assert {meaning for _, meaning in platform.columns} <= set(MEANING)
    assert len(set(headers)) == len(headers), "a column with two meanings"
    assert not set(headers) & set(others), "a column both meant and left out"
    assert len(set(others)) == len(others), "a column left out twice"
    assert all(platform.meaning(header) == meaning for header, meaning in platform.columns)
    lowered = (platform.sales, platform.returns, [word for word, _ in platform.statuses])
    assert all(word == word.lower() for words in lowered for word in words)
    assert bool(platform.sales) == bool(platform.returns)
    told = {meaning for _, meaning in platform.columns}
    assert ("document_type" in told) == bool(platform.sales)
    places = {header for header, _ in platform.guests + platform.tests + platform.staff}
    known = set(MEANING) | set(headers_of(platform))
    assert places <= known, "a marker in a column there is not"


@each_entry
def test_an_entry_uses_only_meanings_of_its_kind(platform: Platform) -> None:
    list_of_people = platform.kind == "customers"
    other = "orders" if list_of_people else "customers"
    used = {meaning for _, meaning in platform.columns if MEANING[meaning].used_in == other}
    assert used <= (set() if list_of_people else {"company", "birth_date"})
    assert platform.people or not list_of_people


@each_entry
def test_an_entry_says_where_it_is_made_and_what_to_fetch_instead(platform: Platform) -> None:
    assert platform.where.endswith(".")
    assert (platform.instead is None) == platform.people
    assert platform.key in KEYS


def test_no_text_is_left_from_an_entry_that_is_gone() -> None:
    assert WHERE.keys() == {platform.id for platform in PLATFORMS}
    assert INSTEAD.keys() == {platform.id for platform in PLATFORMS if not platform.people}


@each_entry
def test_an_entry_is_recognized_by_names_in_any_order(platform: Platform) -> None:
    headers = headers_of(platform)
    assert recognize(headers) == platform
    assert recognize([*reversed(headers), "Gift wrapping", "Notes of the shop"]) == platform
    assert recognize([header.upper() for header in headers]) == platform
    assert recognize([f" {header.lower()} " for header in headers]) == platform


@each_entry
def test_the_signature_is_enough_in_each_wording(platform: Platform) -> None:
    longest = max(len(names) for names in platform.signature)
    for wording in range(longest):
        headers = [names[min(wording, len(names) - 1)] for names in platform.signature]
        found = recognize(headers)
        assert found is not None and found.id == platform.id


@each_entry
def test_without_one_telling_column_it_is_not_this_export(platform: Platform) -> None:
    for names in platform.signature:
        left = {plain(name) for name in names}
        headers = [header for header in headers_of(platform) if plain(header) not in left]
        assert recognize(headers) != platform


def test_other_files_are_of_no_known_export() -> None:
    assert recognize(["Name", "Email", "Total"]) is None
    assert recognize([]) is None
    etsy_payments = ["Payment ID", "Buyer Username", "Order ID", "Gross Amount", "Order Date"]
    assert recognize(etsy_payments) is None
    stripe_fees = ["id", "Created (UTC)", "Amount", "Amount Refunded", "Currency", "User ID"]
    assert recognize(stripe_fees) is None


def test_the_export_that_asks_for_most_wins() -> None:
    orders = ["id_order", "total_paid", "date_add", "id_customer", "email", "firstname",
              "lastname", "newsletter"]  # fmt: skip
    assert recognized(orders) == "prestashop.sql_orders"
    assert recognized([*orders, "product_name"]) == "prestashop.sql_order_lines"
    assert recognized(orders[3:]) == "prestashop.sql_customers"
    shopify = headers_of(entry("shopify.orders"))
    squarespace = ["Order ID" if header == "Name" else header for header in shopify]
    assert recognized(squarespace) == "squarespace.orders"


def recognized(headers: list[str]) -> str | None:
    found = recognize(headers)
    return found.id if found else None


def entry(export: str) -> Platform:
    found = find(export)
    assert found is not None
    return found


def test_an_entry_is_found_by_its_id() -> None:
    assert entry("shopify.orders").key == "shopify"
    assert find("shopify") is None and find(None) is None
    assert platform_name("woocommerce") == "WooCommerce"
    assert platform_name("generic") is None


def test_products_in_numbered_columns() -> None:
    webtoffee = entry("woocommerce.webtoffee_orders")
    headers = ["Product Item 10 Name", "order_id", "Product Item 2 Quantity",
               "Product Item 2 Name", "Product Item 2 id"]  # fmt: skip
    assert webtoffee.numbered_columns(headers) == (
        (("product", "Product Item 2 Name"), ("quantity", "Product Item 2 Quantity")),
        (("product", "Product Item 10 Name"),),
    )
    assert webtoffee.place("Product Item 31 Subtotal") == "ignored"
    assert webtoffee.place("line_item_7") == "ignored"
    assert webtoffee.place("customer_ip_address") == "sensitive"
    assert webtoffee.place("order_total") is None
    assert entry("shopify.orders").numbered_columns(headers) == ()


BROKEN = """
key = "shopify"
name = "Shopify"
[[exports]]
id = "orders"
kind = "order_lines"
signature = ["Name"]
{wrong}
[exports.columns]
{column} = ["Name"]
"""


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ("", "price_of_an_order", "no such meaning"),
        ('kinds = "orders"', "order_id", "there is no"),
        ('amounts = "sometimes"', "order_id", "no such amounts"),
        ('product_cell = "soup"', "order_id", "no such product cell"),
        ('statuses = { "closed" = "gone" }', "order_id", "no such state"),
        ('numbered = { products = "Item {n}" }', "order_id", "no such meaning"),
    ],
)
def test_an_entry_with_a_slip_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, column: str, said: str
) -> None:
    text = BROKEN.replace("{wrong}", wrong).replace("{column}", column)
    (tmp_path / "shopify.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(platforms, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=said):
        known_exports.__wrapped__()


def test_two_entries_of_one_id_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = BROKEN.replace("{wrong}", "").replace("{column}", "order_id")
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(platforms, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="two known exports"):
        known_exports.__wrapped__()


STATUSES = [
    ("amazon.all_orders", "Shipped - Returned to Seller", "refunded"),
    ("amazon.all_orders", "Shipped", "real"),
    ("amazon.all_orders", "Cancelled", "cancelled"),
    ("amazon.all_orders", "Pending", "unpaid"),
    ("bigcommerce.orders", "Awaiting Payment", "unpaid"),
    ("bigcommerce.orders", "Awaiting Fulfillment", "real"),
    ("bigcommerce.orders", "Awaiting Shipment", "real"),
    ("bigcommerce.orders", "Partially Refunded", "real"),
    ("bigcommerce.orders", "Declined", "failed"),
    ("bigcommerce.orders", "Incomplete", "failed"),
    ("bitrix.orders", "Отменен", "cancelled"),
    ("bitrix.orders", "Выполнен", "real"),
    ("etsy.orders", "Completed", "real"),
    ("etsy.orders", "Canceled", "cancelled"),
    ("magento.orders", "Closed", "refunded"),
    ("magento.orders", "Canceled", "cancelled"),
    ("magento.orders", "Complete", "real"),
    ("magento.orders", "Pending Payment", "unpaid"),
    ("magento.orders", "On Hold", "unpaid"),
    ("ozon.orders", "Отменён", "cancelled"),
    ("ozon.orders", "Отменен", "cancelled"),
    ("ozon.orders", "Доставлен", "real"),
    ("ozon.orders", "Доставляется", "real"),
    ("prestashop.orders", "Awaiting bank wire payment", "unpaid"),
    ("prestashop.orders", "Awaiting Cash On Delivery validation", "real"),
    ("prestashop.orders", "On backorder (paid)", "real"),
    ("prestashop.orders", "On backorder (not paid)", "unpaid"),
    ("prestashop.orders", "Remote payment accepted", "real"),
    ("prestashop.orders", "Payment error", "failed"),
    ("prestashop.orders", "Oczekiwanie na płatność czekiem", "unpaid"),
    ("prestashop.orders", "Błąd płatności", "failed"),
    ("prestashop.orders", "Zwrócone", "refunded"),
    ("prestashop.orders", "Ожидание банковского перевода", "unpaid"),
    ("prestashop.orders", "Возврат денег", "refunded"),
    ("prestashop.sql_orders", "6", "cancelled"),
    ("prestashop.sql_orders", "10", "unpaid"),
    ("shopify.orders", "partially_paid", "real"),
    ("shopify.orders", "authorized", "unpaid"),
    ("shopify.orders", "partially_refunded", "real"),
    ("shopify.orders", "voided", "cancelled"),
    ("squarespace.orders", "PAID", "real"),
    ("squarespace.orders", "PENDING", "unpaid"),
    ("squarespace.orders", "REFUNDED", "refunded"),
    ("stripe.payments", "Paid", "real"),
    ("stripe.payments", "Refunded", "refunded"),
    ("stripe.payments", "Failed", "failed"),
    ("stripe.payments", "Uncaptured", "unpaid"),
    ("stripe.payments", "requires_payment_method", "failed"),
    ("wix.orders", "Unpaid", "unpaid"),
    ("wix.orders", "Partially refunded", "real"),
    ("wix.orders", "Unfulfilled", "real"),
    ("woocommerce.webtoffee_orders", "wc-on-hold", "unpaid"),
    ("woocommerce.webtoffee_orders", "checkout-draft", "failed"),
    ("woocommerce.webtoffee_orders", "trash", "cancelled"),
    ("woocommerce.analytics_orders", "На удержании", "unpaid"),
    ("woocommerce.analytics_orders", "Не удался", "failed"),
    ("woocommerce.analytics_orders", "Wstrzymane (oczekujące na płatność)", "unpaid"),
]


@pytest.mark.parametrize(("export", "word", "state"), STATUSES)
def test_each_status_that_a_platform_is_known_for(export: str, word: str, state: str) -> None:
    own = dict(entry(export).statuses)
    payment = any(meaning == "payment_status" for _, meaning in entry(export).columns)
    assert own.get(word.casefold(), classify_status(word, payment=payment)) == state

"""Known exports: Shopify's two files."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from segmentation.columns import MEANING
from segmentation.ingest.platforms import PLATFORMS, Platform, recognize
from tests.ingest.reading import Reader

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


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: f"{p.key} {p.kind}")
def test_the_table_of_platforms_holds_together(platform: Platform) -> None:
    headers = [header for header, _ in platform.columns]
    assert len(set(headers)) == len(headers)
    assert {meaning for _, meaning in platform.columns} <= set(MEANING)
    assert not set(headers) & set(platform.ignored)
    shuffled = sorted({*headers, *platform.signature})
    assert recognize([header.upper() for header in shuffled]) == platform


def test_other_files_are_of_no_known_platform() -> None:
    assert recognize(["Name", "Email", "Total"]) is None

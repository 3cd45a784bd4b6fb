"""What the files in ``known_exports`` come to, counted by hand from their rows.

One truth a file; the arithmetic stands beside it. Where a sum is written as ``35 + 20`` its
parts are the documents in the order of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from segmentation.columns import Kind


@dataclass(frozen=True)
class Truth:
    """A file and what it comes to; what a file does not have is 0, None or empty.

    ``gross`` and ``net`` are revenue before and after refunds, ``others`` currency -> (orders,
    amount), ``refused`` the reasons of the rows left out, ``agreed`` who said yes to e-mails,
    ``given`` the name the file is read under.
    """

    file: str
    kind: Kind
    orders: int = 0
    returns: int = 0
    zero: int = 0
    cancelled: int = 0
    refunded: int = 0
    failed: int = 0
    unpaid: int = 0
    customers: int = 0
    without_customer: int = 0
    gross: str = "0"
    net: str = "0"
    currency: str | None = None
    first: str | None = None
    last: str | None = None
    others: dict[str, tuple[int, Decimal]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    agreed: tuple[str, ...] | None = None
    given: str | None = None

    @property
    def export(self) -> str:
        """The id of the known export: the first two parts of the file's name."""
        return ".".join(self.file.split(".")[:2])

    @property
    def documents(self) -> int:
        excluded = self.cancelled + self.refunded + self.failed
        return self.orders + self.returns + self.zero + excluded


TRUTHS = (
    # 35 (two lines) + 20 - 5 back + 12 without a buyer + 40 unpaid + 0 by a coupon; 1003 was
    # given back whole, 1004 cancelled, 1007 a test, 1008 in dollars.
    Truth(
        "shopify.orders.csv", "order_lines", orders=5, cancelled=1, refunded=1, unpaid=1,
        customers=3, without_customer=1, gross="107", net="102", currency="EUR",
        first="2025-10-07", last="2025-11-07", others={"USD": (1, Decimal(50))},
        refused=("test_order",),
    ),
    # 1790.44 + 20, as the list says.
    Truth(
        "shopify.customers.csv", "customers", customers=3, gross="1810.44", net="1810.44",
        agreed=("anna@example.com",),
    ),
    # 120 + 20 + 1015.50 on hold + 0 by a coupon; 1003 given back, 1005 cancelled.
    Truth(
        "woocommerce.analytics_orders.csv", "orders", orders=4, cancelled=1, refunded=1, unpaid=1,
        without_customer=4, gross="1155.50", net="1155.50", currency="USD",
        first="2026-05-03", last="2026-05-08",
    ),
    # 300.50 + 20, as the list says; two of the four are the shop's own people.
    Truth(
        "woocommerce.analytics_customers.csv", "customers", customers=4, gross="320.50",
        net="320.50",
    ),
    # 130 + 60 + 20 unpaid; 504 cancelled, 507 in the bin, 505 given back, 506 in euros. Anna and
    # the two guests of number 0; Ola bought in euros only.
    Truth(
        "woocommerce.webtoffee_orders.csv", "orders", orders=3, cancelled=2, refunded=1, unpaid=1,
        customers=3, gross="210", net="210", currency="PLN", first="2026-02-03",
        last="2026-02-05", others={"EUR": (1, Decimal(15))},
    ),
    # 150 (on both lines) + 80 - 20 back + 10 on hold; 303 cancelled, 304 given back whole.
    Truth(
        "woocommerce.advanced_orders.csv", "order_lines", orders=3, cancelled=1, refunded=1,
        unpaid=1, customers=2, gross="240", net="220", first="2026-03-01", last="2026-03-05",
    ),
    # The same without 303 to 305: 150 + 80 - 20.
    Truth(
        "woocommerce.advanced_orders.item_cost_twice.csv", "order_lines", orders=2, customers=2,
        gross="230", net="210", first="2026-03-01", last="2026-03-02",
    ),
    # 59.90 + 20 + 30 on hold; 90 failed, 91 given back. Months first: 31 May to 4 June.
    Truth(
        "woocommerce.csv_export_orders.csv", "orders", orders=3, refunded=1, failed=1, unpaid=1,
        customers=2, gross="109.90", net="109.90", first="2016-05-31", last="2016-06-04",
    ),
    # 1234.50 + 99, as the list says.
    Truth(
        "prestashop.customers.csv", "customers", customers=3, gross="1333.50", net="1333.50",
        agreed=("anna@example.com",),
    ),
    # 129 + 70 to be paid + 1029 + 15 to be paid; 2 cancelled, 4 given back, 5 failed.
    Truth(
        "prestashop.orders.csv", "orders", orders=4, cancelled=1, refunded=1, failed=1, unpaid=2,
        without_customer=4, gross="1243", net="1243", currency="PLN",
        first="2026-03-01", last="2026-03-07",
    ),
    Truth(
        "prestashop.orders.polish.csv", "orders", orders=4, cancelled=1, refunded=1, failed=1,
        unpaid=2, without_customer=4, gross="1243", net="1243", currency="PLN",
        first="2026-03-01", last="2026-03-07",
    ),
    Truth(
        "prestashop.orders.russian.csv", "orders", orders=4, cancelled=1, refunded=1, failed=1,
        unpaid=2, without_customer=4, gross="1243", net="1243", currency="RUB",
        first="2026-03-01", last="2026-03-07",
    ),
    # 129 + 70 in state 10 (unpaid) + 20.50; state 6 is cancelled, 7 given back; 6 in euros.
    Truth(
        "prestashop.sql_orders.csv", "orders", orders=3, cancelled=1, refunded=1, unpaid=1,
        customers=2, gross="219.50", net="219.50", currency="PLN",
        first="2026-03-01", last="2026-03-04", others={"EUR": (1, Decimal(30))},
    ),
    # 59.50 (on both lines, with delivery) + 30 + 10 in state 1 (unpaid); 13 cancelled.
    Truth(
        "prestashop.sql_order_lines.csv", "order_lines", orders=3, cancelled=1, unpaid=1,
        customers=2, gross="99.50", net="99.50", first="2026-03-01", last="2026-03-04",
    ),
    Truth(
        "prestashop.sql_customers.csv", "customers", customers=3,
        agreed=("anna@example.com", "ewa@example.com"),
    ),
    # 120 + 50 - 5 back + 25 pending + 100 (23.50 is the same order in the buyer's currency);
    # 3 is closed, that is given back whole, 4 cancelled.
    Truth(
        "magento.orders.csv", "orders", orders=4, cancelled=1, refunded=1, unpaid=1, customers=3,
        gross="295", net="290", first="2026-03-04", last="2026-03-09",
    ),
    Truth("magento.customers.csv", "customers", customers=3),
    # Four rows: Anna has two addresses.
    Truth("shoper.customers.csv", "customers", customers=3),
    # 76 + 32.42 - 2.12 tax + 26.50 - 1.50 tax (the row stands there twice); 9005 cancelled;
    # 43 - 3 tax in US dollars. Months first: 3 September to 2 October.
    Truth(
        "etsy.orders.csv", "orders", orders=3, cancelled=1, customers=2, gross="131.30",
        net="131.30", currency="CAD", first="2026-09-03", last="2026-10-02",
        others={"USD": (1, Decimal(40))},
    ),
    # 10 + 3 (one order) + 5 + 24 + 7.50.
    Truth(
        "etsy.order_items.csv", "order_lines", orders=4, customers=3, gross="49.50", net="49.50",
        currency="USD", first="2025-08-14", last="2025-10-01",
    ),
    # 26.75 - 1.75 tax + (25.68 - 1.68 + 1336.43 - 87.43, one order) + 18 + 10.17 - 0.67; two
    # lines of the footer.
    Truth(
        "ebay.orders.csv", "order_lines", orders=4, customers=3, gross="1325.50", net="1325.50",
        currency="USD", first="2026-09-28", last="2026-10-01",
        refused=("missing_date", "no_content"),
    ),
    # 116.99 + 1024 + 9.50.
    Truth(
        "ebay.orders.german.csv", "order_lines", orders=3, customers=2, gross="1150.49",
        net="1150.49", currency="EUR", first="2025-12-10", last="2026-05-14",
    ),
    # 21.50 + 8.
    Truth(
        "ebay.orders.british.csv", "order_lines", orders=2, customers=2, gross="29.50",
        net="29.50", currency="GBP", first="2026-09-03", last="2026-09-14",
        refused=("missing_date", "no_content"),
    ),
    # 13.99 + 27.98 (one order) + 19.99 + 8.50; 3 cancelled, without a price; 4 waits for one.
    Truth(
        "amazon.all_orders.txt", "order_lines", orders=3, cancelled=1, without_customer=3,
        gross="70.46", net="70.46", currency="USD", first="2026-03-04", last="2026-03-08",
        refused=("missing_amount",),
    ),
    # 1500 (on both rows) + 700 + 800 (on both rows) + 650, whose buyer paid in tenge; 3 cancelled.
    Truth(
        "ozon.orders.csv", "order_lines", orders=4, cancelled=1, without_customer=4,
        gross="3650", net="3650", currency="RUB", first="2026-03-05", last="2026-03-09",
    ),
    # 1200 + 800 + 500, one return of 1200; delivery and storage are no sales.
    Truth(
        "wildberries.realization.csv", "order_lines", orders=3, returns=1, without_customer=3,
        gross="2500", net="1300", first="2026-03-02", last="2026-03-07",
        refused=("no_sale", "no_sale"),
    ),
    # 31.16 + 1234.50 + (20 - 5 back on the same number) + 8, one return of 10 of its own.
    Truth(
        "square.transactions.csv", "orders", orders=4, returns=1, customers=2,
        without_customer=1, gross="1288.66", net="1278.66", currency="USD",
        first="2026-09-13", last="2026-09-22",
    ),
    # 15 + 12 (one payment) + 12, one return of 12.
    Truth(
        "square.items.csv", "order_lines", orders=2, returns=1, customers=1, without_customer=1,
        gross="39", net="27", currency="USD", first="2026-09-13", last="2026-09-14",
    ),
    # 30 (two lines) + 45 - 10 back + 15 unpaid; 3 given back whole, 5 cancelled.
    Truth(
        "squarespace.orders.csv", "order_lines", orders=3, cancelled=1, refunded=1, unpaid=1,
        customers=2, gross="90", net="80", currency="USD", first="2026-03-05", last="2026-03-08",
    ),
    # 35 (on both lines) + 25 unpaid + 40 - 15 back; 10004 given back whole, 10005 cancelled.
    Truth(
        "wix.orders.csv", "order_lines", orders=3, cancelled=1, refunded=1, unpaid=1, customers=2,
        gross="100", net="85", currency="EUR", first="2024-12-08", last="2024-12-10",
    ),
    # 50 + 30 + 20 unpaid + 80 - 30 back; 104 cancelled, 105 given back whole, 107 in another
    # currency. Days first: 5 to 10 June. Number 0 is two guests.
    Truth(
        "bigcommerce.orders.csv", "orders", orders=4, cancelled=1, refunded=1, unpaid=1,
        customers=3, gross="180", net="150", currency="AUD", first="2022-06-05",
        last="2022-06-10", others={"NZD": (1, Decimal(12))},
    ),
    # 300.50 + 20, as the list says.
    Truth("stripe.customers.csv", "customers", customers=3, gross="320.50", net="320.50"),
    # 100 + 50 - 20 back + 15 not collected yet; 3 failed, 4 given back whole, 5 in euros, 6 a
    # test.
    Truth(
        "stripe.payments.csv", "orders", orders=3, refunded=1, failed=1, unpaid=1, customers=2,
        gross="165", net="145", currency="USD", first="2026-06-05", last="2026-06-11",
        others={"EUR": (1, Decimal(25))}, refused=("test_order",),
    ),
    # The name of the file says that all three agreed.
    Truth(
        "mailchimp.audience.csv", "customers", customers=3,
        agreed=("anna@example.com", "ewa@example.com", "jan@example.com"),
        given="subscribed_members_export_1a2b3c4d5e.csv",
    ),
    # 1000 + 2500 unpaid + 3200; A3 cancelled.
    Truth(
        "bitrix.orders.csv", "orders", orders=3, cancelled=1, unpaid=1, without_customer=3,
        gross="6700", net="6700", currency="RUB", first="2026-07-01", last="2026-07-13",
    ),
)  # fmt: skip

"""The English gift shop: orders and customers in Shopify's layout, UTF-8 with commas."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sample_data.gift_shop_habits import INTEREST_OF, PRODUCTS, TYPES, WALK_IN
from sample_data.model import (
    Customer,
    Document,
    Outcome,
    SampleFile,
    ShopRecord,
)
from sample_data.names import BRITISH
from sample_data.people import Crowd
from sample_data.trade import Outcomes, Till, numbered
from sample_data.writing import (
    british_time,
    careless_email,
    careless_town,
    csv_bytes,
    plain_money,
)

_SEED = 20261004
_FIRST_DAY, _LAST_DAY = date(2025, 5, 1), date(2026, 10, 4)
_NEVER_BOUGHT, _DUPLICATES, _PARTLY_REFUNDED, _FREE = 40, 5, 24, 3
_FREE_DELIVERY_FROM, _DELIVERY = 5000, 395
_OUTCOMES = Outcomes(cancelled=0.025, unpaid=0.02, refunded=0.02, failed=0.0, returned=0.0)
_CODES = {5: "THANKS5", 10: "WELCOME10", 15: "TREAT15", 20: "SEASON20", 100: "PRIZE100"}
_STATUSES = {
    Outcome.COMPLETED: "paid",
    Outcome.UNPAID: "pending",
    Outcome.CANCELLED: "voided",
    Outcome.REFUNDED: "refunded",
}

_STREETS = (
    "High Street",
    "Church Lane",
    "Mill Road",
    "Station Road",
    "Park Avenue",
    "The Green",
    "Victoria Terrace",
    "Orchard Close",
)
_COMPANIES = (
    "Alder & Finch Ltd",
    "Brightwater Studio",
    "Copperfield Dental",
    "Northgate Legal",
    "Quill Accountants",
    "Harbour Estates",
    "Tandem Design",
    "Oakmere Vets",
)


def _address_header(kind: str) -> list[str]:
    fields = (
        "Name",
        "Street",
        "Address1",
        "Address2",
        "Company",
        "City",
        "Zip",
        "Province",
        "Country",
        "Phone",
    )
    return [f"{kind} {field}" for field in fields]


_ORDER_HEADER = (
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem compare at price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    *_address_header("Billing"),
    *_address_header("Shipping"),
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Employee",
    "Location",
    "Device ID",
    "Id",
    "Tags",
    "Risk Level",
    "Source",
    "Lineitem discount",
    *(f"Tax {number} {part}" for number in range(1, 6) for part in ("Name", "Value")),
    "Phone",
    "Receipt Number",
    "Duties",
    "Billing Province Name",
    "Shipping Province Name",
    "Payment ID",
    "Payment Terms Name",
    "Next Payment Due At",
    "Payment References",
)
_CUSTOMER_HEADER = (
    "Customer ID",
    "First Name",
    "Last Name",
    "Email",
    "Accepts Email Marketing",
    "Default Address Company",
    "Default Address Address1",
    "Default Address Address2",
    "Default Address City",
    "Default Address Province Code",
    "Default Address Country Code",
    "Default Address Zip",
    "Default Address Phone",
    "Phone",
    "Accepts SMS Marketing",
    "Total Spent",
    "Total Orders",
    "Note",
    "Tax Exempt",
    "Tags",
)


def make() -> ShopRecord:
    """The shop with its files, always the same."""
    rng = Random(_SEED)
    crowd = Crowd(rng, BRITISH, INTEREST_OF, _FIRST_DAY, _LAST_DAY)
    till = Till(rng, PRODUCTS, _OUTCOMES, _FIRST_DAY, _LAST_DAY)
    buyers = [crowd.member(kind) for kind in TYPES for _ in range(kind.people)]
    idle = [crowd.member(rng.choice(TYPES)) for _ in range(_NEVER_BOUGHT)]
    documents = [
        order for buyer in buyers if buyer.kind for order in till.orders_of(buyer, buyer.kind)
    ]
    documents += till.walk_ins(WALK_IN)
    documents = _with_refunds_and_prizes(rng, [_with_delivery(order) for order in documents])
    final = numbered(documents, (), "#", "1001")
    listed = sorted(buyers + idle, key=lambda person: person.registered or _FIRST_DAY)
    return ShopRecord(
        key="gift_shop",
        currency="GBP",
        documents=final,
        listed=tuple(listed),
        files=(_orders_file(rng, final), _customers_file(rng, final, listed)),
    )


def _with_delivery(order: Document) -> Document:
    """Online orders below the limit pay for delivery; nobody unknown owes money."""
    is_till = order.channel == "pos"
    is_free = is_till or order.total >= _FREE_DELIVERY_FROM
    odd_at_till = is_till and order.outcome is Outcome.UNPAID
    return replace(
        order,
        shipping=0 if is_free else _DELIVERY,
        outcome=Outcome.COMPLETED if odd_at_till else order.outcome,
    )


def _with_refunds_and_prizes(rng: Random, documents: list[Document]) -> list[Document]:
    """Pays a line back in some orders and makes a few wholly free."""
    several = [
        index
        for index, order in enumerate(documents)
        if order.outcome is Outcome.COMPLETED and len(order.lines) > 1
    ]
    chosen = rng.sample(several, _PARTLY_REFUNDED + _FREE)
    for index in chosen[:_PARTLY_REFUNDED]:
        order = documents[index]
        documents[index] = replace(order, refunded=rng.choice(order.lines).amount)
    for index in chosen[_PARTLY_REFUNDED:]:
        order = documents[index]
        free = tuple(
            replace(line, discount=line.quantity * line.product.price) for line in order.lines
        )
        documents[index] = replace(order, lines=free, shipping=0, discount_percent=100)
    return documents


def _orders_file(rng: Random, documents: Sequence[Document]) -> SampleFile:
    rows = []
    for serial, order in enumerate(documents):
        fields = _order_fields(rng, order, serial)
        for line in order.lines:
            fields |= {
                "Name": order.number,
                "Lineitem quantity": str(line.quantity),
                "Lineitem name": line.product.name,
                "Lineitem price": plain_money(line.product.price),
                "Lineitem sku": f"GS-{PRODUCTS.index(line.product) + 101}",
                "Lineitem requires shipping": "true",
                "Lineitem taxable": "true",
                "Lineitem fulfillment status": _fulfilment(order, "pending"),
                "Vendor": line.product.category,
                "Lineitem discount": "0.00",
            }
            rows.append(tuple(fields.get(column, "") for column in _ORDER_HEADER))
            fields = {}
    content = csv_bytes([_ORDER_HEADER, *rows], ",", "utf-8", "\n")
    return SampleFile("orders_export.csv", content, rows=len(rows))


def _fulfilment(order: Document, otherwise: str) -> str:
    return "fulfilled" if order.outcome in (Outcome.COMPLETED, Outcome.REFUNDED) else otherwise


def _order_fields(rng: Random, order: Document, serial: int) -> dict[str, str]:
    """What stands on an order's first row only."""
    status = "partially_refunded" if order.refunded else _STATUSES[order.outcome]
    is_fulfilled = _fulfilment(order, "") == "fulfilled"
    is_paid = order.outcome in (Outcome.COMPLETED, Outcome.REFUNDED)
    moment, is_web = order.placed, order.channel == "web"
    refunded = order.total if order.outcome is Outcome.REFUNDED else order.refunded
    vat = plain_money((order.total + 3) // 6)
    fields = {
        "Financial Status": status,
        "Paid at": british_time(moment) if is_paid else "",
        "Fulfillment Status": "fulfilled" if is_fulfilled else "unfulfilled",
        "Fulfilled at": british_time(moment + timedelta(hours=26)) if is_fulfilled else "",
        "Accepts Marketing": "no",
        "Currency": "GBP",
        "Subtotal": plain_money(order.total - order.shipping),
        "Shipping": plain_money(order.shipping),
        "Taxes": vat,
        "Total": plain_money(order.total),
        "Discount Code": _CODES.get(order.discount_percent, ""),
        "Discount Amount": plain_money(sum(line.discount for line in order.lines)),
        "Shipping Method": "Standard delivery" if is_web else "",
        "Created at": british_time(moment),
        "Cancelled at": (
            british_time(moment + timedelta(hours=5)) if order.outcome is Outcome.CANCELLED else ""
        ),
        "Payment Method": order.payment,
        "Refunded Amount": plain_money(refunded),
        "Outstanding Balance": plain_money(order.total if order.outcome is Outcome.UNPAID else 0),
        "Location": "" if is_web else "Bath shop",
        "Id": str(5_600_000_000_000 + serial * 32_768),
        "Risk Level": "Low",
        "Source": order.channel,
        "Tax 1 Name": "GB VAT 20%",
        "Tax 1 Value": vat,
    }
    if order.customer is None:
        return fields
    customer = order.customer
    email = customer.email
    if rng.random() < 0.03:
        email = careless_email(rng, email).strip()
    fields |= {
        "Email": email,
        "Accepts Marketing": "yes" if customer.consent_email else "no",
        "Phone": _phone(customer),
        **_address("Billing", customer),
    }
    if is_web:
        fields |= _address("Shipping", customer)
    return fields


def _address(kind: str, customer: Customer) -> Mapping[str, str]:
    street = _street(customer)
    values = (
        f"{customer.first_name} {customer.last_name}",
        street,
        street,
        "",
        _company(customer),
        customer.town.name,
        f"'{_postcode(customer)}",
        "",
        "GB",
        _phone(customer),
    )
    return dict(zip(_address_header(kind), values, strict=True))


def _street(customer: Customer) -> str:
    return f"{customer.number % 89 + 1} {_STREETS[customer.number % len(_STREETS)]}"


def _postcode(customer: Customer) -> str:
    number = customer.number
    return f"{customer.town.postcode} {number % 9 + 1}{'ABDEFG'[number % 6]}{'HJLNPQ'[number % 5]}"


def _company(customer: Customer) -> str:
    is_office = customer.kind is not None and customer.kind.key == "office_buyers"
    return _COMPANIES[customer.number % len(_COMPANIES)] if is_office else ""


def _phone(customer: Customer) -> str:
    return f"+44{customer.phone[1:]}" if customer.phone else ""


def _customers_file(
    rng: Random, documents: Sequence[Document], listed: Sequence[Customer]
) -> SampleFile:
    spent: dict[Customer, int] = {}
    orders: dict[Customer, int] = {}
    for order in documents:
        if order.customer and order.outcome in (Outcome.COMPLETED, Outcome.UNPAID):
            spent[order.customer] = spent.get(order.customer, 0) + order.total - order.refunded
            orders[order.customer] = orders.get(order.customer, 0) + 1
    rows = [
        _customer_row(rng, person, spent.get(person, 0), orders.get(person, 0)) for person in listed
    ]
    for extra, row in enumerate(rng.sample(rows, _DUPLICATES)):
        email = careless_email(rng, row[3])
        rows.append((f"'79{extra:011d}", *row[1:3], email, *row[4:15], "0.00", "0", "", "no", ""))
    content = csv_bytes([_CUSTOMER_HEADER, *rows], ",", "utf-8", "\n")
    return SampleFile("customers_export.csv", content, rows=len(rows))


def _customer_row(rng: Random, person: Customer, spent: int, orders: int) -> tuple[str, ...]:
    tags = ["loyalty"] if person.card else []
    tags += ["newsletter"] if person.consent_email else []
    tags += ["trade"] if _company(person) else []
    tags += person.interests
    town = person.town.name if rng.random() < 0.94 else ""
    if town and rng.random() < 0.1:
        town = careless_town(rng, town, dict(BRITISH.spellings).get(town, ()))
    phone = f"'{_phone(person)}" if person.phone else ""
    return (
        f"'{7_210_000_000_000 + person.number * 32_768}",
        person.first_name,
        person.last_name,
        person.email,
        "yes" if person.consent_email else "no",
        _company(person),
        _street(person) if town else "",
        "",
        town,
        "",
        "GB",
        f"'{_postcode(person)}" if town else "",
        phone,
        phone,
        "yes" if person.consent_sms and person.phone else "no",
        plain_money(spent),
        str(orders),
        "",
        "no",
        ", ".join(tags),
    )

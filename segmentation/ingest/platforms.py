"""Known exports, as data: how to recognize one and what its columns mean.

An entry is matched by the names of its columns, never by their position; the one with the
most telling columns wins. Other columns of the file go through the general reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segmentation.columns import Kind


@dataclass(frozen=True)
class Platform:
    """One kind of export of one platform.

    ``signature``: headers that all must be there. ``columns``: (header, meaning), the first
    header of a meaning that the file has counts. ``ignored``: headers that mislead.
    """

    key: str
    kind: Kind
    signature: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...] = ()


PLATFORMS: tuple[Platform, ...] = (
    Platform(
        key="shopify",
        kind="order_lines",
        signature=("Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Total"),
        columns=(
            ("Name", "order_id"),
            ("Created at", "order_date"),
            ("Email", "email"),
            ("Phone", "phone"),
            ("Billing Phone", "phone"),
            ("Shipping Phone", "phone"),
            ("Billing Name", "name"),
            ("Total", "total"),
            ("Lineitem quantity", "quantity"),
            ("Lineitem price", "unit_price"),
            ("Lineitem name", "product"),
            ("Lineitem sku", "sku"),
            ("Refunded Amount", "refunded"),
            ("Discount Amount", "discount"),
            ("Discount Code", "discount_code"),
            ("Shipping", "shipping"),
            ("Currency", "currency"),
            ("Financial Status", "payment_status"),
            ("Cancelled at", "cancelled_at"),
            ("Payment Method", "payment"),
            ("Source", "channel"),
            ("Vendor", "category"),
            ("Billing City", "location"),
            ("Shipping City", "location"),
            ("Billing Zip", "postcode"),
            ("Billing Country", "country"),
            ("Shipping Country", "country"),
            ("Accepts Marketing", "email_consent"),
        ),
        ignored=("Subtotal", "Taxes", "Id", "Outstanding Balance", "Paid at", "Fulfilled at",
                 "Lineitem discount", "Lineitem compare at price", "Fulfillment Status",
                 "Location", "Shipping Method", "Tags", "Notes", "Employee"),
    ),
    Platform(
        key="shopify",
        kind="customers",
        signature=("First Name", "Last Name", "Email", "Accepts Email Marketing", "Total Spent"),
        columns=(
            ("Customer ID", "customer_id"),
            ("Email", "email"),
            ("Phone", "phone"),
            ("Default Address Phone", "phone"),
            ("First Name", "first_name"),
            ("Last Name", "last_name"),
            ("Accepts Email Marketing", "email_consent"),
            ("Accepts SMS Marketing", "sms_consent"),
            ("Default Address City", "location"),
            ("Default Address Zip", "postcode"),
            ("Default Address Country Code", "country"),
            ("Total Spent", "total_spend"),
            ("Total Orders", "frequency"),
            ("Tags", "interests"),
        ),
        ignored=("Note", "Tax Exempt", "Default Address Company", "Default Address Address1",
                 "Default Address Address2", "Default Address Province Code"),
    ),
)  # fmt: skip


def recognize(headers: Sequence[str]) -> Platform | None:
    """The known export with these columns, the most telling one if several match."""
    names = {header.strip().casefold() for header in headers}
    matching = [
        platform
        for platform in PLATFORMS
        if all(header.casefold() in names for header in platform.signature)
    ]
    return max(matching, key=lambda platform: len(platform.signature), default=None)

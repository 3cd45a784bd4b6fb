"""The words for data: what a column of an export can mean, and the columns of the tables.

Two vocabularies: the *meanings* a file's column can be given (:data:`MEANINGS`, the right-hand
side of a mapping), and the columns of the customer table (:data:`CUSTOMER_COLUMNS`).
Labels are English msgids; translate them at the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.language import mark

ValueType = Literal["text", "number", "money", "date", "time", "yes_no", "tags", "email", "phone"]
Kind = Literal["orders", "order_lines", "customers", "answers"]


@dataclass(frozen=True)
class Meaning:
    """What a column of a file can be: ``key`` is "ours" in a mapping.

    ``used_in`` says whether order files, customer lists or both can have it; ``personal``
    whether it tells who somebody is.
    """

    key: str
    label: str
    type: ValueType
    used_in: Literal["orders", "customers", "both"]
    personal: bool = False


MEANINGS: tuple[Meaning, ...] = (
    Meaning("order_id", mark("Order number"), "text", "orders"),
    Meaning("order_date", mark("Order date"), "date", "orders"),
    Meaning("order_time", mark("Order time"), "time", "orders"),
    Meaning("email", mark("E-mail"), "email", "both", personal=True),
    Meaning("customer_id", mark("Customer number"), "text", "both", personal=True),
    Meaning("card_number", mark("Loyalty card number"), "text", "both", personal=True),
    Meaning("phone", mark("Phone"), "phone", "both", personal=True),
    Meaning("tax_id", mark("Tax number"), "text", "both", personal=True),
    Meaning("first_name", mark("First name"), "text", "both", personal=True),
    Meaning("last_name", mark("Last name"), "text", "both", personal=True),
    Meaning("name", mark("Full name"), "text", "both", personal=True),
    Meaning("total", mark("Order total"), "money", "orders"),
    Meaning("line_amount", mark("Line amount"), "money", "orders"),
    Meaning("unit_price", mark("Unit price"), "money", "orders"),
    Meaning("quantity", mark("Quantity"), "number", "orders"),
    Meaning("refunded", mark("Refunded amount"), "money", "orders"),
    Meaning("discount", mark("Discount amount"), "money", "orders"),
    Meaning("discount_code", mark("Discount code"), "text", "orders"),
    Meaning("shipping", mark("Delivery cost"), "money", "orders"),
    Meaning("delivery_method", mark("Delivery method"), "text", "orders"),
    Meaning("currency", mark("Currency"), "text", "orders"),
    Meaning("status", mark("Order status"), "text", "orders"),
    Meaning("payment_status", mark("Payment status"), "text", "orders"),
    Meaning("cancelled_at", mark("Cancelled on"), "text", "orders"),
    Meaning("document_type", mark("Kind of document (sale, return)"), "text", "orders"),
    Meaning("tax_withheld", mark("Tax the seller never gets"), "money", "orders"),
    Meaning("product", mark("Product"), "text", "orders"),
    Meaning("sku", mark("Product code"), "text", "orders"),
    Meaning("category", mark("Category"), "text", "orders"),
    Meaning("payment", mark("Payment method"), "text", "both"),
    Meaning("channel", mark("Sales channel"), "text", "both"),
    Meaning("location", mark("Place of residence"), "text", "both"),
    Meaning("company", mark("Company"), "text", "customers", personal=True),
    Meaning("role", mark("Kind of account (customer, staff)"), "text", "customers"),
    Meaning("postcode", mark("Postcode"), "text", "both", personal=True),
    Meaning("country", mark("Country"), "text", "both"),
    Meaning("birth_date", mark("Date of birth"), "date", "customers", personal=True),
    Meaning("birth_year", mark("Year of birth"), "number", "customers"),
    Meaning("age", mark("Age"), "number", "customers"),
    Meaning("gender", mark("Gender"), "text", "customers"),
    Meaning("interests", mark("Interests"), "tags", "customers"),
    Meaning("loyalty", mark("Loyalty program"), "text", "customers"),
    Meaning("points", mark("Loyalty points"), "number", "customers"),
    Meaning("email_consent", mark("E-mail marketing consent"), "yes_no", "both"),
    Meaning("sms_consent", mark("SMS marketing consent"), "yes_no", "both"),
    Meaning("registered", mark("Customer since"), "date", "customers"),
    Meaning("last_active", mark("Last active or changed"), "date", "customers"),
    Meaning("total_spend", mark("Total spend (from the list)"), "money", "customers"),
    Meaning("frequency", mark("Number of orders (from the list)"), "number", "customers"),
    Meaning("last_order", mark("Last order (from the list)"), "date", "customers"),
    Meaning("first_order", mark("First order (from the list)"), "date", "customers"),
)
MEANING = {meaning.key: meaning for meaning in MEANINGS}


@dataclass(frozen=True)
class CustomerColumn:
    """A column of the customer table: its type there, its label and whether it is personal.

    Types: ``key`` and ``text`` are str, ``money`` and ``number`` float, ``count`` and ``days``
    int, ``date`` datetime64, ``yes_no`` nullable boolean, ``tags`` str joined by ``; ``.
    """

    key: str
    label: str
    type: Literal["key", "text", "money", "number", "count", "days", "date", "yes_no", "tags"]
    personal: bool = False


CUSTOMER_COLUMNS: tuple[CustomerColumn, ...] = (
    CustomerColumn("customer", mark("Key"), "key", personal=True),
    CustomerColumn("customer_id", mark("Customer number"), "text", personal=True),
    CustomerColumn("email", mark("E-mail"), "text", personal=True),
    CustomerColumn("phone", mark("Phone"), "text", personal=True),
    CustomerColumn("first_name", mark("First name"), "text", personal=True),
    CustomerColumn("last_name", mark("Last name"), "text", personal=True),
    CustomerColumn("name", mark("Full name"), "text", personal=True),
    CustomerColumn("total_spend", mark("Spend"), "money"),
    CustomerColumn("frequency", mark("Orders"), "count"),
    CustomerColumn("recency_days", mark("Days since last order"), "days"),
    CustomerColumn("monetary_value", mark("Average order"), "money"),
    CustomerColumn("tenure_days", mark("Days since first order"), "days"),
    CustomerColumn("first_order", mark("First order"), "date"),
    CustomerColumn("last_order", mark("Last order"), "date"),
    CustomerColumn("registered", mark("Customer since"), "date"),
    CustomerColumn("next_order_due", mark("Next order due"), "date"),
    CustomerColumn("days_past_due", mark("Days past due"), "number"),
    CustomerColumn("rhythm", mark("Rhythm of orders"), "text"),
    CustomerColumn("top_category", mark("Favorite category"), "text"),
    CustomerColumn("payment", mark("Payment method"), "text"),
    CustomerColumn("channel", mark("Sales channel"), "text"),
    CustomerColumn("discount_share", mark("Share of orders with a discount"), "number"),
    CustomerColumn("free_delivery_share", mark("Share of orders with free delivery"), "number"),
    CustomerColumn("holiday_share", mark("Share of orders before holidays"), "number"),
    CustomerColumn("birth_date", mark("Date of birth"), "date", personal=True),
    CustomerColumn("age", mark("Age"), "number"),
    CustomerColumn("generation", mark("Generation"), "text"),
    CustomerColumn("gender", mark("Gender"), "text"),
    CustomerColumn("location", mark("Place of residence"), "text"),
    CustomerColumn("postcode", mark("Postcode"), "text", personal=True),
    CustomerColumn("town_size", mark("Size of town"), "text"),
    CustomerColumn("country", mark("Country"), "text"),
    CustomerColumn("interests", mark("Interests"), "tags"),
    CustomerColumn("loyalty", mark("Loyalty program"), "text"),
    CustomerColumn("points", mark("Loyalty points"), "number"),
    CustomerColumn("email_consent", mark("E-mail marketing consent"), "yes_no"),
    CustomerColumn("sms_consent", mark("SMS marketing consent"), "yes_no"),
)
CUSTOMER_COLUMN = {column.key: column for column in CUSTOMER_COLUMNS}
TAG_SEPARATOR = "; "

"""The catalogue of what customers can be grouped by, as data.

Texts are English msgids. Own columns of the owner's file join it by their own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.language import mark

Kind = Literal["number", "category", "tags"]
Unit = Literal["money", "orders", "days", "years", "share", "points", ""]

ORDERS = mark("Orders with dates and amounts")
LIST = mark("A customer list with this column")


@dataclass(frozen=True)
class Entry:
    """A row of the catalogue; the label is that of the column of the customer table."""

    key: str
    kind: Kind
    unit: Unit
    how: str
    needs: str


CATALOGUE: tuple[Entry, ...] = (
    Entry("total_spend", "number", "money", mark("Sum of all orders after refunds"), ORDERS),
    Entry("frequency", "number", "orders", mark("Number of orders"), ORDERS),
    Entry(
        "recency_days",
        "number",
        "days",
        mark("Days from the last order to the last day in your data"),
        ORDERS,
    ),
    Entry("monetary_value", "number", "money", mark("Average amount of one order"), ORDERS),
    Entry(
        "tenure_days",
        "number",
        "days",
        mark("Days from the first order to the last day in your data"),
        ORDERS,
    ),
    Entry(
        "days_past_due",
        "number",
        "days",
        mark(
            "Days since the next order was due, below zero where it is not due yet. It is due by "
            "the customer's usual time between orders; with orders on two days only, by that of "
            "all customers, as an estimate"
        ),
        mark("Customers who ordered on several days"),
    ),
    Entry(
        "discount_share",
        "number",
        "share",
        mark("Orders with a discount as a share of all orders"),
        mark("Orders with discounts or discount codes"),
    ),
    Entry(
        "free_delivery_share",
        "number",
        "share",
        mark(
            "Orders whose delivery cost nothing as a share of those whose delivery cost is known. "
            "Orders picked up in the shop are left out where the file says so"
        ),
        mark("Orders with a delivery cost, or with a method named free delivery"),
    ),
    Entry(
        "holiday_share",
        "number",
        "share",
        mark(
            "Orders in the weeks when people in your country buy presents (before Christmas or New "
            "Year, Easter, Valentine's Day, Women's Day, Mother's Day and the like), as a share of "
            "all orders. A rule of thumb: these weeks are a sixth to a fifth of the year"
        ),
        mark("Orders with dates, and a country or a currency that tells the country"),
    ),
    Entry(
        "age",
        "number",
        "years",
        mark("From the customer list: age, or date or year of birth"),
        mark("A customer list with age, date of birth or year of birth"),
    ),
    Entry(
        "generation",
        "category",
        "",
        mark("From the year of birth"),
        mark("A customer list with age, date of birth or year of birth"),
    ),
    Entry("gender", "category", "", mark("From the customer list"), LIST),
    Entry(
        "location",
        "category",
        "",
        mark("From the customer list or the address of the orders"),
        mark("A customer list or orders with a town"),
    ),
    Entry(
        "town_size",
        "category",
        "",
        mark(
            "By the number of people who live there: up to 20,000, 100,000, 500,000, or more "
            "(GeoNames). Where several towns share the name, the largest in the customer's country "
            "is meant. Places that are not found stay open"
        ),
        mark("A customer list or orders with a town"),
    ),
    Entry(
        "country",
        "category",
        "",
        mark("From the customer list or the address of the orders"),
        mark("A customer list or orders with a country"),
    ),
    Entry(
        "top_category",
        "category",
        "",
        mark("The product category bought most"),
        mark("Orders with product categories"),
    ),
    Entry(
        "interests",
        "tags",
        "",
        mark("From the customer list, or from the categories bought"),
        mark("A customer list with interests, or orders with product categories"),
    ),
    Entry("loyalty", "category", "", mark("From the customer list"), LIST),
    Entry("points", "number", "points", mark("From the customer list"), LIST),
    Entry(
        "payment",
        "category",
        "",
        mark("The payment method used most"),
        mark("Orders with a payment method"),
    ),
    Entry(
        "channel",
        "category",
        "",
        mark("The sales channel used most"),
        mark("Orders with a sales channel"),
    ),
    Entry("email_consent", "category", "", mark("From the customer list or the orders"), LIST),
    Entry("sms_consent", "category", "", mark("From the customer list or the orders"), LIST),
)

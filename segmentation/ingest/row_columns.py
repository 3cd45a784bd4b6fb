"""The columns of an order file's typed rows, and which of them a file has nothing for."""

from __future__ import annotations

from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.values import MONEY

NUMBERS = ("total", "line_amount", "unit_price", "quantity", "refunded", "discount",
           "tax_withheld", "shipping")  # fmt: skip
IDS = ("customer_id", "card_number", "tax_id")
NAMES = ("first_name", "last_name", "name", "location", "postcode", "country")
TEXTS = (*NAMES, "payment", "channel")
LINE_TEXTS = ("product", "sku", "category")
CONSENTS = ("email_consent", "sms_consent")
LABELS = (*TEXTS, "sku", "category", "phone", "status", "payment_status", "currency",
          "discount_code", "document_type", "delivery_method")  # fmt: skip

_OF_THE_FILE = {
    **dict.fromkeys(NUMBERS, MONEY),
    **dict.fromkeys((f"{meaning}_cell" for meaning in NUMBERS), "VARCHAR"),
    **dict.fromkeys(("order_id", *IDS, "product", "email", "cancelled_at", *LABELS), "VARCHAR"),
    **dict.fromkeys(CONSENTS, "BOOLEAN"),
}
ROW_COLUMNS = {
    "row": "BIGINT", "sheet": "VARCHAR", "position": "BIGINT", "extra": "VARCHAR",
    **_OF_THE_FILE,
    "moment": "TIMESTAMP", "date_cell": "VARCHAR",
    "repeated": "BOOLEAN", "test": "BOOLEAN", "totals": "BOOLEAN",
}  # fmt: skip
"""The columns of the typed rows, each with its type."""

_SETTLED_LATER = ("order_id", "currency", "line_amount")


def absent_columns(raw: RawTable, mapping: ColumnMapping, *, tested: bool) -> dict[str, str]:
    """The columns of rows that a file has nothing for, each with what (SQL) it reads as.

    They need not be written for every row. Nor can they be updated: what is settled later from
    other columns is never one of them. ``tested`` says that the file may have test orders.
    """
    absent = {
        name: "NULL"
        for name in _OF_THE_FILE
        if name not in _SETTLED_LATER and not mapping.column(name.removesuffix("_cell"))
    }
    if not mapping.column("order_date"):
        absent["date_cell"] = "NULL"
    if not tested:
        absent["test"] = "false"
    if raw.path:
        absent |= {"sheet": "NULL", "position": "row"}
    return absent

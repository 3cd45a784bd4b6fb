"""The true totals of a sample shop, counted from its objects and never from its files."""

import json
from collections.abc import Iterable

from sample_data.model import Customer, Document, Outcome, ShopRecord
from sample_data.writing import plain_money

_EXCLUDED = (Outcome.CANCELLED, Outcome.REFUNDED, Outcome.FAILED)
_ORDERS = (Outcome.COMPLETED, Outcome.UNPAID)


def truth_json(shop: ShopRecord) -> str:
    """The totals as JSON text, under the names of the command line's `read --json`."""
    documents = [document for document in shop.documents if document.flaw is None]
    orders = _with_outcome(documents, *_ORDERS)
    returns = _with_outcome(documents, Outcome.RETURN)
    unpaid = _with_outcome(documents, Outcome.UNPAID)
    buyers = {order.customer for order in orders} - {None}
    counted = [*orders, *returns]
    days = [order.placed.date() for order in orders]
    totals: dict[str, object] = {
        "files": [
            {
                "name": file.name,
                "rows": file.rows,
                "rows_kept": file.rows - file.refused,
                "rows_refused": file.refused,
            }
            for file in shop.files
        ],
        "documents": len(documents),
        "orders": len(orders),
        "return_documents": len(returns),
        "zero_documents": len(_with_outcome(documents, Outcome.ZERO)),
        "excluded": {str(kind): len(_with_outcome(documents, kind)) for kind in _EXCLUDED},
        "unpaid": {
            "orders": len(unpaid),
            "amount": plain_money(sum(order.total for order in unpaid)),
        },
        "orders_without_customer": sum(order.customer is None for order in orders),
        "customers": len(buyers),
        "customers_in_files": len(
            ({document.customer for document in documents} | set(shop.listed)) - {None}
        ),
        "revenue": _revenue(counted),
        "revenue_gross": plain_money(sum(order.total for order in orders)),
        "revenue_customers": _revenue(d for d in counted if d.customer in buyers),
        "revenue_returns_only": _revenue(
            d for d in counted if d.customer is not None and d.customer not in buyers
        ),
        "revenue_without_customer": _revenue(d for d in counted if d.customer is None),
        "currency": shop.currency,
        "other_currencies": {},
        "first_order": min(days).isoformat(),
        "last_order": max(days).isoformat(),
    }
    return json.dumps(totals, indent=2) + "\n"


def true_types(shop: ShopRecord) -> list[tuple[str, str]]:
    """E-mail and type of every customer with an e-mail and at least one order, by e-mail."""
    buyers: set[Customer] = {
        document.customer
        for document in shop.documents
        if document.customer is not None and document.flaw is None and document.outcome in _ORDERS
    }
    return sorted(
        (buyer.email, buyer.kind.key) for buyer in buyers if buyer.email and buyer.kind is not None
    )


def _with_outcome(documents: Iterable[Document], *outcomes: Outcome) -> list[Document]:
    return [document for document in documents if document.outcome in outcomes]


def _revenue(documents: Iterable[Document]) -> str:
    return plain_money(sum(document.total - document.refunded for document in documents))

"""Small shops as they are, before anybody exports them, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from segmentation.counting import ShopTotals

State = Literal["live", "unpaid", "cancelled", "refunded", "failed"]


@dataclass(frozen=True)
class Line:
    product: int
    quantity: int
    cents: int


@dataclass(frozen=True)
class Order:
    """A document with its lines; ``buyer`` 0 is a guest, ``refund`` a share of it in percent.

    ``back`` says that it is a return, so that it takes from revenue what its lines add up to.
    """

    day: date
    seconds: int
    buyer: int
    lines: tuple[Line, ...]
    state: State = "live"
    refund: int = 0
    back: bool = False
    foreign: bool = False
    spelling: int = 0

    @property
    def cents(self) -> int:
        whole = sum(line.quantity * line.cents for line in self.lines)
        return -whole if self.back else whole

    @property
    def refunded(self) -> int:
        return self.cents * self.refund // 100


def count_by_hand(shop: Sequence[Order], currency: str | None) -> ShopTotals:
    """What the shop adds up to by the rules of counting, told from the orders alone."""
    main = [order for order in shop if not order.foreign]
    states = {order: "return" if order.cents < 0 else order.state for order in main}
    sold = [order for order in main if states[order] in ("live", "unpaid")]
    returns = [order for order in main if states[order] == "return"]
    net = {order: order.cents - order.refunded for order in sold} | {o: o.cents for o in returns}
    buyers = {order.buyer for order in sold} - {0}
    lost = Counter(states[order] for order in main)
    unpaid = [order for order in sold if order.state == "unpaid"]
    days = [order.day for order in sold]

    def money(orders: Sequence[Order]) -> Decimal:
        return Decimal(sum(map(net.__getitem__, orders))) / 100

    trade = [*sold, *returns]
    return ShopTotals(
        documents=len(main),
        orders=len(sold),
        return_documents=len(returns),
        cancelled=lost["cancelled"],
        refunded=lost["refunded"],
        failed=lost["failed"],
        unpaid_orders=len(unpaid),
        unpaid_amount=money(unpaid),
        orders_without_customer=sum(order.buyer == 0 for order in sold),
        customers=len(buyers),
        customers_in_files=len({order.buyer for order in shop} - {0}),
        revenue=money(trade),
        revenue_gross=Decimal(sum(order.cents for order in sold)) / 100,
        revenue_customers=money([order for order in trade if order.buyer in buyers]),
        revenue_returns_only=money([o for o in trade if o.buyer and o.buyer not in buyers]),
        revenue_without_customer=money([order for order in trade if not order.buyer]),
        currency=currency,
        first_order=min(days),
        last_order=max(days),
    )

"""An export and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Truth:
    """What a file comes to; what it does not have is 0, None or empty.

    ``gross`` and ``net`` are revenue before and after refunds, ``others`` currency -> (orders,
    amount), ``refused`` the reasons of the rows left out.
    """

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

    @property
    def documents(self) -> int:
        excluded = self.cancelled + self.refunded + self.failed
        return self.orders + self.returns + self.zero + excluded


@dataclass(frozen=True)
class OtherShop:
    """The text of an export, its truth, and the warnings that it must carry."""

    name: str
    text: str
    truth: Truth
    encoding: str = "utf-8"
    warned: tuple[str, ...] = ()

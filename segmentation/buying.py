"""What the customers of each segment buy, what goes together, and when: numbers, no words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bought:
    """A product or a category: how many of the segment's customers bought it.

    ``share`` of the segment's customers with named lines, ``share_all`` of all such customers.
    """

    name: str
    buyers: int
    share: float
    share_all: float


@dataclass(frozen=True)
class Together:
    """Two products or categories that the same customers of the shop buy.

    ``buyers`` bought both, ``share`` of those who bought ``first`` also bought ``second``;
    ``lift`` is how many times as common that is as among all customers.
    """

    first: str
    second: str
    buyers: int
    share: float
    lift: float


@dataclass(frozen=True)
class Buying:
    """One segment. Months (12) and weekdays (7, Monday first) are shares of its orders, beside
    those of all orders; empty where orders have no days. ``products`` and ``categories`` are those
    most of its customers bought, the most first; ``together`` begins with what they buy.
    """

    segment_id: str
    orders: int
    products: tuple[Bought, ...] = ()
    categories: tuple[Bought, ...] = ()
    together: tuple[Together, ...] = ()
    months: tuple[float, ...] = ()
    months_all: tuple[float, ...] = ()
    weekdays: tuple[float, ...] = ()
    weekdays_all: tuple[float, ...] = ()

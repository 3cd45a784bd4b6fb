"""Lets the people of a sample shop order: dates, baskets, payments, and what goes wrong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from sample_data.model import Customer, CustomerType, Document, Line, Outcome, Product, Weights
from sample_data.people import pick

_DISCOUNTS = (5, 10, 10, 15, 20)
_PARTNER_CHANCE = 0.45
_OPENING_HOUR, _CLOSING_HOUR = 8, 21


@dataclass(frozen=True)
class Outcomes:
    """Chances of what becomes of an order; `returned` that goods come back later."""

    cancelled: float
    unpaid: float
    refunded: float
    failed: float
    returned: float

    def weights(self) -> Weights:
        """The outcomes of the order itself, for `pick`."""
        odd = (
            (Outcome.CANCELLED.value, self.cancelled),
            (Outcome.UNPAID.value, self.unpaid),
            (Outcome.REFUNDED.value, self.refunded),
            (Outcome.FAILED.value, self.failed),
        )
        return (*odd, (Outcome.COMPLETED.value, 1 - sum(chance for _, chance in odd)))


class Till:
    """Makes the documents of one shop; they have no numbers until `numbered`."""

    def __init__(
        self,
        rng: Random,
        products: Sequence[Product],
        outcomes: Outcomes,
        first_day: date,
        last_day: date,
    ) -> None:
        self._rng = rng
        self._outcomes = outcomes
        self._first_day = first_day
        self._last_day = last_day
        self._by_name = {product.name: product for product in products}
        self._by_category: dict[str, list[Product]] = {}
        for product in products:
            self._by_category.setdefault(product.category, []).append(product)

    def orders_of(self, customer: Customer, kind: CustomerType) -> list[Document]:
        """All orders of a person, and the returns that follow from them."""
        rng = self._rng
        rate = (kind.orders - 1) * math.exp(rng.gauss(0, kind.spread))
        size = math.exp(rng.gauss(0, 0.25))
        documents: list[Document] = []
        for day in self._days(customer, kind, 1 + _poisson(rng, rate)):
            order = self.order(customer, kind, day, customer.favourite, size)
            documents.append(order)
            if order.outcome is Outcome.COMPLETED and rng.random() < self._outcomes.returned:
                documents.extend(self.return_of(order))
        return documents

    def walk_ins(self, kind: CustomerType) -> list[Document]:
        """Orders of people that nobody knows, spread over the whole period."""
        rng, days = self._rng, (self._last_day - self._first_day).days
        orders = []
        for _ in range(kind.people):
            day = self._first_day + timedelta(days=rng.randrange(days))
            order = self.order(None, kind, day, pick(rng, kind.categories), 1.0)
            orders.append(order)
            if order.outcome is Outcome.COMPLETED and rng.random() < self._outcomes.returned:
                orders.extend(self.return_of(order))
        return orders

    def order(
        self,
        customer: Customer | None,
        kind: CustomerType,
        day: date,
        favourite: str,
        size: float,
    ) -> Document:
        """One order on a day; `size` multiplies the quantities."""
        rng = self._rng
        percent = rng.choice(_DISCOUNTS) if rng.random() < kind.discount else 0
        return Document(
            number="",
            placed=self._moment(day),
            customer=customer,
            outcome=Outcome(pick(rng, self._outcomes.weights())),
            lines=self._basket(kind, favourite, size, percent),
            payment=pick(rng, kind.payments),
            channel=pick(rng, kind.channels),
            discount_percent=percent,
        )

    def return_of(self, order: Document) -> list[Document]:
        """A document that takes back a line of an order some days later, if there is time left."""
        rng = self._rng
        placed = self._moment(order.placed.date() + timedelta(days=rng.randrange(3, 21)))
        if placed.date() >= self._last_day:
            return []
        line = rng.choice(order.lines)
        quantity = rng.randint(1, line.quantity)
        taken_back = Line(line.product, -quantity, -(line.discount * quantity // line.quantity))
        return [replace(order, placed=placed, outcome=Outcome.RETURN, lines=(taken_back,))]

    def _moment(self, day: date) -> datetime:
        hour = self._rng.randrange(_OPENING_HOUR, _CLOSING_HOUR)
        return datetime.combine(day, time(hour, self._rng.randrange(60), self._rng.randrange(60)))

    def _days(self, customer: Customer, kind: CustomerType, number: int) -> list[date]:
        """Different days of the person's active time, by the type's liking for each month."""
        length = (customer.active_until - customer.active_from).days + 1
        days = [customer.active_from + timedelta(days=offset) for offset in range(length)]
        liking = [kind.months[day.month - 1] for day in days]
        if sum(liking) == 0:
            return [self._rng.choice(days)]
        return sorted(set(self._rng.choices(days, liking, k=number)))

    def _basket(
        self, kind: CustomerType, favourite: str, size: float, percent: int
    ) -> tuple[Line, ...]:
        rng = self._rng
        chosen: dict[str, Product] = {}
        for _ in range(1 + _poisson(rng, kind.lines - 1)):
            is_favourite = rng.random() < kind.focus
            category = favourite if is_favourite else pick(rng, kind.categories)
            shelf = self._by_category[category]
            product = rng.choices(shelf, [item.price**kind.taste for item in shelf])[0]
            chosen[product.name] = product
            if product.goes_with and rng.random() < _PARTNER_CHANCE and kind.lines > 1.5:
                chosen[product.goes_with] = self._by_name[product.goes_with]
        lines = []
        for product in chosen.values():
            usual = product.pack * kind.quantity * size * math.exp(rng.gauss(0, 0.3))
            quantity = max(1, round(usual))
            lines.append(Line(product, quantity, quantity * product.price * percent // 100))
        return tuple(lines)


def numbered(
    documents: Sequence[Document],
    prefixes: Sequence[tuple[Outcome, str]],
    usual_prefix: str,
    first: str,
) -> tuple[Document, ...]:
    """The documents by date, with numbers running on from `first` (`00001`) for each prefix.

    `{year}` in a prefix becomes the year of the document.
    """
    by_outcome = dict(prefixes)
    last: dict[str, int] = {}
    result = []
    for document in sorted(documents, key=lambda each: each.placed):
        prefix = by_outcome.get(document.outcome, usual_prefix)
        prefix = prefix.format(year=document.placed.year)
        last[prefix] = last.get(prefix, int(first) - 1) + 1
        result.append(replace(document, number=f"{prefix}{last[prefix]:0{len(first)}d}"))
    return tuple(result)


def _poisson(rng: Random, mean: float) -> int:
    """A Poisson number by Knuth's product of chances; 0 for a mean of 0 or less."""
    limit, product, number = math.exp(-max(mean, 0.0)), rng.random(), 0
    while product > limit:
        product *= rng.random()
        number += 1
    return number

"""Order lines of an invented shop: a seeded, vectorised generator that counts its own totals.

About 5.2 lines and 2.4 orders for each customer, four kinds of customers, guests without an
address, and some cancelled orders. Run as a module it writes a CSV and prints its totals.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.benchmark.measuring import Totals

LINES_PER_CUSTOMER = 5.2
LINES_PER_ORDER = 2.2
CANCELLED, GUESTS, DISCOUNTED = 0.05, 0.02, 0.15
COUNTED_STATUSES = ("Completed", "Shipped")
CHUNK = 250_000

_FIRST_DAY = np.datetime64("2023-01-02T08:00:00")
_SECONDS = 1_000 * 24 * 3600
_FIRST_NAMES = ("anna", "ben", "carla", "dmitri", "ewa", "filip", "grace", "hugo", "irina", "jan")
_LAST_NAMES = ("baker", "clark", "duda", "evans", "fischer", "green", "hill", "ivanova", "kowal")
_CITIES = ("Gdańsk", "Kraków", "Łódź", "Poznań", "Warszawa", "Wrocław", "Berlin", "Praha",
           "Vilnius", "Brno")  # fmt: skip
_COUNTRIES = ("PL", "PL", "PL", "PL", "PL", "PL", "DE", "CZ", "LT", "CZ")  # of the cities
_CATEGORIES = ("Garden", "Kitchen", "Toys", "Books", "Pets", "Sport", "Office", "Beauty")
_PAYMENTS = ("Card", "Bank transfer", "Cash on delivery", "Wallet")
_CHANNELS = ("Web shop", "Mobile app", "Store")
_PRODUCTS_PER_CATEGORY = 60

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Kind:
    """A kind of customer: how many, how eagerly they order, how dear, and what they like."""

    share: float
    orders: float
    price: float
    quantity: float
    channel: tuple[float, ...]
    favourites: tuple[int, ...]


_KINDS = (
    _Kind(0.45, 1.0, 0.8, 0.3, (0.7, 0.2, 0.1), (0, 1, 2)),
    _Kind(0.30, 2.5, 1.0, 0.5, (0.2, 0.7, 0.1), (2, 3, 5)),
    _Kind(0.15, 6.0, 1.6, 0.8, (0.8, 0.1, 0.1), (4, 0)),
    _Kind(0.10, 3.0, 2.5, 3.0, (0.3, 0.0, 0.7), (6, 7, 1)),
)


@dataclass(frozen=True, eq=False)
class _Shop:
    """Whole columns by customer and by order (in time order); everything is an index or a number.

    ``order_of`` (lines,) says which order a line belongs to.
    """

    kind: Indices
    home: Indices
    customer: Indices
    moment: npt.NDArray[np.datetime64]
    cancelled: npt.NDArray[np.bool_]
    shipped: npt.NDArray[np.bool_]
    guest: npt.NDArray[np.bool_]
    discounted: npt.NDArray[np.bool_]
    payment: Indices
    channel: Indices
    order_of: Indices


def write_order_lines(path: Path, lines: int, seed: int = 0) -> Totals:
    """Write ``lines`` order lines to ``path`` (CSV, UTF-8); returns what they add up to."""
    if lines < 100:
        raise ValueError("a shop worth measuring has at least 100 order lines")
    generator = np.random.default_rng(seed)
    shop = _make_shop(lines, generator)
    kept = ~shop.cancelled
    cents = 0
    for start, (frame, amounts) in enumerate(_chunks(shop, generator)):
        frame.to_csv(
            path, mode="w" if start == 0 else "a", header=start == 0, index=False,
            encoding="utf-8", lineterminator="\n",
        )  # fmt: skip
        cents += int(amounts.sum())
    return Totals(
        orders=int(kept.sum()),
        customers=len(np.unique(shop.customer[kept & ~shop.guest])),
        revenue=str(Decimal(cents).scaleb(-2)),
    )


def _make_shop(lines: int, generator: np.random.Generator) -> _Shop:
    customers, orders = round(lines / LINES_PER_CUSTOMER), round(lines / LINES_PER_ORDER)
    kind = generator.choice(len(_KINDS), customers, p=[kind.share for kind in _KINDS])
    eagerness = np.array([kind.orders for kind in _KINDS])[kind]
    eagerness *= generator.gamma(2, 0.5, customers)
    buyer = np.concatenate([
        np.arange(customers),  # everybody orders once
        generator.choice(customers, orders - customers, p=eagerness / eagerness.sum()),
    ])  # fmt: skip
    came = generator.uniform(0, 0.8, customers)
    stayed = generator.beta(1.2, 1.2, customers) * (1 - came)
    seconds = (came + stayed * generator.random(customers))[buyer] * _SECONDS
    seconds = (seconds + generator.random(orders) * stayed[buyer] * _SECONDS * 0.2).astype(int)
    in_time = np.argsort(seconds, kind="stable")
    buyer, seconds = buyer[in_time], seconds[in_time]
    status = generator.random(orders)
    order_of = np.concatenate([np.arange(orders), generator.integers(0, orders, lines - orders)])
    return _Shop(
        kind=kind,
        home=generator.integers(0, len(_CITIES), customers),
        customer=buyer,
        moment=_FIRST_DAY + seconds.astype("timedelta64[s]"),
        cancelled=status < CANCELLED,
        shipped=status > 0.9,
        guest=generator.random(orders) < GUESTS,
        discounted=generator.random(orders) < DISCOUNTED,
        payment=(buyer + (generator.random(orders) < 0.2)) % len(_PAYMENTS),
        channel=_by_kind([kind.channel for kind in _KINDS], kind[buyer], generator),
        order_of=np.sort(order_of),
    )


def _by_kind(shares: npt.ArrayLike, kind: Indices, generator: np.random.Generator) -> Indices:
    """A draw for each of ``kind`` with the chances in ``shares`` of that kind."""
    upto = np.cumsum(np.array(shares), axis=1)[:, :-1]
    drawn = generator.random(len(kind))[:, np.newaxis] > upto[kind]
    return np.asarray(drawn.sum(axis=1), dtype=np.int64)


def _chunks(
    shop: _Shop, generator: np.random.Generator
) -> Iterator[tuple[pd.DataFrame, npt.NDArray[np.int64]]]:
    """The lines as they stand in the file, with the cents of those that count."""
    likes = np.full((len(_KINDS), len(_CATEGORIES)), 0.05)
    for likes_of, described in zip(likes, _KINDS, strict=True):
        likes_of[list(described.favourites)] = 1.0
    likes /= likes.sum(axis=1, keepdims=True)
    products = np.array([
        f"{category} item {number}" for category in _CATEGORIES
        for number in range(1, _PRODUCTS_PER_CATEGORY + 1)
    ], dtype=object)  # fmt: skip
    list_price = np.sort(generator.lognormal(3, 0.6, len(products)).reshape(len(_CATEGORIES), -1))
    for start in range(0, len(shop.order_of), CHUNK):
        order = shop.order_of[start : start + CHUNK]
        customer, size = shop.customer[order], len(order)
        kind = shop.kind[customer]
        category = _by_kind(likes, kind, generator)
        place = (generator.random(size) ** 2 * _PRODUCTS_PER_CATEGORY).astype(int)
        dearer = np.array([described.price for described in _KINDS])[kind]
        cents = np.maximum((list_price[category, place] * dearer * 100).astype(int), 50)
        quantity = 1 + generator.poisson(
            np.array([described.quantity for described in _KINDS])[kind]
        )
        discount = np.where(shop.discounted[order], cents * quantity // 10, 0)
        known = ~shop.guest[order]
        kept = ~shop.cancelled[order]
        done = np.where(shop.shipped[order], COUNTED_STATUSES[1], COUNTED_STATUSES[0])
        moments = pd.Series(np.datetime_as_string(shop.moment[order]))
        frame = pd.DataFrame({
            "Order ID": order + 100_001,
            "Order date": moments.str.replace("T", " "),
            "Email": np.where(known, _emails(customer), ""),
            "Customer ID": pd.Series(customer + 1, dtype="Int64").where(known),
            "Product": products[category * _PRODUCTS_PER_CATEGORY + place],
            "Category": _pick(_CATEGORIES, category),
            "Quantity": quantity,
            "Unit price": _as_money(cents),
            "Order status": np.where(kept, done, "Cancelled"),
            "Payment method": _pick(_PAYMENTS, shop.payment[order]),
            "Sales channel": _pick(_CHANNELS, shop.channel[order]),
            "City": _pick(_CITIES, shop.home[customer]),
            "Discount": _as_money(discount),
            "Country": _pick(_COUNTRIES, shop.home[customer]),
        })  # fmt: skip
        yield frame, (cents * quantity)[kept]


def _pick(words: Sequence[str], places: Indices) -> npt.NDArray[np.object_]:
    return np.array(words, dtype=object)[places]


def _emails(customer: Indices) -> npt.NDArray[np.object_]:
    """One address for each customer, all different."""
    first = _pick(_FIRST_NAMES, customer % len(_FIRST_NAMES))
    last = _pick(_LAST_NAMES, customer // len(_FIRST_NAMES) % len(_LAST_NAMES))
    number = customer.astype(str).astype(object)
    emails: npt.NDArray[np.object_] = first + "." + last + number + "@example.com"
    return emails


def _as_money(cents: Indices) -> pd.Series:
    """Cents as text with two decimals."""
    whole = pd.Series(cents // 100).astype(str)
    return whole + "." + pd.Series(cents % 100).astype(str).str.zfill(2)


if __name__ == "__main__":
    print(json.dumps(asdict(write_order_lines(Path(sys.argv[1]), int(sys.argv[2])))))

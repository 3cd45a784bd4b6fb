"""The made-up shops: kinds with personas, and the shop on which weights are tried.

Every shop depends on its kind and seed alone. What a kind stands for is said beside it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tests.cluster_quality import marginals
from tests.cluster_quality.drawing import Labels, Plan, draw_customers, draw_personas, draw_shop
from tests.cluster_quality.one_population import POPULATIONS

SEEDS = range(3)
"""Of shops with groups."""
SEEDS_WITHOUT = range(10)
"""Of shops without."""


@dataclass(frozen=True, eq=False)
class MadeShop:
    """``customers`` as the product computes them, what to group by, and each one's persona.

    ``truth`` (n,) is all 0 where there are no groups.
    """

    kind: str
    seed: int
    customers: pd.DataFrame
    variables: tuple[str, ...]
    truth: Labels

    @property
    def groups(self) -> int:
        return int(self.truth.max()) + 1


@dataclass(frozen=True, eq=False)
class TwofoldShop:
    """Two independent structures in two sets of variables, each with its own truth (n,)."""

    seed: int
    customers: pd.DataFrame
    variables: tuple[tuple[str, ...], tuple[str, ...]]
    truths: tuple[Labels, Labels]


_RFM = ("total_spend", "frequency", "recency_days")
_USUAL: dict[str, Any] = {
    "numbers": (*_RFM, "age"),
    "levels": {"gender": (2, 3), "loyalty": (2, 2), "channel": (3, 5)},
    "tags": (6, 12),
}
_MANY = (*_RFM, "age", "tenure_days", "discount_share", "visits", "items_per_order")

KINDS: Mapping[str, Plan] = {
    "two personas": Plan((2, 2), (400, 900), **_USUAL),
    "four balanced": Plan((4, 4), (900, 1_500), **_USUAL, balance=200),
    "six unbalanced": Plan((6, 6), (1_800, 2_500), **_USUAL, balance=4),
    "eight": Plan((8, 8), (2_200, 2_500), **_USUAL, separation=4.4, balance=15),
    # One persona is rare beside two or three others.
    "rare persona": Plan((3, 4), (900, 2_000), **_USUAL, balance=3, smallest=(0.04, 0.08)),
    "overlapping": Plan((3, 5), (900, 2_000), **_USUAL, separation=3.6),
    # A few customers make most of the revenue.
    "heavy-tailed money": Plan((3, 5), (800, 2_000), **_USUAL, basket=marginals.heavy_basket),
    "many towns": Plan(
        (3, 5), (1_000, 2_500), numbers=(*_RFM, "age"),
        levels={"location": (30, 60), "gender": (2, 3), "top_category": (5, 9)},
    ),
    "missing values": Plan((3, 5), (900, 2_000), **_USUAL, missing=0.2, separation=4.8),
    "noise variables": Plan((3, 5), (900, 2_000), **_USUAL, noise=6),
    # Some customers of every persona are companies.
    "whales": Plan((3, 4), (900, 2_000), **_USUAL, whales=0.02),
    "interests only": Plan((3, 5), (800, 1_800), tags=(10, 16)),
    "few customers": Plan((2, 3), (60, 120), **_USUAL, smallest=(0.2, 1.0)),
    "numbers only": Plan((3, 5), (700, 2_000), numbers=_MANY, drive=0.6),
    "mostly categories": Plan(
        (3, 5), (800, 2_000), numbers=("total_spend",),
        levels={
            "gender": (2, 3), "loyalty": (2, 2), "channel": (3, 5), "payment": (3, 6),
            "top_category": (6, 12), "device": (2, 4), "source": (4, 8), "generation": (4, 5),
        },
    ),
    # Few different amounts, and half of the customers bought once.
    "price points": Plan(
        (2, 4), (900, 2_500), **_USUAL, price_points=True, one_order=0.45, separation=4.6,
    ),
    # Spend is orders times average order, and the owner takes all three.
    "says it twice": Plan(
        (3, 5), (900, 2_000), numbers=(*_RFM, "monetary_value", "points"),
        levels={"channel": (3, 5), "gender": (2, 3)}, tags=(6, 10),
    ),
    # Each persona is spread in its own way, and its columns hang together in its own way.
    "different spreads": Plan(
        (3, 4), (900, 2_500), numbers=_MANY[:6], levels={"loyalty": (2, 2), "channel": (3, 5)},
        drive=0.8, own_drive=True, spreads=0.4,
    ),
    # A list without orders worth grouping by: answers from 1 to 5.
    "survey": Plan(
        (3, 5), (300, 900), numbers=("age",), levels={"gender": (2, 3), "location": (5, 12)},
        answers=8,
    ),
}  # fmt: skip

_TYPICAL = Plan(
    (5, 5), (1, 1), numbers=(*_RFM, "age"),
    levels={"gender": (2, 2), "loyalty": (2, 2), "location": (12, 12)}, tags=(10, 10),
)  # fmt: skip


def with_groups(
    seeds: Iterable[int] = SEEDS, kinds: Iterable[str] = tuple(KINDS)
) -> Iterator[MadeShop]:
    """Shops that have personas: each of ``kinds`` with each of ``seeds``."""
    seeds = tuple(seeds)
    for kind in kinds:
        for seed in seeds:
            customers, variables, truth = draw_shop(KINDS[kind], _random(kind, seed))
            yield MadeShop(kind, seed, customers, variables, truth)


def without_groups(
    seeds: Iterable[int] = SEEDS_WITHOUT, kinds: Iterable[str] = tuple(POPULATIONS)
) -> Iterator[MadeShop]:
    """Shops of one population, whose customers differ only gradually."""
    seeds = tuple(seeds)
    for kind in kinds:
        for seed in seeds:
            customers, variables = POPULATIONS[kind](_random(kind, seed))
            truth = np.zeros(len(customers), dtype=np.int64)
            yield MadeShop(kind, seed, customers, variables, truth)


def typical_shop(customers: int, seed: int = 0) -> MadeShop:
    """A shop of any size with five personas and eight variables, to measure time with."""
    random = _random("typical", seed)
    table, variables, truth = draw_customers(
        _TYPICAL, draw_personas(_TYPICAL, random), customers, random
    )
    return MadeShop("typical", seed, table, variables, truth)


def twofold_shop(seed: int) -> TwofoldShop:
    """How customers buy says nothing about who they are; both fall into three clear personas."""
    random = _random("twofold", seed)
    n = int(random.integers(900, 2_000))
    plans = (
        Plan((3, 3), (n, n), numbers=("monetary_value", "frequency", "recency_days"),
             levels={"channel": (3, 5), "top_category": (5, 8)}, tags=(5, 7), drive=0.3,
             separation=6.5),
        Plan((3, 3), (n, n), numbers=("age", "distance_km", "visits"), drive=0.3,
             levels={"gender": (2, 3), "location": (5, 9), "source": (4, 6)}, separation=6.5),
    )  # fmt: skip
    buying, variables, first = draw_shop(plans[0], random)
    being, others, second = draw_shop(plans[1], random)
    customers = buying.assign(**{key: being[key] for key in others})
    return TwofoldShop(seed, customers, (variables, others), (first, second))


def _random(kind: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([zlib.crc32(kind.encode()), seed])

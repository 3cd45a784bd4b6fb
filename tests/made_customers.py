"""A made-up customer table with four kinds of customers, for tests: the same for the same seed.

City cat owners buy often and little; gardeners are older, live in small towns and buy a lot in
few orders; dog owners are men in between; bargain hunters are young, bought toys once or
twice with a discount, long ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMNS

OBSERVATION_END = pd.Timestamp("2026-06-30")


@dataclass(frozen=True)
class MadeType:
    share: float
    basket: float
    orders: float
    recency: float
    age: float
    women: float
    loyal: float
    discounts: float
    towns: tuple[str, ...]
    interests: tuple[str, ...]
    payment: str
    channel: str


TYPES = (
    MadeType(
        0.35, 60, 12, 20, 31, 0.85, 0.8, 0.1,
        ("Warszawa", "Kraków"), ("cats", "books"), "blik", "app",
    ),
    MadeType(
        0.25, 420, 4, 60, 61, 0.45, 0.4, 0.05,
        ("Nowy Targ", "Sokółka", "Ełk"), ("garden", "tools"), "transfer", "web",
    ),
    MadeType(
        0.2, 150, 7, 35, 44, 0.15, 0.6, 0.15,
        ("Kraków", "Gdańsk", "Ełk"), ("dogs",), "card", "web",
    ),
    MadeType(
        0.2, 35, 1.3, 250, 24, 0.55, 0.1, 0.8,
        ("Warszawa", "Gdańsk"), ("toys",), "card", "market",
    ),
)  # fmt: skip
FIRST_NAMES = {"female": ("Ala", "Ewa", "Ольга", "Zoë"), "male": ("Jan", "Łukasz", "Иван", "Max")}
LAST_NAMES = ("Nowak", "Wójcik", "Zięba", "Smith", "Lis")
SIZES = {
    "Warszawa": "metropolis", "Kraków": "metropolis", "Gdańsk": "big", "Ełk": "medium",
    "Nowy Targ": "medium", "Sokółka": "small",
}  # fmt: skip
BORN_UNTIL = ((1945, "silent"), (1964, "boomer"), (1980, "x"), (1996, "millennial"), (2012, "z"))


def made_types(n: int = 300, seed: int = 0) -> npt.NDArray[np.int64]:
    """Which of :data:`TYPES` each customer of ``made_customers(n, seed)`` is, shape (n,)."""
    shares = [kind.share for kind in TYPES]
    return np.random.default_rng(seed).choice(len(TYPES), size=n, p=shares)


def made_customers(n: int = 300, seed: int = 0) -> pd.DataFrame:
    """``n`` customers with every column of the customer table; about a tenth has gaps."""
    types = made_types(n, seed)
    random = np.random.default_rng([seed, 1])

    def of_type(field: str) -> npt.NDArray[np.float64]:
        return np.array([getattr(kind, field) for kind in TYPES], dtype=float)[types]

    def text(values: list[str | None], gaps: float = 0.0) -> pd.Series:
        missing = random.random(n) < gaps
        kept = [None if gone else value for value, gone in zip(values, missing, strict=True)]
        return pd.Series(kept, dtype=object)

    frequency = 1 + random.poisson(of_type("orders") - 1)
    basket = of_type("basket") * np.exp(0.4 * random.standard_normal(n))
    refunds = np.where(random.random(n) < 0.05, basket * random.uniform(0, 1, n), 0)
    recency = np.minimum(random.exponential(of_type("recency")), 700).astype(np.int64)
    tenure = recency + np.where(frequency > 1, random.integers(1, 400, n), 0)
    discounted = random.binomial(frequency, of_type("discounts"))
    age = np.clip(np.rint(of_type("age") + 6 * random.standard_normal(n)), 16, 95)
    age[random.random(n) < 0.1] = np.nan
    gender = ["female" if woman else "male" for woman in random.random(n) < of_type("women")]
    member = random.random(n) < of_type("loyal")
    first = [FIRST_NAMES[one][random.integers(4)] for one in gender]
    last = [LAST_NAMES[i] for i in random.integers(len(LAST_NAMES), size=n)]
    kinds = [TYPES[i] for i in types]
    emails = [f"made{i:06d}@example.com" for i in random.permutation(n)]
    columns: dict[str, Any] = {
        "customer": text(list(emails)),
        "customer_id": text([str(1000 + i) for i in range(n)]),
        "email": text(list(emails), gaps=0.05),
        "phone": text([f"+48600{i:06d}" for i in range(n)], gaps=0.3),
        "first_name": text(list(first)),
        "last_name": text(list(last)),
        "name": text([f"{a} {b}" for a, b in zip(first, last, strict=True)]),
        "total_spend": np.round(basket * frequency - refunds, 2),
        "frequency": frequency.astype(np.int64),
        "recency_days": recency,
        "monetary_value": np.round(basket, 2),
        "tenure_days": tenure.astype(np.int64),
        "first_order": OBSERVATION_END - pd.to_timedelta(tenure, unit="D"),
        "last_order": OBSERVATION_END - pd.to_timedelta(recency, unit="D"),
        "top_category": text([_pick(kind.interests, random) for kind in kinds]),
        "payment": text([kind.payment for kind in kinds], gaps=0.05),
        "channel": text([kind.channel for kind in kinds], gaps=0.05),
        "discount_share": discounted / frequency,
        "registered": OBSERVATION_END - pd.to_timedelta(tenure, unit="D"),
        "birth_date": _born(age),
        "age": age,
        "generation": text([_generation(years) for years in age.tolist()]),
        "gender": text(list(gender), gaps=0.1),
        "location": text([_pick(kind.towns, random) for kind in kinds], gaps=0.1),
        "postcode": text([f"{i % 100:02d}-{i % 1000:03d}" for i in range(n)]),
        "country": text(["PL"] * n),
        "interests": text([_interests(kind, random) for kind in kinds], gaps=0.15),
        "loyalty": text(["yes" if yes else "no" for yes in member]),
        "points": np.where(member, np.rint(basket * frequency / 10), np.nan),
        "email_consent": _consent(random, n),
        "sms_consent": _consent(random, n),
    }
    columns |= _habits(frequency, recency, tenure, seed)
    sizes = [SIZES.get(town) for town in columns["location"]]
    columns["town_size"] = pd.Series(sizes, dtype=object)
    return pd.DataFrame({column.key: columns[column.key] for column in CUSTOMER_COLUMNS})


def _habits(
    frequency: npt.NDArray[np.int64],
    recency: npt.NDArray[np.int64],
    tenure: npt.NDArray[np.int64],
    seed: int,
) -> dict[str, Any]:
    """When the next order is due, by the mean gap; shares that say nothing of the type."""
    random = np.random.default_rng([seed, 2])
    gap = np.rint((tenure - recency) / np.maximum(frequency - 1, 1))
    late = np.where(frequency > 2, recency - gap, np.nan)
    rhythm = [None if np.isnan(days) else "own" for days in late.tolist()]
    return {
        "next_order_due": OBSERVATION_END - pd.to_timedelta(pd.Series(late), unit="D"),
        "days_past_due": late,
        "rhythm": pd.Series(rhythm, dtype=object),
        "free_delivery_share": random.binomial(frequency, 0.5) / frequency,
        "holiday_share": random.binomial(frequency, 0.2) / frequency,
    }


def _pick(options: tuple[str, ...], random: np.random.Generator) -> str:
    return options[random.integers(len(options))]


def _born(age: npt.NDArray[np.float64]) -> pd.Series:
    days = pd.Series(age * 365.25).round()
    return OBSERVATION_END - pd.to_timedelta(days, unit="D")


def _generation(age: float) -> str | None:
    if np.isnan(age):
        return None
    born = OBSERVATION_END.year - age
    return next((name for until, name in BORN_UNTIL if born <= until), "alpha")


def _interests(kind: MadeType, random: np.random.Generator) -> str | None:
    everything = sorted({tag for one in TYPES for tag in one.interests})
    held = [tag for tag in everything if random.random() < (0.8 if tag in kind.interests else 0.1)]
    return "; ".join(held) or None


def _consent(random: np.random.Generator, n: int) -> pd.Series:
    answers = random.choice(np.array([True, False, None], dtype=object), size=n, p=[0.5, 0.3, 0.2])
    return pd.Series(answers, dtype="boolean")

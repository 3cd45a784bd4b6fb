"""Shops without groups: one population each, whose customers differ only gradually.

However uneven a column is, or however much columns hang together, there are no kinds of
customers behind it. Whoever finds some has mistaken a shape for a group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from scipy.special import expit, softmax

from tests.cluster_quality import marginals
from tests.cluster_quality.drawing import Plan, draw_shop, join_tags, mean_price
from tests.cluster_quality.marginals import Numbers

Population = Callable[[np.random.Generator], tuple[pd.DataFrame, tuple[str, ...]]]

_SIZES = (200, 2_500)
_LEVELS = {"gender": (2, 3), "loyalty": (2, 2), "channel": (3, 5), "location": (4, 12)}


def independent(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """No column has to do with another."""
    plan = Plan(
        (1, 1), _SIZES, ("monetary_value", "frequency", "recency_days", "age", "visits"),
        _LEVELS, (5, 10), drive=0.0,
    )  # fmt: skip
    customers, variables, _ = draw_shop(plan, random)
    return customers, variables


def correlated(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The numbers hang together, by a normal copula; categories and tags stand apart."""
    customers, variables = independent(random)
    n = len(customers)
    shapes = {
        "monetary_value": marginals.lognormal_basket,
        "frequency": marginals.orders,
        "recency_days": marginals.recency,
        "age": marginals.age,
        "visits": marginals.visits,
    }
    loadings = random.uniform(-0.95, 0.95, (len(shapes), 2))
    mixed = random.standard_normal((n, 2)) @ loadings.T
    mixed += random.uniform(0.3, 0.8) * random.standard_normal((n, len(shapes)))
    uniform = np.clip(stats.norm.cdf(mixed / mixed.std(axis=0)), 1e-6, 1 - 1e-6)
    zero, one = np.zeros(n), np.ones(n)
    for u, (key, marginal) in zip(uniform.T, shapes.items(), strict=True):
        customers[key] = marginal(u, zero, one)
    return _settled(customers), variables


def heavy_buying(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Buying at a gamma rate until one stops, amounts gamma-gamma: many one-order customers.

    After the BG/NBD model (Fader, Hardie and Lee, 2005).
    """
    n = int(random.integers(_SIZES[0], _SIZES[1] + 1))
    customers = _buying(n, random)
    keys = ("total_spend", "frequency", "recency_days", "tenure_days")
    customers["age"] = marginals.age(random.uniform(0.001, 0.999, n), np.zeros(n), np.ones(n))
    extra = _categories(customers, np.zeros(n), 0.0, random)
    return customers, (*keys, "age", *extra)


def price_points(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """As before, but only few different amounts are ever paid, and most bought once."""
    customers, variables = heavy_buying(random)
    frequency = customers["frequency"].to_numpy()
    basket = customers["monetary_value"].to_numpy()
    customers["monetary_value"] = mean_price(basket, frequency, random).round(2)
    customers["total_spend"] = (customers["monetary_value"] * frequency).round(2)
    return customers, variables


def one_drive(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """How engaged somebody is, a matter of degree, moves everything: numbers, levels and tags."""
    n = int(random.integers(_SIZES[0], _SIZES[1] + 1))
    engaged = random.standard_normal(n)
    shapes = {
        "monetary_value": (marginals.gamma_basket, random.uniform(0.2, 0.7)),
        "frequency": (marginals.orders, random.uniform(0.3, 0.9)),
        "recency_days": (marginals.recency, -random.uniform(0.3, 0.9)),
        "tenure_days": (marginals.span, random.uniform(0.0, 0.6)),
        "age": (marginals.age, random.uniform(-0.5, 0.5)),
    }
    columns: dict[str, Numbers] = {}
    for key, (marginal, loading) in shapes.items():
        z = loading * engaged + np.sqrt(1 - loading**2) * random.standard_normal(n)
        u = np.clip(stats.norm.cdf(z), 1e-6, 1 - 1e-6)
        columns[key] = marginal(u, np.zeros(n), np.ones(n))
    customers = _settled(_keyed(columns, random))
    extra = _categories(customers, engaged, 0.8, random)
    _tags(customers, engaged, random.uniform(0.3, 0.9), random)
    return customers, ("total_spend", "frequency", "recency_days", "age", *extra, "interests")


def tags_by_degree(random: np.random.Generator) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Skewed categories, and tags that go together because some like more of everything."""
    n = int(random.integers(_SIZES[0], _SIZES[1] + 1))
    customers = _buying(n, random)
    extra = _categories(customers, np.zeros(n), 0.0, random)
    _tags(customers, random.standard_normal(n), random.uniform(0.4, 1.2), random)
    numbers = ("total_spend", "frequency")[: int(random.integers(0, 3))]
    return customers, (*numbers, *extra, "interests")


POPULATIONS: Mapping[str, Population] = {
    "independent": independent,
    "correlated": correlated,
    "heavy buying": heavy_buying,
    "price points, no groups": price_points,
    "one drive": one_drive,
    "tags by degree": tags_by_degree,
}


def _buying(n: int, random: np.random.Generator) -> pd.DataFrame:
    """Orders, days and amounts of ``n`` customers, each of whom may stop after any order."""
    first = np.ceil(random.uniform(1, 900, n))
    rate = random.gamma(random.uniform(0.4, 1.2), 1 / random.uniform(40, 140), n)
    stops = random.beta(random.uniform(0.6, 1.2), random.uniform(1.5, 4), n)
    frequency = np.ones(n, dtype=np.int64)
    last = np.zeros(n)
    alive = random.random(n) > stops
    for _ in range(200):
        waited = random.exponential(1 / np.maximum(rate, 1e-9))
        alive &= last + waited < first
        last = np.where(alive, last + waited, last)
        frequency += alive
        alive &= random.random(n) > stops
    mean = 70 / random.gamma(3.5, 1 / 2.5, n)
    basket = random.gamma(6 * frequency) / (6 * frequency) * mean
    recency = np.floor(first - last)
    columns = {
        "monetary_value": basket.round(2),
        "frequency": frequency,
        "recency_days": recency.astype(np.int64),
        "tenure_days": first.astype(np.int64),
        "total_spend": (basket * frequency).round(2),
    }
    return _keyed(columns, random)


def _keyed(columns: Mapping[str, npt.NDArray[Any]], random: np.random.Generator) -> pd.DataFrame:
    n = len(columns["frequency"])
    keys = pd.Series([f"customer{i:06d}" for i in random.permutation(n)], dtype=object)
    return pd.DataFrame({"customer": keys, **columns})


def _settled(customers: pd.DataFrame) -> pd.DataFrame:
    """Spend and days that agree with orders and amounts."""
    once = customers["frequency"] == 1
    between = customers["tenure_days"].mask(once, 0).to_numpy(dtype=np.int64)
    recency = customers["recency_days"].to_numpy(dtype=np.int64)
    return customers.assign(
        frequency=customers["frequency"].astype(np.int64),
        recency_days=recency,
        tenure_days=recency + between,
        monetary_value=customers["monetary_value"].round(2),
        total_spend=(customers["monetary_value"] * customers["frequency"]).round(2),
    )


def _categories(
    customers: pd.DataFrame, drive: Numbers, strength: float, random: np.random.Generator
) -> tuple[str, ...]:
    """Add skewed categories whose levels grow more or less likely with ``drive``; their keys."""
    for key, (fewest, most) in _LEVELS.items():
        number = int(random.integers(fewest, most + 1))
        popular = -random.uniform(0.5, 1.6) * np.log(np.arange(1, number + 1))
        slopes = strength * random.standard_normal(number)
        shares = softmax(popular + drive[:, np.newaxis] * slopes, axis=1)
        heights = np.cumsum(shares, axis=1)[:, :-1]
        codes = (random.random((len(drive), 1)) > heights).sum(axis=1)
        customers[key] = pd.Series([f"{key} {code + 1:02d}" for code in codes], dtype=object)
    return tuple(_LEVELS)


def _tags(
    customers: pd.DataFrame, drive: Numbers, strength: float, random: np.random.Generator
) -> None:
    """Add tags that become likelier (a few, less likely) with ``drive``."""
    number = int(random.integers(5, 13))
    slopes = strength * random.uniform(-0.3, 1.7, number)
    logits = random.uniform(-2.5, -0.5, number) + drive[:, np.newaxis] * slopes
    customers["interests"] = join_tags(expit(logits) - random.random(logits.shape))

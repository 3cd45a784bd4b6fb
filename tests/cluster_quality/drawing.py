"""A shop drawn from a plan: personas that differ in several columns, customers drawn from them.

Within a persona the columns hang together: every customer has a hidden drive that moves orders,
days, tags and, a little, categories. So no method's assumptions hold exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from scipy.special import expit, softmax

from tests.cluster_quality import marginals
from tests.cluster_quality.marginals import Marginal, Numbers

Labels = npt.NDArray[np.int64]

BEHAVIOR: Mapping[str, Marginal] = {
    "monetary_value": marginals.gamma_basket,
    "frequency": marginals.orders,
    "recency_days": marginals.recency,
    "tenure_days": marginals.span,
}
"""Drawn in every shop, whether or not it is grouped by them."""
OTHERS: Mapping[str, Marginal] = {
    "age": marginals.age,
    "discount_share": marginals.share,
    "points": marginals.points,
    "visits": marginals.visits,
    "distance_km": marginals.distance,
    "items_per_order": marginals.items,
    "opened_letters": marginals.share,
}
PRICES = (9.9, 19.9, 29.0, 49.0, 79.0, 129.0, 249.0)


@dataclass(frozen=True)
class Plan:
    """What a kind of shop is made of; pairs are drawn between, ends included.

    ``separation`` is how far the nearest other persona lies on average, in standard deviations
    within a persona, taken over all columns together. ``balance`` is the Dirichlet parameter of
    the personas' shares, the least of which lies between the two of ``smallest``. ``levels`` and
    ``answers`` name categories and questions with answers from 1 to 5; ``noise`` numbers and
    categories are the same for all personas. ``drive`` is the largest correlation of a column
    with the hidden drive, ``own_drive`` whether it differs between personas, ``spreads`` how
    much (log scale) spreads differ. ``one_order``, ``missing`` and ``whales`` are shares.
    """

    personas: tuple[int, int]
    customers: tuple[int, int]
    numbers: tuple[str, ...] = ()
    levels: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    tags: tuple[int, int] = (0, 0)
    answers: int = 0
    separation: float = 4.2
    balance: float = 20.0
    smallest: tuple[float, float] = (0.04, 1.0)
    noise: int = 0
    drive: float = 0.5
    own_drive: bool = False
    spreads: float = 0.2
    basket: Marginal | None = None
    price_points: bool = False
    one_order: float = 0.0
    missing: float = 0.0
    whales: float = 0.0


@dataclass(frozen=True, eq=False)
class Personas:
    """Everything that personas differ in; the first axis is always the persona."""

    shares: Numbers
    positions: Mapping[str, Numbers]
    spreads: Mapping[str, Numbers]
    levels: Mapping[str, Numbers]
    tags: Numbers


def draw_shop(
    plan: Plan, random: np.random.Generator
) -> tuple[pd.DataFrame, tuple[str, ...], Labels]:
    """The customer table, the variables to group by and each customer's persona."""
    personas = draw_personas(plan, random)
    n = int(random.integers(plan.customers[0], plan.customers[1] + 1))
    return draw_customers(plan, personas, n, random)


def draw_personas(plan: Plan, random: np.random.Generator) -> Personas:
    """Personas of the separation that ``plan`` asks for, none of them nearly another's double."""
    count = int(random.integers(plan.personas[0], plan.personas[1] + 1))
    shares = _shares(plan, count, random)
    for _ in range(200):
        raw = _raw_personas(plan, shares, random)
        if count == 1:
            return _moved(raw, 0.0)
        found = _scaled(raw, plan.separation)
        nearest = _nearest(found)
        if nearest.min() > 0.6 * plan.separation**2:
            break
    return found


def draw_customers(
    plan: Plan, personas: Personas, n: int, random: np.random.Generator
) -> tuple[pd.DataFrame, tuple[str, ...], Labels]:
    """``n`` customers of the ``personas``, each of which has at least two."""
    truth = _truth(personas.shares, n, random)
    drive = random.standard_normal(n)

    def uniform(loading: float, own: bool = False) -> Numbers:
        """Uniform numbers, of which the drive decides the share ``loading`` squared."""
        strength = np.full(len(personas.shares), random.uniform(-loading, loading))
        if own:
            strength = random.uniform(-1, 1, len(strength)) * loading
        mine = strength[truth]
        z = mine * drive + np.sqrt(1 - mine**2) * random.standard_normal(n)
        return np.asarray(np.clip(stats.norm.cdf(z), 1e-6, 1 - 1e-6))

    columns: dict[str, object] = {}
    for key, position in personas.positions.items():
        marginal = _marginal(plan, key)
        u = uniform(plan.drive, plan.own_drive)
        columns[key] = marginal(u, position[truth], personas.spreads[key][truth])
    _settle_orders(plan, columns, random)
    for key, logits in personas.levels.items():
        heights = np.cumsum(softmax(logits, axis=1), axis=1)[truth]
        codes = (uniform(plan.drive / 2)[:, np.newaxis] > heights[:, :-1]).sum(axis=1)
        columns[key] = pd.Series([f"{key} {code + 1:02d}" for code in codes], dtype=object)
    if personas.tags.shape[1]:
        columns["interests"] = _interests(personas.tags[truth], plan.drive, drive, random)
    if plan.whales:
        _add_whales(columns, plan.whales, random)
    keys = pd.Series([f"customer{i:06d}" for i in random.permutation(n)], dtype=object)
    customers = pd.DataFrame({"customer": keys, **columns})
    variables = _variables(plan, personas)
    if plan.missing:
        _lose_values(customers, variables, plan.missing, random)
    return customers, variables, truth


def _shares(plan: Plan, count: int, random: np.random.Generator) -> Numbers:
    while True:
        shares = random.dirichlet(np.full(count, plan.balance))
        if plan.smallest[0] <= shares.min() <= plan.smallest[1]:
            return np.asarray(shares)


def _raw_personas(plan: Plan, shares: Numbers, random: np.random.Generator) -> Personas:
    """Personas before they are scaled to their separation."""
    count = len(shares)
    asked = {*plan.numbers, *(f"question_{i + 1}" for i in range(plan.answers))}
    if "total_spend" in asked:
        asked.add("monetary_value")
    noise = [f"noise_{i + 1}" for i in range((plan.noise + 1) // 2)]
    keys = [*BEHAVIOR, *sorted(asked - BEHAVIOR.keys() - {"total_spend"}), *noise]
    positions, spreads = {}, {}
    for key in keys:
        differs = key in asked and random.random() < 0.8
        positions[key] = random.standard_normal(count) * differs
        spreads[key] = np.exp(plan.spreads * random.standard_normal(count) * (key in asked))
    levels = {}
    for key, (fewest, most) in plan.levels.items():
        number = int(random.integers(fewest, most + 1))
        popular = -random.uniform(0.5, 1.1) * np.log(np.arange(1, number + 1))
        liked = random.random((count, number)) < max(1.5 / number, 0.15)
        tilts = random.gamma(3, 0.5, (count, number)) * liked * (random.random() < 0.85)
        levels[key] = np.stack([np.broadcast_to(popular, (count, number)), tilts])
    for i in range(plan.noise // 2):
        number = int(random.integers(3, 9))
        flat = np.broadcast_to(0.5 * random.standard_normal(number), (count, number))
        levels[f"other_{i + 1}"] = np.stack([flat, np.zeros_like(flat)])
    tags = int(random.integers(plan.tags[0], plan.tags[1] + 1))
    rates = np.broadcast_to(random.uniform(-2.5, -0.5, tags), (count, tags))
    tilts = random.gamma(4, 0.45, (count, tags)) * (random.random((count, tags)) < 0.3)
    return Personas(shares, positions, spreads, levels, np.stack([rates, tilts]))


def _scaled(raw: Personas, separation: float) -> Personas:
    """The personas moved together or apart until they are as far apart as asked."""
    low, high = 0.0, 8.0
    for _ in range(30):
        factor = (low + high) / 2
        nearer = _nearest(_moved(raw, factor)).mean() < separation**2
        low, high = (factor, high) if nearer else (low, factor)
    return _moved(raw, high)


def _moved(raw: Personas, factor: float) -> Personas:
    return Personas(
        raw.shares,
        {key: factor * position for key, position in raw.positions.items()},
        raw.spreads,
        {key: logits[0] + factor * logits[1] for key, logits in raw.levels.items()},
        raw.tags[0] + factor * raw.tags[1],
    )


def _nearest(personas: Personas) -> Numbers:
    """Each persona's squared distance to the nearest other one, shape (personas,).

    The divergence of Jeffreys, which for two normal distributions of variance 1 is the squared
    difference of their means.
    """
    count = len(personas.shares)
    squares = np.zeros((count, count))
    for key, position in personas.positions.items():
        spread = personas.spreads[key]
        pooled = (spread[:, np.newaxis] ** 2 + spread**2) / 2
        squares += (position[:, np.newaxis] - position) ** 2 / pooled
    for logits in personas.levels.values():
        squares += _jeffreys(softmax(logits, axis=1))
    for logits in personas.tags.T:
        held = expit(logits)
        squares += _jeffreys(np.column_stack([held, 1 - held]))
    np.fill_diagonal(squares, np.inf)
    return np.asarray(squares.min(axis=1))


def _jeffreys(shares: Numbers) -> Numbers:
    differences = shares[:, np.newaxis] - shares
    logarithms = np.log(shares)
    return np.asarray((differences * (logarithms[:, np.newaxis] - logarithms)).sum(axis=2))


def _truth(shares: Numbers, n: int, random: np.random.Generator) -> Labels:
    while True:
        truth = random.choice(len(shares), size=n, p=shares)
        if np.bincount(truth, minlength=len(shares)).min() >= 2:
            return np.asarray(truth, dtype=np.int64)


def _marginal(plan: Plan, key: str) -> Marginal:
    if key == "monetary_value" and plan.basket:
        return plan.basket
    if key.startswith("question"):
        return marginals.answer
    if key.startswith("noise"):
        return (marginals.distance, marginals.share, marginals.visits)[int(key[-1]) % 3]
    return {**BEHAVIOR, **OTHERS}[key]


def _settle_orders(plan: Plan, columns: dict[str, object], random: np.random.Generator) -> None:
    """Make orders, amounts, days and discounts agree with each other."""
    frequency = np.asarray(columns["frequency"], dtype=np.int64)
    frequency[random.random(len(frequency)) < plan.one_order] = 1
    basket = np.asarray(columns["monetary_value"], dtype=np.float64)
    if plan.price_points:
        basket = mean_price(basket, frequency, random)
    refunds = np.where(random.random(len(basket)) < 0.05, random.random(len(basket)) * basket, 0)
    recency = np.asarray(columns["recency_days"], dtype=np.int64)
    between = np.where(frequency > 1, np.asarray(columns["tenure_days"]), 0)
    columns["frequency"], columns["recency_days"] = frequency, recency
    columns["monetary_value"] = np.round(basket, 2)
    columns["total_spend"] = np.round(basket * frequency - refunds, 2)
    columns["tenure_days"] = recency + between.astype(np.int64)
    if "discount_share" in columns:
        leaning = np.asarray(columns["discount_share"])
        columns["discount_share"] = random.binomial(frequency, leaning) / frequency


def mean_price(wanted: Numbers, frequency: Labels, random: np.random.Generator) -> Numbers:
    """The mean of ``frequency`` prices from the price list, each near what is ``wanted``."""
    prices = np.array(PRICES)
    buyer = np.repeat(np.arange(len(wanted)), frequency)
    tried = np.log(wanted[buyer]) + 0.35 * random.standard_normal(len(buyer))
    paid = prices[np.abs(tried[:, np.newaxis] - np.log(prices)).argmin(axis=1)]
    return np.asarray(np.bincount(buyer, weights=paid) / frequency)


def _interests(
    logits: Numbers, most: float, drive: Numbers, random: np.random.Generator
) -> pd.Series:
    """Tags joined as the customer table has them."""
    loading = random.uniform(0, most)
    noise = random.standard_normal(logits.shape)
    hidden = loading * drive[:, np.newaxis] + np.sqrt(1 - loading**2) * noise
    return join_tags(expit(logits) - stats.norm.cdf(hidden))


def join_tags(liking: Numbers) -> pd.Series:
    """Texts such as ``tag 01; tag 04`` from how much each tag is liked, shape (n, tags).

    Held are all above 0, or else the one liked most: a customer who bought bought something.
    """
    held = (liking > 0) | (liking == liking.max(axis=1, keepdims=True))
    names = np.array([f"tag {i + 1:02d}" for i in range(held.shape[1])])
    return pd.Series(["; ".join(names[row]) for row in held], dtype=object)


def _add_whales(columns: dict[str, object], part: float, random: np.random.Generator) -> None:
    """Some customers of any persona buy like a company: 20 to 60 times as much."""
    basket = np.asarray(columns["monetary_value"])
    whales = random.random(len(basket)) < part
    factor = np.where(whales, random.uniform(20, 60, len(basket)), 1)
    columns["monetary_value"] = np.round(basket * factor, 2)
    columns["total_spend"] = np.round(np.asarray(columns["total_spend"]) * factor, 2)


def _variables(plan: Plan, personas: Personas) -> tuple[str, ...]:
    numbers = [key for key in personas.positions if key not in BEHAVIOR or key in plan.numbers]
    if "total_spend" in plan.numbers:
        numbers.insert(0, "total_spend")
    tags = ["interests"] if personas.tags.shape[1] else []
    return (*numbers, *personas.levels, *tags)


def _lose_values(
    customers: pd.DataFrame,
    variables: tuple[str, ...],
    part: float,
    random: np.random.Generator,
) -> None:
    """Take out values of what a customer list would say; what follows from orders stays known.

    Half of the columns lose them by chance, in the others long-standing customers lose fewer.
    """
    long_standing = customers["tenure_days"].rank(pct=True).to_numpy()
    for index, key in enumerate(v for v in variables if v not in {"total_spend", *BEHAVIOR}):
        chance = part if index % 2 else 2 * part * (1 - long_standing)
        lost = random.random(len(customers)) < chance
        customers[key] = customers[key].astype(object).mask(lost, None)
        if key in OTHERS or key.startswith(("question", "noise")):
            customers[key] = customers[key].astype(np.float64)

"""What single columns look like within one persona: skewed amounts, counts, shares, answers.

Each takes uniform numbers ``u`` (n,) strictly between 0 and 1, the persona's ``position`` and its
``spread`` (numbers or (n,)). A step of 1 in position is about one standard deviation within a
persona of spread 1; none of the shapes is a normal distribution.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.special import expit

Numbers = npt.NDArray[np.float64]
Marginal = Callable[[Numbers, Numbers, Numbers], Numbers]

_LONGEST = 1_500  # days


def gamma_basket(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Mean amount of an order; gamma."""
    shape = 4 / spread**2
    return np.asarray(stats.gamma.ppf(u, shape) / shape * 70 * np.exp(0.5 * position))


def lognormal_basket(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Mean amount of an order; log-normal."""
    return np.asarray(60 * np.exp(0.5 * (position + spread * stats.norm.ppf(u))))


def heavy_basket(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Mean amount of an order with a tail so heavy that a few customers make the revenue."""
    return np.asarray(30 * np.exp(0.9 * position) * (1 - u) ** (-0.65 * spread))


def orders(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Number of orders, at least 1; a Poisson count whose rate differs between customers."""
    mean, size = 4 * np.exp(0.75 * position), 3 / spread**2
    return np.asarray(1 + stats.nbinom.ppf(u, size, size / (size + mean)))


def recency(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Whole days since the last order; nearly exponential."""
    shape = 1.3 / spread**2
    days = stats.gamma.ppf(u, shape) / shape * 60 * np.exp(0.85 * position)
    return np.asarray(np.minimum(np.floor(days), _LONGEST))


def span(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Days between the first and the last order; Weibull."""
    days = 350 * np.exp(0.7 * position) * (-np.log1p(-u)) ** (0.6 * spread)
    return np.asarray(np.minimum(np.ceil(days), 2 * _LONGEST))


def age(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Whole years, 18 to 90; beta."""
    return np.asarray(np.rint(18 + 72 * _beta(u, -0.4 + 0.6 * position, 11 / spread**2)))


def share(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """A leaning between 0 and 1; beta, mostly near one of the ends."""
    return _beta(u, -1.0 + 0.9 * position, 4 / spread**2)


def visits(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Visits to the shop, 0 and more; a count with many small values and a long tail."""
    mean, size = 9 * np.exp(0.75 * position), 2 / spread**2
    return np.asarray(stats.nbinom.ppf(u, size, size / (size + mean)))


def distance(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Kilometers to the shop, one decimal; log-logistic, a tail heavier than log-normal."""
    return np.asarray(np.round(12 * np.exp(0.9 * position) * (u / (1 - u)) ** (0.5 * spread), 1))


def items(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Pieces in an order, 1 and more, one decimal; gamma."""
    shape = 2.5 / spread**2
    pieces = 1 + stats.gamma.ppf(u, shape) / shape * 1.5 * np.exp(0.65 * position)
    return np.asarray(np.round(pieces, 1))


def answer(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """An answer from 1 to 5."""
    return np.asarray(np.rint(0.5001 + 4.9998 * _beta(u, 0.2 + 0.9 * position, 4 / spread**2)))


def points(u: Numbers, position: Numbers, spread: Numbers) -> Numbers:
    """Loyalty points in tens; a quarter has none."""
    rest = np.clip((u - 0.25) / 0.75, 1e-9, 1 - 1e-9)
    shape = 1.8 / spread**2
    held = stats.gamma.ppf(rest, shape) / shape * 300 * np.exp(0.8 * position)
    return np.asarray(np.where(u < 0.25, 0.0, 10 * np.rint(held / 10)))


def _beta(u: Numbers, logit: Numbers, concentration: Numbers) -> Numbers:
    mean = np.clip(expit(logit), 0.02, 0.98)
    return np.asarray(stats.beta.ppf(u, mean * concentration, (1 - mean) * concentration))

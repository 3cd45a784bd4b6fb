"""Groups as a latent-class mixture of numbers, categories and tags.

Every customer is of one of k groups that nobody sees. Given the group, the blocks of variables
are independent: numbers Gaussian with one covariance for all groups, a category multinomial, each
tag Bernoulli. With mixing shares p_j, densities f_jb and a weight w_b for each block b,

    log-likelihood = sum over customers of log sum over j of p_j prod over b of f_jb(x_b) ^ w_b

is raised by expectation-maximization (Dempster, Laird and Rubin, 1977). Latent-class analysis for
mixed data: Vermunt and Magidson, *Latent class cluster analysis* (2002). Starts: a few steps each
from several partitions, the best of them to the end (Biernacki, Celeux and Govaert, 2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from segmentation.blocks import Block, NumberBlock, count_rows, take
from segmentation.segments.densities import (
    Bernoulli,
    Density,
    Matrix,
    Multinomial,
    NumberTable,
    Table,
    TiedGaussian,
    answer_table,
    number_table,
)

CHUNK = 50_000
TRIED_ON = 1_500
HEATS = ((5, 4), (8, 1))
"""Starts run against each other: after so many steps so many are kept."""

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Model:
    """What EM carries from step to step: mixing ``shares`` (k,), a density for each table."""

    shares: Matrix
    densities: tuple[Density, ...]


class LatentClassMixture:
    """The mixture of ``groups`` groups; an estimator in the manner of scikit-learn.

    Learned by :meth:`fit`: ``model_``, ``log_likelihood_`` (weighted, of all rows), ``objective_``
    (the same with the smoothing; never falls from step to step), ``rounding_`` (what the coarseness
    of numbers takes of the likelihood), ``entropy_`` (how unsure rows are of their group, in nats,
    summed), ``parameters_`` (how many numbers are free), ``penalty_`` (what these cost, in nats,
    each block's times its weight), ``responsibilities_`` (n, k), ``rows_``, ``steps_`` and
    ``converged_``.
    """

    def __init__(self, groups: int, *, tolerance: float = 1e-6, most_steps: int = 500) -> None:
        """``tolerance`` ends the fit: the gain of a step for each row, in nats."""
        self.groups, self.tolerance, self.most_steps = groups, tolerance, most_steps

    def fit(self, blocks: Sequence[Block], starts: Sequence[Matrix]) -> Self:
        """Learn from ``blocks`` (n rows), each start being responsibilities (n, k).

        Of several starts the one that a few steps on some of the rows bring farthest is taken.
        """
        tables = make_tables(blocks)
        model = self._best_start(blocks, starts) if len(starts) > 1 else None
        model = model or _first_model(tables, starts[0])
        rows, self.steps_, self.converged_, self.objective_ = len(starts[0]), 0, False, -np.inf
        while True:
            totals, shares = _expect(model, tables, rows)
            self.log_likelihood_ = float(totals.sum())
            objective = self.log_likelihood_ + _log_prior(model, tables)
            self.converged_ = objective - self.objective_ < self.tolerance * rows
            self.objective_ = objective
            if self.converged_ or self.steps_ == self.most_steps:
                break
            model = _improve(model, tables, shares)
            self.steps_ += 1
        self.model_, self.rows_, self.responsibilities_ = model, rows, shares
        numbers = [table for table in tables if isinstance(table, NumberTable)]
        self.rounding_ = _log_prior(model, numbers)  # numbers come first among the tables
        self.entropy_ = float(-np.sum(shares * np.log(np.maximum(shares, 1e-300))))
        free = len(model.shares) - 1
        self.parameters_ = free + sum(density.parameters for density in model.densities)
        self.penalty_ = free * np.log(rows) / 2 + sum(
            table.weight * density.penalty(table)
            for table, density in zip(tables, model.densities, strict=True)
        )
        return self

    def _best_start(self, blocks: Sequence[Block], starts: Sequence[Matrix]) -> Model:
        some = spread(len(starts[0]), TRIED_ON)
        tables = make_tables(take(blocks, some))
        models = [_first_model(tables, start[some]) for start in starts]
        for steps, kept in HEATS:
            reached = [_advance(model, tables, len(some), steps) for model in models]
            reached.sort(key=lambda one: -one[0])
            models = [model for _, model in reached[:kept]]
        return models[0]

    @property
    def icl_(self) -> float:
        """The integrated completed likelihood (Biernacki, Celeux and Govaert, 2000), higher is
        better: log-likelihood (less what rounding takes of it) - penalty - entropy."""
        return float(self.log_likelihood_ + self.rounding_ - self.penalty_ - self.entropy_)

    def predict_proba(self, blocks: Sequence[Block]) -> Matrix:
        """The chance of each group for every row, shape (n, k)."""
        parts = []
        for start in range(0, count_rows(blocks), CHUNK):
            part = take(blocks, slice(start, start + CHUNK))
            parts.append(_expect(self.model_, make_tables(part), count_rows(part))[1])
        return np.concatenate(parts)

    def predict(self, blocks: Sequence[Block]) -> Labels:
        """The likeliest group of every row, shape (n,)."""
        return np.asarray(self.predict_proba(blocks).argmax(axis=1), dtype=np.int64)


def make_tables(blocks: Sequence[Block]) -> tuple[Table, ...]:
    """The blocks as the densities need them: numbers of the same weight vary together.

    Only ratios of weights matter: they are divided by their mean.
    """
    mean = float(np.mean([block.weight for block in blocks])) if blocks else 1.0
    numbers: dict[float, list[NumberBlock]] = {}
    tables: list[Table] = []
    for block in blocks:
        if isinstance(block, NumberBlock):
            numbers.setdefault(block.weight, []).append(block)
        else:
            tables.append(answer_table(block, block.weight / mean))
    return (*(number_table(group, weight / mean) for weight, group in numbers.items()), *tables)


def spread(rows: int, most: int) -> npt.NDArray[np.intp]:
    """At most ``most`` of ``rows`` places, spread evenly."""
    return np.unique(np.linspace(0, rows - 1, min(rows, most)).round().astype(np.intp))


def _first_model(tables: Sequence[Table], shares: Matrix) -> Model:
    return Model(_mixing(shares), tuple(_first_density(table, shares) for table in tables))


def _first_density(table: Table, shares: Matrix) -> Density:
    if isinstance(table, NumberTable):
        return TiedGaussian.start(table, shares)
    return Multinomial.start(table, shares) if table.exclusive else Bernoulli.start(table, shares)


def _advance(model: Model, tables: Sequence[Table], rows: int, steps: int) -> tuple[float, Model]:
    """The model after some steps, and the objective it has reached."""
    for _ in range(steps):
        model = _improve(model, tables, _expect(model, tables, rows)[1])
    return float(_expect(model, tables, rows)[0].sum()) + _log_prior(model, tables), model


def _improve(model: Model, tables: Sequence[Table], shares: Matrix) -> Model:
    densities = (
        density.improve(table, shares)
        for density, table in zip(model.densities, tables, strict=True)
    )
    return Model(_mixing(shares), tuple(densities))


def _mixing(shares: Matrix) -> Matrix:
    """Shares of the groups; one that lost everybody keeps next to nothing."""
    mixing = np.maximum(shares.mean(axis=0), 1e-12)
    return np.asarray(mixing / mixing.sum())


def _expect(model: Model, tables: Sequence[Table], rows: int) -> tuple[Matrix, Matrix]:
    """The log-likelihood of every row (n,), and its responsibilities (n, k)."""
    joint = np.tile(np.log(model.shares), (rows, 1))
    for table, density in zip(tables, model.densities, strict=True):
        joint += table.weight * density.log_density(table)
    highest = joint.max(axis=1, keepdims=True)
    np.exp(joint - highest, out=joint)
    sums = joint.sum(axis=1, keepdims=True)
    joint /= sums
    return (np.log(sums) + highest)[:, 0], joint


def _log_prior(model: Model, tables: Sequence[Table]) -> float:
    """Of the first of the model's densities, those of ``tables``."""
    return sum(
        table.weight * density.log_prior(table)
        for table, density in zip(tables, model.densities, strict=False)
    )

"""Groups as a latent-class mixture of numbers, categories and tags.

Every customer is of one of k groups that nobody sees. Given the group, the blocks of variables
are independent: numbers Gaussian, spread in each group in its own way but hanging together as in
all; a category multinomial, each tag Bernoulli. With mixing shares p_j, densities f_jb and a
weight w_b for each block b,

    log-likelihood = sum over customers of log sum over j of p_j prod over b of f_jb(x_b) ^ w_b

is raised by expectation-maximization (Dempster, Laird and Rubin, 1977). Latent-class analysis for
mixed data: Vermunt and Magidson, *Latent class cluster analysis* (2002); such spreads: Biernacki
and Lourme, *Stable and visualizable Gaussian parsimonious clustering models* (2014). Starts: a few
steps each from several partitions, the best of them to the end (Biernacki, Celeux and Govaert,
2003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from segmentation.blocks import Block, count_rows, take
from segmentation.segments.densities import Bernoulli, Density, Multinomial
from segmentation.segments.gaussian import Gaussian
from segmentation.segments.tables import Matrix, NumberTable, Rows, Table, make_rows

CHUNK = 20_000
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
    (the same with the smoothing; never falls from step to step), ``entropy_`` (how unsure rows are
    of their group, in nats, summed), ``parameters_`` (how many numbers are free), ``penalty_``
    (what these cost, in nats, each block's times its weight), ``responsibilities_`` (n, k),
    ``rows_``, ``steps_`` and ``converged_``.
    """

    def __init__(self, groups: int, *, tolerance: float = 1e-6, most_steps: int = 500) -> None:
        """``tolerance`` ends the fit: the gain of a step for each row, in nats."""
        self.groups, self.tolerance, self.most_steps = groups, tolerance, most_steps

    def fit(self, blocks: Sequence[Block], starts: Sequence[Matrix]) -> Self:
        """Learn from ``blocks`` (n rows), each start being responsibilities (n, k).

        Of several starts the one that a few steps on some of the rows bring farthest is taken.
        """
        rows = make_rows(blocks)
        model = _best_start(blocks, starts) if len(starts) > 1 else None
        model = model or _first_model(rows, starts[0])
        count, self.steps_, self.converged_, self.objective_ = len(starts[0]), 0, False, -np.inf
        while True:
            totals, shares = _expect(model, rows)
            self.log_likelihood_ = float(totals.sum())
            objective = self.log_likelihood_ + _log_prior(model, rows.tables)
            self.converged_ = objective - self.objective_ < self.tolerance * count
            self.objective_ = objective
            if self.converged_ or self.steps_ == self.most_steps:
                break
            model = _improve(model, rows, shares)
            self.steps_ += 1
        self.model_, self.rows_, self.responsibilities_ = model, count, rows.unsort(shares)
        self.entropy_ = float(-np.sum(shares * np.log(np.maximum(shares, 1e-300))))
        free = len(model.shares) - 1
        self.parameters_ = free + sum(density.parameters for density in model.densities)
        self.penalty_ = free * np.log(count) / 2 + sum(
            table.weight * density.penalty(table)
            for table, density in zip(rows.tables, model.densities, strict=True)
        )
        return self

    @property
    def icl_(self) -> float:
        """The integrated completed likelihood (Biernacki, Celeux and Govaert, 2000), higher is
        better: log-likelihood - penalty - entropy."""
        return float(self.log_likelihood_ - self.penalty_ - self.entropy_)

    def predict_proba(self, blocks: Sequence[Block]) -> Matrix:
        """The chance of each group for every row, shape (n, k)."""
        parts = []
        for start in range(0, count_rows(blocks), CHUNK):
            rows = make_rows(take(blocks, slice(start, start + CHUNK)))
            parts.append(rows.unsort(_expect(self.model_, rows)[1]))
        return np.concatenate(parts)

    def predict(self, blocks: Sequence[Block]) -> Labels:
        """The likeliest group of every row, shape (n,)."""
        return np.asarray(self.predict_proba(blocks).argmax(axis=1), dtype=np.int64)


def spread(rows: int, most: int) -> npt.NDArray[np.intp]:
    """At most ``most`` of ``rows`` places, spread evenly."""
    return np.unique(np.linspace(0, rows - 1, min(rows, most)).round().astype(np.intp))


def _best_start(blocks: Sequence[Block], starts: Sequence[Matrix]) -> Model:
    some = spread(len(starts[0]), TRIED_ON)
    rows = make_rows(take(blocks, some))
    models = [_first_model(rows, start[some]) for start in starts]
    for steps, kept in HEATS:
        reached = [_advance(model, rows, steps) for model in models]
        reached.sort(key=lambda one: -one[0])
        models = [model for _, model in reached[:kept]]
    return models[0]


def _first_model(rows: Rows, start: Matrix) -> Model:
    sums = rows.add_up(rows.sort(start))
    return Model(_mixing(sums), tuple(_first_density(table, sums) for table in rows.tables))


def _first_density(table: Table, sums: Matrix) -> Density:
    if isinstance(table, NumberTable):
        return Gaussian.start(table, sums)
    return Multinomial.start(table, sums) if table.exclusive else Bernoulli.start(table, sums)


def _advance(model: Model, rows: Rows, steps: int) -> tuple[float, Model]:
    """The model after some steps, and the objective it has reached."""
    for _ in range(steps):
        model = _improve(model, rows, _expect(model, rows)[1])
    return float(_expect(model, rows)[0].sum()) + _log_prior(model, rows.tables), model


def _improve(model: Model, rows: Rows, shares: Matrix) -> Model:
    sums = rows.add_up(shares)
    densities = (
        density.improve(table, sums)
        for density, table in zip(model.densities, rows.tables, strict=True)
    )
    return Model(_mixing(sums), tuple(densities))


def _mixing(sums: Matrix) -> Matrix:
    """Shares of the groups; one that lost everybody keeps next to nothing."""
    counts = sums[:, :, 0].sum(axis=0)
    mixing = np.maximum(counts / counts.sum(), 1e-12)
    return np.asarray(mixing / mixing.sum())


def _expect(model: Model, rows: Rows) -> tuple[Matrix, Matrix]:
    """The log-likelihood of every row (n,), and its responsibilities (k, n), rows sorted."""
    coefficients = np.zeros((len(rows.parts), len(model.shares), rows.terms.shape[1]))
    coefficients[:, :, 0] = np.log(model.shares)
    for table, density in zip(rows.tables, model.densities, strict=True):
        constant, own = density.coefficients(table)
        coefficients[:, :, 0] += table.weight * constant
        coefficients[:, :, table.columns] = table.weight * own
    joint = rows.combine(coefficients)
    highest = joint.max(axis=0)
    joint -= highest
    np.exp(joint, out=joint)
    sums = joint.sum(axis=0)
    joint /= sums
    return np.log(sums) + highest, joint


def _log_prior(model: Model, tables: Sequence[Table]) -> float:
    return sum(
        table.weight * density.log_prior(table)
        for table, density in zip(tables, model.densities, strict=True)
    )

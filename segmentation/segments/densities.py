"""How values are spread within a group, for each kind of block.

Each holds what was learned for k groups and takes the table of its kind. A missing value says
nothing: it has density 1 in every group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from segmentation.blocks import CategoryBlock, NumberBlock, TagsBlock
from segmentation.levels import MISSING

Matrix: TypeAlias = npt.NDArray[np.float64]

SMOOTHING = 1.0
"""To the answers of each group that many are added, shared out as those of everybody."""
RIDGE = 1e-6
"""Added to variances of z-scores, so that what is the same for a whole group divides by no zero."""


class Density(Protocol):
    """What every kind of density can do."""

    @property
    def parameters(self) -> int:
        """How many numbers were free to be learned."""

    def log_density(self, table: Any) -> Matrix:
        """The log density of every row in every group, shape (n, k)."""

    def penalty(self, table: Any) -> float:
        """What the free numbers cost when models are compared, in nats (Schwarz, 1978): half the
        logarithm of the information that the rows give of each."""

    def log_prior(self, table: Any) -> float:
        """What the smoothing adds to the log-likelihood that :meth:`improve` raises."""

    def improve(self, table: Any, shares: Matrix) -> Density:
        """A better density of the rows by their ``shares`` in the groups (responsibilities,
        shape (n, k))."""


@dataclass(frozen=True, eq=False)
class NumberTable:
    """Numbers that vary together: ``values`` (n, p) with 0 where missing.

    Row i lacks what ``observed[pattern[i]]`` (m, p) is false for. ``order`` sorts the rows by
    pattern and ``starts`` says where each begins; ``products`` (m, p, p) are the sums of x x' by
    pattern. ``resolution`` (p,) is the rounding variance of each number.
    """

    weight: float
    values: Matrix
    observed: npt.NDArray[np.bool_]
    pattern: npt.NDArray[np.intp]
    order: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    products: Matrix
    resolution: Matrix

    def sum_by_pattern(self, shares: Matrix) -> Matrix:
        """Sums of the rows' values by pattern and group, shape (m, k, p)."""
        if len(self.observed) == 1:
            return (shares.T @ self.values)[np.newaxis]
        weighted = shares[:, :, np.newaxis] * self.values[:, np.newaxis]
        return np.add.reduceat(weighted[self.order], self.starts)

    def count_by_pattern(self, shares: Matrix) -> Matrix:
        """Sums of shares by pattern, shape (m, k)."""
        return np.add.reduceat(shares[self.order], self.starts)


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """One category or one set of tags: ``held`` (n, q) is 1 for what a row has, ``known`` (n,)
    1 for rows with any value; ``exclusive`` where exactly one of q is held. ``overall`` (q,)
    are the shares of those with any value who hold each; ``empty`` where some hold none."""

    weight: float
    held: Matrix
    known: Matrix
    exclusive: bool
    overall: Matrix
    empty: bool


Table: TypeAlias = NumberTable | AnswerTable


def number_table(blocks: Sequence[NumberBlock], weight: float) -> NumberTable:
    """The table of numbers that share a weight."""
    values = np.column_stack([block.values for block in blocks])
    seen = ~np.isnan(values)
    patterns, codes = np.unique(seen, axis=0, return_inverse=True)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(codes.max(initial=0) + 1))
    values = np.where(seen, values, 0.0)
    products = np.stack([
        values[rows].T @ values[rows] for rows in np.split(order, starts[1:])
    ])  # fmt: skip
    resolution = np.array([block.resolution for block in blocks])
    return NumberTable(weight, values, patterns, codes, order, starts, products, resolution)


def answer_table(block: CategoryBlock | TagsBlock, weight: float) -> AnswerTable:
    """The table of a category or of tags."""
    if isinstance(block, CategoryBlock):
        held = (block.codes[:, np.newaxis] == np.arange(len(block.names))).astype(np.float64)
        return _count_answers(weight, held, block.codes != MISSING, exclusive=True)
    known = block.patterns != MISSING
    held = (block.holds[block.patterns] & known[:, np.newaxis]).astype(np.float64)
    return _count_answers(weight, held, known, exclusive=False)


def _count_answers(
    weight: float, held: Matrix, known: npt.NDArray[np.bool_], *, exclusive: bool
) -> AnswerTable:
    overall = np.clip(held.sum(axis=0) / max(int(known.sum()), 1), 1e-9, 1 - 1e-9)
    empty = bool(np.any(known & ~held.any(axis=1)))
    return AnswerTable(weight, held, known.astype(np.float64), exclusive, overall, empty)


@dataclass(frozen=True, eq=False)
class TiedGaussian:
    """``means`` (k, p) of each group, one ``covariance`` (p, p) for all.

    log N(x; m, S) = -(d log 2 pi + log |S| + (x - m)' S^-1 (x - m)) / 2 over the d numbers that
    a row has. The step is that of Ghahramani and Jordan (1994) for incomplete rows: what a row
    lacks enters by its expectation given what it has, and by the covariance left.
    """

    means: Matrix
    covariance: Matrix

    @classmethod
    def start(cls, table: NumberTable, shares: Matrix) -> TiedGaussian:
        """Group means and pooled variances of the values that are there."""
        seen = table.observed[table.pattern].astype(np.float64)
        counts = shares.T @ seen
        overall = table.values.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        means = (shares.T @ table.values + overall) / (counts + 1)
        left = (table.values - (shares @ means)) * seen
        variances = (left**2).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        return cls(means, np.diag(variances + table.resolution + RIDGE))

    @property
    def parameters(self) -> int:
        groups, numbers = self.means.shape
        return int(groups * numbers + numbers * (numbers + 1) // 2)

    def penalty(self, table: NumberTable) -> float:
        return float(self.parameters * np.log(len(table.values)) / 2)

    def log_density(self, table: NumberTable) -> Matrix:
        precision, log_determinant = self._precision(table)
        if len(precision) == 1:
            towards = table.values @ precision[0]
        else:
            towards = np.einsum("ni,nij->nj", table.values, precision[table.pattern])
        constant = table.observed.sum(axis=1) * np.log(2 * np.pi) + log_determinant
        centers = np.einsum("ki,mij,kj->mk", self.means, precision, self.means)
        by_pattern = -(centers + constant[:, np.newaxis]) / 2
        own = np.einsum("ni,ni->n", towards, table.values) / 2
        return np.asarray(towards @ self.means.T - own[:, np.newaxis] + by_pattern[table.pattern])

    def log_prior(self, table: NumberTable) -> float:
        floor = table.resolution + RIDGE
        inverse = np.linalg.inv(self.covariance)
        return float(-len(table.values) * (np.diag(inverse) @ floor) / 2)

    def improve(self, table: NumberTable, shares: Matrix) -> TiedGaussian:
        precision, _ = self._precision(table)
        filling = self.covariance @ precision  # from a row's known deviations to all of them
        counts, sums = table.count_by_pattern(shares), table.sum_by_pattern(shares)
        centers = table.observed[:, np.newaxis] * self.means
        off = sums - counts[:, :, np.newaxis] * centers
        members = counts.sum(axis=0)
        moved = np.einsum("mij,mkj->ki", filling, off) / np.maximum(members, 1e-9)[:, np.newaxis]
        cross = np.einsum("mki,mkj->mij", sums, centers)
        own = np.einsum("mki,mk,mkj->mij", centers, counts, centers)
        squares = table.products - cross - cross.transpose(0, 2, 1) + own
        known = np.einsum("mij,mjl,mnl->in", filling, squares, filling)
        left = self.covariance - filling @ self.covariance
        unknown = np.einsum("m,mij->ij", counts.sum(axis=1), left)
        covariance = (known + unknown - (members * moved.T) @ moved) / len(table.values)
        covariance = (covariance + covariance.T) / 2
        covariance[np.diag_indices_from(covariance)] += table.resolution + RIDGE
        return TiedGaussian(self.means + moved, covariance)

    def _precision(self, table: NumberTable) -> tuple[Matrix, Matrix]:
        """For each pattern the inverse covariance of what is known, 0 elsewhere (m, p, p), and
        the logarithm of that covariance's determinant (m,)."""
        both = table.observed[:, :, np.newaxis] & table.observed[:, np.newaxis]
        known = np.where(both, self.covariance, 0.0)
        known += np.eye(len(self.covariance)) * ~table.observed[:, np.newaxis]
        return np.where(both, np.linalg.inv(known), 0.0), np.linalg.slogdet(known)[1]


@dataclass(frozen=True, eq=False)
class Multinomial:
    """``chances`` (k, q) of each level in each group, adding up to 1."""

    chances: Matrix

    @classmethod
    def start(cls, table: AnswerTable, shares: Matrix) -> Multinomial:
        return cls(_smooth(table, shares, shares.T @ table.known))

    @property
    def parameters(self) -> int:
        groups, levels = self.chances.shape
        return int(groups * (levels - 1))

    def penalty(self, table: AnswerTable) -> float:
        commonest = int(table.overall.argmax())  # given by the others
        return len(self.chances) * float(np.delete(_log_information(table), commonest).sum()) / 2

    def log_density(self, table: AnswerTable) -> Matrix:
        return table.held @ np.log(self.chances).T

    def log_prior(self, table: AnswerTable) -> float:
        return SMOOTHING * float(np.sum(np.log(self.chances) @ table.overall))

    def improve(self, table: AnswerTable, shares: Matrix) -> Multinomial:
        return Multinomial(_smooth(table, shares, shares.T @ table.known))


@dataclass(frozen=True, eq=False)
class Bernoulli:
    """``chances`` (k, q) that a member of a group holds each tag, independent of each other.

    Often nobody is known to hold none, because then nothing was written down. The density is
    then that of those who hold any, p(x) / (1 - p(none)); without that, the lack of empty rows
    would itself look like groups. The step adds the empty rows that were not written down by
    their expectation (Dempster, Laird and Rubin, 1977, section 4.2).
    """

    chances: Matrix
    truncated: bool

    @classmethod
    def start(cls, table: AnswerTable, shares: Matrix) -> Bernoulli:
        return cls(_smooth(table, shares, shares.T @ table.known), not table.empty)

    @property
    def parameters(self) -> int:
        return int(self.chances.size)

    def penalty(self, table: AnswerTable) -> float:
        return len(self.chances) * float(_log_information(table).sum()) / 2

    def log_density(self, table: AnswerTable) -> Matrix:
        lacking = np.log1p(-self.chances)
        constant = lacking.sum(axis=1) - self._log_written(lacking)
        held = table.held @ (np.log(self.chances) - lacking).T
        return np.asarray(held + np.outer(table.known, constant))

    def log_prior(self, table: AnswerTable) -> float:
        held, lacking = np.log(self.chances), np.log1p(-self.chances)
        prior = held @ table.overall + lacking @ (1 - table.overall)
        return SMOOTHING * float(np.sum(prior - self._log_written(lacking)))

    def improve(self, table: AnswerTable, shares: Matrix) -> Bernoulli:
        written = np.exp(self._log_written(np.log1p(-self.chances)))
        return Bernoulli(_smooth(table, shares, shares.T @ table.known, written), self.truncated)

    def _log_written(self, lacking: Matrix) -> Matrix:
        """log of the chance that a member holds any, shape (k,)."""
        if not self.truncated:
            return np.zeros(len(lacking))
        return np.asarray(np.log(np.maximum(-np.expm1(lacking.sum(axis=1)), 1e-9)))


def _log_information(table: AnswerTable) -> Matrix:
    """log of n q (1 - q), what n answers tell of the log-odds of a chance q, at least 0.

    Counting n instead, as for numbers, would hide small groups behind rare answers.
    """
    information = table.known.sum() * table.overall * (1 - table.overall)
    return np.asarray(np.log(np.maximum(information, 1.0)))


def _smooth(
    table: AnswerTable, shares: Matrix, members: Matrix, written: Matrix | float = 1.0
) -> Matrix:
    """Chances (k, q) among ``members`` (k,), of whom only the share ``written`` was seen."""
    counts = shares.T @ table.held
    seen = (members + SMOOTHING) / written
    return np.minimum((counts + SMOOTHING * table.overall) / seen[:, np.newaxis], 1 - 1e-9)

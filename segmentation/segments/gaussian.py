"""How numbers are spread within groups: Gaussian, in each group in its own way.

log N(x; m, S) = -(d log 2 pi + log |S| + (x - m)' S^-1 (x - m)) / 2 over the d numbers that a row
has. A value that stands for a range counts as the mean over the range, less by r (S^-1)_ii / 2 for
a rounding variance r, so that no group gains by lying on a mark of the scale.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segmentation.segments.tables import Matrix, NumberTable

SMOOTHING = 1.0
"""To each group that many are added, who lie about its mean as all lie about theirs."""


@dataclass(frozen=True, eq=False)
class Gaussian:
    """``means`` (k, p) and ``covariances`` (k, p, p) of the groups.

    Their spreads are each group's own, their correlations the same for all. The step is that of
    Ghahramani and Jordan (1994) for incomplete rows: what a row lacks enters by its expectation
    given what it has, and by the covariance left.
    """

    means: Matrix
    covariances: Matrix

    @classmethod
    def start(cls, table: NumberTable, sums: Matrix) -> Gaussian:
        """Group means and pooled variances of the values that are there."""
        counts, values, squares = _moments(table, sums)
        seen = np.einsum("mk,mp->kp", counts, table.observed)
        values = values.sum(axis=0)
        everybody = values.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        means = (values + everybody) / (seen + 1)
        left = np.einsum("mkpp->kp", squares) - 2 * means * values + seen * means**2
        variances = left.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
        # A number of which these rows have no value says nothing yet.
        pooled = np.diag(np.where(variances > 0, variances, 1.0))
        return cls(means, np.repeat(pooled[np.newaxis], len(means), axis=0))

    @property
    def parameters(self) -> int:
        groups, numbers = self.means.shape
        return int(2 * groups * numbers + numbers * (numbers - 1) // 2)

    def penalty(self, table: NumberTable) -> float:
        return float(self.parameters * np.log(table.rows) / 2)

    def coefficients(self, table: NumberTable) -> tuple[Matrix, Matrix]:
        precision, log_determinant = self._precision(table)
        towards = (precision @ self.means[..., np.newaxis])[..., 0]
        lost = table.observed.sum(axis=1, keepdims=True) * np.log(2 * np.pi)
        constant = -((towards * self.means).sum(axis=2) + log_determinant + lost) / 2
        first, second = table.pairs
        squares = -precision[:, :, first, second]
        squares[:, :, first == second] /= 2  # every other product stands for two
        rounding = -np.einsum("mkii->mki", precision) / 2
        return constant, np.concatenate([towards, squares, rounding], axis=2)

    def log_prior(self, table: NumberTable) -> float:
        inverse = np.linalg.inv(self.covariances)
        determinants = np.linalg.slogdet(self.covariances)[1]
        return -SMOOTHING / 2 * float(np.sum(determinants) + np.sum(inverse * table.covariance))

    def improve(self, table: NumberTable, sums: Matrix) -> Gaussian:
        counts, values, squares = _moments(table, sums)
        members = counts.sum(axis=0)[:, np.newaxis]
        centers = table.observed[:, np.newaxis] * self.means
        off = values - counts[..., np.newaxis] * centers
        cross = _outer(values, centers)
        scatter = squares - cross - cross.swapaxes(2, 3)
        scatter += _outer(counts[..., np.newaxis] * centers, centers)
        if not table.complete:
            precision, _ = self._precision(table)
            filling = self.covariances @ precision  # from a row's known deviations to all
            off = (filling @ off[..., np.newaxis])[..., 0]
            left = self.covariances - filling @ self.covariances
            scatter = filling @ scatter @ filling.swapaxes(2, 3)
            scatter += counts[..., np.newaxis, np.newaxis] * left
        moved = off.sum(axis=0) / np.maximum(members, 1e-9)
        around = scatter.sum(axis=0) - _outer(members * moved, moved)
        around += SMOOTHING * table.covariance
        return Gaussian(self.means + moved, self._spread(around, members[:, 0] + SMOOTHING))

    def _spread(self, scatter: Matrix, members: Matrix) -> Matrix:
        """Better spreads given the correlations, number by number, then better correlations.

        With a_i = 1 / spread, correlations R and W = scatter / members a group has
        log |a| - sum of a_i a_j (R^-1)_ij W_ij / 2, highest in a_i at the root of a square.
        """
        spreads = np.sqrt(np.einsum("kii->ki", self.covariances))
        inverse = np.linalg.inv(self.covariances[0] / _outer(spreads[0], spreads[0]))
        pull = inverse * scatter / members[:, np.newaxis, np.newaxis]
        scales = 1 / spreads
        for i in range(len(inverse)):
            own = pull[:, i, i]
            others = (pull[:, i] * scales).sum(axis=1) - own * scales[:, i]
            scales[:, i] = (np.sqrt(others**2 + 4 * own) - others) / (2 * own)
        shape = (scatter * _outer(scales, scales)).sum(axis=0) / members.sum()
        return np.asarray((shape + shape.T) / 2 / _outer(scales, scales))

    def _precision(self, table: NumberTable) -> tuple[Matrix, Matrix]:
        """For each pattern the inverse covariances of what is known, 0 elsewhere (m, k, p, p), and
        the logarithms of those covariances' determinants (m, k)."""
        if table.complete:
            known = self.covariances[np.newaxis]
            inverse = np.linalg.inv(known)
        else:
            pairs = table.observed[:, :, np.newaxis] & table.observed[:, np.newaxis]
            both = pairs[:, np.newaxis]
            known = np.where(both, self.covariances, 0.0)
            known += np.eye(self.means.shape[1]) * ~table.observed[:, np.newaxis, np.newaxis]
            inverse = np.where(both, np.linalg.inv(known), 0.0)
        return np.asarray(inverse, dtype=np.float64), np.asarray(np.linalg.slogdet(known)[1])


def _outer(left: Matrix, right: Matrix) -> Matrix:
    return left[..., :, np.newaxis] * right[..., np.newaxis, :]


def _moments(table: NumberTable, sums: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Counts (m, k), sums of values (m, k, p), of squares with rounding (m, k, p, p)."""
    own = sums[:, :, table.columns]
    count = table.observed.shape[1]
    first, second = table.pairs
    squares = np.empty((*own.shape[:2], count, count))
    squares[:, :, first, second] = own[:, :, count:-count]
    squares[:, :, second, first] = own[:, :, count:-count]
    np.einsum("mkii->mki", squares)[:] += own[:, :, -count:]
    return sums[:, :, 0], own[:, :, :count], squares

"""How values are spread within a group, for each kind of block.

Each holds what was learned for k groups, takes the table of its kind and the sums (m, k, t) of all
terms by pattern of gaps and group. A missing value says nothing: it has density 1 in every group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from segmentation.segments.tables import AnswerTable, Matrix

SMOOTHING = 1.0
"""To the answers of each group that many are added, shared out as those of everybody."""


class Density(Protocol):
    """What every kind of density can do."""

    @property
    def parameters(self) -> int:
        """How many numbers were free to be learned."""

    def coefficients(self, table: Any) -> tuple[Matrix, Matrix]:
        """The log density of a row as a constant and what its terms are multiplied by, for each
        pattern and group: (m, k) and (m, k, terms of the table); m can be 1 for all."""

    def penalty(self, table: Any) -> float:
        """What the free numbers cost when models are compared, in nats (Schwarz, 1978): half the
        logarithm of the information that the rows give of each."""

    def log_prior(self, table: Any) -> float:
        """What the smoothing adds to the log-likelihood that :meth:`improve` raises."""

    def improve(self, table: Any, sums: Matrix) -> Density:
        """A better density of the rows that add up to ``sums``."""


@dataclass(frozen=True, eq=False)
class Multinomial:
    """``chances`` (k, q) of each level in each group, adding up to 1."""

    chances: Matrix

    @classmethod
    def start(cls, table: AnswerTable, sums: Matrix) -> Multinomial:
        return cls(_smooth(table, sums))

    @property
    def parameters(self) -> int:
        groups, levels = self.chances.shape
        return int(groups * (levels - 1))

    def penalty(self, table: AnswerTable) -> float:
        commonest = int(table.overall.argmax())  # given by the others
        return len(self.chances) * float(np.delete(_log_information(table), commonest).sum()) / 2

    def coefficients(self, table: AnswerTable) -> tuple[Matrix, Matrix]:
        return _by_known(np.zeros(len(self.chances)), np.log(self.chances))

    def log_prior(self, table: AnswerTable) -> float:
        return SMOOTHING * float(np.sum(np.log(self.chances) @ table.overall))

    def improve(self, table: AnswerTable, sums: Matrix) -> Multinomial:
        return Multinomial(_smooth(table, sums))


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
    def start(cls, table: AnswerTable, sums: Matrix) -> Bernoulli:
        return cls(_smooth(table, sums), not table.empty)

    @property
    def parameters(self) -> int:
        return int(self.chances.size)

    def penalty(self, table: AnswerTable) -> float:
        return len(self.chances) * float(_log_information(table).sum()) / 2

    def coefficients(self, table: AnswerTable) -> tuple[Matrix, Matrix]:
        lacking = np.log1p(-self.chances)
        constant = lacking.sum(axis=1) - self._log_written(lacking)
        return _by_known(constant, np.log(self.chances) - lacking)

    def log_prior(self, table: AnswerTable) -> float:
        held, lacking = np.log(self.chances), np.log1p(-self.chances)
        prior = held @ table.overall + lacking @ (1 - table.overall)
        return SMOOTHING * float(np.sum(prior - self._log_written(lacking)))

    def improve(self, table: AnswerTable, sums: Matrix) -> Bernoulli:
        written = np.exp(self._log_written(np.log1p(-self.chances)))
        return Bernoulli(_smooth(table, sums, written), self.truncated)

    def _log_written(self, lacking: Matrix) -> Matrix:
        """log of the chance that a member holds any, shape (k,)."""
        if not self.truncated:
            return np.zeros(len(lacking))
        return np.asarray(np.log(np.maximum(-np.expm1(lacking.sum(axis=1)), 1e-9)))


def _by_known(constant: Matrix, held: Matrix) -> tuple[Matrix, Matrix]:
    """Coefficients of rows with any answer (k,) and of each that is held (k, q)."""
    terms = np.column_stack([constant, held])[np.newaxis]
    return np.zeros((1, len(held))), terms


def _log_information(table: AnswerTable) -> Matrix:
    """log of n q (1 - q), what n answers tell of the log-odds of a chance q, at least 0.

    Counting n instead, as for numbers, would hide small groups behind rare answers.
    """
    information = table.known * table.overall * (1 - table.overall)
    return np.asarray(np.log(np.maximum(information, 1.0)))


def _smooth(table: AnswerTable, sums: Matrix, written: Matrix | float = 1.0) -> Matrix:
    """Chances (k, q) among the members of each group, of whom the share ``written`` was seen."""
    own = sums[:, :, table.columns].sum(axis=0)
    seen = (own[:, 0] + SMOOTHING) / written
    chances = (own[:, 1:] + SMOOTHING * table.overall) / seen[:, np.newaxis]
    return np.asarray(np.minimum(chances, 1 - 1e-9))

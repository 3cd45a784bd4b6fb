"""Blocks -> sufficient statistics: what the densities need to know of every customer.

The log density of each kind of block is a sum over *terms* of a row, each times a coefficient of
the group (Barndorff-Nielsen, 1978, exponential families). So all rows meet all groups in one
matrix product, and what a group's customers add up to is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from segmentation.blocks import Block, CategoryBlock, NumberBlock, TagsBlock
from segmentation.levels import MISSING

Matrix: TypeAlias = npt.NDArray[np.float64]

Pairs: TypeAlias = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

RIDGE = 0.01
"""Rounding of z-scores at least: who differ by less than a tenth of a standard deviation count as
alike. Otherwise two numbers that say the same would find groups in how they fail to agree."""


@dataclass(frozen=True, eq=False)
class NumberTable:
    """Numbers that vary together: for each row their values, products of two (``pairs``, their
    places) and rounding variances, 0 where missing.

    ``observed`` (m, p) says what is known in each pattern of gaps, ``complete`` that everything
    is; ``rows`` counts the rows.
    ``covariance`` (p, p) is that of everybody with rounding, gaps taken to hang together with
    nothing.
    """

    weight: float
    columns: slice
    observed: npt.NDArray[np.bool_]
    rows: int
    covariance: Matrix
    pairs: Pairs
    complete: bool


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """One category or one set of tags: for each row 1 where there is any answer, and 1 for each
    of q that it holds, exactly one of them where ``exclusive``.

    Of the ``known`` rows with an answer, ``overall`` (q,) hold each; ``empty`` where some hold
    none.
    """

    weight: float
    columns: slice
    exclusive: bool
    known: float
    overall: Matrix
    empty: bool


Table: TypeAlias = NumberTable | AnswerTable


@dataclass(frozen=True, eq=False)
class Rows:
    """The ``terms`` (n, t) of n rows, the first of them 1, sorted by their pattern of gaps.

    ``order`` (n,) are the places the rows came from, ``parts`` where each of the m patterns lies.
    ``tables`` say what their columns of ``terms`` mean.
    """

    terms: Matrix
    order: npt.NDArray[np.intp]
    parts: tuple[slice, ...]
    tables: tuple[Table, ...]

    def combine(self, coefficients: Matrix) -> Matrix:
        """The sum of each row's terms times the ``coefficients`` (m, k, t), shape (k, n)."""
        combined = np.empty((coefficients.shape[1], len(self.terms)))
        for part, own in zip(self.parts, coefficients, strict=True):
            np.matmul(own, self.terms[part].T, out=combined[:, part])
        return combined

    def add_up(self, shares: Matrix) -> Matrix:
        """The terms added up by pattern and group, for ``shares`` (k, n); shape (m, k, t)."""
        return np.stack([shares[:, part] @ self.terms[part] for part in self.parts])

    def sort(self, shares: Matrix) -> Matrix:
        """``shares`` (n, k) of rows as they came, as (k, n) of sorted rows."""
        return np.ascontiguousarray(shares[self.order].T)

    def unsort(self, shares: Matrix) -> Matrix:
        """The other way round."""
        unsorted = np.empty(shares.shape[::-1])
        unsorted[self.order] = shares.T
        return unsorted


def make_rows(blocks: Sequence[Block]) -> Rows:
    """The rows of ``blocks``; numbers of the same weight vary together.

    Only ratios of weights matter: they are divided by their mean.
    """
    mean = float(np.mean([block.weight for block in blocks])) if blocks else 1.0
    numbers: dict[float, list[NumberBlock]] = {}
    for block in blocks:
        if isinstance(block, NumberBlock):
            numbers.setdefault(block.weight, []).append(block)
    together = [block for group in numbers.values() for block in group]
    order, parts, observed = _patterns(together)
    terms: list[Matrix] = []
    tables: list[Table] = []
    place, seen = 1, 0
    for weight, group in numbers.items():
        known = observed[:, seen : seen + len(group)]
        seen += len(group)
        terms.append(_number_terms(group))
        columns = slice(place, place + terms[-1].shape[1])
        tables.append(_number_table(terms[-1], known, weight / mean, columns))
        place = columns.stop
    for block in blocks:
        if not isinstance(block, NumberBlock):
            terms.append(_answer_terms(block))
            columns = slice(place, place + terms[-1].shape[1])
            tables.append(_answer_table(terms[-1], block, block.weight / mean, columns))
            place = columns.stop
    whole = np.hstack([np.ones((len(terms[0]), 1)), *terms])
    if len(parts) > 1:
        whole = whole[order]
    elif not len(order):
        order = np.arange(len(whole))
        parts = (slice(0, len(whole)),)
    return Rows(whole, order, parts, tuple(tables))


def _patterns(
    numbers: Sequence[NumberBlock],
) -> tuple[npt.NDArray[np.intp], tuple[slice, ...], npt.NDArray[np.bool_]]:
    """The rows sorted by what they lack, where each pattern lies, what is known in it (m, p)."""
    if not numbers:
        return np.arange(0), (), np.ones((1, 0), dtype=bool)
    known = ~np.isnan(np.column_stack([block.values for block in numbers]))
    if known.all():
        return np.arange(len(known)), (slice(0, len(known)),), known[:1]
    patterns, codes = np.unique(known, axis=0, return_inverse=True)
    ends = np.cumsum(np.bincount(codes)).tolist()
    parts = tuple(slice(*ends_of) for ends_of in zip([0, *ends], ends, strict=False))
    return np.argsort(codes, kind="stable"), parts, patterns


def _number_terms(blocks: Sequence[NumberBlock]) -> Matrix:
    values = np.column_stack([block.values for block in blocks])
    rounding = np.column_stack([block.rounding for block in blocks]) + RIDGE
    rounding[np.isnan(values)] = 0.0
    values = np.nan_to_num(values)
    first, second = np.triu_indices(len(blocks))
    return np.hstack([values, values[:, first] * values[:, second], rounding])


def _number_table(
    terms: Matrix, observed: npt.NDArray[np.bool_], weight: float, columns: slice
) -> NumberTable:
    count = observed.shape[1]
    values, rounding = terms[:, :count], terms[:, -count:]
    seen = rounding > 0
    known = np.maximum(seen.sum(axis=0), 1)
    off = (values - values.sum(axis=0) / known) * seen
    covariance = off.T @ off / len(off)
    diagonal = ((off**2 + rounding).sum(axis=0)) / known
    np.fill_diagonal(covariance, diagonal)
    return NumberTable(
        weight, columns, observed, len(terms), covariance,
        np.triu_indices(count), bool(observed.all()),
    )  # fmt: skip


def _answer_terms(block: CategoryBlock | TagsBlock) -> Matrix:
    if isinstance(block, CategoryBlock):
        held = block.codes[:, np.newaxis] == np.arange(len(block.names))
        known = block.codes != MISSING
    else:
        known = block.patterns != MISSING
        held = block.holds[block.patterns] & known[:, np.newaxis]
    return np.column_stack([known, held]).astype(np.float64)


def _answer_table(
    terms: Matrix, block: CategoryBlock | TagsBlock, weight: float, columns: slice
) -> AnswerTable:
    counts = terms.sum(axis=0)
    overall = np.clip(counts[1:] / max(counts[0], 1.0), 1e-9, 1 - 1e-9)
    empty = bool(np.any((terms[:, 0] > 0) & ~terms[:, 1:].any(axis=1)))
    exclusive = isinstance(block, CategoryBlock)
    return AnswerTable(weight, columns, exclusive, float(counts[0]), overall, empty)

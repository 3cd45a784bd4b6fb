"""What changed from one grouping of the same customers to another: who is with whom now.

A group goes on under another number where most of it does: at least half of the old group is
in the new one, and at least half of the new one comes from the old. The two halves are asked
for because either alone is easily had: a large group takes in at least half of many small
ones, and each part of a group that fell apart comes from it alone. More than half of both
leaves one partner at most, so that only ties and groups of different times compete; of those
the pairs with the greatest overlap in all are taken (Jaccard's, by the Hungarian method).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.int64]
Pairs = tuple[tuple[int, int], ...]

_TIE = 1e-9
"""Of equal overlaps the group that stands first goes first."""


@dataclass(frozen=True)
class Flow:
    """So many customers went from one group to another; both are labels."""

    before: int
    after: int
    customers: int


@dataclass(frozen=True)
class Moved:
    """``moved`` of ``of`` customers are not in the group that goes on from the one they were in.

    ``flows`` say from where to where, the largest first; ``kept`` are the groups that go on as
    pairs of labels (before, after); ``gone`` and ``appeared`` are the labels of those that do not.
    """

    moved: int
    of: int
    flows: tuple[Flow, ...]
    kept: Pairs
    gone: tuple[int, ...]
    appeared: tuple[int, ...]


def match_groups(
    overlap: npt.NDArray[Any], before: npt.NDArray[Any], after: npt.NDArray[Any]
) -> Pairs:
    """Which group goes on as which: pairs (before, after), each group at most once.

    ``overlap`` (b, a) counts the customers in common, ``before`` (b,) and ``after`` (a,) those
    of each group. Sorted; groups without customers go on as none.
    """
    from scipy.optimize import linear_sum_assignment

    common = overlap.astype(np.float64)
    either = before[:, None] + after[None, :] - common
    most = (2 * common >= before[:, None]) & (2 * common >= after[None, :]) & (common > 0)
    place = np.arange(common.size).reshape(common.shape)
    gain = np.where(most, common / np.maximum(either, 1) - _TIE * place, 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple(sorted((row, column) for row, column in chosen if most[row, column]))


def compare(before: Labels, after: Labels) -> Moved:
    """What changed from labels to labels, each (n,) and 0 .. groups - 1, of the same customers."""
    if len(before) != len(after):
        raise ValueError(f"{len(before)} customers before, {len(after)} after")
    table = np.zeros((int(before.max(initial=-1)) + 1, int(after.max(initial=-1)) + 1), np.int64)
    np.add.at(table, (before, after), 1)
    kept = match_groups(table, table.sum(axis=1), table.sum(axis=0))
    stayed = sum(int(table[pair]) for pair in kept)
    flows = [
        Flow(int(old), int(new), int(table[old, new]))
        for old, new in np.argwhere(table)
        if (old, new) not in kept
    ]
    lasting, formed = {old for old, _ in kept}, {new for _, new in kept}
    return Moved(
        moved=len(before) - stayed,
        of=len(before),
        flows=tuple(sorted(flows, key=lambda flow: (-flow.customers, flow.before, flow.after))),
        kept=kept,
        gone=tuple(old for old in range(len(table)) if old not in lasting),
        appeared=tuple(new for new in range(table.shape[1]) if new not in formed),
    )

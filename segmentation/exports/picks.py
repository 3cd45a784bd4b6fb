"""Who a list is made of: groups, names of a grid and own rules, together or where they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from segmentation.rules.rule import Among
from segmentation.segments.assignment import Assignment

Mask = npt.NDArray[np.bool_]
METHOD = "picked"


@dataclass(frozen=True, eq=False)
class Pick:
    """People chosen for one reason: ``pick_id`` and ``name`` say which, ``mask`` (n,) who of the
    customers, or of the people without an order."""

    pick_id: str
    name: str
    mask: Mask
    among: Among = "customers"


@dataclass(frozen=True, eq=False)
class Picked:
    """Everyone in exactly one segment: those of the picks, and the rest in one of their own.

    ``names`` are those of all segments in display order, ``chosen`` the ids of the picks'
    segments, ``repeated`` how many customers more than one pick holds (each is in the first).
    """

    assignment: Assignment
    names: tuple[str, ...]
    chosen: tuple[str, ...]
    repeated: int


def segments_of(assignment: Assignment, names: Sequence[str], source: str) -> tuple[Pick, ...]:
    """The segments of one way to segment as picks; ``source`` makes their ids its own."""
    return tuple(
        Pick(f"{source} {segment_id}", name, assignment.labels == label)
        for label, (segment_id, name) in enumerate(zip(assignment.segment_ids, names, strict=True))
    )


def of_everybody(picks: Iterable[Pick], customers: Mask) -> tuple[Pick, ...]:
    """The same picks with masks over everybody, of whom ``customers`` (n,) are the customers."""
    placed = []
    for pick in picks:
        mask = np.zeros(len(customers), dtype=bool)
        mask[customers if pick.among == "customers" else ~customers] = pick.mask
        placed.append(replace(pick, mask=mask))
    return tuple(placed)


def together(picks: Sequence[Pick], customers: int) -> Picked:
    """Everybody whom any of the ``picks`` holds; who is in several counts with the first."""
    held = np.array([pick.mask for pick in picks], dtype=bool).reshape(len(picks), customers)
    first = held.argmax(axis=0) if len(picks) else np.zeros(customers, dtype=np.int64)
    labels = np.where(held.any(axis=0), first, len(picks))
    return _picked(labels, [pick.name for pick in picks], int((held.sum(axis=0) > 1).sum()))


def where_all_meet(picks: Sequence[Pick], customers: int) -> Picked:
    """Only those whom every one of the ``picks`` holds, as one segment."""
    inside = np.ones(customers, dtype=bool) if picks else np.zeros(customers, dtype=bool)
    for pick in picks:
        inside &= pick.mask
    return _picked(np.where(inside, 0, 1), [" + ".join(pick.name for pick in picks)], 0)


def _picked(labels: npt.NDArray[np.int64], names: Iterable[str], repeated: int) -> Picked:
    """``labels`` beyond the ``names`` are the rest; segments without anybody fall away."""
    named = [*names, ""]
    present, places = np.unique(labels, return_inverse=True)
    kept = tuple(named[label] for label in present.tolist())
    assignment = Assignment(
        method=METHOD,
        variables=(),
        labels=places.astype(np.int64),
        groups=len(present),
        verdict=None,
        certainty=None,
        stability=(None,) * len(present),
    )
    rest = len(named) - 1
    chosen = tuple(
        segment_id
        for segment_id, label in zip(assignment.segment_ids, present.tolist(), strict=True)
        if label != rest
    )
    return Picked(assignment, kept, chosen, repeated)

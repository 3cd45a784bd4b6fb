"""Who is in which segment: what every way to segment gives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class Fit:
    """How well ``groups`` fit; a higher ``score`` is better, only differences mean something."""

    groups: int
    score: float


@dataclass(frozen=True, eq=False)
class Assignment:
    """Everyone in exactly one segment.

    ``labels`` (n,) are 0 .. groups - 1 in the row order of the customer table and in display
    order (highest total revenue first); every segment has somebody. ``verdict`` is clear, weak
    or none, ``certainty`` (n,) the probability of each customer's segment, ``runner_up`` (n,) the
    next likely one, ``stability`` one number a segment; None where the ``method`` does not give
    them. ``variables`` are the keys of those that took part. ``plain`` where a plain split is
    shown because the data have no groups; ``fits`` are the numbers of groups that were tried.
    """

    method: str
    variables: tuple[str, ...]
    labels: npt.NDArray[np.int64]
    groups: int
    verdict: str | None
    certainty: npt.NDArray[np.float64] | None
    stability: tuple[float | None, ...]
    runner_up: npt.NDArray[np.int64] | None = None
    plain: bool = False
    fits: tuple[Fit, ...] = ()

    def __post_init__(self) -> None:
        present = np.unique(self.labels)
        if not np.array_equal(present, np.arange(self.groups)):
            raise ValueError(f"labels {present.tolist()} are not 0 .. {self.groups - 1}")
        if len(self.stability) != self.groups:
            raise ValueError("stability needs one value for each segment")

    @property
    def segment_ids(self) -> tuple[str, ...]:
        """The ids of the segments in display order: "1", "2" and so on."""
        return tuple(str(label + 1) for label in range(self.groups))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many customers each segment has."""
        return tuple(np.bincount(self.labels, minlength=self.groups).tolist())


def display_order(customers: pd.DataFrame, found: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """The labels ``found`` (n,) in display order: highest total revenue first, then largest, then
    most recent.

    What is still equal goes by who comes first among ``customers``, which should be sorted by
    key, never by the order in which segments were found.
    """
    spend = customers["total_spend"].astype("Float64").fillna(0.0).to_numpy(dtype=np.float64)
    recency = customers["recency_days"].astype("Float64").fillna(0.0).to_numpy(dtype=np.float64)
    sizes = np.bincount(found)
    revenue = np.bincount(found, weights=spend).round(2)
    recency_mean = np.bincount(found, weights=recency) / sizes
    first_seen = np.unique(found, return_index=True)[1]
    return np.lexsort((first_seen, recency_mean, -sizes, -revenue))

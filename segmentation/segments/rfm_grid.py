"""The grid of recency and frequency: which cells have which name, as data.

Grades run from 1 to the number of grades, the highest best: bought last, bought most often. The
ten names of the grid of five are the usual ones of RFM analysis. The smaller grids, for shops
too small to fill 25 cells, keep the names that stand at the same places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Region:
    """The cells of one name: grades of recency and frequency, both ends included."""

    key: str
    recency: tuple[int, int]
    frequency: tuple[int, int]


REGIONS: dict[int, tuple[Region, ...]] = {
    5: (
        Region("champions", (5, 5), (4, 5)),
        Region("loyal", (3, 4), (4, 5)),
        Region("potential_loyalists", (4, 5), (2, 3)),
        Region("new", (5, 5), (1, 1)),
        Region("promising", (4, 4), (1, 1)),
        Region("need_attention", (3, 3), (3, 3)),
        Region("about_to_sleep", (3, 3), (1, 2)),
        Region("at_risk", (1, 2), (3, 4)),
        Region("cant_lose", (1, 2), (5, 5)),
        Region("hibernating", (1, 2), (1, 2)),
    ),
    3: (
        Region("champions", (3, 3), (3, 3)),
        Region("loyal", (2, 2), (3, 3)),
        Region("potential_loyalists", (3, 3), (2, 2)),
        Region("new", (3, 3), (1, 1)),
        Region("need_attention", (2, 2), (2, 2)),
        Region("about_to_sleep", (2, 2), (1, 1)),
        Region("at_risk", (1, 1), (2, 2)),
        Region("cant_lose", (1, 1), (3, 3)),
        Region("hibernating", (1, 1), (1, 1)),
    ),
    # Two orders make nobody a champion, so the best corner of two grades is called loyal.
    2: (
        Region("loyal", (2, 2), (2, 2)),
        Region("new", (2, 2), (1, 1)),
        Region("at_risk", (1, 1), (2, 2)),
        Region("hibernating", (1, 1), (1, 1)),
    ),
}
"""By the number of grades; in each grid every cell has exactly one name."""

GRADES = tuple(sorted(REGIONS))
NAME_KEYS = tuple(region.key for region in REGIONS[5])
UNPLACED = "unplaced"
"""The name of those of whom nobody knows when or how often they bought."""


def name_table(grades: int) -> npt.NDArray[np.int64]:
    """The place in :data:`NAME_KEYS` of each cell's name, (grades, grades) by recency - 1 and
    frequency - 1."""
    table = np.full((grades, grades), -1, dtype=np.int64)
    for region in REGIONS[grades]:
        (r_from, r_to), (f_from, f_to) = region.recency, region.frequency
        table[r_from - 1 : r_to, f_from - 1 : f_to] = NAME_KEYS.index(region.key)
    return table

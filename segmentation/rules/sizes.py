"""How many customers a rule is for, what they are worth, and how many two rules share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.rules.evaluation import Mask
from segmentation.rules.rule import Among


@dataclass(frozen=True)
class Size:
    """Customers and their revenue; shares are of everybody they are counted against and of the
    customers' revenue, 0 to 1.

    ``share_of_revenue`` None where there is no revenue to take a share of.
    """

    customers: int
    share: float
    revenue: float
    share_of_revenue: float | None


def size_of(mask: Mask, customers: pd.DataFrame, everybody: int | None = None) -> Size:
    """The size of the customers that ``mask`` (n,) picks, of ``everybody`` or of all of them."""
    whole = len(mask) if everybody is None else everybody
    spend = customers["total_spend"].to_numpy(dtype=np.float64, na_value=0.0)
    spend = np.where(np.isfinite(spend), spend, 0.0)
    revenue, total, picked = float(spend[mask].sum()), float(spend.sum()), int(mask.sum())
    return Size(
        customers=picked,
        share=picked / whole if whole else 0.0,
        revenue=revenue,
        share_of_revenue=revenue / total if total > 0 else None,
    )


def overlaps(masks: Sequence[Mask], among: Sequence[Among] | None = None) -> npt.NDArray[np.int64]:
    """How many people each two of the masks share, shape (m, m); the diagonal is the sizes.

    Masks ``among`` customers and among prospects share nobody.
    """
    shared = np.zeros((len(masks), len(masks)), dtype=np.int64)
    people = np.array(among or ["customers"] * len(masks))
    for one in dict.fromkeys(people.tolist()):
        places = np.flatnonzero(people == one).tolist()
        stacked = np.array([masks[place] for place in places], dtype=np.float64)
        shared[np.ix_(places, places)] = np.rint(stacked @ stacked.T)
    return shared

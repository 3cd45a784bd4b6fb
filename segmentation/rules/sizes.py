"""How many customers a rule is for, what they are worth, and how many two rules share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.rules.evaluation import Mask


@dataclass(frozen=True)
class Size:
    """Customers and their revenue; shares are of all customers and of their revenue, 0 to 1.

    ``share_of_revenue`` None where there is no revenue to take a share of.
    """

    customers: int
    share: float
    revenue: float
    share_of_revenue: float | None


def size_of(mask: Mask, customers: pd.DataFrame) -> Size:
    """The size of the customers that ``mask`` (n,) picks."""
    spend = customers["total_spend"].to_numpy(dtype=np.float64, na_value=0.0)
    spend = np.where(np.isfinite(spend), spend, 0.0)
    revenue, total, picked = float(spend[mask].sum()), float(spend.sum()), int(mask.sum())
    return Size(
        customers=picked,
        share=picked / len(mask) if len(mask) else 0.0,
        revenue=revenue,
        share_of_revenue=revenue / total if total > 0 else None,
    )


def overlaps(masks: Sequence[Mask]) -> npt.NDArray[np.int64]:
    """How many customers each two of the masks share, shape (m, m); the diagonal is the sizes."""
    stacked = np.array(masks, dtype=np.float64).reshape(len(masks), -1)
    return np.asarray(np.rint(stacked @ stacked.T), dtype=np.int64)

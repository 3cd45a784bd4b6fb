"""A useful split where the data have no groups: by spend and by how recently somebody bought.

Nobody is said to be of a kind here; the lines are drawn so that a shop can act on them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.segments.k_means import Labels

BIG_SPENDERS = 1 / 3
"""The share of customers above the line of spend."""
BANDS = 3

SPLIT_BY = ("total_spend", "recency_days")


def split_plainly(
    customers: pd.DataFrame, groups: int | None = None
) -> tuple[Labels, tuple[str, ...]] | None:
    """Labels (n,) without gaps, and the columns they are drawn by; None where nothing differs.

    Big and small spenders, each bought recently or long ago; where only one of both is known or
    asked for (``groups`` other than 4), bands of equal size of that. Equal values are never
    parted, so there can be fewer than ``groups``.
    """
    columns = [key for key in (*SPLIT_BY, "frequency") if _differs(customers, key)]
    if not columns:
        return None
    if groups in (None, 4) and columns[:2] == list(SPLIT_BY):
        big = _above(_values(customers, "total_spend"), 1 - BIG_SPENDERS)
        past = _above(_values(customers, "recency_days"), 0.5)
        labels, keys = 2 * big + past, columns[:2]
    else:
        labels, keys = _bands(_values(customers, columns[0]), groups or BANDS), columns[:1]
    _, labels = np.unique(labels, return_inverse=True)
    return np.asarray(labels, dtype=np.int64), tuple(keys)


def _values(customers: pd.DataFrame, key: str) -> npt.NDArray[np.float64]:
    """The column, gaps at the middle."""
    values = customers[key].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isnan(values), np.nanmedian(values), values)


def _differs(customers: pd.DataFrame, key: str) -> bool:
    if key not in customers:
        return False
    values = customers[key].to_numpy(dtype=np.float64, na_value=np.nan)
    known = values[~np.isnan(values)]
    return len(known) > 0 and float(np.ptp(known)) > 0


def _above(values: npt.NDArray[np.float64], share: float) -> Labels:
    """1 above the value that ``share`` of all are at or below, with some on each side."""
    line = np.quantile(values, share, method="inverted_cdf")
    if line == values.max():
        line = values[values < line].max()
    return (values > line).astype(np.int64)


def _bands(values: npt.NDArray[np.float64], bands: int) -> Labels:
    lines = np.quantile(values, np.arange(1, bands) / bands, method="inverted_cdf")
    highest = values.max()
    lines = np.where(lines == highest, values[values < highest].max(), lines)
    return np.searchsorted(np.unique(lines), values, side="left").astype(np.int64)

"""The split shown where there are no groups: known by heart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segmentation.segments.plain_split import split_plainly


def table(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_big_and_small_spenders_bought_recently_or_long_ago() -> None:
    customers = table(total_spend=[10, 20, 30, 40, 50, 60], recency_days=[1, 9, 2, 8, 3, 7])
    split = split_plainly(customers)
    assert split is not None
    labels, keys = split
    assert keys == ("total_spend", "recency_days")
    assert labels.tolist() == [0, 1, 0, 1, 2, 3]


def test_equal_values_are_never_parted() -> None:
    split = split_plainly(table(total_spend=[5, 5, 5, 5, 9], recency_days=[1, 1, 1, 1, 1]))
    assert split is not None
    labels, keys = split
    assert (labels.tolist(), keys) == ([0, 0, 0, 0, 1], ("total_spend",))


def test_bands_of_what_is_known() -> None:
    split = split_plainly(table(total_spend=list(range(9)), recency_days=[3] * 9), groups=3)
    assert split is not None
    assert split[0].tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    by_days = split_plainly(table(total_spend=[np.nan] * 4, recency_days=[1, 2, 3, 4]), groups=2)
    assert by_days is not None
    assert (by_days[0].tolist(), by_days[1]) == ([0, 0, 1, 1], ("recency_days",))


def test_a_gap_stands_in_the_middle() -> None:
    split = split_plainly(table(total_spend=[1, np.nan, 3], recency_days=[1, 1, 1]), groups=3)
    assert split is not None
    assert split[0].tolist() == [0, 1, 2]


def test_nothing_to_split_by() -> None:
    assert split_plainly(table(total_spend=[2, 2], recency_days=[np.nan, np.nan])) is None

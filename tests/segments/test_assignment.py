"""An assignment puts everyone into one segment and numbers segments without gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segmentation.segments.assignment import Assignment, display_order


def assigned(labels: list[int], groups: int, stability: int | None = None) -> Assignment:
    count = groups if stability is None else stability
    return Assignment("kmeans", ("age",), np.array(labels), groups, None, None, (None,) * count)


def test_ids_and_sizes_are_in_display_order() -> None:
    assignment = assigned([2, 0, 0, 1, 0], 3)
    assert assignment.segment_ids == ("1", "2", "3")
    assert assignment.sizes == (3, 1, 1)


@pytest.mark.parametrize(
    ("labels", "groups", "stability"),
    [([0, 2], 3, 3), ([0, 1], 3, 3), ([0, 1, 2], 2, 2), ([-1, 0], 1, 1), ([0, 1], 2, 1)],
)
def test_gaps_and_strays_are_refused(labels: list[int], groups: int, stability: int) -> None:
    with pytest.raises(ValueError, match=r"labels|stability"):
        assigned(labels, groups, stability)


def test_display_order_is_revenue_then_size_then_recency_then_key() -> None:
    customers = pd.DataFrame(
        {
            "total_spend": [10.0, 40.0, 5.0, 5.0, 10.0, 10.0],
            "recency_days": [9, 1, 1, 1, 2, 9],
        }
    )
    # Revenues 10, 40, 10 (two customers), 10 (the more recent), 10 (the same as the first).
    assert display_order(customers, np.array([0, 1, 2, 2, 3, 4])).tolist() == [1, 2, 3, 0, 4]

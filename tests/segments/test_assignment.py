"""An assignment puts everyone into one segment and numbers segments without gaps."""

from __future__ import annotations

import numpy as np
import pytest

from segmentation.segments.assignment import Assignment


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

"""Groups, names and rules put together to one list."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.picks import (
    Pick,
    Picked,
    of_everybody,
    segments_of,
    together,
    where_all_meet,
)
from segmentation.segments.assignment import Assignment

_MASKS = st.integers(1, 8).flatmap(
    lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), max_size=4)
)


def picks_of(*masks: str) -> list[Pick]:
    """Picks A, B and so on, of customers marked with x."""
    return [
        Pick(name, f"pick {name}", np.array([sign == "x" for sign in mask]))
        for name, mask in zip("ABCD", masks, strict=False)
    ]


def who(picked: Picked) -> list[str]:
    """The name that each customer is under."""
    return [picked.names[label] for label in picked.assignment.labels]


def test_each_is_with_the_first_pick_that_holds_them() -> None:
    picked = together(picks_of("xx..", ".xx."), 4)
    assert who(picked) == ["pick A", "pick A", "pick B", ""]
    assert (picked.chosen, picked.repeated) == (("1", "2"), 1)


def test_a_pick_that_others_cover_falls_away() -> None:
    picked = together(picks_of("xxxx", "x..."), 4)
    assert (picked.names, picked.chosen, picked.repeated) == (("pick A",), ("1",), 1)


def test_where_all_meet() -> None:
    picked = where_all_meet(picks_of("xx..", ".xx."), 4)
    assert who(picked) == ["", "pick A + pick B", "", ""]
    assert picked.chosen == ("1",)
    assert where_all_meet(picks_of("x...", ".xx."), 4).chosen == ()


def test_no_picks_are_nobody() -> None:
    for picked in (together([], 3), where_all_meet([], 3)):
        assert (who(picked), picked.chosen) == (["", "", ""], ())


@pytest.mark.parametrize("source", ["groups", "rfm"])
def test_segments_as_picks(source: str) -> None:
    assignment = Assignment("kmeans", (), np.array([0, 1, 0]), 2, None, None, (None, None))
    picks = segments_of(assignment, ["one", "two"], source)
    assert [(pick.pick_id, pick.name) for pick in picks] == [
        (f"{source} 1", "one"), (f"{source} 2", "two"),
    ]  # fmt: skip
    picked = together(picks, 3)
    assert picked.assignment.labels.tolist() == [0, 1, 0]


@given(_MASKS)
def test_nobody_is_lost_or_doubled(masks: list[list[bool]]) -> None:
    picks = [Pick(str(n), str(n), np.array(mask)) for n, mask in enumerate(masks)]
    n = len(masks[0]) if masks else 3
    picked = together(picks, n)
    any_of = np.array(masks).any(axis=0) if masks else np.zeros(n, dtype=bool)
    chosen = [segment in picked.chosen for segment in picked.assignment.segment_ids]
    assert np.array(chosen)[picked.assignment.labels].tolist() == any_of.tolist()
    met = where_all_meet(picks, n)
    all_of = np.array(masks).all(axis=0) if masks else np.zeros(n, dtype=bool)
    inside = [segment in met.chosen for segment in met.assignment.segment_ids]
    assert np.array(inside)[met.assignment.labels].tolist() == all_of.tolist()


def test_customers_and_people_without_an_order_on_one_list() -> None:
    customers = np.array([True, False, True, True, False])
    buyers, others = picks_of("x.x", ".x")
    picks = of_everybody([buyers, replace(others, among="prospects")], customers)
    assert who(together(picks, 5)) == ["pick A", "", "", "pick A", "pick B"]
    assert where_all_meet(picks, 5).chosen == ()
    assert who(where_all_meet(picks[1:], 5)) == ["", "", "", "", "pick B"]

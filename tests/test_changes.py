"""What changed between two groupings of the same customers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.changes import Flow, Labels, Moved, compare


def labels(*counts: int) -> Labels:
    """So many customers with label 0, then with label 1, and so on."""
    return np.repeat(np.arange(len(counts)), counts)


def test_swapped_numbers_move_nobody() -> None:
    before = labels(10, 20, 30)
    moved = compare(before, np.array([2, 0, 1])[before])
    assert moved == Moved(0, 60, (), kept=((0, 2), (1, 0), (2, 1)), gone=(), appeared=())


def test_flows_name_both_groups_the_largest_first() -> None:
    before = labels(40, 40)
    after = before.copy()
    after[:3] = 1
    after[40:45] = 0
    moved = compare(before, after)
    assert (moved.moved, moved.of) == (8, 80)
    assert moved.flows == (Flow(1, 0, 5), Flow(0, 1, 3))
    assert not moved.gone and not moved.appeared


def test_group_that_falls_apart_goes_on_as_its_larger_part() -> None:
    moved = compare(labels(50, 50), labels(30, 20, 50))
    assert moved.kept == ((0, 0), (1, 2))
    assert moved.flows == (Flow(0, 1, 20),)
    assert moved.appeared == (1,) and moved.gone == ()


def test_two_groups_that_become_one_go_on_as_the_larger() -> None:
    moved = compare(labels(20, 30, 50), labels(50, 50))
    assert moved.kept == ((1, 0), (2, 1))
    assert moved.gone == (0,) and moved.moved == 20


def test_neither_half_alone_is_enough() -> None:
    # A small group drowned in a large one, and a large group of which a corner is left.
    assert compare(labels(10, 45, 45), labels(100)).kept == ()
    thirds = compare(labels(99), labels(33, 33, 33))
    assert thirds.kept == () and thirds.gone == (0,) and thirds.appeared == (0, 1, 2)
    assert thirds.moved == 99


def test_even_halves_go_on_as_the_first() -> None:
    assert compare(labels(40), labels(20, 20)).kept == ((0, 0),)
    assert compare(labels(20, 20), labels(40)).kept == ((0, 0),)


def test_other_customers_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="3 customers before, 4 after"):
        compare(labels(3), labels(4))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60))
def test_everybody_is_counted_once(pairs: list[tuple[int, int]]) -> None:
    before, after = (np.unique(side, return_inverse=True)[1] for side in zip(*pairs, strict=True))
    moved = compare(before, after)
    assert moved.moved == sum(flow.customers for flow in moved.flows) <= moved.of == len(pairs)
    assert {old for old, _ in moved.kept}.isdisjoint(moved.gone)
    assert len(moved.kept) + len(moved.gone) == before.max() + 1
    assert len(moved.kept) + len(moved.appeared) == after.max() + 1
    back = compare(after, before)
    assert (back.moved == moved.moved) or any(
        # Ties between halves may go either way.
        2 * int(np.sum((before == old) & (after == new)))
        in (int(np.sum(before == old)), int(np.sum(after == new)))
        for old, new in np.ndindex(5, 5)
    )
    order = np.random.default_rng(0).permutation(len(pairs))
    assert compare(before[order], after[order]) == moved
    assert compare(before, before).moved == 0

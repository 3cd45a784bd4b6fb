"""Who is held out: the right share of every group and spend band, whatever the order of rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.hold_out import hold_out

KEYS = [f"email:c{n}@example.com" for n in range(40)]
SEGMENTS = np.array([n % 2 for n in range(40)])
SPEND = np.array([float(n * 7 % 40) for n in range(40)])


def held(share: float, seed: int = 0, keys: list[str] = KEYS) -> npt.NDArray[np.bool_]:
    return hold_out(keys, SEGMENTS, SPEND, share, seed)


def test_these_are_the_ones_held_out() -> None:
    # By key and seed alone, so the same on any computer and in years.
    assert np.flatnonzero(held(0.1)).tolist() == [6, 7, 9, 38]
    assert np.flatnonzero(held(0.1, seed=1)).tolist() == [1, 6, 15, 38]


def test_nobody_and_nearly_everybody() -> None:
    assert not held(0).any()
    assert held(0.999).sum() == 40
    assert hold_out([], np.array([], dtype=int), np.array([]), 0.5).shape == (0,)
    for share in (-0.1, 1.0):
        with pytest.raises(ValueError, match="fraction"):
            held(share)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(-100, 1000) | st.just(float("nan"))),
        min_size=1,
        max_size=150,
    ),
    st.floats(0, 0.9),
    st.integers(0, 3),
    st.randoms(),
)
def test_each_segment_and_spend_band_gives_its_share(
    rows: list[tuple[int, float]], share: float, seed: int, random: object
) -> None:
    keys = [f"c{n}" for n in range(len(rows))]
    segments = np.array([segment for segment, _ in rows])
    spend = np.array([amount for _, amount in rows])
    out = hold_out(keys, segments, spend, share, seed)
    assert out.sum() == np.floor(len(rows) * share + 0.5)
    for segment in set(segments.tolist()):
        inside = np.flatnonzero(segments == segment)
        assert abs(out[inside].sum() - len(inside) * share) <= 1
        by_spend = sorted(inside, key=lambda n: (np.nan_to_num(spend[n]), keys[n]))
        for band in range(4):
            quarter = [n for place, n in enumerate(by_spend) if place * 4 // len(inside) == band]
            assert abs(out[quarter].sum() - len(quarter) * share) <= 1
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    again = hold_out([keys[n] for n in order], segments[order], spend[order], share, seed)
    assert again.tolist() == out[order].tolist()


def test_the_same_people_stay_held_out_when_others_join() -> None:
    keys = [f"c{n}" for n in range(2000)]
    zeros, spend = np.zeros(2000, dtype=int), np.ones(2000)
    all_out = hold_out(keys, zeros, spend, 0.5)
    some_out = hold_out(keys[:1800], zeros[:1800], spend[:1800], 0.5)
    assert (all_out[:1800] == some_out).mean() > 0.9


def test_a_lot_is_fair() -> None:
    keys = [f"c{n}" for n in range(4000)]
    zeros, spend = np.zeros(4000, dtype=int), np.arange(4000.0)
    often = np.mean([hold_out(keys, zeros, spend, 0.2, seed) for seed in range(60)], axis=0)
    assert abs(often.mean() - 0.2) < 1e-9
    assert often.max() < 0.5 and often.min() >= 0.0 and often.std() < 0.07

"""A few customers left out on purpose, so that the others can be compared with them later."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_BANDS = 4  # quarters of a segment by spend


def hold_out(
    keys: Sequence[str],
    segments: npt.NDArray[np.int_],
    spend: npt.NDArray[np.float64],
    share: float,
    seed: int = 0,
) -> npt.NDArray[np.bool_]:
    """Who is held out, shape (n,): ``share`` (a fraction of 1) of each segment and spend band.

    A lot is drawn for each customer from its key and ``seed`` alone, and the lowest lots of each
    quarter of a segment by spend are held out. So the same customers give the same answer in
    whatever order they stand, and mostly the same ones when others join. Each segment, and each
    quarter of it, is short or over by one customer at most; the whole is the rounded share.
    """
    if not 0 <= share < 1:
        raise ValueError("the share held out is a fraction below 1")
    count = len(keys)
    if not share:
        return np.zeros(count, dtype=bool)
    lots = np.array([_lot(key, seed) for key in keys], dtype=np.uint64)
    quarters = segments * _BANDS + _bands(keys, segments, spend)
    order = np.lexsort((np.array(keys, dtype=object), lots, quarters))
    sizes = np.bincount(quarters, minlength=1)
    ends = np.cumsum(sizes)
    wanted = np.diff(np.floor(np.append(0, ends) * share + 0.5))
    placed = quarters[order]
    held = np.zeros(count, dtype=bool)
    held[order] = np.arange(count) - (ends - sizes)[placed] < wanted[placed]
    return held


def _lot(key: str, seed: int) -> int:
    text = f"{seed}:{key}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def _bands(
    keys: Sequence[str], segments: npt.NDArray[np.int_], spend: npt.NDArray[np.float64]
) -> npt.NDArray[np.int_]:
    """Which quarter of its segment by spend each customer is in; equal spend goes by key."""
    names = np.array(keys, dtype=object)
    order = np.lexsort((names, np.nan_to_num(spend), segments))
    sizes = np.bincount(segments, minlength=1)
    starts = np.cumsum(sizes) - sizes
    placed = segments[order]
    bands = np.empty(len(keys), dtype=int)
    bands[order] = (np.arange(len(keys)) - starts[placed]) * _BANDS // sizes[placed]
    return bands

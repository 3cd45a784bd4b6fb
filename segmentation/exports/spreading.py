"""Advice on slides: which topics stand together, so that letters need not be too small."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from segmentation.exports.fitting import LEADING, height
from segmentation.exports.handout import Block

APART = 0.8
"""Room above a heading, in multiples of the size of letters."""
REASON = 0.8
"""Size of the fact below a line of advice, in multiples of the size of letters."""
BEFORE_LINE, BEFORE_REASON = 0.3, 0.1

Column = tuple[Block, ...]


def spread(
    blocks: Sequence[Block], size: float, width: float, room: float, reason: float = REASON
) -> tuple[tuple[Column, ...], ...]:
    """Slides, each of one or two columns of blocks, whose letters of ``size`` stay within ``room``.

    ``width`` is that of a column, in the unit of ``size``. Blocks stay whole, so that only a
    block taller than a column needs more than ``room``.
    """
    if len(blocks) < 2:
        return tuple((((block,)),) for block in blocks)
    heights = [block_height(block, size, width, reason) for block in blocks]
    ends = list(accumulate(heights))

    def taller(end: int) -> float:
        return max(ends[end - 1], ends[-1] - ends[end - 1])

    half = min(range(1, len(blocks)), key=taller)
    if taller(half) <= room:  # one slide, its columns as alike in height as can be
        return ((tuple(blocks[:half]), tuple(blocks[half:])),)
    columns: list[list[Block]] = []
    left = 0.0
    for block, needed in zip(blocks, heights, strict=True):
        if not columns or needed > left:
            columns.append([])
            left = room
        columns[-1].append(block)
        left -= needed
    made = [tuple(column) for column in columns]
    return tuple(tuple(made[start : start + 2]) for start in range(0, len(made), 2))


def block_height(block: Block, size: float, width: float, reason: float = REASON) -> float:
    """The height of a block in a column of ``width``, with the room above it."""
    total = height(block.heading, size, width, bold=True) + size * APART
    for line in block.lines:
        total += height(line.text, size, width) + size * BEFORE_LINE
        if line.reason:
            small = reason * size
            total += max(height(line.reason, small, width), small * LEADING) + small * BEFORE_REASON
    return total

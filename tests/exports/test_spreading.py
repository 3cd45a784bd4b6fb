"""Topics of advice on slides: in order, whole, within the room as far as one topic allows it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.handout import Block, Suggestion
from segmentation.exports.spreading import block_height, spread

SIZE, WIDTH, ROOM = 12.0, 300.0, 200.0


def block(number: int, lines: int) -> Block:
    return Block(f"Topic {number}", (Suggestion("What to do, in some words", "A fact"),) * lines)


def test_few_topics_stand_side_by_side_on_one_slide() -> None:
    blocks = tuple(block(number, 1) for number in range(4))
    assert spread(blocks, SIZE, WIDTH, ROOM) == ((blocks[:2], blocks[2:]),)
    assert spread(blocks[:1], SIZE, WIDTH, ROOM) == (((blocks[0],),),)
    assert spread((), SIZE, WIDTH, ROOM) == ()


@given(st.lists(st.integers(1, 12), max_size=12))
def test_every_topic_stands_once_in_order_and_within_the_room(lines: list[int]) -> None:
    blocks = tuple(block(number, count) for number, count in enumerate(lines))
    slides = spread(blocks, SIZE, WIDTH, ROOM)
    columns = [column for slide in slides for column in slide]
    assert tuple(one for column in columns for one in column) == blocks
    assert all(1 <= len(slide) <= 2 for slide in slides)
    for column in columns:
        heights = [block_height(one, SIZE, WIDTH) for one in column]
        assert sum(heights) <= ROOM or len(column) == 1

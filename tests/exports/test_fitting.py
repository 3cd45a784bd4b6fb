"""Measuring text: known widths of Arial, lines, and the size that fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.fitting import LEADING, broken, fitting_size, height, lines, width

# Widths in thousandths of the size, measured with Liberation Sans, made to Arial's measure.
ARIAL = {
    "Regular customers with large orders": 16_062,
    "Stali klienci z dużymi zamówieniami": 15_838,
    "Постоянные клиенты с большим чеком": 18_215,
    "ŻÓŁĆ": 2_667,
    "MMMM": 3_332,
    "0123456789": 5_562,
    "iiii": 889,
}


@pytest.mark.parametrize(("text", "thousandths"), ARIAL.items())
def test_never_measured_too_narrow_and_not_much_too_wide(text: str, thousandths: int) -> None:
    real = thousandths / 1000
    assert real <= width(text, 1.0) <= 1.6 * real


def test_every_script_has_a_width() -> None:
    assert width("Żółć", 10) > width("ill", 10)
    assert width("Широкая", 10) > width("Узкая", 10)
    assert width("客", 10) > width("m", 10)
    assert width("a\u0301", 10) == width("a", 10)
    assert width("bold", 10, bold=True) > width("bold", 10)


def test_lines_are_wrapped_at_words_and_long_words_broken() -> None:
    assert lines("", 10, 100) == 0
    assert lines("one", 10, 100) == 1
    assert lines("aaaa bbbb", 10, width("aaaa bbbb", 10)) == 1
    assert lines("aaaa bbbb", 10, width("aaaa bbbb", 10) - 1) == 2
    # Of ten letters that fit eight are counted on: such words are measured less well.
    assert lines("a" * 100, 10, width("a" * 10, 10) + 0.001) == 13
    assert height("aaaa bbbb", 10, width("aaaa", 10)) == 2 * 10 * LEADING


def test_broken_texts_stay_whole() -> None:
    assert broken("aaaa bb", 10, width("aaaa", 10)) == ["aaaa", "bb"]
    assert broken("aaaa bb c", 10, width("aaaa bb", 10)) == ["aaaa bb", "c"]
    assert broken("aaaaa b", 10, width("aa b", 10)) == ["aaa", "aa b"]
    assert broken("a b", 10, 0.1) == ["a", "b"]


@given(st.text(max_size=200), st.floats(20, 400))
def test_broken_lines_fit_and_nothing_is_lost(text: str, room: float) -> None:
    found = broken(text, 10, room)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 10) <= room + 1e-5 for line in found)


@given(st.text(max_size=200), st.floats(20, 400))
def test_wider_rooms_and_smaller_letters_never_need_more_lines(text: str, room: float) -> None:
    assert lines(text, 10, room * 1.5) <= lines(text, 10, room)
    assert lines(text, 8, room) <= lines(text, 10, room)


def test_the_largest_size_that_fits_is_taken_else_the_smallest() -> None:
    assert fitting_size((20, 16, 12), lambda size: size * 10, 170) == 16
    assert fitting_size((20, 16, 12), lambda size: size * 10, 10) == 12

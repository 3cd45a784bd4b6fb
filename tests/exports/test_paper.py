"""How much of a persona a sheet of paper holds: nothing is lost that fits, the rest in order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.exports.handout import Sheet, make_handout
from segmentation.exports.paper import fit_sheet, told_sections
from segmentation.persona_book import Section
from tests.example_books import ENGLISH, full_book, pet_book

FULL = make_handout(full_book(), ENGLISH).sheets[0]
PET = make_handout(pet_book(), ENGLISH).sheets[0]
SMALLEST = 7.5


def of_lines(sheet: Sheet, numbers: list[int]) -> Sheet:
    """The same with sections of so many lines."""
    sections = [
        Section(
            f"{place}", "Heading", tuple(f"A line of what is known, {n}" for n in range(number))
        )
        for place, number in enumerate(numbers)
    ]
    return replace(sheet, favorites=None, sections=tuple(sections))


def test_all_lines_are_printed_where_there_is_room() -> None:
    fit = fit_sheet(PET)
    assert fit.lines == tuple(len(section.lines) for section in told_sections(PET))
    assert fit.size > SMALLEST


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=10))
def test_the_longest_lists_end_sooner(numbers: list[int]) -> None:
    fit = fit_sheet(of_lines(FULL, numbers))
    assert all(0 <= kept <= told for kept, told in zip(fit.lines, numbers, strict=True))
    shortened = [kept for kept, told in zip(fit.lines, numbers, strict=True) if kept < told]
    if shortened:
        assert fit.size == SMALLEST
        # What lost a line is at least as long as what lost none, but for the one lost last.
        assert max(fit.lines) <= min(shortened) + 1


def test_more_to_say_is_never_printed_larger() -> None:
    sizes = [fit_sheet(of_lines(PET, [n] * 6)).size for n in (1, 4, 8, 16, 32)]
    assert sizes == sorted(sizes, reverse=True)

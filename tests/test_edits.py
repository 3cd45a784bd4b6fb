"""What the owner wrote is kept as it can be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from segmentation.edits import (
    LONGEST_LINE,
    LONGEST_MOTTO,
    LONGEST_NOTES,
    MOST_LINES,
    NO_EDITS,
    PersonaEdits,
    one_line,
    tidy,
)
from segmentation.saved import dump, load


def test_what_was_typed_becomes_lines() -> None:
    assert tidy("  Cats   first ", "One\n\n two  words \n", "Write\r\n\r\nCall ", " ", "crop") == (
        PersonaEdits("Cats first", "One\ntwo words", ("Write", "Call"), (), "crop")
    )


def test_nothing_typed_is_nothing() -> None:
    assert tidy("", " ", "\n", "\t\n ") == NO_EDITS


def test_too_much_is_cut() -> None:
    edits = tidy("m" * 500, "n" * 5000, "\n".join(["d" * 500] * 50), "")
    assert len(edits.motto) == LONGEST_MOTTO == 120
    assert len(edits.notes) == LONGEST_NOTES
    assert len(edits.do) == MOST_LINES and set(map(len, edits.do)) == {LONGEST_LINE}


def test_signs_that_turn_the_text_around_go_and_other_scripts_stay() -> None:
    assert one_line("gnp\u202egpj.\u2066x\u2069 \u200f!") == "gnpgpj.x !"
    assert one_line("שלום 👩\u200d👧 \x00 Łódź") == "שלום 👩\u200d👧 Łódź"


@given(st.text(), st.text(), st.text(), st.text())
def test_kept_twice_is_kept_once(motto: str, notes: str, do: str, dont: str) -> None:
    once = tidy(motto, notes, do, dont)
    assert tidy(once.motto, once.notes, "\n".join(once.do), "\n".join(once.dont)) == once
    assert load(PersonaEdits, dump(once) or "") == once

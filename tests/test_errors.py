"""What can go wrong is told in one sentence, in three languages, with its place."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from segmentation.errors import PROBLEMS, REFUSALS, WARNINGS, Problem, describe, fail
from segmentation.language import CODES, Language

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "segmentation").rglob("*.py"))
    if path.name != "errors.py"
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_every_problem_can_be_told_in_every_language(code: str) -> None:
    for identifier, text in PROBLEMS.items():
        words = tuple((name, "{odd}") for name in places(text))
        told = describe(Problem(identifier, "a.csv", 1234, "Kwota", words), Language(code))
        assert told.startswith("a.csv, "), identifier
        assert "Kwota" in told and told.count("{odd}") == text.count("{"), identifier


def test_place_comes_first() -> None:
    english = Language("en")
    sentence = PROBLEMS["empty_file"]
    assert describe(Problem("empty_file"), english) == sentence
    assert describe(Problem("empty_file", file="a.csv"), english) == f"a.csv: {sentence}"
    everywhere = Problem("empty_file", file="a.csv", row=1234, column="Kwota")
    assert describe(everywhere, english) == f"a.csv, row 1,234, column “Kwota”: {sentence}"


def test_fail_carries_the_problem() -> None:
    error = fail("too_large", file="a.xlsx", limit=2000)
    assert error.problem == Problem("too_large", "a.xlsx", words=(("limit", "2000"),))
    assert "more than 2000 MB" in describe(error.problem, Language("en"))


def test_every_failure_in_the_code_has_its_sentence() -> None:
    raised = set(re.findall(r'fail\(\s*"(\w+)"', CODE))
    assert len(raised) > 20
    assert raised <= PROBLEMS.keys()


def test_sentences_are_calm() -> None:
    for text in (*PROBLEMS.values(), *REFUSALS.values(), *WARNINGS.values()):
        assert "!" not in text
        assert not re.search(r"\b(NaN|null|exception|invalid)\b", text)
    for text in (*PROBLEMS.values(), *WARNINGS.values()):
        assert text.endswith((".", "}", "?")), text


def test_reasons_and_warnings_are_whole_sentences() -> None:
    # They are kept as ids alone, so there is nothing to fill in.
    assert not any(places(text) for text in (*REFUSALS.values(), *WARNINGS.values()))

"""Sentences about what changed and about settings, in each language with the right forms."""

from __future__ import annotations

import pytest

from segmentation.changes import Flow, Moved
from segmentation.language import CODES, Language
from segmentation.segments.clusters import ClusterSpec
from segmentation.sentences import moved_sentences, setting_words
from tests.example_profiles import variable

ENGLISH = Language("en")
NAMES = ("New", "Old", "Rare")
VARIABLES = [variable(key) for key in ("total_spend", "frequency", "age", "sms_consent", "Income")]


def moved(*flows: tuple[int, int, int], gone: tuple[int, ...] = (), new: tuple[int, ...] = ()
          ) -> Moved:  # fmt: skip
    found = tuple(Flow(*flow) for flow in flows)
    return Moved(sum(flow.customers for flow in found), 400, found, (), gone, new)


def sentences(what: Moved, language: Language = ENGLISH) -> tuple[str, ...]:
    return moved_sentences(what, NAMES, NAMES, language)


FORMS = {
    "en": {
        1: "1 customer moved", 2: "2 customers moved", 5: "5 customers moved",
        21: "21 customers moved", 22: "22 customers moved", 25: "25 customers moved",
    },
    "pl": {
        1: "1 klient przeszedł", 2: "2 klientów przeszło", 5: "5 klientów przeszło",
        21: "21 klientów przeszło", 22: "22 klientów przeszło", 25: "25 klientów przeszło",
    },
    "ru": {
        1: "1 клиент перешёл", 2: "2 клиента перешли", 5: "5 клиентов перешли",
        21: "21 клиент перешёл", 22: "22 клиента перешли", 25: "25 клиентов перешли",
    },
}  # fmt: skip
WAYS = {
    "en": " from “New” to “Old”.",
    "pl": " z grupy „New” do grupy „Old”.",
    "ru": " из группы «New» в группу «Old».",
}
NOBODY = {
    "en": "Nobody moved.",
    "pl": "Nikt nie zmienił grupy.",
    "ru": "Никто не перешёл в другую группу.",
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("n", [1, 2, 5, 21, 22, 25])
def test_how_many_moved_has_the_right_form(code: str, n: int) -> None:
    assert sentences(moved((0, 1, n)), Language(code)) == (FORMS[code][n] + WAYS[code],)
    # As many moves again, of which none is the most common.
    spread = moved((0, 1, n), (1, 2, n), (2, 0, n))
    assert str(3 * n) in sentences(spread, Language(code))[0]


@pytest.mark.parametrize("code", CODES)
def test_nobody_moved(code: str) -> None:
    assert sentences(moved(), Language(code)) == (NOBODY[code],)


def test_mostly_is_more_than_half() -> None:
    assert sentences(moved((0, 1, 300), (1, 2, 12))) == (
        "312 customers moved, mostly from “New” to “Old”.",
    )
    assert sentences(moved((0, 1, 5), (1, 2, 5))) == ("10 customers moved to other groups.",)
    assert sentences(moved((1, 1, 9))) == ("9 customers moved to other groups.",)


def test_groups_that_came_and_went_are_said() -> None:
    assert sentences(moved((0, 2, 30), gone=(0, 1), new=(2,)))[1:] == (
        "No longer there: “New” and “Old”.",
        "New: “Rare”.",
    )
    polish = sentences(moved((0, 2, 30), gone=(0,), new=(1, 2)), Language("pl"))[1:]
    assert polish == ("Już nie ma: „New”.", "Przybyło: „Old” i „Rare”.")


def test_settings_in_plain_words() -> None:
    keys = ("total_spend", "frequency", "age")
    assert setting_words(ClusterSpec(keys, groups=5), VARIABLES, ENGLISH) == (
        "5 groups by spend, orders, age"
    )
    weighed = ClusterSpec(
        ("age", "Income", "sms_consent", "gone"), (("age", 2.0), ("Income", 0.5)), None,
        "kmeans", smallest=20,
    )  # fmt: skip
    assert setting_words(weighed, VARIABLES, ENGLISH) == (
        "As many groups as suit the data, by age (counts more), Income (counts less), "
        "SMS marketing consent; at least 20 customers in each; method: k-means"
    )
    for groups, words in ((1, "1 группа"), (2, "2 группы"), (5, "5 групп"), (21, "21 группа")):
        text = setting_words(ClusterSpec(keys, groups=groups), VARIABLES, Language("ru"))
        assert text.startswith(words + " по признакам: ")
    for groups, words in ((1, "1 grupa"), (2, "2 grupy"), (5, "5 grup"), (21, "21 grup")):
        text = setting_words(ClusterSpec(keys, groups=groups), VARIABLES, Language("pl"))
        assert text.startswith(words + " według: ")

"""What is said of how far groups can be trusted, in three languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from segmentation.language import CODES, Language
from segmentation.segments.assignment import Assignment
from segmentation.segments.stability import Trust
from segmentation.trust_words import (
    TITLES,
    between_groups,
    certainty_words,
    number_words,
    shaky_sentence,
    sureness_line,
    trust_sentence,
    verdict_words,
)

EN, PL, RU = (Language(code) for code in CODES)
SPEND_AND_RECENCY = ("total_spend", "recency_days")


def found(
    verdict: str | None,
    customers: int = 100,
    *,
    doubtful: int = 0,
    plain: bool = False,
    variables: tuple[str, ...] = SPEND_AND_RECENCY,
    groups: int = 2,
) -> Assignment:
    """Groups of equal size; the first ``doubtful`` customers lie between two."""
    certainty = np.full(customers, 0.97)
    certainty[:doubtful] = 0.55
    told = verdict in ("clear", "weak")
    labels = np.arange(customers) % groups
    return Assignment(
        "mixture" if verdict else "kmeans",
        variables,
        labels,
        groups,
        verdict,
        certainty if told else None,
        (None,) * groups,
        (labels + 1) % groups if told else None,
        plain,
    )


def test_clear_groups_rest_on_those_without_doubt() -> None:
    words = verdict_words(found("clear", doubtful=7), None, 2, EN)
    assert words.title == "Clear groups"
    assert words.basis == "93 customers, 93% of all, fit their group without doubt."
    assert words.advice == ""


def test_weak_groups_rest_on_those_between() -> None:
    words = verdict_words(found("weak", doubtful=22), None, 2, EN)
    assert words.title == "Weak groups"
    assert words.basis == "22 customers, 22% of all, lie between two groups."
    assert words.advice.startswith("Take them as a rough guide")


def test_each_customer_is_without_doubt_or_between() -> None:
    groups = replace(found("clear", 5), certainty=np.array([0.5, 0.7, 0.79, 0.8, 1.0]))
    assert between_groups(groups).tolist() == [True, True, True, False, False]
    words = verdict_words(groups, None, 2, EN)
    assert words.basis == "2 customers, 40% of all, fit their group without doubt."


def test_weak_groups_with_nobody_between_say_so_in_words() -> None:
    words = verdict_words(replace(found("weak"), certainty=None), None, 2, EN)
    assert words.basis == "Where one group ends and the next begins is not sure."


def test_number_that_does_not_suit_is_told() -> None:
    for verdict in ("clear", "weak"):
        words = verdict_words(found(verdict, groups=5), 5, 3, EN)
        assert words.basis.startswith("3 groups suit your data better than 5. ")
        assert "better" not in verdict_words(found(verdict, groups=3), 3, 3, EN).basis


@pytest.mark.parametrize(
    ("variables", "by"),
    [
        (SPEND_AND_RECENCY, "by how much and how recently they bought"),
        (("total_spend",), "by how much they bought"),
        (("recency_days",), "by how recently they bought"),
        (("frequency",), "by how often they bought"),
    ],
)
def test_plain_split_says_by_what(variables: tuple[str, ...], by: str) -> None:
    words = verdict_words(found("none", plain=True, variables=variables), None, 1, EN)
    assert words.title == "No clear groups"
    assert f"Here is a useful split {by} anyway." in words.basis
    assert words.advice == (
        "Try other things to group by, or add a list that says more of your customers."
    )


def test_number_asked_for_does_not_hide_that_there_is_nothing() -> None:
    words = verdict_words(found("none", groups=4), 4, 1, EN)
    assert words.title == "No clear groups"
    assert words.basis.startswith("Your customers differ by degrees")
    assert "Here are 4 groups as you asked" in words.basis


def test_way_without_a_verdict_says_so_and_points_to_the_other() -> None:
    words = verdict_words(found(None), None, None, EN)
    assert words.title == "Not judged"
    assert "recommended way" in words.advice


@pytest.mark.parametrize(("customers", "little"), [(30, True), (59, True), (60, False)])
def test_small_shops_are_told_how_little_is_known(customers: int, little: bool) -> None:
    for verdict in ("clear", "weak", "none"):
        words = verdict_words(found(verdict, customers), None, 2, EN)
        assert ("Little is known" in words.advice) is little


def test_very_small_shops_are_told_when_to_come_back() -> None:
    words = verdict_words(found("none", 22, plain=True, variables=("total_spend",)), None, None, PL)
    assert words.basis.startswith("Przy 22 klientach jest za wcześnie")
    assert words.advice == "Grup szukamy od 30 klientów."


@pytest.mark.parametrize(
    ("language", "customers", "basis"),
    [
        (PL, 61, "61 klientów, czyli 100% wszystkich, bez wątpienia pasuje do swojej grupy."),
        (RU, 61, "61 клиент, 100\u00a0% всех, без сомнений подходит своей группе."),
        (RU, 62, "62 клиента, 100\u00a0% всех, без сомнений подходят своей группе."),
        (RU, 65, "65 клиентов, 100\u00a0% всех, без сомнений подходят своей группе."),
    ],
)
def test_plurals_of_the_clear_verdict(language: Language, customers: int, basis: str) -> None:
    assert verdict_words(found("clear", customers), None, 2, language).basis == basis


@pytest.mark.parametrize(
    ("language", "doubtful", "start"),
    [
        (PL, 1, "1 klient, czyli 1% wszystkich, jest"),
        (PL, 22, "22 klienci, czyli 22% wszystkich, są"),
        (PL, 25, "25 klientów, czyli 25% wszystkich, jest"),
        (RU, 21, "21 клиент, 21\u00a0% всех, находится"),
        (RU, 22, "22 клиента, 22\u00a0% всех, находятся"),
    ],
)
def test_plurals_of_the_weak_verdict(language: Language, doubtful: int, start: str) -> None:
    words = verdict_words(found("weak", doubtful=doubtful), None, 2, language)
    assert words.basis.startswith(start)


def test_titles_differ_in_every_language() -> None:
    for language in (EN, PL, RU):
        titles = {verdict_words(found(v), None, None, language).title for v in TITLES}
        assert len(titles) == len(TITLES)


def test_certainty_in_words() -> None:
    assert certainty_words(0.97, "A", "B", EN) == "97% sure"
    assert certainty_words(0.8, "A", "B", EN) == "80% sure"
    assert certainty_words(0.55, "A", "B", EN) == "Between “A” and “B”: 55% sure it is the first."
    assert certainty_words(0.55, "A", "B", PL).startswith("Między „A” a „B”")
    assert certainty_words(0.55, "A", "B", RU).startswith("Между «A» и «B»")


def test_nobody_is_quite_sure() -> None:
    assert certainty_words(1.0, "A", "B", EN) == "99% sure"


def test_who_lies_between() -> None:
    assert between_groups(found("weak", 10, doubtful=3)).tolist() == [True] * 3 + [False] * 7
    assert not between_groups(found(None)).any()


def test_how_sure_a_group_is() -> None:
    groups = found("weak", 100, doubtful=50)
    assert sureness_line(groups, 0, EN) == (
        "How sure: 50% of them fit this group clearly better than any other"
    )
    one = replace(groups, groups=1, labels=np.zeros_like(groups.labels), stability=(None,))
    assert sureness_line(one, 0, EN) == "", "there is no other"
    assert sureness_line(found(None), 0, EN) == ""


@pytest.mark.parametrize(
    ("came_back", "rest"),
    [(100, ""), (75, ""), (74, " It is not quite steady."), (49, " Do not build on it.")],
)
def test_trust_of_a_group(came_back: int, rest: str) -> None:
    told = trust_sentence(Trust(0.8, came_back, 100), EN)
    assert told == f"Came back in {came_back} of 100 re-runs.{rest}"


def test_trust_with_plurals() -> None:
    assert trust_sentence(Trust(0.9, 20, 22), PL) == "Powtórzyła się w 20 na 22 próby."
    assert trust_sentence(Trust(0.9, 94, 100), PL) == "Powtórzyła się w 94 na 100 prób."
    assert trust_sentence(Trust(0.9, 94, 100), RU) == "Повторилась в 94 из 100 проверок."
    assert trust_sentence(Trust(0.9, 20, 21), RU) == "Повторилась в 20 из 21 проверки."


def test_number_that_suits() -> None:
    assert number_words(4, EN) == "4 groups suit your data."
    assert number_words(1, EN) == "No number of groups stands out in your data."
    assert number_words(None, EN) == ""
    assert number_words(3, PL) == "Do Twoich danych pasują 3 grupy."
    assert number_words(5, PL) == "Do Twoich danych pasuje 5 grup."
    assert number_words(5, RU) == "Вашим данным подходят 5 групп."


@pytest.mark.parametrize(
    ("language", "shaky", "start"),
    [
        (EN, 1, "1 group did not come back"),
        (EN, 2, "2 groups did not come back"),
        (PL, 1, "1 grupa nie powtórzyła się"),
        (PL, 2, "2 grupy nie powtórzyły się"),
        (PL, 5, "5 grup nie powtórzyło się"),
        (RU, 1, "1 группа не повторилась"),
        (RU, 2, "2 группы не повторились"),
        (RU, 5, "5 групп не повторились"),
    ],
)
def test_groups_that_did_not_come_back_are_told_beside_the_verdict(
    language: Language, shaky: int, start: str
) -> None:
    trusts = [Trust(0.9, 99, 100), None, *[Trust(0.4, 49, 100)] * shaky]
    assert shaky_sentence(trusts, language).startswith(start)
    assert shaky_sentence([Trust(0.7, 50, 100), None], language) == ""

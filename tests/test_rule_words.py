"""Rules and pulls in words: every form in three languages, with every kind of number."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from segmentation.conditions import Condition
from segmentation.language import CODES, Language
from segmentation.pulls import Pull
from segmentation.reasons import Rule
from segmentation.rule_words import (
    accuracy_sentence,
    condition_phrase,
    pull_sentence,
    rule_sentence,
)
from tests.example_profiles import variable

LANGUAGES = tuple(Language(code) for code in CODES)
EN, PL, RU = LANGUAGES


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def at_least(key: str, low: float) -> Condition:
    return Condition(variable(key), low=low)


def at_most(key: str, high: float) -> Condition:
    return Condition(variable(key), high=high)


def between(key: str, low: float, high: float) -> Condition:
    return Condition(variable(key), low, high)


def levels(key: str, *names: str) -> Condition:
    return Condition(replace(variable(key), kind="category"), levels=names)


def tag(key: str, name: str, holds: bool = True) -> Condition:
    return Condition(replace(variable(key), kind="tags"), levels=(name,), holds=holds)


FORMS = [
    (at_least("frequency", 0), "at least 0 orders", "co najmniej 0 zamówień",
     "не меньше 0 заказов"),
    (at_least("frequency", 1), "at least 1 order", "co najmniej 1 zamówienie",
     "не меньше 1 заказа"),
    (at_least("frequency", 3), "at least 3 orders", "co najmniej 3 zamówienia",
     "не меньше 3 заказов"),
    (at_least("frequency", 5), "at least 5 orders", "co najmniej 5 zamówień",
     "не меньше 5 заказов"),
    (at_least("frequency", 21), "at least 21 orders", "co najmniej 21 zamówień",
     "не меньше 21 заказа"),
    (at_least("frequency", 22), "at least 22 orders", "co najmniej 22 zamówienia",
     "не меньше 22 заказов"),
    (at_least("frequency", 25), "at least 25 orders", "co najmniej 25 zamówień",
     "не меньше 25 заказов"),
    (at_least("frequency", 1.5), "Orders: at least 1.5", "Zamówienia: co najmniej 1,5",
     "Заказы: не меньше 1,5"),
    (at_most("frequency", 2), "at most 2 orders", "najwyżej 2 zamówienia", "не больше 2 заказов"),
    (at_most("frequency", 1), "at most 1 order", "najwyżej 1 zamówienie", "не больше 1 заказа"),
    (between("frequency", 2, 5), "2–5 orders", "2–5 zamówień", "2–5 заказов"),
    (between("frequency", 2, 22), "2–22 orders", "2–22 zamówienia", "2–22 заказа"),
    (between("frequency", 2, 2), "exactly 2 orders", "dokładnie 2 zamówienia", "ровно 2 заказа"),
    (at_most("recency_days", 60), "last order within 60 days",
     "ostatnie zamówienie w ciągu 60 dni", "последний заказ за последние 60 дней"),
    (at_most("recency_days", 1), "last order within 1 day", "ostatnie zamówienie w ciągu 1 dnia",
     "последний заказ за последний 1 день"),
    (at_least("recency_days", 21), "last order at least 21 days ago",
     "ostatnie zamówienie co najmniej 21 dni temu", "последний заказ 21 день назад или раньше"),
    (between("recency_days", 30, 92), "last order 30–92 days ago",
     "ostatnie zamówienie 30–92 dni temu", "последний заказ 30–92 дня назад"),
    (between("recency_days", 7, 7), "last order 7 days ago", "ostatnie zamówienie 7 dni temu",
     "последний заказ 7 дней назад"),
    (at_least("tenure_days", 1000), "first order at least 1,000 days ago",
     "pierwsze zamówienie co najmniej 1 000 dni temu",
     "первый заказ 1 000 дней назад или раньше"),
    (at_most("tenure_days", 90), "first order within 90 days",
     "pierwsze zamówienie w ciągu 90 dni", "первый заказ за последние 90 дней"),
    (at_least("age", 22), "age at least 22 years", "wiek co najmniej 22 lata",
     "возраст не меньше 22 лет"),
    (at_most("age", 21), "age at most 21 years", "wiek najwyżej 21 lat",
     "возраст не больше 21 года"),
    (between("age", 20, 40), "age 20–40 years", "wiek 20–40 lat", "возраст 20–40 лет"),
    (at_least("points", 200), "at least 200 loyalty points",
     "co najmniej 200 punktów lojalnościowych", "не меньше 200 бонусных баллов"),
    (at_least("total_spend", 180), "spend of at least 180 zł", "wydatki co najmniej 180 zł",
     "сумма покупок не меньше 180 zł"),
    (at_most("total_spend", 0.5), "spend of at most 0.50 zł", "wydatki najwyżej 0,50 zł",
     "сумма покупок не больше 0,50 zł"),
    (between("monetary_value", 50, 1200), "average order from 50 zł to 1,200 zł",
     "średnie zamówienie od 50 zł do 1 200 zł", "средний чек от 50 zł до 1 200 zł"),
    (at_least("discount_share", 0.5), "discount on at least 50% of orders",
     "zamówienia z rabatem: co najmniej 50%", "заказы со скидкой: не меньше 50 %"),
    (at_most("discount_share", 0.0), "no order with a discount", "żadnego zamówienia z rabatem",
     "ни одного заказа со скидкой"),
    (at_least("Dochód", 5000), "Dochód: at least 5,000", "Dochód: co najmniej 5 000",
     "Dochód: не меньше 5 000"),
    (at_most("Dochód", 0.0025), "Dochód: at most 0.0025", "Dochód: najwyżej 0,0025",
     "Dochód: не больше 0,0025"),
    (between("Dochód", -2, 1.5), "Dochód: from -2 to 1.5", "Dochód: od -2 do 1,5",
     "Dochód: от -2 до 1,5"),
    (between("Dochód", 7, 7), "Dochód: 7", "Dochód: 7", "Dochód: 7"),
    (levels("location", "Ełk"), "place of residence: Ełk", "miejscowość: Ełk",
     "населённый пункт: Ełk"),
    (levels("location", "Ełk", "Hel"), "place of residence: Ełk or Hel",
     "miejscowość: Ełk lub Hel", "населённый пункт: Ełk или Hel"),
    (levels("gender", "female"), "gender: Women", "płeć: Kobiety", "пол: Женщины"),
    (levels("loyalty", "yes"), "in the loyalty program", "udział w programie lojalnościowym",
     "участие в программе лояльности"),
    (levels("loyalty", "no"), "not in the loyalty program",
     "brak udziału w programie lojalnościowym", "без участия в программе лояльности"),
    (levels("Dom", "{x}", "y"), "Dom: {x} or y", "Dom: {x} lub y", "Dom: {x} или y"),
    (tag("interests", "koty"), "“koty” among interests", "„koty” wśród zainteresowań",
     "«koty» среди интересов"),
    (tag("interests", "koty", holds=False), "no “koty” among interests",
     "brak „koty” wśród zainteresowań", "нет интереса «koty»"),
    (tag("Klub", "szachy"), "Klub: includes “szachy”", "Klub: jest „szachy”",
     "Klub: есть «szachy»"),
    (tag("Klub", "szachy", holds=False), "Klub: does not include “szachy”",
     "Klub: nie ma „szachy”", "Klub: нет «szachy»"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "english", "polish", "russian"), FORMS)
def test_each_condition_in_three_languages(
    condition: Condition, english: str, polish: str, russian: str
) -> None:
    said = [plain(condition_phrase(condition, language, "PLN")) for language in LANGUAGES]
    assert said == [english, polish, russian]


def rule(*conditions: Condition, coverage: float = 0.92, precision: float = 0.88) -> Rule:
    return Rule("1", conditions, coverage, precision, 105, 92)


def test_a_rule_is_one_sentence() -> None:
    two = rule(at_least("frequency", 3), at_most("recency_days", 60))
    assert [rule_sentence(two, language, "PLN") for language in LANGUAGES] == [
        "At least 3 orders and last order within 60 days.",
        "Co najmniej 3 zamówienia i ostatnie zamówienie w ciągu 60 dni.",
        "Не меньше 3 заказов и последний заказ за последние 60 дней.",
    ]
    three = rule(*two.conditions, tag("interests", "koty"))
    assert plain(rule_sentence(three, PL, "PLN")) == (
        "Co najmniej 3 zamówienia, ostatnie zamówienie w ciągu 60 dni i „koty” wśród zainteresowań."
    )


def test_the_name_of_an_own_column_stays_as_it_is() -> None:
    assert rule_sentence(rule(at_least("eBay", 2)), EN, "") == "eBay: at least 2."


def test_how_well_the_rule_tells() -> None:
    assert [plain(accuracy_sentence(rule(), language)) for language in LANGUAGES] == [
        "This is true of 92% of the group. Of all customers it is true of, 88% are in the group.",
        "Dotyczy to 92% grupy. Spośród wszystkich klientów, których to dotyczy, 88% należy "
        "do tej grupy.",
        "Это верно для 92 % группы. Среди всех клиентов, для которых это верно, доля этой "
        "группы — 88 %.",
    ]


def test_almost_all_is_not_all() -> None:
    assert " 99% of the group" in accuracy_sentence(rule(coverage=0.999), EN)
    assert " 100% of the group" in accuracy_sentence(rule(coverage=1.0), EN)


@pytest.mark.parametrize(
    ("pull", "english", "polish", "russian"),
    [
        (Pull(variable("frequency"), 6.0, 1.2, 5.0, 1.5),
         "Orders: 6 (the group: usually 5, all customers: 1.5)",
         "Zamówienia: 6 (w grupie zwykle 5, u wszystkich klientów 1,5)",
         "Заказы: 6 (в группе обычно 5, у всех клиентов 1,5)"),
        (Pull(variable("total_spend"), 1180.4, 1.2, 90.0, 12.5),
         "Spend: 1,180 zł (the group: usually 90 zł, all customers: 12.50 zł)",
         "Wydatki: 1 180 zł (w grupie zwykle 90 zł, u wszystkich klientów 12,50 zł)",
         "Сумма покупок: 1 180 zł (в группе обычно 90 zł, у всех клиентов 12,50 zł)"),
        (Pull(variable("location"), "Ełk", -0.4, 0.1, 0.004),
         "Place of residence: Ełk (10% of the group, <1% of all customers)",
         "Miejscowość: Ełk (10% grupy, <1% wszystkich klientów)",
         "Населённый пункт: Ełk (10 % группы, <1 % всех клиентов)"),
        (Pull(variable("interests"), "koty", 0.4, 0.9, 0.5, holds=False),
         "Interests: without “koty” (90% of the group, 50% of all customers)",
         "Zainteresowania: bez „koty” (90% grupy, 50% wszystkich klientów)",
         "Интересы: без «koty» (90 % группы, 50 % всех клиентов)"),
    ],
)  # fmt: skip
def test_pulls_in_three_languages(pull: Pull, english: str, polish: str, russian: str) -> None:
    said = [plain(pull_sentence(pull, language, "PLN")) for language in LANGUAGES]
    assert said == [english, polish, russian]


def test_nothing_endless_is_ever_said() -> None:
    for condition, *_ in FORMS:
        for language in LANGUAGES:
            said = condition_phrase(condition, language, "")
            assert said and str(math.inf) not in said and "–" != said[-1]

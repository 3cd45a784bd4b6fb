"""The sentence of a rule, word for word in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from segmentation.language import CODES, Language
from segmentation.rules.evaluation import Obstacle, RuleBase
from segmentation.rules.operators import OPERATORS
from segmentation.rules.rule import Clause, Condition, OwnRule
from segmentation.rules.sizes import Size
from segmentation.rules.words import obstacle_sentence, own_rule_sentence, size_sentence
from tests.rules.asking import asked, rule_of, who

OFTEN = asked("variable", "frequency", "at_least", 3)
KRAKOW = asked("variable", "location", "one_of", "Kraków", "Gdańsk")
CUP = asked("product", "", "bought", "Cup")
LATELY = asked("date", "last_order", "last_days", 21)


def sentence(base: RuleBase, rule: OwnRule, code: str, *others: OwnRule) -> str:
    text = own_rule_sentence(rule, base.subjects, [rule, *others], Language(code), "PLN")
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "At least 3 orders and place of residence: Kraków or Gdańsk, except: bought “Cup”."),
        ("pl", "Co najmniej 3 zamówienia i miejscowość: Kraków lub Gdańsk,"
               " z wyjątkiem: zakup: „Cup”."),
        ("ru", "Не меньше 3 заказов и населённый пункт: Kraków или Gdańsk,"
               " кроме: покупка: «Cup»."),
    ],
)  # fmt: skip
def test_and_or_not(base: RuleBase, code: str, expected: str) -> None:
    rule = OwnRule("1", "", (Clause((CUP,), "none"), Clause((OFTEN, KRAKOW))))
    assert sentence(base, rule, code) == expected


def test_brackets_stand_where_two_ways_of_joining_meet(base: RuleBase) -> None:
    either = Clause((OFTEN, CUP), "any")
    both = OwnRule("1", "", (either, Clause((KRAKOW,))))
    assert sentence(base, both, "en") == (
        "(at least 3 orders or bought “Cup”) and place of residence: Kraków or Gdańsk."
    )
    any_of = OwnRule("1", "", (Clause((OFTEN, CUP)), Clause((KRAKOW,), "none")), "any")
    assert sentence(base, any_of, "en") == (
        "(at least 3 orders and bought “Cup”) or (all customers except: "
        "place of residence: Kraków or Gdańsk)."
    )
    assert sentence(base, rule_of(CUP, match="none"), "en") == "All customers except: bought “Cup”."
    assert sentence(base, OwnRule("1", ""), "en") == "This rule asks nothing yet."


def test_what_several_are_not(base: RuleBase) -> None:
    twice = OwnRule("1", "", (Clause((KRAKOW,), "none"), Clause((CUP,), "none")))
    assert sentence(base, twice, "en") == (
        "All customers except: place of residence: Kraków or Gdańsk or bought “Cup”."
    )
    neither = rule_of(asked("product", "", "not_bought", "Cup", "Tea"))
    assert sentence(base, neither, "en") == "Did not buy either “Cup” or “Tea”."
    assert sentence(base, neither, "pl") == "Brak zakupu: „Cup” ani „Tea”."
    assert sentence(base, neither, "ru") == "Нет покупки: ни «Cup», ни «Tea»."
    elsewhere = rule_of(asked("variable", "location", "none_of", "Kraków", "Ełk"))
    assert sentence(base, elsewhere, "pl") == "Miejscowość: nie Kraków i nie Ełk."


@pytest.mark.parametrize(
    ("days", "pl", "ru"),
    [
        (1, "Ostatnie zamówienie: nie dawniej niż 1 dzień temu.",
         "Последний заказ: не раньше чем 1 день назад."),
        (2, "Ostatnie zamówienie: nie dawniej niż 2 dni temu.",
         "Последний заказ: не раньше чем 2 дня назад."),
        (21, "Ostatnie zamówienie: nie dawniej niż 21 dni temu.",
         "Последний заказ: не раньше чем 21 день назад."),
        (25, "Ostatnie zamówienie: nie dawniej niż 25 dni temu.",
         "Последний заказ: не раньше чем 25 дней назад."),
    ],
)  # fmt: skip
def test_days_take_their_form(base: RuleBase, days: int, pl: str, ru: str) -> None:
    rule = rule_of(replace(LATELY, values=(days,)))
    assert sentence(base, rule, "pl") == pl
    assert sentence(base, rule, "ru") == ru


def test_purchases_with_number_and_period(base: RuleBase) -> None:
    often = replace(CUP, times=2, days=30)
    assert sentence(base, rule_of(often), "en") == (
        "Bought “Cup” in at least 2 orders in the last 30 days."
    )
    assert sentence(base, rule_of(often), "pl") == (
        "Zakup: „Cup” w co najmniej 2 zamówieniach w ciągu ostatnich 30 dni."
    )
    since = replace(CUP, operator="not_bought", since="2026-03-05")
    assert sentence(base, rule_of(since), "ru") == "Нет покупки: «Cup» с 5 марта 2026 г."
    orders = Condition("orders", "", "ordered", times=5, since="2026-01-01", until="2026-03-31")
    assert sentence(base, rule_of(orders), "pl") == (
        "Co najmniej 5 zamówień od 1 stycznia 2026 do 31 marca 2026."
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("operator", OPERATORS, ids=lambda one: f"{one.kind} {one.key}")
def test_every_operator_has_its_sentence(base: RuleBase, operator: object, code: str) -> None:
    """With its example, with nothing chosen yet, and about every subject it goes with."""
    assert operator in OPERATORS
    (row,) = [one for one in OPERATORS if one == operator]
    subjects = [subject for subject in base.subjects if subject.kind == row.kind]
    assert subjects
    for subject in subjects:
        for values in (row.example, ()):
            text = sentence(
                base, rule_of(Condition(subject.about, subject.key, row.key, values)), code
            )
            assert text.endswith(".")
            assert "{" not in text
            assert "None" not in text


def test_a_rule_is_called_by_its_name(base: RuleBase) -> None:
    other = replace(rule_of(CUP, rule_id="2"), name="Cup people")
    asking = rule_of(asked("rule", "", "fulfils_not", "2"))
    assert sentence(base, asking, "en", other) == "Does not fulfill the rule “Cup people”."


def test_what_is_gone_is_said(base: RuleBase) -> None:
    gone = asked("variable", "shoe size", "at_least", 40)
    assert sentence(base, rule_of(gone), "en") == "Shoe size (no longer in your data)."
    english = Language("en")
    assert obstacle_sentence(Obstacle(gone, "gone"), base.subjects, english) == (
        "“shoe size” is no longer in your data."
    )
    assert obstacle_sentence(Obstacle(LATELY, "unfinished"), base.subjects, Language("pl")) == (
        "„Ostatnie zamówienie” czeka jeszcze na wartość."
    )
    circle = Obstacle(asked("rule", "", "fulfils", "1"), "circle")
    assert "itself" in obstacle_sentence(circle, base.subjects, english)


def test_sizes_in_words() -> None:
    english = Language("en")
    assert size_sentence(Size(5, 0.25, 1234.5, 0.4), "customers", english, "USD") == (
        "25% of all customers; their spend: $1,235, 40% of all"
    )
    assert size_sentence(Size(5, 0.25, 0, None), "customers", english, "") == "25% of all customers"
    assert size_sentence(Size(5, 0.25, 0, None), "prospects", english, "") == (
        "25% of all people on your list"
    )


@pytest.mark.parametrize(
    ("code", "days", "told"),
    [
        ("en", 1, "in the last day"),
        ("en", 21, "in the last 21 days"),
        ("pl", 1, "w ciągu ostatniego dnia"),
        ("pl", 2, "w ciągu ostatnich 2 dni"),
        ("pl", 21, "w ciągu ostatnich 21 dni"),
        ("ru", 1, "за последний день"),
        ("ru", 2, "за последние 2 дня"),
        ("ru", 5, "за последние 5 дней"),
        ("ru", 21, "за последний 21 день"),
    ],
)
def test_the_last_days_take_their_form(base: RuleBase, code: str, days: int, told: str) -> None:
    rule = rule_of(replace(asked("orders", "", "ordered"), days=days))
    assert sentence(base, rule, code).endswith(f"{told}.")


def test_bounds_the_wrong_way_round_are_asked_and_told_the_right_way(base: RuleBase) -> None:
    for one, other, people in (
        (asked("variable", "total_spend", "between", 20, 10),
         asked("variable", "total_spend", "between", 10, 20), "bcd"),
        (asked("date", "first_order", "in_days", "2026-05-01", "2026-02-01"),
         asked("date", "first_order", "in_days", "2026-02-01", "2026-05-01"), "bc"),
        (replace(asked("orders", "", "not_ordered"), since="2026-06-30", until="2026-05-15"),
         replace(asked("orders", "", "not_ordered"), since="2026-05-15", until="2026-06-30"), "bc"),
    ):  # fmt: skip
        assert sentence(base, rule_of(one), "en") == sentence(base, rule_of(other), "en")
        assert who(base, rule_of(one)) == who(base, rule_of(other)) == people


PROSPECTS = {
    "en": "People on your list without an order: place of residence: Kraków.",
    "pl": "Osoby z Twojej listy bez zamówienia: miejscowość: Kraków.",
    "ru": "Люди из вашего списка без заказов: населённый пункт: Kraków.",
}


@pytest.mark.parametrize("code", PROSPECTS)
def test_people_without_an_order_are_called_so(base: RuleBase, code: str) -> None:
    asked_of = replace(base, among="prospects")
    krakow = replace(rule_of(asked("variable", "location", "one_of", "Kraków")), among="prospects")
    assert sentence(asked_of, krakow, code).replace("\xa0", " ") == PROSPECTS[code]
    barred = replace(krakow, clauses=(replace(krakow.clauses[0], match="none"),))
    everybody = replace(krakow, clauses=())
    if code == "en":
        assert sentence(asked_of, barred, code) == (
            "People on your list without an order: all of them except: place of residence: Kraków."
        )
        assert sentence(asked_of, everybody, code) == "Everybody on your list without an order."

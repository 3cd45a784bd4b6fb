"""Whom rules are for: on a shop known by heart, and against another way of asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.rules.evaluation import (
    RuleBase,
    asks_for_purchases,
    bound_values,
    find_customers,
)
from segmentation.rules.operators import MACROS, OPERATORS, Kind, Operator
from segmentation.rules.rule import Clause, Condition, Match, OwnRule
from segmentation.rules.subjects import Subject
from tests.rules.asking import asked, obstacles, rule_of, who

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (asked("variable", "frequency", "at_least", 2), "a"),
        (asked("variable", "frequency", "at_most", 1), "bcd"),
        (asked("variable", "total_spend", "between", 10, 20), "bcd"),
        (asked("variable", "location", "one_of", "Kraków"), "ad"),
        (asked("variable", "location", "none_of", "Kraków"), "b"),
        (asked("variable", "location", "unknown"), "c"),
        (asked("variable", "location", "known"), "abd"),
        (asked("variable", "interests", "has_any", "dogs", "birds"), "ad"),
        (asked("variable", "interests", "has_all", "dogs", "cats"), "a"),
        (asked("variable", "age", "at_most", 40), "ad"),
        (asked("variable", "age", "unknown"), "b"),
        (asked("variable", "email_consent", "one_of", "yes"), "ad"),
        (asked("date", "last_order", "last_days", 30), "ad"),
        (asked("date", "last_order", "before_days", 60), "b"),
        (asked("date", "first_order", "in_days", "2026-02-01", "2026-05-01"), "bc"),
        (asked("date", "first_order", "from_day", "2026-05-01"), "cd"),
        (asked("date", "first_order", "to_day", "2026-02-01"), "ab"),
        (asked("membership", "group", "one_of", "1"), "ad"),
        (asked("membership", "group", "unknown"), "c"),
        (asked("product", "", "bought", "Cup"), "ab"),
        (asked("product", "", "bought", "Green tea"), "a"),
        (asked("product", "", "not_bought", "Cup", "Spoon"), "c"),
        (asked("product", "", "bought_named", "TEA"), "a"),
        (asked("product", "", "not_bought_named", "tea"), "bcd"),
        (asked("category", "", "bought", "Tea"), "a"),
        (replace(asked("category", "", "bought", "Tea"), times=3), "a"),
        (replace(asked("category", "", "bought", "Tea"), times=4), ""),
        (replace(asked("category", "", "bought", "Tea"), times=2, until="2026-03-01"), "a"),
        (replace(asked("category", "", "bought", "Tea"), times=2, since="2026-03-02"), ""),
        (replace(asked("category", "", "not_bought", "Dishes"), days=150), "acd"),
        (replace(asked("orders", "", "ordered"), days=29), "ad"),
        (replace(asked("orders", "", "ordered"), times=2, since="2026-03-01"), "a"),
        (replace(asked("orders", "", "not_ordered"), since="2026-05-01"), "b"),
    ],
)
def test_each_way_of_asking(base: RuleBase, condition: Condition, expected: str) -> None:
    assert who(base, rule_of(condition)) == expected


def test_and_or_not(base: RuleBase) -> None:
    often = asked("variable", "frequency", "at_least", 2)
    krakow = asked("variable", "location", "one_of", "Kraków")
    cup = asked("product", "", "bought", "Cup")
    assert who(base, rule_of(often, krakow)) == "a"
    assert who(base, rule_of(often, krakow, match="any")) == "ad"
    assert who(base, rule_of(often, krakow, match="none")) == "bc"
    both = (Clause((krakow,)), Clause((cup,), "none"))
    assert who(base, OwnRule("1", "", both)) == "d"
    assert who(base, OwnRule("1", "", both, "any")) == "acd"
    assert who(base, OwnRule("1", "", (Clause(), Clause((cup,))))) == "ab"


def test_a_rule_may_ask_for_another(base: RuleBase) -> None:
    cup = rule_of(asked("product", "", "bought", "Cup"), rule_id="1")
    krakow = rule_of(asked("variable", "location", "one_of", "Kraków"), rule_id="2")
    both = rule_of(
        asked("rule", "", "fulfils", "1"), asked("rule", "", "fulfils_not", "2"), rule_id="3"
    )
    assert who(base, both, [cup, krakow]) == "b"
    found = find_customers(base, [krakow, both, cup], [cup, krakow, both])
    assert [one.mask.sum() for one in found] == [2, 1, 2]


def test_what_cannot_be_asked_is_never_silently_true(base: RuleBase) -> None:
    gone = asked("variable", "shoe size", "at_least", 40)
    assert obstacles(base, rule_of(gone, match="none")) == ["gone"]
    anybody = asked("variable", "frequency", "at_least", 1)
    assert obstacles(base, rule_of(gone, anybody, match="any")) == ["gone"]
    assert obstacles(base, rule_of(asked("variable", "frequency", "has_any", "x"))) == ["gone"]
    assert obstacles(base, rule_of(asked("variable", "location", "none_of"))) == ["unfinished"]
    assert obstacles(base, rule_of(asked("variable", "age", "at_most", "x"))) == ["unfinished"]
    assert obstacles(base, rule_of(asked("product", "", "not_bought_named", " "))) == ["unfinished"]
    wrong_day = replace(asked("orders", "", "not_ordered"), since="soon")
    assert obstacles(base, rule_of(wrong_day)) == ["unfinished"]
    assert obstacles(base, rule_of(asked("rule", "", "fulfils_not", "7"))) == ["no_rule"]
    first = rule_of(asked("rule", "", "fulfils_not", "2"), rule_id="1")
    second = rule_of(asked("rule", "", "fulfils_not", "1"), rule_id="2")
    assert obstacles(base, first, [second]) == ["circle"]
    asks_for_gone = rule_of(asked("rule", "", "fulfils_not", "4"), rule_id="5")
    assert obstacles(base, asks_for_gone, [rule_of(gone, rule_id="4")]) == ["gone"]
    assert who(base, OwnRule("1", "")) == ""


def test_values_are_values_and_nothing_else(base: RuleBase) -> None:
    for text in ("Kraków') OR true --", "'); DROP TABLE bought; --", "%", "{it}", "?", "$1"):
        assert who(base, rule_of(asked("variable", "location", "one_of", text))) == ""
        assert who(base, rule_of(asked("product", "", "bought", text))) == ""
        assert who(base, rule_of(asked("product", "", "bought_named", text))) == ""
    assert who(base, rule_of(asked("product", "", "bought", "Cup"))) == "ab"


@pytest.mark.parametrize(
    "operator", [o for o in OPERATORS if o.keeps != o.drops], ids=lambda o: f"{o.kind} {o.key}"
)
def test_the_example_of_each_operator_holds(operator: Operator) -> None:
    kinds = {"number": "DOUBLE", "category": "VARCHAR", "tags": "VARCHAR", "date": "TIMESTAMP"}
    condition = Condition("variable", "", operator.key, operator.example)
    bound = bound_values(condition, operator, DAY)
    assert bound is not None
    told = f"SELECT ?::{kinds[operator.kind]} AS it"
    asked_for = operator.sql.format(it="it", what="", fold="folded")
    sql = f"SELECT coalesce({asked_for}, false) FROM ({told})"
    connection = duckdb.connect()
    for macro in MACROS:
        connection.execute(macro)
    for value, expected in ((operator.keeps, True), (operator.drops, False)):
        found = connection.execute(sql, [*bound, value]).fetchone()
        assert found == (expected,), (operator.kind, operator.key, value)


def test_no_number_of_days_breaks_a_rule(base: RuleBase) -> None:
    for days in (40_000, 1_000_000, 3_000_000_000):
        assert who(base, rule_of(replace(asked("orders", "", "ordered"), days=days))) == "abcd"
        assert who(base, rule_of(asked("date", "first_order", "last_days", days))) == "abcd"
        assert who(base, rule_of(asked("date", "first_order", "anniversary", days))) == "abcd"
    assert who(base, rule_of(asked("variable", "total_spend", "between", 20, 10))) == "bcd"


def test_another_spelling_is_the_same(base: RuleBase) -> None:
    assert who(base, rule_of(asked("product", "", "bought", " CUP"))) == "ab"
    assert who(base, rule_of(asked("product", "", "not_bought", "cup"))) == "cd"
    assert who(base, rule_of(asked("category", "", "not_bought", "TEA"))) == "bcd"
    assert who(base, rule_of(asked("variable", "location", "one_of", "krakow"))) == "ad"
    assert who(base, rule_of(asked("variable", "location", "none_of", "krakow"))) == "b"
    assert who(base, rule_of(asked("variable", "interests", "has_none", "Cats"))) == "cd"


def test_what_is_for_nobody_has_no_opposite(base: RuleBase) -> None:
    asking = rule_of(asked("rule", "", "fulfils_not", "2"))
    assert obstacles(base, asking, [OwnRule("2", "empty")]) == ["unfinished"]
    assert obstacles(base, rule_of(asked("membership", "group", "none_of", "7"))) == ["gone"]
    timeless = replace(base, day=None)
    for condition in (
        asked("date", "last_order", "last_days", 30),
        replace(asked("orders", "", "not_ordered"), days=30),
    ):
        assert obstacles(timeless, rule_of(condition)) == ["no_end"]


def test_rules_about_purchases_want_them_gathered(base: RuleBase) -> None:
    without = replace(base, purchases=None)
    assert not asks_for_purchases([rule_of(asked("variable", "age", "known"))])
    for condition in (asked("product", "", "bought", "Cup"), asked("orders", "", "ordered")):
        assert asks_for_purchases([rule_of(condition)])
        with pytest.raises(ValueError, match="gathered"):
            find_customers(without, [rule_of(condition)])


def test_keys_of_operators_are_unique() -> None:
    keys = [(operator.kind, operator.key) for operator in OPERATORS]
    assert len(set(keys)) == len(keys)


# Against another way of asking

_VALUES = {
    "age": st.integers(0, 5),
    "city": st.sampled_from(["A", "B", "C"]),
    "tags": st.sampled_from(["x", "x; y", "y; z", "z"]),
}
_ROWS = st.fixed_dictionaries({name: st.none() | values for name, values in _VALUES.items()})
_CONDITIONS = st.one_of(
    st.builds(asked, st.just("variable"), st.just("age"), st.sampled_from(["at_least", "at_most"]),
              st.integers(-1, 6)),
    st.builds(asked, st.just("variable"), st.just("age"), st.just("between"),
              st.integers(-1, 3), st.integers(2, 6)),
    st.builds(asked, st.just("variable"), st.just("city"), st.sampled_from(["one_of", "none_of"]),
              _VALUES["city"]),
    st.builds(asked, st.just("variable"), st.just("tags"),
              st.sampled_from(["has_any", "has_all", "has_none"]), st.sampled_from(["x", "y"]),
              st.sampled_from(["y", "z"])),
    st.builds(asked, st.just("variable"), st.sampled_from(["age", "city", "tags"]),
              st.sampled_from(["known", "unknown"])),
)  # fmt: skip
_MATCHES: st.SearchStrategy[Match] = st.sampled_from(["all", "any", "none"])
_CLAUSES = st.builds(Clause, st.lists(_CONDITIONS, max_size=3).map(tuple), _MATCHES)
_RULES = st.builds(
    OwnRule, st.just("1"), st.just(""), st.lists(_CLAUSES, max_size=3).map(tuple), _MATCHES
)


def _holds(condition: Condition, row: dict[str, object]) -> bool:
    value, asked_for = row[condition.key], condition.values
    if condition.operator in ("known", "unknown"):
        return (value is None) == (condition.operator == "unknown")
    if value is None:
        return False
    if condition.key == "tags":
        held, wanted = set(str(value).split("; ")), set(map(str, asked_for))
        answers = {"has_any": bool(held & wanted), "has_all": wanted <= held,
                   "has_none": not held & wanted}  # fmt: skip
        return answers[condition.operator]
    if condition.key == "city":
        return (value in asked_for) == (condition.operator == "one_of")
    assert isinstance(value, int)
    numbers = [float(number) for number in asked_for]
    low = numbers[0] if condition.operator != "at_most" else -99
    high = numbers[-1] if condition.operator != "at_least" else 99
    return low <= value <= high


def _fulfils(rule: OwnRule, row: dict[str, object]) -> bool:
    def joined(answers: list[bool], match: Match) -> bool:
        if match == "none":
            return not any(answers)
        return all(answers) if match == "all" else any(answers)

    clauses = [
        joined([_holds(one, row) for one in clause.conditions], clause.match)
        for clause in rule.clauses
        if clause.conditions
    ]
    return bool(clauses) and joined(clauses, rule.match)


@given(st.lists(_ROWS, min_size=1, max_size=8), _RULES)
def test_rules_say_what_asking_one_by_one_says(
    rows: list[dict[str, object]], rule: OwnRule
) -> None:
    frame = pd.DataFrame(rows, columns=list(_VALUES))
    frame["age"] = frame["age"].astype(float)
    kinds: dict[str, Kind] = {"age": "number", "city": "category", "tags": "tags"}
    subjects = tuple(Subject("variable", name, kind, name) for name, kind in kinds.items())
    frame[["city", "tags"]] = frame[["city", "tags"]].astype(object)
    rule = replace(rule, match="all" if rule.match == "none" else rule.match)
    (found,) = find_customers(RuleBase(frame, subjects, DAY), [rule])
    assert found.mask.tolist() == [_fulfils(rule, row) for row in rows]
    order = np.arange(len(rows))[::-1]
    turned = frame.iloc[order]
    (again,) = find_customers(RuleBase(turned, subjects, DAY), [rule])
    assert again.mask.tolist() == found.mask[order].tolist()

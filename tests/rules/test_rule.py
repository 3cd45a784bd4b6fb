"""The rules an owner keeps, and changes to one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.rules import editing
from segmentation.rules.rule import (
    LONGEST_NAME,
    Clause,
    Condition,
    KeptRules,
    OwnRule,
    read_rules,
    write_rules,
)
from segmentation.rules.subjects import ORDERS, PRODUCT
from tests.rules.asking import asked, rule_of

OFTEN = asked("variable", "frequency", "at_least", 3)
CUP = replace(asked("product", "", "bought", "Cup", "Tea"), times=2, since="2026-01-01")
TOWN = asked("variable", "location", "one_of", "Łódź")


def names(rules: KeptRules) -> list[str]:
    return [rule.name for rule in rules]


def test_each_rule_has_a_number_and_a_name_of_its_own() -> None:
    kept = KeptRules().add(OwnRule("", "VIP")).add(OwnRule("9", "vip ")).add(OwnRule("", "Rest"))
    assert names(kept) == ["VIP", "vip (2)", "Rest"]
    assert [rule.rule_id for rule in kept] == ["1", "2", "3"]
    kept = kept.drop("3").add(OwnRule("", " "))
    assert [rule.rule_id for rule in kept] == ["1", "2", "4"]  # nobody takes it for the old one
    assert names(kept)[-1] == "1"
    assert names(kept.change(OwnRule("2", "VIP"))) == ["VIP", "VIP (2)", "1"]
    assert names(kept.change(OwnRule("1", "VIP"))) == ["VIP", "vip (2)", "1"]
    assert kept.change(OwnRule("77", "none")) == kept
    assert kept.find("77") is None
    assert len(names(KeptRules().add(OwnRule("", "x" * 500)))[0]) == LONGEST_NAME


_CONDITIONS = st.builds(
    Condition,
    st.sampled_from(["variable", "date", "product", "rule"]),
    st.text(),
    st.text(),
    st.lists(st.text() | st.integers(-5, 5) | st.floats(allow_nan=False)).map(tuple),
    st.integers(1, 9),
    st.none() | st.dates().map(str),
    st.none() | st.dates().map(str),
    st.none() | st.integers(0, 400),
)
_CLAUSES = st.builds(Clause, st.lists(_CONDITIONS, max_size=3).map(tuple),
                     st.sampled_from(["all", "any", "none"]))  # fmt: skip
_RULES = st.builds(OwnRule, st.text(), st.text(), st.lists(_CLAUSES, max_size=3).map(tuple))


@given(st.lists(_RULES, max_size=3))
def test_rules_are_read_as_they_were_written(rules: list[OwnRule]) -> None:
    kept = KeptRules(tuple(rules), len(rules))
    assert read_rules(write_rules(kept)) == kept


def test_no_text_is_no_rules() -> None:
    assert read_rules(None) == KeptRules()


def test_conditions_come_and_go() -> None:
    rule = editing.new_rule("New", [PRODUCT])
    assert rule.conditions == (Condition("product", "", "bought"),)
    rule = editing.set_condition(rule, 0, 0, CUP)
    rule = editing.add_condition(rule, 0, OFTEN)
    rule = editing.add_clause(rule, editing.first_condition(ORDERS))
    rule = editing.set_match(rule, 1, "none")
    assert rule.clauses == (
        Clause((CUP, OFTEN)),
        Clause((Condition("orders", "", "ordered"),), "none"),
    )
    rule = editing.drop_condition(rule, 0, 0)
    assert rule.conditions == (OFTEN, Condition("orders", "", "ordered"))
    assert editing.drop_condition(rule, 1, 0).clauses == (Clause((OFTEN,)),)
    alone = rule_of(OFTEN)
    assert editing.drop_condition(alone, 0, 0).clauses == (Clause(()),)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_dropping_one_leaves_the_others(place: int) -> None:
    rule = rule_of(OFTEN, CUP, TOWN, match="any")
    left = [one for number, one in enumerate(rule.conditions) if number != place]
    assert editing.drop_condition(rule, 0, place) == rule_of(*left, match="any")

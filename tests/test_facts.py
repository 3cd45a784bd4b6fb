"""Facts of a segment and conditions on them."""

from __future__ import annotations

import pytest

from segmentation.facts import Condition, Fact, collect_facts, known, least, most
from segmentation.language import Language
from tests.example_profiles import level, number, pet_shop, profile

ENGLISH = Language("en")


def test_conditions_on_what_is_not_known_fail() -> None:
    for condition in (least("a", 0), most("a", 9), *known("a"), Condition("a", one_of=("b",))):
        assert not condition.holds({})
        assert not condition.holds({"b": Fact(1.0, "1")})


def test_conditions_include_their_limits() -> None:
    facts = {"a": Fact(2.0, "2"), "b": Fact("x", "X")}
    assert least("a", 2).holds(facts) and not least("a", 2.1).holds(facts)
    assert most("a", 2).holds(facts) and not most("a", 1.9).holds(facts)
    assert Condition("b", one_of=("x", "y")).holds(facts)
    assert not Condition("b", one_of=("y",)).holds(facts)
    assert all(condition.holds(facts) for condition in known("a", "b"))


def test_facts_of_a_segment() -> None:
    facts = collect_facts(pet_shop()[0], ENGLISH, "PLN")
    assert facts["frequency"] == Fact(8.2, "8.2 orders")
    assert facts["frequency_all"].shown == "3.1 orders"
    assert facts["frequency_position"].value == 0.93
    assert facts["interests"] == Fact("cats", "cats")
    assert facts["interests_share"].shown == "71%"
    assert facts["generation"] == Fact("x", "Generation X")
    assert facts["generation_known"].value == pytest.approx(0.8)
    assert facts["email_consent_yes"].shown == "62%"
    assert facts["loyalty_member"].shown == "78%"
    # 778 days from first to last orders, 7.2 gaps.
    assert facts["gap"] == Fact(108.0, "108 days")
    assert facts["lateness"].value == pytest.approx(12 / 108)


def test_a_level_that_is_rarer_than_usual_is_no_fact() -> None:
    facts = collect_facts(profile("1", [], [level("top_category", "Dogs", 0.3, 0.6)]), ENGLISH, "")
    assert facts == {}


def test_own_columns_cannot_pass_as_facts() -> None:
    spoof = profile("1", [number("gap", 0.9, 5, 5), number("frequency_all", 0.9, 5, 5)])
    assert collect_facts(spoof, ENGLISH, "") == {}


def test_one_order_customers_have_no_rhythm() -> None:
    once = profile(
        "1",
        [
            number("frequency", 0.2, 1.2, 3),
            number("tenure_days", 0.5, 60, 90),
            number("recency_days", 0.5, 50, 60),
        ],
    )
    assert "gap" not in collect_facts(once, ENGLISH, "")

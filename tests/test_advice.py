"""Advice as data: every rule reachable, every line resting on facts, gone when they go."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from segmentation.advice import MOST_PER_TOPIC, advise
from segmentation.advice_rules import BASES, RULES, TOPICS, Rule
from segmentation.facts import Condition, Fact
from segmentation.language import Language
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from tests.example_profiles import level, number, pet_shop, profile

ENGLISH = Language("en")
PLACE = re.compile(r"\{(\w+)\}")

GONE = number("recency_days", 0.8, 200, 60)
HERE = number("recency_days", 0.2, 20, 60)
ONCE = number("frequency", 0.2, 1.0, 3.1)
FEW = number("frequency", 0.5, 2.0, 3.1)
OFTEN = number("frequency", 0.9, 8.0, 3.1)
NEW = number("tenure_days", 0.2, 40, 400)
OLD = number("tenure_days", 0.8, 900, 400)
LARGE = number("monetary_value", 0.8, 300, 100)
SMALL = number("monetary_value", 0.2, 40, 100)
CHEAP = number("discount_share", 0.9, 0.7, 0.2)
FULL_PRICE = number("discount_share", 0.2, 0.02, 0.2)

# Of each rule an example: the traits that call for it, and the fact it names.
Trait = NumberTrait | LevelTrait
EXAMPLES: dict[str, tuple[tuple[Trait, ...], str]] = {
    "talk_lapsed": ((GONE, FEW), "Since the last order: 200 days (all: 60 days)"),
    "talk_lapsed_once": ((GONE,), "Since the last order: 200 days (all: 60 days)"),
    "talk_new": ((HERE, ONCE, NEW), "Since the first order: 40 days (all: 400 days)"),
    "talk_regular": ((HERE, OFTEN), "How often: 8 orders (all: 3.1 orders)"),
    "talk_occasional": ((ONCE,), "How often: 1 order (all: 3.1 orders)"),
    "talk_older": (
        (level("generation", "boomer", 0.6, 0.2),),
        "Generation: Baby boomers – 60% of this group",
    ),
    "talk_x": (
        (level("generation", "x", 0.5, 0.2),), "Generation: Generation X – 50% of this group",
    ),
    "talk_millennial": (
        (level("generation", "millennial", 0.6, 0.2),),
        "Generation: Millennials – 60% of this group",
    ),
    "talk_young": (
        (level("generation", "z", 0.6, 0.2, have=1200),),
        "Generation: Generation Z – 48% of this group",
    ),
    "talk_price": ((CHEAP,), "Orders with a discount: 70% (all: 20%)"),
    "talk_long": ((HERE, OLD), "Since the first order: 900 days (all: 400 days)"),
    "talk_large": ((LARGE,), "Average order: $300 (all: $100)"),
    "where_email": (
        (level("email_consent", "yes", 0.62, 0.5),), "Agreed to e-mail: 62% of this group",
    ),
    "where_no_email": (
        (level("email_consent", "yes", 0.0, 0.5),), "Agreed to e-mail: 0% of this group",
    ),
    "where_some_email": (
        (level("email_consent", "yes", 0.6, 0.5, have=600),), "Agreed to e-mail: 24% of this group",
    ),
    "where_sms": (
        (level("sms_consent", "yes", 0.5, 0.3),), "Agreed to text messages: 50% of this group",
    ),
    "where_channel": (
        (level("channel", "Market", 0.6, 0.7),), "Sales channel: Market – 60% of this group",
    ),
    "where_parcel": (
        (HERE, level("email_consent", "yes", 0.2, 0.5)), "Agreed to e-mail: 20% of this group",
    ),
    "where_local": (
        (level("location", "Gdynia", 0.4, 0.1),), "Place of residence: Gdynia – 40% (all: 10%)",
    ),
    "offer_win_back": (
        (GONE, FEW, number("tenure_days", 0.5, 250, 400)),
        "Usual time between orders: 50 days; since the last order: 200 days",
    ),
    "offer_last_try": ((GONE, ONCE), "Since the last order: 200 days (all: 60 days)"),
    "offer_second_order": ((HERE, ONCE), "How often: 1 order (all: 3.1 orders)"),
    "offer_no_discount": ((FULL_PRICE,), "Orders with a discount: 2% (all: 20%)"),
    "offer_discount": ((CHEAP,), "Orders with a discount: 70% (all: 20%)"),
    "offer_interest": ((level("interests", "cats", 0.5, 0.3),), "Interest: cats – 50% (all: 30%)"),
    "offer_category": (
        (level("top_category", "Garden", 0.5, 0.3),), "Favorite category: Garden – 50% (all: 30%)",
    ),
    "offer_join": (
        (HERE, FEW, level("loyalty", "no", 0.7, 0.5)),
        "Not in the loyalty program: 70% of this group; how often: 2 orders",
    ),
    "offer_members": (
        (level("loyalty", "gold", 0.3, 0.1), level("loyalty", "silver", 0.3, 0.1)),
        "In the loyalty program: 60% of this group",
    ),
    "offer_reminder": (
        (HERE, FEW, number("tenure_days", 0.5, 50, 400)),
        "Usual time between orders: 30 days; since the last order: 20 days",
    ),
    "offer_free_delivery": ((OFTEN, SMALL), "Average order: $40 (all: $100)"),
    "offer_sets": ((LARGE,), "Average order: $300 (all: $100)"),
    "offer_thanks": ((HERE, OFTEN), "How often: 8 orders (all: 3.1 orders)"),
}  # fmt: skip


def build(*traits: Trait) -> Profile:
    numbers = [trait for trait in traits if isinstance(trait, NumberTrait)]
    levels = [trait for trait in traits if isinstance(trait, LevelTrait)]
    return profile("1", numbers, levels)


def said(one: Profile) -> set[tuple[str, str, str, str]]:
    return {
        (line.topic, line.text, line.because, line.basis) for line in advise(one, ENGLISH, "USD")
    }


def test_every_rule_has_an_example() -> None:
    assert list(EXAMPLES) == [rule.key for rule in RULES]
    assert len(RULES) >= 15
    assert {rule.topic for rule in RULES} == set(TOPICS)
    assert {rule.basis for rule in RULES} == set(BASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_is_reached_and_goes_with_any_of_its_facts(rule: Rule) -> None:
    traits, because = EXAMPLES[rule.key]

    def applies(one: Profile) -> bool:
        return any(
            (topic, basis, fact) == (rule.topic, rule.basis, because)
            and PLACE.split(rule.text)[0] == text[: len(PLACE.split(rule.text)[0])]
            for topic, text, fact, basis in said(one)
        )

    assert applies(build(*traits))
    for left_out in traits:
        rest = [trait for trait in traits if trait is not left_out]
        assert not applies(build(*rest)), f"still there without {left_out.variable.key}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_speaks_only_of_facts_it_asked_for(rule: Rule) -> None:
    asked = {condition.fact for condition in rule.when}
    assert set(PLACE.findall(rule.text + rule.because)) <= asked
    assert PLACE.findall(rule.because), "names no fact"
    assert rule.source
    # Without cases, a value may only follow a colon or a dash.
    for place in re.finditer(r"(.{2})\{\w+\}", rule.text + "\n" + rule.because):
        assert place[1] in (": ", "– "), place[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_fails_without_each_single_fact(rule: Rule) -> None:
    def value(fact: str) -> float | str:
        conditions = [condition for condition in rule.when if condition.fact == fact]
        words = [condition.one_of[0] for condition in conditions if condition.one_of]
        limits = [
            limit
            for condition in conditions
            for limit in (condition.at_least, condition.at_most)
            if limit is not None
        ]
        return words[0] if words else max(limits, default=1.0)

    facts = {condition.fact: Fact(value(condition.fact), "") for condition in rule.when}
    assert rule.applies(facts)
    for missing in facts:
        assert not rule.applies({key: fact for key, fact in facts.items() if key != missing})


def test_at_most_two_lines_a_topic_and_one_a_subject() -> None:
    everything = build(
        HERE, OFTEN, OLD, LARGE, FULL_PRICE,
        level("generation", "x", 0.6, 0.2), level("email_consent", "yes", 0.6, 0.5),
        level("sms_consent", "yes", 0.6, 0.5), level("channel", "Web", 0.9, 0.5),
        level("interests", "cats", 0.6, 0.2), level("top_category", "Cats", 0.6, 0.2),
        level("loyalty", "yes", 0.6, 0.2),
    )  # fmt: skip
    topics = [line.topic for line in advise(everything, ENGLISH, "USD")]
    assert topics == ["talk"] * 2 + ["where"] * 2 + ["offer"] * 2
    assert MOST_PER_TOPIC == 2


def test_nothing_known_nothing_advised() -> None:
    assert advise(profile("1"), ENGLISH, "") == ()
    gender = profile("1", [], [level("gender", "female", 1.0, 0.5)])
    assert advise(gender, ENGLISH, "") == (), "no advice by gender"


def test_no_rule_asks_for_gender() -> None:
    assert [rule.key for rule in RULES for c in rule.when if c.fact.startswith("gender")] == []


def test_ages_must_be_known_of_half_of_the_customers() -> None:
    young = level("generation", "z", 0.9, 0.2, have=740)
    assert said(build(young)) == set()
    assert said(build(replace(young, variable=replace(young.variable, have=750)))) != set()


def test_very_small_segments_get_no_advice() -> None:
    few = pet_shop()[4]
    assert advise(few, ENGLISH, "PLN") == ()
    assert advise(replace(few, customers=5), ENGLISH, "PLN") != ()


def test_values_with_braces_are_shown_as_they_are() -> None:
    odd = build(level("top_category", "{gap} {0}", 0.6, 0.2))
    assert "New and matching products. Category: {gap} {0}" in {text for _, text, *_ in said(odd)}


def test_condition_on_a_text_ignores_limits() -> None:
    assert not Condition("generation", one_of=("x",)).holds({"generation": Fact("z", "Z")})

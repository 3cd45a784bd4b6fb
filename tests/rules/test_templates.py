"""Templates: each row suits a shop that has what it needs, and takes its thresholds from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from segmentation.language import CODES, Language
from segmentation.rhythm import Rhythm
from segmentation.rules.evaluation import RuleBase, find_customers
from segmentation.rules.rule import Condition
from segmentation.rules.subjects import Subject
from segmentation.rules.templates import (
    TEMPLATES,
    Pace,
    Template,
    asks_for_lines,
    basis_sentences,
    build_rule,
    offered_templates,
    pace_of,
)
from segmentation.rules.words import own_rule_sentence

ENGLISH = Language("en")
NO_RHYTHM, MONTHLY = Rhythm(20, 30.0), Rhythm(400, 30.5)


def template(key: str) -> Template:
    return next(one for one in TEMPLATES if one.key == key)


def conditions(key: str, base: RuleBase, rhythm: Rhythm = MONTHLY) -> tuple[Condition, ...]:
    rule = build_rule(template(key), base, rhythm, ENGLISH)
    assert rule is not None
    return rule.conditions


@pytest.fixture(scope="module")
def full(base: RuleBase) -> RuleBase:
    """The small shop with everything that templates ask about."""
    customers = base.customers.assign(
        holiday_share=[1.0, 0.0, 0.5, 0.9],
        free_delivery_share=[0.0, 1.0, 0.7, np.nan],
        discount_share=[0.9, 0.0, 0.0, 0.0],
        days_past_due=[5.0, -5.0, np.nan, np.nan],
        town_size=pd.Series(["big", "small", "metropolis", None], dtype=object),
        loyalty=pd.Series(["silver", "gold", "silver", None], dtype=object),
        points=[81.0, 100.0, 10.0, np.nan],
        birth_date=pd.Series(
            ["1990-07-01", None, "1960-02-29", "2001-06-29"], dtype="datetime64[ns]"
        ),
    )
    added = [
        Subject("variable", "holiday_share", "number", "a"),
        Subject("variable", "free_delivery_share", "number", "b"),
        Subject("variable", "discount_share", "number", "c"),
        Subject("variable", "days_past_due", "number", "d"),
        Subject("variable", "town_size", "category", "e", choices=("big", "small", "metropolis")),
        Subject("variable", "loyalty", "category", "f", choices=("silver", "gold")),
        Subject("variable", "points", "number", "g"),
        Subject("date", "birth_date", "date", "Date of birth"),
    ]
    replaced = {(one.about, one.key) for one in added}
    kept = [one for one in base.subjects if (one.about, one.key) not in replaced]
    return replace(base, customers=customers, subjects=(*kept, *added))


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: str(one.key))
@pytest.mark.parametrize("code", CODES)
def test_each_template_is_a_rule_that_can_be_asked(
    full: RuleBase, one: Template, code: str
) -> None:
    language, full = Language(code), replace(full, among=one.among)
    assert one in offered_templates(full)
    rule = build_rule(one, full, MONTHLY, language)
    assert rule is not None
    (found,) = find_customers(full, [rule])
    assert found.obstacles == ()
    assert own_rule_sentence(rule, full.subjects, (), language, "PLN").endswith(".")
    assert basis_sentences(one, MONTHLY, language)
    assert code == "en" or language.tr(one.use) != one.use


def test_keys_are_unique() -> None:
    assert len({one.key for one in TEMPLATES}) == len(TEMPLATES)


def test_what_the_data_lack_is_not_offered(base: RuleBase) -> None:
    bare = replace(base, subjects=())
    assert offered_templates(bare) == ()
    keys = {one.key for one in offered_templates(base)}
    assert {"vip", "lapsed", "regular_product"} <= keys
    assert not {"next_tier", "free_delivery", "birthday"} & keys


def test_days_follow_the_shop_or_say_that_they_do_not(full: RuleBase) -> None:
    assert pace_of(MONTHLY) == Pace(31, 62, 124, 31)
    assert pace_of(NO_RHYTHM) == Pace(40, 90, 180)
    assert pace_of(Rhythm(500, None)) == Pace(40, 90, 180)
    assert conditions("lapsed", full)[0].values == (124,)
    assert conditions("lapsed", full, NO_RHYTHM)[0].values == (180,)
    lapsed = template("lapsed")
    assert basis_sentences(lapsed, MONTHLY, ENGLISH) == (
        "The days follow your shop, where the usual time between two orders is 31 days."
    )
    assert "rule of thumb" in basis_sentences(lapsed, NO_RHYTHM, ENGLISH)


def test_best_customers_are_a_tenth() -> None:
    spend = np.arange(1.0, 1001.0)
    customers = pd.DataFrame({"total_spend": spend, "frequency": 3.0})
    subjects = tuple(Subject("variable", key, "number", key) for key in customers.columns)
    base = RuleBase(customers, subjects, date(2026, 6, 30))
    rule = build_rule(template("vip"), base, MONTHLY, ENGLISH)
    assert rule is not None
    assert rule.conditions[0].values == (900.0,)
    (found,) = find_customers(base, [rule])
    assert found.mask.sum() == 101


def test_the_next_level_is_that_of_more_points(full: RuleBase) -> None:
    level, points = conditions("next_tier", full)
    assert (level.values, points.values) == (("silver",), (80.0,))
    rule = build_rule(template("next_tier"), full, MONTHLY, ENGLISH)
    assert rule is not None
    (found,) = find_customers(full, [rule])
    assert found.mask.tolist() == [True, False, False, False]
    mixed = full.customers.assign(points=[100.0, 50.0, 10.0, np.nan])
    assert (
        build_rule(template("next_tier"), replace(full, customers=mixed), MONTHLY, ENGLISH) is None
    )


def test_products_begin_with_the_commonest(full: RuleBase) -> None:
    assert conditions("regular_product", full)[0].values == ("Cup",)
    assert [one.values for one in conditions("bought_not", full)] == [("Cup",), ("Green tea",)]
    assert [one.key for one in TEMPLATES if asks_for_lines(one)] == [
        "regular_product", "regular_category", "bought_not",
    ]  # fmt: skip


def test_birthdays_ahead(full: RuleBase) -> None:
    (asked_for,) = conditions("birthday", full)
    rule = build_rule(template("birthday"), full, MONTHLY, ENGLISH)
    assert rule is not None
    for day, expected in (
        (date(2026, 6, 30), [True, False, False, False]),
        (date(2026, 6, 29), [True, False, False, True]),
        (date(2026, 2, 10), [False, False, True, False]),
        (date(2028, 2, 10), [False, False, True, False]),
        (date(2026, 12, 31), [False, False, False, False]),
    ):
        (found,) = find_customers(replace(full, day=day), [rule])
        assert found.mask.tolist() == expected, day
    assert asked_for.values == (30,)

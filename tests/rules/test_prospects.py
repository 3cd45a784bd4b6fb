"""People on the list who never ordered: who they are, what can be asked, counted by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segmentation.counting import View, count_shop
from segmentation.customers import customer_table, observation_end
from segmentation.language import Language
from segmentation.matching import count_listed, match_rates
from segmentation.rhythm import Rhythm
from segmentation.rules.evaluation import RuleBase, find_customers
from segmentation.rules.rule import Clause, KeptRules, OwnRule, read_rules, write_rules
from segmentation.rules.sizes import Size, overlaps, size_of
from segmentation.rules.subjects import list_subjects
from segmentation.rules.templates import build_rule, offered_templates
from segmentation.shop import Shop
from segmentation.variables import list_variables
from tests.rules.asking import asked, obstacles, rule_of, who
from tests.small_shops import fill, table

ORDERS = table(
    "Order ID,Order date,Email,Phone,Product,Quantity,Unit price,Order status",
    "1,2026-01-10,ada@x.pl,,Cup,1,20,Completed",
    "2,2026-06-30,guest@x.pl,+48 600 700 800,Cup,1,20,Completed",
    "3,2026-03-01,cem@x.pl,,Cup,1,20,Cancelled",
    "C4,2026-03-02,dan@x.pl,,Cup,-1,20,Completed",
)
PEOPLE = table(
    "Email,Phone,City,E-mail consent,Date of birth,Registered,Total orders,Total spent,Shoe size",
    "ada@x.pl,,Kraków,yes,1990-07-01,2026-01-01,1,20,38",
    "ben@x.pl,600-700-800,Kraków,yes,1991-07-02,2026-02-01,0,0,44",  # who ordered as a guest
    "cem@x.pl,,krakow,yes,1992-07-03,2026-06-20,0,0,40",
    "dan@x.pl,,Gdańsk,no,1993-12-03,2025-06-20,0,0,",
    "eve@x.pl,,Kraków,,1994-07-05,2026-06-25,,,39",
    "fay@x.pl,,Ełk,yes,,2024-01-01,3,300,41",  # of before the data
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    opened = Shop(Path(tmp_path_factory.mktemp("prospects")) / "shop")
    yield fill(opened, ORDERS, PEOPLE)
    opened.close()


def prospects_of(shop: Shop, view: View | None = None) -> RuleBase:
    """What rules among people without an order are asked of."""
    view = view or View()
    buyers = set(customer_table(shop, view)["customer"])
    everybody = customer_table(shop, view, with_prospects=True)
    people = everybody[~everybody["customer"].isin(buyers)].reset_index(drop=True)
    subjects = list_subjects(people, list_variables(people))
    return RuleBase(people, subjects, observation_end(shop, view), among="prospects")


@pytest.fixture(scope="module")
def base(shop: Shop) -> RuleBase:
    return prospects_of(shop)


def among(rule: OwnRule) -> OwnRule:
    return replace(rule, among="prospects")


def test_who_has_no_order(shop: Shop, base: RuleBase) -> None:
    assert base.customers["email"].tolist() == ["cem@x.pl", "dan@x.pl", "eve@x.pl", "fay@x.pl"]
    (rate,), listed = match_rates(shop), count_listed(shop)
    assert (listed.people, listed.without_orders) == (6, 4)
    assert (rate.people, rate.without_orders) == (6, 4)
    buyers = customer_table(shop)
    everybody = customer_table(shop, with_prospects=True)
    assert everybody["customer"].is_monotonic_increasing
    assert (everybody.columns.tolist(), len(everybody)) == (buyers.columns.tolist(), 6)
    same = everybody[everybody["customer"].isin(buyers["customer"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(same, buyers, check_dtype=False)  # who never ordered has no count
    assert base.customers["total_spend"].isna().all()
    assert everybody["total_spend"].sum() == float(count_shop(shop).revenue_customers)


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        (OwnRule("1", ""), "cdef"),
        (rule_of(asked("variable", "location", "one_of", "Kraków")), "ce"),
        (rule_of(asked("variable", "email_consent", "one_of", "yes")), "cf"),
        (rule_of(asked("variable", "email_consent", "unknown")), "e"),
        (rule_of(asked("variable", "age", "at_least", 33)), "c"),
        (rule_of(asked("date", "registered", "last_days", 30)), "ce"),
        (rule_of(asked("date", "registered", "before_days", 300)), "df"),
        (rule_of(asked("date", "birth_date", "anniversary", 30)), "ce"),
        (rule_of(asked("variable", "Shoe size", "at_least", 40)), "cf"),
        (rule_of(asked("variable", "location", "one_of", "Kraków"), match="none"), "df"),
    ],
)
def test_what_is_known_of_them_can_be_asked(base: RuleBase, rule: OwnRule, people: str) -> None:
    assert who(base, among(rule)) == people


def test_what_only_customers_have_is_not_asked_of_them(base: RuleBase) -> None:
    there = {(subject.about, subject.key) for subject in base.subjects}
    assert not {about for about, _ in there} & {"product", "category", "orders", "membership"}
    assert ("variable", "total_spend") not in there
    for condition in (
        asked("variable", "total_spend", "at_least", 1),
        asked("membership", "group", "one_of", "1"),
        asked("orders", "", "not_ordered"),
    ):
        assert obstacles(base, among(rule_of(condition))) == ["no_orders"]
        assert obstacles(base, among(rule_of(condition, match="none"))) == ["no_orders"]


def test_a_rule_asks_for_others_about_the_same_people(base: RuleBase) -> None:
    kept = [
        among(rule_of(asked("variable", "location", "one_of", "Kraków"), rule_id="2")),
        among(OwnRule("3", "")),
        rule_of(asked("variable", "location", "one_of", "Kraków"), rule_id="4"),
    ]
    for other, how, people in (("2", "fulfils", "ce"), ("2", "fulfils_not", "df"),
                               ("3", "fulfils", "cdef"), ("3", "fulfils_not", "")):  # fmt: skip
        assert who(base, among(rule_of(asked("rule", "", how, other))), kept) == people
    asks = among(rule_of(asked("rule", "", "fulfils_not", "4")))
    assert obstacles(base, asks, kept) == ["other_people"]
    with pytest.raises(ValueError, match="other people"):
        find_customers(base, [kept[2]])


def test_the_ready_rule_leaves_out_who_the_list_says_has_ordered(base: RuleBase) -> None:
    (template,) = offered_templates(base)
    rule = build_rule(template, base, Rhythm(0, None), Language("en"))
    assert rule is not None
    assert (rule.name, rule.among) == ("Registered, never bought", "prospects")
    assert who(base, rule) == "cde"
    silent = replace(base, subjects=tuple(s for s in base.subjects if s.key != "frequency"))
    rule = build_rule(template, silent, Rhythm(0, None), Language("en"))
    assert rule is not None
    assert who(silent, rule) == "cdef"


def test_sizes_are_of_everybody_on_the_list(base: RuleBase) -> None:
    mask = np.array([True, False, True, False])
    assert size_of(mask, base.customers, 6) == Size(2, 2 / 6, 0.0, None)
    buyers = np.array([True, True, False])
    shared = overlaps([mask, buyers, ~mask], ["prospects", "customers", "prospects"])
    assert shared.tolist() == [[2, 0, 0], [0, 2, 0], [0, 0, 2]]


def test_rules_kept_before_look_among_customers() -> None:
    kept = KeptRules((rule_of(asked("variable", "age", "known")),), 1)
    before = json.loads(write_rules(kept))
    del before["rules"][0]["among"]
    assert read_rules(json.dumps(before)) == kept
    prospects = KeptRules((among(kept.rules[0]),), 1)
    assert read_rules(write_rules(prospects)) == prospects


def test_a_shop_of_a_list_alone_has_customers_and_a_day(tmp_path: Path) -> None:
    shop = fill(Shop(tmp_path / "shop"), PEOPLE)
    customers, day = customer_table(shop), observation_end(shop)
    assert (count_listed(shop).people, count_listed(shop).without_orders) == (6, 0)
    pd.testing.assert_frame_equal(customer_table(shop, with_prospects=True), customers)
    shop.close()
    assert day == date(2026, 6, 25)
    subjects = list_subjects(customers, list_variables(customers))
    base = RuleBase(customers, subjects, day)
    assert who(base, rule_of(asked("date", "birth_date", "anniversary", 30))) == "abce"
    assert who(base, rule_of(asked("date", "registered", "last_days", 5))) == "ce"


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_lost_between_orders_and_lists(tmp_path: Path, seed: int) -> None:
    generator = np.random.default_rng(seed)
    orders = pd.DataFrame({
        "who": generator.integers(0, 30, 40),
        "day": [date(2026, 1, 1) + timedelta(int(d)) for d in generator.integers(0, 90, 40)],
        "status": generator.choice(["Completed", "Cancelled"], 40, p=[0.6, 0.4]),
    })  # fmt: skip
    people = pd.DataFrame({
        "who": generator.choice(45, 25, replace=False),
        "city": generator.choice(["Kraków", "Ełk", ""], 25),
        "year": generator.integers(1950, 2005, 25),
    })  # fmt: skip
    bought = (f"{o.Index},{o.day},u{o.who}@x.pl,10,{o.status}" for o in orders.itertuples())
    known = (f"u{p.who}@x.pl,{p.city},{p.year}" for p in people.itertuples())
    shop = fill(
        Shop(tmp_path / "shop"),
        table("Order ID,Order date,Email,Total,Order status", *bought),
        table("Email,City,Birth year", *known),
    )
    base, buyers = prospects_of(shop), set(orders["who"][orders["status"] == "Completed"])
    listed, (rate,) = count_listed(shop), match_rates(shop)
    shop.close()
    never = people[~people["who"].isin(buyers)]
    assert set(base.customers["email"]) == {f"u{one}@x.pl" for one in never["who"]}
    assert listed.without_orders == rate.without_orders == len(never)
    for city in ("Kraków", "Ełk"):
        born = int(generator.integers(1960, 2000))
        rule = OwnRule("1", "", (
            Clause((asked("variable", "location", "one_of", city),)),
            Clause((asked("variable", "age", "at_most", 2026 - born),), "none"),
        ), among="prospects")  # fmt: skip
        (found,) = find_customers(base, [rule])
        expected = never[(never["city"] == city) & ~(never["year"] >= born)]
        assert set(base.customers["email"][found.mask]) == {
            f"u{one}@x.pl" for one in expected["who"]
        }

"""Rules of groups: found where they are planted, honest in their counts, the same each time."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from segmentation.reasons import Rule, catches, find_rules
from segmentation.segments.assignment import Assignment
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import default_variables, list_variables
from tests.made_customers import made_customers, made_types


def assigned(labels: np.ndarray, *variables: str) -> Assignment:
    groups = int(labels.max()) + 1
    return Assignment("kmeans", variables, labels, groups, None, None, (None,) * groups)


def grouped(customers: pd.DataFrame, groups: int = 4) -> Assignment:
    variables = default_variables(list_variables(customers))
    return find_groups(customers, ClusterSpec(variables, groups=groups))


def told(rules: tuple[Rule | None, ...]) -> list[Rule]:
    found = [rule for rule in rules if rule]
    assert len(found) == len(rules)
    return found


def planted(n: int = 400) -> pd.DataFrame:
    random = np.random.default_rng(5)
    return pd.DataFrame(
        {
            "customer": [f"c{i:04}" for i in range(n)],
            "total_spend": np.round(random.lognormal(5, 1, n), 2),
            "frequency": random.integers(1, 12, n),
            "recency_days": random.integers(0, 400, n),
            "location": random.choice(["Ełk", "Hel", "Łódź", "Opole", "Sopot"], n),
            "interests": random.choice(["cats", "dogs", "cats; dogs", "birds"], n),
        }
    )


def test_a_planted_rule_is_found_with_its_round_numbers() -> None:
    customers = planted()
    loyal = (customers["frequency"] >= 3) & (customers["recency_days"] <= 60)
    labels = np.where(loyal, 0, 1)
    used = ("frequency", "recency_days")
    rule, _ = find_rules(customers, assigned(labels, *used), list_variables(customers))
    assert rule is not None
    (orders, last) = rule.conditions
    assert (orders.variable.key, orders.low, orders.comparison) == ("frequency", 3, "at_least")
    assert (last.variable.key, last.high, last.comparison) == ("recency_days", 60, "at_most")
    assert (rule.coverage, rule.precision) == (1, 1)


def test_levels_tags_and_intervals_are_found() -> None:
    customers = planted()
    north = customers["location"].isin(["Hel", "Sopot"])
    cats = customers["interests"].str.contains("cats")
    some = customers["frequency"].between(4, 6)
    for wanted, key, comparison in (
        (north, "location", "one_of"),
        (cats, "interests", "has"),
        (~cats, "interests", "has_not"),
        (some, "frequency", "between"),
    ):
        labels = np.where(wanted, 0, 1)
        rule, _ = find_rules(customers, assigned(labels, key), list_variables(customers))
        assert rule is not None and rule.f1 == 1
        (condition,) = rule.conditions
        assert (condition.variable.key, condition.comparison) == (key, comparison)


def test_other_variables_only_where_they_help_clearly() -> None:
    customers = planted()
    labels = np.where(customers["location"] == "Hel", 0, 1)
    variables = list_variables(customers)
    rule, _ = find_rules(customers, assigned(labels, "frequency"), variables)
    assert rule is not None
    assert [condition.variable.key for condition in rule.conditions] == ["location"]
    by_orders = np.where(customers["frequency"] >= 6, 0, 1)
    same = customers.assign(**{"Orders again": customers["frequency"] * 2.0})
    rule, _ = find_rules(same, assigned(by_orders, "frequency"), list_variables(same))
    assert rule is not None
    assert [condition.variable.key for condition in rule.conditions] == ["frequency"]


def test_counts_are_those_of_all_customers() -> None:
    customers = made_customers(9_000)
    assignment = grouped(customers)
    for rule in told(find_rules(customers, assignment, list_variables(customers))):
        caught, label = catches(rule, customers), int(rule.segment_id) - 1
        group = assignment.labels == label
        assert (rule.caught, rule.of_group) == (caught.sum(), (caught & group).sum())
        assert rule.coverage == rule.of_group / group.sum()
        assert rule.precision == rule.of_group / rule.caught
        assert 1 <= len(rule.conditions) <= 3


def test_rules_hold_for_customers_they_were_not_made_from() -> None:
    customers, types = made_customers(2_000, seed=3), made_types(2_000, seed=3)
    half = np.arange(2_000) % 2 == 0
    used = default_variables(list_variables(customers))
    first = customers[half].reset_index(drop=True)
    rules = told(find_rules(first, assigned(types[half], *used), list_variables(first)))
    f1 = []
    for label, rule in enumerate(rules):
        caught, group = catches(rule, customers[~half]), types[~half] == label
        f1.append(2 * np.sum(caught & group) / (caught.sum() + group.sum()))
    assert min(f1) >= 0.65
    assert np.mean(f1) >= 0.82


def test_the_order_of_rows_and_a_second_run_change_nothing() -> None:
    customers = made_customers(7_000)
    assignment = grouped(customers, 5)
    rules = find_rules(customers, assignment, list_variables(customers))
    assert find_rules(customers, assignment, list_variables(customers)) == rules
    order = np.random.default_rng(1).permutation(len(customers))
    shuffled = customers.iloc[order].reset_index(drop=True)
    again = assigned(assignment.labels[order], *assignment.variables)
    assert find_rules(shuffled, again, list_variables(shuffled)) == rules


@pytest.mark.parametrize("sizes", [(30,), (27, 3)])
def test_one_group_and_few_customers_get_no_rule(sizes: tuple[int, ...]) -> None:
    customers = planted(30)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    rules = find_rules(customers, assigned(labels, "frequency"), list_variables(customers))
    assert len(rules) == len(sizes) and rules[-1] is None


def test_what_tells_nothing_gives_no_rule() -> None:
    n = 300
    random = np.random.default_rng(2)
    customers = pd.DataFrame(
        {
            "customer": [f"c{i}" for i in range(n)],
            "age": np.full(n, np.nan),
            "frequency": np.ones(n),
            "location": [f"town {i}" for i in range(n)],
            "interests": [None] * n,
            "gender": [""] * n,
        }
    )
    labels = random.integers(0, 4, n)
    used = ("age", "frequency", "location", "interests", "gender")
    assert find_rules(customers, assigned(labels, *used), list_variables(customers)) == (None,) * 4
    # A coin tells nothing either.
    noise = customers.assign(frequency=random.integers(1, 9, n))
    rules = find_rules(noise, assigned(labels, "frequency"), list_variables(noise))
    assert all(rule is None or rule.f1 < 0.55 for rule in rules)


def test_thousands_of_levels_and_far_values_are_no_trouble() -> None:
    n = 12_000
    random = np.random.default_rng(4)
    customers = pd.DataFrame(
        {
            "customer": [f"c{i}" for i in range(n)],
            "total_spend": np.where(random.random(n) < 0.01, 1e15, random.normal(0, 1e-9, n)),
            "location": random.integers(0, 10_000, n).astype(str),
            "interests": [f"tag {i}; tag {i + 1}" for i in random.integers(0, 10_000, n)],
        }
    )
    labels = (customers["total_spend"] > 0).to_numpy().astype(np.int64)
    used = ("total_spend", "location", "interests")
    rules = find_rules(customers, assigned(labels, *used), list_variables(customers))
    assert [rule.f1 > 0.99 for rule in told(rules)] == [True, True]


def test_twenty_thousand_customers_take_a_moment() -> None:
    customers = made_customers(20_000)
    assignment, variables = grouped(customers, 8), list_variables(customers)
    start = time.process_time()
    find_rules(customers, assignment, variables)
    assert time.process_time() - start < 2.0  # 0.4 s alone on the machine

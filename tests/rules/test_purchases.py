"""What was bought when, against another way of counting; and groups' rules as own ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segmentation.customers import customer_table
from segmentation.reasons import catches, find_rules
from segmentation.rules.evaluation import RuleBase, find_customers
from segmentation.rules.from_group import own_rule
from segmentation.rules.purchases import gather_purchases, purchase_subjects
from segmentation.rules.rule import Condition
from segmentation.rules.sizes import Size, overlaps, size_of
from segmentation.rules.subjects import list_subjects
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.shop import Shop
from segmentation.variables import list_variables
from tests.made_customers import made_customers
from tests.rules.asking import asked, rule_of, who
from tests.small_shops import fill, table


def test_words_come_with_the_commonest_first(base: RuleBase) -> None:
    assert base.purchases is not None
    assert base.purchases.products[:2] == ("Cup", "Green tea")
    assert set(base.purchases.products) == {"Cup", "Green tea", "Black Tea", "Coffee", "Spoon"}
    assert base.purchases.categories == ("Tea", "Dishes", "Coffee")


def test_orders_without_a_day_count_as_long_as_no_period_is_asked(tmp_path: Path) -> None:
    text = table("Order ID,Email,Product,Total", "1,a@x.pl,Lens +1.50,10", "2,b@x.pl,Lens -1.50,10")
    shop = fill(Shop(tmp_path / "shop"), text)
    customers = customer_table(shop)
    subjects = list_subjects(customers, list_variables(customers), purchase_subjects(shop))
    base = RuleBase(customers, subjects, None, (), gather_purchases(shop, customers))
    shop.close()
    assert who(base, rule_of(asked("product", "", "bought", "Lens +1.50"))) == "a"
    assert who(base, rule_of(asked("product", "", "not_bought", "Lens +1.50"))) == "b"
    late = replace(asked("product", "", "bought", "Lens +1.50"), since="2026-01-01")
    assert who(base, rule_of(late)) == ""


def test_a_list_of_people_has_no_purchases(tmp_path: Path) -> None:
    shop = fill(Shop(tmp_path / "shop"), table("Email,City", "a@x.pl,Kraków", "b@x.pl,Ełk"))
    assert purchase_subjects(shop) == ()
    shop.close()


@pytest.mark.parametrize("seed", range(3))
def test_purchases_are_counted_as_row_by_row(tmp_path: Path, seed: int) -> None:
    generator = np.random.default_rng(seed)
    days = [date(2026, 1, 1) + timedelta(int(day)) for day in generator.integers(0, 90, 60)]
    lines = pd.DataFrame({
        "order": generator.integers(0, 60, 150),
        "product": generator.choice(list("ABCDE"), 150),
    })  # fmt: skip
    lines["day"] = [days[order] for order in lines["order"]]
    lines["email"] = [f"{'abcdefgh'[order % 8]}@x.pl" for order in lines["order"]]
    rows = [f"{r.order},{r.day},{r.email},{r.product},1,5" for r in lines.itertuples()]
    header = "Order ID,Order date,Email,Product,Quantity,Unit price"
    shop = fill(Shop(tmp_path / "shop"), table(header, *rows))
    customers = customer_table(shop)
    subjects = list_subjects(customers, list_variables(customers), purchase_subjects(shop))
    end = max(lines["day"])
    base = RuleBase(customers, subjects, end, (), gather_purchases(shop, customers))
    shop.close()
    for _ in range(40):
        words = generator.choice(list("ABCDEX"), int(generator.integers(1, 3)), replace=False)
        first, last = sorted(
            date(2026, 1, 1) + timedelta(int(d)) for d in generator.integers(0, 90, 2)
        )
        times = int(generator.integers(1, 4))
        asked_for = Condition("product", "", "bought", tuple(map(str, words)), times)
        if generator.random() < 0.5:
            asked_for = replace(asked_for, since=str(first), until=str(last))
        else:
            first, last = end - timedelta(days=20), end
            asked_for = replace(asked_for, days=20)
        hit = lines[lines["product"].isin(words) & lines["day"].between(first, last)]
        orders = hit.groupby("email")["order"].nunique()
        expected = set(orders[orders >= times].index)
        never = set(customers["email"]) - set(hit["email"])
        found = find_customers(
            base,
            [rule_of(asked_for), rule_of(replace(asked_for, operator="not_bought"), rule_id="2")],
        )
        assert set(customers["email"][found[0].mask]) == expected
        assert set(customers["email"][found[1].mask]) == never


def test_the_rule_of_a_group_catches_the_same_customers() -> None:
    customers = made_customers(600, seed=3)
    variables = list_variables(customers)
    spec = ClusterSpec(("total_spend", "frequency", "recency_days", "age", "interests"), groups=4)
    rules = [r for r in find_rules(customers, find_groups(customers, spec), variables) if r]
    assert rules
    base = RuleBase(customers, list_subjects(customers, variables), date(2026, 6, 30))
    for rule in rules:
        (found,) = find_customers(base, [own_rule(rule, "mine")])
        assert not found.obstacles
        assert found.mask.tolist() == catches(rule, customers).tolist()
        assert found.mask.sum() == rule.caught


def test_sizes_and_overlaps() -> None:
    customers = pd.DataFrame({"total_spend": [10.0, 30.0, np.nan, 60.0]})
    mask = np.array([True, False, True, True])
    assert size_of(mask, customers) == Size(3, 0.75, 70.0, 0.7)
    free = pd.DataFrame({"total_spend": [np.nan] * 4})
    assert size_of(mask, free) == Size(3, 0.75, 0.0, None)
    assert overlaps([mask, ~mask, mask]).tolist() == [[3, 0, 3], [0, 1, 0], [3, 0, 3]]


def test_asked_of_nobody() -> None:
    customers = made_customers(40, seed=1).iloc[:0]
    (found,) = find_customers(
        RuleBase(customers, (), None), [rule_of(asked("variable", "age", "known"))]
    )
    assert found.mask.tolist() == []

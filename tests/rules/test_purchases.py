"""What was bought when, against another way of counting; and groups' rules as own ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segmentation.counting import count_shop
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

LINES = "Order ID,Order date,Email,Product,Quantity,Unit price"


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


def base_of(folder: Path, *rows: str, header: str = LINES) -> RuleBase:
    """A shop of these order lines, to ask rules of."""
    shop = fill(Shop(folder / "shop"), table(header, *rows))
    customers = customer_table(shop)
    subjects = list_subjects(customers, list_variables(customers), purchase_subjects(shop))
    day = count_shop(shop).last_order
    base = RuleBase(customers, subjects, day, (), gather_purchases(shop, customers))
    shop.close()
    return base


def test_what_went_back_whole_was_not_bought(tmp_path: Path) -> None:
    base = base_of(
        tmp_path,
        "1,2026-01-05,ada@x.pl,Cup,2,15",  # back within the order
        "1,2026-01-05,ada@x.pl,Cup,-2,15",
        "1,2026-01-05,ada@x.pl,Spoon,1,9",
        "2,2026-01-06,ben@x.pl,Cup,2,15",  # one of two back
        "2,2026-01-06,ben@x.pl,Cup,-1,15",
        "3,2026-01-07,cem@x.pl,Cup,1,15",  # back by a document of its own
        "3,2026-01-07,cem@x.pl,Bowl,1,40",
        "C3,2026-02-01,cem@x.pl,Cup,-1,15",
        "4,2026-01-08,dan@x.pl,Cup,1,15",  # one of two orders back
        "5,2026-03-08,dan@x.pl,Cup,1,15",
        "C5,2026-03-20,dan@x.pl,Cup,-1,15",
        "C6,2026-01-01,eve@x.pl,Cup,-1,15",  # of before the data
        "7,2026-01-09,eve@x.pl,Cup,1,15",
        "8,2026-01-10,fay@x.pl,Bowl,1,40",
        "8,2026-01-10,fay@x.pl,Cup,-1,15",  # never bought
    )
    assert who(base, rule_of(asked("product", "", "bought", "Cup"))) == "bde"
    assert who(base, rule_of(asked("product", "", "not_bought", "Cup"))) == "acf"
    assert who(base, rule_of(asked("product", "", "bought_named", "cup"))) == "bde"
    twice = replace(asked("product", "", "bought", "Cup"), times=2)
    assert who(base, rule_of(twice)) == "d"  # which of the two orders it was nobody knows
    assert who(base, rule_of(asked("product", "", "bought", "Bowl", "Spoon"))) == "acf"
    assert who(base, rule_of(replace(asked("orders", "", "ordered"), until="2026-01-07"))) == "abc"


def test_a_discount_in_the_name_of_the_product_takes_nothing_back(tmp_path: Path) -> None:
    base = base_of(
        tmp_path,
        "1,2026-01-05,ada@x.pl,Cup,1,15",
        "1,2026-01-05,ada@x.pl,Cup,1,-5",
        "2,2026-01-06,ben@x.pl,Cup,1,15",
        "2,2026-01-06,ben@x.pl,Cup,1,-15",
        "2,2026-01-06,ben@x.pl,Bowl,1,40",
        "3,2026-01-07,cem@x.pl,Cup,1,0",  # a gift
        "3,2026-01-07,cem@x.pl,Bowl,1,40",
    )
    assert who(base, rule_of(asked("product", "", "bought", "Cup"))) == "ac"


def test_an_article_number_and_its_name_are_one_product(tmp_path: Path) -> None:
    base = base_of(
        tmp_path,
        "1,2026-01-05,ada@x.pl,A-1,Cup,1,15",
        "2,2026-01-06,ben@x.pl,a-1 ,,1,15",
        "3,2026-01-07,cem@x.pl,A-1,Cup blue,1,15",
        "4,2026-01-08,dan@x.pl,B-2,,1,15",
        "5,2026-01-09,eve@x.pl,A-1,Cup,1,15",
        "6,2026-01-10,fay@x.pl,,Cup,1,15",
        header="Order ID,Order date,Email,SKU,Product,Quantity,Unit price",
    )
    assert base.purchases is not None
    assert base.purchases.products == ("Cup", "B-2", "Cup blue")
    assert who(base, rule_of(asked("product", "", "bought", "Cup"))) == "abef"
    assert who(base, rule_of(asked("product", "", "bought_named", "a-1"))) == ""
    assert who(base, rule_of(asked("product", "", "bought", "B-2"))) == "d"


@pytest.mark.parametrize("seed", range(4))
def test_returns_are_judged_as_one_by_one(tmp_path: Path, seed: int) -> None:
    generator = np.random.default_rng(seed)
    orders, size = generator.integers(0, 24, 130), 130
    lines = pd.DataFrame({
        "order": orders,
        "day": [date(2026, 1, 1) + timedelta(int(order)) for order in orders],
        "email": [f"{'abcdef'[order % 6]}@x.pl" for order in orders],
        "product": generator.choice(list("ABCD"), size),
        "quantity": generator.choice([-2, -1, 1, 1, 2, 3], size),
    })  # fmt: skip
    # Every fifth document is a return of its own; the others sell something dear that stays.
    returned = lines["order"] % 5 == 4
    lines.loc[returned, "quantity"] = -lines.loc[returned, "quantity"].abs()
    dear = lines[~returned].drop_duplicates("order").assign(product="Dear", quantity=50)
    lines = pd.concat([lines, dear], ignore_index=True)
    base = base_of(
        tmp_path,
        *(f"{r.order},{r.day},{r.email},{r.product},{r.quantity},5" for r in lines.itertuples()),
    )
    kept: dict[str, set[str]] = {product: set() for product in "ABCD"}
    for (email, product), mine in lines.groupby(["email", "product"]):
        sold = mine[mine["order"] % 5 != 4]
        bought = sold[sold["quantity"] > 0]
        if product == "Dear" or bought.empty:
            continue
        later = mine[(mine["order"] % 5 != 4) | (mine["day"] >= bought["day"].min())]
        stays = sold.groupby("order")["quantity"].sum().gt(0).any()
        if later["quantity"].sum() > 0 and stays:
            kept[str(product)].add(str(email))
    assert any(kept.values())
    for product, emails in kept.items():
        (found,) = find_customers(base, [rule_of(asked("product", "", "bought", product))])
        assert set(base.customers["email"][found.mask]) == emails


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

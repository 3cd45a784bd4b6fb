"""One definition of what was bought: personas tell as many buyers as own rules find."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from segmentation.bought import What
from segmentation.buying import Bought, Buying, buying_of
from segmentation.counting import count_shop
from segmentation.customers import customer_table
from segmentation.rules.evaluation import RuleBase, find_customers
from segmentation.rules.purchases import gather_purchases, purchase_subjects
from segmentation.rules.subjects import list_subjects
from segmentation.segments.assignment import Assignment
from segmentation.shop import Shop
from segmentation.variables import list_variables
from tests.rules.asking import asked, rule_of
from tests.small_shops import fill, table

HEADER = "Order ID,Order date,Email,SKU,Product,Category,Quantity,Unit price"


def told_of_two(shop: Shop, labels: list[int]) -> tuple[Buying, ...]:
    customers = customer_table(shop)
    assignment = Assignment("own", (), np.array(labels), 2, None, None, (None, None))
    return buying_of(shop, customers, assignment)


def test_what_went_back_whole_is_told_of_nobody(shop: Shop) -> None:
    rows = [f"A{n},2026-05-04,{n:02}@x.pl,,Cup,Dishes,1,10" for n in range(6)]
    rows += [f"A{n},2026-05-04,{n:02}@x.pl,,Bowl,Dishes,1,20" for n in range(6)]
    rows += [f"R{n},2026-05-20,{n:02}@x.pl,,Cup,Dishes,-1,10" for n in range(6)]
    rows += [f"B{n},2026-05-05,{n:02}@x.pl,,Cup,Dishes,1,10" for n in range(6, 12)]
    fill(shop, table(HEADER, *rows))
    back, kept = told_of_two(shop, [0] * 6 + [1] * 6)
    assert [(one.name, one.buyers) for one in back.products] == [("Bowl", 6)]
    assert [(one.name, one.buyers) for one in kept.products] == [("Cup", 6)]


@pytest.mark.parametrize("seed", range(3))
def test_personas_and_rules_tell_the_same_buyers(shop: Shop, seed: int) -> None:
    generator = np.random.default_rng(seed)
    kinds = (("S1", "Cup", "Dishes"), ("s1", "", "Dishes"), ("S2", "BOWL", "dishes"),
             ("S3", "Lens +1", "Eyes"), ("S4", "Lens -1", "Eyes"), ("S2", "Bowl", "Dishes"),
             ("", "Lamp", ""))  # fmt: skip
    rows = []
    for order in range(160):
        day = date(2026, 1, 1) + timedelta(int(generator.integers(0, 90)))
        for kind in generator.integers(0, len(kinds), 3):
            quantity = generator.choice([-1, 1, 1, 2]) if order % 4 else -1
            about = ",".join(kinds[kind])
            rows.append(f"{order},{day},{order % 40:02}@x.pl,{about},{quantity},5")
        if order % 4:
            rows.append(f"{order},{day},{order % 40:02}@x.pl,S9,Dear,Rest,9,50")
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    labels = [n % 2 for n in range(len(customers))]
    subjects = list_subjects(customers, list_variables(customers), purchase_subjects(shop))
    end = count_shop(shop).last_order
    base = RuleBase(customers, subjects, end, (), gather_purchases(shop, customers))
    buyings = told_of_two(shop, labels)
    assert sum(len(one.products) for one in buyings) > 6
    for label, buying in enumerate(buyings):
        mine = np.array(labels) == label
        told: tuple[tuple[What, tuple[Bought, ...]], ...] = (
            ("product", buying.products),
            ("category", buying.categories),
        )
        for what, words in told:
            for word in words:
                (found,) = find_customers(base, [rule_of(asked(what, "", "bought", word.name))])
                assert int((found.mask & mine).sum()) == word.buyers, word.name

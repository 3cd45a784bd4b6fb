"""Own rules measured: how long the live count of one takes, in a fresh process each.

The purchases are made straight as the tables that rules are asked of, drawn evenly, which is the
hardest for them: every product has buyers all over the shop.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from tests.benchmark.limits import Limit
from tests.benchmark.measuring import run_module

SHOPS = ((20_000, 1_000_000, 0.3), (200_000, 10_000_000, 1.0))
"""Customers, order lines, and the seconds that a count may take there."""
_REPEATS = 5
_PRODUCTS, _CATEGORIES, _DAYS = 480, 8, 1_000
_LAST_DAY = date(2026, 6, 30)


@dataclass(frozen=True)
class Counted:
    """Seconds that counting each of some rules took, by the number of customers of the shop."""

    seconds: Mapping[int, Mapping[str, float]] = field(default_factory=dict)


def measure_rules() -> Counted:
    """Count each rule some times in each shop; the medians."""
    return Counted(
        {
            customers: json.loads(run_module("rules", str(customers), str(lines))[0])
            for customers, lines, _ in SHOPS
        }
    )


def limits_of_rules(found: Counted) -> tuple[Limit, ...]:
    """What the live count may take; the slowest rule counts."""
    return tuple(
        Limit(f"{customers:,} customers, {lines:,} order lines: the slowest own rule counted",
              most, "s", max(found.seconds.get(customers, {}).values(), default=None))
        for customers, lines, most in SHOPS
    )  # fmt: skip


def count(customers: int, lines: int) -> dict[str, float]:
    """Seconds that counting takes by what a rule asks."""
    import numpy as np

    from segmentation.rules.evaluation import RuleBase, find_customers
    from segmentation.rules.subjects import CATEGORY, ORDERS, PRODUCT, list_subjects
    from segmentation.variables import list_variables
    from tests.made_customers import made_customers

    table = made_customers(customers)
    subjects = list_subjects(table, list_variables(table), (PRODUCT, CATEGORY, ORDERS))
    base = RuleBase(table, subjects, _LAST_DAY, (), _purchases(customers, lines))
    taken: dict[str, float] = {}
    for name, rule in _rules().items():
        seconds = []
        for _ in range(_REPEATS):
            began = time.monotonic()
            (found,) = find_customers(base, [rule])
            seconds.append(time.monotonic() - began)
        assert not found.obstacles
        assert np.isin(found.mask, (True, False)).all()
        taken[name] = median(seconds)
    return taken


def _purchases(customers: int, lines: int) -> Any:
    import duckdb

    from segmentation.rules.purchases import MEMORY_LIMIT, Purchases

    own = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, "threads": 2})
    orders = lines * 43 // 100
    own.execute("SELECT setseed(0.5)")
    drawn = f"(random() * {customers - 1})::INTEGER AS customer"
    day = f"?::DATE - (random() * {_DAYS})::INTEGER AS day"
    own.execute(
        f"CREATE TABLE orders AS SELECT {drawn}, range::INTEGER AS document, {day}"
        f" FROM range({orders})",
        [_LAST_DAY],
    )
    own.execute(
        f"""CREATE TABLE bought AS SELECT {drawn}, (random() * {orders})::INTEGER AS document,
            {day}, (random() * {_PRODUCTS - 1})::INTEGER AS product,
            (random() * {_CATEGORIES - 1})::INTEGER AS category FROM range({lines})""",
        [_LAST_DAY],
    )
    for what, words in (("product", _PRODUCTS), ("category", _CATEGORIES)):
        own.execute(
            f"CREATE TABLE {what}_words AS SELECT range::INTEGER AS number,"
            f" '{what} ' || range AS word FROM range({words})"
        )
    return Purchases(own)


def _rules() -> dict[str, Any]:
    from segmentation.rules.rule import Clause, Condition, OwnRule

    asked = {
        "variables": (
            Condition("variable", "frequency", "at_least", (3,)),
            Condition("variable", "location", "one_of", ("Ełk", "Kraków")),
            Condition("variable", "interests", "has_none", ("cats",)),
        ),
        "a product, twice": (Condition("product", "", "bought", ("product 7",), times=2),),
        "a category, twice in a year": (
            Condition("category", "", "bought", ("category 3",), times=2, days=365),
        ),
        "one product and not another": (
            Condition("product", "", "bought", ("product 7",)),
            Condition("product", "", "not_bought", ("product 8",)),
        ),
        "part of a product's name": (Condition("product", "", "bought_named", ("uct 1",)),),
        "three orders in a year": (Condition("orders", "", "ordered", (), times=3, days=365),),
    }
    return {name: OwnRule("1", name, (Clause(parts),)) for name, parts in asked.items()}


if __name__ == "__main__":
    print(json.dumps(count(int(sys.argv[1]), int(sys.argv[2]))))

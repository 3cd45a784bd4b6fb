"""The measured process of an open app: drawing again and grouping again, on a shop of some size.

Times what the pages call, after everything was called once; the slowest of some changes counts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from segmentation.charts import shares_chart, traits_chart
from segmentation.counting import cents
from segmentation.grouping import Grouping, GroupingRequest, group_shop
from segmentation.language import CODES, Language
from segmentation.naming import segment_names
from segmentation.personas import persona_cards
from segmentation.profiles import profile_segments
from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.shop import Shop
from segmentation.variables import default_variables


def run(orders: str) -> dict[str, float]:
    """How many customers the file ``orders`` has, and the seconds that changes take."""
    language = Language("en")
    shop = Shop.open_temporary()
    try:
        shop.read_file(Path(orders), "orders.csv")
        shop.use()
        shown = group_shop(shop, GroupingRequest(), language)
    finally:
        shop.close()
    usual = ClusterSpec(default_variables(shown.variables))
    usable = tuple(variable.key for variable in shown.variables if variable.usable)
    specs = (
        usual,
        replace(usual, weights=((usual.variables[0], 2.0),)),
        replace(usual, groups=7),
        replace(usual, variables=usable),
    )
    _draw(shown, language)
    return {
        "customers": len(shown.customers),
        "redraw": max(_seconds(_draw, shown, Language(code)) for code in CODES),
        "regroup": max(_seconds(_regroup, shown, spec, language) for spec in specs),
    }


def _draw(shown: Grouping, language: Language) -> None:
    """The charts of the page of groups as they are sent, and the persona cards."""
    names = segment_names(shown.profiles, language, {})
    shares_chart(shown.profiles, names, language).to_json()
    traits_chart(shown.profiles, names, language, "EUR").to_json()
    persona_cards(shown.profiles, language, "EUR", {})


def _regroup(shown: Grouping, spec: ClusterSpec, language: Language) -> None:
    assignment = find_groups(shown.customers, spec)
    revenue = cents(shown.totals.revenue_customers)
    profiles = profile_segments(shown.customers, assignment, shown.variables, revenue)
    segment_names(profiles, language, {})


def _seconds(call: Callable[..., None], *arguments: object) -> float:
    started = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1])))

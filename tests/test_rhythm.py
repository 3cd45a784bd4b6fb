"""How soon customers come back: by hand, and against a second program."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.counting import View
from segmentation.rhythm import Rhythm, shop_rhythm
from segmentation.shop import Shop
from tests.small_shops import fill, table

HEADER = "Order number,Order date,E-mail,Total,Status,Currency"
ORDERS = table(
    HEADER,
    "1,2026-01-01,ann@shop.pl,10,,PLN",
    "2,2026-01-11,ann@shop.pl,10,,PLN",
    "3,2026-01-31,ann@shop.pl,10,,PLN",  # gaps of 10 and 20 days: 15
    "4,2026-01-01,bob@shop.pl,10,,PLN",
    "5,2026-01-01 18:00,bob@shop.pl,10,,PLN",  # the same day is one visit
    "6,2026-02-10,bob@shop.pl,10,,PLN",  # 40
    "7,2026-01-01,cat@shop.pl,10,,PLN",
    "8,2026-01-05,cat@shop.pl,10,cancelled,PLN",  # is no order
    "9,2026-01-06,cat@shop.pl,-10,,PLN",  # nor is a return
    "10,2026-01-07,cat@shop.pl,10,,EUR",  # of another currency
    "11,2026-01-01,,10,,PLN",
    "12,2026-01-02,,10,,PLN",
)


def test_known_by_heart(shop: Shop) -> None:
    fill(shop, ORDERS)
    assert shop_rhythm(shop) == Rhythm(returning=2, median_gap=27.5)
    assert shop_rhythm(shop, View(as_of=date(2026, 1, 15))) == Rhythm(1, 10.0)


def test_empty_shop_has_no_rhythm(shop: Shop) -> None:
    assert shop_rhythm(shop) == Rhythm(0, None)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 60)), min_size=1, max_size=30))
def test_as_a_second_program_counts(visits: list[tuple[int, int]]) -> None:
    first = date(2026, 1, 1)
    rows = [
        f"{number},{first + timedelta(days=day)},who{who}@shop.pl,10,,PLN"
        for number, (who, day) in enumerate(visits, 1)
    ]
    gaps = []
    for who in {who for who, _ in visits}:
        days = sorted({day for other, day in visits if other == who})
        if len(days) > 1:
            gaps.append(median(b - a for a, b in pairwise(days)))
    with closing(Shop.open_temporary()) as shop:
        rhythm = shop_rhythm(fill(shop, table(HEADER, *rows)))
    assert rhythm == Rhythm(len(gaps), median(gaps) if gaps else None)

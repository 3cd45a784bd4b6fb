"""What groups buy: a shop known by heart, another way of counting, and what always holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.buying import FEWEST_BUYERS, SOME, Bought, Buying, Doing, Together, buying_of
from segmentation.counting import View
from segmentation.customers import customer_table
from segmentation.segments.assignment import Assignment
from segmentation.shop import Shop
from tests.small_shops import empty, fill, table

HEADER = "Order ID,Order date,Email,Product,Category,Quantity,Unit price"
CATS, DOGS = [f"c{i}@x.pl" for i in range(6)], [f"d{i}@x.pl" for i in range(6)]


@pytest.fixture(scope="module")
def used() -> Iterator[Shop]:
    """A shop that each example fills and empties."""
    with closing(Shop.open_temporary()) as shop:
        yield shop


def grouped(customers: pd.DataFrame, labels: list[int]) -> Assignment:
    groups = max(labels) + 1
    return Assignment("own", (), np.array(labels), groups, None, None, (None,) * groups)


def cats_and_dogs() -> str:
    """Six who buy for cats, five of them litter too and on Mondays of May; six for dogs, once,
    on Saturdays of June; a guest, a canceled order, and a line taken back."""
    rows = []
    for i, email in enumerate(CATS):
        rows.append(f"A{i},2026-05-04,{email},{'Cat food' if i else 'CAT FOOD'},Cats,1,10")
        if i < 5:
            rows.append(f"A{i},2026-05-04,{email},Litter,Cats,1,5")
        if i < 2:
            rows.append(f"B{i},2026-05-11,{email},Cat food,Cats,1,10")
    for i, email in enumerate(DOGS):
        rows.append(f"C{i},2026-06-06,{email},Bone,Dogs,1,3")
    rows.append("C0,2026-06-06,d0@x.pl,Litter,Cats,-1,1")
    rows.append("G1,2026-01-01,,Bone,Dogs,1,3")
    return table(HEADER, *rows)


def test_a_shop_known_by_heart(shop: Shop) -> None:
    fill(shop, cats_and_dogs())
    customers = customer_table(shop)
    assert list(customers["email"]) == [*CATS, *DOGS]
    cats, dogs = buying_of(shop, customers, grouped(customers, [0] * 6 + [1] * 6))
    assert (cats.segment_id, cats.orders) == ("1", 8)
    assert (dogs.segment_id, dogs.orders) == ("2", 6)
    assert cats.categories == (Bought("Cats", 6, 1.0, 0.5),)
    assert cats.products == (Bought("Cat food", 6, 1.0, 0.5), Bought("Litter", 5, 5 / 6, 5 / 12))
    assert dogs.categories == (Bought("Dogs", 6, 1.0, 0.5),)
    assert dogs.products == (Bought("Bone", 6, 1.0, 0.5),)
    assert (cats.months, cats.months_all, cats.years) == ((), (), 0), "not all are in the data"
    assert cats.weekdays == (1, 0, 0, 0, 0, 0, 0)
    assert dogs.weekdays == (0, 0, 0, 0, 0, 1, 0)
    assert cats.weekdays_all == pytest.approx((8 / 14, 0, 0, 0, 0, 6 / 14, 0))
    assert (cats.returned, dogs.returned) == (None, None)
    # Five bought both where 6 * 5 / 12 = 2.5 would: too few to be beyond chance.
    assert cats.together == ()


@pytest.mark.parametrize(
    ("days", "years", "of"), [(336, 0, 0), (337, 1, 2), (700, 1, 1), (730, 2, 1), (800, 2, 1)]
)
def test_months_are_of_whole_years(shop: Shop, days: int, years: int, of: int) -> None:
    """Six order on the first and on the last day; older orders than the whole years are left."""
    last = date(2026, 6, 30)
    rows = [
        f"{n}{at},{last - timedelta(at)},{n}@x.pl,Cup,,1,5" for n in range(6) for at in (0, days)
    ]
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    (one,) = buying_of(shop, customers, grouped(customers, [0] * 6))
    assert one.years == years
    assert sum(share > 0 for share in one.months) == of
    assert not one.months or sum(one.months) == pytest.approx(1.0)


def test_rhythms_are_the_customers_own(shop: Shop) -> None:
    rows = []
    for n in range(12):
        gap = 10 if n < 6 else 30
        for order in range(4 if n != 6 else 2):  # two days make no rhythm
            rows.append(
                f"{n}-{order},{date(2026, 1, 1) + timedelta(order * gap)},{n:02}@x.pl,x,,1,5"
            )
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    first, second = buying_of(shop, customers, grouped(customers, [0] * 6 + [1] * 6))
    assert (first.rhythm, second.rhythm, first.rhythm_all) == (10.0, 30.0, 10.0)
    few, _ = buying_of(shop, customers, grouped(customers, [0] * 4 + [1] * 8))
    assert few.rhythm is None, "four are too few"


def test_what_goes_together(shop: Shop) -> None:
    rows = [
        f"{email},2026-05-04,{email},{word},{word},1,10"
        for i, email in enumerate(f"{n:02}@x.pl" for n in range(40))
        for word in (("Brick", "Cement") if i < 12 else ("Paint",) if i < 38 else ("Cement",))
    ]
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    first, second = buying_of(shop, customers, grouped(customers, [0] * 20 + [1] * 20))
    expected = Together("Brick", "Cement", 12, 1.0, 12 * 40 / (12 * 14), "category", 0)
    assert first.together[0] == expected
    assert [(one.first, one.second, one.what) for one in first.together] == [
        ("Brick", "Cement", "category"), ("Brick", "Cement", "product"),
    ]  # fmt: skip
    assert second.together == (), "nobody there buys the first"


def test_who_buys_everything_makes_no_pairs(shop: Shop) -> None:
    """Ten buy all of twelve products, ninety one each: all pairs are as common as one another."""
    words = [f"P{n:02}" for n in range(12)]
    rows = [f"{n},2026-05-04,{n:03}@x.pl,{w},,1,10" for n in range(10) for w in words]
    rows += [f"{n},2026-05-04,{n:03}@x.pl,{words[n % 12]},,1,10" for n in range(10, 100)]
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    (everyone,) = buying_of(shop, customers, grouped(customers, [0] * 100))
    assert len(everyone.products) == 12
    assert everyone.together == ()


def test_returns_and_specialists(shop: Shop) -> None:
    rows = []
    for n in range(10):
        for order in range(2):
            category = "Tea" if n < 7 or not order else "Cups"
            rows.append(f"{n}-{order},2026-05-0{order + 1},{n}@x.pl,x,{category},1,10")
    rows += [f"R{n},2026-05-09,{n}@x.pl,x,Tea,-1,10" for n in range(5)]
    fill(shop, table(HEADER, *rows))
    customers = customer_table(shop)
    first, second = buying_of(shop, customers, grouped(customers, [0] * 5 + [1] * 5))
    assert first.one_category == Doing(1.0, 0.7, 5)
    assert second.one_category is None, "two of five are too few to be told"
    assert first.returned == Doing(1.0, 0.5, 5)
    assert (first.orders, second.orders) == (10, 10)


def test_very_small_groups_tell_their_orders_alone(shop: Shop) -> None:
    fill(shop, cats_and_dogs())
    customers = customer_table(shop)
    _, few = buying_of(shop, customers, grouped(customers, [0] * 8 + [1] * 4))
    assert few == Buying("2", 4)


def test_canceled_orders_and_a_period_do_not_count(shop: Shop) -> None:
    rows = [f"{n},2026-05-04,{n}@x.pl,Cup,1,10,completed" for n in range(5)]
    rows += [f"X{n},2026-05-05,{n}@x.pl,Plate,1,10,cancelled" for n in range(5)]
    rows += [f"Y{n},2026-06-05,{n}@x.pl,Spoon,1,10,completed" for n in range(5)]
    fill(shop, table("Order ID,Order date,Email,Product,Quantity,Unit price,Status", *rows))
    customers = customer_table(shop)
    (one,) = buying_of(shop, customers, grouped(customers, [0] * 5))
    assert [product.name for product in one.products] == ["Cup", "Spoon"]
    (before,) = buying_of(
        shop, customers, grouped(customers, [0] * 5), View(as_of=date(2026, 5, 31))
    )
    assert [product.name for product in before.products] == ["Cup"]
    assert (before.orders, one.orders) == (5, 10)


def test_a_list_of_people_buys_nothing(shop: Shop) -> None:
    fill(shop, table("Email,City", *(f"{n}@x.pl,Ełk" for n in range(6))))
    customers = customer_table(shop)
    assert buying_of(shop, customers, grouped(customers, [0] * 6)) == (Buying("1", 0),)


def made_lines(seed: int, customers: int = 240) -> pd.DataFrame:
    """Orders of a few products each; most who buy A buy B too, and so with y and z."""
    generator = np.random.default_rng(seed)
    lines = pd.DataFrame({
        "order": generator.integers(0, 3 * customers, 3 * customers),
        "product": generator.choice(list("ABCDEFGHIJ"), 3 * customers),
    })  # fmt: skip
    lines["email"] = [f"{order % customers:02}@x.pl" for order in lines["order"]]
    mates = [lines[lines["product"] == one].assign(product=other) for one, other in ("AB", "EH")]
    lines = pd.concat([lines, *mates], ignore_index=True)
    days = [date(2025, 1, 1) + timedelta(int(d)) for d in generator.integers(0, 500, 999)]
    lines["day"] = [days[order] for order in lines["order"]]
    lines["category"] = lines["product"].map(dict(zip("ABCDEFGHIJ", "wwxxyyyzzz", strict=True)))
    return lines


def as_table(lines: pd.DataFrame) -> str:
    rows = (f"{r.order},{r.day},{r.email},{r.product},{r.category},1,5" for r in lines.itertuples())
    return table(HEADER, *rows)


@pytest.mark.parametrize("seed", range(3))
def test_buying_is_counted_as_by_pandas(shop: Shop, seed: int) -> None:
    lines = made_lines(seed)
    fill(shop, as_table(lines))
    customers = customer_table(shop)
    labels = [n % 2 for n in range(len(customers))]
    segment = dict(zip(customers["email"], labels, strict=True))
    lines["segment"] = lines["email"].map(segment)
    orders = lines.drop_duplicates("order")
    n = lines["email"].nunique()
    for label, found in enumerate(buying_of(shop, customers, grouped(customers, labels))):
        here = lines[lines["segment"] == label]
        size = here["email"].nunique()
        for what, told in (("product", found.products), ("category", found.categories)):
            buyers = here.groupby(what)["email"].nunique()
            buyers = buyers[buyers >= FEWEST_BUYERS]
            everyone = lines.groupby(what)["email"].nunique()
            assert {one.name: one.buyers for one in told} == buyers.to_dict()
            for one in told:
                assert one.share == pytest.approx(one.buyers / size)
                assert one.share_all == pytest.approx(everyone[one.name] / n)
        mine = orders[orders["segment"] == label]
        assert found.orders == len(mine)
        # Only the last whole year, in which each month is once: the data have 500 days.
        start = max(orders["day"]) - timedelta(365)
        months = pd.Series([day.month for day in mine["day"] if day > start])
        assert found.years == 1
        assert found.months == pytest.approx([(months == m).mean() for m in range(1, 13)])
        weekdays = pd.Series([day.weekday() for day in mine["day"]])
        assert found.weekdays == pytest.approx([(weekdays == d).mean() for d in range(7)])
        assert found.together, "made so that A and B go together"
        check_pairs(lines, here, found, n)


def check_pairs(lines: pd.DataFrame, here: pd.DataFrame, found: Buying, n: int) -> None:
    """Pairs by sets: those told are right, and all that are right are told."""
    from scipy.stats import chi2

    for what in ("product", "category"):
        who = {str(word): set(emails) for word, emails in lines.groupby(what)["email"]}
        pairs: list[tuple[str, str]] = list(combinations(sorted(who), 2))
        independent = {(a, b): len(who[a]) * len(who[b]) / n for a, b in pairs}
        both = {(a, b): len(who[a] & who[b]) for a, b in pairs}
        usual = max(1.0, sum(both.values()) / sum(independent.values()))
        holders = here.groupby(what)["email"].nunique()
        size = here["email"].nunique()
        expected = {}
        for pair in pairs:
            mean = usual * independent[pair]
            g = 2 * (both[pair] * np.log(max(both[pair], 1e-9) / mean) - both[pair] + mean)
            bond = both[pair] > 1.2 * mean and chi2.sf(g, 1) / 2 * len(pairs) < 0.05
            first, second = sorted(pair, key=lambda word: (len(who[word]), word))
            if bond and both[pair] >= 5 and holders.get(first, 0) >= max(5, SOME * size):
                share = both[pair] / len(who[first])
                expected[first, second] = (both[pair], share, both[pair] / independent[pair])
        told = {
            (one.first, one.second): (one.buyers, one.share, one.lift)
            for one in found.together if one.what == what
        }  # fmt: skip
        assert set(told) == set(expected)
        for pair, numbers in told.items():
            assert numbers == pytest.approx(expected[pair])


@settings(max_examples=5)
@given(st.integers(0, 2**16), st.integers(12, 60))
def test_what_always_holds(used: Shop, seed: int, size: int) -> None:
    lines = made_lines(seed, size)
    found = buying_of_lines(used, lines)
    shuffled = lines.sample(frac=1.0, random_state=seed % 1000)
    assert buying_of_lines(used, shuffled) == found
    for one in found:
        for shares in (one.months, one.months_all, one.weekdays, one.weekdays_all):
            assert not shares or sum(shares) == pytest.approx(1.0)
        bought = [*one.products, *one.categories]
        assert all(0 < b.share <= 1 and 0 < b.share_all <= 1 for b in bought)
        assert all(b.buyers >= FEWEST_BUYERS for b in bought)
        assert all(0 < pair.share <= 1 < pair.lift for pair in one.together)
        assert [b.buyers for b in one.products] == sorted(
            (b.buyers for b in one.products), reverse=True
        )


def buying_of_lines(used: Shop, lines: pd.DataFrame) -> tuple[Buying, ...]:
    empty(used)
    fill(used, as_table(lines))
    customers = customer_table(used)
    labels = [int(n >= len(customers) // 3) for n in range(len(customers))]
    return buying_of(used, customers, grouped(customers, labels))

"""Scores of the owner's file: found by name, either way round, on any scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segmentation.columns import CUSTOMER_COLUMNS
from segmentation.customers import customer_table
from segmentation.rhythm import Rhythm
from segmentation.segments.rfm import RfmSpec, find_rfm
from segmentation.segments.rfm_grid import UNPLACED
from segmentation.segments.rfm_scores import find_scores, read_score, turn
from segmentation.shop import Shop
from tests.made_customers import made_customers
from tests.small_shops import fill, table

NONE = Rhythm()
GIVEN = RfmSpec(given=True)


def scored(n: int = 200, low_is_best: tuple[bool, bool] = (False, False)) -> pd.DataFrame:
    """Customers with the scores R and F of their own grid, each counted one way or the other."""
    customers = made_customers(n)
    result = find_rfm(customers, RfmSpec(grades=5, recency_by="shares"), NONE)
    for name, grades, low in zip(
        "RF", (result.recency, result.frequency), low_is_best, strict=True
    ):
        customers[name] = (6 - grades if low else grades).astype(float)
    return customers


@pytest.mark.parametrize("low_is_best", [(False, False), (True, True), (True, False)])
def test_direction_is_seen_from_the_orders(low_is_best: tuple[bool, bool]) -> None:
    customers = scored(low_is_best=low_is_best)
    scores = find_scores(customers)
    assert [(s.part, s.column, s.highest) for s in scores] == [
        ("recency", "R", 5), ("frequency", "F", 5),
    ]  # fmt: skip
    assert tuple(score.low_is_best for score in scores) == low_is_best
    assert all(score.seen for score in scores)
    given = find_rfm(customers, GIVEN, NONE)
    counted = find_rfm(customers, RfmSpec(grades=5, recency_by="shares"), NONE)
    assert given.recency.tolist() == counted.recency.tolist()
    assert given.frequency.tolist() == counted.frequency.tolist()
    assert given.cutoffs.recency_basis == given.cutoffs.frequency_basis == "given"
    assert given.cutoffs.recency == ()
    assert given.countable


def test_owner_turns_a_score() -> None:
    customers = scored()
    right = find_rfm(customers, GIVEN, NONE)
    turned = find_rfm(customers, RfmSpec(given=True, low_best=(("recency", True),)), NONE)
    assert turned.recency.tolist() == (6 - right.recency).tolist()
    assert turned.frequency.tolist() == right.frequency.tolist()
    (recency, frequency) = turn(find_scores(customers), (("recency", True),))
    assert recency.low_is_best and not frequency.low_is_best
    assert frequency.seen and not recency.seen


def test_scores_are_not_taken_unasked_where_orders_tell() -> None:
    result = find_rfm(scored(), RfmSpec(), NONE)
    assert result.scores and not result.given


def test_list_with_scores_alone_is_placed(shop: Shop) -> None:
    fill(
        shop,
        table(
            "E-mail,Name,RFM score",
            "ann@shop.pl,Ann,555",
            "bob@shop.pl,Bob,5-1-1",
            "cat@shop.pl,Cat,1 5 2",
            "dan@shop.pl,Dan,",
            "eve@shop.pl,Eve,334",
        ),
    )
    customers = customer_table(shop)
    result = find_rfm(customers, RfmSpec(), NONE)
    assert result.given and not result.countable
    names = [result.keys[label] for label in result.assignment.labels]
    assert dict(zip(customers["email"], names, strict=True)) == {
        "ann@shop.pl": "champions",
        "bob@shop.pl": "new",
        "cat@shop.pl": "cant_lose",
        "dan@shop.pl": UNPLACED,
        "eve@shop.pl": "need_attention",
    }
    assert result.codes == ["555", "511", "152", "000", "334"]
    assert [score.seen for score in result.scores] == [False] * 3


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("R", "F", "M"), "RFM"),
        (("R_score", "F_score", "M_score"), "RFM"),
        (("Recency score", "Frequency score", "Monetary score"), "RFM"),
        (("Ocena R", "Ocena F", "Ocena M"), "RFM"),
        (("Świeżość", "Częstotliwość", "Wartość"), "RFM"),
        (("Давность", "Частота", "Сумма"), "RFM"),
        (("R балл", "F балл", "M балл"), "RFM"),
        (("R", "F", "Shoes"), "RF"),
        (("R", "Shoes", "M"), ""),
        (("Shoes", "Hats", "Gloves"), ""),
    ],
)
def test_names_of_scores(names: tuple[str, ...], found: str) -> None:
    customers = pd.DataFrame({column.key: [np.nan] * 6 for column in CUSTOMER_COLUMNS})
    for place, name in enumerate(names):
        customers[name] = [1.0, 2, 3, 4, 5, (place % 5) + 1]
    parts = {"recency": "R", "frequency": "F", "monetary": "M"}
    assert "".join(parts[score.part] for score in find_scores(customers)) == found


@pytest.mark.parametrize(
    "values",
    [[0.0, 1, 2], [1.0, 2.5, 3], [1.0, 1, 1], [1.0, 2, 300], [np.nan] * 3],
    ids=["from 0", "not whole", "all the same", "days", "empty"],
)
def test_other_numbers_are_no_scores(values: list[float]) -> None:
    customers = made_customers(3)
    customers["R"], customers["F"] = values, [1.0, 2, 3]
    assert find_scores(customers) == ()


@pytest.mark.parametrize(
    ("highest", "grades", "expected"),
    [
        (3, 3, [1, 2, 3]),
        (2, 2, [1, 2]),
        (4, 5, [1, 2, 4, 5]),
        (5, 5, [1, 2, 3, 4, 5]),
        (10, 5, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    ],
)
def test_any_scale_fits_a_grid(highest: int, grades: int, expected: list[int]) -> None:
    customers = made_customers(highest)
    customers["R"] = customers["F"] = np.arange(1.0, highest + 1)
    result = find_rfm(customers, GIVEN, NONE)
    assert result.grades == grades
    score = find_scores(customers)[0]
    assert read_score(customers, score, grades).tolist() == (
        [grades + 1 - grade for grade in expected] if score.low_is_best else expected
    )


@pytest.mark.parametrize(("tops", "shared"), [((5, 4, 3), 5), ((4, 4, 4), 4), ((3, 5, 10), 10)])
def test_separate_scores_share_one_scale(tops: tuple[int, int, int], shared: int) -> None:
    customers = made_customers(12)
    for name, top in zip("RFM", tops, strict=True):
        customers[name] = [1.0 + place % top for place in range(12)]
    scores = find_scores(customers)
    assert [score.highest for score in scores] == [shared] * 3
    for score, top in zip(scores, tops, strict=True):
        # The best anybody has of one part is no more than it is on the scale of all.
        worst = replace(score, low_is_best=False)
        assert read_score(customers, worst, shared).max() == top

"""The whole walk: a shop counted, grouped, named and written to a workbook."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from openpyxl import load_workbook

from segmentation.counting import View, cents
from segmentation.errors import SegmentationError
from segmentation.grouping import Grouping, GroupingRequest, everything, group_shop, list_workbook
from segmentation.language import Language
from segmentation.shop import Shop
from tests.small_shops import empty, fill, table

ENGLISH = Language("en")
HEADER = "Order number,Order date,E-mail,Total,Currency,Accepts marketing"


def habits() -> Iterator[str]:
    """Twenty who order little each week of spring, and twenty who ordered much, once, long ago."""
    number = 0
    for who in range(20):
        for week in range(6):
            number += 1
            day = week * 4 + 1 + who % 4
            yield f"{number},2026-03-{day:02},often{who}@x.pl,{20 + who}.50,PLN,yes"
        number += 1
        yield f"{number},2025-06-{who + 1:02},once{who}@x.pl,{300 + who * 5}.25,PLN,no"


@pytest.fixture(scope="module")
def kept() -> Iterator[Shop]:
    with closing(Shop.open_temporary()) as shop:
        returned = "999,2026-03-20,gone@x.pl,-12.00,PLN,"
        yield fill(shop, table(HEADER, *habits(), returned, "998,2026-03-20,,8.00,PLN,"))


@pytest.fixture(scope="module")
def found(kept: Shop) -> Grouping:
    return group_shop(kept, GroupingRequest(groups=2), ENGLISH)


def problem_of(shop: Shop, request: GroupingRequest) -> str:
    with pytest.raises(SegmentationError) as caught:
        group_shop(shop, request, ENGLISH)
    return caught.value.problem.id


def test_groups_are_the_two_habits(found: Grouping) -> None:
    often = found.customers["email"].str.startswith("often").to_numpy(dtype=bool)
    assert len({*found.assignment.labels[often]}) == len({*found.assignment.labels[~often]}) == 1
    assert found.assignment.groups == len(found.profiles) == len(set(found.names)) == 2


def test_each_group_has_its_rule(found: Grouping) -> None:
    assert [rule and rule.segment_id for rule in found.rules] == ["1", "2"]
    assert [rule and (rule.coverage, rule.precision) for rule in found.rules] == [(1, 1)] * 2


def test_sums_meet(found: Grouping) -> None:
    assert len(found.customers) == found.totals.customers == 40
    assert sum(profile.customers for profile in found.profiles) == 40
    revenue = sum((profile.revenue for profile in found.profiles), Decimal(0))
    assert revenue == cents(found.totals.revenue_customers)
    assert found.totals.revenue_returns_only == -12
    assert sum(profile.share_of_revenue for profile in found.profiles) == pytest.approx(1)


def test_the_same_request_gives_the_same_groups(kept: Shop, found: Grouping) -> None:
    again = group_shop(kept, GroupingRequest(groups=2), ENGLISH)
    assert np.array_equal(again.assignment.labels, found.assignment.labels)
    assert (again.names, again.profiles) == (found.names, found.profiles)


def test_names_are_in_the_language_asked_for(kept: Shop, found: Grouping) -> None:
    polish = group_shop(kept, GroupingRequest(groups=2), Language("pl"))
    assert len(set(polish.names)) == 2
    assert not set(polish.names) & set(found.names)


def test_what_is_asked_for_is_what_is_used(kept: Shop) -> None:
    request = GroupingRequest(
        ("frequency", "recency_days"),
        (("frequency", 2.0),),
        groups=3,
        view=View(as_of=date(2026, 3, 10)),
    )
    found = group_shop(kept, request, ENGLISH)
    assert set(found.assignment.variables) == {"frequency", "recency_days"}
    assert found.assignment.groups == 3
    assert found.totals.last_order == date(2026, 3, 10)
    revenue = sum((profile.revenue for profile in found.profiles), Decimal(0))
    assert revenue == cents(found.totals.revenue_customers)


def test_what_cannot_be_grouped_is_said(kept: Shop, shop: Shop) -> None:
    assert problem_of(shop, GroupingRequest()) == "no_customers"
    assert problem_of(kept, GroupingRequest(view=View(as_of=date(2020, 1, 1)))) == "no_customers"
    assert problem_of(kept, GroupingRequest(("shoe_size",))) == "unknown_variable"
    assert problem_of(kept, GroupingRequest(weights=(("shoe_size", 2),))) == "unknown_variable"
    assert problem_of(kept, GroupingRequest(groups=9999)) == "too_many_groups"
    guests = table("Order number,Date,Total", "1,2026-01-05,10.50", "2,2026-01-06,11.50")
    assert problem_of(fill(shop, guests), GroupingRequest()) == "nobody"


def test_orders_that_do_not_count_make_nobody_a_customer(shop: Shop) -> None:
    header = "Order number,Date,E-mail,Total,Status"
    fill(shop, table(header, "1,2026-01-05,a@x.pl,10.50,cancelled", "2,2026-01-06,b@x.pl,-3.50,"))
    assert problem_of(shop, GroupingRequest()) == "no_customers"


def test_few_or_equal_customers_cannot_be_grouped(shop: Shop) -> None:
    header = "Order number,Date,E-mail,Total"
    same = [f"{n},2026-01-05,c{n}@x.pl,10.50" for n in range(10)]
    fill(shop, table(header, *same))
    assert problem_of(shop, GroupingRequest()) == "all_the_same"
    assert problem_of(shop, GroupingRequest(("total_spend",))) == "all_the_same"
    empty(shop)
    fill(shop, table(header, *same[:5]))
    assert problem_of(shop, GroupingRequest()) == "too_few_customers"


@pytest.mark.parametrize(("consent", "people"), [(None, 40), ("email", 20), ("sms", 0)])
def test_workbook_holds_everyone_unless_consent_is_asked(
    found: Grouping, consent: str | None, people: int
) -> None:
    spec = everything(found, consent)  # type: ignore[arg-type]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        book = load_workbook(io.BytesIO(list_workbook(found, spec, ENGLISH)))
    cells = [
        str(cell.value)
        for sheet in book.worksheets[1:]
        for row in sheet.iter_rows()
        for cell in row
        if "@x.pl" in str(cell.value)
    ]
    assert len(cells) == len(set(cells)) == people
    if consent == "email":
        assert all(cell.startswith("often") for cell in cells)

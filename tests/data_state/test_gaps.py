"""Gaps against a count by hand."""

from __future__ import annotations

from segmentation.customers import customer_table
from segmentation.data_state.gaps import find_gaps, gap_rows
from segmentation.shop import Shop
from tests.small_shops import fill, table

PEOPLE = table(
    "E-mail,First name,Last name,City,Age,Newsletter,Shoe size",
    "ann@gmail.com,Ann,,Gdynia,30,yes,38",
    "bob@gmail.com,,Brown,Gdynia,,no,",
    "cat@gmail.com,,,Gdynia,200,,",
)


def test_gaps_are_as_counted_by_hand(shop: Shop) -> None:
    gaps = find_gaps(customer_table(fill(shop, PEOPLE)))
    assert {gap.key: gap.missing for gap in gaps} == {
        "name": 1,
        "email": 0,
        "location": 0,
        "age": 2,  # nobody is 200
        "email_consent": 1,
        "Shoe size": 2,
        **dict.fromkeys(
            ("phone", "country", "gender", "interests", "loyalty", "points", "sms_consent"), 3
        ),
    }
    assert {gap.of for gap in gaps} == {3}
    assert [gap.missing for gap in gaps] == sorted((gap.missing for gap in gaps), reverse=True)
    assert {gap.key for gap in gaps if gap.own} == {"Shoe size"}


def test_customers_with_a_gap_are_named(shop: Shop) -> None:
    customers = customer_table(fill(shop, PEOPLE))
    assert gap_rows(customers, "age")["email"].tolist() == ["bob@gmail.com", "cat@gmail.com"]
    assert gap_rows(customers, "name")["email"].tolist() == ["cat@gmail.com"]
    assert gap_rows(customers, "email").empty

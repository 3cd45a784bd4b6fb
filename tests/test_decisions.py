"""What the owner decides about two customers: followed by everything, undone, and lasting."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from segmentation.counting import count_shop
from segmentation.decisions import Decision, connect
from segmentation.shop import Shop
from tests.small_shops import columns_of, customers, empty, fill, snapshot, table

ORDERS = table(
    "Order number,Order date,E-mail,Customer number,Phone,Total,Category",
    "1,2026-01-05,ann@shop.pl,7,,10.00,Cats",
    "2,2026-01-06,ann@shpo.pl,,,20.00,Cats",
    "3,2026-02-07,bob@shop.pl,8,,30.00,Dogs",
    "4,2026-02-08,,,600700800,40.00,Dogs",
)
PEOPLE = table("E-mail,First name", "ann@shpo.pl,Ann", "bob@shop.pl,Bob", "cat@shop.pl,Cat")
MARCH = table(
    "Order number,Order date,E-mail,Customer number,Phone,Total,Category",
    "5,2026-03-05,ann@shpo.pl,,,50.00,Cats",
)
ANN, SLIP, BOB, PHONE = "e:ann@shop.pl", "e:ann@shpo.pl", "e:bob@shop.pl", "p:600700800"


def spend(shop: Shop) -> dict[str, float]:
    return {str(row["customer"]): float(str(row["total_spend"])) for row in
            customers(shop).values()}  # fmt: skip


def test_one_person_is_one_customer_everywhere(shop: Shop) -> None:
    fill(shop, ORDERS, PEOPLE)
    before = count_shop(shop)
    assert spend(shop) == {ANN: 10, SLIP: 20, BOB: 30, PHONE: 40}
    shop.merge([(SLIP, ANN)])
    after = count_shop(shop)
    assert spend(shop) == {ANN: 30, BOB: 30, PHONE: 40}
    assert columns_of(customers(shop), "first_name")["ann@shpo.pl"] == "Ann"
    assert (before.customers, after.customers) == (4, 3)
    assert after.customers_in_files == before.customers_in_files - 1
    assert (after.revenue, after.revenue_customers) == (Decimal(100), Decimal(100))


def test_taking_a_decision_back_brings_everything_back(shop: Shop) -> None:
    before = snapshot(fill(shop, ORDERS, PEOPLE))
    shop.merge([(SLIP, ANN), (BOB, PHONE)])
    assert shop.decisions() == (Decision(BOB, PHONE, True), Decision(ANN, SLIP, True))
    shop.split([(SLIP, ANN)])
    assert spend(shop) == {ANN: 10, SLIP: 20, BOB: 70}
    shop.split([(BOB, PHONE)])
    assert shop.decisions() == ()
    assert snapshot(shop) == before


def test_different_people_stay_apart_and_are_remembered(shop: Shop) -> None:
    before = snapshot(fill(shop, ORDERS))
    shop.keep_apart([(ANN, SLIP)])
    assert snapshot(shop) == before
    assert shop.decisions() == (Decision(ANN, SLIP, False),)
    shop.merge([(ANN, SLIP)])
    assert shop.decisions() == (Decision(ANN, SLIP, True),), "the last word holds"


def test_decisions_hold_for_the_files_of_next_month(shop: Shop) -> None:
    fill(shop, ORDERS)
    shop.merge([(SLIP, ANN)])
    assert spend(fill(shop, MARCH)) == {ANN: 80, BOB: 30, PHONE: 40}


def test_decision_about_keys_that_are_gone_does_nothing(shop: Shop) -> None:
    fill(shop, ORDERS)
    shop.merge([(SLIP, ANN)])
    empty(shop)
    fill(shop, MARCH)
    assert spend(shop) == {SLIP: 50}
    fill(shop, ORDERS)
    assert spend(shop) == {ANN: 80, BOB: 30, PHONE: 40}, "and comes back with them"


def test_decision_about_nobody_is_kept_and_does_nothing(shop: Shop) -> None:
    before = snapshot(fill(shop, ORDERS))
    shop.merge([("e:nobody@shop.pl", ANN), (ANN, ANN)])
    assert snapshot(shop) == before
    assert shop.decisions() == (Decision(ANN, "e:nobody@shop.pl", True),)


def test_decision_follows_its_key_to_a_better_name(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Customer number,Total"
    fill(shop, table(header, "1,2026-01-05,,7,10.00", "2,2026-01-06,ann@shop.pl,,20.00"))
    shop.merge([("c:generic:7", ANN)])
    assert spend(shop) == {ANN: 30}
    fill(shop, table("Customer number,E-mail", "7,ann.lee@shop.pl"))
    assert spend(shop) == {"e:ann.lee@shop.pl": 30}


def test_chain_of_decisions_is_one_person_named_by_the_first_email(shop: Shop) -> None:
    fill(shop, ORDERS)
    shop.merge([(PHONE, BOB), (BOB, SLIP), (SLIP, ANN)])
    assert spend(shop) == {ANN: 100}
    shop.split([(BOB, SLIP)])
    assert spend(shop) == {ANN: 30, BOB: 70}


def test_following_a_decision_is_the_same_as_reading_everything_anew(shop: Shop) -> None:
    fill(shop, ORDERS, PEOPLE)
    shop.merge([(SLIP, ANN), (PHONE, BOB)])
    shop.split([(PHONE, BOB)])
    followed = snapshot(shop)
    shop.use()
    assert snapshot(shop) == followed


def test_what_is_reviewed_follows_decisions_too(shop: Shop) -> None:
    fill(shop, ORDERS)
    shop.preview()
    shop.merge([(SLIP, ANN)])
    shop.preview()
    assert count_shop(shop, schema="preview") == count_shop(shop)


def test_fingerprint_changes_with_decisions(shop: Shop) -> None:
    fill(shop, ORDERS)
    seen = [shop.fingerprint()]
    for decide in (shop.merge, shop.keep_apart, shop.split):
        decide([(ANN, SLIP)])
        seen.append(shop.fingerprint())
    assert len(set(seen)) == 3 and seen[0] == seen[-1]


def test_decisions_outlast_a_restart_and_end_with_everything(tmp_path: Path) -> None:
    with closing(Shop(tmp_path)) as first:
        fill(first, ORDERS).merge([(SLIP, ANN)])
    with closing(Shop(tmp_path)) as again:
        assert again.decisions() == (Decision(ANN, SLIP, True),)
        assert spend(again)[ANN] == 30
        again.forget()
        assert again.decisions() == ()


@pytest.mark.parametrize(
    "pairs", [[("e:c", "e:b"), ("p:a", "e:c")], [("e:b", "p:a"), ("p:a", "e:c")]]
)
def test_components_are_named_by_their_first_email(pairs: list[tuple[str, str]]) -> None:
    assert connect(pairs) == {"e:b": "e:b", "e:c": "e:b", "p:a": "e:b"}

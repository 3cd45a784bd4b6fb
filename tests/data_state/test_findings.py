"""Each finding against a count by hand, what is found in tidy data, and the rows behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from segmentation.counting import View, count_shop
from segmentation.data_state.checks import CHECKS, Finding, Kind, Touches, Word
from segmentation.data_state.findings import (
    find_findings,
    find_stale,
    finding_rows,
    most_weighty_first,
)
from segmentation.shop import Shop
from tests.data_state.known_shop import FOUND, known_shop
from tests.small_shops import fill, stage, table

# What tells the rows of each finding apart, as they are downloaded.
ROWS = {
    "far_ahead": ("document_id", ["31"]),
    "before_1995": ("document_id", ["32"]),
    "half_of_revenue": ("document_id", ["33"]),
    "without_customer": ("document_id", ["34", "35"]),
    "unknown_status": ("document_id", ["36"]),
    "below_zero": ("document_id", ["37"]),
    "zero_total": ("document_id", ["39"]),
    "huge_quantity": ("document_id", ["33"]),
    "impossible_age": ("first_name", ["Dan", "Eve"]),
    "last_before_first": ("first_name", ["Leo"]),
    "registered_late": ("first_name", ["Kim"]),
    "invalid_email": ("email", ["fay.gmail.com"]),
    "mistyped_email": ("meant", ["eve@gmail.com"]),
    "placeholder_email": ("email", ["brak@brak.pl"]),
    "relay_email": ("email", ["x@members.ebay.com"]),
    "impossible_phone": ("phone", ["60070"]),
    "contradicting": ("location", ["Gdynia | Sopot"]),
    "listed_twice": ("first_name", ["Ivy"]),
    "test_account": ("last_name", ["Testowy"]),
    "staff": ("first_name", ["Ann", "Bob", "Cat"]),
    "business": ("first_name", ["Gus", "Kwiaty Sp. z o.o.", "Oda"]),
    "refused": ("reason", ["missing_date", "unreadable_amount"]),
    "frame_rows": ("reason", ["total_row"]),
    "unused_columns": ("column", ["Remark"]),
}


@pytest.fixture(scope="module")
def known() -> Iterator[Shop]:
    """The shop known by heart; looking changes nothing, so all may look at the same."""
    with closing(Shop.open_temporary()) as shop:
        yield known_shop(shop)


def found(shop: Shop, view: View | None = None) -> dict[str, Finding]:
    return {finding.id: finding for finding in find_findings(shop, view or View())}


def counts(shop: Shop) -> dict[str, int]:
    return {id: finding.count for id, finding in found(shop).items() if finding.count}


def test_each_finding_is_as_counted_by_hand(known: Shop) -> None:
    findings = found(known)
    assert {id: (one.count, one.of) for id, one in findings.items()} == FOUND
    assert findings["unknown_status"].words == (Word("frobnicated", 1),)
    assert findings["refused"].words == (Word("missing_date", 1), Word("unreadable_amount", 1))
    assert findings["unused_columns"].words == (Word("Remark"),)


@pytest.mark.parametrize("id", FOUND)
def test_rows_behind_a_finding_are_those_counted(known: Shop, id: str) -> None:
    column, values = ROWS[id]
    rows = finding_rows(known, id)
    assert sorted(rows[column]) == values
    assert len(rows) == FOUND[id][0]


def test_tidy_shop_has_nothing_to_look_at(shop: Shop) -> None:
    orders = (f"{n},2026-01-{n + 10},ann{n}@gmail.com,10.00,completed" for n in range(12))
    fill(shop, table("Order number,Order date,E-mail,Total,Status", *orders))
    assert counts(shop) == {}


def test_empty_shop_has_nothing_to_find(shop: Shop) -> None:
    assert counts(shop) == {}
    assert find_stale(shop).count == 0


def test_findings_change_no_total(known: Shop) -> None:
    before = count_shop(known)
    found(known)
    assert count_shop(known) == before


def test_files_under_review_are_not_looked_at(shop: Shop) -> None:
    known_shop(shop)
    stage(shop, table("Order number,Order date,E-mail,Total,Remark", "50,,zed@b.pl,1.00,hm"))
    assert {id: (one.count, one.of) for id, one in found(shop).items()} == FOUND


def test_unpaid_orders_are_left_out_where_the_owner_does(shop: Shop) -> None:
    orders = table(
        "Order number,Order date,E-mail,Total,Payment status",
        "1,2026-01-05,,10.00,pending",
        "2,2026-01-06,ann@gmail.com,20.00,paid",
    )
    fill(shop, orders)
    assert found(shop)["without_customer"].count == 1
    assert found(shop, View(unpaid=False))["without_customer"].count == 0


def test_customers_are_stale_after_so_many_months_before_the_last_day(shop: Shop) -> None:
    # The last day is 2026-03-31; 12 months before it is 2025-03-31.
    people = table(
        "E-mail,City,Customer since,Changed",
        "new@gmail.com,Gdynia,2025-04-01,",
        "old@gmail.com,Gdynia,2025-03-30,",
        "active@gmail.com,Gdynia,2020-01-01,2025-04-01",
        "buyer@gmail.com,Gdynia,2020-01-01,",
        "undated@gmail.com,Gdynia,,",
    )
    orders = table(
        "Order number,Order date,E-mail,Total",
        "1,2025-04-02,buyer@gmail.com,10.00",
        "2,2026-03-31,last@gmail.com,10.00",
        "3,2025-03-30,zed@gmail.com,10.00",
    )
    stage(shop, people, {"Changed": "last_active"})
    fill(shop, orders)
    year = find_stale(shop, 12)
    assert (year.count, year.of) == (2, 6)
    rows = finding_rows(shop, "stale", months=12)
    assert sorted(rows["email"]) == ["old@gmail.com", "zed@gmail.com"]
    assert find_stale(shop, 13).count == 0
    assert find_stale(shop, 11).count == 5


def test_without_orders_the_list_says_which_day_is_the_last(shop: Shop) -> None:
    people = table(
        "E-mail,City,Last order",
        "ann@gmail.com,Gdynia,2024-01-01",
        "bob@gmail.com,Gdynia,2026-02-01",
    )
    fill(shop, people)
    assert find_stale(shop, 24).count == 1
    assert find_stale(shop, 26).count == 0


def test_values_at_their_limits_are_looked_at(shop: Shop) -> None:
    people = table(
        "E-mail,City,Year of birth,Age,Customer since",
        "ann@gmail.com,Gdynia,9999999999,,2024-01-01",
        "bob@gmail.com,Gdynia,,9999999999,0001-01-01",
    )
    orders = table(
        "Order number,Order date,E-mail,Total,Quantity,Unit price,Product",
        "1,9999-12-31,ann@gmail.com,99999999999999.9999,99999999999999,0.0001,Bone",
        "2,0001-01-01,bob@gmail.com,1.00,1,1.00,Bone",
    )
    assert counts(fill(shop, people, orders)) == {"impossible_age": 2, "refused": 2}


def test_returns_told_by_number_or_status_need_no_word(shop: Shop) -> None:
    orders = table(
        "Order number,Order date,E-mail,Total,Status",
        "1,2026-01-05,ann@gmail.com,10.00,completed",
        "C2,2026-01-06,ann@gmail.com,-10.00,completed",
        "3,2026-01-06,ann@gmail.com,-10.00,refunded",
        "KOR/4,2026-01-06,ann@gmail.com,-10.00,completed",
    )
    assert counts(fill(shop, orders)) == {}


def test_status_is_not_missed_where_no_column_has_one(shop: Shop) -> None:
    orders = table("Order number,Order date,E-mail,Total", "1,2026-01-05,ann@gmail.com,10.00")
    assert counts(fill(shop, orders)) == {}


def test_a_new_detail_in_a_newer_list_contradicts_nothing(shop: Shop) -> None:
    lists = (f"E-mail,City,Customer since\nann@gmail.com,{city},2020-01-01\n" for city in "AB")
    assert counts(fill(shop, *lists)) == {}


@pytest.mark.parametrize(
    "name",
    ["Kowalski Sp. z o.o.", "ООО Ромашка", "ИП Иванов", "Muster GmbH", "Smith Ltd.", "Acme, Inc.",
     "Kwiat sp. k."],
)  # fmt: skip
def test_companies_are_told_by_their_names(shop: Shop, name: str) -> None:
    fill(shop, table("E-mail,Name,City", f'a@gmail.com,"{name}",Gdynia', "b@gmail.com,Ann,Sopot"))
    assert counts(shop) == {"business": 1}


@pytest.mark.parametrize(
    "name", ["Philip Incze", "Иван Иппатов", "Testa Rossi", "Lidia Ltdova", "Анна Тестова-Ким"]
)
def test_people_are_no_companies_and_no_tests(shop: Shop, name: str) -> None:
    fill(shop, table("E-mail,Name,City", f"a@gmail.com,{name},Gdynia", "b@gmail.com,Ann,Sopot"))
    assert counts(shop) == {}


@pytest.mark.parametrize(
    ("role", "staff"),
    [("administrator", 1), ("shop_manager", 1), ("Pracownik", 1), ("Администратор", 1),
     ("customer", 0), ("subscriber", 0), ("Klient hurtowy", 0), ("покупатель", 0)],
)  # fmt: skip
def test_staff_are_told_by_their_role(shop: Shop, role: str, staff: int) -> None:
    text = table("E-mail,City,Role", f"a@gmail.com,Gdynia,{role}", "b@gmail.com,Sopot,customer")
    stage(shop, text, {"Role": "role"})
    shop.use()
    assert counts(shop).get("staff", 0) == staff


def test_a_domain_that_anybody_has_is_not_the_shops_own(shop: Shop) -> None:
    rows = ("a@gmail.com,Gdynia,admin", "b@gmail.com,Gdynia,admin", "c@gmail.com,Sopot,customer")
    stage(shop, table("E-mail,City,Role", *rows), {"Role": "role"})
    shop.use()
    assert counts(shop)["staff"] == 2


def test_what_reaches_furthest_comes_first() -> None:
    def finding(id: str, kind: Kind, count: int, touches: Touches = "some") -> Finding:
        return Finding(id, kind, "", "", count, 100, (), touches)

    findings = [
        finding("nothing", "look", 0, "all"),
        finding("no figure", "know", 95, "none"),
        finding("known", "know", 90),
        finding("few", "look", 2),
        finding("many", "look", 60),
        finding("everybody", "look", 1, "all"),
    ]
    order = [one.id for one in most_weighty_first(findings)]
    assert order == ["everybody", "many", "few", "known", "no figure", "nothing"]


def test_checks_have_names_of_their_own() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert len({check.label for check in CHECKS}) == len(CHECKS)

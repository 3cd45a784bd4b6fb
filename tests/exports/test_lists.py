"""Who is on a list: segments, columns, consent with its counts, names of files."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from segmentation.exports.lists import (
    ConsentCounts,
    ListSpec,
    count_consent,
    default_columns,
    key_without_namespace,
    list_columns,
    list_file_name,
    select_customers,
)
from segmentation.segments.assignment import Assignment
from tests.exports.examples import NAMES, make_assignment, make_customers

COLUMNS = ("customer", "total_spend")


def keys(selection: pd.DataFrame) -> list[str]:
    return selection["customer"].tolist()


def test_only_columns_with_values_are_offered(customers: pd.DataFrame) -> None:
    offered = list_columns(customers)
    assert {"segment", "customer", "email", "Shoe size", "Notes", "sms_consent"} <= set(offered)
    assert not {"name", "age", "points", "interests", "segment_id"} & set(offered)


def test_the_key_is_offered_only_where_nothing_else_is_known(customers: pd.DataFrame) -> None:
    assert "customer" in default_columns(customers)
    with_card_only_out = customers.drop(index=2).reset_index(drop=True)
    assert "customer" not in list_columns(with_card_only_out)


def test_few_columns_are_chosen_at_first(customers: pd.DataFrame) -> None:
    assert default_columns(customers) == (
        "customer",
        "customer_id",
        "email",
        "phone",
        "first_name",
        "last_name",
        "total_spend",
        "frequency",
        "last_order",
        "segment",
    )
    named = make_customers([{"customer": "a", "customer_id": "1", "name": "Anna Nowak"}])
    assert "name" in default_columns(named)
    assert "name" not in default_columns(named.assign(first_name="Anna"))


def test_everyone_is_on_the_list_once_best_first(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    selection = select_customers(customers, assignment, NAMES, ListSpec(("1", "2"), COLUMNS))
    assert selection.columns.tolist() == ["segment_id", "segment", *COLUMNS]
    assert selection["segment"].tolist() == ["Regulars", "Regulars", "Guests", "Guests"]
    assert selection["segment_id"].tolist() == ["1", "1", "2", "2"]
    assert keys(selection) == [
        "email:anna@example.com",
        "email:ola@example.com",
        "id:12345678901234567890",
        "card:777",
    ]
    assert selection["total_spend"].sum() == pytest.approx(2214.6134)


def test_only_the_chosen_segments_and_columns_leave(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("2",), ("segment", "customer", "no such column"))
    selection = select_customers(customers, assignment, NAMES, spec)
    assert selection.columns.tolist() == ["segment_id", "segment", "customer"]
    assert len(selection) == 2
    nobody = select_customers(customers, assignment, NAMES, ListSpec((), COLUMNS))
    assert nobody.empty
    assert nobody.columns.tolist() == ["segment_id", "segment", *COLUMNS]


def test_the_order_of_rows_does_not_change_the_list(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("1", "2"), COLUMNS)
    expected = select_customers(customers.assign(total_spend=1.0), assignment, NAMES, spec)
    order = [3, 1, 0, 2]
    shuffled = customers.assign(total_spend=1.0).iloc[order].reset_index(drop=True)
    other = make_assignment(assignment.labels[order].tolist(), groups=2)
    assert keys(select_customers(shuffled, other, NAMES, spec)) == keys(expected)


@pytest.mark.parametrize(
    ("consent", "agreed", "counts"),
    [
        ("email", ["email:anna@example.com", "email:ola@example.com"], ConsentCounts(4, 2, 1, 1)),
        ("sms", ["email:anna@example.com"], ConsentCounts(4, 1, 2, 1)),
    ],
)
def test_only_those_who_agreed_pass_and_the_rest_is_counted(
    customers: pd.DataFrame,
    assignment: Assignment,
    consent: str,
    agreed: list[str],
    counts: ConsentCounts,
) -> None:
    spec = ListSpec(("1", "2"), COLUMNS, consent)  # type: ignore[arg-type]
    assert keys(select_customers(customers, assignment, NAMES, spec)) == agreed
    assert count_consent(customers, assignment, spec) == counts


def test_consent_is_counted_in_the_chosen_segments_only(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("2",), COLUMNS, "email")
    assert count_consent(customers, assignment, spec) == ConsentCounts(2, 0, 1, 1)
    assert count_consent(customers, assignment, ListSpec(("2",), COLUMNS)) is None


def test_without_a_consent_column_nobody_agreed(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("1", "2"), COLUMNS, "email")
    unasked = customers.drop(columns="email_consent")
    assert select_customers(unasked, assignment, NAMES, spec).empty
    assert count_consent(unasked, assignment, spec) == ConsentCounts(4, 0, 4, 0)


def test_an_assignment_of_others_is_refused(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    with pytest.raises(ValueError, match="other customers"):
        select_customers(customers[:2], assignment, NAMES, ListSpec(("1",), COLUMNS))


def test_a_key_is_shown_as_the_owner_knows_it() -> None:
    assert key_without_namespace("card:777") == "777"
    assert key_without_namespace("777:card:1") == "777:card:1"
    assert key_without_namespace("anna@example.com") == "anna@example.com"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Regulars"], "segment-regulars_2026-11-21_418.xlsx"),
        (["Miłośnicy ogrodu. Łódź"], "segment-milosnicy-ogrodu-lodz_2026-11-21_418.xlsx"),
        (["Щедрые покупатели: ёлки"], "segment-shchedrye-pokupateli-elki_2026-11-21_418.xlsx"),
        (["../../etc/passwd"], "segment-etc-passwd_2026-11-21_418.xlsx"),
        (["💐"], "segments-1_2026-11-21_418.xlsx"),
        (["A", "B"], "segments-2_2026-11-21_418.xlsx"),
        (["a" * 90], "segment-" + "a" * 40 + "_2026-11-21_418.xlsx"),
    ],
)
def test_file_names_are_plain(names: list[str], expected: str) -> None:
    assert list_file_name(names, date(2026, 11, 21), 418, "xlsx") == expected


def test_a_file_name_says_what_for_and_nothing_private() -> None:
    day = date(2026, 11, 21)
    named = list_file_name(["VIP"], day, 3, "csv", "vk_emails")
    assert named == "segment-vip_vk-emails_2026-11-21_3.csv"
    for name in ("High income", "Bogaci emeryci", "Больные диабетом"):
        assert list_file_name([name], day, 3, "csv") == "segments-1_2026-11-21_3.csv"


def test_a_file_name_without_a_date() -> None:
    assert list_file_name(["VIP"], None, 3, ".csv") == "segment-vip_3.csv"

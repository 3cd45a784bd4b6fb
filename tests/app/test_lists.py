"""Lists: who is on them follows groups and consent, and downloads hold just that."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from tests.app.visitor import Visitor
from tests.made_exports import PEOPLE, as_csv, orders, people, revenue

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
CONSENT = "Who may be on it"


@pytest.fixture
def visitor() -> Visitor:
    """On the lists of a small shop, with the downloads at hand."""
    made = Visitor()
    made.use(*FILES)
    made.open("lists")
    return made


def on_the_list(visitor: Visitor) -> str:
    return str(visitor.app.subheader[0].value)


def test_consent_is_counted_and_held(visitor: Visitor) -> None:
    assert on_the_list(visitor) == "60 customers on this list"
    visitor.choose("radio", CONSENT, "email")
    assert on_the_list(visitor) == "20 customers on this list"
    assert visitor.says(
        "In the chosen groups: {groups}. With consent: {agreed}. Left out: {refused} without "
        "consent, {silent} without an answer.", groups=60, agreed=20, refused=20, silent=20,
    )  # fmt: skip
    visitor.choose("multiselect", "Columns", ["email", "email_consent"])
    assert visitor.app.dataframe[0].value["email_consent"].tolist() == [True] * 20
    visitor.choose("radio", CONSENT, "sms")
    assert on_the_list(visitor) == "30 customers on this list"


def test_consent_without_an_answer_in_the_files_is_not_offered() -> None:
    visitor = Visitor()
    visitor.use(FILES[0])
    visitor.open("lists")
    assert len(visitor.widget("radio", CONSENT).options) == 1
    assert visitor.says(
        "Your files say nothing about marketing consent. Ask for it before you send anything."
    )


def test_list_of_one_group_stays_while_other_choices_change(visitor: Visitor) -> None:
    visitor.open("personas")
    card = visitor.cards()[1]
    visitor.press("Get the list", 1)
    assert visitor.title == "Lists"
    assert on_the_list(visitor) == f"{card.customers} customers on this list"
    for consent in ("email", "sms"):
        visitor.choose("radio", CONSENT, consent)
        assert visitor.widget("multiselect", "Groups").value == ["2"]
    assert set(visitor.app.dataframe[0].value["segment"]) == {card.name}


def test_choices_stay_from_page_to_page_and_in_another_language(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Groups", ["3"])
    visitor.choose("radio", CONSENT, "email")
    visitor.choose("multiselect", "Columns", ["email", "location"])
    visitor.open("groups")
    visitor.open("lists")
    for code in ("en", "pl"):
        visitor.speak(code)
        assert visitor.widget("multiselect", "Groups").value == ["3"]
        assert visitor.widget("radio", CONSENT).value == "email"
        assert visitor.widget("multiselect", "Columns").value == ["email", "location"]
    visitor.open("personas")
    visitor.press("Get the list", 0)
    assert visitor.widget("multiselect", "Groups").value == ["1"]


def test_groups_are_all_chosen_again_once_they_are_others(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Groups", ["3"])
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 4)
    visitor.open("lists")
    assert visitor.widget("multiselect", "Groups").value == ["1", "2", "3", "4"]


@pytest.mark.parametrize("label", ["Groups", "Columns"])
def test_nothing_chosen_asks_for_a_choice(visitor: Visitor, label: str) -> None:
    visitor.choose("multiselect", label, [])
    assert visitor.says("Choose at least one group and one column.")
    assert not visitor.app.download_button


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
def test_downloads_hold_everyone_once(visitor: Visitor, downloads: dict[str, bytes]) -> None:
    visitor.run()
    (workbook,) = (data for name, data in downloads.items() if name.endswith(".xlsx"))
    summary, *sheets = openpyxl.load_workbook(io.BytesIO(workbook))
    emails, spend = [], Decimal(0)
    for sheet in sheets:
        head, *rows = sheet.iter_rows(values_only=True)
        emails += [row[head.index("E-mail")] for row in rows]
        spend += sum(Decimal(str(row[head.index("Spend")])) for row in rows)
    assert len(emails) == len(set(emails)) == PEOPLE
    assert spend == revenue(orders())
    assert summary.max_row > len(sheets)

    (table,) = (data for name, data in downloads.items() if name.endswith(".csv"))
    lines = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert {line["E-mail"] for line in lines} == set(emails)


def test_download_holds_only_the_chosen(visitor: Visitor, downloads: dict[str, bytes]) -> None:
    visitor.choose("multiselect", "Groups", ["2"])
    visitor.choose("radio", CONSENT, "email")
    size = int(on_the_list(visitor).split()[0])
    table = list(downloads.items())[-1]
    assert table[0].endswith(f"_{size}.csv")
    assert len(table[1].decode("utf-8-sig").splitlines()) == size + 1

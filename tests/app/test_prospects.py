"""People on the list without an order, and all customers at once: from the rule to the file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from tests.app.visitor import Visitor
from tests.made_exports import PEOPLE, as_csv, email, orders, people, revenue

NEVER = 15
FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people(count=PEOPLE + NEVER))))
WHOM, WHO, PURPOSE = "Whom to look for", "Who", "What is it for"


@pytest.fixture
def visitor() -> Visitor:
    """On the ready rule for people of the list who never bought, taken."""
    made = Visitor()
    made.use(*FILES)
    made.open("rules")
    template = made.widget("selectbox", "Begin with a ready rule")
    template.select_index(template.options.index("Registered, never bought"))
    made.run()
    made.press("Take this rule")
    return made


def on_the_list(visitor: Visitor) -> str:
    return str(visitor.app.header[0].value)


def put(visitor: Visitor, *ids: str) -> None:
    visitor.choose("multiselect", WHO, list(ids))


def asks_whom(visitor: Visitor) -> bool:
    return any(one.label == WHOM for one in visitor.app.segmented_control)


def test_the_ready_rule_is_counted_and_changed(visitor: Visitor) -> None:
    assert visitor.says("Everybody on your list without an order.")
    assert str(visitor.app.header[0].value) == f"{NEVER} people"
    assert asks_whom(visitor)
    assert visitor.says("20% of all people on your list")
    visitor.press("Add a condition")
    about = visitor.widget("selectbox", "About")
    assert not {"Spend", "Orders in a period", "Group", "Category bought"} & set(about.options)
    about.select_index(about.options.index("Place of residence"))
    visitor.run()
    visitor.choose("selectbox", "Customers of whom", "all")
    visitor.choose("multiselect", "Place of residence", ["Kraków"])
    assert visitor.says("People on your list without an order: place of residence: Kraków.")
    some = int(str(visitor.app.header[0].value).split()[0])
    assert 0 < some < NEVER
    visitor.choose("segmented_control", WHOM, "customers")
    assert visitor.says("Place of residence: Kraków.")
    assert str(visitor.app.header[0].value).endswith(" customers")
    visitor.choose("segmented_control", WHOM, "prospects")
    assert str(visitor.app.header[0].value) == f"{some} people"
    visitor.press("All rules")
    assert visitor.says("Registered, never bought")


def test_a_condition_that_nothing_is_known_for_says_so(visitor: Visitor) -> None:
    visitor.choose("segmented_control", WHOM, "customers")
    visitor.press("Add a condition")
    about = visitor.widget("selectbox", "About")
    about.select_index(about.options.index("Orders in a period"))
    visitor.run()
    visitor.choose("segmented_control", WHOM, "prospects")
    assert visitor.says("Until then the rule is for nobody.")
    assert visitor.says("is not known of people without an order.")


def test_a_list_passes_the_gate_like_any_other(
    visitor: Visitor, downloads: dict[str, bytes]
) -> None:
    visitor.press("Make a list of them")
    assert on_the_list(visitor) == f"{NEVER} people on this list"
    visitor.choose("radio", PURPOSE, "email")
    assert on_the_list(visitor) == "6 people on this list"
    table = list(downloads.values())[-1].decode()
    wanted = {email(person) for person in (60, 61, 66, 67, 72, 73)}
    rows = list(csv.DictReader(io.StringIO(table)))
    assert wanted == {cell for row in rows for cell in row.values() if "@" in cell}


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
def test_with_customers_together_and_where_they_meet(
    visitor: Visitor, downloads: dict[str, bytes]
) -> None:
    visitor.press("Make a list of them")
    downloads.clear()
    put(visitor, "rule 1", "all")
    assert on_the_list(visitor) == f"{PEOPLE + NEVER} people on this list"
    (workbook,) = (data for name, data in downloads.items() if "excel" not in name)
    spend, emails = Decimal(0), []
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[1:]:
        head, *rows = sheet.iter_rows(values_only=True)
        emails += [row[head.index("E-mail")] for row in rows]
        spend += sum(Decimal(str(row[head.index("Spend")] or 0)) for row in rows)
    assert sorted(emails) == sorted(email(person) for person in range(PEOPLE + NEVER))
    assert spend == revenue(orders())
    put(visitor, "groups 1", "rule 1")
    assert int(on_the_list(visitor).split()[0]) > NEVER
    visitor.choose("segmented_control", "How they go together", True)
    assert visitor.says("Choose at least one group, name or rule that holds somebody.")


@pytest.mark.parametrize(
    "files",
    [
        (("people.csv", as_csv(people(count=5))),),
        (("orders.csv", as_csv(orders(2))),),
    ],
    ids=["a list alone", "two customers"],
)
def test_all_customers_can_be_a_list_in_any_shop(files: tuple[tuple[str, bytes], ...]) -> None:
    visitor = Visitor()
    visitor.use(*files)
    visitor.open("lists")
    assert visitor.widget("multiselect", WHO).value == ["all"]
    size = 5 if "people" in files[0][0] else 2
    assert on_the_list(visitor) == f"{size} customers on this list"
    visitor.open("rules")
    visitor.press("New rule")
    assert not asks_whom(visitor)
    visitor.open("lists")
    put(visitor)
    visitor.run()
    assert visitor.says("Choose at least one group, name or rule that holds somebody.")


def test_birthdays_are_counted_from_the_day_a_list_tells() -> None:
    birthdays = (
        b"Email,Date of birth,Registered\na@x.pl,1990-07-01,2026-06-25\nb@x.pl,1991-12-03,\n"
    )
    visitor = Visitor()
    visitor.use(("people.csv", birthdays))
    visitor.open("rules")
    template = visitor.widget("selectbox", "Begin with a ready rule")
    template.select_index(template.options.index("Birthday in the next 30 days"))
    visitor.run()
    visitor.press("Take this rule")
    assert str(visitor.app.header[0].value) == "1 customer"

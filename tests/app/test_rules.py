"""Own rules: made, counted while they are made, kept, renamed, doubled, dropped."""

from __future__ import annotations

import re

import pytest

from tests.app.visitor import Visitor
from tests.made_exports import PEOPLE, as_csv, orders, people

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))


@pytest.fixture
def visitor() -> Visitor:
    """On the rules of a small shop."""
    made = Visitor()
    made.use(*FILES)
    made.open("rules")
    return made


def counted(visitor: Visitor) -> int:
    """The live count of the opened rule."""
    return int(re.sub(r"\D", "", str(visitor.app.header[0].value)))


def pick(visitor: Visitor, label: str, option: str, place: int = 0) -> None:
    """Choose the option that is shown as this English text."""
    widget = visitor.widget("selectbox", label, place)
    widget.select_index(widget.options.index(visitor.tr(option)))
    visitor.run()


def test_a_rule_is_made_counted_and_kept(visitor: Visitor) -> None:
    assert visitor.says("No rules yet.")
    visitor.press("New rule")
    assert visitor.says("Until then the rule is for nobody.")
    pick(visitor, "About", "Orders")
    visitor.app.number_input[0].set_value(1)
    visitor.run()
    everyone = counted(visitor)
    assert everyone == PEOPLE
    visitor.press("Add a condition")
    pick(visitor, "About", "Place of residence", 1)
    visitor.choose("multiselect", "Place of residence", ["Kraków"])
    some = counted(visitor)
    assert 0 < some < everyone
    assert visitor.says("At least 1 order and place of residence: Kraków.")
    visitor.choose("selectbox", "Customers of whom", "none")
    assert counted(visitor) == 0
    visitor.choose("selectbox", "Customers of whom", "any")
    assert counted(visitor) == everyone
    visitor.press("Remove", 0)
    assert counted(visitor) == some
    visitor.choose("text_input", "Name of the rule", "Krakowians *bold*")
    visitor.press("All rules")
    assert visitor.says("Krakowians *bold*")
    visitor.press("Duplicate")
    assert visitor.says("Krakowians *bold* (2)")
    assert len(visitor.app.dataframe[0].value) == 2
    visitor.open("groups")
    visitor.open("rules")
    visitor.press("Delete", 0)
    assert [visitor.says("Krakowians *bold* (2)"), len(visitor.buttons("Open"))] == [True, 1]
    visitor.press("Open")
    assert counted(visitor) == some


def test_what_was_bought_and_when(visitor: Visitor) -> None:
    visitor.press("New rule")
    pick(visitor, "About", "Orders in a period")
    assert counted(visitor) == PEOPLE
    pick(visitor, "What", "did not order")
    assert counted(visitor) == 0
    visitor.choose("selectbox", "When", "days")
    lately = counted(visitor)
    assert 0 < lately < PEOPLE
    visitor.press("Add a block")
    pick(visitor, "About", "Orders in a period", 1)
    visitor.choose("selectbox", "When", "days", 1)
    assert counted(visitor) == 0
    visitor.choose("segmented_control", "Blocks", "any")
    assert counted(visitor) == PEOPLE


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_the_rule_of_a_group_becomes_an_own_one(visitor: Visitor, code: str) -> None:
    visitor.speak(code)
    visitor.open("groups")
    visitor.press("Keep as my own rule")
    assert visitor.title == visitor.tr("Own rules")
    count = counted(visitor)
    assert count > 0
    visitor.press("All rules")
    assert len(visitor.buttons("Open")) == 1


def test_a_rule_becomes_a_list(visitor: Visitor) -> None:
    visitor.press("New rule")
    pick(visitor, "About", "Place of residence")
    visitor.choose("multiselect", "Place of residence", ["Kraków"])
    count = counted(visitor)
    visitor.press("Make a list of them")
    assert visitor.title == "Lists"
    assert visitor.widget("multiselect", "Who").value == ["rule 1"]
    assert str(visitor.app.header[0].value) == f"{count} customers on this list"


def test_a_rule_outlives_its_column(visitor: Visitor) -> None:
    visitor.press("New rule")
    pick(visitor, "About", "Shoe size")
    visitor.app.number_input[0].set_value(1)
    visitor.run()
    assert counted(visitor) > 0
    visitor.open("files")
    visitor.press("Take back", 1)
    visitor.open("rules")
    assert visitor.says("“{label}” is no longer in your data.", label="Shoe size")
    assert visitor.says("Until then the rule is for nobody.")


def test_a_ready_rule_is_taken_and_changed(visitor: Visitor) -> None:
    template = visitor.widget("selectbox", "Begin with a ready rule")
    template.select_index(template.options.index("Best customers"))
    visitor.run()
    assert visitor.says("Thank them, ask them, show them new things first.")
    assert visitor.says("About one customer in ten has spent as much.")
    visitor.press("Take this rule")
    before = counted(visitor)
    assert 0 < before < PEOPLE
    visitor.app.number_input[0].set_value(0.0)
    visitor.run()
    assert counted(visitor) > before


@pytest.mark.parametrize(("subject", "page"), [("Group", "groups"), ("When and how often", "rfm")])
def test_a_rule_can_ask_for_a_group_or_a_name_of_the_grid(
    visitor: Visitor, subject: str, page: str
) -> None:
    visitor.press("New rule")
    pick(visitor, "About", subject)
    chosen = visitor.widget("multiselect", subject)
    assert chosen.options
    assert all(not option.isdigit() and "_" not in option for option in chosen.options)
    chosen.set_value([chosen.options[0]])
    visitor.run()
    assert 0 < counted(visitor) < PEOPLE
    visitor.press("All rules")
    visitor.speak("pl")
    assert len(visitor.buttons("Open")) == 1
    assert not visitor.says("For nobody as it stands: open it to see what is missing.")

"""What changed since the last setting: said, undone, laid beside an earlier one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.shared import compute, session
from segmentation.saved import dump
from tests.app.visitor import Visitor
from tests.made_exports import as_csv, orders, people

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
UNDO = "Undo the last change"
PICK = "Compare with an earlier setting"


@pytest.fixture
def visitor() -> Visitor:
    """On the groups of a small shop."""
    made = Visitor()
    made.use(*FILES)
    return made


def number(visitor: Visitor) -> int:
    return int(visitor.widget("selectbox", "How many groups").value)


def chosen(visitor: Visitor) -> list[str]:
    return list(visitor.widget("multiselect", "Group by").value)


def captions(visitor: Visitor) -> list[str]:
    return [text for text in visitor.texts() if "moved" in text]


def test_nothing_is_said_before_anything_changed(visitor: Visitor) -> None:
    assert not visitor.buttons(UNDO) and not captions(visitor)
    assert not visitor.says("Two settings side by side")


def test_who_moved_is_said_and_undone(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["total_spend", "recency_days"])
    visitor.choose("selectbox", "How many groups", 3)
    three = visitor.groups()
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 2)
    two = visitor.groups()
    visitor.open("groups")
    # Two groups of twenty became one, which goes on as the first of them.
    said = captions(visitor)[0]
    assert said.startswith("20 customers moved from “")
    gone = [card.name for card in three if card.name not in [kept.name for kept in two]]
    assert any(f"“{name}”" in said for name in gone) and "No longer there: " in said
    visitor.press(UNDO)
    assert number(visitor) == 3
    assert not captions(visitor)
    assert visitor.groups() == three
    visitor.open("groups")
    visitor.press(UNDO)
    assert number(visitor) == 0 and chosen(visitor) == ["total_spend", "recency_days"]
    visitor.press(UNDO)
    assert set(chosen(visitor)) > {"total_spend", "recency_days"}
    assert not visitor.buttons(UNDO)


def test_two_settings_stand_side_by_side(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["total_spend", "recency_days"])
    visitor.choose("selectbox", "How many groups", 3)
    visitor.choose("selectbox", "How many groups", 2)
    assert visitor.widget("selectbox", PICK).options[:2] == [
        "3 groups by spend, days since last order",
        "As many groups as suit the data, by spend, days since last order",
    ]
    assert visitor.says("40 customers of 60 are in the same group in both.")
    listed = [text for text in visitor.texts() if text.startswith("- ")]
    assert [text.count("\n") + 1 for text in listed] == [3, 2]
    assert all("of revenue" in line for text in listed for line in text.split("\n"))
    visitor.press("Use this setting again")
    assert number(visitor) == 3
    # The setting left is the one to compare with now, and each stands there once.
    options = visitor.widget("selectbox", PICK).options
    assert options[0] == "2 groups by spend, days since last order"
    assert len(set(options)) == len(options) == 3


def test_at_most_ten_settings_are_kept(kept_shop: Path) -> None:
    visitor = Visitor()
    visitor.use(*FILES)
    earlier = tuple(session.Setting(("total_spend",), groups=2 + place) for place in range(10))
    kept = session.Choices(("total_spend", "recency_days"), groups=2, history=earlier)
    compute.shop().save_choice("choices", dump(kept) or "")
    visitor.open("personas")  # the controls of the page left forget what they showed
    visitor.open("groups")
    assert len(visitor.widget("selectbox", PICK).options) == 10
    visitor.choose("selectbox", "How many groups", 3)
    options = visitor.widget("selectbox", PICK).options
    assert len(options) == 10
    assert options[0] == "2 groups by spend, days since last order"
    assert options[-1] == "3 groups by spend"  # that of two was the oldest

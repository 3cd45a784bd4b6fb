"""When and how often: the grid, its steps and period, the owner's names, the lists."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from segmentation.language import CODES
from tests.app.conftest import leave
from tests.app.visitor import Visitor
from tests.made_exports import HOSTILE, PEOPLE, as_csv, hostile_files, orders, people

OWN_USE = (
    "The table is for your own use. To write to these people, make a list: it leaves out those "
    "who did not agree and those you leave out."
)
FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
CHOICE = "Choose a group or a field"
ON = "Make a list for e-mails, texts or ads"
HANDED = {
    "loyal": "When and how often: Loyal",
    "1-1": "When and how often: Hibernating: days 181+, orders 1",
}


def opened(locale: str = "en", *files: tuple[str, bytes]) -> Visitor:
    visitor = Visitor(locale)
    visitor.use(*(files or FILES))
    visitor.open("rfm")
    return visitor


def sizes(visitor: Visitor) -> dict[str, int]:
    """How many customers each name has, by its words."""
    shown = visitor.app.dataframe[-1].value
    return dict(
        zip(shown[visitor.tr("Group")], shown[visitor.tr("Customers")].tolist(), strict=True)
    )


def listed(downloads: dict[str, bytes], delimiter: str = ",") -> list[dict[str, str]]:
    (text,) = [data for name, data in downloads.items() if name.startswith("segment-")]
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.parametrize("code", CODES)
def test_grid_adds_up_and_its_list_is_downloaded(code: str, downloads: dict[str, bytes]) -> None:
    visitor = opened(code)
    assert visitor.title == visitor.tr("When and how often they buy")
    # Sixty people: twenty are regulars of today, twenty bought twice, twenty once and long ago.
    # With two steps each way the line is at 180 days and at two orders.
    assert sizes(visitor) == {
        visitor.tr("Loyal"): 40, visitor.tr("New customers"): 0,
        visitor.tr("At risk"): 0, visitor.tr("Hibernating"): 20,
    }  # fmt: skip
    assert visitor.says("Until then the days are a rule of thumb.")
    visitor.choose("selectbox", CHOICE, "hibernating")
    assert visitor.says(OWN_USE)
    emails = [row[visitor.tr("E-mail")] for row in listed(downloads, "," if code == "en" else ";")]
    late = {row["Email"] for place, row in enumerate(people()) if place % 3 == 2}
    assert sorted(emails) == sorted(late) and emails


def test_pressed_field_is_listed(downloads: dict[str, bytes]) -> None:
    visitor = opened()
    pressed = {"selection": {"field": [{"recency": 1, "frequency": 1}]}}
    visitor.app.session_state["rfm grid "] = pressed
    visitor.run()
    assert visitor.widget("selectbox", CHOICE).value == "1-1"
    assert len(listed(downloads)) == 20
    assert {row["RFM"][:2] for row in listed(downloads)} == {"11"}


@pytest.mark.parametrize(("chosen", "size"), [("loyal", 40), ("1-1", 20)])
def test_name_or_field_is_taken_on_to_the_lists(chosen: str, size: int) -> None:
    visitor = opened()
    # People without an order in these months are customers all the same.
    visitor.choose("selectbox", "Which orders count", 12)
    visitor.choose("selectbox", CHOICE, chosen)
    said = visitor.app.header[-1].value
    visitor.press(ON)
    assert visitor.title == "Lists"
    assert visitor.app.header[0].value == said == f"{size} customers on this list"
    who = visitor.widget("multiselect", "Who")
    assert who.value == [f"rfm {chosen}"]
    (shown,) = [words for words in who.options if words.startswith(HANDED[chosen])]
    visitor.choose("radio", "What is it for", "email")
    fewer = visitor.app.header[0].value
    visitor.speak("pl")
    visitor.open("groups")
    visitor.open("lists")
    visitor.speak("en")
    assert visitor.widget("multiselect", "Who").value == [f"rfm {chosen}"]
    assert visitor.app.header[0].value == fewer != said
    visitor.choose("multiselect", "Who", ["rfm loyal"])
    assert shown in visitor.widget("multiselect", "Who").options  # it can be chosen again


def test_a_field_that_is_no_more_is_not_offered() -> None:
    visitor = opened()
    visitor.choose("selectbox", "How many steps each way", 3)
    visitor.choose("selectbox", CHOICE, "3-3")
    visitor.press(ON)
    assert visitor.widget("multiselect", "Who").value == ["rfm 3-3"]
    visitor.open("rfm")
    visitor.choose("selectbox", "How many steps each way", 2)
    visitor.open("lists")
    who = visitor.widget("multiselect", "Who")
    assert "rfm 3-3" not in who.value and not [one for one in who.options if "days" in one]


def test_field_outlasts_the_language() -> None:
    visitor = opened()
    visitor.choose("selectbox", CHOICE, "1-1")
    for code in ("pl", "ru", "en"):
        visitor.speak(code)
        assert visitor.widget("selectbox", CHOICE).value == "1-1"
    visitor.choose("selectbox", CHOICE, "")
    visitor.speak("pl")
    assert visitor.widget("selectbox", CHOICE).value == ""


def test_steps_are_changed_with_counts_at_hand() -> None:
    visitor = opened()
    visitor.choose("selectbox", "How many steps each way", 3)
    assert visitor.says("| 0–90 | 40 |")
    visitor.choose("selectbox", "Steps by", "own")
    visitor.choose("number_input", "Step 1, up to days", 20)
    assert visitor.says("| 0–20 | 20 |")
    assert visitor.says("| 21–180 | 20 |")
    assert sizes(visitor)["Champions"] == 20
    visitor.choose("number_input", "Step 2, up to days", 5)
    assert visitor.says("Each step must begin above the one before.")
    assert visitor.says("| 21–180 | 20 |")


def test_period_and_names_are_kept_and_say_who_is_left_out(kept_shop: Path) -> None:
    visitor = opened()
    visitor.choose("selectbox", "Which orders count", 6)
    assert visitor.says("20 more have no order in this period.")
    assert sum(sizes(visitor).values()) == PEOPLE - 20
    visitor.choose("selectbox", CHOICE, "loyal")
    visitor.choose("text_input", "Name of this group", "Friends of *ours*")
    assert "Friends of *ours*" in sizes(visitor)
    leave()
    again = Visitor("pl")
    again.open("rfm")
    assert again.widget("selectbox", "Which orders count").value == 6
    assert sizes(again)["Friends of *ours*"] == 40
    again.speak("en")
    assert sizes(again)["Friends of *ours*"] == 40


def test_period_without_orders_is_said_and_can_be_left() -> None:
    visitor = opened()
    day = visitor.widget("date_input", "Counted to the day")
    first = day.min
    day.set_value(first)
    visitor.run()
    visitor.choose("selectbox", "Which orders count", -1)
    since = visitor.widget("date_input", "From the day")
    since.set_value(since.max)
    visitor.run()
    assert visitor.says("There are no orders in this period. Choose a longer one.")
    visitor.choose("selectbox", "Which orders count", 0)
    assert sum(sizes(visitor).values()) >= 1


def test_scores_of_a_file_are_taken_and_turned() -> None:
    scores = [row | {"R": str((1, 3, 3)[place % 3]), "F": str(1 + place % 2)}
              for place, row in enumerate(people())]  # fmt: skip
    visitor = opened("en", FILES[0], ("people.csv", as_csv(scores)))
    visitor.choose("toggle", "Take the scores of your file", True)
    # Regulars have R 1, the others 3: there 1 is the best, and the orders show it.
    assert visitor.says("Column “{column}”: {best} is the best, as your orders show.",
                        column="R", best=1)  # fmt: skip
    assert sizes(visitor)["New customers"] == 10
    visitor.choose("toggle", "Last order: 1 is the best", False)
    assert visitor.says("Column “{column}”: {best} is taken for the best. Turn it if your file "
                        "counts the other way.", column="R", best=3)  # fmt: skip
    assert sizes(visitor)["New customers"] == 20
    assert sum(sizes(visitor).values()) == PEOPLE


def test_list_without_orders_shows_the_way() -> None:
    visitor = opened("en", FILES[1])
    assert visitor.says("Your files do not say when and how often anybody bought.")
    assert not visitor.app.get("vega_lite_chart")


def test_hostile_names_stay_words() -> None:
    visitor = opened("en", *hostile_files())
    visitor.choose("selectbox", CHOICE, "loyal")
    visitor.choose("text_input", "Name of this group", HOSTILE[0])
    for text in visitor.markdown():
        assert HOSTILE[0] not in text
    assert HOSTILE[0] in sizes(visitor)

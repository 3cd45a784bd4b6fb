"""Tuning: each choice changes the answer at once, and stays chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pages.shared import compute
from tests.app.conftest import leave
from tests.app.visitor import Card, Visitor
from tests.made_exports import HOSTILE, as_csv, hostile_files, orders, people
from tests.verdict_shops import with_groups, without_groups

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))


@pytest.fixture
def visitor() -> Visitor:
    """On the groups of a small shop."""
    made = Visitor()
    made.use(*FILES)
    return made


def sizes(visitor: Visitor) -> list[int]:
    """How large the groups are; ends on the personas."""
    return sorted(card.customers for card in visitor.groups())


def variables(visitor: Visitor) -> list[str]:
    return list(visitor.widget("multiselect", "Group by").value)


def test_other_variables_give_other_groups(visitor: Visitor) -> None:
    before = visitor.app.get("vega_lite_chart")[0].proto.spec
    visitor.choose("multiselect", "Group by", ["location"])
    visitor.choose("selectbox", "How many groups", 3)
    assert visitor.app.get("vega_lite_chart")[0].proto.spec != before
    cities = [card.name for card in visitor.groups()]
    assert len(cities) == 3
    assert all(any(city in name for name in cities) for city in ("Lublin", "Kraków", "Łódź"))


def test_number_of_groups_is_obeyed(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["total_spend", "recency_days", "Shoe size"])
    for number in (2, 5):
        visitor.open("groups")
        visitor.choose("selectbox", "How many groups", number)
        assert len(sizes(visitor)) == number
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 0)
    assert 2 <= len(sizes(visitor)) <= 8


def test_weight_changes_the_answer(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["recency_days", "Shoe size"])
    visitor.choose("selectbox", "How many groups", 4)
    before = sizes(visitor)
    visitor.open("groups")
    visitor.choose("select_slider", "Shoe size", "more")
    visitor.choose("select_slider", "Days since last order", "less")
    assert sizes(visitor) != before


def test_nothing_chosen_is_what_suits(visitor: Visitor) -> None:
    usual = variables(visitor)
    visitor.choose("multiselect", "Group by", [])
    assert visitor.says("Nothing chosen: what suits your data is used.")
    visitor.open("personas")
    visitor.open("groups")
    assert variables(visitor) == usual


def tune(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["frequency", "Shoe size"])
    visitor.choose("selectbox", "How many groups", 4)
    visitor.choose("select_slider", "Shoe size", "more")


def tuning(visitor: Visitor) -> tuple[list[str], int, str]:
    visitor.open("groups")
    weight = visitor.widget("select_slider", "Shoe size").value
    return variables(visitor), visitor.widget("selectbox", "How many groups").value, weight


def test_choices_stay_from_page_to_page(visitor: Visitor) -> None:
    tune(visitor)
    chosen = tuning(visitor)
    assert chosen == (["frequency", "Shoe size"], 4, "more")
    for page in ("personas", "lists", "customers", "files"):
        visitor.open(page)
    assert tuning(visitor) == chosen
    visitor.speak("pl")
    assert (variables(visitor), visitor.widget("selectbox", "How many groups").value) == chosen[:2]
    assert visitor.widget("select_slider", "Shoe size").value == "more"


@pytest.mark.parametrize("restart", [False, True], ids=["reload", "restart"])
def test_choices_stay_with_a_kept_shop(kept_shop: Path, restart: bool) -> None:
    first = Visitor()
    first.use(*FILES)
    tune(first)
    groups = first.groups()
    if restart:
        leave()
    second = Visitor()
    assert tuning(second) == (["frequency", "Shoe size"], 4, "more")
    assert second.groups() == groups


def rename(visitor: Visitor, place: int, name: str) -> None:
    """Rename a group on the personas."""
    visitor.press("Edit", place)
    visitor.widget("text_input", "Name of this group").set_value(name)
    visitor.press("Save")


def colors(visitor: Visitor) -> list[str]:
    """The color of each card on the personas."""
    return re.findall(r'class="persona" style="--color:(#\w+)', visitor.html())


def test_given_name_is_shown_everywhere_and_taken_back(visitor: Visitor) -> None:
    suggested = visitor.groups()[1].name
    rename(visitor, 1, "  My   best ")
    assert visitor.cards()[1].name == "My best"
    visitor.open("groups")
    assert visitor.groups()[1].name == "My best"
    visitor.open("lists")
    assert "Group: My best" in visitor.widget("multiselect", "Who").options
    visitor.speak("ru")
    assert visitor.groups()[1].name == "My best"
    visitor.speak("en")
    rename(visitor, 1, "")
    assert visitor.cards()[1].name == suggested


def in_three(visitor: Visitor) -> dict[Card, str]:
    """Three groups, in display order, and their colors; ends on the personas."""
    visitor.choose("multiselect", "Group by", ["total_spend", "recency_days"])
    visitor.choose("selectbox", "How many groups", 3)
    return dict(zip(visitor.groups(), colors(visitor), strict=True))


def test_same_people_keep_name_and_color_after_a_change(visitor: Visitor) -> None:
    before = in_three(visitor)
    last, color = list(before.items())[2]
    rename(visitor, 2, "Neighbors")
    mine = Card("Neighbors", last.customers)
    # The other two become one group, so that the third is the second now.
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 2)
    after = dict(zip(visitor.groups(), colors(visitor), strict=True))
    assert list(after)[1] == mine and after[mine] == color
    assert len(set(after.values())) == 2
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 3)
    again = dict(zip(visitor.groups(), colors(visitor), strict=True))
    assert again == {mine if card == last else card: its for card, its in before.items()}


def test_other_groups_do_not_get_a_given_name(visitor: Visitor) -> None:
    in_three(visitor)
    rename(visitor, 0, "Neighbors")
    before = visitor.cards()
    visitor.open("groups")
    visitor.choose("multiselect", "Group by", ["Shoe size"])
    visitor.choose("selectbox", "How many groups", 2)
    assert "Neighbors" not in [card.name for card in visitor.groups()]
    visitor.open("groups")
    in_three(visitor)
    # A suggested name may be another than on the way here: it, too, follows what went before.
    assert [card.customers for card in visitor.cards()] == [card.customers for card in before]
    assert visitor.cards()[0] == before[0]


def test_next_export_leaves_name_and_color_with_the_people() -> None:
    rows = orders()
    visitor = Visitor()
    visitor.use(("spring.csv", as_csv(rows[:-30])), FILES[1])
    color = list(in_three(visitor).values())[1]
    rename(visitor, 1, "Neighbors")
    visitor.open("files")
    visitor.use(("summer.csv", as_csv(rows[-30:])))
    place = [card.name for card in visitor.groups()].index("Neighbors")
    assert colors(visitor)[place] == color


def test_choices_kept_by_an_older_version_are_read(kept_shop: Path) -> None:
    first = Visitor()
    first.use(*FILES)
    shop = compute.shop()
    shop.save_choice("choices", '{"groups": 2, "names": [{"grouping": "x", "segment_id": "1", '
                     '"name": "Mine"}]}')  # fmt: skip
    leave()
    assert len(Visitor().groups()) == 2


def test_given_name_is_kept_with_the_shop(kept_shop: Path) -> None:
    first = Visitor()
    first.use(*FILES)
    first.open("personas")
    rename(first, 0, "Stali")
    leave()
    assert Visitor().groups()[0].name == "Stali"


def test_what_cannot_be_used_is_said_with_its_reason() -> None:
    rows = [row | {"Country": "Poland"} for row in people()]
    visitor = Visitor()
    visitor.use(FILES[0], ("people.csv", as_csv(rows)))
    assert visitor.says("Not offered, and why")
    assert "Country: This is the same for everyone." in visitor.texts()


def test_clear_groups_are_said_to_be_clear() -> None:
    visitor = Visitor()
    visitor.use(*with_groups())
    assert visitor.says("Clear groups")
    assert visitor.says("3 groups suit your data.")
    assert sum("re-runs." in text for text in visitor.texts()) == 3
    assert any("This is true of" in text for text in visitor.texts())


def test_number_that_suits_less_is_shown_and_said_so() -> None:
    visitor = Visitor()
    visitor.use(*with_groups())
    visitor.choose("selectbox", "How many groups", 5)
    assert any("3 groups suit your data better than 5." in text for text in visitor.texts())
    assert len(sizes(visitor)) == 5


def test_no_groups_are_claimed_where_there_are_none() -> None:
    visitor = Visitor()
    visitor.use(*without_groups())
    assert visitor.says("No clear groups")
    assert any("a useful split by how much and how recently" in text for text in visitor.texts())
    assert visitor.says("No number of groups stands out in your data.")
    assert not any("re-run" in text for text in visitor.texts())
    visitor.choose("selectbox", "How many groups", 3)
    assert visitor.says("No clear groups")
    assert any("Here are 3 groups as you asked" in text for text in visitor.texts())


@pytest.mark.parametrize(
    ("customers", "words"), [(40, "Little is known with 40"), (20, "With 20 customers it is too")]
)
def test_small_shops(customers: int, words: str) -> None:
    visitor = Visitor()
    visitor.use(*with_groups(customers))
    assert any(words in text for text in visitor.texts())
    assert 2 <= len(sizes(visitor)) <= 3


def test_other_way_gives_no_verdict(visitor: Visitor) -> None:
    visitor.choose("radio", "Way of grouping", "kmeans")
    assert visitor.says("Not judged")
    visitor.open("files")
    visitor.open("groups")
    assert visitor.widget("radio", "Way of grouping").value == "kmeans"
    visitor.choose("radio", "Way of grouping", "mixture")
    assert not visitor.says("Not judged")


def test_smallest_group_is_obeyed(visitor: Visitor) -> None:
    assert min(sizes(visitor)) == 20
    visitor.open("groups")
    assert visitor.says("Clear groups")
    visitor.choose("number_input", "Smallest group, in customers", 25)
    assert visitor.says("No clear groups")
    visitor.choose("number_input", "Smallest group, in customers", 20)
    assert visitor.says("Clear groups")


def test_variable_that_is_off_has_no_say(visitor: Visitor) -> None:
    visitor.choose("multiselect", "Group by", ["total_spend", "recency_days", "location"])
    visitor.choose("selectbox", "How many groups", 3)
    for label in ("Spend", "Days since last order"):
        visitor.choose("select_slider", label, "off")
    cities = [card.name for card in visitor.groups()]
    assert all(any(city in name for name in cities) for city in ("Lublin", "Kraków", "Łódź"))
    visitor.open("groups")
    visitor.choose("select_slider", "Place of residence", "off")
    assert not visitor.says("Who is in each group")


def test_doubts_stand_beside_what_is_chosen(visitor: Visitor) -> None:
    doubt = "Spend is the number of orders times the average order."
    assert not any(doubt in text for text in visitor.texts())
    visitor.choose("multiselect", "Group by", ["total_spend", "frequency", "monetary_value"])
    assert any(doubt in text for text in visitor.texts())


def test_customer_is_looked_up_with_what_speaks_for_its_group() -> None:
    visitor = Visitor()
    visitor.use(*with_groups())
    visitor.choose("text_input", "Look somebody up", "person17@")
    assert visitor.says("What speaks for this group")
    assert "Person 17, person17@example.com" in visitor.texts()
    assert any("99% sure" in text for text in visitor.texts())
    visitor.choose("text_input", "Look somebody up", "nobody of that name")
    assert visitor.says("Nobody found. Try a part of the name or of the e-mail.")


def test_hostile_names_are_shown_letter_by_letter() -> None:
    visitor = Visitor()
    visitor.use(*hostile_files())
    visitor.choose("text_input", "Look somebody up", "person1@")
    assert visitor.says("What speaks for this group")
    assert any(HOSTILE[1] in text for text in visitor.texts())
    assert not any("[x](javascript" in text for text in visitor.markdown())


def test_those_between_groups_can_be_downloaded() -> None:
    visitor = Visitor()
    visitor.use(*with_groups(240, 0.9))
    between = [one.value for one in visitor.app.dataframe if "Next group" in one.value.columns]
    assert len(between) == 1
    assert between[0]["How sure"].max() < 0.8
    assert between[0]["How sure"].is_monotonic_increasing
    assert (between[0]["Group"] != between[0]["Next group"]).all()
    assert len(visitor.app.get("download_button")) == 1

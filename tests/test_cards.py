"""Drawing persona cards: safe whatever names hold, and their buttons do what they say."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.cards import STYLE, card_html
from segmentation.language import Language
from segmentation.naming import SEPARATOR
from segmentation.palette import segment_color
from segmentation.personas import PersonaCard, persona_cards
from tests.example_profiles import list_shop, pet_shop

ENGLISH = Language("en")
HOSTILE = "<img src=x onerror=alert(1)></style><script>\"'&"


class Outline(HTMLParser):
    """The tags of a piece of HTML, whether they close in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.balanced = True
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"


def cards(currency: str = "PLN") -> tuple[PersonaCard, ...]:
    return persona_cards(pet_shop(), ENGLISH, currency, {})


def test_how_sure_a_group_is_stands_on_its_card() -> None:
    line = "How sure: 93% of them fit this group without doubt"
    assert line in Outline(card_html(cards()[0], ENGLISH, False, "", line)).text
    assert "persona-sure" not in card_html(cards()[0], ENGLISH, False)
    assert "<img src=x" not in card_html(cards()[0], ENGLISH, False, "", HOSTILE)


@pytest.mark.parametrize(("index", "dark"), list(product(range(5), (False, True))))
def test_card_is_whole(index: int, dark: bool) -> None:
    outline = Outline(card_html(cards()[index], ENGLISH, dark))
    assert outline.balanced and outline.open == []
    assert outline.tags.count("h2") == outline.tags.count("img") == 1
    assert "None" not in outline.text and "nan" not in outline.text


def test_card_shows_its_numbers_bars_and_advice() -> None:
    text = Outline(card_html(cards()[0], ENGLISH, False)).text
    for expected in (
        "335", "22% of customers", "431,815\u00a0zł", "65% of revenue", "1,289\u00a0zł",
        "+190% vs. average",
        "How often", "8.2 orders", "all: 3.1", "high", "Sets them apart",
        "How to talk", "Where", "What to offer", "calculated", "rule of thumb",
        "Agreed to e-mail: 62% of this group",
    ):  # fmt: skip
        assert f"{expected}\n" in text
    assert "−39% vs. average" in Outline(card_html(cards()[1], ENGLISH, False)).text


def test_average_spend_is_said_in_words() -> None:
    card = replace(cards()[0], per_customer_vs_average=0.004)
    assert "like the average" in Outline(card_html(card, ENGLISH, False)).text


def test_parts_that_are_missing_leave_no_heading() -> None:
    text = Outline(card_html(cards()[4], ENGLISH, False)).text
    for heading in ("Sets them apart", "How to talk", "Where", "What to offer"):
        assert heading not in text
    listed = persona_cards(list_shop(), ENGLISH, "", {})[0]
    text = Outline(card_html(listed, ENGLISH, False)).text
    assert "Customers" in text and "Revenue" not in text and "Per customer" not in text


def test_hostile_texts_stay_text() -> None:
    card = cards()[0]
    plain = Outline(card_html(card, ENGLISH, False)).tags
    hostile = replace(
        card,
        name=HOSTILE,
        tagline=SEPARATOR.join([HOSTILE] * 3),
        portrait_alt=HOSTILE,
        facts=(HOSTILE,) * len(card.facts),
        bars=tuple(
            replace(bar, label=HOSTILE, word=HOSTILE, shown=HOSTILE, average=HOSTILE)
            for bar in card.bars
        ),
        advice=tuple(replace(line, text=HOSTILE, because=HOSTILE) for line in card.advice),
        currency=HOSTILE,
    )
    outline = Outline(card_html(hostile, ENGLISH, False, HOSTILE))
    assert outline.tags == plain
    assert outline.balanced
    assert HOSTILE in outline.text


def test_style_is_self_contained() -> None:
    assert "url(" not in STYLE and "@import" not in STYLE and "<" not in STYLE


def app() -> None:
    import streamlit as st

    from pages.shared.cards import draw_cards
    from segmentation.language import Language
    from segmentation.personas import persona_cards
    from tests.example_profiles import pet_shop

    given = st.session_state.setdefault("given", {})
    language = Language("en")
    with_buttons = not st.session_state.get("plain", False)
    draw_cards(
        persona_cards(pet_shop(), language, "PLN", given),
        language,
        False,
        on_rename=given.__setitem__ if with_buttons else None,
        on_list=(lambda id_: st.session_state.update(wanted=id_)) if with_buttons else None,
    )


def run() -> AppTest:
    at = AppTest.from_function(app, default_timeout=30).run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


def test_list_button_names_its_segment() -> None:
    at = run()
    at.button(key="persona-list-3").click().run()
    assert at.session_state["wanted"] == "3"


def test_renaming_and_back_to_the_suggested_name() -> None:
    at = run()
    assert "Use the suggested name" not in labels(at)
    at.text_input[1].input("  Our   <b>young</b> ones ")
    save = [button for button in at.button if button.label == "Save name"][1]
    save.click().run()
    assert at.session_state["given"] == {"2": "Our <b>young</b> ones"}
    assert "Our &lt;b&gt;young&lt;/b&gt; ones" in html(at)
    assert at.text_input[1].value == ""
    reset = [button for button in at.button if button.label == "Use the suggested name"]
    assert len(reset) == 1
    reset[0].click().run()
    assert at.session_state["given"] == {"2": ""}
    assert "New customers" in html(at)


def test_an_empty_name_changes_nothing() -> None:
    at = run()
    next(button for button in at.button if button.label == "Save name").click().run()
    assert at.session_state["given"] == {}


def test_without_callbacks_there_are_no_buttons() -> None:
    at = AppTest.from_function(app, default_timeout=30)
    at.session_state["plain"] = True
    at.run()
    assert not at.exception
    assert labels(at) == [] and len(at.text_input) == 0
    assert "Regular customers" in html(at)


def test_cards_take_the_colors_of_their_slots_and_earlier_names() -> None:
    slots, earlier = (3, 0, 1, 7, 2), {"1": ("Regular customers",)}
    made = persona_cards(pet_shop(), ENGLISH, "PLN", {}, False, earlier, slots)
    assert [card.color for card in made] == list(slots)
    for card, slot in zip(made, slots, strict=True):
        assert f"--color:{segment_color(slot)}" in card_html(card, ENGLISH, False)
        assert segment_color(slot) in card.portrait
    assert made[0].name == "Regular customers"
    assert persona_cards(pet_shop(), ENGLISH, "PLN", {})[0].name != "Regular customers"

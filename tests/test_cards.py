"""Drawing persona cards: safe whatever names hold, and their buttons do what they say."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.cards import card_html
from pages.shared.persona_style import STYLE
from segmentation.edits import NO_EDITS, PersonaEdits
from segmentation.language import Language
from segmentation.naming import SEPARATOR
from segmentation.palette import segment_color
from segmentation.persona_book import Persona
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


def text_of(card: PersonaCard, sure: str = "", edits: PersonaEdits = NO_EDITS) -> str:
    return Outline(html_of(card, sure, edits)).text


def html_of(
    card: PersonaCard, sure: str = "", edits: PersonaEdits = NO_EDITS, dark: bool = False
) -> str:
    return card_html(Persona(card, sure, edits=edits), ENGLISH, dark)


def test_how_sure_a_group_is_stands_on_its_card() -> None:
    line = "How sure: 93% of them fit this group without doubt"
    assert line in text_of(cards()[0], line)
    assert "persona-sure" not in html_of(cards()[0])


def test_motto_stands_in_place_of_the_tagline() -> None:
    card = cards()[0]
    assert "last order 12 days ago" in text_of(card)
    own = text_of(card, edits=PersonaEdits("Cats come first"))
    assert "Cats come first" in own and "last order 12 days ago" not in own


@pytest.mark.parametrize(("index", "dark"), list(product(range(5), (False, True))))
def test_card_is_whole(index: int, dark: bool) -> None:
    outline = Outline(html_of(cards()[index], dark=dark))
    assert outline.balanced and outline.open == []
    assert outline.tags.count("h2") == outline.tags.count("img") == 1
    assert "None" not in outline.text and "nan" not in outline.text


def test_card_shows_its_numbers_bars_and_advice() -> None:
    text = text_of(cards()[0])
    for expected in (
        "335", "22% of customers", "431,815\u00a0zł", "65% of revenue", "1,289\u00a0zł",
        "shop average: 444\u00a0zł (+190%)",
        "How often", "8.2 orders", "usually 3.1", "high", "Sets them apart",
        "What to do", "Where:", "What to offer:",
    ):  # fmt: skip
        assert f"{expected}\n" in text
    assert "shop average: 444\u00a0zł (−39%)" in text_of(cards()[1])


def test_card_says_the_first_thing_to_do_and_leaves_the_rest_to_the_whole_view() -> None:
    card = cards()[0]
    text = text_of(card)
    for topic in ("where", "offer"):
        first, *others = [line.text for line in card.advice if line.topic == topic]
        assert first in text and others and not any(line in text for line in others)
    assert not any(line.text in text for line in card.advice if line.topic == "talk")


def test_average_spend_is_said_in_words() -> None:
    card = replace(cards()[0], average=cards()[0].per_customer / 1.004)
    assert "like the shop average" in text_of(card)


def test_parts_that_are_missing_leave_no_heading() -> None:
    text = text_of(cards()[4])
    for heading in ("Sets them apart", "What to do", "Where", "What to offer"):
        assert heading not in text
    listed = persona_cards(list_shop(), ENGLISH, "", {})[0]
    text = text_of(listed)
    assert "Customers" in text and "Revenue" not in text and "Per customer" not in text


def test_of_a_very_small_group_the_size_alone_is_drawn() -> None:
    small = cards()[4]
    assert small.customers == 4 and small.has_revenue and small.revenue
    text = text_of(small)
    assert "4\n" in text and "<1% of customers\n" in text
    for told in ("Revenue", "Per customer", "320", "80\u00a0zł", "vs. average"):
        assert told not in text


def test_hostile_texts_stay_text() -> None:
    card = cards()[0]
    plain = Outline(html_of(card, HOSTILE, PersonaEdits(HOSTILE))).tags
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
    outline = Outline(
        card_html(Persona(hostile, HOSTILE, edits=PersonaEdits(HOSTILE)), ENGLISH, False, HOSTILE)
    )
    assert outline.tags == plain
    assert outline.balanced
    assert HOSTILE in outline.text


def test_style_is_self_contained() -> None:
    assert "url(" not in STYLE and "@import" not in STYLE and "<" not in STYLE


def app() -> None:
    import streamlit as st

    from pages.shared.cards import draw_cards
    from segmentation.language import Language
    from segmentation.persona_book import Persona
    from segmentation.personas import persona_cards
    from tests.example_profiles import pet_shop

    language = Language("en")
    personas = [Persona(card) for card in persona_cards(pet_shop(), language, "PLN", {})]

    def press(what: str) -> object:
        return lambda id_: st.session_state.update({what: id_})

    if st.session_state.get("plain", False):
        draw_cards(personas, language, False)
    else:
        draw_cards(
            personas,
            language,
            False,
            on_open=press("opened"),  # type: ignore[arg-type]
            on_list=press("listed"),  # type: ignore[arg-type]
            on_edit=press("edited"),  # type: ignore[arg-type]
        )


def run() -> AppTest:
    at = AppTest.from_function(app, default_timeout=30).run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def html(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize(
    ("button", "what"), [("open", "opened"), ("list", "listed"), ("edit", "edited")]
)
def test_buttons_name_their_segment(button: str, what: str) -> None:
    at = run()
    at.button(key=f"persona-{button}-3").click().run()
    assert at.session_state[what] == "3"


def test_without_callbacks_there_are_no_buttons() -> None:
    at = AppTest.from_function(app, default_timeout=30)
    at.session_state["plain"] = True
    at.run()
    assert not at.exception
    assert labels(at) == []
    assert "Regular customers" in html(at)


def test_cards_take_the_colors_of_their_slots_and_earlier_names() -> None:
    slots, earlier = (3, 0, 1, 7, 2), {"1": ("Regular customers",)}
    made = persona_cards(pet_shop(), ENGLISH, "PLN", {}, False, earlier, slots)
    assert [card.color for card in made] == list(slots)
    for card, slot in zip(made, slots, strict=True):
        assert f"--color:{segment_color(slot)}" in html_of(card)
        assert segment_color(slot) in card.portrait
    assert made[0].name == "Regular customers"
    assert persona_cards(pet_shop(), ENGLISH, "PLN", {})[0].name != "Regular customers"

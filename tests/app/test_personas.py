"""The personas page: cards, one whole, two side by side, and what the owner writes."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from pages.shared import session
from segmentation.edits import PersonaEdits
from segmentation.following import Remembered
from segmentation.language import NO_BREAK_SPACE
from segmentation.portraits import PORTRAIT
from tests.app.conftest import leave
from tests.app.visitor import Visitor
from tests.made_exports import HOSTILE
from tests.verdict_shops import with_groups

HERO = '<div class="persona-hero">'


@pytest.fixture
def visitor() -> Visitor:
    """On the personas of a small shop of three groups."""
    made = Visitor()
    made.use(*with_groups(60))
    made.open("personas")
    return made


def write(visitor: Visitor, place: int = 0, **texts: str) -> None:
    """Edit the persona at a place of the cards; the texts go by the English labels."""
    visitor.press("Edit", place)
    for label, text in texts.items():
        kind = "text_area" if label in ("notes", "do", "dont") else "text_input"
        visitor.widget(kind, LABELS[label]).set_value(text)
    visitor.press("Save")


LABELS = {
    "name": "Name of this group",
    "motto": "Motto: this persona in one line",
    "notes": "Your notes",
    "do": "Do",
    "dont": "Don't",
}
WORDS = {
    "motto": "Cats come first",
    "notes": "They ask\ntwice",
    "do": "Write\nCall",
    "dont": "Push",
}


def named(visitor: Visitor) -> str:
    """The name at the top of the whole view."""
    (name,) = headings(visitor)
    return name


def headings(visitor: Visitor) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", visitor.html())
    return [unescape(name).replace(NO_BREAK_SPACE, " ") for name in found]


def test_a_card_opens_and_the_way_leads_on_and_back(visitor: Visitor) -> None:
    names = [card.name for card in visitor.cards()]
    visitor.press("Open", 1)
    assert HERO in visitor.html() and visitor.cards() == []
    assert visitor.app.query_params["persona"] == "2"
    assert named(visitor) == names[1]
    visitor.press("Next")
    assert named(visitor) == names[2]
    visitor.press("Next")
    assert named(visitor) == names[0]
    visitor.press("Previous")
    assert visitor.app.query_params["persona"] == "3"
    visitor.press("All personas")
    assert [card.name for card in visitor.cards()] == names
    assert "persona" not in visitor.app.query_params


def test_whole_view_has_all_advice_with_what_it_rests_on(visitor: Visitor) -> None:
    visitor.press("Open")
    assert visitor.says("What to do")
    for label in ("How to talk", "What to offer"):
        assert f"<h4>{label}</h4>" in visitor.html()
    assert 'class="persona-basis calculated"' in visitor.html()


def test_persona_that_is_gone_is_all_personas(visitor: Visitor) -> None:
    visitor.press("Open", 2)
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 2)
    visitor.app.query_params["persona"] = "3"
    visitor.open("personas")
    assert len(visitor.cards()) == 2


def test_two_are_compared_and_others_chosen(visitor: Visitor) -> None:
    names = [card.name for card in visitor.cards()]
    visitor.press("Compare two")
    assert headings(visitor) == names[:2]
    assert visitor.app.query_params["compare"] == "1-2"
    visitor.choose("selectbox", "Second persona", "3")
    assert visitor.app.query_params["compare"] == "1-3"
    assert headings(visitor) == [names[0], names[2]]
    visitor.press("All personas")
    visitor.press("Open", 2)
    visitor.press("Compare")
    assert visitor.app.query_params["compare"] == "3-1"


def test_each_persona_has_words_of_its_own(visitor: Visitor) -> None:
    write(visitor, 0, **WORDS)
    visitor.press("Edit", 0)
    visitor.press("Edit", 1)
    assert visitor.widget("text_input", LABELS["motto"]).value == ""
    assert visitor.widget("text_area", LABELS["do"]).value == ""
    visitor.press("Save")
    assert visitor.html().count("Cats come first") == 1


def test_what_the_owner_writes_is_shown_and_kept(visitor: Visitor) -> None:
    write(visitor, 1, name="  My   best ", **WORDS)
    assert visitor.cards()[1].name == "My best"
    assert "Cats come first" in visitor.html()
    visitor.open("groups")
    visitor.open("personas")
    visitor.press("Open", 1)
    for text in ("My best", "Cats come first", "They ask\ntwice", "<li>Call</li>", "<li>Push</li>"):
        assert text in visitor.html()
    visitor.press("Edit")
    assert visitor.widget("text_input", LABELS["name"]).value == "My best"
    assert visitor.widget("text_area", LABELS["do"]).value == "Write\nCall"
    visitor.widget("text_input", LABELS["name"]).set_value(" ")
    visitor.widget("text_input", LABELS["motto"]).set_value("")
    visitor.press("Save")
    assert "My best" not in visitor.html() and "Cats come first" not in visitor.html()
    assert "<li>Push</li>" in visitor.html()


def test_words_and_face_follow_the_people_through_other_groups(visitor: Visitor) -> None:
    size = visitor.cards()[2].customers
    write(visitor, 2, name="Ours", **WORDS)
    visitor.press("Edit", 2)
    face = "straw_hat"
    visitor.widget("radio", "Portrait").set_value(face)
    visitor.press("Save")
    alt = PORTRAIT[face].alt(visitor.language)
    assert visitor.html().count(alt) == 1
    visitor.open("groups")
    visitor.choose("selectbox", "How many groups", 5)
    visitor.choose("selectbox", "How many groups", 3)
    again = {card.name: card.customers for card in visitor.groups()}
    assert again["Ours"] == size
    assert visitor.html().count(alt) == 1 and "Cats come first" in visitor.html()


def test_what_is_written_stays_with_a_kept_shop(kept_shop: Path) -> None:
    first = Visitor()
    first.use(*with_groups(60))
    first.open("personas")
    write(first, 0, **WORDS)
    leave()
    second = Visitor()
    second.open("personas")
    assert "Cats come first" in second.html()


def test_suggested_face_chosen_is_no_choice(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Remembered] = []
    real = session.remember

    def remember(groups: Remembered) -> None:
        kept.append(groups)
        real(groups)

    monkeypatch.setattr(session, "remember", remember)
    visitor.press("Edit")
    suggested = visitor.widget("radio", "Portrait").value
    visitor.widget("radio", "Portrait").set_value("crop")
    visitor.press("Save")
    assert kept[-1].edits == {"1": PersonaEdits(portrait="crop")}
    visitor.press("Edit")
    assert visitor.widget("radio", "Portrait").value == "crop"
    visitor.widget("radio", "Portrait").set_value(suggested)
    visitor.press("Save")
    assert kept[-1].edits == {}


def test_hostile_words_of_the_owner_stay_words(visitor: Visitor) -> None:
    for word in (*HOSTILE[:3], "W" * 80, "gnp\u202egpj 🦄 שלום"):
        write(visitor, 0, name=word, motto=word, notes=word, do=word, dont=word)
        cards = visitor.html()
        visitor.press("Open")
        whole = visitor.html()
        visitor.press("Compare")
        pages = (cards, whole, visitor.html())
        visitor.press("All personas")
        assert visitor.cards()[0].name == word.replace("\u202e", "")
        for html in pages:
            assert escape(word.replace("\u202e", "")) in html
            assert escape(word) == word or word not in html

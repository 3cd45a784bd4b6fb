"""One persona whole, and two side by side: everything is there, in line, and safe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages.results.persona_comparison import comparison_html
from pages.results.persona_view import hero_html, own_words
from segmentation.edits import PersonaEdits
from segmentation.language import CODES, Language
from segmentation.palette import segment_color
from segmentation.persona_book import Persona, Section
from segmentation.personas import persona_cards
from tests.example_profiles import list_shop, pet_shop
from tests.test_cards import HOSTILE, Outline

ENGLISH = Language("en")
EDITS = PersonaEdits("Cats come first", "They ask twice.\nAlways.", ("Write",), ("Call",))
SECTIONS = (Section("worth", "What they are worth", ("They bring much.",)),)


def personas(code: str = "en") -> list[Persona]:
    cards = persona_cards(pet_shop(), Language(code), "PLN", {})
    return [
        Persona(card, "How sure: quite", "A typical one.", SECTIONS, "", EDITS) for card in cards
    ]


def test_hero_says_who_they_are() -> None:
    outline = Outline(hero_html(personas()[0], ENGLISH, False))
    assert outline.balanced and outline.tags.count("h2") == outline.tags.count("img") == 1
    for expected in (
        "A typical one.", "Cats come first", "335", "1,180\u00a0zł", "How sure: quite",
        "Sets them apart",
    ):  # fmt: skip
        assert f"{expected}\n" in outline.text


def test_own_words_are_shown_as_they_were_written() -> None:
    outline = Outline(own_words(EDITS, ENGLISH))
    assert outline.balanced
    assert outline.text.split("\n") == [
        "Do", "Write", "Don't", "Call", "Your notes", "They ask twice.", "Always.", "",
    ]  # fmt: skip
    assert own_words(PersonaEdits("Motto alone"), ENGLISH) == ""


@pytest.mark.parametrize("code", CODES)
def test_comparison_has_the_same_rows_for_both(code: str) -> None:
    first, second = personas(code)[:2]
    html = comparison_html(first, second, Language(code), False)
    outline = Outline(html)
    assert outline.balanced and outline.tags.count("h2") == outline.tags.count("img") == 2
    rows = html.split('<div class="persona-side')[1:]
    assert len(rows) > 10
    for row in rows:
        places = [row.index(f"--color:{segment_color(one.card.color)}") for one in (first, second)]
        assert places == sorted(places)
        assert row.count('class="whose"') == 2
    bars = [row for row in rows if "persona-bar" in row]
    assert len(bars) == len(first.card.bars) == len(second.card.bars)
    for row, bar in zip(bars, first.card.bars, strict=True):
        assert row.count(f"<span>{bar.label}</span>") == 2


def test_what_only_one_has_leaves_a_word_for_the_other() -> None:
    first, tiny = personas()[0], replace(personas()[4], sections=(), edits=PersonaEdits())
    text = Outline(comparison_html(first, tiny, ENGLISH, False)).text
    assert "They bring much." in text and "Not enough data to tell." in text
    assert text.count("–\n") == 2  # nothing written for do and don't
    both = Outline(comparison_html(tiny, tiny, ENGLISH, True)).text
    for heading in ("Sets them apart", "How to talk", "Do\n", "Compared with"):
        assert heading not in both


def test_of_a_very_small_group_the_size_alone_is_compared() -> None:
    first, tiny = personas()[0], Persona(personas()[4].card)
    for drawn in (comparison_html(first, tiny, ENGLISH, False), hero_html(tiny, ENGLISH, False)):
        text = Outline(drawn).text
        assert "4\n" in text and "320" not in text
    assert Outline(comparison_html(tiny, tiny, ENGLISH, False)).text.count("Revenue") == 0


def test_shops_without_amounts_compare_their_size() -> None:
    first, second = (Persona(card) for card in persona_cards(list_shop(), ENGLISH, "", {})[:2])
    text = Outline(comparison_html(first, second, ENGLISH, False)).text
    assert "Customers" in text and "Revenue" not in text


def test_hostile_texts_stay_text() -> None:
    plain = personas()[0]
    hostile = replace(
        plain,
        card=replace(
            plain.card, name=HOSTILE, tagline=HOSTILE, portrait_alt=HOSTILE, facts=(HOSTILE,) * 3
        ),
        sure=HOSTILE,
        typical=HOSTILE,
        sections=(Section("worth", HOSTILE, (HOSTILE,)),),
        edits=PersonaEdits(HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,)),
    )

    def drawn(one: Persona) -> str:
        return (
            hero_html(one, ENGLISH, False)
            + own_words(one.edits, ENGLISH)
            + comparison_html(one, one, ENGLISH, False)
        )

    outline = Outline(drawn(hostile))
    assert outline.balanced and HOSTILE in outline.text
    tags = [tag for tag in Outline(drawn(plain)).tags if tag != "span"]  # one for each part
    assert [tag for tag in outline.tags if tag != "span"] == tags

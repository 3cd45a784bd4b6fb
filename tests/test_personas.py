"""Persona cards: facts in words, the same rows on all cards, nothing missing shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given

from segmentation.facts import collect_facts
from segmentation.language import CODES, Language
from segmentation.personas import MOST_FACTS, PersonaCard, TraitBar, figures, persona_cards
from segmentation.profiles import Profile, profile_segments
from segmentation.segments.assignment import Assignment
from segmentation.variables import list_variables
from tests.example_profiles import level, list_shop, number, pet_shop, profile
from tests.made_customers import made_customers, made_types
from tests.test_naming import shops

ENGLISH = Language("en")


def texts(thing: object) -> Iterator[str]:
    """All texts of a card."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))


def cards(shop: tuple[Profile, ...], code: str = "en") -> tuple[PersonaCard, ...]:
    return persona_cards(shop, Language(code), "PLN", {})


def test_card_in_words() -> None:
    card = cards(pet_shop())[0]
    assert card.name == "Regular customers with large orders · cats"
    assert card.tagline == "8.2 orders · last order 12 days ago · Interests: cats"
    assert (card.customers, card.revenue, card.currency) == (335, Decimal("431815.40"), "PLN")
    assert card.per_customer == pytest.approx(1289.0, abs=0.01)
    assert card.per_customer_vs_average == pytest.approx(1289.0 / 444.0 - 1, abs=0.001)
    spend, often, recently, basket, age = card.bars
    assert (spend.label, spend.word, spend.shown, spend.average) == (
        "Spend", "high", "1,180\u00a0zł", "445\u00a0zł",
    )  # fmt: skip
    assert (often.position, often.shown, often.average) == (0.93, "8.2 orders", "3.1")
    assert recently.word == "recently"
    assert recently.position == pytest.approx(0.14), "few days: to the left"
    assert (basket.word, age.word) == ("high", "average")
    assert card.facts == (
        "Interests: cats – 71% (all: 32%)",
        "Loyalty program: Yes – 78% (all: 41%)",
        "Gender: Women – 79% (all: 60%)",
    )
    assert card.portrait.startswith("<svg") and card.portrait_alt == (
        "Drawn portrait of a middle-aged woman: chin-length hair"
    )
    assert not card.given_name


def test_cards_have_the_same_bars_in_the_same_order() -> None:
    for shop in (pet_shop(), list_shop()):
        labels = {tuple(bar.label for bar in card.bars) for card in cards(shop) if card.bars}
        assert len(labels) == 1
        assert all(0.0 <= bar.position <= 1.0 for card in cards(shop) for bar in card.bars)


def test_very_small_group_has_its_size_and_revenue_alone_and_tells_its_size() -> None:
    small = cards(pet_shop())[4]
    assert (small.customers, small.revenue) == (4, Decimal("320.00"))
    assert (small.bars, small.facts, small.advice) == ((), (), ())
    assert [figure.label for figure in figures(small, ENGLISH)] == ["Customers"]
    large = replace(small, customers=5)
    assert [figure.value for figure in figures(large, ENGLISH)] == [
        "5", "320\u00a0zł", "80\u00a0zł",
    ]  # fmt: skip
    assert small.portrait_alt == "Drawn portrait of a person: knitted hat"
    everything = " ".join(text for text in texts(small) if not text.startswith("<svg"))
    for trait in ("Sopot", "Men", "91", "male"):
        assert trait not in everything


def test_what_is_known_of_few_customers_stays_untold() -> None:
    """Of a large segment the age of four customers is known, and no age of the others."""
    customers = made_customers()
    assignment = Assignment("", (), made_types(), 4, None, None, (None,) * 4)
    here = customers.index[assignment.labels == 0]
    customers.loc[here[4:], "age"] = float("nan")
    told = profile_segments(customers, assignment, list_variables(customers))[0].number("age")
    assert told is not None and told.known == customers.loc[here[:4], "age"].notna().sum() <= 4
    shop = profile_segments(customers, assignment, list_variables(customers))
    assert all("Age" not in [bar.label for bar in card.bars] for card in cards(shop))
    assert "age" not in collect_facts(shop[0], ENGLISH, "")


def test_values_that_fewer_than_five_have_are_not_named() -> None:
    def said(customers: int) -> str:
        levels = [level("top_category", "Rings", 0.5, 0.1), level("location", "Sopot", 0.5, 0.1)]
        levels += [level("channel", "Fair", 0.6, 0.1), level("generation", "silent", 0.5, 0.1)]
        shop = (profile("1", [], levels, customers=customers), profile("2"))
        return " ".join(text for text in texts(cards(shop)[0]) if not text.startswith("<svg"))

    for value in ("Rings", "Sopot", "Fair", "Silent generation"):
        assert value in said(10)
        assert value not in said(7), "four of them at most"


def test_shop_without_amounts_has_no_revenue() -> None:
    for card in cards(list_shop()):
        assert not card.has_revenue
        assert (card.per_customer, card.per_customer_vs_average) == (0.0, None)
        assert card.tagline
    assert cards(list_shop())[0].tagline == "Age: 55 years · Spending Score: 42"


def test_a_bar_runs_from_the_middle_to_its_place() -> None:
    for position, drawn in ((0.5, (50, 0)), (0.2, (20, 30)), (1.0, (50, 50)), (0.0, (0, 50))):
        assert TraitBar("", position, "", "", "").drawn == pytest.approx(drawn)


def test_names_of_the_owner_are_marked() -> None:
    named = persona_cards(pet_shop(), ENGLISH, "PLN", {"2": "Students", "3": "  "})
    assert [(card.name, card.given_name) for card in named][1:3] == [
        ("Students", True),
        ("Customers with rare large orders · Garden", False),
    ]


def test_portraits_follow_the_colors_of_the_mode() -> None:
    light, dark = (persona_cards(pet_shop(), ENGLISH, "", {}, dark)[0] for dark in (False, True))
    assert light.portrait != dark.portrait
    assert replace(light, portrait="") == replace(dark, portrait="")


def test_payment_and_channel_come_last_among_the_facts() -> None:
    levels = [
        level("payment", "Card", 0.95, 0.2),
        level("channel", "Web", 0.9, 0.3),
        level("location", "Gdynia", 0.4, 0.2),
        level("interests", "cats", 0.7, 0.5),
        level("email_consent", "yes", 0.99, 0.1),
    ]
    (card,) = cards((profile("1", [], levels),))
    assert [fact.partition(":")[0] for fact in card.facts] == [
        "Place of residence", "Interests", "Payment method",
    ]  # fmt: skip
    assert len(card.facts) == MOST_FACTS
    assert card.tagline == "", "no value stands for the whole group"


def test_a_level_stands_in_the_tagline_only_if_most_have_it() -> None:
    def tagline(share: float) -> str:
        return cards((profile("1", [], [level("interests", "cats", share, 0.3)]),))[0].tagline

    assert tagline(0.6) == "Interests: cats"
    assert tagline(0.59) == ""


def test_age_speaks_for_the_generation() -> None:
    generation = level("generation", "z", 0.9, 0.2)
    alone = cards((profile("1", [], [generation]),))[0]
    with_age = cards((profile("1", [number("age", 0.1, 22, 40)], [generation]),))[0]
    assert alone.facts == ("Generation: Generation Z – 90% (all: 20%)",)
    assert with_age.facts == ()


def test_cards_of_a_whole_shop() -> None:
    customers = made_customers(400)
    labels = made_types(400)
    assignment = Assignment("kmeans", (), labels, 4, None, None, (None,) * 4)
    profiles = profile_segments(customers, assignment, list_variables(customers))
    made = cards(profiles)
    assert sum(card.customers for card in made) == 400
    assert sum(card.revenue for card in made) == round(
        Decimal(str(customers["total_spend"].sum())), 2
    )
    assert all(len(card.bars) == 5 and card.facts and card.advice for card in made)
    assert [card.name for card in made] == [
        "Regular customers with small orders · cats",
        "Customers with rare large orders · tools",
        "Customers with large orders · dogs",
        "Customers not seen lately · toys",
    ]


@given(shops())
def test_cards_never_show_what_is_missing(shop: tuple[Profile, ...]) -> None:
    for code in CODES:
        for card in cards(shop, code):
            for text in texts(card):
                plain = text.replace("{label}", "")
                assert not re.search(r"\b(nan|None|inf)\b|[{}]", plain), text

"""Portraits: drawn from parts, steady, and never more than the data say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from segmentation.palette import DARK, LIGHT
from segmentation.portraits import (
    ALT_TEXTS,
    PORTRAITS,
    Age,
    Gender,
    Portrait,
    choose_portrait,
    neutral_portrait,
    portrait_svg,
)
from segmentation.profiles import LevelTrait, NumberTrait
from tests.example_profiles import level, number, profile


@pytest.mark.parametrize("portrait", PORTRAITS, ids=lambda portrait: portrait.key)
def test_portrait_is_a_whole_picture(portrait: Portrait) -> None:
    drawing = portrait_svg(portrait.key, LIGHT[0])
    root = ElementTree.fromstring(drawing)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("width"), root.get("height")) == ("96", "96")
    assert LIGHT[0] in drawing
    assert "{" not in drawing and "None" not in drawing and "href" not in drawing
    assert len(drawing) < 6_000


def test_portraits_differ_and_are_steady() -> None:
    drawings = {portrait_svg(portrait.key, LIGHT[1]) for portrait in PORTRAITS}
    assert len(drawings) == len(PORTRAITS) >= 10
    assert drawings == {portrait_svg(portrait.key, LIGHT[1]) for portrait in PORTRAITS}
    assert portrait_svg("waves", LIGHT[0]) != portrait_svg("waves", DARK[0])


def test_every_age_and_gender_has_portraits_and_a_text() -> None:
    drawn = {(portrait.age, portrait.gender) for portrait in PORTRAITS}
    assert drawn == set(ALT_TEXTS)
    assert {portrait.alt for portrait in PORTRAITS} == set(ALT_TEXTS.values())


def test_eight_unknown_groups_have_eight_faces() -> None:
    chosen = [choose_portrait(profile(str(number))) for number in range(1, 9)]
    assert len({portrait.key for portrait in chosen}) == 8
    assert {(portrait.age, portrait.gender) for portrait in chosen} == {("any", "neutral")}


@pytest.mark.parametrize(
    ("years", "have", "age"),
    [
        (26, 1500, "young"),
        (31.9, 1500, "young"),
        (32, 1500, "adult"),
        (59, 1500, "adult"),
        (60, 1500, "older"),
        (71, 750, "older"),
        (71, 749, "any"),
    ],
)
def test_age_is_drawn_where_half_of_the_customers_have_one(
    years: float, have: int, age: Age
) -> None:
    chosen = choose_portrait(profile("1", [number("age", 0.5, years, 40, have=have)]))
    assert (chosen.age, chosen.gender) == (age, "neutral")


@pytest.mark.parametrize(
    ("trait", "gender"),
    [
        (level("gender", "female", 0.75, 0.5), "female"),
        (level("gender", "female", 0.74, 0.5), "neutral"),
        (level("gender", "male", 0.9, 0.5), "male"),
        (level("gender", "other", 0.9, 0.5), "neutral"),
        (level("gender", "male", 0.9, 0.5, have=700), "neutral"),
    ],
)
def test_gender_is_drawn_only_where_it_clearly_prevails(trait: LevelTrait, gender: Gender) -> None:
    for numbers in ([], [number("age", 0.5, 45, 40)], [number("age", 0.9, 70, 40)]):
        traits: list[NumberTrait] = numbers
        assert choose_portrait(profile("2", traits, [trait])).gender == gender


def test_neutral_portrait_gives_nothing_away() -> None:
    tiny = profile("3", [number("age", 0.9, 80, 40)], [level("gender", "male", 1.0, 0.4)])
    portrait = neutral_portrait(tiny)
    assert (portrait.age, portrait.gender) == ("any", "neutral")

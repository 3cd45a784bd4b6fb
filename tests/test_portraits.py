"""Portraits: drawn from parts, steady, and never more than the data say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from segmentation.language import CODES, Language
from segmentation.palette import DARK, LIGHT
from segmentation.portrait_parts import DRESS, HAIR
from segmentation.portraits import (
    ALT_TEXTS,
    HAIR_WORDS,
    PORTRAIT,
    PORTRAITS,
    Age,
    Gender,
    Portrait,
    choose_portraits,
    portrait_svg,
)
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from tests.example_profiles import level, number, profile


def choose_portrait(one: Profile) -> Portrait:
    """The portrait of the only segment of a shop."""
    return choose_portraits([one], [0])[0]


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
    assert {portrait.hair for portrait in PORTRAITS} == set(HAIR_WORDS) == set(HAIR)
    assert {portrait.dress for portrait in PORTRAITS} == set(DRESS)


@pytest.mark.parametrize("code", CODES)
def test_texts_tell_portraits_of_one_kind_apart(code: str) -> None:
    language = Language(code)
    for kind in ALT_TEXTS:
        texts = [one.alt(language) for one in PORTRAITS if (one.age, one.gender) == kind]
        assert len(set(texts)) == len(texts)
        assert all(text.startswith(language.tr(ALT_TEXTS[kind])) for text in texts)
    assert PORTRAIT["man_older_cap"].alt(Language("en")) == (
        "Drawn portrait of an older man: flat cap, mustache"
    )


def test_portraits_are_of_many_kinds() -> None:
    assert len(PORTRAIT) == len(PORTRAITS)
    for signs in ("glasses", "beard", "moustache", "earrings"):
        assert any(getattr(portrait, signs) for portrait in PORTRAITS)
    for kind in ALT_TEXTS:
        same = [one for one in PORTRAITS if (one.age, one.gender) == kind]
        assert len(same) >= 3 and len({one.skin for one in same}) >= 2


def test_eight_unknown_groups_have_eight_faces() -> None:
    chosen = choose_portraits([profile(str(number)) for number in range(1, 9)], range(8))
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


def test_very_small_groups_get_a_face_that_gives_nothing_away() -> None:
    traits = [number("age", 0.9, 80, 40)], [level("gender", "male", 1.0, 0.4)]
    portrait = choose_portrait(profile("3", *traits, customers=4))
    assert (portrait.age, portrait.gender) == ("any", "neutral")
    portrait = choose_portrait(profile("3", *traits, customers=5))
    assert (portrait.age, portrait.gender) == ("older", "male")


def test_what_is_known_of_fewer_than_five_is_not_drawn() -> None:
    age = number("age", 0.9, 80, 40, known=4)
    male = level("gender", "male", 0.8, 0.4, have=900)
    # Of seven customers fewer than five are known to be men.
    portrait = choose_portrait(profile("3", [age], [male], customers=7))
    assert (portrait.age, portrait.gender) == ("any", "neutral")


def young_women(count: int) -> list[Profile]:
    return [
        profile(str(i), [number("age", 0.1, 22, 40)], [level("gender", "female", 0.9, 0.5)])
        for i in range(1, count + 1)
    ]


def test_alike_groups_have_different_faces_that_say_no_more_than_the_data() -> None:
    chosen = choose_portraits(young_women(12), [i % 8 for i in range(12)])
    assert len({portrait.key for portrait in chosen}) == 12
    first = len([one for one in PORTRAITS if (one.age, one.gender) == ("young", "female")])
    for place, portrait in enumerate(sorted(chosen, key=lambda one: one.gender != "female")):
        assert portrait.age in ("young", "any") and portrait.gender in ("female", "neutral")
        if place < first:
            assert portrait.gender == "female"


def test_face_stays_with_the_color_of_a_group() -> None:
    groups = [profile(str(number)) for number in range(1, 5)]
    before = choose_portraits(groups, (0, 1, 2, 3))
    after = choose_portraits(groups, (2, 0, 3, 1))
    assert [one.key for one in after] == [before[i].key for i in (2, 0, 3, 1)]


def test_owner_chooses_and_the_others_give_way() -> None:
    groups = [profile(str(number)) for number in range(1, 4)]
    usual = choose_portraits(groups, range(3))
    chosen = choose_portraits(groups, range(3), {"3": usual[0].key, "2": "no such face"})
    assert chosen[2] == usual[0]
    assert chosen[1] == usual[1]
    assert len({one.key for one in chosen}) == 3
    both = choose_portraits(groups, range(3), {"1": "woman_long", "2": "woman_long"})
    assert both[0] == both[1] == PORTRAIT["woman_long"]


def test_with_more_groups_than_faces_one_is_seen_again() -> None:
    count = len(PORTRAITS) + 5
    assert len(choose_portraits(young_women(count), [i % 8 for i in range(count)])) == count

"""Names of segments: from facts, all distinct, the owner's own first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.language import CODES, Language
from segmentation.naming import NAMES, NameKey, name_segments, segment_names
from segmentation.profiles import NumberTrait, Profile
from tests.example_profiles import level, list_shop, number, pet_shop, profile

ENGLISH = Language("en")
AVERAGES = {
    "frequency": 3.0, "recency_days": 60.0, "monetary_value": 100.0, "tenure_days": 400.0,
    "discount_share": 0.2,
}  # fmt: skip
MIDDLE = profile("9", [number("age", 0.5, 40, 40)])


def buyers(**traits: float | tuple[float, float]) -> list[NumberTrait]:
    """Number traits from their positions, or (position, value)."""
    numbers = []
    for key, trait in traits.items():
        position, value = trait if isinstance(trait, tuple) else (trait, 2 * trait * AVERAGES[key])
        numbers.append(number(key, position, value, AVERAGES[key]))
    return numbers


ONCE = (0.2, 1.0)
EXAMPLES: tuple[tuple[str, list[NumberTrait]], ...] = (
    ("One-order customers not seen lately", buyers(frequency=ONCE, recency_days=0.8)),
    ("New customers", buyers(frequency=ONCE, recency_days=0.2)),
    ("Customers with one large order",
     buyers(frequency=ONCE, recency_days=0.5, monetary_value=0.8)),
    ("One-order customers", buyers(frequency=ONCE)),
    ("Former regular customers", buyers(frequency=0.8, recency_days=0.8)),
    ("Regular customers with large orders", buyers(frequency=0.8, monetary_value=0.8)),
    ("Regular customers with small orders", buyers(frequency=0.8, monetary_value=0.2)),
    ("Regular customers", buyers(frequency=0.8, recency_days=0.2, monetary_value=0.5)),
    ("Customers with large orders not seen lately", buyers(recency_days=0.8, monetary_value=0.8)),
    ("Customers not seen lately", buyers(recency_days=0.8)),
    ("New customers", buyers(tenure_days=0.2, recency_days=0.3, frequency=0.5)),
    ("Customers with rare large orders", buyers(frequency=(0.3, 1.6), monetary_value=0.8)),
    ("Customers with large orders", buyers(frequency=0.5, monetary_value=0.8)),
    ("Customers who buy on discount", buyers(discount_share=(0.8, 0.7))),
    ("Customers with small orders", buyers(monetary_value=0.2)),
    ("Occasional customers", buyers(frequency=(0.3, 1.6))),
    ("Long-standing customers", buyers(tenure_days=0.8)),
    ("Recently active customers", buyers(recency_days=0.2)),
)  # fmt: skip


@pytest.mark.parametrize(("name", "numbers"), EXAMPLES)
def test_name_from_facts(name: str, numbers: list[NumberTrait]) -> None:
    assert segment_names((profile("1", numbers), MIDDLE), ENGLISH, {})[0] == name


def test_every_name_has_an_example() -> None:
    assert [name for name, _ in EXAMPLES] == [rule.name for rule in NAMES]


def test_a_clear_level_joins_the_name_and_a_weak_one_does_not() -> None:
    regular = buyers(frequency=0.8, recency_days=0.2)

    def name(share: float, overall: float) -> str:
        group = profile("1", regular, [level("top_category", "Cats", share, overall)])
        return segment_names((group, MIDDLE), ENGLISH, {})[0]

    assert name(0.7, 0.3) == "Regular customers · Cats"
    assert name(0.55, 0.3) == "Regular customers"
    assert name(0.7, 0.6) == "Regular customers"


def test_groups_that_buy_alike_are_told_apart_by_who_they_are() -> None:
    regular = buyers(frequency=0.8, recency_days=0.2)
    cats = profile("1", regular, [level("interests", "cats", 0.5, 0.3)])
    web = profile("2", regular, [level("channel", "Web", 0.9, 0.5)])
    old = profile("3", [*regular, number("age", 0.9, 70, 40)])
    plain = profile("4", regular)
    same = profile("5", regular)
    assert segment_names((cats, web, old, plain, same), ENGLISH, {}) == (
        "Regular customers · cats",
        "Regular customers · Sales channel: Web",
        "Regular customers · Age: high",
        "Regular customers",
        "Regular customers · 2",
    )


def test_shops_without_orders_are_named_by_the_strongest_traits() -> None:
    assert segment_names(list_shop(), ENGLISH, {}) == (
        "Age: high · Spending Score: low",
        "Spending Score: high · Age: low",
        "Annual Income: high · Spending Score: low",
    )


def test_gender_is_the_last_resort_and_consent_never_a_name() -> None:
    levels = [level("gender", "female", 0.9, 0.5), level("email_consent", "yes", 0.9, 0.3)]
    women = profile("1", [number("age", 0.9, 70, 40)], levels)
    assert segment_names((women, MIDDLE), ENGLISH, {})[0] == "Age: high · Gender: Women"
    nothing = profile("1", [], [level("email_consent", "yes", 0.9, 0.3)])
    assert segment_names((nothing, MIDDLE), ENGLISH, {})[0] == "Customers close to the average"


def test_given_names_win_and_stay_distinct() -> None:
    shop = pet_shop()
    names = segment_names(shop, ENGLISH, {"1": "  Our   people ", "2": "our people", "3": " "})
    assert names[:2] == ("Our people", "our people · 2")
    assert names[2] == "Customers with rare large orders · Garden"
    assert segment_names(shop[3:], ENGLISH, {"5": "One-order customers not seen lately"}) == (
        "One-order customers not seen lately · Baby boomers",
        "One-order customers not seen lately",
    )
    tiny = profile("6", customers=2)
    assert segment_names((tiny, *shop), ENGLISH, {"2": "Very small group"})[::5] == (
        "Very small group · 2",
        "Very small group · 3",
    )
    taken = segment_names(shop, ENGLISH, {"1": "New customers"})
    assert taken[0] == "New customers" and taken[1].startswith("New customers · ")


def test_very_small_groups_and_a_single_group_have_plain_names() -> None:
    assert segment_names(pet_shop(), ENGLISH, {})[4] == "Very small group"
    assert segment_names((profile("1", EXAMPLES[0][1]),), ENGLISH, {}) == ("All customers",)


def test_followed_groups_keep_a_name_that_is_still_true() -> None:
    large = buyers(frequency=0.8, recency_days=0.2, monetary_value=0.62)
    group, key = profile("1", large), ("Regular customers",)
    assert segment_names((group, MIDDLE), ENGLISH, {})[0] == "Regular customers with large orders"
    assert segment_names((group, MIDDLE), ENGLISH, {}, {"1": key})[0] == "Regular customers"
    lapsed = profile("1", buyers(frequency=0.3, recency_days=0.9))
    named = segment_names((lapsed, MIDDLE), ENGLISH, {}, {"1": key})
    assert named[0] == "Customers not seen lately"
    tiny = profile("1", large, customers=2)
    assert segment_names((tiny, MIDDLE), ENGLISH, {}, {"1": key})[0] == "Very small group"
    assert segment_names((group,), ENGLISH, {}, {"1": key}) == ("All customers",)


def test_followed_groups_keep_additions_that_are_still_true() -> None:
    regular = buyers(frequency=0.8, recency_days=0.2)

    def name(share: float, key: NameKey) -> str:
        group = profile("1", regular, [level("top_category", "Cats", share, 0.25)])
        return segment_names((group, MIDDLE), ENGLISH, {}, {"1": key})[0]

    with_cats = ("Regular customers", "top_category=Cats")
    assert name(0.7, with_cats) == name(0.55, with_cats) == "Regular customers · Cats"
    assert name(0.3, with_cats) == "Regular customers"
    assert name(0.7, ("Regular customers",)) == "Regular customers"
    assert name(0.7, ("Regular customers", "top_category=Dogs")) == "Regular customers · Cats"


def test_new_groups_give_way_to_those_that_had_the_name() -> None:
    regular = buyers(frequency=0.8, recency_days=0.2)
    new = profile("1", regular, [level("channel", "Web", 0.9, 0.5)])
    old = profile("2", regular, [level("interests", "cats", 0.5, 0.3)])
    assert segment_names((new, old), ENGLISH, {}, {"2": ("Regular customers",)}) == (
        "Regular customers · Sales channel: Web",
        "Regular customers",
    )
    # Only the owner's word is stronger.
    owners = segment_names((new, old), ENGLISH, {"1": "Regular customers"},
                           {"2": ("Regular customers",)})  # fmt: skip
    assert owners == ("Regular customers", "Regular customers · cats")


def test_numbers_stay_with_their_groups() -> None:
    regular = buyers(frequency=0.8, recency_days=0.2)
    alike = [profile(str(place), regular) for place in (1, 2, 3)]
    first = name_segments(alike, ENGLISH, {}, {})
    assert [name.text for name in first] == [
        "Regular customers", "Regular customers · 2", "Regular customers · 3",
    ]  # fmt: skip
    keys = [name.key for name in first]
    turned = {"1": keys[2], "2": keys[0], "3": keys[1]}
    again = name_segments(alike, ENGLISH, {}, turned)
    assert [name.key for name in again] == list(turned.values())


def test_keys_are_the_same_in_every_language_and_the_owners_have_none() -> None:
    shops = {code: name_segments(pet_shop(), Language(code), {"1": "Ours"}, {}) for code in CODES}
    keys = {code: [name.key for name in names] for code, names in shops.items()}
    assert keys["en"] == keys["pl"] == keys["ru"]
    assert keys["en"][0] == () and keys["en"][4] == ("Very small group",)
    assert keys["en"][2] == ("Customers with rare large orders", "top_category=Garden")


# Words that praise or blame customers, by their beginnings.
JUDGING = {
    "en": ("best", "loyal", "vip", "champion", "valuable", "good", "bad", "lost", "cheap", "poor",
           "rich", "lazy", "hunter", "worst", "top "),
    "pl": ("najleps", "lojaln", "vip", "mistrz", "cenn", "dobr", "zł", "stracen", "tani", "biedn",
           "bogat", "leniw", "łowc", "najgors", "skąp"),
    "ru": ("лучш", "лояльн", "vip", "чемпион", "ценн", "хорош", "плох", "потерян", "дешёв", "бедн",
           "богат", "ленив", "охотник", "худш", "скуп", "жадн"),
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_names_neither_praise_nor_blame_and_differ(code: str) -> None:
    texts = {rule.name: Language(code).tr(rule.name) for rule in NAMES}
    for text in texts.values():
        words = f" {text.casefold()} "
        assert not [word for word in JUDGING[code] if f" {word}" in words], text
        assert text[0].isupper() and not text.endswith(".")
    assert len({text.casefold() for text in texts.values()}) == len(texts)


POSITIONS = st.floats(0, 1)
TRAITS = st.fixed_dictionaries({}, optional=dict.fromkeys(AVERAGES, POSITIONS))
LEVELS = st.lists(
    st.tuples(
        st.sampled_from(["top_category", "interests", "location", "gender", "channel", "loyalty"]),
        st.sampled_from(["yes", "no", "female", "x" * 80, "{label}", "New customers"]),
        st.floats(0.01, 1),
        st.floats(0.01, 1),
    ),
    max_size=4,
)


@st.composite
def shops(draw: st.DrawFn) -> tuple[Profile, ...]:
    groups = draw(st.lists(st.tuples(TRAITS, LEVELS, st.integers(1, 300)), min_size=1, max_size=8))
    return tuple(
        profile(str(place), buyers(**traits), [level(*one) for one in levels], customers=size)
        for place, (traits, levels, size) in enumerate(groups, 1)
    )


@given(shops(), st.dictionaries(st.sampled_from("123"), st.sampled_from(["A", "a", "A · 2", ""])))
def test_names_are_always_distinct(shop: tuple[Profile, ...], given: dict[str, str]) -> None:
    for code in CODES:
        found = name_segments(shop, Language(code), given, {})
        names = [name.text for name in found]
        assert len({name.casefold() for name in names}) == len(shop)
        assert all(name.strip() for name in names)
        # Names that were found once are found again, and stay distinct in another order.
        earlier = {p.segment_id: name.key for p, name in zip(shop, found, strict=True) if name.key}
        assert list(segment_names(shop, Language(code), given, earlier)) == names
        turned = dict(zip(earlier, reversed(earlier.values()), strict=True))
        again = segment_names(shop, Language(code), given, turned)
        assert len({name.casefold() for name in again}) == len(shop)

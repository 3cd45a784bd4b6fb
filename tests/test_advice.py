"""Advice as data: every rule reachable, every line resting on facts, gone when they go."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.advice import advise, choose_rules
from segmentation.advice_rules import BASES, MOST_OF_TOPIC, RULES, TOPICS, Rule
from segmentation.advice_rules.samples import LONGEST_SMS
from segmentation.buying import Bought, Buying, Together
from segmentation.facts import Condition, Fact, collect_facts
from segmentation.language import CODES, Language
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.season import Season
from tests.example_profiles import level, number, pet_shop, profile

ENGLISH = Language("en")
LANGUAGES = tuple(Language(code) for code in CODES)
PLACE = re.compile(r"\{(\w+)\}")

GONE = number("recency_days", 0.8, 200, 60)
HERE = number("recency_days", 0.2, 20, 60)
ONCE = number("frequency", 0.2, 1.0, 3.1)
FEW = number("frequency", 0.5, 2.0, 3.1)
OFTEN = number("frequency", 0.9, 8.0, 3.1)
NEW = number("tenure_days", 0.2, 40, 400)
OLD = number("tenure_days", 0.8, 900, 400)
DUE_OLD = number("tenure_days", 0.5, 250, 400)
LARGE = number("monetary_value", 0.8, 300, 100)
SMALL = number("monetary_value", 0.2, 40, 100)
CHEAP = number("discount_share", 0.9, 0.7, 0.2)
FULL_PRICE = number("discount_share", 0.2, 0.02, 0.2)
HOLIDAYS = number("holiday_share", 0.9, 0.62, 0.2)
LATE = number("days_past_due", 0.9, 30, -3)
DUE = number("days_past_due", 0.4, -21, -3)
NEARLY = number("days_past_due", 0.4, -5, -3)
RHYTHM = number("tenure_days", 0.5, 55, 400)
EMAIL = level("email_consent", "yes", 0.62, 0.5)
SMS = level("sms_consent", "yes", 0.57, 0.3)
PAIR = Buying("1", 400, together=(Together("Litter", "Scoop", 40, 0.3, 2.0, first_only=9),))
BY_EMAIL = "agreed to e-mail: 62% of this group"
BY_SMS = "agreed to text messages: 57% of this group"
SILENT = "Since the last order: 200 days"


def shelf(share: float, share_all: float) -> Buying:
    return Buying("1", 400, products=(Bought("Litter", 40, share, share_all),))


def uneven(places: int, busiest: int, share: float) -> tuple[float, ...]:
    rest = (1.0 - share) / (places - 1)
    return tuple(share if place == busiest else rest for place in range(places))


NOVEMBER = Buying("1", 400, years=2, season=Season(10, 10, 0.6, 0.1))
AGO = number("tenure_days", 0.5, 330, 400)
IN_NOVEMBER = "Orders in their season: November – 60% (all: 10%); whole years counted: 2"
FEW_EMAIL = level("email_consent", "yes", 0.2, 0.5)
MAY = Buying("1", 400, months=uneven(12, 4, 0.2), months_all=uneven(12, 4, 0.08), month_orders=400)
SATURDAY = Buying(
    "1", 400, weekdays=uneven(7, 5, 0.4), weekdays_all=uneven(7, 5, 0.15), weekday_orders=400
)

# Of each rule an example: what calls for it, and the fact it names.
Trait = NumberTrait | LevelTrait | Buying
EXAMPLES: dict[str, tuple[tuple[Trait, ...], str]] = {
    "talk_before_holidays": (
        (GONE, HOLIDAYS), "Orders in the weeks before gift days: 62% (all: 20%)",
    ),
    "talk_season": ((GONE, FEW, AGO, NOVEMBER), IN_NOVEMBER),
    "talk_lapsed": ((GONE, FEW), "Since the last order: 200 days (all: 60 days)"),
    "talk_lapsed_once": ((GONE,), "Since the last order: 200 days (all: 60 days)"),
    "talk_new": ((HERE, ONCE, NEW), "Since the first order: 40 days (all: 400 days)"),
    "talk_regular": ((HERE, OFTEN), "How often: 8 orders (all: 3.1 orders)"),
    "talk_occasional": ((ONCE,), "How often: 1 order (all: 3.1 orders)"),
    "talk_older": (
        (level("generation", "boomer", 0.6, 0.2),),
        "Generation: Baby boomers – 60% of this group",
    ),
    "talk_x": (
        (level("generation", "x", 0.5, 0.2),), "Generation: Generation X – 50% of this group",
    ),
    "talk_millennial": (
        (level("generation", "millennial", 0.6, 0.2),),
        "Generation: Millennials – 60% of this group",
    ),
    "talk_young": (
        (level("generation", "z", 0.6, 0.2, have=1200),),
        "Generation: Generation Z – 48% of this group",
    ),
    "talk_price": ((CHEAP,), "Orders with a discount: 70% (all: 20%)"),
    "talk_long": ((HERE, OLD), "Since the first order: 900 days (all: 400 days)"),
    "talk_large": ((LARGE,), "Average order: $300 (all: $100)"),
    "where_email": ((EMAIL,), "Agreed to e-mail: 62% of this group"),
    "where_no_email": (
        (level("email_consent", "yes", 0.0, 0.5),), "Agreed to e-mail: 0% of this group",
    ),
    "where_some_email_gone": ((GONE, FEW_EMAIL), "Agreed to e-mail: 20% of this group"),
    "where_some_email": (
        (level("email_consent", "yes", 0.6, 0.5, have=600),), "Agreed to e-mail: 24% of this group",
    ),
    "where_unsaid": ((), "Your data do not say who agreed to e-mails or text messages"),
    "where_sms": ((SMS,), "Agreed to text messages: 57% of this group"),
    "where_no_sms": (
        (level("sms_consent", "no", 1.0, 0.99),), "Agreed to text messages: 0% of this group",
    ),
    "where_some_sms": (
        (level("sms_consent", "yes", 0.25, 0.3),), "Agreed to text messages: 25% of this group",
    ),
    "where_unsaid_email": ((SMS,), "Your data do not say who agreed to e-mails"),
    "where_unsaid_sms": ((EMAIL,), "Your data do not say who agreed to text messages"),
    "where_marketplace": (
        (level("channel", "Allegro.pl", 0.7, 0.2),), "Sales channel: Allegro.pl – 70% (all: 20%)",
    ),
    "where_channel": (
        (level("channel", "Shop", 0.7, 0.2),), "Sales channel: Shop – 70% (all: 20%)",
    ),
    "where_parcel": (
        (HERE, FEW_EMAIL), "Agreed to e-mail: 20% of this group",
    ),
    "where_local": (
        (level("location", "Gdynia", 0.4, 0.1),), "Place of residence: Gdynia – 40% (all: 10%)",
    ),
    "offer_next_holidays": (
        (GONE, HOLIDAYS), "Orders in the weeks before gift days: 62% (all: 20%)",
    ),
    "offer_season": ((HERE, FEW, AGO, NOVEMBER), IN_NOVEMBER),
    "offer_win_back": (
        (GONE, FEW, DUE_OLD),
        "Usual time between orders: 50 days; since the last order: 200 days",
    ),
    "offer_last_try": ((GONE, ONCE), "Since the last order: 200 days (all: 60 days)"),
    "offer_return": ((GONE,), "Since the last order: 200 days (all: 60 days)"),
    "offer_second_order": ((HERE, ONCE), "How often: 1 order (all: 3.1 orders)"),
    "offer_thanks": ((HERE, OFTEN), "How often: 8 orders (all: 3.1 orders)"),
    "offer_reminder": (
        (HERE, FEW, number("tenure_days", 0.5, 50, 400)),
        "Usual time between orders: 30 days; since the last order: 20 days",
    ),
    "offer_no_discount": ((HERE, FULL_PRICE), "Orders with a discount: 2% (all: 20%)"),
    "offer_discount": ((CHEAP,), "Orders with a discount: 70% (all: 20%)"),
    "offer_interest": ((level("interests", "cats", 0.5, 0.3),), "Interest: cats – 50% (all: 30%)"),
    "offer_category": (
        (level("top_category", "Garden", 0.5, 0.3),), "Favorite category: Garden – 50% (all: 30%)",
    ),
    "offer_favorite": ((shelf(0.4, 0.2),), "Bought by: Litter – 40% (all: 20%)"),
    "offer_common_product": ((shelf(0.4, 0.4),), "Bought by: Litter – 40% (all: 40%)"),
    "offer_common_category": (
        (level("top_category", "Garden", 0.4, 0.4),),
        "Favorite category: Garden – 40% of this group",
    ),
    "offer_common_interest": (
        (level("interests", "cats", 0.4, 0.4),), "Interest: cats – 40% of this group",
    ),
    "offer_any_product": ((shelf(0.04, 0.04),), "Bought by: Litter – 4% (all: 4%)"),
    "offer_unsaid": ((), "Your data name no products, categories or interests of this group"),
    "offer_together": (
        (PAIR,),
        "Buyers of the first who bought the second too: 30%; in this group with the first only: "
        "9 customers",
    ),
    "offer_points": (
        (level("loyalty", "yes", 0.6, 0.4), number("points", 0.7, 320, 120)),
        "Points: 320 points (all: 120 points)",
    ),
    "offer_members": (
        (level("loyalty", "gold", 0.3, 0.1), level("loyalty", "silver", 0.3, 0.1)),
        "In the loyalty program: 60% of this group",
    ),
    "offer_join": (
        (HERE, FEW, level("loyalty", "no", 0.7, 0.5)),
        "Not in the loyalty program: 70% of this group; how often: 2 orders",
    ),
    "offer_holidays": ((HOLIDAYS,), "Orders in the weeks before gift days: 62% (all: 20%)"),
    "offer_keep_free_delivery": (
        (number("free_delivery_share", 0.8, 0.7, 0.3),),
        "Orders with free delivery: 70% (all: 30%)",
    ),
    "offer_free_delivery": ((OFTEN, SMALL), "Average order: $40 (all: $100)"),
    "offer_small_town": (
        (level("town_size", "small", 0.6, 0.3),),
        "Size of town: Village or small town – 60% (all: 30%)",
    ),
    "offer_big_city": (
        (level("town_size", "metropolis", 0.6, 0.3),), "Size of town: Metropolis – 60% (all: 30%)",
    ),
    "offer_sets": ((LARGE,), "Average order: $300 (all: $100)"),
    "when_holidays": ((HOLIDAYS,), "Orders in the weeks before gift days: 62% (all: 20%)"),
    "when_season": ((HERE, FEW, AGO, NOVEMBER), IN_NOVEMBER),
    "when_long_overdue": (
        (GONE, FEW, LATE, DUE_OLD),
        "Usual time between orders: 50 days; since the last order: 200 days",
    ),
    "when_overdue": ((FEW, LATE), "Since the next order was due: 30 days"),
    "when_due": (
        (HERE, FEW, DUE, number("tenure_days", 0.5, 55, 400)),
        "Usual time between orders: 35 days; until the next order is due: 21 days",
    ),
    "when_due_soon": ((HERE, FEW, NEARLY), "Until the next order is due: 5 days"),
    "when_lapsed": (
        (GONE, FEW, DUE_OLD),
        "Usual time between orders: 50 days; since the last order: 200 days",
    ),
    "when_rhythm": (
        (HERE, FEW, number("tenure_days", 0.5, 55, 400)),
        "Usual time between orders: 35 days; since the last order: 20 days",
    ),
    "when_short_rhythm": (
        (HERE, OFTEN, number("tenure_days", 0.5, 104, 400)),
        "Usual time between orders: 12 days; since the last order: 20 days",
    ),
    "when_second_now": (
        (number("recency_days", 0.5, 180, 60), ONCE, number("tenure_days", 0.4, 180, 400)),
        "Usual time between orders in the shop: 162 days; since their last order: 180 days",
    ),
    "when_second": (
        (HERE, ONCE, number("tenure_days", 0.2, 20, 400)),
        "Usual time between orders in the shop: 162 days; since their last order: 20 days",
    ),
    "when_last_try": ((GONE,), "Since the last order: 200 days (all: 60 days)"),
    "when_news": ((HERE,), "Since the last order: 20 days (all: 60 days)"),
    "when_unsaid": ((), "Your data have no dates of orders of this group"),
    "when_month": ((HERE, FEW, MAY), "Orders in one month: May – 20% (all: 8%)"),
    "when_weekday": ((SATURDAY,), "Orders on one day of the week: Saturday – 40% (all: 15%)"),
    "avoid_unsaid_consent": ((), "Your data do not say who agreed to e-mails or text messages"),
    "avoid_discount": ((HERE, FULL_PRICE), "Orders with a discount: 2% (all: 20%)"),
    "avoid_endless_discount": ((CHEAP,), "Orders with a discount: 70% (all: 20%)"),
    "avoid_rare": (
        (level("interests", "dogs", 0.02, 0.38),),
        "Interests and favorite categories: dogs – 2% (all: 38%)",
    ),
    "avoid_early": (
        (HERE, FEW, DUE, number("tenure_days", 0.5, 55, 400)),
        "Until the next order is due: 21 days; since the last order: 20 days",
    ),
    "avoid_late": ((HOLIDAYS,), "Orders in the weeks before gift days: 62% (all: 20%)"),
    "avoid_review": ((GONE,), "Since the last order: 200 days (all: 60 days)"),
    "avoid_second_invitation": (
        (level("loyalty", "yes", 0.9, 0.4),), "In the loyalty program: 90% of this group",
    ),
    "avoid_introduction": ((HERE, OFTEN), "How often: 8 orders (all: 3.1 orders)"),
    "avoid_often": (
        (HERE, FEW, number("tenure_days", 0.5, 110, 400)), "Usual time between orders: 90 days",
    ),
    "avoid_often_seldom": ((ONCE,), "How often: 1 order (all: 3.1 orders)"),
    "avoid_threshold": ((SMALL,), "Average order: $40 (all: $100)"),
    "avoid_both": (
        (EMAIL, SMS), "Agreed to both e-mail and text messages, at least: 19% of this group",
    ),
    "avoid_email_to_all": ((EMAIL,), "Agreed to e-mail: 62% of this group"),
    "avoid_sms_to_all": ((SMS,), "Agreed to text messages: 57% of this group"),
    "email_holidays": (
        (EMAIL, HOLIDAYS), f"Orders in the weeks before gift days: 62%; {BY_EMAIL}",
    ),
    "email_season": ((EMAIL, HERE, FEW, AGO, NOVEMBER), IN_NOVEMBER),
    "email_win_back": ((EMAIL, GONE, FEW), f"{SILENT}; {BY_EMAIL}"),
    "email_last_try": ((EMAIL, GONE), f"{SILENT}; {BY_EMAIL}"),
    "email_second_order": ((EMAIL, HERE, ONCE), f"How often: 1 order; {BY_EMAIL}"),
    "email_reorder": (
        (EMAIL, HERE, FEW, LATE, RHYTHM), f"Since the next order was due: 30 days; {BY_EMAIL}",
    ),
    "email_thanks": ((EMAIL, HERE, OFTEN), f"How often: 8 orders; {BY_EMAIL}"),
    "email_discount": ((EMAIL, CHEAP), f"Orders with a discount: 70%; {BY_EMAIL}"),
    "email_together": ((EMAIL, PAIR), f"Bought together: Litter + Scoop; {BY_EMAIL}"),
    "email_news": ((EMAIL,), "Agreed to e-mail: 62% of this group"),
    "sms_holidays": ((SMS, HOLIDAYS), f"Orders in the weeks before gift days: 62%; {BY_SMS}"),
    "sms_season": ((SMS, HERE, FEW, AGO, NOVEMBER), IN_NOVEMBER),
    "sms_win_back": ((SMS, GONE), f"{SILENT}; {BY_SMS}"),
    "sms_second_order": ((SMS, HERE, ONCE), f"How often: 1 order; {BY_SMS}"),
    "sms_reorder": (
        (SMS, HERE, FEW, LATE, RHYTHM), f"Since the next order was due: 30 days; {BY_SMS}",
    ),
    "sms_thanks": ((SMS, HERE, OFTEN), f"How often: 8 orders; {BY_SMS}"),
    "sms_discount": ((SMS, CHEAP), f"Orders with a discount: 70%; {BY_SMS}"),
    "sms_news": ((SMS,), "Agreed to text messages: 57% of this group"),
}  # fmt: skip

# What says what the data left unsaid.
SAID: dict[str, Trait] = {
    "where_unsaid": SMS,
    "where_unsaid_email": level("email_consent", "yes", 0.0, 0.5),
    "where_unsaid_sms": level("sms_consent", "no", 1.0, 0.99),
    "offer_unsaid": level("interests", "cats", 0.4, 0.4),
    "when_unsaid": HERE,
    "when_news": number("days_past_due", 0.4, -5, -3),
    "avoid_unsaid_consent": EMAIL,
}


def build(*traits: Trait) -> tuple[Profile, Buying | None]:
    numbers = [trait for trait in traits if isinstance(trait, NumberTrait)]
    levels = [trait for trait in traits if isinstance(trait, LevelTrait)]
    buying = next((trait for trait in traits if isinstance(trait, Buying)), None)
    return profile("1", numbers, levels), buying


def chosen(*traits: Trait) -> set[str]:
    one, buying = build(*traits)
    return {rule.key for rule in choose_rules(collect_facts(one, ENGLISH, "USD", buying))}


def said(*traits: Trait) -> set[str]:
    one, buying = build(*traits)
    return {line.text for line in advise(one, ENGLISH, "USD", buying)}


def test_every_rule_has_an_example() -> None:
    assert list(EXAMPLES) == [rule.key for rule in RULES]
    assert {rule.topic for rule in RULES} == set(TOPICS) == set(MOST_OF_TOPIC)
    assert {rule.basis for rule in RULES} == set(BASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_is_reached_and_goes_with_any_of_its_facts(rule: Rule) -> None:
    traits, because = EXAMPLES[rule.key]
    assert rule.key in chosen(*traits)
    one, buying = build(*traits)
    lines = advise(one, ENGLISH, "USD", buying)
    expected = (rule.topic, because, rule.basis, rule.source)
    assert expected in [(line.topic, line.because, line.basis, line.source) for line in lines]
    for left_out in traits:
        rest = [trait for trait in traits if trait is not left_out]
        assert rule.key not in chosen(*rest), f"still there without {left_out}"


def test_what_was_unsaid_is_no_longer_said_once_the_data_say_it() -> None:
    assert set(SAID) == {rule.key for rule in RULES if rule.basis == "unsaid"}
    for key, trait in SAID.items():
        traits, _ = EXAMPLES[key]
        if key == "when_news":
            traits = (*traits, FEW)
        assert key in chosen(*traits)
        assert key not in chosen(*traits, trait), key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_speaks_only_of_facts_it_asked_for(rule: Rule) -> None:
    asked = {condition.fact for condition in rule.when}
    assert set(PLACE.findall(rule.text + rule.because)) <= asked
    assert PLACE.findall(rule.because) or rule.basis == "unsaid", "names no fact"
    assert rule.source
    for language in LANGUAGES:
        texts = [language.tr(text) for text in (rule.text, rule.because, rule.source)]
        assert language.code == "en" or not set(texts) & {rule.text, rule.because, rule.source}
        # Without cases, a value may only follow a colon, a dash or the first of a pair.
        for place in re.finditer(r"(.{2})\{\w+\}", "\n".join(texts)):
            assert place[1] in (": ", "– ", "— ", "+ "), place[0]


def satisfying(rule: Rule) -> dict[str, Fact]:
    """Facts, each alone enough for the conditions that the rule puts on it."""
    facts: dict[str, Fact] = {}
    for condition in rule.when:
        of_fact = [other for other in rule.when if other.fact == condition.fact]
        words = [word for other in of_fact for word in other.one_of]
        limits = [limit for other in of_fact for limit in (other.at_least, other.at_most)]
        below = [other.under - 0.001 for other in of_fact if other.under is not None]
        numbers = [limit for limit in limits if limit is not None] or below or [1.0]
        facts[condition.fact] = Fact(words[0] if words else max(numbers), "")
    return facts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_fails_without_each_single_fact(rule: Rule) -> None:
    facts = satisfying(rule)
    assert rule.applies(facts)
    for missing in facts:
        assert not rule.applies({key: fact for key, fact in facts.items() if key != missing})


# Known by heart: 0, 1, 2, 5, 21, 22, 25 and 1.5 of each unit.
AWKWARD = (0, 1, 2, 5, 21, 22, 25, 1.5)
FORMS = {
    ("en", "days"): "0 days|1 day|2 days|5 days|21 days|22 days|25 days|2 days",
    ("pl", "days"): "0 dni|1 dzień|2 dni|5 dni|21 dni|22 dni|25 dni|2 dni",
    ("ru", "days"): "0 дней|1 день|2 дня|5 дней|21 день|22 дня|25 дней|2 дня",
    ("en", "orders"): "0 orders|1 order|2 orders|5 orders|21 orders|22 orders|25 orders|1.5 orders",
    ("pl", "orders"): "0 zamówień|1 zamówienie|2 zamówienia|5 zamówień|21 zamówień|22 zamówienia|"
    "25 zamówień|1,5 zamówienia",
    ("ru", "orders"): "0 заказов|1 заказ|2 заказа|5 заказов|21 заказ|22 заказа|25 заказов|"
    "1,5 заказа",
    ("en", "points"): "0 points|1 point|2 points|5 points|21 points|22 points|25 points|2 points",
    ("pl", "points"): "0 punktów|1 punkt|2 punkty|5 punktów|21 punktów|22 punkty|25 punktów|"
    "2 punkty",
    ("ru", "points"): "0 баллов|1 балл|2 балла|5 баллов|21 балл|22 балла|25 баллов|2 балла",
}
UNITS = {
    "recency_days": "days", "tenure_days": "days", "days_past_due": "days",
    "frequency": "orders", "points": "points",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
@pytest.mark.parametrize("place", range(len(AWKWARD)), ids=map(str, AWKWARD))
def test_every_sentence_with_its_awkward_numbers(language: Language, place: int) -> None:
    value = AWKWARD[place]
    one, buying = build(
        *(number(key, 0.5, value, value) for key in UNITS),
        *(number(f"{key}_share", 0.5, value / 100, 0.2) for key in ("discount", "holiday")),
    )
    facts = collect_facts(one, language, "PLN", buying)
    for key, unit in UNITS.items():
        expected = FORMS[language.code, unit].split("|")[place]
        assert facts[key].shown.replace("\u00a0", " ") == expected
    # Due times and gaps are days too, and read like these.
    days = facts["recency_days"]
    assert facts.get("past_due", days).shown == days.shown
    shown = {key: fact.shown for key, fact in facts.items()}
    shown |= dict.fromkeys(("gap", "gap_all", "past_due", "due_in"), days.shown)
    for rule in RULES:
        for text in (rule.text, rule.because):
            values = {key: shown.get(key, "X") for key in PLACE.findall(text)}
            sentence = language.tr(text, **values)
            assert not re.search(r"[{}]|\s[.,;:]|\s\s", sentence), sentence
            assert Counter(re.findall(r"\d+ \w+", sentence)) >= Counter(
                match for value in values.values() for match in re.findall(r"\d+ \w+", value)
            ), sentence


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_first_sentences_fit_and_speak_to_anybody(language: Language) -> None:
    gendered = re.compile(r"\w(łeś|łaś)\b|\b(Pan|Pani|Pana|Panią)\b|\w\(|[а-яё]/[а-яё]")
    for rule in RULES:
        text = language.tr(rule.text)
        if rule.topic == "first_sms":
            assert len(text) <= LONGEST_SMS, text
            assert not PLACE.search(text), "its length would be anybody's guess"
        if rule.topic.startswith("first"):
            assert not gendered.search(text), text
            assert not re.search(r"\b(Cię|Ciebie|Twoj|Twój|ты|тебя)", text), text


def test_first_sentences_need_consent_to_their_channel() -> None:
    for rule in RULES:
        if rule.topic.startswith("first"):
            consent = {"first_email": "email_consent_yes", "first_sms": "sms_consent_yes"}
            limits = [c.at_least for c in rule.when if c.fact == consent[rule.topic]]
            assert limits == [0.05], rule.key


def test_as_many_lines_of_a_topic_as_a_card_has_room_for() -> None:
    one, buying = build(
        HERE, OFTEN, OLD, LARGE, FULL_PRICE, LATE, HOLIDAYS, EMAIL, SMS,
        level("generation", "x", 0.6, 0.2), level("channel", "Web", 0.9, 0.5),
        level("location", "Gdynia", 0.5, 0.1), level("interests", "cats", 0.6, 0.2),
        level("interests", "dogs", 0.0, 0.3), level("loyalty", "yes", 0.9, 0.2),
        replace(PAIR, weekdays=SATURDAY.weekdays, weekdays_all=SATURDAY.weekdays_all,
                months=MAY.months, months_all=MAY.months_all,
                weekday_orders=400, month_orders=400),
    )  # fmt: skip
    topics = [line.topic for line in advise(one, ENGLISH, "USD", buying)]
    assert topics == [topic for topic in TOPICS for _ in range(MOST_OF_TOPIC[topic])]


def test_nothing_known_nothing_invented() -> None:
    nothing = advise(profile("1"), ENGLISH, "")
    assert [(line.topic, line.basis) for line in nothing] == [
        ("where", "unsaid"), ("offer", "unsaid"), ("when", "unsaid"), ("avoid", "unsaid"),
    ]  # fmt: skip
    gender = profile("1", [], [level("gender", "female", 1.0, 0.5)])
    assert advise(gender, ENGLISH, "") == nothing, "no advice by gender"


def test_gender_and_age_decide_nothing_but_form_of_address_and_reading() -> None:
    about = {(rule.topic, rule.about, c.fact) for rule in RULES for c in rule.when}
    assert [fact for _, _, fact in about if fact.startswith(("gender", "age"))] == []
    by_generation = {place[:2] for place in about if place[2].startswith("generation")}
    assert by_generation == {("talk", "reader")}


def test_ages_must_be_known_of_half_of_the_customers() -> None:
    young = level("generation", "z", 0.9, 0.2, have=740)
    assert "talk_young" not in chosen(young)
    assert "talk_young" in chosen(replace(young, variable=replace(young.variable, have=750)))


def test_very_small_segments_get_no_advice() -> None:
    few = pet_shop()[4]
    assert advise(few, ENGLISH, "PLN") == ()
    assert advise(replace(few, customers=5), ENGLISH, "PLN") != ()


def test_values_with_braces_are_shown_as_they_are() -> None:
    odd = level("top_category", "{gap} {0}", 0.6, 0.2)
    assert "New and matching products. Category: {gap} {0}" in said(odd)


def test_condition_on_a_text_ignores_limits() -> None:
    assert not Condition("generation", one_of=("x",)).holds({"generation": Fact("z", "Z")})


SHARES = st.floats(0.0, 1.0)
NAMES = st.sampled_from(["cats", "dogs", "Garden", "Litter"])
NUMBERS = {
    "recency_days": st.floats(0, 900),
    "frequency": st.floats(1, 12),
    "tenure_days": st.floats(0, 2000),
    "monetary_value": st.floats(1, 500),
    "discount_share": SHARES,
    "free_delivery_share": SHARES,
    "holiday_share": SHARES,
    "days_past_due": st.floats(-400, 400),
    "points": st.floats(0, 900),
}
LEVELS = {
    "email_consent": ("yes", "no"),
    "sms_consent": ("yes", "no"),
    "loyalty": ("yes", "no"),
    "generation": ("boomer", "x", "z"),
    "town_size": ("small", "metropolis"),
    "channel": ("Web",),
    "location": ("Gdynia",),
    "top_category": ("cats", "Garden"),
    "interests": ("cats", "dogs"),
}


MONTHS = st.integers(0, 11)


@st.composite
def buyings(draw: st.DrawFn) -> Buying:
    bought = st.builds(Bought, NAMES, st.integers(0, 90), SHARES, SHARES)
    pair = st.builds(
        Together, NAMES, NAMES, st.integers(0, 90), SHARES, st.floats(0, 9),
        st.sampled_from(("product", "category")), st.integers(0, 90),
    )  # fmt: skip

    def spread(places: int) -> tuple[float, ...]:
        counts = draw(st.lists(st.integers(1, 60), min_size=places, max_size=places))
        return tuple(count / sum(counts) for count in counts)

    return Buying(
        "1", draw(st.integers(0, 900)), tuple(draw(st.lists(bought, max_size=3))),
        tuple(draw(st.lists(bought, max_size=3))), tuple(draw(st.lists(pair, max_size=3))),
        spread(12), spread(12), spread(7), spread(7), 1, draw(st.integers(0, 900)),
        draw(st.integers(0, 900)),
        season=draw(st.none() | st.builds(Season, MONTHS, MONTHS, SHARES, SHARES)),
    )  # fmt: skip


@st.composite
def groups(draw: st.DrawFn) -> tuple[Profile, Buying | None]:
    """A group of which anything may be known, its facts no contradictions in themselves."""
    keys = draw(st.sets(st.sampled_from([*NUMBERS, *LEVELS])))
    numbers = [
        number(key, draw(SHARES), draw(NUMBERS[key]), draw(NUMBERS[key]))
        for key in NUMBERS if key in keys
    ]  # fmt: skip
    levels = []
    for key in (key for key in LEVELS if key in keys):
        names = LEVELS[key]
        weights = draw(st.tuples(*(st.integers(0, 50) for _ in names)))
        overall = draw(st.tuples(*(st.integers(1, 50) for _ in names)))
        have = draw(st.integers(300, 1500))
        levels += [
            level(key, name, here / (sum(weights) or 1), all_ / sum(overall), have=have)
            for name, here, all_ in zip(names, weights, overall, strict=True)
        ]
    return profile("1", numbers, levels), draw(st.none() | buyings())


@given(groups())
@settings(max_examples=300)
def test_every_card_says_what_where_and_when_and_never_contradicts_itself(
    group: tuple[Profile, Buying | None],
) -> None:
    one, buying = group
    facts = collect_facts(one, ENGLISH, "USD", buying)
    rules = choose_rules(facts)
    topics = Counter(rule.topic for rule in rules)
    assert {"where", "offer", "when"} <= set(topics)
    assert all(topics[topic] <= MOST_OF_TOPIC[topic] for topic in topics)
    assert len({(rule.topic, rule.about) for rule in rules}) == len(rules)

    called = {thing for rule in rules for thing in rule.calls_for}
    ruled_out = {thing for rule in rules for thing in rule.rules_out}
    assert not called & ruled_out
    if "rare" in facts:
        offered = {
            facts[fact].value
            for rule in rules
            if rule.topic in ("offer", "first_email")
            for fact in PLACE.findall(rule.text)
        }
        assert facts["rare"].value not in offered

    for rule in rules:
        assert rule.applies(facts)
        for condition in rule.when:
            without = {key: fact for key, fact in facts.items() if key != condition.fact}
            assert rule not in choose_rules(without), rule.key


@given(groups())
@settings(max_examples=50)
def test_every_line_is_whole_in_every_language(group: tuple[Profile, Buying | None]) -> None:
    one, buying = group
    for language in LANGUAGES:
        for line in advise(one, language, "PLN", buying):
            assert line.because and line.source
            for text in (line.text, line.because, line.source):
                assert not re.search(r"\b(nan|None|inf)\b|[{}]|: *$|: *[;)]", text), text

"""Facts of a segment and conditions on them."""

from __future__ import annotations

import pytest

from segmentation.buying import Bought, Buying, Together
from segmentation.facts import Condition, Fact, collect_facts, known, least, most, under
from segmentation.language import Language
from segmentation.season import Season
from tests.example_profiles import level, number, pet_shop, profile

ENGLISH = Language("en")
NOTHING_SAID = {
    "email_unsaid", "sms_unsaid", "consent_unsaid", "products_unsaid", "time_unsaid",
}  # fmt: skip


def test_conditions_on_what_is_not_known_fail() -> None:
    conditions = (least("a", 0), most("a", 9), under("a", 9), Condition("a", one_of=("b",)))
    for condition in (*conditions, *known("a")):
        assert not condition.holds({})
        assert not condition.holds({"b": Fact(1.0, "1")})


def test_conditions_include_their_limits_but_for_under() -> None:
    facts = {"a": Fact(2.0, "2"), "b": Fact("x", "X")}
    assert least("a", 2).holds(facts) and not least("a", 2.1).holds(facts)
    assert most("a", 2).holds(facts) and not most("a", 1.9).holds(facts)
    assert under("a", 2.1).holds(facts) and not under("a", 2).holds(facts)
    assert Condition("b", one_of=("x", "y")).holds(facts)
    assert not Condition("b", one_of=("y",)).holds(facts)
    assert all(condition.holds(facts) for condition in known("a", "b"))


def test_facts_of_a_segment() -> None:
    facts = collect_facts(pet_shop()[0], ENGLISH, "PLN")
    assert facts["frequency"] == Fact(8.2, "8.2 orders")
    assert facts["frequency_all"].shown == "3.1 orders"
    assert facts["frequency_position"].value == 0.93
    assert facts["interests"] == Fact("cats", "cats")
    assert facts["interests_share"].shown == "71%"
    assert facts["generation"] == Fact("x", "Generation X")
    assert facts["generation_known"].value == pytest.approx(0.8)
    assert facts["email_consent_yes"].shown == "62%"
    assert facts["loyalty_member"].shown == "78%"
    # 778 days from first to last orders, 7.2 gaps; of all customers 349 days, 2.1 gaps.
    assert facts["gap"] == Fact(108.0, "108 days")
    assert facts["lateness"].value == pytest.approx(12 / 108)
    assert facts["gap_all"] == Fact(166.0, "166 days")
    assert facts["lateness_all"].value == pytest.approx(12 / 166)


def test_a_level_that_is_rarer_than_usual_sets_nothing_apart() -> None:
    facts = collect_facts(profile("1", [], [level("top_category", "Dogs", 0.3, 0.6)]), ENGLISH, "")
    assert set(facts) - NOTHING_SAID == {"common_top_category", "common_top_category_share"}
    assert facts["common_top_category"].value == "Dogs"


def test_own_columns_cannot_pass_as_facts() -> None:
    spoof = profile("1", [number("gap", 0.9, 5, 5), number("frequency_all", 0.9, 5, 5)])
    assert set(collect_facts(spoof, ENGLISH, "")) == NOTHING_SAID


def test_one_order_customers_have_no_rhythm() -> None:
    once = profile(
        "1",
        [
            number("frequency", 0.2, 1.2, 3),
            number("tenure_days", 0.5, 60, 90),
            number("recency_days", 0.5, 50, 60),
        ],
    )
    assert "gap" not in collect_facts(once, ENGLISH, "")


def test_days_to_or_from_the_next_order() -> None:
    def due(days: float) -> tuple[str, str]:
        one = profile("1", [number("days_past_due", 0.5, days, 0)])
        facts = collect_facts(one, ENGLISH, "")
        none = Fact(0.0, "")
        return facts.get("past_due", none).shown, facts.get("due_in", none).shown

    assert due(30) == ("30 days", "")
    assert due(-1) == ("", "1 day")
    assert due(0.4) == due(-0.4) == ("", "")


def test_consent_is_that_of_the_whole_group() -> None:
    def agreed(*levels: tuple[str, str, float, float, int]) -> dict[str, str]:
        traits = [
            level(key, name, share, all_, have=have) for key, name, share, all_, have in levels
        ]
        facts = collect_facts(profile("1", [], traits), ENGLISH, "")
        keys = ("email_consent_yes", "sms_consent_yes", "both_consents")
        return {key: facts[key].shown for key in keys if key in facts}

    # Of 300 customers 240 answered, three quarters of them yes.
    yes, no = ("email_consent", "yes", 0.75, 0.5, 1200), ("email_consent", "no", 0.25, 0.5, 1200)
    assert agreed(yes, no) == agreed(yes) == {"email_consent_yes": "60%"}
    # So few of all agreed that only the refusals are listed.
    assert agreed(("email_consent", "no", 0.97, 0.995, 1500)) == {"email_consent_yes": "3%"}
    assert agreed(("email_consent", "no", 0.99, 0.995, 1500)) == {
        "email_consent_yes": "fewer than five"
    }
    assert agreed(("email_consent", "no", 1.0, 0.995, 1500)) == {"email_consent_yes": "0%"}
    # Of ten customers six agreed to each: at least two to both.
    sms = ("sms_consent", "yes", 0.6, 0.5, 1500)
    assert agreed(yes, sms)["both_consents"] == "20%"
    assert agreed(yes, ("sms_consent", "yes", 0.3, 0.5, 1500))["both_consents"] == "0%"


@pytest.mark.parametrize("tag", ["newsletter", "Loyalty club", "VIP", "рассылка"])
def test_what_somebody_signed_up_for_is_no_interest(tag: str) -> None:
    liked = level("interests", "tea", 0.4, 0.3)
    here = profile("1", [], [level("interests", tag, 0.9, 0.3), liked])
    assert collect_facts(here, ENGLISH, "")["interests"].shown == "tea"
    gone = profile("1", [], [level("interests", tag, 0.0, 0.3), liked])
    assert "rare" not in collect_facts(gone, ENGLISH, "")


def test_what_hardly_anybody_has_here() -> None:
    def rare(share: float, overall: float) -> str | None:
        one = profile("1", [], [level("interests", "dogs", share, overall)])
        fact = collect_facts(one, ENGLISH, "").get("rare")
        return fact.shown if fact else None

    assert rare(0.05, 0.3) == "dogs"
    assert rare(0.06, 0.3) is None, "some do"
    assert rare(0.01, 0.09) is None, "few of all do"


def test_what_is_bought() -> None:
    products = (Bought("Milk", 90, 0.6, 0.6), Bought("Tea", 30, 0.2, 0.1), Bought("X", 4, 0.1, 0.0))
    pairs = (
        Together("Drinks", "Food", 60, 0.6, 2.0, "category", first_only=40),
        Together("Milk", "Cups", 50, 0.5, 3.0, first_only=4),  # nearly all have both
        Together("Milk", "Dogs", 50, 0.5, 3.0, first_only=40),
        Together("Milk", "Tea", 20, 0.22, 1.4, first_only=70),
    )
    buying = Buying("1", 200, products, together=pairs)
    facts = collect_facts(profile("1"), ENGLISH, "", buying)
    assert (facts["common_product"].shown, facts["common_product_share"].shown) == ("Milk", "60%")
    assert facts["favorite"].shown == "Tea"
    assert facts["favorite_lift"].value == pytest.approx(2.0)
    assert facts["together_second"].shown == "Dogs"
    # A pair that names what hardly anybody here buys is passed over.
    no_dogs = profile("1", [], [level("interests", "Dogs", 0.0, 0.3)])
    facts = collect_facts(no_dogs, ENGLISH, "", buying)
    assert facts["together_second"].shown == "Tea"
    assert (facts["together_share"].shown, facts["together_lift"].value) == ("22%", 1.4)
    assert facts["together_open"].shown == "70 customers"


def test_season_or_month() -> None:
    season = Season(10, 11, 0.8, 0.2)
    months = (0.25, *(0.75 / 11,) * 11)
    buying = Buying(
        "1", 300, months=months, months_all=(1 / 12,) * 12, years=2, month_orders=300, season=season
    )

    def told(since_first: float, since_last: float) -> tuple[str | None, str | None]:
        numbers = [number("tenure_days", 0.5, since_first, 300),
                   number("recency_days", 0.5, since_last, 100)]  # fmt: skip
        facts = collect_facts(profile("1", numbers), ENGLISH, "", buying)
        found = (facts.get("season"), facts.get("month"))
        return tuple(fact.shown if fact else None for fact in found)  # type: ignore[return-value]

    assert told(400, 300) == ("November–December", None)
    assert told(100, 20) == (None, "January"), "they came lately"
    assert told(700, 400) == (None, "January"), "they have missed it"


def test_own_rhythms_say_how_often() -> None:
    numbers = [
        number("frequency", 0.7, 4, 3), number("tenure_days", 0.5, 400, 300),
        number("recency_days", 0.5, 100, 100),
    ]  # fmt: skip
    mean = collect_facts(profile("1", numbers), ENGLISH, "")
    own = collect_facts(profile("1", numbers), ENGLISH, "", Buying("1", 9, rhythm=40.0))
    assert (mean["gap"].shown, own["gap"].shown) == ("100 days", "40 days")
    assert own["lateness"].value == 2.5


def test_what_fewer_than_five_bought_is_not_named() -> None:
    buying = Buying(
        "1", 9, (Bought("Ring", 4, 0.8, 0.1),), together=(Together("Ring", "Box", 4, 0.9, 9.0),)
    )
    facts = collect_facts(profile("1"), ENGLISH, "", buying)
    assert set(facts) == NOTHING_SAID


def test_categories_stand_in_for_products_without_names() -> None:
    buying = Buying("1", 9, categories=(Bought("Garden", 40, 0.5, 0.5),))
    facts = collect_facts(profile("1"), ENGLISH, "", buying)
    assert facts["common_product"].shown == "Garden"


def test_times_beyond_chance() -> None:
    usual = (0.1,) * 6 + (0.4,)
    busy = (0.1,) * 5 + (0.3, 0.2)

    def weekday(orders: int) -> str:
        buying = Buying("1", orders, weekdays=busy, weekdays_all=usual, weekday_orders=orders)
        facts = collect_facts(profile("1"), Language("pl"), "", buying)
        return facts["weekday"].shown if "weekday" in facts else ""

    # 30% where 10% is usual: more than three standard deviations from 21 orders on.
    assert weekday(20) == ""
    assert weekday(21) == "sobota"
    assert weekday(0) == ""
    months = (0.3, *(0.7 / 11,) * 11)
    year = Buying("1", 400, months=months, months_all=(1 / 12,) * 12, month_orders=400)
    assert collect_facts(profile("1"), Language("ru"), "", year)["month"].shown == "январь"


def test_what_the_data_do_not_say() -> None:
    assert set(collect_facts(profile("1"), ENGLISH, "")) == NOTHING_SAID
    known_here = profile(
        "1",
        [number("recency_days", 0.5, 60, 60)],
        [level("sms_consent", "yes", 0.5, 0.5), level("top_category", "Garden", 0.5, 0.5)],
    )
    facts = collect_facts(known_here, ENGLISH, "")
    assert NOTHING_SAID & set(facts) == {"email_unsaid"}

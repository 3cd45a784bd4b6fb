"""The sides of a persona: each sentence by hand, what is missing, and nobody recognizable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given

from segmentation.buying import Bought, Buying, Doing, Together, buying_of
from segmentation.counting import count_shop
from segmentation.customers import customer_table
from segmentation.detail_sentences import HEADINGS, LEVELS, SENTENCES
from segmentation.language import CODES, Language
from segmentation.persona_detail import persona_sections, unsaid
from segmentation.personas import persona_cards
from segmentation.presenting import make_book
from segmentation.profiles import Profile, profile_segments
from segmentation.segments.clusters import K_MEANS, ClusterSpec, find_groups
from segmentation.shop import Shop
from segmentation.traits import LONGEST_LEVEL
from segmentation.typical import Spread, Typical, typical_of
from segmentation.variables import default_variables, list_variables
from tests.example_profiles import level, list_shop, number, pet_shop, profile, variable
from tests.test_naming import shops
from tests.test_personas import texts

ENGLISH = Language("en")
ROOT = Path(__file__).parents[1]
BROKEN = re.compile(r"\b(nan|None|inf)\b|[{}]")


def lines_of(
    one: Profile,
    section: str,
    buying: Buying | None = None,
    typical: Typical | None = None,
    code: str = "en",
) -> tuple[str, ...]:
    found = persona_sections(one, buying, typical, Language(code), "PLN")
    return next((part.lines for part in found if part.key == section), ())


def spreads(*found: Spread) -> Typical:
    return Typical("1", found)


def test_what_they_spend() -> None:
    one = profile("1", [number("total_spend", 0.9, 1180, 445), number("frequency", 0.9, 8.2, 3.1)])
    middle = spreads(
        Spread("total_spend", 300, 612.0, 1180.0, 1871.0), Spread("frequency", 300, 5, 8, 10)
    )
    assert lines_of(one, "worth", None, middle) == (
        "300 customers: 10,000\u00a0zł, 20% of the revenue from customers",
        "Spend: typically 1,180\u00a0zł; half of them 610–1,900\u00a0zł "
        "(all: typically 445\u00a0zł)",
        "How often: on average 8.2 orders; half of them 5–10 orders (all: on average 3.1 orders)",
    )
    assert lines_of(one, "worth", None, None, "pl")[1:] == (
        "Wydatki: zwykle 1\u00a0180\u00a0zł (wszyscy: zwykle 445\u00a0zł)",
        "Jak często: średnio 8,2 zamówienia (wszyscy: średnio 3,1 zamówienia)",
    )


def test_rounding_never_leaves_the_middle_outside() -> None:
    one = profile("1", [number("total_spend", 0.5, 176, 176)])
    middle = spreads(Spread("total_spend", 99, 175.6, 176.0, 181.0))
    assert "half of them 176–180\u00a0zł" in lines_of(one, "worth", None, middle)[1]


def test_when_the_next_order_is_due() -> None:
    one = profile("1", [number("days_past_due", 0.5, -9, 3)])

    def said(days: float, code: str = "en") -> str:
        typical = spreads(Spread("days_past_due", 21, days - 5, days, days + 5))
        return lines_of(one, "rhythm", None, typical, code)[0]

    known = "(the rhythm of 21 customers is known)"
    assert said(-12) == f"Next order: typically due in 12 days {known}"
    assert said(1) == f"Next order: typically 1 day past due {known}"
    assert said(0.2) == f"Next order: typically due on the last day of your data {known}"
    assert said(-21, "pl") == (
        "Następne zamówienie: zwykle za 21 dni (znamy rytm zakupów 21 klientów)"
    )
    assert said(22, "ru") == (
        "Следующий заказ: обычно опаздывает на 22 дня (ритм покупок известен у 21 клиента)"
    )


BUYING = Buying(
    "1",
    120,
    products=(Bought("Litter", 90, 0.45, 0.2),),
    categories=(Bought("Cats", 100, 0.5, 0.25), Bought("Dogs", 10, 0.05, 0.25)),
    together=(
        Together("Toy", "Litter", 21, 0.84, 4.25),
        Together("Bowl", "Litter", 20, 0.8, 4.0),
    ),
    months=(0.05,) * 10 + (0.2, 0.3),
    months_all=(0.08,) * 10 + (0.1, 0.1),
    weekdays=(0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
    weekdays_all=(0.1, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15),
    month_orders=90,
    weekday_orders=110,
    one_category=Doing(0.8, 0.4, 97),
    returned=Doing(0.3, 0.1, 200),
)


def test_what_they_buy() -> None:
    one = profile("1")
    assert lines_of(one, "products", BUYING) == (
        "Category: Cats – 50% of them (all: 25%)",
        "Product: Litter – 45% of them (all: 20%)",
        "Toy → Litter: 21 customers of the whole shop bought both; 84% of those who bought the "
        "first, 4.3 times as many as of all customers",
        "Shares of the 200 customers whose orders name the goods.",
    )
    assert lines_of(one, "products", BUYING, None, "ru")[2] == (
        "Toy → Litter: во всём магазине и то и другое купил 21 клиент; это 84\u00a0% купивших "
        "первое, в 4,3 раза чаще, чем все клиенты"
    )


def test_what_they_buy_less_than_others_is_not_listed_unless_there_is_nothing_else() -> None:
    rare = (Bought("D" * 99, 10, 0.05, 0.25),)
    levels = [level("interests", "dogs", 0.2, 0.4), level("interests", "fish", 0.2, 0.2)]
    one = profile("1", [], levels)
    fish = "Interests: fish – 20% of them (all: 20%)"
    assert lines_of(one, "products")[0] == fish, "no more and no fewer than elsewhere"
    shortest = replace(BUYING, products=(), categories=rare, together=())
    assert lines_of(one, "products", shortest) == (
        f"Category: {'D' * (LONGEST_LEVEL - 1)}… – 5% of them (all: 25%)",
        "Shares of the 200 customers whose orders name the goods.",
        fish,
    )
    dogs = profile("1", [], levels[:1])
    assert lines_of(dogs, "products") == ("Interests: dogs – 20% of them (all: 40%)",)
    assert not any("dogs" in line for line in lines_of(dogs, "products", BUYING))


def test_when_they_buy() -> None:
    found = {s.key: s for s in persona_sections(profile("1"), BUYING, None, ENGLISH, "PLN")}
    assert found["time"].lines == (
        "Busiest months: December – 30% (all: 10%); November – 20% (all: 10%) (of 90 orders)",
    )
    assert found["weekdays"].lines == ("Busiest day: Monday – 40% (all: 10%) (of 110 orders)",)
    months, weekdays = found["time"].series, found["weekdays"].series
    assert months is not None and weekdays is not None
    assert (months.labels[0], months.labels[11], len(months.labels)) == ("Jan", "Dec", 12)
    assert (months.group, months.everyone) == (BUYING.months, BUYING.months_all)
    assert (weekdays.labels[0], weekdays.labels[6]) == ("Mon", "Sun")
    goods = found["products"].series
    assert goods is not None and (goods.labels[0], goods.group) == ("Cats", (0.5, 0.05))
    part = persona_sections(
        profile("1"), replace(BUYING, months=(), months_all=()), None, ENGLISH, "PLN"
    )
    assert "time" not in {s.key for s in part} and "weekdays" in {s.key for s in part}
    few = replace(BUYING, orders=19)
    assert lines_of(profile("1"), "weekdays", few) == ()


def test_needs_name_what_they_are_judged_by() -> None:
    one = profile(
        "1",
        [number("discount_share", 0.8, 0.45, 0.12), number("free_delivery_share", 0.5, 0.9, 0.9)],
    )
    assert lines_of(one, "needs", BUYING) == (
        "Probably a good price – judged by orders with a discount: 45% (all: 12%)",
        "Probably a specialist they trust – judged by who has ordered several times, always from "
        "one category: 80% (all: 40%)",
        "Probably advice and service – judged by who sent something back or was refunded: 30% "
        "(all: 10%)",
    )
    assert lines_of(one, "price")[1] == "Orders with free delivery: 90% (all: 90%)"
    same = replace(BUYING, one_category=Doing(0.8, 0.79, 97), returned=Doing(0.1, 0.1, 99))
    assert lines_of(profile("1"), "needs", same) == ()


def test_own_columns_find_their_section() -> None:
    asked = replace(variable("Co jest ważne?"), kind="category", distinct=3)
    stage = replace(variable("Family"), kind="category", distinct=3)
    levels = [
        replace(level("x", "Price", 0.6, 0.3), variable=asked),
        replace(level("x", "Children", 0.5, 0.2), variable=stage),
    ]
    one = profile("1", [number("Rating of service", 0.8, 4.5, 3.25)], levels)
    assert lines_of(one, "needs") == (
        "Rating of service: on average 4.50 (all: 3.25)",
        "Co jest ważne?: Price – 60% of them (all: 30%)",
    )
    assert lines_of(one, "people") == ("Family: Children – 50% of them (all: 20%)",)


def test_a_word_inside_another_does_not_find_a_section() -> None:
    for name in ("Procent rabatu", "Operating system"):
        one = profile("1", [number(name, 0.8, 4.5, 3.25)])
        assert lines_of(one, "needs") == () and len(lines_of(one, "people")) == 1, name
    for name in ("ocena", "customer_rating", "Najważniejsze", "Moja OPINIA", "Отзывы"):
        assert lines_of(profile("1", [number(name, 0.8, 4.5, 3.25)]), "needs"), name


def test_shares_are_of_the_whole_group_and_what_is_unknown_is_said() -> None:
    asked = replace(variable("Pets", 750), kind="category", distinct=3)
    levels = [
        level("gender", "female", 0.8, 0.5, have=750),
        level("generation", "x", 0.5, 0.3),
        replace(level("x", "Cats", 0.5, 0.3), variable=asked),
    ]
    one = profile("1", [], levels, customers=300)
    known = {"gender": 210, "generation": 300, "Pets": 299}  # of the 300
    here = [
        replace(
            each,
            share_of_level=each.share_in_segment
            * known[each.variable.key]
            / (each.overall_share * each.variable.have),
        )
        for each in one.levels
    ]
    one = replace(one, levels=tuple(here))
    assert lines_of(one, "people") == (
        "Pets: Cats – 50% of them (all: 15%)",
        "Generation: Generation X – 50% of them (all: 30%)",
        "Gender: Women – 56% of them (all: 25%)",  # 80% of 70%, of all 50% of half
        "Not in your files: Pets – for <1% of them; Gender – for 30% of them",
    )
    (card,) = persona_cards((one,), ENGLISH, "", {})
    assert "Gender: Women – 56% (all: 25%)" in card.facts
    assert lines_of(one, "people", code="ru")[2:] == (
        "Пол: Женщины — 56\u00a0% из них (среди всех: 25\u00a0%)",
        "В файлах нет данных: Pets — у <1\u00a0% из них; Пол — у 30\u00a0% из них",
    )


def test_where_all_are_known_nothing_is_missing() -> None:
    one = profile("1", [], [level("gender", "female", 0.8, 0.5)])
    assert lines_of(one, "people") == ("Gender: Women – 80% of them (all: 50%)",)


def test_values_that_fewer_than_five_have_are_not_named() -> None:
    levels = [level("location", "Ełk", 0.4, 0.2), level("location", "Sopot", 0.6, 0.2)]
    one = profile("1", [], levels, customers=8)
    assert lines_of(one, "place") == ("Place of residence: Sopot – 60% of them (all: 20%)",)


def test_consent_by_channel() -> None:
    levels = [level("email_consent", "yes", 0.62, 0.48), level("sms_consent", "yes", 0.01, 0.2)]
    one = profile("1", [], levels)
    assert lines_of(one, "consent") == (
        "E-mail: 62% of them agreed (all: 48%)",
        "SMS: fewer than five of them agreed (all: 20%)",
    )
    nobody = profile("1", [], [level("email_consent", "no", 1.0, 1.0)])
    assert lines_of(nobody, "consent") == ("E-mail: fewer than five of them agreed (all: 0%)",)
    # So few of all agreed that only the refusals are listed: here 30 of 300 customers.
    rare = profile("1", [], [level("email_consent", "no", 0.9, 0.98)])
    assert lines_of(rare, "consent") == ("E-mail: 10% of them agreed (all: 2%)",)


def test_unsaid() -> None:
    one = profile("1", [number("frequency", 0.5, 2, 2), number("discount_share", 0.5, 0, 0)])
    assert unsaid(one, ENGLISH) == (
        "What your files do not say about these customers: which kinds of goods they buy, how old "
        "they are, whether they are women or men, where they live, how they pay, whether they are "
        "in a loyalty program, and whether they agreed to marketing."
    )
    pets = pet_shop()[0]
    keys = {t.variable.key for t in pets.numbers} | {t.variable.key for t in pets.levels}
    assert "how old" not in unsaid(pets, ENGLISH) and "age" in keys
    assert unsaid(profile("1"), ENGLISH) == "", "nothing is described"


def test_very_small_groups_tell_nothing() -> None:
    small = pet_shop()[4]
    assert small.customers == 4
    assert persona_sections(small, BUYING, None, ENGLISH, "PLN") == ()
    assert unsaid(small, ENGLISH) == ""


def test_sections_shrink_with_the_data() -> None:
    assert [s.key for s in persona_sections(profile("1"), None, None, ENGLISH, "")] == ["worth"]
    for one in list_shop()[:2]:
        keys = [s.key for s in persona_sections(one, Buying(one.segment_id, 0), None, ENGLISH, "")]
        assert "products" not in keys and "rhythm" not in keys and "people" in keys


def test_every_row_has_a_section_and_its_first_sentence_the_most_facts() -> None:
    assert {row.section for row in SENTENCES} | {row.section for row in LEVELS} <= set(HEADINGS)
    for row in SENTENCES:
        places = set(re.findall(r"\{(\w+)\}", row.text))
        needed = {condition.fact for condition in row.when}
        named = {place.removesuffix("_all") for place in places}
        assert named <= needed | {need.removesuffix("_few") for need in needed} | {
            need.replace("_few", "_agreed") for need in needed
        }, row.text


AWKWARD = (0.0, 1.0, 1.5, 2.0, 5.0, 21.0, 22.0, 25.0)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_numbers_in_every_sentence(code: str, value: float) -> None:
    language = Language(code)
    keys = ("total_spend", "frequency", "monetary_value", "recency_days", "tenure_days", "age",
            "points", "days_past_due", "Stars")  # fmt: skip
    shares = ("discount_share", "free_delivery_share", "holiday_share")
    numbers = [number(key, 0.9, value, value) for key in keys]
    numbers += [number(key, 0.9, min(value, 1.0), 0.1) for key in shares]
    levels = [level(row.key, "x", 0.5, 0.25) for row in LEVELS]
    levels += [level(f"{kind}_consent", "yes", 0.5, 0.25) for kind in ("email", "sms")]
    one = profile("1", numbers, levels, customers=10 + round(value))
    typical = spreads(
        *(Spread(key, max(1, round(value)), value, value, 2 * value + 1) for key in keys)
    )
    buyers = max(1, round(value))
    pair = (Together("a", "b", buyers, 0.5, 1.5 + value),)
    found = persona_sections(
        one, replace(BUYING, orders=20 + buyers, together=pair), typical, language, "PLN"
    )
    assert [s.key for s in found] == list(HEADINGS)
    for section in found:
        for line in section.lines:
            assert not BROKEN.search(line), line


@given(shops())
def test_details_never_show_what_is_missing(shop: tuple[Profile, ...]) -> None:
    for code in CODES:
        for one in shop:
            sections = persona_sections(one, BUYING, None, Language(code), "PLN")
            for text in [*texts(sections), unsaid(one, Language(code))]:
                plain = text.replace("{label}", "")
                assert not BROKEN.search(plain), text


PERSONAL = ("customer", "customer_id", "email", "phone", "name", "last_name", "postcode")
OUR_WORDS = {"Price"}  # a last name too


@pytest.mark.parametrize("name", ["pet_garden", "building", "gift_shop"])
def test_nobody_can_be_recognized(shop: Shop, name: str) -> None:
    for path in sorted((ROOT / "sample_data" / name).glob("*.csv")):
        shop.read_file(path, path.name)
    shop.use()
    customers = customer_table(shop)
    said = "\n".join(all_that_is_said(shop, customers))
    assert not BROKEN.search(said)
    names = customers["first_name"].str.cat(customers["last_name"], " ")
    values = [customers[column] for column in PERSONAL] + [names]
    for value in {str(one) for column in values for one in column.dropna()} - OUR_WORDS:
        if len(value) > 3 and value in said:
            assert not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said), value


def all_that_is_said(shop: Shop, customers: pd.DataFrame) -> Iterator[str]:
    """All texts of the personas of a shop, in all languages."""
    variables = list_variables(customers)
    spec = ClusterSpec(default_variables(variables), groups=4, method=K_MEANS)
    assignment = find_groups(customers, spec)
    totals = count_shop(shop)
    profiles = profile_segments(customers, assignment, variables)
    buyings = buying_of(shop, customers, assignment)
    typicals = typical_of(customers, assignment, variables)
    for code in CODES:
        language = Language(code)
        cards = persona_cards(profiles, language, totals.currency or "", {})
        book = make_book(profiles, cards, (), buyings, typicals, {}, totals, language)
        assert all(len(one.sections) > 8 and one.typical for one in book.personas)
        yield from (text for text in texts(book) if not text.startswith("<svg"))

"""Doubts about what to group by: raised where they hold, and only there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from segmentation.cautions import CAUTIONS, caution_sentence, find_cautions
from segmentation.language import CODES, Language
from segmentation.variables import list_variables
from tests.made_customers import made_customers

EN = Language("en")


def told(customers: pd.DataFrame, *chosen: str) -> list[tuple[str, tuple[str, ...]]]:
    cautions = find_cautions(customers, list_variables(customers), chosen)
    return [(one.key, tuple(v.key for v in one.variables)) for one in cautions]


@pytest.fixture(scope="module")
def customers() -> pd.DataFrame:
    """Four kinds of customers, who differ in everything at once."""
    return made_customers(400)


def test_sensible_choice_raises_no_doubt(customers: pd.DataFrame) -> None:
    chosen = ("total_spend", "frequency", "recency_days", "age", "gender", "interests", "loyalty")
    assert told(customers, *chosen) == []


def test_spend_is_orders_times_average_order(customers: pd.DataFrame) -> None:
    three = ("total_spend", "frequency", "monetary_value")
    assert told(customers, *three) == [("product", three)]
    for left_out in three:
        assert told(customers, *(key for key in three if key != left_out)) == []


def test_generation_is_an_age(customers: pd.DataFrame) -> None:
    assert told(customers, "generation", "age") == [("years", ("age", "generation"))]


def test_two_numbers_in_the_same_order(customers: pd.DataFrame) -> None:
    noise = 1 + np.random.default_rng(0).uniform(-0.01, 0.01, len(customers))
    twice = customers.assign(**{"Spend in euro": customers["total_spend"] * 0.23 * noise})
    assert told(twice, "total_spend", "Spend in euro") == [
        ("same", ("total_spend", "Spend in euro"))
    ]


def test_two_categories_with_the_same_levels(customers: pd.DataFrame) -> None:
    member = customers["loyalty"].map({"yes": "Gold", "no": "None"})
    assert told(customers.assign(Card=member), "loyalty", "Card") == [("same", ("loyalty", "Card"))]


def test_a_town_and_its_size_say_the_same(customers: pd.DataFrame) -> None:
    assert told(customers, "location", "town_size") == [("same", ("location", "town_size"))]


def test_groups_alone_make_no_two_numbers_the_same() -> None:
    """Five groups on a line: what goes together only between them is what grouping is for."""
    random = np.random.default_rng(3)
    group = np.arange(500) % 5
    apart = made_customers(500).assign(
        total_spend=10.0 ** (1 + group) * random.uniform(1, 2, 500),
        recency_days=(5 - group) * 100 + random.integers(0, 50, 500),
    )
    assert told(apart, "total_spend", "recency_days") == []


def test_what_few_customers_have(customers: pd.DataFrame) -> None:
    rare = customers.assign(age=customers["age"].where(np.arange(len(customers)) % 5 == 0))
    assert told(rare, "total_spend", "age") == [("missing", ("age",))]
    some = customers.assign(age=customers["age"].where(np.arange(len(customers)) % 5 > 0))
    assert told(some, "total_spend", "age") == []


@pytest.mark.parametrize(("towns", "doubted"), [(60, True), (12, False)])
def test_very_many_values(customers: pd.DataFrame, towns: int, doubted: bool) -> None:
    places = [f"Town {number % towns}" for number in range(len(customers))]
    cautions = told(customers.assign(location=places), "frequency", "location")
    assert (("many", ("location",)) in cautions) is doubted


def test_what_changes_nothing(customers: pd.DataFrame) -> None:
    letter = np.random.default_rng(5).choice(list("abc"), len(customers))
    assert told(customers.assign(Letter=letter), "frequency", "Letter") == [("idle", ("Letter",))]


def test_one_doubt_about_a_variable_is_enough(customers: pd.DataFrame) -> None:
    towns = np.random.default_rng(6).choice([f"Town {n}" for n in range(40)], len(customers))
    rare = pd.Series(towns).where(np.arange(len(customers)) % 4 == 0)
    assert told(customers.assign(location=rare), "location") == [("missing", ("location",))]


def test_only_what_is_chosen_is_doubted(customers: pd.DataFrame) -> None:
    assert told(customers) == []
    assert told(customers, "age", "no such column") == []


def doubts(customers: pd.DataFrame, language: Language, chosen: Sequence[str]) -> list[str]:
    cautions = find_cautions(customers, list_variables(customers), chosen)
    return [caution_sentence(caution, language) for caution in cautions]


@pytest.mark.parametrize("code", CODES)
def test_every_doubt_is_a_sentence_in_every_language(customers: pd.DataFrame, code: str) -> None:
    rows = np.arange(len(customers))
    strange = customers.assign(
        Card=customers["loyalty"],
        points=customers["points"].where(rows % 5 == 0),
        location=[f"Town {number % 22}" for number in rows],
        Letter=np.random.default_rng(5).choice(list("abc"), len(rows)),
    )
    language = Language(code)
    chosen = (
        "total_spend", "frequency", "monetary_value", "age", "generation", "loyalty", "Card",
        "points", "location", "Letter",
    )  # fmt: skip
    assert {key for key, _ in told(strange, *chosen)} == set(CAUTIONS)
    sentences = doubts(strange, language, chosen)
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    many = {
        "en": "has 22 different values",
        "pl": "ma 22 różne wartości",
        "ru": "22 разных значения",
    }
    assert any(many[code] in sentence for sentence in sentences)

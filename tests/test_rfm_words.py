"""The ten names, the steps and what they rest on, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from segmentation.counting import ShopTotals, View
from segmentation.language import CODES, Language
from segmentation.rfm_words import (
    MEANINGS,
    NAMES,
    NOBODY,
    basis_words,
    directions,
    explanation,
    field_words,
    frequency_steps,
    grades_words,
    monetary_steps,
    period_words,
    recency_steps,
    rfm_names,
    score_words,
    shown_keys,
    step_words,
)
from segmentation.rhythm import Rhythm
from segmentation.segments.rfm import Cutoffs, RfmResult, RfmSpec, find_rfm
from segmentation.segments.rfm_grid import GRADES, NAME_KEYS, UNPLACED
from segmentation.segments.rfm_scores import Score
from tests.made_customers import made_customers

EN, PL, RU = (Language(code) for code in CODES)
KNOWN = Rhythm(120, 30.0)


def result(spec: RfmSpec | None = None, rhythm: Rhythm = KNOWN, customers: int = 60) -> RfmResult:
    return find_rfm(made_customers(customers), spec or RfmSpec(grades=5), rhythm)


def with_cutoffs(**changes: object) -> RfmResult:
    found = result()
    return replace(found, cutoffs=replace(found.cutoffs, **changes))  # type: ignore[arg-type]


def test_names_and_meanings_are_there_for_every_key() -> None:
    assert list(NAMES) == list(MEANINGS) == [*NAME_KEYS, UNPLACED]
    for language in (EN, PL, RU):
        names = rfm_names(RfmSpec(), language)
        assert len(set(names.values())) == len(NAMES)
        assert len({language.tr(meaning) for meaning in MEANINGS.values()}) == len(MEANINGS)


def test_owner_s_names_come_first() -> None:
    names = rfm_names(RfmSpec().renamed("loyal", "Stali"), PL)
    assert names["loyal"] == "Stali"
    assert names["need_attention"] == "Potrzebują uwagi"
    assert rfm_names(RfmSpec(), RU)["cant_lose"] == "Нельзя потерять"


@pytest.mark.parametrize(("grades", "names"), [(5, 10), (3, 9), (2, 4)])
def test_names_of_the_grid_in_their_order(grades: int, names: int) -> None:
    keys = shown_keys(result(RfmSpec(grades=grades)))
    assert len(keys) == names
    assert list(keys) == [key for key in NAME_KEYS if key in keys]
    customers = made_customers(60)
    customers.loc[0, "frequency"] = 0
    assert shown_keys(find_rfm(customers, RfmSpec(), KNOWN))[-1] == UNPLACED


def test_steps_are_ranges() -> None:
    found = result()
    assert recency_steps(found, EN) == ("0–15", "16–30", "31–60", "61–120", "121+")
    assert frequency_steps(found, EN) == ("1", "2", "3", "4–5", "6+")
    amounts = with_cutoffs(monetary=(10.0, 20.0, 20.0, np.inf))
    assert monetary_steps(amounts, "PLN", PL) == (
        "poniżej 10,00\u00a0zł", "10,00\u00a0zł – 20,00\u00a0zł", NOBODY,
        "20,00\u00a0zł lub więcej", NOBODY,
    )  # fmt: skip


def test_steps_that_equal_customers_left_empty_are_blank() -> None:
    found = with_cutoffs(recency=(0.0, 0.0, 1500.0, 2000.0), frequency=(2.0, 2.0, 2.0, np.inf))
    assert recency_steps(found, EN) == ("0", NOBODY, "1–1,500", "1,501–2,000", "2,001+")
    assert frequency_steps(found, EN) == ("1", NOBODY, NOBODY, "2+", NOBODY)


@pytest.mark.parametrize("grades", GRADES)
def test_steps_go_with_their_sizes(grades: int) -> None:
    found = result(RfmSpec(grades=grades))
    for part in ("recency", "frequency", "monetary"):
        assert len(step_words(part, found, "", EN)) == len(found.sizes(part)) == grades


def test_own_rhythm_is_told_with_its_rule_of_thumb() -> None:
    said = basis_words("recency", result(), EN)
    assert said == (
        "Half of your returning customers usually order again within 30 days. The steps are half "
        "of that, once, twice and four times that; the multiples are a rule of thumb."
    )
    assert "в течение 21 дня" in basis_words("recency", result(rhythm=Rhythm(200, 21.0)), RU)
    assert "w ciągu 30 dni" in basis_words("recency", result(), PL)


def test_too_few_returning_customers_are_said() -> None:
    said = basis_words("recency", result(rhythm=Rhythm(22, 30.0)), EN)
    assert said.startswith("Only 22 customers have ordered on more than one day")
    assert "it takes 100" in said and "rule of thumb" in said
    polish = basis_words("recency", result(rhythm=Rhythm(22, 30.0)), PL)
    assert polish.startswith("Tylko 22 klienci zamawiali")


def test_nobody_returning_is_said_in_words() -> None:
    said = basis_words("recency", result(rhythm=Rhythm(0, None)), EN)
    assert said.startswith("Nobody has ordered on more than one day") and "rule of thumb" in said


def test_every_basis_has_words() -> None:
    spec = RfmSpec(
        5, "own", (1, 2, 3, 4), "own", (2, 3, 4, 5), "own", (1, 2, 3, 4)
    )  # fmt: skip
    assert basis_words("recency", result(spec), EN) == "The days are your own."
    assert basis_words("frequency", result(spec), EN) == "The numbers of orders are your own."
    assert basis_words("monetary", result(spec), EN) == "The amounts are your own."
    assert "rule of thumb" in basis_words("frequency", result(), EN)
    shares = RfmSpec(5, "shares", (), "shares")
    for part in ("recency", "frequency", "monetary"):
        assert basis_words(part, result(shares), EN).startswith("About 20% of the customers")
    assert "do not" in explanation(EN)[1] and len(explanation(RU)) == len(explanation(EN))


def test_scores_of_a_file_are_told() -> None:
    customers = made_customers(60)
    customers["RFM"] = "543"
    customers.loc[:9, "RFM"] = "111"
    found = find_rfm(customers, RfmSpec(given=True), KNOWN)
    for part in ("recency", "frequency", "monetary"):
        assert basis_words(part, found, EN) == "Taken from your file."
    assert recency_steps(found, EN) == ("5", "4", "3", "2", "1")
    assert frequency_steps(found, EN) == ("1", "2", "3", "4", "5")
    assert "the best at the top right" in directions(found, EN)
    assert grades_words(found, EN) == ""
    turned = find_rfm(customers, RfmSpec(given=True, low_best=(("recency", True),)), KNOWN)
    assert recency_steps(turned, EN) == ("1", "2", "3", "4", "5")


def test_direction_of_a_score_is_told_with_its_ground() -> None:
    seen = Score("recency", "R_score", 5, low_is_best=True, seen=True)
    assert score_words(seen, EN) == "Column “R_score”: 1 is the best, as your orders show."
    assumed = Score("frequency", "F", 4)
    assert score_words(assumed, EN).startswith("Column “F”: 4 is taken for the best.")


@pytest.mark.parametrize(
    ("grades", "customers", "said"),
    [
        (None, 60, "With 60 customers, two steps"),
        (None, 200, "With 200 customers, three steps"),
        (5, 200, "With so few customers"),
        (None, 600, ""),
        (2, 600, ""),
    ],
)
def test_number_of_steps_is_explained(grades: int | None, customers: int, said: str) -> None:
    words = grades_words(result(RfmSpec(grades=grades), customers=customers), EN)
    assert words.startswith(said) and bool(words) is bool(said)


def test_period_says_who_is_left_out() -> None:
    totals = ShopTotals(customers=3, revenue_customers=Decimal("12.50"), currency="PLN")
    everyone = replace(totals, customers=25)
    assert period_words(View(), totals, totals, EN) == (
        "3 customers, each in exactly one field; together 12.50\u00a0zł after refunds."
    )
    said = period_words(View(since=date(2026, 3, 5)), totals, everyone, PL)
    assert said == (
        "3 klienci, każdy dokładnie w jednym polu; razem 12,50\u00a0zł po zwrotach. "
        "Jeszcze 22 nie mają zamówień w tym okresie. "
        "Zamówienia sprzed 5 marca 2026 się nie liczą, więc ci, których nazywamy nowymi, mogli "
        "kupować już wcześniej."
    )


def test_cutoffs_of_nothing_are_no_numbers() -> None:
    customers = made_customers(20)
    customers["monetary_value"] = pd.Series([np.nan] * 20)
    found = find_rfm(customers, RfmSpec(grades=2), KNOWN)
    assert isinstance(found.cutoffs, Cutoffs)
    assert monetary_steps(found, "PLN", EN)[1] == NOBODY
    assert found.sizes("monetary") == (0, 0)


@pytest.mark.parametrize(
    ("language", "words"),
    [(EN, "Loyal: days 0–{}, orders {}+"), (PL, "Lojalni: dni 0–{}, zamówień {}+"),
     (RU, "Лояльные: дней 0–{}, заказов {}+")],
)  # fmt: skip
def test_a_field_is_told_by_its_name_days_and_orders(language: Language, words: str) -> None:
    result = find_rfm(made_customers(200), RfmSpec(grades=2), KNOWN)
    (best,) = [cell for cell in result.cells if (cell.recency, cell.frequency) == (2, 2)]
    steps = int(result.cutoffs.recency[0]), int(result.cutoffs.frequency[0])
    said = field_words(best, result, rfm_names(RfmSpec(grades=2), language), language)
    assert said == words.format(*steps)

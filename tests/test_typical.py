"""What is typical of a group: the middle half by hand, the central customer against a naive one."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pandas as pd
import pytest

from segmentation.language import CODES, Language
from segmentation.segments.assignment import Assignment
from segmentation.typical import Central, Spread, rounded, typical_of
from segmentation.typical_words import typical_sentence
from segmentation.variables import list_variables
from tests.made_customers import made_customers, made_types

ENGLISH = Language("en")


def grouped(labels: list[int], variables: tuple[str, ...] = ()) -> Assignment:
    groups = max(labels) + 1
    return Assignment("own", variables, np.array(labels), groups, None, None, (None,) * groups)


def line_of_customers(n: int) -> pd.DataFrame:
    """Customers who spent 1, 2, 3 and so on; the rest as in the made shop."""
    customers = made_customers(n, seed=1)
    return customers.assign(total_spend=np.arange(1.0, n + 1))


def test_the_middle_half_by_hand() -> None:
    customers = line_of_customers(25)
    variables = [v for v in list_variables(customers) if v.key == "total_spend"]
    many, few = typical_of(customers, grouped([0] * 21 + [1] * 4), variables)
    assert many.spread("total_spend") == Spread("total_spend", 21, 6.0, 11.0, 16.0)
    assert few.spreads == () and few.central is None


def test_the_middle_half_takes_twenty_who_have_a_value() -> None:
    customers = line_of_customers(30)
    customers.loc[:10, "total_spend"] = np.nan
    variables = [v for v in list_variables(customers) if v.key == "total_spend"]
    (one,) = typical_of(customers, grouped([0] * 30), variables)
    assert one.spreads == (), "nineteen are known"


def test_the_central_customer_is_the_medoid() -> None:
    """Of one variable: the customer whose squared distances to all others are least."""
    customers = line_of_customers(11).assign(
        frequency=3, recency_days=10, tenure_days=90, monetary_value=[*range(100, 1200, 100)]
    )
    (one,) = typical_of(customers, grouped([0] * 11), list_variables(customers)[:1])
    sums = [((customers["total_spend"] - x) ** 2).sum() for x in customers["total_spend"]]
    assert int(np.argmin(sums)) == 5
    assert one.central is not None
    assert (one.central.orders, one.central.gap, one.central.amount) == (3, 40.0, 600.0)


def test_what_few_share_is_not_told() -> None:
    customers = line_of_customers(11).assign(payment=["blik"] * 4 + ["card"] * 7)
    (one,) = typical_of(customers, grouped([0] * 11), list_variables(customers)[:1])
    assert one.central is not None and one.central.payment == "card"
    turned = customers.assign(payment=["card"] * 4 + ["x", "blik"] + ["card"] * 5)
    (one,) = typical_of(turned, grouped([0] * 11), list_variables(turned)[:1])
    assert one.central is not None and one.central.payment == ""


def test_typical_is_the_same_however_the_segments_are_numbered() -> None:
    customers = made_customers(200)
    labels = made_types(200)
    variables = list_variables(customers)
    by = ("total_spend", "age", "interests")
    found = typical_of(customers, grouped(list(labels), by), variables)
    turned = typical_of(customers, grouped(list(3 - labels), by), variables)
    for one, other in zip(found, reversed(turned), strict=True):
        assert (one.spreads, one.central) == (other.spreads, other.central)
        assert one.central is not None


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (1.55, 1.6), (183, 180), (1234, 1200), (-27.4, -27)]
)
def test_rounded_to_two_figures(value: float, expected: float) -> None:
    assert rounded(value) == expected


def test_the_sentence() -> None:
    central = Central(6, 35.0, 180.0, "cat food", "BLIK", "medium")
    assert typical_sentence(central, ENGLISH, "PLN") == (
        "One of them as an example: orders every 5 weeks, about 180\u00a0zł an order, "
        "mostly “cat food”, payment: BLIK, from a town of 20,000 to 100,000 people."
    )
    assert typical_sentence(central, Language("pl"), "PLN") == (
        "Przykładowy klient z tej grupy: zamawia co 5 tygodni, około 180\u00a0zł za zamówienie, "
        "najczęściej „cat food”, płatność: BLIK, "
        "z miasta od 20\u00a0000 do 100\u00a0000 mieszkańców."
    )
    assert typical_sentence(central, Language("ru"), "RUB") == (
        "Пример клиента из этой группы: заказывает раз в 5 недель, около 180\u00a0₽ за заказ, "
        "чаще всего «cat food», оплата: BLIK, из города от 20\u00a0000 до 100\u00a0000 жителей."
    )
    assert typical_sentence(Central(1, None, 90.0), ENGLISH, "PLN") == (
        "One of them as an example: one order so far, about 90\u00a0zł an order."
    )


@pytest.mark.parametrize(
    ("gap", "english", "polish", "russian"),
    [
        (0.2, "orders every day", "zamawia codziennie", "заказывает раз в 1 день"),
        (2.0, "orders every 2 days", "zamawia co 2 dni", "заказывает раз в 2 дня"),
        (14.0, "orders every 2 weeks", "zamawia co 2 tygodnie", "заказывает раз в 2 недели"),
        (70.0, "orders every 2 months", "zamawia co 2 miesiące", "заказывает раз в 2 месяца"),
        (640.0, "orders every 21 months", "zamawia co 21 miesięcy", "заказывает раз в 21 месяц"),
    ],
)
def test_how_often_in_words(gap: float, english: str, polish: str, russian: str) -> None:
    for code, expected in zip(CODES, (english, polish, russian), strict=True):
        sentence = typical_sentence(Central(3, gap, 50.0), Language(code), "")
        assert sentence.partition(",")[0].partition(": ")[2] == expected


def test_who_has_stopped_is_told_as_such() -> None:
    silent = Central(3, 30.0, 50.0, silent=True)
    said = [typical_sentence(silent, Language(code), "").partition(",")[0] for code in CODES]
    assert said == [
        "One of them as an example: ordered every 4 weeks",
        "Przykładowy klient z tej grupy: zamawiał co 4 tygodnie",
        "Пример клиента из этой группы: заказывал раз в 4 недели",
    ]


def test_too_little_makes_no_sentence() -> None:
    assert typical_sentence(None, ENGLISH, "PLN") == ""
    assert typical_sentence(Central(), ENGLISH, "PLN") == ""
    assert typical_sentence(Central(town_size="big"), ENGLISH, "PLN") == ""


def test_no_gap_ever_shows() -> None:
    orders, gaps, amounts = (None, 0, 1, 2, 5, 21, 22, 25), (None, 1.5, 21.0), (None, 0.0, 1.5)
    for n, gap, amount, word in itertools.product(orders, gaps, amounts, ("", "{x}")):
        central = Central(n, gap, amount, word, word, "small")
        for code in CODES:
            sentence = typical_sentence(central, Language(code), "PLN").replace("{x}", "")
            assert not re.search(r"\b(nan|None|inf)\b|[{}]", sentence)

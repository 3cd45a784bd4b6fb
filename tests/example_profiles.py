"""Profiles of made-up shops for the tests of names, advice, cards and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.variable_catalogue import CATALOGUE
from segmentation.variables import Variable

ENTRIES = {entry.key: entry for entry in CATALOGUE}


def variable(key: str, have: int = 1500, customers: int = 1500) -> Variable:
    """A variable of the catalogue, or an own column (a number) by any other key."""
    entry = ENTRIES.get(key)
    return Variable(
        key=key,
        label=CUSTOMER_COLUMN[key].label if entry else key,
        kind=entry.kind if entry else "number",
        unit=entry.unit if entry else "",
        how="",
        needs="",
        have=have,
        own=entry is None,
        customers=customers,
        distinct=9,
    )


def number(
    key: str, position: float, value: float, overall: float, *, have: int = 1500, known: int = 300
) -> NumberTrait:
    """A number trait whose mean and median are alike; its v-test follows the position."""
    return NumberTrait(
        variable=variable(key, have),
        v_test=40.0 * (position - 0.5),
        mean_in_segment=value,
        overall_mean=overall,
        median_in_segment=value,
        overall_median=overall,
        position=position,
        known=known,
    )


def level(key: str, name: str, share: float, overall: float, *, have: int = 1500) -> LevelTrait:
    """A level trait; its v-test follows the difference of the shares.

    Its share of the level is filled in by :func:`profile`.
    """
    return LevelTrait(
        variable=variable(key, have),
        level=name,
        v_test=40.0 * (share - overall),
        share_in_segment=share,
        overall_share=overall,
        share_of_level=0.0,
    )


def profile(
    segment_id: str,
    numbers: Sequence[NumberTrait] = (),
    levels: Sequence[LevelTrait] = (),
    *,
    customers: int = 300,
    of: int = 1500,
    revenue: str = "10000.00",
    of_revenue: str = "50000.00",
) -> Profile:
    """A profile with its traits in the order of their v-tests."""
    whole = Decimal(of_revenue)
    levels = [
        replace(one, share_of_level=one.share_in_segment * customers / (one.overall_share * of))
        for one in levels
    ]
    return Profile(
        segment_id=segment_id,
        customers=customers,
        share_of_customers=customers / of,
        revenue=Decimal(revenue),
        share_of_revenue=float(Decimal(revenue) / whole) if whole else 0.0,
        numbers=tuple(sorted(numbers, key=lambda trait: -abs(trait.v_test))),
        levels=tuple(sorted(levels, key=lambda trait: -abs(trait.v_test))),
    )


def _buyers(
    segment_id: str,
    customers: int,
    revenue: str,
    values: Sequence[tuple[float, float]],
    levels: Sequence[LevelTrait],
) -> Profile:
    """A segment of the pet shop from (position, value) of its numbers."""
    keys = (
        "total_spend",
        "frequency",
        "recency_days",
        "monetary_value",
        "tenure_days",
        "discount_share",
        "age",
    )
    averages = (445.0, 3.1, 61.0, 129.0, 410.0, 0.24, 43.0)
    numbers = [
        number(key, position, value, average, have=1200 if key == "age" else 1500)
        for key, (position, value), average in zip(keys, values, averages, strict=True)
    ]
    return profile(
        segment_id, numbers, levels, customers=customers, revenue=revenue, of_revenue="666000.00"
    )


def pet_shop() -> tuple[Profile, ...]:
    """Five groups of a shop with orders and a customer list; the last has four customers."""
    return (
        _buyers(
            "1",
            335,
            "431815.40",
            [
                (0.9, 1180.0),
                (0.93, 8.2),
                (0.14, 12.0),
                (0.7, 161.0),
                (0.8, 790.0),
                (0.2, 0.04),
                (0.55, 45.0),
            ],
            [
                level("interests", "cats", 0.71, 0.32),
                level("loyalty", "yes", 0.78, 0.41),
                level("email_consent", "yes", 0.62, 0.55),
                level("sms_consent", "yes", 0.31, 0.22),
                level("generation", "x", 0.55, 0.35, have=1200),
                level("gender", "female", 0.79, 0.6),
                level("channel", "Web shop", 0.8, 0.74),
            ],
        ),
        _buyers(
            "2",
            468,
            "127200.10",
            [
                (0.42, 240.0),
                (0.5, 2.6),
                (0.3, 25.0),
                (0.3, 92.0),
                (0.3, 160.0),
                (0.85, 0.66),
                (0.15, 26.0),
            ],
            [
                level("top_category", "Aquarium", 0.44, 0.2),
                level("loyalty", "no", 0.8, 0.59),
                level("email_consent", "yes", 0.41, 0.55),
                level("generation", "z", 0.58, 0.2, have=1200),
                level("channel", "Marketplace", 0.66, 0.26),
            ],
        ),
        _buyers(
            "3",
            221,
            "76400.00",
            [
                (0.6, 350.0),
                (0.25, 1.4),
                (0.52, 63.0),
                (0.85, 240.0),
                (0.55, 430.0),
                (0.5, 0.22),
                (0.5, 42.0),
            ],
            [
                level("top_category", "Garden", 0.68, 0.25),
                level("location", "Kraków", 0.4, 0.2),
                level("email_consent", "yes", 0.03, 0.55),
            ],
        ),
        _buyers(
            "4",
            472,
            "30264.50",
            [
                (0.2, 62.0),
                (0.2, 1.0),
                (0.85, 190.0),
                (0.28, 62.0),
                (0.5, 300.0),
                (0.5, 0.25),
                (0.85, 66.0),
            ],
            [
                level("generation", "boomer", 0.61, 0.2, have=1200),
                level("interests", "dogs", 0.5, 0.38),
                level("gender", "male", 0.55, 0.4),
                level("sms_consent", "yes", 0.57, 0.22),
                level("email_consent", "yes", 0.5, 0.55),
            ],
        ),
        _buyers(
            "5",
            4,
            "320.00",
            [
                (0.5, 80.0),
                (0.2, 1.0),
                (0.5, 60.0),
                (0.5, 80.0),
                (0.5, 60.0),
                (0.5, 0.0),
                (0.99, 91.0),
            ],
            [level("gender", "male", 1.0, 0.4), level("location", "Sopot", 1.0, 0.01)],
        ),
    )


def list_shop() -> tuple[Profile, ...]:
    """Three groups of a shop that has a customer list with own columns and no orders."""

    def segment(id_: str, customers: int, values: Sequence[tuple[float, float]]) -> Profile:
        keys = ("age", "Annual Income", "Spending Score")
        averages = (38.9, 60.6, 50.2)
        numbers = [
            number(key, position, value, average)
            for key, (position, value), average in zip(keys, values, averages, strict=True)
        ]
        levels = [level("gender", "female", 0.57, 0.56)]
        return profile(
            id_, numbers, levels, customers=customers, of=200, revenue="0", of_revenue="0"
        )

    return (
        segment("1", 80, [(0.8, 55.0), (0.45, 54.0), (0.35, 42.0)]),
        segment("2", 70, [(0.3, 28.0), (0.3, 41.0), (0.72, 66.0)]),
        segment("3", 50, [(0.5, 39.0), (0.9, 87.5), (0.2, 18.0)]),
    )

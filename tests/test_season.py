"""Seasons: the shortest run of months with most orders, and none by chance or by stopping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.season import LEAST_SHARE, LEAST_TIMES, Season, busiest, find_season

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SHARES = st.lists(st.integers(0, 60), min_size=12, max_size=12).filter(any)


def year(**shares: float) -> tuple[float, ...]:
    """The shares of the months named, the rest spread over the others."""
    rest = (1.0 - sum(shares.values())) / (12 - len(shares))
    return tuple(shares.get(name, rest) for name in NAMES)


def found(months: tuple[float, ...], orders: int = 300) -> tuple[str, str] | None:
    season = find_season(months, year(), months, orders)
    return (NAMES[season.first], NAMES[season.last]) if season else None


@pytest.mark.parametrize(
    ("shares", "season"),
    [
        ({"nov": 0.6}, ("nov", "nov")),
        ({"nov": 0.45, "dec": 0.4}, ("nov", "dec")),
        ({"apr": 0.2, "may": 0.2, "jun": 0.2}, ("apr", "jun")),
        ({"dec": 0.3, "jan": 0.3}, ("dec", "jan")),
        ({"may": 0.25}, None),
        ({"jan": 0.3, "jul": 0.3}, None),
        ({}, None),
    ],
)
def test_the_shortest_run(shares: dict[str, float], season: tuple[str, str] | None) -> None:
    assert found(year(**shares)) == season


def test_the_season_of_all_is_not_theirs() -> None:
    everyone = year(nov=0.42, dec=0.4)
    assert find_season(year(nov=0.45, dec=0.4), everyone, everyone, 300) is None


def test_few_orders_are_chance() -> None:
    assert found(year(nov=0.6), orders=2) is None


def test_who_stopped_has_no_season() -> None:
    """Orders from June to November, then none: the last year holds October and November."""
    ever = year(**dict.fromkeys(("jun", "jul", "aug", "sep", "oct", "nov"), 1 / 6))
    assert find_season(year(oct=0.5, nov=0.5), year(), ever, 300) is None


def test_months_that_are_not_known_tell_nothing() -> None:
    assert find_season((), (), (), 300) is None
    assert busiest((), (), 300) is None and busiest((0.5, 0.5), (1.0,), 9) is None


@given(SHARES, SHARES, st.integers(0, 2000))
def test_what_a_season_promises(here: list[int], everywhere: list[int], orders: int) -> None:
    months = tuple(n / sum(here) for n in here)
    months_all = tuple(n / sum(everywhere) for n in everywhere)
    season = find_season(months, months_all, months, orders)
    if season is not None:
        length = (season.last - season.first) % 12 + 1
        run = [(season.first + n) % 12 for n in range(length)]
        assert length <= 3
        assert season == Season(
            run[0], run[-1], pytest.approx(sum(months[m] for m in run)),  # type: ignore[arg-type]
            pytest.approx(sum(months_all[m] for m in run)),  # type: ignore[arg-type]
        )  # fmt: skip
        assert season.share >= max(LEAST_SHARE, LEAST_TIMES * season.share_all) - 1e-9

"""Frozen dataclasses survive a round trip through JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest

from segmentation.errors import Problem
from segmentation.ingest.guesses import ColumnGuess
from segmentation.ingest.mapping import ColumnMapping
from segmentation.saved import dump, load


@dataclass(frozen=True)
class Point:
    x: float
    name: str | None = None


@dataclass(frozen=True)
class Drawing:
    kind: Literal["line", "area"]
    points: tuple[Point, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    best: Point | None = None
    words: tuple[tuple[str, str], ...] = ()
    made: date | None = None


@pytest.mark.parametrize(
    "value",
    [
        Drawing("line"),
        Drawing(
            "area",
            (Point(1.5), Point(-2, "Ł „x” \\ '")),
            ("b", 2),
            Point(0, None),
            (("a", "b"), ("c", "d")),
            date(2026, 12, 31),
        ),
    ],
)
def test_round_trip(value: Drawing) -> None:
    text = dump(value)
    assert text is not None
    assert load(Drawing, text) == value


def test_what_the_shop_keeps_survives() -> None:
    guess = ColumnGuess("Kwota", "c0", "total", 0.9, "header", 1.0, ("1,5", "2"))
    problem = Problem("damaged", file="a.csv", row=3, words=(("kind", "PDF"),))
    for value in (ColumnMapping("orders", "generic", (guess,), day_first=False), problem):
        assert load(type(value), dump(value) or "") == value


def test_nothing_stays_nothing() -> None:
    assert dump(None) is None


def test_text_is_readable_as_it_is() -> None:
    assert dump(Point(1, "Płeć")) == '{"x": 1, "name": "Płeć"}'


def test_older_and_newer_texts_are_read() -> None:
    assert load(Drawing, '{"kind": "line"}') == Drawing("line")
    assert load(Point, '{"x": 2, "color": "red"}') == Point(2)

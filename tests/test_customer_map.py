"""The map of customers: labels that keep apart, nothing but places in what is sent."""

from __future__ import annotations

import itertools
import json
from typing import Any

import altair as alt
import numpy as np
import pytest

from segmentation.charts import map_chart, map_note, map_text
from segmentation.charts.customer_map import HEIGHT, LINE, MOST_LINES, NARROW
from segmentation.charts.drawing import LETTER
from segmentation.language import CODES, Language
from segmentation.palette import DARK, LIGHT, ground, segment_color
from segmentation.segments.discriminants import MapPoints

ENGLISH = Language("en")
LONG = "Regular customers with small orders · cats · Loyalty program: Yes"
HOSTILE = ("</script><b onload=alert(1)>", "'];datum.x=1//\nx", "a" * 300, "", "🙂" * 30, "=1+1")


def points(centers: list[tuple[float, float]], each: int = 10, customers: int = 0) -> MapPoints:
    """``each`` customers in a small square around every center."""
    labels = np.repeat(np.arange(len(centers)), each)
    shift = np.array([(n % 2, n // 2 % 2) for n in range(len(labels))]) - 0.5
    middle = np.array(centers, dtype=float).reshape(-1, 2)
    return MapPoints(middle[labels] + shift, labels, middle, customers or len(labels))


def data(chart: alt.LayerChart, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    found: list[dict[str, Any]] = spec["datasets"][spec["layer"][layer]["data"]["name"]]
    return found


def names(groups: int) -> list[str]:
    """Long names of one part: nothing of them can be left out for being told elsewhere."""
    return [f"{LONG.replace(' · ', ', ')} {group}" for group in range(groups)]


def test_nothing_but_places_and_groups_is_sent() -> None:
    chart = map_chart(points([(0, 0), (9, 9)]), ["A", "B"], ENGLISH)
    rows = data(chart, 0)
    assert len(rows) == 20 and set(rows[0]) == {"x", "y", "g"}
    assert {row["g"] for row in rows} == {0, 1}
    xs = [row["x"] for row in rows]
    assert 0 < min(xs) < max(xs) < 1
    layers = chart.to_dict()["layer"]
    assert all(layer["encoding"]["tooltip"] == {"value": None} for layer in layers)
    assert "axis" not in json.dumps(layers).replace('"axis": null', "")


@pytest.mark.parametrize(("dark", "colors"), [(False, LIGHT), (True, DARK)])
def test_groups_have_their_colors(dark: bool, colors: tuple[str, ...]) -> None:
    spec = map_chart(points([(0, 0), (9, 9)]), ["A", "B"], ENGLISH, dark).to_dict()
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert scale == {"domain": [0, 1], "range": list(colors[:2])}
    assert spec["layer"][4]["mark"]["color"] == ground(dark).text
    assert segment_color(1, dark) in str(spec)


@pytest.mark.parametrize("groups", [1, 2, 8, 12])
@pytest.mark.parametrize("apart", [0.0, 0.3, 5.0])
def test_names_neither_collide_nor_leave_a_narrow_map(groups: int, apart: float) -> None:
    centers = [(apart * group, -apart * (group % 3)) for group in range(groups)]
    chart = map_chart(points(centers), names(groups), ENGLISH)
    height = chart.to_dict()["height"]
    boxes = []
    for mark in data(chart, 1):
        lines = mark["name"].split("\n")
        half = (max(map(len, lines)) * LETTER / 2, len(lines) * LINE / 2)
        boxes.append((mark["x2"] * NARROW, mark["y2"] * height, *half))
        assert len(lines) <= MOST_LINES
    assert len(boxes) == groups
    for x, y, half_width, half_height in boxes:
        assert half_width <= x <= NARROW - half_width
        assert half_height <= y <= height - half_height
    for one, other in itertools.combinations(boxes, 2):
        level = abs(one[0] - other[0]) < one[2] + other[2]
        assert not (level and abs(one[1] - other[1]) < one[3] + other[3])


def test_customers_of_one_place_stand_side_by_side() -> None:
    spots = np.repeat([[0.0, 0.0], [1.0, 1.0]], [9, 1], axis=0)
    many = MapPoints(spots, np.zeros(10, dtype=np.int64), np.zeros((1, 2)), 10)
    places = {(row["x"], row["y"]) for row in data(map_chart(many, ["A"], ENGLISH), 0)}
    assert len(places) == 10
    assert {(0.06, 0.06), (0.94, 0.94)} < places
    assert all(max(place) < 0.1 for place in places - {(0.94, 0.94)})


def test_names_that_begin_alike_keep_their_ends() -> None:
    shown = [mark["name"] for mark in data(map_chart(points([(0, 0)] * 3), names(3), ENGLISH), 1)]
    assert len(set(shown)) == 3
    assert all(name.startswith("Regular customers\n… ") for name in shown)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["Regular · Cats", "Regular · Dogs", "Lapsed"], ["Cats", "Dogs", "Lapsed"]),
        (["Regular · Cats", "New · Cats"], ["Regular · Cats", "New · Cats"]),
        (["Cats", "New · Cats", "New · Dogs"], ["Cats", "New · Cats", "Dogs"]),
        (["Regular · ", "New · Dogs"], ["Regular ·", "Dogs"]),
        (["Regular · Cats · VIP", "Regular · Cats"], ["VIP", "Cats"]),
    ],
)
def test_on_the_map_a_group_is_called_by_what_is_its_own(
    given: list[str], shown: list[str]
) -> None:
    spots = [(float(place), 0.0) for place in range(len(given))]
    chart = map_chart(points(spots), given, ENGLISH)
    assert [mark["name"] for mark in data(chart, 1)] == shown
    assert all(name in chart.to_dict()["description"] for name in given)


def test_words_say_who_lies_next_to_whom() -> None:
    three = points([(0, 0), (2, 0), (9, 0)])
    assert map_text(three, ["A", "B", "C"], ENGLISH) == (
        "Customers who are alike stand close together. "
        "A: closest to B. B: closest to A. C: closest to B."
    )
    assert map_chart(three, ["A", "B", "C"], ENGLISH).to_dict()["description"] == map_text(
        three, ["A", "B", "C"], ENGLISH
    )


def test_the_note_says_how_many_are_drawn() -> None:
    assert map_note(points([(0, 0)], customers=20_000), ENGLISH) == (
        "Customers who are alike stand close together. 10 of 20,000 customers are drawn."
    )


@pytest.mark.parametrize("code", CODES)
def test_maps_of_odd_shops(code: str) -> None:
    language = Language(code)
    nobody = MapPoints(np.empty((0, 2)), np.empty(0, dtype=np.int64), np.empty((0, 2)), 7)
    assert data(map_chart(nobody, ["A", "B"], language), 0) == []
    assert map_text(nobody, ["A", "B"], language) == map_note(nobody, language) != ""
    one_place = MapPoints(np.zeros((5, 2)), np.zeros(5, dtype=np.int64), np.zeros((1, 2)), 5)
    assert data(map_chart(one_place, ["A"], language), 0)[0] == {"x": 0.5, "y": 0.5, "g": 0}
    hostile = map_chart(points([(0, 0), (1, 5), (2, 0), (3, 3), (4, 4), (5, 1)]), HOSTILE, language)
    spec = hostile.to_dict()
    assert spec["height"] >= HEIGHT and "onload" not in str(spec["layer"])
    assert max(len(line) for mark in data(hostile, 1) for line in mark["name"].split("\n")) < 23

"""Small charts of a group beside all customers."""

from __future__ import annotations

from typing import Any

import pytest

from segmentation.charts import series_chart, series_text
from segmentation.language import CODES, Language
from segmentation.palette import DARK, LIGHT

ENGLISH = Language("en")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR = (0.05, 0.06, 0.07, 0.08, 0.1, 0.08, 0.05, 0.04, 0.07, 0.1, 0.12, 0.18)
EVENLY = (1 / 12,) * 12


def rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for table in chart["datasets"].values() for row in table]


def marks(chart: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def test_months_stand_upright_with_the_highest_in_numbers() -> None:
    chart = series_chart(MONTHS, YEAR, EVENLY, ENGLISH, 0).to_dict()
    assert marks(chart) == ["bar", "tick", "text"]
    assert chart["layer"][0]["encoding"]["y"]["field"] == "group"
    assert chart["layer"][1]["encoding"]["y"]["field"] == "everyone"
    assert [row["text"] for row in rows(chart) if "text" in row] == ["18%"]
    assert chart["layer"][0]["mark"]["color"] == LIGHT[0]


def test_names_stand_above_lying_bars_with_their_numbers() -> None:
    labels = ("Cats", "Everything for an aquarium, and the fish")
    chart = series_chart(labels, (0.71, 0.2), (0.32, 0.25), ENGLISH, 1, dark=True).to_dict()
    found = [(row["label"], row["text"]) for row in rows(chart)]
    assert found == [
        ("Cats", "71% (all: 32%)"),
        ("Everything for an aquarium, and t…", "20% (all: 25%)"),
    ]
    assert DARK[1] in str(chart)


@pytest.mark.parametrize("code", CODES)
def test_text_says_what_the_chart_shows(code: str) -> None:
    language = Language(code)
    text = series_text(("Cats", "Dogs"), (0.5, 0.25), (0.25, 0.5), language)
    assert text.count(language.share(0.5)) == text.count(language.share(0.25)) == 2
    assert text.startswith("Cats") and "; Dogs" in text
    chart = series_chart(("Cats", "Dogs"), (0.5, 0.25), (0.25, 0.5), language, 0).to_dict()
    assert chart["description"] == text


def test_labels_cannot_break_out_of_the_axis() -> None:
    labels = ("a", "b", "c", "'];x", '"];y', "\\", "g")
    chart = series_chart(labels, (0.1,) * 7, (0.1,) * 7, ENGLISH, 0).to_dict()
    expression = chart["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert expression == r'["a", "b", "c", "\'];x", "\"];y", "\\", "g"][datum.value]'.replace(
        r"\'", "'"
    )


def test_nothing_at_all_can_be_drawn() -> None:
    assert series_chart(("a",), (0.0,), (0.0,), ENGLISH, 0).to_dict()["layer"]

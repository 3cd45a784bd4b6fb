"""The pictures of the shop: what they show, read back from their specification."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import altair as alt
import pytest

from segmentation.charts import months_chart, months_text, tenths_chart, tenths_text
from segmentation.language import CODES, Language
from segmentation.overview import Concentration, Month

ENGLISH = Language("en")
TENTHS = Concentration((5,) * 10, (50, 20, 10, 8, 5, 4, 2, 1, 0.3, -0.3))
FIFTHS = Concentration((5,) * 5, (60, 20, 10, 6, 4))
YEAR = tuple(
    Month(date(2025 + (10 + place) // 12, (10 + place) % 12 + 1, 1), 100 + place, 200)
    for place in range(12)
)  # from November 2025 to October 2026


def rows(chart: alt.LayerChart, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    found: list[dict[str, Any]] = spec["datasets"][spec["layer"][layer]["data"]["name"]]
    return found


def texts(chart: alt.LayerChart) -> list[str]:
    return [
        layer["mark"]["text"]
        for layer in chart.to_dict()["layer"]
        if isinstance(layer["mark"], dict) and "text" in layer["mark"]
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_each_tenth_has_its_share_and_the_first_fifth_stands_out(dark: bool) -> None:
    shown = rows(tenths_chart(TENTHS, ENGLISH, dark), 1)
    assert [row["text"] for row in shown] == [
        "50%", "20%", "10%", "8%", "5%", "4%", "2%", "1%", "<1%", "−<1%"
    ]  # fmt: skip
    assert [row["opacity"] for row in shown] == [1.0, 1.0, *[0.45] * 8]
    assert shown[-1]["top"] == 0.0  # its number stands above the line of nothing


def test_picture_says_what_its_line_and_ends_are() -> None:
    assert texts(tenths_chart(TENTHS, ENGLISH)) == [
        "– – If all spent alike: 10%", "Spend most", "Spend least"
    ]  # fmt: skip
    assert texts(tenths_chart(FIFTHS, ENGLISH))[0] == "– – If all spent alike: 20%"


def test_text_says_the_same_as_the_picture() -> None:
    assert tenths_text(FIFTHS, ENGLISH) == (
        "Share of revenue by fifths of customers, those who spend most first: "
        "60% · 20% · 10% · 6% · 4%"
    )
    assert tenths_chart(TENTHS, ENGLISH).to_dict()["description"] == tenths_text(TENTHS, ENGLISH)
    assert months_text(YEAR[:2], ENGLISH) == (
        "November 2025: 100 new, 200 who ordered before; "
        "December 2025: 101 new, 200 who ordered before"
    )


def test_months_stand_on_each_other() -> None:
    chart = months_chart(YEAR, ENGLISH)
    first, second = rows(chart, 0)[:2]
    assert (first["low"], first["high"], second["low"], second["high"]) == (0, 200, 200, 300)
    assert [row["text"] for row in rows(chart, 1)][:2] == ["300", "301"]


@pytest.mark.parametrize("code", CODES)
def test_the_year_stands_where_one_begins(code: str) -> None:
    chart = months_chart(YEAR, Language(code))
    expression = chart.to_dict()["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    narrow, wide = re.findall(r"\[\[.*?\]\]|\[\[.*\]\]", expression)
    assert wide.count("2025") == wide.count("2026") == 1
    assert narrow.count("2026") == 1
    assert len(re.findall(r"\[\]", narrow)) == 8  # every third of twelve is named


@pytest.mark.parametrize("months", [YEAR, YEAR[:2], (Month(date(2026, 1, 1), 0, 1),) * 2])
def test_any_number_of_months_is_drawn(months: tuple[Month, ...]) -> None:
    assert len(rows(months_chart(months, ENGLISH), 1)) == len(months)

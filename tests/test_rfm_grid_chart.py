"""The picture of the grid: a field for each cell, with its numbers, that can be pressed."""

from __future__ import annotations

from typing import Any

import pytest

from segmentation.charts import rfm_chart, rfm_text
from segmentation.charts.rfm_grid import SELECTION
from segmentation.language import CODES, Language
from segmentation.rfm_words import frequency_steps, recency_steps, rfm_names
from segmentation.rhythm import Rhythm
from segmentation.segments.rfm import RfmResult, RfmSpec, find_rfm
from segmentation.segments.rfm_grid import GRADES
from tests.made_customers import made_customers

EN = Language("en")
Rows = list[dict[str, Any]]


def grid(grades: int = 5, spend: float | None = None) -> RfmResult:
    customers = made_customers(300)
    if spend is not None:
        customers["total_spend"] = spend
    return find_rfm(customers, RfmSpec(grades=grades), Rhythm(200, 40.0))


def drawn(
    found: RfmResult, chosen: str = "", language: Language = EN, dark: bool = False
) -> dict[str, Any]:
    chart = rfm_chart(
        found.cells,
        rfm_names(RfmSpec(names=(("loyal", "Our very own regular people"),)), language),
        recency_steps(found, language),
        frequency_steps(found, language),
        [chosen in (cell.key, cell.field) for cell in found.cells],
        language,
        dark,
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def rows(spec: dict[str, Any], layer: int) -> Rows:
    data = spec["layer"][layer].get("data") or spec["data"]
    found: Rows = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


@pytest.mark.parametrize("grades", GRADES)
def test_each_cell_is_a_field_with_its_numbers(grades: int) -> None:
    found = grid(grades)
    fields = rows(drawn(found), 0)
    assert len(fields) == grades**2
    for cell, field in zip(found.cells, fields, strict=True):
        assert (field["recency"], field["frequency"]) == (cell.recency, cell.frequency)
        assert field["count"] == str(cell.customers)
        assert field["share"] == (EN.share(cell.share_of_revenue) if cell.customers else "")
        assert cell.frequency - 1 < field["left"] < field["right"] < cell.frequency
        row = grades - cell.recency
        assert row < field["top"] < field["bottom"] < row + 1


def test_fields_of_one_name_stand_closer_than_those_of_two() -> None:
    fields = {(row["recency"], row["frequency"]): row for row in rows(drawn(grid()), 0)}
    within = fields[5, 5]["left"] - fields[5, 4]["right"]
    between = fields[5, 4]["left"] - fields[5, 3]["right"]
    assert 0 < within < between


def test_names_stand_once_and_long_ones_in_two_lines() -> None:
    spec = drawn(grid())
    names = [row["name"].replace("\n", " ") for layer in (3, 4) for row in rows(spec, layer)]
    assert sorted(names) == sorted(
        (rfm_names(RfmSpec(), EN) | {"loyal": "Our very own regular people"})[key]
        for key in {cell.key for cell in grid().cells}
    )
    assert "Our very own\nregular people" in {row["name"] for row in rows(spec, 4)}


def test_what_is_chosen_has_a_frame() -> None:
    found = grid()

    def framed(chosen: str) -> int:
        return sum(row["frame"] > 0 for row in rows(drawn(found, chosen), 0))

    assert (framed(""), framed("5-4"), framed("champions"), framed("at_risk")) == (0, 1, 2, 4)


def test_fields_can_be_pressed() -> None:
    spec = drawn(grid())
    (selection,) = spec["params"]
    assert selection["name"] == SELECTION
    assert selection["select"]["type"] == "point"
    assert selection["select"]["fields"] == ["recency", "frequency"]
    assert spec["layer"][-1]["mark"]["cursor"] == "pointer"


def test_shop_without_amounts_shows_shares_of_customers() -> None:
    found = grid(spend=0.0)
    field = next(row for row in rows(drawn(found), 0) if row["count"] != "0")
    cell = next(cell for cell in found.cells if cell.customers)
    assert field["share"] == EN.share(cell.share_of_customers)
    assert "revenue" not in drawn(found)["description"]


@pytest.mark.parametrize("code", CODES)
def test_alt_text_says_the_same(code: str) -> None:
    language = Language(code)
    found, names = grid(), rfm_names(RfmSpec(), language)
    text = rfm_text(found.cells, names, language)
    assert drawn(found, language=language)["description"] != ""
    for key in {cell.key for cell in found.cells}:
        own = sum(cell.share_of_customers for cell in found.cells if cell.key == key)
        shown = language.tr("{share} of customers", share=language.share(own))
        assert f"{names[key]}: {shown}" in text


def test_dark_has_other_colors() -> None:
    assert drawn(grid()) != drawn(grid(), dark=True)

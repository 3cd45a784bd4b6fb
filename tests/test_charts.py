"""Charts: what they show, read back from their specification."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import altair as alt
import pytest

from segmentation.charts import (
    fits_chart,
    fits_text,
    shares_chart,
    shares_text,
    traits_chart,
    traits_text,
)
from segmentation.language import CODES, Language
from segmentation.naming import segment_names
from segmentation.palette import DARK, LIGHT, ground
from segmentation.profiles import Profile
from segmentation.segments.assignment import Fit
from tests.example_profiles import list_shop, pet_shop, profile

ENGLISH = Language("en")
FITS = (Fit(1, 0.0), Fit(2, 0.17), Fit(3, 0.34), Fit(4, 0.33), Fit(5, -0.1))
Rows = list[dict[str, Any]]


def names(shop: tuple[Profile, ...], language: Language = ENGLISH) -> tuple[str, ...]:
    return segment_names(shop, language, {})


def rows(chart: alt.LayerChart, layer: int) -> Rows:
    """The data of one layer."""
    spec = chart.to_dict()
    data = spec["layer"][layer].get("data") or spec["data"]
    found: Rows = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def shares(shop: tuple[Profile, ...], dark: bool = False) -> alt.LayerChart:
    return shares_chart(shop, names(shop), ENGLISH, dark)


def traits(shop: tuple[Profile, ...], dark: bool = False) -> alt.LayerChart:
    return traits_chart(shop, names(shop), ENGLISH, "PLN", dark)


def fits(shop: tuple[Profile, ...], dark: bool = False) -> alt.LayerChart:
    return fits_chart(FITS, 4, 3, ENGLISH, dark)


def test_shares_stand_beside_the_bars() -> None:
    chart = shares(pet_shop())
    assert [(row["text"], row["color"]) for row in rows(chart, 0)][:4] == [
        ("22% of customers", LIGHT[0]),
        ("65% of revenue", LIGHT[0]),
        ("31% of customers", LIGHT[1]),
        ("19% of revenue", LIGHT[1]),
    ]
    assert rows(chart, 0)[0]["share"] == pytest.approx(335 / 1500)
    assert [row["name"] for row in rows(chart, 2)] == list(names(pet_shop()))


def test_bars_take_the_colors_of_their_slots() -> None:
    slots = (3, 0, 1, 7, 2)
    chart = shares_chart(pet_shop(), names(pet_shop()), ENGLISH, False, slots)
    bars = [row["color"] for row in rows(chart, 0)]
    assert bars == [LIGHT[slot] for slot in slots for _ in range(2)]


def test_scale_leaves_room_for_labels_and_for_losses() -> None:
    loss = (
        profile("1", revenue="60000.00"),
        profile("2", revenue="-10000.00"),
    )
    scale = shares(loss).to_dict()["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domain"][0] == pytest.approx(-0.2)
    assert scale["domain"][1] > 1.5 * 1.2


def test_shops_without_amounts_show_customers_alone() -> None:
    assert [row["text"] for row in rows(shares(list_shop()), 0)] == [
        "40% of customers", "35% of customers", "25% of customers",
    ]  # fmt: skip
    text = shares_text(list_shop(), names(list_shop()), ENGLISH)
    assert "35% of customers" in text and "revenue" not in text


def test_traits_are_tinted_by_position_and_say_their_value() -> None:
    cells = rows(traits(pet_shop()), 0)
    assert [(cell["text"], cell["position"]) for cell in cells[:3]] == [
        ("1,180\u00a0zł", 0.9),
        ("8.2", 0.93),
        ("12 days", pytest.approx(0.14)),  # few days: low, as the number says
    ]
    axis = traits(pet_shop()).to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert axis["labelExpr"].startswith(
        '[["Spend"], ["Orders"], ["Days since", "the last", "order"], ["Average", "order"], '
    )


def test_very_small_groups_stay_out_of_the_traits() -> None:
    chart = traits(pet_shop())
    assert [row["name"] for row in rows(chart, 2)] == list(names(pet_shop())[:4])
    assert {cell["row"][0] for cell in rows(chart, 0)} == set("0123")
    assert "Very small" not in traits_text(pet_shop(), names(pet_shop()), ENGLISH, "PLN")


def test_texts_say_what_the_charts_show() -> None:
    shop = pet_shop()
    assert shares_text(shop, names(shop), ENGLISH).split("; ")[1] == (
        "New customers: 31% of customers, 19% of revenue"
    )
    assert traits_text(shop, names(shop), ENGLISH, "PLN").split("; ")[1] == (
        "New customers – Spend: 240\u00a0zł, How often: 2.6 orders, "
        "Days since the last order: 25 days, Average order: 92\u00a0zł, Age: 26 years"
    )
    assert fits_text(FITS, 4, 3, ENGLISH) == (
        "No groups: fits worse; 2 groups: much less good; 3 groups: fits best; "
        "4 groups: about as good, shown; 5 groups: worse than no groups"
    )


def test_the_chosen_number_of_groups_is_in_color() -> None:
    assert [(row["label"], row["color"]) for row in rows(fits(()), 0)] == [
        ("No groups", ground().border),
        ("2 groups", ground().border),
        ("3 groups", ground().border),
        ("4 groups", ground().primary),
        ("5 groups", ground().border),
    ]


def test_bars_are_as_long_as_the_fit_beside_the_best() -> None:
    assert [row["share"] for row in rows(fits(()), 0)] == pytest.approx([0, 0.5, 1, 0.33 / 0.34, 0])
    assert [row["weight"] for row in rows(fits(()), 0)].index("bold") == 2


def test_numbers_of_groups_that_were_passed_over_say_so() -> None:
    blurred = (Fit(1, 0.0), Fit(2, 0.4), Fit(3, -0.2))
    assert fits_text(blurred, 2, 1, ENGLISH) == (
        "No groups: fits best; 2 groups: groups unclear or tiny, shown; "
        "3 groups: worse than no groups"
    )
    tiny = (Fit(1, 0.0), Fit(2, 0.2), Fit(3, 0.4))
    assert "3 groups: groups unclear or tiny" in fits_text(tiny, 2, 2, ENGLISH)
    # Of two that are as good, the smaller was taken.
    assert "3 groups: about as good" in fits_text((Fit(2, 0.39), Fit(3, 0.4)), 2, 2, ENGLISH)


def test_a_number_of_groups_that_was_not_tried_is_shown_as_such() -> None:
    chart = fits_chart(FITS, 12, 3, ENGLISH)
    assert rows(chart, 0)[-1]["words"] == "not compared, shown"
    assert rows(chart, 0)[-1]["share"] == 0.0


def test_nothing_tried_is_drawn_as_nothing() -> None:
    assert fits_text((), 1, 1, ENGLISH) == "No groups: fits best, shown"
    fits_chart((), 1, 1, ENGLISH).to_dict()


@pytest.mark.parametrize("draw", [shares, traits, fits])
def test_charts_fit_their_place_and_mode(
    draw: Callable[[tuple[Profile, ...], bool], alt.LayerChart],
) -> None:
    light, dark = draw(pet_shop(), False).to_dict(), draw(pet_shop(), True).to_dict()
    assert light["width"] == "container"
    assert light["description"] == dark["description"] != ""
    assert ground(False).text in str(light["layer"]) and ground(True).text in str(dark["layer"])
    assert light["layer"] != dark["layer"]
    sizes = re.findall(r"'(?:label|title)?[fF]ontSize': (\d+)", str(light["layer"]))
    assert sizes and min(map(int, sizes)) >= 13


def test_dark_bars_take_the_dark_palette() -> None:
    assert rows(shares(pet_shop(), dark=True), 0)[0]["color"] == DARK[0]


@pytest.mark.parametrize("code", CODES)
def test_charts_of_odd_shops(code: str) -> None:
    language = Language(code)
    tiny = (profile("1", customers=2, of=2, revenue="0", of_revenue="0"),)
    for shop in (tiny, tiny * 1, list_shop(), pet_shop()):
        titles = names(shop, language)
        shares_chart(shop, titles, language).to_dict()
        traits_chart(shop, titles, language, "").to_dict()
    assert traits_text(tiny, names(tiny, language), language, "") == ""

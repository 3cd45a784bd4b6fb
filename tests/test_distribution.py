"""How a variable is spread in each group: bins known by heart, shares read back from the chart."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from segmentation.charts import distribution_chart, distribution_text
from segmentation.charts.bins import make_bins
from segmentation.language import CODES, Language
from segmentation.palette import DARK, LIGHT
from segmentation.segments.assignment import Assignment
from segmentation.variables import Variable, pick_variables
from tests.example_profiles import variable
from tests.made_customers import made_customers

ENGLISH = Language("en")
NAMES = ("First", "Second")


def assigned(labels: list[int]) -> Assignment:
    groups = max(labels) + 1
    return Assignment("", (), np.array(labels), groups, None, None, (None,) * groups)


def table(key: str, values: list[Any]) -> tuple[pd.DataFrame, Variable]:
    numbers = all(value is None or isinstance(value, (int, float)) for value in values)
    column = pd.Series(values, dtype="Float64" if numbers else object)
    customers = pd.DataFrame({"customer": map(str, range(len(values))), key: column})
    return customers, pick_variables(customers, [key])[0]


def data(chart: alt.LayerChart, layer: int) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    found: list[dict[str, Any]] = spec["datasets"][spec["layer"][layer]["data"]["name"]]
    return found


def labels_of(values: list[float], key: str = "own", currency: str = "PLN") -> list[str]:
    bins = make_bins(np.array(values, dtype=float), variable(key).unit)
    return bins.labels(variable(key), ENGLISH, currency)


def test_few_whole_numbers_have_a_bin_each() -> None:
    bins = make_bins(np.array([1.0, 1.0, 2.0, 4.0]))
    assert bins.whole
    assert bins.shares(np.array([1.0, 1.0, 2.0, 4.0])).tolist() == [0.5, 0.25, 0, 0.25]
    assert labels_of([1, 1, 2, 4]) == ["1", "2", "3", "4"]


def test_the_few_who_order_very_often_share_the_last_bin() -> None:
    orders = [1.0] * 80 + [2.0] * 15 + [40.0] * 5
    assert labels_of(orders, "frequency")[-2:] == ["9", "10+"]
    shares = make_bins(np.array(orders), "orders").shares(np.array(orders))
    assert shares[[0, 1, -1]] == pytest.approx([0.8, 0.15, 0.05]) and shares.sum() == 1


def test_heavy_tails_are_shown_on_a_logarithmic_scale() -> None:
    amounts = np.exp(np.random.default_rng(0).normal(4, 1.2, 2000)).round(2)
    bins = make_bins(amounts, "money")
    assert set(bins.edges) > {5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0}
    assert bins.shares(amounts).sum() == pytest.approx(1)
    labels = labels_of(amounts.tolist(), "total_spend")
    assert "100\u00a0zł" in labels and labels[-1] == "…"


def test_days_are_shown_as_weeks_months_and_years() -> None:
    days = np.exp(np.random.default_rng(0).normal(4, 1.2, 2000)).round()
    assert set(make_bins(days, "days").edges) > {7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0}


def test_even_scales_have_round_edges_and_open_ends() -> None:
    values = [*np.linspace(18, 79.5, 500).tolist(), 140.0, -40.0]
    assert labels_of(values) == ["…", *map(str, range(20, 80, 5)), "…"]
    bins = make_bins(np.array(values))
    steps = set(np.diff(bins.edges).round(9).tolist())
    assert len(steps) == 1 and bins.count <= 13 and bins.less and bins.more
    assert bins.shares(np.array(values)).sum() == pytest.approx(1)


def test_shares_go_from_none_to_all() -> None:
    assert labels_of([0, 0.5, 1], "discount_share")[::5] == ["0%", "50%", "100%"]
    assert make_bins(np.array([0.0, 1.0]), "share").shares(np.array([1.0]))[-1] == 1


@pytest.mark.parametrize("values", [[], [5.0], [0.0, 0.0], [-3.5, -3.5], [0.1, 0.2], [1e9, -1e9]])
@pytest.mark.parametrize("unit", ["", "money", "days", "orders", "share"])
def test_bins_of_odd_values(values: list[float], unit: str) -> None:
    bins = make_bins(np.array(values), unit)
    assert bins.count >= 1 and (np.diff(bins.edges) > 0).all()
    assert bins.shares(np.array(values)).sum() == (1 if values else 0)


def test_bars_are_shares_within_the_group_over_those_of_all() -> None:
    customers, own = table("own", [1, 1, 1, 1, 2, 2, 2, 2, 2, None])
    groups = assigned([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    chart = distribution_chart(customers, groups, own, NAMES, ENGLISH, "")
    heights = [bar["high"] - bar["low"] for bar in data(chart, 1)]
    assert np.array(heights) / max(heights) == pytest.approx([0.8, 0.2, 0, 1])
    assert [bar["color"] for bar in data(chart, 1)] == [LIGHT[0]] * 2 + [LIGHT[1]] * 2
    behind = [bar["high"] - bar["low"] for bar in data(chart, 0)]
    assert np.array(behind) / max(heights) == pytest.approx([4 / 9, 5 / 9] * 3)
    assert [title["name"] for title in data(chart, 2)] == ["All customers", *NAMES]
    assert distribution_text(customers, groups, own, NAMES, ENGLISH, "") == (
        "own. All customers: for half of them: 1–2, 10% not known; First: mostly 1; "
        "Second: mostly 2, 20% not known"
    )


def test_levels_are_bars_of_those_who_have_a_value() -> None:
    customers, own = table("own", ["x"] * 4 + ["y", "y"] + ["x"] * 2 + [None] * 2)
    groups = assigned([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    chart = distribution_chart(customers, groups, own, NAMES, ENGLISH, "", dark=True)
    assert [(bar["label"], bar["text"], bar["color"]) for bar in data(chart, 0)] == [
        ("x", "80%", DARK[0]),
        ("y", "20%", DARK[0]),
        ("x", "67%", DARK[1]),
        ("y", "33%", DARK[1]),
    ]
    assert data(chart, 0)[0]["all"] == pytest.approx(6 / 8)
    assert [title["gap"] for title in data(chart, 7)] == ["20% not known", "", "40% not known"]
    assert distribution_text(customers, groups, own, NAMES, ENGLISH, "") == (
        "own. All customers: x 75%, y 25%, 20% not known; First: x 80%, y 20%; "
        "Second: x 67%, y 33%, 40% not known"
    )


def test_tags_add_up_to_more_than_everybody() -> None:
    customers, own = table("own", ["a; b", "a", "b; a", "b", "a; b"] * 2)
    text = distribution_text(customers, assigned([0] * 10), own, NAMES[:1], ENGLISH, "")
    assert text.endswith("First: a 80%, b 80%")


def test_rare_levels_count_as_one() -> None:
    towns = [f"town {number:02}" for number in range(20) for _ in range(25 - number)]
    customers, own = table("own", towns)
    groups = assigned([0, 1] * (len(towns) // 2) + [0] * (len(towns) % 2))
    chart = distribution_chart(customers, groups, own, NAMES, ENGLISH, "")
    labels = [bar["label"] for bar in data(chart, 0)][:9]
    assert labels == [f"town {number:02}" for number in range(8)] + ["Other"]
    known = [bar["share"] for bar in data(chart, 0)][:9]
    assert sum(known) == pytest.approx(1)


def test_row_order_changes_nothing() -> None:
    customers = made_customers(200)
    labels = np.arange(200) % 3
    turned = np.random.default_rng(0).permutation(200)
    for key in ("total_spend", "location", "interests"):
        one = pick_variables(customers, [key])[0]
        texts = [
            distribution_text(rows, assigned(ids.tolist()), one, ("A", "B", "C"), ENGLISH, "PLN")
            for rows, ids in ((customers, labels), (customers.iloc[turned], labels[turned]))
        ]
        assert texts[0] == texts[1]


def test_very_small_groups_are_left_out() -> None:
    customers, own = table("own", [1] * 6 + [2] * 4)
    text = distribution_text(customers, assigned([0] * 6 + [1] * 4), own, NAMES, ENGLISH, "")
    assert "First" in text and "Second" not in text


HOSTILE = ("</script><b onload=alert(1)>", "'];datum.x=1//\n", "a" * 300, "", "🙂" * 30, "=1+1")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("groups", [1, 8])
def test_any_shop_in_any_language(code: str, groups: int) -> None:
    customers = made_customers(160)
    customers["points"] = np.nan
    customers["'];evil//"] = customers["age"]
    customers["</b>"] = [HOSTILE[row % 6] or None for row in range(160)]
    who = assigned((np.arange(160) % groups).tolist())
    names = [HOSTILE[group % 6] for group in range(groups)]
    keys = ("total_spend", "frequency", "recency_days", "discount_share", "age", "points",
            "interests", "location", "gender", "'];evil//", "</b>")  # fmt: skip
    for one in pick_variables(customers, keys):
        chart = distribution_chart(customers, who, one, names, Language(code), "", dark=True)
        spec = chart.to_dict()
        assert spec["width"] == "container"
        assert spec["description"] == distribution_text(
            customers, who, one, names, Language(code), ""
        )
        # What comes from a file is data or a title, never a part of an expression.
        assert "evil" not in str([layer["mark"] for layer in spec["layer"]])
        assert "evil" not in str(spec["layer"][0]["encoding"]["x"]["axis"] or {}).replace(
            "'title': \"'];evil//\"", ""
        )
        bars = len(data(chart, 0))
        assert bars <= 120

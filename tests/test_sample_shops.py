"""The sample shops all the way: the totals known, the types of people found, the lists whole."""

from __future__ import annotations

import csv
import json
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sklearn.metrics import adjusted_rand_score

from sample_data import SAMPLE_SHOPS, SampleShop
from segmentation.grouping import Grouping, GroupingRequest, group_shop
from segmentation.language import Language
from segmentation.shop import Shop
from tests.command_line import call

TRUTH = Path(__file__).parent / "sample_truth"
AGREEMENT = 0.6  # adjusted Rand index of groups found and true types


@dataclass(frozen=True)
class Walk:
    """One sample shop through ``segmentation segment`` with its true number of groups."""

    shop: SampleShop
    answer: dict[str, Any]
    workbook: Workbook
    assignments: list[dict[str, str]]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[SampleShop], Walk]:
    @cache
    def walked(shop: SampleShop) -> Walk:
        folder = tmp_path_factory.mktemp(shop.key)
        workbook, who = folder / "lists.xlsx", folder / "who.csv"
        answer = call(
            "segment", *shop.files, "--groups", str(shop.true_types), "--json",
            "--language", shop.language, "--output", workbook, "--assignments", who,
        )  # fmt: skip
        assert (answer.code, answer.err) == (0, "")
        with who.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*extension is not supported")
            return Walk(shop, answer.json, load_workbook(workbook), rows)

    return walked


every_shop = pytest.mark.parametrize("shop", SAMPLE_SHOPS, ids=lambda shop: shop.key)
Walked = Callable[[SampleShop], Walk]


def true_types(shop: SampleShop) -> dict[str, str]:
    with (TRUTH / f"{shop.key}.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["type"] for row in csv.DictReader(file)}


def differences(told: dict[str, Any], true: dict[str, Any]) -> dict[str, Any]:
    """What the truth says and the answer says otherwise; files by their names."""
    files = {entry["name"]: entry for entry in told["files"]}
    found = {
        f"{entry['name']} {name}": files[entry["name"]][name]
        for entry in true["files"]
        for name, value in entry.items()
        if files[entry["name"]][name] != value
    }
    figures = {name: value for name, value in true.items() if name != "files"}
    return found | {name: told[name] for name, value in figures.items() if told[name] != value}


@every_shop
def test_every_figure_is_the_known_one(shop: SampleShop, walk: Walked) -> None:
    true = json.loads((TRUTH / f"{shop.key}.json").read_text(encoding="utf-8"))
    assert len(true) > 15
    assert differences(walk(shop).answer["data"], true) == {}


def test_reading_alone_tells_the_same(walk: Walked) -> None:
    shop = SAMPLE_SHOPS[0]
    assert call("read", *shop.files, "--json").json == walk(shop).answer["data"]


@every_shop
def test_groups_agree_with_the_types_of_people(shop: SampleShop, walk: Walked) -> None:
    types = true_types(shop)
    with closing(Shop.open_temporary()) as opened:
        for path in shop.files:
            opened.read_file(path, path.name)
        opened.use()
        automatic = group_shop(opened, GroupingRequest(), Language(shop.language))
    asked = walk(shop)
    segments = {row["customer_id"]: row["segment_id"] for row in asked.assignments}
    assert asked.answer["groups"] == len(set(segments.values())) == shop.true_types
    known_by = automatic.customers["customer_id"].fillna(automatic.customers["email"])
    known_by = known_by.fillna(automatic.customers["customer"])
    chosen = [segments[who] for who in known_by.iloc[known(automatic, types)]]
    people = automatic.customers["email"].iloc[known(automatic, types)]
    true = [types[email] for email in people]
    assert len(true) > 0.9 * len(types)
    assert adjusted_rand_score(true, chosen) >= AGREEMENT
    found = automatic.assignment.labels[known(automatic, types)]
    assert adjusted_rand_score(true, found) >= AGREEMENT


def known(grouping: Grouping, types: dict[str, str]) -> list[int]:
    """The places of the customers whose type is known."""
    return [place for place, email in enumerate(grouping.customers["email"]) if email in types]


@every_shop
def test_shares_and_sums_meet(shop: SampleShop, walk: Walked) -> None:
    answer = walk(shop).answer
    segments, data = answer["segments"], answer["data"]
    assert sum(segment["customers"] for segment in segments) == data["customers"]
    assert sum(segment["share_of_customers"] for segment in segments) == pytest.approx(1)
    assert sum(segment["share_of_revenue"] for segment in segments) == pytest.approx(1)
    revenues = [Decimal(segment["revenue"]) for segment in segments]
    assert str(sum(revenues)) == data["revenue_customers"]
    assert revenues == sorted(revenues, reverse=True)
    assert [segment["id"] for segment in segments] == [str(n + 1) for n in range(len(segments))]
    assert len({segment["name"] for segment in segments}) == len(segments)


@every_shop
def test_assignments_hold_everyone_once(shop: SampleShop, walk: Walked) -> None:
    walked = walk(shop)
    segments = {segment["id"]: segment for segment in walked.answer["segments"]}
    rows = walked.assignments
    assert list(rows[0]) == ["customer_id", "segment_id", "segment", "certainty"]
    assert len({row["customer_id"] for row in rows}) == len(rows)
    assert len(rows) == walked.answer["data"]["customers"]
    for identifier, segment in segments.items():
        mine = [row for row in rows if row["segment_id"] == identifier]
        assert len(mine) == segment["customers"]
        assert {row["segment"] for row in mine} == {segment["name"]}
    sure = [float(row["certainty"]) for row in rows]
    assert 1 / len(segments) <= min(sure) <= max(sure) <= 1
    assert sum(sure) / len(sure) > 0.9


@every_shop
def test_workbook_holds_everyone_once_and_the_same_money(shop: SampleShop, walk: Walked) -> None:
    walked = walk(shop)
    data, segments = walked.answer["data"], walked.answer["segments"]
    summary, *sheets = walked.workbook.worksheets
    listed: list[str] = []
    for sheet, segment in zip(sheets, segments, strict=True):
        headers, *rows = sheet.iter_rows(values_only=True)
        money = [place for place, header in enumerate(headers) if header == spend_header(shop)]
        assert len(money) == 1
        amounts = [Decimal(str(row[money[0]])) for row in rows]
        assert len(rows) == segment["customers"]
        assert abs(sum(amounts) - Decimal(segment["revenue"])) < Decimal("0.01")
        listed += [repr(row) for row in rows]
    assert len(set(listed)) == len(listed) == data["customers"]
    shown = {
        Decimal(str(cell)).quantize(Decimal("0.01"))
        for row in summary.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, (int, float))
    }
    for figure in ("revenue", "revenue_gross", "revenue_customers", "revenue_without_customer"):
        assert Decimal(data[figure]) in shown, figure


def spend_header(shop: SampleShop) -> str:
    return Language(shop.language).tr("Spend")

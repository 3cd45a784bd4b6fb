"""The benchmark of finding groups: its shops are what they say, its figures are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segmentation.segments.clusters import ClusterSpec, find_groups
from segmentation.variables import pick_variables
from tests.benchmark.measuring import ROOT
from tests.benchmark.report import write_into
from tests.cluster_quality import __main__ as program
from tests.cluster_quality import costs, report, sameness
from tests.cluster_quality.ceiling import supervised_ceiling
from tests.cluster_quality.drawing import Labels
from tests.cluster_quality.limits import Limit, Measured, check_limits
from tests.cluster_quality.methods import (
    BLOCKS,
    OURS,
    USUAL,
    Found,
    block_k_means,
    one_hot,
    usual_k_means,
    ways_there,
)
from tests.cluster_quality.one_population import POPULATIONS
from tests.cluster_quality.rules import Rules, measure_rules
from tests.cluster_quality.shops import (
    KINDS,
    SEEDS,
    SEEDS_WITHOUT,
    MadeShop,
    twofold_shop,
    typical_shop,
    with_groups,
    without_groups,
)
from tests.cluster_quality.trials import Summary, Trial, agreement, summarize, try_ways

CLEAR = "few customers"
NONE = "independent"


@pytest.fixture(scope="module")
def shops() -> tuple[MadeShop, ...]:
    return (*with_groups([0]), *without_groups([0]))


@pytest.fixture(scope="module")
def small() -> MadeShop:
    (shop,) = with_groups([0], [CLEAR])
    return shop


def options(*arguments: str) -> Any:
    return program._options(list(arguments))


def test_there_are_enough_shops() -> None:
    assert len(KINDS) >= 16 and len(KINDS) * len(SEEDS) >= 48
    assert len(POPULATIONS) >= 5 and len(POPULATIONS) * len(SEEDS_WITHOUT) >= 60


def test_shops_depend_on_kind_and_seed_alone(small: MadeShop) -> None:
    (again,) = with_groups([0], [CLEAR])
    (other,) = with_groups([1], [CLEAR])
    pd.testing.assert_frame_equal(again.customers, small.customers)
    assert np.array_equal(again.truth, small.truth)
    assert not other.customers.equals(small.customers)
    first, second = (next(without_groups([seed], [NONE])) for seed in (0, 0))
    pd.testing.assert_frame_equal(first.customers, second.customers)


def test_shops_are_customer_tables(shops: Sequence[MadeShop]) -> None:
    for shop in shops:
        customers = shop.customers
        assert 40 <= len(customers) <= 2_500
        assert customers["customer"].is_unique
        assert len(shop.truth) == len(customers)
        assert (customers["frequency"] >= 1).all() and (customers["recency_days"] >= 0).all()
        assert (customers["tenure_days"] >= customers["recency_days"]).all()
        once = customers["frequency"] == 1
        assert (customers["tenure_days"] == customers["recency_days"])[once].mean() > 0.9
        assert all(v.usable for v in pick_variables(customers, shop.variables)), shop.kind


def test_truth_says_which_shops_have_personas(shops: Sequence[MadeShop]) -> None:
    for shop in shops:
        sizes = np.bincount(shop.truth)
        if shop.kind in POPULATIONS:
            assert shop.groups == 1
            continue
        fewest, most = KINDS[shop.kind].personas
        assert fewest <= shop.groups <= most
        assert len(sizes) == shop.groups and sizes.min() >= 0.02 * len(shop.truth), shop.kind


def test_kinds_are_what_they_are_called() -> None:
    by_kind = {shop.kind: shop for shop in (*with_groups([1]), *without_groups([1]))}
    towns = by_kind["many towns"].customers["location"].nunique()
    assert 25 <= towns <= 60
    gaps = by_kind["missing values"].customers[["age", "gender", "interests"]].isna()
    assert gaps.mean().mean() == pytest.approx(0.2, abs=0.05)
    assert by_kind["interests only"].variables == ("interests",)
    assert by_kind["numbers only"].customers.dtypes[
        list(by_kind["numbers only"].variables)
    ].map(pd.api.types.is_numeric_dtype).all()  # fmt: skip
    prices = by_kind["price points"].customers
    assert prices.loc[prices["frequency"] == 1, "monetary_value"].nunique() <= 7
    assert (prices["frequency"] == 1).mean() > 0.4
    assert {"total_spend", "frequency", "monetary_value"} < set(by_kind["says it twice"].variables)
    spend = by_kind["heavy-tailed money"].customers["total_spend"].sort_values()
    assert spend.tail(len(spend) // 10).sum() > 0.35 * spend.sum()
    assert (
        sum("noise" in key or "other" in key for key in by_kind["noise variables"].variables) == 6
    )
    assert (by_kind["heavy buying"].customers["frequency"] == 1).mean() > 0.25


def test_personas_can_be_told_apart_but_not_perfectly() -> None:
    (shop,) = with_groups([1], ["two personas"])
    assert 0.6 < supervised_ceiling(shop) < 0.99


def test_one_drive_really_drives() -> None:
    (shop,) = without_groups([0], ["one drive"])
    frequency = shop.customers["frequency"]
    assert frequency.corr(shop.customers["recency_days"], method="spearman") < -0.1
    tags = shop.customers["interests"].str.count(";")
    assert tags.corr(frequency, method="spearman") > 0.05


def test_structures_of_the_twofold_shop_are_independent() -> None:
    shop = twofold_shop(0)
    assert not set(shop.variables[0]) & set(shop.variables[1])
    assert abs(adjusted_rand_score(*shop.truths)) < 0.02
    assert set().union(*shop.variables) <= set(shop.customers.columns)


def test_agreement_is_the_adjusted_rand_index_of_what_is_claimed(small: MadeShop) -> None:
    truth = np.array([0, 0, 0, 1, 1, 1])
    labels = np.array([1, 1, 0, 0, 0, 0])
    shop = replace(small, truth=truth)
    # Pairs together: 6 in the truth, 7 in the labels, 4 in both, of 15; by chance 6 * 7 / 15.
    assert agreement(shop, Found(labels, True)) == pytest.approx((4 - 2.8) / (6.5 - 2.8))
    assert agreement(shop, Found(labels, True)) == adjusted_rand_score(truth, labels)
    assert agreement(shop, Found(labels, False)) == 0
    alone = replace(small, truth=np.zeros(6, dtype=np.int64))
    assert agreement(alone, Found(labels, True)) == 0
    assert agreement(alone, Found(labels, False)) == 1


def test_groups_not_claimed_count_as_one() -> None:
    assert Found(np.array([0, 1, 2]), True).groups == 3
    assert Found(np.array([0, 1, 2]), False).groups == 1


def test_every_way_finds_what_is_clear(small: MadeShop) -> None:
    for way in ways_there().values():
        assert adjusted_rand_score(small.truth, way(small, small.groups).labels) > 0.7


def test_usual_way_sees_every_level_and_gap() -> None:
    customers = pd.DataFrame(
        {
            "customer": list("abcd"),
            "age": [20.0, 40.0, np.nan, 60.0],
            "gender": ["w", None, "w", "m"],
            "interests": ["cats; tea", "cats", None, "cats"],
        }
    )
    shop = MadeShop("", 0, customers, ("age", "gender", "interests"), np.zeros(4, dtype=np.int64))
    expected = [[20, 0, 1, 1, 1], [40, 0, 1, 1, 0], [40, 0, 1, 1, 0], [60, 1, 0, 1, 0]]
    assert one_hot(shop).tolist() == expected


def test_block_way_is_the_product(small: MadeShop) -> None:
    assignment = find_groups(small.customers, ClusterSpec(small.variables, method="kmeans"))
    assert np.array_equal(block_k_means(small, None).labels, assignment.labels)


def _perfect(shop: MadeShop, groups: int | None) -> Found:
    return Found(shop.truth, shop.groups > 1)


def _blind(shop: MadeShop, groups: int | None) -> Found:
    return Found(np.arange(len(shop.truth)) % 3, True)


def test_summary_of_a_perfect_and_a_blind_way(small: MadeShop) -> None:
    one = next(without_groups([0], [NONE]))
    trials = try_ways([small, one], {"perfect": _perfect, "blind": _blind})
    perfect, blind = summarize(trials, "perfect"), summarize(trials, "blind")
    assert (perfect.given, perfect.worst, perfect.chosen) == (1, 1, 1)
    assert (perfect.exact, perfect.within_one, perfect.invented, perfect.missed) == (1, 1, 0, 0)
    assert blind.given is not None and abs(blind.given) < 0.1
    assert (blind.exact, blind.within_one, blind.invented, blind.missed) == (0, 1, 1, 0)


def test_worst_is_that_of_a_kind() -> None:
    def trial(kind: str, given: float) -> Trial:
        return Trial(kind, 0, OURS, 3, given, given, 3, 0.1)

    trials = (trial("a", 0.2), trial("a", 0.8), trial("b", 0.4), trial("b", 0.5))
    assert summarize(trials, OURS).worst == pytest.approx(0.45)


def test_changes_change_what_they_say(small: MadeShop) -> None:
    moved = sameness.row_order(small)
    assert moved.customers["customer"].tolist() == (
        small.customers["customer"].iloc[moved.truth].tolist()
    )
    richer = sameness.currency(small).customers["total_spend"]
    assert richer.to_numpy() == pytest.approx(small.customers["total_spend"].to_numpy() * 4.3)
    renamed = sameness.names_of_levels(small).customers
    assert not set(renamed["gender"]) & set(small.customers["gender"])
    before, after = small.customers["interests"], renamed["interests"]
    assert (before.str.count(";") == after.str.count(";")).all()
    assert sameness.constant_column(small).customers["currency"].nunique() == 1
    assert sameness.empty_column(small).customers["note"].isna().all()


def test_sameness_notices_what_changes(small: MadeShop, monkeypatch: pytest.MonkeyPatch) -> None:
    same = sameness.measure_sameness([small], "kmeans")
    assert set(same.unchanged) == set(sameness.CHANGES)
    assert min(same.unchanged.values()) == same.repeated == same.left_out == 1

    def by_row(customers: pd.DataFrame, spec: ClusterSpec) -> Any:
        return _Labels(np.arange(len(customers)) % 2)

    monkeypatch.setattr(sameness, "find_groups", by_row)
    assert sameness.measure_sameness([small], "kmeans").unchanged["row order"] < 0.1


class _Labels:
    def __init__(self, labels: Labels) -> None:
        self.labels = labels


def test_weights_are_tried_in_both_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = twofold_shop(0)
    asked: list[ClusterSpec] = []

    def obedient(customers: pd.DataFrame, spec: ClusterSpec) -> Any:
        asked.append(spec)
        return _Labels(shop.truths[int(dict(spec.weights)[shop.variables[0][0]] < 1)])

    monkeypatch.setattr(sameness, "find_groups", obedient)
    assert sameness.favored([shop], "kmeans") == 1
    assert {frozenset(dict(spec.weights).values()) for spec in asked} == {frozenset({3.0, 0.5})}
    assert len(asked) == 2 and all(set(s.variables) == set().union(*shop.variables) for s in asked)


def test_costs_come_from_a_fresh_process() -> None:
    cost = costs.measure_costs([400], "kmeans", 0)[400]
    assert 0 < cost.seconds < 30
    assert 50 < cost.peak < 1_000


def test_typical_shop_has_the_size_asked_for() -> None:
    shop = typical_shop(500)
    assert len(shop.customers) == 500 and len(shop.variables) == 8 and shop.groups == 5


SUMMARY = Summary(0.8, 0.5, 0.78, 0.6, 0.9, 0.0, 0.02, 0.5)


def test_limits_are_judged() -> None:
    rival = replace(SUMMARY, given=0.7, chosen=0.6)
    summaries = {OURS: SUMMARY, BLOCKS: rival, USUAL: replace(rival, given=0.7, chosen=0.7)}
    limits = check_limits(Measured(summaries, rules=Rules(0.83, 0.89)))
    verdicts = {limit.what: limit.met for limit in limits}
    assert verdicts["Groups given: ARI above that of block k-means"] is True
    assert verdicts["Groups given: ARI above that of usual k-means"] is False
    assert verdicts["Rules on customers they were not learned from: mean F1"] is True
    assert verdicts["Groups whose rule reaches F1 .65 there"] is False
    above = [limit for limit in limits if limit.what.startswith("Groups chosen")]
    assert [limit.met for limit in above] == [True, False]
    assert [limit.bound for limit in above] == pytest.approx([0.1, 0.1])
    assert verdicts["Groups claimed where there are none"] is True
    costly = [limit for limit in limits if limit.unit in ("s", "MB")]
    assert len(costly) == 4 and all(limit.met is None for limit in costly)


def test_tables_have_a_column_a_way_and_a_row_a_limit() -> None:
    text = report.ways_table({OURS: SUMMARY, USUAL: replace(SUMMARY, invented=None)})
    head, rule, *rows = text.splitlines()
    assert head == "|  | mixture | usual k-means |"
    assert rule.count("---") == 3 and len(rows) == 8
    assert rows[0] == "| ARI, groups given | 0.800 | 0.800 |"
    assert rows[5] == "| groups claimed where there are none | 0.000 | – |"
    limits = (
        Limit("much", 0.5, True, "share", 0.49999),
        Limit("little", 500, False, "MB", 410.2),
        Limit("alike", 0.99, True, "", 1.0),
        Limit("later", 0.82, True, "", None),
    )
    assert report.limits_table(limits).splitlines()[2:] == [
        "| much | at least 50% | 49.9% | **not met** |",
        "| little | at most 500 MB | 411 MB | met |",
        "| alike | at least 0.99 | 1.000 | met |",
        "| later | at least 0.82 | – | not measured |",
    ]


def test_whole_run_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    found = program.measure(options("--seed", "7", "--quick", "--kinds", CLEAR, "tags by degree"))
    assert {(one.kind, one.seed) for one in found.trials} == {(CLEAR, 7), ("tags by degree", 7)}
    assert set(found.summaries) == set(ways_there())
    assert "seeds 7" in capsys.readouterr().err
    text = report.write_report(found)
    assert "1 made-up shops with known personas (seeds: 7) and 1 without any (seeds: 7)" in text
    kinds = report.kinds_table(found).splitlines()
    assert [row.split(" |")[0] for row in kinds[2:]] == [f"| {CLEAR}", "| tags by degree"]


def test_usual_way_always_claims_groups() -> None:
    (shop,) = with_groups([0], [CLEAR])
    found = usual_k_means(shop, None)
    assert found.claimed and 2 <= found.groups <= 8


def test_fresh_seeds_are_others() -> None:
    assert options("--fresh").seed == program.FRESH > max(*SEEDS, *SEEDS_WITHOUT)
    assert options().seed == 0
    with pytest.raises(SystemExit):
        options("--write-readme", "--quick")


def test_readme_has_a_place_for_the_figures(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text((ROOT / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    write_into(readme, "figures", report.START, report.END)
    assert f"{report.START}\nfigures\n{report.END}" in readme.read_text(encoding="utf-8")
    readme.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        write_into(readme, "figures", report.START, report.END)


def test_rules_are_scored_on_the_other_half() -> None:
    found = measure_rules(with_groups([0], ["two personas"]), "mixture")
    assert found is not None
    assert found.mean > 0.6 and found.good == 1
    assert measure_rules(without_groups([0], ["independent"]), "mixture") is None

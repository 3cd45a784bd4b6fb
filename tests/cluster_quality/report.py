"""The measurements as Markdown, and their place in the README."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.benchmark.report import NOTHING, table
from tests.cluster_quality.limits import Limit
from tests.cluster_quality.trials import Summary, Trial, mean

START, END = "<!-- cluster quality:start -->", "<!-- cluster quality:end -->"


@dataclass(frozen=True)
class Report:
    """Everything measured; ``ceilings`` are by kind and seed, empty where not asked for."""

    trials: Sequence[Trial]
    summaries: Mapping[str, Summary]
    limits: Sequence[Limit]
    ceilings: Mapping[tuple[str, int], float]
    machine: str


def write_report(report: Report) -> str:
    """The whole report as Markdown."""
    seeds = {
        many: sorted({one.seed for one in report.trials if (one.groups > 1) is many})
        for many in (True, False)
    }
    shops = {(one.kind, one.seed, one.groups > 1) for one in report.trials}
    with_groups = sum(many for _, _, many in shops)
    about = (
        f"{with_groups} made-up shops with known personas (seeds: {_span(seeds[True])}) and"
        f" {len(shops) - with_groups} without any (seeds: {_span(seeds[False])}). ARI is the"
        " adjusted Rand index against the truth: 1 is perfect, 0 is chance, and 0 is what saying"
        " that there are no groups counts."
    )
    if report.ceilings:
        about += (
            " Classifiers that were shown the truth reach"
            f" {fmean(report.ceilings.values()):.2f} on customers they did not see."
        )
    return "\n\n".join([
        ways_table(report.summaries), limits_table(report.limits),
        f"{about} Measured on {report.machine}.",
    ])  # fmt: skip


def ways_table(summaries: Mapping[str, Summary]) -> str:
    """The ways side by side."""
    measures = (
        ("ARI, groups given", [s.given for s in summaries.values()]),
        ("its worst kind of shop", [s.worst for s in summaries.values()]),
        ("ARI, groups chosen", [s.chosen for s in summaries.values()]),
        ("number of groups exact", [s.exact for s in summaries.values()]),
        ("number of groups within one", [s.within_one for s in summaries.values()]),
        ("groups claimed where there are none", [s.invented for s in summaries.values()]),
        ("none claimed where there are some", [s.missed for s in summaries.values()]),
        ("processor seconds a shop, groups chosen", [s.seconds for s in summaries.values()]),
    )
    return table(
        ["", *summaries], [[what, *(amount(f) for f in figures)] for what, figures in measures]
    )


def kinds_table(report: Report) -> str:
    """Each kind of shop: every way's ARI with groups given and chosen, and groups found."""
    ways = list(report.summaries)
    heads = [f"{way}, {what}" for what in ("given", "chosen") for way in ways]
    rows = []
    for kind in dict.fromkeys(one.kind for one in report.trials):
        ours = [one for one in report.trials if one.kind == kind]
        by_way = [[one for one in ours if one.way == way] for way in ways]
        ceilings = [reached for (name, _), reached in report.ceilings.items() if name == kind]
        numbers = " ".join(f"{one.groups}:{one.found}" for one in by_way[0])
        rows.append([
            kind,
            amount(mean(ceilings)),
            *(amount(mean(one.given for one in trials)) for trials in by_way),
            *(amount(mean(one.chosen for one in trials)) for trials in by_way),
            numbers,
        ])  # fmt: skip
    return table(["Kind", "ceiling", *heads, f"personas:found, {ways[0]}"], rows)


def limits_table(limits: Sequence[Limit]) -> str:
    """Each limit with what was reached, as met or not."""
    verdicts = {True: "met", False: "**not met**", None: "not measured"}
    return table(
        ["Limit", "", "reached", ""],
        [
            [limit.what, f"at {'least' if limit.at_least else 'most'} {_bound(limit)}",
             amount(limit.reached, limit.unit, limit.at_least), verdicts[limit.met]]
            for limit in limits
        ],
    )  # fmt: skip


def amount(value: float | None, unit: str = "", at_least: bool | None = None) -> str:
    """Shares in percent, megabytes whole, everything else with two or three decimals.

    What must be reached ``at_least`` is rounded down and what may be so at most up, so that it
    never looks better than it is.
    """
    if value is None:
        return NOTHING
    decimals = {"share": 1, "MB": 0, "s": 2}.get(unit, 3)
    scaled = (100 * value if unit == "share" else value) * 10**decimals
    scaled = round(scaled, 6)
    if at_least is not None:
        scaled = math.floor(scaled) if at_least else math.ceil(scaled)
    number = f"{scaled / 10**decimals:,.{decimals}f}"
    return number + {"share": "%", "MB": " MB", "s": " s"}.get(unit, "")


def _bound(limit: Limit) -> str:
    if limit.unit == "share":
        return f"{100 * limit.bound:g}%"
    return amount(limit.bound, limit.unit) if limit.unit else f"{limit.bound:.3g}"


def _span(seeds: Sequence[int]) -> str:
    if not seeds:
        return "none"
    return f"{seeds[0]} to {seeds[-1]}" if len(seeds) > 1 else str(seeds[0])

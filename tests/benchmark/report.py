"""The measurements as Markdown, and their place in the README."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmark.limits import Limit
from tests.benchmark.lists import CUSTOMERS, Written, lists_table
from tests.benchmark.measuring import Cost, Run
from tests.benchmark.readings import Readings

START, END = "<!-- benchmark:start -->", "<!-- benchmark:end -->"
NOTHING = "–"
_TOO_SHORT = 0.05  # seconds; the growth of less is noise

Runs = Mapping[int, Run]
"""Measured runs of one way by number of order lines, fewest first."""


@dataclass(frozen=True)
class Report:
    """Everything measured. Any of the runs may be empty."""

    ours: Runs
    notebook: Runs
    one_thread: Runs
    limits: Sequence[Limit]
    machine: str
    readings: Readings
    lists: Written = field(default_factory=Written)


def write_report(report: Report) -> str:
    """The whole report as Markdown."""
    about = (
        f"Measured on {report.machine}. Every figure is of a whole fresh process, imports included;"
        " those of reading, of rules and of lists alone are without the imports."
    )
    if report.notebook:
        about += (
            " The notebook is the usual one: pandas, groupby, StandardScaler, k-means for 2 to 8"
            " groups with silhouettes, to_excel. Both reached the same totals."
        )
    parts = [
        *([comparison_table(report)] if report.ours else []),
        limits_table(report.limits),
        about,
        "<details><summary>Stage by stage</summary>",
    ]
    if report.ours:
        parts.append(f"This app, from the file to the workbook:\n\n{stage_table(report.ours)}")
    if report.readings.costs:
        parts.append(f"Reading:\n\n{readings_table(report.readings)}")
    if report.lists.costs:
        parts.append(f"Lists of {CUSTOMERS:,} customers:\n\n{lists_table(report.lists)}")
    if report.notebook:
        parts.append(f"The notebook:\n\n{stage_table(report.notebook)}")
    return "\n\n".join([*parts, "</details>"])


def comparison_table(report: Report) -> str:
    """Both ways side by side: what they cost, the ratio, and how the cost grows."""
    sizes = list(report.ours)
    rows: list[list[str]] = []
    measures: list[tuple[str, Callable[[Cost], float], str]] = [
        ("processor time", lambda cost: cost.cpu, "s"),
        ("wall time", lambda cost: cost.wall, "s"),
        ("peak memory", lambda cost: cost.peak, "MB"),
    ]
    for what, figure, unit in measures:
        ways = {"This app": report.ours, "Notebook": report.notebook}
        if unit == "s":
            ways["Notebook on one thread"] = report.one_thread
        for way, runs in ways.items():
            if runs:
                found = [figure(runs[size].total) if size in runs else None for size in sizes]
                rows.append([
                    f"{way}, {what}", *(amount(value, unit) for value in found),
                    growth(sizes, found),
                ])  # fmt: skip
        if report.notebook:
            ratios = [
                figure(report.ours[size].total) / figure(report.notebook[size].total)
                for size in sizes
            ]
            rows.append([f"**App / notebook, {what}**", *(f"**{r:.2f}**" for r in ratios), ""])
    return table(["Order lines", *(f"{size:,}" for size in sizes), "growth"], rows)


def stage_table(runs: Runs) -> str:
    """What each stage costs at each size; the last row is the whole process."""
    sizes = list(runs)
    names = list(dict.fromkeys(name for run in runs.values() for name in run.stages))
    rows = []
    for name in [*names, None]:
        costs = [runs[s].stages.get(name) if name else runs[s].total for s in sizes]
        cpu = [cost.cpu if cost else None for cost in costs]
        rows.append([
            name or "**whole process**",
            *(amount(value, "s") for value in cpu),
            growth(sizes, cpu),
            *(amount(cost.wall if cost else None, "s") for cost in costs),
            *(amount(cost.peak if cost else None, "MB") for cost in costs),
        ])  # fmt: skip
    heads = [f"{what}, {size:,}" for what in ("wall", "peak so far") for size in sizes]
    return table(["Stage", *(f"processor, {s:,}" for s in sizes), "growth", *heads], rows)


def readings_table(found: Readings) -> str:
    """What each way of reading a file costs."""
    return table(
        ["Reading", "rows", "processor", "wall", "peak"],
        [
            [way, f"{found.rows[way]:,}", amount(cost.cpu, "s"), amount(cost.wall, "s"),
             amount(cost.peak, "MB")]
            for way, cost in found.costs.items()
        ],
    )  # fmt: skip


def limits_table(limits: Sequence[Limit]) -> str:
    """Each limit with what was reached, as met or not."""
    verdicts = {True: "met", False: "**not met**", None: "not measured"}
    return table(
        ["Limit", "at most", "reached", ""],
        [
            [limit.what, f"{limit.most:,g} {limit.unit}", amount(limit.reached, limit.unit),
             verdicts[limit.met]]
            for limit in limits
        ],
    )  # fmt: skip


def amount(value: float | None, unit: str) -> str:
    """Megabytes whole, else two decimals. Rounded up, never below what was measured."""
    if value is None:
        return NOTHING
    if math.isinf(value):
        return "failed"
    if unit != "MB":
        return f"{math.ceil(round(value * 100, 6)) / 100:.2f} {unit}"
    return f"{math.ceil(round(value, 6)):,} {unit}"


def growth(sizes: Sequence[int], found: Sequence[float | None]) -> str:
    """The exponent e of cost = lines ** e, from the smallest to the largest size."""
    first, last = found[0], found[-1]
    if len(sizes) < 2 or first is None or last is None or first < _TOO_SHORT:
        return NOTHING
    return f"n^{math.log(last / first) / math.log(sizes[-1] / sizes[0]):.2f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, everything but the first column set right."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def write_into(readme: Path, text: str, first: str = START, last: str = END) -> None:
    """Replace what stands between two marks of the README."""
    old = readme.read_text(encoding="utf-8")
    before, start, rest = old.partition(first)
    _, end, after = rest.partition(last)
    if not start or not end:
        raise ValueError(f"{readme.name} has no place for the figures: {first} … {last}")
    readme.write_text(f"{before}{first}\n{text}\n{last}{after}", encoding="utf-8")

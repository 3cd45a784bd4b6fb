"""Measure, compare, judge: how well groups are found. Exit code 1 where a limit is not met."""

from __future__ import annotations

import argparse
import sys

from tests.benchmark.machine import describe_machine
from tests.benchmark.measuring import ROOT
from tests.benchmark.report import write_into
from tests.cluster_quality.ceiling import supervised_ceiling
from tests.cluster_quality.costs import measure_costs
from tests.cluster_quality.limits import LONGEST, Measured, check_limits
from tests.cluster_quality.methods import OURS, ways_there
from tests.cluster_quality.one_population import POPULATIONS
from tests.cluster_quality.report import END, START, Report, kinds_table, write_report
from tests.cluster_quality.rules import measure_rules
from tests.cluster_quality.sameness import favored, measure_sameness
from tests.cluster_quality.shops import (
    KINDS,
    SEEDS,
    SEEDS_WITHOUT,
    twofold_shop,
    with_groups,
    without_groups,
)
from tests.cluster_quality.trials import summarize, try_ways

FRESH = 20_271_129
"""First of the seeds that nothing was ever developed with."""


def main() -> int:
    """Run everything; prints the report."""
    options = _options()
    report = measure(options)
    text = write_report(report)
    print(text)
    if options.details:
        print(f"\n{kinds_table(report)}")
    if options.write_readme:
        write_into(ROOT / "README.md", text, START, END)
    return 1 if any(limit.met is False for limit in report.limits) else 0


def _options(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster_quality", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, metavar="N",
                        help="first seed; those from 0 on were developed with")  # fmt: skip
    parser.add_argument("--fresh", action="store_const", const=FRESH, dest="seed",
                        help=f"seeds from {FRESH} on")  # fmt: skip
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS, *POPULATIONS], metavar="KIND",
                        default=[*KINDS, *POPULATIONS],
                        help="only these kinds of shops, and nothing else")  # fmt: skip
    parser.add_argument("--quick", action="store_true",
                        help="one shop a kind, no costs")  # fmt: skip
    parser.add_argument("--ceiling", action="store_true",
                        help="also how well the personas can be told apart at all")  # fmt: skip
    parser.add_argument("--details", action="store_true", help="also a table by kind of shop")
    parser.add_argument("--write-readme", action="store_true")
    options = parser.parse_args(arguments)
    options.everything = len(options.kinds) == len(KINDS) + len(POPULATIONS)
    if options.write_readme and (options.quick or not options.everything):
        parser.error("--write-readme wants everything measured")
    return options


def measure(options: argparse.Namespace) -> Report:
    """Everything that ``options`` ask for."""
    ways = ways_there()
    first = options.seed
    seeds = range(first, first + (1 if options.quick else len(SEEDS)))
    seeds_without = range(first, first + (1 if options.quick else len(SEEDS_WITHOUT)))
    _say(f"seeds {seeds[0]} to {seeds[-1]}, without groups {seeds_without[0]} to"
         f" {seeds_without[-1]}; ways: {', '.join(ways)}")  # fmt: skip
    if OURS not in ways:
        _say(f"the {OURS} is not there yet: its limits stay unmeasured")
    kinds = [kind for kind in KINDS if kind in options.kinds]
    populations = [kind for kind in POPULATIONS if kind in options.kinds]
    trials = try_ways(with_groups(seeds, kinds), ways, _say)
    trials += try_ways(without_groups(seeds_without, populations), ways, _say)
    summaries = {way: summarize(trials, way) for way in ways}
    method = "mixture" if OURS in ways else "kmeans"
    measured = Measured(summaries)
    if options.everything:
        _say(f"what must not change the groups, and weights, with {method}")
        measured = Measured(
            summaries,
            measure_sameness(with_groups(seeds[:1]), method),
            favored(map(twofold_shop, seeds), method),
            rules=measure_rules(with_groups(seeds, kinds), method),
            costs=None if options.quick else measure_costs(LONGEST, method, first),
        )
    ceilings = {}
    if options.ceiling:
        _say("how well the personas can be told apart at all")
        shops = with_groups(seeds, kinds)
        ceilings = {(shop.kind, shop.seed): supervised_ceiling(shop) for shop in shops}
    return Report(trials, summaries, check_limits(measured), ceilings, describe_machine())


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

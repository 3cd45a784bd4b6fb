"""Measure, compare, judge: the whole benchmark. Exit code 1 where a limit is not met."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.benchmark.limits import SHOP_OF, Limit, check_limits
from tests.benchmark.lists import Written, limits_of_lists, lists_table, measure_lists
from tests.benchmark.machine import describe_machine
from tests.benchmark.measuring import ROOT, Run, Totals, measure, run_module
from tests.benchmark.readings import LARGE_LINES, Readings, Sizes, measure_readings
from tests.benchmark.report import Report, limits_table, write_into, write_report
from tests.benchmark.rules import limits_of_rules, measure_rules

SIZES = (100_000, 1_000_000)
_ONE_THREAD_UP_TO = 1_000_000
_TURNS_OF_READING = 3
_LINES_OF_SHOP = SHOP_OF * 54 // 10  # some customers only ever cancelled


def main() -> int:
    """Run the benchmark; prints the report."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        if options.only_lists:
            return _only_lists(options, Path(made))
        report = _measure(options, Path(made))
    text = write_report(report)
    print(text)
    if options.write_readme:
        write_into(ROOT / "README.md", text)
    return 1 if any(limit.met is False for limit in report.limits) else 0


def _only_lists(options: argparse.Namespace, folder: Path) -> int:
    limits, found = _measure_rules_and_lists(options, folder)
    print(f"{limits_table(limits)}\n\n{lists_table(found)}")
    return 1 if any(limit.met is False for limit in limits) else 0


def _measure_rules_and_lists(
    options: argparse.Namespace, folder: Path
) -> tuple[tuple[Limit, ...], Written]:
    _say("own rules counted")
    counted = measure_rules()
    _say("lists written, one target after another")
    written = measure_lists(folder, options.repeats)
    return (*limits_of_rules(counted), *limits_of_lists(written)), written


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=SIZES, metavar="N",
                        help="numbers of order lines, instead of 100000 1000000")  # fmt: skip
    parser.add_argument("--repeats", type=int, default=1, metavar="N",
                        help="runs of each process, of which the median counts")  # fmt: skip
    parser.add_argument("--without-notebook", action="store_true")
    parser.add_argument("--large", action="store_true",
                        help=f"also read a file of {LARGE_LINES:,} lines, 1.4 GB, which takes"
                             " minutes")  # fmt: skip
    parser.add_argument("--only-reading", action="store_true",
                        help="measure nothing but how files are read")  # fmt: skip
    parser.add_argument("--only-lists", action="store_true",
                        help="measure nothing but rules counted and lists written")  # fmt: skip
    parser.add_argument("--write-readme", action="store_true")
    options = parser.parse_args()
    if (options.only_reading or options.only_lists) and options.write_readme:
        parser.error("--write-readme wants everything measured")
    return options


def _measure(options: argparse.Namespace, folder: Path) -> Report:
    ours: dict[int, Run] = {}
    notebook: dict[int, Run] = {}
    one_thread: dict[int, Run] = {}
    if options.only_reading:
        readings = _measure_readings(options, folder)
        limits = check_limits({}, None, None, None, readings)
        return Report(ours, notebook, one_thread, limits, describe_machine(), readings)
    _say("warm up: imports and bytecode")
    orders, _ = _make(folder, 2_000)
    for module in ("ours", "notebook"):
        measure(module, [str(orders), str(folder / "warm.xlsx")])
    for lines in sorted(options.lines):
        orders, made = _make(folder, lines)
        arguments = [str(orders), str(folder / "lists.xlsx")]
        _say(f"{lines:,} lines: this app")
        ours[lines] = _agreeing("this app", measure("ours", arguments, options.repeats), made)
        if options.without_notebook:
            continue
        _say(f"{lines:,} lines: notebook")
        run = measure("notebook", arguments, options.repeats)
        notebook[lines] = _agreeing("the notebook", run, made)
        if lines <= _ONE_THREAD_UP_TO:
            _say(f"{lines:,} lines: notebook on one thread")
            one_thread[lines] = measure("notebook", arguments, options.repeats, OMP_NUM_THREADS="1")
        orders.unlink()
    readings = _measure_readings(options, folder)
    redraw, regroup = _measure_changes(folder)
    costs = {lines: run.total for lines, run in ours.items()}
    limits = check_limits(costs, _measure_first_page(), redraw, regroup, readings)
    more, lists = _measure_rules_and_lists(options, folder)
    return Report(ours, notebook, one_thread, (*limits, *more), describe_machine(), readings, lists)


def _measure_readings(options: argparse.Namespace, folder: Path) -> Readings:
    _say("files read, beside DuckDB" + (", the large one too" if options.large else ""))
    sizes = Sizes(large=LARGE_LINES if options.large else None)
    return measure_readings(folder, sizes, max(options.repeats, _TURNS_OF_READING))


def _make(folder: Path, lines: int) -> tuple[Path, Totals]:
    _say(f"{lines:,} lines: make them")
    path = folder / f"orders{lines}.csv"
    printed, _ = run_module("order_lines", str(path), str(lines))
    return path, Totals(**json.loads(printed))


def _agreeing(way: str, run: Run, made: Totals) -> Run:
    """The run, if it came to the totals that were made."""
    if run.totals != made:
        sys.exit(f"{way} came to other totals: {run.totals}, made were {made}")
    return run


def _measure_changes(folder: Path) -> tuple[float, float]:
    _say(f"{SHOP_OF:,} customers: draw and group again")
    orders, _ = _make(folder, _LINES_OF_SHOP)
    found = json.loads(run_module("interaction", str(orders))[0])
    if found["customers"] < SHOP_OF:
        sys.exit(f"the shop has only {found['customers']:,} customers")
    return found["redraw"], found["regroup"]


def _measure_first_page() -> float | None:
    _say("start to the first page")
    found = json.loads(run_module("first_page")[0])
    if "missing" in found:
        _say(f"  not measured: no {found['missing']}")
        return None
    return float(found["seconds"])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Reading measured: the product beside DuckDB's own read, in turns, each in a fresh process."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmark.measuring import Cost, run_module

LINES = 1_000_000
LARGE_LINES = 10_000_000
WORKBOOK_LINES = 200_000
TYPED, UTF8, CODE_PAGE = "DuckDB's own typed read", "UTF-8", "Windows-1250"
WORKBOOK, LARGE = "Excel", "large file, command line"
FAILED = Cost(math.inf, math.inf, math.inf)
_SAME_ROWS = (TYPED, UTF8, CODE_PAGE)


@dataclass(frozen=True)
class Readings:
    """What reading came to; what was not measured is None or not there.

    ``costs`` are the medians by way of reading. ``ratio`` is the median of the processor times of
    UTF-8 by those of DuckDB in the same turn; ``code_page`` the median of the processor seconds
    for each 100 MB that Windows-1250 took more. First answers and the stop are wall seconds.
    """

    costs: Mapping[str, Cost] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    ratio: float | None = None
    code_page: float | None = None
    look_large: float | None = None
    look_workbook: float | None = None
    stop: float | None = None


@dataclass(frozen=True)
class Sizes:
    """Order lines of the files: CSV, workbook, and the large CSV (None for no such file)."""

    lines: int = LINES
    workbook: int = WORKBOOK_LINES
    large: int | None = None


def measure_readings(folder: Path, sizes: Sizes, repeats: int) -> Readings:
    """Measure every way of reading ``repeats`` times; files are made in ``folder``.

    Raises RuntimeError where a way does not keep every row; the large file then counts as failed.
    """
    orders = _make(folder, sizes.lines)
    narrow = folder / "cp1250.csv"
    _run("in_code_page", orders, narrow)
    files = {TYPED: orders, UTF8: orders, CODE_PAGE: narrow}
    turns = [
        {way: _reading(way, files[way], sizes.lines) for way in _SAME_ROWS} for _ in range(repeats)
    ]
    megabytes = narrow.stat().st_size / 1e6
    costs = {way: middle([turn[way] for turn in turns]) for way in _SAME_ROWS}
    rows = dict.fromkeys(_SAME_ROWS, sizes.lines)
    stop = float(_run("stopping", orders)["seconds"])
    orders.unlink()
    narrow.unlink()

    book = folder / "orders.xlsx"
    orders = _make(folder, sizes.workbook)
    _run("workbook", orders, book)
    orders.unlink()
    costs[WORKBOOK] = middle([_reading(WORKBOOK, book, sizes.workbook) for _ in range(repeats)])
    rows[WORKBOOK] = sizes.workbook
    look_workbook = _look(book, repeats)
    book.unlink()

    look_large = None
    if sizes.large:
        orders = _make(folder, sizes.large)
        look_large = _look(orders, repeats)
        rows[LARGE] = sizes.large
        try:
            costs[LARGE] = _reading(LARGE, orders, sizes.large)
        except RuntimeError:  # a file that cannot be read is a limit that is not met
            costs[LARGE] = FAILED
        orders.unlink()
    return Readings(
        costs,
        rows,
        ratio=median(turn[UTF8].cpu / turn[TYPED].cpu for turn in turns),
        code_page=median(
            (turn[CODE_PAGE].cpu - turn[UTF8].cpu) / megabytes * 100 for turn in turns
        ),
        look_large=look_large,
        look_workbook=look_workbook,
        stop=stop,
    )


def middle(costs: Sequence[Cost]) -> Cost:
    """The cost of median processor time."""
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def _make(folder: Path, lines: int) -> Path:
    path = folder / f"lines{lines}.csv"
    run_module("order_lines", str(path), str(lines))
    return path


def _reading(way: str, file: Path, rows: int) -> Cost:
    task = {TYPED: "typed_read", LARGE: "command_line"}.get(way, "read")
    found = _run(task, file)
    if found["rows"] != rows:
        raise RuntimeError(f"{way}: {found['rows']} of {rows} rows were kept")
    return Cost(**found["cost"])


def _look(file: Path, repeats: int) -> float:
    return median(float(_run("first_look", file)["cost"]["wall"]) for _ in range(repeats))


def _run(task: str, *files: Path) -> Any:
    printed, _ = run_module("importing", task, *map(str, files))
    return json.loads(printed)

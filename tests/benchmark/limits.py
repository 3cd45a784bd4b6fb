"""The limits that the product promises to keep, and what was measured against each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmark.measuring import Cost
from tests.benchmark.readings import LARGE, LARGE_LINES, LINES, WORKBOOK, WORKBOOK_LINES, Readings

SHOP_OF = 20_000
"""Customers of the shop on which changes in the app are measured."""


@dataclass(frozen=True)
class Limit:
    """What may be reached at most, in ``unit``; ``reached`` None where it was not measured."""

    what: str
    most: float
    unit: str
    reached: float | None

    @property
    def met(self) -> bool | None:
        return None if self.reached is None else self.reached <= self.most


def check_limits(
    costs: Mapping[int, Cost],
    first_page: float | None,
    redraw: float | None,
    regroup: float | None,
    readings: Readings,
) -> tuple[Limit, ...]:
    """Every limit; ``costs`` of the product by number of order lines, the others in seconds."""
    limits = []
    for lines, cpu, peak in ((100_000, 8, 600), (1_000_000, 30, 900)):
        cost = costs.get(lines)
        name = f"{lines:,} order lines to a workbook"
        limits += [
            Limit(f"{name}: processor time", cpu, "s", cost.cpu if cost else None),
            Limit(f"{name}: peak memory", peak, "MB", cost.peak if cost else None),
        ]
    shop = f"{SHOP_OF:,} customers"
    return (
        *limits,
        Limit("Start to the first page drawn, warm disk", 5, "s", first_page),
        Limit(f"{shop}: charts and cards drawn again", 0.5, "s", redraw),
        Limit(f"{shop}: grouped again", 3, "s", regroup),
        *_limits_of_reading(readings),
    )


def _limits_of_reading(found: Readings) -> tuple[Limit, ...]:
    workbook, large = found.costs.get(WORKBOOK), found.costs.get(LARGE)
    excel = f"Excel file of {WORKBOOK_LINES:,} rows and 15 columns"
    csv = f"CSV of {LARGE_LINES:,} lines"
    return (
        Limit(f"CSV of {LINES:,} lines in UTF-8, read: processor time, times that of DuckDB's"
              " own typed read into a table", 2.5, "times", found.ratio),
        Limit("The same in Windows-1250: more processor time for each 100 MB", 1, "s",
              found.code_page),
        Limit(f"{csv}, read on the command line: peak memory", 1_200, "MB",
              large.peak if large else None),
        Limit(f"{excel}, read: processor time", 12, "s", workbook.cpu if workbook else None),
        Limit(f"{csv}: first answer", 2, "s", found.look_large),
        Limit(f"{excel}: first answer", 2, "s", found.look_workbook),
        Limit(f"CSV of {LINES:,} lines: reading stopped", 1, "s", found.stop),
    )  # fmt: skip

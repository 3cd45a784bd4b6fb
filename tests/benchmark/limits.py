"""The limits that the product promises to keep, and what was measured against each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmark.measuring import Cost

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
    )

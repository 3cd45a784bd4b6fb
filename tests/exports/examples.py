"""Small tables for the tests of exports: a customer table, who is where, and the facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMNS
from segmentation.exports.summary_sheet import WorkbookFacts
from segmentation.profiles import Profile
from segmentation.segments.assignment import Assignment

NAMES = ("Regulars", "Guests")
DTYPES = {
    "money": "float64",
    "number": "float64",
    "count": "int64",
    "days": "int64",
    "date": "datetime64[us]",
    "yes_no": "boolean",
}


def make_customers(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """A customer table of the usual columns and types; what a row lacks is missing."""
    frame = pd.DataFrame(index=range(len(rows)))
    for column in CUSTOMER_COLUMNS:
        usual = 0 if column.type in ("count", "days") else None
        values = [row.get(column.key, usual) for row in rows]
        frame[column.key] = pd.Series(values, dtype=DTYPES.get(column.type, "object"))
    own = {key for row in rows for key in row} - set(frame.columns)
    for key in sorted(own):
        values = [row.get(key) for row in rows]
        numbers = all(value is None or isinstance(value, (int, float)) for value in values)
        frame[key] = pd.Series(values, dtype="float64" if numbers else "object")
    return frame


def make_assignment(labels: Sequence[int], groups: int, certainty: object = None) -> Assignment:
    return Assignment(
        method="kmeans",
        variables=("total_spend",),
        labels=np.array(labels, dtype=int),
        groups=groups,
        verdict=None,
        certainty=None if certainty is None else np.array(certainty, dtype=float),
        stability=(None,) * groups,
    )


def make_profiles(customers: pd.DataFrame, assignment: Assignment) -> tuple[Profile, ...]:
    total = float(customers["total_spend"].sum()) or 1.0
    profiles = []
    for place, segment_id in enumerate(assignment.segment_ids):
        spend = customers["total_spend"][assignment.labels == place]
        profiles.append(
            Profile(
                segment_id=segment_id,
                customers=len(spend),
                share_of_customers=len(spend) / max(len(customers), 1),
                revenue=Decimal(str(round(float(spend[np.isfinite(spend)].sum()), 2))),
                share_of_revenue=float(spend.sum()) / total,
                numbers=(),
                levels=(),
            )
        )
    return tuple(profiles)


def make_facts(customers: pd.DataFrame, **changes: object) -> WorkbookFacts:
    from_customers = Decimal(str(round(float(customers["total_spend"].sum()), 2)))
    values: dict[str, object] = {
        "title": "Garden shop",
        "customers": len(customers),
        "orders": int(customers["frequency"].sum()) + 3,
        "revenue_gross": from_customers + 150,
        "revenue": from_customers + 90,
        "revenue_customers": from_customers,
        "revenue_returns_only": Decimal("-10.00"),
        "revenue_without_customer": Decimal("100.00"),
        "first_order": date(2025, 1, 2),
        "last_order": date(2026, 11, 21),
        "variables": ("Spend", "Orders"),
        "method": "Similar customers together",
    }
    return WorkbookFacts(**(values | changes))  # type: ignore[arg-type]

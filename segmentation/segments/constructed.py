"""What follows from what by construction, so that it is not taken for a tie between customers.

Who ordered once was first seen when last seen, and has spent one average order. Such rows lie on
a line among the others, and would look like a group in any shop.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def part_facts(
    customers: pd.DataFrame, keys: Sequence[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The customers and variables with facts that no longer contain each other.

    Tenure beside recency becomes the days between first and last order; days past due beside it
    become the customer's usual days between orders. Spend beside the number
    of orders becomes spend for each order, and is left out where the average order is there too.
    """
    chosen = set(keys)
    changed = {}
    if {"tenure_days", "recency_days"} <= chosen:
        changed["tenure_days"] = _number(customers, "tenure_days") - _number(
            customers, "recency_days"
        )
    if {"days_past_due", "recency_days"} <= chosen:
        changed["days_past_due"] = _number(customers, "recency_days") - _number(
            customers, "days_past_due"
        )
    if {"total_spend", "frequency"} <= chosen:
        if "monetary_value" in chosen:
            chosen.remove("total_spend")
        else:
            orders = _number(customers, "frequency")
            changed["total_spend"] = (
                _number(customers, "total_spend") / orders.where(orders > 0)
            ).round(2)
    return customers.assign(**changed), tuple(key for key in keys if key in chosen)


def _number(customers: pd.DataFrame, key: str) -> pd.Series:
    return pd.Series(
        customers[key].to_numpy(dtype=np.float64, na_value=np.nan), index=customers.index
    )

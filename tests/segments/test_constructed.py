"""Facts that contain each other are taken apart before groups are looked for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segmentation.segments.constructed import part_facts

CUSTOMERS = pd.DataFrame(
    {
        "customer": ["a", "b", "c"],
        "total_spend": [10.0, 90.0, np.nan],
        "monetary_value": [10.0, 30.0, np.nan],
        "frequency": [1, 3, 0],
        "recency_days": [5, 7, 9],
        "tenure_days": [5, 40, 9],
    }
)


def test_tenure_beside_recency_is_the_time_between_orders() -> None:
    facts, keys = part_facts(CUSTOMERS, ("tenure_days", "recency_days"))
    assert keys == ("tenure_days", "recency_days")
    assert facts["tenure_days"].tolist() == [0, 33, 0]
    assert part_facts(CUSTOMERS, ("tenure_days",))[0]["tenure_days"].tolist() == [5, 40, 9]


def test_days_past_due_beside_recency_are_the_usual_days_between_orders() -> None:
    late = CUSTOMERS.assign(days_past_due=[-2.0, 3.0, np.nan])
    facts, keys = part_facts(late, ("days_past_due", "recency_days"))
    assert keys == ("days_past_due", "recency_days")
    assert facts["days_past_due"].tolist()[:2] == [7, 4]
    assert np.isnan(facts["days_past_due"].iloc[2])
    assert part_facts(late, ("days_past_due",))[0]["days_past_due"].tolist()[:2] == [-2, 3]


def test_spend_beside_orders_is_spend_for_each() -> None:
    facts, keys = part_facts(CUSTOMERS, ("total_spend", "frequency"))
    assert keys == ("total_spend", "frequency")
    assert facts["total_spend"].tolist()[:2] == [10.0, 30.0]
    assert np.isnan(facts["total_spend"].iloc[2])


def test_spend_that_is_orders_times_average_is_left_out() -> None:
    facts, keys = part_facts(CUSTOMERS, ("total_spend", "frequency", "monetary_value"))
    assert keys == ("frequency", "monetary_value")
    assert CUSTOMERS["total_spend"].tolist()[:2] == [10.0, 90.0]
    assert facts["monetary_value"].tolist()[:2] == [10.0, 30.0]

"""A small shop known by heart: four customers in two segments."""

from __future__ import annotations

import pandas as pd
import pytest

from segmentation.segments.assignment import Assignment
from tests.exports.examples import make_assignment, make_customers


@pytest.fixture
def customers() -> pd.DataFrame:
    return make_customers(
        [
            {
                "customer": "email:anna@example.com",
                "customer_id": "00123",
                "email": "anna@example.com",
                "phone": "+48600700800",
                "first_name": "Anna",
                "last_name": "Żółć",
                "total_spend": 1234.5,
                "frequency": 4,
                "recency_days": 3,
                "monetary_value": 308.625,
                "first_order": "2025-01-02",
                "last_order": "2026-11-18",
                "discount_share": 0.25,
                "generation": "millennial",
                "gender": "female",
                "loyalty": "yes",
                "email_consent": True,
                "sms_consent": True,
                "Shoe size": 38.5,
                "Notes": 'likes "roses"; and tulips',
            },
            {
                "customer": "id:12345678901234567890",
                "customer_id": "12345678901234567890",
                "total_spend": 0.1234,
                "frequency": 1,
                "last_order": "2026-11-21",
                "first_order": "2026-11-21",
                "email_consent": False,
                "first_name": "Иван",
            },
            {
                "customer": "card:777",
                "total_spend": -20.0,
                "frequency": 2,
                "first_order": "2025-05-06",
                "last_order": "2025-05-06",
                "sms_consent": False,
            },
            {
                "customer": "email:ola@example.com",
                "email": "ola@example.com",
                "total_spend": 999.99,
                "frequency": 9,
                "last_order": "2026-01-01",
                "first_order": "2025-02-03",
                "email_consent": True,
                "gender": "male",
            },
        ]
    )


@pytest.fixture
def assignment() -> Assignment:
    return make_assignment([0, 1, 1, 0], groups=2)

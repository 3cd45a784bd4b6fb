"""Customers as a table on screen: amounts and shares as the owner writes them."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.shared.customer_rows import shown_columns, spoken
from segmentation.language import Language

TABLE = pd.DataFrame(
    {
        "email": ["ewa@example.com", None],
        "total_spend": [4042.5, None],
        "discount_share": [0.28, 0.0002],
        "own": [1234567.0, -0.5],
    }
)


@pytest.mark.parametrize(
    ("code", "amounts", "shares", "own"),
    [
        ("en", ["4,042.50", ""], ["28.0%", "<0.1%"], ["1,234,567.00", "-0.50"]),
        ("pl", ["4 042,50", ""], ["28,0%", "<0,1%"], ["1 234 567,00", "-0,50"]),
        ("ru", ["4 042,50", ""], ["28,0 %", "<0,1 %"], ["1 234 567,00", "-0,50"]),
    ],
)
def test_amounts_and_shares_are_written_in_the_language(
    code: str, amounts: list[str], shares: list[str], own: list[str]
) -> None:
    told = spoken(TABLE, Language(code), money=("own",))
    lines = told.hide().hide(axis="columns").to_string(delimiter="|").splitlines()
    seen = [line.replace("\u00a0", " ").split("|") for line in lines]
    rows = zip(["ewa@example.com", ""], amounts, shares, own, strict=True)
    assert seen == [list(row) for row in rows]
    pd.testing.assert_frame_equal(told.data, TABLE)  # type: ignore[attr-defined]


def test_a_spoken_table_has_no_form_of_its_own() -> None:
    language = Language("pl")
    for name in ("total_spend", "discount_share"):
        plain = shown_columns(TABLE, language, "PLN")[name]["type_config"]["format"]
        told = shown_columns(TABLE, language, "PLN", spoken=True)[name]["type_config"]["format"]
        assert plain and told is None

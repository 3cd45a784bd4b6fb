"""Gaps: for each thing that can be known of customers, how many have it missing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.language import mark

NAME = "name"
_NAME_LABEL = mark("Name")
_NAMES = ("name", "first_name", "last_name")
_EFFECTS = {
    NAME: mark("They cannot be addressed by name"),
    "email": mark("They get no e-mail"),
    "phone": mark("They get no SMS and no call"),
    "email_consent": mark("They stay off e-mail lists"),
    "sms_consent": mark("They stay off SMS lists"),
}
_OTHERWISE = mark("They count in full, and as average when you group by this")
_KNOWN = (NAME, "email", "phone", "location", "country", "age", "gender", "interests", "loyalty",
          "points", "email_consent", "sms_consent")  # fmt: skip
_SHOWN = ("customer_id", "email", "phone", "first_name", "last_name", "name", "total_spend",
          "frequency", "last_order")  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """``missing`` of ``of`` customers lack the column ``key``.

    ``label`` and ``effect`` are msgids, but the label of an ``own`` column is its name.
    """

    key: str
    label: str
    own: bool
    missing: int
    of: int
    effect: str

    @property
    def share(self) -> float:
        return self.missing / self.of if self.of else 0.0


def find_gaps(customers: pd.DataFrame) -> tuple[Gap, ...]:
    """One gap for each thing in the customer table, the widest first, down to none."""
    own = [str(name) for name in customers.columns if name not in CUSTOMER_COLUMN]
    gaps = [
        Gap(
            key,
            key if key in own else _NAME_LABEL if key == NAME else CUSTOMER_COLUMN[key].label,
            key in own,
            int(_is_missing(customers, key).sum()),
            len(customers),
            _EFFECTS.get(key, _OTHERWISE),
        )
        for key in (*_KNOWN, *own)
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.missing))


def gap_rows(customers: pd.DataFrame, key: str) -> pd.DataFrame:
    """The customers who lack ``key``, with what identifies them; empty columns left out."""
    missing = customers.loc[_is_missing(customers, key), list(_SHOWN)]
    return missing.dropna(axis="columns", how="all")


def _is_missing(customers: pd.DataFrame, key: str) -> pd.Series:
    if key == NAME:
        return customers[list(_NAMES)].isna().all(axis="columns")
    return customers[key].isna()

"""What a rule can ask about: what is known of a customer, what they bought, other rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMNS, TAG_SEPARATOR
from segmentation.conditions import numbers_of
from segmentation.language import mark
from segmentation.levels import read_levels
from segmentation.rules.operators import Kind
from segmentation.rules.rule import About, Condition, OwnRule
from segmentation.variables import Variable


@dataclass(frozen=True, eq=False)
class Membership:
    """Something else that each customer is one of, such as a group; ``values`` (n,), None where
    a customer is none. ``names`` are how the values are shown, ``label`` is a msgid."""

    key: str
    label: str
    values: Sequence[str | None] | pd.Series
    names: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Subject:
    """One thing to ask about; ``label`` is a msgid, of a file's ``own`` column its own name.

    ``choices`` are the values it has, the commonest first; ``names`` how those are shown that
    are keys of ours.
    """

    about: About
    key: str
    kind: Kind
    label: str
    own: bool = False
    variable: Variable | None = None
    choices: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def group_membership(
    values: Sequence[str | None] | pd.Series, names: Mapping[str, str] | None = None
) -> Membership:
    """The groups found, by the number of the color that follows their people."""
    return Membership("group", mark("Group"), values, names or {})


def rfm_membership(
    values: Sequence[str | None] | pd.Series, names: Mapping[str, str] | None = None
) -> Membership:
    """The name on the grid of when and how often, by its key."""
    return Membership("rfm", mark("When and how often"), values, names or {})


def subject_of(membership: Membership) -> Subject:
    """A membership as something to ask about, with the values it has."""
    values = pd.Series(list(membership.values), dtype=object)
    return Subject(
        "membership",
        membership.key,
        "category",
        membership.label,
        choices=_commonest(values),
        names=membership.names,
    )


PRODUCT = Subject("product", "", "purchase", mark("Product bought"))
CATEGORY = Subject("category", "", "purchase", mark("Category bought"))
ORDERS = Subject("orders", "", "orders", mark("Orders in a period"))
RULE = Subject("rule", "", "rule", mark("Another rule"))


def list_subjects(
    customers: pd.DataFrame,
    variables: Sequence[Variable],
    bought: Sequence[Subject] = (),
    memberships: Sequence[Membership] = (),
) -> tuple[Subject, ...]:
    """What can be asked: variables, dates and memberships that are known of anybody, what can be
    asked about what they ``bought`` (see purchases.purchase_subjects), and other rules."""
    known = [variable for variable in variables if variable.have]
    dates = [c for c in CUSTOMER_COLUMNS if c.type == "date" and customers[c.key].notna().any()]
    return (
        *(
            Subject("variable", v.key, v.kind, v.label, v.own, v, _choices(customers[v.key], v))
            for v in known
        ),
        *(Subject("date", column.key, "date", column.label) for column in dates),
        *(subject_of(membership) for membership in memberships),
        *bought,
        RULE,
    )


def _choices(column: pd.Series, variable: Variable) -> tuple[str, ...]:
    if variable.kind == "number":
        return ()
    if variable.kind == "category":
        return _commonest(column)
    split = column.dropna().astype(str).str.split(TAG_SEPARATOR.strip()).explode().str.strip()
    return _commonest(split)


def _commonest(column: pd.Series) -> tuple[str, ...]:
    levels = read_levels(column)
    counts = levels.counts
    return tuple(levels.names[place] for place in np.argsort(-counts, kind="stable"))


def rule_subject(rules: Iterable[OwnRule]) -> Subject:
    """Other rules as something to ask about, by their ids and names."""
    names = {rule.rule_id: rule.name for rule in rules}
    return replace(RULE, choices=tuple(names), names=names)


def find_subject(condition: Condition, subjects: Sequence[Subject]) -> Subject | None:
    """What ``condition`` asks about; None where the data no longer have it."""
    return next((s for s in subjects if (s.about, s.key) == (condition.about, condition.key)), None)


def column_of(
    subject: Subject, customers: pd.DataFrame, memberships: Sequence[Membership]
) -> pd.Series:
    """The values of a subject, one for each customer, as its operators take them."""
    if subject.about == "membership":
        found = next(m for m in memberships if m.key == subject.key)
        return pd.Series(list(found.values), dtype=object)
    column = customers[subject.key]
    if subject.kind == "number":
        return pd.Series(numbers_of(column))
    if subject.kind == "date":
        return column.reset_index(drop=True)
    levels = read_levels(column)
    names = np.array([*levels.names, None], dtype=object)
    return pd.Series(names[levels.codes], dtype=object)

"""The rule of a group as one of the owner's own."""

from __future__ import annotations

import math

from segmentation import conditions
from segmentation.reasons import Rule
from segmentation.rules.rule import Clause, Condition, OwnRule

_OPERATORS = {"one_of": "one_of", "has": "has_any", "has_not": "has_none"}


def own_rule(rule: Rule, name: str) -> OwnRule:
    """``rule`` as a rule of its own called ``name``: it catches the same customers."""
    return OwnRule("", name, (Clause(tuple(map(_own_condition, rule.conditions))),))


def _own_condition(found: conditions.Condition) -> Condition:
    comparison = found.comparison
    operator = _OPERATORS.get(comparison, comparison)
    if found.variable.kind == "number":
        bounds = tuple(bound for bound in (found.low, found.high) if math.isfinite(bound))
        return Condition("variable", found.variable.key, operator, bounds)
    return Condition("variable", found.variable.key, operator, found.levels)

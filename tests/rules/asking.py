"""Rules in short, and who they are for by the first letter of their e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from segmentation.rules.evaluation import RuleBase, find_customers
from segmentation.rules.rule import About, Clause, Condition, Match, OwnRule, Value


def asked(about: About, key: str, operator: str, *values: Value) -> Condition:
    """A condition without a period."""
    return Condition(about, key, operator, values)


def rule_of(*conditions: Condition, match: Match = "all", rule_id: str = "1") -> OwnRule:
    """A rule of one clause."""
    return OwnRule(rule_id, f"rule {rule_id}", (Clause(conditions, match),))


def who(base: RuleBase, rule: OwnRule, others: Sequence[OwnRule] = ()) -> str:
    """First letters of those the rule is for: ad is Ada and Dan."""
    (found,) = find_customers(base, [rule], others)
    assert not found.obstacles
    emails = base.customers["email"][found.mask]
    return "".join(sorted(email[0] for email in emails))


def obstacles(base: RuleBase, rule: OwnRule, others: Sequence[OwnRule] = ()) -> list[str]:
    """What stands in the way of a rule, which is then for nobody."""
    (found,) = find_customers(base, [rule], others)
    assert not found.mask.any()
    return [one.reason for one in found.obstacles]

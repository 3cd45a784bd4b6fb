"""What a rule is, and the rules that an owner keeps: saved, renamed, doubled, dropped.

A rule joins clauses by and or or, a clause joins conditions, and can also ask that none of them
holds; a condition may ask for another rule. That is all of and, or and not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from segmentation.saved import dump, load

Value = str | float
About = Literal["variable", "date", "membership", "product", "category", "orders", "rule"]
Match = Literal["all", "any", "none"]
Among = Literal["customers", "prospects"]
"""Whom a rule looks at. Prospects are the people of the customer list without an order."""

KEPT = "own rules"
"""The name of the shop's choice that keeps the rules."""
LONGEST_NAME = 80


@dataclass(frozen=True)
class Condition:
    """One question about a customer.

    ``about`` and ``key`` say what is asked about (see :mod:`subjects`), ``operator`` what (see
    :mod:`operators`). ``values`` are numbers, texts, or days as ISO texts. What was bought or
    ordered is asked for at least ``times`` orders, in the days ``since`` to ``until``, or in the
    last ``days`` before the end of the data.
    """

    about: About
    key: str
    operator: str
    values: tuple[Value, ...] = ()
    times: int = 1
    since: str | None = None
    until: str | None = None
    days: int | None = None


@dataclass(frozen=True)
class Clause:
    """Conditions of which all, any or none have to hold; without any it asks nothing."""

    conditions: tuple[Condition, ...] = ()
    match: Match = "all"


@dataclass(frozen=True)
class OwnRule:
    """A named rule: all of its clauses have to hold, or any. Without any it is for nobody among
    customers; among prospects, who are a choice already, it is for all of them."""

    rule_id: str
    name: str
    clauses: tuple[Clause, ...] = ()
    match: Match = "all"
    among: Among = "customers"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of all clauses, in their order."""
        return tuple(one for clause in self.clauses for one in clause.conditions)


@dataclass(frozen=True)
class KeptRules:
    """The owner's rules in their order. ``last`` is the number of the last one ever made."""

    rules: tuple[OwnRule, ...] = ()
    last: int = 0

    def __iter__(self) -> Iterator[OwnRule]:
        return iter(self.rules)

    def find(self, rule_id: str) -> OwnRule | None:
        """The rule with this id, or None."""
        return next((rule for rule in self.rules if rule.rule_id == rule_id), None)

    def add(self, rule: OwnRule) -> KeptRules:
        """With ``rule`` as a new one, under a number and a name of its own, at the end."""
        number = self.last + 1
        made = replace(rule, rule_id=str(number), name=self._free_name(rule.name))
        return KeptRules((*self.rules, made), number)

    def change(self, rule: OwnRule) -> KeptRules:
        """With ``rule`` in place of the one with its id."""
        name = self._free_name(rule.name, besides=rule.rule_id)
        changed = replace(rule, name=name)
        rules = (changed if one.rule_id == rule.rule_id else one for one in self.rules)
        return replace(self, rules=tuple(rules))

    def drop(self, rule_id: str) -> KeptRules:
        """Without this rule."""
        return replace(self, rules=tuple(r for r in self.rules if r.rule_id != rule_id))

    def _free_name(self, name: str, besides: str = "") -> str:
        """The name, shortened, with a number where another rule has it."""
        wanted = name.strip()[:LONGEST_NAME].rstrip() or "1"
        taken = {rule.name.casefold() for rule in self.rules if rule.rule_id != besides}
        free, number = wanted, 2
        while free.casefold() in taken:
            ending = f" ({number})"
            free, number = wanted[: LONGEST_NAME - len(ending)].rstrip() + ending, number + 1
        return free


def write_rules(rules: KeptRules) -> str:
    """The rules as a text that :func:`read_rules` reads."""
    return dump(rules) or "{}"


def read_rules(text: str | None) -> KeptRules:
    """The rules that :func:`write_rules` wrote; none from no text."""
    return load(KeptRules, text) if text else KeptRules()

"""Changes to a rule, each giving a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segmentation.rules.operators import operators_of
from segmentation.rules.rule import Clause, Condition, Match, OwnRule
from segmentation.rules.subjects import Subject


def first_condition(subject: Subject) -> Condition:
    """What is asked about a subject before the owner says more."""
    return Condition(subject.about, subject.key, operators_of(subject.kind)[0].key)


def new_rule(name: str, subjects: Sequence[Subject]) -> OwnRule:
    """A rule to begin with: one condition, still without a value."""
    return OwnRule("", name, (Clause((first_condition(subjects[0]),)),))


def set_condition(rule: OwnRule, clause: int, place: int, condition: Condition) -> OwnRule:
    """With ``condition`` at this place of this clause."""
    conditions = list(rule.clauses[clause].conditions)
    conditions[place] = condition
    return _with_clause(rule, clause, replace(rule.clauses[clause], conditions=tuple(conditions)))


def add_condition(rule: OwnRule, clause: int, condition: Condition) -> OwnRule:
    """With one more condition at the end of this clause."""
    before = rule.clauses[clause]
    return _with_clause(rule, clause, replace(before, conditions=(*before.conditions, condition)))


def drop_condition(rule: OwnRule, clause: int, place: int) -> OwnRule:
    """Without this condition; a clause that loses its last goes too, unless it is the only one."""
    before = rule.clauses[clause].conditions
    left = (*before[:place], *before[place + 1 :])
    if not left and len(rule.clauses) > 1:
        clauses = (*rule.clauses[:clause], *rule.clauses[clause + 1 :])
        return replace(rule, clauses=clauses)
    return _with_clause(rule, clause, replace(rule.clauses[clause], conditions=left))


def add_clause(rule: OwnRule, condition: Condition) -> OwnRule:
    """With one more clause that holds this condition."""
    return replace(rule, clauses=(*rule.clauses, Clause((condition,))))


def set_match(rule: OwnRule, clause: int, match: Match) -> OwnRule:
    """With this way of joining the conditions of a clause."""
    return _with_clause(rule, clause, replace(rule.clauses[clause], match=match))


def _with_clause(rule: OwnRule, place: int, clause: Clause) -> OwnRule:
    clauses = list(rule.clauses)
    clauses[place] = clause
    return replace(rule, clauses=tuple(clauses))

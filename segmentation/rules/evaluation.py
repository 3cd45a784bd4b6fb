"""Whom a rule is for: rules as one SQL query over the customers, every value bound.

A condition that cannot be asked (its column is gone, it has no values yet, its rule asks for
itself) makes the whole rule one for nobody, and says so: it is never silently true.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.rules.operators import MACROS, OPERATOR, Operator, fold_of
from segmentation.rules.purchases import Purchases
from segmentation.rules.rule import Among, Clause, Condition, Match, OwnRule
from segmentation.rules.subjects import Membership, Subject, column_of, find_subject

Mask = npt.NDArray[np.bool_]
Reason = Literal["gone", "no_orders", "unfinished", "no_end", "no_rule", "other_people", "circle"]
MOST_DAYS = 36_500
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class Obstacle:
    """Why a condition cannot be asked."""

    condition: Condition
    reason: Reason


@dataclass(frozen=True, eq=False)
class RuleBase:
    """Everything rules are asked of.

    ``day`` is the end of the data. ``purchases`` are needed by rules that ask about them
    (:func:`asks_for_purchases`) and may be None else. ``among`` says who the ``customers`` are.
    """

    customers: pd.DataFrame
    subjects: tuple[Subject, ...]
    day: date | None
    memberships: tuple[Membership, ...] = ()
    purchases: Purchases | None = None
    among: Among = "customers"


@dataclass(frozen=True, eq=False)
class Found:
    """Whom a rule is for, bool of shape (n,), and what stands in its way."""

    mask: Mask
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class _Column:
    """A rule as an expression of the query, with what is bound to it."""

    sql: str
    values: tuple[object, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    asks: bool = True


class _Query:
    """Rules as columns of one SELECT, each after those it asks for."""

    def __init__(self, base: RuleBase, rules: Sequence[OwnRule]) -> None:
        self.base, self.rules = base, {rule.rule_id: rule for rule in rules}
        self.subjects: dict[tuple[str, str], Subject] = {}
        self.columns: dict[str, _Column] = {}

    def name(self, rule: OwnRule) -> str:
        """What the column of a rule is called in the query."""
        return f"r{list(self.rules).index(rule.rule_id)}"

    def add(self, rule: OwnRule, asking: tuple[str, ...] = ()) -> _Column:
        """The column of ``rule``; ``asking`` are the rules that ask for it."""
        if rule.rule_id not in self.columns:
            path = (*asking, rule.rule_id)
            clauses = [self._of_clause(one, path) for one in rule.clauses if one.conditions]
            column = _join(clauses, rule.match) if clauses else _NOTHING_ASKED[rule.among]
            if column.obstacles:
                column = replace(column, sql="false", values=())
            self.columns[rule.rule_id] = column
        return self.columns[rule.rule_id]

    def _of_clause(self, clause: Clause, path: tuple[str, ...]) -> _Column:
        return _join([self._of_condition(c, path) for c in clause.conditions], clause.match)

    def _of_condition(self, condition: Condition, path: tuple[str, ...]) -> _Column:
        subject = find_subject(condition, self.base.subjects)
        operator = OPERATOR.get((subject.kind, condition.operator)) if subject else None
        if subject is None or operator is None:
            prospects = self.base.among == "prospects"
            return _stuck(condition, "no_orders" if prospects else "gone")
        if subject.about == "membership" and not set(condition.values) <= set(subject.choices):
            return _stuck(condition, "gone")
        if subject.kind == "rule":
            return self._of_other(condition, operator, path)
        if self.base.day is None and _counts_from_the_end(condition, operator):
            return _stuck(condition, "no_end")
        values = bound_values(condition, operator, self.base.day)
        if values is None:
            return _stuck(condition, "unfinished")
        it = "customer"
        if subject.kind in ("purchase", "orders") and self.base.purchases is None:
            raise ValueError("a rule asks about purchases that were not gathered")
        if subject.kind not in ("purchase", "orders"):
            place = (subject.about, subject.key)
            self.subjects.setdefault(place, subject)
            it = f"c{list(self.subjects).index(place)}"
        asked = operator.often if asks_often(condition, operator) else operator.sql
        fold = fold_of(condition.about, condition.key)
        sql = asked.format(it=it, what=condition.about, fold=fold)
        return _Column(f"coalesce({sql}, false)", tuple(values))

    def _of_other(self, condition: Condition, operator: Operator, path: tuple[str, ...]) -> _Column:
        if not condition.values:
            return _stuck(condition, "unfinished")
        other = self.rules.get(str(condition.values[0]))
        if other is None:
            return _stuck(condition, "no_rule")
        if other.among != self.base.among:
            return _stuck(condition, "other_people")
        if other.rule_id in path:
            return _stuck(condition, "circle")
        column = self.add(other, path)
        if column.obstacles:
            return _Column("false", (), column.obstacles)
        if not column.asks:  # a rule that asks nothing is for nobody; its opposite for nobody, too
            return _stuck(condition, "unfinished")
        return _Column(operator.sql.format(it=self.name(other)))


def _stuck(condition: Condition, reason: Reason) -> _Column:
    return _Column("false", (), (Obstacle(condition, reason),))


def _join(parts: Sequence[_Column], match: Match) -> _Column:
    joined = _JOINED[match].join(part.sql for part in parts)
    return _Column(
        f"(NOT ({joined}))" if match == "none" else f"({joined})",
        tuple(value for part in parts for value in part.values),
        tuple(obstacle for part in parts for obstacle in part.obstacles),
    )


_NOTHING_ASKED = {"customers": _Column("false", asks=False), "prospects": _Column("true")}
_JOINED = {"all": " AND ", "any": " OR ", "none": " OR "}


def _counts_from_the_end(condition: Condition, operator: Operator) -> bool:
    """Whether days are counted back, or ahead, from the end of the data."""
    return operator.takes == "days" or condition.days is not None


def asks_often(condition: Condition, operator: Operator) -> bool:
    """Whether something has to be true of several orders."""
    return bool(operator.often) and condition.times > 1


def bound_values(condition: Condition, operator: Operator, day: date | None) -> list[object] | None:
    """What is bound to the ``?`` of ``operator``; None where the condition is not finished."""
    if not all(_is_day(day) for day in (condition.since, condition.until) if day):
        return None
    condition = in_order(condition, operator)
    values = condition.values
    match operator.takes:
        case "nothing" | "rule":
            return []
        case "number" | "numbers":
            numbers = [value for value in values if isinstance(value, int | float)]
            return _as_many(numbers, operator)
        case "day" | "two_days":
            days = [value for value in values if _is_day(value)]
            return _as_many(days, operator)
        case "days":
            told = day is not None and values and isinstance(values[0], int | float)
            return [day, min(int(values[0]), MOST_DAYS)] if told else None
        case "texts":
            listed = [str(value) for value in values]
            return [listed, *_period_and_times(condition, operator, day)] if listed else None
        case "text":
            text = str(values[0]).strip() if values else ""
            return [text, *_period_and_times(condition, operator, day)] if text else None
        case "period":
            return _period_and_times(condition, operator, day)


def in_order(condition: Condition, operator: Operator) -> Condition:
    """The condition as it is asked: of two bounds, or two days, the lower one first."""
    values, period = list[Any](condition.values), (condition.since, condition.until)
    if operator.takes in ("numbers", "two_days") and len({type(v) is str for v in values}) == 1:
        values.sort()
    since, until = sorted(day for day in period if day) if all(period) else period
    return replace(condition, values=tuple(values), since=since, until=until)


def _as_many(values: Sequence[Any], operator: Operator) -> list[object] | None:
    return list(values) if len(values) == operator.sql.count("?") else None


def _period_and_times(condition: Condition, operator: Operator, day: date | None) -> list[object]:
    if operator.kind not in ("purchase", "orders"):
        return []
    times = [condition.times] if asks_often(condition, operator) else []
    return [*_period(condition, day), *times]


def _is_day(value: object) -> bool:
    text = str(value)
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _period(condition: Condition, day: date | None) -> tuple[bool, object, object]:
    """Whether any day will do, else the first and the last of the period asked about."""
    if condition.days is not None and day is not None:
        first = date.fromordinal(max(1, day.toordinal() - min(condition.days, MOST_DAYS)))
        return False, first, day
    anytime = condition.since is None and condition.until is None
    return anytime, condition.since or _FIRST_DAY, condition.until or _LAST_DAY


def asks_for_purchases(rules: Iterable[OwnRule]) -> bool:
    """Whether any of the rules asks about what was bought or ordered when."""
    return any(c.about in ("product", "category", "orders") for r in rules for c in r.conditions)


def find_customers(
    base: RuleBase, wanted: Sequence[OwnRule], others: Sequence[OwnRule] = ()
) -> tuple[Found, ...]:
    """Whom each of the rules ``wanted`` is for; ``others`` are those they may ask for.

    Any order of the customers gives the same customers. Raises ValueError where a rule asks
    about purchases and the base has none, or looks at other people than those of the base.
    """
    if any(rule.among != base.among for rule in wanted):
        raise ValueError("a rule looks at other people")
    rows = len(base.customers)
    query = _Query(base, [*{rule.rule_id: rule for rule in (*others, *wanted)}.values()])
    obstacles = [query.add(rule).obstacles for rule in wanted]
    if not wanted or not rows:
        return tuple(Found(np.zeros(rows, dtype=bool), stuck) for stuck in obstacles)
    facts = pd.DataFrame({"customer": np.arange(rows)})
    for place, subject in enumerate(query.subjects.values()):
        facts[f"c{place}"] = column_of(subject, base.customers, base.memberships)
    steps = [("facts", "")]
    for rule_id, column in query.columns.items():  # a step each: one may ask for those before
        name = query.name(query.rules[rule_id])
        steps.append((f"with_{name}", f"SELECT *, {column.sql} AS {name} FROM {steps[-1][0]}"))
    named = ", ".join(f"{step} AS ({sql})" for step, sql in steps[1:])
    listed = ", ".join(query.name(query.rules[rule_id]) for rule_id in query.columns)
    bound = [value for column in query.columns.values() for value in column.values]
    connection = base.purchases.connection.cursor() if base.purchases else duckdb.connect()
    try:
        for macro in MACROS:
            connection.execute(macro)
        connection.register("facts", facts)
        found = connection.execute(
            f"WITH {named} SELECT {listed} FROM {steps[-1][0]} ORDER BY customer", bound
        ).fetchnumpy()
    finally:
        connection.close()
    masks = [np.asarray(found[query.name(rule)], dtype=bool) for rule in wanted]
    return tuple(Found(mask, stuck) for mask, stuck in zip(masks, obstacles, strict=True))

"""Rules and pulls in words: whole sentences a shop owner reads, right in each language."""

from __future__ import annotations

import math
from decimal import Decimal

from segmentation.conditions import Condition
from segmentation.language import Language, mark
from segmentation.levels import NO, YES
from segmentation.pulls import Pull
from segmentation.reasons import Rule
from segmentation.traits import cut, show_value
from segmentation.variables import Variable, level_label, variable_label

_MOST_DECIMALS = 12
_NOT_QUITE_ALL = 0.99


def rule_sentence(rule: Rule, language: Language, currency: str) -> str:
    """The conditions as one sentence: At least 3 orders and last order within 60 days."""
    phrases = [condition_phrase(one, language, currency) for one in rule.conditions]
    text = language.listing(phrases) + "."
    return text if rule.conditions[0].variable.own else text[0].upper() + text[1:]


def accuracy_sentence(rule: Rule, language: Language) -> str:
    """How much of the group the rule catches, and how much of what it catches is the group."""
    return language.tr(
        "This is true of {coverage} of the group. "
        "Of all customers it is true of, {precision} are in the group.",
        coverage=_part(rule.coverage, language),
        precision=_part(rule.precision, language),
    )


def _part(share: float, language: Language) -> str:
    """A share that is not all never reads as 100%."""
    return language.share(share if share == 1 else min(share, _NOT_QUITE_ALL))


def condition_phrase(condition: Condition, language: Language, currency: str) -> str:
    """One condition as part of a sentence; own columns by their own name."""
    match condition.variable.kind:
        case "category":
            return _levels_phrase(condition, language)
        case "tags":
            return _tag_phrase(condition, language)
        case "number":
            return (
                _count_phrase(condition, language)
                or _amount_phrase(condition, language, currency)
                or _plain_phrase(condition, language, currency)
            )


def _count_phrase(condition: Condition, language: Language) -> str | None:
    """Orders, days, years and points, whose words change with the number."""
    bounds = [bound for bound in (condition.low, condition.high) if math.isfinite(bound)]
    if any(bound != round(bound) for bound in bounds):
        return None
    first, n = (round(bounds[0]), round(bounds[-1])) if bounds else (0, 0)
    plural, low = language.plural, language.number(first)
    exactly = condition.comparison == "between" and first == n
    match condition.variable.key, "exactly" if exactly else condition.comparison:
        case "frequency", "at_least":
            return plural("at least {n} order", "at least {n} orders", n)
        case "frequency", "at_most":
            return plural("at most {n} order", "at most {n} orders", n)
        case "frequency", "between":
            return plural("{low}–{n} order", "{low}–{n} orders", n, low=low)
        case "frequency", "exactly":
            return plural("exactly {n} order", "exactly {n} orders", n)
        case "recency_days", "at_least":
            return plural("last order at least {n} day ago", "last order at least {n} days ago", n)
        case "recency_days", "at_most":
            return plural("last order within {n} day", "last order within {n} days", n)
        case "recency_days", "between":
            return plural(
                "last order {low}–{n} day ago", "last order {low}–{n} days ago", n, low=low
            )
        case "recency_days", "exactly":
            return plural("last order {n} day ago", "last order {n} days ago", n)
        case "tenure_days", "at_least":
            return plural(
                "first order at least {n} day ago", "first order at least {n} days ago", n
            )
        case "tenure_days", "at_most":
            return plural("first order within {n} day", "first order within {n} days", n)
        case "tenure_days", "between":
            return plural(
                "first order {low}–{n} day ago", "first order {low}–{n} days ago", n, low=low
            )
        case "tenure_days", "exactly":
            return plural("first order {n} day ago", "first order {n} days ago", n)
        case "age", "at_least":
            return plural("age at least {n} year", "age at least {n} years", n)
        case "age", "at_most":
            return plural("age at most {n} year", "age at most {n} years", n)
        case "age", "between":
            return plural("age {low}–{n} year", "age {low}–{n} years", n, low=low)
        case "age", "exactly":
            return plural("age {n} year", "age {n} years", n)
        case "points", "at_least":
            return plural("at least {n} loyalty point", "at least {n} loyalty points", n)
        case "points", "at_most":
            return plural("at most {n} loyalty point", "at most {n} loyalty points", n)
        case "points", "between":
            return plural("{low}–{n} loyalty point", "{low}–{n} loyalty points", n, low=low)
        case "points", "exactly":
            return plural("exactly {n} loyalty point", "exactly {n} loyalty points", n)
    return None


_AMOUNTS: dict[tuple[str, str], str] = {
    ("total_spend", "at_least"): mark("spend of at least {low}"),
    ("total_spend", "at_most"): mark("spend of at most {high}"),
    ("total_spend", "between"): mark("spend from {low} to {high}"),
    ("monetary_value", "at_least"): mark("average order of at least {low}"),
    ("monetary_value", "at_most"): mark("average order of at most {high}"),
    ("monetary_value", "between"): mark("average order from {low} to {high}"),
    ("discount_share", "at_least"): mark("discount on at least {low} of orders"),
    ("discount_share", "at_most"): mark("discount on at most {high} of orders"),
    ("discount_share", "between"): mark("discount on {low} to {high} of orders"),
    ("free_delivery_share", "at_least"): mark("free delivery on at least {low} of orders"),
    ("free_delivery_share", "at_most"): mark("free delivery on at most {high} of orders"),
    ("free_delivery_share", "between"): mark("free delivery on {low} to {high} of orders"),
    ("holiday_share", "at_least"): mark("at least {low} of orders before holidays"),
    ("holiday_share", "at_most"): mark("at most {high} of orders before holidays"),
    ("holiday_share", "between"): mark("{low} to {high} of orders before holidays"),
}
NO_DISCOUNT = mark("no order with a discount")
_OTHERS: dict[str, str] = {
    "at_least": mark("{label}: at least {low}"),
    "at_most": mark("{label}: at most {high}"),
    "between": mark("{label}: from {low} to {high}"),
}


def _amount_phrase(condition: Condition, language: Language, currency: str) -> str | None:
    """Money and shares, which read the same with every number."""
    if condition.variable.key == "discount_share" and condition.high <= 0:
        return language.tr(NO_DISCOUNT)
    text = _AMOUNTS.get((condition.variable.key, condition.comparison))
    return language.tr(text, **_bounds(condition, language, currency)) if text else None


def _plain_phrase(condition: Condition, language: Language, currency: str) -> str:
    label = variable_label(condition.variable, language)
    bounds = _bounds(condition, language, currency)
    if condition.low == condition.high:
        return language.tr("{label}: {value}", label=label, value=bounds["low"])
    return language.tr(_OTHERS[condition.comparison], label=label, **bounds)


def _bounds(condition: Condition, language: Language, currency: str) -> dict[str, str]:
    return {
        "low": _bound(condition.variable, condition.low, language, currency),
        "high": _bound(condition.variable, condition.high, language, currency),
    }


def _bound(variable: Variable, value: float, language: Language, currency: str) -> str:
    """A bound with all its decimals, so that the words say what the rule does."""
    if variable.unit == "money":
        return language.money(value, currency, 0 if _decimals(value) == 0 else None)
    if variable.unit == "share":
        return language.share(value, min(_decimals(value * 100), 1))
    return language.number(value, _decimals(value))


def _decimals(value: float) -> int:
    if not math.isfinite(value):
        return 0
    exponent = Decimal(repr(round(value, _MOST_DECIMALS))).normalize().as_tuple().exponent
    return max(0, -int(exponent))


_YES_NO_PHRASES: dict[tuple[str, str], str] = {
    ("loyalty", YES): mark("in the loyalty program"),
    ("loyalty", NO): mark("not in the loyalty program"),
    ("email_consent", YES): mark("consent to e-mail marketing"),
    ("email_consent", NO): mark("no consent to e-mail marketing"),
    ("sms_consent", YES): mark("consent to SMS marketing"),
    ("sms_consent", NO): mark("no consent to SMS marketing"),
}
_LEVEL_PHRASES: dict[str, str] = {
    "generation": mark("generation: {levels}"),
    "gender": mark("gender: {levels}"),
    "location": mark("place of residence: {levels}"),
    "town_size": mark("size of town: {levels}"),
    "country": mark("country: {levels}"),
    "top_category": mark("favorite category: {levels}"),
    "payment": mark("payment method: {levels}"),
    "channel": mark("sales channel: {levels}"),
}


def _levels_phrase(condition: Condition, language: Language) -> str:
    key, levels = condition.variable.key, condition.levels
    if len(levels) == 1 and (key, levels[0]) in _YES_NO_PHRASES:
        return language.tr(_YES_NO_PHRASES[key, levels[0]])
    shown = language.alternatives(cut(level_label(key, level, language)) for level in levels)
    if key in _LEVEL_PHRASES:
        return language.tr(_LEVEL_PHRASES[key], levels=shown)
    label = variable_label(condition.variable, language)
    return language.tr("{label}: {level}", label=label, level=shown)


def _tag_phrase(condition: Condition, language: Language) -> str:
    tag, tr = cut(condition.levels[0]), language.tr
    label = variable_label(condition.variable, language)
    match condition.variable.key, condition.comparison:
        case "interests", "has":
            return tr("“{tag}” among interests", tag=tag)
        case "interests", _:
            return tr("no “{tag}” among interests", tag=tag)
        case _, "has":
            return tr("{label}: includes “{tag}”", label=label, tag=tag)
    return tr("{label}: does not include “{tag}”", label=label, tag=tag)


def pull_sentence(pull: Pull, language: Language, currency: str) -> str:
    """What one variable says: Orders: 6 (in the group usually 5, of all customers 1)."""
    variable, label = pull.variable, variable_label(pull.variable, language)
    if isinstance(pull.value, str):
        value = cut(level_label(variable.key, pull.value, language))
        return language.tr(
            "{label}: {value} ({here} of the group, {all} of all customers)",
            label=label,
            value=value if pull.holds else language.tr("without “{tag}”", tag=value),
            here=language.share(pull.typical_in_group),
            all=language.share(pull.overall),
        )
    return language.tr(
        "{label}: {value} (the group: usually {here}, all customers: {all})",
        label=label,
        value=_brief(variable, pull.value, language, currency),
        here=_brief(variable, pull.typical_in_group, language, currency),
        all=_brief(variable, pull.overall, language, currency),
    )


def _brief(variable: Variable, value: float, language: Language, currency: str) -> str:
    """A value whose label stands before it: orders without their unit."""
    if variable.unit == "orders":
        return language.number(value, min(_decimals(value), 1))
    return show_value(variable, value, language, currency)

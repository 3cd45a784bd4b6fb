"""Own rules in words: one sentence a shop owner reads, right in each language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from segmentation import conditions
from segmentation.language import Language, mark
from segmentation.rule_words import condition_phrase
from segmentation.rules.evaluation import Obstacle, Reason, asks_often, in_order
from segmentation.rules.operators import OPERATOR, Operator
from segmentation.rules.rule import Among, Clause, Condition, Match, OwnRule
from segmentation.rules.sizes import Size
from segmentation.rules.subjects import Subject, find_subject
from segmentation.traits import cut
from segmentation.variables import Variable, level_label

_NOTHING_ASKED: dict[Among, str] = {
    "customers": mark("This rule asks nothing yet."),
    "prospects": mark("Everybody on your list without an order."),
}
_OF_PROSPECTS = mark("People on your list without an order: {text}")
_ALL_BUT: dict[Among, str] = {
    "customers": mark("all customers except: {list}"),
    "prospects": mark("all of them except: {list}"),
}
_REASONS: dict[Reason, str] = {
    "gone": mark("“{label}” is no longer in your data."),
    "no_orders": mark("“{label}” is not known of people without an order."),
    "unfinished": mark("“{label}” still needs a value."),
    "no_end": mark(
        "“{label}” asks about days before the end of your data, but these hold no dates."
    ),
    "no_rule": mark("The rule asked for is no longer there."),
    "other_people": mark("The rule asked for is about other people than this one."),
    "circle": mark("The rule asks for itself, straight or through another rule."),
}


def subject_label(subject: Subject, language: Language) -> str:
    """What a subject is called on screen."""
    return subject.label if subject.own else language.tr(subject.label)


def choice_label(subject: Subject, choice: str, language: Language) -> str:
    """What one of the values of a subject is called on screen."""
    if subject.about == "variable":
        return level_label(subject.key, choice, language)
    name = subject.names.get(choice)
    return name if name is not None else choice


def own_rule_sentence(
    rule: OwnRule,
    subjects: Sequence[Subject],
    rules: Iterable[OwnRule],
    language: Language,
    currency: str,
) -> str:
    """The whole rule as one sentence: At least 3 orders, and last order within 60 days."""
    names = {one.rule_id: one.name for one in rules}
    teller = _Teller(subjects, names, language, currency, rule.among)
    clauses = [clause for clause in rule.clauses if clause.conditions]
    if not clauses:
        return language.tr(_NOTHING_ASKED[rule.among])
    text = teller.clauses(clauses, rule.match).rstrip(".") + "."  # a Russian date ends with one
    if rule.among == "prospects":
        return language.tr(_OF_PROSPECTS, text=text)
    first = find_subject(clauses[0].conditions[0], subjects)
    own = first is not None and first.own and clauses[0].match != "none"
    return text if own else text[0].upper() + text[1:]


def obstacle_sentence(obstacle: Obstacle, subjects: Sequence[Subject], language: Language) -> str:
    """Why a rule cannot be asked as it stands."""
    subject = find_subject(obstacle.condition, subjects)
    label = subject_label(subject, language) if subject else obstacle.condition.key
    text = _REASONS[obstacle.reason]
    return language.tr(text, label=cut(label)) if "{" in text else language.tr(text)


def counted_people(number: int, among: Among, language: Language) -> str:
    """How many a rule is for, by what they are called."""
    if among == "prospects":
        return language.plural("{n} person", "{n} people", number)
    return language.plural("{n} customer", "{n} customers", number)


def size_sentence(size: Size, among: Among, language: Language, currency: str) -> str:
    """What share of the customers and of their revenue a rule is for, or of people on lists."""
    share = language.share(size.share)
    if among == "prospects":
        return language.tr("{share} of all people on your list", share=share)
    if size.share_of_revenue is None:
        return language.tr("{share} of all customers", share=share)
    return language.tr(
        "{share} of all customers; their spend: {money}, {part} of all",
        share=share,
        money=language.money(size.revenue, currency, 0),
        part=language.share(size.share_of_revenue),
    )


class _Teller:
    """Phrases of one sentence."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        names: dict[str, str],
        language: Language,
        currency: str,
        among: Among,
    ) -> None:
        self.subjects, self.names, self.all_but = subjects, names, _ALL_BUT[among]
        self.language, self.currency = language, currency

    def clauses(self, clauses: Sequence[Clause], match: Match) -> str:
        """All clauses joined; what none of may hold comes last where all have to hold."""
        language, several = self.language, len(clauses) > 1
        if match == "any":
            return language.alternatives(self._clause(one, match, several) for one in clauses)
        asked = [self._clause(one, match, several) for one in clauses if one.match != "none"]
        text = language.listing(asked)
        barred = [one for clause in clauses if clause.match == "none" for one in clause.conditions]
        if not barred:
            return text
        excepted = language.alternatives(self.condition(one) for one in barred)
        if not text:
            return language.tr(self.all_but, list=excepted)
        return f"{text}, {language.tr('except: {list}', list=excepted)}"

    def _clause(self, clause: Clause, match: Match, several: bool) -> str:
        """The phrases of a clause joined, in brackets where two ways of joining would meet."""
        language = self.language
        phrases = [self.condition(one) for one in clause.conditions]
        if clause.match == "none":
            excepted = language.alternatives(phrases)
            told = language.tr(self.all_but, list=excepted)
            return f"({told})" if several else told
        join = language.alternatives if clause.match == "any" else language.listing
        mixed = len(phrases) > 1 and several and clause.match != match
        return f"({join(phrases)})" if mixed else join(phrases)

    def condition(self, condition: Condition) -> str:
        """One condition as part of a sentence."""
        subject = find_subject(condition, self.subjects)
        operator = OPERATOR.get((subject.kind, condition.operator)) if subject else None
        if subject is None or operator is None:
            return self.language.tr("{label} (no longer in your data)", label=cut(condition.key))
        condition = in_order(condition, operator)
        if subject.variable is not None and (same := _as_found(condition, subject.variable)):
            return condition_phrase(same, self.language, self.currency)
        if subject.kind in ("purchase", "orders"):
            return self._purchase(condition, operator)
        return self._plain(condition, subject, operator)

    def _plain(self, condition: Condition, subject: Subject, operator: Operator) -> str:
        language, values = self.language, condition.values
        filled = {"label": _inside(cut(subject_label(subject, language)), own=subject.own)}
        if subject.kind == "rule":
            name = self.names.get(str(values[0]), "…") if values else "…"
            return language.tr(operator.sentence, values=self._quoted([name]))
        if operator.takes == "texts":
            names = [cut(choice_label(subject, str(value), language)) for value in values]
            filled["values"] = self._joined(names, operator) or "…"
        elif operator.takes == "days":
            days = int(values[0]) if values else 0
            filled["span"] = language.plural("{n} day", "{n} days", days)
        elif operator.takes in ("day", "two_days"):
            days_shown = [self._day(str(value)) for value in values] or ["…"]
            filled |= {"low": days_shown[0], "high": days_shown[-1]}
        elif operator.takes in ("number", "numbers"):
            filled |= {"low": "…", "high": "…"}
        return language.tr(operator.sentence, **filled)

    def _purchase(self, condition: Condition, operator: Operator) -> str:
        language, times = self.language, condition.times
        quoted = [language.tr("“{text}”", text=cut(str(value))) for value in condition.values]
        named = language.tr(operator.sentence, values=self._joined(quoted, operator) or "…")
        several = asks_often(condition, operator)
        if several and operator.kind == "orders":
            named = language.plural("at least {n} order", "at least {n} orders", times)
        elif several:
            often = language.plural("in at least {n} order", "in at least {n} orders", times)
            named = f"{named} {often}"
        period = self._period(condition)
        return f"{named} {period}" if period else named

    def _period(self, condition: Condition) -> str:
        language = self.language
        if condition.days is not None:
            if condition.days == 1:  # 21 days share their form with it in Russian
                return language.tr("in the last day")
            return language.plural("in the last {n} day", "in the last {n} days", condition.days)
        low, high = self._day(condition.since), self._day(condition.until)
        if low and high:
            return language.tr("from {low} to {high}", low=low, high=high)
        if low:
            return language.tr("since {low}", low=low)
        return language.tr("until {high}", high=high) if high else ""

    def _day(self, text: str | None) -> str:
        return self.language.date(date.fromisoformat(text)) if text else ""

    def _joined(self, names: Sequence[str], operator: Operator) -> str:
        """Values as the operator takes them: one, all, or none of several."""
        language = self.language
        match operator.key:
            case "has_all":
                return language.listing(names)
            case "none_of":
                return language.listing(language.tr("not {value}", value=name) for name in names)
            case "has_none" | "not_bought" if len(names) > 1:
                listed = names[0]
                for name in names[1:]:
                    listed = language.tr("{first} or {next}", first=listed, next=name)
                return language.tr("either {list}", list=listed)
        return language.alternatives(names)

    def _quoted(self, texts: Sequence[str]) -> str:
        quoted = [self.language.tr("“{text}”", text=cut(text)) for text in texts]
        return self.language.alternatives(quoted) or "…"


def _inside(label: str, *, own: bool) -> str:
    """A label inside a sentence; the owner's words and abbreviations stay as they are."""
    return label if own or not label[1:2].islower() else label[0].lower() + label[1:]


def _as_found(condition: Condition, variable: Variable) -> conditions.Condition | None:
    """The same as a condition of a group's rule, whose words there are already."""
    values = condition.values
    match condition.operator:
        case "at_least" if values:
            return conditions.Condition(variable, low=float(values[0]))
        case "at_most" if values:
            return conditions.Condition(variable, high=float(values[0]))
        case "between" if len(values) == 2 and not any(math.isinf(float(v)) for v in values):
            return conditions.Condition(variable, low=float(values[0]), high=float(values[1]))
        case "one_of" if values:
            return conditions.Condition(variable, levels=tuple(map(str, values)))
        case "has_any" if len(values) == 1:
            return conditions.Condition(variable, levels=(str(values[0]),))
        case "has_none" if len(values) == 1:
            return conditions.Condition(variable, levels=(str(values[0]),), holds=False)
    return None

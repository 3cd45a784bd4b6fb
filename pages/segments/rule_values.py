"""The controls for the values of one condition of a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from pages.shared import asking, compute, guide, session
from pages.shared.escaping import plain
from segmentation.language import Language, mark
from segmentation.rules.evaluation import MOST_DAYS
from segmentation.rules.operators import Operator
from segmentation.rules.rule import Condition, Value
from segmentation.rules.subjects import Subject
from segmentation.rules.words import choice_label, subject_label

MOST_OFFERED = 500
_USUAL_DAYS = 30
_PERIODS = {"ever": mark("ever"), "days": mark("in the last days"), "dates": mark("from … to")}
_MANY_ORDERS = 1_000


def draw_values(
    condition: Condition, subject: Subject, operator: Operator, key: str, language: Language
) -> Condition:
    """Draw the controls and return the condition as they have it now."""
    draw = _DRAWN.get(operator.takes)
    values = draw(condition.values, subject, key, language) if draw else ()
    return replace(condition, values=values)


def _label(subject: Subject, language: Language) -> str:
    """The label of a control, which reads Markdown."""
    return plain(subject_label(subject, language))


def _number(
    given: Value | None, subject: Subject, label: str, key: str, language: Language
) -> float | None:
    """A number as the owner thinks of it: shares in percent, counts whole."""
    unit = subject.variable.unit if subject.variable else ""
    factor = 100 if unit == "share" else 1
    whole = unit in ("orders", "days", "years", "points")
    start = None if given is None else float(given) * factor
    found = st.number_input(
        label,
        value=start if start is None or not whole else round(start),
        step=1 if whole else None,
        format=None if whole or unit == "money" else "%g",
        placeholder=_unit(unit, language),
        icon=":material/percent:" if unit == "share" else None,
        label_visibility="collapsed",
        key=key,
    )
    return None if found is None else found / factor


def _unit(unit: str, language: Language) -> str:
    currency = compute.totals(guide.current_view()).currency or ""
    named = {
        "money": language.currency_symbol(currency),
        "share": "%",
        "days": language.tr("days"),
        "years": language.tr("years"),
        "orders": language.tr("orders"),
        "points": language.tr("points"),
    }
    return named.get(unit, "") or language.tr("number")


def _draw_number(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    given = values[0] if values else None
    found = _number(given, subject, _label(subject, language), f"{key} low", language)
    return () if found is None else (found,)


def _draw_numbers(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    label, found = _label(subject, language), list[float | None]()
    for place, column in enumerate(st.columns(2)):
        given = values[place] if len(values) > place else None
        with column:
            found.append(_number(given, subject, label, f"{key} {place}", language))
    return tuple(one for one in found if one is not None) if None not in found else ()


def _draw_texts(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    subject = asking.named(subject, language)
    chosen = [str(value) for value in values]
    offered = [*dict.fromkeys([*_choices(subject)[:MOST_OFFERED], *chosen])]
    found: list[str] = st.multiselect(
        _label(subject, language),
        offered,
        default=chosen,
        format_func=lambda choice: choice_label(subject, choice, language),
        placeholder=language.tr("Choose or type"),
        accept_new_options=subject.about != "membership",
        label_visibility="collapsed",
        select_all=False,
        wrap=True,
        key=key,
    )
    return tuple(found)


def _choices(subject: Subject) -> tuple[str, ...]:
    if subject.kind != "purchase":
        return subject.choices
    with st.spinner(session.language().tr("Looking at what was bought …")):
        bought = asking.purchases(guide.current_view())
    return bought.products if subject.about == "product" else bought.categories


def _draw_text(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    found = st.text_input(
        _label(subject, language),
        value=str(values[0]) if values else "",
        placeholder=language.tr("part of the name"),
        label_visibility="collapsed",
        key=key,
    ).strip()
    return (found,) if found else ()


def _day(given: str | None, label: str, key: str, *, labeled: bool = False) -> str | None:
    found = st.date_input(
        label,
        value=date.fromisoformat(given) if given else None,
        format="MM/DD/YYYY" if session.language().code == "en" else "DD.MM.YYYY",
        label_visibility="visible" if labeled else "collapsed",
        key=key,
    )
    return found.isoformat() if found else None


def _draw_days(
    wanted: int,
) -> Callable[[Sequence[Value], Subject, str, Language], tuple[Value, ...]]:
    def draw(
        values: Sequence[Value], subject: Subject, key: str, language: Language
    ) -> tuple[Value, ...]:
        label, found = _label(subject, language), list[str | None]()
        for place, column in enumerate(st.columns(wanted)):
            given = str(values[place]) if len(values) > place else None
            with column:
                found.append(_day(given, label, f"{key} {place}"))
        return tuple(one for one in found if one is not None) if None not in found else ()

    return draw


def _draw_span(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    given = int(values[0]) if values else None
    return (_span(given, _label(subject, language), key),)


def _span(given: int | None, label: str, key: str, *, labeled: bool = False) -> int:
    found = st.number_input(
        label,
        value=_USUAL_DAYS if given is None else min(given, MOST_DAYS),
        min_value=0,
        max_value=MOST_DAYS,
        step=1,
        label_visibility="visible" if labeled else "collapsed",
        key=key,
    )
    return int(found)


def _draw_rule(
    values: Sequence[Value], subject: Subject, key: str, language: Language
) -> tuple[Value, ...]:
    ids = list(subject.choices)
    given = str(values[0]) if values else None
    found = st.selectbox(
        _label(subject, language),
        ids,
        index=ids.index(given) if given in ids else None,
        format_func=lambda rule_id: subject.names[rule_id],
        placeholder=language.tr("Choose a rule"),
        label_visibility="collapsed",
        key=key,
    )
    return (found,) if found else ()


def draw_period(
    condition: Condition, operator: Operator, key: str, language: Language
) -> Condition:
    """How often and when, of what was bought or ordered."""
    tr = language.tr
    _, often, when, what, _ = st.columns([3, 3, 2, 3, 1])
    times = 1
    if operator.often:
        with often:
            times = int(
                st.number_input(
                    tr("In how many orders at least"), 1, _MANY_ORDERS, condition.times,
                    key=f"{key} times",
                )
            )  # fmt: skip
    known = "days" if condition.days is not None else "dates" if _dated(condition) else "ever"
    with when:
        period = st.selectbox(
            tr("When"), list(_PERIODS), index=list(_PERIODS).index(known),
            format_func=lambda one: tr(_PERIODS[one]), key=f"{key} period",
        )  # fmt: skip
    since, until, days = None, None, None
    with what:
        if period == "days":
            days = _span(condition.days, tr("How many days"), f"{key} days", labeled=True)
        elif period == "dates":
            first, last = st.columns(2)
            with first:
                since = _day(condition.since, tr("From"), f"{key} since", labeled=True)
            with last:
                until = _day(condition.until, tr("To"), f"{key} until", labeled=True)
    return replace(condition, times=times, since=since, until=until, days=days)


def _dated(condition: Condition) -> bool:
    return condition.since is not None or condition.until is not None


_DRAWN: dict[str, Callable[[Sequence[Value], Subject, str, Language], tuple[Value, ...]]] = {
    "number": _draw_number,
    "numbers": _draw_numbers,
    "texts": _draw_texts,
    "text": _draw_text,
    "day": _draw_days(1),
    "two_days": _draw_days(2),
    "days": _draw_span,
    "rule": _draw_rule,
}

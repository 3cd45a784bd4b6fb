"""The editor of one rule: its name, its conditions, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pages.segments.rule_values import draw_period, draw_values
from pages.shared import asking, guide, session
from segmentation.language import Language, mark
from segmentation.rules import editing
from segmentation.rules.operators import OPERATOR, operators_of
from segmentation.rules.rule import Among, Condition, Match, OwnRule
from segmentation.rules.subjects import find_subject
from segmentation.rules.words import subject_label

_CLAUSE: dict[Match, str] = {
    "all": mark("all of these hold"),
    "any": mark("any of these holds"),
    "none": mark("none of these holds"),
}
_RULE: dict[Match, str] = {
    "all": mark("All blocks have to hold"),
    "any": mark("One block is enough"),
}
_AMONG: dict[Among, str] = {
    "customers": mark("Customers"),
    "prospects": mark("People on the list without an order"),
}
_CHANGED = "rules changed in shape"


def draw_editor(rule: OwnRule, language: Language) -> OwnRule:
    """Draw the controls of ``rule`` and keep every change; returns the rule as it is now."""
    tr, key = language.tr, f"rule {rule.rule_id} {_shape()} {language.code}"
    name = st.text_input(tr("Name of the rule"), value=rule.name, max_chars=80, key=f"{key} name")
    edited = replace(rule, name=name.strip() or rule.name)
    if rule.among == "prospects" or asking.has_prospects(guide.current_view()):
        among = st.segmented_control(
            tr("Whom to look for"), list(_AMONG), default=rule.among, key=f"{key} among",
            format_func=lambda one: tr(_AMONG[one]), required=True,
        )  # fmt: skip
        rule = replace(rule, among=among or rule.among)
        edited = replace(edited, among=rule.among)
    if len(rule.clauses) > 1:
        match = st.segmented_control(
            tr("Blocks"), list(_RULE), default=rule.match, key=f"{key} match",
            format_func=lambda one: tr(_RULE[one]), label_visibility="collapsed", required=True,
        )  # fmt: skip
        edited = replace(edited, match=match or rule.match)
    for place in range(len(rule.clauses)):
        with st.container(border=True, key=f"{key} block {place}".replace(" ", "-")):
            edited = _draw_clause(edited, place, f"{key} {place}", language)
    st.button(
        tr("Add a block"), icon=":material/add_box:", key=f"{key} add", type="tertiary",
        on_click=_changing, args=(lambda now: editing.add_clause(now, _another(now)), rule.rule_id),
    )  # fmt: skip
    kept = session.own_rules().change(edited)
    session.keep_rules(kept)
    return kept.find(rule.rule_id) or edited


def _draw_clause(rule: OwnRule, place: int, key: str, language: Language) -> OwnRule:
    tr, clause = language.tr, rule.clauses[place]
    match = st.selectbox(
        tr("Customers of whom"), list(_CLAUSE), index=list(_CLAUSE).index(clause.match),
        format_func=lambda one: tr(_CLAUSE[one]), key=f"{key} match", width=300,
    )  # fmt: skip
    rule = editing.set_match(rule, place, match)
    for number, condition in enumerate(clause.conditions):
        asked = _draw_condition(condition, rule, (place, number), key, language)
        rule = editing.set_condition(rule, place, number, asked)
    st.button(
        tr("Add a condition"), icon=":material/add:", key=f"{key} add", type="tertiary",
        on_click=_changing,
        args=(lambda now: editing.add_condition(now, place, _another(now)), rule.rule_id),
    )  # fmt: skip
    return rule


def _draw_condition(
    condition: Condition, rule: OwnRule, at: tuple[int, int], key: str, language: Language
) -> Condition:
    """One line: what is asked about, what is asked, its values; and a way to drop it."""
    tr, offered = language.tr, asking.subjects((), language, rule.among)
    key = f"{key} {at[1]} {rule.among}"
    about, how, values, drop = st.columns([6, 6, 9, 4], gap="small", vertical_alignment="top")
    subject = find_subject(condition, offered)
    place = offered.index(subject) if subject else None
    with about:
        picked = st.selectbox(
            tr("About"), range(len(offered)), index=place, key=f"{key} about",
            format_func=lambda one: subject_label(offered[one], language),
            placeholder=condition.key, label_visibility="collapsed",
        )  # fmt: skip
    with drop:
        st.button(
            tr("Remove"), icon=":material/close:", key=f"{key} drop", type="tertiary",
            help=tr("Remove this condition"), on_click=_changing,
            args=(lambda now: editing.drop_condition(now, *at), rule.rule_id),
        )  # fmt: skip
    if picked is None:
        untold = rule.among == "prospects"
        values.caption(
            tr("Not known of people without an order") if untold else tr("No longer in your data")
        )
        return condition
    if picked != place:
        condition = editing.first_condition(offered[picked])
    subject = offered[picked]
    key = f"{key} {subject.about} {subject.key}"
    operators = operators_of(subject.kind)
    names = [operator.key for operator in operators]
    with how:
        chosen = operators[
            st.selectbox(
                tr("What"), range(len(names)), key=f"{key} how", label_visibility="collapsed",
                index=names.index(condition.operator) if condition.operator in names else 0,
                format_func=lambda one: tr(operators[one].label),
            )
        ]  # fmt: skip
    before = OPERATOR.get((subject.kind, condition.operator))
    if before is None or before.takes != chosen.takes:
        condition = replace(condition, values=())
    condition = replace(condition, operator=chosen.key)
    key = f"{key} {chosen.takes}"
    with values:
        condition = draw_values(condition, subject, chosen, key, language)
    if subject.kind in ("purchase", "orders"):
        return draw_period(condition, chosen, key, language)
    return replace(condition, times=1, since=None, until=None, days=None)


def _another(rule: OwnRule) -> Condition:
    """What a further condition asks about until the owner says so."""
    base = asking.rule_base(guide.current_view(), rule.among)
    return editing.first_condition(base.subjects[0])


def _changing(change: Callable[[OwnRule], OwnRule], rule_id: str) -> None:
    """Change the shape of the kept rule; its controls then start anew from what is kept."""
    rules = session.own_rules()
    if rule := rules.find(rule_id):
        session.keep_rules(rules.change(change(rule)))
    st.session_state[_CHANGED] = _shape() + 1


def _shape() -> int:
    return int(st.session_state.get(_CHANGED, 0))

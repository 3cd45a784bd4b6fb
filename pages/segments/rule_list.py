"""All rules of the owner: each with its sentence and size, and how they overlap."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.shared import asking, compute, guide, session
from pages.shared.escaping import plain
from pages.shared.handover import OPENED_RULE
from segmentation.language import Language
from segmentation.rules.evaluation import Found
from segmentation.rules.rule import OwnRule
from segmentation.rules.sizes import overlaps
from segmentation.rules.words import counted_people, own_rule_sentence, size_sentence

_MOST_COMPARED = 12


def draw_list(rules: tuple[OwnRule, ...], language: Language) -> None:
    """A card for each rule, with what can be done to it."""
    for rule, found in zip(rules, _asked(rules, language), strict=True):
        with st.container(border=True, key=f"rule-{rule.rule_id}"):
            _draw_rule(rule, found, rules, language)


def _draw_rule(rule: OwnRule, found: Found, rules: Sequence[OwnRule], language: Language) -> None:
    tr, view = language.tr, guide.current_view()
    currency = compute.totals(view).currency or ""
    subjects = asking.subjects(rules, language, rule.among)
    st.markdown(f"**{plain(rule.name)}**")
    st.markdown(plain(own_rule_sentence(rule, subjects, rules, language, currency)))
    if found.obstacles:
        st.caption(tr("For nobody as it stands: open it to see what is missing."))
    else:
        size = asking.size(found, rule.among)
        counted = counted_people(size.customers, rule.among, language)
        share = size_sentence(size, rule.among, language, currency)
        st.caption(plain(f"{counted} · {share}"))
    with st.container(horizontal=True):
        key = f"{rule.rule_id} {language.code}"
        st.button(tr("Open"), on_click=_open, args=(rule.rule_id,), key=f"open {key}",
                  icon=":material/edit:")  # fmt: skip
        st.button(tr("Duplicate"), on_click=_duplicate, args=(rule,), key=f"double {key}",
                  icon=":material/content_copy:", type="tertiary")  # fmt: skip
        st.button(tr("Delete"), on_click=_delete, args=(rule.rule_id,), key=f"delete {key}",
                  icon=":material/delete:", type="tertiary")  # fmt: skip


def _asked(rules: tuple[OwnRule, ...], language: Language) -> tuple[Found, ...]:
    return asking.find(rules, rules, language)


def _open(rule_id: str) -> None:
    st.session_state[OPENED_RULE] = rule_id


def _duplicate(rule: OwnRule) -> None:
    session.keep_rules(session.own_rules().add(rule))


def _delete(rule_id: str) -> None:
    session.keep_rules(session.own_rules().drop(rule_id))


def draw_overlaps(rules: tuple[OwnRule, ...], language: Language) -> None:
    """How many customers each two rules share."""
    answered = zip(rules, _asked(rules, language), strict=True)
    shown = [(rule, found) for rule, found in answered if not found.obstacles][:_MOST_COMPARED]
    if len(shown) < 2:
        return
    names = [rule.name for rule, _ in shown]
    shared = overlaps([found.mask for _, found in shown], [rule.among for rule, _ in shown])
    table = pd.DataFrame(shared, index=names, columns=names)
    st.header(language.tr("Customers that two rules share"), anchor=False)
    st.dataframe(table, placeholder="", key="overlaps")

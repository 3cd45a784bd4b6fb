"""Whom an opened rule is for: the sentence, the live count, the customers, the way to a list."""

from __future__ import annotations

import streamlit as st

from pages.shared import asking, compute, guide, session
from pages.shared.customer_rows import shown_columns, spoken, translated
from pages.shared.escaping import plain
from pages.shared.handover import LIST_PICKS
from pages.shared.picking import RULES
from segmentation.exports.lists import default_columns
from segmentation.language import Language
from segmentation.rules.rule import OwnRule
from segmentation.rules.words import (
    counted_people,
    obstacle_sentence,
    own_rule_sentence,
    size_sentence,
)

_SHOWN = 50


def draw_result(rule: OwnRule, language: Language) -> None:
    """Draw what the rule comes to now."""
    tr, view = language.tr, guide.current_view()
    people, totals = asking.rule_base(view, rule.among).customers, compute.totals(view)
    rules = session.own_rules().rules
    (mine,) = asking.find((rule,), rules, language)
    subjects = asking.subjects(rules, language, rule.among)
    currency = totals.currency or ""
    with st.container(border=True):
        st.markdown(plain(own_rule_sentence(rule, subjects, rules, language, currency)))
        if mine.obstacles:
            reasons = (obstacle_sentence(one, subjects, language) for one in mine.obstacles)
            missing = "\n\n".join(plain(text) for text in dict.fromkeys(reasons))
            st.info(missing, icon=":material/info:")
            st.caption(tr("Until then the rule is for nobody."))
            return
        size = asking.size(mine, rule.among)
        st.header(plain(counted_people(size.customers, rule.among, language)), anchor=False)
        st.markdown(plain(size_sentence(size, rule.among, language, currency)))
        if not size.customers:
            return
        if st.button(tr("Make a list of them"), icon=":material/download:", type="primary"):
            st.session_state[LIST_PICKS] = [f"{RULES} {rule.rule_id}"]
            st.switch_page("pages/results/lists.py")
    picked = people[mine.mask].sort_values(["total_spend", "customer"], ascending=[False, True])
    columns = [name for name in default_columns(people) if name != "segment"]
    st.dataframe(
        spoken(translated(picked[columns].head(_SHOWN), language), language),
        hide_index=True,
        column_config=shown_columns(picked[columns], language, currency, spoken=True),
        placeholder="",
        key="customers of the rule",
    )

"""Own rules: and, or, not over everything known of a customer, counted while they are made."""

from __future__ import annotations

import streamlit as st

from pages.segments.rule_editor import draw_editor
from pages.segments.rule_list import draw_list, draw_overlaps
from pages.segments.rule_result import draw_result
from pages.segments.rule_templates import draw_templates
from pages.shared import asking, guide, session
from pages.shared.handover import OPENED_RULE
from segmentation.rules.editing import new_rule

language = session.language()
tr = language.tr

st.title(tr("Own rules"))
guide.need_customers(language)
view = guide.current_view()
st.caption(
    tr("Say who you want on a list. Rules are kept and follow your data: drop in the next export "
       "and each has its customers of today.")
)  # fmt: skip


def open_new() -> None:
    """Make a rule and open it."""
    subjects = asking.rule_base(guide.current_view()).subjects
    kept = session.own_rules().add(new_rule(session.language().tr("New rule"), subjects))
    session.keep_rules(kept)
    st.session_state[OPENED_RULE] = kept.rules[-1].rule_id


def close() -> None:
    """Go back to all rules."""
    st.session_state.pop(OPENED_RULE, None)


opened = session.own_rules().find(st.session_state.get(OPENED_RULE, ""))
if opened:
    st.button(tr("All rules"), on_click=close, icon=":material/arrow_back:")
    edited = draw_editor(opened, language)
    draw_result(edited, language)
else:
    st.button(tr("New rule"), on_click=open_new, type="primary", icon=":material/add:")
    draw_templates(language)
    rules = session.own_rules().rules
    if rules:
        draw_list(rules, language)
        draw_overlaps(rules, language)
    else:
        st.info(
            tr("No rules yet. Begin with a new one, or keep the rule of a group on the page of "
               "groups."),
            icon=":material/rule:",
        )  # fmt: skip

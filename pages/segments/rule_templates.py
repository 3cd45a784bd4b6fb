"""Ready rules to begin with: what each is for, on what its thresholds rest, and taking it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.shared import asking, compute, guide, session
from pages.shared.escaping import plain
from pages.shared.handover import OPENED_RULE
from segmentation.language import Language
from segmentation.rules.templates import (
    asks_for_lines,
    basis_sentences,
    build_rule,
    offered_templates,
)
from segmentation.rules.words import own_rule_sentence


def draw_templates(language: Language) -> None:
    """Choose a ready rule, see what it says for this shop, and take it as an own one."""
    tr, view = language.tr, guide.current_view()
    bases = {"customers": asking.rule_base(view)}
    if asking.has_prospects(view):
        bases["prospects"] = asking.rule_base(view, "prospects")
    offered = [template for base in bases.values() for template in offered_templates(base)]
    if not offered:
        return
    chosen = st.selectbox(
        tr("Begin with a ready rule"), range(len(offered)), index=None,
        format_func=lambda place: tr(offered[place].label), placeholder=tr("Choose one"),
        key=f"template {language.code}",
    )  # fmt: skip
    if chosen is None:
        return
    template = offered[chosen]
    base = bases[template.among]
    if asks_for_lines(template):
        with st.spinner(tr("Looking at what was bought …")):
            base = replace(base, purchases=asking.purchases(view))
    rhythm = compute.rhythm(view)
    rule = build_rule(template, base, rhythm, language)
    if rule is None:
        st.caption(tr("Your data do not suit this after all."))
        return
    currency = compute.totals(view).currency or ""
    with st.container(border=True):
        st.markdown(plain(tr(template.use)))
        st.markdown(plain(own_rule_sentence(rule, base.subjects, (), language, currency)))
        st.caption(plain(basis_sentences(template, rhythm, language)))
        if st.button(tr("Take this rule"), icon=":material/add:", key=f"take {template.key}"):
            kept = session.own_rules().add(rule)
            session.keep_rules(kept)
            st.session_state[OPENED_RULE] = kept.rules[-1].rule_id
            st.rerun()

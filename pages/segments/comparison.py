"""Two settings side by side: what each comes to, and how many customers they agree on."""

from __future__ import annotations

import streamlit as st

from pages.segments.change import compare_groups, earlier_groups
from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from pages.shared.naming import NamedGroups, name_aside
from segmentation.language import Language
from segmentation.sentences import setting_words
from segmentation.trust_words import TITLES
from segmentation.variables import Variable


def draw_comparison(found: compute.Groups, named: NamedGroups, language: Language) -> None:
    """Draw an earlier setting, to be picked, beside the one on screen.

    Draws nothing where there is no earlier setting.
    """
    tr = language.tr
    history = session.history()[::-1]
    if not history:
        return
    offered = compute.variables(guide.current_view())
    words = [setting_words(guide.spec_of(one), offered, language) for one in history]
    picked = st.selectbox(
        tr("Compare with an earlier setting"),
        range(len(history)),
        format_func=words.__getitem__,
        key=f"comparison {words}",  # a new list is picked from anew
    )
    chosen = history[picked or 0]
    before = earlier_groups(chosen)
    if before is None:
        st.info(tr("With your data as they are now, this setting gives no groups."))
        return
    moved = compare_groups(before, found)
    st.markdown(
        language.plural(
            "{n} customer of {of} is in the same group in both.",
            "{n} customers of {of} are in the same group in both.",
            moved.of - moved.moved,
            of=language.number(moved.of),
        )
    )
    earlier, now = st.columns(2, gap="large")
    with earlier:
        _draw_side(tr("Earlier"), before, name_aside(before, language), chosen, offered, language)
        st.button(
            tr("Use this setting again"),
            icon=":material/undo:",
            on_click=session.use_setting,
            args=(chosen,),
        )
    with now:
        _draw_side(tr("Now"), found, named, session.setting(), offered, language)


def _draw_side(
    heading: str,
    found: compute.Groups,
    named: NamedGroups,
    setting: session.Setting,
    offered: tuple[Variable, ...],
    language: Language,
) -> None:
    tr = language.tr
    st.markdown(f"**{heading}**")
    st.caption(plain(setting_words(guide.spec_of(setting), offered, language)))
    count = language.plural("{n} group", "{n} groups", found.assignment.groups)
    judged = found.assignment.verdict
    st.markdown(f"{count} · {tr(TITLES[judged])}" if judged else count)
    with_revenue = any(profile.revenue for profile in found.profiles)
    rows = []
    for profile, name in zip(found.profiles, named.names, strict=True):
        size = language.plural("{n} customer", "{n} customers", profile.customers)
        parts = [size]
        if with_revenue:
            share = language.share(profile.share_of_revenue)
            parts.append(tr("{share} of revenue", share=share))
        rows.append(f"- {plain(name)}: {', '.join(parts)}")
    st.markdown("\n".join(rows))

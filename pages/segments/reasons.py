"""Why each group is one: its rule in words, and how steady it is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from pages.shared.handover import OPENED_RULE
from pages.shared.naming import NamedGroups
from segmentation.language import Language
from segmentation.palette import segment_color
from segmentation.reasons import Rule
from segmentation.rule_words import accuracy_sentence, rule_sentence
from segmentation.rules.from_group import own_rule
from segmentation.trust_words import shaky_sentence, trust_sentence


def draw_reasons(
    sizes: Sequence[int], named: NamedGroups, currency: str, language: Language
) -> list[DeltaGenerator]:
    """The groups one below the other; returns a place for the trust of each."""
    rules = compute.rules(guide.current_view(), guide.current_spec())
    edges = "".join(
        f".st-key-reason-{label}{{border-left:4px solid {segment_color(slot, session.dark())};"
        "padding-left:.75rem}"
        for label, slot in enumerate(named.colors)
    )
    st.html(f"<style>{edges}</style>")
    places = []
    for label, (name, rule) in enumerate(zip(named.names, rules, strict=True)):
        with st.container(gap=None, key=f"reason-{label}"):
            size = language.plural("{n} customer", "{n} customers", sizes[label])
            st.markdown(f"**{plain(name)}** · {plain(size)}")
            if rule is None:
                st.markdown(language.tr("No short rule tells who is in this group."))
            else:
                st.markdown(plain(rule_sentence(rule, language, currency)))
                st.caption(plain(accuracy_sentence(rule, language)))
            places.append(st.empty())
            if rule is not None:
                _offer_as_own(rule, name, language)
    return places


def fill_in_trust(
    places: Sequence[DeltaGenerator],
    waiting: DeltaGenerator,
    beside_verdict: DeltaGenerator,
    language: Language,
) -> None:
    """Group again many times and say for each group how often it came back; takes seconds.

    What this takes away from the verdict is said beside it.
    """
    with waiting, st.spinner(language.tr("Checking whether the groups come back …")):
        trusts = compute.trust(guide.current_view(), guide.current_spec())
    if not trusts:
        waiting.empty()
        return
    waiting.caption(
        language.tr(
            "To see how steady they are, customers are drawn at random again and again, and each "
            "time they are grouped anew."
        )
    )
    if shaky := shaky_sentence(trusts, language):
        beside_verdict.caption(plain(shaky))
    for place, trust in zip(places, trusts, strict=True):
        if trust is not None:
            place.caption(plain(trust_sentence(trust, language)))


def _offer_as_own(rule: Rule, name: str, language: Language) -> None:
    """The button that makes the group's rule one of the owner's own."""
    if st.button(
        language.tr("Keep as my own rule"),
        key=f"own rule {rule.segment_id}",
        icon=":material/rule:",
        type="tertiary",
    ):
        kept = session.own_rules().add(own_rule(rule, name))
        session.keep_rules(kept)
        st.session_state[OPENED_RULE] = kept.rules[-1].rule_id
        st.switch_page("pages/segments/rules.py")

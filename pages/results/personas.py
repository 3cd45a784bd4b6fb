"""Personas: a card for each group, to show to the team."""

from __future__ import annotations

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.cards import draw_cards
from pages.shared.handover import LIST_PICKS
from pages.shared.naming import name_groups, rename
from pages.shared.picking import GROUPS
from segmentation.personas import persona_cards
from segmentation.trust_words import sureness_line

language = session.language()
st.title(language.tr("Personas"))
found = guide.need_groups(language)
totals = compute.totals(guide.current_view())
dark = session.dark()
named = name_groups(found, language)
cards = persona_cards(
    found.profiles, language, totals.currency or "", named.given, dark, named.earlier, named.colors
)


def get_list(segment_id: str) -> None:
    """Go to the lists with this group chosen."""
    st.session_state[LIST_PICKS] = [f"{GROUPS} {segment_id}"]
    st.switch_page("pages/results/lists.py")


draw_cards(
    cards,
    language,
    dark,
    sure={
        segment_id: sureness_line(found.assignment, label, language)
        for label, segment_id in enumerate(found.assignment.segment_ids)
    },
    on_rename=lambda segment_id, name: rename(found, segment_id, name),
    on_list=get_list,
)

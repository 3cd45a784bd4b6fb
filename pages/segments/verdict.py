"""The first thing said of the groups: whether they are there at all."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import compute, guide
from pages.shared.escaping import plain
from segmentation.language import Language
from segmentation.segments.assignment import Assignment
from segmentation.trust_words import verdict_words

_BADGES: dict[str | None, tuple[Literal["green", "orange", "gray"], str]] = {
    "clear": ("green", ":material/check_circle:"),
    "weak": ("orange", ":material/blur_on:"),
    "none": ("gray", ":material/block:"),
    None: ("gray", ":material/help:"),
}


def draw_verdict(assignment: Assignment, language: Language) -> DeltaGenerator:
    """The verdict, what it rests on, and what to do next; returns a place for what checking the
    groups adds to it."""
    spec = guide.current_spec()
    suits = compute.suits(guide.current_view(), spec)
    words = verdict_words(assignment, spec.groups, suits, language)
    color, icon = _BADGES[assignment.verdict]
    with st.container(border=True, gap="small", key="verdict"):
        st.markdown(f":{color}-badge[{icon} {plain(words.title)}] {plain(words.basis)}")
        if words.advice:
            st.caption(plain(words.advice))
        return st.empty()

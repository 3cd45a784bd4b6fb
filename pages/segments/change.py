"""What changed since the last setting, and the way back."""

from __future__ import annotations

import numpy as np
import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from pages.shared.naming import NamedGroups, name_aside
from segmentation.changes import Moved, compare
from segmentation.errors import SegmentationError
from segmentation.language import Language
from segmentation.sentences import moved_sentences


def earlier_groups(setting: session.Setting) -> compute.Groups | None:
    """The groups of an earlier setting; None where the data no longer give any."""
    try:
        return compute.groups(guide.current_view(), guide.spec_of(setting))
    except SegmentationError:
        return None


def compare_groups(before: compute.Groups, after: compute.Groups) -> Moved:
    """Who moved between two groupings of the customers on screen."""
    return compare(np.asarray(before.assignment.labels), np.asarray(after.assignment.labels))


def draw_change(found: compute.Groups, named: NamedGroups, language: Language) -> None:
    """Draw who moved since the last setting of this visit, and a button that undoes it.

    Draws nothing where there is no earlier setting.
    """
    history = session.history()
    if not history:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        before = earlier_groups(history[-1]) if session.changed_here() else None
        if before is not None:
            moved = compare_groups(before, found)
            names = name_aside(before, language).names
            st.caption(plain(" ".join(moved_sentences(moved, names, named.names, language))))
        st.button(
            language.tr("Undo the last change"), icon=":material/undo:", on_click=session.undo
        )

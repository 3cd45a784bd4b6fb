"""Fields of the grid that lists can be made of: only those handed over, for there are many."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.handover import LIST_PICKS
from pages.shared.picking import GRID
from segmentation.errors import SegmentationError
from segmentation.exports.picks import Pick
from segmentation.language import Language
from segmentation.rfm_words import field_words, rfm_names

_HANDED = "list fields"


def hand_over(option: str) -> None:
    """Have the lists begin with a name of the grid by its key, or a field (``5-4``)."""
    handed = st.session_state.get(_HANDED, ())
    st.session_state[_HANDED] = tuple(dict.fromkeys((*handed, option)))
    st.session_state[LIST_PICKS] = [f"{GRID} {option}"]


def handed_fields(language: Language) -> Iterable[Pick]:
    """Every field handed over in this visit that holds somebody, as the grid is now."""
    view, spec = guide.current_view(), session.choices().rfm
    handed = st.session_state.get(_HANDED, ())
    try:
        found = compute.rfm(view, spec) if handed else None
    except SegmentationError:  # nobody can be on the grid any more
        found = None
    if found is None:
        return
    names = rfm_names(spec, language)
    of_period, everybody = compute.customers(found.view), compute.customers(view)["customer"]
    for cell in found.result.cells:
        if cell.field in handed and cell.customers:
            inside = found.result.inside(cell.recency, cell.frequency)
            mask = pd.Series(inside, index=of_period["customer"]).reindex(everybody).eq(True)
            words = field_words(cell, found.result, names, language)
            yield Pick(f"{GRID} {cell.field}", words, mask.to_numpy(dtype=bool))

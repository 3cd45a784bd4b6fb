"""The controls of the groups page: what to group by, how much it counts, how many groups."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import guide, session
from pages.shared.escaping import plain
from segmentation.features import WEIGHTS
from segmentation.language import Language, mark
from segmentation.segments.clusters import largest_number_of_groups
from segmentation.variables import Variable, variable_label

_MOST_OFFERED = 8
_WEIGHT_LABELS = {
    "less": mark("less"),
    "normal": mark("normal"),
    "more": mark("more"),
}


def draw_tuning(variables: Sequence[Variable], customers: int, language: Language) -> None:
    """Draw the controls; a change is kept and answered in the same run."""
    tr = language.tr
    spec = guide.current_spec()
    labels = {v.key: variable_label(v, language) for v in variables if v.usable}
    chosen = st.multiselect(
        tr("Group by"),
        list(labels),
        default=[key for key in spec.variables if key in labels],
        format_func=lambda key: labels[key],
        placeholder=tr("Choose what matters"),
        select_all=False,
        wrap=True,
        key=f"variables {language.code} {session.undone()}",
    )
    if chosen and tuple(chosen) != spec.variables:
        session.choose(variables=tuple(chosen))
    if not chosen:
        st.caption(tr("Nothing chosen: what suits your data is used."))
        if session.choices().variables:
            session.choose(variables=())
    _draw_number(min(_MOST_OFFERED, largest_number_of_groups(customers)), language)
    _draw_weights([key for key in chosen if key in labels], labels, language)
    _draw_unused(variables, language)


def _draw_number(most: int, language: Language) -> None:
    tr = language.tr
    options = [0, *range(2, most + 1)]
    current = session.choices().groups or 0
    picked = st.selectbox(
        tr("How many groups"),
        options,
        index=options.index(current) if current in options else 0,
        format_func=lambda k: language.number(k) if k else tr("What suits the data"),
        key=f"groups {language.code} {session.undone()}",
    )
    if picked is not None and (picked or None) != session.choices().groups:
        session.choose(groups=picked or None)


def _draw_weights(keys: list[str], labels: dict[str, str], language: Language) -> None:
    tr = language.tr
    if not keys:
        return
    current = dict(session.choices().weights)
    with st.expander(tr("How much each counts"), icon=":material/tune:"):
        for key in keys:
            now = next((n for n, w in WEIGHTS.items() if w == current.get(key, 1.0)), "normal")
            picked = st.segmented_control(
                plain(labels[key]),
                list(_WEIGHT_LABELS),
                default=now if now in _WEIGHT_LABELS else "normal",
                required=True,
                format_func=lambda name: tr(_WEIGHT_LABELS[name]),
                key=f"weight {key} {language.code} {session.undone()}",
            )
            current[key] = WEIGHTS[picked or "normal"]
    weights = tuple(sorted((key, weight) for key, weight in current.items() if weight != 1.0))
    if weights != session.choices().weights:
        session.choose(weights=weights)


def _draw_unused(variables: Sequence[Variable], language: Language) -> None:
    """What cannot be used, and why: nothing is left out in silence."""
    left = [v for v in variables if not v.usable and v.have]
    if not left:
        return
    with st.expander(language.tr("Not offered, and why")):
        for variable in left:
            st.text(f"{variable_label(variable, language)}: {language.tr(variable.reason)}")

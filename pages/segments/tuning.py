"""The controls of the groups page: what to group by, how much it counts, how many groups."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import compute, guide, session
from pages.shared.escaping import plain
from segmentation.cautions import caution_sentence
from segmentation.features import WEIGHTS
from segmentation.language import Language, mark
from segmentation.segments.clusters import K_MEANS, MIXTURE, largest_number_of_groups
from segmentation.variables import Variable, variable_label

_MOST_OFFERED = 8
_WEIGHT_LABELS = {
    "off": mark("off"),
    "less": mark("less"),
    "normal": mark("normal"),
    "more": mark("more"),
}
_METHOD_LABELS = {
    MIXTURE: mark("Recommended: says how clear the groups are"),
    K_MEANS: mark("Plain: always makes groups"),
}
_LEAST_SMALLEST = 2


def draw_tuning(language: Language) -> DeltaGenerator:
    """Draw the controls; a change is kept and answered in the same run.

    Returns the place where to say how many groups suit the data.
    """
    view = guide.current_view()
    variables, customers = compute.variables(view), len(compute.customers(view))
    labels = {v.key: variable_label(v, language) for v in variables if v.usable}
    chosen = _draw_variables(variables, labels, language)
    _draw_number(min(_MOST_OFFERED, largest_number_of_groups(customers)), language)
    suits = st.empty()
    _draw_weights([key for key in chosen if key in labels], labels, language)
    _draw_advanced(customers, language)
    _draw_unused(variables, language)
    return suits


def _draw_variables(
    variables: Sequence[Variable], labels: dict[str, str], language: Language
) -> list[str]:
    tr = language.tr
    spec = guide.current_spec()
    coverage = {v.key: v.coverage for v in variables}

    def offered(key: str) -> str:
        if coverage[key] == 1:
            return labels[key]
        share = language.share(min(coverage[key], 0.99))
        return tr("{label} · for {share} of customers", label=labels[key], share=share)

    chosen: list[str] = st.multiselect(
        tr("Group by"),
        list(labels),
        default=[key for key in spec.variables if key in labels],
        format_func=offered,
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
    off = {key for key, weight in session.choices().weights if weight == 0}
    counted = tuple(key for key in chosen if key not in off)
    for caution in compute.cautions(guide.current_view(), counted):
        st.caption(f":material/info: {plain(caution_sentence(caution, language))}")
    return chosen


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
            picked = st.select_slider(
                plain(labels[key]),
                list(_WEIGHT_LABELS),
                value=now,
                format_func=lambda name: tr(_WEIGHT_LABELS[name]),
                key=f"weight {key} {language.code} {session.undone()}",
            )
            current[key] = WEIGHTS[picked]
    weights = tuple(sorted((key, weight) for key, weight in current.items() if weight != 1.0))
    if weights != session.choices().weights:
        session.choose(weights=weights)


def _draw_advanced(customers: int, language: Language) -> None:
    """The way of grouping, and how small a group may be."""
    tr, choices = language.tr, session.choices()
    with st.expander(tr("Advanced"), icon=":material/settings:"):
        method = st.radio(
            tr("Way of grouping"),
            list(_METHOD_LABELS),
            index=list(_METHOD_LABELS).index(choices.method),
            format_func=lambda name: tr(_METHOD_LABELS[name]),
            key=f"method {language.code} {session.undone()}",
        )
        smallest = choices.smallest
        if method == MIXTURE and not choices.groups:
            most = max(customers // 2, _LEAST_SMALLEST)
            smallest = st.number_input(
                tr("Smallest group, in customers"),
                min_value=_LEAST_SMALLEST,
                max_value=most,
                value=min(smallest, most) if smallest else None,
                step=1,
                placeholder=tr("What suits the data"),
                help=tr("Numbers of groups that would leave a smaller group are passed over."),
                key=f"smallest {language.code} {session.undone()}",
            )
    if method != choices.method:
        session.choose(method=method)
    if smallest != choices.smallest:
        session.choose(smallest=smallest)


def _draw_unused(variables: Sequence[Variable], language: Language) -> None:
    """What cannot be used, and why: nothing is left out in silence."""
    left = [v for v in variables if not v.usable and v.have]
    if not left:
        return
    with st.expander(language.tr("Not offered, and why")):
        for variable in left:
            st.text(f"{variable_label(variable, language)}: {language.tr(variable.reason)}")

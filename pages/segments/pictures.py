"""The pictures of the groups page, each in a frame with its title."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.naming import NamedGroups
from segmentation.charts import (
    distribution_chart,
    fits_chart,
    map_chart,
    map_note,
    shares_chart,
    traits_chart,
)
from segmentation.language import Language
from segmentation.segments.assignment import Assignment
from segmentation.variables import variable_label


def draw_shares(found: compute.Groups, named: NamedGroups, language: Language) -> None:
    """How much of customers and of revenue each group is."""
    with st.container(border=True):
        st.markdown(f"**{language.tr('Share of customers and share of revenue')}**")
        chart = shares_chart(found.profiles, named.names, language, session.dark(), named.colors)
        st.altair_chart(chart, theme=None)


def draw_traits(found: compute.Groups, names: Sequence[str], language: Language) -> None:
    """What is low and high in each group."""
    currency = compute.totals(guide.current_view()).currency or ""
    with st.container(border=True):
        st.markdown(f"**{language.tr('What sets each group apart')}**")
        chart = traits_chart(found.profiles, names, language, currency, session.dark())
        st.altair_chart(chart, theme=None)


def draw_map(named: NamedGroups, language: Language) -> None:
    """Each customer as a point near those who are alike."""
    points = compute.map_of(guide.current_view(), guide.current_spec())
    if not len(points.places) or len(named.names) < 2:
        return
    with st.container(border=True):
        st.markdown(f"**{language.tr('Map of your customers')}**")
        st.altair_chart(
            map_chart(points, named.names, language, session.dark(), named.colors), theme=None
        )
        st.caption(map_note(points, language))


def draw_distribution(found: compute.Groups, named: NamedGroups, language: Language) -> None:
    """How one thing is spread in each group, of the owner's choice."""
    view = guide.current_view()
    offered = {v.key: v for v in compute.variables(view) if v.usable}
    with st.container(border=True):
        st.markdown(f"**{language.tr('Compare the groups')}**")
        used = [key for key in found.assignment.variables if key in offered]
        key = st.selectbox(
            language.tr("Compare by"),
            [*used, *(key for key in offered if key not in used)],
            format_func=lambda key: variable_label(offered[key], language),
            key=f"distribution {language.code}",
        )
        if key is None:
            return
        chart = distribution_chart(
            compute.customers(view),
            found.assignment,
            offered[key],
            named.names,
            language,
            compute.totals(view).currency or "",
            session.dark(),
            named.colors,
        )
        st.altair_chart(chart, theme=None)


def draw_fits(assignment: Assignment, suits: int | None, language: Language) -> None:
    """How well each number of groups fits; nothing where no numbers were tried."""
    if not assignment.fits:
        return
    best = suits or max(assignment.fits, key=lambda fit: fit.score).groups
    shown = 1 if assignment.plain else assignment.groups
    with st.expander(language.tr("Which number of groups fits best"), icon=":material/bar_chart:"):
        chart = fits_chart(assignment.fits, shown, best, language, session.dark())
        st.altair_chart(chart, theme=None)

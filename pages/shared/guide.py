"""What a page says when it cannot show anything yet, and the way on."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from pages.shared import compute, session
from pages.shared.escaping import plain
from segmentation.counting import View
from segmentation.errors import Problem, SegmentationError, describe
from segmentation.language import Language
from segmentation.segments.clusters import ClusterSpec, largest_number_of_groups
from segmentation.variables import default_variables

UPLOAD_PAGE = "pages/data/upload.py"


def current_view() -> View:
    """The view of the shop that the visitor chose."""
    return View(unpaid=session.choices().unpaid)


def need_data(language: Language) -> None:
    """Stop here with the way to the files when the shop is empty."""
    if any(entry.used for entry in compute.imports()):
        return
    if compute.arrivals().busy:
        st.info(language.tr("Your files are still being read."), icon=":material/hourglass_top:")
    else:
        st.info(
            language.tr(
                "Nothing here yet. Drop in the exports of your shop, or try the sample shop."
            ),
            icon=":material/storefront:",
        )
    st.page_link(UPLOAD_PAGE, label=language.tr("Go to your files"), icon=":material/arrow_back:")
    st.stop()


def need_customers(language: Language) -> None:
    """Stop here with a sentence when the shop has no customers to tell apart."""
    need_data(language)
    totals = compute.totals(current_view())
    if not totals.customers:
        _stop(Problem("nobody" if totals.orders else "no_customers"), language)


def need_groups(language: Language) -> compute.Groups:
    """The current groups; stops with a sentence when there are none to show."""
    need_customers(language)
    spec = current_spec()
    try:
        with st.spinner(language.tr("Looking for groups …")):
            return compute.groups(current_view(), spec)
    except SegmentationError as error:
        nothing_differs = error.problem.id == "no_variables" and not spec.variables
        _stop(Problem("all_the_same") if nothing_differs else error.problem, language)


def _stop(problem: Problem, language: Language) -> NoReturn:
    st.warning(plain(describe(problem, language)), icon=":material/info:")
    st.page_link(UPLOAD_PAGE, label=language.tr("Go to your files"), icon=":material/arrow_back:")
    st.stop()


def current_spec() -> ClusterSpec:
    """What to group by: the visitor's choice, as far as the data have it, else what suits."""
    return spec_of(session.setting())


def spec_of(chosen: session.Setting) -> ClusterSpec:
    """What a setting asks for, as far as the data have it."""
    offered = compute.variables(current_view())
    usable = {variable.key for variable in offered if variable.usable}
    keys = tuple(key for key in chosen.variables if key in usable) or default_variables(offered)
    weights = tuple((key, weight) for key, weight in chosen.weights if key in keys)
    most = largest_number_of_groups(len(compute.customers(current_view())))
    groups = chosen.groups if chosen.groups and chosen.groups <= most else None
    return ClusterSpec(keys, weights, groups, chosen.method, smallest=chosen.smallest)

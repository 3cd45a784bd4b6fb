"""The files of a list: where it goes, what was cleaned, the download."""

from __future__ import annotations

import streamlit as st

from pages.results.list_wishes import Who
from pages.shared import compute, guide
from pages.shared.customer_rows import shown_columns, spoken, translated
from pages.shared.escaping import plain
from segmentation.counting import ShopTotals, cents
from segmentation.exports.audience import Audience, Channel
from segmentation.exports.cells import header
from segmentation.exports.contacts import Contacts
from segmentation.exports.lists import (
    ListSpec,
    default_columns,
    list_columns,
    list_file_name,
)
from segmentation.exports.report_words import (
    contact_notes,
    file_notes,
    file_warnings,
    target_advice,
    target_label,
)
from segmentation.exports.target_files import XLSX, Part, TargetFile, write_target
from segmentation.exports.target_rows import TARGETS
from segmentation.exports.targets import Target
from segmentation.grouping import Grouping, list_workbook
from segmentation.language import Language
from segmentation.profiles import profile_segments

_SHOWN = 50
# What was chosen here outlives a visit to another page or language.
_COLUMNS = "list columns"
_TARGET = "list target"
_HASHED = "list hashed"


def draw_own_report(who: Who, language: Language) -> None:
    """The workbook with a summary and a sheet for each segment: the owner's own report."""
    view = guide.current_view()
    totals, customers, variables = (
        compute.totals(view), compute.customers(view), compute.variables(view),
    )  # fmt: skip
    if who.with_prospects:
        customers = compute.everybody(view)
    spec, grouped_by = ListSpec(who.picked.chosen, list_columns(customers)), guide.current_spec()
    names = who.names
    listed = [names[int(one) - 1] for one in spec.segments]
    assignment = who.picked.assignment
    size = sum(assignment.sizes[int(one) - 1] for one in spec.segments)

    def workbook() -> bytes:  # runs outside the page's run, so it asks nothing of the page
        revenue = cents(totals.revenue_customers)
        profiles = profile_segments(customers, assignment, variables, revenue)
        made = Grouping(totals, customers, variables, grouped_by, assignment, profiles, names)
        return list_workbook(made, spec, language)

    st.download_button(
        language.tr("Download the report for Excel"),
        data=workbook,
        file_name=list_file_name(listed, totals.last_order, size, "xlsx"),
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        help=language.tr("A summary with a chart and one sheet a group."),
    )


def draw_files(
    audience: Audience, channel: Channel, as_column: bool, contacts: Contacts, language: Language
) -> None:
    """Choose the tool, see what it does to the list, download."""
    tr = language.tr
    targets = [
        target for target in TARGETS if target.channel == channel and _fits(target, language)
    ]
    kept = f"{_TARGET} {channel}"  # its place: every language has the same ones there
    place = st.selectbox(
        tr("As a file for"), range(len(targets)), index=st.session_state.get(kept, 0),
        format_func=lambda one: target_label(targets[one], language),
        key=f"target {channel} {language.code}",
    )  # fmt: skip
    st.session_state[kept] = place
    target = targets[place]
    for advice in target_advice(target, language):
        st.caption(plain(advice))
    columns = _draw_columns(language) if target.kind != "machine" else ()
    if target.kind != "machine" and not columns:
        st.info(tr("Choose at least one column."))
        return
    hashed = target.hash is not None and _draw_hashed(language)
    part: Part = "both" if as_column and target.channel not in ("ads", "sms") else "list"
    file = _write(audience, target, part, hashed, columns, language)
    for text in file_warnings(file.report, language):
        st.warning(plain(text), icon=":material/info:")
    with st.container(horizontal=True):
        _offer(file, tr("Download the list"), primary=True)
        if audience.counts.held_out and part == "list":
            held = _write(audience, target, "held_out", hashed, columns, language)
            _offer(held, tr("Download those held back"), primary=False)
    for text in (*file_notes(file.report, target, language), *contact_notes(contacts, language)):
        st.caption(plain(text))
    _draw_preview(audience, columns, language)


def _fits(target: Target, language: Language) -> bool:
    """CSV files for Excel are offered in the visitor's language only."""
    return target.language is None or target.language == language.code


def _draw_hashed(language: Language) -> bool:
    hashed = st.checkbox(
        language.tr("Hide addresses before they leave this computer (hashed)"),
        value=st.session_state.get(_HASHED, False),
        key=f"hashed {language.code}",
    )
    st.session_state[_HASHED] = hashed
    return hashed


def _draw_columns(language: Language) -> tuple[str, ...]:
    customers = compute.customers(guide.current_view())
    offered = list_columns(customers)
    usual = st.session_state.get(_COLUMNS) or default_columns(customers)
    columns = st.multiselect(
        language.tr("Columns"), offered, default=[key for key in usual if key in offered],
        format_func=lambda key: header(key, language),
        placeholder=language.tr("Choose columns"), key=f"columns {language.code}",
    )  # fmt: skip
    st.session_state[_COLUMNS] = tuple(columns)
    return tuple(columns)


def _write(
    audience: Audience,
    target: Target,
    part: Part,
    hashed: bool,
    columns: tuple[str, ...],
    language: Language,
) -> TargetFile:
    view = guide.current_view()
    of_all = (compute.shop().fingerprint(), view, audience.key, target.key, part, hashed, columns)
    with st.spinner(language.tr("Writing the list …")):
        return _written(
            f"{of_all} {language.code}", audience, target, part, hashed, columns, language,
            compute.totals(view),
        )  # fmt: skip


@compute.cached(6)
def _written(
    key: str,
    _audience: Audience,
    _target: Target,
    _part: Part,
    _hashed: bool,
    _columns: tuple[str, ...],
    _language: Language,
    _totals: ShopTotals,
) -> TargetFile:
    """The file, written once for equal keys: what is drawn anew with every click costs nothing."""
    return write_target(
        _audience, _target, _language, part=_part, hashed=_hashed, columns=_columns,
        currency=_totals.currency or "", last_day=_totals.last_order,
    )  # fmt: skip


def _offer(file: TargetFile, label: str, *, primary: bool) -> None:
    st.download_button(
        label,
        data=lambda: file.content,
        file_name=file.name,
        mime=file.mime,
        on_click="ignore",
        type="primary" if primary else "secondary",
        icon=":material/download:",
        disabled=not file.report.rows,
        key=f"download {file.name}",
    )


def _draw_preview(audience: Audience, columns: tuple[str, ...], language: Language) -> None:
    """The first rows, with no more than what the list shows of them."""
    view = guide.current_view()
    usual = columns or default_columns(compute.customers(view))
    shown = [name for name in dict.fromkeys(usual) if name in audience.table.columns]
    if not shown:
        return
    st.dataframe(
        spoken(translated(audience.table[shown].head(_SHOWN), language), language),
        hide_index=True,
        column_config=shown_columns(
            compute.customers(view), language, compute.totals(view).currency or "", spoken=True
        )
        | {"segment": header("segment", language)},
        placeholder="",
        key="list preview",
    )

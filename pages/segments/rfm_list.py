"""The customers of one name or one field of the grid, and their download."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import streamlit as st

from pages.shared import compute, session
from pages.shared.customer_rows import shown_columns, spoken, translated
from pages.shared.downloads import offer_csv
from pages.shared.escaping import plain
from pages.shared.fields import hand_over
from segmentation.exports.csv_files import write_csv
from segmentation.exports.lists import (
    ListSpec,
    default_columns,
    list_file_name,
    select_customers,
)
from segmentation.language import Language
from segmentation.rfm_words import MEANINGS, NAMES, field_words, shown_keys
from segmentation.segments.rfm import Cell, RfmResult, together
from segmentation.segments.rfm_grid import UNPLACED

_NOTHING = ""
_CODES = "RFM"
_SHOWN = 50
_LONGEST_NAME = 60


def offered(result: RfmResult) -> dict[str, Cell | None]:
    """What can be chosen: nothing, a name by its key, a field with its cell."""
    fields: dict[str, Cell | None] = {cell.field: cell for cell in result.cells}
    return {_NOTHING: None, **dict.fromkeys(shown_keys(result)), **fields}


def draw_choice(
    found: compute.RfmGroups, names: Mapping[str, str], widget: str, language: Language
) -> None:
    """Draw what can be chosen by its words, and the list of what is; ``widget`` is its key."""
    options = offered(found.result)

    def words(option: str) -> str:
        cell = options[option]
        if cell is None:
            return names.get(option, language.tr("Nothing chosen"))
        return field_words(cell, found.result, names, language)

    chosen = st.selectbox(
        language.tr("Choose a group or a field"), list(options), format_func=words, key=widget
    )
    if chosen:
        cell = options[chosen]
        with st.container(border=True):
            _draw_list(found, cell.key if cell else chosen, cell, words(chosen), language)


def _draw_list(
    found: compute.RfmGroups, key: str, cell: Cell | None, name: str, language: Language
) -> None:
    """Draw who is under the name ``key``, or only in one ``cell`` of it: count, table, download."""
    result, tr = found.result, language.tr
    customers = compute.customers(found.view)
    rows = result.under(key) if cell is None else result.inside(cell.recency, cell.frequency)
    members = customers.assign(**{_CODES: result.codes})[rows].reset_index(drop=True)
    st.markdown(f"**{plain(name)}** · {plain(tr(MEANINGS[key]))}")
    if cell is None and key != UNPLACED:
        _draw_rename(key, name, language)
    if not len(members):
        st.caption(tr("Nobody is here."))
        return
    columns = [column for column in default_columns(customers) if column != "segment"]
    columns += ["recency_days", "monetary_value", _CODES, "segment"]
    spec = ListSpec(("1",), tuple(columns))
    selection = select_customers(members, together(len(members)), [name], spec)
    st.header(
        language.plural(
            "{n} customer on this list", "{n} customers on this list", len(selection)
        ),
        anchor=False,
    )  # fmt: skip
    totals = compute.totals(found.view)
    with st.container(horizontal=True):
        if len(selection):
            day = found.view.as_of or totals.last_order
            offer_csv(
                tr("Download as CSV"),
                lambda: write_csv(selection, spec, language),
                list_file_name([name], day, len(selection), "csv"),
                key="rfm download",
            )
        if st.button(
            tr("Make a list for e-mails, texts or ads"), icon=":material/format_list_bulleted:"
        ):
            hand_over(cell.field if cell else key)
            st.switch_page("pages/results/lists.py")
    st.caption(
        tr(
            "The table is for your own use. To write to these people, make a list: it leaves out "
            "those who did not agree and those you leave out."
        )
    )
    st.dataframe(
        spoken(translated(selection[list(spec.columns[:-1])].head(_SHOWN), language), language),
        hide_index=True,
        column_config=shown_columns(customers, language, totals.currency or "", spoken=True),
        placeholder="",
        key="rfm customers",
    )


def _draw_rename(key: str, name: str, language: Language) -> None:
    tr, spec = language.tr, session.choices().rfm
    # The key changes with the name, so that the popover is new and closed once it is changed.
    popover = f"rfm rename {crc32(name.encode()):x}"
    with st.popover(tr("Rename"), icon=":material/edit:", key=popover):
        asked = st.text_input(
            tr("Name of this group"),
            value=dict(spec.names).get(key, ""),
            placeholder=tr(NAMES[key]),
            max_chars=_LONGEST_NAME,
            key=f"rfm name {key} {language.code}",
        )
    if spec.renamed(key, asked) != spec:
        session.choose(rfm=spec.renamed(key, asked))
        st.rerun()

"""The files of people to leave out, kept for the visit. One that cannot be read stops the list."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.shared.escaping import plain
from segmentation.errors import Problem, SegmentationError, describe
from segmentation.exports.contacts import Contacts
from segmentation.exports.suppression import NOBODY, Suppression, read_suppression
from segmentation.language import Language

_GIVEN, _SHOWN, _ROUND = "people left out", "people left out shown", "people left out forgotten"


@dataclass(frozen=True)
class _Given:
    """A file by its name, and who is in it or what kept us from reading it."""

    name: str
    found: Suppression | Problem


def draw_files_left_out(contacts: Contacts, language: Language) -> None:
    """Draw where files of people to leave out are dropped and forgotten; read what is new."""
    tr, given = language.tr, _given()
    key = f"suppression {_round()} {language.code}"
    files = st.file_uploader(
        tr("People to leave out: who unsubscribed, complained or asked not to be written to"),
        accept_multiple_files=True, key=key, on_change=_drop_taken_away, args=(key,),
    )  # fmt: skip
    for file in files:
        if file.file_id not in given:
            given[file.file_id] = _Given(file.name, _read(file, contacts.region))
    # What was dropped before a visit to another page is kept, although it is shown no more.
    st.session_state[_SHOWN] = frozenset(file.file_id for file in files)
    read = _everybody(given)
    if read.entries:
        st.caption(
            language.plural("{n} person to leave out", "{n} people to leave out", read.entries)
        )
        if st.button(tr("Forget these people"), type="tertiary", icon=":material/close:"):
            for file_id in list(given):
                _take_away(file_id)
            st.rerun()


def draw_left_out(language: Language) -> Suppression | None:
    """Draw what is wrong with the files; everybody in them, None while one cannot be read."""
    tr, given = language.tr, _given()
    problems = {key: one.found for key, one in given.items() if isinstance(one.found, Problem)}
    for file_id, problem in problems.items():
        st.error(plain(describe(problem, language)), icon=":material/error:")
        st.button(
            plain(tr("Remove “{file}”", file=given[file_id].name)), icon=":material/close:",
            key=f"take away {file_id}", on_click=_take_away, args=(file_id,),
        )  # fmt: skip
    if problems:
        st.markdown(
            tr(
                "As long as we cannot read who must not be written to, no list can be downloaded. "
                "Remove the file. To leave these people out, correct it and drop it in again."
            )
        )
        return None
    found = _everybody(given)
    for one in found.unread:
        st.warning(
            plain(
                language.plural(
                    "{file}, row {row}: {n} row has no address we can read, so that person is not "
                    "left out. Write an e-mail or a phone number there and drop the file in "
                    "again.",
                    "{file}, from row {row} on: {n} rows have no address we can read, so those "
                    "people are not left out. Write an e-mail or a phone number there and drop "
                    "the file in again.",
                    one.rows, file=one.file, row=language.number(one.first),
                )
            ),
            icon=":material/warning:",
        )  # fmt: skip
    return found


def _read(file: UploadedFile, region: str | None) -> Suppression | Problem:
    try:
        with tempfile.TemporaryDirectory(prefix="segmentation-") as folder:
            path = Path(folder) / "people"
            path.write_bytes(file.getvalue())
            return read_suppression(path, file.name, region)
    except SegmentationError as error:
        return error.problem


def _everybody(given: dict[str, _Given]) -> Suppression:
    read = (one.found for one in given.values() if isinstance(one.found, Suppression))
    return reduce(or_, read, NOBODY)


def _drop_taken_away(key: str) -> None:
    """The owner took files out of the uploader, or added some."""
    left = {file.file_id for file in st.session_state[key]}
    for file_id in st.session_state.get(_SHOWN, frozenset()) - left:
        _given().pop(file_id, None)


def _take_away(file_id: str) -> None:
    _given().pop(file_id, None)
    st.session_state[_ROUND] = _round() + 1  # a new uploader, which holds no files


def _given() -> dict[str, _Given]:
    given: dict[str, _Given] = st.session_state.setdefault(_GIVEN, {})
    return given


def _round() -> int:
    return int(st.session_state.get(_ROUND, 0))

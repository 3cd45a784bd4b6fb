"""Uploads and the sample shop into the shop; what could not be read is said and kept."""

from __future__ import annotations

import streamlit as st

from pages.data.first_answer import first_answer
from pages.data.words import STAGES
from pages.shared import compute, session
from pages.shared.arrivals import Arrival
from pages.shared.escaping import plain
from sample_data import sample_shop
from segmentation.errors import describe
from segmentation.language import Language

_ROUND = "upload round"
_SMALL = 4 << 20  # bytes: so much may be read before there is a progress to show
_PATIENCE = 1.0  # seconds to wait for it
_LOOK_EVERY = 0.5


def read_uploads(language: Language) -> None:
    """Draw the uploader; files that arrive begin to be read, and the uploader is emptied.

    An uploader that stays on the page would copy its files at every rerun.
    """
    around = st.session_state.get(_ROUND, 0)
    uploads = st.file_uploader(
        language.tr("Drop your exports here"),
        accept_multiple_files=True,
        label_visibility="collapsed",
        key=f"uploads {around}",
    )
    st.caption(
        language.tr(
            "CSV, TXT, Excel (.xlsx, .xls, .xlsb, .xlsm), OpenDocument (.ods), HTML tables "
            "saved as .xls, and ZIP or GZ holding these. Several files at once, up to "
            "{limit} MB each.",
            limit=language.number(st.get_option("server.maxUploadSize")),
        )
    )
    if not uploads:
        return
    compute.arrivals().take((upload.name, upload.getbuffer()) for upload in uploads)
    st.session_state[_ROUND] = around + 1
    small = sum(upload.size for upload in uploads) < _SMALL
    compute.arrivals().wait(_PATIENCE if small else 0)
    st.rerun()


def read_sample(language: Language) -> None:
    """Read the sample shop of the language and take it into use."""
    with st.spinner(language.tr("Reading your files …")):
        for path in sample_shop(language.code).files:
            compute.shop().read_file(path, path.name)
        compute.shop().use()
    session.choose(variables=(), weights=(), groups=None)


def watch_reading(language: Language) -> None:
    """While files are read show how far they are, and go no further down the page."""
    if compute.arrivals().wait(0):
        return
    tr = language.tr
    with st.container(border=True, key="reading"):
        st.header(tr("Reading your files"), anchor=False)
        _draw_files(language)
    st.caption(tr("You can open other pages meanwhile. Reading goes on without you."))
    st.stop()


@st.fragment(run_every=_LOOK_EVERY)
def _draw_files(language: Language) -> None:
    arrivals = compute.arrivals()
    if not arrivals.busy:
        st.rerun()
    for number, file in enumerate(arrivals.files):
        _draw_file(number, file, language)
    if arrivals.counting:
        st.markdown(f":material/hourglass_top: {language.tr('Counting …')}")


def _draw_file(number: int, file: Arrival, language: Language) -> None:
    tr = language.tr
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{_sign(file)} **{plain(file.name)}**", width="stretch")
        if not file.done:
            st.button(
                tr("Stop"), key=f"stop {number}", icon=":material/stop_circle:",
                on_click=file.progress.stop, disabled=file.progress.stopped,
            )  # fmt: skip
    if file.look and not file.problem:
        st.markdown(plain(first_answer(file.look, language)))
    if file.problem:
        st.caption(plain(describe(file.problem, language)))
    elif not file.done:
        share, waiting = file.progress.share, file.progress.stage == "waiting"
        words = tr("Stopping …") if file.progress.stopped else tr(STAGES[file.progress.stage])
        if waiting:
            st.caption(words)
        else:
            st.progress(share, text=f"{words} · {language.share(share)}")


def _sign(file: Arrival) -> str:
    if file.problem:
        return ":material/block:"
    return ":material/check_circle:" if file.done else ":material/description:"


def show_unread(language: Language) -> None:
    """Say which files of the last upload are not there; the others are kept."""
    for problem in compute.arrivals().problems:
        sentence = plain(describe(problem, language))
        if problem.id == "stopped":
            st.info(sentence, icon=":material/stop_circle:")
        else:
            st.error(sentence, icon=":material/error:")


def forget_unread() -> None:
    """Say no more of them, once the owner has decided about the others."""
    compute.arrivals().clear()

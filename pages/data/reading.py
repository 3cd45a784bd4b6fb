"""Uploads and the sample shop into the shop; what could not be read is said and kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from pages.shared import compute, session
from pages.shared.escaping import plain
from sample_data import sample_shop
from segmentation.errors import Problem, SegmentationError, describe
from segmentation.language import Language

_ROUND = "upload round"
_UNREAD = "unread files"


def read_uploads(language: Language) -> None:
    """Draw the uploader; files that arrive are read, staged, and the uploader is emptied.

    An uploader that stays on the page would copy its files at every rerun.
    """
    around = st.session_state.get(_ROUND, 0)
    uploads = st.file_uploader(
        language.tr("Drop your exports here"),
        accept_multiple_files=True,
        label_visibility="collapsed",
        key=f"uploads {around}",
    )
    if not uploads:
        return
    with tempfile.TemporaryDirectory(prefix="segmentation-upload-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            path = Path(folder) / str(number)
            path.write_bytes(upload.getbuffer())
            paths.append((path, upload.name))
        st.session_state[_UNREAD] = _read(paths, language)
    st.session_state[_ROUND] = around + 1
    st.rerun()


def read_sample(language: Language) -> None:
    """Read the sample shop of the language and take it into use."""
    sample = sample_shop(language.code)
    _read([(path, path.name) for path in sample.files], language)
    compute.shop().use()
    session.choose(variables=(), weights=(), groups=None)


def _read(files: Iterable[tuple[Path, str]], language: Language) -> tuple[Problem, ...]:
    """Stage each file; returns why some could not be."""
    files = list(files)
    problems = []
    with st.status(language.tr("Reading your files …"), expanded=True) as status:
        progress = st.progress(0.0)
        for number, (path, name) in enumerate(files):
            st.write(plain(name))
            try:
                compute.shop().read_file(path, name)
            except SegmentationError as error:
                problems.append(error.problem)
            progress.progress((number + 1) / len(files))
        status.update(label=language.tr("Counting …"))
        compute.shop().preview()
    return tuple(problems)


def show_unread(language: Language) -> None:
    """Say which files of the last upload could not be read; the others are kept."""
    for problem in st.session_state.get(_UNREAD, ()):
        st.error(plain(describe(problem, language)), icon=":material/error:")


def forget_unread() -> None:
    """Say no more of them, once the owner has decided about the others."""
    st.session_state.pop(_UNREAD, None)

"""The ways out of the personas: presenting them, a deck for PowerPoint, a page to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from segmentation.exports import persona_page
from segmentation.language import Language
from segmentation.persona_book import PersonaBook

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


PRESENTING_PAGE = "pages/results/presenting.py"


def draw_present(language: Language) -> None:
    """The button that starts presenting."""
    if st.button(language.tr("Present"), key="present", icon=":material/slideshow:"):
        st.switch_page(PRESENTING_PAGE)


def draw_take_away(book: PersonaBook, last_day: date | None, language: Language) -> None:
    """Two buttons; a file is made when its button is pressed. ``book`` is of the light ground."""
    tr = language.tr
    _offer(tr("Download for PowerPoint"), lambda: _deck(book, language), "pptx", PPTX, last_day)
    _offer(
        tr("Download a page to print"),
        lambda: persona_page.make_page(book, language),
        "html",
        persona_page.MIME,
        last_day,
    )


def _deck(book: PersonaBook, language: Language) -> bytes:
    from segmentation.exports.deck import make_deck  # what it needs is slow to import

    return make_deck(book, language)


def _offer(
    label: str, make: Callable[[], bytes], ending: str, mime: str, last_day: date | None
) -> None:
    day = f"_{last_day.isoformat()}" if last_day else ""
    st.download_button(
        label,
        data=make,
        file_name=f"personas{day}.{ending}",
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"take away {ending}",
    )

"""The owner's own words on a persona: name, motto, notes, do and don't, and its portrait."""

from __future__ import annotations

import base64

import streamlit as st

from pages.shared import compute
from pages.shared.naming import edit, suggested_name, suggested_portrait
from segmentation.edits import LONGEST_MOTTO, LONGEST_NOTES, tidy
from segmentation.language import Language
from segmentation.palette import ground, segment_color
from segmentation.persona_book import Persona
from segmentation.portraits import PORTRAIT, PORTRAITS, portrait_svg

LONGEST_NAME = 80
_GALLERY = "persona-gallery"

# The pictures are the radio buttons; their labels are the alternative texts, seen by readers only.
_STYLE = """
.st-key-persona-gallery [role=radiogroup]{display:grid;gap:.5rem;
 grid-template-columns:repeat(auto-fill,minmax(4rem,1fr));padding:.25rem}
.st-key-persona-gallery [role=radiogroup]>label,
.st-key-persona-gallery [role=radiogroup]>*>label{display:block;margin:0;padding:0;width:4rem;
 height:4rem;border-radius:50%;background-size:cover;cursor:pointer;position:relative}
.st-key-persona-gallery label:has(input)>*:not(input){opacity:0}
.st-key-persona-gallery label:has(input)>*{position:absolute;inset:0;overflow:hidden}
.st-key-persona-gallery label:has(input:checked){box-shadow:0 0 0 3px var(--around),
 0 0 0 6px var(--ink)}
.st-key-persona-gallery label:has(input:focus-visible){outline:3px dashed var(--ink);
 outline-offset:7px}
"""


def edit_persona(found: compute.Groups, persona: Persona, language: Language, dark: bool) -> None:
    """Open the dialog in which the owner edits a persona; what is saved stays with the shop."""
    title = language.tr("Edit this persona")
    st.dialog(title, width="medium")(_draw)(found, persona, language, dark)


def _draw(found: compute.Groups, persona: Persona, language: Language, dark: bool) -> None:
    tr, card, edits = language.tr, persona.card, persona.edits
    suits = suggested_portrait(found, card.segment_id)
    with st.form(f"persona-form-{card.segment_id}", border=False):
        name = st.text_input(
            tr("Name of this group"),
            value=card.name if card.given_name else "",
            placeholder=suggested_name(found, card.segment_id, language),
            max_chars=LONGEST_NAME,
            help=tr("Leave it empty for the suggested name."),
        )
        motto = st.text_input(
            tr("Motto: this persona in one line"), edits.motto, max_chars=LONGEST_MOTTO
        )
        notes = st.text_area(tr("Your notes"), edits.notes, max_chars=LONGEST_NOTES, height=96)
        help_ = tr("One thing a line.")
        left, right = st.columns(2)
        do = left.text_area(tr("Do"), "\n".join(edits.do), height=96, help=help_)
        dont = right.text_area(tr("Don't"), "\n".join(edits.dont), height=96, help=help_)
        portrait = _draw_gallery(card.portrait_key, card.color, language, dark)
        saved = st.form_submit_button(tr("Save"), type="primary")
    if saved:
        chosen = "" if portrait == suits else portrait
        edit(found, card.segment_id, name, tidy(motto, notes, do, dont, chosen))
        st.rerun()


def _draw_gallery(shown: str, slot: int, language: Language, dark: bool) -> str:
    keys = [portrait.key for portrait in PORTRAITS]
    inks, color = ground(dark), segment_color(slot, dark)
    pictures = "".join(
        f".st-key-{_GALLERY} [role=radiogroup]>:nth-child({place})"
        f"{{--face:url(data:image/svg+xml;base64,{_encoded(key, color)})}}"
        for place, key in enumerate(keys, 1)
    )
    st.html(
        f"<style>{_STYLE}{pictures}.st-key-{_GALLERY} label{{background-image:var(--face);"
        f"--ink:{inks.text};--around:{inks.background}}}</style>"
    )
    with st.container(key=_GALLERY):
        picked = st.radio(
            language.tr("Portrait"),
            keys,
            index=keys.index(shown),
            format_func=lambda key: PORTRAIT[key].alt(language),
            horizontal=True,
            width="stretch",
        )
    return str(picked)


def _encoded(key: str, color: str) -> str:
    return base64.b64encode(portrait_svg(key, color).encode()).decode()

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
from segmentation.personas import PersonaCard
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
    id_ = card.segment_id
    with st.form(_key(id_, "form"), border=False):
        st.text_input(
            tr("Name of this group"),
            value=card.name if card.given_name else "",
            key=_key(id_, "name"),
            placeholder=suggested_name(found, id_, language),
            max_chars=LONGEST_NAME,
            help=tr("Leave it empty for the suggested name."),
        )
        st.text_input(
            tr("Motto: this persona in one line"),
            edits.motto,
            key=_key(id_, "motto"),
            max_chars=LONGEST_MOTTO,
        )
        st.text_area(
            tr("Your notes"),
            edits.notes,
            key=_key(id_, "notes"),
            max_chars=LONGEST_NOTES,
            height=96,
        )
        for column, label, name, lines in zip(
            st.columns(2),
            (tr("Do"), tr("Don't")),
            ("do", "dont"),
            (edits.do, edits.dont),
            strict=True,
        ):
            text = "\n".join(lines)
            column.text_area(label, text, key=_key(id_, name), height=96, help=tr("One per line."))
        _draw_gallery(card, language, dark)
        saved = st.form_submit_button(tr("Save"), type="primary", on_click=_save, args=(found, id_))
    if saved:
        st.rerun()  # closes the dialog and draws the page anew


def _key(segment_id: str, name: str) -> str:
    return f"persona-edit {segment_id} {name}"


def _save(found: compute.Groups, segment_id: str) -> None:
    name, motto, notes, do, dont, portrait = (
        str(st.session_state.get(_key(segment_id, one)) or "")
        for one in ("name", "motto", "notes", "do", "dont", "portrait")
    )
    chosen = "" if portrait == suggested_portrait(found, segment_id) else portrait
    edit(found, segment_id, name, tidy(motto, notes, do, dont, chosen))


def _draw_gallery(card: PersonaCard, language: Language, dark: bool) -> None:
    keys = [portrait.key for portrait in PORTRAITS]
    inks, color = ground(dark), segment_color(card.color, dark)
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
        st.radio(
            language.tr("Portrait"),
            keys,
            index=keys.index(card.portrait_key),
            format_func=lambda key: PORTRAIT[key].alt(language),
            key=_key(card.segment_id, "portrait"),
            horizontal=True,
            width="stretch",
        )


def _encoded(key: str, color: str) -> str:
    return base64.b64encode(portrait_svg(key, color).encode()).decode()

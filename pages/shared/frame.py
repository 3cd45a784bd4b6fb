"""What surrounds every page: the language control, the page's style, what is made ready."""

from __future__ import annotations

import json
import threading

import streamlit as st

from pages.shared import session
from segmentation.language import CODES, OWN_NAMES, Language

# Constant texts of ours only; nothing from the owner's files ever comes here.
_STYLE = """
<style>
.block-container{max-width:76rem;padding:2.5rem clamp(1rem,4vw,3rem) 4rem}
[data-testid="stFileUploaderDropzoneInstructions"]{display:none}
[data-testid="stFileUploaderDropzone"]{justify-content:center;align-items:center!important;
 min-height:7rem}
[data-testid="stMetricValue"]{font-size:1.375rem}
[data-testid="stFileUploaderDropzone"] button>*{display:none}
[data-testid="stFileUploaderDropzone"] button::after{content:var(--choose-files)}
[data-testid="stButtonGroup"] [role="radio"]{color:inherit!important}
[data-testid="stMetricLabel"] p{white-space:normal}
[data-testid="stMultiSelect"] div:has(>[data-testid="stMultiSelectTagsContainer"]){max-height:none}
[data-testid="stMultiSelectTagsContainer"] [data-tag]{height:auto;min-height:1.5rem}
[data-testid="stMultiSelectTagsContainer"] [data-tag]>span{white-space:normal}
h1{text-wrap:balance}
</style>
"""


def draw_frame(language: Language) -> None:
    """Draw the language control in the sidebar and set the page's language for readers."""
    choose = json.dumps(language.tr("Choose files"), ensure_ascii=False)
    st.html(_STYLE + f"<style>:root{{--choose-files:{choose}}}</style>")
    st.html(
        f"<script>document.documentElement.lang={language.code!r}</script>",
        unsafe_allow_javascript=True,
    )
    with st.sidebar:
        st.segmented_control(
            "Language · Język · Язык",
            CODES,
            default=language.code,
            format_func=lambda code: OWN_NAMES[code],
            key=session.LANGUAGE_CONTROL,
            on_change=session.speak,
            required=True,
        )


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Import what finding groups needs while the owner still looks at the first page."""
    threading.Thread(target=_import_heavy, daemon=True).start()


def _import_heavy() -> None:
    import sklearn.cluster  # noqa: F401

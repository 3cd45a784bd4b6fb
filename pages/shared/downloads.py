"""A button that downloads a table, made only when it is pressed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def offer_csv(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """Draw the button. ``make`` runs outside the page's run: what it needs it must hold."""
    st.download_button(
        label,
        data=make,
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=key,
    )

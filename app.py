"""The app's frame: page settings, language, menu. Everything else lies in pages/."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared import compute, frame, session
from pages.shared.escaping import plain
from segmentation.errors import SegmentationError, describe

st.set_page_config(
    page_title="Segmentation",
    page_icon=str(Path(__file__).parent / "pages" / "shared" / "icon.png"),
    layout="wide",
)
language = session.language()
frame.draw_frame(language)
tr = language.tr

# Once there is a shop, its overview is what one comes back to.
has_shop = any(entry.used for entry in compute.imports())
menu = st.navigation(
    {
        tr("Data"): [
            st.Page("pages/data/overview.py", title=tr("Overview"), url_path="overview",
                    icon=":material/space_dashboard:", default=has_shop,
                    visibility="visible" if has_shop else "hidden"),
            st.Page("pages/data/upload.py", title=tr("Your data"), url_path="files",
                    icon=":material/upload_file:", default=not has_shop),
            st.Page("pages/data/customers.py", title=tr("Your customers"), url_path="customers",
                    icon=":material/group:"),
            st.Page("pages/data/state.py", title=tr("State of your data"), url_path="state",
                    icon=":material/fact_check:"),
            st.Page("pages/data/duplicates.py", title=tr("Same person twice?"),
                    url_path="same-person", icon=":material/join_inner:"),
        ],
        tr("Segmentation"): [
            st.Page("pages/segments/groups.py", title=tr("Groups"), url_path="groups",
                    icon=":material/bubble_chart:"),
            st.Page("pages/segments/rfm.py", title=tr("When and how often"), url_path="rfm",
                    icon=":material/grid_on:"),
            st.Page("pages/segments/rules.py", title=tr("Own rules"), url_path="rules",
                    icon=":material/rule:"),
        ],
        tr("Results"): [
            st.Page("pages/results/personas.py", title=tr("Personas"), url_path="personas",
                    icon=":material/face:"),
            st.Page("pages/results/presenting.py", title=tr("Presenting"), url_path="presenting",
                    icon=":material/slideshow:", visibility="hidden"),
            st.Page("pages/results/lists.py", title=tr("Lists"), url_path="lists",
                    icon=":material/download:"),
        ],
    }
)  # fmt: skip
try:
    menu.run()
except SegmentationError as error:
    st.error(plain(describe(error.problem, language)), icon=":material/error:")
except Exception:
    # Never source code or customers' data on screen or in the log; tests want to see it.
    if st.get_option("client.showErrorDetails") == "full":
        raise
    st.error(
        tr("Something went wrong on our side. Your data are unharmed. Reload the page to go on."),
        icon=":material/error:",
    )
frame.warm_up()

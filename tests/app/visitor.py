"""A visitor of the app without a browser: opens pages, presses, chooses, reads what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Element

from segmentation.language import Language

APP = Path(__file__).parents[2] / "app.py"
PAGES = {
    "files": "pages/data/upload.py",
    "customers": "pages/data/customers.py",
    "groups": "pages/segments/groups.py",
    "personas": "pages/results/personas.py",
    "lists": "pages/results/lists.py",
}
# Elements whose text Streamlit reads as Markdown.
_MARKDOWN = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
# Widgets whose label it reads as Markdown.
_LABELED = (
    "button", "button_group", "checkbox", "download_button", "expander", "metric", "multiselect",
    "radio", "selectbox", "text_input", "toggle",
)  # fmt: skip

File = tuple[str, bytes]


class Visitor:
    """One session. Every run must be without an exception on the page."""

    def __init__(self, code: str = "en", dark: bool = False) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=60)
        self.app.context = {"locale": code, "theme": "dark" if dark else "light"}
        self.run()

    @property
    def language(self) -> Language:
        return Language(self.app.session_state["language"])

    def tr(self, text: str, **values: object) -> str:
        return self.language.tr(text, **values)

    def run(self) -> None:
        self.app.run()
        # Else the page last opened by hand would be asked for again and again.
        self.app._page_hash = ""
        assert [error.value for error in self.app.exception] == []

    def open(self, page: str) -> None:
        self.app.switch_page(PAGES[page])
        self.run()

    @property
    def title(self) -> str:
        return str(self.app.title[0].value)

    # Doing

    def upload(self, *files: File) -> None:
        self.app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
        self.run()

    def use(self, *files: File) -> None:
        """Upload files and take them into use as they were read."""
        self.upload(*files)
        self.press("Use this")

    def try_sample(self) -> None:
        self.press("Try the sample shop")

    def buttons(self, label: str) -> list[Button]:
        return [button for button in self.app.button if button.label == self.tr(label)]

    def press(self, label: str, place: int = 0) -> None:
        self.buttons(label)[place].click()
        self.run()

    def widget(self, kind: str, label: str, place: int = 0) -> Any:
        """The widget of a kind (``multiselect``) with this English label."""
        found = [one for one in getattr(self.app, kind) if one.label == self.tr(label)]
        return found[place]

    def choose(self, kind: str, label: str, value: object, place: int = 0) -> None:
        self.widget(kind, label, place).set_value(value)
        self.run()

    def speak(self, code: str) -> None:
        """Press a language in the sidebar."""
        self.app.segmented_control(key="language").set_value(code)
        self.run()

    # Reading

    def elements(self, *kinds: str) -> Iterator[Element]:
        for kind in kinds:
            yield from self.app.get(kind)

    def markdown(self) -> list[str]:
        """All texts that Streamlit reads as Markdown, as they were given to it."""
        texts = [str(getattr(one, "value", "")) for one in self.elements(*_MARKDOWN)]
        labels = [str(getattr(one, "label", "")) for one in self.elements(*_LABELED)]
        return texts + labels

    def texts(self) -> list[str]:
        """What is written on the page outside of tables and cards, as it is seen."""
        return [seen(text) for text in self.markdown()] + [str(t.value) for t in self.app.text]

    def says(self, text: str, **values: object) -> bool:
        """Whether this English text stands somewhere on the page, in the visitor's language."""
        wanted = self.tr(text, **values)
        return any(wanted in shown for shown in self.texts())

    def metric(self, label: str) -> str:
        return str(self.widget("metric", label).value)

    def html(self) -> str:
        return "".join(str(one.value) for one in self.app.html)


def seen(markdown: str) -> str:
    """Markdown without its escapes."""
    parts = markdown.split("\\\\")
    return "\\".join(part.replace("\\", "") for part in parts)


def names(visitor: Visitor) -> Sequence[str]:
    """The names of the groups, as the lists page offers them."""
    return list(visitor.widget("multiselect", "Groups").options)

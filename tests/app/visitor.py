"""A visitor of the app without a browser: opens pages, presses, chooses, reads what is drawn."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Node

from segmentation.language import NO_BREAK_SPACE, Language

APP = Path(__file__).parents[2] / "app.py"
PAGES = {
    "overview": "pages/data/overview.py",
    "files": "pages/data/upload.py",
    "customers": "pages/data/customers.py",
    "state": "pages/data/state.py",
    "duplicates": "pages/data/duplicates.py",
    "groups": "pages/segments/groups.py",
    "rules": "pages/segments/rules.py",
    "rfm": "pages/segments/rfm.py",
    "personas": "pages/results/personas.py",
    "presenting": "pages/results/presenting.py",
    "lists": "pages/results/lists.py",
}
# Elements whose text Streamlit reads as Markdown.
_MARKDOWN = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
# Widgets whose label it reads as Markdown.
_LABELED = (
    "button", "button_group", "checkbox", "download_button", "expander", "metric", "multiselect",
    "number_input", "radio", "selectbox", "text_input", "toggle",
)  # fmt: skip

_CARD = re.compile(r"<h2[^>]*>(.*?)</h2>.*?<dd class=\"value\">(.*?)</dd>", re.DOTALL)

File = tuple[str, bytes]


@dataclass(frozen=True)
class Card:
    """What the tests ask of a persona card: whose it is, and of how many."""

    name: str
    customers: int


class Visitor:
    """One session. Every run must be without an exception on the page."""

    def __init__(
        self, locale: str = "en", dark: bool = False, address: dict[str, str] | None = None
    ) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=60)
        self.app.context = {"locale": locale, "theme": "dark" if dark else "light"}
        self.app.query_params = dict(address or {})
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
        faults = [error.value for error in self.app.exception]
        assert not faults, faults
        assert not self.says("Something went wrong on our side."), "see the error in app.py"

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
        self.wait()

    def wait(self) -> None:
        """Come back until the files are read."""
        while self.says("Reading your files"):
            time.sleep(0.1)
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
        self.app.segmented_control(key="language control").set_value(code)
        self.run()

    # Reading

    def elements(self, *kinds: str) -> Iterator[Node]:
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

    def cards(self) -> list[Card]:
        """The persona cards on the page."""
        cards = []
        for html in self.html().split('<div class="persona-head">')[1:]:
            name, size = _CARD.findall(html)[0]
            cards.append(Card(unescape(name).replace(NO_BREAK_SPACE, " "), int(_digits(size))))
        return cards

    def groups(self) -> list[Card]:
        """The groups as the personas show them."""
        self.open("personas")
        return self.cards()


def seen(markdown: str) -> str:
    """Markdown without its escapes."""
    return re.sub(r"\\(.)", r"\1", markdown)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)

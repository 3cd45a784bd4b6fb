"""What a person does in the browser, found by the words they read, and waited for calmly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.sync_api import (
    ConsoleMessage,
    Dialog,
    FilePayload,
    Locator,
    Page,
    Response,
    expect,
)

from segmentation.language import Language

PATIENCE = 60_000
_BEAT = 250  # milliseconds until the app has heard of a press
HERE = {"127.0.0.1", "localhost"}
TITLES = {
    "overview": "Your shop at a glance",
    "files": "Your data",
    "customers": "Your customers",
    "groups": "Groups of customers",
    "rfm": "When and how often they buy",
    "rules": "Own rules",
    "personas": "Personas",
    "lists": "Lists",
}
LINKS = TITLES | {"overview": "Overview", "groups": "Groups", "rfm": "When and how often"}


class Screen:
    """A page of the app in one visitor's browser, in the language it is expected to speak."""

    def __init__(self, page: Page, url: str, code: str) -> None:
        self.page, self.url, self.language = page, url, Language(code)
        self.addresses: list[str] = []
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))
        page.on("response", self._look_at)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._listen)
        page.on("dialog", self._refuse)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)

    def _refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _look_at(self, response: Response) -> None:
        # Streamlit asks below the page's own address first where the app lies.
        sought = re.search(r"/[a-z]+/_stcore/(health|host-config)$", response.url)
        if response.status >= 400 and not sought:
            self.faults.append(f"{response.status} {response.url}")

    def check_manners(self) -> None:
        """No request left this computer, nothing failed, no hostile word opened a dialog."""
        places = [urlsplit(address) for address in self.addresses]
        strangers = {
            place.geturl() for place in places
            if place.scheme not in ("data", "blob") and place.hostname not in HERE
        }  # fmt: skip
        assert not strangers, strangers
        assert not self.faults, self.faults

    def tr(self, text: str, **values: object) -> str:
        return self.language.tr(text, **values)

    # Waiting

    def settle(self) -> None:
        """Wait until the app has drawn all it has to draw."""
        page = self.page
        page.wait_for_timeout(_BEAT)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        expect(page.get_by_test_id("stStatusWidget")).to_be_hidden(timeout=PATIENCE)
        expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=PATIENCE)
        expect(page.get_by_test_id("stException")).to_have_count(0)

    def see(self, title: str) -> None:
        """Wait for the page with this English title."""
        heading = self.page.get_by_role("heading", level=1, name=self.tr(title), exact=True)
        expect(heading).to_be_visible(timeout=PATIENCE)
        self.settle()

    def goto(self, address: str = "/") -> None:
        self.page.goto(self.url + address)
        expect(self.page.locator("h1").first).to_be_visible(timeout=PATIENCE)
        self.settle()

    # Doing

    def button(self, label: str, place: int = 0) -> Locator:
        """The button with this English label; Streamlit's icon is a part of the name."""
        name = re.compile(rf"(^|\s){re.escape(self.tr(label))}$")
        return self.page.get_by_role("button", name=name).nth(place)

    def press(self, label: str, place: int = 0) -> None:
        self.button(label, place).click()

    def open(self, page: str) -> None:
        """Go to a page by the menu; a narrow window hides the menu behind a button."""
        link = self.page.get_by_test_id("stSidebarNavLink").filter(
            has_text=re.compile(rf"{re.escape(self.tr(LINKS[page]))}$")
        )
        expand = self.page.get_by_test_id("stExpandSidebarButton")
        narrow = expand.is_visible()
        if narrow:
            expand.click()
        link.click()
        self.see(TITLES[page])
        if narrow and not expand.is_visible():
            self.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
            expect(expand).to_be_visible()

    def upload(self, *files: FilePayload) -> None:
        self.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(list(files))
        expect(self.button("Use this")).to_be_visible(timeout=PATIENCE)
        self.settle()

    def select(self, label: str, option: str, place: int = 0) -> None:
        """Choose an option, given as it is seen, in the select box with this English label."""
        boxes = self.page.get_by_role("combobox", name=re.compile(re.escape(self.tr(label))))
        box = boxes.nth(place)
        expect(box).to_be_enabled(timeout=PATIENCE)  # what waits for another choice is replaced
        box.scroll_into_view_if_needed()  # scrolling closes an open list
        box.click()
        box.fill(option)  # a long list is drawn in part only
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settle()

    def download(self, label: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.press(label)
        return waiting.value.path().read_bytes()

    def speak(self, code: str, own_name: str) -> None:
        self.page.get_by_test_id("stSidebar").get_by_text(own_name, exact=True).click()
        self.language = Language(code)

    # Reading

    def metric(self, label: str) -> Locator:
        box = self.page.get_by_test_id("stMetric").filter(has_text=self.tr(label))
        return box.get_by_test_id("stMetricValue")

    def cards(self) -> Sequence[str]:
        """The names on the persona cards."""
        names = self.page.locator(".persona h2")
        expect(names.first).to_be_visible(timeout=PATIENCE)
        return names.all_inner_texts()

    def sideways(self) -> list[str]:
        """Which of the document and the main part can be scrolled sideways."""
        return list(
            self.page.evaluate(
                """() => [document.documentElement,
                    document.querySelector('[data-testid=stMain]')]
                    .filter(part => part.scrollWidth > part.clientWidth)
                    .map(part => `${part.tagName}: ${part.scrollWidth} > ${part.clientWidth}`)"""
            )
        )


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": data}

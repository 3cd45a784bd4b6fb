"""One browser and one temporary app for all tests; each visitor has a context of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.screen import Screen
from tests.browser.servers import Server, serve

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def hosted(chromium: str) -> Iterator[Server]:
    """The app as it runs on a server: each visitor has a temporary shop."""
    with serve(None) as server:
        yield server


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Screen]]:
    """Opens an app in a new context: ``visit(server, "pl")``. In the end each must be clean."""
    with ExitStack() as stack:
        screens: list[Screen] = []

        def open_app(server: Server, code: str = "en", *, locale: str = "", width: int = 1280,
                     address: str = "/", theme: str = "light") -> Screen:  # fmt: skip
            context = browser.new_context(
                locale=locale or code,
                viewport={"width": width, "height": 900},
                color_scheme="dark" if theme == "dark" else "light",
            )
            stack.callback(context.close)
            screen = Screen(context.new_page(), server.url, code)
            screens.append(screen)
            screen.goto(address)
            return screen

        yield open_app
        for screen in screens:
            screen.check_manners()

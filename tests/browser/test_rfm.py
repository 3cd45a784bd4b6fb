"""The grid in a real browser: a field is pressed, a name is chosen by keyboard, both are listed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.screen import PATIENCE, Screen
from tests.browser.servers import Server

Visit = Callable[..., Screen]


@pytest.mark.parametrize(("code", "width"), [("en", 1280), ("pl", 390)])
def test_field_is_pressed_and_name_is_chosen(
    code: str, width: int, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, code, width=width)
    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    screen.open("rfm")
    page = screen.page
    chosen = page.get_by_role("combobox", name=re.compile(screen.tr("Choose a group or a field")))

    def press(across: float, down: float) -> None:
        chart = page.get_by_test_id("stVegaLiteChart")
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)

    press(0.22, 0.9)  # once or twice, long ago
    expect(chosen).to_have_value(re.compile(screen.tr("Hibernating")), timeout=PATIENCE)
    screen.settle()
    field = chosen.input_value()
    assert screen.download("Download as CSV").startswith(b"\xef\xbb\xbf")
    screen.select("Choose a group or a field", screen.tr("Champions"))
    press(0.22, 0.9)  # the same field again
    expect(chosen).to_have_value(field, timeout=PATIENCE)
    screen.settle()
    assert screen.sideways() == []

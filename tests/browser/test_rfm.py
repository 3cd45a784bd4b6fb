"""The grid in a real browser: a field is pressed, a name is chosen by keyboard, both are listed.

A field goes on to the lists, and from there as a file to a mailing tool.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.screen import PATIENCE, Screen
from tests.browser.servers import Server

Visit = Callable[..., Screen]
LONG_AGO = (0.22, 0.9)  # the place of the field of those who bought once or twice, long ago


def press(screen: Screen, across: float, down: float) -> None:
    """Press the grid there, as fractions of its width and height."""
    chart = screen.page.get_by_test_id("stVegaLiteChart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    screen.page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


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

    press(screen, *LONG_AGO)
    expect(chosen).to_have_value(re.compile(screen.tr("Hibernating")), timeout=PATIENCE)
    screen.settle()
    field = chosen.input_value()
    assert screen.download("Download as CSV").startswith(b"\xef\xbb\xbf")
    screen.select("Choose a group or a field", screen.tr("Champions"))
    press(screen, *LONG_AGO)  # the same field again
    expect(chosen).to_have_value(field, timeout=PATIENCE)
    screen.settle()
    assert screen.sideways() == []


@pytest.mark.parametrize(("code", "width"), [("en", 1280), ("pl", 1280), ("ru", 390)])
def test_pressed_field_becomes_a_file_for_a_tool(
    code: str, width: int, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, code, width=width)
    page, tr = screen.page, screen.tr
    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    screen.open("rfm")
    press(screen, *LONG_AGO)
    chosen = page.get_by_role("combobox", name=re.compile(tr("Choose a group or a field")))
    expect(chosen).to_have_value(re.compile(tr("Hibernating")), timeout=PATIENCE)
    screen.settle()
    own = screen.download("Download as CSV").decode("utf-8-sig")
    delimiter = "," if code == "en" else ";"
    pressed = [row[tr("E-mail")] for row in csv.DictReader(io.StringIO(own), delimiter=delimiter)]
    screen.press("Make a list for e-mails, texts or ads")
    screen.see("Lists")
    listed = page.get_by_role("heading", level=2).first
    assert int(re.sub(r"\D", "", listed.inner_text())) == len(pressed)
    page.get_by_test_id("stRadio").get_by_text(tr("E-mails"), exact=True).click()
    screen.settle()
    screen.select("As a file for", "Brevo")
    size = int(re.sub(r"\D", "", listed.inner_text()))
    rows = list(csv.DictReader(io.StringIO(screen.download("Download the list").decode())))
    assert len(rows) == size and 0 < size < len(pressed)
    assert {row["EMAIL"] for row in rows} < {email.lower() for email in pressed}
    assert screen.sideways() == []

"""From the cards to one persona, to two side by side, and to what the owner writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.screen import PATIENCE, Screen, payload
from tests.browser.servers import Server
from tests.verdict_shops import with_groups

Visit = Callable[..., Screen]


@pytest.mark.parametrize(("code", "width"), [("pl", 1280), ("ru", 390)])
def test_cards_to_one_to_two_to_own_words(
    code: str, width: int, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, code, width=width)
    screen.upload(*(payload(name, data) for name, data in with_groups(60)))
    screen.press("Use this")
    screen.see("Groups of customers")
    screen.open("personas")
    names = screen.cards()
    main = screen.page.get_by_test_id("stMain")

    screen.press("Open", 1)
    expect(screen.page.locator(".persona-hero h2")).to_have_text(names[1])
    screen.settle()
    assert "persona=2" in screen.page.url and screen.sideways() == []
    assert main.evaluate("part => part.scrollTop") == 0

    screen.press("Compare")
    expect(screen.page.locator(".persona-pair h2")).to_have_text([names[1], names[2]])
    screen.settle()
    assert "compare=2-3" in screen.page.url and screen.sideways() == []

    screen.press("All personas")
    expect(screen.page.locator(".persona h2")).to_have_text(names)
    screen.settle()
    screen.press("Edit")
    dialog = screen.page.get_by_role("dialog")
    dialog.get_by_label(screen.tr("Motto: this persona in one line")).fill("**Koty** <b>first</b>")
    faces = dialog.get_by_role("radio")
    expect(faces).not_to_have_count(0)
    dialog.get_by_test_id("stRadioOption").last.click()
    screen.press("Save")
    expect(dialog).to_have_count(0, timeout=PATIENCE)
    screen.settle()
    expect(screen.page.locator(".persona .motto")).to_have_text("**Koty** <b>first</b>")
    wanted = screen.tr("flat cap")
    assert wanted in (screen.page.locator(".persona-head img").first.get_attribute("alt") or "")
    assert screen.sideways() == []

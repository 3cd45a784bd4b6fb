"""Every page as axe-core sees it, in light and dark: nothing of ours is in a reader's way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.screen import PATIENCE, Screen
from tests.browser.servers import Server, serve

Visit = Callable[..., Screen]

# What Streamlit draws by itself, as rule of axe -> elements; nothing else is let through.
OF_STREAMLIT = {
    # The menu's sections are divs between the list and its items.
    "list": "[data-testid=stSidebarNavItems]",
    "listitem": "[data-testid=stSidebarNavItems] li",
    # The place to drop files is taken out of the tab order, and has a label for screen readers.
    "presentation-role-conflict": "[data-testid=stFileUploaderDropzone]",
    # Its button speaks English only, so CSS writes the words: browsers read them, axe does not.
    # That they do is asked below.
    "button-name": "[data-testid=stFileUploaderDropzone] button",
}
_OURS = """([found, ofStreamlit]) => found.filter(one => {
    const element = document.querySelector(one.target);
    return !(one.rule in ofStreamlit && element && element.matches(ofStreamlit[one.rule]));
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible(theme: str, hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, "en", theme=theme)
    page = screen.page
    found = {"without data": _violations(screen)}
    # The words that CSS writes on the button are its name.
    expect(screen.button("Choose files")).to_be_visible()

    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    links = page.get_by_test_id("stSidebarNavLink")
    for place in range(links.count()):
        link = links.nth(place)
        link.click()
        expect(link).to_have_attribute("aria-current", "page", timeout=PATIENCE)
        expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
        screen.settle()
        _open_folds(screen)
        found[link.inner_text()] = _violations(screen)

    screen.open("rules")
    screen.press("New rule")
    expect(screen.button("All rules")).to_be_visible(timeout=PATIENCE)
    screen.settle()
    found["a rule"] = _violations(screen)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_personas_are_accessible(theme: str, visit: Visit, tmp_path: Path) -> None:
    """One persona, two side by side, slides, and the form in which the owner writes."""
    with serve(tmp_path) as server:
        screen: Screen = visit(server, "en", theme=theme)
        page, found = screen.page, dict[str, list[str]]()
        screen.press("Try the sample shop")
        screen.see("Groups of customers")
        for address in ("/personas?persona=1", "/personas?compare=1-2", "/presenting"):
            screen.goto(address)
            expect(page.locator("h1, h2").first).to_be_visible(timeout=PATIENCE)
            screen.settle()
            found[address] = _violations(screen)
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("2 / ")).to_be_visible(timeout=PATIENCE)
        screen.settle()
        found["a persona on a slide"] = _violations(screen)
        screen.goto("/personas?persona=1")
        screen.press("Edit")
        expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
        screen.settle()
        found["editing a persona"] = _violations(screen)
    assert {where: what for where, what in found.items() if what} == {}


def _open_folds(screen: Screen) -> None:
    """Open what is folded, one after the other: opening one may move the next."""
    for fold in screen.page.locator("[data-testid=stExpander] summary").all():
        if fold.locator("xpath=..").get_attribute("open") is None:
            fold.click()
    screen.settle()


def _violations(screen: Screen) -> list[str]:
    """What axe finds, without what Streamlit causes: rule, element, what is wrong."""
    nodes = [
        {
            "rule": violation["id"],
            "target": node["target"][0],
            "says": f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}",
        }
        for violation in Axe().run(screen.page).response["violations"]
        for node in violation["nodes"]
    ]
    ours = screen.page.evaluate(_OURS, [nodes, OF_STREAMLIT])
    return [node["says"] for node in ours]

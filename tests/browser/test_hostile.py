"""Names, levels, headers and file names that look like HTML or Markdown do nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.screen import Screen, payload
from tests.browser.servers import Server
from tests.made_exports import HOSTILE, hostile_files

Visit = Callable[..., Screen]


def check(screen: Screen) -> None:
    """Nothing on the page came to life."""
    page = screen.page
    expect(page.locator("img[src='x'], a[href^='javascript']")).to_have_count(0)
    # Names of groups stand out in bold as they are, stars and all.
    alone = page.locator("[data-testid=stMain] strong", has_text=re.compile(r"^\s*bold\s*$"))
    expect(alone).to_have_count(0)
    expect(page.locator("[data-testid=stMain] .katex")).to_have_count(0)


def hover_charts(screen: Screen) -> None:
    """Move over every chart, so that its tooltips appear."""
    for chart in screen.page.get_by_test_id("stVegaLiteChart").all():
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box is not None
        for part in (0.35, 0.5, 0.65):
            screen.page.mouse.move(box["x"] + part * box["width"], box["y"] + box["height"] / 3)
            screen.page.wait_for_timeout(150)
            check(screen)


def test_hostile_words_do_nothing(hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted)
    screen.upload(*(payload(name, data) for name, data in hostile_files()))
    check(screen)
    for word in HOSTILE[:2]:
        expect(screen.page.get_by_role("heading", name=f"{word}.csv", exact=True)).to_be_visible()
    screen.press("Use this")
    screen.see("Groups of customers")
    check(screen)
    hover_charts(screen)
    screen.page.get_by_test_id("stExpander").first.locator("summary").click()

    for page in ("personas", "lists", "customers", "files"):
        screen.open(page)
        check(screen)
        if page == "personas":
            text = screen.page.get_by_test_id("stMain").inner_text()
            assert any(word in text for word in HOSTILE)
    for word in HOSTILE[:2]:
        expect(screen.page.get_by_text(f"{word}.csv", exact=True).first).to_be_visible()


def test_group_is_given_a_hostile_name(hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted)
    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    for word in (HOSTILE[0], HOSTILE[1]):
        screen.open("personas")
        screen.press("Edit")
        screen.page.get_by_role("textbox", name=screen.tr("Name of this group")).fill(word)
        screen.press("Save")
        expect(screen.page.locator(".persona h2").first).to_have_text(word)
        screen.settle()
        check(screen)
        screen.open("groups")
        check(screen)
        hover_charts(screen)
        screen.open("lists")
        expect(screen.page.get_by_text(word).first).to_be_visible()
        check(screen)

"""A ready rule is taken, changed, counted, and becomes a list for a mailing tool."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.screen import PATIENCE, Screen
from tests.browser.servers import Server

Visit = Callable[..., Screen]


def number(found: Locator) -> int:
    return int(re.sub(r"\D", "", found.inner_text()))


@pytest.mark.parametrize(("code", "width"), [("en", 1280), ("pl", 390), ("ru", 1280)])
def test_template_to_change_to_count_to_file(
    code: str, width: int, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, code, width=width)
    page, tr = screen.page, screen.tr
    screen.press("Try the sample shop")
    screen.see("Groups of customers")
    screen.open("rules")
    screen.select("Begin with a ready rule", tr("Best customers"))
    screen.press("Take this rule")
    counted = page.get_by_role("heading", level=2).first
    expect(counted).to_be_visible(timeout=PATIENCE)
    screen.settle()
    before = number(counted)
    amount = page.get_by_test_id("stNumberInputField").first
    amount.fill("1")
    amount.press("Enter")
    expect(counted).not_to_have_text(re.compile(rf"^{before}\D"), timeout=PATIENCE)
    screen.settle()
    after = number(counted)
    assert after > before > 0
    assert screen.sideways() == []

    screen.open("lists")
    who = page.get_by_test_id("stMultiSelect").first.get_by_role("combobox")
    nobody = page.get_by_text(tr("Choose at least one group, name or rule that holds somebody."))
    while not nobody.is_visible():
        who.press("Backspace")
        screen.settle()
    screen.select("Who", tr("My rule: {name}", name=tr("Best customers")))
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        re.compile(rf"^{after}\D"), timeout=PATIENCE
    )
    page.get_by_test_id("stRadio").get_by_text(tr("E-mails"), exact=True).click()
    screen.settle()
    screen.select("As a file for", "Mailchimp")
    size = number(page.get_by_role("heading", level=2).first)
    assert 0 < size < after
    rows = list(csv.DictReader(io.StringIO(screen.download("Download the list").decode())))
    assert len(rows) == size
    assert all("@" in row["Email Address"] for row in rows)
    assert screen.sideways() == []
    screen.check_manners()

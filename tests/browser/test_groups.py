"""What is said of the groups, in a real browser: clear ones, none, and a small shop."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from segmentation.language import CODES
from tests.browser.screen import PATIENCE, Screen, payload
from tests.browser.servers import Server
from tests.verdict_shops import File, with_groups, without_groups

Visit = Callable[..., Screen]
SHOPS: dict[str, Callable[[], tuple[File, ...]]] = {
    "clear": with_groups,
    "none": without_groups,
    "small": lambda: with_groups(40),
}
TITLES = {"clear": "Clear groups", "none": "No clear groups", "small": "Clear groups"}


def open_groups(screen: Screen, files: tuple[File, ...]) -> None:
    screen.upload(*(payload(name, data) for name, data in files))
    screen.press("Use this")
    expect(screen.page.locator(".st-key-verdict")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(
    ("kind", "code", "width"),
    [("clear", "pl", 1440), ("none", "ru", 1440), ("small", "en", 390), ("clear", "ru", 390)],
)
def test_verdict_is_read_first(
    kind: str, code: str, width: int, hosted: Server, visit: Visit
) -> None:
    screen: Screen = visit(hosted, code, width=width)
    open_groups(screen, SHOPS[kind]())
    verdict = screen.page.locator(".st-key-verdict")
    expect(verdict).to_contain_text(screen.tr(TITLES[kind]))
    screen.settle()
    assert screen.sideways() == []
    groups = screen.page.locator("[class*=st-key-reason-]").all_inner_texts()
    assert len(groups) >= 2
    trusted = [text for text in groups if re.search(r"\b\d+ (of|na|из) 100\b", text)]
    assert len(trusted) == (0 if kind == "none" else len(groups))


@pytest.mark.parametrize("code", CODES)
def test_groups_can_be_read_while_they_are_checked(code: str, hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, code)
    open_groups(screen, with_groups())
    checking = screen.page.get_by_text(screen.tr("Checking whether the groups come back …"))
    expect(checking).to_be_visible(timeout=PATIENCE)
    shares = screen.page.get_by_text(screen.tr("Share of customers and share of revenue"))
    expect(shares).to_be_visible()
    expect(checking).to_be_hidden(timeout=PATIENCE)


def test_who_lies_between_groups_is_downloaded(hosted: Server, visit: Visit) -> None:
    screen: Screen = visit(hosted, "pl")
    open_groups(screen, with_groups(240, 0.9))
    checking = screen.page.get_by_text(screen.tr("Checking whether the groups come back …"))
    expect(checking).to_be_hidden(timeout=PATIENCE)
    opener = screen.page.get_by_text(re.compile("między dwiema grupami$"))
    expect(opener).to_be_visible(timeout=PATIENCE)
    screen.settle()
    opener.click()
    expect(screen.button("Download as CSV")).to_be_visible(timeout=PATIENCE)
    screen.settle()
    text = screen.download("Download as CSV").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head == [screen.tr(name) for name in ("Customer", "Group", "Next group", "How sure")]
    assert rows
    assert all(0 < float(row[3].replace(",", ".")) < 0.8 for row in rows)

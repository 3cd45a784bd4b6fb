"""Presenting with keys on a wide window and a phone, and the printable page on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from segmentation.exports.persona_page import make_page
from segmentation.language import Language
from segmentation.persona_book import PersonaBook
from tests.browser.screen import PATIENCE, Screen
from tests.browser.servers import serve
from tests.example_books import full_book, hostile_book, list_book, pet_book, single_book
from tests.sample_books import whole_book

Visit = Callable[..., Screen]
LEAST_LETTERS = 28


def test_a_walk_with_keys_on_the_whole_window(visit: Visit, tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        screen: Screen = visit(server, width=1920)
        page = screen.page
        page.set_viewport_size({"width": 1920, "height": 1080})
        screen.press("Try the sample shop")
        screen.see("Groups of customers")
        screen.goto("/presenting")
        place = page.get_by_text("1 / ")
        expect(place).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()

        for key, number in (
            ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2),
            ("Home", 1), ("ArrowRight", 2),
        ):  # fmt: skip
            page.keyboard.press(key)
            expect(page.get_by_text(f"{number} / ")).to_be_visible(timeout=PATIENCE)
            screen.settle()
            assert smallest_letters(screen) >= LEAST_LETTERS
            assert ends_above_the_buttons(screen), f"slide {number}"
            assert screen.sideways() == []

        page.set_viewport_size({"width": 390, "height": 844})
        assert screen.sideways() == []
        page.locator(".st-key-presenting-next button").click()
        expect(page.get_by_text("3 / ")).to_be_visible(timeout=PATIENCE)
        screen.settle()
        assert screen.sideways() == []

        # The button just pressed has the focus: the space bar must not turn two leaves.
        page.keyboard.press("Space")
        expect(page.get_by_text("4 / ")).to_be_visible(timeout=PATIENCE)
        screen.settle()
        expect(page.get_by_text("4 / ")).to_be_visible()

        page.keyboard.press("Escape")
        screen.see("Personas")
        expect(page.get_by_test_id("stHeader")).to_be_visible()


def ends_above_the_buttons(screen: Screen) -> bool:
    """Whether all of the slide is seen without scrolling."""
    return bool(
        screen.page.evaluate(
            """() => document.querySelector('.slide').getBoundingClientRect().bottom
            <= document.querySelector('.st-key-presenting-buttons').getBoundingClientRect().top"""
        )
    )


def smallest_letters(screen: Screen) -> float:
    """The smallest size of letters on the slide, in pixels."""
    return float(
        screen.page.evaluate(
            """() => Math.min(...[...document.querySelectorAll('.slide *')]
            .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
        )
    )


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_sample_shops_print_one_persona_a_sheet(
    code: str, browser: Browser, tmp_path: Path
) -> None:
    _, book, _ = whole_book(code)
    page = make_page(book, Language(code))
    assert sheets(page, browser, tmp_path) == 1 + len(book.personas)


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
@pytest.mark.parametrize("make", [pet_book, list_book, single_book, full_book])
def test_the_page_prints_a_cover_and_one_persona_a_sheet(
    make: Callable[[Language], PersonaBook], code: str, browser: Browser, tmp_path: Path
) -> None:
    language = Language(code)
    book = make(language)
    assert sheets(make_page(book, language), browser, tmp_path) == 1 + len(book.personas)


def test_hostile_words_neither_run_nor_take_another_sheet(browser: Browser, tmp_path: Path) -> None:
    assert sheets(make_page(hostile_book(), Language("en")), browser, tmp_path) == 2


def sheets(data: bytes, browser: Browser, folder: Path) -> int:
    """How many sheets the page takes on paper, opened from disk with no network."""
    file = folder / "personas.html"
    file.write_bytes(data)
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(file.as_uri())
        assert page.evaluate("[...document.images].every(one => one.naturalWidth > 0)")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        paper = page.pdf(prefer_css_page_size=True)
        assert faults == []
    finally:
        context.close()
    return len(re.findall(rb"/Type\s*/Page\b", paper))

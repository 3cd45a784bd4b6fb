"""The printable page as a file: whole, nothing fetched, nothing run, every text escaped."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from segmentation.exports.persona_page import make_page
from segmentation.language import Language
from segmentation.persona_book import PersonaBook
from tests.example_books import (
    ENGLISH,
    HOSTILE,
    full_book,
    hostile_book,
    list_book,
    pet_book,
    single_book,
)

BOOKS = (pet_book, list_book, single_book, full_book, hostile_book)
LARGEST, LONGEST_SECONDS = 1_500_000, 5.0
VOID = {"meta", "img", "br", "rect"}


class Outline(HTMLParser):
    """Tags, attributes and text of a page, and whether the tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.balanced = True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(book: PersonaBook, language: Language = ENGLISH) -> str:
    return make_page(book, language).decode("utf-8")


@pytest.mark.parametrize("make", BOOKS)
def test_page_is_whole_and_small_and_soon(make: Callable[[], PersonaBook]) -> None:
    book = make()
    began = time.perf_counter()
    data = make_page(book, ENGLISH)
    assert time.perf_counter() - began < LONGEST_SECONDS
    assert len(data) < LARGEST
    outline = Outline(data.decode())
    assert outline.balanced and outline.open == []
    assert outline.tags.count("article") == len(book.personas)
    assert outline.tags.count("h1") == 1
    assert make_page(book, ENGLISH) == data


@pytest.mark.parametrize("make", BOOKS)
def test_nothing_is_fetched_and_nothing_runs(make: Callable[[], PersonaBook]) -> None:
    outline = Outline(page(make()))
    assert not {"script", "link", "iframe", "a", "form", "object", "base"} & set(outline.tags)
    for name, value in outline.attributes:
        assert not name.startswith("on")
        assert name not in ("href", "srcset", "action", "style")
        if name == "src":
            assert value.startswith("data:image/svg+xml;base64,")
    assert "url(" not in page(make())
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert ("content", policy) in outline.attributes


def test_hostile_words_are_shown_as_words() -> None:
    html = page(hostile_book())
    assert "<img src=x" not in html
    assert escape("<img src=x onerror=alert(1)></style>=1+1&{}\"'") in html
    assert not [sign for sign in HOSTILE if not sign.isprintable() and sign in html]


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_everything_of_a_persona_is_there_in_the_language(code: str) -> None:
    language = Language(code)
    book = pet_book(language)
    html = page(book, language)
    assert f'<html lang="{code}">' in html
    said = unescape(re.sub(r"<[^>]+>", "", html))
    for text in (book.headline, book.period, language.tr("How this was computed")):
        assert text in said
    for persona in book.personas:
        assert persona.card.name in said
        for line in persona.card.advice:
            assert line.text in said and line.because in said
        for section in persona.sections:
            assert section.heading in said and all(line in said for line in section.lines)


def test_a_small_group_shows_its_size_only() -> None:
    small = page(pet_book()).split("<article")[-1]
    assert "<dd>4</dd>" in small
    assert "zł" not in small and "<table" not in small and "<h3" not in small


def test_without_amounts_nothing_is_said_of_money() -> None:
    html = page(list_book())
    assert "Revenue" not in html and "Share of revenue" not in html


def test_yen_has_no_decimals() -> None:
    assert "<dd>¥431,815</dd>" in page(pet_book(currency="JPY"))


def test_the_more_is_said_the_smaller_the_print() -> None:
    def size(html: str) -> float:
        return float(re.findall(r"#p0\{font-size:([\d.]+)pt\}", html)[0])

    assert 7.5 <= size(page(full_book())) < size(page(pet_book())) <= 11


def test_what_paper_has_no_room_for_stays_on_the_screen() -> None:
    book = full_book()
    person = page(book).split("<article")[1]
    on_screen_alone = re.findall(r'<li class="screen">([^<]+)', person)
    assert on_screen_alone
    said = {unescape(line) for line in re.findall(r"<li(?: [^>]*)?>([^<]+)", person)}
    assert {line for part in book.personas[0].sections for line in part.lines} <= said
    assert 'class="screen"' not in page(list_book())


def test_bars_are_as_long_as_their_shares() -> None:
    cover = page(pet_book()).split("<article")[0]
    widths = [float(width) for width in re.findall(r'<rect y="\d+" width="([\d.]+)"', cover)]
    cards = [persona.card for persona in pet_book().personas]
    shares = [s for card in cards for s in (card.share_of_customers, card.share_of_revenue)][:-1]
    expected = [round(100 * share / max(shares), 1) for share in shares]
    assert widths == expected

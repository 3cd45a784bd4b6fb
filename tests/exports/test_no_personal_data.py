"""Nobody of a sample shop is in the deck, on the page or on the slides on screen."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape

import pytest

from pages.results.slide_views import slides
from sample_data import SAMPLE_SHOPS
from segmentation.columns import CUSTOMER_COLUMNS
from segmentation.exports.deck import make_deck
from segmentation.exports.handout import make_handout
from segmentation.exports.persona_page import make_page
from segmentation.grouping import Grouping
from segmentation.language import Language
from tests.sample_books import whole_book

NOT_TELLING = {"age", "birth_date", "gender", "location", "generation"}
"""What is told of a group as a whole: how many of it live in a town."""


@dataclass(frozen=True)
class Presented:
    """All text of the three ways to present a shop, and everything that tells its people."""

    deck: str
    page: str
    screen: str
    people: frozenset[str]
    sections: tuple[str, ...]


@cache
def presented(code: str) -> Presented:
    language = Language(code)
    made, book, goods = whole_book(code)
    drawn = slides(make_handout(book, language), language, False)
    return Presented(
        deck="\n".join(parts(make_deck(book, language))),
        page=make_page(book, language).decode(),
        screen="".join(draw() for draw in drawn),
        people=frozenset(one for one in personal(made) if one not in goods),
        sections=tuple(
            line for one in book.personas for part in one.sections for line in part.lines
        ),
    )


def personal(made: Grouping) -> Iterator[str]:
    """Every value of a personal column; short ones would be found in any number or word."""
    table = made.customers
    for column in CUSTOMER_COLUMNS:
        if column.personal and column.key in table and column.key not in NOT_TELLING:
            values = table[column.key].dropna().astype(str)
            yield from (value for value in values.unique() if len(value) >= 6)


def parts(data: bytes) -> Iterator[str]:
    """All text in the parts of an Office file, and of the files inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xlsx", ".docx")):
                yield from parts(archive.read(name))
            elif name.endswith((".xml", ".rels")):
                yield archive.read(name).decode()


@pytest.mark.parametrize("code", [shop.language for shop in SAMPLE_SHOPS])
@pytest.mark.parametrize("where", ["deck", "page", "screen"])
def test_nobody_is_in_it(code: str, where: str) -> None:
    shown = presented(code)
    assert len(shown.people) > 400
    assert len(shown.sections) > 20 and all(escape(line) in shown.page for line in shown.sections)
    said = getattr(shown, where)
    found = {one for one in shown.people if one in said or escape(one) in said}
    assert found == set()
    assert not re.search(r"[\w.]+@[\w.]+\.\w{2,}", said)

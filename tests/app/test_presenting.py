"""Presenting in the app: one slide at a time, the whole shop first, the files at the end."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from pptx import Presentation

from tests.app.visitor import Visitor


def headings(visitor: Visitor) -> list[str]:
    return [unescape(text) for text in re.findall(r"<h1[^>]*>(.*?)</h1>", visitor.html())]


def slide(visitor: Visitor) -> str:
    (heading,) = headings(visitor)
    return heading


def walk(visitor: Visitor) -> list[str]:
    """The headings of all slides from here on."""
    seen = [slide(visitor)]
    while not visitor.buttons("Next")[0].disabled:
        visitor.press("Next")
        seen.append(slide(visitor))
    return seen


@pytest.mark.parametrize(("code", "dark"), [("en", False), ("pl", True), ("ru", False)])
def test_the_shop_then_each_persona_then_the_files(
    code: str, dark: bool, downloads: dict[str, bytes]
) -> None:
    visitor = Visitor(code, dark)
    visitor.try_sample()
    names = [card.name for card in visitor.groups()]
    downloads.clear()
    visitor.open("presenting")
    assert visitor.buttons("Previous")[0].disabled and downloads == {}
    seen = walk(visitor)
    what_to_do = [visitor.tr("{name}: what to do", name=name) for name in names]
    assert list(dict.fromkeys(seen[1:-1])) == [
        told for pair in zip(names, what_to_do, strict=True) for told in pair
    ]
    assert seen[-1] == visitor.tr("How this was computed")

    (pptx,) = (data for name, data in downloads.items() if name.endswith(".pptx"))
    deck = Presentation(io.BytesIO(pptx))
    assert deck.slides[0].shapes.title.text_frame.text == seen[0]
    assert deck.slides[1].shapes.title.text_frame.text == names[0]
    (html,) = (data for name, data in downloads.items() if name.endswith(".html"))
    assert html.decode().count("<article") == len(names)

    visitor.press("End")
    assert visitor.title == visitor.tr("Personas")
    visitor.open("presenting")
    assert slide(visitor) == seen[0]


def test_back_and_the_keys_of_a_remote_control() -> None:
    visitor = Visitor()
    visitor.try_sample()
    visitor.open("presenting")
    first = slide(visitor)
    visitor.press("Next")
    second = slide(visitor)
    visitor.press("Previous")
    assert slide(visitor) == first
    for key, expected in {
        "PageDown": second,
        "PageUp": first,
        "Space": second,
        "Home": first,
    }.items():
        visitor.app.button(key=f"presenting-key-{key}").click()
        visitor.run()
        assert slide(visitor) == expected
    visitor.app.button(key="presenting-key-PageUp").click()  # nothing is before the first
    visitor.run()
    assert slide(visitor) == first


def test_without_data_it_points_to_the_files() -> None:
    visitor = Visitor()
    visitor.open("presenting")
    assert visitor.app.page_link and headings(visitor) == []

"""From an empty shop to personas and lists, on every page and in every language."""

from __future__ import annotations

import pytest

from segmentation.language import CODES
from tests.app.visitor import PAGES, Visitor

NOTICE = "Nothing here yet. Drop in the exports of your shop, or try the sample shop."


@pytest.mark.parametrize("code", CODES)
def test_empty_shop_points_to_the_files(code: str) -> None:
    visitor = Visitor(code)
    assert visitor.says("Drop your exports here") and visitor.buttons("Try the sample shop")
    for page in set(PAGES) - {"files"}:
        visitor.open(page)
        assert visitor.says(NOTICE), page
        (link,) = visitor.app.page_link
        assert link.label == visitor.tr("Go to your files")


@pytest.mark.parametrize(("code", "dark"), [("en", False), ("pl", True), ("ru", False)])
def test_sample_shop_to_groups_personas_and_lists(code: str, dark: bool) -> None:
    visitor = Visitor(code, dark)
    visitor.try_sample()
    assert visitor.title == visitor.tr("Groups of customers")
    assert len(visitor.app.get("vega_lite_chart")) == 5

    visitor.press("See the personas")
    assert visitor.title == visitor.tr("Personas")
    cards = visitor.cards()
    everyone = sum(card.customers for card in cards)
    assert 3 <= len(cards) <= 8 and len({card.name for card in cards}) == len(cards)

    visitor.open("groups")
    visitor.press("Get the lists")
    assert visitor.title == visitor.tr("Lists")
    named = [visitor.tr("Group: {name}", name=card.name) for card in cards]
    assert visitor.widget("multiselect", "Who").options[1 : len(cards) + 1] == named
    size = visitor.language.plural(
        "{n} customer on this list", "{n} customers on this list", everyone
    )
    assert visitor.says(size)

    visitor.open("files")
    assert visitor.metric("Customers") == visitor.language.number(everyone)
    visitor.open("customers")
    assert len(visitor.app.dataframe[0].value) == everyone


def test_somebody_is_looked_up() -> None:
    visitor = Visitor()
    visitor.try_sample()
    visitor.open("customers")
    whole = visitor.app.dataframe[0].value
    somebody = whole["email"].dropna().iloc[7]
    visitor.choose("text_input", "Look somebody up", somebody.upper())
    assert visitor.app.dataframe[0].value["email"].tolist() == [somebody]
    visitor.choose("text_input", "Look somebody up", "nobody at all")
    assert visitor.app.dataframe[0].value.empty
    assert visitor.says(visitor.language.plural("{n} customer found", "{n} customers found", 0))

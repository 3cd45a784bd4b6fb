"""The language: the browser's, the address's or the one pressed; work is kept on a switch."""

from __future__ import annotations

import pytest

from segmentation.language import CODES, OWN_NAMES, Language
from tests.app.visitor import PAGES, Visitor
from tests.made_exports import as_csv, orders, people

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
TITLES = {
    "overview": "Your shop at a glance",
    "files": "Your data",
    "customers": "Your customers",
    "groups": "Groups of customers",
    "personas": "Personas",
    "lists": "Lists",
}


@pytest.mark.parametrize(
    ("locale", "code"), [("pl-PL", "pl"), ("ru", "ru"), ("en-GB", "en"), ("de-DE", "en")]
)
def test_language_is_the_browsers(locale: str, code: str) -> None:
    visitor = Visitor(locale)
    assert visitor.title == Language(code).tr("Your data")
    assert visitor.app.query_params == {"lang": code}
    assert f"document.documentElement.lang='{code}'" in visitor.html()


def test_address_wins_over_the_browser() -> None:
    assert Visitor("en", address={"lang": "ru"}).title == Language("ru").tr("Your data")
    assert Visitor("pl", address={"lang": "xx"}).title == Language("pl").tr("Your data")


@pytest.mark.parametrize("code", CODES)
def test_every_page_speaks_it(code: str) -> None:
    visitor = Visitor("en" if code != "en" else "ru")
    visitor.use(*FILES)
    visitor.speak(code)
    for page, title in TITLES.items():
        visitor.open(page)
        assert visitor.title == Language(code).tr(title)
        assert visitor.app.query_params == {"lang": code}
    control = visitor.app.segmented_control(key="language control")
    assert control.value == code and control.options == list(OWN_NAMES.values())


def test_buttons_that_change_pages_keep_it() -> None:
    visitor = Visitor("en")
    visitor.speak("pl")
    visitor.use(*FILES)
    assert visitor.title == Language("pl").tr("Groups of customers")
    visitor.press("See the personas")
    assert visitor.title == Language("pl").tr("Personas")
    visitor.press("Get the list")
    assert visitor.title == Language("pl").tr("Lists")


def test_review_goes_on_in_another_language() -> None:
    visitor = Visitor("en")
    visitor.upload(*FILES)
    visitor.choose("selectbox", "Correct a column", "Category")
    visitor.choose("selectbox", "It means", "product")
    for code in ("pl", "ru"):
        visitor.speak(code)
        assert visitor.metric("Orders") == "220"
        columns = visitor.app.dataframe[0].value.set_index(visitor.tr("Column in the file"))
        assert columns.loc["Category", visitor.tr("Taken for")] == visitor.tr("Product")
        assert columns.loc["Category", visitor.tr("Why")] == visitor.tr("You said so")


def test_groups_are_the_same_in_each_language() -> None:
    visitor = Visitor("en")
    visitor.use(*FILES)
    sizes = [card.customers for card in visitor.groups()]
    for code in ("pl", "ru"):
        visitor.speak(code)
        assert [card.customers for card in visitor.cards()] == sizes


def test_everything_can_be_pressed_in_each_language() -> None:
    visitor = Visitor("en")
    visitor.use(*FILES)
    for page in PAGES:
        visitor.open(page)
        for code in ("ru", "pl", "en"):
            visitor.speak(code)

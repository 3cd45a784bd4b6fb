"""The shop at a glance: the page one comes back to, for shops of every size."""

from __future__ import annotations

import pytest

from segmentation.language import CODES
from tests.app.visitor import Visitor, seen
from tests.made_exports import as_csv, email, orders, people

FILES = (("orders.csv", as_csv(orders())), ("people.csv", as_csv(people())))
TITLE = "Your shop at a glance"


def opened(code: str, *files: tuple[str, bytes]) -> Visitor:
    visitor = Visitor(code)
    visitor.use(*files)
    visitor.open("overview")
    assert visitor.title == visitor.tr(TITLE)
    return visitor


@pytest.mark.parametrize("code", CODES)
def test_shop_in_a_sentence_two_pictures_and_next_steps(code: str) -> None:
    visitor = opened(code, *FILES)
    assert "%" in visitor.app.header[0].value
    assert len(visitor.app.get("vega_lite_chart")) == 2
    assert visitor.says("What needs attention")
    assert not visitor.app.dataframe  # nobody is shown
    shown = " ".join(visitor.texts()) + visitor.html()
    assert "@" not in shown
    visitor.press("See the groups")
    assert visitor.title == visitor.tr("Groups of customers")


def test_first_page_is_the_way_to_the_files_until_there_is_a_shop() -> None:
    visitor = Visitor()
    assert visitor.title == "Your data"
    visitor.use(*FILES)
    visitor.open("files")
    visitor.choose("checkbox", "Yes, delete it all", True)
    visitor.press("Forget everything")
    assert visitor.title == "Your data" and visitor.buttons("Try the sample shop")


def test_tiny_shop_tells_nothing_of_single_customers() -> None:
    few = [row for row in orders() if row["Email"] in {email(who) for who in range(5)}]
    visitor = opened("en", ("orders.csv", as_csv(few)))
    assert seen(visitor.app.header[0].value).startswith("So far: 5 customers, ")
    assert not visitor.says("A fifth of your customers")
    labels = {metric.label for metric in visitor.app.metric}
    assert labels == {"Customers", "Orders", "Revenue after refunds"}


def test_one_order_is_a_beginning() -> None:
    visitor = opened("pl", ("orders.csv", as_csv(orders()[:1])))
    assert seen(visitor.app.header[0].value) == "Na razie: 1 klient, 1 zamówienie."
    assert not visitor.app.get("vega_lite_chart")


def test_list_without_orders_says_what_orders_would_add() -> None:
    visitor = opened("ru", ("people.csv", as_csv(people())))
    assert not visitor.app.get("vega_lite_chart")
    (hint,) = visitor.app.info
    assert hint.value == visitor.tr(
        "Add an export of your orders to see who brings in your revenue, who comes back and "
        "who goes quiet."
    )
    assert visitor.tr("Go to your files") in {link.label for link in visitor.app.page_link}

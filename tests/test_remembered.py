"""What the owner said of columns comes back for the same layout, and for nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from segmentation.ingest.evidence import ColumnEvidence
from segmentation.ingest.guesses import ColumnGuess
from segmentation.ingest.mapping import ColumnMapping, guess_mapping
from segmentation.ingest.raw_table import RawTable
from segmentation.remembered import forget, learn, recall
from segmentation.shop import Import, Shop
from tests.made_exports import Row, as_csv, orders, people
from tests.small_shops import stage

HEADERS = ("Order ID", "Order date", "Email", "Category", "Total", "Worth")
SHOPIFY = ("Name", "Email", "Financial Status", "Created at", "Total", "Lineitem quantity",
           "Lineitem name", "Subtotal")  # fmt: skip
PEOPLE = ("Email", "City", "Shoe size", "Floor")


def guessed(headers: Sequence[str]) -> ColumnMapping:
    """The mapping that these headers alone suggest."""
    raw = RawTable("x", "raw_1", tuple(headers), 1, 9, "")
    return guess_mapping(raw, [
        ColumnEvidence(filled=1, distinct=1, number=1.0, date=float("ate" in header),
                       email=float("mail" in header), samples=("1",))
        for header in headers
    ])  # fmt: skip


def guess(mapping: ColumnMapping, header: str) -> ColumnGuess:
    return next(guess for guess in mapping.guesses if guess.header == header)


def said(headers: Sequence[str] = HEADERS, header: str = "Worth", meaning: str = "total") -> str:
    before = guessed(headers)
    return learn(None, before, before.with_column(header, meaning))


def test_nothing_said_changes_nothing() -> None:
    assert recall(None, guessed(HEADERS)) == guessed(HEADERS)
    assert guessed(HEADERS).header("total") == "Total"


def test_correction_comes_back_with_its_reason() -> None:
    mapping = recall(said(), guessed(HEADERS))
    assert mapping.header("total") == "Worth"
    assert guess(mapping, "Worth").reason == "remembered"
    assert guess(mapping, "Total").meaning is None
    assert guess(mapping, "Email") == guess(guessed(HEADERS), "Email")


@pytest.mark.parametrize(
    "headers",
    [HEADERS[::-1], tuple(header.upper() for header in HEADERS),
     tuple(header.replace(" ", "_") for header in HEADERS)],
)  # fmt: skip
def test_order_and_spelling_of_the_headers_do_not_matter(headers: tuple[str, ...]) -> None:
    mapping = recall(said(), guessed(headers))
    assert mapping.header("total") == next(h for h in headers if h.casefold() == "worth")


@pytest.mark.parametrize(
    "headers", [(*HEADERS, "Payment method"), tuple(h for h in HEADERS if h != "Category")]
)
def test_one_column_more_or_less_is_still_the_same_export(headers: tuple[str, ...]) -> None:
    before = guessed(HEADERS)
    text = learn(None, before, before.with_column("Worth", "total").with_day_first(False))
    mapping = recall(text, guessed(headers))
    assert mapping.header("total") == "Worth"
    assert mapping.day_first is None  # asked again: the layout is not quite the same


def test_word_on_a_column_that_is_gone_is_passed_over() -> None:
    headers = tuple(header for header in HEADERS if header != "Worth")
    assert recall(said(), guessed(headers)) == guessed(headers)


def test_another_layout_is_left_alone() -> None:
    headers = ("Number", "Order date", "Client e-mail", "Worth", "Total", "Shipping", "Note")
    assert recall(said(), guessed(headers)) == guessed(headers)


def test_known_export_can_be_corrected() -> None:
    assert guessed(SHOPIFY).platform == "shopify"
    mapping = recall(said(SHOPIFY, "Subtotal"), guessed(SHOPIFY))
    assert (mapping.platform, mapping.header("total")) == ("shopify", "Subtotal")
    assert guess(mapping, "Subtotal").reason == "remembered"


def test_column_left_out_stays_out() -> None:
    before = guessed(HEADERS)
    text = learn(None, before, before.with_column("Category", None))
    assert guess(recall(text, guessed(HEADERS)), "Category").meaning is None


def test_own_name_stays() -> None:
    before = guessed(PEOPLE)
    after = before.with_own_name("City")
    mapping = recall(learn(None, before, after), guessed(PEOPLE))
    assert "City" in [guess.header for guess in mapping.extras]
    assert mapping.header("location") is None


def test_guesses_are_not_remembered() -> None:
    before = guessed(PEOPLE)
    text = learn(None, before, before.with_day_first(True))
    assert [guess.reason for guess in recall(text, before).guesses] == [
        guess.reason for guess in before.guesses
    ]


def test_kind_and_order_of_dates_come_back() -> None:
    before = guessed(HEADERS)
    text = learn(None, before, before.with_kind("customers"))
    after = recall(text, guessed(HEADERS))
    assert after.kind == "customers"
    text = learn(text, after, after.with_day_first(False))
    again = recall(text, guessed(HEADERS))
    assert (again.kind, again.day_first) == ("customers", False)


def test_kind_taken_back_is_taken_back() -> None:
    first = guessed(HEADERS)
    second = first.with_kind("customers")
    third = second.with_kind("order_lines")
    text = learn(learn(None, first, second), second, third)
    assert recall(text, guessed(HEADERS)).kind == "order_lines"


def test_last_word_counts() -> None:
    mapping = recall(said(), guessed(HEADERS))
    text = learn(said(), mapping, mapping.with_column("Total", "total"))
    again = recall(text, guessed(HEADERS))
    assert again.header("total") == "Total"
    assert guess(again, "Worth").meaning is None


def test_layouts_do_not_mix_and_are_forgotten_alone() -> None:
    before = guessed(PEOPLE)
    text = learn(said(), before, before.with_column("Floor", "points"))
    assert recall(text, guessed(HEADERS)).header("total") == "Worth"
    assert recall(text, guessed(PEOPLE)).header("points") == "Floor"
    text = forget(text, guessed(PEOPLE))
    assert recall(text, guessed(PEOPLE)) == guessed(PEOPLE)
    assert recall(text, guessed(HEADERS)).header("total") == "Worth"


def test_memory_has_an_end() -> None:
    text: str | None = None
    for number in range(130):
        before = guessed([f"a{number}", f"b{number}", f"c{number}"])
        text = learn(text, before, before.with_column(f"a{number}", "total"))
    assert text is not None and text.count('"kind"') == 100
    assert recall(text, guessed(["a129", "b129", "c129"])).header("total") == "a129"
    assert recall(text, guessed(["a1", "b1", "c1"])).header("total") is None


# In a shop


def two_amounts(first: int = 0) -> list[Row]:
    return [row | {"Worth": "5.00"} for row in orders()[first : first + 40]]


def given(shop: Shop, rows: list[Row]) -> Import:
    return stage(shop, as_csv(rows).decode())


def test_next_file_is_read_as_the_owner_said(shop: Shop) -> None:
    first = given(shop, two_amounts())
    shop.change_mapping(first.import_id, first.mapping.with_column("Worth", "total"))
    shop.use()
    turned = [dict(reversed(row.items())) for row in two_amounts(40)]
    second = given(shop, turned)
    assert second.mapping.header("total") == "Worth"
    assert second.report is not None and second.report.documents == 40
    again = shop.forget_corrections(second.import_id)
    assert again.mapping.header("total") == "Total"
    assert given(shop, two_amounts(80)).mapping.header("total") == "Total"


def test_word_on_the_command_line_is_stronger(shop: Shop) -> None:
    first = given(shop, two_amounts())
    shop.change_mapping(first.import_id, first.mapping.with_column("Worth", "total"))
    asked = stage(shop, as_csv(two_amounts(40)).decode(), {"Total": "total"}, day_first=False)
    assert asked.mapping.header("total") == "Total"
    assert asked.mapping.day_first is False


def test_remembered_words_are_gone_with_the_shop(shop: Shop) -> None:
    first = given(shop, two_amounts())
    shop.change_mapping(first.import_id, first.mapping.with_column("Worth", "total"))
    shop.forget()
    assert given(shop, two_amounts()).mapping.header("total") == "Total"


def test_order_of_day_and_month_is_remembered(shop: Shop) -> None:
    rows = [row | {"Order date": f"0{1 + n % 9}/03/2026"} for n, row in enumerate(orders()[:20])]
    first = given(shop, rows)
    shop.change_mapping(first.import_id, first.mapping.with_day_first(False))
    second = given(shop, rows[::-1])
    assert second.report is not None and second.report.date_order == "mdy"
    assert "ambiguous_dates" not in second.report.warnings


def test_own_column_of_people_is_remembered(shop: Shop) -> None:
    first = given(shop, people())
    shop.change_mapping(first.import_id, first.mapping.with_own_name("City"))
    second = given(shop, people()[::-1])
    assert "City" in [guess.header for guess in second.mapping.extras]

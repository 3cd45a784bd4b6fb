"""What is handed out of a book: safe, without anybody's address, and of small groups the size."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from segmentation.edits import PersonaEdits
from segmentation.exports.handout import Handout, make_handout
from segmentation.language import Language
from tests.example_books import (
    ENGLISH,
    HOSTILE,
    book_of,
    full_book,
    hostile_book,
    list_book,
    pet_book,
)


def everything(handout: Handout) -> str:
    return json.dumps(asdict(handout), ensure_ascii=False, default=str)


def test_every_persona_has_a_sheet_in_its_place() -> None:
    book = pet_book()
    handout = make_handout(book, ENGLISH)
    assert [sheet.name for sheet in handout.sheets] == [p.card.name for p in book.personas]
    assert handout.cover.names == tuple(sheet.name for sheet in handout.sheets)
    first = handout.sheets[0]
    assert first.favorites is not None and first.favorites.key == "products"
    assert [section.key for section in first.sections] == ["time", "worth"]
    assert [figure.note for figure in first.figures] == [
        "22% of customers", "65% of revenue", "shop average: 444\u00a0zł (+190%)",
    ]  # fmt: skip


def test_a_group_of_fewer_than_five_has_its_size_only() -> None:
    book = pet_book()
    loud = replace(book.personas[-1], sure="Sure", sections=book.personas[0].sections)
    handout = make_handout(replace(book, personas=(*book.personas[:-1], loud)), ENGLISH)
    small = handout.sheets[-1]
    assert not small.described
    assert [figure.label for figure in small.figures] == ["Customers"]
    assert (small.sure, small.favorites, small.sections, small.advice) == ("", None, (), ())
    assert handout.cover.revenue is not None and handout.cover.revenue[-1] is None
    assert None not in handout.cover.revenue[:-1]


def test_without_amounts_there_is_no_money() -> None:
    handout = make_handout(list_book(), ENGLISH)
    assert handout.cover.revenue is None
    assert "Revenue" not in everything(handout)


def test_advice_stands_in_the_order_of_its_topics_behind_the_owners_own() -> None:
    blocks = make_handout(full_book(), ENGLISH).sheets[0].advice
    assert [block.heading for block in blocks][:3] == [
        "Our own rule: do", "Our own rule: don't", "How to talk",
    ]  # fmt: skip
    assert blocks[0].lines[0].reason == ""
    assert blocks[2].lines[1].reason == "Share of orders with cat food: 71% (all: 32%) · calculated"


@pytest.mark.parametrize(
    "contact",
    [
        "anna.kowalska@example.pl", "+48 600 700 800", "600-700-800", "8 (912) 345-67-89",
        "20.12.600.700", "12-12-20-12-60", "2012-12-600",
    ],
)  # fmt: skip
def test_what_the_owner_wrote_loses_addresses_and_phones(contact: str) -> None:
    book = pet_book()
    card = replace(book.personas[0].card, name=f"Friends of {contact}", given_name=True)
    own = f"Call {contact} first"
    edits = PersonaEdits(motto=own, notes=own, do=(own,), dont=(own,))
    handout = make_handout(book_of([card], edits=edits), ENGLISH)
    assert contact not in everything(handout)
    assert everything(handout).count("Call … first") == 4


def test_amounts_years_and_times_stay() -> None:
    own = "From 2025 to 2026 they brought 1 234 567,50 zł, 12 or 24 at a time"
    handout = make_handout(
        book_of([pet_book().personas[0].card], edits=PersonaEdits(motto=own)), ENGLISH
    )
    assert handout.sheets[0].motto == own


@pytest.mark.parametrize(
    "own",
    [
        "Sale 01.12.2025 - 24.12.2025", "Sale 2025-12-01 - 2025-12-24",
        "Sale 12/01/2025-12/24/2025", "On 1.2.2026 12 in 24 packs",
    ],
)  # fmt: skip
def test_days_are_no_phone_numbers(own: str) -> None:
    edits = PersonaEdits(motto=own, notes=f"{own} call 600 700 800")
    sheet = make_handout(book_of([pet_book().personas[0].card], edits=edits), ENGLISH).sheets[0]
    assert (sheet.motto, sheet.notes) == (own, f"{own} call …")


def test_no_text_holds_what_a_file_cannot() -> None:
    handout = make_handout(hostile_book(), ENGLISH)
    said = everything(handout)
    for sign in HOSTILE:
        if not sign.isprintable():
            assert json.dumps(sign)[1:-1] not in said and sign not in said
    assert "<img src=x onerror=alert(1)>" in said  # the words themselves stay


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_the_method_is_told_and_the_period_with_it(code: str) -> None:
    language = Language(code)
    method = make_handout(pet_book(language), language).method
    assert len(method) == 6
    assert pet_book().period in method[-1]
    assert language.tr("calculated") in method[2]

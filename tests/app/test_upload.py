"""Files that arrive: good ones are kept, each bad one gets its sentence."""

from __future__ import annotations

import pytest

from segmentation.errors import Problem, describe
from segmentation.language import CODES
from tests.app.visitor import Visitor
from tests.made_exports import as_csv, orders, people, revenue

ORDERS = ("orders.csv", as_csv(orders()))
PEOPLE = ("people.csv", as_csv(people()))
PDF = ("report.csv", b"%PDF-1.7\n1 0 obj\n")
EMPTY = ("empty.csv", b"")


@pytest.mark.parametrize("code", CODES)
def test_good_files_are_kept_beside_broken_ones(code: str) -> None:
    visitor = Visitor(code)
    visitor.upload(PDF, ORDERS, EMPTY, PEOPLE)
    sentences = [
        describe(Problem("not_a_table", "report.csv", words=(("kind", "PDF"),)), visitor.language),
        describe(Problem("empty_file", "empty.csv"), visitor.language),
    ]
    assert [text for text in visitor.texts() if "report.csv" in text or "empty.csv" in text] == (
        sentences
    )
    assert visitor.metric("Orders") == visitor.language.number(len(orders()))
    assert visitor.metric("Revenue after refunds") == visitor.language.money(revenue(orders()), "")
    visitor.press("Use this")
    assert visitor.title == visitor.tr("Groups of customers")


def test_only_broken_files_leave_the_uploader() -> None:
    visitor = Visitor()
    visitor.upload(PDF)
    assert len(visitor.app.error) == 1
    assert visitor.app.file_uploader and not visitor.buttons("Use this")


def test_what_was_there_stays_when_the_next_file_is_broken() -> None:
    visitor = Visitor()
    visitor.use(ORDERS)
    visitor.open("files")
    visitor.upload(PDF)
    assert len(visitor.app.error) == 1
    assert visitor.metric("Orders") == str(len(orders()))


def test_uploader_is_emptied_once_the_files_are_read() -> None:
    visitor = Visitor()
    visitor.upload(PDF)
    assert visitor.app.file_uploader[0].value in (None, [])
    visitor.upload(ORDERS)
    assert not visitor.app.error


@pytest.mark.parametrize("way", ["Use this", "Discard these files"])
def test_sentence_goes_once_the_owner_has_decided(way: str) -> None:
    visitor = Visitor()
    visitor.upload(PDF, ORDERS)
    assert len(visitor.app.error) == 1
    visitor.press(way)
    visitor.open("files")
    assert not visitor.app.error


def test_more_files_join_the_shop() -> None:
    visitor = Visitor()
    rows = orders()
    visitor.use(("spring.csv", as_csv(rows[:100])))
    visitor.open("files")
    visitor.upload(("summer.csv", as_csv(rows[100:])))
    assert visitor.metric("Orders") == str(len(rows))
    visitor.press("Use this")
    visitor.open("files")
    assert visitor.metric("Revenue after refunds") == visitor.language.money(revenue(rows), "")

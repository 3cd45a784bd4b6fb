"""While files are read: how far they are, the first answer, a stop, and other pages meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.data import reading
from pages.data.first_answer import first_answer
from segmentation.errors import SegmentationError, fail
from segmentation.ingest.first_look import FirstLook
from segmentation.ingest.progress import Progress
from segmentation.language import CODES, Language
from segmentation.shop import Import, Shop
from tests.app.visitor import File, Visitor
from tests.made_exports import as_csv, orders, people

ORDERS = ("orders.csv", as_csv(orders()))
PEOPLE = ("people.csv", as_csv(people()))
LARGE = ("large.csv", as_csv(orders(people=3000)))
PATIENCE = 60
SHOPIFY, SHOPIFY_PEOPLE = "shopify.orders", "shopify.customers"


class Gate:
    """Holds the reading of each file until it is let through."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def pass_through(self, progress: Progress) -> None:
        progress.enter("rows", 0.5)
        self.reached.set()
        while not self.open.wait(0.02):
            progress.check()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate, read = Gate(), Shop.read_file

    def slowly(
        self: Shop, path: Path, name: str, progress: Progress | None = None
    ) -> tuple[Import, ...]:
        try:
            if progress:
                gate.pass_through(progress)
        except SegmentationError as error:
            raise fail(error.problem.id, file=name) from error
        return read(self, path, name, progress=progress)

    monkeypatch.setattr(Shop, "read_file", slowly)
    monkeypatch.setattr(reading, "_PATIENCE", 0)
    yield gate
    gate.open.set()


def give(visitor: Visitor, *files: File) -> None:
    """Drop files without waiting for them to be read."""
    visitor.app.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
    visitor.run()


def test_first_answer_stands_while_the_file_is_read(gate: Gate) -> None:
    visitor = Visitor()
    give(visitor, LARGE)
    assert gate.reached.wait(PATIENCE)
    visitor.run()
    assert visitor.says("Reading your files") and visitor.says("large.csv")
    assert visitor.says("Looks like an orders export. About 11,000 orders.")
    assert visitor.buttons("Stop") and not visitor.app.file_uploader
    gate.open.set()
    visitor.wait()
    assert visitor.metric("Orders") == visitor.language.number(len(orders(people=3000)))
    assert not visitor.app.error and not visitor.app.info


def test_stopped_file_is_named_and_the_next_is_read(gate: Gate) -> None:
    visitor = Visitor()
    give(visitor, LARGE, PEOPLE)
    assert gate.reached.wait(PATIENCE)
    visitor.run()
    visitor.press("Stop", 0)
    gate.open.set()
    visitor.wait()
    assert visitor.says("large.csv: You stopped this file. Nothing of it was kept.")
    assert visitor.metric("Customers") == "60"
    visitor.press("Use this")
    visitor.open("files")
    assert not visitor.app.info


def test_file_that_waits_can_be_stopped(gate: Gate) -> None:
    visitor = Visitor()
    give(visitor, ORDERS, LARGE)
    assert gate.reached.wait(PATIENCE)
    visitor.run()
    visitor.press("Stop", 1)
    gate.open.set()
    visitor.wait()
    assert visitor.metric("Orders") == "220"
    assert visitor.says("large.csv: You stopped this file. Nothing of it was kept.")


def test_all_stopped_leads_back_to_the_uploader(gate: Gate) -> None:
    visitor = Visitor()
    give(visitor, LARGE)
    assert gate.reached.wait(PATIENCE)
    visitor.run()
    visitor.press("Stop")
    visitor.wait()
    assert visitor.app.file_uploader and not visitor.buttons("Use this")


@pytest.mark.parametrize("kept", [False, True])
def test_files_are_read_while_the_owner_is_on_another_page(
    kept: bool, gate: Gate, request: pytest.FixtureRequest
) -> None:
    if kept:
        request.getfixturevalue("kept_shop")
    visitor = Visitor()
    give(visitor, ORDERS, PEOPLE)
    assert gate.reached.wait(PATIENCE)
    visitor.open("groups")
    assert visitor.says("Your files are still being read.")
    visitor.open("files")
    assert visitor.says("people.csv") and visitor.says("Reading your files")
    if kept:  # a reload, or a second tab
        assert Visitor().says("Reading your files")
    visitor.open("customers")
    gate.open.set()
    visitor.open("files")
    visitor.wait()
    assert visitor.metric("Orders") == "220"
    assert visitor.says("orders.csv") and visitor.says("people.csv")


def test_stopping_everything_leaves_nothing_running(gate: Gate) -> None:
    visitor = Visitor()
    visitor.try_sample()
    visitor.open("files")
    give(visitor, LARGE)
    assert gate.reached.wait(PATIENCE)
    arrivals = visitor.app.session_state["own arrivals"]
    arrivals.stop()
    assert not arrivals.busy
    visitor.run()
    assert visitor.says("large.csv: You stopped this file. Nothing of it was kept.")


def test_nothing_of_the_files_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor()
    visitor.upload(ORDERS, ("broken.csv", b""))
    arrivals = visitor.app.session_state["own arrivals"]
    assert [file.path.exists() for file in arrivals.files] == [False, False]
    assert not any(arrivals.files[0].path.parent.iterdir())


def test_own_fault_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(self: Shop, *_: object, **__: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(Shop, "read_file", fault)
    visitor = Visitor()
    visitor.app.file_uploader[0].set_value([("orders.csv", ORDERS[1], "text/csv")])
    visitor.app.run()
    assert [error.value for error in visitor.app.exception] == ["ours"]
    visitor.run()
    assert visitor.app.file_uploader


LOOKS = {
    FirstLook("order_lines", "shopify", SHOPIFY, 31000, 12000): (
        "Looks like an orders export from Shopify. About 12,000 orders."
    ),
    FirstLook("orders", rows=900, orders=None): "Looks like an orders export. About 900 rows.",
    FirstLook("customers", rows=1): "Looks like a list of customers. About 1 person.",
    FirstLook("customers", "shopify", SHOPIFY_PEOPLE, rows=570): (
        "Looks like a list of customers from Shopify. About 570 people."
    ),
    FirstLook("answers", rows=200): "Looks like answers to a survey. About 200 rows.",
    FirstLook(rows=200_000, workbook=True): "An Excel workbook. About 200,000 rows.",
    FirstLook(workbook=True): "An Excel workbook.",
    FirstLook(rows=21): "A table. About 21 rows.",
}


@pytest.mark.parametrize("look", LOOKS)
def test_first_answer_in_words(look: FirstLook) -> None:
    assert first_answer(look, Language("en")) == LOOKS[look]
    said = {first_answer(look, Language(code)) for code in CODES}
    assert all("{" not in words for words in said)

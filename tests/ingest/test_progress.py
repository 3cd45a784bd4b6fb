"""Progress: the share moves and never falls, a stop is quick and leaves nothing behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from segmentation.counting import count_shop
from segmentation.errors import Problem, SegmentationError
from segmentation.ingest.delimited import LARGE
from segmentation.ingest.progress import Progress, Stage, counted, current, reported_to
from segmentation.shop import Import, Shop
from tests.made_exports import as_csv, orders, revenue

Way = Callable[[Path], Path]

PATIENCE = 30


def plain_csv(folder: Path) -> Path:
    return _many_orders(folder, "utf-8")


def code_page(folder: Path) -> Path:
    return _many_orders(folder, "cp1250")


def large(folder: Path) -> Path:
    """A file that is read where it lies, without a table of its text."""
    path = _many_orders(folder, "utf-8")
    header, _, body = path.read_bytes().partition(b"\n")
    path.write_bytes(header + b"\n" + body * 3)
    assert path.stat().st_size > LARGE
    return path


def ragged(folder: Path) -> Path:
    path = _many_orders(folder, "utf-8")
    path.write_bytes(path.read_bytes() + b'\n\n\n"loose,1\n')
    return path


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    sheet.append(["Order ID", "Order date", "Email", "Total"])
    for number in range(4000):
        sheet.append([number + 1, "2026-03-05", f"person{number % 700}@example.com", 12.5])
    book.save(folder / "orders.xlsx")
    return folder / "orders.xlsx"


WAYS = [plain_csv, code_page, ragged, workbook]


def _many_orders(folder: Path, encoding: str) -> Path:
    path = folder / "orders.csv"
    lines = (
        f"{number},2026-03-{number % 28 + 1:02},person{number % 900}@example.com,Łódź,12.50"
        for number in range(1, 40_001)
    )
    text = "Order ID,Order date,Email,City,Total\n" + "\n".join(lines) + "\n"
    path.write_bytes(text.encode(encoding))
    return path


class Watched(Progress):
    """A progress that notes each stage as it is entered, and may stop at one."""

    def __init__(self, stop_at: str | None = None) -> None:
        super().__init__()
        self.stages: list[str] = []
        self.shares: list[float] = []
        self.stop_at = stop_at

    def enter(self, stage: Stage, until: float, **about: Any) -> None:
        super().enter(stage, until, **about)
        self.stages.append(stage)
        self.shares.append(self.share)
        if stage == self.stop_at:
            self.stop()


def read(shop: Shop, path: Path, progress: Progress) -> tuple[Import, ...] | Problem:
    try:
        return shop.read_file(path, path.name, progress=progress)
    except SegmentationError as error:
        return error.problem


def left_behind(shop: Shop) -> list[str]:
    with shop.reading() as cursor:
        tables = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'raw_')"
        ).fetchall()
        rows = cursor.execute("SELECT count(*) FROM documents").fetchone()
    scratch = [one.name for one in (shop.folder / "scratch").iterdir() if one.name != "spill"]
    scratch += [one.name for one in (shop.folder / "texts").glob("*")]
    return [name for (name,) in tables] + scratch + (["documents"] if rows != (0,) else [])


@pytest.mark.parametrize("way", WAYS)
def test_reading_passes_its_stages_and_the_share_grows(
    way: Way, shop: Shop, tmp_path: Path
) -> None:
    progress = Watched()
    read(shop, way(tmp_path), progress)
    assert progress.stages[0] == "open" and progress.stages[-1] == "tables"
    assert "rows" in progress.stages
    assert progress.shares == sorted(progress.shares)
    assert progress.shares[0] < 0.01 and progress.shares[-1] > 0.2
    assert progress.stage == "done"


@pytest.mark.parametrize(
    ("way", "stage"),
    [*((way, stage) for way in WAYS for stage in ("open", "rows", "tables")),
     (large, "open"), (large, "tables")],
)  # fmt: skip
def test_stop_leaves_nothing(way: Way, stage: str, shop: Shop, tmp_path: Path) -> None:
    path = way(tmp_path)
    assert read(shop, path, Watched(stop_at=stage)) == Problem("stopped", path.name)
    assert left_behind(shop) == []
    assert shop.imports() == ()


@pytest.mark.parametrize("way", WAYS)
def test_file_is_read_again_after_a_stop(way: Way, shop: Shop, tmp_path: Path) -> None:
    path = way(tmp_path)
    read(shop, path, Watched(stop_at="tables"))
    again = read(shop, path, Progress())
    assert isinstance(again, tuple) and again[0].report is not None
    assert again[0].report.rows_kept >= 4000


def test_stop_before_the_beginning_reads_nothing(shop: Shop, tmp_path: Path) -> None:
    progress = Watched()
    progress.stop()
    assert read(shop, plain_csv(tmp_path), progress) == Problem("stopped", "orders.csv")
    assert progress.stages == []


def test_other_faults_keep_their_words(shop: Shop, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert read(shop, empty, Progress()) == Problem("empty_file", "empty.csv")


def test_what_is_read_is_the_same_with_and_without_progress(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(as_csv(orders()))
    found = []
    for progress in (None, Progress()):
        with closing(Shop.open_temporary()) as shop:
            shop.read_file(path, path.name, progress=progress)
            shop.use()
            found.append(count_shop(shop))
    assert found[0] == found[1]
    assert found[0].revenue == revenue(orders())


def test_running_statement_is_interrupted() -> None:
    progress = Progress()
    with (
        closing(duckdb.connect()) as connection,
        reported_to(progress),
        progress.running(connection),
    ):
        threading.Timer(0.2, progress.stop).start()
        start = time.monotonic()
        with pytest.raises(duckdb.InterruptException):
            connection.execute("SELECT count(*) FROM range(9000000000) AS t(i) WHERE i % 7 = 3")
        assert time.monotonic() - start < PATIENCE


def test_stop_between_two_statements_reaches_the_next() -> None:
    progress = Progress()
    with (
        closing(duckdb.connect()) as connection,
        reported_to(progress),
        progress.running(connection),
    ):
        progress.stop()
        time.sleep(0.2)
        with pytest.raises(duckdb.InterruptException):
            connection.execute("SELECT count(*) FROM range(9000000000) AS t(i) WHERE i % 7 = 3")


def test_statement_after_the_reading_is_not_interrupted() -> None:
    progress = Progress()
    with closing(duckdb.connect()) as connection:
        with reported_to(progress):
            with progress.running(connection):
                progress.stop()
            time.sleep(0.2)
            found = connection.execute("SELECT sum(i) FROM range(30000000) AS t(i)").fetchone()
        assert found == (sum(range(30_000_000)),)


def test_parts_are_counted() -> None:
    progress = Progress()
    with reported_to(progress):
        progress.enter("rows", 0.5)
        shares = []
        for _ in counted((b"x" * 300_000 for _ in range(4)), 1_200_000):
            shares.append(progress.share)
    assert shares == pytest.approx([0.125, 0.25, 0.375, 0.5])


def test_share_moves_where_nothing_is_measured() -> None:
    progress = Progress()
    progress.enter("open", 0.5, seconds=1)
    first = progress.share
    time.sleep(0.1)
    assert 0 <= first < progress.share < 0.5


def test_nobody_needs_to_wait() -> None:
    current().enter("open", 0.1)
    current().advance(0.5)
    assert current().share == 0 and not current().stopped


def test_choices_are_saved_while_a_file_is_read(shop: Shop, tmp_path: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    class Waiting(Progress):
        def enter(self, stage: Stage, until: float, **about: Any) -> None:
            super().enter(stage, until, **about)
            if stage == "tables":
                inside.set()
                assert go_on.wait(PATIENCE)

    path = plain_csv(tmp_path)
    reader = threading.Thread(target=read, args=(shop, path, Waiting()))
    reader.start()
    assert inside.wait(PATIENCE)
    saver = threading.Thread(target=shop.save_choice, args=("groups", "4"))
    saver.start()
    saver.join(PATIENCE / 3)
    waited = saver.is_alive()
    go_on.set()
    reader.join(PATIENCE)
    assert not waited and shop.choice("groups") == "4"
    assert len(shop.imports()) == 1

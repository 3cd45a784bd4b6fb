"""The shop's file: all or nothing, undone exactly, kept or gone, and never seen by others."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from segmentation.counting import count_shop
from segmentation.database import MEMORY_LIMIT
from segmentation.errors import SegmentationError
from segmentation.ingest.mapping import ColumnMapping
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.tables import build_tables
from segmentation.shop import Shop
from tests.small_shops import customers, fill, snapshot, stage, table

ROOT = Path(__file__).parents[1]
ORDERS = table(
    "Order number,Order date,E-mail,Total",
    "1,2026-01-05,ann@shop.pl,10.00",
    "2,2026-01-06,bob@shop.pl,20.00",
    "3,no date,bob@shop.pl,30.00",
)
MORE = table(
    "Order number,Order date,E-mail,Total",
    "2,2026-01-06,bob@shop.pl,25.00",
    "4,2026-02-06,cat@shop.pl,40.00",
)
PEOPLE = table("E-mail,First name,Shoe size", "ann@shop.pl,Ann,39", "dan@shop.pl,Dan,44")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def tables(shop: Shop) -> list[str]:
    with shop.reading() as cursor:
        rows = cursor.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
    return [name for (name,) in rows]


def rows_kept(shop: Shop) -> dict[str, int]:
    """How many rows lie in each table that belongs to imports."""
    with shop.reading() as cursor:
        return {
            name: cursor.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in ("imports", "documents", "lines", "people", "refused")
        }


# All or nothing


def test_a_failure_in_the_middle_leaves_nothing_half_in(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(shop, ORDERS)
    before, there, rows = snapshot(shop), tables(shop), rows_kept(shop)

    def break_down(
        connection: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping
    ) -> None:
        build_tables(connection, raw, mapping)
        raise RuntimeError("out of the blue")

    monkeypatch.setattr("segmentation.imports.build_tables", break_down)
    with pytest.raises(RuntimeError, match="out of the blue"):
        stage(shop, MORE)
    monkeypatch.undo()
    assert (snapshot(shop), tables(shop), rows_kept(shop)) == (before, there, rows)
    fill(shop, MORE)
    assert count_shop(shop).orders == 3


def test_a_failure_while_taking_into_use_leaves_it_staged(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(shop, ORDERS)
    before = snapshot(shop)
    stage(shop, MORE)

    def break_down(*_: object) -> None:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr("segmentation.shop.rebuild", break_down)
    with pytest.raises(RuntimeError):
        shop.use()
    monkeypatch.undo()
    assert snapshot(shop) == before
    assert [entry.used for entry in shop.imports()] == [True, False]
    shop.use()
    assert count_shop(shop).orders == 3


KILLED = """
import sys
from decimal import Decimal
from pathlib import Path
from segmentation.shop import Shop
shop = Shop(Path(sys.argv[1]))
shop.read_file(Path(sys.argv[2]), "few.csv")
shop.use()
print("reading", flush=True)
shop.read_file(Path(sys.argv[3]), "many.csv")
print("done", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes cannot be killed here")
def test_a_killed_process_leaves_nothing_half_in(folder: Path, tmp_path: Path) -> None:
    few, many = tmp_path / "few.csv", tmp_path / "many.csv"
    few.write_text(ORDERS, encoding="utf-8")
    rows = (f"{n},2026-01-05,c{n % 999}@shop.pl,{n % 97}.50" for n in range(200_000))
    many.write_text("\n".join(("Order number,Order date,E-mail,Total", *rows)), encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(folder), str(few), str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "reading\n"
        time.sleep(0.1)
        child.kill()
        assert "done" not in child.stdout.read()
    with closing(Shop(folder)) as shop:
        assert [entry.raw.name for entry in shop.imports()] == ["few.csv"]
        assert (count_shop(shop).orders, rows_kept(shop)["documents"]) == (2, 2)
        assert not [name for name in tables(shop) if name.startswith("raw")]
        assert list((folder / "scratch").iterdir()) == []


def test_a_file_that_cannot_be_read_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    there = tables(shop)
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    for path, problem in ((broken, "damaged"), (tmp_path, "file_missing")):
        with pytest.raises(SegmentationError) as caught:
            shop.read_file(path, "a.xlsx")
        assert caught.value.problem.id == problem
        assert caught.value.problem.file == "a.xlsx"
    assert (shop.imports(), tables(shop)) == ((), there)


def test_an_irregular_file_is_read_row_by_row(shop: Shop) -> None:
    text = table(
        "Order number,Order date,E-mail,Total",
        '1,2026-01-05,"ann"@shop.pl,10.00',
        "2,2026-01-06,bob@shop.pl,20.00,beyond",
        "",
        "3,2026-01-07,cat@shop.pl,30.00",
        "4,2026-01-07",
    )
    report = stage(shop, text).report
    assert report is not None
    assert [(refusal.row, refusal.reason) for refusal in report.refusals] == [
        (3, "too_many_cells"),
        (6, "missing_amount"),
    ]
    shop.use()
    assert count_shop(shop).revenue == 40


def test_what_the_reader_stumbles_over_is_a_file_we_cannot_read(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise duckdb.InvalidInputException("row 7 of somebody")

    monkeypatch.setattr("segmentation.shop.gather_evidence", stumble)
    path = tmp_path / "a.csv"
    path.write_text(ORDERS, encoding="utf-8")
    with pytest.raises(SegmentationError) as caught:
        shop.read_file(path, "a.csv")
    assert caught.value.problem.id == "unreadable"
    assert shop.imports() == ()


# Review and undo


def test_staged_files_count_in_the_preview_only(shop: Shop) -> None:
    fill(shop, ORDERS)
    stage(shop, MORE)
    shop.preview()
    assert (count_shop(shop).orders, count_shop(shop, schema="preview").orders) == (2, 3)


def test_a_correction_reads_the_staged_file_again(shop: Shop) -> None:
    header = "Order number,Order date,E-mail,Amount paid,Price before"
    staged = stage(shop, table(header, "1,2026-01-05,a@shop.pl,10.00,12.00"))
    wrong = staged.mapping.with_column("Price before", "total")
    for mapping, revenue in ((wrong, 12), (wrong.with_column("Amount paid", "total"), 10)):
        changed = shop.change_mapping(staged.import_id, mapping)
        assert changed.import_id == staged.import_id
        assert changed.mapping == mapping
        shop.preview()
        assert count_shop(shop, schema="preview").revenue == revenue
    assert len(shop.imports()) == 1
    assert rows_kept(shop)["documents"] == 1


def test_a_file_of_unknown_kind_waits_for_the_owner(shop: Shop) -> None:
    text = table("Spalte 1;Spalte 2;Spalte 3", "2026-01-05;x;10,50", "2026-01-06;y;20,50")
    staged = stage(shop, text)
    assert staged.problem and staged.problem.id == "unknown_kind"
    assert (staged.report, rows_kept(shop)["imports"]) == (None, 1)
    mapping = staged.mapping
    for header, meaning in zip(
        staged.raw.headers, ("order_date", "customer_id", "total"), strict=True
    ):
        mapping = mapping.with_column(header, meaning)
    mended = shop.change_mapping(staged.import_id, mapping.with_kind("orders"))
    assert mended.problem is None
    shop.use()
    assert (count_shop(shop).orders, count_shop(shop).customers) == (2, 2)


def test_what_cannot_count_is_dropped_on_use(shop: Shop) -> None:
    stage(shop, table("a;b", "x;y", "z;w"))
    stage(shop, ORDERS)
    shop.use()
    assert [entry.problem for entry in shop.imports()] == [None]
    assert not [name for name in tables(shop) if name.startswith("raw")]


def test_taking_an_import_back_restores_exactly(shop: Shop) -> None:
    states, ids = [], []
    for text in (ORDERS, MORE, PEOPLE):
        states.append((snapshot(shop), shop.fingerprint()))
        ids.append(stage(shop, text).import_id)
        shop.use()
    assert len({fingerprint for _, fingerprint in states}) == 3
    for state, import_id in zip(reversed(states), reversed(ids), strict=True):
        shop.remove(import_id)
        assert (snapshot(shop), shop.fingerprint()) == state
    assert rows_kept(shop) == dict.fromkeys(rows_kept(shop), 0)


def test_fingerprint_tells_readings_of_one_file_apart(shop: Shop) -> None:
    text = table("Order number,Date,E-mail,Total,Other", "1,2026-01-05,a@shop.pl,10.00,12.00")
    seen = set()
    for columns in ({}, {"Other": "total"}):
        stage(shop, text, columns)
        shop.use()
        seen.add(shop.fingerprint())
        shop.forget()
    assert len(seen) == 2
    assert shop.fingerprint() == ""


def test_refused_rows_are_kept_with_their_cells(shop: Shop) -> None:
    staged = stage(shop, ORDERS)
    assert shop.refused_rows(staged.import_id) == [
        (
            4,
            None,
            "Order date",
            "no date",
            "unreadable_date",
            ["3", "no date", "bob@shop.pl", "30.00"],
        )
    ]


# Kept, private, gone


def test_work_is_found_again(folder: Path) -> None:
    with closing(Shop(folder)) as shop:
        fill(shop, ORDERS, PEOPLE)
        staged = stage(shop, MORE)
        shop.preview()
        shop.save_choice("language", "pl")
        shop.save_choice("language", "ru")
        before, imports = snapshot(shop), shop.imports()
    assert not (folder / "scratch").exists()
    with closing(Shop(folder)) as shop:
        assert (snapshot(shop), shop.imports()) == (before, imports)
        assert (shop.choice("language"), shop.choice("nothing")) == ("ru", None)
        assert count_shop(shop, schema="preview").orders == 3
        again = shop.change_mapping(staged.import_id, staged.mapping)
        assert again == replace(staged, import_id=again.import_id)
        shop.use()
        assert count_shop(shop).orders == 3


def test_forgetting_deletes_what_the_shop_keeps_and_nothing_else(folder: Path) -> None:
    with closing(Shop(folder)) as shop:
        fill(shop, ORDERS)
        shop.save_choice("language", "pl")
        other = folder / "running.json"
        other.write_text("{}", encoding="utf-8")
        shop.forget()
        assert (shop.imports(), shop.choice("language")) == ((), None)
        assert count_shop(shop).documents == 0
        content = b"".join(path.read_bytes() for path in folder.glob("shop.duckdb*"))
        assert b"ann@shop.pl" not in content
        assert other.exists()
        fill(shop, MORE)
        assert count_shop(shop).orders == 2


@pytest.fixture
def other_shop() -> Iterator[Shop]:
    with closing(Shop.open_temporary()) as opened:
        yield opened


def test_two_temporary_shops_see_nothing_of_each_other(shop: Shop, other_shop: Shop) -> None:
    fill(shop, ORDERS)
    fill(other_shop, MORE)
    assert shop.folder != other_shop.folder
    assert set(customers(shop)) == {"ann@shop.pl", "bob@shop.pl"}
    assert set(customers(other_shop)) == {"bob@shop.pl", "cat@shop.pl"}
    shop.forget()
    assert count_shop(other_shop).orders == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_folders_are_private(shop: Shop, folder: Path) -> None:
    shop.forget()
    with closing(Shop(folder)):
        for path in (shop.folder, folder):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_temporary_shop_is_gone_after_closing() -> None:
    shop = Shop.open_temporary()
    fill(shop, ORDERS)
    assert shop.folder.exists()
    assert not list(shop.folder.glob("shop.duckdb*"))
    shop.close()
    assert not shop.folder.exists()


def test_database_is_held_to_its_limits(shop: Shop) -> None:
    with shop.reading() as cursor:
        rows = cursor.execute(
            """SELECT name, value FROM duckdb_settings() WHERE name IN
            ('memory_limit', 'temp_directory', 'threads', 'autoinstall_known_extensions')"""
        ).fetchall()
        megabytes = cursor.execute("SELECT ?::VARCHAR", [MEMORY_LIMIT]).fetchall()[0][0]
    limits = dict(rows)
    assert (megabytes, limits["memory_limit"]) == ("400MB", "381.4 MiB")
    assert limits["temp_directory"] == str(shop.folder / "scratch" / "spill")
    assert (limits["threads"], limits["autoinstall_known_extensions"]) == ("2", "false")


def test_threads_share_a_shop(shop: Shop) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            stage(shop, table("Order number,Date,E-mail,Total", f"{number},2026-01-05,a@x.pl,1.50"))
            shop.save_choice("last", str(number))
            shop.use()
            count_shop(shop)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (count_shop(shop).orders, count_shop(shop).revenue) == (4, Decimal(6))

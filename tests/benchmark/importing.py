"""The measured processes of reading a file, ours and DuckDB's own, and the files they read.

Each task is run with a file and prints a JSON object. What it costs is counted from after the
imports of its modules, the opening of the database included, on either side.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.benchmark.measuring import Cost, cpu_used, family_peak

STOPS = (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
"""Shares of the time that reading takes at which it is stopped."""

_NUMBERS = {"Quantity", "Unit price", "Discount"}
_ADDED = "Note"  # the fifteenth column of the workbook


def read(orders: str) -> dict[str, Any]:
    """Stage the file in a shop, as the app does when it is dropped there."""
    from segmentation.shop import Shop

    def reading() -> int:
        shop = Shop.open_temporary()
        try:
            return _rows(shop.read_file(Path(orders), Path(orders).name))
        finally:
            shop.close()

    return _cost(reading)


def typed_read(orders: str) -> dict[str, Any]:
    """DuckDB's own typed read into a table of a database file, with a checkpoint."""
    import duckdb

    def reading() -> int:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            connection = duckdb.connect(f"{folder}/typed.duckdb", config={"threads": 2})
            connection.execute("CREATE TABLE typed AS SELECT * FROM read_csv(?)", [orders])
            connection.execute("CHECKPOINT")
            found = connection.execute("SELECT count(*) FROM typed").fetchone()
            connection.close()
        assert found is not None
        return int(found[0])

    return _cost(reading)


def command_line(orders: str) -> dict[str, Any]:
    """``segmentation read FILE``, which also matches the customers."""
    from segmentation.cli import main

    def reading() -> int:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                main(["read", orders, "--json"])
            except SystemExit as end:
                if end.code:
                    raise
        (file,) = json.loads(printed.getvalue())["files"]
        return int(file["rows_kept"])

    return _cost(reading)


def first_look(file: str) -> dict[str, Any]:
    """The first answer about the file; fails where there is none."""
    from segmentation.ingest.first_look import look_at

    def looking() -> int:
        look = look_at(Path(file), Path(file).name)
        if look is None or look.kind is None or not look.rows:
            raise RuntimeError(f"nothing was said about {file}")
        return look.rows

    return _cost(looking)


def stopping(orders: str) -> dict[str, Any]:
    """The longest that reading went on after it was stopped, at several moments of it."""
    from segmentation.shop import Shop

    shop = Shop.open_temporary()
    try:
        started = time.monotonic()
        shop.read_file(Path(orders), Path(orders).name)
        whole = time.monotonic() - started
        took = {share: _stop_after(shop, Path(orders), whole * share) for share in STOPS}
    finally:
        shop.close()
    stopped = {share: seconds for share, seconds in took.items() if seconds is not None}
    if not stopped:
        raise RuntimeError("reading was over before it could be stopped")
    return {"seconds": max(stopped.values()), "stops": stopped}


def _stop_after(shop: Any, orders: Path, seconds: float) -> float | None:
    """Seconds from the stop until reading had ended; None where it was done before."""
    from segmentation.errors import SegmentationError
    from segmentation.ingest.progress import Progress

    progress, ended = Progress(), threading.Event()

    def reading() -> None:
        with contextlib.suppress(SegmentationError):
            shop.read_file(orders, orders.name, progress=progress)
            ended.set()

    reader = threading.Thread(target=reading)
    reader.start()
    reader.join(seconds)
    if not reader.is_alive():
        return None
    asked = time.monotonic()
    progress.stop()
    reader.join()
    took = time.monotonic() - asked
    return None if ended.is_set() else took


def workbook(orders: str, target: str) -> dict[str, Any]:
    """Write the order lines as an Excel file of 15 columns with typed cells; how many rows."""
    import xlsxwriter

    rows = 0
    with (
        xlsxwriter.Workbook(target) as book,
        Path(orders).open(encoding="utf-8", newline="") as lines,
    ):
        sheet = book.add_worksheet("Orders")
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        table = csv.reader(lines)
        headers = [*next(table), _ADDED]
        sheet.write_row(0, 0, headers)
        for rows, cells in enumerate(table, start=1):
            cells.append(f"line {rows}")
            for column, (header, cell) in enumerate(zip(headers, cells, strict=True)):
                if header == "Order date":
                    sheet.write_datetime(rows, column, datetime.fromisoformat(cell), moment)
                elif header in _NUMBERS:
                    sheet.write_number(rows, column, float(cell))
                elif cell:
                    sheet.write_string(rows, column, cell)
    return {"rows": rows, "columns": len(headers)}


def in_code_page(orders: str, target: str) -> dict[str, Any]:
    """Write the same text in Windows-1250."""
    with (
        Path(orders).open(encoding="utf-8", newline="") as source,
        Path(target).open("w", encoding="cp1250", newline="") as out,
    ):
        while text := source.read(1 << 20):
            out.write(text)
    return {"bytes": Path(target).stat().st_size}


def _rows(imports: Sequence[Any]) -> int:
    (found,) = imports
    if found.report is None:
        raise RuntimeError(f"the file was not understood: {found.problem}")
    return int(found.report.rows_kept)


def _cost(task: Callable[[], int]) -> dict[str, Any]:
    cpu, started = cpu_used(), time.monotonic()
    rows = task()
    wall = time.monotonic() - started
    return {"rows": rows, "cost": asdict(Cost(cpu_used() - cpu, wall, family_peak()))}


_ALL = (read, typed_read, command_line, first_look, stopping, workbook, in_code_page)
_TASKS: dict[str, Callable[..., dict[str, Any]]] = {task.__name__: task for task in _ALL}


if __name__ == "__main__":
    print(json.dumps(_TASKS[sys.argv[1]](*sys.argv[2:])))

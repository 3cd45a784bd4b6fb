"""Files in the clean form: larger than the memory there is, and with rows of any length."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from segmentation.ingest import raw_table
from segmentation.ingest.raw_table import load_clean

ROWS = 700_000


@pytest.fixture
def narrow() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": "60MB", "threads": 1})


def test_a_file_larger_than_memory_is_read(
    narrow: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    file, filler = tmp_path / "clean.csv", "x" * 100
    file.write_text("".join(f"{n},{filler},\n" for n in range(1, ROWS + 1)), "utf-8")
    assert file.stat().st_size > 60e6
    narrow.execute(f"ATTACH '{tmp_path / 'shop.duckdb'}' AS shop")
    narrow.execute("USE shop")
    load_clean(narrow, file, "texts", 1, header_row=1)
    found = narrow.execute("SELECT count(*), min(row), max(row), min(c0) FROM texts").fetchone()
    assert found == (ROWS - 1, 2, ROWS, filler)


def test_a_row_longer_than_usual_is_read_in_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_table, "_LARGE", 1000)
    file, long = tmp_path / "clean.csv", "y" * (raw_table._LONG_ROW + 1000)
    file.write_text(f"1,a,\n2,{long},\n3,b,\n", "utf-8")
    connection = duckdb.connect()
    load_clean(connection, file, "texts", 1, header_row=0)
    load_clean(connection, file, "texts", 1, header_row=0, append=True)
    found = connection.execute("SELECT row, length(c0) FROM texts ORDER BY row").fetchall()
    assert found == [(1, 1), (1, 1), (2, len(long)), (2, len(long)), (3, 1), (3, 1)]

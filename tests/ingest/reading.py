"""Reads a file made in a test all the way to standard tables, and hands back what came out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from segmentation.ingest.delimited import load_again
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.files import load_file
from segmentation.ingest.mapping import ColumnMapping, apply_owner_columns, guess_mapping
from segmentation.ingest.raw_table import IrregularFileError, RawTable
from segmentation.ingest.report import ImportReport
from segmentation.ingest.tables import build_tables

Row = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """One file read: its text table, what its columns mean, the report, and the tables made."""

    connection: duckdb.DuckDBPyConnection
    raw: RawTable
    mapping: ColumnMapping
    report: ImportReport

    def table(self, name: str, order: str = "ALL") -> list[Row]:
        """The rows of ``<table>_<name>`` as dicts."""
        found = self.connection.execute(f"SELECT * FROM {self.raw.table}_{name} ORDER BY {order}")
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @property
    def documents(self) -> list[Row]:
        return self.table("documents", "document_id")

    @property
    def people(self) -> list[Row]:
        return self.table("people", "row")

    @property
    def lines(self) -> list[Row]:
        return self.table("lines", "row")

    @property
    def totals(self) -> dict[str, Decimal]:
        """Document -> total, without trailing zeros."""
        return {row["document_id"]: plain(row["total"]) for row in self.documents}

    @property
    def dates(self) -> dict[str, datetime]:
        return {row["document_id"]: row["ordered_at"] for row in self.documents}

    @property
    def states(self) -> dict[str, str]:
        return {row["document_id"]: row["state"] for row in self.documents}

    @property
    def refusals(self) -> list[tuple[int, str]]:
        return [(refusal.row, refusal.reason) for refusal in self.report.refusals]

    @property
    def meanings(self) -> dict[str, str]:
        return self.mapping.meanings


class Reader:
    """Reads files made in a test through one in-memory database; a new file replaces the last."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        self.folder = folder

    def load(self, content: str | bytes, name: str = "orders.csv") -> tuple[RawTable, ...]:
        """The text tables of a file with this content; text is written as UTF-8."""
        self._forget()
        path, scratch = self.folder / "given", self.folder / "scratch"
        path.unlink(missing_ok=True)  # the last one may be linked to
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        return load_file(self.connection, path, name, "raw_1", scratch)

    def _forget(self) -> None:
        made = self.connection.execute(
            """SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal
            UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() ORDER BY 1 DESC"""
        ).fetchall()
        for kind, name in made:
            self.connection.execute(f"DROP {kind} IF EXISTS {name}")

    def read_all(
        self,
        content: str | bytes,
        columns: Mapping[str, str] | None = None,
        day_first: bool | None = None,
    ) -> list[Reading]:
        readings = []
        for raw in self.load(content):
            mapping = guess_mapping(raw, gather_evidence(self.connection, raw))
            mapping = apply_owner_columns(mapping, columns or {}).with_day_first(day_first)
            try:
                report = build_tables(self.connection, raw, mapping)
            except (duckdb.Error, IrregularFileError):
                if raw.path is None:
                    raise
                raw = load_again(self.connection, raw)
                report = build_tables(self.connection, raw, mapping)
            readings.append(Reading(self.connection, raw, mapping, report))
        return readings

    def read(
        self,
        content: str | bytes,
        columns: Mapping[str, str] | None = None,
        day_first: bool | None = None,
    ) -> Reading:
        """The one table of a file with this content, read to the end."""
        (reading,) = self.read_all(content, columns, day_first)
        return reading

    def cells(self, raw: RawTable) -> list[tuple[Any, ...]]:
        """The rows of a text table: row number, cells, what lay beyond the last column."""
        return self.connection.execute(
            f"SELECT * EXCLUDE (sheet) FROM {raw.table} ORDER BY {raw.position}"
        ).fetchall()


def plain(amount: Decimal | None) -> Decimal:
    """An amount to compare with one written by hand (12.5000 -> 12.5)."""
    assert amount is not None
    return Decimal(f"{amount.normalize():f}")


def column(reader: Reader, cells: list[str], delimiter: str = ",") -> RawTable:
    """A table of two columns, the second one holding ``cells``."""
    quoted = (f'{place}{delimiter}"{cell}"' for place, cell in enumerate(cells))
    (raw,) = reader.load(f"id{delimiter}value\n" + "\n".join(quoted) + "\n")
    return raw


def value_of(reader: Reader, expression: str, text: str | None) -> Any:
    """The value of an SQL expression over a column ``c`` that holds ``text``."""
    found = reader.connection.execute(
        f"SELECT {expression} FROM (SELECT ?::VARCHAR AS c)", [text]
    ).fetchone()
    assert found is not None
    return found[0]

"""The shop's own database: an embedded DuckDB file with imports that can be undone.

Every row knows its import. An import is *staged* (being reviewed: counted in the preview only)
until it is *used*. All of one change happens in a transaction, so a crash leaves nothing half
in. The file also keeps the owner's choices, as texts by name.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import duckdb

from segmentation.database import open_database
from segmentation.decisions import Decision, Pair, decide, list_decisions
from segmentation.errors import SegmentationError, fail
from segmentation.imports import (
    Import,
    delete_rows,
    drop_strays,
    drop_text,
    find_import,
    list_imports,
    list_refused,
    next_number,
    stage,
)
from segmentation.ingest.delimited import load_again
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.files import load_file
from segmentation.ingest.mapping import ColumnMapping, apply_owner_columns, guess_mapping
from segmentation.ingest.progress import Progress, current, reported_to
from segmentation.ingest.raw_table import IrregularFileError, RawTable
from segmentation.merging import drop_customers, rebuild
from segmentation.overlaps import mark_duplicates
from segmentation.remembered import REMEMBERED, forget, learn, recall

__all__ = ["Import", "Schema", "Shop"]
Schema = Literal["main", "preview"]


class Shop:
    """An open shop. Safe to share between threads: each call works on a cursor of its own."""

    def __init__(self, folder: Path, *, temporary: bool = False) -> None:
        """Open or create the shop kept in ``folder``.

        A temporary one is kept in memory, with what does not fit in ``folder``; it is never
        written to a file of its own, and closing deletes the folder.
        """
        self.folder, self.temporary = folder, temporary
        self._lock, self._choosing = threading.RLock(), threading.Lock()
        self._scratch = folder / "scratch"
        self._texts = folder / "texts"
        self._connection = self._open()
        self._drop_strays()

    def _open(self) -> duckdb.DuckDBPyConnection:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(self._scratch, ignore_errors=True)  # what a killed process left behind
        self._scratch.mkdir()
        file = None if self.temporary else self.folder / "shop.duckdb"
        return open_database(file, self._scratch)

    @classmethod
    def open_temporary(cls) -> Shop:
        """A shop of its own in a private folder, gone when closed or no longer held."""
        folder = Path(tempfile.mkdtemp(prefix="segmentation-"))
        shop = cls(folder, temporary=True)
        weakref.finalize(shop, shutil.rmtree, folder, ignore_errors=True)
        return shop

    def close(self) -> None:
        """Close the file; a temporary shop is deleted."""
        with self._lock:
            self._connection.close()
            shutil.rmtree(self.folder if self.temporary else self._scratch, ignore_errors=True)

    def forget(self) -> None:
        """Delete everything this shop holds, and start empty. Other files of the folder stay."""
        with self._lock:
            self._connection.close()
            try:
                for kept in self.folder.glob("shop.duckdb*"):
                    kept.unlink()
            finally:
                self._connection = self._open()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for queries."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def _changing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor in a transaction that holds all or nothing."""
        with self._lock, self.reading() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    # Imports

    def read_file(
        self,
        path: Path,
        name: str,
        columns: dict[str, str] | None = None,
        day_first: bool | None = None,
        progress: Progress | None = None,
    ) -> tuple[Import, ...]:
        """Read a file and stage what it holds, one import for each table in it.

        ``columns`` are the owner's words ({their header: our meaning}). ``progress`` is told
        how far it is, and may stop it. Raises SegmentationError when the file cannot be read
        or reading was stopped; nothing is staged then.
        """
        with reported_to(progress) as report:
            try:
                return self._read_file(path, name, columns or {}, day_first)
            except (duckdb.Error, OSError, ValueError, SegmentationError) as error:
                if isinstance(error, SegmentationError) and not report.stopped:
                    raise
                raise fail("stopped" if report.stopped else "unreadable", file=name) from error

    def _read_file(
        self, path: Path, name: str, columns: dict[str, str], day_first: bool | None
    ) -> tuple[Import, ...]:
        with self._lock:
            try:
                raws = self._load(path, name)
                try:
                    return self._stage_all(raws, columns, day_first)
                except (duckdb.InvalidInputException, IrregularFileError):
                    if not any(raw.path for raw in raws):  # views only find out as they are read
                        raise
                    return self._stage_all(self._load_again(raws), columns, day_first)
            except BaseException:
                self._drop_strays()
                raise

    def _stage_all(
        self, raws: tuple[RawTable, ...], columns: dict[str, str], day_first: bool | None
    ) -> tuple[Import, ...]:
        with self._changing() as cursor, current().running(cursor):
            current().enter("tables", 1.0)
            imports = []
            for raw in raws:
                mapping = apply_owner_columns(self._guess(cursor, raw), columns)
                order = mapping.day_first if day_first is None else day_first
                mapping = mapping.with_day_first(order)
                imports.append(self._stage(cursor, raw, mapping, next_number(cursor)))
        return tuple(imports)

    def _load(self, path: Path, name: str) -> tuple[RawTable, ...]:
        """The text tables of a file, made outside a transaction: there the first attempt that
        fails would be the last."""
        with self.reading() as cursor, current().running(cursor):
            number = next_number(cursor)
            folder = self._texts / f"raw_{number}"
            folder.mkdir(parents=True)
            raws = load_file(cursor, path, name, f"raw_{number}", folder)
            if not any(raw.path for raw in raws):
                shutil.rmtree(folder, ignore_errors=True)
            return raws

    def _load_again(self, raws: tuple[RawTable, ...]) -> tuple[RawTable, ...]:
        current().check()  # what broke off the first time may be a stop
        with self.reading() as cursor, current().running(cursor):
            return tuple(load_again(cursor, raw) if raw.path else raw for raw in raws)

    def _stage(
        self, cursor: duckdb.DuckDBPyConnection, raw: RawTable, mapping: ColumnMapping, number: int
    ) -> Import:
        drop_customers(cursor, "preview")  # what is no longer reviewed as it was is not kept
        return stage(cursor, raw, mapping, number)

    def change_mapping(self, import_id: int, mapping: ColumnMapping) -> Import:
        """Read a staged import again by a corrected mapping, from its text table.

        What the owner said by it is remembered for the next file with the same headers.
        """
        with self._changing() as cursor:
            before = find_import(cursor, import_id)
            self.save_choice(REMEMBERED, learn(self.choice(REMEMBERED), before.mapping, mapping))
            return self._stage(cursor, before.raw, mapping, import_id)

    def forget_corrections(self, import_id: int) -> Import:
        """Forget what was said of files like this staged one, and read it as if it were new."""
        with self._changing() as cursor:
            before = find_import(cursor, import_id)
            self.save_choice(REMEMBERED, forget(self.choice(REMEMBERED), before.mapping))
            return self._stage(cursor, before.raw, self._guess(cursor, before.raw), import_id)

    def _guess(self, cursor: duckdb.DuckDBPyConnection, raw: RawTable) -> ColumnMapping:
        return recall(self.choice(REMEMBERED), guess_mapping(raw, gather_evidence(cursor, raw)))

    def imports(self) -> tuple[Import, ...]:
        """All imports, oldest first."""
        with self.reading() as cursor:
            return list_imports(cursor)

    def remove(self, import_id: int) -> None:
        """Take an import back, with everything that came from it."""
        with self._changing() as cursor:
            current = find_import(cursor, import_id)
            delete_rows(cursor, import_id)
            drop_customers(cursor, "preview")
            drop_text(cursor, current.raw)
            mark_duplicates(cursor)
            if current.used:
                rebuild(cursor, "main")

    def _drop_strays(self) -> None:
        """Drop the texts of files that were never staged, because reading broke off."""
        with self.reading() as cursor:
            drop_strays(cursor, self._texts)

    def preview(self) -> None:
        """Count staged and used imports together in the schema ``preview``, unless done."""
        with self._changing() as cursor:
            made = cursor.execute(
                "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'preview'"
            ).fetchone()
            if not (made and made[0]):
                rebuild(cursor, "preview")

    def use(self) -> None:
        """Take all staged imports without a problem into the shop; text tables are dropped."""
        with self._changing() as cursor:
            for staged in self.imports():
                if staged.used:
                    continue
                if staged.problem or staged.duplicate:
                    delete_rows(cursor, staged.import_id)
                drop_text(cursor, staged.raw)
            cursor.execute("UPDATE imports SET used = true")
            rebuild(cursor, "main")
            drop_customers(cursor, "preview")

    def fingerprint(self) -> str:
        """A text that changes whenever what is counted changes."""
        with self.reading() as cursor:
            row = cursor.execute(
                """SELECT string_agg(import_id || fingerprint || md5(mapping), ' '
                ORDER BY import_id) || coalesce((SELECT md5(string_agg(
                    first || chr(31) || second || same, chr(31) ORDER BY first, second))
                    FROM decisions), '')
                FROM imports WHERE used"""
            ).fetchone()
        return str(row[0]) if row and row[0] else ""

    def refused_rows(self, import_id: int) -> list[tuple[object, ...]]:
        """(row, sheet, column, value, reason, cells) of every row left out of an import."""
        with self.reading() as cursor:
            return list_refused(cursor, import_id)

    # Decisions about customers

    def merge(self, pairs: Iterable[Pair]) -> None:
        """Take the customers of each pair of keys for one person from now on."""
        self._decide(pairs, same=True)

    def keep_apart(self, pairs: Iterable[Pair]) -> None:
        """Remember that the customers of each pair of keys are different people."""
        self._decide(pairs, same=False)

    def split(self, pairs: Iterable[Pair]) -> None:
        """Take back what was decided about each pair of keys."""
        self._decide(pairs, same=None)

    def _decide(self, pairs: Iterable[Pair], *, same: bool | None) -> None:
        with self._changing() as cursor:
            decide(cursor, pairs, same)
            drop_customers(cursor, "preview")

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the latest first."""
        with self.reading() as cursor:
            return list_decisions(cursor)

    # Choices

    def save_choice(self, name: str, value: str) -> None:
        """Keep an owner's choice under ``name``; never waits for a file that is being read."""
        with self._choosing, self.reading() as cursor:
            cursor.execute("INSERT OR REPLACE INTO choices VALUES (?, ?)", [name, value])

    def choice(self, name: str) -> str | None:
        """The choice kept under ``name``, or None."""
        with self.reading() as cursor:
            row = cursor.execute("SELECT value FROM choices WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else None

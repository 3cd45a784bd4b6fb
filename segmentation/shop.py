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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import duckdb

from segmentation.decisions import Decision, Pair, create_decisions, decide, list_decisions
from segmentation.errors import Problem, SegmentationError, fail
from segmentation.ingest.delimited import load_again
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.files import load_file
from segmentation.ingest.mapping import ColumnMapping, apply_owner_columns, guess_mapping
from segmentation.ingest.orders import DOCUMENT_COLUMNS, LINE_COLUMNS
from segmentation.ingest.people import PEOPLE_COLUMNS
from segmentation.ingest.progress import Progress, current, reported_to
from segmentation.ingest.raw_table import IrregularFileError, RawTable
from segmentation.ingest.report import ImportReport
from segmentation.ingest.tables import build_tables, drop_tables
from segmentation.ingest.values import quote
from segmentation.merging import drop_customers, rebuild
from segmentation.overlaps import find_source, mark_duplicates
from segmentation.remembered import REMEMBERED, forget, learn, recall
from segmentation.saved import dump, load

MEMORY_LIMIT = "300MB"
Schema = Literal["main", "preview"]


@dataclass(frozen=True)
class Import:
    """One table of one file: what it was taken for, and what was kept of it.

    ``problem`` says why it cannot count (then ``report`` is None); ``duplicate`` that the very
    same file is there already.
    """

    import_id: int
    raw: RawTable
    mapping: ColumnMapping
    report: ImportReport | None
    problem: Problem | None
    used: bool
    duplicate: bool


class Shop:
    """An open shop. Safe to share between threads: each call works on a cursor of its own."""

    def __init__(self, folder: Path, *, temporary: bool = False) -> None:
        """Open or create the shop kept in ``folder``; a temporary one deletes it on close."""
        self.folder, self.temporary = folder, temporary
        self._lock, self._choosing = threading.RLock(), threading.Lock()
        self._scratch = folder / "scratch"
        self._texts = folder / "texts"
        self._connection = self._open()
        self._drop_strays()

    def _open(self) -> duckdb.DuckDBPyConnection:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(
                self.folder / "shop.duckdb",
                config={
                    "memory_limit": MEMORY_LIMIT,
                    "temp_directory": str(self._scratch / "spill"),
                    "threads": 2,
                    "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
                },
            )
        except duckdb.Error as error:
            locked = "lock" in str(error).lower() or "being used" in str(error).lower()
            raise fail("shop_in_use" if locked else "shop_damaged") from error
        if self.temporary:  # packing what is soon deleted costs more than it saves
            connection.execute("SET force_compression = 'uncompressed'")
        shutil.rmtree(self._scratch, ignore_errors=True)  # what a killed process left behind
        self._scratch.mkdir()
        _create_tables(connection)
        return connection

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
                except (duckdb.Error, IrregularFileError):
                    if not any(raw.path for raw in raws):
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
                imports.append(self._stage(cursor, raw, mapping.with_day_first(order)))
        return tuple(imports)

    def _load(self, path: Path, name: str) -> tuple[RawTable, ...]:
        """The text tables of a file, made outside a transaction: there the first attempt that
        fails would be the last."""
        with self.reading() as cursor, current().running(cursor):
            number = _next_number(cursor)
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
        self,
        cursor: duckdb.DuckDBPyConnection,
        raw: RawTable,
        mapping: ColumnMapping,
        import_id: int | None = None,
    ) -> Import:
        if import_id is None:
            import_id = _next_number(cursor)
        self._remove(cursor, import_id)
        _drop_preview(cursor)
        report, problem = None, None
        try:
            report = build_tables(cursor, raw, mapping)
        except SegmentationError as error:
            problem = error.problem
        if report:
            self._copy(cursor, raw, import_id)
            raw = replace(raw, rows=report.rows)
        cursor.execute(
            """INSERT INTO imports SELECT ?, false, ?, ?, NULL, NULL, md5(?), ?,
                (SELECT max(ordered_at) FROM documents WHERE import_id = ?), false, ?, ?, ?, ?,
                true, false""",
            [import_id, report.kind if report else mapping.kind, mapping.platform,
             "\n".join(raw.headers), raw.fingerprint, import_id,
             dump(raw), dump(mapping), dump(report), dump(problem)],
        )  # fmt: skip
        find_source(cursor, import_id, numbered=mapping.column("order_id") is not None)
        mark_duplicates(cursor)
        return self._import(cursor, import_id)

    def _copy(self, cursor: duckdb.DuckDBPyConnection, raw: RawTable, import_id: int) -> None:
        for table in ("documents", "lines", "people"):
            cursor.execute(f"INSERT INTO {table} SELECT ?, * FROM {raw.table}_{table}", [import_id])
        cells = ", ".join(f"c{i}" for i in range(len(raw.headers)))
        cursor.execute(
            f"""INSERT INTO refused SELECT ?, r.row, r.sheet, r."column", r.value, r.reason,
                [{cells}] FROM {raw.table}_refused AS r
                JOIN {raw.table} AS t ON t.{raw.position} = r.position ORDER BY r.position""",
            [import_id],
        )
        drop_tables(cursor, raw)

    def change_mapping(self, import_id: int, mapping: ColumnMapping) -> Import:
        """Read a staged import again by a corrected mapping, from its text table.

        What the owner said by it is remembered for the next file with the same headers.
        """
        with self._changing() as cursor:
            before = self._import(cursor, import_id)
            self.save_choice(REMEMBERED, learn(self.choice(REMEMBERED), before.mapping, mapping))
            return self._stage(cursor, before.raw, mapping, import_id)

    def forget_corrections(self, import_id: int) -> Import:
        """Forget what was said of files like this staged one, and read it as if it were new."""
        with self._changing() as cursor:
            before = self._import(cursor, import_id)
            self.save_choice(REMEMBERED, forget(self.choice(REMEMBERED), before.mapping))
            return self._stage(cursor, before.raw, self._guess(cursor, before.raw), import_id)

    def _guess(self, cursor: duckdb.DuckDBPyConnection, raw: RawTable) -> ColumnMapping:
        return recall(self.choice(REMEMBERED), guess_mapping(raw, gather_evidence(cursor, raw)))

    def imports(self) -> tuple[Import, ...]:
        """All imports, oldest first."""
        with self.reading() as cursor:
            ids = cursor.execute("SELECT import_id FROM imports ORDER BY import_id").fetchall()
            return tuple(self._import(cursor, import_id) for (import_id,) in ids)

    def _import(self, cursor: duckdb.DuckDBPyConnection, import_id: int) -> Import:
        row = cursor.execute(
            """SELECT raw, mapping, report, problem, used, duplicate, repeats
            FROM imports WHERE import_id = ?""",
            [import_id],
        ).fetchone()
        assert row is not None
        raw, mapping, report_text, problem, used, duplicate, repeats = row
        report = load(ImportReport, report_text) if report_text else None
        if report and (duplicate or repeats):
            noticed = "same_file_twice" if duplicate else "orders_repeated"
            report = replace(report, warnings=(noticed, *report.warnings))
        return Import(
            import_id, load(RawTable, raw), load(ColumnMapping, mapping), report,
            load(Problem, problem) if problem else None, used, duplicate,
        )  # fmt: skip

    def remove(self, import_id: int) -> None:
        """Take an import back, with everything that came from it."""
        with self._changing() as cursor:
            current = self._import(cursor, import_id)
            self._remove(cursor, import_id)
            _drop_preview(cursor)
            self._drop_text(cursor, current.raw)
            mark_duplicates(cursor)
            if current.used:
                rebuild(cursor, "main")

    def _remove(self, cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
        for table in ("documents", "lines", "people", "refused", "imports"):
            cursor.execute(f"DELETE FROM {table} WHERE import_id = ?", [import_id])

    def _drop_text(self, cursor: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
        """Drop the text table of an import, and the file behind it."""
        if raw.path is None:
            cursor.execute(f"DROP TABLE IF EXISTS {raw.table}")
            return
        cursor.execute(f"DROP VIEW IF EXISTS {raw.table}")
        cursor.execute(f"DROP TABLE IF EXISTS {raw.sample}")
        shutil.rmtree(Path(raw.path).parent, ignore_errors=True)

    def _drop_strays(self) -> None:
        """Drop the texts of files that were never staged, because reading broke off."""
        with self.reading() as cursor:
            staged = {
                load(RawTable, raw)
                for (raw,) in cursor.execute("SELECT raw FROM imports WHERE NOT used").fetchall()
            }
            kept = {raw.table for raw in staged} | {raw.sample for raw in staged}
            made = cursor.execute(
                """SELECT 'VIEW', view_name FROM duckdb_views()
                WHERE NOT temporary AND starts_with(view_name, 'raw_')
                UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()
                WHERE NOT temporary AND starts_with(table_name, 'raw_')"""
            ).fetchall()
            for kind, name in made:
                if name not in kept:
                    cursor.execute(f"DROP {kind} {quote(name)}")
        folders = {Path(raw.path).parent.name for raw in staged if raw.path}
        for folder in self._texts.glob("*"):
            if folder.name not in folders:
                shutil.rmtree(folder, ignore_errors=True)

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
                    self._remove(cursor, staged.import_id)
                self._drop_text(cursor, staged.raw)
            cursor.execute("UPDATE imports SET used = true")
            rebuild(cursor, "main")
            _drop_preview(cursor)

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
            return cursor.execute(
                """SELECT row, sheet, "column", value, reason, cells FROM refused
                WHERE import_id = ? ORDER BY sheet NULLS FIRST, row""",
                [import_id],
            ).fetchall()

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
            _drop_preview(cursor)

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


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    def listed(columns: tuple[tuple[str, str], ...]) -> str:
        return ", ".join(f"{name} {kind}" for name, kind in columns)

    there = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_name = 'choices'"
    ).fetchone()
    if there:
        return
    connection.execute("BEGIN")
    connection.execute(
        f"""
        CREATE SCHEMA preview;
        CREATE SEQUENCE import_ids;
        CREATE TABLE imports (import_id INTEGER PRIMARY KEY, used BOOLEAN, kind VARCHAR,
            platform VARCHAR, source VARCHAR, realm VARCHAR, layout VARCHAR, fingerprint VARCHAR,
            last_order TIMESTAMP, duplicate BOOLEAN, raw VARCHAR, mapping VARCHAR,
            report VARCHAR, problem VARCHAR, numbered BOOLEAN,
            repeats BOOLEAN);
        CREATE TABLE documents (import_id INTEGER, {listed(DOCUMENT_COLUMNS)});
        CREATE TABLE lines (import_id INTEGER, {listed(LINE_COLUMNS)});
        CREATE TABLE people (import_id INTEGER, {listed(PEOPLE_COLUMNS)});
        CREATE TABLE refused (import_id INTEGER, row BIGINT, sheet VARCHAR,
            "column" VARCHAR, value VARCHAR, reason VARCHAR, cells VARCHAR[]);
        CREATE TABLE choices (name VARCHAR PRIMARY KEY, value VARCHAR)"""
    )
    create_decisions(connection)
    rebuild(connection, "main")
    connection.execute("COMMIT")


def _next_number(cursor: duckdb.DuckDBPyConnection) -> int:
    row = cursor.execute("SELECT nextval('import_ids')").fetchone()
    assert row is not None
    return int(row[0])


def _drop_preview(cursor: duckdb.DuckDBPyConnection) -> None:
    """What is no longer being reviewed as it was is not kept either."""
    drop_customers(cursor, "preview")

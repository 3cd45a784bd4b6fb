"""One file to text tables: what its bytes are (never what its name says), then how to read it."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import duckdb

from segmentation.errors import SegmentationError, fail
from segmentation.ingest.archives import list_members, unpack_gz, unpack_zip
from segmentation.ingest.delimited import load_delimited
from segmentation.ingest.headers import known_header
from segmentation.ingest.old_office import OldOffice, look_inside
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.workbook import load_workbook

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PAR1\x15", "Parquet"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"BZh", "BZ2"),
    (b"\xfd7zXZ", "XZ"),
    (b"\x28\xb5\x2f\xfd", "ZSTD"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ\x90\x00", "EXE"),
    (b"\x7fELF", "ELF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_EXCEL = tuple(b"\x09" + rest for rest in (b"\0\4\0", b"\2\6\0", b"\4\6\0", b"\x08\x08\0"))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZ = b"\x1f\x8b"
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 1 << 16
# Of a file inside an archive these mean that it was none of the exports.
_NO_TABLES = {"not_a_table", "no_table", "no_rows", "empty_file", "web_page", "unsupported"}


def fingerprint_file(path: Path) -> str:
    """A fingerprint of the file's bytes: the same file, the same text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_file(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, table: str, scratch: Path
) -> tuple[RawTable, ...]:
    """Read the file at ``path``, called ``name``, into DuckDB tables named after ``table``.

    An archive gives the tables of all files in it. ``scratch`` is a folder for passing files.
    Raises SegmentationError with what to do.
    """
    head = _read_head(path, name)
    if head.startswith(_GZ):
        inside = unpack_gz(path, name, scratch / f"{table}.unpacked")
        if _is_archive(_read_head(inside, name), inside, name):
            raise fail("nested_archive", file=name)
        return _load(connection, inside, name, table, scratch)
    if _is_archive(head, path, name):
        return _load_archive(connection, path, name, table, scratch)
    return _load(connection, path, name, table, scratch)


def _read_head(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise fail("file_missing", file=name) from error
    if not head.strip():
        raise fail("empty_file", file=name)
    return head


def _is_archive(head: bytes, path: Path, name: str) -> bool:
    """Whether this is an archive of files, and no document that happens to be a zip file."""
    if head.startswith(_ZIP):
        return _document_kind(list_members(path, name)) is None
    return head.startswith((_GZ, b"Rar!", b"7z\xbc\xaf")) or head[257:262] == b"ustar"


def _document_kind(names: set[str]) -> str | None:
    for member, kind in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "ods"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("META-INF/MANIFEST.MF", "JAR"),
    ):
        if member in names:
            return kind
    return "Excel" if "[Content_Types].xml" in names else None


def _load(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, table: str, scratch: Path
) -> tuple[RawTable, ...]:
    """Read a file that is no archive."""
    head = _read_head(path, name)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise fail("not_a_table", file=name, kind=kind)
    if head[257:262] == b"ustar":
        raise fail("not_a_table", file=name, kind="TAR")
    if head.startswith(_BARE_EXCEL):
        raise fail("unsupported", file=name, kind="Excel 95 (.xls)")
    given = (connection, path, name, table, scratch, fingerprint_file(path))
    if head.startswith(_OLE):
        _require_old_workbook(path, name)
        return load_workbook(*given, kind="workbook")
    if head.startswith(_ZIP):
        kind = _document_kind(list_members(path, name)) or "ZIP"
        if kind in ("xlsx", "xlsb", "ods"):
            return load_workbook(*given, kind="xlsx" if kind == "xlsx" else "workbook")
        raise fail("damaged" if kind == "Excel" else "not_a_table", file=name, kind=kind)
    text = _as_text(head)
    start = text[:4096].lstrip().lower()
    if start.startswith("<"):
        if _SPREADSHEET in text:
            return load_workbook(*given, kind="xml")
        if re.search(r"<(html|table|!doctype html)\b", text, re.IGNORECASE):
            return load_workbook(*given, kind="html")
    if start.startswith(("<?xml", "{", "[{")):
        raise fail("not_a_table", file=name, kind="XML" if start[:1] == "<" else "JSON")
    if start.startswith("mime-version:") or "\nmime-version:" in start:
        raise fail("unsupported", file=name, kind="MHTML")
    return (load_delimited(*given),)


def _as_text(head: bytes) -> str:
    """The head of a text file well enough to see what it begins with."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1").replace("\0", "")


def _require_old_workbook(path: Path, name: str) -> None:
    inside = look_inside(path)
    if inside == OldOffice.PROTECTED:
        raise fail("password", file=name)
    if inside == OldOffice.OTHER:
        raise fail("not_a_table", file=name, kind="Word")


def _load_archive(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, table: str, scratch: Path
) -> tuple[RawTable, ...]:
    if not _read_head(path, name).startswith(_ZIP):
        raise fail("unsupported_archive", file=name)
    members = unpack_zip(path, name, scratch / f"{table}.members")
    tables: list[RawTable] = []
    problems: list[SegmentationError] = []
    for number, member in enumerate(members):
        shown = f"{name}/{member.name}"
        try:
            if _is_archive(_read_head(member.path, shown), member.path, shown):
                raise fail("nested_archive", file=shown)
            tables += _load(connection, member.path, shown, f"{table}_{number}", scratch)
        except SegmentationError as error:
            if error.problem.id == "nested_archive":
                raise
            problems.append(error)
        finally:
            member.path.unlink()
    kept = [made for made in tables if not _is_prose(made)] or tables
    if not kept:
        raise problems[0] if len(problems) == 1 else fail("no_table_in_archive", file=name)
    unread = any(error.problem.id not in _NO_TABLES for error in problems)
    skipped = len(problems) > 0 or len(kept) < len(tables)
    told = ("archive_unread",) if unread else ("archive_skipped",) if skipped else ()
    return tuple(replace(made, warnings=made.warnings + told) for made in kept)


def _is_prose(made: RawTable) -> bool:
    """Whether this is rather a text file beside the exports than one of them."""
    return len(made.headers) == 1 and not known_header(made.headers[0])

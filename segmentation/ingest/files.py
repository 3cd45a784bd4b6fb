"""One file to text tables: what its bytes are (never what its name says), then how to read it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import duckdb

from segmentation.errors import fail
from segmentation.ingest.delimited import load_delimited
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.workbook import load_workbook

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PAR1\x15", "Parquet"),
    (b"\x1f\x8b", "GZ"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ\x90\x00", "EXE"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def fingerprint_file(path: Path) -> str:
    """A fingerprint of the file's bytes: the same file, the same text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def load_file(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, table: str, scratch: Path
) -> tuple[RawTable, ...]:
    """Read the file at ``path``, called ``name``, into DuckDB tables named after ``table``.

    ``scratch`` is a folder for passing files. Raises SegmentationError with what to do.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise fail("file_missing", file=name) from error
    if not head.strip():
        raise fail("empty_file", file=name)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise fail("not_a_table", file=name, kind=kind)
    if head.startswith(_OLE):
        raise _explain_ole(path, name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _require_workbook(path, name)
        return load_workbook(connection, path, name, table, scratch, fingerprint_file(path))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table")):
        raise fail("unsupported", file=name, kind="HTML")
    if start.startswith((b"<?xml", b"{", b"[{")):
        raise fail("not_a_table", file=name, kind="XML" if start[:1] == b"<" else "JSON")
    return (load_delimited(connection, path, name, table, scratch, fingerprint_file(path)),)


def _explain_ole(path: Path, name: str) -> Exception:
    """Old Office files: a password-protected workbook looks like one from outside.

    What is inside is told by the names in the file's directory, which can lie anywhere; its
    header says where ([MS-CFB], 2.2).
    """
    with path.open("rb") as file:
        content = file.read(1 << 20)
        sector = 1 << min(int.from_bytes(content[30:32], "little"), 16)
        file.seek((int.from_bytes(content[48:52], "little") + 1) * sector)
        content += file.read(1 << 16)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return fail("password", file=name)
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return fail("unsupported", file=name, kind="Excel 97 (.xls)")
    return fail("not_a_table", file=name, kind="Word")


def _require_workbook(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise fail("damaged", file=name) from error
    if "xl/workbook.xml" in names:
        return
    if "word/document.xml" in names:
        raise fail("not_a_table", file=name, kind="Word")
    if "xl/workbook.bin" in names:
        raise fail("unsupported", file=name, kind="Excel .xlsb")
    if "content.xml" in names:
        raise fail("unsupported", file=name, kind="OpenDocument")
    raise fail("not_a_table", file=name, kind="ZIP")

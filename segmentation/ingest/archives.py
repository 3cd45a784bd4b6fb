"""Archives (.zip, .gz): what they hold, unpacked within bounds.

What an archive says of itself is checked before anything is unpacked, and counted again while
unpacking, for what it says may be a lie. Names inside an archive are only shown: never paths.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from segmentation.errors import SegmentationError, fail
from segmentation.ingest.code_pages import codec_of, find_code_page

UNPACKED_LIMIT_MB = 2000
_MOST_FILES = 2000
_RATIO = 50  # honest tables and workbooks shrink 5 to 20 times
_RATIO_FROM = 50 << 20
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
           KeyError, RuntimeError)  # fmt: skip
_OF_THE_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Member:
    """One file out of an archive: the name it has there, and where it lies now."""

    name: str
    path: Path


def list_members(path: Path, name: str, limit: int = UNPACKED_LIMIT_MB) -> set[str]:
    """The names inside a zip file whose directory promises to unpack within bounds (MB).

    Raises SegmentationError (damaged, too_large, too_dense, too_many_files).
    """
    entries = _entries(path, name)
    if len(entries) > _MOST_FILES:
        raise fail("too_many_files", file=name, limit=_MOST_FILES)
    if sum(entry.file_size for entry in entries) > limit << 20:
        raise fail("too_large", file=name, limit=limit)
    for entry in entries:
        if _is_too_dense(entry.file_size, entry.compress_size):
            raise fail("too_dense", file=name)
    return {entry.filename for entry in entries}


def _entries(path: Path, name: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except _BROKEN as error:
        raise fail("damaged", file=name) from error


def _is_too_dense(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_FROM and unpacked > _RATIO * max(1, packed)


def unpack_zip(path: Path, name: str, target: Path) -> tuple[Member, ...]:
    """The files of a zip archive, unpacked into the folder ``target`` under names of our own.

    Folders, empty files and what systems add are left out. Raises SegmentationError as
    :func:`list_members` does, and password_archive.
    """
    list_members(path, name)
    target.mkdir(parents=True, exist_ok=True)
    members: list[Member] = []
    left = UNPACKED_LIMIT_MB << 20
    for number, entry in enumerate(_entries(path, name)):
        if entry.is_dir() or not entry.file_size or _is_of_the_system(entry.filename):
            continue
        if entry.flag_bits & 1:
            raise fail("password_archive", file=name)
        place = target / f"member{number}"
        try:
            with zipfile.ZipFile(path) as archive, archive.open(entry) as source:
                left -= _copy(source, place, left, entry.compress_size, name)
        except SegmentationError:
            raise
        except _BROKEN as error:
            raise fail("damaged", file=name) from error
        members.append(Member(_shown_name(entry), place))
    return tuple(members)


def unpack_gz(path: Path, name: str, target: Path) -> Path:
    """The one file of a gzip archive, unpacked to ``target``."""
    try:
        with gzip.open(path) as source:
            _copy(source, target, UNPACKED_LIMIT_MB << 20, path.stat().st_size, name)
    except SegmentationError:
        raise
    except _BROKEN as error:
        raise fail("damaged", file=name) from error
    return target


def _copy(
    source: IO[bytes] | gzip.GzipFile, target: Path, limit: int, packed: int, name: str
) -> int:
    """Unpack to ``target`` and return how many bytes those were, ``limit`` at most."""
    written = 0
    with target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > limit:
                raise fail("too_large", file=name, limit=UNPACKED_LIMIT_MB)
            if _is_too_dense(written, packed):
                raise fail("too_dense", file=name)
            out.write(chunk)
    return written


def _is_of_the_system(name: str) -> bool:
    parts = name.split("/")
    return name.startswith(_OF_THE_SYSTEM) or parts[-1] in _OF_THE_SYSTEM or parts[-1][:2] == "._"


def _shown_name(entry: zipfile.ZipInfo) -> str:
    """The name as its owner knows it: old programs write it in the system's code page."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(codec_of(find_code_page(raw)), errors="replace")

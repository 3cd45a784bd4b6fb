"""What an old Office file (.xls and others) is, told by its directory of streams.

The format is a small file system in sectors ([MS-CFB]). A workbook protected with a password
looks like any other from outside: newer ones hide in a stream of their own, older ones say so
in a record at the start of the workbook ([MS-XLS] 2.4.117, FilePass).
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

_ENTRY = 128
_SEARCHED = 1 << 20
_MINI_SECTOR = 64
_SMALL = 4096  # smaller streams lie in the root's own stream
_FILE_PASS = 0x2F
_WORKBOOK = ("Workbook", "Book")


class OldOffice(Enum):
    """What an old Office file holds."""

    WORKBOOK = auto()
    PROTECTED = auto()
    OTHER = auto()


def look_inside(path: Path) -> OldOffice:
    """What the file at ``path`` is, from its directory, which can lie anywhere in it."""
    with path.open("rb") as file:
        content = file.read(_SEARCHED)
        sector = 1 << min(max(int.from_bytes(content[30:32], "little"), 7), 16)
        end = path.stat().st_size  # a damaged header may point anywhere
        file.seek(min((int.from_bytes(content[48:52], "little") + 1) * sector, end))
        # The first sectors of the directory lie there; the others, in small files, near the start.
        places = (file.read(1 << 16), content)
        entries = [part[at : at + _ENTRY] for part in places for at in range(0, len(part), _ENTRY)]
        streams = {_name(entry): entry for entry in reversed(entries) if len(entry) == _ENTRY}
        if "EncryptedPackage" in streams:
            return OldOffice.PROTECTED
        found = next((streams[name] for name in _WORKBOOK if name in streams), None)
        if found is None:
            return OldOffice.OTHER
        start = (_first_sector(found) + 1) * sector
        if int.from_bytes(found[120:124], "little") < _SMALL and "Root Entry" in streams:
            inside = _first_sector(found) * _MINI_SECTOR
            start = (_first_sector(streams["Root Entry"]) + 1) * sector + inside
        file.seek(min(start, end))
        return OldOffice.PROTECTED if _is_protected(file.read(512)) else OldOffice.WORKBOOK


def _name(entry: bytes) -> str:
    return entry[:64].decode("utf-16-le", errors="replace").partition("\0")[0]


def _first_sector(entry: bytes) -> int:
    return int.from_bytes(entry[116:120], "little")


def _is_protected(stream: bytes) -> bool:
    """Whether one of the first records says that all that follow are encrypted."""
    at = 0
    while at + 4 <= len(stream):
        if int.from_bytes(stream[at : at + 2], "little") == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    return False

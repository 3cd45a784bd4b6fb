"""Those who must not be written to: a file of e-mails, phones or their hashes, read and matched."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.errors import fail
from segmentation.exports.contacts import clean_email, clean_phone
from segmentation.ingest.files import load_file
from segmentation.ingest.headers import guess_header
from segmentation.ingest.raw_table import RawTable

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PHONE_LIKE = re.compile(r"'?[+(]?\d[\d ().\u00a0-]{7,22}")


@dataclass(frozen=True)
class Suppression:
    """Clean e-mails, E.164 phones and SHA-256 hashes (hex, of either) of those to leave out.

    ``entries`` counts the rows of the files that held one, ``unread`` those that held none.
    """

    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    entries: int = 0
    unread: int = 0

    def __or__(self, other: Suppression) -> Suppression:
        """Both lists as one."""
        return Suppression(
            self.emails | other.emails,
            self.phones | other.phones,
            self.hashes | other.hashes,
            self.entries + other.entries,
            self.unread + other.unread,
        )

    def matches(self, table: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Whose clean ``email`` or ``phone`` is listed, shape (n,)."""
        emails, phones = table["email"], table["phone"]
        found = emails.isin(self.emails) | phones.isin(self.phones)
        if self.hashes:
            found |= emails.map(self._hashed, na_action="ignore").fillna(False).astype(bool)
            found |= phones.map(self._hashed, na_action="ignore").fillna(False).astype(bool)
        return found.to_numpy(dtype=bool)

    def _hashed(self, address: str) -> bool:
        """A phone may have been hashed with or without its plus."""
        return sha256(address) in self.hashes or sha256(address.lstrip("+")) in self.hashes


NOBODY = Suppression()


def sha256(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8, as 64 hexadecimal figures in lower case."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_suppression(path: Path, name: str, region: str | None = None) -> Suppression:
    """Everybody in the CSV or Excel file at ``path``, called ``name`` by the owner.

    All rows count, whatever else they say: who is on such a list is not written to. E-mails and
    hashes are found in any column; phones in those called so, or where no header says anything.
    ``region`` is the country of phones without a country code. Raises SegmentationError as
    load_file does, and no_addresses where there is nobody in the file.
    """
    found = NOBODY
    passing = tempfile.TemporaryDirectory(prefix="segmentation-")
    with passing as folder, duckdb.connect() as database:
        for raw in load_file(database, path, name, "suppressed", Path(folder)):
            found |= _read(database, raw, region)
    if not (found.emails or found.phones or found.hashes):
        raise fail("no_addresses", file=name)
    return found


def _read(database: duckdb.DuckDBPyConnection, raw: RawTable, region: str | None) -> Suppression:
    columns = ", ".join(f"c{place}" for place in range(len(raw.headers)))
    rows = database.execute(f"SELECT {columns} FROM {raw.table}").fetchall()
    meanings = [guess.meaning if (guess := guess_header(name)) else None for name in raw.headers]
    dialed = [meaning == "phone" or not any(meanings) for meaning in meanings]
    named = [_named(row, dialed, region) for row in rows]
    unread = sum(not addresses for addresses in named)
    if not any(meanings):  # a list without names of columns can begin with its first address
        named.append(_named(raw.headers, dialed, region))
    everybody = frozenset(address for addresses in named for address in addresses)
    emails = frozenset(address for address in everybody if "@" in address)
    phones = frozenset(address for address in everybody if address.startswith("+"))
    entries = sum(map(bool, named))
    return Suppression(emails, phones, everybody - emails - phones, entries, unread)


def _named(row: Sequence[str | None], dialed: Sequence[bool], region: str | None) -> list[str]:
    """The clean addresses and hashes in a row."""
    return [
        address
        for cell, is_phone in zip(row, dialed, strict=True)
        if cell
        for address in _addresses(cell, is_phone, region)
    ]


def _addresses(cell: str, is_phone: bool, region: str | None) -> list[str]:
    """Those of a cell."""
    text = cell.strip()
    if "@" in text:
        emails = (clean_email(part) for part in re.split(r"[\s,;<>]+", text))
        return [email for email in emails if email]
    if _SHA256.fullmatch(text.lower()):
        return [text.lower()]
    if is_phone and _PHONE_LIKE.fullmatch(text) and (phone := clean_phone(text, region)):
        return [phone]
    return []

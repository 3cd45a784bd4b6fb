"""Those who must not be written to: a file of e-mails, phones or their hashes, read and matched."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import phonenumbers

from segmentation.errors import fail
from segmentation.exports.contacts import Contacts, clean_email, clean_phone, dialed_digits
from segmentation.ingest.files import load_file
from segmentation.ingest.headers import guess_header, normalize
from segmentation.ingest.raw_table import RawTable

# Signs that part addresses are left out, so that several in a cell come apart.
_LOCAL = r"\w.!#$%&'*+=?^`{}~-"
_EMAIL = re.compile(rf"(?<![@{_LOCAL}])[{_LOCAL}]+@[\w-]+(?:\.[\w-]+)+")
_SHA256 = re.compile(r"(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])")
_PHONE_LIKE = re.compile(r"'?[+(]?\d[\d ().\u00a0-]{5,22}")
_DAY = re.compile(r"\d{4}([.-])\d\d?\1\d\d?|\d\d?([.-])\d\d?\2\d{4}")
_ROUNDED = re.compile(r"\d[.,]\d+[eE]\+?\d+")
_CALLED = re.compile(
    r"^\W*(tel|telefon|phone|mob|mobile|cell|kom|komórka|sms|тел|телефон|моб|мобильный|т|t)\b[.:]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[/;,|\n]|[^\W\d_]+[.:]?")
_SHORTEST = 7
"""Figures of a phone; fewer belong to one that a sign cuts in pieces."""
_SHORTEST_UNSURE = 9
_NUMBER = frozenset(map(normalize, ("numer", "nr", "number", "no", "номер", "№")))
_MOSTLY = 0.8
# What is read only in part would let through whoever is in the rest.
_IN_PART = {"archive_unread", "hidden_sheets", "other_tables"}


@dataclass(frozen=True)
class Unread:
    """How many ``rows`` of a ``file`` hold no address we can read, and the ``first`` of them."""

    file: str
    rows: int
    first: int


@dataclass(frozen=True)
class Suppression:
    """Clean e-mails, E.164 phones and SHA-256 hashes (hex, of either) of those to leave out.

    ``digits`` are the figures of the phones as written: a customer abroad has the same ones,
    although the list does not say of which country they are.
    ``entries`` counts the rows of the files that held one, ``unread`` tells of those that held
    none.
    """

    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    digits: frozenset[str] = frozenset()
    entries: int = 0
    unread: tuple[Unread, ...] = ()

    def __or__(self, other: Suppression) -> Suppression:
        """Both lists as one."""
        return Suppression(
            self.emails | other.emails,
            self.phones | other.phones,
            self.hashes | other.hashes,
            self.digits | other.digits,
            self.entries + other.entries,
            self.unread + other.unread,
        )

    def matches(self, contacts: Contacts) -> npt.NDArray[np.bool_]:
        """Whose clean ``email`` or ``phone`` is listed, or the phone as written; shape (n,)."""
        emails, phones = contacts.table["email"], contacts.table["phone"]
        found = emails.isin(self.emails) | phones.isin(self.phones)
        found |= np.array([digits in self.digits for digits in contacts.phone_digits], dtype=bool)
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
    hashes are found in any column; phones in those called so, in those called a number that hold
    hardly anything else, and where no header says anything.
    ``region`` is the country of phones without a country code. Raises SegmentationError as
    load_file does, read_in_part where people may be in what was not read, and no_addresses where
    there is nobody in the file.
    """
    found = NOBODY
    passing = tempfile.TemporaryDirectory(prefix="segmentation-")
    with passing as folder, duckdb.connect() as database:
        for raw in load_file(database, path, name, "suppressed", Path(folder)):
            if _IN_PART.intersection(raw.warnings):
                raise fail("read_in_part", file=name)
            found |= _read(database, raw, region)
    if not found.entries:
        raise fail("no_addresses", file=name)
    return found


def _read(database: duckdb.DuckDBPyConnection, raw: RawTable, region: str | None) -> Suppression:
    columns = "".join(f", c{place}" for place in range(len(raw.headers)))
    numbered = database.execute(f"SELECT row{columns}, extra FROM {raw.table}").fetchall()
    rows = [row[1:] for row in numbered]
    headers = (*raw.headers, "")  # nobody named the cells beyond the columns
    meanings = [guess.meaning if (guess := guess_header(name)) else None for name in headers]
    if any(meanings) or any(map(_is_number, headers)):
        dialed = [
            meaning == "phone"
            or (_is_number(name) and _mostly_phones([row[place] for row in rows], region))
            for place, (name, meaning) in enumerate(zip(headers, meanings, strict=True))
        ]
        people = [_named(row, dialed, region, sure=True) for row in rows]
    else:  # a list without names of columns can begin with its first address
        anywhere = [True] * len(headers)
        people = [_named(row, anywhere, region, sure=False) for row in rows]
        if first := _named(raw.headers, anywhere[1:], region, sure=False):
            people.append(first)
    found = [address for several in people for address in several]
    unread = [row[0] for row, addresses in zip(numbered, people, strict=False) if not addresses]
    return Suppression(
        emails=frozenset(one.email for one in found if one.email),
        phones=frozenset(one.phone for one in found if one.phone),
        hashes=frozenset(one.hash for one in found if one.hash),
        digits=frozenset(one.digits for one in found if one.digits),
        entries=sum(map(bool, people)),
        unread=(Unread(raw.name, len(unread), min(unread)),) if unread else (),
    )


def _is_number(header: str) -> bool:
    return normalize(header) in _NUMBER


def _mostly_phones(cells: Sequence[str | None], region: str | None) -> bool:
    """Whether a column called a number, which may be one of orders, holds phones."""
    filled = [cell for cell in cells if cell and cell.strip()]
    phones = sum(
        any(_in_use(one.phone) for one in _phones(cell, region, sure=True)) for cell in filled
    )
    return bool(filled) and phones >= _MOSTLY * len(filled)


def _in_use(phone: str | None) -> bool:
    """Whether its country gives out such numbers; those of orders are mostly none."""
    return phone is not None and phonenumbers.is_valid_number(phonenumbers.parse(phone))


@dataclass(frozen=True)
class _Address:
    """One thing found in a cell; of a phone both or one of ``phone`` and ``digits``."""

    email: str | None = None
    phone: str | None = None
    hash: str | None = None
    digits: str | None = None


def _named(
    row: Sequence[str | None], dialed: Sequence[bool], region: str | None, *, sure: bool
) -> list[_Address]:
    """The addresses in a row; ``sure`` where a header says which cells are phones."""
    return [
        address
        for cell, is_phone in zip(row, dialed, strict=True)
        if cell
        for address in _addresses(cell.strip(), is_phone, region, sure)
    ]


def _addresses(text: str, is_phone: bool, region: str | None, sure: bool) -> Iterator[_Address]:
    if email := clean_email(text):
        yield _Address(email=email)
        return
    if "@" in text:
        for found in _EMAIL.findall(text):
            if email := clean_email(re.sub(r"^[\W_]+", "", found)):
                yield _Address(email=email)
        text = _EMAIL.sub(" ", text)
    hashes = _SHA256.findall(text.lower())
    yield from (_Address(hash=one) for one in hashes)
    if is_phone and not hashes:
        yield from _phones(text, region, sure)


def _phones(text: str, region: str | None, sure: bool) -> Iterator[_Address]:
    """Those of a cell: ``600/700/802`` is one, ``600700800 / 601000000`` are two."""
    text = _CALLED.sub("", text).strip()
    if _ROUNDED.fullmatch(text):
        if phone := clean_phone(text, region):
            yield _Address(phone=phone)
        return
    if _DAY.fullmatch(text) or (not sure and re.search(r"[^\W\d_]", text)):
        return
    for piece in _pieces(text):
        digits = dialed_digits(piece)
        if digits and _PHONE_LIKE.fullmatch(piece):
            phone = clean_phone(piece, region)
            if phone or sure or len(digits) >= _SHORTEST_UNSURE:
                yield _Address(phone=phone, digits=digits)


def _pieces(text: str) -> list[str]:
    """What may be phones. Where the first piece is too short for one, they are one together."""
    pieces = [piece.strip(" .:-\u00a0") for piece in _BETWEEN.split(text)]
    pieces = [piece for piece in pieces if _figures(piece)]
    if pieces and _figures(pieces[0]) < _SHORTEST:
        return [" ".join(pieces)]
    return [piece for piece in pieces if _figures(piece) >= _SHORTEST]


def _figures(text: str) -> int:
    return sum(sign.isdigit() for sign in text)

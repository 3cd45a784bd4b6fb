"""The first rows of an Excel sheet (.xlsx), streamed from its XML without opening the workbook.

A workbook is a zip of XML files (ECMA-376, part 1, 18.2 to 18.4): the sheets name texts by
their place in one table of shared strings, mostly in the order in which they first appear.
Only the beginning of both is unpacked, so a huge or hostile file costs no more than a small
one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, XMLPullParser

_ROWS = 1500
_MOST_BYTES = 8 << 20  # unpacked, of the sheet and of the shared strings
_CHUNK = 1 << 16
_WIDEST = 1000
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_Cell = str | int  # an int is the place of a shared text
_LAST_ROW = re.compile(r":\$?[A-Z]+\$?(\d+)$")


@dataclass(frozen=True)
class SheetHead:
    """The largest visible sheet: its first rows with their numbers, empty ones left out, and
    about how many it has."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    estimated: int


def read_sheet_head(path: Path) -> SheetHead | None:
    """The head of the largest visible sheet of the workbook; None when this is none.

    Raises OSError, ValueError or LookupError when it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            if "xl/workbook.xml" not in sizes:
                return None
            sheets = _visible_sheets(archive, sizes) or [n for n in sizes if _SHEETS.fullmatch(n)]
            if not sheets:
                return None
            return _read(archive, max(sheets, key=sizes.__getitem__), sizes)
    except (zipfile.BadZipFile, SyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError("damaged workbook") from error


def _visible_sheets(archive: zipfile.ZipFile, sizes: dict[str, int]) -> list[str]:
    """The files of the sheets that are not hidden, as the workbook lists them."""
    hidden = {
        sheet.get(_RELATION)
        for sheet in _Stream(archive, "xl/workbook.xml").elements("sheet")
        if sheet.get("state", "visible") != "visible"
    }
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in sizes:
        return []
    targets = (
        relation.get("Target", "").removeprefix("/xl/").removeprefix("./")
        for relation in _Stream(archive, relations).elements("Relationship")
        if relation.get("Id") not in hidden
    )
    names = (f"xl/{target}" for target in targets)
    return [name for name in names if name in sizes and _SHEETS.fullmatch(name)]


def _read(archive: zipfile.ZipFile, sheet: str, sizes: dict[str, int]) -> SheetHead:
    rows: list[tuple[int, list[_Cell]]] = []
    stream, number, said = _Stream(archive, sheet), 0, 0
    for element in stream.elements("dimension", "row"):
        if _tag(element) == "dimension":
            found = _LAST_ROW.search(element.get("ref", ""))
            said = int(found[1]) if found else 0
            continue
        number = _whole(element.get("r"), number + 1)
        if cells := _cells(element):
            rows.append((number, cells))
        if len(rows) >= _ROWS:
            break
    texts = _shared_texts(archive, sizes, [cell for _, row in rows for cell in row])
    read = tuple((place, tuple(_text(cell, texts) for cell in row)) for place, row in rows)
    if stream.whole:
        return SheetHead(read, len(read))
    stretched = round(len(read) * sizes[sheet] / stream.taken)
    credible = stretched / 1.5 < said < stretched * 1.5
    return SheetHead(read, said if credible else stretched)


class _Stream:
    """The elements of an XML file in the archive, from as much of it as may be unpacked.

    ``taken`` is how many bytes that took so far; ``whole`` tells whether it was all of them.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive, self.name = archive, name
        self.taken, self.whole = 0, False

    def elements(self, *tags: str) -> Iterator[Element]:
        """Each finished element with one of these names; it is emptied after use."""
        parser: XMLPullParser[Any] = XMLPullParser(("end",))
        with self.archive.open(self.name) as file:
            while self.taken < _MOST_BYTES:
                chunk = file.read(_CHUNK)
                self.taken += len(chunk)
                parser.feed(chunk)
                for event in parser.read_events():
                    element = event[-1]
                    if isinstance(element, Element) and _tag(element) in tags:
                        yield element
                        element.clear()
                if not chunk:
                    self.whole = True
                    return


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _cells(row: Element) -> list[_Cell]:
    cells: list[_Cell] = []
    for cell in row:
        place = _column(cell.get("r", ""))
        place = len(cells) if place is None else place
        if not len(cells) <= place < _WIDEST:
            continue
        cells += [""] * (place - len(cells))
        cells.append(_value(cell))
    return cells if any(cell != "" for cell in cells) else []


def _column(reference: str) -> int | None:
    """The place of a cell by its reference: AB12 is in the 28th column, 27 from zero."""
    letters = reference.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha()) or len(letters) > 3:
        return None
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: Element) -> _Cell:
    """The cell's text, or the number of its text among the shared ones."""
    inline = "".join(part.text or "" for part in cell.iter() if _tag(part) == "t")
    value = next((part.text or "" for part in cell if _tag(part) == "v"), inline)
    return int(value) if cell.get("t") == "s" and value.isdigit() else value.strip()


def _shared_texts(
    archive: zipfile.ZipFile, sizes: dict[str, int], cells: list[_Cell]
) -> dict[int, str]:
    wanted = {cell for cell in cells if isinstance(cell, int)}
    texts: dict[int, str] = {}
    name = "xl/sharedStrings.xml"
    if not wanted or name not in sizes:
        return texts
    for number, element in enumerate(_Stream(archive, name).elements("si")):
        if number in wanted:
            parts = (part.text or "" for part in element.iter() if _tag(part) == "t")
            texts[number] = "".join(parts).strip()
            if len(texts) == len(wanted):
                break
    return texts


def _text(cell: _Cell, texts: dict[int, str]) -> str:
    return texts.get(cell, "") if isinstance(cell, int) else cell

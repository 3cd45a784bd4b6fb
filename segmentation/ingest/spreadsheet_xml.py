"""Excel 2003 XML (SpreadsheetML), as Magento and others write it, read as a stream.

A document with a type definition is refused: entities are how XML is made to blow up or to
fetch other files, and no spreadsheet program writes any.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_MOST_COLUMNS = 16_384


class ForbiddenXmlError(ValueError):
    """The document declares a document type or entities."""


@dataclass
class XmlSheet:
    """A worksheet: its name, whether it is hidden, and its rows by 1-based number."""

    name: str
    hidden: bool = False
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read_sheets(path: Path) -> list[XmlSheet]:
    """The worksheets of the document at ``path``.

    Raises ForbiddenXmlError, and expat.ExpatError where it is no well-formed XML.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    with path.open("rb") as file:
        parser.ParseFile(file)
    return reader.sheets


def _forbid(*_: object) -> None:
    raise ForbiddenXmlError


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[XmlSheet] = []
        self._row = 0
        self._cells: list[str] = []
        self._kind = ""
        self._across = 0
        self._parts: list[str] | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Worksheet":
            self.sheets.append(XmlSheet(_attribute(given, "Name")))
            self._row = 0
        elif name == "Row":
            self._row = _whole(given, "Index") or self._row + 1
            self._cells = []
        elif name == "Cell":
            index = min(_whole(given, "Index"), _MOST_COLUMNS)
            self._cells += [""] * (index - 1 - len(self._cells))
            self._across = min(_whole(given, "MergeAcross"), _MOST_COLUMNS)
            self._cells.append("")
        elif name in ("Data", "Visible"):
            self._kind = _attribute(given, "Type")
            self._parts = []

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Data" and self._parts is not None and self._cells:
            self._cells[-1] = _as_text("".join(self._parts), self._kind)
            self._parts = None
        elif name == "Visible" and self._parts is not None:
            if self.sheets and "".join(self._parts).strip() in ("SheetHidden", "SheetVeryHidden"):
                self.sheets[-1].hidden = True
            self._parts = None
        elif name == "Cell":
            room = _MOST_COLUMNS - len(self._cells)
            self._cells += [""] * min(self._across, room)
        elif name == "Row" and self.sheets and any(self._cells):
            self.sheets[-1].rows.append((self._row, self._cells))

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)


def _attribute(given: dict[str, str], name: str) -> str:
    return given.get(f"{_SPREADSHEET} {name}", given.get(name, ""))


def _whole(given: dict[str, str], name: str) -> int:
    text = _attribute(given, name)
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _as_text(text: str, kind: str) -> str:
    if kind == "DateTime":
        day, _, clock = text.partition("T")
        clock = clock.removesuffix("Z").removesuffix(".000")
        return day if clock in ("", "00:00:00") else f"{day} {clock}"
    if kind == "Boolean":
        return "true" if text.strip() == "1" else "false"
    return text

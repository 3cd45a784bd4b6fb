"""Tables of a web page: many shops' panels write one and call it .xls.

Only the text in cells is taken. A cell over several columns or rows has its text in the first
of them, as in a spreadsheet; tables inside cells are tables of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_MOST_COLUMNS = 1000  # browsers take no wider span either
_MOST_ROWS = 65_534
_SILENT = {"script", "style", "title", "template", "noscript"}
_BREAKS = {"br", "p", "div", "li"}
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w\-]+)", re.IGNORECASE)


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)  # column -> rows that a cell reaches down
    cell: list[str] | None = None
    span: tuple[int, int] = (1, 1)


def read_tables(text: str) -> list[list[list[str]]]:
    """The tables of a page as rows of cells, in the order they begin; empty ones left out."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    while parser.open:
        parser.handle_endtag("table")
    return [table.rows for table in parser.tables if any(map(any, table.rows))]


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _META.search(head)
    return found[1].decode("ascii").lower() if found else None


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif not self.open:
            return
        elif tag == "tr":
            self._end_cell()
            self._begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            table = self.open[-1]
            if not table.rows:
                self._begin_row()
            table.cell = []
            given = dict(attrs)
            table.span = (
                _span(given.get("colspan"), _MOST_COLUMNS),
                _span(given.get("rowspan"), _MOST_ROWS),
            )
        elif tag in _BREAKS and self.open[-1].cell:
            self.open[-1].cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th", "tr") and self.open:
            self._end_cell()
        elif tag == "table" and self.open:
            self._end_cell()
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(re.sub(r"\s+", " ", data))

    def _begin_row(self) -> None:
        table = self.open[-1]
        if table.rows:  # columns passed over at the end of the row above
            for column in [c for c in table.below if c >= len(table.rows[-1])]:
                _reach_down(table, column)
        table.rows.append([])

    def _end_cell(self) -> None:
        if not self.open or self.open[-1].cell is None:
            return
        table = self.open[-1]
        lines = " ".join("".join(table.cell or ()).split(" ")).split("\n")
        text = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
        table.cell = None
        row = table.rows[-1]
        while len(row) in table.below:
            _reach_down(table, len(row))
            row.append("")
        across, down = table.span
        for column in range(len(row), min(len(row) + across, _MOST_COLUMNS + 1)):
            if down > 1:
                table.below[column] = down - 1
            row.append(text)
            text = ""


def _reach_down(table: _Table, column: int) -> None:
    table.below[column] -= 1
    if table.below[column] <= 0:
        del table.below[column]


def _span(value: str | None, most: int) -> int:
    text = (value or "").strip()
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 9 else 1

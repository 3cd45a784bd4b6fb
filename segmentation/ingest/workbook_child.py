"""Opens workbooks and web pages in a process of its own; run as a script, it knows no database.

Writes each visible sheet in the clean form and ``outcome.json`` with what it found. It may run
out of memory or be stopped at any moment: then there is no outcome.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from segmentation.ingest.clean_form import MAX_COLUMNS, write_clean
from segmentation.ingest.code_pages import codec_of, find_code_page
from segmentation.ingest.encoding import clean_characters, decode, find_encoding
from segmentation.ingest.html_tables import declared_encoding, read_tables
from segmentation.ingest.sheet_scan import (
    MOST_CELLS,
    count_empty_formulas,
    declares_too_much,
    find_stray,
)

_MEMORY_LIMIT = 4 << 30
_SAMPLE = 1 << 17  # bytes of words that the code page of a web page is told by
_LONGEST_CELL = 32_767  # Excel's own limit
_SAFE_DIGITS = 1e15  # beyond that Excel itself has lost digits


@dataclass
class Outcome:
    """What the child found: the sheets written, what was left out, or why nothing was.

    ``problem`` is the id of a problem with its ``row`` and ``column``.
    """

    sheets: list[dict[str, object]] = field(default_factory=list)
    hidden: int = 0
    empty_formulas: int = 0
    long_numbers: int = 0
    cleaned_characters: int = 0
    problem: str | None = None
    row: int | None = None
    column: str | None = None


class _Writer:
    """Writes sheets of cells as text in the clean form."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.outcome = Outcome()

    def write(self, name: str, rows: Iterable[tuple[int, Sequence[object]]], width: int) -> None:
        file = f"sheet{len(self.outcome.sheets)}.csv"
        texts = ((number, [self._as_text(cell) for cell in row]) for number, row in rows)
        if write_clean(texts, self.target / file, width):
            self.outcome.sheets.append({"name": name, "file": file, "width": width})

    def _as_text(self, cell: object) -> str:
        """A cell as the text its owner sees: whole numbers without .0, dates in ISO form."""
        if isinstance(cell, str):
            if not cell.isprintable():
                cell, removed = clean_characters(cell)
                self.outcome.cleaned_characters += removed
            return cell[:_LONGEST_CELL]
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if isinstance(cell, float):
            if cell.is_integer():
                self.outcome.long_numbers += abs(cell) >= _SAFE_DIGITS
                return str(int(cell))
            return format(cell, ".15g") if 1e-4 <= abs(cell) < 1e15 else format(cell, "f")
        return str(cell)


def read(kind: str, path: Path, target: Path) -> Outcome:
    """Read the file of this kind (``xlsx``, ``workbook``, ``html``, ``xml``) into ``target``;
    ``scan`` only looks for the cell that makes an .xlsx too large."""
    if kind == "html":
        return _read_page(path, target)
    if kind == "xml":
        return _read_xml(path, target)
    if kind == "scan" or (kind == "xlsx" and declares_too_much(path, MAX_COLUMNS)):
        outcome = _explain_size(path)
        if kind == "scan" or outcome.problem != "stray_cell" or outcome.row:
            return outcome
    return _read_workbook(kind, path, target)


def _explain_size(path: Path) -> Outcome:
    place = find_stray(path, MAX_COLUMNS)
    if place is None:
        return Outcome(problem="stray_cell")
    if place.wide:
        return Outcome(problem="too_many_columns")
    return Outcome(problem="stray_cell", row=place.row, column=place.column)


def _read_workbook(kind: str, path: Path, target: Path) -> Outcome:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    writer = _Writer(target)
    try:
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            for about in workbook.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                if about.visible != SheetVisibleEnum.Visible:
                    writer.outcome.hidden += 1
                    continue
                sheet = workbook.get_sheet_by_name(about.name)
                if sheet.start is None or sheet.end is None:
                    continue
                width = sheet.end[1] - sheet.start[1] + 1
                if sheet.total_height * sheet.total_width > MOST_CELLS or width > MAX_COLUMNS:
                    return _too_wide(kind, path, islice(sheet.iter_rows(), 100))
                writer.write(about.name, enumerate(sheet.iter_rows(), start=1), width)
        if kind == "xlsx":
            writer.outcome.empty_formulas = count_empty_formulas(path)
    except PasswordError:
        return Outcome(problem="password")
    except CalamineError:
        return Outcome(problem="damaged")
    return writer.outcome


def _too_wide(kind: str, path: Path, rows: Iterable[Sequence[object]]) -> Outcome:
    if max(sum(cell != "" for cell in row) for row in rows) > MAX_COLUMNS:
        return Outcome(problem="too_many_columns")
    return _explain_size(path) if kind == "xlsx" else Outcome(problem="stray_cell")


def _read_page(path: Path, target: Path) -> Outcome:
    writer = _Writer(target)
    for number, rows in enumerate(read_tables(_page_text(path)), start=1):
        width = max(map(len, rows))
        if width > MAX_COLUMNS:
            return Outcome(problem="too_many_columns")
        writer.write(str(number), enumerate(rows, start=1), width)
    return writer.outcome if writer.outcome.sheets else Outcome(problem="web_page")


def _page_text(path: Path) -> str:
    encoding = find_encoding(path)
    if encoding.name.startswith("utf"):
        return "".join(decode(path, encoding))
    content = path.read_bytes()
    words = b"\n".join(part for part in re.split(rb"<[^>]*>", content) if not part.isascii())
    page = codec_of(find_code_page(words[:_SAMPLE]))
    try:
        return content.decode(declared_encoding(content[:4096]) or page)
    except (LookupError, UnicodeDecodeError):
        return content.decode(page, errors="replace")


def _read_xml(path: Path, target: Path) -> Outcome:
    from xml.parsers.expat import ExpatError

    from segmentation.ingest.spreadsheet_xml import ForbiddenXmlError, read_sheets

    writer = _Writer(target)
    try:
        sheets = read_sheets(path)
    except (ExpatError, ForbiddenXmlError):
        return Outcome(problem="damaged")
    for sheet in sheets:
        if sheet.hidden:
            writer.outcome.hidden += 1
            continue
        width = max((len(cells) for _, cells in sheet.rows), default=0)
        if width > MAX_COLUMNS:
            widest, number = max((len(cells), -number) for number, cells in sheet.rows)
            return Outcome(problem="stray_cell", row=-number, column=_letters(widest))
        if width:
            writer.write(sheet.name, sheet.rows, width)
    return writer.outcome


def _letters(column: int) -> str:
    """1=A ... 16384=XFD."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the checks of size have to do
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY_LIMIT), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):  # not every system lets a process limit itself
            continue


if __name__ == "__main__":
    _limit_memory()
    made = read(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    (Path(sys.argv[3]) / "outcome.json").write_text(json.dumps(asdict(made)), encoding="utf-8")

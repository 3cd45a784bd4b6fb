"""Lines below a table that are no data: who made the report, when, how many records.

They are told by the frame: nearly empty where rows are full, after a blank line or in words that
reports use. Total rows are not looked for here; those need to know what the columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import duckdb

from segmentation.ingest.values import TOTAL_WORDS

_LAST_ROWS = 40
_BODY_ROWS = 200
_TAIL = 1 << 16
_MOST_CELLS = 3
_SAID_BELOW = re.compile(
    r"records?\b.{0,4}(downloaded|exported)|^seller id\b|^\d+ (rows?|wierszy|строк)\b"
    r"|^(generated|exported|downloaded|printed"
    r"|created (by|on|at)|report (date|generated)|page \d|end of (report|file)|note:|source:)"
    r"|^(wygenerowan|wyeksportowan|sporządz|utworzon|data (eksportu|wydruku|raportu)|źródło:"
    r"|liczba (rekordów|wierszy|pozycji)|strona \d|koniec (raportu|pliku)|uwaga:)"
    r"|^(сформирован|выгружен|отч[её]т сформирован|дата (выгрузки|формирования|отч[её]та)"
    r"|количество (записей|строк)|страница \d|конец отч[её]та|исполнитель|источник:|примечание:)"
    r"|^((erstellt|exportiert|gedruckt) (am|von|im|mit|aus)\b|seite \d|quelle:|hinweis:)"
    r"|^(сформовано|вивантажено|створено (в|у|за)\b|сторінка \d|кількість (записів|рядків))"
    r"|^((vytvořeno|vygenerováno|exportováno) (v|ve|dne|z|pomocí)\b|počet (řádků|záznamů))"
    r"|^((généré|exporté|imprimé|édité)e? (le|par|à|depuis|dans)\b|nombre de lignes)"
    r"|^((generado|exportado|impreso) (el|por|en|desde)\b|número de (filas|registros))",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-=_+|:]{3,}")
_LETTERS_AND_SPACE = re.compile(r"^[^@]*[^\W\d_]{2}[^@]*[\s:][^@]*$")


@dataclass(frozen=True)
class _Line:
    position: int
    row: int
    cells: tuple[str, ...]


def find_notes(connection: duckdb.DuckDBPyConnection, table: str, width: int) -> tuple[int, ...]:
    """The rowids of the lines below the table in the text table ``table``."""
    cells = ", ".join(f"trim(c{i})" for i in range(width))
    last = connection.execute(
        f"""SELECT rowid, row, [{cells}, extra] FROM {table}
        WHERE rowid > (SELECT max(rowid) FROM {table}) - {_LAST_ROWS} ORDER BY rowid"""
    ).fetchall()
    lines = [_Line(place, row, tuple(c for c in found if c)) for place, row, found in last]
    filled = connection.execute(
        f"SELECT list_count(list_filter([{cells}], lambda c: c <> '')) FROM {table} "
        f"WHERE rowid < {_BODY_ROWS}"
    ).fetchall()
    return _notes(lines, median(count for (count,) in filled) if filled else 0)


def find_notes_of_tail(
    path: Path, delimiter: str, lines: int, sample: Sequence[Sequence[str]]
) -> tuple[int, ...]:
    """The numbers of the lines below the table at the end of a file of that many ``lines``,
    none of them blank, without a quote in it; ``sample`` are some of its rows."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read().decode("utf-8", errors="replace").split("\n")[1:]
    while tail and not tail[-1].strip("\r;,\t| "):
        tail.pop()
    last = [[cell.strip() for cell in line.split(delimiter)] for line in tail[-_LAST_ROWS:]]
    found = [
        _Line(number, number, tuple(filter(None, cells)))
        for number, cells in enumerate(last, start=lines - len(last) + 1)
    ]
    counts = [sum(bool(cell.strip()) for cell in row) for row in sample[:_BODY_ROWS]]
    return _notes([line for line in found if line.cells], median(counts) if counts else 0)


def _notes(lines: Sequence[_Line], usual: float) -> tuple[int, ...]:
    """Those of the last ``lines`` that do not go on with a table of ``usual`` filled cells."""
    start = len(lines)
    while start > 0 and _is_thin(lines[start - 1], usual):
        start -= 1
    body, thin = lines[:start], lines[start:]
    if not body:
        return ()
    even = all(later.row - earlier.row == 1 for earlier, later in pairwise(body))
    apart, found, above = False, [], body[-1].row
    for line in thin:
        apart = apart or (even and line.row - above > 1)
        above = line.row
        if re.match(TOTAL_WORDS, line.cells[0].lower()):
            continue
        if _is_said(line) or _is_rule(line) or (apart and _LETTERS_AND_SPACE.match(line.cells[0])):
            found.append(line.position)
    return tuple(found)


def _is_thin(line: _Line, usual: float) -> bool:
    few = len(line.cells) <= _MOST_CELLS and len(line.cells) < usual
    return (few and (2 * len(line.cells) <= usual or _is_said(line))) or _is_rule(line)


def _is_said(line: _Line) -> bool:
    return any(map(_SAID_BELOW.search, line.cells))


def _is_rule(line: _Line) -> bool:
    return all(map(_RULE.fullmatch, line.cells))

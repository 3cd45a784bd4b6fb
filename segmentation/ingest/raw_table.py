"""The text table a file becomes: what it is called, where it lies, how it was read."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path

import duckdb

from segmentation.ingest.progress import current

# DuckDB takes memory for some of the longest rows a file may have, or for the whole file.
_LARGE = 1 << 26
_LONG_ROW, _LONGEST_ROW = 4_000_000, 200_000_000  # bytes


class IrregularFileError(Exception):
    """Raised when a view of a large file turns out not to show every row in its place."""


@dataclass(frozen=True)
class RawTable:
    """A file (or one sheet) as text in the DuckDB table ``table``.

    The table's columns are ``row`` (1-based, as a spreadsheet shows it), ``sheet``, ``c0`` to
    ``cn`` for the named columns and ``extra`` (cells beyond them, else NULL). ``headers`` are
    the names of the file, never used in SQL. ``header_row`` is 0 when the file names none, and
    the last of them where names fill several rows. ``notes`` are the positions of lines below
    the table that belong to its frame.

    A large regular file stays where it is (``path``): ``table`` is then a view of it, ``rows``
    what its lines promise, and the table ``sample`` holds rows from all over it. ``tidy`` means
    that no cell has control, invisible or unusual space characters.
    """

    name: str
    table: str
    headers: tuple[str, ...]
    header_row: int
    rows: int
    fingerprint: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    warnings: tuple[str, ...] = ()
    repaired_lines: int = 0
    cleaned_characters: int = 0
    notes: tuple[int, ...] = ()
    path: str | None = None
    sample: str | None = None
    tidy: bool = False
    quoted: bool = True

    @property
    def position(self) -> str:
        """The SQL name of what tells a row's place in the table."""
        return "row" if self.path else "rowid"

    def spread(self, rows: int) -> str:
        """SQL to select from: about ``rows`` rows from all over the table, no notes."""
        if self.sample:
            return self.sample
        some = f"rowid % {max(1, self.rows // rows)} = 0"
        return f"(FROM {self.table} WHERE {some} AND NOT {self.is_note('rowid')})"

    def column(self, header: str) -> str:
        """The SQL name of the column called ``header``."""
        return f"c{self.headers.index(header)}"

    def is_note(self, position: str) -> str:
        """The SQL test whether ``position`` is that of a note below the table."""
        listed = ", ".join(map(str, self.notes))
        return f"{position} IN ({listed})" if listed else "false"


def load_clean(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    table: str,
    width: int,
    header_row: int,
    sheet: str | None = None,
    *,
    cells: int | None = None,
    append: bool = False,
    temporary: bool = False,
) -> None:
    """Read rows below ``header_row`` of a file in the clean form into ``table``.

    ``width`` columns are made of the file's ``cells`` (as many when None, else fewer).
    """
    cells = width if cells is None else cells
    columns = "".join(f"'c{i}': 'VARCHAR', " for i in range(cells))
    made = [f"c{i}" if i < cells else f"NULL::VARCHAR AS c{i}" for i in range(width)]
    kind = "TEMP TABLE" if temporary else "TABLE"
    target = f"INSERT INTO {table}" if append else f"CREATE OR REPLACE {kind} {table} AS"
    values = [sheet, glob.escape(str(path))]

    def query(longest: int) -> str:
        return f"""{target}
        SELECT row, ?::VARCHAR AS sheet, {", ".join(made)}, extra
        FROM read_csv(?, delim=',', quote='"', escape='"', header=false, auto_detect=false,
            columns={{'row': 'BIGINT', {columns} 'extra': 'VARCHAR'}}, new_line='\\n',
            max_line_size={longest}, buffer_size={2 * longest})
        WHERE row > {header_row}"""

    if path.stat().st_size > _LARGE:
        try:
            connection.execute(query(_LONG_ROW), values)
        except duckdb.Error:
            current().check()
        else:
            return
    connection.execute(query(_LONGEST_ROW), values)


def drop_blank_rows(connection: duckdb.DuckDBPyConnection, table: str, width: int) -> int:
    """Remove rows without content (blank lines are no rows); returns how many are left."""
    cells = ", ".join(f"nullif(trim(c{i}), '')" for i in range(width))
    connection.execute(f"DELETE FROM {table} WHERE coalesce({cells}, extra) IS NULL")
    left = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(left[0]) if left else 0

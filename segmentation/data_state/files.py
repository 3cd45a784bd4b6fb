"""What was not taken from the files: rows left out, columns not used, words not understood."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from segmentation.data_state.checks import Finding, Word
from segmentation.imports import Import
from segmentation.ingest.guesses import ColumnGuess
from segmentation.language import mark

_FRAME = ("total_row", "repeated_header")  # rows that say nothing of an order or a person
REFUSED, FRAME, UNUSED = "refused", "frame_rows", "unused_columns"


def file_findings(
    cursor: duckdb.DuckDBPyConnection, imports: Sequence[Import]
) -> tuple[Finding, ...]:
    """Rows refused (their words are the reasons' ids), rows of the table's frame, and columns
    not used, of all used imports."""
    rows = sum(entry.report.rows for entry in imports if entry.report)
    counts = dict(
        cursor.execute(
            """SELECT reason, count(*) FROM refused WHERE import_id IN (SELECT unnest(?))
            GROUP BY reason ORDER BY count(*) DESC, reason""",
            [[entry.import_id for entry in imports]],
        ).fetchall()
    )
    frame = sum(times for reason, times in counts.items() if reason in _FRAME)
    unused = [guess for entry in imports for guess in unused_columns(entry)]
    columns = sum(guess.filled > 0 for entry in imports for guess in entry.mapping.guesses)
    return (
        Finding(
            REFUSED,
            "look",
            mark("Rows left out"),
            mark("What they hold is missing from every figure."),
            sum(counts.values()) - frame,
            rows,
            tuple(Word(reason, n) for reason, n in counts.items() if reason not in _FRAME),
        ),
        Finding(
            FRAME,
            "know",
            mark("Total rows and repeated column names"),
            mark("We left them out, so that nothing counts twice."),
            frame,
            rows,
            touches="none",
        ),
        Finding(
            UNUSED,
            "know",
            mark("Columns not used"),
            mark("Nothing is counted from them; say what they mean when you add the file again."),
            len(unused),
            columns,
            tuple(dict.fromkeys(Word(guess.header) for guess in unused)),
            touches="none",
        ),
    )


def file_rows(
    id: str, cursor: duckdb.DuckDBPyConnection, imports: Sequence[Import]
) -> pd.DataFrame:
    """The rows behind one of :func:`file_findings`; ``reason`` is an id."""
    names = {entry.import_id: entry.raw.name for entry in imports}
    if id == UNUSED:
        found = [
            (entry.raw.name, guess.header, guess.reason, ", ".join(guess.samples))
            for entry in imports
            for guess in unused_columns(entry)
        ]
        return pd.DataFrame(found, columns=["file", "column", "column_reason", "value"])
    rows = cursor.execute(
        f"""SELECT import_id, sheet, row, reason, "column", value,
            array_to_string(cells, ' | ') AS cells
        FROM refused WHERE import_id IN (SELECT unnest(?))
            AND (reason IN {_FRAME}) = ? ORDER BY import_id, sheet NULLS FIRST, row""",
        [list(names), id == FRAME],
    ).df()
    rows.insert(0, "file", rows.pop("import_id").map(names))
    return rows


def unused_columns(entry: Import) -> tuple[ColumnGuess, ...]:
    """The filled columns of a file that nothing is counted from."""
    kept = set(entry.mapping.extras)
    return tuple(
        guess
        for guess in entry.mapping.guesses
        if guess.meaning is None and guess.filled and guess not in kept
    )

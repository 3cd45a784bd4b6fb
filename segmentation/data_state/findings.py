"""What the checks find in a shop, and the rows behind each finding.

The clock is never asked: "long ago" counts from the last day of the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import duckdb
import pandas as pd

from segmentation.counting import ALL_DOCUMENTS, View
from segmentation.data_state.checks import CHECK, CHECKS, STALE, Check, Finding, Word
from segmentation.data_state.files import file_findings, file_rows
from segmentation.data_state.grounds import Ground, make_ground
from segmentation.shop import Import, Shop

STALE_MONTHS = 24


def find_findings(shop: Shop, view: View = ALL_DOCUMENTS) -> tuple[Finding, ...]:
    """All findings of what the shop uses, most weighty first; those of count 0 at the end."""
    imports = _used(shop)
    with shop.reading() as cursor:
        found = [
            finding
            for _, checks in groupby(
                sorted(CHECKS, key=lambda check: check.ground), key=lambda check: check.ground
            )
            for finding in _run(cursor, list(checks), view, imports)
        ]
        found += file_findings(cursor, imports)
    return most_weighty_first(found)


def find_stale(shop: Shop, months: int = STALE_MONTHS, view: View = ALL_DOCUMENTS) -> Finding:
    """Customers without an order, a change or a sign of life in the last ``months``."""
    with shop.reading() as cursor:
        (finding,) = _run(cursor, [STALE], view, (), months)
    return finding


def most_weighty_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What deserves a look before what is good to know, the further-reaching first."""
    return tuple(
        sorted(
            findings,
            key=lambda finding: (not finding.count, finding.kind != "look", -finding.reach),
        )
    )


def finding_rows(
    shop: Shop, id: str, view: View = ALL_DOCUMENTS, months: int = STALE_MONTHS
) -> pd.DataFrame:
    """The rows behind a finding, or the customers; columns by their keys, empty ones left out."""
    with shop.reading() as cursor:
        if id not in CHECK:
            rows = file_rows(id, cursor, _used(shop))
        else:
            ground = make_ground(CHECK[id].ground, cursor, view, months)
            rows = cursor.execute(
                f"""WITH {ground.ctes} SELECT {", ".join(ground.columns)} FROM {ground.name}
                WHERE {CHECK[id].test} ORDER BY ALL""",
                ground.values,
            ).df()
    return rows.dropna(axis="columns", how="all")


def _run(
    cursor: duckdb.DuckDBPyConnection,
    checks: Sequence[Check],
    view: View,
    imports: Sequence[Import],
    months: int = STALE_MONTHS,
) -> list[Finding]:
    """The findings of checks over one ground, in a single pass."""
    ground = make_ground(checks[0].ground, cursor, view, months)
    counts = ", ".join(
        f"count(*) FILTER ({check.test}), {ground.rows or f'count(*) FILTER ({check.among})'}"
        for check in checks
    )
    row = cursor.execute(
        f"WITH {ground.ctes} SELECT {counts} FROM {ground.name}", ground.values
    ).fetchone()
    assert row is not None
    return [
        Finding(
            check.id,
            check.kind,
            check.label,
            check.effect,
            count,
            of,
            _words(cursor, check, ground) if check.id == "unknown_status" and count else (),
            check.touches,
        )
        for check, count, of in zip(checks, row[::2], row[1::2], strict=True)
    ]


def _words(cursor: duckdb.DuckDBPyConnection, check: Check, ground: Ground) -> tuple[Word, ...]:
    """The status words a finding turns on, the most frequent first."""
    found = cursor.execute(
        f"""WITH {ground.ctes} SELECT status, count(*) FROM {ground.name}
        WHERE {check.test} GROUP BY status ORDER BY 2 DESC, 1""",
        ground.values,
    ).fetchall()
    return tuple(Word(word, count) for word, count in found)


def _used(shop: Shop) -> tuple[Import, ...]:
    return tuple(entry for entry in shop.imports() if entry.used)

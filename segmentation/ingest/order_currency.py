"""The currency of each document, from its column, from the signs in its amounts, or its header."""

from __future__ import annotations

from collections.abc import Callable

from segmentation.ingest.currencies import currency_code, find_currency
from segmentation.ingest.order_rows import OrderFile


def settle_currency(file: OrderFile) -> tuple[str | None, bool]:
    """Make the table ``file.currencies`` (word, code) of what the rows' ``currency`` can say.

    Returns the currency of rows that name none, and whether rows name any. Where no column
    does, the signs beside the amounts become the rows' ``currency``.
    """
    file.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {file.currencies} (word VARCHAR, code VARCHAR)"
    )
    if file.has("currency"):
        _list_codes(file, currency_code)
        return None, True
    for meaning in ("total", "line_amount", "unit_price"):
        if not (header := file.mapping.header(meaning)):
            continue
        sign = f"nullif(regexp_replace({meaning}_cell, '[0-9.,''’\\s()-]', '', 'g'), '')"
        (signed,) = file.counts(f"SELECT count({sign}) FROM {file.rows}")
        if not signed:
            if named := find_currency(header):
                return named, False
            continue
        file.connection.execute(f"UPDATE {file.rows} SET currency = {sign}")
        codes = _list_codes(file, find_currency)
        if codes:
            return codes.pop() if len(codes) == 1 else None, True
        if named := find_currency(header):
            return named, False
    return None, False


def _list_codes(file: OrderFile, code_of: Callable[[str], str | None]) -> set[str]:
    words = file.connection.execute(
        f"SELECT DISTINCT currency FROM {file.rows} WHERE currency IS NOT NULL"
    ).fetchall()
    pairs = [(word, code_of(word)) for (word,) in words]
    if pairs:
        file.connection.executemany(f"INSERT INTO {file.currencies} VALUES (?, ?)", pairs)
    return {code for _, code in pairs if code}

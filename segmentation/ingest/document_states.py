"""What the words of a file say about its documents: live or not, sale or return.

One word decides for a document; where its rows say different things, what is live counts.
"""

from __future__ import annotations

from pathlib import Path

from segmentation.ingest.headers import guess_header
from segmentation.ingest.order_rows import OrderFile
from segmentation.ingest.platforms import Platform
from segmentation.ingest.statuses import (
    DocumentKind,
    State,
    classify_document,
    classify_status,
    is_plain_sale,
    names_returns,
)

_AMOUNTS = ("total", "line_amount", "unit_price", "tax_withheld")
_AMOUNT = "coalesce(total, line_amount, unit_price * coalesce(quantity, 1))"
_DEAD = "('cancelled', 'refunded', 'failed')"
_LIVELINESS: tuple[State, ...] = ("cancelled", "failed", "refunded", "unknown", "unpaid", "real")


def sign_rows(file: OrderFile) -> None:
    """Let rows that are returns by their kind subtract, and refuse rows that are no sale.

    A kind of return that the file writes below zero already is left as it is.
    """
    _sign_named_returns(file)
    if not file.has("document_type"):
        return
    _fill_types(file)
    words = file.connection.execute(
        f"SELECT DISTINCT document_type FROM {file.rows} WHERE document_type IS NOT NULL"
    ).fetchall()
    kinds: dict[str, DocumentKind] = {word: _kind(file.entry, word) for (word,) in words}
    if any(kind == "sale" and is_plain_sale(word) for word, kind in kinds.items()):
        # Payments and offers stand beside the invoices that they belong to.
        kinds = {w: "other" if k in ("payment", "offer") else k for w, k in kinds.items()}
    returns = [word for word, kind in kinds.items() if kind == "return"]
    others = [word for word, kind in kinds.items() if kind == "other"]
    if others:
        file.connection.execute(
            f"""INSERT INTO {file.refused} SELECT row, sheet, position, ?, document_type, 'no_sale'
            FROM {file.rows} WHERE document_type IN (SELECT unnest(?)) ORDER BY position""",
            [file.mapping.header("document_type"), others],
        )
        file.connection.execute(
            f"DELETE FROM {file.rows} WHERE document_type IN (SELECT unnest(?))", [others]
        )
    _subtract(file, "document_type", returns)


def _subtract(file: OrderFile, told_by: str, returns: list[str]) -> None:
    """Turn the sign of rows whose ``told_by`` (SQL) is one of ``returns``, unless the file has
    amounts below zero under that very word."""
    below = file.connection.execute(
        f"SELECT DISTINCT {told_by} FROM {file.rows} WHERE {_AMOUNT} < 0"
    ).fetchall()
    above = [word for word in returns if (word,) not in below]
    if above:
        signed = ", ".join(f"{meaning} = -{meaning}" for meaning in _AMOUNTS if file.has(meaning))
        file.connection.execute(
            f"UPDATE {file.rows} SET {signed} WHERE {told_by} IN (SELECT unnest(?))", [above]
        )


def _fill_types(file: OrderFile) -> None:
    """Let the kind that the first row of a document names hold for its rows that name none."""
    (gaps,) = file.counts(f"SELECT count(*) FROM {file.rows} WHERE document_type IS NULL")
    if not gaps:
        return
    file.connection.execute(
        f"""UPDATE {file.rows} SET document_type = told.kind FROM (
            SELECT order_id, arg_min_null(document_type, position) AS kind FROM {file.rows}
            GROUP BY order_id HAVING count(DISTINCT document_type) = 1) AS told
        WHERE told.order_id = {file.rows}.order_id AND document_type IS NULL"""
    )


def _sign_named_returns(file: OrderFile) -> None:
    """Let the rows of a sheet or a file of returns subtract, by its name or its amount's."""
    amount = guess_header(file.mapping.header("total") or "")
    refunds = amount is not None and amount.meaning == "refunded"
    sheets = file.connection.execute(f"SELECT DISTINCT sheet FROM {file.rows}").fetchall()
    untitled = Path(file.raw.name).stem
    named = [sheet or "" for (sheet,) in sheets if refunds or names_returns(sheet or untitled)]
    if named:
        _subtract(file, "coalesce(sheet, '')", named)


def _kind(entry: Platform | None, word: str) -> DocumentKind:
    if entry is None or not (entry.sales or entry.returns):
        return classify_document(word)
    text = " ".join(word.casefold().split())
    return "return" if text in entry.returns else "sale" if text in entry.sales else "other"


def settle_states(file: OrderFile, *, lines: bool) -> bool:
    """Make the table ``file.states`` (payment, word, state) of the status words.

    Documents whose rows have different statuses get the liveliest of them; where amounts lie
    on the ``lines``, dead rows of a document that lives lose theirs. Returns whether any did,
    so that the rows have to be grouped anew.
    """
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.states}
        (payment BOOLEAN, word VARCHAR, state VARCHAR, liveliness INTEGER)"""
    )
    changed = False
    for meaning in ("status", "payment_status"):
        if file.has(meaning):
            _classify(file, meaning)
            changed = _settle_mixed(file, meaning, lines=lines) or changed
    return changed


def _classify(file: OrderFile, meaning: str) -> None:
    payment = meaning == "payment_status"
    words = file.connection.execute(
        f"SELECT DISTINCT {meaning} FROM {file.rows} WHERE {meaning} IS NOT NULL"
    ).fetchall()
    known = dict(file.entry.statuses) if file.entry else {}
    states = [
        (word, known.get(" ".join(word.casefold().split()))
         or classify_status(word, payment=payment))
        for (word,) in words
    ]  # fmt: skip
    if states:
        file.connection.executemany(
            f"INSERT INTO {file.states} VALUES (?, ?, ?, ?)",
            [(payment, word, state, _LIVELINESS.index(state)) for word, state in states],
        )


def _settle_mixed(file: OrderFile, meaning: str, *, lines: bool) -> bool:
    """Where rows of one document differ in ``meaning``: only what lives speaks and counts."""
    (mixed,) = file.counts(
        f"SELECT count(*) FROM {file.grouped} WHERE {meaning} <> other_{meaning}"
    )
    if not mixed:
        return False
    file.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {file.raw.table}_mixed AS
        WITH mixed AS (SELECT order_id FROM {file.grouped} WHERE {meaning} <> other_{meaning}),
        told AS (
            SELECT position, order_id, {meaning} AS word, state, liveliness
            FROM {file.rows} JOIN mixed USING (order_id)
                LEFT JOIN {file.states} AS states
                    ON states.word = {meaning}
                    AND states.payment = {meaning == "payment_status"})
        SELECT position, arg_max(word, (liveliness, word)) OVER document AS word,
            coalesce(state IN {_DEAD}, false)
                AND bool_or(state IS NULL OR state NOT IN {_DEAD}) OVER document AS dead
        FROM told WINDOW document AS (PARTITION BY order_id)"""
    )
    # What a refund takes back stands below zero, and lowers its document.
    gone = f"dead AND coalesce({_AMOUNT}, 0) >= 0"
    emptied = ", ".join(
        f"{m} = CASE WHEN {gone} THEN NULL ELSE {m} END" for m in _AMOUNTS if file.has(m)
    )
    file.connection.execute(
        f"""UPDATE {file.rows} SET {meaning} = mixed.word{f", {emptied}" if lines else ""}
        FROM {file.raw.table}_mixed AS mixed WHERE mixed.position = {file.rows}.position"""
    )
    return True


def empty_dead(file: OrderFile) -> None:
    """Let documents that are dead by their status be worth nothing where they name no amount."""
    file.connection.execute(
        f"""UPDATE {file.grouped} SET total = 0 WHERE total IS NULL AND (
            status IN (SELECT word FROM {file.states} WHERE NOT payment AND state IN {_DEAD})
            OR payment_status IN (SELECT word FROM {file.states} WHERE payment AND state IN {_DEAD})
            OR cancelled)"""
    )

"""Whether an order was delivered for free: by what delivery cost, else by what it was called.

Delivery is free where the file tells its cost and that is nothing. An order fetched in the shop
was not delivered: where the file names the method, it counts neither way. Where nothing is told,
nothing is known.
"""

from __future__ import annotations

from segmentation.ingest.order_rows import OrderFile
from segmentation.ingest.values import literal

_FREE = (
    r"(^|[^\pL])(free|gratis|gratuit\pL*|kostenlos\pL*|kostenfrei\pL*|versandkostenfrei|zdarma"
    r"|zadarmo|darmow\pL*|za darmo|bezpłatn\pL*|бесплатн\pL*|безкоштовн\pL*|бясплатн\pL*"
    r"|nemokam\pL*|bezmaksas|tasuta)([^\pL]|$)"
)
_FETCHED = (
    r"odbi[oó]r (osobisty|własny|w (naszym )?(sklepie|salonie|siedzibie|firmie))"
    r"|самовывоз|самовивіз"
    r"|(local|store|shop|customer|personal|curbside) (pick.?up|collection)"
    r"|(pick.?up|collect(ion)?) (in|from|at) (the |our )?(store|shop)|click (&|and) collect"
    r"|^(pick.?up|collection|in.?store)$|abholung|selbstabhol|osobn[íiýy] odb[ěe]r"
    r"|retrait en (magasin|boutique)|recogida en (la )?tienda|ritiro in negozio"
)
_POINT = "пвз|сдэк|cdek|boxberry|постамат|пункт выдачи"
"""Fetched, but from where a carrier brought it."""


def free_delivery(file: OrderFile) -> tuple[str, list[list[str]]]:
    """SQL of an aggregate over a document's rows, and its bound values.

    True where delivery cost nothing, false where it cost something, NULL where that is not
    known or the order was fetched. Without costs a delivery is free where the method says so,
    and was paid for where the file says so of other methods only.
    """
    cost = "max(abs(shipping)) = 0"
    if file.has("shipping"):
        told = f"shipping IS NULL AND regexp_matches(lower(shipping_cell), {literal(_FREE)})"
        cost = f"max(CASE WHEN {told} THEN 0 ELSE abs(shipping) END) = 0"
    if not file.has("delivery_method"):
        return cost, []
    fetched, free = (_methods(file, words) for words in ((_FETCHED, _POINT), (_FREE, "")))
    named = "bool_or(list_contains(?::VARCHAR[], delivery_method))"
    if file.has("shipping"):
        return f"CASE WHEN NOT ({cost}) OR NOT coalesce({named}, false) THEN {cost} END", [fetched]
    if not free:
        return "NULL::BOOLEAN", []
    return f"CASE WHEN NOT {named} THEN {named} END", [fetched, free]


def _methods(file: OrderFile, words: tuple[str, str]) -> list[str]:
    """The delivery methods of the file that have the first words and not the second."""
    having, lacking = words
    unless = (
        f"AND NOT regexp_matches(lower(delivery_method), {literal(lacking)})" if lacking else ""
    )
    rows = file.connection.execute(
        f"""SELECT DISTINCT delivery_method FROM {file.rows}
        WHERE regexp_matches(lower(delivery_method), {literal(having)}) {unless} ORDER BY ALL"""
    ).fetchall()
    return [method for (method,) in rows]

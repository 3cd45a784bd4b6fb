"""What a table holds, by its columns: orders, order lines, customers, or answers of a survey.

And the other way round: what a column means in a table of that kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segmentation.columns import MEANING, Kind
from segmentation.ingest.evidence import ColumnEvidence
from segmentation.ingest.guesses import ColumnGuess, Reason
from segmentation.ingest.headers import is_form_time, is_gross, is_net, is_survey, normalize
from segmentation.ingest.platforms import Platform

AMOUNTS = ("total", "line_amount", "unit_price")
KEYS = ("email", "customer_id", "card_number", "phone", "tax_id")
EXACT = 0.85  # the words of the header are known, not only a part of them
_ORDER_DETAILS = {"product", "sku", "quantity", "unit_price", "status", "payment_status",
                  "currency", "discount", "discount_code", "shipping", "refunded",
                  "document_type"}  # fmt: skip
_LIST_AMOUNTS = ("total_spend", "frequency", "last_order")
_LIST_MEANINGS = (
    "total_spend",
    "frequency",
    "last_order",
    "first_order",
    "registered",
    "last_active",
)
_HUMAN = {"birth_date", "birth_year", "age", "gender", "interests"}
_RATINGS = 11  # from 0 to 10
_REPEATED = 0.8  # a customer list has the same customer twice, but not one row in five
_ENOUGH = 20  # rows to tell by
_PLAIN_IDS = ("id", "номер")


def find_kind(guesses: Sequence[ColumnGuess], evidence: Sequence[ColumnEvidence]) -> Kind | None:
    """What the columns make of the table: orders, customers, answers, or nothing we know.

    Orders without amounts are nothing we know: only the owner can tell where the amounts are.
    """
    have = {guess.meaning for guess in guesses if guess.meaning}
    amount, order = have & set(AMOUNTS), have & {"product", "sku"} or _names_orders(guesses)
    person = have & {*KEYS, "first_name", "last_name", "name"}
    traits = have & {"birth_date", "birth_year", "age", "gender", "interests", "loyalty",
                     "points", "registered", "total_spend", "frequency", "last_order"}  # fmt: skip
    dated = any(g.meaning == "order_date" and (g.reason != "values" or not traits) for g in guesses)
    if "total" in have and traits == {"registered"} and len(have & _ORDER_DETAILS) >= 2:
        dated, traits = True, set()  # when the order was made
    if amount and dated and (order or person or not traits):
        return "orders"
    if amount and _names_orders(guesses) and (not traits or len(have & _ORDER_DETAILS) >= 2):
        return "orders"
    plain_id = any(map(_is_plain_id, guesses))
    headers = [guess.header for guess in guesses]
    measured = {
        guess.header
        for guess, seen in zip(guesses, evidence, strict=True)
        if seen.number > 0.9 and seen.different > _RATINGS
    }
    if not have & set(_LIST_AMOUNTS) and is_survey(headers, measured):
        return "answers"
    if _lists_purchases(guesses, evidence):
        return None
    people = person or plain_id or traits & _HUMAN or len(traits) > 1
    return "customers" if people else None


def _lists_purchases(guesses: Sequence[ColumnGuess], evidence: Sequence[ColumnEvidence]) -> bool:
    """Whether rows are what customers did rather than customers: orders by number and day, or
    the same customers over and over beside a day or a product."""
    have = {guess.meaning for guess in guesses}
    dated = any(g.meaning == "order_date" and g.reason == "header" for g in guesses)
    bought = bool(have & {"product", "sku"})
    named = _names_orders(guesses)
    if named and (dated or bought) and not have & {"email", "phone"}:
        return True
    return (dated or bought or named) and any(
        (guess.meaning in KEYS or _is_plain_id(guess))
        and seen.distinct < _REPEATED
        and seen.different >= _ENOUGH * seen.distinct
        for guess, seen in zip(guesses, evidence, strict=True)
    )


def _is_plain_id(guess: ColumnGuess) -> bool:
    return guess.meaning == "order_id" and normalize(guess.header) in _PLAIN_IDS


def _names_orders(guesses: Sequence[ColumnGuess]) -> bool:
    """Whether the file names its orders in so many words (not just "ID")."""
    return any(
        guess.meaning == "order_id"
        and guess.confidence > 0.9
        and normalize(guess.header) not in _PLAIN_IDS
        for guess in guesses
    )


def take_in_context(
    guesses: Sequence[ColumnGuess], kind: Kind | None, platform: Platform | None
) -> list[ColumnGuess]:
    """Meanings as they are in this kind of file: "ID" in a customer list is the customer's."""
    settled = []
    for guess in guesses:
        meaning: str | None = guess.meaning
        if kind in ("customers", "answers") and platform is None and meaning:
            meaning = _as_customers(guess)
            if kind == "answers" and is_form_time(guess.header):
                meaning = "last_active"
        elif kind == "orders" and meaning in _LIST_MEANINGS:
            meaning = {"total_spend": "total", "registered": "order_date"}.get(meaning)
            guess = replace(guess, confidence=guess.confidence * 0.5)
        if meaning != guess.meaning:
            weaker = guess.confidence * 0.9 if meaning else 0.0
            reason: Reason = guess.reason if meaning else "unknown"
            guess = replace(guess, meaning=meaning, confidence=weaker, reason=reason)
        settled.append(guess)
    return settled


def take_refunds_for_amounts(
    guesses: Sequence[ColumnGuess], evidence: Sequence[ColumnEvidence]
) -> list[ColumnGuess]:
    """In a list of returns what was given back is the amount, and the first day the date."""
    have = {guess.meaning for guess in guesses}
    if "refunded" not in have or have & {*AMOUNTS, *_LIST_MEANINGS, "birth_date", "cancelled_at"}:
        return list(guesses)
    days = [
        guess
        for guess, seen in zip(guesses, evidence, strict=True)
        if guess.meaning == "order_date" or (guess.meaning is None and seen.date > 0.9)
    ]
    dated = next((guess for guess in days if guess.meaning), days[0] if days else None)
    if dated is None:
        return list(guesses)
    meant = {dated.column: "order_date"}
    meant |= {guess.column: "total" for guess in guesses if guess.meaning == "refunded"}
    return [
        replace(guess, meaning=meant[guess.column], confidence=0.6, reason="header")
        if guess.column in meant
        else guess
        for guess in guesses
    ]


def prefer_with_tax(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Without a total before tax where a price with tax says all: nothing is counted or summed
    beside it."""
    have = {guess.meaning: guess for guess in guesses if guess.meaning}
    total, price = have.get("total"), have.get("unit_price")
    if not total or not price or have.keys() & {"quantity", "line_amount", "product", "sku"}:
        return list(guesses)
    if not (is_net(total.header) and is_gross(price.header)):
        return list(guesses)
    whole = replace(price, meaning="total")
    rest = replace(total, meaning=None, confidence=0.0, reason="unknown")
    return [whole if g is price else rest if g is total else g for g in guesses]


def _as_customers(guess: ColumnGuess) -> str | None:
    """What a column is in a customer list; None for what only orders have."""
    certain = guess.reason == "header" and guess.confidence >= EXACT
    if guess.meaning == "order_id" and normalize(guess.header) in _PLAIN_IDS:
        return "customer_id"
    if guess.meaning == "order_date" and guess.reason == "header":
        return "registered"
    if guess.meaning in ("total", "line_amount") and certain:
        return "total_spend"
    used_in_orders = guess.meaning is None or MEANING[guess.meaning].used_in == "orders"
    return None if used_in_orders else guess.meaning


def tell_lines(guesses: Sequence[ColumnGuess], evidence: Sequence[ColumnEvidence]) -> Kind:
    """Rows are order lines where order numbers repeat, or a row names a product and quantity."""
    have = {guess.meaning for guess in guesses}
    for guess, seen in zip(guesses, evidence, strict=True):
        if guess.meaning == "order_id" and seen.filled > 0:
            # A spread sample of a big file rarely holds two lines of one order: products tell.
            return "order_lines" if seen.distinct < 0.98 or "quantity" in have else "orders"
    return "order_lines" if have & {"product", "sku"} else "orders"

"""Customers who are probably one person, though no certain key says so: each with the reason.

Never on a name alone, and never where something speaks against it: two birth dates, two
first names. Who shares a phone or an address is a family until the names are the same too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import duckdb

from segmentation.counting import ALL_DOCUMENTS, View, counted_documents
from segmentation.decisions import Decision, list_decisions
from segmentation.language import Language, mark
from segmentation.lookalikes import find_lookalikes, gather_facts
from segmentation.shop import Schema, Shop

Strength = Literal["strong", "likely"]


@dataclass(frozen=True)
class Kind:
    """A reason to suspect: ``label`` names it, ``reason`` is the sentence to fill in."""

    key: str
    label: str
    reason: str


KINDS: tuple[Kind, ...] = (
    Kind("mailbox", mark("Two spellings of one mailbox"),
         mark("Both addresses reach the same mailbox: {first} and {second}.")),
    Kind("domain_slip", mark("A slip after the @"),
         mark("The part after the @ looks mistyped: {first} and {second}.")),
    Kind("phone", mark("The same phone and name"),
         mark("The same phone, and the names match: {first} and {second}.")),
    Kind("birth_date", mark("The same name and date of birth"),
         mark("The same name and date of birth ({place}): {first} and {second}.")),
    Kind("letter_slip", mark("One letter apart in the e-mail"),
         mark("The same name, and one letter differs: {first} and {second}.")),
    Kind("guest", mark("Once as a guest, once with an account"),
         mark("Bought as a guest and with an account under one name and place ({place}): "
              "{first} and {second}.")),
    Kind("place", mark("The same name and place"),
         mark("The same name and place ({place}): {first} and {second}.")),
)  # fmt: skip
KIND = {kind.key: kind for kind in KINDS}
_RANK = {kind.key: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Party:
    """One of the customers of a suspicion; ``customer`` is the key that decisions name.

    ``orders`` count, ``spend`` is after refunds in the shop's currency.
    """

    customer: str
    name: str | None
    email: str | None
    phone: str | None
    place: str | None
    account: bool
    orders: int
    spend: Decimal
    last_order: datetime | None


@dataclass(frozen=True)
class Suspicion:
    """Two customers who are probably one person; ``words`` fill in the reason's sentence."""

    kind: str
    strength: Strength
    first: Party
    second: Party
    words: tuple[tuple[str, str], ...]

    @property
    def pair(self) -> tuple[str, str]:
        """The keys to decide about."""
        return self.first.customer, self.second.customer


@dataclass(frozen=True)
class DecidedPair:
    """A decision with its customers; None for one whose key no file has now."""

    decision: Decision
    first: Party | None
    second: Party | None


def describe_suspicion(suspicion: Suspicion, language: Language) -> str:
    """The reason as a sentence with the telling values."""
    words = dict(suspicion.words)
    if suspicion.kind == "birth_date":
        words["place"] = language.short_date(date.fromisoformat(words["place"]))
    return language.tr(KIND[suspicion.kind].reason, **words)


def suspected_duplicates(shop: Shop, view: View = ALL_DOCUMENTS) -> tuple[Suspicion, ...]:
    """Pairs of customers who are probably one, by kind, the biggest spenders first.

    Pairs that the owner decided about are not among them.
    """
    return undecided(shop, find_duplicates(shop, view))


def find_duplicates(
    shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main"
) -> tuple[Suspicion, ...]:
    """All pairs that look like one person, whatever the owner decided about them."""
    with shop.reading() as cursor:
        find_lookalikes(cursor, schema, tuple(_RANK))
        parties = _find_parties(cursor, "SELECT unnest([a, b]) FROM suspected", view, schema)
        rows = cursor.execute("SELECT a, b, kind, strong, first, second, place FROM suspected")
        found = []
        for a, b, kind, strong, first, second, place in rows.fetchall():
            told = (("first", first), ("second", second), ("place", place))
            words = tuple((name, word) for name, word in told if word)
            strength: Strength = "strong" if strong else "likely"
            found.append(Suspicion(kind, strength, parties[a], parties[b], words))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _RANK[one.kind],
                one.strength != "strong",
                -(one.first.spend + one.second.spend),
                one.pair,
            ),
        )
    )


def undecided(
    shop: Shop, suspicions: Iterable[Suspicion], schema: Schema = "main"
) -> tuple[Suspicion, ...]:
    """Those whose customers are not one by now, and whom the owner does not keep apart."""
    with shop.reading() as cursor:
        joined = dict(cursor.execute(f"SELECT certain, customer FROM {schema}.joined").fetchall())
        apart = cursor.execute(
            f"""SELECT x.certain, y.certain FROM decisions
            JOIN {schema}.decided_keys AS x ON x.key = first
            JOIN {schema}.decided_keys AS y ON y.key = second WHERE NOT same"""
        ).fetchall()

    def together(pair: tuple[str, str]) -> frozenset[str]:
        return frozenset(joined.get(key, key) for key in pair)

    kept_apart = {together(pair) for pair in apart}
    return tuple(
        suspicion
        for suspicion in suspicions
        if len(customers := together(suspicion.pair)) == 2 and customers not in kept_apart
    )


def decided_customers(
    shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main"
) -> tuple[DecidedPair, ...]:
    """What the owner decided, the latest first; customers whose keys are gone are None."""
    with shop.reading() as cursor:
        gather_facts(cursor, schema)
        owners = dict(cursor.execute(f"SELECT key, certain FROM {schema}.decided_keys").fetchall())
        parties = _find_parties(cursor, f"SELECT certain FROM {schema}.decided_keys", view, schema)
        return tuple(
            DecidedPair(
                decision,
                parties.get(owners.get(decision.first, "")),
                parties.get(owners.get(decision.second, "")),
            )
            for decision in list_decisions(cursor)
        )


def _find_parties(
    cursor: duckdb.DuckDBPyConnection, wanted: str, view: View, schema: Schema
) -> dict[str, Party]:
    """The customers by certain keys that the query ``wanted`` names, from the table ``facts``."""
    counted, values = counted_documents(schema, view)
    rows = cursor.execute(
        f"""
        WITH {counted},
        wanted AS (SELECT DISTINCT certain FROM ({wanted}) AS w(certain)),
        told AS (
            SELECT certain, min(name) AS name,
                array_to_string(list_sort(list(DISTINCT email))[:3], ', ') AS email,
                array_to_string(list_sort(list(DISTINCT phone))[:2], ', ') AS phone,
                concat_ws(' ', min(postcode), min(location)) AS place, bool_or(account) AS account
            FROM facts JOIN wanted USING (certain) GROUP BY certain),
        bought AS (
            SELECT certain, count(*) FILTER (class = 'order') AS orders, sum(net) AS spend,
                max(ordered_at) FILTER (class = 'order') AS last_order
            FROM counted JOIN wanted USING (certain) WHERE main GROUP BY certain)
        SELECT certain, name, nullif(email, ''), nullif(phone, ''), nullif(place, ''), account,
            coalesce(orders, 0), coalesce(spend, 0), last_order
        FROM told LEFT JOIN bought USING (certain)""",
        values,
    ).fetchall()
    return {row[0]: Party(*row) for row in rows}

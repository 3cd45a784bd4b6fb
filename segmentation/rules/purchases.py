"""Who bought what and when: the order lines as narrow tables in a database of their own.

A rule is counted again with every change to it, so numbers stand for customers, documents and
words, and nothing waits for the shop's own database.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from segmentation.bought import KINDS, WORDS, create_bought
from segmentation.counting import ALL_DOCUMENTS, View
from segmentation.rules.subjects import CATEGORY, ORDERS, PRODUCT, Subject
from segmentation.shop import Shop

MEMORY_LIMIT = "400MB"
_BATCH = 500_000


@dataclass(frozen=True, eq=False)
class Purchases:
    """A database in memory with the tables ``orders`` (customer, document, day), ``bought``
    (also product, category; what went back whole is not in it), and ``product_words`` and
    ``category_words`` (number, word).

    ``customer`` is the place in the customer table. ``products`` and ``categories`` are the
    words, those of most lines first.
    """

    connection: duckdb.DuckDBPyConnection
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def purchase_subjects(shop: Shop) -> tuple[Subject, ...]:
    """What can be asked about purchases: products, categories and orders that the files name."""
    with shop.reading() as cursor:
        there = cursor.execute(
            f"""SELECT EXISTS (FROM main.current_lines WHERE {WORDS["product"]} IS NOT NULL),
                EXISTS (FROM main.current_lines WHERE category IS NOT NULL),
                EXISTS (FROM main.current)"""
        ).fetchone()
    assert there is not None
    subjects = (PRODUCT, CATEGORY, ORDERS)
    return tuple(one for one, known in zip(subjects, there, strict=True) if known)


def gather_purchases(shop: Shop, customers: pd.DataFrame, view: View = ALL_DOCUMENTS) -> Purchases:
    """The orders that count of these ``customers``, and what they bought and kept."""
    own = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": 2,
            "autoinstall_known_extensions": False,
        },
    )
    with shop.reading() as cursor:
        create_bought(cursor, customers["customer"], view)
        for what in KINDS:
            words = f"SELECT DISTINCT number, shown AS word FROM {what}_spelled"
            _copy(cursor, own, f"{what}_words", words)
        orders = "SELECT customer, document, day FROM placed WHERE NOT returned"
        _copy(cursor, own, "orders", orders)
        _copy(cursor, own, "bought", "FROM bought")
    return Purchases(own, _commonest(own, "product"), _commonest(own, "category"))


def _copy(
    cursor: duckdb.DuckDBPyConnection, own: duckdb.DuckDBPyConnection, table: str, query: str
) -> None:
    rows = cursor.sql(query).to_arrow_reader(_BATCH)  # noqa: F841 - read by name
    own.execute(f"CREATE TABLE {table} AS FROM rows")


def _commonest(own: duckdb.DuckDBPyConnection, what: str) -> tuple[str, ...]:
    found = own.execute(
        f"""SELECT word FROM (SELECT {what} AS number, count(*) AS n FROM bought GROUP BY ALL)
            JOIN {what}_words USING (number) ORDER BY n DESC, word"""
    ).fetchall()
    return tuple(word for (word,) in found)

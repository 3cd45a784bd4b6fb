"""Who bought what and when: the order lines as narrow tables in a database of their own.

A rule is counted again with every change to it, so numbers stand for customers, documents and
words, and nothing waits for the shop's own database.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd

from segmentation.counting import ALL_DOCUMENTS, View, counted_documents
from segmentation.rules.subjects import CATEGORY, ORDERS, PRODUCT, Subject
from segmentation.shop import Shop
from segmentation.spellings import common_spellings

MEMORY_LIMIT = "400MB"
_WORDS = {"product": "coalesce(product, sku)", "category": "category"}
_BATCH = 500_000
_SIGNS = {"product": True, "category": False}  # Lens +1 is not Lens -1; Cat-food is cat food


@dataclass(frozen=True, eq=False)
class Purchases:
    """A database in memory with the tables ``orders`` (customer, document, day), ``bought``
    (also product, category), and ``product_words`` and ``category_words`` (number, word).

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
            f"""SELECT EXISTS (FROM main.current_lines WHERE {_WORDS["product"]} IS NOT NULL),
                EXISTS (FROM main.current_lines WHERE category IS NOT NULL),
                EXISTS (FROM main.current)"""
        ).fetchone()
    assert there is not None
    subjects = (PRODUCT, CATEGORY, ORDERS)
    return tuple(one for one, known in zip(subjects, there, strict=True) if known)


def gather_purchases(shop: Shop, customers: pd.DataFrame, view: View = ALL_DOCUMENTS) -> Purchases:
    """The orders that count of these ``customers``, and their lines that were not taken back."""
    own = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": 2,
            "autoinstall_known_extensions": False,
        },
    )
    counted, values = counted_documents("main", view)
    places = pd.DataFrame(
        {"customer": customers["customer"].to_numpy(), "place": range(len(customers))}
    )
    with shop.reading() as cursor:
        cursor.register("customer_places", places)
        cursor.execute(
            f"""CREATE OR REPLACE TEMP TABLE placed AS WITH {counted}
            SELECT source, document_id, place::INTEGER AS customer, ordered_at::DATE AS day,
                row_number() OVER (ORDER BY source, document_id)::INTEGER AS document
            FROM counted JOIN customer_places USING (customer) WHERE main AND class = 'order'""",
            values,
        )
        for what, word in _WORDS.items():
            lines = f"SELECT {word} AS word FROM main.current_lines"
            cursor.execute(
                f"""CREATE OR REPLACE TEMP TABLE {what}_spelled AS
                WITH spelled AS ({common_spellings(lines, signs=_SIGNS[what])})
                SELECT word, shown, dense_rank() OVER (ORDER BY shown)::INTEGER AS number
                FROM spelled"""
            )
            _copy(cursor, own, f"{what}_words",
                  f"SELECT DISTINCT number, shown AS word FROM {what}_spelled")  # fmt: skip
        _copy(cursor, own, "orders", "SELECT customer, document, day FROM placed")
        _copy(
            cursor, own, "bought",
            f"""SELECT customer, document, day, p.number AS product, c.number AS category
            FROM main.current_lines JOIN placed USING (source, document_id)
                LEFT JOIN product_spelled AS p ON p.word = {_WORDS["product"]}
                LEFT JOIN category_spelled AS c ON c.word = category
            WHERE coalesce(amount, 0) >= 0 AND coalesce(quantity, 0) >= 0
                AND coalesce(p.number, c.number) IS NOT NULL""",
        )  # fmt: skip
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

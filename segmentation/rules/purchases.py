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
_ARTICLE = "lower(trim(sku))"
_TAKES_BACK = "(coalesce(quantity, 0) < 0 OR coalesce(amount, 0) < 0 OR returned)"
# What a line adds to the number bought. Where only its amount is below zero it may be a discount.
_ADDED = """CASE WHEN quantity < 0 THEN quantity WHEN amount < 0 THEN 0
    WHEN NOT returned THEN coalesce(nullif(quantity, 0), 1)
    WHEN amount IS NULL THEN -coalesce(nullif(quantity, 0), 1) ELSE 0 END"""
_ALL_BACK = """HAVING sum(added) <= 0
    OR (bool_or(amount < 0 AND coalesce(quantity, 0) >= 0) AND sum(amount) <= 0)"""
_BATCH = 500_000
_SIGNS = {"product": True, "category": False}  # Lens +1 is not Lens -1; Cat-food is cat food


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
            f"""SELECT EXISTS (FROM main.current_lines WHERE {_WORDS["product"]} IS NOT NULL),
                EXISTS (FROM main.current_lines WHERE category IS NOT NULL),
                EXISTS (FROM main.current)"""
        ).fetchone()
    assert there is not None
    subjects = (PRODUCT, CATEGORY, ORDERS)
    return tuple(one for one, known in zip(subjects, there, strict=True) if known)


def gather_purchases(shop: Shop, customers: pd.DataFrame, view: View = ALL_DOCUMENTS) -> Purchases:
    """The orders that count of these ``customers``, and what they bought and kept.

    A product that went back whole within its order was not bought in it. Return documents are
    matched to no order: a product of which a customer's returns took back all that they had
    bought until then, or more, was not bought at all.
    """
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
                class = 'return' AS returned,
                row_number() OVER (ORDER BY source, document_id)::INTEGER AS document
            FROM counted JOIN customer_places USING (customer)
            WHERE main AND class IN ('order', 'return')""",
            values,
        )
        _create_worded(cursor)
        for what in _SIGNS:
            lines = f"SELECT {what} AS word FROM worded"
            cursor.execute(
                f"""CREATE OR REPLACE TEMP TABLE {what}_spelled AS
                WITH spelled AS ({common_spellings(lines, signs=_SIGNS[what])})
                SELECT word, shown, dense_rank() OVER (ORDER BY shown)::INTEGER AS number
                FROM spelled"""
            )
            _copy(cursor, own, f"{what}_words",
                  f"SELECT DISTINCT number, shown AS word FROM {what}_spelled")  # fmt: skip
        _copy(
            cursor, own, "orders", "SELECT customer, document, day FROM placed WHERE NOT returned"
        )
        _create_taken(cursor)
        _copy(
            cursor, own, "bought",
            """SELECT customer, document, day, product, category FROM taken
                ANTI JOIN back_of_order USING (customer, thing, document)
                ANTI JOIN back_in_all USING (customer, thing)
            WHERE NOT takes_back""",
        )  # fmt: skip
    return Purchases(own, _commonest(own, "product"), _commonest(own, "category"))


def _create_worded(cursor: duckdb.DuckDBPyConnection) -> None:
    """worded: the lines, those with an article number alone under the name others have for it."""
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE articles AS
        SELECT article, arg_max(product, (n, product)) AS named FROM (
            SELECT {_ARTICLE} AS article, product, count(*) AS n FROM main.current_lines
            WHERE sku IS NOT NULL AND product IS NOT NULL GROUP BY ALL)
        GROUP BY article;
        CREATE OR REPLACE TEMP VIEW worded AS
        SELECT source, document_id, quantity, amount, category,
            coalesce(product, named, sku) AS product
        FROM main.current_lines LEFT JOIN articles ON product IS NULL AND article = {_ARTICLE}"""
    )


def _create_taken(cursor: duckdb.DuckDBPyConnection) -> None:
    """taken: what was bought or taken back; back_of_order, back_in_all: what went back whole.

    A return before the first time somebody bought a thing took back another one.
    """
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE taken AS
        SELECT customer, document, day, returned, p.number AS product, c.number AS category,
            coalesce(p.number, -c.number) AS thing, quantity, amount,
            {_ADDED} AS added, {_TAKES_BACK} AS takes_back
        FROM worded JOIN placed USING (source, document_id)
            LEFT JOIN product_spelled AS p ON p.word = worded.product
            LEFT JOIN category_spelled AS c ON c.word = worded.category
        WHERE thing IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE in_doubt AS
        SELECT *, min(day) FILTER (NOT takes_back) OVER (PARTITION BY customer, thing) AS first_day
        FROM taken SEMI JOIN (FROM taken WHERE takes_back) USING (customer, thing);
        CREATE OR REPLACE TEMP TABLE back_of_order AS
        SELECT customer, thing, document FROM in_doubt WHERE NOT returned
        GROUP BY ALL {_ALL_BACK};
        CREATE OR REPLACE TEMP TABLE back_in_all AS
        SELECT customer, thing FROM in_doubt
        WHERE NOT (returned AND coalesce(day < first_day, false))
        GROUP BY ALL {_ALL_BACK}"""
    )


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

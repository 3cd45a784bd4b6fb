"""What customers bought and kept: the one definition for personas and rules, as tables in SQL.

A product that went back whole within its order was not bought in it. Return documents are
matched to no order: a product of which a customer's returns took back all that they had bought
until then, or more, was not bought at all. Documents that do not count are not bought either.
"""

from __future__ import annotations

from typing import Literal, get_args

import duckdb
import pandas as pd

from segmentation.counting import View, counted_documents
from segmentation.spellings import common_spellings

What = Literal["product", "category"]
KINDS: tuple[What, ...] = get_args(What)
WORDS: dict[What, str] = {"product": "coalesce(product, sku)", "category": "category"}
"""Where a line has its word: its SQL over the order lines."""

_SIGNS: dict[What, bool] = {"product": True, "category": False}
"""Whether signs tell words apart: Lens +1 is not Lens -1, but Cat-food is cat food."""
_ARTICLE = "lower(trim(sku))"
_TAKES_BACK = "(coalesce(quantity, 0) < 0 OR coalesce(amount, 0) < 0 OR returned)"
# What a line adds to the number bought. Where only its amount is below zero it may be a discount.
_ADDED = """CASE WHEN quantity < 0 THEN quantity WHEN amount < 0 THEN 0
    WHEN NOT returned THEN coalesce(nullif(quantity, 0), 1)
    WHEN amount IS NULL THEN -coalesce(nullif(quantity, 0), 1) ELSE 0 END"""
_ALL_BACK = """HAVING sum(added) <= 0
    OR (bool_or(amount < 0 AND coalesce(quantity, 0) >= 0) AND sum(amount) <= 0)"""


def create_bought(cursor: duckdb.DuckDBPyConnection, customers: pd.Series, view: View) -> None:
    """Create in ``cursor``'s session, from the orders that ``view`` counts of these customers:

    ``placed`` (customer, document, day, returned), their orders and returns; ``bought``
    (customer, document, day, product, category), a row a line; ``product_spelled`` and
    ``category_spelled`` (word, shown, number), the words of all lines. A customer is the place
    in ``customers``, documents and words are numbers.
    """
    counted, values = counted_documents("main", view)
    places = pd.DataFrame({"customer": customers.to_numpy(), "place": range(len(customers))})
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
    _create_taken(cursor)
    cursor.execute(
        """CREATE OR REPLACE TEMP VIEW bought AS
        SELECT customer, document, day, product, category FROM taken
            ANTI JOIN back_of_order USING (customer, thing, document)
            ANTI JOIN back_in_all USING (customer, thing)
        WHERE NOT takes_back"""
    )


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
    for what in KINDS:
        lines = f"SELECT {what} AS word FROM worded"
        cursor.execute(
            f"""CREATE OR REPLACE TEMP TABLE {what}_spelled AS
            WITH spelled AS ({common_spellings(lines, signs=_SIGNS[what])})
            SELECT word, shown, dense_rank() OVER (ORDER BY shown)::INTEGER AS number
            FROM spelled"""
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

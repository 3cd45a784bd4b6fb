"""What the customers of each segment buy, what goes together, and when: numbers, no words.

Only what at least five customers of a segment share is told of it. What counts as bought, and
which words are one, is as in own rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from segmentation.bought import What, create_bought
from segmentation.counting import ALL_DOCUMENTS, View, counted_documents
from segmentation.habits import FEWEST_DAYS
from segmentation.season import Season, find_season
from segmentation.segments.assignment import Assignment
from segmentation.shop import Shop

FEWEST_BUYERS = 5
"""Customers of a segment who share a product or category for it to be told, and who buy a pair."""
MOST_BOUGHT = 12
MOST_TOGETHER = 6
MOST_PAIRED = 150  # the commonest words, so that the table joined with itself stays small
LOWEST_LIFT = 1.2
SOME = 0.1
"""The share of a segment's customers who buy the first of a pair from which on it is theirs."""
WHOLE_YEAR = 337
"""Days between the first and the last order from which on all months are in the data: from the
first of March to the end of January it is one day less, and February is missing."""
_YEAR = 365
_CHANCE = 0.05  # that any pair of a shop without a bond between products is told


@dataclass(frozen=True)
class Bought:
    """A product or a category: how many of the segment's customers bought it.

    ``share`` of the segment's customers with named lines, ``share_all`` of all such customers.
    """

    name: str
    buyers: int
    share: float
    share_all: float


@dataclass(frozen=True)
class Together:
    """Two products or categories that the same customers of the shop buy.

    ``buyers`` of all customers bought both, ``share`` of those who bought ``first`` also bought
    ``second``; ``lift`` is how many times as common that is as among all customers. ``first`` is
    the one that fewer buy; ``first_only`` of the segment bought it and not ``second``.
    """

    first: str
    second: str
    buyers: int
    share: float
    lift: float
    what: What = "product"
    first_only: int = 0


@dataclass(frozen=True)
class Doing:
    """How many do something: ``share`` of ``of`` customers of the segment; of all ``share_all``."""

    share: float
    share_all: float
    of: int


@dataclass(frozen=True)
class Buying:
    """One segment. Months (12) and weekdays (7, Monday first) are shares of its ``month_orders``
    and ``weekday_orders``, beside those of all customers; empty where orders have no days, and
    months where the data do not cover all of them. They are of the last ``years`` whole years, so
    that no month counts more often than another; ``season`` are the months of most orders.
    ``rhythm`` is the usual number of days between orders of its customers who have a rhythm of
    their own (habits), ``rhythm_all`` of all customers. ``products`` and
    ``categories`` are those most of its customers bought, the most first; ``together`` begins
    with what they buy. ``one_category``: of those with several orders, who bought from one
    category only; ``returned``: who has sent something back or was refunded. Segments of fewer
    than five customers have the number of ``orders`` alone.
    """

    segment_id: str
    orders: int
    products: tuple[Bought, ...] = ()
    categories: tuple[Bought, ...] = ()
    together: tuple[Together, ...] = ()
    months: tuple[float, ...] = ()
    months_all: tuple[float, ...] = ()
    weekdays: tuple[float, ...] = ()
    weekdays_all: tuple[float, ...] = ()
    years: int = 0
    month_orders: int = 0
    weekday_orders: int = 0
    season: Season | None = None
    rhythm: float | None = None
    rhythm_all: float | None = None
    one_category: Doing | None = None
    returned: Doing | None = None


def buying_of(
    shop: Shop, customers: pd.DataFrame, assignment: Assignment, view: View = ALL_DOCUMENTS
) -> tuple[Buying, ...]:
    """The buying of each segment, in display order, from the orders that ``view`` counts.

    ``customers`` is the customer table that ``assignment`` labels; the orders of others, and
    those without a customer, play no part.
    """
    members = pd.DataFrame(
        {
            "id": customers["customer"].to_numpy(),
            "customer": np.arange(len(customers), dtype=np.int32),
            "segment": assignment.labels.astype(np.int32),
        }
    )
    sizes = assignment.sizes
    with shop.reading() as cursor:
        cursor.register("members", members)
        create_bought(cursor, customers["customer"], view)
        cursor.execute(
            """CREATE OR REPLACE TEMP VIEW orders AS
            SELECT customer, segment, day FROM placed JOIN members USING (customer)
            WHERE NOT returned"""
        )
        products, product_pairs = _bought(cursor, "product", sizes)
        categories, category_pairs = _bought(cursor, "category", sizes)
        orders = dict(
            cursor.execute("SELECT segment, count(*) FROM orders GROUP BY segment").fetchall()
        )
        years = _create_years(cursor)
        in_years, dated = _count(cursor, "whole_years"), _count(cursor, "orders")
        months = _when(cursor, "month", 12, len(sizes), "whole_years")
        ever = _when(cursor, "month", 12, len(sizes), "orders")
        weekdays = _when(cursor, "isodow", 7, len(sizes), "orders")
        rhythms = _rhythms(cursor, len(sizes))
        single = _one_category(cursor, len(sizes))
        returned = _returned(cursor, view, len(sizes))
    told = [
        Buying(
            segment_id=id_,
            orders=orders.get(label, 0),
            products=products[label],
            categories=categories[label],
            together=(*category_pairs[label], *product_pairs[label]),
            months=months[label],
            months_all=months[-1] if months[label] else (),
            weekdays=weekdays[label],
            weekdays_all=weekdays[-1] if weekdays[label] else (),
            years=years if months[label] else 0,
            month_orders=in_years.get(label, 0),
            weekday_orders=dated.get(label, 0),
            season=find_season(months[label], months[-1], ever[label], in_years.get(label, 0)),
            rhythm=rhythms[label],
            rhythm_all=rhythms[-1],
            one_category=single[label],
            returned=returned[label],
        )
        for label, id_ in enumerate(assignment.segment_ids)
    ]
    return tuple(
        one if size >= FEWEST_BUYERS else Buying(one.segment_id, one.orders)
        for one, size in zip(told, sizes, strict=True)
    )


def _bought(
    cursor: duckdb.DuckDBPyConnection, what: What, sizes: Sequence[int]
) -> tuple[list[tuple[Bought, ...]], list[tuple[Together, ...]]]:
    """The products or categories of each segment, and what goes together."""
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {what}_bought AS
        SELECT DISTINCT customer, segment, {what} AS number
        FROM bought JOIN members USING (customer) WHERE {what} IS NOT NULL;

        CREATE OR REPLACE TEMP TABLE {what}_buyers AS
        SELECT number, segment, count(*) AS buyers FROM {what}_bought GROUP BY ALL"""
    )
    found = cursor.execute(
        f"""
        WITH whole AS (
            SELECT segment, count(DISTINCT customer) AS n FROM {what}_bought GROUP BY segment),
        everyone AS (
            SELECT number, sum(buyers) AS buyers, (SELECT sum(n) FROM whole) AS n
            FROM {what}_buyers GROUP BY number),
        names AS (SELECT DISTINCT number, shown FROM {what}_spelled)
        SELECT segment, shown, here.buyers::BIGINT, here.buyers / whole.n,
            (everyone.buyers / everyone.n)::DOUBLE
        FROM {what}_buyers AS here JOIN whole USING (segment) JOIN everyone USING (number)
            JOIN names USING (number)
        WHERE here.buyers >= {FEWEST_BUYERS}
        QUALIFY row_number() OVER (PARTITION BY segment ORDER BY here.buyers DESC, shown)
            <= {MOST_BOUGHT}
        ORDER BY segment, here.buyers DESC, shown"""
    ).fetchall()
    bought: list[list[Bought]] = [[] for _ in sizes]
    for label, *rest in found:
        bought[label].append(Bought(*rest))
    return [tuple(one) for one in bought], _together(cursor, what, len(sizes))


def _together(
    cursor: duckdb.DuckDBPyConnection, what: What, groups: int
) -> list[tuple[Together, ...]]:
    """Pairs bought by the same customers more often than pairs of this shop usually are.

    Were everything bought independently, ``first * second / customers`` would buy both. Where
    some buy a lot of everything all pairs are commoner than that, by the same factor on
    average, and that is no bond between two of them; the expectation is raised by it. A pair is
    told when Poisson's likelihood ratio (G) of its buyers against the expectation is beyond
    chance, over all pairs that could have been told (Bonferroni).
    """
    from scipy.special import chdtri

    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE paired AS
        SELECT number, sum(buyers)::BIGINT AS buyers FROM {what}_buyers GROUP BY number
        HAVING sum(buyers) >= {FEWEST_BUYERS} ORDER BY buyers DESC, number LIMIT {MOST_PAIRED};

        CREATE OR REPLACE TEMP TABLE pairs AS
        WITH kept AS (SELECT customer, segment, number FROM {what}_bought
            SEMI JOIN paired USING (number))
        SELECT one.segment, one.number AS one, other.number AS other, count(*) AS buyers
        FROM kept AS one JOIN kept AS other
            ON one.customer = other.customer AND one.number < other.number
        GROUP BY ALL"""
    )
    row = cursor.execute(
        f"""SELECT count(*), (SELECT count(DISTINCT customer) FROM {what}_bought),
            (sum(buyers) ** 2 - sum(buyers ** 2)) / 2, (SELECT sum(buyers) FROM pairs)
        FROM paired"""
    ).fetchone()
    kinds, n, products, seen = row or (0, 0, None, None)
    if not products or not seen:
        return [()] * groups
    usual = max(1.0, float(seen) * n / float(products))
    beyond_chance = float(chdtri(1, 2 * _CHANCE / (kinds * (kinds - 1) / 2)))
    found = cursor.execute(
        f"""
        WITH names AS (SELECT DISTINCT number, shown FROM {what}_spelled),
        whole AS (
            SELECT segment, count(DISTINCT customer) AS n FROM {what}_bought GROUP BY segment),
        known AS (SELECT number, shown, buyers FROM paired JOIN names USING (number)),
        joint AS (SELECT one, other, sum(buyers)::BIGINT AS buyers FROM pairs GROUP BY one, other
            HAVING sum(buyers) >= {FEWEST_BUYERS}),
        bonds AS (
            SELECT one, other, joint.buyers, a.buyers * b.buyers / $n AS independent,
                joint.buyers / ($usual * independent) AS ratio,
                2 * (joint.buyers * ln(ratio) - joint.buyers * (1 - 1 / ratio)) AS g,
                a.buyers <= b.buyers AS forward,
                CASE WHEN forward THEN a.number ELSE b.number END AS first_number,
                CASE WHEN forward THEN a.shown ELSE b.shown END AS first,
                CASE WHEN forward THEN b.shown ELSE a.shown END AS second,
                joint.buyers / least(a.buyers, b.buyers) AS share
            FROM joint JOIN known AS a ON a.number = one JOIN known AS b ON b.number = other
            WHERE ratio > {LOWEST_LIFT} AND g > $beyond_chance)
        SELECT holds.segment, first, second, bonds.buyers, share,
            bonds.buyers / independent AS lift,
            holds.buyers - coalesce(here.buyers, 0) AS first_only
        FROM bonds JOIN {what}_buyers AS holds ON holds.number = first_number
            JOIN whole ON whole.segment = holds.segment
            LEFT JOIN pairs AS here ON here.segment = holds.segment
                AND here.one = bonds.one AND here.other = bonds.other
        WHERE holds.buyers >= {FEWEST_BUYERS} AND holds.buyers >= {SOME} * whole.n
        QUALIFY row_number() OVER (PARTITION BY holds.segment
            ORDER BY coalesce(here.buyers, 0) DESC, lift DESC, first, second) <= {MOST_TOGETHER}
        ORDER BY holds.segment, coalesce(here.buyers, 0) DESC, lift DESC, first, second""",
        {"n": float(n), "usual": usual, "beyond_chance": beyond_chance},
    ).fetchall()
    told: list[list[Together]] = [[] for _ in range(groups)]
    for label, first, second, buyers, share, lift, first_only in found:
        told[label].append(Together(first, second, buyers, share, lift, what, first_only))
    return [tuple(one) for one in told]


def _create_years(cursor: duckdb.DuckDBPyConnection) -> int:
    """whole_years: the orders of the last whole years of the data; how many years these are.

    Nothing is in it where the data do not cover all months once.
    """
    row = cursor.execute("SELECT max(day) - min(day) FROM orders").fetchone()
    days = (row[0] or 0) if row else 0
    years = max(days // _YEAR, 1) if days >= WHOLE_YEAR else 0
    cursor.execute(
        f"""CREATE OR REPLACE TEMP VIEW whole_years AS SELECT * FROM orders
        WHERE day > (SELECT max(day) FROM orders) - {years * _YEAR}"""
    )
    return years


def _rhythms(cursor: duckdb.DuckDBPyConnection, groups: int) -> list[float | None]:
    """The median of the customers' own rhythms (habits), of each segment and then of all; None
    where too few have one."""
    rows = cursor.execute(
        f"""
        WITH days AS (SELECT DISTINCT customer, segment, day FROM orders WHERE day IS NOT NULL),
        gaps AS (
            SELECT customer, segment,
                day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap FROM days),
        rhythms AS (
            SELECT segment, median(gap) AS gap FROM gaps GROUP BY segment, customer
            HAVING count(*) >= {FEWEST_DAYS})
        SELECT segment, median(gap) FROM rhythms GROUP BY GROUPING SETS ((segment), ())
        HAVING count(*) >= {FEWEST_BUYERS}"""
    ).fetchall()
    found = {groups if label is None else label: float(gap) for label, gap in rows}
    return [found.get(label) for label in range(groups + 1)]


def _count(cursor: duckdb.DuckDBPyConnection, orders: str) -> dict[int, int]:
    """How many of ``orders`` have a day, by segment."""
    return dict(
        cursor.execute(
            f"SELECT segment, count(*) FROM {orders} WHERE day IS NOT NULL GROUP BY segment"
        ).fetchall()
    )


def _when(
    cursor: duckdb.DuckDBPyConnection, part: str, parts: int, groups: int, orders: str
) -> list[tuple[float, ...]]:
    """The shares of orders by month or day of the week, of each segment and then of all."""
    rows = cursor.execute(
        f"""SELECT segment, date_part('{part}', day)::INTEGER, count(*) FROM {orders}
        WHERE day IS NOT NULL GROUP BY ALL"""
    ).fetchall()
    counts = np.zeros((groups + 1, parts))
    for label, place, orders in rows:
        counts[label, place - 1] = orders
    counts[-1] = counts.sum(axis=0)
    return [tuple((of / of.sum()).tolist()) if of.any() else () for of in counts]


def _one_category(cursor: duckdb.DuckDBPyConnection, groups: int) -> list[Doing | None]:
    return _doing(
        cursor,
        groups,
        """WITH several AS (SELECT customer FROM orders GROUP BY customer HAVING count(*) > 1)
        SELECT segment, customer, count(*) = 1 AS does
        FROM category_bought SEMI JOIN several USING (customer) GROUP BY segment, customer""",
    )


def _returned(cursor: duckdb.DuckDBPyConnection, view: View, groups: int) -> list[Doing | None]:
    counted, values = counted_documents("main", view)
    return _doing(
        cursor,
        groups,
        f"""WITH {counted}
        SELECT segment, id, bool_or(class <> 'order' OR coalesce(refunded, 0) > 0) AS does
        FROM counted JOIN members ON id = counted.customer
        WHERE main AND class IN ('order', 'return', 'refunded') GROUP BY segment, id""",
        values,
    )


def _doing(
    cursor: duckdb.DuckDBPyConnection,
    groups: int,
    query: str,
    values: Sequence[object] = (),
) -> list[Doing | None]:
    """Shares of those who do something; None where too few of a segment are asked, where too
    few do it for it to be told, or where nobody of all does."""
    rows = cursor.execute(
        f"""SELECT segment, count(*), count(*) FILTER (does) FROM ({query}) GROUP BY segment""",
        list(values),
    ).fetchall()
    asked, do = sum(row[1] for row in rows), sum(row[2] for row in rows)
    told: list[Doing | None] = [None] * groups
    for label, of, doing in rows:
        if doing >= FEWEST_BUYERS:
            told[label] = Doing(doing / of, do / asked, of)
    return told

"""The customer table: one row each for everybody with an order, in SQL of named steps."""

from __future__ import annotations

from datetime import date
from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from segmentation.columns import CUSTOMER_COLUMNS, TAG_SEPARATOR
from segmentation.counting import ALL_DOCUMENTS, View, counted_documents, has_orders
from segmentation.countries import country_code, shop_country
from segmentation.gift_days import gift_days
from segmentation.habits import create_habits
from segmentation.ingest.row_columns import CONSENTS, NAMES
from segmentation.ingest.values import told_name
from segmentation.refusals import with_refusals
from segmentation.shop import Schema, Shop
from segmentation.spellings import common_spellings
from segmentation.towns import town_sizes

_FAVORITE = 3  # a category is an interest when it is in one order of three
_FEMALE = (
    "^(f|female|woman|women|w|k|kobieta|ж|жен|женский|женщина|weiblich|frau|mrs|ms|miss|pani"
    "|г-жа)\\.?$"
)
_MALE = "^(m|male|man|men|mężczyzna|mezczyzna|м|муж|мужской|мужчина|männlich|herr|mr|pan|г-н)\\.?$"
_UNTOLD = (
    "^([-–—?.]+|0|9|u|n/?a|none|null|unknown|unspecified|not (specified|known|stated|given)"
    "|prefer not to say|brak( danych)?|nie ?podan[oay]?|nieznan[ay]|nie określono"
    "|не ?указ\\pL*|неизвест\\pL*|нет( данных)?)\\.?$"
)
_YES = "'yes', 'y', 'true', '1', 'tak', 'да', 'x', '+', 'member', 'uczestnik', 'участник'"
_NO = "'no', 'n', 'false', '0', 'nie', 'нет', '-', 'none', 'brak', 'non-member'"
_IN_BOTH = ("email", "phone", "customer_id", "first_name", "last_name", "name", "card_number",
            "location", "postcode", "country", "email_consent", "sms_consent")  # fmt: skip
_ON_LISTS = (*_IN_BOTH, "payment", "channel", "gender", "loyalty", "interests", "birth_date",
             "birth_year", "age", "points", "registered", "total_spend", "frequency",
             "first_order", "last_order")  # fmt: skip
_Whose = Literal["buyers", "listed", "everybody"]
_JOINS: dict[_Whose, str] = {
    "buyers": "LEFT JOIN",
    "listed": "RIGHT JOIN",
    "everybody": "FULL JOIN",
}


def customer_table(
    shop: Shop,
    view: View = ALL_DOCUMENTS,
    schema: Schema = "main",
    *,
    with_prospects: bool = False,
) -> pd.DataFrame:
    """The customers of the shop, sorted by key; columns as in CUSTOMER_COLUMNS, then the
    customer list's own columns under their own names.

    Everybody with an order that counts; everybody on the list where there are no orders. With
    prospects also those on the list who have no order while others do. What a list says they
    spent is no revenue of the shop, so their spend stays open.
    """
    with shop.reading() as cursor:
        _create_counted(cursor, schema, view)
        _create_people(cursor, schema)
        _create_orders(cursor, schema)
        home = _home(cursor)
        create_habits(cursor, _gift_days(cursor, home))
        end = _observation_end(cursor, view)
        own = _own_columns(cursor)
        cursor.execute("DROP TABLE counted")  # the rest is of customers, and memory is dear
        ordered = has_orders(cursor, schema)
        whose: _Whose = "everybody" if with_prospects else "buyers" if ordered else "listed"
        frame = _join(cursor, end, own, whose, ordered=ordered)
    return with_refusals(_with_town_size(_typed(frame, own), home))


def observation_end(shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main") -> date | None:
    """The day that the customer table counts to: of the last order, else the last one that the
    customer list tells; None where nothing tells a day."""
    with shop.reading() as cursor:
        _create_counted(cursor, schema, view)
        _create_people(cursor, schema)
        return _observation_end(cursor, view)


def _create_counted(cursor: duckdb.DuckDBPyConnection, schema: Schema, view: View) -> None:
    """counted: the documents of the shop's currency, with their place in time."""
    counted, values = counted_documents(schema, view)
    cursor.execute(
        f"""CREATE OR REPLACE TEMP TABLE counted AS WITH {counted}
        SELECT *, row_number() OVER (ORDER BY ordered_at NULLS FIRST, document_id, source)
            AS lateness
        FROM counted WHERE main""",
        values,
    )


def _observation_end(cursor: duckdb.DuckDBPyConnection, view: View) -> date | None:
    row = cursor.execute(
        """SELECT coalesce(max(ordered_at) FILTER (class = 'order'),
            (SELECT max(greatest(last_order, registered)) FROM people_known))::DATE FROM counted"""
    ).fetchone()
    return view.as_of or (row[0] if row else None)


def _home(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The country of the shop, as far as its orders and customers or its currency tell."""
    written = cursor.execute(
        """SELECT country, count(*) FROM (
            SELECT country FROM counted WHERE class = 'order'
            UNION ALL SELECT country FROM people_known)
        WHERE country IS NOT NULL GROUP BY country"""
    ).fetchall()
    row = cursor.execute("SELECT max(currency) FROM counted").fetchone()
    return shop_country(dict(written), row[0] if row else None)


def _gift_days(cursor: duckdb.DuckDBPyConnection, home: str | None) -> tuple[date, ...] | None:
    row = cursor.execute(
        "SELECT min(ordered_at)::DATE, max(ordered_at)::DATE FROM counted WHERE class = 'order'"
    ).fetchone()
    first, last = row or (None, None)
    return gift_days(home, first, last) if first and last else None


def _create_people(cursor: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """people_known: what customer lists say of each customer, the newest word of each column.

    Of two answers on consent in one list nobody knows which is the later: a no holds.
    """
    latest = {name: f"newness, NOT {name}, row" for name in CONSENTS}
    newest = ", ".join(
        f"arg_max({name}, ({latest.get(name, 'newness, row')})) AS {name}" for name in _ON_LISTS
    )
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE people_known AS
        SELECT customer, {newest} FROM {schema}.list_rows GROUP BY customer;
        CREATE OR REPLACE TEMP TABLE people_extras AS
        SELECT customer, newness, row, unnest(range(len(map_keys(extras)))) AS place,
            unnest(map_keys(extras)) AS name, unnest(map_values(extras)) AS value
        FROM {schema}.list_rows WHERE extras IS NOT NULL"""
    )


def _create_orders(cursor: duckdb.DuckDBPyConnection, schema: Schema) -> None:
    """customer_orders: sums over each customer's documents; customer_tastes: what they buy."""
    latest = ", ".join(
        f"arg_max({told_name(name) if name in NAMES else name}, lateness) AS {name}"
        for name in _IN_BOTH
    )
    categories = f"SELECT category AS word FROM {schema}.current_lines"
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE customer_orders AS
        WITH usual AS (
            SELECT customer, arg_max(payment, (n, payment)) FILTER (kind = 'payment') AS payment,
                arg_max(payment, (n, payment)) FILTER (kind = 'channel') AS channel
            FROM (
                SELECT customer, 'payment' AS kind, payment, count(*) AS n FROM counted
                WHERE class = 'order' AND payment IS NOT NULL GROUP BY ALL
                UNION ALL
                SELECT customer, 'channel', channel, count(*) FROM counted
                WHERE class = 'order' AND channel IS NOT NULL GROUP BY ALL)
            GROUP BY customer),
        sums AS (
            SELECT customer, sum(net) AS total_spend,
                count(*) FILTER (class = 'order') AS frequency,
                avg(total) FILTER (class = 'order') AS monetary_value,
                min(ordered_at) FILTER (class = 'order') AS first_order,
                max(ordered_at) FILTER (class = 'order') AS last_order,
                avg(discounted::INT) FILTER (class = 'order') AS discount_share, {latest}
            FROM counted WHERE class IN ('order', 'return') AND customer IS NOT NULL
            GROUP BY customer)
        SELECT sums.*, usual.payment, usual.channel FROM sums LEFT JOIN usual USING (customer)
        WHERE frequency > 0;

        CREATE OR REPLACE TEMP TABLE customer_tastes AS
        WITH spelled AS ({common_spellings(categories)}),
        bought AS (
            SELECT DISTINCT customer, source, document_id, shown AS category
            FROM {schema}.current_lines JOIN spelled ON word = category
                JOIN counted USING (source, document_id)
            WHERE class = 'order' AND customer IS NOT NULL),
        tastes AS (SELECT customer, category, count(*) AS orders FROM bought GROUP BY ALL),
        totals AS (
            SELECT customer, count(*) AS orders_in_all
            FROM (SELECT DISTINCT customer, source, document_id FROM bought) GROUP BY customer)
        SELECT customer, first(category ORDER BY orders DESC, category) AS top_category,
            list(replace(category, ';', ',')) FILTER (orders * {_FAVORITE} >= orders_in_all)
                AS categories
        FROM tastes JOIN totals USING (customer) GROUP BY customer"""
    )


def _own_columns(cursor: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    rows = cursor.execute(
        "SELECT name FROM people_extras WHERE value IS NOT NULL GROUP BY name"
        " ORDER BY min((newness, place)), name"
    ).fetchall()
    return tuple(name for (name,) in rows)


def _join(
    cursor: duckdb.DuckDBPyConnection,
    end: date | None,
    own: tuple[str, ...],
    whose: _Whose,
    *,
    ordered: bool,
) -> pd.DataFrame:
    """One row a customer from what orders and lists say; the list's word on a person first."""
    joined = _JOINS[whose]
    stated_spend = "NULL" if ordered else "p.total_spend"
    extras = "".join(
        f", max(value) FILTER (name = $x{position}) AS x{position}"
        for position, _ in enumerate(own, start=2)
    )
    with_extras = "".join(f", x{position}" for position, _ in enumerate(own, start=2))
    about = ", ".join(f"coalesce(p.{name}, o.{name}) AS {name}" for name in _IN_BOTH)
    query = f"""
        WITH known AS (
            SELECT customer, monetary_value, discount_share,
                coalesce(o.total_spend, {stated_spend}) AS total_spend,
                coalesce(o.frequency, p.frequency::BIGINT) AS frequency,
                coalesce(o.first_order, p.first_order) AS first_order,
                coalesce(o.last_order, p.last_order) AS last_order,
                {about},
                coalesce(o.payment, p.payment) AS payment,
                coalesce(o.channel, p.channel) AS channel,
                gender, loyalty, interests, points, registered, birth_date,
                CASE WHEN birth_date IS NOT NULL THEN year(birth_date) WHEN birth_year
                    BETWEEN 1900 AND 2100 THEN birth_year::INT
                    ELSE year($day::DATE) - round(age) END AS born,
                coalesce(age::DOUBLE, date_sub('year', birth_date::DATE, $day::DATE),
                    year($day::DATE) - birth_year::DOUBLE) AS years,
                p.customer IS NOT NULL AS listed, o.card_number IS NOT NULL AS carded
            FROM customer_orders AS o {joined} people_known AS p USING (customer)),
        cities AS ({common_spellings("SELECT location AS word FROM known")}),
        interested AS (
            SELECT customer, trim(unnest(string_split_regex(interests, '[,;|/]')), ' "') AS word
            FROM known WHERE interests IS NOT NULL
            UNION ALL
            SELECT customer, unnest(categories) FROM known JOIN customer_tastes USING (customer)
            WHERE interests IS NULL),
        spelled AS ({common_spellings("SELECT word FROM interested")}),
        tags AS (
            SELECT customer, string_agg(DISTINCT shown, '{TAG_SEPARATOR}' ORDER BY shown) AS tags
            FROM interested JOIN spelled USING (word) GROUP BY customer),
        programme AS (
            SELECT coalesce(bool_or(listed AND coalesce(loyalty, card_number) IS NOT NULL), false)
                AS on_lists, coalesce(bool_or(carded), false) AS in_orders FROM known),
        extras AS (
            SELECT customer {extras} FROM (
                SELECT customer, name, arg_max(value, (newness, row)) AS value
                FROM people_extras GROUP BY customer, name) GROUP BY customer)
        SELECT known.customer, customer_id, lower(email) AS email, phone, first_name, last_name,
            name,
            total_spend::DOUBLE AS total_spend, frequency,
            date_diff('day', last_order::DATE, $day::DATE) AS recency_days,
            coalesce(monetary_value, total_spend / nullif(frequency, 0))::DOUBLE AS monetary_value,
            date_diff('day', first_order::DATE, $day::DATE) AS tenure_days, first_order, last_order,
            registered, next_order_due,
            date_diff('day', next_order_due, $day::DATE)::DOUBLE AS days_past_due,
            rhythm::ENUM ('own', 'shop') AS rhythm,  -- each word is held once
            top_category, payment, channel, discount_share, free_delivery_share, holiday_share,
            birth_date,
            CASE WHEN years BETWEEN 5 AND 115 THEN floor(years) END AS age,
            CASE WHEN born IS NULL OR years NOT BETWEEN 5 AND 115 THEN NULL
                WHEN born < 1946 THEN 'silent' WHEN born < 1965 THEN 'boomer'
                WHEN born < 1981 THEN 'x' WHEN born < 1997 THEN 'millennial'
                WHEN born < 2013 THEN 'z' ELSE 'alpha' END AS generation,
            CASE WHEN regexp_matches(lower(gender), '{_FEMALE}') THEN 'female'
                WHEN regexp_matches(lower(gender), '{_MALE}') THEN 'male'
                WHEN NOT regexp_matches(lower(gender), '{_UNTOLD}') THEN 'other' END AS gender,
            cities.shown AS location, postcode, NULL::VARCHAR AS town_size, country,
            tags AS interests,
            CASE WHEN lower(loyalty) IN ({_YES}) THEN 'yes' WHEN lower(loyalty) IN ({_NO}) THEN 'no'
                WHEN loyalty IS NOT NULL THEN loyalty WHEN card_number IS NOT NULL THEN 'yes'
                WHEN in_orders OR (on_lists AND listed) THEN 'no' END AS loyalty,
            points::DOUBLE AS points, email_consent, sms_consent {with_extras}
        FROM known CROSS JOIN programme LEFT JOIN cities ON cities.word = location
            LEFT JOIN tags USING (customer) LEFT JOIN extras USING (customer)
            LEFT JOIN customer_tastes USING (customer) LEFT JOIN customer_habits USING (customer)
        ORDER BY customer"""
    bound: dict[str, object] = {"day": end}
    bound |= {f"x{position}": name for position, name in enumerate(own, start=2)}
    return cursor.execute(query, bound).df()


def _with_town_size(frame: pd.DataFrame, home: str | None) -> pd.DataFrame:
    """The customer table with the size of the place that each customer lives in."""
    towns, written = pd.factorize(frame["location"])
    lands, countries = pd.factorize(frame["country"])
    codes = [country_code(country) for country in countries] + [None]  # the last for -1
    pairs, which = np.unique(towns * len(codes) + lands % len(codes), return_inverse=True)
    known = [(pair // len(codes), pair % len(codes)) for pair in pairs.tolist()]
    sizes = town_sizes([(written[t] if t >= 0 else "", codes[land]) for t, land in known], home)
    found = np.array([*sizes, None], dtype=object)[which]
    return frame.assign(town_size=pd.Series(found, index=frame.index, dtype=object))


def _typed(frame: pd.DataFrame, own: tuple[str, ...]) -> pd.DataFrame:
    """The frame with the types the customer table promises, own columns under their names."""
    taken, names = {column.key for column in CUSTOMER_COLUMNS}, dict[str, str]()
    for position, name in enumerate(own, start=2):
        while name in taken:
            name += " (2)"
        taken.add(name)
        names[f"x{position}"] = name
    frame = frame.rename(columns=names)
    for column in CUSTOMER_COLUMNS:
        if column.type in ("key", "text", "tags"):
            frame[column.key] = _as_text(frame[column.key])
        elif column.type == "yes_no":
            frame[column.key] = frame[column.key].astype("boolean")
        elif column.type in ("money", "number"):
            frame[column.key] = frame[column.key].astype(float)
    for name in names.values():
        numbers = pd.to_numeric(frame[name], errors="coerce")
        is_number = np.isfinite(numbers).sum() == frame[name].notna().sum()
        frame[name] = numbers.astype(float) if is_number else _as_text(frame[name])
    return frame


def _as_text(column: pd.Series) -> pd.Series:
    """Texts as plain str, None where there is none."""
    codes, texts = pd.factorize(column)  # so that equal texts are one object
    known = np.array([*texts, None], dtype=object)
    return pd.Series(known[codes], index=column.index, dtype=object, name=column.name)

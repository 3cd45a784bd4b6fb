"""How a customer list and the orders meet: who is in both, by which key, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from segmentation.counting import ALL_DOCUMENTS, View, counted_documents, has_orders
from segmentation.identity import email_key
from segmentation.shop import Schema, Shop
from segmentation.spellings import phone_digits, same_phone

KEYS = ("email", "customer_id", "card_number", "phone", "tax_id", "other")


@dataclass(frozen=True)
class MatchRate:
    """A file of people against all customers with orders.

    ``people`` on the list are ``with_orders`` or not; ``buyers`` are all customers with orders,
    ``not_on_list`` of them are not on this list. ``by_key`` counts people with orders by the
    first key that they share with an order, as :data:`KEYS` (``other``: by way of
    another file, or because the owner said so).
    """

    import_id: int
    people: int
    with_orders: int
    buyers: int
    by_key: tuple[tuple[str, int], ...]

    @property
    def without_orders(self) -> int:
        return self.people - self.with_orders

    @property
    def not_on_list(self) -> int:
        return self.buyers - self.with_orders


@dataclass(frozen=True)
class ListedPeople:
    """Everybody on the lists, each counted once, and those of them ``without_orders``: none
    where no orders were given, since everybody on the list is a customer then."""

    people: int
    without_orders: int


@dataclass(frozen=True)
class Unmatched:
    """Somebody who is in one place only; orders and spend (after refunds) where there are any."""

    customer_id: str | None
    email: str | None
    phone: str | None
    card_number: str | None
    name: str | None
    orders: int
    spend: Decimal


def match_rates(
    shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main"
) -> tuple[MatchRate, ...]:
    """How each list of people meets the orders, oldest list first; none without orders."""
    counted, values = counted_documents(schema, view)

    def keys(table: str) -> str:
        return f"""SELECT DISTINCT customer, realm, {email_key("email")} AS email, customer_id,
            lower(card_number) AS card_number, {phone_digits("phone")} AS phone,
            lower(tax_id) AS tax_id FROM {table}"""

    with shop.reading() as cursor:
        if not has_orders(cursor, schema):
            return ()
        rows = cursor.execute(
            f"""
            WITH {counted},
            orders AS (SELECT * FROM counted
                WHERE main AND class = 'order' AND customer IS NOT NULL),
            buyers AS (SELECT DISTINCT customer FROM orders),
            listed AS (SELECT list_rows.* FROM {schema}.list_rows JOIN imports USING (import_id)
                WHERE kind IN ('customers', 'answers')),
            people AS (SELECT import_id, customer, customer IN (FROM buyers) AS bought
                FROM (SELECT DISTINCT import_id, customer FROM listed)),
            bought AS ({keys("orders")}),
            known AS (SELECT import_id, * FROM ({keys("listed")})
                JOIN (SELECT DISTINCT import_id, customer FROM listed) USING (customer)),
            shared AS (
                SELECT people.import_id, people.customer, CASE
                    WHEN bool_or(l.email = o.email) THEN 'email'
                    WHEN bool_or(lower(l.customer_id) = lower(o.customer_id)
                        AND l.realm = o.realm) THEN 'customer_id'
                    WHEN bool_or(l.card_number = o.card_number) THEN 'card_number'
                    WHEN bool_or({same_phone("l.phone", "o.phone")}) THEN 'phone'
                    WHEN bool_or(l.tax_id = o.tax_id) THEN 'tax_id' ELSE 'other' END AS key
                FROM people JOIN known AS l USING (import_id, customer)
                    JOIN bought AS o USING (customer)
                WHERE people.bought GROUP BY ALL),
            ways AS (SELECT import_id, key, count(*) AS n FROM shared GROUP BY ALL)
            SELECT import_id, count(*), count(*) FILTER (bought), (SELECT count(*) FROM buyers),
                (SELECT map_from_entries(list((key, n))) FROM ways
                    WHERE ways.import_id = people.import_id)
            FROM people GROUP BY import_id ORDER BY import_id""",
            values,
        ).fetchall()
    return tuple(
        MatchRate(
            import_id,
            people,
            bought,
            buyers,
            tuple((key, ways[key]) for key in KEYS if ways and key in ways),
        )
        for import_id, people, bought, buyers, ways in rows
    )


def count_listed(shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main") -> ListedPeople:
    """How many people all lists together hold, and how many of them have no order that counts."""
    counted, values = counted_documents(schema, view)
    with shop.reading() as cursor:
        row = cursor.execute(
            f"""
            WITH {counted},
            buyers AS (SELECT DISTINCT customer FROM counted
                WHERE main AND class = 'order' AND customer IS NOT NULL),
            people AS (SELECT DISTINCT customer FROM {schema}.list_rows)
            SELECT count(*), count(*) FILTER (customer NOT IN (FROM buyers)) FROM people""",
            values,
        ).fetchone()
        assert row is not None
        return ListedPeople(row[0], row[1] if has_orders(cursor, schema) else 0)


def people_without_orders(
    shop: Shop, import_id: int, view: View = ALL_DOCUMENTS, schema: Schema = "main"
) -> tuple[Unmatched, ...]:
    """Everybody on a list who has no order that counts, in the order of the list."""
    return _unmatched(
        shop,
        view,
        schema,
        f"""SELECT customer, row AS place, customer_id, email, phone, card_number, name,
            first_name, last_name, 0 AS orders, 0::DECIMAL(18, 4) AS spend FROM {schema}.list_rows
        WHERE import_id = ? AND customer NOT IN (SELECT customer FROM buyers)""",
        import_id,
    )


def buyers_not_on_list(
    shop: Shop, import_id: int, view: View = ALL_DOCUMENTS, schema: Schema = "main"
) -> tuple[Unmatched, ...]:
    """Every customer with orders who is not on a list, the biggest spenders first."""
    return _unmatched(
        shop,
        view,
        schema,
        f"""SELECT customer, -spend AS place, customer_id, email, phone, card_number, name,
            first_name, last_name, orders, spend FROM counted JOIN buyers USING (customer)
        WHERE customer NOT IN (SELECT customer FROM {schema}.list_rows WHERE import_id = ?)""",
        import_id,
    )


def _unmatched(
    shop: Shop, view: View, schema: Schema, rows: str, import_id: int
) -> tuple[Unmatched, ...]:
    counted, values = counted_documents(schema, view)
    with shop.reading() as cursor:
        found = cursor.execute(
            f"""
            WITH {counted},
            buyers AS (
                SELECT customer, count(*) FILTER (class = 'order') AS orders, sum(net) AS spend
                FROM counted WHERE main AND customer IS NOT NULL GROUP BY customer
                HAVING orders > 0),
            rows AS ({rows})
            SELECT min(customer_id), min(lower(email)), min(phone), min(card_number),
                min(coalesce(name, nullif(concat_ws(' ', first_name, last_name), ''))),
                any_value(orders), any_value(spend)
            FROM rows GROUP BY customer ORDER BY min(place), customer""",
            [*values, import_id],
        ).fetchall()
    return tuple(Unmatched(*row) for row in found)

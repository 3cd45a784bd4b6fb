"""What the checks run over: tables in SQL, each with the columns a download shows of it.

``customers`` is everybody in the files, with or without an order; ``orders`` every document
with its class; ``lines`` its lines; ``emails`` and ``phones`` each way one is written, once;
``repeated`` the customers who stand on several rows of one list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from segmentation.counting import View, counted_documents
from segmentation.data_state.checks import CHECK, GroundName
from segmentation.data_state.contacts import (
    email_ground,
    impossible_phones,
    mistyped_domains,
    staff_domain,
)

_PAUSE = timedelta(days=366)  # a shop that rests for longer rarely takes up again
_FEW = 3
_COMPARED = ("first_name", "last_name", "name", "phone", "location", "gender", "loyalty",
             "birth_date", "email_consent", "sms_consent")  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """SQL: CTEs up to the table ``name``, values bound in them, how many rows are looked at in
    all (None: those that the check names), and the columns to show of a row."""

    name: GroundName
    ctes: str
    values: tuple[object, ...]
    columns: tuple[str, ...]
    rows: str | None = None


def last_day(cursor: duckdb.DuckDBPyConnection) -> date | None:
    """The last day of the orders (else of the customer lists) that can be right."""
    for query in (
        "SELECT ordered_at::DATE AS day, count(*) FROM main.current GROUP BY ALL",
        """SELECT greatest(last_order, registered, last_active)::DATE AS day, count(*)
        FROM main.list_rows GROUP BY ALL""",
    ):
        days = cursor.execute(
            f"SELECT * FROM ({query}) WHERE day IS NOT NULL ORDER BY day"
        ).fetchall()
        if days:
            return plausible_end(days)
    return None


def plausible_end(days: Sequence[tuple[date, int]]) -> date:
    """The last of the ``days`` (sorted, each with how often it occurs) that can be right.

    A few that come more than a year after all others are slips of the pen.
    """
    everything = sum(times for _, times in days)
    few = min(max(_FEW, everything // 1000), everything // 5)
    end, behind = days[-1][0], 0
    for (before, _), (day, times) in zip(days[-2::-1], days[:0:-1], strict=True):
        behind += times
        if behind > few:
            break
        if day - before > _PAUSE:
            end = before
    return end


def make_ground(
    name: GroundName, cursor: duckdb.DuckDBPyConnection, view: View, months: int
) -> Ground:
    """The ground of this name; ``months`` is how long a stale customer has been silent."""
    return _MAKERS[name](cursor, view, months)


def _customers(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    counted, values = counted_documents("main", view)
    newest = ", ".join(
        f"arg_max({name}, place) AS {name}"
        for name in ("customer_id", "email", "phone", "first_name", "last_name", "name", "tax_id",
                     "company", "role", "birth_date", "birth_year", "age", "registered",
                     "last_active", "first_order", "last_order")
    )  # fmt: skip
    shared = ("customer_id", "email", "phone", "first_name", "last_name", "name", "tax_id")
    latest = ", ".join(f"max({name}) AS {name}" for name in shared)
    either = ", ".join(f"coalesce(listed.{name}, bought.{name}) AS {name}" for name in shared)
    day = last_day(cursor)
    ctes = f"""{counted},
        listed AS (
            SELECT customer, {newest}
            FROM (SELECT *, newness * 1000000000 + row AS place FROM main.list_rows)
            GROUP BY customer),
        bought AS (
            SELECT customer, {latest}, min(ordered_at) FILTER (class = 'order') AS first_order,
                max(ordered_at) FILTER (class = 'order') AS last_order
            FROM counted WHERE customer IS NOT NULL GROUP BY customer),
        everybody AS (
            SELECT coalesce(listed.customer, bought.customer) AS customer, {either}, company, role,
                birth_date, birth_year, age, registered, last_active,
                listed.first_order AS listed_first, listed.last_order AS listed_last,
                coalesce(bought.first_order, listed.first_order) AS first_order,
                coalesce(bought.last_order, listed.last_order) AS last_order,
                greatest(bought.last_order, listed.last_order, registered, last_active)
                    AS last_seen
            FROM listed FULL JOIN bought ON bought.customer = listed.customer),
        customers AS (
            SELECT *, concat_ws(' ', first_name, last_name, name) AS who,
                coalesce(year(birth_date), birth_year) AS born,
                coalesce(age::DOUBLE, date_sub('year', birth_date::DATE, last_day),
                    year(last_day) - birth_year::DOUBLE) AS years
            FROM everybody CROSS JOIN (SELECT ?::DATE AS last_day, ?::VARCHAR AS staff_domain,
                ?::INT AS months))"""
    domain = staff_domain(cursor, CHECK["staff"].test.partition(" OR ")[0])
    columns = ("customer_id", "email", "phone", "first_name", "last_name", "name", "company",
               "tax_id", "role", "birth_date", "birth_year", "age", "registered", "first_order",
               "last_order", "last_active")  # fmt: skip
    return Ground("customers", ctes, (*values, day, domain, months), columns)


def _orders(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    counted, values = counted_documents("main", view)
    ctes = f"""{counted},
        sums AS (
            SELECT count(*) AS orders_in_all, sum(total) AS revenue_in_all FROM counted
            WHERE main AND class = 'order'),
        orders AS (
            FROM counted CROSS JOIN sums CROSS JOIN (SELECT ?::DATE AS last_day))"""
    bound = (*values, last_day(cursor))
    columns = ("document_id", "ordered_at", "total", "currency", "customer_id", "email", "phone",
               "first_name", "last_name", "name")  # fmt: skip
    return Ground("orders", ctes, bound, columns)


def _lines(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    ctes = """
        usual AS (SELECT greatest(1, median(abs(quantity::DOUBLE))) AS usual_quantity
            FROM main.current_lines),
        lines AS (FROM main.current_lines CROSS JOIN usual)"""
    columns = ("document_id", "product", "sku", "category", "quantity", "amount")
    return Ground("lines", ctes, (), columns)


def _emails(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    mistyped = mistyped_domains(cursor)
    ctes = f"""
        mistyped AS (SELECT unnest(?::VARCHAR[]) AS domain, unnest(?::VARCHAR[]) AS right_domain),
        {email_ground()}"""
    columns = ("email", "fault", "meant", "orders")
    return Ground("emails", ctes, (list(mistyped), list(mistyped.values())), columns)


def _phones(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    ctes = """
        hopeless AS (SELECT unnest(?::VARCHAR[]) AS phone),
        phones AS (
            SELECT phone, sum(orders) AS orders, phone IN (FROM hopeless) AS impossible FROM (
                SELECT phone, 1 AS orders FROM main.current
                UNION ALL SELECT phone, 0 FROM main.list_rows)
            WHERE regexp_matches(phone, '[0-9]') GROUP BY phone)"""
    bound = (list(impossible_phones(cursor)),)
    return Ground("phones", ctes, bound, ("phone", "orders"))


def _repeated(cursor: duckdb.DuckDBPyConnection, view: View, months: int) -> Ground:
    def told(name: str) -> str:
        low, high = f"min({name}::VARCHAR)", f"max({name}::VARCHAR)"
        return f"CASE WHEN {low} = {high} THEN {low} ELSE {low} || ' | ' || {high} END AS {name}"

    differs = " OR ".join(
        f"coalesce(min(lower({name}::VARCHAR)) <> max(lower({name}::VARCHAR)), false)"
        for name in _COMPARED
    )
    shown = ("customer_id", "email", *_COMPARED)
    ctes = f"""
        several AS (
            SELECT customer, import_id FROM main.list_rows JOIN imports USING (import_id)
            WHERE imports.kind = 'customers' GROUP BY ALL HAVING count(*) > 1),
        each_list AS (
            SELECT customer, {", ".join(map(told, shown))}, count(*) AS times,
                {differs} AS differs
            FROM main.list_rows JOIN several USING (customer, import_id)
            GROUP BY customer, import_id),
        repeated AS (
            SELECT customer, {", ".join(f"any_value({name}) AS {name}" for name in shown)},
                max(times) AS times, bool_or(differs) AS differs
            FROM each_list GROUP BY customer)"""
    everybody = "(SELECT count(DISTINCT customer) FROM main.list_rows)"
    return Ground("repeated", ctes, (), (*shown, "times"), everybody)


_MAKERS = {
    "customers": _customers,
    "orders": _orders,
    "lines": _lines,
    "emails": _emails,
    "phones": _phones,
    "repeated": _repeated,
}

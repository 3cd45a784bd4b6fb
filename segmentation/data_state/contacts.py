"""E-mail addresses and phone numbers: which cannot be right, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from segmentation.identity import (
    email_key,
    normalize_phone,
    phone_region,
    placeholder_email,
    relay_email,
)
from segmentation.ingest.values import literal
from segmentation.language import mark

EMAIL_FAULTS: dict[str, str] = {
    "no_at": mark("no @"),
    "several": mark("more than one address"),
    "space": mark("a space or comma inside"),
    "dot": mark("a dot too many"),
    "letters": mark("letters that addresses do not have"),
    "incomplete": mark("something is missing"),
}
# Large providers that people mistype; short names (wp.pl) have too many real neighbors.
_PROVIDERS = (
    "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "icloud.com", "interia.pl",
    "gazeta.pl", "poczta.onet.pl", "yandex.ru", "rambler.ru", "inbox.ru", "seznam.cz",
    "protonmail.com",
)  # fmt: skip
_REAL_NEIGHBORS = ("mail.com", "ymail.com", "email.com", "rocketmail.com", "yandex.by", "indox.ru")
_FREE = (
    *_PROVIDERS, *_REAL_NEIGHBORS, "googlemail.com", "live.com", "msn.com", "aol.com", "me.com",
    "wp.pl", "o2.pl", "op.pl", "onet.pl", "onet.eu", "vp.pl", "tlen.pl", "interia.eu", "int.pl",
    "mail.ru", "bk.ru", "list.ru", "ya.ru", "yandex.com", "ukr.net", "i.ua", "gmx.de", "gmx.net",
    "web.de", "t-online.de", "proton.me", "tut.by", "buziaczek.pl",
)  # fmt: skip
_RARE = 0.1  # a mistyped domain has far fewer addresses than the one that was meant
_SAMPLE = 2000
_SHAPE = 4  # digits that tell a country: its code, or how its own numbers begin


def email_ground() -> str:
    """SQL for CTEs up to ``emails``: each written address once, with what is wrong with it."""
    none = "brak|brak e-?maila|nie ma|nie podano|none|null|no|no e-?mail|n/a|nan|нет|не указан"
    wrong = "[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;]{2,}"
    return f"""
        written AS (
            SELECT lower(trim(email)) AS email, sum(orders) AS orders FROM (
                SELECT email, 1 AS orders FROM main.current WHERE email IS NOT NULL
                UNION ALL SELECT email, 0 FROM main.list_rows WHERE email IS NOT NULL)
            GROUP BY ALL),
        judged AS (
            SELECT *, split_part(email, '@', 2) AS domain, {email_key("email")} IS NOT NULL AS good,
                {placeholder_email("email")} OR regexp_matches(email, '^({none}|[^\\pL]*)$')
                    AS placeholder, {relay_email("email")} AS relay
            FROM written),
        emails AS (
            SELECT judged.*, CASE
                WHEN placeholder OR relay THEN NULL
                WHEN NOT contains(email, '@') THEN 'no_at'
                WHEN regexp_matches(email, '{wrong}[,; ]+{wrong}') THEN 'several'
                WHEN regexp_matches(email, '[\\s,;]') THEN 'space'
                WHEN regexp_matches(email, '@.*@') THEN 'several'
                WHEN regexp_matches(email, '[.][.]|[.]$|^[.]|[.]@|@[.]') THEN 'dot'
                WHEN regexp_matches(email, '[^\\x00-\\x7f].*@') THEN 'letters'
                WHEN NOT good OR NOT regexp_matches(domain, '[.]\\pL{{2,}}$|[.]xn--')
                    THEN 'incomplete' END AS fault,
                replace(email, '@' || domain, '@' || right_domain) AS meant
            FROM judged LEFT JOIN mistyped USING (domain))"""


def mistyped_domains(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Domains one slip away from that of a large provider, each with the one that was meant."""
    known = ", ".join(f"({literal(domain)})" for domain in _PROVIDERS)
    real = ", ".join(literal(domain) for domain in _FREE)
    rows = cursor.execute(
        f"""
        WITH addresses AS (
            SELECT DISTINCT lower(trim(email)) AS email FROM (
                SELECT email FROM main.current UNION ALL
                SELECT email FROM main.list_rows) WHERE email IS NOT NULL),
        domains AS (
            SELECT split_part(email, '@', 2) AS domain, count(*) AS n FROM addresses
            WHERE contains(email, '@') GROUP BY ALL),
        close AS (
            SELECT domain, provider, damerau_levenshtein(domain, provider) AS slips, n,
                coalesce((SELECT n FROM domains WHERE domain = provider), 0) AS usual
            FROM domains CROSS JOIN (VALUES {known}) AS providers(provider)
            WHERE domain NOT IN ({real}) AND abs(length(domain) - length(provider)) <= 1)
        SELECT domain, min(provider) FROM close
        WHERE slips = 1 AND (n = 1 OR n <= {_RARE} * usual) GROUP BY domain ORDER BY domain"""
    ).fetchall()
    return dict(rows)


def staff_domain(cursor: duckdb.DuckDBPyConnection, is_staff: str) -> str | None:
    """The shop's own domain: that of most addresses of staff, unless anybody can have one."""
    rows = cursor.execute(
        f"""SELECT lower(split_part(trim(email), '@', 2)) AS domain, count(DISTINCT customer) AS n
        FROM main.list_rows WHERE contains(email, '@') AND ({is_staff})
        GROUP BY ALL ORDER BY n DESC, domain"""
    ).fetchall()
    if not rows:
        return None
    domain, most = rows[0]
    dominates = most >= 2 and most * 2 > sum(n for _, n in rows)
    return str(domain) if dominates and domain not in _FREE else None


def impossible_phones(cursor: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The written phone numbers that no country can have, sorted.

    Whether a number is possible depends on its country and its length. So one number stands
    for all that begin alike and are as long; only where it fails each is asked.
    """
    row = cursor.execute(
        "SELECT mode(currency) FROM main.current WHERE currency IS NOT NULL"
    ).fetchone()
    written = """written AS (
        SELECT DISTINCT phone FROM (SELECT phone FROM main.current
            UNION ALL SELECT phone FROM main.list_rows) WHERE regexp_matches(phone, '[0-9]'))"""
    abroad = cursor.execute(
        f"WITH {written} SELECT phone FROM written WHERE starts_with(ltrim(phone, ' '''), '+')"
        f" ORDER BY phone LIMIT {_SAMPLE}"
    ).fetchall()
    region = phone_region(row[0] if row else None, [phone for (phone,) in abroad])
    rows = cursor.execute(
        f"""WITH {written}, signs AS (
            SELECT phone, regexp_replace(phone, '[^0-9+]', '', 'g') AS signs FROM written),
        shapes AS (
            SELECT phone, CASE WHEN regexp_matches(phone, '[^-0-9+() ./]')
                OR length(signs) < 7 OR regexp_matches(signs, '0{{6}}|1{{6}}|2{{6}}|3{{6}}|4{{6}}'
                    '|5{{6}}|6{{6}}|7{{6}}|8{{6}}|9{{6}}') THEN phone
                ELSE signs[:{_SHAPE} + CASE WHEN starts_with(signs, '+') THEN 1
                    WHEN starts_with(signs, '00') THEN 2 ELSE 0 END] || ' ' || length(signs) END
                AS shape
            FROM signs)
        SELECT list(phone ORDER BY phone) FROM shapes GROUP BY shape"""
    ).fetchall()
    return tuple(sorted(_impossible([phones for (phones,) in rows], region)))


def _impossible(shapes: Sequence[Sequence[str]], region: str | None) -> list[str]:
    return [
        phone
        for phones in shapes
        if normalize_phone(phones[0], region) is None
        for phone in phones
        if normalize_phone(phone, region) is None
    ]

"""Customers who look alike, found by what they share; joins only, no two compared for nothing.

A table of suspicions is filled by one query for each kind; then what speaks against one of them
(two birth dates, two first names) takes it away.
"""

from __future__ import annotations

import duckdb

from segmentation.identity import email_key
from segmentation.spellings import (
    MAIL_DOMAINS,
    NO_NAME,
    PATRONYMIC,
    mailbox,
    mistyped_domain,
    name_sounds,
    name_words,
    phone_digits,
    same_phone,
)

_LARGEST_BLOCK = 5  # what more customers share is a placeholder, or says nothing
_LARGEST_NAME = 40  # a name of more customers is only looked at with a place or a birth date
_CHANCE = 0.0005  # namesakes at one place by chance, for each customer: fewer than this
_SMALL_SHOP = 200  # chances are reckoned as if a shop had at least so many customers


def find_lookalikes(cursor: duckdb.DuckDBPyConnection, schema: str, kinds: tuple[str, ...]) -> None:
    """Create the temporary tables ``facts`` (what is known of each customer by certain keys)
    and ``suspected`` (a, b, kind, strong, first, second, place; each pair once).

    ``kinds`` are the keys of the kinds, the most telling first: a pair is of the first that fits.
    """
    gather_facts(cursor, schema)
    _derive(cursor)
    cursor.execute(
        """CREATE OR REPLACE TEMP TABLE suspected (a VARCHAR, b VARCHAR, kind VARCHAR,
        strong BOOLEAN, first VARCHAR, second VARCHAR, place VARCHAR)"""
    )
    for find in (_by_mailbox, _by_domain, _by_phone, _by_letter, _by_birth, _by_place):
        find(cursor)
    _drop_doubtful(cursor)
    cursor.execute(
        """CREATE OR REPLACE TEMP TABLE suspected AS SELECT * FROM suspected
        QUALIFY row_number() OVER (PARTITION BY a, b
            ORDER BY list_position(?::VARCHAR[], kind), first, second) = 1""",
        [list(kinds)],
    )


def gather_facts(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Create the temporary table ``facts``: all that is known of each customer by certain keys."""
    shared = "certain, email, phone, customer_id, first_name, last_name, name, postcode, location"
    known = "certain IS NOT NULL AND NOT starts_with(certain, 'r:')"
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE facts AS
        SELECT DISTINCT certain, {email_key("email")} AS email, phone, customer_id IS NOT NULL AS
            account, nullif(trim(coalesce(name, concat_ws(' ', first_name, last_name))), '')
            AS name, coalesce(first_name, split_part(name, ' ', 1)) AS given,
            postcode,
            location, birth
        FROM (SELECT {shared}, NULL::DATE AS birth FROM {schema}.current WHERE {known}
            UNION ALL SELECT {shared}, birth_date::DATE FROM {schema}.list_rows WHERE {known})"""
    )


def _derive(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create ``emails``, ``numbers``, ``names``, ``keys`` (whole names), ``places``, ``births``
    and ``accounts`` from ``facts``, each different fact once."""
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE emails AS
        SELECT DISTINCT certain, email, split_part(email, '@', 2) AS domain FROM facts
        WHERE email IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE numbers AS
        SELECT certain, min(phone) AS phone, digits FROM (
            SELECT DISTINCT certain, phone, {phone_digits("phone")} AS digits FROM facts)
        WHERE digits IS NOT NULL GROUP BY certain, digits;
        CREATE OR REPLACE TEMP TABLE names AS
        WITH spelled AS (SELECT DISTINCT name, given FROM facts WHERE name IS NOT NULL
            AND NOT regexp_matches(lower(name), '{NO_NAME}')),
        heard AS (
            SELECT name, given, {name_sounds("given")} AS given_sound,
                {name_words(name_sounds("name"))} AS every FROM spelled),
        worded AS (
            SELECT *, CASE WHEN len(every) > 2 THEN list_filter(every,
                lambda word: regexp_matches(word, '{PATRONYMIC}'))[1] END AS patronymic
            FROM heard)
        SELECT DISTINCT certain, name, given_sound, patronymic,
            list_filter(every, lambda word: patronymic IS NULL OR word <> patronymic) AS words,
            CASE WHEN len(words) > 1 THEN array_to_string(words, ' ') END AS key
        FROM worded JOIN facts USING (name, given) WHERE len(every) > 0;
        CREATE OR REPLACE TEMP TABLE keys AS
        SELECT certain, key, min(name) AS name, count(*) OVER (PARTITION BY key) AS holders
        FROM names WHERE key IS NOT NULL GROUP BY certain, key;
        CREATE OR REPLACE TEMP TABLE places AS
        SELECT certain, 'p' AS kind, place, min(postcode) AS shown FROM (
            SELECT certain, postcode,
                upper(regexp_replace(postcode, '[^\\pL0-9]', '', 'g')) AS place FROM facts)
        WHERE length(place) > 3 GROUP BY certain, place
        UNION SELECT DISTINCT certain, 'c', {name_sounds("location")}, min(location) OVER (
            PARTITION BY {name_sounds("location")}) FROM facts WHERE length(location) > 1;
        CREATE OR REPLACE TEMP TABLE births AS
        SELECT certain, min(birth) AS birth FROM facts WHERE birth > DATE '1901-01-01'
        GROUP BY certain;
        CREATE OR REPLACE TEMP TABLE accounts AS
        SELECT certain, bool_or(account) AS account FROM facts GROUP BY certain"""
    )


def _by_mailbox(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH boxes AS (
            SELECT certain, min(email) AS email, {mailbox("email")} AS box
            FROM emails GROUP BY ALL),
        shared AS (SELECT box FROM boxes GROUP BY box
            HAVING count(*) BETWEEN 2 AND {_LARGEST_BLOCK})
        SELECT a.certain, b.certain, 'mailbox', true, a.email, b.email, NULL
        FROM shared JOIN boxes AS a USING (box) JOIN boxes AS b USING (box)
        WHERE a.certain < b.certain"""
    )


def _by_domain(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH meant AS (SELECT unnest(?) AS domain),
        counts AS (SELECT domain, count(*) AS n FROM emails GROUP BY domain),
        slips AS (
            SELECT counts.domain AS typed, meant.domain AS meant
            FROM counts CROSS JOIN meant LEFT JOIN counts AS usual ON usual.domain = meant.domain
            WHERE counts.domain NOT IN (FROM meant) AND counts.n <= greatest(2, usual.n // 50)
                AND {mistyped_domain("counts.domain", "meant.domain")})
        SELECT DISTINCT least(a.certain, b.certain), greatest(a.certain, b.certain), 'domain_slip',
            false, a.email, b.email, NULL
        FROM slips JOIN emails AS a ON a.domain = typed
            JOIN emails AS b ON b.email = split_part(a.email, '@', 1) || '@' || meant
        WHERE a.certain <> b.certain""",
        [list(MAIL_DOMAINS)],
    )


def _by_phone(cursor: duckdb.DuckDBPyConnection) -> None:
    """Two customers, no more, with one phone, and one name or nearly: the first name the same,
    and the other missing on one side or one letter off, though not as a daughter's would be."""
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH tails AS (
            SELECT right(digits, 8) AS tail FROM numbers GROUP BY tail
            HAVING count(DISTINCT certain) BETWEEN 2 AND {_LARGEST_BLOCK}),
        shared AS (
            SELECT a.certain AS a, b.certain AS b, min(a.phone) AS first, min(b.phone) AS second
            FROM tails JOIN numbers AS a ON right(a.digits, 8) = tail
                JOIN numbers AS b ON right(b.digits, 8) = tail
            WHERE a.certain <> b.certain AND {same_phone("a.digits", "b.digits")} GROUP BY ALL),
        two AS (SELECT * FROM shared QUALIFY count(*) OVER (PARTITION BY a) = 1),
        named AS (
            SELECT a, b, first, second, x.name AS one, y.name AS other, x.key = y.key AS equal,
                list_filter(x.words, lambda word: NOT list_contains(y.words, word)) AS left_a,
                list_filter(y.words, lambda word: NOT list_contains(x.words, word)) AS left_b,
                list_contains(y.words, x.given_sound) AND list_contains(x.words, y.given_sound)
                    AS same_given
            FROM two JOIN names AS x ON x.certain = a JOIN names AS y ON y.certain = b
            WHERE a < b)
        SELECT a, b, 'phone', coalesce(bool_or(equal), false),
            first(one ORDER BY equal DESC NULLS LAST, one) || ', ' || first,
            first(other ORDER BY equal DESC NULLS LAST, one) || ', ' || second, NULL
        FROM named
        WHERE equal OR (same_given AND (left_a = [] OR left_b = []
            OR (len(left_a) = 1 AND len(left_b) = 1 AND length(left_a[1]) > 4
                AND damerau_levenshtein(left_a[1], left_b[1]) = 1
                AND right(left_a[1], 1) = right(left_b[1], 1))))
        GROUP BY a, b, first, second"""
    )


def _by_letter(cursor: duckdb.DuckDBPyConnection) -> None:
    """One name, and e-mails that differ in one letter (a figure or a dot tells namesakes
    apart); for a name of several, only where the place or the birth date is one too."""
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH held AS (
            SELECT certain, key, holders, email, domain FROM keys JOIN emails USING (certain)
            WHERE holders BETWEEN 2 AND {_LARGEST_NAME}),
        pairs AS (
            SELECT x.certain AS a, y.certain AS b, x.email AS first, y.email AS second,
                x.holders <= 3 AS rare
            FROM held AS x JOIN held AS y USING (key)
            WHERE x.certain < y.certain AND abs(length(x.email) - length(y.email)) <= 1
                AND length(split_part(x.email, '@', 1)) > 4
                AND damerau_levenshtein(x.email, y.email) = 1
                AND (x.domain = y.domain
                    OR NOT (list_contains($1, x.domain) AND list_contains($1, y.domain)))
                AND {_only("x", "a-z")} <> {_only("y", "a-z")}
                AND {_only("x", "0-9._-")} = {_only("y", "0-9._-")}),
        placed AS (
            SELECT a, b, bool_or(p.place = q.place) AS together
            FROM pairs JOIN places AS p ON p.certain = a
                JOIN places AS q ON q.certain = b AND q.kind = p.kind
            GROUP BY a, b)
        SELECT a, b, 'letter_slip', bool_or(together OR p.birth = q.birth) IS true,
            min(first), min(second), NULL
        FROM pairs LEFT JOIN placed USING (a, b) LEFT JOIN births AS p ON p.certain = a
            LEFT JOIN births AS q ON q.certain = b
        WHERE together OR p.birth = q.birth OR (rare AND together IS NULL) GROUP BY a, b""",
        [list(MAIL_DOMAINS)],
    )


def _only(table: str, signs: str) -> str:
    """SQL: the e-mail of ``table`` without any but these signs."""
    return f"regexp_replace({table}.email, '[^{signs}]', '', 'g')"


def _chance(others: str) -> str:
    """SQL: how many namesakes the customer ``a`` has by chance among ``others``."""
    share = "list_product(list_transform(a.others, lambda n: n / a.people))"
    return f"({share} * a.people * ({others} / a.people))"


def _create_namesakes(cursor: duckdb.DuckDBPyConnection) -> None:
    """``namesakes``: customers whose name others have, with how common its words are."""
    cursor.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE namesakes AS
        WITH words AS (SELECT DISTINCT key, unnest(string_split(key, ' ')) AS word FROM keys),
        common AS (SELECT word, count(*) - 1 AS others FROM words JOIN keys USING (key)
            GROUP BY word),
        rarity AS (SELECT key, list(others) AS others FROM words JOIN common USING (word)
            GROUP BY key)
        SELECT certain, key, name, others, greatest({_SMALL_SHOP},
            (SELECT count(DISTINCT certain) FROM keys))::DOUBLE AS people
        FROM keys JOIN rarity USING (key) WHERE holders > 1"""
    )


def _by_birth(cursor: duckdb.DuckDBPyConnection) -> None:
    _create_namesakes(cursor)
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH days AS (SELECT birth, count(*) - 1 AS others FROM births GROUP BY birth)
        SELECT a.certain, b.certain, 'birth_date', true, min(a.name), min(b.name),
            strftime(birth, '%Y-%m-%d')
        FROM namesakes AS a JOIN births AS x USING (certain) JOIN days USING (birth)
            JOIN births AS y USING (birth)
            JOIN namesakes AS b ON b.certain = y.certain AND b.key = a.key
        WHERE a.certain < b.certain
            AND {_chance("days.others")} < {_CHANCE}
        GROUP BY a.certain, b.certain, birth"""
    )


def _by_place(cursor: duckdb.DuckDBPyConnection) -> None:
    """One name at one place, where that is no chance; the city counts where no postcode is."""
    cursor.execute(
        f"""
        INSERT INTO suspected
        WITH spots AS (SELECT kind, place, count(*) - 1 AS others FROM places GROUP BY ALL),
        rare AS (
            SELECT a.certain, key, name, kind, place, shown
            FROM namesakes AS a JOIN places USING (certain) JOIN spots USING (kind, place)
            WHERE {_chance("spots.others")} < {_CHANCE}),
        pairs AS (
            SELECT a.certain AS a, b.certain AS b, kind, any_value(a.shown) AS shown,
                min(a.name) AS first, min(b.name) AS second
            FROM rare AS a JOIN rare AS b USING (key, kind, place)
            WHERE a.certain < b.certain GROUP BY ALL),
        whole AS (SELECT certain, bool_or(kind = 'p') AS has_postcode FROM places GROUP BY certain)
        SELECT a, b, CASE WHEN p.account <> q.account THEN 'guest' ELSE 'place' END,
            bool_or(kind = 'p'), min(first), min(second),
            string_agg(shown, ', ' ORDER BY kind DESC)
        FROM pairs JOIN accounts AS p ON p.certain = a JOIN accounts AS q ON q.certain = b
            JOIN whole AS v ON v.certain = a JOIN whole AS w ON w.certain = b
        GROUP BY a, b, p.account, q.account, v.has_postcode, w.has_postcode
        HAVING bool_or(kind = 'p') OR NOT (v.has_postcode AND w.has_postcode)"""
    )


def _drop_doubtful(cursor: duckdb.DuckDBPyConnection) -> None:
    """Take away what two birth dates, two fathers' names or two names speak against; say of a
    mistyped domain that the name is the same."""
    cursor.execute(
        """
        CREATE OR REPLACE TEMP TABLE compared AS
        SELECT a, b, bool_or(x.key = y.key) AS same_name,
            bool_or(x.key = y.key OR list_has_all(x.words, y.words)
                OR list_has_all(y.words, x.words) OR (length(x.key) > 8
                    AND damerau_levenshtein(x.key, y.key) = 1)) AS alike,
            bool_and(x.patronymic <> y.patronymic) AS other_father
        FROM (SELECT DISTINCT a, b FROM suspected) JOIN names AS x ON x.certain = a
            JOIN names AS y ON y.certain = b
        GROUP BY a, b;
        CREATE OR REPLACE TEMP TABLE suspected AS
        SELECT suspected.* REPLACE (strong OR (kind = 'domain_slip'
            AND coalesce(same_name, false)) AS strong)
        FROM suspected LEFT JOIN compared USING (a, b)
            LEFT JOIN births AS p ON p.certain = a LEFT JOIN births AS q ON q.certain = b
        WHERE coalesce(p.birth = q.birth, true) AND NOT coalesce(other_father, false)
            AND (kind NOT IN ('mailbox', 'domain_slip') OR coalesce(alike, true))"""
    )

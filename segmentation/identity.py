"""One person behind several spellings: which documents and list rows belong to which customer.

Identifiers are e-mail, the platform's customer number, loyalty card, phone and tax number.
E-mails, customer numbers and cards that occur together on a row are one customer (connected
components). A phone or tax number links only when it points to a single such customer, and
names a customer by itself only where there is nothing stronger. A name alone never does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import duckdb
import phonenumbers

from segmentation.ingest.platforms import known_exports

_RELAYS = "|".join(
    (
        r"([a-z]+\.)?marketplace\.amazon\.[a-z.]+|allegromail\.pl|user\.allegrogroup\.pl",
        r"guest\.booking\.com|([a-z]+\.)?marktplatz\.kaufland\.[a-z]+",
        *(re.escape(domain) for entry in known_exports() for domain in entry.relays),
    )
)
_NOBODY = (
    "brak|none|no|no-?e?-?mail|no-?reply|nomail|test|null|n/?a|guest|gosc|anonymous|unknown"
    "|xxx*|нет"
)
_NOWHERE = (
    "@(example|test|brak|none|noemail|localhost|nomail)\\.(invalid|test|local|brak|none)$"
    "|@(brak|none|test|noemail|nomail)\\.[a-z]+$"
)
_PLACEHOLDERS = f"^({_NOBODY})@|{_NOWHERE}"
_IS_NOBODY = re.compile(_NOBODY)
_MOST_EMAILS_OF_A_NUMBER = 5
# Numbers that are plainly right, by country: what may stand before them and how they go on.
# The country's library says the same of them (a test draws them), only slower.
_PLAIN_NUMBERS = {
    "PL": ("48", r"(?:(?:\+|00)?48)?([1-9][0-9]{8})"),
    "RU": ("7", r"(?:\+?7|8)?([349][0-9]{9})"),
    "UA": ("380", r"(?:(?:\+|00)?38)?0([3-9][0-9]{8})"),
    "BY": ("375", r"(?:\+|00)?375([1-4][0-9]{8})"),
    "CZ": ("420", r"(?:(?:\+|00)420)?([2-9][0-9]{8})"),
    "GB": ("44", r"(?:(?:\+|00)44|0)([17][1-9][0-9]{8})"),
    "US": ("1", r"(?:\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})"),
}
_PLAIN = {region: (code, re.compile(form)) for region, (code, form) in _PLAIN_NUMBERS.items()}
_PLAIN_ABROAD = tuple((f"+{code}", region) for region, (code, _) in _PLAIN_NUMBERS.items())
# Extensions of a switchboard that the country's library does not know: "wew. 12", "w. 5".
_EXTENSION = re.compile(r"[\s,;(]*\b(?:wewn?|w|вн|внутр)\b\.?:?\s*[0-9]{1,5}\)?$", re.IGNORECASE)
_BETWEEN_DIGITS = str.maketrans("", "", " \u00a0-()")
_REGION = {"PLN": "PL", "RUB": "RU", "GBP": "GB", "USD": "US", "UAH": "UA", "CZK": "CZ",
           "BYN": "BY", "KZT": "KZ", "CAD": "CA", "AUD": "AU", "CHF": "CH"}  # fmt: skip


def email_key(column: str) -> str:
    """SQL: the e-mail as a key, NULL for placeholders, relays of marketplaces and no e-mails."""
    text = f"regexp_replace(lower(trim({column})), '^mailto:', '')"
    return (
        f"CASE WHEN regexp_matches({text}, '^[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;]{{2,}}$') "
        f"AND NOT regexp_matches({text}, '{_PLACEHOLDERS}') "
        f"AND NOT regexp_matches({text}, '@({_RELAYS})$') THEN {text} END"
    )


def placeholder_email(column: str) -> str:
    """SQL: whether an e-mail was made up to fill a field."""
    return f"regexp_matches(lower(trim({column})), '{_PLACEHOLDERS}')"


def relay_email(column: str) -> str:
    """SQL: whether an e-mail is one that a marketplace lends for an order."""
    return f"regexp_matches(lower(trim({column})), '@({_RELAYS})$')"


def is_placeholder_email(email: str) -> bool:
    """As :func:`placeholder_email`, of one e-mail in lower case."""
    name, at, domain = email.rpartition("@")
    return bool(at) and (_IS_NOBODY.fullmatch(name) is not None or _is_nowhere("@" + domain))


def is_relay_email(email: str) -> bool:
    """As :func:`relay_email`, of one e-mail in lower case."""
    return _is_relay(email.rpartition("@")[2])


@lru_cache(maxsize=4096)
def _is_nowhere(domain: str) -> bool:
    return re.search(_NOWHERE, domain) is not None


@lru_cache(maxsize=4096)
def _is_relay(domain: str) -> bool:
    return re.fullmatch(_RELAYS, domain) is not None


def resolve_customers(connection: duckdb.DuckDBPyConnection, persons: str, customers: str) -> None:
    """Create the table ``customers`` (ref, customer) from the table ``persons``.

    ``persons`` has ref, realm, currency, email, customer_id, card_number, phone, tax_id: one
    row for each document and list row; customer numbers are the same person's only within one
    ``realm``. Rows without any key are left out.
    """
    _normalize_phones(connection, persons)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE person_keys AS
        SELECT ref, 'e:' || {email_key("email")} AS e,
            'c:' || realm || ':' || lower(customer_id) AS c, 'l:' || lower(card_number) AS l,
            'p:' || phones.e164 AS p,
            't:' || nullif(regexp_replace(regexp_replace(lower(tax_id), '[^0-9a-z]', '', 'g'),
                '^pl([0-9]{{10}})$', '\\1'), '') AS t
        FROM {persons} LEFT JOIN phones ON phones.written = {persons}.phone;
        UPDATE person_keys SET c = NULL WHERE c IN (
            SELECT c FROM person_keys GROUP BY c
            HAVING count(DISTINCT e) > {_MOST_EMAILS_OF_A_NUMBER});
        CREATE OR REPLACE TEMP TABLE key_sets AS SELECT DISTINCT e, c, l, p, t FROM person_keys"""
    )
    _connect(connection)
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {customers} AS
        WITH strong AS (
            SELECT key_sets.*, label FROM key_sets
            LEFT JOIN key_labels ON node = coalesce(e, c, l)),
        by_phone AS (SELECT p, min(label) AS label FROM strong WHERE p IS NOT NULL
            GROUP BY p HAVING count(DISTINCT label) = 1),
        phoned AS (
            SELECT strong.t, coalesce(strong.label, by_phone.label, strong.p) AS label
            FROM strong LEFT JOIN by_phone USING (p)),
        by_tax AS (SELECT t, min(label) AS label FROM phoned WHERE t IS NOT NULL
            GROUP BY t HAVING count(DISTINCT label) = 1)
        SELECT ref, coalesce(key_labels.label, by_phone.label, person_keys.p, by_tax.label,
            person_keys.t) AS customer
        FROM person_keys
            LEFT JOIN key_labels ON node = coalesce(e, c, l)
            LEFT JOIN by_phone ON by_phone.p = person_keys.p
            LEFT JOIN by_tax ON by_tax.t = person_keys.t
        WHERE coalesce(e, c, l, person_keys.p, person_keys.t) IS NOT NULL"""
    )


def _connect(connection: duckdb.DuckDBPyConnection) -> None:
    """Label each e-mail, number and card with its connected component: key_labels(node, label).

    Most keys occur in one set of keys only, which then is the component. In the others labels
    spread along shared rows until nothing changes, each time taking over the label of their
    label too, so that long chains are done in a few rounds. A component is named by its first
    e-mail, else its first customer number, else its first card.
    """
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE strong_sets AS
        SELECT DISTINCT e, c, l FROM key_sets WHERE coalesce(e, c, l) IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE tangled_sets AS
        WITH shared AS (
            SELECT e AS node FROM strong_sets GROUP BY e HAVING count(*) > 1
            UNION ALL SELECT c FROM strong_sets GROUP BY c HAVING count(*) > 1
            UNION ALL SELECT l FROM strong_sets GROUP BY l HAVING count(*) > 1)
        FROM strong_sets WHERE e IN (FROM shared) OR c IN (FROM shared) OR l IN (FROM shared);
        CREATE OR REPLACE TEMP TABLE key_links AS
        WITH pairs AS (
            SELECT e AS a, c AS b FROM tangled_sets WHERE e IS NOT NULL AND c IS NOT NULL
            UNION SELECT e, l FROM tangled_sets WHERE e IS NOT NULL AND l IS NOT NULL
            UNION SELECT c, l FROM tangled_sets WHERE c IS NOT NULL AND l IS NOT NULL)
        SELECT a, b FROM pairs UNION SELECT b, a FROM pairs;
        CREATE OR REPLACE TEMP TABLE key_labels AS
        SELECT DISTINCT node, node AS label FROM (
            SELECT unnest([e, c, l]) AS node FROM tangled_sets) WHERE node IS NOT NULL"""
    )
    changed = 1
    while changed:
        connection.execute(
            """
            CREATE OR REPLACE TEMP TABLE nearer AS
            SELECT own.node, min(other.label) AS label
            FROM key_labels AS own JOIN key_links ON a = own.node
                JOIN key_labels AS other ON other.node = b
            GROUP BY own.node, own.label HAVING min(other.label) < own.label"""
        )
        row = connection.execute("SELECT count(*) FROM nearer").fetchone()
        changed = int(row[0]) if row else 0
        if changed:
            connection.execute(
                """
                UPDATE key_labels SET label = nearer.label FROM nearer
                WHERE nearer.node = key_labels.node;
                UPDATE key_labels SET label = further.label FROM key_labels AS further
                WHERE further.node = key_labels.label AND further.label < key_labels.label"""
            )
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE key_labels AS
        SELECT node, coalesce(min(node) FILTER (starts_with(node, 'e:')) OVER component,
            min(node) FILTER (starts_with(node, 'c:')) OVER component,
            min(node) OVER component) AS label
        FROM key_labels WINDOW component AS (PARTITION BY label);
        INSERT INTO key_labels
        SELECT unnest(list_filter([e, c, l], lambda node: node IS NOT NULL)), coalesce(e, c, l)
        FROM strong_sets ANTI JOIN tangled_sets
            ON strong_sets.e IS NOT DISTINCT FROM tangled_sets.e
            AND strong_sets.c IS NOT DISTINCT FROM tangled_sets.c
            AND strong_sets.l IS NOT DISTINCT FROM tangled_sets.l"""
    )


def _normalize_phones(connection: duckdb.DuckDBPyConnection, persons: str) -> None:
    """Create phones(written, e164): each different phone once, by the shop's country."""
    row = connection.execute(
        f"SELECT mode(currency) FROM {persons} WHERE currency IS NOT NULL"
    ).fetchone()
    written = connection.execute(
        f"SELECT DISTINCT phone FROM {persons} WHERE phone IS NOT NULL ORDER BY phone"
    ).fetchall()
    phones = [phone for (phone,) in written]
    region = phone_region(row[0] if row else None, phones)
    connection.execute("CREATE OR REPLACE TEMP TABLE phones (written VARCHAR, e164 VARCHAR)")
    pairs = [(phone, number) for phone in phones if (number := normalize_phone(phone, region))]
    if pairs:
        connection.execute(
            "INSERT INTO phones SELECT unnest(?), unnest(?)",
            [[phone for phone, _ in pairs], [number for _, number in pairs]],
        )


def phone_region(currency: str | None, phones: Sequence[str]) -> str | None:
    """The country of numbers without a country code: that of the shop's currency, else that of
    most ``phones`` with one."""
    return _REGION.get(currency or "") or _usual_region(phones)


def _usual_region(phones: Sequence[str]) -> str | None:
    """The country of most of the phones that are written with a country code."""
    regions: Counter[str] = Counter()
    for phone in phones:
        text = phone.strip().lstrip("'")
        if text.startswith("+"):
            try:
                number = phonenumbers.parse(text)
            except phonenumbers.NumberParseException:
                continue
            regions.update(filter(None, [phonenumbers.region_code_for_number(number)]))
    return max(regions, key=lambda region: (regions[region], region), default=None)


def normalize_phone(phone: str, region: str | None) -> str | None:
    """A phone as E.164 (``+48600700800``), its bare digits where the country is unknown, or None.

    ``region`` is the ISO country that numbers without a country code belong to.
    """
    if plain := _plain_phone(phone, region):
        return plain
    text = phone.strip().lstrip("'").removesuffix(".0")
    if found := re.fullmatch(r"(\d)[.,](\d+)[eE]\+?(\d+)", text):
        # A spreadsheet took it for a number. Rounded, it is nobody's.
        if len(found[2]) < int(found[3]):
            return None
        text = found[1] + found[2][: int(found[3])]
    text = re.sub(r"^00(?=[1-9])", "+", text)  # how to dial abroad in most countries
    if text.startswith("+"):
        text = text.replace("(0)", "")  # dialed at home only
    text = _EXTENSION.sub("", text)
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        digits = "".join(sign for sign in text if sign.isdigit())
        return digits if 7 <= len(digits) <= 15 and len(set(digits)) > 1 else None
    if number.italian_leading_zero and not phonenumbers.is_valid_number(number):
        number.italian_leading_zero = False  # the zero that was once dialed before a number
    if not phonenumbers.is_possible_number(number) or len(set(str(number.national_number))) == 1:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plain_phone(phone: str, region: str | None) -> str | None:
    """A phone written in a plain form of its country as E.164, else None."""
    signs = phone.translate(_BETWEEN_DIGITS)
    if signs.startswith("+"):
        region = next((home for code, home in _PLAIN_ABROAD if signs.startswith(code)), None)
    if region not in _PLAIN:
        return None
    code, form = _PLAIN[region]
    found = form.fullmatch(signs)
    if found is None or len(set(found[1])) == 1:
        return None
    return f"+{code}{found[1]}"

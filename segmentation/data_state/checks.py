"""The catalogue of checks, as data: what is looked for, and what it does to the result.

A check is a test in SQL over one *ground* (:mod:`grounds` says what a row of it is). Texts are
English msgids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.language import mark

GroundName = Literal["customers", "orders", "lines", "emails", "phones", "repeated"]
Kind = Literal["look", "know"]
Touches = Literal["all", "some", "none"]

OLDEST_BIRTH_YEAR = 1910
_WORD_START, _WORD_END = "(^|[^\\pL\\pN])", "($|[^\\pL\\pN])"
_COMPANY = (
    f"{_WORD_START}(gmbh|kft|llc|ltd|plc|s\\.?r\\.?o\\.|sarl|corp|inc|limited|sp\\. ?z ?o\\. ?o"
    f"|sp\\.? z o\\.?o|sp\\. ?[jk]|spółka|s\\.c\\.|s\\.a\\.|e\\.k\\.|ооо|оао|зао|пао|тов|фоп|ип"
    f"|чп|тоо|ltda){_WORD_END}"
)
_STAFF = (
    "^(wp_)?(super|site|store|shop|seo|web|content|order|sales)?[ _-]*(admin|administrator|manager"
    "|editor|author|contributor|employee|staff|moderator|owner|worker|seller)s?$"
    "|pracowni|administrator|obsług|sprzedawc|kierowni|moderator|redaktor"
    "|админ|сотрудни|менеджер|модератор|редактор|продав|mitarbeiter"
)
_TEST_WORD = f"{_WORD_START}(test|testing|testow[yae]|тест|тестов(ый|ая|ое)|asdf|qwerty){_WORD_END}"
_TEST_EMAIL = "^(test|testing|testow[ya]|asdf|qwerty)[0-9._+-]*@|@test\\.[a-z]+$"
_RETURN_NUMBER = "^(c[0-9]|kor|fk|cn|zw|rma|ret|ref|сторно|возв)"


@dataclass(frozen=True)
class Check:
    """A test over a ground.

    ``kind`` says whether somebody should look at what it finds, or only know of it; ``among``
    (SQL) which rows of the ground it is a share of. ``touches`` says whose figures it bears on:
    every customer's, however few rows it finds, those of what it finds, or no one's.
    """

    id: str
    ground: GroundName
    test: str
    kind: Kind
    label: str
    effect: str
    among: str = "true"
    touches: Touches = "some"


@dataclass(frozen=True)
class Word:
    """A value that a finding turns on, and how often it occurs where that is known."""

    text: str
    count: int | None = None


@dataclass(frozen=True)
class Finding:
    """What was found: ``count`` of ``of``, with the words it turns on where they are few.

    ``label`` says what it is and ``effect`` what it does to the result; ``kind`` and
    ``touches`` as in :class:`Check`.
    """

    id: str
    kind: Kind
    label: str
    effect: str
    count: int
    of: int
    words: tuple[Word, ...] = ()
    touches: Touches = "some"

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def reach(self) -> float:
        """The share of the result that it may bear on."""
        if self.touches == "some":
            return self.share
        return 1.0 if self.touches == "all" and self.count else 0.0


CHECKS: tuple[Check, ...] = (
    Check(
        "far_ahead",
        "orders",
        "ordered_at::DATE > last_day",
        "look",
        mark("Orders dated far after all others"),
        mark(
            "How recently people bought is counted from the last day, so one wrong date makes "
            "everybody look long gone."
        ),
        touches="all",
    ),
    Check(
        "before_1995",
        "orders",
        "year(ordered_at) < 1995",
        "look",
        mark("Orders dated before 1995"),
        mark("These customers look as if they had been with you for decades."),
    ),
    Check(
        "half_of_revenue",
        "orders",
        "main AND class = 'order' AND orders_in_all >= 10 AND total > revenue_in_all / 2",
        "look",
        mark("One order worth more than half of all revenue"),
        mark("It outweighs everybody else in averages and groups; check its amount."),
        among="main AND class = 'order'",
        touches="all",
    ),
    Check(
        "without_customer",
        "orders",
        "main AND class = 'order' AND customer IS NULL",
        "look",
        mark("Orders without a customer"),
        mark("They count in revenue, but belong to no customer and no group."),
        among="main AND class = 'order'",
    ),
    Check(
        "unknown_status",
        "orders",
        "class = 'order' AND state = 'unknown' AND NOT unpaid AND status IS NOT NULL",
        "look",
        mark("Orders with a status that we do not know"),
        mark("We counted them as real; if some were cancelled, revenue is too high."),
        among="class = 'order'",
    ),
    Check(
        "below_zero",
        "orders",
        "class = 'return' AND state NOT IN ('cancelled', 'refunded')"
        f" AND NOT regexp_matches(lower(document_id), '{_RETURN_NUMBER}')",
        "know",
        mark("Totals below zero that nothing calls a return"),
        mark("We took them as returns: they lower revenue and are no orders."),
    ),
    Check(
        "zero_total",
        "orders",
        "class = 'zero'",
        "know",
        mark("Documents with a total of zero"),
        mark("They are not counted as orders."),
    ),
    Check(
        "huge_quantity",
        "lines",
        "abs(quantity::DOUBLE) >= 1000 * usual_quantity",
        "look",
        mark("Order lines with an unusually large quantity"),
        mark("A barcode or a price may have slipped into the quantity, and made the order large."),
        among="quantity IS NOT NULL",
    ),
    Check(
        "impossible_age",
        "customers",
        f"years NOT BETWEEN 5 AND 115 OR born < {OLDEST_BIRTH_YEAR}",
        "look",
        mark("Customers with an age or date of birth that cannot be"),
        mark("An age under 5 or over 115 is taken as not known."),
        among="years IS NOT NULL OR born IS NOT NULL",
    ),
    Check(
        "last_before_first",
        "customers",
        "listed_last < listed_first",
        "look",
        mark("Customers whose last order is before their first"),
        mark("Their list contradicts itself; how long they have been with you may be wrong."),
    ),
    Check(
        "registered_late",
        "customers",
        "registered > first_order + INTERVAL 1 YEAR AND year(first_order) >= 1995",
        "know",
        mark("Customers registered more than a year after their first order"),
        mark("They probably bought as guests first; this changes no figure."),
        among="registered IS NOT NULL AND first_order IS NOT NULL",
        touches="none",
    ),
    Check(
        "invalid_email",
        "emails",
        "fault IS NOT NULL",
        "look",
        mark("E-mail addresses that cannot be right"),
        mark("No message arrives, and orders with nothing else to go by have no customer."),
    ),
    Check(
        "mistyped_email",
        "emails",
        "fault IS NULL AND meant IS NOT NULL",
        "look",
        mark("E-mail addresses that look mistyped"),
        mark("No message arrives, and the same person may stand twice among your customers."),
    ),
    Check(
        "placeholder_email",
        "emails",
        "placeholder",
        "know",
        mark("Made-up e-mail addresses"),
        mark("They stand for nobody, so we did not tell people apart by them."),
    ),
    Check(
        "relay_email",
        "emails",
        "relay",
        "know",
        mark("E-mail addresses lent by a marketplace"),
        mark("They change with each order, so the same buyer may look like several."),
    ),
    Check(
        "impossible_phone",
        "phones",
        "impossible",
        "look",
        mark("Phone numbers that cannot be right"),
        mark("No SMS arrives, and people are not told apart by them."),
    ),
    Check(
        "contradicting",
        "repeated",
        "differs",
        "look",
        mark("Customers listed more than once, with different details"),
        mark("Of rows that differ we took the one furthest down; another may be right."),
    ),
    Check(
        "listed_twice",
        "repeated",
        "NOT differs",
        "know",
        mark("Customers listed more than once, with the same details"),
        mark("Each is counted once."),
        touches="none",
    ),
    Check(
        "test_account",
        "customers",
        f"regexp_matches(who, '{_TEST_WORD}', 'i') OR regexp_matches(email, '{_TEST_EMAIL}')",
        "look",
        mark("Test accounts"),
        mark("They count like customers; delete them in your shop if nobody bought."),
    ),
    Check(
        "staff",
        "customers",
        f"regexp_matches(lower(role), '{_STAFF}')"
        " OR lower(split_part(email, '@', 2)) = staff_domain",
        "look",
        mark("Accounts of your own staff"),
        mark("They count like customers, though staff buy for other reasons."),
    ),
    Check(
        "business",
        "customers",
        "length(regexp_replace(tax_id, '[^0-9]', '', 'g')) >= 6"
        " OR regexp_matches(company, '\\pL{2}')"
        f" OR regexp_matches(who, '{_COMPANY}', 'i')",
        "know",
        mark("Business customers"),
        mark("They buy differently from private people, so look at them apart."),
    ),
)
STALE = Check(
    "stale",
    "customers",
    "last_seen < last_day - to_months(months)",
    "know",
    mark("Customers not heard from for a long time"),
    mark("They count in full; write to them once more, or leave them out of your next list."),
    among="last_seen IS NOT NULL",
)
CHECK = {check.id: check for check in (*CHECKS, STALE)}

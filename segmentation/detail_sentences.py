"""What can be said of a persona beyond its card, as data: sentences with the facts they need.

Words of the owner's files stand behind a colon or an arrow and money and counts are written
out beforehand, so that no language has to decline them.
"""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.facts import Condition, known, least
from segmentation.language import mark
from segmentation.traits import HIGH_FROM

HEADINGS: dict[str, str] = {
    "worth": mark("What they spend"),
    "rhythm": mark("When they come back"),
    "products": mark("What they buy"),
    "time": mark("Time of year"),
    "weekdays": mark("Days of the week"),
    "price": mark("Price and delivery"),
    "payment": mark("Payment and channel"),
    "place": mark("Where they live"),
    "people": mark("Who they are"),
    "needs": mark("What they look for"),
    "loyalty": mark("Loyalty program"),
    "consent": mark("Marketing consent"),
}
"""The sides of a persona in the order in which they are told."""


@dataclass(frozen=True)
class Sentence:
    """A row of the table: ``text`` is a msgid whose places are facts. Of the sentences of a
    section with the same ``about`` the first is told whose conditions all hold."""

    section: str
    about: str
    when: tuple[Condition, ...]
    text: str


_OFTEN_ENOUGH = 0.3
_ONE_CATEGORY = 0.6
_CLEARLY_MORE = 1.2

SENTENCES: tuple[Sentence, ...] = (
    Sentence(
        "worth",
        "revenue",
        known("revenue", "revenue_share", "customers"),
        mark("{customers}: {revenue}, {revenue_share} of the revenue from customers"),
    ),
    Sentence(
        "worth",
        "total_spend",
        known("total_spend", "total_spend_range"),
        mark(
            "Spend: typically {total_spend}; half of them {total_spend_range} "
            "(all: typically {total_spend_all})"
        ),
    ),
    Sentence(
        "worth",
        "total_spend",
        known("total_spend"),
        mark("Spend: typically {total_spend} (all: typically {total_spend_all})"),
    ),
    Sentence(
        "worth",
        "frequency",
        known("frequency", "frequency_range"),
        mark(
            "How often: on average {frequency}; half of them {frequency_range} "
            "(all: on average {frequency_all})"
        ),
    ),
    Sentence(
        "worth",
        "frequency",
        known("frequency"),
        mark("How often: on average {frequency} (all: on average {frequency_all})"),
    ),
    Sentence(
        "worth",
        "monetary_value",
        known("monetary_value", "monetary_value_range"),
        mark(
            "Average order: typically {monetary_value}; half of them {monetary_value_range} "
            "(all: typically {monetary_value_all})"
        ),
    ),
    Sentence(
        "worth",
        "monetary_value",
        known("monetary_value"),
        mark("Average order: typically {monetary_value} (all: typically {monetary_value_all})"),
    ),
    Sentence(
        "rhythm",
        "gap",
        known("gap"),
        mark("From one order to the next: usually {gap}"),
    ),
    Sentence(
        "rhythm",
        "recency",
        known("recency_days", "recency_days_range"),
        mark(
            "Since the last order: typically {recency_days}; half of them {recency_days_range} "
            "(all: typically {recency_days_all})"
        ),
    ),
    Sentence(
        "rhythm",
        "recency",
        known("recency_days"),
        mark("Since the last order: typically {recency_days} (all: typically {recency_days_all})"),
    ),
    # Who buys in one season is not late outside of it.
    Sentence(
        "rhythm",
        "due",
        known("season", "season_share", "season_share_all"),
        mark("In their season: {season} – {season_share} of orders (all: {season_share_all})"),
    ),
    Sentence(
        "rhythm",
        "due",
        known("overdue", "rhythm_known"),
        mark("Next order: typically {overdue} past due ({rhythm_known})"),
    ),
    Sentence(
        "rhythm",
        "due",
        known("due", "rhythm_known"),
        mark("Next order: typically due in {due} ({rhythm_known})"),
    ),
    Sentence(
        "rhythm",
        "due",
        known("due_now", "rhythm_known"),
        mark("Next order: typically due on the last day of your data ({rhythm_known})"),
    ),
    Sentence(
        "rhythm",
        "tenure",
        known("tenure_days"),
        mark("Since the first order: typically {tenure_days} (all: typically {tenure_days_all})"),
    ),
    Sentence(
        "time",
        "holidays",
        known("holiday_share"),
        mark("Orders before holidays: {holiday_share} (all: {holiday_share_all})"),
    ),
    Sentence(
        "price",
        "discounts",
        known("discount_share"),
        mark("Orders with a discount: {discount_share} (all: {discount_share_all})"),
    ),
    Sentence(
        "price",
        "delivery",
        known("free_delivery_share"),
        mark("Orders with free delivery: {free_delivery_share} (all: {free_delivery_share_all})"),
    ),
    Sentence(
        "people",
        "age",
        known("age", "age_range"),
        mark("Age: on average {age}; half of them {age_range} (all: {age_all})"),
    ),
    Sentence("people", "age", known("age"), mark("Age: on average {age} (all: {age_all})")),
    Sentence(
        "needs",
        "price",
        (least("discount_share", _OFTEN_ENOUGH), least("discount_share_position", HIGH_FROM)),
        mark(
            "Probably a good price – judged by orders with a discount: {discount_share} "
            "(all: {discount_share_all})"
        ),
    ),
    Sentence(
        "needs",
        "convenience",
        (
            least("free_delivery_share", _OFTEN_ENOUGH),
            least("free_delivery_share_position", HIGH_FROM),
        ),
        mark(
            "Probably convenience – judged by orders with free delivery: {free_delivery_share} "
            "(all: {free_delivery_share_all})"
        ),
    ),
    Sentence(
        "needs",
        "specialist",
        (
            least("one_category", _ONE_CATEGORY),
            least("one_category_times", _CLEARLY_MORE),
        ),
        mark(
            "Probably a specialist they trust – judged by who has ordered several times, always "
            "from one category: {one_category} (all: {one_category_all})"
        ),
    ),
    Sentence(
        "needs",
        "service",
        (least("returned", 0.0), least("returned_times", _CLEARLY_MORE)),
        mark(
            "Probably advice and service – judged by who sent something back or was refunded: "
            "{returned} (all: {returned_all})"
        ),
    ),
    Sentence(
        "loyalty",
        "points",
        known("points"),
        mark("Points: on average {points} (all: {points_all})"),
    ),
    Sentence(
        "consent",
        "email",
        known("email_consent_agreed"),
        mark("E-mail: {email_consent_agreed} of them agreed (all: {email_consent_agreed_all})"),
    ),
    Sentence(
        "consent",
        "email",
        known("email_consent_few"),
        mark("E-mail: fewer than five of them agreed (all: {email_consent_agreed_all})"),
    ),
    Sentence(
        "consent",
        "sms",
        known("sms_consent_agreed"),
        mark("SMS: {sms_consent_agreed} of them agreed (all: {sms_consent_agreed_all})"),
    ),
    Sentence(
        "consent",
        "sms",
        known("sms_consent_few"),
        mark("SMS: fewer than five of them agreed (all: {sms_consent_agreed_all})"),
    ),
)


@dataclass(frozen=True)
class LevelRow:
    """The values of a category told in a section: the ``most`` that most customers have."""

    section: str
    key: str
    most: int


LEVELS: tuple[LevelRow, ...] = (
    LevelRow("products", "interests", 3),
    LevelRow("payment", "payment", 3),
    LevelRow("payment", "channel", 3),
    LevelRow("place", "location", 3),
    LevelRow("place", "town_size", 4),
    LevelRow("place", "country", 3),
    LevelRow("people", "generation", 2),
    LevelRow("people", "gender", 2),
    LevelRow("loyalty", "loyalty", 3),
)

OWN_LEVELS = 2
_WORD_BEGINS = r"(?<![^\W_])"  # percent in Polish ends like a rating, to operate too
OWN_COLUMNS: tuple[tuple[str, str], ...] = (
    (
        "needs",
        rf"benefit|need|motiv|reason|why|important|priorit|{_WORD_BEGINS}rating|review|satisf|stars"
        rf"|korzy[śs][ćc]|potrzeb|motyw|pow[óo]d|dlaczego|wa[żz]n|priorytet|{_WORD_BEGINS}ocen"
        "|opini|zadowol"
        "|выгод|потребност|мотив|причин|почему|важн|приоритет|оценк|отзыв|рейтинг|удовлетвор",
    ),
    ("people", ""),
)
"""Where the owner's own columns are told: in the first section of which their names hold a word."""


@dataclass(frozen=True)
class Topic:
    """Something that files may say nothing of, as a question: known where the profile has any
    of ``keys``."""

    keys: tuple[str, ...]
    text: str


UNSAID = mark("What your files do not say about these customers: {topics}.")
TOPICS: tuple[Topic, ...] = (
    Topic(("frequency", "recency_days", "total_spend"), mark("what they ordered and when")),
    Topic(("top_category", "interests"), mark("which kinds of goods they buy")),
    Topic(("age", "generation"), mark("how old they are")),
    Topic(("gender",), mark("whether they are women or men")),
    Topic(("location", "town_size", "country"), mark("where they live")),
    Topic(("payment",), mark("how they pay")),
    Topic(("discount_share",), mark("whether they use discounts")),
    Topic(("loyalty", "points"), mark("whether they are in a loyalty program")),
    Topic(("email_consent", "sms_consent"), mark("whether they agreed to marketing")),
)

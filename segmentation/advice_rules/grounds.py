"""What several rules of advice rest on: conditions, the words for facts, and sources."""

from __future__ import annotations

from segmentation.facts import known, least, most, under
from segmentation.language import mark
from segmentation.traits import HIGH_FROM, LOW_TO

SOME_ORDERS = 1.5
HALF = 0.5
HARDLY = 0.05
CLEARLY_MORE = 1.2
LONG_PAST = 2.0
TWO_WEEKS = 14
SEASON = 0.3
FEW = 5
OFTEN_BEFORE_HOLIDAYS = 0.4
"""Twice what chance would bring: the weeks before gift days are a sixth to a fifth of a year."""

ONE_ORDER = most("frequency", 1.15)
RETURNING = least("frequency", SOME_ORDERS)
GONE = least("recency_days_position", HIGH_FROM)
AROUND = under("recency_days_position", HIGH_FROM)
OFTEN = least("frequency_position", HIGH_FROM)
SELDOM = most("frequency_position", LOW_TO)
LARGE = least("monetary_value_position", HIGH_FROM)
SMALL = most("monetary_value_position", LOW_TO)
FULL_PRICE = (most("discount_share", 0.1), least("discount_share_all", 0.1))
ON_DISCOUNT = (least("discount_share", HALF), *known("discount_share_all"))
BEFORE_HOLIDAYS = (least("holiday_share", OFTEN_BEFORE_HOLIDAYS), *known("holiday_share_all"))
IN_SEASON = (RETURNING, *known("season", "season_share", "season_share_all", "season_years"))
"""Of those who ordered once, the months say only when they came."""
TOGETHER = (
    *known("together_first", "together_second"),
    least("together_share", 0.1),
    least("together_lift", CLEARLY_MORE),
    least("together_open", FEW),
)
MEMBERS = least("loyalty_member", HALF)

KNOW_ORDERS = known("frequency", "frequency_all")
KNOW_SILENCE = known("recency_days", "recency_days_all")
KNOW_TENURE = known("tenure_days", "tenure_days_all")
KNOW_BASKET = known("monetary_value", "monetary_value_all")

ORDERS = mark("How often: {frequency} (all: {frequency_all})")
SILENCE = mark("Since the last order: {recency_days} (all: {recency_days_all})")
TENURE = mark("Since the first order: {tenure_days} (all: {tenure_days_all})")
BASKET = mark("Average order: {monetary_value} (all: {monetary_value_all})")
DISCOUNTS = mark("Orders with a discount: {discount_share} (all: {discount_share_all})")
HOLIDAYS = mark("Orders in the weeks before gift days: {holiday_share} (all: {holiday_share_all})")
MONTH = mark("Orders in one month: {month} – {month_share} (all: {month_share_all})")
SEASON_SHARE = mark(
    "Orders in their season: {season} – {season_share} (all: {season_share_all}); whole years "
    "counted: {season_years}"
)
EMAIL = mark("Agreed to e-mail: {email_consent_yes} of this group")
SMS = mark("Agreed to text messages: {sms_consent_yes} of this group")
NO_CONSENT = mark("Your data do not say who agreed to e-mails or text messages")
RHYTHM = mark("Usual time between orders: {gap}; since the last order: {recency_days}")
BOUGHT_TOGETHER = mark(
    "Buyers of the first who bought the second too: {together_share}; in this group with the first "
    "only: {together_open}"
)
IN_PROGRAM = mark("In the loyalty program: {loyalty_member} of this group")

TONE = mark("Common practice in customer mailings: the tone follows the relationship")
READING = mark("Form of address and ease of reading only; nothing is assumed about taste")
CONSENT = mark(
    "Marketing messages need consent: GDPR, article 7; in Poland PKE, article 398; in Russia "
    "38-FZ, article 18. The share of those who agreed is counted from your data"
)
PRACTICE = mark("Common practice in small shops")
COUNTED = mark("Counted from your orders or your customer list")
UNSAID = mark("Nothing is assumed that your data do not say")

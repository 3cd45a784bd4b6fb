"""First sentences of an e-mail and of a text message, by situation.

They say nothing of one person, only what is true of the group or the shop, and none is offered
where nearly nobody agreed to the channel or the data don't say who did. A text message fits into
one part of 70 letters, which is what letters beyond the Latin alphabet leave room for.
"""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    BEFORE_HOLIDAYS,
    CONSENT,
    EMAIL,
    GONE,
    HARDLY,
    IN_SEASON,
    KNOW_SILENCE,
    LONG_PAST,
    OFTEN,
    ON_DISCOUNT,
    ONE_ORDER,
    PRACTICE,
    RETURNING,
    SEASON_SHARE,
    SMS,
    TOGETHER,
    TONE,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import known, least, most, under
from segmentation.language import mark

LONGEST_SMS = 70

_BY_EMAIL = least("email_consent_yes", HARDLY)
_BY_SMS = least("sms_consent_yes", HARDLY)
_JUST_ORDERED = most("recency_days", 45)
_REORDER = (AROUND, RETURNING, least("past_due", 1), under("lateness", LONG_PAST))

_SILENCE_EMAIL = mark(
    "Since the last order: {recency_days}; agreed to e-mail: {email_consent_yes} of this group"
)
_SILENCE_SMS = mark(
    "Since the last order: {recency_days}; agreed to text messages: {sms_consent_yes} of this group"
)
_ORDERS_EMAIL = mark("How often: {frequency}; agreed to e-mail: {email_consent_yes} of this group")
_ORDERS_SMS = mark(
    "How often: {frequency}; agreed to text messages: {sms_consent_yes} of this group"
)
_HOLIDAYS_EMAIL = mark(
    "Orders in the weeks before gift days: {holiday_share}; agreed to e-mail: {email_consent_yes} "
    "of this group"
)
_HOLIDAYS_SMS = mark(
    "Orders in the weeks before gift days: {holiday_share}; agreed to text messages: "
    "{sms_consent_yes} of this group"
)
_DUE_EMAIL = mark(
    "Since the next order was due: {past_due}; agreed to e-mail: {email_consent_yes} of this group"
)
_DUE_SMS = mark(
    "Since the next order was due: {past_due}; agreed to text messages: {sms_consent_yes} of this "
    "group"
)
_DISCOUNTS_EMAIL = mark(
    "Orders with a discount: {discount_share}; agreed to e-mail: {email_consent_yes} of this group"
)
_DISCOUNTS_SMS = mark(
    "Orders with a discount: {discount_share}; agreed to text messages: {sms_consent_yes} of this "
    "group"
)

# fmt: off
SAMPLES: tuple[Rule, ...] = (
    Rule(
        "email_holidays", "first_email", "email", (_BY_EMAIL, *BEFORE_HOLIDAYS),
        mark("Hello, a few weeks are left until the holidays. Here are our ideas for presents."),
        _HOLIDAYS_EMAIL, "rule_of_thumb", PRACTICE, calls_for=("email",),
    ),
    Rule(
        "email_season", "first_email", "email", (_BY_EMAIL, *IN_SEASON),
        mark("Hello, here is what is new for the coming months."),
        SEASON_SHARE, "rule_of_thumb", PRACTICE, calls_for=("email",),
    ),
    Rule(
        "email_win_back", "first_email", "email", (_BY_EMAIL, GONE, RETURNING, *KNOW_SILENCE),
        mark("Hello, it has been a while since your last order with us. Has anything changed?"),
        _SILENCE_EMAIL, "rule_of_thumb", TONE, calls_for=("email",),
    ),
    Rule(
        "email_last_try", "first_email", "email", (_BY_EMAIL, GONE, *KNOW_SILENCE),
        mark("Hello, some time ago you ordered from us. Here is what is new since then."),
        _SILENCE_EMAIL, "rule_of_thumb", TONE, calls_for=("email",),
    ),
    Rule(
        "email_second_order", "first_email", "email", (_BY_EMAIL, _JUST_ORDERED, ONE_ORDER),
        mark("Hello, thank you for ordering from us. If you have a question, just reply to this "
             "message."),
        _ORDERS_EMAIL, "rule_of_thumb", TONE, calls_for=("email",),
    ),
    Rule(
        "email_reorder", "first_email", "email", (_BY_EMAIL, *_REORDER),
        mark("Hello, perhaps it is time to order again?"),
        _DUE_EMAIL, "rule_of_thumb", TONE, calls_for=("email",),
    ),
    Rule(
        "email_thanks", "first_email", "email", (_BY_EMAIL, AROUND, OFTEN, *known("frequency")),
        mark("Hello, thank you for ordering from us so often. Regular customers see what is new "
             "first."),
        _ORDERS_EMAIL, "rule_of_thumb", TONE, calls_for=("email",),
    ),
    Rule(
        "email_discount", "first_email", "email", (_BY_EMAIL, *ON_DISCOUNT),
        mark("Hello, until [day] some of our prices are lower."),
        _DISCOUNTS_EMAIL, "rule_of_thumb", PRACTICE, calls_for=("email", "discount"),
    ),
    Rule(
        "email_together", "first_email", "email", (_BY_EMAIL, *TOGETHER),
        mark("Hello, our customers often choose these together: {together_first} + "
             "{together_second}"),
        mark("Bought together: {together_first} + {together_second}; agreed to e-mail: "
             "{email_consent_yes} of this group"),
        "calculated", CONSENT, calls_for=("email",),
    ),
    Rule(
        "email_news", "first_email", "email", (_BY_EMAIL,),
        mark("Hello, here is what is new in our shop."),
        EMAIL, "rule_of_thumb", CONSENT, calls_for=("email",),
    ),
    Rule(
        "sms_holidays", "first_sms", "sms", (_BY_SMS, *BEFORE_HOLIDAYS),
        mark("Holidays are near. See our ideas for presents."),
        _HOLIDAYS_SMS, "rule_of_thumb", PRACTICE, calls_for=("sms",),
    ),
    Rule(
        "sms_season", "first_sms", "sms", (_BY_SMS, *IN_SEASON),
        mark("See what is new in our shop for the coming months."),
        SEASON_SHARE, "rule_of_thumb", PRACTICE, calls_for=("sms",),
    ),
    Rule(
        "sms_win_back", "first_sms", "sms", (_BY_SMS, GONE, *KNOW_SILENCE),
        mark("It has been a while since your last order. See what is new."),
        _SILENCE_SMS, "rule_of_thumb", TONE, calls_for=("sms",),
    ),
    Rule(
        "sms_second_order", "first_sms", "sms", (_BY_SMS, _JUST_ORDERED, ONE_ORDER),
        mark("Thank you for your order. Any questions? Write to us."),
        _ORDERS_SMS, "rule_of_thumb", TONE, calls_for=("sms",),
    ),
    Rule(
        "sms_reorder", "first_sms", "sms", (_BY_SMS, *_REORDER),
        mark("Perhaps it is time to order again? See what we have."),
        _DUE_SMS, "rule_of_thumb", TONE, calls_for=("sms",),
    ),
    Rule(
        "sms_thanks", "first_sms", "sms", (_BY_SMS, AROUND, OFTEN, *known("frequency")),
        mark("New in our shop, and regular customers see it first."),
        _ORDERS_SMS, "rule_of_thumb", TONE, calls_for=("sms",),
    ),
    Rule(
        "sms_discount", "first_sms", "sms", (_BY_SMS, *ON_DISCOUNT),
        mark("Until [day] some prices in our shop are lower."),
        _DISCOUNTS_SMS, "rule_of_thumb", PRACTICE, calls_for=("sms", "discount"),
    ),
    Rule(
        "sms_news", "first_sms", "sms", (_BY_SMS,),
        mark("There is something new in our shop."),
        SMS, "rule_of_thumb", CONSENT, calls_for=("sms",),
    ),
)
# fmt: on

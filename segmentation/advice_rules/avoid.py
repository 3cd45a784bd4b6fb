"""What to avoid: what the facts speak against, and what consent forbids."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    BASKET,
    BEFORE_HOLIDAYS,
    CONSENT,
    COUNTED,
    DISCOUNTS,
    EMAIL,
    FULL_PRICE,
    GONE,
    HARDLY,
    HOLIDAYS,
    IN_PROGRAM,
    KNOW_BASKET,
    KNOW_ORDERS,
    KNOW_SILENCE,
    NO_CONSENT,
    OFTEN,
    ON_DISCOUNT,
    ORDERS,
    PRACTICE,
    RETURNING,
    SELDOM,
    SILENCE,
    SMALL,
    SMS,
    TWO_WEEKS,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import known, least, under
from segmentation.language import mark

_NEARLY_ALL = 0.95
_SELDOM_GAP = 90

# fmt: off
AVOID: tuple[Rule, ...] = (
    Rule(
        "avoid_unsaid_consent", "avoid", "consent", known("consent_unsaid"),
        mark("E-mails and text messages to the whole group before you know who agreed."),
        NO_CONSENT, "unsaid", CONSENT, rules_out=("email", "sms"),
    ),
    Rule(
        "avoid_discount", "avoid", "price", (AROUND, *FULL_PRICE),
        mark("Coupons sent to everyone. They pay the full price anyway."),
        DISCOUNTS, "rule_of_thumb", PRACTICE, rules_out=("discount",),
    ),
    Rule(
        "avoid_endless_discount", "avoid", "price", ON_DISCOUNT,
        mark("A discount without a last day: it soon becomes the usual price."),
        DISCOUNTS, "rule_of_thumb", PRACTICE, calls_for=("discount",),
    ),
    Rule(
        "avoid_rare", "avoid", "products", known("rare", "rare_share", "rare_share_all"),
        mark("Offers of what this group hardly ever chooses: {rare}"),
        mark("Interests and favorite categories: {rare} – {rare_share} (all: {rare_share_all})"),
        "calculated", COUNTED,
    ),
    Rule(
        "avoid_early", "avoid", "timing",
        (RETURNING, AROUND, least("due_in", TWO_WEEKS), least("gap", TWO_WEEKS),
         *known("recency_days")),
        mark("A reminder to reorder right now: it is too early."),
        mark("Until the next order is due: {due_in}; since the last order: {recency_days}"),
        "calculated", COUNTED, rules_out=("now",),
    ),
    Rule(
        "avoid_late", "avoid", "timing", BEFORE_HOLIDAYS,
        mark("Offers in the last days before a holiday, when a parcel may come too late."),
        HOLIDAYS, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "avoid_review", "avoid", "request", (GONE, *KNOW_SILENCE),
        mark("A request for a review: the purchase was too long ago."),
        SILENCE, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "avoid_second_invitation", "avoid", "request", (least("loyalty_member", 0.8),),
        mark("An invitation to the loyalty program: most of them are in it."),
        IN_PROGRAM, "calculated", COUNTED, rules_out=("join",),
    ),
    Rule(
        "avoid_introduction", "avoid", "request",
        (OFTEN, AROUND, least("frequency", 3.0), *KNOW_ORDERS),
        mark("Messages for newcomers: they have known the shop for long enough."),
        ORDERS, "rule_of_thumb", PRACTICE, rules_out=("introduction",),
    ),
    Rule(
        "avoid_often", "avoid", "frequency",
        (least("gap", _SELDOM_GAP), *known("recency_days")),
        mark("Frequent messages: they order only now and then."),
        mark("Usual time between orders: {gap}"), "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "avoid_often_seldom", "avoid", "frequency", (SELDOM, *KNOW_ORDERS),
        mark("Frequent messages: they order less often than others."),
        ORDERS, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "avoid_threshold", "avoid", "basket", (SMALL, *KNOW_BASKET),
        mark("Offers that only count from an amount far above their usual order."),
        BASKET, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "avoid_both", "avoid", "channels", (least("both_consents", 0.1),),
        mark("The same news by e-mail and by text message."),
        mark("Agreed to both e-mail and text messages, at least: {both_consents} of this group"),
        "rule_of_thumb", PRACTICE,
    ),
    # Where to reach them says so too; what else there is to avoid comes first.
    Rule(
        "avoid_email_to_all", "avoid", "consent",
        (least("email_consent_yes", HARDLY), under("email_consent_yes", _NEARLY_ALL)),
        mark("E-mail to the whole group: leave out those who have not agreed."),
        EMAIL, "calculated", CONSENT,
    ),
    Rule(
        "avoid_sms_to_all", "avoid", "consent",
        (least("sms_consent_yes", HARDLY), under("sms_consent_yes", _NEARLY_ALL)),
        mark("Text messages to the whole group: leave out those who have not agreed."),
        SMS, "calculated", CONSENT,
    ),
)
# fmt: on

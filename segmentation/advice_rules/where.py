"""Where to reach them: consent comes before everything else."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    CLEARLY_MORE,
    CONSENT,
    COUNTED,
    EMAIL,
    GONE,
    HALF,
    HARDLY,
    NO_CONSENT,
    PRACTICE,
    SMS,
    SOME_ORDERS,
    UNSAID,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import known, least, under
from segmentation.language import mark

_LOCAL_FROM = 0.3
_MOSTLY = 0.6
_CHANNEL = mark("Sales channel: {channel} – {channel_share} (all: {channel_share_all})")

# fmt: off
WHERE: tuple[Rule, ...] = (
    Rule(
        "where_email", "where", "email", (least("email_consent_yes", HALF),),
        mark("E-mail. It may go to those who agreed."), EMAIL, "calculated", CONSENT,
        calls_for=("email",),
    ),
    Rule(
        "where_no_email", "where", "email", (under("email_consent_yes", HARDLY),),
        mark("No marketing e-mail. Ask for consent at the next order."),
        EMAIL, "calculated", CONSENT, rules_out=("email",),
    ),
    # Those who stopped ordering cannot be asked at their next order.
    Rule(
        "where_some_email_gone", "where", "email", (under("email_consent_yes", HALF), GONE),
        mark("E-mail reaches only some of them. The others see only what everybody sees: your "
             "website, your shop window, advertising."),
        EMAIL, "calculated", CONSENT, calls_for=("email",),
    ),
    Rule(
        "where_some_email", "where", "email", (under("email_consent_yes", HALF),),
        mark("E-mail reaches only some of them. Ask the others at their next order."),
        EMAIL, "calculated", CONSENT, calls_for=("email",),
    ),
    Rule(
        "where_unsaid", "where", "email", known("consent_unsaid"),
        mark("Ask for consent first. Until then, a leaflet in the parcel or at the counter."),
        NO_CONSENT, "unsaid", CONSENT, rules_out=("email", "sms"),
    ),
    Rule(
        "where_sms", "where", "sms", (least("sms_consent_yes", HALF),),
        mark("Text message. It may go to those who agreed; short and rarely."),
        SMS, "calculated", CONSENT,
        calls_for=("sms",),
    ),
    Rule(
        "where_no_sms", "where", "sms", (under("sms_consent_yes", HARDLY),),
        mark("No marketing text messages. Ask for consent at the next order."),
        SMS, "calculated", CONSENT, rules_out=("sms",),
    ),
    Rule(
        "where_some_sms", "where", "sms", (under("sms_consent_yes", HALF),),
        mark("Text messages reach only some of them. Keep them short and rare."),
        SMS, "calculated", CONSENT, calls_for=("sms",),
    ),
    # The data know of one channel and not of the other.
    Rule(
        "where_unsaid_email", "where", "unsaid",
        (*known("email_unsaid"), least("sms_consent_yes", 0.0)),
        mark("No marketing e-mail until you know who agreed to it."),
        mark("Your data do not say who agreed to e-mails"), "unsaid", UNSAID,
        rules_out=("email",),
    ),
    Rule(
        "where_unsaid_sms", "where", "unsaid",
        (*known("sms_unsaid"), least("email_consent_yes", 0.0)),
        mark("No marketing text messages until you know who agreed to them."),
        mark("Your data do not say who agreed to text messages"), "unsaid", UNSAID,
        rules_out=("sms",),
    ),
    Rule(
        "where_marketplace", "where", "channel",
        (*known("marketplace", "channel", "channel_share_all"), least("channel_share", _MOSTLY)),
        mark("On the marketplace where they buy: {channel}. Most marketplaces do not allow "
             "advertising by letter to their buyers; use what they offer to sellers."),
        _CHANNEL, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "where_channel", "where", "channel",
        (*known("channel", "channel_share_all"), least("channel_share", _MOSTLY),
         least("channel_lift", CLEARLY_MORE)),
        mark("Where they already buy: {channel}"), _CHANNEL, "calculated", COUNTED,
    ),
    Rule(
        "where_parcel", "where", "parcel", (under("email_consent_yes", HALF), AROUND),
        mark("A leaflet in the parcel or at the counter. It needs no e-mail consent."),
        EMAIL, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "where_local", "where", "place",
        (*known("location", "location_share_all"), least("location_share", _LOCAL_FROM),
         least("location_lift", SOME_ORDERS)),
        mark("Local advertising and a pick-up point: {location}"),
        mark("Place of residence: {location} – {location_share} "
             "(all: {location_share_all})"),
        "rule_of_thumb", PRACTICE,
    ),
)
# fmt: on

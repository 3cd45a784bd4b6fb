"""Where to reach them: consent comes before everything else."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    CONSENT,
    COUNTED,
    EMAIL,
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
        mark("Text message, for short news that cannot wait."), SMS, "calculated", CONSENT,
        calls_for=("sms",),
    ),
    Rule(
        "where_no_sms", "where", "sms", (under("sms_consent_yes", HARDLY),),
        mark("No marketing text messages. Ask for consent at the next order."),
        SMS, "calculated", CONSENT, rules_out=("sms",),
    ),
    Rule(
        "where_some_sms", "where", "sms", (under("sms_consent_yes", HALF),),
        mark("Text messages reach only some of them. Keep them for what cannot wait."),
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
        "where_channel", "where", "channel", (*known("channel"), least("channel_share", HALF)),
        mark("Where they already buy: {channel}"),
        mark("Sales channel: {channel} – {channel_share} of this group"),
        "calculated", COUNTED,
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

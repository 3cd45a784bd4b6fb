"""The rules of advice, as data: each with the facts that call for it, and its source.

A rule applies when all its conditions hold; a fact that the data don't give makes its
conditions fail. ``because`` names the fact with its number. ``calculated`` means the advice
follows from the shop's own numbers; a ``rule_of_thumb`` is common practice that the facts
only suggest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from segmentation.facts import Condition, Fact, known, least, most
from segmentation.language import mark
from segmentation.traits import HIGH_FROM, LOW_TO

Topic = Literal["talk", "where", "offer"]
Basis = Literal["calculated", "rule_of_thumb"]

TOPICS: dict[Topic, str] = {
    "talk": mark("How to talk"),
    "where": mark("Where"),
    "offer": mark("What to offer"),
}
BASES: dict[Basis, str] = {
    "calculated": mark("calculated"),
    "rule_of_thumb": mark("rule of thumb"),
}


@dataclass(frozen=True)
class Rule:
    """A row of the table. Of rules with the same ``topic`` and ``about`` the first counts.

    ``text`` and ``because`` are msgids whose places are facts named in ``when``; ``source``
    says where the advice comes from.
    """

    key: str
    topic: Topic
    about: str
    when: tuple[Condition, ...]
    text: str
    because: str
    basis: Basis
    source: str

    def applies(self, facts: Mapping[str, Fact]) -> bool:
        return all(condition.holds(facts) for condition in self.when)


_ONE_ORDER = 1.15
_SOME_ORDERS = 1.5
_HALF = 0.5
_HARDLY = 0.05
_CLEARLY_MORE = 1.2
_LATE = 2.0

_GONE = least("recency_days_position", HIGH_FROM)
_AROUND = most("recency_days_position", HIGH_FROM - 0.01)
_OFTEN = least("frequency_position", HIGH_FROM)
_SELDOM = most("frequency_position", LOW_TO)
_LARGE = least("monetary_value_position", HIGH_FROM)
_AGES_KNOWN = (
    least("generation_known", _HALF),
    least("generation_share_known", _HALF),
    *known("generation_share"),
)

_ORDERS = mark("How often: {frequency} (all: {frequency_all})")
_SILENCE = mark("Since the last order: {recency_days} (all: {recency_days_all})")
_TENURE = mark("Since the first order: {tenure_days} (all: {tenure_days_all})")
_BASKET = mark("Average order: {monetary_value} (all: {monetary_value_all})")
_DISCOUNTS = mark("Orders with a discount: {discount_share} (all: {discount_share_all})")
_GENERATION = mark("Generation: {generation} – {generation_share} of this group")
_EMAIL = mark("Agreed to e-mail: {email_consent_yes} of this group")
_SMS = mark("Agreed to text messages: {sms_consent_yes} of this group")
_RHYTHM = mark("Usual time between orders: {gap}; since the last order: {recency_days}")

_KNOW_ORDERS = known("frequency", "frequency_all")
_KNOW_SILENCE = known("recency_days", "recency_days_all")
_KNOW_TENURE = known("tenure_days", "tenure_days_all")
_KNOW_BASKET = known("monetary_value", "monetary_value_all")

_TONE = "Common practice in customer mailings: tone follows the relationship"
_READING = "Form of address and readability by age only; nothing is assumed about taste"
_CONSENT = "Marketing messages need consent; its share is counted from the shop's records"
_PRACTICE = "Common practice in small-shop retail"
_COUNTED = "Counted from the shop's orders or customer list"

# fmt: off
RULES: tuple[Rule, ...] = (
    # How to talk: the relationship first, then the reader, then the occasion.
    Rule(
        "talk_lapsed", "talk", "relationship",
        (_GONE, least("frequency", _SOME_ORDERS), *_KNOW_SILENCE),
        mark("Short and personal. Ask what has changed before you offer anything."),
        _SILENCE, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_lapsed_once", "talk", "relationship", (_GONE, *_KNOW_SILENCE),
        mark("Say again who you are and what they bought. They may not remember the shop."),
        _SILENCE, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_new", "talk", "relationship",
        (most("tenure_days_position", LOW_TO), _AROUND, most("frequency", 2.5), *_KNOW_TENURE),
        mark("Welcome them: who you are, how delivery and returns work, whom to ask."),
        _TENURE, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_regular", "talk", "relationship", (_OFTEN, _AROUND, *_KNOW_ORDERS),
        mark("As to people who know the shop: no introduction, start with what is new."),
        _ORDERS, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_occasional", "talk", "relationship", (_SELDOM, *_KNOW_ORDERS),
        mark("Open with the reason you write today. They do not follow the shop."),
        _ORDERS, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_older", "talk", "reader",
        (Condition("generation", one_of=("silent", "boomer")), *_AGES_KNOWN),
        mark("Full sentences, a polite form of address, larger type, a phone number to call."),
        _GENERATION, "rule_of_thumb", _READING,
    ),
    Rule(
        "talk_x", "talk", "reader",
        (Condition("generation", one_of=("x",)), *_AGES_KNOWN),
        mark("Matter-of-fact: a clear subject line, the main point first, details below."),
        _GENERATION, "rule_of_thumb", _READING,
    ),
    Rule(
        "talk_millennial", "talk", "reader",
        (Condition("generation", one_of=("millennial",)), *_AGES_KNOWN),
        mark("Friendly and brief, easy to read on a phone, one link."),
        _GENERATION, "rule_of_thumb", _READING,
    ),
    Rule(
        "talk_young", "talk", "reader",
        (Condition("generation", one_of=("z", "alpha")), *_AGES_KNOWN),
        mark("Very short and informal, picture first, made for a phone screen."),
        _GENERATION, "rule_of_thumb", _READING,
    ),
    Rule(
        "talk_price", "talk", "occasion",
        (least("discount_share", _HALF), *known("discount_share_all")),
        mark("Put the price and the last day of the offer in the first line."),
        _DISCOUNTS, "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "talk_long", "talk", "occasion",
        (least("tenure_days_position", HIGH_FROM), _AROUND, *_KNOW_TENURE),
        mark("Mention how long they have been with you."), _TENURE, "rule_of_thumb", _TONE,
    ),
    Rule(
        "talk_large", "talk", "occasion", (_LARGE, *_KNOW_BASKET),
        mark("Give what helps to decide: sizes, materials, delivery, payment terms."),
        _BASKET, "rule_of_thumb", _PRACTICE,
    ),
    # Where: consent comes before everything else.
    Rule(
        "where_email", "where", "email", (least("email_consent_yes", _HALF),),
        mark("E-mail. It may go to those who agreed."), _EMAIL, "calculated", _CONSENT,
    ),
    Rule(
        "where_no_email", "where", "email", (most("email_consent_yes", _HARDLY),),
        mark("No marketing e-mail. Ask for consent at the next order."),
        _EMAIL, "calculated", _CONSENT,
    ),
    Rule(
        "where_some_email", "where", "email", (most("email_consent_yes", _HALF),),
        mark("E-mail reaches only some of them. Ask the others at their next order."),
        _EMAIL, "calculated", _CONSENT,
    ),
    Rule(
        "where_sms", "where", "sms", (least("sms_consent_yes", _HALF),),
        mark("Text message, for short news that cannot wait."), _SMS, "calculated", _CONSENT,
    ),
    Rule(
        "where_channel", "where", "channel", (*known("channel"), least("channel_share", _HALF)),
        mark("Where they already buy: {channel}"),
        mark("Sales channel: {channel} – {channel_share} of this group"),
        "calculated", _COUNTED,
    ),
    Rule(
        "where_parcel", "where", "parcel", (most("email_consent_yes", _HALF), _AROUND),
        mark("A leaflet in the parcel or at the counter. It needs no e-mail consent."),
        _EMAIL, "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "where_local", "where", "place",
        (*known("location", "location_share_all"), least("location_share", 0.3),
         least("location_lift", _SOME_ORDERS)),
        mark("Local advertising and a pick-up point: {location}"),
        mark("Place of residence: {location} – {location_share} "
             "(all: {location_share_all})"),
        "rule_of_thumb", _PRACTICE,
    ),
    # What to offer: the situation, then the price, then the products, then the rest.
    Rule(
        "offer_win_back", "offer", "situation",
        (_GONE, least("frequency", _SOME_ORDERS), least("lateness", _LATE),
         *known("gap", "recency_days")),
        mark("A reason to come back, now: their usual time to reorder is long past."),
        _RHYTHM, "calculated", _COUNTED,
    ),
    Rule(
        "offer_last_try", "offer", "situation",
        (_GONE, most("frequency", _ONE_ORDER), *_KNOW_SILENCE),
        mark("One good offer to come back. If it brings nothing, write less often."),
        _SILENCE, "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "offer_second_order", "offer", "situation",
        (most("frequency", _ONE_ORDER), _AROUND, *known("frequency_all")),
        mark("A reason for a second order: something that goes with the first one."),
        _ORDERS, "rule_of_thumb",
        "Common practice: with new customers the second order is the aim",
    ),
    Rule(
        "offer_no_discount", "offer", "price",
        (most("discount_share", 0.1), least("discount_share_all", 0.1)),
        mark("No discount: they buy without one. Offer news, service or a small gift."),
        _DISCOUNTS, "calculated", _COUNTED,
    ),
    Rule(
        "offer_discount", "offer", "price",
        (least("discount_share", _HALF), *known("discount_share_all")),
        mark("Sales and coupons with a last day. Watch what is left after the discount."),
        _DISCOUNTS, "calculated", _COUNTED,
    ),
    Rule(
        "offer_interest", "offer", "products",
        (*known("interests", "interests_share_all"), least("interests_share", 0.2),
         least("interests_lift", _CLEARLY_MORE)),
        mark("Products for this interest: {interests}"),
        mark("Interest: {interests} – {interests_share} (all: {interests_share_all})"),
        "calculated", _COUNTED,
    ),
    Rule(
        "offer_category", "offer", "products",
        (*known("top_category", "top_category_share_all"), least("top_category_share", 0.2),
         least("top_category_lift", _CLEARLY_MORE)),
        mark("New and matching products. Category: {top_category}"),
        mark("Favorite category: {top_category} – {top_category_share} "
             "(all: {top_category_share_all})"),
        "calculated", _COUNTED,
    ),
    Rule(
        "offer_join", "offer", "loyalty",
        (least("loyalty_no", _HALF), least("frequency", _SOME_ORDERS), _AROUND),
        mark("An invitation to the loyalty program."),
        mark("Not in the loyalty program: {loyalty_no} of this group; "
             "how often: {frequency}"),
        "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "offer_members", "offer", "loyalty", (least("loyalty_member", _HALF),),
        mark("The benefits of their membership: show what it brings them now."),
        mark("In the loyalty program: {loyalty_member} of this group"),
        "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "offer_reminder", "offer", "rhythm",
        (_AROUND, least("frequency", 2.0), *known("gap", "recency_days"),
         most("lateness", _LATE)),
        mark("A reminder when their usual time to reorder comes."),
        _RHYTHM, "calculated", _COUNTED,
    ),
    Rule(
        "offer_free_delivery", "offer", "basket",
        (_OFTEN, most("monetary_value_position", LOW_TO), *_KNOW_BASKET),
        mark("Free delivery from a little above their usual order."),
        _BASKET, "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "offer_sets", "offer", "basket", (_LARGE, *_KNOW_BASKET),
        mark("Sets and accessories that complete a large order."),
        _BASKET, "rule_of_thumb", _PRACTICE,
    ),
    Rule(
        "offer_thanks", "offer", "thanks", (_OFTEN, _AROUND, *_KNOW_ORDERS),
        mark("A thank-you: let them choose from new products first."),
        _ORDERS, "rule_of_thumb", _PRACTICE,
    ),
)
# fmt: on

"""How to talk: the relationship first, then the reader, then the occasion."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    BASKET,
    BEFORE_HOLIDAYS,
    DISCOUNTS,
    GONE,
    HALF,
    HOLIDAYS,
    IN_SEASON,
    KNOW_BASKET,
    KNOW_ORDERS,
    KNOW_SILENCE,
    KNOW_TENURE,
    LARGE,
    OFTEN,
    ON_DISCOUNT,
    ORDERS,
    PRACTICE,
    READING,
    RETURNING,
    SEASON_SHARE,
    SELDOM,
    SILENCE,
    TENURE,
    TONE,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import Condition, known, least, most, under
from segmentation.language import mark
from segmentation.traits import HIGH_FROM, LOW_TO

_AGES_KNOWN = (
    least("generation_known", HALF),
    least("generation_share_known", HALF),
    *known("generation_share"),
)
_STILL_NEW = 90
_GENERATION = mark("Generation: {generation} – {generation_share} of this group")

# fmt: off
TALK: tuple[Rule, ...] = (
    # Who buys in one season has not left outside of it.
    Rule(
        "talk_before_holidays", "talk", "relationship", (GONE, *BEFORE_HOLIDAYS),
        mark("As to people who come for the occasion: begin with it, not with the long silence."),
        HOLIDAYS, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_season", "talk", "relationship", (GONE, *IN_SEASON),
        mark("As to people who come in their season: begin with it, not with the long silence."),
        SEASON_SHARE, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_lapsed", "talk", "relationship", (GONE, RETURNING, *KNOW_SILENCE),
        mark("Short and personal. Ask what has changed before you offer anything."),
        SILENCE, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_lapsed_once", "talk", "relationship", (GONE, *KNOW_SILENCE),
        mark("Say again who you are and what they bought. They may not remember the shop."),
        SILENCE, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_new", "talk", "relationship",
        (most("tenure_days_position", LOW_TO), most("recency_days", _STILL_NEW),
         AROUND, under("frequency", 3.0), *KNOW_TENURE),
        mark("Welcome them: who you are, how delivery and returns work, whom to ask."),
        TENURE, "rule_of_thumb", TONE, calls_for=("introduction",),
    ),
    Rule(
        "talk_regular", "talk", "relationship", (OFTEN, AROUND, *KNOW_ORDERS),
        mark("As to people who know the shop: no introduction, start with what is new."),
        ORDERS, "rule_of_thumb", TONE, rules_out=("introduction",),
    ),
    Rule(
        "talk_occasional", "talk", "relationship", (SELDOM, *KNOW_ORDERS),
        mark("Open with the reason you write today. They do not follow the shop."),
        ORDERS, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_older", "talk", "reader",
        (Condition("generation", one_of=("silent", "boomer")), *_AGES_KNOWN),
        mark("Full sentences, a polite form of address, larger type."),
        _GENERATION, "rule_of_thumb", READING,
    ),
    Rule(
        "talk_x", "talk", "reader",
        (Condition("generation", one_of=("x",)), *_AGES_KNOWN),
        mark("Matter-of-fact: a clear subject line, the main point first, details below."),
        _GENERATION, "rule_of_thumb", READING,
    ),
    Rule(
        "talk_millennial", "talk", "reader",
        (Condition("generation", one_of=("millennial",)), *_AGES_KNOWN),
        mark("Friendly and brief, easy to read on a phone, one link."),
        _GENERATION, "rule_of_thumb", READING,
    ),
    Rule(
        "talk_young", "talk", "reader",
        (Condition("generation", one_of=("z", "alpha")), *_AGES_KNOWN),
        mark("Very short and informal, easy to read on a phone."),
        _GENERATION, "rule_of_thumb", READING,
    ),
    Rule(
        "talk_price", "talk", "occasion", ON_DISCOUNT,
        mark("Name the price and the last day of the offer early."),
        DISCOUNTS, "rule_of_thumb", PRACTICE, calls_for=("discount",),
    ),
    Rule(
        "talk_long", "talk", "occasion",
        (least("tenure_days_position", HIGH_FROM), AROUND, *KNOW_TENURE),
        mark("Mention how long they have been with you."), TENURE, "rule_of_thumb", TONE,
    ),
    Rule(
        "talk_large", "talk", "occasion", (LARGE, *KNOW_BASKET),
        mark("Give what helps to decide: sizes, materials, delivery."),
        BASKET, "rule_of_thumb", PRACTICE,
    ),
)
# fmt: on

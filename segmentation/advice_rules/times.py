"""When to write: by their own rhythm, by the shop's, before holidays, in their month."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    BEFORE_HOLIDAYS,
    CLEARLY_MORE,
    COUNTED,
    GONE,
    HOLIDAYS,
    IN_SEASON,
    KNOW_SILENCE,
    LONG_PAST,
    MONTH,
    ONE_ORDER,
    PRACTICE,
    RETURNING,
    RHYTHM,
    SEASON,
    SEASON_SHARE,
    SILENCE,
    TWO_WEEKS,
    UNSAID,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import known, least, under
from segmentation.language import mark

_WEEK = 7
_SOME_MONTH = 0.12
_SHOP_RHYTHM = mark(
    "Usual time between orders in the shop: {gap_all}; since their last order: {recency_days}"
)

# fmt: off
TIMES: tuple[Rule, ...] = (
    # Who buys in one season is not late outside of it.
    Rule(
        "when_holidays", "when", "due", BEFORE_HOLIDAYS,
        mark("Before holidays, about four weeks ahead."), HOLIDAYS, "calculated", COUNTED,
    ),
    Rule(
        "when_season", "when", "due",
        IN_SEASON,
        mark("Once a year, in the weeks before their season: {season}"),
        SEASON_SHARE, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "when_long_overdue", "when", "due",
        (RETURNING, least("past_due", _WEEK), least("lateness", LONG_PAST),
         *known("gap", "recency_days")),
        mark("Now, once. Write again only with a real reason."), RHYTHM, "calculated", COUNTED,
        calls_for=("now",),
    ),
    Rule(
        "when_overdue", "when", "due", (RETURNING, least("past_due", _WEEK)),
        mark("Now: their usual time to reorder has passed."),
        mark("Since the next order was due: {past_due}"), "calculated", COUNTED,
        calls_for=("now",),
    ),
    Rule(
        "when_due", "when", "due",
        (RETURNING, AROUND, least("due_in", _WEEK + 1), least("gap", TWO_WEEKS)),
        mark("A week before the next order is due."),
        mark("Usual time between orders: {gap}; until the next order is due: {due_in}"),
        "calculated", COUNTED,
    ),
    Rule(
        "when_due_soon", "when", "due", (RETURNING, AROUND, under("due_in", _WEEK + 1)),
        mark("Now: their usual time to reorder is near."),
        mark("Until the next order is due: {due_in}"), "calculated", COUNTED,
        calls_for=("now",),
    ),
    Rule(
        "when_lapsed", "when", "due",
        (least("lateness", LONG_PAST), *known("gap", "recency_days")),
        mark("Now, once. Write again only with a real reason."), RHYTHM, "calculated", COUNTED,
        calls_for=("now",),
    ),
    Rule(
        "when_rhythm", "when", "due",
        (AROUND, least("gap", TWO_WEEKS), under("lateness", LONG_PAST), *known("recency_days")),
        mark("A week before their usual time to reorder."), RHYTHM, "calculated", COUNTED,
    ),
    Rule(
        "when_short_rhythm", "when", "due",
        (AROUND, under("gap", TWO_WEEKS), under("lateness", LONG_PAST), *known("recency_days")),
        mark("A day or two before their usual time to reorder."), RHYTHM, "calculated", COUNTED,
    ),
    Rule(
        "when_second_now", "when", "due",
        (ONE_ORDER, AROUND, least("lateness_all", 1.0), *known("gap_all", "recency_days")),
        mark("Now: in your shop the next order has usually come by this time."),
        _SHOP_RHYTHM, "calculated", COUNTED, calls_for=("now",),
    ),
    Rule(
        "when_second", "when", "due",
        (ONE_ORDER, AROUND, under("lateness_all", 1.0), *known("gap_all", "recency_days")),
        mark("When the shop's usual time between orders comes. They have none of their own yet."),
        _SHOP_RHYTHM, "calculated", COUNTED,
    ),
    Rule(
        "when_last_try", "when", "due", (GONE, *KNOW_SILENCE),
        mark("Now, once, and then only when there is a real reason."),
        SILENCE, "rule_of_thumb", PRACTICE, calls_for=("now",),
    ),
    Rule(
        "when_news", "when", "due", KNOW_SILENCE,
        mark("No usual time to reorder can be told. Write when there is something new."),
        SILENCE, "unsaid", UNSAID,
    ),
    Rule(
        "when_unsaid", "when", "due", known("time_unsaid"),
        mark("The data do not say when they buy. Add an export with dates of orders."),
        mark("Your data have no dates of orders of this group"), "unsaid", UNSAID,
    ),
    Rule(
        "when_month", "when", "month",
        (AROUND, RETURNING, *known("month", "month_share_all"), least("month_share", _SOME_MONTH),
         under("month_share", SEASON)),
        mark("In the weeks before this month: {month}"), MONTH, "calculated", COUNTED,
    ),
    Rule(
        "when_weekday", "when", "weekday",
        (*known("weekday", "weekday_share_all"), least("weekday_share", CLEARLY_MORE / 7)),
        mark("On this day of the week: {weekday}"),
        mark("Orders on one day of the week: {weekday} – {weekday_share} "
             "(all: {weekday_share_all})"),
        "calculated", COUNTED,
    ),
)
# fmt: on

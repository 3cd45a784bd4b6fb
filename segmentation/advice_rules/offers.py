"""What to offer: the situation, then the price, then the products, then the rest."""

from __future__ import annotations

from segmentation.advice_rules.grounds import (
    AROUND,
    BASKET,
    BEFORE_HOLIDAYS,
    BOUGHT_TOGETHER,
    CLEARLY_MORE,
    COUNTED,
    DISCOUNTS,
    FULL_PRICE,
    GONE,
    HALF,
    HOLIDAYS,
    IN_PROGRAM,
    IN_SEASON,
    KNOW_BASKET,
    KNOW_ORDERS,
    KNOW_SILENCE,
    LARGE,
    LONG_PAST,
    MEMBERS,
    OFTEN,
    ON_DISCOUNT,
    ONE_ORDER,
    ORDERS,
    PRACTICE,
    RETURNING,
    RHYTHM,
    SEASON_SHARE,
    SILENCE,
    SMALL,
    TOGETHER,
    UNSAID,
)
from segmentation.advice_rules.rule import Rule
from segmentation.facts import Condition, known, least, under
from segmentation.language import mark
from segmentation.traits import HIGH_FROM

_BOUGHT_BY = mark(
    "Bought by: {common_product} – {common_product_share} (all: {common_product_share_all})"
)
_TOWN = mark("Size of town: {town_size} – {town_size_share} (all: {town_size_share_all})")
_TOWN_KNOWN = (least("town_size_share", HALF), least("town_size_lift", CLEARLY_MORE),
               *known("town_size_share_all"))  # fmt: skip

# fmt: off
OFFERS: tuple[Rule, ...] = (
    # Who buys in one season has not left outside of it.
    Rule(
        "offer_next_holidays", "offer", "situation", (GONE, *BEFORE_HOLIDAYS),
        mark("A reason to come back before the next holidays, such as ideas for presents."),
        HOLIDAYS, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_season", "offer", "situation", IN_SEASON,
        mark("What is new for their season, a few weeks ahead: {season}"),
        SEASON_SHARE, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_win_back", "offer", "situation",
        (GONE, RETURNING, least("lateness", LONG_PAST), *known("gap", "recency_days")),
        mark("A reason to come back: their usual time to reorder is long past."),
        RHYTHM, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_last_try", "offer", "situation", (GONE, ONE_ORDER, *KNOW_SILENCE),
        mark("One good offer to come back. If it brings nothing, write less often."),
        SILENCE, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_return", "offer", "situation", (GONE, *KNOW_SILENCE),
        mark("What is new since their last order, as a reason to come back."),
        SILENCE, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_second_order", "offer", "situation",
        (ONE_ORDER, AROUND, *known("frequency_all")),
        mark("A reason for a second order: something that goes with the first one."),
        ORDERS, "rule_of_thumb",
        mark("Common practice: with new customers the second order is the aim"),
    ),
    Rule(
        "offer_thanks", "offer", "situation", (OFTEN, AROUND, *KNOW_ORDERS),
        mark("A thank-you: let them choose from new products first."),
        ORDERS, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_reminder", "offer", "situation",
        (AROUND, least("frequency", 2.0), *known("gap", "recency_days"),
         under("lateness", LONG_PAST)),
        mark("A reminder that it is time to reorder."),
        RHYTHM, "calculated", COUNTED,
    ),
    Rule(
        "offer_no_discount", "offer", "price", (AROUND, *FULL_PRICE),
        mark("No discount: they buy without one. Offer news, service or a small gift."),
        DISCOUNTS, "rule_of_thumb", PRACTICE, rules_out=("discount",),
    ),
    Rule(
        "offer_discount", "offer", "price", ON_DISCOUNT,
        mark("Sales and coupons with a last day. Watch what is left after the discount."),
        DISCOUNTS, "rule_of_thumb", PRACTICE, calls_for=("discount",),
    ),
    Rule(
        "offer_interest", "offer", "products",
        (*known("interests", "interests_share_all"), least("interests_share", 0.2),
         least("interests_lift", CLEARLY_MORE)),
        mark("Products for this interest: {interests}"),
        mark("Interest: {interests} – {interests_share} (all: {interests_share_all})"),
        "calculated", COUNTED,
    ),
    Rule(
        "offer_category", "offer", "products",
        (*known("top_category", "top_category_share_all"), least("top_category_share", 0.2),
         least("top_category_lift", CLEARLY_MORE)),
        mark("New and matching products. Category: {top_category}"),
        mark("Favorite category: {top_category} – {top_category_share} "
             "(all: {top_category_share_all})"),
        "calculated", COUNTED,
    ),
    Rule(
        "offer_favorite", "offer", "products",
        (*known("favorite", "favorite_share_all"), least("favorite_share", 0.1),
         least("favorite_lift", CLEARLY_MORE)),
        mark("What they choose more often than others: {favorite}"),
        mark("Bought by: {favorite} – {favorite_share} (all: {favorite_share_all})"),
        "calculated", COUNTED,
    ),
    # Nothing sets their purchases apart: what most of them buy.
    Rule(
        "offer_common_product", "offer", "products",
        (*known("common_product", "common_product_share_all"), least("common_product_share", 0.1)),
        mark("What they buy most: {common_product}"), _BOUGHT_BY, "calculated", COUNTED,
    ),
    Rule(
        "offer_common_category", "offer", "products",
        known("common_top_category", "common_top_category_share"),
        mark("What they buy most. Category: {common_top_category}"),
        mark("Favorite category: {common_top_category} – {common_top_category_share} "
             "of this group"),
        "calculated", COUNTED,
    ),
    Rule(
        "offer_common_interest", "offer", "products",
        known("common_interests", "common_interests_share"),
        mark("Products for their most common interest: {common_interests}"),
        mark("Interest: {common_interests} – {common_interests_share} of this group"),
        "calculated", COUNTED,
    ),
    Rule(
        "offer_any_product", "offer", "products",
        known("common_product", "common_product_share", "common_product_share_all"),
        mark("No product stands out. Start with the one most of them bought: {common_product}"),
        _BOUGHT_BY, "calculated", COUNTED,
    ),
    Rule(
        "offer_unsaid", "offer", "products", known("products_unsaid"),
        mark("The data do not say which products. Add an export with product names."),
        mark("Your data name no products, categories or interests of this group"),
        "unsaid", UNSAID,
    ),
    Rule(
        "offer_together", "offer", "together", TOGETHER,
        mark("Offer the second of these to those who have only the first: {together_first} + "
             "{together_second}"),
        BOUGHT_TOGETHER, "calculated", COUNTED,
    ),
    Rule(
        "offer_points", "offer", "loyalty",
        (MEMBERS, least("points_position", HIGH_FROM), *known("points", "points_all")),
        mark("Something to use their points for. Say how many they have."),
        mark("Points: {points} (all: {points_all})"), "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_members", "offer", "loyalty", (MEMBERS,),
        mark("The benefits of their membership: show what it brings them now."),
        IN_PROGRAM, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_join", "offer", "loyalty", (least("loyalty_no", HALF), RETURNING, AROUND),
        mark("An invitation to the loyalty program."),
        mark("Not in the loyalty program: {loyalty_no} of this group; "
             "how often: {frequency}"),
        "rule_of_thumb", PRACTICE, calls_for=("join",),
    ),
    Rule(
        "offer_holidays", "offer", "season", BEFORE_HOLIDAYS,
        mark("Ideas for presents, with the last day to order for delivery in time."),
        HOLIDAYS, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_keep_free_delivery", "offer", "delivery",
        (least("free_delivery_share", HALF), least("free_delivery_share_position", HIGH_FROM),
         *known("free_delivery_share_all")),
        mark("Free delivery, mentioned first: it is how they order."),
        mark("Orders with free delivery: {free_delivery_share} (all: {free_delivery_share_all})"),
        "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_free_delivery", "offer", "delivery", (OFTEN, SMALL, *KNOW_BASKET),
        mark("Free delivery from a little above their usual order."),
        BASKET, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_small_town", "offer", "delivery",
        (Condition("town_size", one_of=("small",)), *_TOWN_KNOWN),
        mark("Delivery as part of the offer: its cost, its time, the nearest parcel point."),
        _TOWN, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_big_city", "offer", "delivery",
        (Condition("town_size", one_of=("big", "metropolis")), *_TOWN_KNOWN),
        mark("A choice of delivery: courier, parcel point, pick-up. Say how fast each one is."),
        _TOWN, "rule_of_thumb", PRACTICE,
    ),
    Rule(
        "offer_sets", "offer", "basket", (LARGE, *KNOW_BASKET),
        mark("Sets and accessories that complete a large order."),
        BASKET, "rule_of_thumb", PRACTICE,
    ),
)
# fmt: on

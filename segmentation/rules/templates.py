"""Ready rules to begin with: ordinary rules whose thresholds come from the shop's data.

Their days follow the shop's rhythm: silent for twice the usual gap is at risk, for four times
gone, as win-back rules have it. Where too few customers returned to know it, 40, 90 and 180 days
as shop mailers have them. What is a rule of thumb says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from segmentation.conditions import numbers_of, roundest
from segmentation.language import Language, mark
from segmentation.levels import NO, YES
from segmentation.rhythm import Rhythm
from segmentation.rules.evaluation import RuleBase
from segmentation.rules.rule import About, Among, Clause, Condition, Match, OwnRule, Value

ENOUGH_RETURNING = 100
"""From so many returning customers on the shop's own gap is trusted."""
_USUAL_DAYS = (40, 90, 180)
_YEAR = 365

Basis = Literal["pace", "tenth", "quarter", "counted", "thumb", "bought", "tiers"]


@dataclass(frozen=True)
class Pace:
    """Days after which a customer is no longer recent, at risk, gone; ``gap`` is the shop's usual
    number of days between orders, None where the days are a rule of thumb."""

    lately: int
    risk: int
    gone: int
    gap: int | None = None


def pace_of(rhythm: Rhythm) -> Pace:
    """The days that follow from the shop's rhythm, else the usual ones."""
    if rhythm.returning < ENOUGH_RETURNING or not rhythm.median_gap:
        return Pace(*_USUAL_DAYS)
    gap = max(1, math.ceil(rhythm.median_gap))
    return Pace(gap, 2 * gap, 4 * gap, gap)


@dataclass(frozen=True, eq=False)
class _Shop:
    """What a template takes its thresholds from."""

    base: RuleBase
    pace: Pace

    def above(self, key: str, share: float) -> float:
        """A round number that about this share of the customers stay below."""
        values = numbers_of(self.base.customers[key])
        values = values[~np.isnan(values)]
        low, high = (float(np.quantile(values, part)) for part in (share - 0.02, share))
        return roundest(low, high) if low < high else high

    def commonest(self, about: About, key: str = "") -> tuple[str, ...]:
        """The values of a subject, the commonest first."""
        bought = self.base.purchases
        if about in ("product", "category"):
            assert bought is not None
            return bought.products if about == "product" else bought.categories
        return next(s.choices for s in self.base.subjects if (s.about, s.key) == (about, key))


Build = Callable[[_Shop], tuple[Condition, ...] | None]


@dataclass(frozen=True)
class Template:
    """A row of the table: ``label`` and ``use`` (what one does with it) are msgids, ``needs`` what
    the data must have, ``build`` gives its conditions, or None where the data do not suit. They
    are asked ``among`` customers or prospects, and joined by ``match``."""

    key: str
    label: str
    use: str
    basis: tuple[Basis, ...]
    needs: tuple[tuple[About, str], ...]
    build: Build
    among: Among = "customers"
    match: Match = "all"


def _asked(key: str, operator: str, *values: Value) -> Condition:
    return Condition("variable", key, operator, values)


def _orders(low: int, high: int | None = None) -> Condition:
    if high is None:
        return _asked("frequency", "at_least", low)
    return _asked("frequency", "between", low, high)


def _vip(shop: _Shop) -> tuple[Condition, ...]:
    return _asked("total_spend", "at_least", shop.above("total_spend", 0.9)), _orders(2)


def _one_order(shop: _Shop) -> tuple[Condition, ...]:
    return _orders(1, 1), _asked("recency_days", "at_least", shop.pace.risk)


def _lapsed(shop: _Shop) -> tuple[Condition, ...]:
    return (_asked("recency_days", "at_least", shop.pace.gone),)


def _at_risk(shop: _Shop) -> tuple[Condition, ...]:
    days = (shop.pace.risk, shop.pace.gone)
    return (
        _asked("total_spend", "at_least", shop.above("total_spend", 0.75)),
        _asked("recency_days", "between", *days),
    )


def _new(shop: _Shop) -> tuple[Condition, ...]:
    return _orders(1, 1), _asked("tenure_days", "at_most", shop.pace.lately)


def _recent(shop: _Shop) -> tuple[Condition, ...]:
    return (_asked("recency_days", "at_most", 3),)


def _birthday(shop: _Shop) -> tuple[Condition, ...]:
    return (Condition("date", "birth_date", "anniversary", (30,)),)


def _before_holidays(shop: _Shop) -> tuple[Condition, ...]:
    return (
        _asked("holiday_share", "at_least", 0.8),
        _orders(2),
        _asked("tenure_days", "at_least", _YEAR),
    )


def _discounts(shop: _Shop) -> tuple[Condition, ...]:
    return _asked("discount_share", "at_least", 0.6), _orders(3)


def _free_delivery(shop: _Shop) -> tuple[Condition, ...]:
    return _asked("free_delivery_share", "at_least", 0.6), _orders(3)


def _regulars(about: About) -> Build:
    def build(shop: _Shop) -> tuple[Condition, ...] | None:
        first = shop.commonest(about)[:1]
        return (Condition(about, "", "bought", first, times=3, days=_YEAR),) if first else None

    return build


def _bought_not(shop: _Shop) -> tuple[Condition, ...] | None:
    words = shop.commonest("product")
    if len(words) < 2:
        return None
    return (
        Condition("product", "", "bought", words[:1]),
        Condition("product", "", "not_bought", words[1:2]),
    )


def _quiet_members(shop: _Shop) -> tuple[Condition, ...] | None:
    members = [level for level in shop.commonest("variable", "loyalty") if level != NO]
    if not members:
        return None
    return (
        _asked("loyalty", "one_of", *members),
        _asked("recency_days", "at_least", shop.pace.risk),
    )


def _next_tier(shop: _Shop) -> tuple[Condition, ...] | None:
    """Those with four fifths of the points with which the next tier begins."""
    customers = shop.base.customers
    tiers = [t for t in shop.commonest("variable", "loyalty") if t not in (YES, NO)]
    points = numbers_of(customers["points"])
    held = {tier: points[(customers["loyalty"] == tier).to_numpy(dtype=bool)] for tier in tiers}
    known = {tier: of[~np.isnan(of)] for tier, of in held.items() if not np.isnan(of).all()}
    ordered = sorted(known, key=lambda tier: float(np.median(known[tier])))
    for lower, upper in pairwise(ordered):
        begins = float(known[upper].min())
        if 0 < begins and known[lower].max() < begins:
            near = roundest(0.75 * begins, 0.8 * begins)
            return _asked("loyalty", "one_of", lower), _asked("points", "at_least", near)
    return None


def _town(*sizes: str) -> Build:
    def build(shop: _Shop) -> tuple[Condition, ...] | None:
        there = [size for size in sizes if size in shop.commonest("variable", "town_size")]
        return (_asked("town_size", "one_of", *there),) if there else None

    return build


def _generation(shop: _Shop) -> tuple[Condition, ...]:
    return (_asked("generation", "one_of", *shop.commonest("variable", "generation")[:1]),)


def _rare(shop: _Shop) -> tuple[Condition, ...]:
    return _orders(2, 3), _asked("days_past_due", "at_least", 1)


def _said_to_have_bought(shop: _Shop) -> tuple[Condition, ...]:
    """What a list may say of orders that the files do not hold."""
    said = (_orders(1), Condition("date", "last_order", "known"))
    there = {(subject.about, subject.key) for subject in shop.base.subjects}
    return tuple(one for one in said if (one.about, one.key) in there)


_Place = tuple[About, str]
_SPEND: _Place = ("variable", "total_spend")
_FREQUENCY: _Place = ("variable", "frequency")
_RECENCY: _Place = ("variable", "recency_days")
_TENURE: _Place = ("variable", "tenure_days")
TEMPLATES: tuple[Template, ...] = (
    Template("vip", mark("Best customers"),
             mark("Thank them, ask them, show them new things first."), ("tenth",),
             (_SPEND, _FREQUENCY), _vip),
    Template("one_order", mark("Bought once, then silent"),
             mark("Give a reason for a second order."), ("pace",),
             (_FREQUENCY, _RECENCY), _one_order),
    Template("lapsed", mark("Lapsed customers"), mark("Say what is new since they were last here."),
             ("pace",), (_RECENCY,), _lapsed),
    Template("at_risk", mark("Valuable and at risk"), mark("Write before they are gone for good."),
             ("quarter", "pace"), (_SPEND, _RECENCY), _at_risk),
    Template("new", mark("New customers"), mark("Welcome them; the second order is the aim."),
             ("pace",), (_FREQUENCY, _TENURE), _new),
    Template("recent", mark("Ordered in the last three days"),
             mark("Leave them in peace: take them out of other lists."), ("thumb",),
             (_RECENCY,), _recent),
    Template("birthday", mark("Birthday in the next 30 days"), mark("Send wishes in time."),
             ("counted",), (("date", "birth_date"),), _birthday),
    Template("before_holidays", mark("Buy only before holidays"),
             mark("Remind them in time; they are not lapsed in between."), ("thumb",),
             (("variable", "holiday_share"), _FREQUENCY, _TENURE), _before_holidays),
    Template("discounts", mark("Buy mostly at a discount"), mark("Reach them with sales only."),
             ("thumb",), (("variable", "discount_share"), _FREQUENCY), _discounts),
    Template("free_delivery", mark("Buy when delivery is free"),
             mark("Tell them from which amount on delivery is free."), ("thumb",),
             (("variable", "free_delivery_share"), _FREQUENCY), _free_delivery),
    Template("regular_product", mark("Regulars of a product"),
             mark("Remind them when it runs out. Choose the product."), ("bought", "thumb"),
             (("product", ""),), _regulars("product")),
    Template("regular_category", mark("Regulars of a category"),
             mark("Show them what is new there. Choose the category."), ("bought", "thumb"),
             (("category", ""),), _regulars("category")),
    Template("bought_not", mark("Bought one thing, not the other"),
             mark("Offer what goes with it. Choose both products."), ("bought",),
             (("product", ""),), _bought_not),
    Template("quiet_members", mark("Loyalty members who went quiet"),
             mark("Remind them of what they have earned."), ("pace",),
             (("variable", "loyalty"), _RECENCY), _quiet_members),
    Template("next_tier", mark("Close to the next loyalty level"),
             mark("Tell them how little is missing."), ("tiers",),
             (("variable", "loyalty"), ("variable", "points")), _next_tier),
    Template("big_city", mark("From big cities"), mark("Pickup points, quick delivery, events."),
             ("counted",), (("variable", "town_size"),), _town("big", "metropolis")),
    Template("small_town", mark("From small towns and villages"),
             mark("What is hard to get there; dependable delivery."), ("counted",),
             (("variable", "town_size"),), _town("small")),
    Template("generation", mark("One generation"), mark("Choose whose tone you want to meet."),
             ("counted",), (("variable", "generation"),), _generation),
    Template("rare", mark("Rare buyers whose order is due"),
             mark("Wake them when their usual time has come."), ("counted",),
             (_FREQUENCY, ("variable", "days_past_due")), _rare),
    Template("prospects", mark("Registered, never bought"),
             mark("Greet them and give a reason for the first order."), ("counted",),
             (), _said_to_have_bought, "prospects", "none"),
)  # fmt: skip


def offered_templates(base: RuleBase) -> tuple[Template, ...]:
    """The templates for these people for which the data have what they need."""
    there = {(subject.about, subject.key) for subject in base.subjects}
    return tuple(
        template
        for template in TEMPLATES
        if template.among == base.among and there.issuperset(template.needs)
    )


def asks_for_lines(template: Template) -> bool:
    """Whether it can only be built on a base with purchases."""
    return any(about in ("product", "category") for about, _ in template.needs)


def build_rule(
    template: Template, base: RuleBase, rhythm: Rhythm, language: Language
) -> OwnRule | None:
    """The template as a rule for this shop, to be opened and changed; None where the data do not
    suit it after all."""
    conditions = template.build(_Shop(base, pace_of(rhythm)))
    if conditions is None:
        return None
    clause = Clause(conditions, template.match)
    return OwnRule("", language.tr(template.label), (clause,), among=template.among)


def basis_sentences(template: Template, rhythm: Rhythm, language: Language) -> str:
    """What the thresholds of a template rest on."""
    return " ".join(_basis_sentence(basis, rhythm, language) for basis in template.basis)


def _basis_sentence(basis: Basis, rhythm: Rhythm, language: Language) -> str:
    if basis != "pace":
        return language.tr(_BASES[basis])
    gap = pace_of(rhythm).gap
    if gap is None:
        return language.tr(
            "The days are a rule of thumb: too few of your customers have returned to know their "
            "usual time between orders."
        )
    return language.plural(
        "The days follow your shop, where the usual time between two orders is {n} day.",
        "The days follow your shop, where the usual time between two orders is {n} days.",
        gap,
    )


_BASES: dict[Basis, str] = {
    "tenth": mark("About one customer in ten has spent as much."),
    "quarter": mark("About one customer in four has spent as much."),
    "counted": mark("Counted from your data."),
    "thumb": mark("The threshold is a rule of thumb."),
    "bought": mark("It begins with what is bought most in your shop."),
    "tiers": mark("The next level begins with as many points as its members have at least."),
}

"""Profile -> persona card: the facts of a segment in the words of a language.

Everything on a card is text ready to show; nothing in it is a formula or a missing value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segmentation.advice import Advice as Advice
from segmentation.advice import advise
from segmentation.buying import Buying
from segmentation.language import Language, mark
from segmentation.naming import SEPARATOR, NameKey
from segmentation.naming import segment_names as segment_names
from segmentation.palette import segment_color
from segmentation.portraits import Portrait, choose_portraits, portrait_svg
from segmentation.profiles import LevelTrait, Profile
from segmentation.traits import (
    FEWEST_DESCRIBED,
    amount,
    bar_end,
    compared_label,
    compared_variables,
    has_value,
    is_described,
    is_shared,
    reading,
    share_of_all,
    share_of_group,
    show_briefly,
    show_level,
    show_value,
    standing_word,
    typical,
    typical_of_all,
)
from segmentation.variables import Variable, variable_label

TOO_SMALL = mark("Fewer than five customers. To protect them, nothing else is shown.")

MOST_FACTS = 3
MOST_OF_GROUP = 0.6
"""From this share on, a value may stand for the whole group in its line."""

_SAYS_LEAST = frozenset({"payment", "channel"})
_IN_ADVICE_ONLY = frozenset({"email_consent", "sms_consent"})


@dataclass(frozen=True)
class TraitBar:
    """One trait against all customers.

    ``position`` is 0..1 with .5 the middle of all customers and more further right, ``word`` is
    low, average or high, ``shown`` and ``average`` are the values typical of the segment and of all
    customers.
    """

    label: str
    position: float
    word: str
    shown: str
    average: str

    @property
    def drawn(self) -> tuple[float, float]:
        """Where it begins and how long it is, in hundredths: it runs from the middle."""
        return 100 * min(self.position, 0.5), 100 * abs(self.position - 0.5)


@dataclass(frozen=True)
class PersonaCard:
    """One segment, ready to show. ``color`` is its slot (palette.segment_color).

    ``given_name`` tells whether the owner named it. ``revenue`` and ``per_customer`` are in
    ``currency``, as is ``average``, the revenue per customer of the whole shop; ``has_revenue`` is
    False in shops without amounts. Cards of fewer than five customers have no bars, facts or
    advice; their revenue is there for sums and is not shown (:func:`figures`). ``portrait`` is
    SVG, ``portrait_key`` the one of portraits.PORTRAIT that it was drawn from.
    """

    segment_id: str
    color: int
    name: str
    given_name: bool
    tagline: str
    portrait: str
    portrait_alt: str
    customers: int
    share_of_customers: float
    revenue: Decimal
    share_of_revenue: float
    per_customer: float
    average: float
    currency: str
    has_revenue: bool
    bars: tuple[TraitBar, ...]
    facts: tuple[str, ...]
    advice: tuple[Advice, ...]
    portrait_key: str = ""

    @property
    def per_customer_vs_average(self) -> float | None:
        """A fraction (0.5: half as much again), None if there is no average to compare with."""
        return self.per_customer / self.average - 1.0 if self.average > 0 else None

    @property
    def described(self) -> bool:
        """Whether more than its size may be told (traits.is_described)."""
        return self.customers >= FEWEST_DESCRIBED


@dataclass(frozen=True)
class Figure:
    """A number of a persona: what it is, the number, what it is a part of."""

    label: str
    value: str
    note: str


def figures(card: PersonaCard, language: Language) -> tuple[Figure, ...]:
    """Size, revenue and revenue per customer in words; of a very small segment the size alone."""
    tr = language.tr
    size = tr("{share} of customers", share=language.share(card.share_of_customers))
    found = [Figure(tr("Customers"), language.number(card.customers), size)]
    if card.has_revenue and card.described:
        part = tr("{share} of revenue", share=language.share(card.share_of_revenue))
        revenue = amount(card.revenue, language, card.currency)
        each = amount(card.per_customer, language, card.currency)
        found.append(Figure(tr("Revenue"), revenue, part))
        found.append(Figure(tr("Per customer"), each, average_note(card, language)))
    return tuple(found)


def persona_cards(
    profiles: Sequence[Profile],
    language: Language,
    currency: str,
    given: Mapping[str, str],
    dark: bool = False,
    earlier: Mapping[str, NameKey] | None = None,
    colors: Sequence[int] | None = None,
    chosen: Mapping[str, str] | None = None,
    buyings: Sequence[Buying] = (),
) -> tuple[PersonaCard, ...]:
    """A card for each profile, in their order; all cards have the same bars.

    ``given`` holds the owner's own names by segment id, ``earlier`` those found before
    (naming.name_segments); ``colors`` are slots, by default in display order, ``dark`` picks
    the mode they are drawn in; ``chosen`` are the portraits that the owner chose, by segment id;
    advice on goods and days of the week rests on ``buyings``.
    """
    names = segment_names(profiles, language, given, earlier)
    slots = colors or range(len(profiles))
    portraits = choose_portraits(profiles, slots, chosen)
    bought = {one.segment_id: one for one in buyings}
    compared = compared_variables(profiles)
    customers = sum(profile.customers for profile in profiles)
    revenue = sum((profile.revenue for profile in profiles), Decimal(0))
    average = float(revenue) / customers if customers else 0.0
    has_revenue = any(profile.revenue for profile in profiles)

    def card(color: int, profile: Profile, name: str, portrait: Portrait) -> PersonaCard:
        described = is_described(profile)
        per_customer = float(profile.revenue) / profile.customers if profile.customers else 0.0
        return PersonaCard(
            segment_id=profile.segment_id,
            color=color,
            name=name,
            given_name=bool(given.get(profile.segment_id, "").strip()),
            tagline=_tagline(profile, language, currency),
            portrait=portrait_svg(portrait.key, segment_color(color, dark)),
            portrait_alt=portrait.alt(language),
            portrait_key=portrait.key,
            customers=profile.customers,
            share_of_customers=profile.share_of_customers,
            revenue=profile.revenue,
            share_of_revenue=profile.share_of_revenue,
            per_customer=per_customer,
            average=average,
            currency=currency,
            has_revenue=has_revenue,
            bars=_bars(profile, compared, language, currency) if described else (),
            facts=_facts(profile, language) if described else (),
            advice=advise(profile, language, currency, bought.get(profile.segment_id)),
        )

    return tuple(card(*one) for one in zip(slots, profiles, names, portraits, strict=True))


def average_note(card: PersonaCard, language: Language) -> str:
    """The average of the whole shop beside the revenue per customer; empty where there is none."""
    change = card.per_customer_vs_average
    if change is None:
        return ""
    if abs(change) < 0.005:
        return language.tr("like the shop average")
    return language.tr(
        "shop average: {amount} ({change})",
        amount=amount(card.average, language, card.currency),
        change=("+" if change > 0 else "−") + language.share(abs(change)),
    )


def _bars(
    profile: Profile, compared: Sequence[Variable], language: Language, currency: str
) -> tuple[TraitBar, ...]:
    bars = []
    for variable in compared:
        trait = profile.number(variable.key)
        if trait is not None and has_value(trait):
            bars.append(
                TraitBar(
                    label=compared_label(variable, language),
                    position=bar_end(trait),
                    word=standing_word(variable, reading(trait), language),
                    shown=show_value(variable, typical(trait), language, currency),
                    average=show_briefly(variable, typical_of_all(trait), language, currency),
                )
            )
    return tuple(bars)


def _tagline(profile: Profile, language: Language, currency: str) -> str:
    """One line of facts: how often, when last, and what most sets the segment apart."""
    if not is_described(profile):
        return language.tr(TOO_SMALL)
    parts: list[str] = []
    frequency, recency = profile.number("frequency"), profile.number("recency_days")
    if frequency is not None and has_value(frequency):
        parts.append(show_value(frequency.variable, typical(frequency), language, currency))
    if recency is not None and has_value(recency):
        days = round(typical(recency))
        parts.append(language.plural("last order {n} day ago", "last order {n} days ago", days))
    if not parts:
        parts += [
            language.tr(
                "{label}: {value}",
                label=compared_label(trait.variable, language),
                value=show_value(trait.variable, typical(trait), language, currency),
            )
            for trait in profile.numbers[:2]
            if has_value(trait)
        ]
    for level in _telling_levels(profile)[:1]:
        if share_of_group(level, profile) < MOST_OF_GROUP:
            break
        label = variable_label(level.variable, language)
        parts.append(
            language.tr("{label}: {level}", label=label, level=show_level(level, language))
        )
    return SEPARATOR.join(parts)


def _telling_levels(profile: Profile) -> list[LevelTrait]:
    """The values that are clearly commoner here than among all, strongest first, one each.

    How people pay and where they buy says least about them, so it comes last.
    """
    telling: dict[str, LevelTrait] = {}
    for level in profile.levels:
        key = level.variable.key
        if key in _IN_ADVICE_ONLY or (key == "generation" and profile.number("age")):
            continue
        clear = level.v_test >= 2.0 and share_of_group(level, profile) >= 0.1
        if clear and is_shared(level):
            telling.setdefault(key, level)
    return sorted(telling.values(), key=lambda level: level.variable.key in _SAYS_LEAST)


def _facts(profile: Profile, language: Language) -> tuple[str, ...]:
    return tuple(
        language.tr(
            "{label}: {level} – {share} (all: {share_all})",
            label=variable_label(level.variable, language),
            level=show_level(level, language),
            share=language.share(share_of_group(level, profile)),
            share_all=language.share(share_of_all(level)),
        )
        for level in _telling_levels(profile)[:MOST_FACTS]
    )

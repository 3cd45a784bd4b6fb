"""How the traits of a segment are read: typical value, low or high, and which are compared.

Cards, charts and advice all read traits here, so that they never contradict each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from segmentation.language import NO_BREAK_SPACE, Language, Number, mark
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.variables import Variable, format_value, level_label, variable_label

Standing = Literal["low", "average", "high"]

FEWEST_DESCRIBED = 5
"""Segments of fewer customers are not described: what is said of them is said of persons."""

LOW_TO = 0.40
HIGH_FROM = 0.60
"""Mean percentile ranks up to which a segment counts as low and from which it counts as high."""

MOST_COMPARED = 5
MOST_SPREAD_OF_NOTHING = 0.02

LONGEST_LEVEL = 40
"""Letters of a value from a file that are shown; longer ones are cut."""

_WHOLE_FROM = 20
_SKEWED_UNITS = ("money", "days")

STANDINGS: dict[Standing, str] = {
    "low": mark("low"),
    "average": mark("average"),
    "high": mark("high"),
}

RECENCIES: dict[Standing, str] = {
    "low": mark("long ago"),
    "average": mark("average"),
    "high": mark("recently"),
}

COMPARED: dict[str, str] = {
    "total_spend": mark("Spend"),
    "frequency": mark("How often"),
    "recency_days": mark("Days since the last order"),
    "monetary_value": mark("Average order"),
    "age": mark("Age"),
    "discount_share": mark("Discounts"),
    "tenure_days": mark("Time as customer"),
    "points": mark("Points"),
}
"""The usual traits in the order in which they are compared, with their short labels."""


def is_described(profile: Profile) -> bool:
    """Whether a segment has enough customers for its traits to be shown."""
    return profile.customers >= FEWEST_DESCRIBED


def typical(trait: NumberTrait) -> float:
    """The value that stands for the segment, in the variable's unit.

    The median for money and days, where a few large values would speak for everybody; the
    mean for counts, shares and years, whose medians mostly fall on the same whole number.
    """
    return trait.median_in_segment if _is_skewed(trait) else trait.mean_in_segment


def typical_of_all(trait: NumberTrait) -> float:
    """The value that stands for all customers, computed as in :func:`typical`."""
    return trait.overall_median if _is_skewed(trait) else trait.overall_mean


def _is_skewed(trait: NumberTrait) -> bool:
    return trait.variable.unit in _SKEWED_UNITS


def has_value(trait: NumberTrait) -> bool:
    """Whether the trait may be told: False where so few in the segment have a value that it
    would be said of persons, or nobody has."""
    numbers = (trait.position, typical(trait), typical_of_all(trait))
    return trait.known >= FEWEST_DESCRIBED and all(math.isfinite(number) for number in numbers)


def bar_end(trait: NumberTrait) -> float:
    """Where the bar of the segment ends, from 0 to 1, .5 being all customers; more is further.

    Positions rest on ranks, typical values on means and medians, so the two can disagree: a bar
    that would point the other way than its numbers ends in the middle.
    """
    here, usual = typical(trait), typical_of_all(trait)
    lowest, highest = (0.5 if here >= usual else 0.0), (0.5 if here <= usual else 1.0)
    return min(max(trait.position, lowest), highest)


def reading(trait: NumberTrait) -> float:
    """Where the segment stands from 0 to 1 in words: who bought recently stands high."""
    end = bar_end(trait)
    return 1.0 - end if trait.variable.key == "recency_days" else end


def standing(position: float) -> Standing:
    """Low, average or high for a position from 0 to 1."""
    if position <= LOW_TO:
        return "low"
    return "high" if position >= HIGH_FROM else "average"


def standing_word(variable: Variable, position: float, language: Language) -> str:
    """The standing as a word that fits the variable: high, or recently for the last order."""
    words = RECENCIES if variable.key == "recency_days" else STANDINGS
    return language.tr(words[standing(position)])


def share_of_group(trait: LevelTrait, profile: Profile) -> float:
    """Share of all customers of the segment who are known to have the level.

    Unlike ``share_in_segment`` it counts those without a value too, so that "of this group"
    is literally true.
    """
    return _having(trait) / profile.customers if profile.customers else 0.0


def is_shared(trait: LevelTrait) -> bool:
    """Whether enough customers of the segment have the level for it to be named."""
    return round(_having(trait)) >= FEWEST_DESCRIBED


def _having(trait: LevelTrait) -> float:
    """How many customers of the segment have the level."""
    return trait.share_of_level * trait.overall_share * trait.variable.have


def share_of_all(trait: LevelTrait) -> float:
    """Share of all customers who are known to have the level."""
    return trait.overall_share * trait.variable.coverage


def share_known(trait: LevelTrait, profile: Profile) -> float:
    """Share of all customers of the segment who have any value; the level must be one of some."""
    return share_of_group(trait, profile) / trait.share_in_segment


def times_as_common(trait: LevelTrait) -> float:
    """How many times as common the level is here as among all, of those who have a value."""
    return trait.share_in_segment / trait.overall_share if trait.overall_share > 0 else 0.0


def amount(value: Number, language: Language, currency: str) -> str:
    """Money as cards show it: without cents from 20 on, and where there are none."""
    exact = float(value)
    whole = abs(exact) >= _WHOLE_FROM or round(exact, 2) == round(exact)
    return language.money(value, currency, 0 if whole else None)


def show_value(variable: Variable, value: float, language: Language, currency: str) -> str:
    """A value with its unit, as cards show it."""
    if variable.unit == "money":
        return amount(value, language, currency)
    return format_value(variable, value, language, currency)


def show_briefly(variable: Variable, value: float, language: Language, currency: str) -> str:
    """As :func:`show_value`, but numbers of orders without their unit, which is a long word."""
    if variable.unit == "orders":
        return language.number(value, 1)
    return show_value(variable, value, language, currency)


def show_range(
    variable: Variable, low: float, high: float, language: Language, currency: str
) -> str:
    """From ``low`` to ``high`` with the unit once: 25–34 years, 5–10 orders, 610–1 900 zł.

    A sign of currency in front stands at both; where both read alike there is one of them.
    """
    first = show_value(variable, low, language, currency)
    last = show_value(variable, high, language, currency)
    if first == last:
        return last
    match variable.unit:
        case "money":
            first = first.removesuffix(NO_BREAK_SPACE + language.currency_symbol(currency))
        case "share":
            first = first.removesuffix("%").removesuffix(NO_BREAK_SPACE)
        case "days" | "years" | "points":
            first = language.number(round(low))
        case "orders":
            first = language.number(low, 0 if low == round(low) else 1)
    return f"{first}–{last}" if low >= 0 else f"{first} – {last}"


def show_level(trait: LevelTrait, language: Language) -> str:
    """A level in words, cut where it is too long for a card."""
    return cut(level_label(trait.variable.key, trait.level, language))


def cut(text: str) -> str:
    """A text from a file, cut where it is too long for a card."""
    return text if len(text) <= LONGEST_LEVEL else text[: LONGEST_LEVEL - 1].rstrip() + "…"


def compared_label(variable: Variable, language: Language) -> str:
    """The short label of a compared trait."""
    label = COMPARED.get(variable.key)
    return language.tr(label) if label else variable_label(variable, language)


def compared_variables(profiles: Sequence[Profile]) -> tuple[Variable, ...]:
    """The at most five traits that all segments of a shop are compared by, in one order.

    First the usual ones, then those that tell the segments apart best. A trait is left out
    where a described segment has no value (:func:`has_value`), or where all segments stand at the
    same place.
    """
    described = [profile for profile in profiles if is_described(profile)]
    if not described:
        return ()
    strength: dict[str, float] = {}
    variables: dict[str, Variable] = {}
    for trait in described[0].numbers:
        key = trait.variable.key
        traits = [profile.number(key) for profile in described]
        known = [one for one in traits if one is not None and has_value(one)]
        if len(known) < len(described):
            continue
        positions = [one.position for one in known]
        apart = max(positions) - min(positions)
        if len(known) > 1 and apart < MOST_SPREAD_OF_NOTHING:
            continue
        strength[key] = apart
        variables[key] = trait.variable
    usual = [key for key in COMPARED if key in variables]
    others = sorted(
        (key for key in variables if key not in COMPARED), key=lambda key: (-strength[key], key)
    )
    return tuple(variables[key] for key in (usual + others)[:MOST_COMPARED])

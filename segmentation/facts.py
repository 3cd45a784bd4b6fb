"""What is known of a segment, by name: the facts that names and advice rest on.

Facts are plain values with their words; conditions test them. A condition on a fact that the
data don't give fails, so whatever rests on the fact goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from segmentation.language import Language
from segmentation.levels import NO, YES
from segmentation.profiles import LevelTrait, Profile
from segmentation.traits import (
    has_value,
    share_of_all,
    share_of_group,
    show_level,
    show_value,
    times_as_common,
    typical,
    typical_of_all,
)

_FEWEST_GAPS = 0.5
_OVER_REPRESENTED = ("top_category", "interests", "location")
_COMMONEST = ("channel", "generation")


@dataclass(frozen=True)
class Fact:
    """Something known of a segment: its value and how it reads in a language."""

    value: float | str
    shown: str


@dataclass(frozen=True)
class Condition:
    """What a fact must be: a number within limits (inclusive), or one of some values."""

    fact: str
    at_least: float | None = None
    at_most: float | None = None
    one_of: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        if self.fact not in facts:
            return False
        value = facts[self.fact].value
        if isinstance(value, str):
            return not self.one_of or value in self.one_of
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)


def least(fact: str, value: float) -> Condition:
    """The fact is a number of at least ``value``."""
    return Condition(fact, at_least=value)


def most(fact: str, value: float) -> Condition:
    """The fact is a number of at most ``value``."""
    return Condition(fact, at_most=value)


def known(*facts: str) -> tuple[Condition, ...]:
    """The facts are known, whatever they are."""
    return tuple(Condition(fact) for fact in facts)


def collect_facts(profile: Profile, language: Language, currency: str) -> dict[str, Fact]:
    """What is known of a segment, by the names that the rules use.

    Of a number ``key`` (typical value), ``key_all`` and ``key_position`` (0..1). Of a category
    ``key`` (its level), ``key_share``, ``key_share_all`` and ``key_lift``: the level that most
    sets the segment apart (category, interests, place) or its commonest (channel, generation).
    Shares are of the whole segment and of all customers, those without a value among them.
    ``key_share_known`` is of those with a value, ``key_known`` how many of all have one.
    Of yes and no ``key_yes``; loyalty as ``loyalty_no`` and ``loyalty_member``; ``gap`` is the
    mean number of days between orders, ``lateness`` the days of silence in such gaps.
    """
    facts: dict[str, Fact] = {}

    def share(key: str, value: float) -> None:
        facts[key] = Fact(value, language.share(value))

    for trait in profile.numbers:
        if has_value(trait) and not trait.variable.own:
            key = trait.variable.key
            for name, value in ((key, typical(trait)), (f"{key}_all", typical_of_all(trait))):
                facts[name] = Fact(value, show_value(trait.variable, value, language, currency))
            facts[f"{key}_position"] = Fact(trait.position, "")
    _add_rhythm(facts, profile, language)

    setting_apart = {key: _strongest(profile, key) for key in _OVER_REPRESENTED}
    commonest = {key: _commonest(profile, key) for key in _COMMONEST}
    for key, level in (setting_apart | commonest).items():
        if level is not None:
            facts[key] = Fact(level.level, show_level(level, language))
            share(f"{key}_share", share_of_group(level, profile))
            share(f"{key}_share_all", share_of_all(level))
            share(f"{key}_share_known", level.share_in_segment)
            share(f"{key}_known", level.variable.coverage)
            facts[f"{key}_lift"] = Fact(times_as_common(level), "")
    for key in ("email_consent", "sms_consent"):
        for level in profile.levels_of(key):
            if level.level == YES:
                share(f"{key}_yes", share_of_group(level, profile))
    loyalty = profile.levels_of("loyalty")
    members = sum(share_of_group(level, profile) for level in loyalty if level.level != NO)
    if members:
        share("loyalty_member", members)
    for level in loyalty:
        if level.level == NO:
            share("loyalty_no", share_of_group(level, profile))
    return facts


def _strongest(profile: Profile, key: str) -> LevelTrait | None:
    over = [level for level in profile.levels_of(key) if level.v_test > 0]
    return max(over, key=lambda level: level.v_test, default=None)


def _commonest(profile: Profile, key: str) -> LevelTrait | None:
    return max(profile.levels_of(key), key=lambda level: level.share_in_segment, default=None)


def _add_rhythm(facts: dict[str, Fact], profile: Profile, language: Language) -> None:
    """Adds the mean gap: time from first to last orders over the number of gaps between."""
    frequency, tenure = profile.number("frequency"), profile.number("tenure_days")
    recency = profile.number("recency_days")
    if frequency is None or tenure is None or recency is None:
        return
    gaps = frequency.mean_in_segment - 1.0
    days = tenure.mean_in_segment - recency.mean_in_segment
    if gaps >= _FEWEST_GAPS and days / gaps >= 1.0:
        gap = round(days / gaps)
        facts["gap"] = Fact(float(gap), language.plural("{n} day", "{n} days", gap))
        facts["lateness"] = Fact(recency.median_in_segment / gap, "")

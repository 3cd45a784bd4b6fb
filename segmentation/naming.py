"""Names of segments, from what sets them apart.

A name says how the group buys ("Regular customers"), and where that is not enough what they
buy or who they are ("Regular customers · Cats"). Shops without orders get names from the
strongest traits ("Age: high · Income: low"). Names never praise, blame or guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from segmentation.facts import Condition, Fact, collect_facts, least, most
from segmentation.language import Language, mark
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.traits import (
    HIGH_FROM,
    LOW_TO,
    compared_label,
    has_value,
    is_described,
    reading,
    share_of_group,
    show_level,
    standing,
    times_as_common,
)
from segmentation.variables import variable_label

SEPARATOR = " · "

VERY_SMALL = mark("Very small group")
EVERYBODY = mark("All customers")
NEAR_AVERAGE = mark("Customers close to the average")
HIGH_TRAIT = mark("{label}: high")
LOW_TRAIT = mark("{label}: low")


@dataclass(frozen=True)
class NameRule:
    """A name (msgid, a plural in the nominative) and the facts it stands for."""

    name: str
    when: tuple[Condition, ...]


_ONE_ORDER = most("frequency", 1.15)
_OFTEN = least("frequency_position", HIGH_FROM)
_SELDOM = most("frequency_position", LOW_TO)
_GONE = least("recency_days_position", HIGH_FROM)
_RECENT = most("recency_days_position", LOW_TO)
_YOUNG = most("tenure_days_position", LOW_TO)
_LONG = least("tenure_days_position", HIGH_FROM)
_LARGE = least("monetary_value_position", HIGH_FROM)
_SMALL = most("monetary_value_position", LOW_TO)

NAMES: tuple[NameRule, ...] = (
    NameRule(mark("Lapsed one-order customers"), (_ONE_ORDER, _GONE)),
    NameRule(mark("New customers"), (_ONE_ORDER, _RECENT)),
    NameRule(mark("Customers with one large order"), (_ONE_ORDER, _LARGE)),
    NameRule(mark("One-order customers"), (_ONE_ORDER,)),
    NameRule(mark("Former regular customers"), (_OFTEN, _GONE)),
    NameRule(mark("Regular customers with large orders"), (_OFTEN, _LARGE)),
    NameRule(mark("Regular customers with small orders"), (_OFTEN, _SMALL)),
    NameRule(mark("Regular customers"), (_OFTEN,)),
    NameRule(mark("Lapsed customers with large orders"), (_GONE, _LARGE)),
    NameRule(mark("Lapsed customers"), (_GONE,)),
    NameRule(mark("New customers"), (_YOUNG, _RECENT)),
    NameRule(mark("Customers with rare large orders"), (_SELDOM, _LARGE)),
    NameRule(mark("Customers with large orders"), (_LARGE,)),
    NameRule(mark("Customers who buy on discount"), (least("discount_share", 0.5),)),
    NameRule(mark("Customers with small orders"), (_SMALL,)),
    NameRule(mark("Occasional customers"), (_SELDOM,)),
    NameRule(mark("Long-standing customers"), (_LONG,)),
    NameRule(mark("Recently active customers"), (_RECENT,)),
)
"""The first rule that applies names the group."""

_IN_NAMES = frozenset({"frequency", "recency_days", "tenure_days", "monetary_value"})
_SPEAKS_FOR_ITSELF = frozenset({"top_category", "interests", "location", "generation"})
_LAST_RESORT = frozenset({"gender", "country"})
_NEVER = frozenset({"email_consent", "sms_consent"})


@dataclass(frozen=True)
class _Addition:
    """Something that can follow a name; ``clear`` ones always do."""

    text: str
    clear: bool


def segment_names(
    profiles: Sequence[Profile], language: Language, given: Mapping[str, str]
) -> tuple[str, ...]:
    """A name for each segment, in the order of ``profiles``; no two are the same.

    ``given`` holds the owner's own names by segment id; they always win.
    """
    own = {id_: " ".join(name.split()) for id_, name in given.items() if name.strip()}
    ladders = [
        [own[profile.segment_id]]
        if profile.segment_id in own
        else _ladder(profile, len(profiles), language)
        for profile in profiles
    ]
    steps = [0] * len(ladders)
    while True:
        names = [ladder[step] for ladder, step in zip(ladders, steps, strict=True)]
        alike = [
            place
            for place, name in enumerate(names)
            if steps[place] + 1 < len(ladders[place]) and _times(name, names) > 1
        ]
        if not alike:
            return _number_the_rest(names, [profile.segment_id in own for profile in profiles])
        for place in alike:
            steps[place] += 1


def _times(name: str, names: Sequence[str]) -> int:
    return sum(other.casefold() == name.casefold() for other in names)


def _number_the_rest(names: Sequence[str], own: Sequence[bool]) -> tuple[str, ...]:
    """Names that are still the same are told apart by a number; the owner's go unnumbered."""
    result = list(names)
    done: list[str] = []
    for place in sorted(range(len(names)), key=lambda place: not own[place]):
        name = names[place]
        others = [other for other in names if _times(name, (other,)) == 0]
        free = (f"{name}{SEPARATOR}{n}" for n in count(2))
        while _times(result[place], [*done, *others]):
            result[place] = next(free)
        done.append(result[place])
    return tuple(result)


def _ladder(profile: Profile, groups: int, language: Language) -> list[str]:
    """Names for one segment from the shortest to the most detailed."""
    if not is_described(profile):
        return [language.tr(VERY_SMALL)]
    if groups == 1:
        return [language.tr(EVERYBODY)]
    base = _base_name(collect_facts(profile, language, ""))
    if base is None:
        texts = [addition.text for addition in _additions(profile, language, frozenset())]
        start, more = SEPARATOR.join(texts[:2]), texts[2:]
        if not start:
            return [language.tr(NEAR_AVERAGE)]
    else:
        additions = _additions(profile, language, _IN_NAMES)
        clear = [addition.text for addition in additions if addition.clear][:1]
        more = [addition.text for addition in additions if addition.text not in clear]
        start = SEPARATOR.join([language.tr(base), *clear])
    return [start, *(start + SEPARATOR + text for text in more)]


def _base_name(facts: Mapping[str, Fact]) -> str | None:
    for rule in NAMES:
        if all(condition.holds(facts) for condition in rule.when):
            return rule.name
    return None


def _additions(profile: Profile, language: Language, without: frozenset[str]) -> list[_Addition]:
    """What sets the segment apart, strongest first, the last resorts at the end."""
    found: list[tuple[bool, float, _Addition]] = []
    for number in profile.numbers:
        if number.variable.key not in without and _stands_out(number):
            text = HIGH_TRAIT if standing(reading(number)) == "high" else LOW_TRAIT
            label = compared_label(number.variable, language)
            addition = _Addition(language.tr(text, label=label), clear=False)
            found.append((False, -abs(number.v_test), addition))
    for level in profile.levels:
        key = level.variable.key
        if key not in _NEVER and _over_represented(level, profile, 0.4, 1.3):
            last = key in _LAST_RESORT
            clear = key in _SPEAKS_FOR_ITSELF and _over_represented(level, profile, 0.6, 1.5)
            found.append((last, -level.v_test, _Addition(_level_text(level, language), clear)))
    ordered = sorted(found, key=lambda one: one[:2])
    return [addition for _, _, addition in ordered]


def _stands_out(trait: NumberTrait) -> bool:
    return has_value(trait) and abs(trait.v_test) >= 2.0 and standing(reading(trait)) != "average"


def _over_represented(trait: LevelTrait, profile: Profile, share: float, times: float) -> bool:
    return (
        trait.v_test >= 3.0
        and share_of_group(trait, profile) >= share
        and times_as_common(trait) >= times
    )


def _level_text(trait: LevelTrait, language: Language) -> str:
    level = show_level(trait, language)
    if trait.variable.key in _SPEAKS_FOR_ITSELF:
        return level
    return language.tr(
        "{label}: {level}", label=variable_label(trait.variable, language), level=level
    )

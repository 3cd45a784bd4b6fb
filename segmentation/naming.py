"""Names of segments, from what sets them apart.

A name says how the group buys ("Regular customers"), and where that is not enough what they
buy or who they are ("Regular customers · Cats"). Shops without orders get names from the
strongest traits ("Age: high · Income: low"). Names never praise, blame or guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from segmentation.facts import Condition, Fact, collect_facts, least, most
from segmentation.language import Language, mark
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.traits import (
    HIGH_FROM,
    LOW_TO,
    compared_label,
    has_value,
    is_described,
    is_shared,
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
    NameRule(mark("One-order customers not seen lately"), (_ONE_ORDER, _GONE)),
    NameRule(mark("New customers"), (_ONE_ORDER, _RECENT)),
    NameRule(mark("Customers with one large order"), (_ONE_ORDER, _LARGE)),
    NameRule(mark("One-order customers"), (_ONE_ORDER,)),
    NameRule(mark("Former regular customers"), (_OFTEN, _GONE)),
    NameRule(mark("Regular customers with large orders"), (_OFTEN, _LARGE)),
    NameRule(mark("Regular customers with small orders"), (_OFTEN, _SMALL)),
    NameRule(mark("Regular customers"), (_OFTEN,)),
    NameRule(mark("Customers with large orders not seen lately"), (_GONE, _LARGE)),
    NameRule(mark("Customers not seen lately"), (_GONE,)),
    NameRule(mark("New customers"), (_YOUNG, _RECENT)),
    NameRule(mark("Customers with rare large orders"), (_SELDOM, _LARGE)),
    NameRule(mark("Customers with large orders"), (_LARGE,)),
    NameRule(mark("Customers who buy on discount"), (least("discount_share", 0.5),)),
    NameRule(mark("Customers with small orders"), (_SMALL,)),
    NameRule(mark("Occasional customers"), (_SELDOM,)),
    NameRule(mark("Long-standing customers"), (_LONG,)),
    NameRule(mark("Recently active customers"), (_RECENT,)),
)
"""The first rule that applies names the group, unless it already has the name of a later one."""

_IN_NAMES = frozenset(
    {"frequency", "recency_days", "tenure_days", "monetary_value", "days_past_due"}
)
_SPEAKS_FOR_ITSELF = frozenset({"top_category", "interests", "location", "generation"})
_LAST_RESORT = frozenset({"gender", "country"})
_NEVER = frozenset({"email_consent", "sms_consent"})


NameKey = tuple[str, ...]
"""A name in no language: what it is put together from."""


@dataclass(frozen=True)
class SegmentName:
    """What a segment is called in a language. ``key`` is empty where the owner named it."""

    text: str
    key: NameKey


@dataclass(frozen=True)
class _Addition:
    """Something that can follow a name; ``clear`` ones always do."""

    key: str
    text: str
    clear: bool


class _Claim(IntEnum):
    """How firmly a segment holds a name; of two, the firmer one keeps it."""

    OWNERS = 0
    EARLIER = 1
    EARLIER_NUMBERED = 2
    NEW = 3


@dataclass(frozen=True)
class _Candidates:
    """Names that a segment can have, and how firmly it holds the first.

    ``ladder`` goes from the shortest to the most detailed, after the owner's or the earlier one.
    ``number`` is the one that told the earlier name from others.
    """

    ladder: tuple[SegmentName, ...]
    claim: _Claim = _Claim.NEW
    number: int = 1


def segment_names(
    profiles: Sequence[Profile],
    language: Language,
    given: Mapping[str, str],
    earlier: Mapping[str, NameKey] | None = None,
) -> tuple[str, ...]:
    """A name for each segment, in the order of ``profiles``; no two are the same.

    ``given`` and ``earlier`` are those of :func:`name_segments`.
    """
    return tuple(name.text for name in name_segments(profiles, language, given, earlier or {}))


def name_segments(
    profiles: Sequence[Profile],
    language: Language,
    given: Mapping[str, str],
    earlier: Mapping[str, NameKey],
) -> tuple[SegmentName, ...]:
    """A name for each segment, in the order of ``profiles``; no two texts are the same.

    ``given`` holds the owner's own names by segment id; they always win. ``earlier`` holds the
    keys of names found before: a segment keeps that name as long as all of it is still true of
    the segment, even where another would now come first.
    """
    own = {id_: " ".join(name.split()) for id_, name in given.items() if name.strip()}
    candidates = [
        _Candidates((SegmentName(own[profile.segment_id], ()),), _Claim.OWNERS)
        if profile.segment_id in own
        else _candidates(profile, len(profiles), language, earlier.get(profile.segment_id, ()))
        for profile in profiles
    ]
    steps = [0] * len(candidates)
    while True:
        pairs = list(zip(candidates, steps, strict=True))
        names = [one.ladder[step] for one, step in pairs]
        claims = [_Claim.NEW if step else one.claim for one, step in pairs]
        alike = [
            place
            for place, (one, step) in enumerate(pairs)
            if step + 1 < len(one.ladder) and _gives_way(place, names, claims)
        ]
        if not alike:
            break
        for place in alike:
            steps[place] += 1
    first = sorted(range(len(names)), key=lambda i: (claims[i], candidates[i].number, i))
    return _number_the_rest(names, first)


def _gives_way(place: int, names: Sequence[SegmentName], claims: Sequence[_Claim]) -> bool:
    """Whether another segment holds the same name as firmly; a number settles it as before."""
    return claims[place] != _Claim.EARLIER_NUMBERED and any(
        _alike(name, names[place]) and claim <= claims[place]
        for other, (name, claim) in enumerate(zip(names, claims, strict=True))
        if other != place
    )


def _alike(one: SegmentName, other: SegmentName) -> bool:
    return one.text.casefold() == other.text.casefold()


def _number_the_rest(names: Sequence[SegmentName], first: Sequence[int]) -> tuple[SegmentName, ...]:
    """Names that are still the same are told apart by a number; those in ``first`` go first."""
    result = list(names)
    done: set[str] = set()
    for place in first:
        name = names[place]
        others = {other.text.casefold() for other in names if not _alike(other, name)}
        number = 1
        while result[place].text.casefold() in done | others:
            number += 1
            key = (*name.key, f"{_NUMBER}{number}") if name.key else ()
            result[place] = SegmentName(f"{name.text}{SEPARATOR}{number}", key)
        done.add(result[place].text.casefold())
    return tuple(result)


_NUMBER = "#"


def _split_number(key: NameKey) -> tuple[NameKey, int]:
    """An earlier name and the number it had, 1 where it had none."""
    last = key[-1] if key else ""
    if last.startswith(_NUMBER) and last[1:].isdecimal():
        return key[:-1], int(last[1:])
    return key, 1


def _candidates(profile: Profile, groups: int, language: Language, before: NameKey) -> _Candidates:
    """Names for one segment; the one it had ``before`` first where it is still true."""
    before, number = _split_number(before)
    if not is_described(profile):
        return _plain(VERY_SMALL, language, before, number)
    if groups == 1:
        return _plain(EVERYBODY, language, before, number)
    bases = _base_names(collect_facts(profile, language, ""))
    additions = _additions(profile, language, _IN_NAMES if bases else frozenset())
    ladder = _ladder(bases, additions, language)
    if not ladder:
        return _plain(NEAR_AVERAGE, language, before, number)
    texts = {addition.key: addition.text for addition in additions}
    heads = {base: language.tr(base) for base in bases} or texts
    parts = [(texts if place else heads).get(part) for place, part in enumerate(before)]
    if not before or None in parts:
        return _Candidates(ladder)
    same = SegmentName(SEPARATOR.join(part for part in parts if part), before)
    others = (name for name in ladder if name.key != before)
    claim = _Claim.EARLIER if number == 1 else _Claim.EARLIER_NUMBERED
    return _Candidates((same, *others), claim, number)


def _plain(text: str, language: Language, before: NameKey, number: int) -> _Candidates:
    """The only name that fits; its number counts where it had it before."""
    name = SegmentName(language.tr(text), (text,))
    if before != name.key:
        return _Candidates((name,))
    return _Candidates((name,), _Claim.EARLIER if number == 1 else _Claim.EARLIER_NUMBERED, number)


def _ladder(
    bases: Sequence[str], additions: Sequence[_Addition], language: Language
) -> tuple[SegmentName, ...]:
    if bases:
        clear = [addition for addition in additions if addition.clear][:1]
        more = [addition for addition in additions if addition not in clear]
        key = (bases[0], *(addition.key for addition in clear))
        text = SEPARATOR.join([language.tr(bases[0]), *(addition.text for addition in clear)])
    elif additions:
        start, more = additions[:2], list(additions[2:])
        key = tuple(addition.key for addition in start)
        text = SEPARATOR.join(addition.text for addition in start)
    else:
        return ()
    longer = (SegmentName(text + SEPARATOR + one.text, (*key, one.key)) for one in more)
    return (SegmentName(text, key), *longer)


def _base_names(facts: Mapping[str, Fact]) -> list[str]:
    """The names whose rule applies, the one that comes first first."""
    applying = (
        rule.name for rule in NAMES if all(condition.holds(facts) for condition in rule.when)
    )
    return list(dict.fromkeys(applying))


def _additions(profile: Profile, language: Language, without: frozenset[str]) -> list[_Addition]:
    """What sets the segment apart, strongest first, the last resorts at the end."""
    found: list[tuple[bool, float, _Addition]] = []
    for number in profile.numbers:
        if number.variable.key not in without and _stands_out(number):
            text = HIGH_TRAIT if standing(reading(number)) == "high" else LOW_TRAIT
            label = compared_label(number.variable, language)
            key = f"{text} {number.variable.key}"
            addition = _Addition(key, language.tr(text, label=label), clear=False)
            found.append((False, -abs(number.v_test), addition))
    for level in profile.levels:
        key = level.variable.key
        if key not in _NEVER and _over_represented(level, profile, 0.4, 1.3):
            last = key in _LAST_RESORT
            clear = key in _SPEAKS_FOR_ITSELF and _over_represented(level, profile, 0.6, 1.5)
            addition = _Addition(f"{key}={level.level}", _level_text(level, language), clear)
            found.append((last, -level.v_test, addition))
    ordered = sorted(found, key=lambda one: one[:2])
    return [addition for _, _, addition in ordered]


def _stands_out(trait: NumberTrait) -> bool:
    return has_value(trait) and abs(trait.v_test) >= 2.0 and standing(reading(trait)) != "average"


def _over_represented(trait: LevelTrait, profile: Profile, share: float, times: float) -> bool:
    return (
        trait.v_test >= 3.0
        and is_shared(trait)
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

"""Profile, buying and what is typical -> the sections of a persona, in words of a language.

A section without data is absent. Values that fewer than five customers of the segment have
are not named, and of a segment of fewer than five nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import get_day_names, get_month_names

from segmentation.buying import Bought, Buying, Together
from segmentation.detail_facts import detail_facts
from segmentation.detail_sentences import (
    HEADINGS,
    LEVELS,
    OWN_COLUMNS,
    OWN_LEVELS,
    SENTENCES,
    TOPICS,
    UNSAID,
)
from segmentation.facts import Fact
from segmentation.language import Language, mark
from segmentation.persona_book import Section, Series
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.traits import (
    cut,
    has_value,
    is_described,
    is_shared,
    share_known,
    share_of_all,
    share_of_group,
    show_level,
    show_value,
    typical,
    typical_of_all,
)
from segmentation.typical import Typical
from segmentation.variables import variable_label

CATEGORY = mark("Category: {name} – {share} of them (all: {share_all})")
PRODUCT = mark("Product: {name} – {share} of them (all: {share_all})")
MISSING = mark("Not in your files: {which}")
BUSIEST_MONTHS = mark("Busiest months: {which} ({orders})")
BUSIEST_DAY = mark("Busiest day: {which} ({orders})")

MOST_NAMED = 5
MOST_TOGETHER = 3
FEWEST_ORDERS = 20
"""Orders from which on months and days of the week are told."""
LEAST_SHARE = 0.1
LEAST_MONTH = 1.25
_RARELY_CHANCE = 2.0
_ROUNDING = 1e-9


@dataclass(frozen=True)
class _Told:
    """What is told of one persona, and how."""

    profile: Profile
    buying: Buying | None
    typical: Typical | None
    language: Language
    currency: str


def persona_sections(
    profile: Profile,
    buying: Buying | None,
    typical: Typical | None,
    language: Language,
    currency: str,
) -> tuple[Section, ...]:
    """The sections that the data give, in the order of detail_sentences.HEADINGS."""
    if not is_described(profile):
        return ()
    told = _Told(profile, buying, typical, language, currency)
    facts = detail_facts(profile, buying, typical, language, currency)
    found = []
    for key, heading in HEADINGS.items():
        own, levels = _own_levels(told, key), _levels(told, key)
        lines = [*_counted(told, key), *_own_numbers(told, key)]
        lines += [_level_line(told, level) for level in own]
        lines += _sentences(key, facts, language)
        lines += [_level_line(told, level) for level in levels]
        lines += _missing(told, (*own, *levels))
        if lines:
            found.append(Section(key, language.tr(heading), tuple(lines), _series(told, key)))
    return tuple(found)


def unsaid(profile: Profile, language: Language) -> str:
    """What the files do not say of the customers of a segment, in one sentence; empty where
    they say it all, and where nothing is told because there are too few of them."""
    said = {trait.variable.key for trait in profile.numbers}
    said |= {trait.variable.key for trait in profile.levels}
    if not said or not is_described(profile):
        return ""
    missing = [topic for topic in TOPICS if said.isdisjoint(topic.keys)]
    if not missing:
        return ""
    topics = language.listing(language.tr(topic.text) for topic in missing)
    return language.tr(UNSAID, topics=topics)


def _sentences(section: str, facts: dict[str, Fact], language: Language) -> list[str]:
    shown = {key: fact.shown for key, fact in facts.items()}
    chosen: dict[str, str] = {}
    for row in SENTENCES:
        if row.section != section or row.about in chosen:
            continue
        if all(condition.holds(facts) for condition in row.when):
            chosen[row.about] = language.tr(row.text, **shown)
    return list(chosen.values())


def _counted(told: _Told, section: str) -> list[str]:
    """What is counted from orders."""
    buying = told.buying
    if buying and section == "products":
        return _bought(told, buying)
    if buying and section == "time" and buying.months and _enough(buying):
        return _months(told, buying)
    if buying and section == "weekdays" and _enough(buying):
        return _weekdays(told, buying)
    return []


def _enough(buying: Buying) -> bool:
    return buying.orders >= FEWEST_ORDERS and bool(buying.weekdays)


def _is_liked(here: float, everywhere: float) -> bool:
    """Whether as many as elsewhere buy something; a list of what they buy that names what they
    buy less than others would be misread."""
    return here >= everywhere - _ROUNDING


def _bought(told: _Told, buying: Buying) -> list[str]:
    language = told.language

    def named(text: str, bought: Sequence[Bought]) -> list[str]:
        return [
            language.tr(
                text,
                name=cut(one.name),
                share=language.share(one.share),
                share_all=language.share(one.share_all),
            )
            for one in bought[:MOST_NAMED]
        ]

    listed = (buying.categories, buying.products)
    liked = [[one for one in what if _is_liked(one.share, one.share_all)] for what in listed]
    categories, products = liked if any(liked) else listed
    lines = [*named(CATEGORY, categories), *named(PRODUCT, products)]
    lines += [_pair(one, language) for one in _telling_pairs(buying)]
    known = [round(one.buyers / one.share) for one in (*buying.categories, *buying.products)]
    if known and max(known) < told.profile.customers:
        lines.append(
            language.plural(
                "Shares of the {n} customer whose orders name the goods.",
                "Shares of the {n} customers whose orders name the goods.",
                max(known),
            )
        )
    return lines


def _telling_pairs(buying: Buying) -> list[Together]:
    """The first pairs of which each tells something new, categories before products."""
    told: dict[str, Together] = {}
    for pair in buying.together:
        told.setdefault(pair.second, pair)
    return list(told.values())[:MOST_TOGETHER]


def _pair(pair: Together, language: Language) -> str:
    """Its numbers are those of the whole shop, and say so beside what the segment buys."""
    return language.plural(
        "{first} → {second}: {n} customer of the whole shop bought both; {share} of those who "
        "bought the first, {times} times as many as of all customers",
        "{first} → {second}: {n} customers of the whole shop bought both; {share} of those who "
        "bought the first, {times} times as many as of all customers",
        pair.buyers,
        first=cut(pair.first),
        second=cut(pair.second),
        share=language.share(pair.share),
        times=language.number(pair.lift, 1),
    )


def _months(told: _Told, buying: Buying) -> list[str]:
    """The busiest month, and others that are clearly busier than in the whole shop."""
    names = get_month_names("wide", context="stand-alone", locale=told.language.locale)
    order = sorted(range(12), key=lambda month: -buying.months[month])
    peaks = [
        month
        for month in order[1:3]
        if buying.months[month] >= max(LEAST_SHARE, LEAST_MONTH * buying.months_all[month])
    ]
    return [
        _busiest(
            BUSIEST_MONTHS, [names[month + 1] for month in [order[0], *peaks]],
            [(buying.months[month], buying.months_all[month]) for month in [order[0], *peaks]],
            told.language, buying.month_orders,
        )
    ]  # fmt: skip


def _weekdays(told: _Told, buying: Buying) -> list[str]:
    names = get_day_names("wide", context="stand-alone", locale=told.language.locale)
    day = max(range(7), key=lambda day: buying.weekdays[day])
    shares = [(buying.weekdays[day], buying.weekdays_all[day])]
    return [_busiest(BUSIEST_DAY, [names[day]], shares, told.language, buying.weekday_orders)]


def _busiest(
    text: str,
    names: Sequence[str],
    shares: Sequence[tuple[float, float]],
    language: Language,
    orders: int,
) -> str:
    which = "; ".join(
        language.tr(
            "{name} – {share} (all: {share_all})",
            name=name,
            share=language.share(share),
            share_all=language.share(share_all),
        )
        for name, (share, share_all) in zip(names, shares, strict=True)
    )
    of = language.plural("of {n} order", "of {n} orders", orders)
    return language.tr(text, which=which, orders=of)


def _levels(told: _Told, section: str) -> list[LevelTrait]:
    """The values of the catalogue's categories that are told in a section."""
    rows = [(row.key, row.most) for row in LEVELS if row.section == section]

    def found(*, liked: bool = False) -> list[LevelTrait]:
        return [
            level
            for key, most in rows
            for level in _commonest(told, told.profile.levels_of(key), most, liked=liked)
        ]

    if section != "products":
        return found()
    goods = told.buying
    if not (goods and goods.categories):
        rows.append(("top_category", MOST_NAMED))
    return found(liked=True) or found(liked=bool(goods and (goods.categories or goods.products)))


def _commonest(
    told: _Told, levels: Sequence[LevelTrait], most: int, *, liked: bool = False
) -> list[LevelTrait]:
    """The values that most have, as long as they are several and enough share them; of what
    they buy those that are ``liked``."""
    named = []
    for level in sorted(levels, key=lambda level: (-level.share_in_segment, level.level)):
        share = share_of_group(level, told.profile)
        told_of = not liked or _is_liked(share, share_of_all(level))
        if level.variable.distinct > 1 and share >= LEAST_SHARE and is_shared(level) and told_of:
            named.append(level)
    return named[:most]


def _level_line(told: _Told, level: LevelTrait) -> str:
    """A value with its share of the whole segment, beside that of all customers, as on cards."""
    return told.language.tr(
        "{label}: {level} – {share} of them (all: {share_all})",
        label=cut(variable_label(level.variable, told.language)),
        level=show_level(level, told.language),
        share=told.language.share(share_of_group(level, told.profile)),
        share_all=told.language.share(share_of_all(level)),
    )


def _missing(told: _Told, levels: Sequence[LevelTrait]) -> list[str]:
    """One line on what the files do not say of some, where they say ``levels`` of others."""
    language, customers = told.language, told.profile.customers
    named: dict[str, str] = {}
    for level in levels:
        unknown = 1.0 - share_known(level, told.profile)
        if round(unknown * customers) > 0:
            label = cut(variable_label(level.variable, language))
            named[label] = language.tr(
                "{label} – for {share} of them", label=label, share=language.share(unknown)
            )
    return [language.tr(MISSING, which="; ".join(named.values()))] if named else []


def _own_numbers(told: _Told, section: str) -> list[str]:
    """What sets the segment apart in the owner's own numbers that belong to a section."""
    return [
        _number_line(told, number)
        for number in told.profile.numbers
        if _section_of(number) == section
        and has_value(number)
        and abs(number.v_test) >= _RARELY_CHANCE
    ]


def _own_levels(told: _Told, section: str) -> list[LevelTrait]:
    """The commonest values of the owner's own columns that set the segment apart."""
    keys = dict.fromkeys(
        level.variable.key
        for level in told.profile.levels
        if _section_of(level) == section and level.v_test >= _RARELY_CHANCE
    )
    found: list[LevelTrait] = []
    for key in keys:
        found += _commonest(told, told.profile.levels_of(key), OWN_LEVELS)
    return found


def _section_of(trait: LevelTrait | NumberTrait) -> str:
    """The section of an owner's own column, empty for one of the catalogue."""
    if not trait.variable.own:
        return ""
    name = trait.variable.key.casefold()
    return next(section for section, words in OWN_COLUMNS if re.search(words, name))


def _number_line(told: _Told, number: NumberTrait) -> str:
    language, variable = told.language, number.variable
    return language.tr(
        "{label}: on average {value} (all: {value_all})",
        label=cut(variable_label(variable, language)),
        value=show_value(variable, typical(number), language, told.currency),
        value_all=show_value(variable, typical_of_all(number), language, told.currency),
    )


def _series(told: _Told, section: str) -> Series | None:
    """The chart of a section, with the months and days of the language."""
    buying, language = told.buying, told.language
    if buying is None:
        return None
    heading = language.tr("Share of orders")
    if section == "time" and buying.months and _enough(buying):
        months = get_month_names("abbreviated", context="stand-alone", locale=language.locale)
        labels = tuple(months[month] for month in range(1, 13))
        return Series(heading, labels, buying.months, buying.months_all)
    if section == "weekdays":
        days = get_day_names("abbreviated", context="stand-alone", locale=language.locale)
        labels = tuple(days[day] for day in range(7))
        return Series(heading, labels, buying.weekdays, buying.weekdays_all)
    if section == "products" and len(buying.categories) > 1:
        named = buying.categories[:MOST_NAMED]
        return Series(
            language.tr("Share of customers who buy"),
            tuple(cut(one.name) for one in named),
            tuple(one.share for one in named),
            tuple(one.share_all for one in named),
        )
    return None

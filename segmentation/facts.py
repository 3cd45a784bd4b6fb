"""What is known of a segment, by name: the facts that names and advice rest on.

Facts are plain values with their words; conditions test them. A condition on a fact that the
data don't give fails, so whatever rests on the fact goes with it. What the data don't say is
itself a fact (``..._unsaid``), so that advice can say so and falls silent once they do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from segmentation.buying import Bought, Buying
from segmentation.language import Language
from segmentation.levels import NO, YES
from segmentation.profiles import LevelTrait, NumberTrait, Profile
from segmentation.season import busiest
from segmentation.traits import (
    FEWEST_DESCRIBED,
    cut,
    has_value,
    is_shared,
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
_COMMONEST = ("channel", "generation", "town_size")
_BOUGHT = ("top_category", "interests")
_HARDLY_THERE = 0.05
_HALF_A_YEAR, _YEAR = 180, 365
_THERE = 0.1
_MARKETPLACE = re.compile(
    r"allegro|amazon|e-?bay|etsy|kaufland|empik|erli|olx|ozon|озон|wildberries|вайлдберриз"
    r"|yandex.?market|яндекс.?маркет|megamarket|мегамаркет|avito|авито|market ?place|маркетплейс"
)
_NO_TASTE = re.compile(r"news ?letter|loyal|subscri|\bvip\b|klub|рассылк|лояльн|подписк")
"""Tags of a shop that tell what somebody signed up for, not what they like."""
_CLEARLY = 3.0
"""Standard deviations beyond which a difference from all customers is taken for real."""


@dataclass(frozen=True)
class Fact:
    """Something known of a segment: its value and how it reads in a language."""

    value: float | str
    shown: str


@dataclass(frozen=True)
class Condition:
    """What a fact must be: a number within limits, or one of some values.

    ``at_least`` and ``at_most`` are inclusive, ``under`` is not.
    """

    fact: str
    at_least: float | None = None
    at_most: float | None = None
    under: float | None = None
    one_of: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        if self.fact not in facts:
            return False
        value = facts[self.fact].value
        if isinstance(value, str):
            return not self.one_of or value in self.one_of
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.under is None or value < self.under)
        )


def least(fact: str, value: float) -> Condition:
    """The fact is a number of at least ``value``."""
    return Condition(fact, at_least=value)


def most(fact: str, value: float) -> Condition:
    """The fact is a number of at most ``value``."""
    return Condition(fact, at_most=value)


def under(fact: str, value: float) -> Condition:
    """The fact is a number smaller than ``value``."""
    return Condition(fact, under=value)


def known(*facts: str) -> tuple[Condition, ...]:
    """The facts are known, whatever they are."""
    return tuple(Condition(fact) for fact in facts)


def collect_facts(
    profile: Profile, language: Language, currency: str, buying: Buying | None = None
) -> dict[str, Fact]:
    """What is known of a segment, by the names that the rules use.

    Of a number ``key`` (typical value), ``key_all`` and ``key_position`` (0..1). Of a category
    ``key`` (its level), ``key_share``, ``key_share_all`` and ``key_lift``: the level that most
    sets the segment apart (category, interests, place) or its commonest (channel, generation,
    size of town), as far as five customers share it; ``marketplace`` is the channel
    where it is one. Shares are of the whole segment and of all
    customers, those without a value among them. ``key_share_known`` is of those with a value,
    ``key_known`` how many of all have one. ``common_key`` and ``rare`` are the commonest category
    or interest, and one that is common among all and hardly found here.

    Consent as ``key_yes`` (of fewer than five: none, in words) and ``key_yes_all``,
    ``both_consents`` how many agreed to both at least; loyalty as ``loyalty_no`` and
    ``loyalty_member``. ``gap`` is the usual number of days between orders, ``lateness`` the days
    of silence in such gaps, ``gap_all`` and ``lateness_all`` by the gaps of all customers;
    ``past_due`` and ``due_in`` are days since and until the next order is due.

    From ``buying``: ``together_first`` and ``together_second``, a product if there is one, and
    how many have the first only; ``favorite`` (the product or category that most sets the segment
    apart), ``common_product``, and ``weekday`` with more of its orders than chance would bring.
    ``season`` are the one to three months beside each other in which most of its orders are, or
    else ``month`` the one with more than chance would bring. These shares are of those whose
    orders name the goods, or have a day.
    """
    facts: dict[str, Fact] = {}
    for trait in profile.numbers:
        if has_value(trait) and not trait.variable.own:
            _add_number(facts, trait, language, currency)
    _add_rhythm(facts, profile, buying, language)
    setting_apart = {key: _strongest(profile, key) for key in _OVER_REPRESENTED}
    commonest = {key: _commonest(profile, key) for key in _COMMONEST}
    for key, level in (setting_apart | commonest).items():
        if level is not None:
            _add_level(facts, key, level, profile, language)
    for key in _BOUGHT:
        level = _commonest(profile, key)
        if level is not None:
            facts[f"common_{key}"] = Fact(level.level, show_level(level, language))
            _add_share(facts, f"common_{key}_share", share_of_group(level, profile), language)
    rare = _rarest(profile)
    if rare is not None:
        _add_level(facts, "rare", rare, profile, language)
    _add_consent(facts, profile, language)
    _add_loyalty(facts, profile, language)
    if buying is not None:
        _add_buying(facts, buying, language, without=rare.level if rare else "")
    _add_unsaid(facts)
    return facts


def _add_share(facts: dict[str, Fact], key: str, value: float, language: Language) -> None:
    facts[key] = Fact(value, language.share(value))


def _add_number(
    facts: dict[str, Fact], trait: NumberTrait, language: Language, currency: str
) -> None:
    key = trait.variable.key
    for name, value in ((key, typical(trait)), (f"{key}_all", typical_of_all(trait))):
        facts[name] = Fact(value, show_value(trait.variable, value, language, currency))
    facts[f"{key}_position"] = Fact(trait.position, "")


def _add_level(
    facts: dict[str, Fact], key: str, level: LevelTrait, profile: Profile, language: Language
) -> None:
    facts[key] = Fact(level.level, show_level(level, language))
    _add_share(facts, f"{key}_share", share_of_group(level, profile), language)
    _add_share(facts, f"{key}_share_all", share_of_all(level), language)
    _add_share(facts, f"{key}_share_known", level.share_in_segment, language)
    _add_share(facts, f"{key}_known", level.variable.coverage, language)
    facts[f"{key}_lift"] = Fact(times_as_common(level), "")
    if key == "channel" and _MARKETPLACE.search(level.level.casefold()):
        facts["marketplace"] = facts[key]


def _tastes(profile: Profile, key: str) -> list[LevelTrait]:
    """The levels of a category or interest; tags for mailings and clubs are no interests."""
    levels = profile.levels_of(key)
    if key != "interests":
        return list(levels)
    return [level for level in levels if not _NO_TASTE.search(level.level.casefold())]


def _strongest(profile: Profile, key: str) -> LevelTrait | None:
    over = [level for level in _shared(profile, key) if level.v_test > 0]
    return max(over, key=lambda level: level.v_test, default=None)


def _commonest(profile: Profile, key: str) -> LevelTrait | None:
    return max(_shared(profile, key), key=lambda level: level.share_in_segment, default=None)


def _shared(profile: Profile, key: str) -> list[LevelTrait]:
    """The levels that so many have that they may be named."""
    return [level for level in _tastes(profile, key) if is_shared(level)]


def _rarest(profile: Profile) -> LevelTrait | None:
    """A category or interest common among all that hardly anybody here has, beyond chance."""
    rare = [
        level
        for key in _BOUGHT
        for level in _tastes(profile, key)
        if level.v_test <= -_CLEARLY
        and level.share_in_segment <= _HARDLY_THERE
        and share_of_all(level) >= _THERE
    ]
    return min(rare, key=lambda level: level.v_test, default=None)


def _add_rhythm(
    facts: dict[str, Fact], profile: Profile, buying: Buying | None, language: Language
) -> None:
    """Adds the gap: the median of the customers' own rhythms, which also say when an order is
    due; where these are not known, the time from first to last orders over the number of gaps."""
    frequency, tenure = profile.number("frequency"), profile.number("tenure_days")
    recency = profile.number("recency_days")
    if (
        frequency is not None
        and tenure is not None
        and recency is not None
        and all(map(has_value, (frequency, tenure, recency)))
    ):
        means = {
            "": (frequency.mean_in_segment, tenure.mean_in_segment, recency.mean_in_segment),
            "_all": (frequency.overall_mean, tenure.overall_mean, recency.overall_mean),
        }
        own = {"": buying.rhythm, "_all": buying.rhythm_all} if buying else {}
        for which, (orders, since_first, since_last) in means.items():
            gaps, days = orders - 1.0, since_first - since_last
            usual = own.get(which) or (days / gaps if gaps >= _FEWEST_GAPS else 0.0)
            if usual >= 1.0:
                gap = round(usual)
                facts[f"gap{which}"] = _days(gap, language)
                facts[f"lateness{which}"] = Fact(recency.median_in_segment / gap, "")
    past_due = facts.get("days_past_due")
    if past_due is not None and not isinstance(past_due.value, str):
        days = round(past_due.value)
        if days:
            facts["past_due" if days > 0 else "due_in"] = _days(abs(days), language)


def _days(days: int, language: Language) -> Fact:
    return Fact(float(days), language.plural("{n} day", "{n} days", days))


def _add_consent(facts: dict[str, Fact], profile: Profile, language: Language) -> None:
    agreed = {key: _agreed(profile, key) for key in ("email_consent", "sms_consent")}
    for key, shares in agreed.items():
        if shares is not None:
            few = 0 < round(shares[0] * profile.customers) < FEWEST_DESCRIBED
            words = language.tr("fewer than five") if few else language.share(shares[0])
            facts[f"{key}_yes"] = Fact(0.0 if few else shares[0], words)
            _add_share(facts, f"{key}_yes_all", shares[1], language)
    email, sms = agreed.values()
    if email is not None and sms is not None:
        # Who agreed to both is not counted; so many must have, whoever they are.
        both = max(email[0] + sms[0] - 1.0, 0.0)
        facts["both_consents"] = Fact(both, language.share(math.floor(100 * both + 1e-9) / 100))


def _agreed(profile: Profile, key: str) -> tuple[float, float] | None:
    """The shares who agreed, of the segment and of all customers; None where nobody was asked."""
    levels = {level.level: level for level in profile.levels_of(key)}
    if YES in levels:
        return share_of_group(levels[YES], profile), share_of_all(levels[YES])
    refused = levels.get(NO)
    if refused is None or not refused.share_in_segment:
        return None
    # Too few of all agreed to be listed as a level: those who answered and did not refuse.
    here = share_of_group(refused, profile) * (1.0 / refused.share_in_segment - 1.0)
    return here, share_of_all(refused) * (1.0 / refused.overall_share - 1.0)


def _add_loyalty(facts: dict[str, Fact], profile: Profile, language: Language) -> None:
    loyalty = profile.levels_of("loyalty")
    members = sum(share_of_group(level, profile) for level in loyalty if level.level != NO)
    if members:
        _add_share(facts, "loyalty_member", members, language)
    for level in loyalty:
        if level.level == NO:
            _add_share(facts, "loyalty_no", share_of_group(level, profile), language)


def _add_buying(facts: dict[str, Fact], buying: Buying, language: Language, without: str) -> None:
    """Adds what the customers buy and when; nothing is named that hardly anybody here buys."""
    # A product can be offered; a category only says where to look.
    for pair in sorted(buying.together, key=lambda one: one.what == "category"):
        if min(pair.buyers, pair.first_only) >= FEWEST_DESCRIBED and without not in (
            pair.first, pair.second,
        ):  # fmt: skip
            facts["together_first"] = Fact(pair.first, cut(pair.first))
            facts["together_second"] = Fact(pair.second, cut(pair.second))
            _add_share(facts, "together_share", pair.share, language)
            facts["together_lift"] = Fact(pair.lift, "")
            open_to = language.plural("{n} customer", "{n} customers", pair.first_only)
            facts["together_open"] = Fact(pair.first_only, open_to)
            break
    listed = buying.products or buying.categories
    bought = [one for one in listed if one.buyers >= FEWEST_DESCRIBED and one.name != without]
    if bought:
        _add_bought(facts, "favorite", max(bought, key=_apart), language)
        _add_bought(facts, "common_product", max(bought, key=lambda one: one.share), language)
    locale = language.locale
    months = [locale.months["stand-alone"]["wide"][number] for number in range(1, 13)]
    weekdays = [locale.days["stand-alone"]["wide"][number] for number in range(7)]
    times = [("weekday", buying.weekdays, buying.weekdays_all, buying.weekday_orders, weekdays)]
    if not _add_season(facts, buying, months, language):
        times.append(("month", buying.months, buying.months_all, buying.month_orders, months))
    for key, here, everywhere, orders, names in times:
        place = busiest(here, everywhere, orders)
        if place is not None:
            facts[key] = Fact(str(place), names[place])
            _add_share(facts, f"{key}_share", here[place], language)
            _add_share(facts, f"{key}_share_all", everywhere[place], language)


def _add_season(
    facts: dict[str, Fact], buying: Buying, names: Sequence[str], language: Language
) -> bool:
    """Adds the season; whether there is one. Who came lately has shown none as yet, and who has
    been away for more than a year has missed it."""
    season = buying.season
    since_first, since_last = facts.get("tenure_days"), facts.get("recency_days")
    if season is None or since_first is None or since_last is None:
        return False
    if float(since_first.value) < _HALF_A_YEAR or float(since_last.value) > _YEAR:
        return False
    first, last = names[season.first], names[season.last]
    facts["season"] = Fact(str(season.first), first if first == last else f"{first}–{last}")
    _add_share(facts, "season_share", season.share, language)
    _add_share(facts, "season_share_all", season.share_all, language)
    facts["season_years"] = Fact(buying.years, language.number(buying.years))
    return True


def _apart(bought: Bought) -> float:
    return bought.share - bought.share_all


def _add_bought(facts: dict[str, Fact], key: str, bought: Bought, language: Language) -> None:
    facts[key] = Fact(bought.name, cut(bought.name))
    _add_share(facts, f"{key}_share", bought.share, language)
    _add_share(facts, f"{key}_share_all", bought.share_all, language)
    lift = bought.share / bought.share_all if bought.share_all > 0 else 0.0
    facts[f"{key}_lift"] = Fact(lift, "")


_SAID_BY = {
    "email_unsaid": ("email_consent_yes",),
    "sms_unsaid": ("sms_consent_yes",),
    "consent_unsaid": ("email_consent_yes", "sms_consent_yes"),
    "products_unsaid": ("common_top_category", "common_interests", "common_product"),
    "time_unsaid": ("recency_days",),
}
"""What the data can leave unsaid, and the facts of which any one says it."""


def _add_unsaid(facts: dict[str, Fact]) -> None:
    for key, said_by in _SAID_BY.items():
        if not any(fact in facts for fact in said_by):
            facts[key] = Fact(1.0, "")

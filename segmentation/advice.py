"""What to do about a segment: the rules whose facts hold, in a language.

The advice goes when the fact goes: nothing is said that the data don't give.
"""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.advice_rules import MOST_OF_TOPIC, RULES, TOPICS, Basis, Rule, Topic
from segmentation.buying import Buying
from segmentation.facts import Fact, collect_facts
from segmentation.language import Language
from segmentation.profiles import Profile
from segmentation.traits import is_described


@dataclass(frozen=True)
class Advice:
    """One line of advice, in a language: what to do, the fact it rests on, and how it is known.

    ``source`` says where such advice comes from.
    """

    topic: Topic
    text: str
    because: str
    basis: Basis
    source: str = ""


def advise(
    profile: Profile, language: Language, currency: str, buying: Buying | None = None
) -> tuple[Advice, ...]:
    """The advice for a segment, by topic in their order; none for a very small segment.

    Every other segment has at least a line on where to reach it, what to offer and when to
    write, be it that the data don't say.
    """
    if not is_described(profile):
        return ()
    facts = collect_facts(profile, language, currency, buying)
    shown = {key: fact.shown for key, fact in facts.items()}
    return tuple(
        Advice(
            rule.topic,
            language.tr(rule.text, **shown),
            language.tr(rule.because, **shown),
            rule.basis,
            language.tr(rule.source),
        )
        for rule in choose_rules(facts)
    )


def choose_rules(facts: dict[str, Fact]) -> tuple[Rule, ...]:
    """The rules a card shows: of those that apply the first of each subject, as many of a topic
    as a card has room for."""
    chosen: list[Rule] = []
    for topic in TOPICS:
        of_topic: dict[str, Rule] = {}
        for rule in RULES:
            if rule.topic == topic and rule.about not in of_topic and rule.applies(facts):
                of_topic[rule.about] = rule
        chosen += list(of_topic.values())[: MOST_OF_TOPIC[topic]]
    return tuple(chosen)

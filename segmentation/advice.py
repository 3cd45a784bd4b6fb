"""What to do about a segment: the rules whose facts hold, in a language.

The advice goes when the fact goes: nothing is said that the data don't give.
"""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.advice_rules import RULES, TOPICS, Basis, Rule, Topic
from segmentation.facts import collect_facts
from segmentation.language import Language
from segmentation.profiles import Profile
from segmentation.traits import is_described

MOST_PER_TOPIC = 2


@dataclass(frozen=True)
class Advice:
    """One line of advice, in a language: what to do and the fact it rests on."""

    topic: Topic
    text: str
    because: str
    basis: Basis


def advise(profile: Profile, language: Language, currency: str) -> tuple[Advice, ...]:
    """The advice for a segment, at most two lines a topic; none for a very small segment."""
    if not is_described(profile):
        return ()
    facts = collect_facts(profile, language, currency)
    shown = {key: fact.shown for key, fact in facts.items()}
    lines: list[Advice] = []
    for topic in TOPICS:
        chosen: dict[str, Rule] = {}
        for rule in RULES:
            if rule.topic == topic and rule.about not in chosen and rule.applies(facts):
                chosen[rule.about] = rule
        lines += [
            Advice(
                topic,
                language.tr(rule.text, **shown),
                language.tr(rule.because, **shown),
                rule.basis,
            )
            for rule in list(chosen.values())[:MOST_PER_TOPIC]
        ]
    return tuple(lines)

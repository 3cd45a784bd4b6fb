"""What a rule of advice is, the topics it may be about and what it may rest on.

A rule applies when all its conditions hold; a fact that the data don't give makes its
conditions fail. ``because`` names the fact with its number. ``calculated`` means the advice
follows from the shop's own numbers; a ``rule_of_thumb`` is common practice that the facts
only suggest; ``unsaid`` says that the data don't tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from segmentation.facts import Condition, Fact
from segmentation.language import mark

Topic = Literal["talk", "where", "offer", "when", "avoid", "first_email", "first_sms"]
Basis = Literal["calculated", "rule_of_thumb", "unsaid"]

TOPICS: dict[Topic, str] = {
    "talk": mark("How to talk"),
    "where": mark("Where"),
    "offer": mark("What to offer"),
    "when": mark("When to write"),
    "avoid": mark("What to avoid"),
    "first_email": mark("First sentence of an e-mail"),
    "first_sms": mark("First sentence of a text message"),
}
MOST_OF_TOPIC: dict[Topic, int] = {
    "talk": 2, "where": 3, "offer": 5, "when": 3, "avoid": 3, "first_email": 1, "first_sms": 1,
}  # fmt: skip
"""How many lines of a topic a card has room for."""

BASES: dict[Basis, str] = {
    "calculated": mark("calculated"),
    "rule_of_thumb": mark("rule of thumb"),
    "unsaid": mark("not in the data"),
}


@dataclass(frozen=True)
class Rule:
    """A row of the table. Of rules with the same ``topic`` and ``about`` the first counts.

    ``text`` and ``because`` are msgids whose places are facts named in ``when``; ``source``, a
    msgid too, says where the advice comes from. ``calls_for`` and ``rules_out`` name what is
    done or left undone by those who follow it: no two lines of a card may contradict each other.
    """

    key: str
    topic: Topic
    about: str
    when: tuple[Condition, ...]
    text: str
    because: str
    basis: Basis
    source: str
    calls_for: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()

    def applies(self, facts: Mapping[str, Fact]) -> bool:
        return all(condition.holds(facts) for condition in self.when)

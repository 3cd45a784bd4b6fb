"""The rules of advice, as data: each with the facts that call for it, and its source.

A topic's rules stand together, the first that applies of each subject counts.
"""

from segmentation.advice_rules.avoid import AVOID
from segmentation.advice_rules.offers import OFFERS
from segmentation.advice_rules.rule import BASES, MOST_OF_TOPIC, TOPICS, Basis, Rule, Topic
from segmentation.advice_rules.samples import SAMPLES
from segmentation.advice_rules.talk import TALK
from segmentation.advice_rules.times import TIMES
from segmentation.advice_rules.where import WHERE

__all__ = ["BASES", "MOST_OF_TOPIC", "RULES", "TOPICS", "Basis", "Rule", "Topic"]

RULES: tuple[Rule, ...] = (*TALK, *WHERE, *OFFERS, *TIMES, *AVOID, *SAMPLES)

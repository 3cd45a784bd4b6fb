"""What a list can be made of, as the visitor has it now: all customers, groups, names of the grid,
own rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pages.shared import asking, compute, guide, session
from pages.shared.naming import name_groups
from segmentation.errors import SegmentationError
from segmentation.exports.picks import Pick, segments_of
from segmentation.language import Language
from segmentation.rfm_words import rfm_names, shown_keys

ALL, GROUPS, GRID, RULES = "all", "groups", "rfm", "rule"


def offered_picks(language: Language) -> tuple[Pick, ...]:
    """Everything that can be put on a list; what holds nobody is left out."""
    everyone = np.ones(len(compute.customers(guide.current_view())), dtype=bool)
    whole = Pick(ALL, language.tr("All customers"), everyone)
    picks = (whole, *_groups(language), *_grid(language), *_rules(language))
    return tuple(pick for pick in picks if pick.mask.any())


def source(pick_id: str) -> str:
    """Where a pick comes from: all customers, groups, the grid, or own rules."""
    return pick_id.split(" ", 1)[0]


def _groups(language: Language) -> Sequence[Pick]:
    try:
        found = compute.groups(guide.current_view(), guide.current_spec())
    except SegmentationError:  # too few customers, say: rules and the grid may do
        return ()
    return segments_of(found.assignment, name_groups(found, language).names, GROUPS)


def _grid(language: Language) -> Sequence[Pick]:
    spec = session.choices().rfm
    try:
        keys = asking.grid_keys(guide.current_view(), spec)
        result = compute.rfm(guide.current_view(), spec).result
    except SegmentationError:
        return ()
    names = rfm_names(spec, language)
    return [Pick(f"{GRID} {key}", names[key], keys == key) for key in shown_keys(result)]


def _rules(language: Language) -> Sequence[Pick]:
    rules = session.own_rules().rules
    found = asking.find(rules, rules, language)
    return [
        Pick(f"{RULES} {rule.rule_id}", rule.name, np.asarray(one.mask), rule.among)
        for rule, one in zip(rules, found, strict=True)
    ]

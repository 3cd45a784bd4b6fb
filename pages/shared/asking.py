"""Own rules asked on every page: with the groups and the grid as the visitor has them now."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.naming import name_groups
from segmentation.errors import SegmentationError
from segmentation.language import Language
from segmentation.rfm_words import rfm_names
from segmentation.rules.evaluation import Found
from segmentation.rules.rule import OwnRule
from segmentation.rules.subjects import (
    Membership,
    Subject,
    group_membership,
    rfm_membership,
    subject_of,
)


def subjects(rules: Iterable[OwnRule], language: Language) -> tuple[Subject, ...]:
    """What rules can ask about; groups and grid have their names where ``rules`` ask for them."""
    base = compute.rule_base(guide.current_view()).subjects
    wanted = _asked_for(rules)
    plain = {"rfm": rfm_membership(()), "group": group_membership(())}
    told = {key: subject_of(one) for key, one in plain.items()}
    return (*base, *(named(one, language) if one.key in wanted else one for one in told.values()))


def named(subject: Subject, language: Language) -> Subject:
    """A membership with its values and their names; other subjects as they are."""
    if subject.about != "membership":
        return subject
    found = _names(subject.key, language)
    return subject_of(found) if found else subject


def find(
    wanted: tuple[OwnRule, ...], kept: tuple[OwnRule, ...], language: Language
) -> tuple[Found, ...]:
    """Whom each of the rules ``wanted`` is for; they may ask for those ``kept``."""
    keys = _asked_for((*wanted, *kept))
    with st.spinner(language.tr("Counting …")):
        belongings = [one for key in sorted(keys) if (one := _belonging(key, language))]
        return compute.asked(guide.current_view(), wanted, kept, tuple(belongings))


def _asked_for(rules: Iterable[OwnRule]) -> set[str]:
    return {c.key for rule in rules for c in rule.conditions if c.about == "membership"}


def _belonging(key: str, language: Language) -> compute.Belonging | None:
    """None where there are no groups, no grid: rules that ask for them are for nobody then."""
    view = guide.current_view()
    try:
        if key == "rfm":
            compute.rfm(view, session.choices().rfm)
            return compute.Belonging(grid=session.choices().rfm)
        spec = guide.current_spec()
        colors = name_groups(compute.groups(view, spec), language).colors
        return compute.Belonging(spec=spec, colors=colors)
    except SegmentationError:
        return None


def _names(key: str, language: Language) -> Membership | None:
    view = guide.current_view()
    try:
        if key == "rfm":
            keys = compute.rfm(view, session.choices().rfm).result.keys
            return rfm_membership(keys, rfm_names(session.choices().rfm, language))
        groups = name_groups(compute.groups(view, guide.current_spec()), language)
    except SegmentationError:
        return None
    slots = [str(color) for color in groups.colors]
    return group_membership(slots, dict(zip(slots, groups.names, strict=True)))

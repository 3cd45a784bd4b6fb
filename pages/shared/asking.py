"""Own rules asked on every page: with the groups and the grid as the visitor has them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from pages.shared import compute, guide, session
from pages.shared.naming import name_groups
from segmentation.counting import View
from segmentation.customers import observation_end
from segmentation.errors import SegmentationError
from segmentation.language import Language
from segmentation.rfm_words import rfm_names
from segmentation.rules.evaluation import Found, RuleBase, asks_for_purchases, find_customers
from segmentation.rules.purchases import Purchases, gather_purchases, purchase_subjects
from segmentation.rules.rule import Among, OwnRule
from segmentation.rules.sizes import Size, size_of
from segmentation.rules.subjects import (
    Membership,
    Subject,
    group_membership,
    list_subjects,
    rfm_membership,
    rule_subject,
    subject_of,
)
from segmentation.segments.clusters import ClusterSpec
from segmentation.segments.rfm import RfmSpec
from segmentation.variables import list_variables


def rule_base(view: View, among: Among = "customers") -> RuleBase:
    """What own rules can ask about, as yet without purchases."""
    return _rule_base(compute.shop().fingerprint(), view, among)


@compute.cached(4)
def _rule_base(fingerprint: str, view: View, among: Among) -> RuleBase:
    # The same day, known already where there are orders.
    day = view.as_of or compute.totals(view).last_order or observation_end(compute.shop(), view)
    if among == "prospects":
        people = compute.prospects(view)
        return RuleBase(people, list_subjects(people, list_variables(people)), day, among=among)
    frame, known = compute.customers(view), compute.variables(view)
    return RuleBase(frame, list_subjects(frame, known, purchase_subjects(compute.shop())), day)


def has_prospects(view: View) -> bool:
    """Whether there are people on lists who have no order."""
    return compute.listed(view).without_orders > 0


def size(found: Found, among: Among) -> Size:
    """How many a rule is for: of all customers, or of everybody on the lists."""
    view = guide.current_view()
    everybody = compute.listed(view).people if among == "prospects" else None
    return size_of(found.mask, rule_base(view, among).customers, everybody)


def purchases(view: View) -> Purchases:
    """Who bought what and when; takes a moment in a shop with many order lines."""
    return _purchases(compute.shop().fingerprint(), view)


@compute.cached(1)
def _purchases(fingerprint: str, view: View) -> Purchases:
    return gather_purchases(compute.shop(), compute.customers(view), view)


@dataclass(frozen=True)
class _Belonging:
    """What else customers are one of, for rules to ask: the ``grid`` of when and how often, or the
    groups of ``spec``, each known by the color that follows its people."""

    grid: RfmSpec | None = None
    spec: ClusterSpec | None = None
    colors: tuple[int, ...] = ()


@compute.cached(30)
def _asked(
    fingerprint: str,
    view: View,
    wanted: tuple[OwnRule, ...],
    kept: tuple[OwnRule, ...],
    belongings: tuple[_Belonging, ...],
    among: Among,
) -> tuple[Found, ...]:
    base = _rule_base(fingerprint, view, among)
    if among == "prospects":
        return find_customers(base, wanted, kept)
    if asks_for_purchases((*wanted, *kept)):
        base = replace(base, purchases=_purchases(fingerprint, view))
    memberships = tuple(_membership(view, one) for one in belongings)
    offered = (*base.subjects, *(subject_of(one) for one in memberships))
    return find_customers(replace(base, subjects=offered, memberships=memberships), wanted, kept)


def grid_keys(view: View, spec: RfmSpec) -> npt.NDArray[np.object_]:
    """The name on the grid of every customer (n,), None of those without orders in its period.

    Raises SegmentationError as compute.rfm does.
    """
    found = compute.rfm(view, spec)
    keys = np.array(found.result.keys, dtype=object)[found.result.assignment.labels]
    inside = pd.Series(keys, index=compute.customers(found.view)["customer"], dtype=object)
    of_all = inside.reindex(compute.customers(view)["customer"])
    return of_all.where(of_all.notna(), None).to_numpy(dtype=object)


def _membership(view: View, belonging: _Belonging) -> Membership:
    if belonging.grid is not None:
        return rfm_membership(grid_keys(view, belonging.grid).tolist())
    assert belonging.spec is not None
    labels = compute.groups(view, belonging.spec).assignment.labels
    return group_membership([str(belonging.colors[label]) for label in labels])


def subjects(
    rules: Iterable[OwnRule], language: Language, among: Among = "customers"
) -> tuple[Subject, ...]:
    """What rules can ask about; groups and grid have their names where ``rules`` ask for them."""
    others = rule_subject(rule for rule in session.own_rules() if rule.among == among)
    known = rule_base(guide.current_view(), among).subjects
    base = tuple(others if one.kind == "rule" else one for one in known)
    if among == "prospects":
        return base
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
    keys, found = _asked_for((*wanted, *kept)), dict[str, Found]()
    with st.spinner(language.tr("Counting …")):
        belongings = tuple(one for key in sorted(keys) if (one := _belonging(key, language)))
        for among in dict.fromkeys(rule.among for rule in wanted):
            asked = tuple(rule for rule in wanted if rule.among == among)
            answers = _asked(
                compute.shop().fingerprint(), guide.current_view(), asked, kept, belongings, among
            )
            found |= {rule.rule_id: one for rule, one in zip(asked, answers, strict=True)}
    return tuple(found[rule.rule_id] for rule in wanted)


def _asked_for(rules: Iterable[OwnRule]) -> set[str]:
    return {c.key for rule in rules for c in rule.conditions if c.about == "membership"}


def _belonging(key: str, language: Language) -> _Belonging | None:
    """None where there are no groups, no grid: rules that ask for them are for nobody then."""
    view = guide.current_view()
    try:
        if key == "rfm":
            compute.rfm(view, session.choices().rfm)
            return _Belonging(grid=session.choices().rfm)
        spec = guide.current_spec()
        colors = name_groups(compute.groups(view, spec), language).colors
        return _Belonging(spec=spec, colors=colors)
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

"""Whole sentences about groups, built so that each language can say them rightly."""

from __future__ import annotations

from collections.abc import Sequence

from segmentation.changes import Moved
from segmentation.features import WEIGHTS
from segmentation.language import Language
from segmentation.profiles import Profile
from segmentation.segments.clusters import K_MEANS, ClusterSpec
from segmentation.variables import Variable, variable_label


def headline(profiles: Sequence[Profile], names: Sequence[str], language: Language) -> str:
    """The shop in one sentence: the group that brings most beyond its size."""
    with_revenue = any(profile.revenue > 0 for profile in profiles)
    pairs = list(zip(profiles, names, strict=True))
    if not with_revenue:
        profile, name = max(pairs, key=lambda pair: pair[0].customers)
        return language.tr(
            "“{name}” is your largest group: {customers} of all customers.",
            name=name,
            customers=language.share(profile.share_of_customers),
        )
    profile, name = max(
        pairs, key=lambda pair: pair[0].share_of_revenue - pair[0].share_of_customers
    )
    return language.tr(
        "“{name}”: {customers} of your customers, {revenue} of your revenue.",
        name=name,
        customers=language.share(profile.share_of_customers),
        revenue=language.share(profile.share_of_revenue),
    )


def moved_sentences(
    moved: Moved, before: Sequence[str], after: Sequence[str], language: Language
) -> tuple[str, ...]:
    """What changed, in one to three sentences: who moved, which groups are gone, which are new.

    ``before`` and ``after`` are the names of the groups by label.
    """
    said = [_who_moved(moved, before, after, language)]
    if moved.gone:
        names = language.listing(_quoted(before[label], language) for label in moved.gone)
        said.append(language.tr("No longer there: {names}.", names=names))
    if moved.appeared:
        names = language.listing(_quoted(after[label], language) for label in moved.appeared)
        said.append(language.tr("New: {names}.", names=names))
    return tuple(said)


def _quoted(name: str, language: Language) -> str:
    return language.tr("“{name}”", name=name)


def _who_moved(
    moved: Moved, before: Sequence[str], after: Sequence[str], language: Language
) -> str:
    if not moved.moved:
        return language.tr("Nobody moved.")
    largest = moved.flows[0]
    old, new = before[largest.before], after[largest.after]
    if old == new or 2 * largest.customers <= moved.moved:
        return language.plural(
            "{n} customer moved to another group.",
            "{n} customers moved to other groups.",
            moved.moved,
        )
    if largest.customers == moved.moved:
        return language.plural(
            "{n} customer moved from “{before}” to “{after}”.",
            "{n} customers moved from “{before}” to “{after}”.",
            moved.moved,
            before=old,
            after=new,
        )
    return language.plural(
        "{n} customer moved, mostly from “{before}” to “{after}”.",
        "{n} customers moved, mostly from “{before}” to “{after}”.",
        moved.moved,
        before=old,
        after=new,
    )


def setting_words(spec: ClusterSpec, variables: Sequence[Variable], language: Language) -> str:
    """A setting in plain words: 5 groups by total spend, number of orders, age (counts more)."""
    by_key = {variable.key: variable for variable in variables}
    weights = dict(spec.weights)
    parts = [
        _weighed(_in_a_sentence(by_key[key], language), weights.get(key, 1.0), language)
        for key in spec.variables
        if key in by_key
    ]
    by = ", ".join(parts)
    if spec.groups:
        words = language.plural("{n} group by {by}", "{n} groups by {by}", spec.groups, by=by)
    else:
        words = language.tr("As many groups as suit the data, by {by}", by=by)
    more = []
    if spec.smallest:
        more.append(
            language.plural(
                "at least {n} customer in each", "at least {n} customers in each", spec.smallest
            )
        )
    if spec.method == K_MEANS:
        more.append(language.tr("method: k-means"))
    return "; ".join([words, *more])


def _in_a_sentence(variable: Variable, language: Language) -> str:
    """A label with a small letter, unless it is the owner's or begins with an abbreviation."""
    label = variable_label(variable, language)
    own = variable.own or label[1:2].isupper()
    return label if own else label[:1].lower() + label[1:]


def _weighed(label: str, weight: float, language: Language) -> str:
    if weight == WEIGHTS["normal"]:
        return label
    if weight > WEIGHTS["normal"]:
        return language.tr("{label} (counts more)", label=label)
    return language.tr("{label} (counts less)", label=label)

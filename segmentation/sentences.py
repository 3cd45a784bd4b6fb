"""Whole sentences about groups, built so that each language can say them rightly."""

from __future__ import annotations

from collections.abc import Sequence

from segmentation.language import Language
from segmentation.profiles import Profile


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

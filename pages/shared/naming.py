"""What groups are called and their colors on every page, remembered as the owner saw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared import compute, session
from segmentation.following import NameKey, Remembered, follow
from segmentation.language import Language
from segmentation.naming import name_segments


@dataclass(frozen=True)
class NamedGroups:
    """Names and color slots in display order; ``given`` and ``earlier`` go by segment id."""

    names: tuple[str, ...]
    colors: tuple[int, ...]
    given: Mapping[str, str]
    earlier: Mapping[str, NameKey]


def name_groups(found: compute.Groups, language: Language) -> NamedGroups:
    """Names and colors of the groups on screen, which are remembered from now on."""
    before = session.remembered()
    named, now = _name(found, language, before)
    session.remember(now)
    return named


def name_aside(found: compute.Groups, language: Language) -> NamedGroups:
    """Names and colors of other groups beside those on screen; nothing is remembered."""
    return _name(found, language, session.remembered())[0]


def rename(found: compute.Groups, segment_id: str, name: str) -> None:
    """Give a group the owner's name; an empty one takes it back."""
    now = follow(found.hashes, found.assignment, session.remembered())
    session.remember(now.renamed(segment_id, name))


def _name(
    found: compute.Groups, language: Language, before: Remembered
) -> tuple[NamedGroups, Remembered]:
    now = follow(found.hashes, found.assignment, before)
    names = name_segments(found.profiles, language, now.given, now.earlier)
    named = NamedGroups(tuple(one.text for one in names), now.colors, now.given, now.earlier)
    return named, now.named([one.key for one in names])

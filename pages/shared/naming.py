"""Names and colors of groups and what the owner wrote, remembered as the owner saw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared import compute, session
from segmentation.edits import PersonaEdits
from segmentation.following import NameKey, Remembered, follow
from segmentation.language import Language
from segmentation.naming import name_segments
from segmentation.portraits import choose_portraits


@dataclass(frozen=True)
class NamedGroups:
    """Names and color slots in display order; all else goes by segment id."""

    names: tuple[str, ...]
    colors: tuple[int, ...]
    given: Mapping[str, str]
    earlier: Mapping[str, NameKey]
    edits: Mapping[str, PersonaEdits]

    @property
    def portraits(self) -> dict[str, str]:
        """The portraits that the owner chose."""
        return {one: edits.portrait for one, edits in self.edits.items() if edits.portrait}


def name_groups(found: compute.Groups, language: Language) -> NamedGroups:
    """Names and colors of the groups on screen, which are remembered from now on."""
    before = session.remembered()
    named, now = _name(found, language, before)
    session.remember(now)
    return named


def name_aside(found: compute.Groups, language: Language) -> NamedGroups:
    """Names and colors of other groups beside those on screen; nothing is remembered."""
    return _name(found, language, session.remembered())[0]


def edit(found: compute.Groups, segment_id: str, name: str, edits: PersonaEdits) -> None:
    """Keep the owner's name for a group, empty for the suggested one, and what was written."""
    now = follow(found.hashes, found.assignment, session.remembered())
    session.remember(now.renamed(segment_id, name).edited(segment_id, edits))


def suggested_name(found: compute.Groups, segment_id: str, language: Language) -> str:
    """What a group is called as long as the owner does not name it."""
    now = session.remembered()
    given = {one: name for one, name in now.given.items() if one != segment_id}
    names = name_segments(found.profiles, language, given, now.earlier)
    ids = [profile.segment_id for profile in found.profiles]
    return names[ids.index(segment_id)].text


def suggested_portrait(found: compute.Groups, segment_id: str) -> str:
    """The key of the portrait that a group has as long as the owner chooses none."""
    now = session.remembered()
    chosen = {one: edits.portrait for one, edits in now.edits.items() if one != segment_id}
    portraits = choose_portraits(found.profiles, now.colors, chosen)
    ids = [profile.segment_id for profile in found.profiles]
    return portraits[ids.index(segment_id)].key


def _name(
    found: compute.Groups, language: Language, before: Remembered
) -> tuple[NamedGroups, Remembered]:
    now = follow(found.hashes, found.assignment, before)
    names = name_segments(found.profiles, language, now.given, now.earlier)
    texts = tuple(one.text for one in names)
    named = NamedGroups(texts, now.colors, now.given, now.earlier, now.edits)
    return named, now.named([one.key for one in names])

"""A visitor's choices: one frozen dataclass, kept with the shop, and the language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from pages.shared import compute
from segmentation.data_state.findings import STALE_MONTHS
from segmentation.language import CODES, Language, closest_language
from segmentation.saved import dump, load
from segmentation.segments.clusters import MIXTURE

LANGUAGE_CONTROL = "language control"
_LANGUAGE_KEY = "language"
_CHOICES_KEY = "choices"
_ADDRESS = "lang"


@dataclass(frozen=True)
class GivenName:
    """The owner's name for a group, valid for the very grouping it was given in."""

    grouping: str
    segment_id: str
    name: str


@dataclass(frozen=True)
class Choices:
    """All choices; empty ``variables`` means the sensible ones for the data."""

    variables: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = MIXTURE
    smallest: int | None = None
    unpaid: bool = True
    names: tuple[GivenName, ...] = ()
    stale_months: int = STALE_MONTHS


def language() -> Language:
    """The language chosen, that of the address, or the browser's; kept in the address."""
    if _LANGUAGE_KEY not in st.session_state:
        asked = st.query_params.get(_ADDRESS, "")
        known = asked if asked in CODES else closest_language(st.context.locale).code
        st.session_state[_LANGUAGE_KEY] = known
    chosen = Language(st.session_state[_LANGUAGE_KEY])
    if st.query_params.get(_ADDRESS) != chosen.code:
        st.query_params[_ADDRESS] = chosen.code
    return chosen


def speak() -> None:
    """Take the language from its control, whose own value is lost when a button changes pages."""
    st.session_state[_LANGUAGE_KEY] = st.session_state[LANGUAGE_CONTROL]


def dark() -> bool:
    """Whether the page is drawn on a dark ground."""
    return st.context.theme.type == "dark"


def choices() -> Choices:
    """The choices kept with the shop, the same in every tab that shows it."""
    kept = compute.shop().choice(_CHOICES_KEY)
    return load(Choices, kept) if kept else Choices()


def choose(**changes: Any) -> None:
    """Change some of the choices and keep them with the shop."""
    changed = replace(choices(), **changes)
    compute.shop().save_choice(_CHOICES_KEY, dump(changed) or "{}")


def given_names(grouping: str) -> dict[str, str]:
    """The owner's names for the groups of ``grouping``, by segment id."""
    return {given.segment_id: given.name for given in choices().names if given.grouping == grouping}


def rename(grouping: str, segment_id: str, name: str) -> None:
    """Give a group the owner's name; an empty one takes it back."""
    others = tuple(
        given
        for given in choices().names
        if (given.grouping, given.segment_id) != (grouping, segment_id)
    )
    own = (GivenName(grouping, segment_id, name.strip()),) if name.strip() else ()
    choose(names=others + own)

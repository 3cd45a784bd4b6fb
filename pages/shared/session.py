"""A visitor's choices: one frozen dataclass, kept with the shop, and the language."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

import streamlit as st

from pages.shared import compute
from segmentation.data_state.findings import STALE_MONTHS
from segmentation.following import REMEMBERED, Remembered
from segmentation.language import CODES, Language, closest_language
from segmentation.rules.rule import KEPT, KeptRules, read_rules, write_rules
from segmentation.saved import dump, load
from segmentation.segments.clusters import MIXTURE
from segmentation.segments.rfm import RfmSpec

LANGUAGE_CONTROL = "language control"
_LANGUAGE_KEY = "language"
_CHOICES_KEY = "choices"
_CHANGED_KEY = "setting changed"
_UNDONE_KEY = "settings undone"
_ADDRESS = "lang"


MOST_SETTINGS = 10


@dataclass(frozen=True)
class Setting:
    """What to group by and how, as chosen; empty ``variables`` means the sensible ones."""

    variables: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = MIXTURE
    smallest: int | None = None


_SETTING = tuple(one.name for one in fields(Setting))


@dataclass(frozen=True)
class Choices:
    """All choices: those of :class:`Setting`, and how the data are counted and judged.

    ``history`` are the settings before, the latest last.
    """

    variables: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = MIXTURE
    smallest: int | None = None
    unpaid: bool = True
    stale_months: int = STALE_MONTHS
    rfm: RfmSpec = field(default_factory=RfmSpec)
    history: tuple[Setting, ...] = ()


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
    """Change some of the choices and keep them with the shop, the setting before in the history."""
    before = choices()
    changed = replace(before, **changes)
    earlier, now = _setting(before), _setting(changed)
    if now != earlier and "history" not in changes:
        others = [one for one in before.history if one not in (now, earlier)]
        changed = replace(changed, history=(*others, earlier)[-MOST_SETTINGS:])
        st.session_state[_CHANGED_KEY] = True
    compute.shop().save_choice(_CHOICES_KEY, dump(changed) or "{}")


def _setting(of: Choices) -> Setting:
    return Setting(**{name: getattr(of, name) for name in _SETTING})


def setting() -> Setting:
    """The setting now."""
    return _setting(choices())


def history() -> tuple[Setting, ...]:
    """The settings before this one, the latest last."""
    return choices().history


def changed_here() -> bool:
    """Whether this visit changed the setting; what changed is news then."""
    return bool(st.session_state.get(_CHANGED_KEY))


def undo() -> None:
    """Go back to the setting before."""
    if earlier := history():
        _take(earlier[-1], history=earlier[:-1])
        st.session_state[_CHANGED_KEY] = False


def use_setting(wanted: Setting) -> None:
    """Take an earlier setting again; the one now goes into the history."""
    _take(wanted)


def _take(wanted: Setting, **more: Any) -> None:
    choose(**{name: getattr(wanted, name) for name in _SETTING}, **more)
    st.session_state[_UNDONE_KEY] = undone() + 1


def undone() -> int:
    """How often a setting was taken again: part of the keys of widgets, which then start anew."""
    return int(st.session_state.get(_UNDONE_KEY, 0))


def remembered() -> Remembered:
    """The groups that the owner has seen and named."""
    kept = compute.shop().choice(REMEMBERED)
    return load(Remembered, kept) if kept else Remembered()


def remember(groups: Remembered) -> None:
    """Keep the groups that the owner sees with the shop."""
    if groups != remembered():
        compute.shop().save_choice(REMEMBERED, dump(groups) or "{}")


def own_rules() -> KeptRules:
    """The owner's rules, the same in every tab that shows the shop."""
    return read_rules(compute.shop().choice(KEPT))


def keep_rules(rules: KeptRules) -> None:
    """Keep the owner's rules with the shop."""
    if rules != own_rules():
        compute.shop().save_choice(KEPT, write_rules(rules))

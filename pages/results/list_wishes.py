"""Who is on a list and what it is for: the controls, and what was chosen last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.results.list_gate import OPEN, Gate
from pages.shared import compute, guide
from pages.shared.fields import handed_fields
from pages.shared.handover import LIST_PICKS
from pages.shared.picking import ALL, GRID, GROUPS, RULES, offered_picks, source
from segmentation.exports.audience import Channel
from segmentation.exports.picks import Pick, Picked, of_everybody, together, where_all_meet
from segmentation.language import Language, mark

_CHANNELS: dict[Channel, str] = {
    "own": mark("My own use"),
    "email": mark("E-mails"),
    "sms": mark("Text messages"),
    "ads": mark("Ads"),
}
_SOURCES = {
    GROUPS: mark("Group: {name}"),
    GRID: mark("When and how often: {name}"),
    RULES: mark("My rule: {name}"),
}
# What was chosen here outlives a visit to another page or language.
_LAST = "last list"


@dataclass(frozen=True, eq=False)
class Who:
    """Who is chosen: the picks together or where they ``meet``, all segments with their names.

    Of all customers, or ``with_prospects`` of everybody.
    """

    chosen: tuple[str, ...]
    meet: bool
    picked: Picked
    names: tuple[str, ...]
    with_prospects: bool = False

    @property
    def key(self) -> str:
        """A text that changes whenever other people may be meant."""
        return "|".join((*_grouping(), *self.chosen, str(self.meet)))


@dataclass(frozen=True)
class Wish:
    """What was chosen last. ``offered`` are the groups then: other groups are all chosen anew."""

    offered: tuple[str, ...] = ()
    chosen: tuple[str, ...] | None = None
    meet: bool = False
    channel: Channel = "own"
    gate: Gate = OPEN


def last_wish() -> Wish:
    """What was chosen on the last visit to this page."""
    wish: Wish = st.session_state.get(_LAST, Wish())
    return wish


def keep(who: Who, channel: Channel, gate: Gate) -> None:
    """Remember the choice for the next visit."""
    st.session_state[_LAST] = Wish(_grouping(), who.chosen, who.meet, channel, gate)


def _grouping() -> tuple[str, ...]:
    """What changes whenever the groups do."""
    return (compute.shop().fingerprint(), repr(guide.current_view()), repr(guide.current_spec()))


def draw_who(before: Wish, language: Language) -> Who:
    """Draw the choice of groups, names and rules."""
    tr = language.tr
    offered = (*offered_picks(language), *handed_fields(language))
    picks = {pick.pick_id: pick for pick in offered}
    groups = [pick_id for pick_id in picks if source(pick_id) == GROUPS]
    same = before.chosen is not None and before.offered == _grouping()
    wanted: Sequence[str] = (before.chosen or ()) if same else groups or [ALL]
    wanted = [pick_id for pick_id in st.session_state.pop(LIST_PICKS, wanted) if pick_id in picks]
    key = f"who {'|'.join(_grouping())} {language.code}"
    chosen = tuple(
        st.multiselect(
            tr("Who"), list(picks), default=wanted,
            format_func=lambda pick_id: _shown(picks[pick_id], language),
            placeholder=tr("Choose groups"), select_all=False, key=key,
        )
    )  # fmt: skip
    meet = False
    if len(chosen) > 1:
        meet = bool(
            st.segmented_control(
                tr("How they go together"), [False, True], default=before.meet, required=True,
                format_func=lambda one: tr("Only those in all of them") if one
                else tr("Everybody in any of them"),
                label_visibility="collapsed", key=f"meet {language.code}",
            )
        )  # fmt: skip
    put = where_all_meet if meet else together
    view, wished = guide.current_view(), tuple(picks[pick_id] for pick_id in chosen)
    with_prospects = any(pick.among == "prospects" for pick in wished)
    if with_prospects:
        wished = of_everybody(wished, compute.are_customers(view))
    people = compute.everybody(view) if with_prospects else compute.customers(view)
    picked = put(wished, len(people))
    names = tuple(name or tr("All others") for name in picked.names)
    return Who(chosen, meet, picked, names, with_prospects)


def _shown(pick: Pick, language: Language) -> str:
    told = _SOURCES.get(source(pick.pick_id))
    return language.tr(told, name=pick.name) if told else pick.name


def draw_purpose(before: Wish, language: Language) -> Channel:
    """Draw what the list is for."""
    channels = list(_CHANNELS)
    found: Channel = st.radio(
        language.tr("What is it for"), channels, index=channels.index(before.channel),
        format_func=lambda one: language.tr(_CHANNELS[one]), horizontal=True,
        key=f"channel {language.code}",
    )  # fmt: skip
    return found

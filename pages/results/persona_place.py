"""Where on the personas page the visitor is: kept in its address, for reloads and bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

_ONE = "persona"
_PAIR = "compare"
_BETWEEN = "-"


@dataclass(frozen=True)
class Place:
    """All personas, or ``one`` of them, or a ``pair`` side by side; by segment id."""

    one: str = ""
    pair: tuple[str, str] | None = None


def place(segment_ids: Sequence[str]) -> Place:
    """The place that the address says; what is not there any more is all personas."""
    one = st.query_params.get(_ONE, "")
    if one in segment_ids:
        return Place(one=one)
    first, _, second = st.query_params.get(_PAIR, "").partition(_BETWEEN)
    if first in segment_ids and second in segment_ids:
        return Place(pair=(first, second))
    return Place()


def show_all() -> None:
    """Go to all personas."""
    _go({})


def show_one(segment_id: str) -> None:
    """Go to one persona."""
    _go({_ONE: segment_id})


def show_pair(first: str, second: str) -> None:
    """Go to two personas side by side."""
    _go({_PAIR: f"{first}{_BETWEEN}{second}"})


def _go(wanted: dict[str, str]) -> None:
    # In one step: each change of the address is a step of the browser's way back.
    others = {key: st.query_params[key] for key in st.query_params if key not in (_ONE, _PAIR)}
    st.query_params.from_dict(others | wanted)


def start_at_top(where: Place) -> None:
    """Scroll up when the place is a new one: the button pressed may have been far down."""
    number = "".join(sign for sign in f"{where.one} {where.pair}" if sign.isdecimal())
    st.html(
        f"<script>/*{number}*/document.querySelector('[data-testid=stMain]').scrollTo(0,0)</script>",
        unsafe_allow_javascript=True,
    )

"""Who of those chosen may be written to: consent, people to leave out, a share held back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from pages.results.list_left_out import draw_files_left_out, draw_left_out
from segmentation.exports.audience import AudienceSpec, Channel
from segmentation.exports.contacts import Contacts
from segmentation.exports.lists import Consent
from segmentation.exports.suppression import NOBODY, Suppression
from segmentation.language import Language, mark

_ASKED: dict[Channel, tuple[Consent, ...]] = {"email": ("email",), "sms": ("sms",),
                                              "ads": ("email", "sms"), "own": ()}  # fmt: skip
_CONFIRM: dict[Consent, str] = {
    "email": mark("Everybody chosen here has agreed to e-mails, and I can show it"),
    "sms": mark("Everybody chosen here has agreed to text messages, and I can show it"),
}
_UNTOLD = mark("Nobody in your files agreed to this. Without it nobody is on the list.")
_MOST_HELD_OUT = 30


@dataclass(frozen=True)
class Gate:
    """The gate as chosen; the hold-out goes into a column or a list of its own.

    ``confirmed`` holds for the people it was said of (``confirmed_of``) and for nobody else.
    """

    channel: Channel = "own"
    confirmed: frozenset[Consent] = frozenset()
    confirmed_of: str = ""
    hold_out: float = 0.0
    as_column: bool = False

    def for_segments(self, segments: tuple[str, ...]) -> AudienceSpec:
        """What is asked of these segments; the owner's own use asks nothing."""
        if self.channel == "own":
            return AudienceSpec(segments, "own")
        return AudienceSpec(segments, self.channel, self.confirmed, self.hold_out)


OPEN = Gate()
"""The gate before anything is chosen."""


def draw_gate(
    channel: Channel, people: str, contacts: Contacts, before: Gate, language: Language
) -> tuple[Gate, Suppression | None]:
    """Draw the controls; closed unless somebody agreed. ``people`` changes with who is chosen.

    Whom to leave out is None as long as a file that tells it cannot be read: then no list goes.
    """
    tr = language.tr
    if channel == "own":
        return replace(before, channel=channel), NOBODY
    people = f"{channel} {people}"
    gate = Gate(channel, confirmed_of=people)
    earlier = before.confirmed if before.confirmed_of == people else frozenset()
    untold = [one for one in _ASKED[channel] if one not in contacts.given]
    if len(untold) == len(_ASKED[channel]):
        st.warning(tr(_UNTOLD), icon=":material/info:")
        ticked = {
            one
            for one in untold
            if st.checkbox(
                tr(_CONFIRM[one]), value=one in earlier,
                key=f"confirm {one} {people} {language.code}",
            )
        }  # fmt: skip
        gate = replace(gate, confirmed=frozenset(ticked))
    with st.expander(tr("Leave out, hold back"), icon=":material/tune:"):
        draw_files_left_out(contacts, language)
        share = st.slider(
            tr("Hold back a random share, to see what the mailing brings"), 0, _MOST_HELD_OUT,
            round(before.hold_out * 100), format="%d%%", key=f"hold-out {language.code}",
        )  # fmt: skip
        column = False
        if share and channel == "email":
            column = st.checkbox(
                tr("In the same file, with a column that tells"), value=before.as_column,
                key=f"hold-out column {language.code}",
            )  # fmt: skip
    return replace(gate, hold_out=share / 100, as_column=column), draw_left_out(language)

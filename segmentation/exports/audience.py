"""Who may be on a list for a channel: consent, those to leave out, usable addresses, hold-out.

The gate is closed unless somebody agreed. An address leaves only with the consent of its own
channel: a phone number is not in a file for e-mails unless its owner agreed to text messages.
A refusal holds for the address, whoever of those who share it gave it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.exports.contacts import Contacts
from segmentation.exports.hold_out import hold_out
from segmentation.exports.lists import (
    CONSENT_COLUMN,
    Consent,
    best_first,
    consent_answers,
    in_segments,
)
from segmentation.exports.suppression import NOBODY, Suppression
from segmentation.segments.assignment import Assignment

Channel = Literal["own", "email", "sms", "ads"]
"""What a list is for. ``own`` is the owner's own use: everyone, whatever they answered. For
``ads`` one of the two consents is enough, and only its own address leaves."""

HELD_OUT = "held_out"
Mask = npt.NDArray[np.bool_]
_ADDRESSES: dict[Channel, tuple[Consent, ...]] = {
    "own": (),
    "email": ("email",),
    "sms": ("sms",),
    "ads": ("email", "sms"),
}
_COLUMN: dict[Consent, str] = {"email": "email", "sms": "phone"}


@dataclass(frozen=True)
class AudienceSpec:
    """Ids of segments, what for, and how large a share (a fraction of 1) to hold out.

    ``confirmed`` are the consents that the owner said everybody gave. That is taken only where
    the files tell of nobody who gave them, and not of those who said no there; on the list it is
    then a yes without day or source.
    """

    segments: tuple[str, ...]
    channel: Channel
    confirmed: frozenset[Consent] = frozenset()
    hold_out: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class AudienceCounts:
    """Where the customers of the chosen segments went; every one is counted once.

    ``in_segments = refused + no_answer + with_consent``,
    ``with_consent = suppressed + after_suppression`` and
    ``after_suppression = without_address + bad_address + repeated + held_out + listed``.
    ``withheld`` are addresses of those listed that stay behind for want of their own consent,
    ``shared`` phone numbers that an earlier one on the list has already.
    """

    in_segments: int
    refused: int
    no_answer: int
    suppressed: int
    without_address: int
    bad_address: int
    repeated: int
    held_out: int
    listed: int
    withheld: int
    shared: int
    confirmed: bool

    @property
    def with_consent(self) -> int:
        return self.in_segments - self.refused - self.no_answer

    @property
    def after_suppression(self) -> int:
        return self.with_consent - self.suppressed


@dataclass(frozen=True, eq=False)
class Audience:
    """Those who passed, by segment and from the highest spend down.

    ``table`` has the columns of the contacts, before them ``segment_id`` and ``segment``, and
    ``held_out`` (bool). Addresses that must not leave are None; for the owner's own use those
    that are not usable are as the files have them. ``segments`` are the names of the chosen
    segments. ``key`` differs wherever ``table`` or ``segments`` do, for the same contacts.
    """

    table: pd.DataFrame
    channel: Channel
    counts: AudienceCounts
    segments: tuple[str, ...]
    key: str


def build_audience(
    contacts: Contacts,
    assignment: Assignment,
    names: Sequence[str],
    spec: AudienceSpec,
    suppression: Suppression = NOBODY,
) -> Audience:
    """The audience of ``spec``; ``names`` are those of all segments in display order.

    Raises ValueError where a consent is confirmed that the files themselves tell.
    """
    table = contacts.table
    if len(assignment.labels) != len(table):
        raise ValueError("the assignment is of other customers")
    if told := spec.confirmed & contacts.given:
        raise ValueError(f"the files say who agreed: {sorted(told)}")
    chosen = in_segments(assignment, spec.segments)
    consents = {consent: _consent(contacts, consent, spec) for consent in _COLUMN}
    agreed, refused = _gate(consents, spec.channel, len(table))
    passed = chosen & agreed
    stopped = passed & suppression.matches(contacts)
    left = passed & ~stopped
    usable = {
        consent: table[column].notna().to_numpy(dtype=bool)
        & (consents[consent].agreed | (spec.channel == "own"))
        for consent, column in _COLUMN.items()
    }
    reachable, bad = _reachable(contacts, consents, usable, spec.channel)
    order = best_first(table, assignment)
    repeated, shared = _repeated(table, left & reachable, usable, order, spec.channel)
    ready = left & reachable & ~repeated
    held = np.zeros(len(table), dtype=bool)
    rows = np.flatnonzero(ready)
    held[rows] = hold_out(
        table["customer"].iloc[rows].tolist(),
        assignment.labels[rows],
        table["total_spend"].iloc[rows].to_numpy(dtype=float),
        spec.hold_out,
        spec.seed,
    )
    listed = ready & ~held
    withheld = sum(
        int((listed & table[column].notna().to_numpy() & ~usable[consent]).sum())
        for consent, column in _COLUMN.items()
    )
    counts = AudienceCounts(
        in_segments=int(chosen.sum()),
        refused=int((chosen & refused).sum()),
        no_answer=int((chosen & ~agreed & ~refused).sum()),
        suppressed=int(stopped.sum()),
        without_address=int((left & ~reachable & ~bad).sum()),
        bad_address=int((left & ~reachable & bad).sum()),
        repeated=int((left & repeated).sum()),
        held_out=int(held.sum()),
        listed=int(listed.sum()),
        withheld=withheld,
        shared=int((listed & shared).sum()),
        confirmed=bool(spec.confirmed & set(_ADDRESSES[spec.channel])),
    )
    usable["sms"] = usable["sms"] & ~shared
    if spec.channel == "own":
        table = contacts.for_the_owner()
        usable = {consent: np.ones(len(table), dtype=bool) for consent in _COLUMN}
    positions = order[ready[order]]
    confirmed = {CONSENT_COLUMN[one]: consents[one].agreed[positions] for one in spec.confirmed}
    segments = tuple(
        name
        for id_, name in zip(assignment.segment_ids, names, strict=True)
        if id_ in spec.segments
    )
    said = (spec.channel, sorted(confirmed), segments, tuple(names), assignment.segment_ids)
    places = (positions, assignment.labels, held, *usable.values())
    return Audience(
        table=_rows(table, assignment, names, positions, usable, held).assign(**confirmed),
        channel=spec.channel,
        counts=counts,
        segments=segments,
        key=_key(repr(said), places),
    )


@dataclass(frozen=True, eq=False)
class _Answers:
    agreed: Mask
    refused: Mask


def _consent(contacts: Contacts, consent: Consent, spec: AudienceSpec) -> _Answers:
    said_yes, answered = consent_answers(contacts.table, consent)
    said_no = answered & ~said_yes
    if consent in spec.confirmed:
        said_yes = ~said_no
    addresses = contacts.table[_COLUMN[consent]]
    unwanted = addresses[said_no].dropna().unique()
    said_no = said_no | addresses.isin(unwanted).to_numpy(dtype=bool)
    return _Answers(said_yes & ~said_no, said_no)


def _gate(consents: dict[Consent, _Answers], channel: Channel, size: int) -> tuple[Mask, Mask]:
    """Who agreed to the channel, and who of the others refused."""
    asked = [consents[consent] for consent in _ADDRESSES[channel]]
    if not asked:
        return np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
    agreed = np.logical_or.reduce([answers.agreed for answers in asked])
    refused = np.logical_or.reduce([answers.refused for answers in asked])
    return agreed, refused & ~agreed


def _reachable(
    contacts: Contacts,
    consents: dict[Consent, _Answers],
    usable: dict[Consent, Mask],
    channel: Channel,
) -> tuple[Mask, Mask]:
    """Who has an address for the channel, and who has only one that is no good."""
    size = len(contacts.table)
    if channel == "own":
        return np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
    reasons = {"email": contacts.email_reasons, "sms": contacts.phone_reasons}
    needed = _ADDRESSES[channel]
    reachable = np.logical_or.reduce([usable[consent] for consent in needed])
    bad = np.logical_or.reduce(
        [
            consents[consent].agreed & ~np.isin(reasons[consent], ["", "missing"])
            for consent in needed
        ]
    )
    return reachable, bad


def _repeated(
    table: pd.DataFrame,
    left: Mask,
    usable: dict[Consent, Mask],
    order: npt.NDArray[np.int_],
    channel: Channel,
) -> tuple[Mask, Mask]:
    """Who has an address that somebody earlier on the list has, and whose phone one has."""
    repeated, shared = np.zeros(len(table), dtype=bool), np.zeros(len(table), dtype=bool)
    if channel == "own":
        return repeated, shared
    emails = table["email"].where(usable["email"], None)
    phones = table["phone"].where(usable["sms"], None)
    main = phones if channel == "sms" else emails if channel == "email" else emails.fillna(phones)
    rows = order[left[order]]
    repeated[rows] = main.iloc[rows].duplicated().to_numpy()
    if channel == "email":
        rows = rows[~repeated[rows]]
        rows = rows[phones.iloc[rows].notna().to_numpy()]
        shared[rows] = phones.iloc[rows].duplicated().to_numpy()
    return repeated, shared


def _rows(
    table: pd.DataFrame,
    assignment: Assignment,
    names: Sequence[str],
    positions: npt.NDArray[np.int_],
    usable: dict[Consent, Mask],
    held: Mask,
) -> pd.DataFrame:
    labels = assignment.labels[positions]
    rows = table.iloc[positions].reset_index(drop=True)
    for consent, column in _COLUMN.items():
        rows[column] = rows[column].where(usable[consent][positions], None)
    rows.insert(0, "segment_id", _pick(assignment.segment_ids, labels))
    rows.insert(1, "segment", _pick(names, labels))
    rows[HELD_OUT] = held[positions]
    return rows


def _key(said: str, places: Sequence[npt.NDArray[np.generic]]) -> str:
    digest = hashlib.sha256(said.encode())
    for one in places:
        digest.update(one.tobytes())
    return digest.hexdigest()


def _pick(texts: Sequence[str], places: npt.NDArray[np.int_]) -> pd.Series:
    chosen = np.array([*texts, None], dtype=object)[places]
    return pd.Series(chosen, dtype=object)

"""Who may be on a list: consent of the channel, suppression, usable addresses, hold-out, counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.exports.audience import Audience, AudienceCounts, AudienceSpec, build_audience
from segmentation.exports.contacts import make_contacts
from segmentation.exports.suppression import NOBODY, Suppression
from tests.exports.examples import make_assignment, make_customers

NAMES = ("Regulars", "Guests")
BOTH = ("1", "2")
PEOPLE: list[dict[str, object]] = [
    # segment 1
    {"customer": "a", "email": "a@example.com", "phone": "600700801", "email_consent": True,
     "sms_consent": True, "total_spend": 50.0},
    {"customer": "b", "email": "b@example.com", "phone": "600700802", "email_consent": True,
     "total_spend": 90.0},
    {"customer": "c", "email": "c@example.com", "email_consent": False, "total_spend": 10.0},
    {"customer": "d", "email": "d@example.com", "phone": "600700804", "sms_consent": True},
    # segment 2
    {"customer": "e", "email": "nothing", "phone": "600700801", "email_consent": True,
     "sms_consent": True, "total_spend": 99.0},
    {"customer": "f", "email_consent": True, "sms_consent": False, "phone": "600700806"},
    {"customer": "g", "email": " A@Example.com", "email_consent": True, "total_spend": 1.0},
    {"customer": "h", "email": "h@example.com", "email_consent": True, "phone": "12",
     "sms_consent": True},
]  # fmt: skip
SEGMENTS = [0, 0, 0, 0, 1, 1, 1, 1]


def audience(
    channel: str,
    suppression: Suppression = NOBODY,
    people: Sequence[dict[str, object]] = PEOPLE,
    segments: Sequence[int] = SEGMENTS,
    **spec: Any,
) -> Audience:
    contacts = make_contacts(make_customers(people), "PLN")
    wanted = AudienceSpec(spec.pop("groups", BOTH), channel, **spec)  # type: ignore[arg-type]
    return build_audience(contacts, make_assignment(segments, groups=2), NAMES, wanted, suppression)


def who(found: Audience) -> list[str]:
    return found.table["customer"].tolist()


def counts(**named: int) -> AudienceCounts:
    usual = dict.fromkeys(AudienceCounts.__dataclass_fields__, 0) | {"confirmed": False}
    return AudienceCounts(**(usual | named))  # type: ignore[arg-type]


def test_everyone_is_on_a_list_for_the_owner() -> None:
    found = audience("own")
    assert who(found) == ["b", "a", "c", "d", "e", "g", "f", "h"]
    assert found.counts == counts(in_segments=8, listed=8)
    # What is no address at all is there to see as well, as the files have it.
    assert found.table["phone"].tolist() == [
        "+48600700802", "+48600700801", None, "+48600700804", "+48600700801", None,
        "+48600700806", "12",
    ]  # fmt: skip
    assert found.table["email"].tolist()[4:] == ["nothing", "a@example.com", None, "h@example.com"]
    assert found.table["segment"].tolist() == ["Regulars"] * 4 + ["Guests"] * 4
    assert found.segments == NAMES


def test_only_consent_opens_the_gate_for_emails() -> None:
    found = audience("email")
    assert who(found) == ["b", "a", "h"]
    assert found.counts == counts(
        in_segments=8, refused=1, no_answer=1, bad_address=1, without_address=1, repeated=1,
        listed=3, withheld=1,
    )  # fmt: skip
    assert found.counts.with_consent == 6
    # A phone leaves with the consent to text messages only.
    assert found.table["phone"].tolist() == [None, "+48600700801", None]


def test_only_consent_opens_the_gate_for_text_messages() -> None:
    found = audience("sms")
    assert who(found) == ["a", "d"]
    assert found.counts == counts(
        in_segments=8, refused=1, no_answer=3, bad_address=1, repeated=1, listed=2, withheld=1
    )
    # Nobody said that d may be sent e-mails.
    assert found.table["email"].tolist() == ["a@example.com", None]


def test_for_ads_one_consent_is_enough_and_only_its_address_leaves() -> None:
    found = audience("ads")
    emails, phones = found.table["email"].tolist(), found.table["phone"].tolist()
    assert dict(zip(who(found), zip(emails, phones, strict=True), strict=True)) == {
        "b": ("b@example.com", None),
        "a": ("a@example.com", "+48600700801"),
        "d": (None, "+48600700804"),
        "e": (None, "+48600700801"),
        "h": ("h@example.com", None),
    }
    assert found.counts.refused == 1 and found.counts.no_answer == 0


def test_a_refusal_holds_for_the_address_whoever_gave_it() -> None:
    people: list[dict[str, object]] = [
        {"customer": "wife", "email": "home@example.com", "email_consent": True},
        {"customer": "husband", "email": "Home@example.com", "email_consent": False},
    ]
    found = audience("email", people=people, segments=[0, 1], groups=("1",))
    assert who(found) == []
    assert found.counts == counts(in_segments=1, refused=1)


def test_those_on_the_suppression_list_are_left_out_by_any_of_their_addresses() -> None:
    listed = Suppression(frozenset({"b@example.com"}), frozenset({"+48600700801"}))
    found = audience("email", listed)
    assert who(found) == ["g", "h"]
    assert found.counts.suppressed == 3
    assert found.counts.after_suppression == 3
    assert who(audience("own", listed)) == ["c", "d", "g", "f", "h"]


def test_only_the_chosen_segments_are_asked() -> None:
    found = audience("email", groups=("2",))
    assert who(found) == ["g", "h"]
    assert found.counts.in_segments == 4
    assert found.segments == ("Guests",)
    assert who(audience("email", groups=())) == []


def test_one_phone_for_two_people_is_written_once() -> None:
    people: list[dict[str, object]] = [
        {"customer": name, "email": f"{name}@example.com", "phone": "600700800",
         "email_consent": True, "sms_consent": True, "total_spend": spend}
        for name, spend in (("a", 1.0), ("b", 2.0))
    ]  # fmt: skip
    found = audience("email", people=people, segments=[0, 1])
    assert found.table["phone"].tolist() == ["+48600700800", None]
    assert (found.counts.listed, found.counts.shared) == (2, 1)
    assert audience("sms", people=people, segments=[0, 1]).counts.repeated == 1


def test_confirming_opens_the_gate_only_where_the_files_say_nothing() -> None:
    silent = [
        {key: value for key, value in person.items() if key != "email_consent"} for person in PEOPLE
    ]
    assert who(audience("email", people=silent)) == []
    found = audience("email", people=silent, confirmed=frozenset({"email"}))
    assert who(found) == ["b", "a", "c", "d", "h"]
    assert found.counts.confirmed
    # The owner confirmed it with a tick and can show it, so a tool must not read it as a no.
    assert found.table["email_consent"].tolist() == [True] * 5
    assert found.table["email_consent_date"].isna().all()
    assert found.table["email_consent_source"].isna().all()
    assert audience("own", people=silent).table["email_consent"].isna().all()
    for asked in ({"email"}, {"sms"}, {"email", "sms"}):
        with pytest.raises(ValueError, match="say who agreed"):
            audience("email", confirmed=frozenset(asked))


def test_confirming_is_no_word_against_those_who_said_no() -> None:
    people: list[dict[str, object]] = [
        {"customer": "a", "email": "a@x.pl", "phone": "600700800", "email_consent": False},
        {"customer": "b", "email": "b@x.pl", "phone": "600700801"},
    ]
    found = audience("email", people=people, segments=[0, 1], confirmed=frozenset({"email"}))
    assert who(found) == ["b"]
    assert (found.counts.refused, found.counts.listed) == (1, 1)
    both = audience("ads", people=people, segments=[0, 1], confirmed=frozenset({"email", "sms"}))
    told = both.table.set_index("customer")
    assert told["email_consent"].to_dict() == {"a": False, "b": True}
    assert told["sms_consent"].to_dict() == {"a": True, "b": True}
    assert told["email"].to_dict() == {"a": None, "b": "b@x.pl"}


def test_the_held_out_are_counted_and_marked() -> None:
    people: list[dict[str, object]] = [
        {"customer": f"c{n}", "email": f"c{n}@example.com", "email_consent": True,
         "total_spend": float(n)}
        for n in range(100)
    ]  # fmt: skip
    segments = [n % 2 for n in range(100)]
    found = audience("email", people=people, segments=segments, hold_out=0.1)
    assert (found.counts.held_out, found.counts.listed) == (10, 90)
    assert found.table.groupby("segment")["held_out"].sum().tolist() == [5, 5]
    other = audience("email", people=people, segments=segments, hold_out=0.1, seed=1)
    assert other.counts == found.counts
    assert other.table["held_out"].tolist() != found.table["held_out"].tolist()


def test_the_key_is_another_wherever_the_list_is() -> None:
    contacts = make_contacts(make_customers(PEOPLE), "PLN")

    def key(
        channel: Any = "email",
        groups: tuple[str, ...] = BOTH,
        names: tuple[str, ...] = NAMES,
        segments: Sequence[int] = SEGMENTS,
        suppression: Suppression = NOBODY,
        **spec: Any,
    ) -> str:
        wanted = AudienceSpec(groups, channel, **spec)
        given = make_assignment(segments, groups=2)
        return build_audience(contacts, given, names, wanted, suppression).key

    keys = [
        key(),
        key("own"),
        key("ads"),
        key(groups=("1",)),
        key(names=("Regulars", "Others")),
        key(segments=[1, *SEGMENTS[1:]]),
        key(suppression=Suppression(frozenset({"b@example.com"}))),
        key(hold_out=0.3),
    ]
    assert len(set(keys)) == len(keys)
    assert key() == keys[0] and key(hold_out=0.3) == keys[-1]


def test_an_assignment_of_others_is_refused() -> None:
    contacts = make_contacts(make_customers(PEOPLE))
    with pytest.raises(ValueError, match="other customers"):
        build_audience(
            contacts, make_assignment([0], groups=1), ("A",), AudienceSpec(("1",), "own")
        )


ANSWERS = st.sampled_from([True, False, None])
EMAILS = st.sampled_from(["a@x.pl", "A@x.pl ", "b@x.pl", "c@x.pl", "bad", "brak@x.pl", None])
PHONES = st.sampled_from(["600700801", "+48 600 700 801", "600700802", "1", None])
PERSON = st.fixed_dictionaries(
    {
        "email": EMAILS,
        "phone": PHONES,
        "email_consent": ANSWERS,
        "sms_consent": ANSWERS,
        "total_spend": st.sampled_from([0.0, 1.0, -5.0, float("nan")]),
    }
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(PERSON, st.integers(0, 1)), min_size=2, max_size=12),
    st.sampled_from(["email", "sms", "ads"]),
    st.sampled_from([BOTH, ("1",), ()]),
    st.sampled_from([0.0, 0.3]),
    st.booleans(),
    st.randoms(),
)
def test_no_list_for_a_tool_holds_anybody_without_consent(
    rows: list[tuple[dict[str, object], int]],
    channel: str,
    groups: tuple[str, ...],
    share: float,
    suppressing: bool,
    random: Any,
) -> None:
    people = [{"customer": f"c{n:02}", **person} for n, (person, _) in enumerate(rows)]
    segments = [0, 1, *(segment for _, segment in rows[2:])]
    listed = (
        Suppression(frozenset({"b@x.pl"}), frozenset({"+48600700802"})) if suppressing else NOBODY
    )
    own = audience("own", NOBODY, people, segments, groups=groups)
    for row in own.table.to_dict("records"):
        person = people[int(row["customer"][1:])]
        for address in ("email", "phone"):
            assert (row[address] is None) == (person[address] is None)
    found = audience(channel, listed, people, segments, groups=groups, hold_out=share)
    by_key = {str(person["customer"]): person for person in people}
    for row in found.table.to_dict("records"):
        person = by_key[row["customer"]]
        assert str(segments[int(row["customer"][1:])] + 1) in groups
        for address, consent in (("email", "email_consent"), ("phone", "sms_consent")):
            if row[address] is not None:
                assert person[consent] is True
                assert row[address] not in listed.emails | listed.phones
        needed = {"email": ["email"], "sms": ["phone"], "ads": ["email", "phone"]}[channel]
        assert any(row[name] is not None for name in needed)
    main = {"email": ["email"], "sms": ["phone"]}.get(channel, ["email"])
    for name in main:
        addresses = found.table[name].dropna()
        assert not addresses.duplicated().any()
    c = found.counts
    assert c.in_segments == c.refused + c.no_answer + c.with_consent
    assert c.with_consent == c.suppressed + c.after_suppression
    assert c.after_suppression == (
        c.without_address + c.bad_address + c.repeated + c.held_out + c.listed
    )
    assert c.held_out == found.table["held_out"].sum()
    assert c.listed + c.held_out == len(found.table)
    assert min(np.array([c.refused, c.no_answer, c.bad_address, c.repeated, c.withheld])) >= 0

    order = list(range(len(rows)))
    random.shuffle(order)
    again = audience(channel, listed, [people[n] for n in order], [segments[n] for n in order],
                     groups=groups, hold_out=share)  # fmt: skip
    pd.testing.assert_frame_equal(again.table, found.table)
    assert again.counts == c

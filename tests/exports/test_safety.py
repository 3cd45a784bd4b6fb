"""Text made safe: what is removed, what stays, and how each kind of file disarms formulas."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.safety import (
    MAX_CELL_LENGTH,
    clean_text,
    for_machines,
    for_people,
    is_unsafe,
    sheet_name,
    starts_like_formula,
)

DANGEROUS = [
    "=1+1",
    "@SUM(A1)",
    "+48 600",
    "-5+cmd",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tx",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u00ad=1+1",
    "\u061c=1+1",
    "\u2060=1+1",
    "\x00=1+1",
    "+1-1",
    "+48600700800,A1",
]
HARMLESS = ["Anna", "", "anna@example.com", "a=b", "1-2", "Łódź", "00123", "💐", "דנה", "'quoted'"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_disarmed_for_people(text: str) -> None:
    assert starts_like_formula(clean_text(text))
    assert for_people(text) == "'" + clean_text(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == for_people(text) == for_machines(text) == text


@pytest.mark.parametrize("phone", ["+48600700800", "+79161234567"])
def test_a_bare_phone_number_stays_for_people(phone: str) -> None:
    assert for_people(phone) == phone


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("=1+1", "1+1"),
        (" =+-@Anna", "Anna"),
        ("@Anna", "Anna"),
        ("＝＝Anna", "Anna"),
        ("\tAnna", "Anna"),
        ("=", ""),
        ("-5+cmd", "5+cmd"),
    ],
)
def test_machines_get_no_signs_and_no_apostrophe(text: str, left: str) -> None:
    assert for_machines(text) == left


def test_what_people_would_not_see_as_it_is_is_found() -> None:
    texts = [*DANGEROUS, *HARMLESS, None, "a" * 40_000, "An\x00na", "=1+1"]
    found = is_unsafe(pd.Series(texts, dtype=object)).tolist()
    expected = [True] * len(DANGEROUS) + [False] * (len(HARMLESS) + 1) + [True] * 3
    assert found == expected


def test_what_breaks_files_is_removed_and_the_rest_stays() -> None:
    assert clean_text("An\x00na\x1b[1m \ud800x\uffff\u202egpj.exe") == "Anna[1m xgpj.exe"
    assert clean_text("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour\tfive"
    family = "👨\u200d👩\u200d👧"
    assert clean_text(family) == family


def test_long_text_is_cut_as_excel_counts() -> None:
    assert clean_text("a" * 40_000) == "a" * MAX_CELL_LENGTH
    flowers = clean_text("💐" * 40_000)
    assert flowers == "💐" * (MAX_CELL_LENGTH // 2)
    assert len(for_people("=" * 40_000)) == MAX_CELL_LENGTH


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_can_be_written_and_never_wakes_up(text: str) -> None:
    clean = clean_text(text)
    assert clean.encode().decode() == clean
    assert clean_text(clean) == clean
    assert not starts_like_formula(for_people(text)) or for_people(text)[1:].isdigit()
    assert not starts_like_formula(for_machines(text))


@pytest.mark.parametrize(
    ("wanted", "given_name"),
    [
        ("Regulars", "Regulars"),
        ("VIP/\\:*?[]", "VIP"),
        ("Cats: big/small", "Cats big small"),
        ("'quoted'", "quoted"),
        ("a" * 60, "a" * 31),
        ("💐" * 20, "💐" * 15),
        ("", "Group"),
        ("[]", "Group"),
        ("\x00\x01", "Group"),
        ("History", "History (2)"),
        ("a" * 30 + "'b", "a" * 30),
    ],
)
def test_sheet_names_are_what_excel_accepts(wanted: str, given_name: str) -> None:
    assert sheet_name(wanted, set(), "Group") == given_name


def test_sheet_names_differ_even_without_case_and_when_cut() -> None:
    taken: set[str] = set()
    wanted = ["VIP", "vip", "Vip", "a" * 31, "a" * 40, "A" * 31]
    given_names = [sheet_name(name, taken, "Group") for name in wanted]
    assert given_names[:3] == ["VIP", "vip (2)", "Vip (3)"]
    assert given_names[4] == "a" * 27 + " (2)"
    assert len({name.lower() for name in given_names}) == len(wanted)
    assert max(map(len, given_names)) <= 31

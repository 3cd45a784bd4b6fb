"""Who said no in a column of the list's own: marks, days and reasons, in three languages."""

from __future__ import annotations

import pandas as pd
import pytest

from segmentation.customers import customer_table
from segmentation.refusals import with_refusals
from segmentation.shop import Shop
from tests.small_shops import columns_of, customers, fill, table

BOTH = ("email_consent", "sms_consent")


@pytest.mark.parametrize(
    ("header", "taken_back"),
    [
        ("Unsubscribed", BOTH),
        ("Unsubscribed from all email", BOTH[:1]),
        ("Email Opt Out", BOTH[:1]),
        ("SMS opt-out", BOTH[1:]),
        ("UNSUB_TIME", BOTH),
        ("Do not email", BOTH[:1]),
        ("Do not contact", BOTH),
        ("Consent withdrawn", BOTH),
        ("Email blacklisted", BOTH[:1]),
        ("Wypisany z newslettera", BOTH[:1]),
        ("Data wypisania", BOTH),
        ("Zgoda wycofana", BOTH),
        ("Data wycofania zgody", BOTH),
        ("Brak zgody", BOTH),
        ("Sprzeciw wobec marketingu", BOTH),
        ("Отписан", BOTH),
        ("Дата отписки", BOTH),
        ("Отказ от рассылки", BOTH[:1]),
        ("Отказ от SMS", BOTH[1:]),
        ("Согласие отозвано", BOTH),
        ("Не беспокоить", BOTH),
        ("Unsubscribe link", ()),
        ("Subscribed", ()),
        ("Zgoda", ()),
        ("Opt in", ()),
        ("Отзывы", ()),
        ("Wypisz zainteresowania", ()),
    ],
)
def test_headers_of_refusals(header: str, taken_back: tuple[str, ...]) -> None:
    frame = pd.DataFrame({header: ["yes", None]})
    frame = frame.assign(**{name: pd.array([True, True], dtype="boolean") for name in BOTH})
    found = with_refusals(frame)
    assert [name for name in BOTH if not found[name][0]] == list(taken_back)
    assert found[list(BOTH)].iloc[1].all()
    assert (found.dtypes == frame.dtypes).all()


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        ("yes", True), ("TAK", True), ("да", True), ("x", True), ("2024-05-03", True),
        ("03.05.2024 10:00", True), ("too many e-mails", True), ("unsubscribed", True),
        ("no", False), ("Nie", False), ("нет", False), ("FALSE", False), ("-", False),
        ("0000-00-00", False), ("subscribed", False), ("", False),
    ],
)  # fmt: skip
def test_a_mark_a_day_and_a_reason_are_refusals(shop: Shop, cell: str, refused: bool) -> None:
    people = table(
        "E-mail,Newsletter,Unsubscribed", f"ann@x.pl,yes,{cell}", "bob@x.pl,yes,", "cat@x.pl,,1"
    )
    found = columns_of(customers(fill(shop, people)), "email_consent")
    assert found == {"ann@x.pl": not refused, "bob@x.pl": True, "cat@x.pl": False}


def test_numbers_tell_too_and_zero_is_no_consent(shop: Shop) -> None:
    people = table("E-mail,Email Opt Out", "ann@x.pl,1", "bob@x.pl,0", "cat@x.pl,")
    found = customers(fill(shop, people))
    assert columns_of(found, "email_consent") == {
        "ann@x.pl": False, "bob@x.pl": None, "cat@x.pl": None,
    }  # fmt: skip
    assert set(columns_of(found, "sms_consent").values()) == {None}


def test_a_table_without_such_a_column_stays_as_it_is(shop: Shop) -> None:
    frame = customer_table(fill(shop, table("E-mail,Newsletter,Pet", "ann@x.pl,yes,cat")))
    assert with_refusals(frame) is frame

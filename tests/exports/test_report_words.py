"""What became of a list, in words of three languages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from segmentation.exports.audience import AudienceCounts, AudienceSpec, build_audience
from segmentation.exports.contacts import make_contacts
from segmentation.exports.report_words import (
    audience_notes,
    contact_notes,
    file_notes,
    file_warnings,
    funnel,
)
from segmentation.exports.suppression import Suppression
from segmentation.exports.target_files import TargetReport
from segmentation.exports.target_rows import TARGET
from segmentation.language import CODES, Language
from tests.exports.examples import make_assignment, make_customers

EVERYTHING = AudienceCounts(
    in_segments=812, refused=300, no_answer=81, suppressed=13, without_address=2, bad_address=5,
    repeated=1, held_out=41, listed=369, withheld=22, shared=1, confirmed=False,
)  # fmt: skip


def counts(**named: int) -> AudienceCounts:
    usual: dict[str, int] = dict.fromkeys((field.name for field in fields(AudienceCounts)), 0)
    return AudienceCounts(**(usual | named))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "812 in the chosen groups → 431 with e-mail consent → 418 without those you "
               "leave out → 369 on the list"),
        ("pl", "812 w wybranych grupach → 431 ze zgodą na e-maile → 418 bez osób do "
               "pominięcia → 369 na liście"),
        ("ru", "812 в выбранных группах → 431 с согласием на e-mail-рассылку → 418 без тех, кого "
               "нужно исключить → 369 в списке"),
    ],
)  # fmt: skip
def test_the_way_from_the_groups_to_the_list(code: str, expected: str) -> None:
    assert funnel(EVERYTHING, "email", Language(code)) == expected


def test_steps_in_which_nobody_is_left_out_are_not_said() -> None:
    english = Language()
    assert funnel(counts(in_segments=5, listed=5), "own", english) == "5 in the chosen groups"
    assert funnel(counts(in_segments=5, refused=1, listed=4), "sms", english) == (
        "5 in the chosen groups → 4 with SMS consent"
    )
    confirmed = counts(in_segments=5, listed=5, confirmed=True)
    assert funnel(confirmed, "email", english).endswith("→ 5 with consent, as you confirmed")
    assert audience_notes(counts(in_segments=5, listed=5), "email", english) == ()


def test_every_reason_is_said() -> None:
    assert audience_notes(EVERYTHING, "email", Language()) == (
        "Left out: 300 customers who said no.",
        "Left out: 81 customers without an answer about consent.",
        "Left out: 13 customers on your list of people to leave out.",
        "Left out: 2 customers without an e-mail.",
        "Left out: 5 customers whose e-mail cannot be right.",
        "Left out: 1 customer whose address is on the list already.",
        "Held back to compare with: 41 customers.",
        "22 phone numbers or e-mails stay out of the file: no consent to that channel.",
        "1 phone number is written once only, because two people have it.",
    )
    assert audience_notes(counts(without_address=1, bad_address=2), "sms", Language("pl")) == (
        "Pominięto 1 klienta bez numeru telefonu.",
        "Pominięto 2 klientów z błędnym numerem telefonu.",
    )
    assert audience_notes(counts(refused=21, no_answer=3), "ads", Language("ru")) == (
        "Пропущен 21 клиент, который отказался.",
        "Пропущены 3 клиента без ответа о согласии.",
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("n", [1, 2, 5, 22])
def test_all_notes_are_said_for_every_number(code: str, n: int) -> None:
    language = Language(code)
    many = counts(**dict.fromkeys((field.name for field in fields(AudienceCounts)), n))
    for channel in ("own", "email", "sms", "ads"):
        notes = audience_notes(many, channel, language)
        assert len(notes) == 9 and all(str(n) in note for note in notes)
    report = TargetReport(n, n, n, n, n, n, n, n, n, n, ("High income",) * n)
    notes = file_notes(report, TARGET["vk_phones"], language)
    assert len(notes) == 6 and all(str(n) in note for note in notes)
    assert len(file_warnings(report, language)) == 3 + n


def test_warnings_say_what_to_do() -> None:
    report = TargetReport(rows=12, too_few=1000, sensitive=("Wysokie dochody",))
    assert file_warnings(report, Language("pl")) == (
        "Potrzeba tu co najmniej 1\u00a0000 osób, a na liście jest 12. Wybierz więcej grup.",
        "Nazwa „Wysokie dochody” zdradza coś prywatnego (dochody). Platformy reklamowe blokują "
        "grupy odbiorców o takich nazwach, więc nazwij ją tam inaczej.",
    )
    assert file_warnings(TargetReport(rows=12), Language()) == ()
    assert file_notes(TargetReport(rows=12), TARGET["meta"], Language()) == ()


def test_what_was_taken_for_granted_of_addresses() -> None:
    people = make_customers(
        [
            {"customer": "a", "country": "Mars", "email_consent": True, "Consent date": "1/2/26"},
            {"customer": "b", "phone": "600700800"},
        ]
    )
    assert contact_notes(make_contacts(people, "PLN"), Language("en")) == (
        "Phones without a country code are read as numbers of this country: Poland "
        "(from the shop's currency).",
        "1 customer's country was not recognized and is left empty.",
        "1 date of consent could not be read for certain and is left empty.",
    )
    assert contact_notes(make_contacts(people), Language("ru"))[0] == (
        "У 1 номера телефона нет кода страны, а страну магазина мы не знаем."
    )


def test_a_real_list_is_told_from_its_counts() -> None:
    people = make_customers(
        [{"customer": name, "email": f"{name}@example.com", "email_consent": True} for name in "ab"]
    )
    audience = build_audience(
        make_contacts(people),
        make_assignment([0, 0], groups=1),
        ("A",),
        AudienceSpec(("1",), "email"),
        Suppression(frozenset({"a@example.com"})),
    )
    assert funnel(audience.counts, "email", Language()) == (
        "2 in the chosen groups → 2 with e-mail consent → 1 without those you leave out"
    )

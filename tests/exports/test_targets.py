"""The catalogue of targets: every row is whole, translated, and says where it was read."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from segmentation.exports.contacts import make_contacts
from segmentation.exports.report_words import target_advice, target_label
from segmentation.exports.sensitive_names import sensitive_topics
from segmentation.exports.target_rows import TARGET, TARGETS
from segmentation.exports.targets import Form, Target
from segmentation.language import CODES, Language
from segmentation.naming import NAMES
from tests.exports.examples import make_customers
from tests.exports.target_audience import PEOPLE, make_audience

UNDOCUMENTED = {"mailing", "sms"}


@pytest.fixture(params=TARGETS, ids=lambda target: target.key)
def target(request: pytest.FixtureRequest) -> Target:
    found: Target = request.param
    return found


def test_keys_are_those_asked_for() -> None:
    assert list(TARGET) == [
        "excel", "excel_csv_pl", "excel_csv_ru", "excel_csv_en", "mailing", "mailchimp", "klaviyo",
        "brevo", "mailerlite", "getresponse", "edrone", "salesmanago", "hubspot", "activecampaign",
        "unisender", "mindbox", "sms", "meta", "google", "tiktok", "yandex", "vk_emails",
        "vk_phones",
    ]  # fmt: skip
    assert len(TARGET) == len(TARGETS)


def test_fields_are_of_contacts_and_have_headers_of_their_own(target: Target) -> None:
    known = {*make_contacts(make_customers(PEOPLE)).table.columns, "segment"}
    forms = set(get_args(Form))
    assert {field.value for field in target.fields} <= known
    assert {field.form for field in target.fields} <= forms
    headers = [field.header for field in target.fields]
    assert len(set(headers)) == len(headers)
    assert bool(headers) == (target.kind == "machine")
    assert set(target.needs) <= {field.value for field in target.fields}


def test_a_target_is_addressed_by_what_its_channel_needs(target: Target) -> None:
    values = [field.value for field in target.fields]
    if target.channel == "email":
        assert "email" in values[:2]
    if target.channel == "sms":
        assert values[0] == "phone" and "email" not in values
    if target.channel == "ads":
        assert {"email", "phone"} & set(values) and "segment" not in values
        assert target.minimum and target.judges_names
        assert not {"birth_date", "gender", "email_consent"} & set(values)  # no more than needed


def test_hashing_hides_every_address(target: Target) -> None:
    hashed = [field for field in target.fields if field.hashed]
    assert bool(hashed) == (target.hash is not None)
    if target.hash:
        assert all(field.hashed for field in target.fields if field.value in ("email", "phone"))
        assert target.channel == "ads"


def test_where_it_was_read_is_said(target: Target) -> None:
    if target.key in UNDOCUMENTED:
        assert not target.source and not target.read_on
    else:
        assert target.source.startswith("https://") and " " not in target.source
        assert date.fromisoformat(target.read_on).year >= 2026


def test_it_is_called_something_in_every_language(target: Target) -> None:
    for code in CODES:
        language = Language(code)
        assert target_label(target, language)
        advice = target_advice(target, language)
        assert len(advice) == len(target.advice) and all(advice)


def test_numbers_of_the_platforms() -> None:
    minimums = {target.key: target.minimum for target in TARGETS if target.minimum}
    assert minimums == {
        "meta": 100, "google": 100, "tiktok": 1000, "yandex": 100, "vk_emails": 2000,
        "vk_phones": 2000,
    }  # fmt: skip
    assert [t.key for t in TARGETS if t.delimiter == ";" and t.kind == "machine"] == [
        "edrone", "salesmanago", "mindbox", "sms",
    ]  # fmt: skip
    assert {t.key: t.hash for t in TARGETS if t.hash} == {
        "meta": "sha256", "google": "sha256", "tiktok": "sha256", "yandex": "sha256",
        "vk_emails": "md5",
    }  # fmt: skip
    assert make_audience("own").counts.listed == len(PEOPLE)


@pytest.mark.parametrize(
    ("name", "topics"),
    [
        ("High income", ["income"]),
        ("Seniors with arthritis", ["health", "age"]),
        ("Bogaci klienci", ["income"]),
        ("Dochód: niski · Wiek: wysoki", ["income"]),
        ("Starsi panowie", ["age"]),
        ("Chorzy na cukrzycę", ["health"]),
        ("Osoby chore", ["health"]),
        ("Seniorzy", ["age"]),
        ("Dla seniorów", ["age"]),
        ("Niepełnoletni", ["age"]),
        ("Osoby niepełnosprawne", ["health"]),
        ("Больные диабетом", ["health"]),
        ("Пенсионеры", ["age"]),
        ("Состоятельные и богатые", ["income"]),
        ("Wdowy", ["private life"]),
        ("Katolicy", ["religion, politics or origin"]),
        ("Regulars", []),
        ("Klienci z długim stażem", []),
        ("Drill buyers, illustrators", []),
        ("Zabawki dla dzieci", []),
        ("Долгие ожидания", []),
        ("Rakiety tenisowe", []),
        ("Klienci z Chorzowa", []),
        ("Choreografia", []),
        ("Bogatynia", []),
        ("Millennials", []),
        ("", []),
    ],
)
def test_names_that_give_something_away(name: str, topics: list[str]) -> None:
    assert list(sensitive_topics(name)) == topics


@pytest.mark.parametrize("code", CODES)
def test_the_names_we_give_ourselves_give_nothing_away(code: str) -> None:
    names = [Language(code).tr(rule.name) for rule in NAMES]
    assert [name for name in names if sensitive_topics(name)] == []

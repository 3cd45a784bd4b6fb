"""Two spellings that are one, and two that only look so."""

from __future__ import annotations

import duckdb
import pytest

from segmentation.spellings import (
    MAIL_DOMAINS,
    mailbox,
    mistyped_domain,
    name_sounds,
    name_words,
    phone_digits,
    same_phone,
)


def ask(expression: str, **values: str) -> object:
    columns = ", ".join(f"${name} AS {name}" for name in values)
    row = duckdb.execute(f"SELECT {expression} FROM (SELECT {columns})", values).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Łukasz Zając", "Lukasz Zajac"),
        ("Łukasz Zając", "ZAJĄC  Łukasz"),
        ("Jan Kowalski", "Jan M. Kowalski"),
        ("Юлия Иванова", "Julia Ivanova"),
        ("Юлия Иванова", "Yuliya Ivanova"),
        ("Сергей Щербаков", "Sergey Shcherbakov"),
        ("Сергей Щербаков", "Siergiej Szczerbakow"),
        ("Наталья Чижова", "Natalia Czyżowa"),
        ("Михаил Жуков", "Mikhail Zhukov"),
        ("Фёдор Шишкин", "Fedor Shishkin"),
        ("Jörg Weiß", "Jorg Weiss"),
    ],
)
def test_one_name_in_two_spellings(first: str, second: str) -> None:
    words = [ask(name_words(name_sounds("name")), name=name) for name in (first, second)]
    assert words[0] == words[1]
    assert isinstance(words[0], list) and len(words[0]) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jan Kowalski", "Jana Kowalska"),
        ("Anna Nowak", "Hanna Nowak"),
        ("Adrian Lis", "Adriana Lis"),
        ("Мария Иванова", "Марина Иванова"),
        ("Иван Иванов", "Инна Иванова"),
        ("Paweł Lis", "Pawlina Lis"),
    ],
)
def test_two_names_that_only_look_alike(first: str, second: str) -> None:
    assert ask(name_sounds("name"), name=first) != ask(name_sounds("name"), name=second)


@pytest.mark.parametrize(
    ("written", "box"),
    [
        ("jan.kowalski@gmail.com", "jankowalski@gmail.com"),
        ("jan.kowalski+shop@googlemail.com", "jankowalski@gmail.com"),
        ("ann+news@wp.pl", "ann@wp.pl"),
        ("ann.lee@wp.pl", "ann.lee@wp.pl"),
        ("ivan.ivanov@ya.ru", "ivan-ivanov@yandex.ru"),
        ("+@wp.pl", "+@wp.pl"),
    ],
)
def test_mailbox(written: str, box: str) -> None:
    assert ask(mailbox("email"), email=written) == box


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("wp.pl.pl", "wp.pl"),
        ("wp.lp", "wp.pl"),
        ("maill.ru", "mail.ru"),
        ("outlok.com", "outlook.com"),
        ("poczta.onet.p", "poczta.onet.pl"),
    ],
)
def test_slip_in_a_domain(typed: str, meant: str) -> None:
    assert meant in MAIL_DOMAINS and typed not in MAIL_DOMAINS
    assert ask(mistyped_domain("typed", "meant"), typed=typed, meant=meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("op2.pl", "wp.pl"), ("w.pl", "wp.pl"), ("mojsklep.pl", "wp.pl"), ("gmail.org", "gmail.com"),
     ("female.com", "gmail.com"), ("wp.pl", "wp.pl")],
)  # fmt: skip
def test_another_domain_is_no_slip(typed: str, meant: str) -> None:
    assert not ask(mistyped_domain("typed", "meant"), typed=typed, meant=meant)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("600 700 800", "+48 600-700-800", True),
        ("0048600700800", "600700800", True),
        ("8 (916) 123-45-67", "+7 916 123 45 67", True),
        ("020 7946 0958", "+44 20 7946 0958", True),
        ("600700800.0", "600700800", True),
        ("600 700 800", "500 700 800", False),
        ("+48 600 700 800", "+7 600 700 800", False),
    ],
)
def test_phone_with_and_without_prefix(first: str, second: str, same: bool) -> None:
    digits = [str(ask(phone_digits("phone"), phone=phone)) for phone in (first, second)]
    assert ask(same_phone("a", "b"), a=digits[0], b=digits[1]) is same


@pytest.mark.parametrize("written", ["000000000", "123456789", "600", "111 111 111", "no phone"])
def test_no_real_phone(written: str) -> None:
    assert ask(phone_digits("phone"), phone=written) is None

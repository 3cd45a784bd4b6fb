"""What the headers of exports mean: the table in ``headers.toml`` and how it is looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("headers.toml")
_AMOUNTS = ("total", "line_amount", "unit_price")
_LONG_WORD = 8  # letters; shorter words joined can be another word
_LONG_HEADER = 5  # as many words are a question, not a name of a column
_FORM_COLUMNS = 4  # a number, two times and an e-mail come before the answers at most
_PLAIN_NETS = ("net sales", "net revenue")  # after discounts, not before tax


@dataclass(frozen=True)
class HeaderGuess:
    """A meaning that a header suggests; ``strength`` 1 for the exact words, less for a part."""

    meaning: str
    strength: float


def normalize(header: str) -> str:
    """A header as plain words: lower case, no accents, no signs; ``Order_ID#`` -> ``order id``."""
    spaced = re.sub(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])", " ", header)
    if spaced.strip(" №#"):
        spaced = spaced.replace("№", " ")  # a sign beside words says no more than they do
    text = unicodedata.normalize("NFKD", spaced).casefold().replace("ł", "l")
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


@cache
def _meanings() -> dict[str, tuple[str, int]]:
    """Normalized header words -> (meaning, rank in that meaning's list; earlier is better)."""
    words: dict[str, tuple[str, int]] = {}
    for meaning, headers in _table()["meanings"].items():
        for rank, header in enumerate(headers):
            words.setdefault(normalize(header), (meaning, rank))
    return words


@cache
def _one_word() -> dict[str, tuple[str, int]]:
    """The same for names of several words written as one (ORDERNUMBER)."""
    joined: dict[str, tuple[str, int]] = {}
    for words, found in _meanings().items():
        if " " in words and len(words) >= _LONG_WORD:
            joined.setdefault(words.replace(" ", ""), found)
    return joined


def guess_header(header: str) -> HeaderGuess | None:
    """The meaning the words of ``header`` suggest, or None.

    The exact words are certain, with a word on tax beside them or not; amounts without tax are
    weaker than any with it. Otherwise the longest known words that the header begins or ends
    with count, weaker the more of the header they leave unexplained, unless a qualifier beside
    them makes another thing of them ("Customer type").
    """
    text = normalize(header)
    net = _without(text, "net")
    guess = _exact(header) or _exact_amount(net) or _exact_amount(_without(text, "gross"))
    guess = guess or _partial(text)
    if guess and net != text and guess.meaning in _AMOUNTS and text not in _PLAIN_NETS:
        return HeaderGuess(guess.meaning, min(guess.strength, 0.6))
    return guess


def _exact(header: str) -> HeaderGuess | None:
    words = _meanings()
    for text, strength in (
        (normalize(header), 1.0),
        (normalize(re.sub(r"\(.*?\)", " ", header)), 0.95),
    ):
        if text in words:
            meaning, rank = words[text]
            return HeaderGuess(meaning, strength - 0.002 * min(rank, 40))
        if text in _one_word():
            meaning, rank = _one_word()[text]
            return HeaderGuess(meaning, strength - 0.05 - 0.002 * min(rank, 40))
    return None


def _exact_amount(text: str) -> HeaderGuess | None:
    meaning, rank = _meanings().get(text, ("", 0))
    return HeaderGuess(meaning, 0.95 - 0.002 * min(rank, 40)) if meaning in _AMOUNTS else None


def _partial(text: str) -> HeaderGuess | None:
    words, tokens = _meanings(), text.split()
    best: HeaderGuess | None = None
    for size in range(len(tokens) - 1, 0, -1):
        for piece, others in (
            (tokens[:size], tokens[size:]),
            (tokens[-size:], tokens[:-size]),
        ):
            phrase = " ".join(piece)
            if phrase not in words or len(phrase) <= 3 or phrase in _listed("whole"):
                continue
            if _listed("qualifiers").intersection(others):
                continue
            strength = 0.75 * len(phrase) / len(text)
            if best is None or strength > best.strength:
                best = HeaderGuess(words[phrase][0], strength)
    if best and best.meaning == "email_consent" and _listed("by_phone").intersection(tokens):
        return HeaderGuess("sms_consent", best.strength)  # a yes to calls is none to e-mails
    return best


def _without(text: str, list_: str) -> str:
    """``text`` without the longest phrase of that list in it, if there is one."""
    for phrase in sorted(_listed(list_), key=len, reverse=True):
        if f" {phrase} " in f" {text} ":
            return " ".join(f" {text} ".replace(f" {phrase} ", " ").split())
    return text


def is_net(header: str) -> bool:
    """Whether an amount says that it is before tax."""
    return _without(normalize(header), "net") != normalize(header)


def is_gross(header: str) -> bool:
    """Whether an amount says that tax is in it."""
    return _without(normalize(header), "gross") != normalize(header)


def known_header(header: str) -> bool:
    """Whether ``header`` is exactly one of the headers we know and no start of a title line
    ("Firma", "Company")."""
    text = normalize(header)
    meaning, _ = _meanings().get(text) or _one_word().get(text, ("company", 0))
    return meaning != "company"


@cache
def _listed(list_: str) -> frozenset[str]:
    """The normalized words of a list of the table."""
    return frozenset(normalize(word) for word in _table()[list_]["words"])


def is_sensitive(header: str) -> bool:
    """Whether a column holds what must not be kept: passwords, national ids, IP addresses."""
    text = f" {normalize(header)} "
    return any(f" {words} " in text for words in _listed("sensitive"))


def tells_day_first(headers: Sequence[str]) -> bool:
    """Whether the headers are in a language that writes the day before the month."""
    text = " ".join(headers)
    if re.search("[Ѐ-ӿąćęłńóśźżäöüßéèçàêñěščřž]", text.casefold()):
        return True
    return bool(_listed("day_first").intersection(normalize(text).split()))


def is_form_time(header: str) -> bool:
    """Whether the column is the time that forms put in front of the answers."""
    return normalize(header) in _listed("form_times")


def is_survey(headers: Sequence[str], measured: Collection[str] = ()) -> bool:
    """Whether the columns are questions that people answered.

    ``measured`` are the headers over many different numbers: long as they may be, they ask
    nobody. Forms put their time among the first columns.
    """
    marked = sum(header.rstrip(" *:").endswith("?") for header in headers)
    asked = marked + sum(
        len(header.split()) >= _LONG_HEADER and "?" not in header and header not in measured
        for header in headers
    )
    if any(map(is_form_time, headers[:_FORM_COLUMNS])):
        return asked >= 1 or len(headers) > 2
    return marked >= 2 or (asked >= 2 and asked >= 0.5 * len(headers))

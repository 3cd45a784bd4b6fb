"""What the headers of exports mean: the table in ``headers.toml`` and how it is looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("headers.toml")


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


def guess_header(header: str) -> HeaderGuess | None:
    """The meaning the words of ``header`` suggest, or None.

    The exact words are certain. Otherwise the longest known words that the header begins or
    ends with count, weaker the more of the header they leave unexplained, unless a qualifier
    beside them makes another thing of them ("Customer type").
    """
    text, words = normalize(header), _meanings()
    if not text:
        return None
    if text in words:
        meaning, rank = words[text]
        return HeaderGuess(meaning, 1.0 - 0.002 * rank)
    parts = re.sub(r"\(.*?\)", " ", header)
    if normalize(parts) in words:
        meaning, rank = words[normalize(parts)]
        return HeaderGuess(meaning, 0.95 - 0.002 * rank)
    tokens = text.split()
    best: HeaderGuess | None = None
    for size in range(len(tokens) - 1, 0, -1):
        for piece, others in (
            (tokens[:size], tokens[size:]),
            (tokens[-size:], tokens[:-size]),
        ):
            phrase = " ".join(piece)
            if phrase not in words or len(phrase) <= 3 or _qualifiers().intersection(others):
                continue
            strength = 0.75 * len(phrase) / len(text)
            if best is None or strength > best.strength:
                best = HeaderGuess(words[phrase][0], strength)
    return best


def known_header(header: str) -> bool:
    """Whether ``header`` is exactly one of the headers we know."""
    return normalize(header) in _meanings()


@cache
def _sensitive() -> tuple[str, ...]:
    return tuple(normalize(words) for words in _table()["sensitive"]["words"])


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(normalize(word) for word in _table()["qualifiers"]["words"])


def is_sensitive(header: str) -> bool:
    """Whether a column holds what must not be kept: passwords, national ids, IP addresses."""
    text = f" {normalize(header)} "
    return any(f" {words} " in text for words in _sensitive())


@cache
def _day_first_words() -> frozenset[str]:
    return frozenset(normalize(word) for word in _table()["day_first"]["words"])


def tells_day_first(headers: Sequence[str]) -> bool:
    """Whether the headers are in a language that writes the day before the month."""
    text = " ".join(headers)
    if re.search("[Ѐ-ӿąćęłńóśźżäöüßéèçàêñěščřž]", text.casefold()):
        return True
    return bool(_day_first_words().intersection(normalize(text).split()))

"""Which single-byte code page a text is in, told by whose letters make words.

A code page decodes anything, so the candidates are scored by how much their letters look like
words of the languages that small shops write in: a wrong one mixes alphabets inside words, puts
signs between letters, or makes words nobody writes. Pages of old systems are taken only where
they fit far better than those of Windows.
"""

from __future__ import annotations

import re
from itertools import pairwise

_PAGES = ("windows-1250", "windows-1251", "windows-1252", "iso-8859-2")
_OLD_CYRILLIC = ("cp866", "koi8-r", "iso-8859-5", "mac-cyrillic")
_OLD_POLISH = "cp852"

_POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_OTHER_LATIN = set("äöüßÄÖÜéáíčďěňřšťůýžőúàâçèêëîïôûœæøåñãõÉÁ")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD_PART = r"[^\s;,|\"'/()\-.:]"
_UNICODE_WORD = re.compile(rf"{_WORD_PART}*[^\x00-\x7f]{_WORD_PART}*")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][\u0080-\u009f¡-©«-´¶-¹»-¿×÷˘˛˝¦§¨±]+[^\W\d_]")
_CASE_BREAK = re.compile(r"[a-zß-öø-ÿа-яąćęłńśźż][A-ZÀ-ÖØ-ÞА-ЯĄĆĘŁŃŚŹŻ]")
# Pairs of letters that make up four fifths of Russian words.
_RUSSIAN = """
то ка ен ли по за ов аз ст ак ие те на ро не ра ни ит нт но та ол кл ва ны ко го ан ру пр од ер
ок да ре ис ет ом гр со ле от ат уп ри ос ог ть вы ль ас ор ам ми ла дн ай во ты ме ск ал ки ед
нн ег эт чи ес ин тр сп до фа ло сл пп из ой ем ве йл ку че се пи ся ел об им ма вс аш чт ил де
ый ия ав ые мм ше он ля бе зо бо ср ум же их зв пе тс си зн дл оп па зи аж уч лб ча му мо ши уз
ди рт
"""
_PAIRS = frozenset(_RUSSIAN.split())
_FITS = 0.45  # share of such pairs, less what is odd, in words that somebody wrote
_CLEARLY = 0.25  # how much better an old page has to fit


def find_code_page(sample: bytes) -> str:
    """The name of the code page that makes the likeliest words of the lines in ``sample``."""
    usual = max(_PAGES, key=lambda page: _likeness(sample, page))
    text = sample.decode(codec_of(usual), errors="replace")
    fit = _russian_fit(text) if usual == "windows-1251" else _latin_fit(text)
    old = {page: _russian_fit(sample.decode(page, errors="replace")) for page in _OLD_CYRILLIC}
    best = max(old, key=lambda page: old[page])
    if old[best] >= max(_FITS, fit + _CLEARLY):
        return best
    polish = _latin_fit(sample.decode(_OLD_POLISH, errors="replace"), _POLISH)
    return _OLD_POLISH if polish >= max(0.9, fit + 2 * _CLEARLY) else usual


def codec_of(page: str) -> str:
    """Python's name of a code page."""
    return page.replace("windows-", "cp")


def _likeness(sample: bytes, page: str) -> float:
    """How much ``sample`` read in code page ``page`` looks like words (higher is better)."""
    text = sample.decode(codec_of(page), errors="replace")
    score = -5.0 * text.count("\ufffd") - 5.0 * len(re.findall(r"[\u0080-\u009f]", text))
    for word in _UNICODE_WORD.findall(text):
        letters = [letter for letter in word if ord(letter) > 127]
        score += sum(_likely(letter) for letter in letters)
        if _CYRILLIC.search(word) and _LATIN.search(word):
            score -= 3 * len(letters)
        score -= 3 * len(_SIGN_IN_WORD.findall(word)) + 2 * len(_CASE_BREAK.findall(word))
        score += len(re.findall(r"£\d", word)) - 2 * len(re.findall(r"[ŁЈ]\d", word))
    return score


def _likely(letter: str) -> float:
    if letter in _POLISH or "а" <= letter <= "я" or letter in "ёЁ№₽€½¼¾":
        return 1.0
    if "А" <= letter <= "Я":
        return 0.9
    if letter in _OTHER_LATIN:
        return 0.7
    return 0.0 if not letter.isalpha() else -0.5


def _russian_fit(text: str) -> float:
    """Share of the pairs of letters in ``text`` that Russian words are made of (1 is most);
    signs, foreign letters and capitals inside a word count against it."""
    pairs = right = odd = 0
    for word in _UNICODE_WORD.findall(text):
        odd += len(_CASE_BREAK.findall(word)) + len(re.findall(r"[^\W\d_][^\w\s]+[^\W\d_]", word))
        odd += len(re.findall(r"[^а-яёА-ЯЁ№₽€«»„“”–—…°©®·\x00-\x7f\xa0]|[a-zA-Z]", word))
        odd += len(re.findall(r"[„“”…–—](?=[а-я])", word))
        folded = word.lower().replace("ё", "е")
        for pair in map("".join, pairwise(folded)):
            if pair.isalpha():
                pairs += 1
                right += pair in _PAIRS
    return (right - odd) / pairs if pairs > 2 else -1.0


def _latin_fit(text: str, letters: set[str] = _POLISH | _OTHER_LATIN) -> float:
    """Share of the signs beyond ASCII beside a letter of ``text`` that are ``letters``, less
    those that are no letters at all; 1 where there is nothing to tell by."""
    told = re.findall(r"(?<=[^\W\d_])[^\x00-\x7f]|[^\x00-\x7f](?=[^\W\d_])", text)
    told = [sign for sign in told if sign not in "„”“’‘–—…«»©®°№€\xa0"]
    if not told:
        return -1.0 if letters is _POLISH else 1.0
    wrong = sum(not sign.isalpha() for sign in told) + len(_CASE_BREAK.findall(text))
    wrong += sum(map(len, re.findall(r"[^\x00-\x7f]{5,}", text)))
    return (sum(sign in letters for sign in told) - wrong) / len(told)

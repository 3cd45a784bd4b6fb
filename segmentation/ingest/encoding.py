"""Which encoding a text file is in, and its streaming transcription to UTF-8.

UTF-8 and UTF-16 are recognised by their bytes. Single-byte code pages all decode anything,
so the candidates are scored by how much their letters look like words of the languages that
small shops write in: a wrong code page mixes alphabets inside words or puts signs between
letters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from segmentation.ingest.progress import counted

CHUNK = 1 << 20
_SAMPLE = 1 << 17  # bytes of lines with letters beyond ASCII that the scoring looks at

_CODE_PAGES = ("windows-1250", "windows-1251", "windows-1252", "iso-8859-2")
_POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_OTHER_LATIN = set("äöüßÄÖÜéáíčďěňřšťůýžőúàâçèêëîïôûœæøåñãõÉÁ")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD_PART = r"[^\s;,|\"'/()\-.:]"
_UNICODE_WORD = re.compile(rf"{_WORD_PART}*[^\x00-\x7f]{_WORD_PART}*")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][\u0080-\u009f¡-©«-´¶-¹»-¿×÷˘˛˝¦§¨±]+[^\W\d_]")
_CASE_BREAK = re.compile(r"[a-zß-öø-ÿа-яąćęłńśźż][A-ZÀ-ÖØ-ÞА-ЯĄĆĘŁŃŚŹŻ]")


@dataclass(frozen=True)
class Encoding:
    """A text file's encoding: ``name`` as shown, ``codec`` for Python, and what was noticed.

    ``plain`` means the bytes can be read as they are: UTF-8 without NUL or blank lines.
    ``repair`` is the code page of the odd lines in a file that is mostly UTF-8.
    """

    name: str
    codec: str
    plain: bool
    repair: str | None = None


def find_encoding(path: Path) -> Encoding:
    """The encoding of the file at ``path``, read once from beginning to end at most."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "utf-16", plain=False)
    if wide := _wide_without_mark(head):
        return Encoding("utf-16", wide, plain=False)
    return _narrow(path)


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 without a byte-order mark: every other byte is a low block number (0 to 4)."""
    if len(head) < 8 or b"\0" not in head:
        return None
    halves = head[0::2], head[1::2]
    even, odd = (sum(byte < 5 for byte in half) / len(half) for half in halves)
    if odd > 0.8 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.1 else None


def _narrow(path: Path) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, plain, sample, previous = True, True, bytearray(), b""
    with path.open("rb") as file:
        for chunk in counted(iter(partial(file.read, CHUNK), b""), path.stat().st_size):
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            plain = plain and not _has_oddities(previous[-3:] + chunk)
            if not valid and len(sample) < _SAMPLE:
                lines = (line for line in chunk.split(b"\n") if not line.isascii())
                sample += b"\n".join(lines)[:_SAMPLE]
            if not valid and len(sample) >= _SAMPLE and not plain:
                break
            previous = chunk
    if valid:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            valid = False
            sample += previous
    if valid:
        return Encoding("utf-8", "utf-8-sig", plain)
    if _mostly_utf8(bytes(sample)):
        odd = [line for line in bytes(sample).split(b"\n") if not _mostly_utf8(line)]
        return Encoding("utf-8", "utf-8-sig", False, repair=_code_page(b"\n".join(odd)))
    name = _code_page(bytes(sample))
    return Encoding(name, _codec(name), plain=False)


def _mostly_utf8(data: bytes) -> bool:
    """Whether more letters beyond ASCII are right in UTF-8 than are wrong."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) > 2 * wrong


def _code_page(sample: bytes) -> str:
    return max(_CODE_PAGES, key=lambda page: _likeness(sample, page))


def _codec(page: str) -> str:
    return page.replace("windows-", "cp")


def _has_oddities(data: bytes) -> bool:
    """Blank lines shift the row numbers of a plain reader; NUL and lone CR break it."""
    return b"\0" in data or b"\n\n" in data or b"\n\r\n" in data or b"\r\r" in data


def _likeness(sample: bytes, page: str) -> float:
    """How much ``sample`` read in code page ``page`` looks like words (higher is better)."""
    text = sample.decode(_codec(page), errors="replace")
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
    if letter in _POLISH or "а" <= letter <= "я" or letter in "ёЁ№₽€":
        return 1.0
    if "А" <= letter <= "Я":
        return 0.9
    if letter in _OTHER_LATIN:
        return 0.7
    return 0.0 if not letter.isalpha() else -0.5


def decode(path: Path, encoding: Encoding) -> Iterator[str]:
    """The text of the file in chunks; a byte that does not fit becomes U+FFFD."""
    if encoding.repair:
        yield from _decode_lines(path, _codec(encoding.repair))
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    with path.open("rb") as file:
        for chunk in counted(iter(partial(file.read, CHUNK), b""), path.stat().st_size):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


def _decode_lines(path: Path, codec: str) -> Iterator[str]:
    """Each line as UTF-8, or in the code page ``codec`` where that is what it is."""
    with path.open("rb") as file:
        for number, line in enumerate(counted(file, path.stat().st_size)):
            plain = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
            utf8 = plain.isascii() or _mostly_utf8(plain)
            yield plain.decode("utf-8" if utf8 else codec, errors="replace")


def transcode(path: Path, encoding: Encoding, target: Path) -> bool:
    """Write the text as UTF-8 to ``target``; returns whether it is plain (see Encoding)."""
    plain, previous = True, b""
    with target.open("wb") as out:
        for text in decode(path, encoding):
            data = text.encode("utf-8", errors="replace")
            plain = plain and not _has_oddities(previous[-3:] + data)
            out.write(data)
            previous = data or previous
    return plain

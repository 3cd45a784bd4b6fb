"""Which encoding a text file is in, and its streaming transcription to clean UTF-8.

UTF-8, UTF-16 and UTF-32 are recognised by their bytes, single-byte code pages by their words
(:mod:`segmentation.ingest.code_pages`). Characters that nobody can see are removed and counted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from segmentation.ingest.code_pages import codec_of, find_code_page
from segmentation.ingest.progress import counted

CHUNK = 1 << 20
_SAMPLE = 1 << 17  # bytes of lines with letters beyond ASCII that the scoring looks at
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
# Zero-width characters, marks of writing direction, separators no table uses.
_UNSEEN = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xa4\xa6-\xa9])")
_BREAKS = dict.fromkeys(map(ord, "\v\f\u2028\u2029"), " ")
_REMOVED = dict.fromkeys(
    [0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065),
     *range(0x2066, 0x206A), *(code for code in _CONTROLS if code not in b"\v\f")]
)  # fmt: skip
_ODD = re.compile("[" + re.escape("".join(map(chr, (*_BREAKS, *_REMOVED)))) + "]")
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "ёЁ"
# What UTF-8 letters become when they are taken for a code page and converted once more.
_TWICE = re.compile(
    "|".join(
        sorted(
            re.escape(letter.encode().decode(page))
            for letter in _POLISH + _RUSSIAN
            for page in ("cp1250", "cp1251", "cp1252", "latin-1")
            if "\ufffd" not in letter.encode().decode(page, errors="replace")
        )
    )
)


@dataclass(frozen=True)
class Encoding:
    """A text file's encoding: ``name`` as shown, ``codec`` for Python, and what was noticed.

    ``plain`` means a plain reader can take the rows as they lie; ``clean`` that there is
    nothing to remove. ``repair`` is the code page of the lines that are not UTF-8, in a file
    where some are.
    """

    name: str
    codec: str
    plain: bool
    clean: bool = True
    repair: str | None = None


@dataclass(frozen=True)
class Transcription:
    """What became of a file: whether it is ``plain`` now, the lines that were in another
    encoding than the file, and the characters removed."""

    plain: bool
    repaired_lines: int
    cleaned_characters: int


def find_encoding(path: Path) -> Encoding:
    """The encoding of the file at ``path``, read once from beginning to end at most."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return Encoding("utf-32", "utf-32", plain=False)
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
    valid, plain, clean, sample, previous = True, True, True, bytearray(), b""
    with path.open("rb") as file:
        for chunk in counted(iter(partial(file.read, CHUNK), b""), path.stat().st_size):
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
            seen = previous[-3:] + chunk
            plain = plain and not _has_oddities(seen)
            clean = clean and _is_clean(seen if previous else chunk.removeprefix(codecs.BOM_UTF8))
            if not valid and len(sample) < _SAMPLE:
                lines = (line for line in re.split(rb"[\r\n]+", chunk) if not line.isascii())
                sample += b"\n".join(lines)[:_SAMPLE]
            if not valid and len(sample) >= _SAMPLE:
                break
            previous = chunk
    if valid:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            valid = False
            sample += previous
    if valid:
        return Encoding("utf-8", "utf-8-sig", plain, clean)
    sampled = bytes(sample).split(b"\n")
    odd = [line for line in sampled if not _mostly_utf8(line)]
    page = find_code_page(b"\n".join(odd))
    if _mostly_utf8(bytes(sample)):
        return Encoding("utf-8", "utf-8-sig", False, clean, repair=page)
    mixed = any(_surely_utf8(line) for line in sampled)
    return Encoding(page, codec_of(page), False, clean, repair=page if mixed else None)


def _mostly_utf8(data: bytes) -> bool:
    """Whether more letters beyond ASCII are right in UTF-8 than are wrong."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) > 2 * wrong


def _surely_utf8(line: bytes) -> bool:
    """Whether a line beyond ASCII is UTF-8 with letters that Polish or Russian words have."""
    try:
        letters = [letter for letter in line.decode("utf-8") if not letter.isascii()]
    except UnicodeDecodeError:
        return False
    return bool(letters) and all("\u0400" <= c <= "\u045f" or c in _POLISH for c in letters)


def _has_oddities(data: bytes) -> bool:
    """Blank lines shift the row numbers of a plain reader; lone CR and ``="1"`` break it."""
    returns = b"\r" in data and (b"\n\r\n" in data or b"\r\r" in data)
    return returns or b"\n\n" in data or b'="' in data


def _is_clean(data: bytes) -> bool:
    # Each of these is much faster than one expression for all.
    if len(data.translate(None, _CONTROLS)) < len(data) or codecs.BOM_UTF8 in data:
        return False
    return _UNSEEN.search(data) is None


def decode(path: Path, encoding: Encoding) -> Iterator[str]:
    """The text of the file in chunks; a byte that does not fit becomes U+FFFD."""
    for text, _ in _decode(path, encoding):
        yield text


def _decode(path: Path, encoding: Encoding) -> Iterator[tuple[str, int]]:
    """The text in chunks, each with the number of its lines in another encoding."""
    if encoding.repair:
        yield from _decode_lines(path, codec_of(encoding.repair), encoding.name == "utf-8")
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    with path.open("rb") as file:
        for chunk in counted(iter(partial(file.read, CHUNK), b""), path.stat().st_size):
            yield decoder.decode(chunk), 0
        yield decoder.decode(b"", final=True), 0


def _decode_lines(path: Path, codec: str, utf8_is_usual: bool) -> Iterator[tuple[str, int]]:
    """Each line as UTF-8, or in the code page ``codec`` where that is what it is."""
    with path.open("rb") as file:
        first = True
        for line in counted(iter(partial(file.readline, CHUNK), b""), path.stat().st_size):
            plain = line.removeprefix(codecs.BOM_UTF8) if first else line
            first = False
            if plain.isascii():
                yield plain.decode("ascii"), 0
                continue
            utf8 = _mostly_utf8(plain) if utf8_is_usual else _surely_utf8(plain)
            text = plain.decode("utf-8" if utf8 else codec, errors="replace")
            yield text, int(utf8 is not utf8_is_usual)


def transcode(path: Path, encoding: Encoding, target: Path) -> Transcription:
    """Write the text as clean UTF-8 to ``target`` and say what became of it."""
    plain, previous, repaired, cleaned = True, b"", 0, 0
    with target.open("wb") as out:
        for position, (text, lines) in enumerate(_decode(path, encoding)):
            repaired += lines
            text = text.removeprefix("\ufeff") if position == 0 else text
            data = text.encode("utf-8", errors="replace")
            if not _is_clean(data):
                text, count = clean_characters(text)
                data, cleaned = text.encode("utf-8", errors="replace"), cleaned + count
            plain = plain and not _has_oddities(previous[-3:] + data)
            out.write(data)
            previous = data or previous
    return Transcription(plain, repaired, cleaned)


def clean_characters(text: str) -> tuple[str, int]:
    """``text`` without characters that nobody can see (odd line breaks become spaces), and
    how many those were."""
    count = len(_ODD.findall(text))
    return (text.translate(_BREAKS | _REMOVED), count) if count else (text, 0)


def looks_converted_twice(text: str) -> bool:
    """Whether UTF-8 was taken for a code page and converted again (``Å‚`` for ``ł``)."""
    pairs = len(_TWICE.findall(text))
    return pairs > 2 and 2 * pairs > 0.6 * sum(not letter.isascii() for letter in text)

"""What the owner said of the columns of a file, for the next file with the same headers.

Only the owner's own words are kept, never a guess: which column means what or keeps its own
name, what a row is, whether the day comes first. They belong to a layout, the set of headers
in any order.

A file with the same set gets all of them. A file that differs in at most a fifth of the
headers (a column came or went) is taken for the same export, but only the words on columns
that it still has are used: what a row is and the order of dates may have changed with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from segmentation.columns import MEANING, Kind
from segmentation.ingest.guesses import ColumnGuess
from segmentation.ingest.headers import normalize
from segmentation.ingest.mapping import ColumnMapping
from segmentation.saved import dump, load

REMEMBERED = "remembered columns"  # the choice that a shop keeps them under
_ALIKE = 0.8  # headers in common, of all headers of the two
_MOST_LAYOUTS = 100


@dataclass(frozen=True)
class Word:
    """The owner's word on one column; ``own`` keeps it under its own name."""

    header: str
    meaning: str | None
    own: bool = False


@dataclass(frozen=True)
class Layout:
    """The words on the files with these headers (in plain words, sorted)."""

    headers: tuple[str, ...]
    words: tuple[Word, ...]
    kind: Kind | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class _Layouts:
    """All layouts that the owner said something of; the latest last."""

    all: tuple[Layout, ...] = ()


def recall(text: str | None, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping after the words that were said of this layout, or of one like it.

    ``text`` is what :func:`learn` returned, None when nothing was said yet.
    """
    layouts, headers = _read(text), _layout(mapping)
    same = next((layout for layout in layouts if layout.headers == headers), None)
    if same is None:
        alike = [one for one in layouts if _likeness(one.headers, headers) >= _ALIKE]
        return _say(mapping, alike[-1].words) if alike else mapping
    if same.kind and same.kind != mapping.kind:
        mapping = mapping.with_kind(same.kind)
    mapping = _say(mapping, same.words)
    return mapping if same.day_first is None else mapping.with_day_first(same.day_first)


def learn(text: str | None, before: ColumnMapping, after: ColumnMapping) -> str:
    """All words, with those that the owner said by making ``after`` of ``before``."""
    layouts, headers = _read(text), _layout(after)
    known = next((layout for layout in layouts if layout.headers == headers), None)
    kind = known.kind if known else None
    layout = Layout(
        headers=headers,
        words=tuple(word for guess in after.guesses if (word := _word(guess))),
        kind=after.kind if after.kind != before.kind else kind,
        day_first=after.day_first,
    )
    others = tuple(one for one in layouts if one.headers != headers)
    return _written((*others, layout)[-_MOST_LAYOUTS:])


def forget(text: str | None, mapping: ColumnMapping) -> str:
    """All words without those that :func:`recall` would use for this mapping."""
    headers = _layout(mapping)
    return _written(one for one in _read(text) if _likeness(one.headers, headers) < _ALIKE)


def _read(text: str | None) -> tuple[Layout, ...]:
    return load(_Layouts, text).all if text else ()


def _written(layouts: Iterable[Layout]) -> str:
    return dump(_Layouts(tuple(layouts))) or "{}"


def _layout(mapping: ColumnMapping) -> tuple[str, ...]:
    return tuple(sorted({_plain(guess.header) for guess in mapping.guesses}))


def _plain(header: str) -> str:
    return normalize(header) or header.casefold()


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _word(guess: ColumnGuess) -> Word | None:
    """The owner's word in a guess; a column that keeps its own name is surely unknown to us."""
    if guess.reason in ("owner", "remembered"):
        return Word(_plain(guess.header), guess.meaning)
    if guess.reason == "unknown" and guess.confidence == 1.0:
        return Word(_plain(guess.header), None, own=True)
    return None


def _say(mapping: ColumnMapping, words: Sequence[Word]) -> ColumnMapping:
    headers = {_plain(guess.header): guess.header for guess in mapping.guesses}
    said = set()
    for word in words:
        header = headers.get(word.header)
        if header is None or (word.meaning is not None and word.meaning not in MEANING):
            continue
        if word.own:
            mapping = mapping.with_own_name(header)
        else:
            mapping = mapping.with_column(header, word.meaning)
            said.add(header)
    guesses = (
        replace(guess, reason="remembered") if guess.header in said else guess
        for guess in mapping.guesses
    )
    return replace(mapping, guesses=tuple(guesses))

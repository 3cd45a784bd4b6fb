"""How much room text takes, well enough to choose a size that fits.

Widths are those of Arial, rounded up by kind of letter, because the fonts of the reader's computer
are not at hand. A text is never smaller in fact than measured by more than a few per cent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

LEADING = 1.2
"""Height of a line, as a multiple of the size of its letters."""

_BOLDER = 1.07
_OF_ROOM = 0.85
_ROUNDING = 1e-6
_NARROW = frozenset("iljtfrI.,:;!|'’‘`()[]{}/\\ \u00a0\u202f-·ł")
_WIDE = frozenset("mwMWжшщюыфмЖШЩЮЫФМОQ@%—…œæ№")
_NARROW_EM, _USUAL_EM, _CAPITAL_EM, _WIDE_EM, _FULL_EM = 0.34, 0.56, 0.70, 0.88, 1.02


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of ``text`` on one line, in the unit of ``size``."""
    ems = sum(_em(letter) for letter in text)
    return ems * size * (_BOLDER if bold else 1.0)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_EM
    if letter in _WIDE:
        return _WIDE_EM
    if letter.isascii():
        return _CAPITAL_EM if letter.isupper() else _USUAL_EM
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL_EM
    if unicodedata.combining(letter):
        return 0.0
    return _CAPITAL_EM if letter.isupper() else _USUAL_EM + 0.02


def lines(text: str, size: float, room: float, bold: bool = False) -> int:
    """On how many lines of width ``room`` the text stands; words too long are broken."""
    return len(broken(text, size, room, bold))


def broken(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The text in lines of width ``room``; words too long are broken, no text has no line."""
    found: list[str] = []
    used, space = 0.0, width(" ", size, bold)
    for word in text.split(" ") if text else ():
        needed = width(word, size, bold)
        if found and used + space + needed <= room + _ROUNDING:
            found[-1] += f" {word}"
            used += space + needed
            continue
        for piece in _pieces(word, size, room, bold) if needed > room + _ROUNDING else (word,):
            found.append(piece)
            used = width(piece, size, bold)
    return found


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """A word in pieces that stand in ``room``, of at least one letter.

    What is one word only to a program is full of signs, which are measured less well.
    """
    found, used, room = [""], 0.0, room * _OF_ROOM
    for letter in word:
        needed = width(letter, size, bold)
        if found[-1] and used + needed > room + _ROUNDING:
            found, used = [*found, ""], 0.0
        found[-1] += letter
        used += needed
    return found


def height(text: str, size: float, room: float, bold: bool = False) -> float:
    """The height of ``text`` set in lines of width ``room``, in the unit of ``size``."""
    return lines(text, size, room, bold) * size * LEADING


def fitting_size(sizes: Sequence[float], needed: Callable[[float], float], room: float) -> float:
    """The first of ``sizes`` (largest first) at which ``needed`` is at most ``room``, else the
    last."""
    return next((size for size in sizes if needed(size) <= room), sizes[-1])

"""Text made safe for the file it goes into: no broken files, no sleeping formulas.

A name such as ``=1+1`` is a formula to Excel when it comes in a CSV. What is done about it
depends on who reads the file: a workbook marks the cell as text, a CSV for people gets an
apostrophe in front, a CSV for machines loses the sign (an apostrophe would end up in the
imported name). Background: CWE-1236 and OWASP "CSV injection".
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

MAX_CELL_LENGTH = 32_767  # Excel's limit for one cell, in UTF-16 units
SHORT = MAX_CELL_LENGTH // 2  # so many letters always fit, even where each takes two units
MAX_SHEET_NAME_LENGTH = 31  # Excel's limit, in UTF-16 units too

# Controls, lone surrogates and non-characters break XML; direction overrides and the byte
# order mark are invisible and make a cell read differently from what it holds. Joiners and
# simple left/right marks stay: emoji and Hebrew or Arabic names need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    "\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # with their full-width twins
_BLANKS = "\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064"  # and what nobody sees
_FORMULA_START = re.compile(f"[{_BLANKS}]*[{_SIGNS}]|[\t\n]")
_FORMULA_SIGNS = re.compile(f"[{_BLANKS}{_SIGNS}]*[{_SIGNS}][{_BLANKS}{_SIGNS}]*|[\t\n]+")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")

_SHEET_NAME_FORBIDDEN = re.compile(r"[\\/?*:\[\]\s]+")


def clean_text(text: str) -> str:
    """``text`` without characters a file cannot hold, cut to Excel's length of a cell."""
    if not text.isprintable():  # quick, and true of nearly every text
        text = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))
    return clip(text, MAX_CELL_LENGTH) if len(text) * 2 > MAX_CELL_LENGTH else text


def clip(text: str, units: int) -> str:
    """The longest start of ``text`` of at most ``units`` UTF-16 units, as Excel counts."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the cleaned ``text`` for a formula."""
    return not text[:1].isalnum() and _FORMULA_START.match(text) is not None


def for_people(text: str) -> str:
    """Cleaned ``text`` for a CSV opened in a spreadsheet: an apostrophe disarms a formula.

    A bare phone number such as ``+48600700800`` stays: it holds nothing to calculate.
    """
    if text.startswith("+") and _PHONE.fullmatch(text):
        return text
    text = clean_text(text)
    if starts_like_formula(text) and not _PHONE.fullmatch(text):
        return clip("'" + text, MAX_CELL_LENGTH)
    return text


def for_machines(text: str) -> str:
    """Cleaned ``text`` (a name, a note; never an id) for a CSV that a program imports.

    The signs a formula could begin with are taken away from the start.
    """
    text = clean_text(text)
    return _FORMULA_SIGNS.sub("", text, count=1) if starts_like_formula(text) else text


def is_unsafe(texts: pd.Series) -> npt.NDArray[np.bool_]:
    """Where a text is not written to a file for people as it is, shape (n,): it begins like a
    formula, holds characters that are taken out, or is longer than a cell."""
    codes, known = pd.factorize(texts.astype(object))
    changed = [
        # Nearly every text is there to see as it is.
        not (type(text) is str and text[:1].isalnum() and text.isprintable() and len(text) <= SHORT)
        and for_people(str(text)) != str(text)
        for text in known
    ]
    return np.array([*changed, False], dtype=bool)[codes]


def sheet_name(wanted: str, taken: set[str], otherwise: str) -> str:
    """A name Excel accepts for a sheet, as close to ``wanted`` as can be.

    ``taken`` holds the names in use in lower case, because Excel ignores case; the new one
    is added. ``otherwise`` is used when nothing of ``wanted`` is left.
    """
    base = _shorten(clean_text(wanted), MAX_SHEET_NAME_LENGTH)
    base = base or _shorten(otherwise, MAX_SHEET_NAME_LENGTH)
    name, number = base, 1
    # Excel keeps "History" for itself.
    while name.lower() in taken or name.lower() == "history":
        number += 1
        ending = f" ({number})"
        name = _shorten(base, MAX_SHEET_NAME_LENGTH - len(ending)) + ending
    taken.add(name.lower())
    return name


def _shorten(name: str, units: int) -> str:
    words = _SHEET_NAME_FORBIDDEN.sub(" ", name).strip(" '")
    return clip(words, units).strip(" '")

"""Values of contacts as the text a tool reads, a column at a time; equal values once.

Texts that people typed are made safe for a program first: no signs a formula begins with, no
characters that break files, no line breaks, nothing the tool cannot take. What was changed is
counted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.exports.lists import latin
from segmentation.exports.safety import for_machines
from segmentation.exports.targets import Field, Form, Hash, Target

_HASHES: dict[Hash, Callable[[bytes], hashlib._Hash]] = {
    "sha256": hashlib.sha256,
    "md5": partial(hashlib.md5, usedforsecurity=False),
}
_GENDERS = {"female": "F", "male": "M"}
_NO_LETTER = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, eq=False)
class Rendered:
    """A column ready to be written: ``texts`` with "" for nothing, in quotes where a CSV needs
    them.

    ``cleaned`` and ``cut`` (n,) say where signs were taken away, or the end of a long text.
    """

    header: str
    texts: list[str]
    cleaned: npt.NDArray[np.bool_]
    cut: npt.NDArray[np.bool_]


def render(table: pd.DataFrame, field: Field, target: Target, *, hashed: bool) -> Rendered:
    """The column ``field`` of ``target`` for the rows of ``table``."""
    hide = target.hash if hashed and field.hashed else None
    form = (field.hashed_as if hide else None) or field.form
    header = (field.hashed_header if hide else None) or field.header
    values = _full_names(table) if form == "full_name" else table[field.value]
    codes, known = pd.factorize(values.astype(object))
    if form in _TYPED:
        cleaned = cut = np.zeros(len(table), dtype=bool)
        texts = [_TYPED[form](value) for value in known]
    else:
        safe = [_safe(str(text), target) for text in known]
        shape = _SHAPED.get(form, str)
        shaped = [shape(text) for text, _, _ in safe]
        texts = [for_machines(text) for text in shaped]  # what stood before a sign may be gone
        cleaned = np.array(
            [
                *(
                    changed or text != before
                    for (_, changed, _), before, text in zip(safe, shaped, texts, strict=True)
                ),
                False,
            ]
        )[codes]
        cut = np.array([*(cut for _, _, cut in safe), False])[codes]
    if hide:
        texts = [hash_text(text, hide) if text else "" for text in texts]
    quoted = [*(quote(text, target.delimiter) for text in texts), ""]
    return Rendered(header, np.array(quoted, dtype=object)[codes].tolist(), cleaned, cut)


def quote(text: str, delimiter: str) -> str:
    """A cell of a CSV file (RFC 4180): in quotes only where it would not be one without."""
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if delimiter in text or "\n" in text or "\r" in text else text


def hash_text(text: str, how: Hash) -> str:
    """``text`` in UTF-8, hashed, as hexadecimal figures in lower case."""
    return _HASHES[how](text.encode()).hexdigest()


def _full_names(table: pd.DataFrame) -> pd.Series:
    """The full name where the files have it, else first and last name."""
    columns = (table[name].tolist() for name in ("name", "first_name", "last_name"))
    names = [
        name if name else " ".join(filter(None, (first, last))) or None
        for name, first, last in zip(*columns, strict=True)
    ]
    return pd.Series(names, index=table.index, dtype=object)


def _safe(text: str, target: Target) -> tuple[str, bool, bool]:
    """A text that ``target`` can take; whether signs were taken away, whether it was cut."""
    plain = " ".join(text.split())
    safe = for_machines(text)
    if target.unwanted:
        safe = re.sub(f"[{target.unwanted}]", "", safe)
        safe = for_machines(safe)
    safe = " ".join(safe.split())
    changed = safe != plain
    if target.longest is None:
        return safe, changed, False
    kept = _shortened(safe, target.longest, in_bytes=target.in_bytes)
    return kept, changed, kept != safe


def _shortened(text: str, longest: int, *, in_bytes: bool) -> str:
    if not in_bytes:
        return text[:longest].rstrip()
    return text.encode()[:longest].decode(errors="ignore").rstrip()


def _bare(text: str) -> str:
    """Lower case, letters, figures and single spaces."""
    return " ".join(_NO_LETTER.sub("", text.lower()).split())


def _tag(text: str) -> str:
    """One tag: a comma or a semicolon would make two of it."""
    return " ".join(re.sub("[,;|]", " ", text).split())


def _plain_tag(text: str) -> str:
    """A tag of Latin letters, figures and low lines."""
    return re.sub(r"[^A-Za-z0-9]+", "_", latin(text)).strip("_")


def _without_plus(email: str) -> str:
    """``anna+shop@x.pl`` is the mailbox ``anna@x.pl``."""
    return re.sub(r"\+[^@]*@", "@", email)


def _day(form: str) -> Callable[[pd.Timestamp], str]:
    return lambda moment: moment.strftime(form) if moment.year >= 1000 else ""


def _amount(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else ""


def _no_debt(value: float) -> str:
    """An amount of at least nothing: who returned more than they bought has none."""
    return _amount(value) if value >= 0 else ""


_TYPED: dict[Form, Callable[..., str]] = {
    "email": str,
    "email_without_plus": _without_plus,
    "e164": str,
    "digits": lambda phone: phone.lstrip("+"),
    "country": str,
    "small_country": str.lower,
    "gender": lambda gender: _GENDERS.get(gender, ""),
    "small_gender": lambda gender: _GENDERS.get(gender, "").lower(),
    "day": _day("%Y-%m-%d"),
    "day_first": _day("%d.%m.%Y"),
    "month_day": _day("%m/%d"),
    "amount": _amount,
    "no_debt": _no_debt,
    "count": lambda value: f"{value:.0f}",
    "yes_no": lambda agreed: "yes" if agreed else "no",
    "one_zero": lambda agreed: "1" if agreed else "0",
}
"""Forms of values that nobody typed, so that there is nothing to make safe."""

_SHAPED: dict[Form, Callable[[str], str]] = {
    "tag": _tag,
    "plain_tag": _plain_tag,
    "small": str.lower,
    "bare": _bare,
    "joined": lambda text: _bare(text).replace(" ", ""),
}

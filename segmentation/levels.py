"""The values of text columns: categories as integer codes, tags as yes/no, and which count.

A *level* is one value of a category, a *tag* one of several values a customer can have at once.
Both are read once per distinct text, so that 200,000 customers cost little more than 2,000.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.columns import TAG_SEPARATOR

MISSING = -1
MOST_LEVELS = 20
YES, NO = "yes", "no"

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Levels:
    """A category: ``codes`` (n,) index into ``names``, :data:`MISSING` where there is no value.

    Names come in the order in which the rows show them first.
    """

    codes: Codes
    names: tuple[str, ...]

    @property
    def counts(self) -> Codes:
        """How many rows have each level, shape (levels,)."""
        return np.bincount(self.codes[self.codes != MISSING], minlength=len(self.names))


@dataclass(frozen=True, eq=False)
class Tags:
    """A multi-valued column: row i holds the tags ``holds[patterns[i]]``.

    ``patterns`` (n,) is :data:`MISSING` where there is no value; ``holds`` is bool of shape
    (distinct texts, tags). ``names`` are the most frequent tags, ``found`` counts all of them.
    """

    patterns: Codes
    holds: npt.NDArray[np.bool_]
    names: tuple[str, ...]
    found: int

    @property
    def counts(self) -> Codes:
        """How many rows hold each tag, shape (tags,)."""
        known = self.patterns[self.patterns != MISSING]
        rows = np.bincount(known, minlength=len(self.holds))
        return np.asarray(rows @ self.holds, dtype=np.int64)


def read_levels(column: pd.Series) -> Levels:
    """The levels of a column: texts trimmed, blank ones missing, true and false as yes and no."""
    if pd.api.types.is_bool_dtype(column.dtype):
        column = column.astype(object).map({True: YES, False: NO})
    codes, texts = pd.factorize(column)
    # Trimming can make two texts one, so the distinct texts are numbered once more.
    trimmed = pd.Series([str(text).strip() or None for text in texts], dtype=object)
    merged, names = pd.factorize(trimmed)
    renumbered = np.append(merged, MISSING).astype(np.int64)
    return Levels(renumbered[codes], tuple(str(name) for name in names))


def read_tags(column: pd.Series, most: int = MOST_LEVELS) -> Tags:
    """The ``most`` frequent tags of a column of texts such as ``cats; garden``."""
    patterns = read_levels(column)
    split = [_split(text) for text in patterns.names]
    counts: Counter[str] = Counter()
    for tags, rows in zip(split, patterns.counts.tolist(), strict=True):
        counts.update(dict.fromkeys(tags, rows))
    names = tuple(name for name, _ in counts.most_common(most))
    place = {name: index for index, name in enumerate(names)}
    holds = np.zeros((len(split), len(names)), dtype=bool)
    for row, tags in enumerate(split):
        holds[row, [place[tag] for tag in tags if tag in place]] = True
    return Tags(patterns.codes, holds, names, len(counts))


def read_tag(column: pd.Series, tag: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which rows hold ``tag``, and which have a value at all; both of shape (n,)."""
    patterns = read_levels(column)
    holds = np.array([tag in _split(text) for text in patterns.names] + [False], dtype=bool)
    return holds[patterns.codes], patterns.codes != MISSING


def _split(text: str) -> tuple[str, ...]:
    """The distinct tags of one text, in their order."""
    parts = (part.strip() for part in text.split(TAG_SEPARATOR.strip()))
    return tuple(dict.fromkeys(part for part in parts if part))


def fewest(rows: int) -> int:
    """How many of ``rows`` must share a value for it to say something about groups.

    1% of them and at least 5; in a table of fewer than 50 a tenth, at least 2.
    """
    return max(-(-rows // 100), min(5, rows // 10), 2)


def frequent(counts: Codes, rows: int, most: int = MOST_LEVELS) -> Codes:
    """Places of the values that enough of ``rows`` share, most frequent first, at most ``most``.

    Equal counts keep their order, so the names of values play no part.
    """
    order = np.argsort(-counts, kind="stable")[:most]
    return order[counts[order] >= fewest(rows)]

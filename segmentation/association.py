"""How closely two variables go together: Cramér's V of their codes, whatever their kinds.

Numbers are cut into fifths first, so that a bent relation (the young and the old buy toys)
counts as well as a straight one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from segmentation.levels import MISSING, Codes, frequent, read_levels, read_tags

FIFTHS = (0.2, 0.4, 0.6, 0.8)
MOST_TAGS = 8


def number_codes(column: pd.Series) -> Codes:
    """Which fifth of its column each number is in, 0 .. 4; fewer where values repeat."""
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(values), MISSING)
    edges = np.unique(np.quantile(values[known], FIFTHS))
    codes = np.searchsorted(edges, values, side="left").astype(np.int64)
    # Edges that are also the smallest value leave an empty fifth below them.
    _, codes[known] = np.unique(codes[known], return_inverse=True)
    codes[~known] = MISSING
    return codes


def category_codes(column: pd.Series) -> Codes:
    """The frequent levels of a category as 0 .. , all others as one more."""
    levels = read_levels(column)
    kept = frequent(levels.counts, int(levels.counts.sum()))
    place = np.full(len(levels.names) + 1, len(kept))
    place[kept] = np.arange(len(kept))
    place[MISSING] = MISSING
    return place[levels.codes]


def tag_codes(column: pd.Series) -> list[Codes]:
    """For each of the most frequent tags, who holds it (1) and who has only others (0)."""
    tags = read_tags(column, MOST_TAGS)
    # A row of zeros at the end catches the pattern MISSING.
    holds = np.vstack([tags.holds.astype(np.int64), np.zeros((1, len(tags.names)), np.int64)])
    held = holds[tags.patterns]
    held[tags.patterns == MISSING] = MISSING
    return [held[:, tag] for tag in range(len(tags.names))]


def rank_correlation(one: pd.Series, other: pd.Series) -> float:
    """Spearman's rank correlation, -1 to 1, over the rows that have both; 0 where it has none."""
    both = one.notna().to_numpy() & other.notna().to_numpy()
    first, second = (column[both].astype("float64").rank() for column in (one, other))
    if first.nunique() < 2 or second.nunique() < 2:
        return 0.0
    return float(first.reset_index(drop=True).corr(second.reset_index(drop=True)))


def cramers_v(one: Codes, other: Codes) -> float:
    """Cramér's V, 0 to 1, over the rows that have both; corrected for chance (Bergsma, 2013).

    0 where there is nothing to compare.
    """
    both = (one != MISSING) & (other != MISSING)
    rows = int(both.sum())
    if rows < 2:
        return 0.0
    width = int(other[both].max()) + 1
    table = np.bincount(one[both] * width + other[both])
    table = np.pad(table, (0, -len(table) % width)).reshape(-1, width).astype(np.float64)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    r, c = table.shape
    if r < 2 or c < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / rows
    phi2 = float(np.sum((table - expected) ** 2 / expected)) / rows
    phi2 = max(0.0, phi2 - (r - 1) * (c - 1) / (rows - 1))
    shorter = min(size - (size - 1) ** 2 / (rows - 1) for size in (r, c))
    return min(1.0, float(np.sqrt(phi2 / (shorter - 1)))) if shorter > 1 else 0.0

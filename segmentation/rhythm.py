"""How soon customers of the shop come back: its usual gap between orders, in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from segmentation.counting import ALL_DOCUMENTS, View, counted_documents
from segmentation.shop import Schema, Shop


@dataclass(frozen=True)
class Rhythm:
    """``returning`` customers ordered on more than one day; half of them usually come back
    within ``median_gap`` days (None where nobody returned)."""

    returning: int = 0
    median_gap: float | None = None


def shop_rhythm(shop: Shop, view: View = ALL_DOCUMENTS, schema: Schema = "main") -> Rhythm:
    """The rhythm of the shop: the median over customers of each one's own median gap.

    Each customer counts once, so that a few who order every week do not speak for all. Orders of
    one day are one visit.
    """
    counted, values = counted_documents(schema, view)
    with shop.reading() as cursor:
        row = cursor.execute(
            f"""
            WITH {counted},
            visits AS (
                SELECT DISTINCT customer, ordered_at::DATE AS day FROM counted
                WHERE main AND class = 'order' AND customer IS NOT NULL
                    AND ordered_at IS NOT NULL),
            gaps AS (
                SELECT customer, date_diff('day', lag(day) OVER (
                    PARTITION BY customer ORDER BY day), day) AS gap FROM visits),
            usual AS (
                SELECT customer, median(gap) AS gap FROM gaps
                WHERE gap IS NOT NULL GROUP BY customer)
            SELECT count(*), median(gap) FROM usual""",
            values,
        ).fetchone()
    assert row is not None
    returning, gap = row
    return Rhythm(int(returning), None if gap is None else float(gap))

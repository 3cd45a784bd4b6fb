"""The shop at a glance, counted once for the same files."""

from __future__ import annotations

from pages.shared import compute
from segmentation.counting import View
from segmentation.overview import Overview, look_over


def overview(view: View) -> Overview:
    """The shop at a glance."""
    return _overview(compute.shop().fingerprint(), view)


@compute.cached(2)
def _overview(fingerprint: str, view: View) -> Overview:
    return look_over(compute.shop(), compute.customers(view), compute.totals(view), view)

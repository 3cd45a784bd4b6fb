"""Pictures of segments and of the shop with Altair, and a text for each that says the same.

Names and values stand in the picture itself, above or on the marks, so that nothing depends
on color or on a narrow axis. Every chart stretches to the width it is given.
"""

from segmentation.charts.comparison import shares_chart, shares_text, traits_chart, traits_text
from segmentation.charts.customer_map import map_chart, map_note, map_text
from segmentation.charts.distribution import distribution_chart, distribution_text
from segmentation.charts.fit import fits_chart, fits_text
from segmentation.charts.months import months_chart, months_text
from segmentation.charts.rfm_grid import rfm_chart, rfm_text
from segmentation.charts.series import series_chart, series_text
from segmentation.charts.tenths import tenths_chart, tenths_text

__all__ = [
    "distribution_chart",
    "distribution_text",
    "fits_chart",
    "fits_text",
    "map_chart",
    "map_note",
    "map_text",
    "months_chart",
    "months_text",
    "rfm_chart",
    "rfm_text",
    "series_chart",
    "series_text",
    "shares_chart",
    "shares_text",
    "tenths_chart",
    "tenths_text",
    "traits_chart",
    "traits_text",
]

"""Every color of the product, as hex text: the one source for theme, charts and portraits.

The eight segment colors of each mode stay apart for readers with normal sight,
deuteranopia and protanopia (CIEDE2000 of at least 16 between any two, simulated after
Machado, Oliveira and Fernandes 2009), and stand out from every ground they lie on
(contrast of at least 3:1, WCAG 2.2). ``.streamlit/config.toml`` repeats them because
Streamlit reads only that file; a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

LIGHT = (
    "#2D6950",  # pine
    "#CC6B14",  # orange
    "#4156B9",  # blue
    "#860D63",  # plum
    "#7B7CF4",  # periwinkle
    "#749271",  # sage
    "#4D929B",  # teal
    "#743608",  # chestnut
)

DARK = (
    "#87E7D0",  # mint
    "#B36A00",  # amber
    "#687BF1",  # blue
    "#B05370",  # rose
    "#D0B7FF",  # lilac
    "#D4D759",  # lime
    "#549DA4",  # teal
    "#C49980",  # sand
)


@dataclass(frozen=True)
class Ground:
    """What lies under and around the segment colors in one mode.

    ``primary`` fills the main button, so white text on it has a contrast of at least 4.5:1.
    """

    background: str
    second_background: str
    sidebar: str
    text: str
    border: str
    primary: str


LIGHT_GROUND = Ground(
    background="#FFFFFF",
    second_background="#F4F6F3",
    sidebar="#F1F4F0",
    text="#101815",
    border="#D9DED9",
    primary="#1F6F5C",
)

DARK_GROUND = Ground(
    background="#141917",
    second_background="#1E2522",
    sidebar="#1A201E",
    text="#E7ECE8",
    border="#38423E",
    primary="#2C836D",
)


def segment_color(index: int, dark: bool = False) -> str:
    """The color of the segment at ``index`` (0-based, in display order).

    After the eighth the colors start again; labels and order tell those apart.
    """
    colors = DARK if dark else LIGHT
    return colors[index % len(colors)]


def ground(dark: bool = False) -> Ground:
    """Background, text and button colors of the mode."""
    return DARK_GROUND if dark else LIGHT_GROUND

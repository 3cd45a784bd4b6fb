"""The colors: the same in the theme as in the code, and readable for everybody."""

from __future__ import annotations

import itertools
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from segmentation import palette

Color = tuple[float, float, float]
Matrix = tuple[Color, Color, Color]

ROOT = Path(__file__).parents[1]
MODES = {
    "light": (palette.LIGHT, palette.LIGHT_GROUND),
    "dark": (palette.DARK, palette.DARK_GROUND),
}
# Streamlit draws captions in the text color with this opacity.
CAPTION_OPACITY = 0.6
WHITE: Color = (1.0, 1.0, 1.0)

# Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision
# deficiency (2009), severity 1.0, on linear RGB.
SIGHT: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
LUMINANCE: Color = (0.2126729, 0.7151522, 0.0721750)
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    LUMINANCE,
    (0.0193339, 0.1191920, 0.9503041),
)


def from_hex(text: str) -> Color:
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def linear(color: Color) -> Color:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return red, green, blue


def dot(row: Color, color: Color) -> float:
    return sum(a * b for a, b in zip(row, color, strict=True))


def times(matrix: Matrix, color: Color) -> Color:
    return dot(matrix[0], color), dot(matrix[1], color), dot(matrix[2], color)


def contrast(one: Color, other: Color) -> float:
    """Contrast of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(dot(LUMINANCE, linear(color)) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def faded(color: Color, under: Color, opacity: float) -> Color:
    red, green, blue = (a * opacity + b * (1 - opacity) for a, b in zip(color, under, strict=True))
    return red, green, blue


def lab(color: Color) -> Color:
    """CIE L*a*b* (D65) of a color in linear RGB."""

    def compress(value: float) -> float:
        return math.cbrt(value) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    red, green, blue = (min(max(c, 0.0), 1.0) for c in color)
    xyz, white = times(TO_XYZ, (red, green, blue)), times(TO_XYZ, WHITE)
    x, y, z = (compress(part / whole) for part, whole in zip(xyz, white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Color, other: Color) -> float:
    """Distance of two L*a*b* colors after Sharma, Wu, Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = stretch * a1, stretch * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360

    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360

    def cos(degrees: float) -> float:
        return math.cos(math.radians(degrees))

    weight = (
        1
        - 0.17 * cos(mean_h - 30)
        + 0.24 * cos(2 * mean_h)
        + 0.32 * cos(3 * mean_h + 6)
        - 0.20 * cos(4 * mean_h - 63)
    )
    scale_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    scale_c, scale_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * weight
    rotation = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    rotation *= -math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    dl, dc, dh = (l2 - l1) / scale_l, (c2 - c1) / scale_c, hue / scale_h
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


@pytest.fixture(scope="module")
def theme() -> dict[str, Any]:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["theme"]
    return found


# Pairs 1, 7, 17 and 25 of the published test data: the blues, and hues across 0 degrees.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_distance_agrees_with_the_published_examples(
    one: Color, other: Color, expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_contrast_of_black_on_white() -> None:
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
def test_theme_has_the_colors_of_the_code(theme: dict[str, Any], mode: str) -> None:
    colors, ground = MODES[mode]
    assert theme[mode] == {
        "primaryColor": ground.primary,
        "backgroundColor": ground.background,
        "secondaryBackgroundColor": ground.second_background,
        "textColor": ground.text,
        "borderColor": ground.border,
        "chartCategoricalColors": list(colors),
        "sidebar": {"backgroundColor": ground.sidebar},
    }


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("mode", MODES)
def test_segments_are_told_apart(mode: str, sight: str) -> None:
    seen = {text: lab(times(SIGHT[sight], linear(from_hex(text)))) for text in MODES[mode][0]}
    assert len(seen) == 8
    distances = {
        pair: ciede2000(seen[pair[0]], seen[pair[1]]) for pair in itertools.combinations(seen, 2)
    }
    assert min(distances.values()) >= 16, min(distances, key=distances.__getitem__)


@pytest.mark.parametrize("mode", MODES)
def test_segments_stand_out_from_every_ground(mode: str) -> None:
    colors, ground = MODES[mode]
    for color, under in itertools.product(
        colors, (ground.background, ground.second_background, ground.sidebar)
    ):
        assert contrast(from_hex(color), from_hex(under)) >= 3, (color, under)


@pytest.mark.parametrize("mode", MODES)
def test_text_and_captions_are_readable(mode: str) -> None:
    _, ground = MODES[mode]
    text = from_hex(ground.text)
    for under in map(from_hex, (ground.background, ground.second_background, ground.sidebar)):
        assert contrast(text, under) >= 7
        assert contrast(faded(text, under, CAPTION_OPACITY), under) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_main_button_is_readable_and_stands_out(mode: str) -> None:
    _, ground = MODES[mode]
    primary = from_hex(ground.primary)
    assert contrast(WHITE, primary) >= 4.5
    assert contrast(primary, from_hex(ground.background)) >= 3


def test_ninth_segment_starts_again() -> None:
    assert palette.segment_color(8) == palette.segment_color(0) == palette.LIGHT[0]
    assert palette.segment_color(9, dark=True) == palette.DARK[1]
    assert palette.ground(dark=True) is palette.DARK_GROUND
    assert palette.ground() is palette.LIGHT_GROUND

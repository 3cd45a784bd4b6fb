"""What all tests share: one thread for numbers, steady examples, and where Chromium is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from segmentation.shop import Shop

# Before numpy and scikit-learn are imported: with more threads than idle cores, k-means
# spends its time waiting.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
# The shipped configuration hides what went wrong; a failing test should show it.
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "microsoft-edge",
)
# Where the installers of macOS and Windows put it; those do not extend PATH.
CHROMIUM_PLACES = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
)
NO_CHROMIUM = (
    "Browser tests need Chromium: `sudo apt-get install chromium`, or set CHROMIUM to the path "
    "of Chromium, Chrome or Edge."
)


def find_chromium() -> str | None:
    """The path of a Chromium, Chrome or Edge on this computer."""
    if given := os.environ.get("CHROMIUM"):
        return shutil.which(given)
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    return next((str(place) for place in CHROMIUM_PLACES if place.exists()), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one the test is skipped, but on CI it fails."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM, pytrace=False)
        pytest.skip(NO_CHROMIUM)
    return path


@pytest.fixture
def shop() -> Iterator[Shop]:
    """An empty shop of the test's own."""
    with closing(Shop.open_temporary()) as opened:
        yield opened

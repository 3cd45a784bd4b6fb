"""What all tests share: one thread for numbers, steady examples, and where Chromium is."""

from __future__ import annotations

import os
import random
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
settings.register_profile("fresh", settings.get_profile("steady"), derandomize=False)
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--examples",
        type=int,
        metavar="N",
        help="draw N times as many examples of every property, and others than usual",
    )


@pytest.hookimpl(tryfirst=True)  # before Hypothesis looks for its seed
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("examples"):
        settings.load_profile("fresh")
        if config.getoption("hypothesis_seed") is None:
            config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str | None:
    if not config.getoption("examples"):
        return None
    return f"examples drawn by --hypothesis-seed={config.getoption('hypothesis_seed')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Multiply the examples of all properties by what ``--examples`` asks for."""
    name, times = "_hypothesis_internal_use_settings", config.getoption("examples")
    properties = {test for item in items if hasattr(test := getattr(item, "obj", None), name)}
    for test in properties if times else ():
        usual = getattr(test, name)
        setattr(test, name, settings(usual, max_examples=usual.max_examples * times))


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

"""Each test has a shop of its own, and may look at what a download would hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config

from pages.shared import compute
from segmentation.launch import SHOP_VARIABLE
from segmentation.segments import stability


@pytest.fixture(autouse=True)
def shown_faults() -> None:
    """What goes wrong is raised: the shipped configuration, which hides it, beats a variable."""
    config.set_option("client.showErrorDetails", "full")


@pytest.fixture(autouse=True)
def few_reruns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups are drawn anew 5 times instead of 100: what comes of it is tested elsewhere."""
    monkeypatch.setattr(compute, "rerun", partial(stability.rerun, runs=5))


@pytest.fixture(autouse=True)
def own_shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A temporary shop, deleted afterwards."""
    monkeypatch.delenv(SHOP_VARIABLE, raising=False)
    yield
    leave()


@pytest.fixture
def kept_shop(own_shop: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop that is kept in this folder, as under the command."""
    monkeypatch.setenv(SHOP_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the download buttons of the last run would give, by file name."""
    made: dict[str, bytes] = {}
    real = st.download_button

    def give(label: str, data: Callable[[], bytes], file_name: str, **settings: Any) -> bool:
        made[file_name] = data()
        return real(label, data, file_name, **settings)

    monkeypatch.setattr(st, "download_button", give)
    return made


def leave() -> None:
    """End all sessions, and close their shops."""
    st.cache_resource.clear()

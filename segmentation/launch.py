"""Open the app: Streamlit as a child process, with the shop kept in the user's data folder.

One app a shop: a second start shows where the first one runs.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
import webbrowser
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path

import platformdirs

from segmentation.errors import fail

SHOP_VARIABLE = "SEGMENTATION_SHOP"
_FIRST_PORT = 8501
_PORT, _HEADLESS = "--server.port", "--server.headless"
# Until the first visit Streamlit takes a folder called pages for an app of its older kind, and
# would meet a visitor who comes back to another page than the first with "Page not found".
_START = """
from streamlit.web.cli import main
try:
    from streamlit.runtime.pages_manager import PagesManager
    PagesManager.uses_pages_directory = False
except ImportError:
    pass
main(prog_name="streamlit")
"""


def open_app(options: Sequence[str]) -> int:
    """Start the app with Streamlit's ``options`` and wait for it; returns its exit code.

    Where it runs already it is shown in the browser, unless it was started without one.

    Raises SegmentationError (no_shop_folder) where the shop cannot be kept.
    """
    app, folder = find_app(), shop_folder()
    note = folder / "running.json"
    if running := _running_at(note):
        print(f"The app is already open at {running}")  # noqa: T201 - the command's answer
        if _option(options, _HEADLESS) != "true":
            webbrowser.open(running)
        return 0
    port = _port(options)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(json.dumps({"url": f"http://127.0.0.1:{port}"}), encoding="utf-8")
    except OSError as error:
        raise fail("no_shop_folder", file=str(folder)) from error
    command = [sys.executable, "-c", _START, "run", str(app), *options]
    if _option(options, _PORT) is None:
        command += [_PORT, str(port)]
    try:
        return subprocess.run(
            command, env={**os.environ, SHOP_VARIABLE: str(folder)}, check=False
        ).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        note.unlink(missing_ok=True)


def shop_folder() -> Path:
    """Where the shop is kept: SEGMENTATION_SHOP, else the user's data folder."""
    chosen = os.environ.get(SHOP_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("segmentation", False))


def find_app() -> Path:
    """The app's main script: inside an installed package, else beside it in a checkout."""
    package = Path(__file__).parent
    places = (package / "app" / "app.py", package.parent / "app.py")
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise fail("file_missing", file="app.py")
    return found


def _running_at(note: Path) -> str | None:
    """The address that ``note`` names, if an app answers there."""
    try:
        url = str(json.loads(note.read_text(encoding="utf-8"))["url"])
        # Without proxies: this question is for this computer alone.
        local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with local.open(f"{url}/_stcore/health", timeout=2) as answer:
            return url if answer.status == 200 else None
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return None


def _option(options: Sequence[str], wanted: str) -> str | None:
    """The value given for an option, written with a space or with "="; None where it is not."""
    for position, option in enumerate(options):
        name, _, value = option.partition("=")
        if name == wanted:
            return value or (options[position + 1] if position + 1 < len(options) else "")
    return None


def _port(options: Sequence[str]) -> int:
    """The port asked for in the options, else the first free one from 8501."""
    asked = _option(options, _PORT) or ""
    if asked.isdigit():
        return int(asked)
    for port in range(_FIRST_PORT, _FIRST_PORT + 100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return _FIRST_PORT

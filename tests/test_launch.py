"""Opening the app: one a shop, where to, and how Streamlit is called. Nothing is really opened."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from segmentation.errors import SegmentationError
from segmentation.launch import SHOP_VARIABLE, find_app, open_app, shop_folder


class Started:
    """Stands in for subprocess.run: notes the call and what lay beside the shop then."""

    def __init__(self, folder: Path, code: int = 0) -> None:
        self.folder, self.code = folder, code
        self.command: list[str] = []
        self.env: dict[str, str] = {}
        self.note: dict[str, str] = {}

    def __call__(
        self, command: list[str], *, env: dict[str, str], check: bool
    ) -> subprocess.CompletedProcess[bytes]:
        assert not check
        self.command, self.env = command, env
        self.note = json.loads((self.folder / "running.json").read_text(encoding="utf-8"))
        return subprocess.CompletedProcess(command, self.code)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the shop is to be kept; it is not there yet."""
    chosen = tmp_path / "data" / "shop"
    monkeypatch.setenv(SHOP_VARIABLE, str(chosen))
    return chosen


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


@pytest.fixture
def started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Started:
    stand_in = Started(folder)
    monkeypatch.setattr(subprocess, "run", stand_in)
    return stand_in


class _Healthy(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def running() -> Iterator[str]:
    """The address of something that answers like the app."""
    _Healthy.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Healthy) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def note(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    path = folder / "running.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_streamlit_is_called_with_the_shop_and_a_port(started: Started, folder: Path) -> None:
    assert open_app(["--server.headless", "true"]) == 0
    python, given, code, run, app, headless, true, option, port = started.command
    assert (python, given, run) == (sys.executable, "-c", "run")
    compile(code, "start", "exec")
    assert (headless, true, option) == ("--server.headless", "true", "--server.port")
    assert Path(app) == find_app() and Path(app).name == "app.py"
    assert started.env[SHOP_VARIABLE] == str(folder)
    assert started.env.items() >= os.environ.items()
    assert started.note == {"url": f"http://127.0.0.1:{port}"}
    assert not (folder / "running.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_folder_is_private(started: Started, folder: Path) -> None:
    open_app([])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("options", [["--server.port", "8600"], ["--server.port=8600"]])
def test_a_port_asked_for_is_used(started: Started, options: list[str]) -> None:
    open_app(options)
    assert started.note == {"url": "http://127.0.0.1:8600"}
    assert started.command[5:] == options


def test_a_port_in_use_is_passed_over(started: Started) -> None:
    open_app([])
    free = int(started.command[-1])
    with socket.create_server(("127.0.0.1", free)):
        open_app([])
    assert int(started.command[-1]) > free


@pytest.mark.parametrize(
    ("options", "opens"),
    [([], True), (["--server.headless", "true"], False), (["--server.headless=true"], False)],
)
def test_a_second_start_shows_where_the_first_runs(
    started: Started,
    folder: Path,
    running: str,
    options: list[str],
    opens: bool,
    shown: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # a proxy is never asked
    first = note(folder, json.dumps({"url": running}))
    assert open_app(options) == 0
    assert shown == [running] * opens
    assert running in capsys.readouterr().out
    assert _Healthy.asked == ["/_stcore/health"]
    assert started.command == []
    assert first.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"url": "nowhere"}', '{"url": "http://127.0.0.1:9"}']
)
def test_a_note_left_behind_is_no_running_app(started: Started, folder: Path, text: str) -> None:
    note(folder, text)
    open_app([])
    assert started.command


def test_something_else_on_the_port_is_no_running_app(started: Started, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.x.pl\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        note(folder, json.dumps({"url": f"http://127.0.0.1:{server.getsockname()[1]}"}))
        open_app([])
        thread.join()
    assert started.command


def test_the_code_of_streamlit_is_passed_on(started: Started) -> None:
    started.code = 7
    assert open_app([]) == 7


def test_stopping_by_hand_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", stopped)
    assert open_app([]) == 0
    assert not (folder / "running.json").exists()


def test_a_folder_that_cannot_be_is_said(started: Started, folder: Path) -> None:
    folder.parent.parent.mkdir(exist_ok=True)
    folder.parent.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(SegmentationError) as caught:
        open_app([])
    assert caught.value.problem.id == "no_shop_folder"
    assert caught.value.problem.file == str(folder)
    assert started.command == []


def test_where_the_shop_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop_folder() == folder
    monkeypatch.delenv(SHOP_VARIABLE)
    assert shop_folder().name == "segmentation"
    assert shop_folder().is_absolute()

"""The app as a child process on a free port of this computer."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from segmentation.launch import SHOP_VARIABLE

ROOT = Path(__file__).parents[2]
# What the console script does; a test environment may have no scripts on its path.
COMMAND = (sys.executable, "-c", "from segmentation.cli import main; main()")
STREAMLIT = (sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"))
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, and where it writes what it says."""

    url: str
    log: Path


@contextlib.contextmanager
def serve(shop: Path | None) -> Iterator[Server]:
    """The app of a kept shop through the command, or with temporary shops through Streamlit."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--server.headless", "true", "--server.port", str(port))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log.txt"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*(COMMAND if shop else STREAMLIT), *options],
                cwd=ROOT,
                env=environment(shop),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                server = Server(f"http://127.0.0.1:{port}", log)
                _wait_for(server, process)
                yield server
            finally:
                _stop(process)


def environment(shop: Path | None) -> dict[str, str]:
    """This process's environment, with the folder of the kept shop or without."""
    kept = {SHOP_VARIABLE: str(shop)} if shop else {}
    without = {key: value for key, value in os.environ.items() if key != SHOP_VARIABLE}
    return {**without, "PYTHONPATH": str(ROOT), **kept}


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer,
        ):
            if answer.status == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the app did not start: {server.log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and the one it started, as closing its window does."""
    if os.name == "nt":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

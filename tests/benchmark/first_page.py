"""The measured start of the app: from ``streamlit run`` to the first page drawn in a browser.

The browser is open already; the disk is warm because the second of two starts counts.
"""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time

from tests.benchmark.measuring import ROOT, environment

PATIENCE = 60.0
_DRAWN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const main = document.querySelector('[data-testid="stMain"]');
    return app?.dataset.testScriptState === "notRunning" && main?.innerText.trim().length > 0;
}"""
_FAILED = '[data-testid="stException"]'


def run() -> dict[str, float | str]:
    """``seconds`` to the first page; or ``missing``, what is not there to measure it with."""
    if not (ROOT / "app.py").exists():
        return {"missing": "app.py"}
    shipped = environment()  # before the tests' own settings change it
    from playwright.sync_api import sync_playwright

    from tests.conftest import find_chromium

    chromium = find_chromium()
    if chromium is None:
        return {"missing": "Chromium"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        seconds = 0.0
        for _ in range(2):
            page = browser.new_page()
            port = _free_port()
            command = [
                sys.executable, "-m", "streamlit", "run", "app.py",
                "--server.headless", "true", "--server.port", str(port),
            ]  # fmt: skip
            started = time.monotonic()
            app = subprocess.Popen(
                command, cwd=ROOT, env=shipped,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                _wait_for_server(port)
                page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
                page.wait_for_function(_DRAWN, timeout=PATIENCE * 1000)
                seconds = time.monotonic() - started
                if page.locator(_FAILED).count():
                    raise RuntimeError("the first page shows an error")
            finally:
                page.close()
                app.terminate()
                app.wait()
        browser.close()
    return {"seconds": seconds}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_server(port: int) -> None:
    patient_until = time.monotonic() + PATIENCE
    while time.monotonic() < patient_until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.02)
    raise RuntimeError("the app did not start")


if __name__ == "__main__":
    print(json.dumps(run()))

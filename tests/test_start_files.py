"""The files that open the app with a double click: each way they can go, without the network.

Start.command is run with a stand-in for Python that notes what is asked of it. Start.bat can only
be read here: what is checked is what usually goes wrong in such files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from segmentation.language import CODES

ROOT = Path(__file__).parents[1]
COMMAND, BATCH = ROOT / "Start.command", ROOT / "Start.bat"
LAUNCHER = ROOT / "launcher"
MESSAGES = {"failed", "first_time", "no_folder", "no_internet", "no_python", "opening", "update"}

# Stands in for Python of the version in $VERSION: makes an environment with itself inside, and
# notes what it is asked in asked.txt. With the file offline it installs nothing.
PYTHON = """#!/bin/sh
case "$*" in
  *version_info*) case "$VERSION" in 3.[0-9]|3.10) exit 1 ;; *) exit 0 ;; esac ;;
  "-c import pip") [ ! -e .venv/half ]; exit ;;
  "-m venv .venv") echo "venv" >>asked.txt; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  "-m pip install"*) echo "install" >>asked.txt; [ ! -e offline ] ;;
  *segmentation.cli*) shift 2; echo "open $*" >>asked.txt; exit "${CODE:-0}" ;;
  *) echo "unexpected: $*" >>asked.txt; exit 9 ;;
esac
"""


class Folder:
    """The project in a folder of its own, and a computer with one Python or none."""

    def __init__(self, place: Path) -> None:
        self.place, self.tools = place / "Мой sklep żółć & co", place / "tools"
        self.place.mkdir()
        self.tools.mkdir()
        for name in ("app.py", "pyproject.toml", "Start.command"):
            shutil.copy(ROOT / name, self.place)
        shutil.copytree(LAUNCHER, self.place / "launcher")
        for tool in ("cat", "cmp", "cp", "dirname", "mkdir", "rm", "uname"):
            (self.tools / tool).symlink_to(shutil.which(tool) or tool)

    def install(self, name: str = "python3") -> None:
        stand_in = self.tools / name
        stand_in.write_text(PYTHON, encoding="utf-8")
        stand_in.chmod(0o755)

    def start(self, *options: str, version: str = "3.13", locale: str = "C", code: int = 0) -> str:
        """What it says, with its exit code on the first line."""
        sh = shutil.which("sh")
        assert sh
        # Its own search of other places would find the Python of this computer.
        script = (self.place / "Start.command").read_text(encoding="utf-8")
        here = re.sub(r"PATH=\$PATH:\S+", "PATH=$PATH", script)
        (self.place / "Start.command").write_text(here, encoding="utf-8")
        done = subprocess.run(
            [sh, str(self.place / "Start.command"), *options],
            cwd="/",
            env={"PATH": str(self.tools), "LANG": locale, "VERSION": version, "CODE": str(code)},
            capture_output=True,
            check=False,
        )
        return f"{done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}"

    @property
    def asked(self) -> list[str]:
        """What Python was asked since the last look."""
        notes = self.place / "asked.txt"
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        notes.unlink(missing_ok=True)
        return lines

    @property
    def stamp(self) -> Path:
        return self.place / ".venv" / "pyproject.toml"


posix = pytest.mark.skipif(os.name == "nt", reason="Windows has Start.bat")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def message(name: str, code: str = "en") -> str:
    return (LAUNCHER / code / f"{name}.txt").read_text(encoding="utf-8")


@posix
def test_first_start_makes_what_is_needed_the_second_only_opens(folder: Folder) -> None:
    folder.install()
    said = folder.start("--server.port", "8600")
    assert said.startswith("0\n") and message("first_time") in said and message("opening") in said
    assert folder.asked == ["venv", "install", "open --server.port 8600"]
    assert folder.stamp.read_bytes() == (ROOT / "pyproject.toml").read_bytes()
    said = folder.start()
    assert message("first_time") not in said and message("opening") in said
    assert folder.asked == ["open "]


@posix
@pytest.mark.parametrize(
    ("locale", "code"), [("pl_PL.UTF-8", "pl"), ("ru_RU.UTF-8", "ru"), ("de_DE", "en"), ("", "en")]
)
def test_it_speaks_the_language_of_the_computer(folder: Folder, locale: str, code: str) -> None:
    folder.install()
    assert message("opening", code) in folder.start(locale=locale)


@posix
@pytest.mark.parametrize("version", ["", "3.9", "3.10"])
def test_without_a_new_python_it_says_where_to_get_one(folder: Folder, version: str) -> None:
    if version:
        folder.install()
    said = folder.start(version=version)
    assert said.startswith("1\n") and message("no_python") in said
    assert folder.asked == [] and not (folder.place / ".venv").exists()


@posix
def test_a_newer_python_is_found_beside_an_old_one(folder: Folder) -> None:
    old = folder.tools / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    folder.install("python3.12")
    assert folder.start().startswith("0\n")
    assert folder.asked == ["venv", "install", "open "]


@posix
def test_without_internet_it_says_so_and_goes_on_next_time(folder: Folder) -> None:
    folder.install()
    offline = folder.place / "offline"
    offline.touch()
    said = folder.start()
    assert said.startswith("1\n") and message("no_internet") in said
    assert folder.asked == ["venv", "install"] and not folder.stamp.exists()
    offline.unlink()
    assert message("update") in folder.start()
    assert folder.asked == ["install", "open "]


@posix
def test_half_made_environment_is_made_again(folder: Folder) -> None:
    folder.install()
    folder.start()
    (folder.place / ".venv" / "half").touch()  # no pip inside
    assert folder.asked and message("first_time") in folder.start()
    assert folder.asked == ["venv", "install", "open "]
    (folder.place / ".venv" / "bin" / "python").unlink()
    assert message("first_time") in folder.start()


@posix
def test_environment_that_cannot_be_made_is_said(folder: Folder) -> None:
    folder.install()
    (folder.tools / "cp").unlink()  # with which the stand-in makes it
    assert message("no_folder") in folder.start()


@posix
def test_new_version_of_the_project_is_installed(folder: Folder) -> None:
    folder.install()
    folder.start()
    with (folder.place / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n# newer\n")
    assert folder.asked and message("update") in folder.start()
    assert folder.asked == ["install", "open "]
    folder.start()
    assert folder.asked == ["open "]


@posix
def test_moved_folder_opens_without_installing(folder: Folder) -> None:
    folder.install()
    folder.start()
    folder.place = folder.place.rename(folder.place.with_name("elsewhere"))
    assert folder.asked and folder.start().startswith("0\n")
    assert folder.asked == ["open "]


@posix
def test_failure_of_the_app_is_said(folder: Folder) -> None:
    folder.install()
    assert message("failed") in folder.start(code=3)


@posix
def test_start_from_within_a_zip_asks_to_unpack(folder: Folder) -> None:
    folder.install()
    (folder.place / "app.py").unlink()
    assert folder.start().startswith("1\nPlease unpack the whole ZIP file first")


@posix
def test_command_may_be_run_and_has_the_line_ends_of_its_system() -> None:
    assert os.access(COMMAND, os.X_OK)
    assert b"\r" not in COMMAND.read_bytes()


# What both say


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_there_and_fits_the_window(code: str) -> None:
    files = {path.stem for path in (LAUNCHER / code).glob("*.txt")}
    assert files == MESSAGES
    for name in files:
        text = message(name, code)
        assert text.strip() and "!" not in text
        assert max(map(len, text.splitlines())) <= 100
        assert code == "en" or text != message(name)


def test_both_files_say_the_same() -> None:
    said = set(re.findall(r"(?:say|give_up) (\w+)", COMMAND.read_text(encoding="utf-8")))
    assert said == MESSAGES
    assert set(re.findall(r"call :say (\w+)", batch())) == MESSAGES


# The file for Windows


def batch() -> str:
    return BATCH.read_bytes().decode("ascii").replace("\r\n", "\n")


def test_batch_is_ascii_with_the_line_ends_of_windows() -> None:
    data = BATCH.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") > 50
    assert "Start.bat -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_batch_goes_to_labels_that_are_there() -> None:
    text = batch()
    labels = re.findall(r"^:(\w+)", text, re.MULTILINE)
    assert len(labels) == len(set(labels))
    targets = set(re.findall(r"goto (\w+)", text)) | set(re.findall(r"call :(\w+)", text))
    assert targets == set(labels)


def test_batch_falls_into_no_subroutine() -> None:
    before = {
        label: lines.strip().splitlines()[-1]
        for lines, label in re.findall(r"(?s)(.*?)^:(\w+)", batch(), 0 | re.MULTILINE)
    }
    ends = re.compile(r"^(exit /b|goto )")
    passed_through = {"install", "open", "stop"}  # one step after the other
    for label, line in before.items():
        assert label in passed_through or ends.match(line), (label, line)


def test_batch_quotes_every_path() -> None:
    for line in batch().splitlines():
        for name in ("inside", "stamp", "~dp0"):
            for place in re.finditer(re.escape(f"%{name}%" if name != "~dp0" else "%~dp0"), line):
                assert line[: place.start()].count('"') % 2 == 1, line
    assert "EnableDelayedExpansion" not in batch()  # an exclamation mark may be in a path


def test_batch_waits_where_something_is_to_be_read() -> None:
    assert batch().rstrip().endswith(":stop\npause\nexit /b 1")

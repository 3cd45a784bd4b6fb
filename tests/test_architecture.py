"""The house as the README's map draws it: rooms, ways between them, and what stays outside."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]
OURS = {"app", "pages", "sample_data", "segmentation", "tests"}
PURE = ("sample_data", "segmentation")
MAX_LINES = 400
# They say nothing about what lies inside.
EMPTY_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
# Needed to run the checks, imported by none of them.
TOOLS = {"mypy", "ruff", "pandas-stubs", "pytest-xdist"}
CLOCK = re.compile(
    r"\b(?:now|today|utcnow)\(|\btime\.time\(|\bcurrent_(?:date|time|timestamp)\b|\bgetdate\(",
    re.IGNORECASE,
)


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def product() -> list[Path]:
    return [ROOT / "app.py", *files("pages", "sample_data", "segmentation")]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The top-level names of the packages a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


def normalized(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def distributions(paths: list[Path]) -> set[str]:
    """The distributions whose packages the files import, without our own."""
    known = packages_distributions()
    packages = {package for path in paths for package in imported(path)}
    foreign = packages - OURS - sys.stdlib_module_names
    return {normalized(known.get(package, [package])[0]) for package in foreign}


def required(requirements: list[str]) -> set[str]:
    return {normalized(re.split(r"[\s\[<>=!~;]", text, maxsplit=1)[0]) for text in requirements}


@pytest.fixture(scope="module")
def project() -> dict[str, list[str]]:
    """What pyproject.toml requires: ``app`` to run, ``test`` to check."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"app": table["dependencies"], "test": table["optional-dependencies"]["test"]}


def test_no_page_lies_directly_in_pages() -> None:
    # Streamlit would run it without app.py when a visitor comes by a deep link.
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_modules_are_short() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in product()}
    assert {file: count for file, count in lines.items() if count > MAX_LINES} == {}


def test_modules_are_named_after_what_they_own() -> None:
    everything = [*product(), *files("tests")]
    assert [name(path) for path in everything if path.stem in EMPTY_NAMES] == []


def test_dependencies_are_those_that_the_product_imports(project: dict[str, list[str]]) -> None:
    assert required(project["app"]) == distributions(product())


def test_test_dependencies_are_those_that_the_tests_import(project: dict[str, list[str]]) -> None:
    needed = distributions(files("tests")) - required(project["app"])
    assert required(project["test"]) == needed | TOOLS


def test_every_dependency_has_a_lower_bound(project: dict[str, list[str]]) -> None:
    unbound = [text for text in project["app"] + project["test"] if ">=" not in text]
    assert unbound == []


def test_only_the_app_draws() -> None:
    assert [name(path) for path in files(*PURE) if "streamlit" in imported(path)] == []


def test_nothing_reads_the_clock() -> None:
    found = [
        f"{name(path)}:{number}"
        for path in product()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if CLOCK.search(line)
    ]
    assert found == []


def test_imports_run_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def rooms(folder: Path) -> set[str]:
    """The modules and packages that lie directly in a folder."""
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def test_map_names_every_room() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"\w+", readme.partition("<!-- map -->")[2].split("```")[1]))
    sections = [path for path in (ROOT / "pages").iterdir() if (path / "__init__.py").exists()]
    for folder in (ROOT / "segmentation", ROOT / "pages", *sections):
        assert sorted(rooms(folder) - drawn) == [], name(folder)

"""The machine a benchmark ran on: what matters for speed, and nothing that names it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("duckdb", "numpy", "pandas", "scikit-learn", "streamlit", "XlsxWriter", "openpyxl")


def describe_machine() -> str:
    """Processor, cores, memory, system, Python and packages in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GB; {platform.system()}, "
        f"Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    try:
        about = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        about = ""
    models = [line.partition(":")[2].strip() for line in about.splitlines()
              if line.startswith("model name")]  # fmt: skip
    return models[0] if models else platform.processor() or platform.machine()

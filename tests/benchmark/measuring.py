"""Processor seconds, wall seconds and peak memory: of the stages of a process, and of a whole.

Imports nothing heavy, so that a measured process pays only for what it does itself.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

ROOT = Path(__file__).parents[2]
BETWEEN = "everything else"
_STARTED = "BENCHMARK_STARTED"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Totals:
    """What both ways must agree on. ``revenue`` is text with two decimals, of all orders."""

    orders: int
    customers: int
    revenue: str


@dataclass(frozen=True)
class Cost:
    """Processor seconds (user and system, children included), wall seconds and peak MB."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True)
class Run:
    """One measured process: each stage in order (``peak`` so far), and the whole."""

    stages: Mapping[str, Cost]
    total: Cost
    totals: Totals


class StageClock:
    """Charges the time of this process to named stages, from the start of the process on."""

    def __init__(self) -> None:
        self._stages: dict[str, Cost] = {}
        self._cpu, self._wall = 0.0, float(os.environ.get(_STARTED, time.monotonic()))

    def lap(self, name: str) -> None:
        """Charge everything since the last lap to ``name``."""
        cpu, wall = cpu_used(), time.monotonic()
        before = self._stages.get(name, Cost(0, 0, 0))
        self._stages[name] = Cost(
            before.cpu + cpu - self._cpu, before.wall + wall - self._wall, peak_memory()
        )
        self._cpu, self._wall = cpu, wall

    def watch(self, owner: Any, function: str, name: str) -> None:
        """Charge calls of ``owner.function`` to ``name``, and what lies between to the rest.

        Fails with AttributeError when there is no such function any more.
        """
        setattr(owner, function, self._watched(getattr(owner, function), name))

    def _watched(self, call: Callable[P, T], name: str) -> Callable[P, T]:
        @functools.wraps(call)
        def watched(*args: P.args, **kwargs: P.kwargs) -> T:
            self.lap(BETWEEN)
            result = call(*args, **kwargs)
            self.lap(name)
            return result

        return watched

    def report(self, totals: Totals) -> str:
        """The JSON that :func:`measure` reads."""
        self.lap(BETWEEN)
        stages = {name: asdict(cost) for name, cost in self._stages.items()}
        return json.dumps({"stages": stages, "totals": asdict(totals)})


def cpu_used() -> float:
    """Processor seconds of this process and of its children that ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def peak_memory() -> float:
    """The most memory this process or one of its children ever held, in MB."""
    return max(_peaks())


def family_peak() -> float:
    """The most memory this process and a child at its side can have held together, in MB."""
    return sum(_peaks())


def _peaks() -> tuple[float, float]:
    """The most memory, in MB, that this process held, and the largest of its children."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    try:
        # What getrusage says of the process itself can stem from the one that started it.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        own = next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmHWM")) * 1024
    except (OSError, StopIteration):
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return own / 1e6, children / 1e6


def environment(**more: str) -> dict[str, str]:
    """The environment of a measured process: cached bytecode, threads as libraries choose."""
    unset = {"PYTHONDONTWRITEBYTECODE", "SEGMENTATION_SHOP", *_THREADS}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, **more}


def run_module(module: str, *arguments: str, **more: str) -> tuple[str, Cost]:
    """Run a module of this package in a fresh process; what it printed, and what it cost.

    ``more`` are environment variables. Raises RuntimeError when it fails.
    """
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.benchmark.{module}", *arguments],
            stdout=output, cwd=ROOT, env=environment(**more, **{_STARTED: str(started)}),
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # or Popen waits for it again
        output.seek(0)
        printed = output.read().decode("utf-8")
    if process.returncode != 0:
        raise RuntimeError(f"{module} {' '.join(arguments)} ended with {process.returncode}")
    return printed, Cost(usage.ru_utime + usage.ru_stime, wall, 0.0)


def measure(module: str, arguments: Sequence[str], repeats: int = 1, **more: str) -> Run:
    """Run a module that prints a stage report ``repeats`` times; the run of median cost."""
    runs = sorted((_run(module, arguments, more) for _ in range(repeats)), key=_cpu_of)
    return runs[len(runs) // 2]


def _run(module: str, arguments: Sequence[str], more: Mapping[str, str]) -> Run:
    printed, cost = run_module(module, *arguments, **more)
    report = json.loads(printed)
    stages = {name: Cost(**figures) for name, figures in report["stages"].items()}
    peak = max(stage.peak for stage in stages.values())
    return Run(stages, Cost(cost.cpu, cost.wall, peak), Totals(**report["totals"]))


def _cpu_of(run: Run) -> float:
    return run.total.cpu

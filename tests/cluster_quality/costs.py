"""What grouping costs at some sizes: processor time and memory of a fresh process on one core."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from segmentation.segments.clusters import ClusterSpec, find_groups
from tests.benchmark.measuring import ROOT, environment, peak_memory
from tests.cluster_quality.shops import typical_shop

_WARM_UP = 300


@dataclass(frozen=True)
class Cost:
    """Processor seconds of the grouping alone; peak memory, in MB, of the whole process."""

    seconds: float
    peak: float


def measure_costs(sizes: Iterable[int], method: str, seed: int) -> Mapping[int, Cost]:
    """The cost of choosing the number of groups by number of customers of a typical shop."""
    return {size: _measure(size, method, seed) for size in sizes}


def _measure(customers: int, method: str, seed: int) -> Cost:
    shop = typical_shop(customers, seed)
    with tempfile.TemporaryDirectory(prefix="cluster-quality-") as folder:
        path = Path(folder) / "customers.pickle"
        shop.customers.to_pickle(path)
        printed = subprocess.run(
            [sys.executable, "-m", __spec__.name, str(path), method, *shop.variables],
            cwd=ROOT, env=environment(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"),
            stdout=subprocess.PIPE, check=True,
        ).stdout  # fmt: skip
    return Cost(**json.loads(printed))


def _run(path: str, method: str, variables: tuple[str, ...]) -> dict[str, float]:
    """Group the table at ``path``, after a small part of it so that imports do not count."""
    customers = pd.read_pickle(path)
    spec = ClusterSpec(variables, method=method)
    find_groups(customers.iloc[:_WARM_UP], spec)
    started = time.process_time()
    find_groups(customers, spec)
    return {"seconds": time.process_time() - started, "peak": peak_memory()}


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], sys.argv[2], tuple(sys.argv[3:]))))

"""Lists measured: from the customer table to the file of a target, each in a fresh process.

The measured process loads a made table of customers who all agreed to everything, so that no
row is left out; what it costs is counted from there, without the imports.
"""

from __future__ import annotations

import json
import math
import pickle
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmark.limits import Limit
from tests.benchmark.measuring import Cost, cpu_used, peak_memory, run_module

CUSTOMERS = 200_000
SMALL = 20_000
EXCEL = "excel"
HASHED = "hashed"


@dataclass(frozen=True)
class Written:
    """What writing cost by name of the file: the target's key, ``meta hashed``, ``excel small``.

    ``contacts`` is the cost of cleaning the contacts, which all files of one table share.
    """

    costs: Mapping[str, Cost] = field(default_factory=dict)
    contacts: Cost | None = None


def measure_lists(folder: Path, repeats: int = 1, customers: int = CUSTOMERS) -> Written:
    """Write every target's file ``repeats`` times, each in a fresh process; the medians."""
    from segmentation.exports.target_rows import TARGETS

    large, small = folder / "customers.pickle", folder / "few.pickle"
    for path, count in ((large, customers), (small, max(1, customers * SMALL // CUSTOMERS))):
        run_module("lists", "make", str(path), str(count))
    ways = [(target.key, target.key, "plain", large) for target in TARGETS]
    ways += [(f"{t.key} {HASHED}", t.key, HASHED, large) for t in TARGETS if t.hash]
    ways.append((f"{EXCEL} small", EXCEL, "plain", small))
    found = {name: [_run(key, how, path) for _ in range(repeats)] for name, key, how, path in ways}
    return Written(
        {name: _middle([run["file"] for run in runs]) for name, runs in found.items()},
        _middle([runs[0]["contacts"] for name, runs in found.items() if "small" not in name]),
    )


def limits_of_lists(found: Written) -> tuple[Limit, ...]:
    """What lists may cost; the slowest CSV counts."""
    csv = {
        name: cost
        for name, cost in found.costs.items()
        if not name.startswith(EXCEL) or "csv" in name
    }
    excel, small = found.costs.get(EXCEL), found.costs.get(f"{EXCEL} small")
    many = f"{CUSTOMERS:,} customers"
    peaks = [cost.peak for cost in found.costs.values()]
    return (
        Limit(f"{many}: the slowest CSV for a tool, from clean contacts: processor time", 3, "s",
              max((cost.cpu for cost in csv.values()), default=None)),
        Limit(f"{many}: contacts cleaned: processor time", 3, "s",
              found.contacts.cpu if found.contacts else None),
        Limit(f"{many}: Excel, one plain sheet of 15 columns: processor time", 20, "s",
              excel.cpu if excel else None),
        Limit(f"{SMALL:,} customers: Excel, one plain sheet: processor time", 3, "s",
              small.cpu if small else None),
        Limit(f"{many}: any list: memory beside the table", 400, "MB", max(peaks, default=None)),
    )  # fmt: skip


def lists_table(found: Written) -> str:
    """What each file cost, as Markdown."""
    rows = ["| List | processor | memory beside the table |", "| --- | ---: | ---: |"]
    named = {"contacts cleaned": found.contacts} | dict(found.costs)
    rows += [
        f"| {name} | {math.ceil(cost.cpu * 100) / 100:.2f} s | {math.ceil(cost.peak)} MB |"
        for name, cost in named.items()
        if cost
    ]
    return "\n".join(rows)


def _middle(costs: Sequence[Mapping[str, float]]) -> Cost:
    return Cost(*(median(cost[name] for cost in costs) for name in ("cpu", "wall", "peak")))


def _run(key: str, how: str, path: Path) -> Any:
    return json.loads(run_module("lists", "write", str(path), key, how)[0])


def make(path: str, count: str) -> dict[str, Any]:
    """Keep a made customer table, sorted by key as the product's is, in a file."""
    from tests.made_customers import made_customers, made_types

    table = made_customers(int(count)).assign(email_consent=True, sms_consent=True)
    labels = made_types(int(count))
    with Path(path).open("wb") as file:
        pickle.dump((table.sort_values("customer", ignore_index=True), labels), file)
    return {"customers": len(table)}


def write(path: str, key: str, how: str) -> dict[str, Any]:
    """Clean the contacts of the kept table and write one file; what either cost."""
    from segmentation.exports.audience import AudienceSpec, build_audience
    from segmentation.exports.contacts import make_contacts
    from segmentation.exports.target_files import write_target
    from segmentation.exports.target_rows import TARGET
    from segmentation.language import Language
    from tests.exports.examples import make_assignment

    with Path(path).open("rb") as file:
        table, labels = pickle.load(file)
    groups = int(labels.max()) + 1
    assignment, target = make_assignment(labels.tolist(), groups), TARGET[key]
    held = _held_now()
    cpu, wall = cpu_used(), time.monotonic()
    contacts = make_contacts(table, "PLN")
    cleaned = Cost(cpu_used() - cpu, time.monotonic() - wall, peak_memory() - held)
    cpu, wall = cpu_used(), time.monotonic()
    spec = AudienceSpec(tuple(str(n + 1) for n in range(groups)), target.channel)
    audience = build_audience(contacts, assignment, [f"Group {n}" for n in range(groups)], spec)
    made = write_target(audience, target, Language("pl"), hashed=how == HASHED)
    cost = Cost(cpu_used() - cpu, time.monotonic() - wall, peak_memory() - held)
    if made.report.rows < len(table) // 2:
        raise RuntimeError(f"{key}: only {made.report.rows} of {len(table)} rows were written")
    return {"contacts": asdict(cleaned), "file": asdict(cost)}


def _held_now() -> float:
    """The memory this process holds at the moment, in MB; its peak where nobody tells."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        kilobytes = next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmRSS"))
    except (OSError, StopIteration):
        return peak_memory()
    return kilobytes * 1024 / 1e6


_TASKS = {task.__name__: task for task in (make, write)}


if __name__ == "__main__":
    print(json.dumps(_TASKS[sys.argv[1]](*sys.argv[2:])))

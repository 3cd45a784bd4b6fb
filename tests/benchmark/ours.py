"""The measured process of the product: its own command line, from a CSV to a workbook.

The stages are timed by standing around the functions that the command line calls.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

import sklearn.cluster  # noqa: F401 - needed in any case; imported late, it would count as groups

import segmentation.grouping
from segmentation.cli import main
from segmentation.shop import Shop
from tests.benchmark.measuring import StageClock, Totals

_WATCHED = (
    (Shop, "open_temporary", "open a shop"),
    (Shop, "read_file", "read the file"),
    (Shop, "use", "match customers"),
    (segmentation.grouping, "count_shop", "totals"),
    (segmentation.grouping, "customer_table", "customer table"),
    (segmentation.grouping, "list_variables", "variables"),
    (segmentation.grouping, "find_groups", "groups"),
    (segmentation.grouping, "profile_segments", "profiles"),
    (segmentation.grouping, "segment_names", "names"),
    (segmentation.grouping, "find_rules", "rules of the groups"),
    (segmentation.grouping, "rerun", "how sure the groups are"),
    (segmentation.grouping, "list_workbook", "workbook"),
)


def run(orders: str, workbook: str) -> str:
    """Segment the file ``orders`` into ``workbook``; the stage report."""
    clock = StageClock()
    clock.lap("start and imports")
    for owner, function, name in _WATCHED:
        clock.watch(owner, function, name)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            main(["segment", orders, "--json", "--output", workbook])
        except SystemExit as end:
            if end.code:
                raise
    data = json.loads(printed.getvalue())["data"]
    return clock.report(Totals(data["orders"], data["customers"], data["revenue"]))


if __name__ == "__main__":
    print(run(*sys.argv[1:]))

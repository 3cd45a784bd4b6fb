"""Groups that are there come back; groups cut out of one population do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segmentation.segments.clusters import METHODS, ClusterSpec, find_groups
from segmentation.segments.stability import Trust, rerun
from tests.made_customers import made_customers

SPEC = ClusterSpec(("total_spend", "frequency", "recency_days", "age", "interests"), groups=4)


def trust_of(customers: pd.DataFrame, spec: ClusterSpec) -> list[Trust]:
    """What 20 re-runs say of every group."""
    found = rerun(customers, spec, find_groups(customers, spec), runs=20)
    return [trust for trust in found if trust is not None]


@pytest.mark.parametrize("method", METHODS)
def test_planted_groups_come_back(method: str) -> None:
    customers, spec = made_customers(600), replace(SPEC, method=method)
    trust = trust_of(customers, spec)
    assert len(trust) == 4
    assert all(one.runs == 20 for one in trust)
    assert np.mean([one.jaccard for one in trust]) > 0.85
    assert np.mean([one.came_back for one in trust]) > 15


def test_groups_cut_out_of_one_population_dissolve() -> None:
    """Three numbers without shape or ties: wherever the lines fall, it is by chance."""
    random = np.random.default_rng(4)
    keys = ("age", "points", "visits")
    customers = made_customers(300).assign(**dict.fromkeys(keys, 0.0))
    customers[list(keys)] = random.normal(size=(300, 3))
    spec = ClusterSpec(keys, groups=5)
    trust = trust_of(customers, spec)
    assert max(one.jaccard for one in trust) < 0.75
    assert max(one.came_back for one in trust) < 15


def test_the_same_input_gives_the_same_trust_in_any_row_order() -> None:
    customers = made_customers(200)
    one = rerun(customers, SPEC, find_groups(customers, SPEC), runs=5)
    turned = customers.iloc[::-1]
    assert rerun(turned, SPEC, find_groups(turned, SPEC), runs=5) == one


def test_nothing_is_said_of_one_group_or_a_plain_split() -> None:
    customers = made_customers(200)
    alone = replace(SPEC, groups=1)
    assert rerun(customers, alone, find_groups(customers, alone)) == ()
    tiny = made_customers(20)
    spec = replace(SPEC, groups=None)
    assert rerun(tiny, spec, find_groups(tiny, spec)) == ()


def test_of_a_handful_that_no_sample_holds_nothing_is_said() -> None:
    customers = made_customers(4_000)
    far = customers.index[:8]
    for key in ("total_spend", "frequency", "recency_days"):
        customers[key] = customers[key].astype(float)
        customers.loc[far, key] = customers[key].max() * 50
    spec = ClusterSpec(("total_spend", "frequency", "recency_days"), groups=2)
    labels = np.zeros(4_000, dtype=np.int64)
    labels[:8] = 1
    assignment = replace(find_groups(customers, spec), labels=labels, certainty=None)
    large, small = rerun(customers, spec, assignment, runs=3)
    assert large is not None and small is None

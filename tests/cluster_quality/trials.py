"""How well each way finds the personas of each shop, and whether it finds some where none are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from sklearn.metrics import adjusted_rand_score

from tests.cluster_quality.methods import Found, Way
from tests.cluster_quality.shops import MadeShop


@dataclass(frozen=True)
class Trial:
    """One way on one shop, which has ``groups`` personas (1: none).

    ``given`` and ``chosen`` are adjusted Rand indices (Hubert and Arabie, 1985) with the number
    of groups given and chosen by the way; groups that the way itself does not claim count 0.
    ``given`` is None for a shop without personas. ``seconds`` is processor time of the choice.
    """

    kind: str
    seed: int
    way: str
    groups: int
    given: float | None
    chosen: float
    found: int
    seconds: float


def try_ways(
    shops: Iterable[MadeShop],
    ways: Mapping[str, Way],
    say: Callable[[str], None] = lambda text: None,
) -> tuple[Trial, ...]:
    """Every way on every shop."""
    trials = []
    for shop in shops:
        for name, way in ways.items():
            trials.append(_try(shop, name, way))
        reached = ", ".join(
            f"{one.way} {_written(one.given)}/{one.chosen:.2f} ({one.found})"
            for one in trials[-len(ways) :]
        )
        say(f"{shop.kind} {shop.seed}, {shop.groups} personas: {reached}")
    return tuple(trials)


def _try(shop: MadeShop, name: str, way: Way) -> Trial:
    given = None
    if shop.groups > 1:
        given = float(adjusted_rand_score(shop.truth, way(shop, shop.groups).labels))
    started = time.process_time()
    found = way(shop, None)
    seconds = time.process_time() - started
    chosen = agreement(shop, found)
    return Trial(shop.kind, shop.seed, name, shop.groups, given, chosen, found.groups, seconds)


def agreement(shop: MadeShop, found: Found) -> float:
    """The adjusted Rand index of the groups that are claimed, or of everybody as one group.

    So it is 0 where none are claimed though there are some, and the other way round.
    """
    if not found.claimed:
        return float(shop.groups == 1)
    return float(adjusted_rand_score(shop.truth, found.labels))


def _written(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


@dataclass(frozen=True)
class Summary:
    """A way over many shops. None where there was no shop to measure it on.

    ``worst`` is the lowest mean of a kind of shop with the number of groups given, ``invented``
    the share of shops without personas where groups are claimed, ``missed`` that of shops with
    personas where none are.
    """

    given: float | None
    worst: float | None
    chosen: float | None
    exact: float | None
    within_one: float | None
    invented: float | None
    missed: float | None
    seconds: float | None


def summarize(trials: Sequence[Trial], way: str) -> Summary:
    """What ``way`` reached on average."""
    mine = [one for one in trials if one.way == way]
    real = [one for one in mine if one.groups > 1]
    none = [one for one in mine if one.groups == 1]
    kinds = dict.fromkeys(one.kind for one in real)
    by_kind = [mean(one.given for one in real if one.kind == kind) for kind in kinds]
    return Summary(
        given=mean(one.given for one in real),
        worst=min((value for value in by_kind if value is not None), default=None),
        chosen=mean(one.chosen for one in real),
        exact=mean(one.found == one.groups for one in real),
        within_one=mean(abs(one.found - one.groups) <= 1 for one in real),
        invented=mean(one.found > 1 for one in none),
        missed=mean(one.found == 1 for one in real),
        seconds=mean(one.seconds for one in mine),
    )


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of the known ``values``; None without any."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None

"""The only caches: the open shop and what follows from it, by fingerprint and settings.

Frames and connections are resources of the session, so that they are neither copied nor
shared between visitors.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from pages.shared.arrivals import Arrivals
from segmentation.cautions import Caution, find_cautions
from segmentation.counting import ShopTotals, View, cents, count_shop
from segmentation.customers import customer_table
from segmentation.data_state.checks import Finding
from segmentation.data_state.findings import find_findings, find_stale
from segmentation.duplicates import Suspicion, find_duplicates, undecided
from segmentation.exports.contacts import Contacts, make_contacts
from segmentation.following import Hashes, hash_customers
from segmentation.launch import SHOP_VARIABLE
from segmentation.matching import MatchRate, match_rates
from segmentation.overview import Overview, look_over
from segmentation.profiles import Profile, profile_segments
from segmentation.reasons import Rule, find_rules
from segmentation.rhythm import Rhythm, shop_rhythm
from segmentation.segments.assignment import Assignment
from segmentation.segments.choose_k import Sweep
from segmentation.segments.clusters import (
    MIXTURE,
    SMALL_SHOP,
    ClusterSpec,
    find_groups,
    sweep_numbers,
)
from segmentation.segments.discriminants import MapPoints, map_points
from segmentation.segments.rfm import RfmResult, RfmSpec, find_rfm, rfm_view
from segmentation.segments.stability import Trust, rerun
from segmentation.shop import Import, Shop
from segmentation.variables import Variable, list_variables

Made = TypeVar("Made", bound=Callable[..., object])
_CACHES: list[Any] = []


def cached(entries: int) -> Callable[[Made], Made]:
    """Keep the last results of a function for the session, until the shop is forgotten."""

    def keep(function: Made) -> Made:
        made = st.cache_resource(scope="session", max_entries=entries, show_spinner=False)(function)
        _CACHES.append(made)
        return cast(Made, made)

    return keep


_SHOP_KEY = "own shop"
_ARRIVALS_KEY = "own arrivals"


def kept() -> bool:
    """Whether the shop persists on this computer (started by the command)."""
    return SHOP_VARIABLE in os.environ


def shop() -> Shop:
    """The open shop: the kept one, or this visitor's own temporary one."""
    return _kept_shop(os.environ[SHOP_VARIABLE]) if kept() else _own_shop()


@st.cache_resource(show_spinner=False)
def _kept_shop(folder: str) -> Shop:
    return Shop(Path(folder))


def _own_shop() -> Shop:
    """In the session itself, because caches do not outlast a connection that breaks off."""
    if _SHOP_KEY not in st.session_state:
        st.session_state[_SHOP_KEY] = Shop.open_temporary()
    own: Shop = st.session_state[_SHOP_KEY]
    return own


def arrivals() -> Arrivals:
    """The files on their way into the shop; they outlast the page, with a kept shop a reload."""
    if kept():
        return _kept_arrivals(os.environ[SHOP_VARIABLE])
    if _ARRIVALS_KEY not in st.session_state:
        st.session_state[_ARRIVALS_KEY] = Arrivals(shop())
    own: Arrivals = st.session_state[_ARRIVALS_KEY]
    return own


@st.cache_resource(show_spinner=False)
def _kept_arrivals(folder: str) -> Arrivals:
    return Arrivals(_kept_shop(folder))


def forget() -> None:
    """Delete all that the shop holds, and what was computed from it."""
    arrivals().stop()
    shop().forget()
    for cache in _CACHES:
        cache.clear()


def imports() -> tuple[Import, ...]:
    """Everything staged or used, oldest first."""
    return shop().imports()


def preview_totals(since: date | None, until: date | None) -> ShopTotals:
    """The totals of staged and used files together, for a period."""
    shop().preview()
    return count_shop(shop(), View(as_of=until, since=since), "preview")


def totals(view: View) -> ShopTotals:
    """The totals of the shop as it is used."""
    return _totals(shop().fingerprint(), view)


@cached(8)
def _totals(fingerprint: str, view: View) -> ShopTotals:
    return count_shop(shop(), view)


def customers(view: View) -> pd.DataFrame:
    """The customer table; treat it as read-only."""
    return _customers(shop().fingerprint(), view)


@cached(2)
def _customers(fingerprint: str, view: View) -> pd.DataFrame:
    return customer_table(shop(), view)


def overview(view: View) -> Overview:
    """The shop at a glance."""
    return _overview(shop().fingerprint(), view)


@cached(2)
def _overview(fingerprint: str, view: View) -> Overview:
    return look_over(shop(), _customers(fingerprint, view), _totals(fingerprint, view), view)


def variables(view: View) -> tuple[Variable, ...]:
    """What the customers can be grouped by."""
    return _variables(shop().fingerprint(), view)


@cached(2)
def _variables(fingerprint: str, view: View) -> tuple[Variable, ...]:
    return list_variables(_customers(fingerprint, view))


def cautions(view: View, chosen: tuple[str, ...]) -> tuple[Caution, ...]:
    """What speaks against grouping by these variables."""
    return _cautions(shop().fingerprint(), view, chosen)


@cached(12)
def _cautions(fingerprint: str, view: View, chosen: tuple[str, ...]) -> tuple[Caution, ...]:
    return find_cautions(_customers(fingerprint, view), _variables(fingerprint, view), chosen)


def findings(view: View) -> tuple[Finding, ...]:
    """What in the data deserves a look, most weighty first."""
    return _findings(shop().fingerprint(), view)


@cached(2)
def _findings(fingerprint: str, view: View) -> tuple[Finding, ...]:
    return find_findings(shop(), view)


def stale(view: View, months: int) -> Finding:
    """The customers not heard of for so many months."""
    return _stale(shop().fingerprint(), view, months)


@cached(8)
def _stale(fingerprint: str, view: View, months: int) -> Finding:
    return find_stale(shop(), months, view)


@dataclass(frozen=True, eq=False)
class Groups:
    """A grouping and its profiles; ``key`` changes whenever the grouping may.

    ``hashes`` (n,) are the customers as following.hash_customers tells them.
    """

    key: str
    assignment: Assignment
    profiles: tuple[Profile, ...]
    hashes: Hashes


def groups(view: View, spec: ClusterSpec) -> Groups:
    """The groups that ``spec`` asks for. Raises SegmentationError when there are none."""
    return _groups(shop().fingerprint(), view, spec)


@cached(12)
def _groups(fingerprint: str, view: View, spec: ClusterSpec) -> Groups:
    frame = _customers(fingerprint, view)
    assignment = find_groups(frame, spec, _tried(fingerprint, view, spec))
    revenue = cents(_totals(fingerprint, view).revenue_customers)
    profiles = profile_segments(frame, assignment, _variables(fingerprint, view), revenue)
    key = f"{fingerprint} {view} {spec}"
    return Groups(key, assignment, profiles, _hashes(fingerprint, view))


@cached(2)
def _hashes(fingerprint: str, view: View) -> Hashes:
    return hash_customers(_customers(fingerprint, view))


def suits(view: View, spec: ClusterSpec) -> int | None:
    """How many groups suit the data, 1 where they show none; None where that is not known."""
    sweep = _tried(shop().fingerprint(), view, spec)
    if sweep is not None:
        return sweep.groups
    found = groups(view, spec).assignment
    return found.groups if spec.groups is None and found.verdict is None else None


def _tried(fingerprint: str, view: View, spec: ClusterSpec) -> Sweep | None:
    """The numbers of groups tried; they are the same whatever number is asked for."""
    if spec.method != MIXTURE or len(_customers(fingerprint, view)) < SMALL_SHOP:
        return None
    return _sweep(fingerprint, view, replace(spec, groups=None))


@cached(4)
def _sweep(fingerprint: str, view: View, spec: ClusterSpec) -> Sweep:
    return sweep_numbers(_customers(fingerprint, view), spec)


def rules(view: View, spec: ClusterSpec) -> tuple[Rule | None, ...]:
    """A short rule for each of the groups, where there is one."""
    return _rules(shop().fingerprint(), view, spec)


@cached(12)
def _rules(fingerprint: str, view: View, spec: ClusterSpec) -> tuple[Rule | None, ...]:
    assignment = _groups(fingerprint, view, spec).assignment
    return find_rules(_customers(fingerprint, view), assignment, _variables(fingerprint, view))


def map_of(view: View, spec: ClusterSpec) -> MapPoints:
    """Where the customers stand on a map of the groups."""
    return _map_of(shop().fingerprint(), view, spec)


@cached(12)
def _map_of(fingerprint: str, view: View, spec: ClusterSpec) -> MapPoints:
    assignment = _groups(fingerprint, view, spec).assignment
    known = _variables(fingerprint, view)
    used = [variable for variable in known if variable.key in assignment.variables]
    return map_points(_customers(fingerprint, view), assignment, used, dict(spec.weights))


def trust(view: View, spec: ClusterSpec) -> tuple[Trust | None, ...]:
    """How steady each of the groups is; takes seconds, so it is asked last."""
    return _trust(shop().fingerprint(), view, spec)


@cached(12)
def _trust(fingerprint: str, view: View, spec: ClusterSpec) -> tuple[Trust | None, ...]:
    assignment = _groups(fingerprint, view, spec).assignment
    return rerun(_customers(fingerprint, view), spec, assignment)


@dataclass(frozen=True, eq=False)
class RfmGroups:
    """Customers by when and how often they bought: those of the period ``view``."""

    view: View
    result: RfmResult
    profiles: tuple[Profile, ...]


def rfm(view: View, spec: RfmSpec) -> RfmGroups:
    """The customers of a period on the grid. Raises SegmentationError when nobody can be."""
    return _rfm(shop().fingerprint(), view, spec)


@cached(12)
def _rfm(fingerprint: str, view: View, spec: RfmSpec) -> RfmGroups:
    period = rfm_view(spec, _totals(fingerprint, view).last_order, view.unpaid)
    frame = _customers(fingerprint, period)
    # How soon people come back is asked of all orders up to that day: a short period hides it.
    result = find_rfm(frame, spec, _rhythm(fingerprint, replace(period, since=None)))
    revenue = cents(_totals(fingerprint, period).revenue_customers)
    return RfmGroups(period, result, profile_segments(frame, result.assignment, (), revenue))


def rhythm(view: View) -> Rhythm:
    """How soon customers come back."""
    return _rhythm(shop().fingerprint(), view)


@cached(4)
def _rhythm(fingerprint: str, view: View) -> Rhythm:
    return shop_rhythm(shop(), view)


def suspicions(view: View) -> tuple[Suspicion, ...]:
    """Pairs of customers who are probably one person, and are still to be decided about.

    Looked for once for the same files: decisions change which pairs are left, not which look alike.
    """
    files = " ".join(f"{one.import_id} {one.raw.fingerprint}" for one in imports() if one.used)
    return undecided(shop(), _duplicates(files, view))


@cached(2)
def _duplicates(files: str, view: View) -> tuple[Suspicion, ...]:
    return find_duplicates(shop(), view)


def matches(view: View) -> tuple[MatchRate, ...]:
    """How each list of people meets the orders."""
    return _match_rates(shop().fingerprint(), view)


@cached(4)
def _match_rates(fingerprint: str, view: View) -> tuple[MatchRate, ...]:
    return match_rates(shop(), view)


def contacts(view: View) -> Contacts:
    """The customers as clean contacts."""
    return _contacts(shop().fingerprint(), view)


@cached(2)
def _contacts(fingerprint: str, view: View) -> Contacts:
    return make_contacts(_customers(fingerprint, view), _totals(fingerprint, view).currency)

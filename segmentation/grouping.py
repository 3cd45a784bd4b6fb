"""From a shop to named groups and their downloads in one go, for whoever needs the whole walk."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from segmentation.counting import ALL_DOCUMENTS, ShopTotals, View, cents, count_shop
from segmentation.customers import customer_table
from segmentation.errors import fail
from segmentation.exports.lists import (
    Consent,
    ListSpec,
    count_consent,
    list_columns,
    select_customers,
)
from segmentation.exports.picks import METHOD as PICKED
from segmentation.exports.workbook import WorkbookFacts, write_workbook
from segmentation.language import Language, mark
from segmentation.naming import segment_names
from segmentation.profiles import Profile, profile_segments
from segmentation.reasons import Rule, find_rules
from segmentation.segments.assignment import Assignment
from segmentation.segments.clusters import (
    FEWEST_CUSTOMERS,
    K_MEANS,
    MIXTURE,
    ClusterSpec,
    find_groups,
)
from segmentation.segments.stability import rerun
from segmentation.shop import Shop
from segmentation.variables import Variable, default_variables, list_variables, variable_label

_HOW = {
    MIXTURE: mark("Customers alike in what was chosen"),
    K_MEANS: mark("Customers alike in what was chosen (k-means)"),
    PICKED: mark("Put together by hand from groups, names and rules"),
}
_PLAIN = mark("No clear groups, so a plain split")


@dataclass(frozen=True)
class GroupingRequest:
    """What to group by and how; no ``variables`` means the sensible ones for the data."""

    variables: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    groups: int | None = None
    method: str = "mixture"
    seed: int = 0
    view: View = ALL_DOCUMENTS


@dataclass(frozen=True, eq=False)
class Grouping:
    """Everything one walk came to. ``names`` are in the language it was asked for.

    ``rules`` has one for each segment, None where no short rule describes it; it is empty where
    nobody asked for rules.
    """

    totals: ShopTotals
    customers: pd.DataFrame
    variables: tuple[Variable, ...]
    spec: ClusterSpec
    assignment: Assignment
    profiles: tuple[Profile, ...]
    names: tuple[str, ...]
    rules: tuple[Rule | None, ...] = ()


def group_shop(shop: Shop, request: GroupingRequest, language: Language) -> Grouping:
    """Count the shop, group its customers, say what each group is.

    Raises SegmentationError: nobody when the orders name no customers, no_customers when
    there are no orders; and those of find_groups.
    """
    totals, customers = read_customers(shop, request.view)
    return group_customers(totals, customers, request, language)


def read_customers(shop: Shop, view: View) -> tuple[ShopTotals, pd.DataFrame]:
    """What is asked of the shop; afterwards it may be closed, which frees much memory."""
    totals = count_shop(shop, view)
    customers = customer_table(shop, view)
    if customers.empty:
        raise fail("nobody" if totals.orders else "no_customers")
    return totals, customers


def group_customers(
    totals: ShopTotals, customers: pd.DataFrame, request: GroupingRequest, language: Language
) -> Grouping:
    """Group customers who were read before, and say what each group is."""
    variables = list_variables(customers)
    chosen = request.variables or default_variables(variables)
    if not chosen and len(customers) >= FEWEST_CUSTOMERS:
        raise fail("all_the_same")
    spec = ClusterSpec(chosen, request.weights, request.groups, request.method, request.seed)
    assignment = find_groups(customers, spec)
    profiles = profile_segments(customers, assignment, variables, cents(totals.revenue_customers))
    names = segment_names(profiles, language, {})
    rules = find_rules(customers, assignment, variables)
    return Grouping(totals, customers, variables, spec, assignment, profiles, names, rules)


def with_stability(grouping: Grouping) -> Grouping:
    """The same with the stability of each group, which takes seconds to find."""
    trusts = rerun(grouping.customers, grouping.spec, grouping.assignment)
    if not trusts:
        return grouping
    stability = tuple(trust.jaccard if trust else None for trust in trusts)
    return replace(grouping, assignment=replace(grouping.assignment, stability=stability))


def list_workbook(
    grouping: Grouping, spec: ListSpec, language: Language, currency: str | None = None
) -> bytes:
    """The Excel workbook of the groups and columns that ``spec`` asks for."""
    totals, customers, assignment = grouping.totals, grouping.customers, grouping.assignment
    how = _PLAIN if assignment.plain else _HOW[assignment.method]
    facts = WorkbookFacts(
        title=language.tr("Groups of customers"),
        customers=totals.customers,
        orders=totals.orders,
        revenue_gross=cents(totals.revenue_gross),
        revenue=cents(totals.revenue),
        revenue_customers=cents(totals.revenue_customers),
        revenue_returns_only=cents(totals.revenue_returns_only),
        revenue_without_customer=cents(totals.revenue_without_customer),
        first_order=totals.first_order,
        last_order=totals.last_order,
        variables=tuple(
            variable_label(variable, language)
            for variable in grouping.variables
            if variable.key in assignment.variables
        ),
        method=language.tr(how),
        consent=count_consent(customers, assignment, spec),
    )
    selection = select_customers(customers, assignment, grouping.names, spec)
    if currency is None:
        currency = totals.currency or ""
    return write_workbook(
        selection, grouping.profiles, grouping.names, spec, language, currency, facts
    )


def everything(grouping: Grouping, consent: Consent | None = None) -> ListSpec:
    """The owner's own report: all groups and all columns, everyone unless consent is asked."""
    return ListSpec(grouping.assignment.segment_ids, list_columns(grouping.customers), consent)

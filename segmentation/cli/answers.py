"""What the command line answers: the JSON that other programs read, and the same as text.

Money is text with two decimals, dates are ISO, counts are numbers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from segmentation.counting import ShopTotals, cents
from segmentation.errors import REFUSALS, WARNINGS, Problem, describe
from segmentation.imports import Import
from segmentation.language import Language

if TYPE_CHECKING:
    from segmentation.grouping import Grouping

ENGLISH = Language("en")
_REFUSALS_SHOWN = 5


@dataclass(frozen=True)
class Reading:
    """What came of one file given: its imports, or why it could not be read."""

    name: str
    imports: tuple[Import, ...]
    problem: Problem | None


def print_json(data: object) -> None:
    """Print ``data`` as indented JSON, other alphabets as they are."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def describe_data(readings: Sequence[Reading], totals: ShopTotals) -> dict[str, object]:
    """What the files held and what the shop comes to."""
    return {
        "files": [entry for reading in readings for entry in _files(reading)],
        "documents": totals.documents,
        "orders": totals.orders,
        "return_documents": totals.return_documents,
        "zero_documents": totals.zero_documents,
        "excluded": {
            "cancelled": totals.cancelled,
            "refunded": totals.refunded,
            "failed": totals.failed,
        },
        "unpaid": {"orders": totals.unpaid_orders, "amount": str(cents(totals.unpaid_amount))},
        "orders_without_customer": totals.orders_without_customer,
        "customers": totals.customers,
        "customers_in_files": totals.customers_in_files,
        "revenue": str(cents(totals.revenue)),
        "revenue_gross": str(cents(totals.revenue_gross)),
        "revenue_customers": str(cents(totals.revenue_customers)),
        "revenue_returns_only": str(cents(totals.revenue_returns_only)),
        "revenue_without_customer": str(cents(totals.revenue_without_customer)),
        "currency": totals.currency,
        "other_currencies": {
            other.currency: {"orders": other.orders, "amount": str(cents(other.amount))}
            for other in totals.other_currencies
        },
        "first_order": totals.first_order.isoformat() if totals.first_order else None,
        "last_order": totals.last_order.isoformat() if totals.last_order else None,
    }


def _files(reading: Reading) -> list[dict[str, object]]:
    if not reading.imports:
        return [_file(reading.name, None, reading.problem)]
    return [_file(found.raw.name, found, found.problem) for found in reading.imports]


def _file(name: str, found: Import | None, problem: Problem | None) -> dict[str, object]:
    raw = found.raw if found else None
    report = found.report if found else None
    return {
        "name": name,
        "platform": found.mapping.platform if found else None,
        "kind": report.kind if report else None,
        "encoding": raw.encoding if raw else None,
        "delimiter": raw.delimiter if raw else None,
        "sheet": raw.sheet if raw else None,
        "header_row": raw.header_row if raw else None,
        "rows": raw.rows if raw else 0,
        "rows_kept": report.rows_kept if report else 0,
        "rows_refused": report.rows_refused if report else raw.rows if raw else 0,
        "mapping": found.mapping.meanings if found else {},
        "refusals": [
            {"row": r.row, "column": r.column, "value": r.value, "reason": r.reason}
            for r in (report.refusals if report else ())
        ],
        "warnings": list(report.warnings) if report else [],
        "error": describe_problem(problem) if problem else None,
    }


def describe_problem(problem: Problem) -> dict[str, object]:
    """What went wrong, as a sentence and by its place."""
    return {
        "id": problem.id,
        "message": describe(problem, ENGLISH),
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
    }


def describe_groups(found: Grouping, language: Language) -> dict[str, object]:
    """The groups found; what the method doesn't give is null, as is a rule where none is short."""
    from segmentation.rule_words import rule_sentence  # brings pandas: only where there are groups

    assignment = found.assignment
    with_revenue = any(profile.revenue for profile in found.profiles)
    return {
        "variables": list(assignment.variables),
        "method": assignment.method,
        "groups": assignment.groups,
        "verdict": assignment.verdict,
        "segments": [
            {
                "id": profile.segment_id,
                "name": name,
                "customers": profile.customers,
                "share_of_customers": profile.share_of_customers,
                "revenue": str(profile.revenue),
                "share_of_revenue": profile.share_of_revenue if with_revenue else None,
                "stability": stability,
                "rule": rule and rule_sentence(rule, language, found.totals.currency or ""),
                "rule_coverage": rule and rule.coverage,
                "rule_precision": rule and rule.precision,
            }
            for profile, name, stability, rule in zip(
                found.profiles, found.names, assignment.stability, found.rules, strict=True
            )
        ],
    }


def print_groups(found: Grouping, language: Language) -> None:
    """A line for each group, and its rule where there is one."""
    from segmentation.rule_words import accuracy_sentence, rule_sentence

    currency = found.totals.currency or ""
    from segmentation.trust_words import TITLES  # with numpy, which reading alone does without

    print()
    if found.assignment.verdict:
        print(language.tr(TITLES[found.assignment.verdict]))
    for profile, name, rule in zip(found.profiles, found.names, found.rules, strict=True):
        customers = language.plural("{n} customer", "{n} customers", profile.customers)
        people = language.share(profile.share_of_customers)
        money = language.money(profile.revenue, currency)
        revenue = language.share(profile.share_of_revenue)
        print(f"{profile.segment_id}. {name}: {customers} ({people}), {money} ({revenue})")
        if rule:
            sentence = rule_sentence(rule, language, currency)
            print(f"   {sentence} {accuracy_sentence(rule, language)}")


def print_reading(readings: Sequence[Reading], totals: ShopTotals) -> None:
    """The same as :func:`describe_data`, to read; files that failed go to standard error."""
    for reading in readings:
        for found in reading.imports:
            _print_file(found.raw.name, found)
        if reading.problem:
            print(describe(reading.problem, ENGLISH), file=sys.stderr)
    number = ENGLISH.number
    left_out = {
        "returns": totals.return_documents,
        "without an amount": totals.zero_documents,
        "cancelled": totals.cancelled,
        "refunded": totals.refunded,
        "failed": totals.failed,
    }
    counted = [f"{what} {number(count)}" for what, count in left_out.items() if count]
    period = f", {totals.first_order} to {totals.last_order}" if totals.first_order else ""
    lines = [
        ("Orders", number(totals.orders) + period),
        ("Not orders", ", ".join(counted)),
        ("Customers", number(totals.customers)),
        ("Revenue before refunds", _money(totals.revenue_gross, totals)),
        ("Revenue after refunds", _money(totals.revenue, totals)),
        ("  of customers", _money(totals.revenue_customers, totals)),
        ("  of people with returns only", _money(totals.revenue_returns_only, totals)),
        ("  without a customer", _money(totals.revenue_without_customer, totals)),
    ]
    if totals.unpaid_orders:
        unpaid = f"orders {number(totals.unpaid_orders)}, {_money(totals.unpaid_amount, totals)}"
        lines.append(("Not paid yet, counted", unpaid))
    lines += [
        (f"Not counted, in {other.currency}",
         f"orders {number(other.orders)}, {ENGLISH.money(other.amount, other.currency)}")
        for other in totals.other_currencies
    ]  # fmt: skip
    for label, value in lines:
        if value:
            print(f"{label:<32}{value}")


def _print_file(name: str, found: Import) -> None:
    """What one table was taken for, what was left out of it, and what to know about it."""
    report = found.report
    if report is None:
        return
    kept, rows = ENGLISH.number(report.rows_kept), ENGLISH.number(report.rows)
    sheet = f" ({found.raw.sheet})" if found.raw.sheet else ""
    kind = report.kind.replace("_", " ")
    print(f"{name}{sheet}: {found.mapping.platform} {kind}, {kept} of {rows} rows kept")
    meanings = ", ".join(f"{ours} = {theirs}" for ours, theirs in found.mapping.meanings.items())
    print(f"  {meanings}")
    for refusal in report.refusals[:_REFUSALS_SHOWN]:
        what = f"{refusal.column}: {refusal.value}" if refusal.value else refusal.column
        telling = f" ({what})" if what else ""
        print(f"  row {refusal.row} left out: {REFUSALS[refusal.reason]}{telling}")
    if report.rows_refused > _REFUSALS_SHOWN:
        print(f"  and {ENGLISH.number(report.rows_refused - _REFUSALS_SHOWN)} more rows left out")
    for warning in report.warnings:
        print(f"  {WARNINGS[warning]}")


def _money(amount: Decimal, totals: ShopTotals) -> str:
    return ENGLISH.money(amount, totals.currency or "")

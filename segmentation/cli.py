"""The command line: ``segmentation`` opens the app, ``read`` and ``segment`` work without it.

The same functions as the app's, on a temporary shop. Exit codes: 0; 2 for wrong use or when
nothing usable was given, with one line on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from segmentation.columns import MEANING
from segmentation.counting import ShopTotals, View, cents, count_shop
from segmentation.errors import Problem, SegmentationError, describe, fail
from segmentation.ingest.mapping import IGNORED
from segmentation.language import CODES, Language
from segmentation.shop import Import, Shop

if TYPE_CHECKING:
    from segmentation.grouping import Grouping

WRONG = 2

_Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Windows consoles default to a code page
    commands = {"read": _read, "segment": _segment}
    if given and given[0] in commands:
        sys.exit(_run(commands[given[0]], given))
    if given and not given[0].startswith("-"):
        _complain(Problem("wrong_use", words=(("message", f"unknown command {given[0]!r}"),)))
        sys.exit(WRONG)
    if given and given[0] in ("-h", "--help"):
        _parser().print_help()
        sys.exit(0)
    from segmentation.launch import open_app

    sys.exit(open_app(given))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise fail("wrong_use", message=message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="segmentation",
        description="Open the app, or read and segment a shop's exports without it.",
        epilog="Without a command the app opens; further options are passed to Streamlit.",
    )
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    for name, about in (("read", "read files and print what they hold"),
                        ("segment", "read files and put customers into groups")):  # fmt: skip
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("files", nargs="+", metavar="FILE")
        command.add_argument("--column", action="append", default=[], metavar="THEIRS=ours",
                             help="what a column of the files means; ours may be 'ignore'")  # fmt: skip
        order = command.add_mutually_exclusive_group()
        order.add_argument("--day-first", action="store_true", help="03/04 is 3 April")
        order.add_argument("--month-first", action="store_true", help="03/04 is March 4")
        command.add_argument("--json", action="store_true", help="print everything as JSON")
        if name == "read":
            continue
        command.add_argument("--variables", metavar="a,b,...", help="what to group by")
        command.add_argument("--groups", default="auto", metavar="auto|N")
        command.add_argument("--method", choices=("mixture", "kmeans"), default="kmeans")
        command.add_argument("--weight", action="append", default=[], metavar="total_spend=2")
        command.add_argument("--as-of", metavar="DATE", help="look at the shop as of this day")
        command.add_argument("--language", choices=CODES, default="en")
        command.add_argument("--seed", type=int, default=0)
        command.add_argument("--consent", choices=("email", "sms"))
        command.add_argument("--output", metavar="lists.xlsx")
        command.add_argument("--assignments", metavar="who.csv")
    return parser


def _run(command: _Command, given: list[str]) -> int:
    try:
        return command(_parser().parse_args(given))
    except SegmentationError as error:
        _complain(error.problem)
        if "--json" in given:
            _print_json({"error": _problem(error.problem)})
        return WRONG


def _complain(problem: Problem) -> None:
    print(describe(problem, Language("en")), file=sys.stderr)


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


# Reading


@dataclass(frozen=True)
class _Reading:
    """What came of one file given: its imports, or why it could not be read."""

    name: str
    imports: tuple[Import, ...]
    problem: Problem | None


def _read_files(shop: Shop, options: argparse.Namespace) -> tuple[_Reading, ...]:
    """Read all files into the shop; fails where none of them was usable."""
    columns = dict(_pair(text, "--column") for text in options.column)
    for ours in columns.values():
        if ours not in MEANING and ours != IGNORED:
            raise fail("unknown_meaning", name=ours, known=", ".join((*MEANING, IGNORED)))
    day_first = True if options.day_first else False if options.month_first else None
    readings = []
    for given in options.files:
        path = Path(given)
        try:
            imports = shop.read_file(path, path.name, columns, day_first)
            problem = next((i.problem for i in imports if i.problem), None)
            readings.append(_Reading(path.name, imports, problem))
        except SegmentationError as error:
            readings.append(_Reading(path.name, (), error.problem))
    if not any(found.report for reading in readings for found in reading.imports):
        problem = readings[0].problem
        assert problem is not None
        raise SegmentationError(problem)
    shop.use()
    return tuple(readings)


def _pair(text: str, option: str) -> tuple[str, str]:
    left, mark, right = text.rpartition("=")
    if not mark or not left:
        raise fail("wrong_use", message=f"{option} needs the form name=value, not {text!r}")
    return left, right


def _read(options: argparse.Namespace) -> int:
    shop = Shop.open_temporary()
    try:
        readings = _read_files(shop, options)
        totals = count_shop(shop)
    finally:
        shop.close()
    if options.json:
        _print_json(_data(readings, totals))
    else:
        _print_reading(readings, totals)
    return 0


def _data(readings: Sequence[_Reading], totals: ShopTotals) -> dict[str, object]:
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


def _files(reading: _Reading) -> list[dict[str, object]]:
    if not reading.imports:
        return [_file(reading.name, None, reading.problem)]
    return [_file(reading.name, found, found.problem) for found in reading.imports]


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
        "error": _problem(problem) if problem else None,
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "id": problem.id,
        "message": describe(problem, Language("en")),
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
    }


def _print_reading(readings: Sequence[_Reading], totals: ShopTotals) -> None:
    english = Language("en")
    for entry in (entry for reading in readings for entry in _files(reading)):
        print(f"{entry['name']}: {entry['platform']} {entry['kind']}, "
              f"{entry['rows_kept']} of {entry['rows']} rows kept")  # fmt: skip
    for reading in readings:
        if reading.problem:
            print(describe(reading.problem, english), file=sys.stderr)
    currency = totals.currency or ""
    print(f"{totals.orders} orders, {totals.customers} customers")
    print(f"revenue before refunds {cents(totals.revenue_gross)} {currency}".rstrip())
    print(f"revenue after refunds {cents(totals.revenue)} {currency}".rstrip())
    if totals.first_order:
        print(f"orders from {totals.first_order} to {totals.last_order}")


# Segmenting


def _segment(options: argparse.Namespace) -> int:
    from segmentation.exports.csv_files import write_assignments
    from segmentation.grouping import GroupingRequest, everything, group_shop, list_workbook

    request = GroupingRequest(
        variables=tuple(filter(None, (options.variables or "").split(","))),
        weights=tuple(_weight(text) for text in options.weight),
        groups=_groups(options.groups),
        method=options.method,
        seed=options.seed,
        view=View(as_of=_day(options.as_of)),
    )
    language = Language(options.language)
    shop = Shop.open_temporary()
    try:
        readings = _read_files(shop, options)
        found = group_shop(shop, request, language)
    finally:
        shop.close()
    if options.output:
        spec = everything(found, options.consent)
        _write(options.output, list_workbook(found, spec, language))
    if options.assignments:
        _write(
            options.assignments, write_assignments(found.customers, found.assignment, found.names)
        )
    if options.json:
        _print_json({"data": _data(readings, found.totals), **_groups_found(found)})
        return 0
    _print_reading(readings, found.totals)
    for profile, name in zip(found.profiles, found.names, strict=True):
        customers = language.plural("{n} customer", "{n} customers", profile.customers)
        money = language.money(profile.revenue, found.totals.currency or "")
        print(f"{profile.segment_id}. {name}: {customers}, {money}")
    return 0


def _write(name: str, content: bytes) -> None:
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise fail("cannot_write", file=name) from error


def _groups_found(found: Grouping) -> dict[str, object]:
    assignment = found.assignment
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
                "share_of_revenue": profile.share_of_revenue,
                "stability": stability,
                "rule": None,
                "rule_coverage": None,
                "rule_precision": None,
            }
            for profile, name, stability in zip(
                found.profiles, found.names, assignment.stability, strict=True
            )
        ],
    }


def _groups(text: str) -> int | None:
    if text == "auto":
        return None
    if not text.isdigit() or int(text) < 1:
        raise fail("wrong_use", message=f"--groups is auto or a whole number, not {text!r}")
    return int(text)


def _weight(text: str) -> tuple[str, float]:
    from segmentation.features import WEIGHTS

    name, value = _pair(text, "--weight")
    try:
        factor = WEIGHTS[value] if value in WEIGHTS else float(value)
    except ValueError as error:
        raise fail("wrong_use", message=f"--weight {name} needs a number, not {value!r}") from error
    if not 0 <= factor <= 100:
        raise fail("wrong_use", message=f"--weight {name} is from 0 to 100, not {value}")
    return name, factor


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise fail("wrong_use", message=f"--as-of needs a date like 2026-03-05, not {text!r}") from error

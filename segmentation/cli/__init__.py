"""The command line: ``segmentation`` opens the app, ``read`` and ``segment`` work without it.

The same functions as the app's, on a temporary shop. Exit codes: 0; 2 for wrong use or when
nothing usable was given, with one line on standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from segmentation.cli.answers import (
    ENGLISH,
    Reading,
    describe_data,
    describe_groups,
    describe_problem,
    print_groups,
    print_json,
    print_reading,
)
from segmentation.columns import MEANING
from segmentation.counting import View, count_shop
from segmentation.errors import Problem, SegmentationError, describe, fail
from segmentation.ingest.headers import normalize
from segmentation.ingest.mapping import IGNORED
from segmentation.language import CODES, Language
from segmentation.shop import Shop

WRONG, INTERRUPTED = 2, 130
_LARGEST_SEED = 2**31 - 1  # trials and re-runs count on from it


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows consoles default to a code page; file names can hold any bytes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(given))


def _run(given: list[str]) -> int:
    """Do what is asked; whatever goes wrong becomes one line."""
    try:
        code = _command(given)
        sys.stdout.flush()
        return code
    except SegmentationError as error:
        problem = error.problem
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        problem = Problem("unexpected", words=(("kind", type(error).__name__),))
    print(" ".join(describe(problem, ENGLISH).split()), file=sys.stderr)
    if "--json" in given and given[0] in ("read", "segment"):
        print_json({"error": describe_problem(problem)})
    return WRONG


def _command(given: list[str]) -> int:
    if given and given[0] in ("read", "segment"):
        options = _parser().parse_args(given)
        return _read(options) if given[0] == "read" else _segment(options)
    if given and not given[0].startswith("-"):
        raise fail("wrong_use", message=f"There is no command {given[0]!r}: use read or segment")
    if given and given[0] in ("-h", "--help"):
        _parser().print_help()
        return 0
    from segmentation.launch import open_app

    return open_app(given)


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
    for name, about in (
        ("read", "read files and print what they hold"),
        ("segment", "read files and put customers into groups"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("files", nargs="+", metavar="FILE")
        command.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="THEIRS=ours",
            help="what a column of the files means; ours may be 'ignore'",
        )
        order = command.add_mutually_exclusive_group()
        order.add_argument("--day-first", action="store_true", help="03/04 is 3 April")
        order.add_argument("--month-first", action="store_true", help="03/04 is March 4")
        command.add_argument("--json", action="store_true", help="print everything as JSON")
        if name == "read":
            continue
        command.add_argument("--variables", metavar="a,b,...", help="what to group by")
        command.add_argument("--groups", default="auto", metavar="auto|N")
        command.add_argument("--method", choices=("mixture", "kmeans"), default="mixture")
        command.add_argument("--weight", action="append", default=[], metavar="total_spend=2")
        command.add_argument("--as-of", metavar="DATE", help="look at the shop as of this day")
        command.add_argument("--language", choices=CODES, default="en")
        command.add_argument("--seed", default="0", metavar="N")
        command.add_argument("--consent", choices=("email", "sms"))
        command.add_argument("--output", metavar="lists.xlsx")
        command.add_argument("--assignments", metavar="who.csv")
    return parser


# Reading


def _read_files(shop: Shop, options: argparse.Namespace) -> tuple[Reading, ...]:
    """Read all files into the shop; fails where none of them was usable."""
    columns = dict(_pair(text, "--column") for text in options.column)
    for ours in columns.values():
        if ours not in MEANING and ours != IGNORED:
            raise fail("unknown_meaning", name=ours, known=", ".join((*MEANING, IGNORED)))
    day_first = True if options.day_first else False if options.month_first else None
    readings = []
    for given in options.files:
        path = Path(given)
        name = path.name or given
        try:
            imports = shop.read_file(path, name, columns, day_first)
            problem = next((i.problem for i in imports if i.problem), None)
            readings.append(Reading(name, imports, problem))
        except SegmentationError as error:
            readings.append(Reading(name, (), error.problem))
    _check_columns(columns, readings)
    if not any(found.report for reading in readings for found in reading.imports):
        raise SegmentationError(next(r.problem for r in readings if r.problem))
    shop.use()
    return tuple(readings)


def _check_columns(columns: Iterable[str], readings: Sequence[Reading]) -> None:
    """Each column named must be in at least one of the files that could be opened."""
    headers = [
        header for reading in readings for found in reading.imports for header in found.raw.headers
    ]
    known = {normalize(header) for header in headers}
    for column in columns:
        if headers and normalize(column) not in known:
            raise fail("unknown_column", name=column, known=", ".join(dict.fromkeys(headers)))


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
        print_json(describe_data(readings, totals))
    else:
        print_reading(readings, totals)
    return 0


# Segmenting


def _segment(options: argparse.Namespace) -> int:
    from segmentation.exports.csv_files import write_assignments
    from segmentation.grouping import (
        GroupingRequest,
        everything,
        group_customers,
        list_workbook,
        read_customers,
        with_stability,
    )

    request = GroupingRequest(
        variables=tuple(filter(None, map(str.strip, (options.variables or "").split(",")))),
        weights=tuple(_weight(text) for text in options.weight),
        groups=_groups(options.groups),
        method=options.method,
        seed=_seed(options.seed),
        view=View(as_of=_day(options.as_of)),
    )
    language = Language(options.language)
    shop = Shop.open_temporary()
    try:
        readings = _read_files(shop, options)
        totals, customers = read_customers(shop, request.view)
    finally:
        shop.close()
    found = group_customers(totals, customers, request, language)
    if options.output:
        spec = everything(found, options.consent)
        _write(options.output, list_workbook(found, spec, language))
    if options.assignments:
        _write(
            options.assignments, write_assignments(found.customers, found.assignment, found.names)
        )
    if options.json:
        groups = describe_groups(with_stability(found), language)
        print_json({"data": describe_data(readings, found.totals), **groups})
        return 0
    print_reading(readings, found.totals)
    print_groups(found, language)
    return 0


def _write(name: str, content: bytes) -> None:
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise fail("cannot_write", file=name) from error


def _groups(text: str) -> int | None:
    if text == "auto":
        return None
    if not text.isdecimal() or int(text) < 1:
        raise fail("wrong_use", message=f"--groups is auto or a whole number from 1, not {text!r}")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) > _LARGEST_SEED:
        raise fail(
            "wrong_use", message=f"--seed is a whole number from 0 to {_LARGEST_SEED}, not {text!r}"
        )
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
        raise fail(
            "wrong_use", message=f"--as-of needs a date like 2026-03-05, not {text!r}"
        ) from error

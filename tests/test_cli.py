"""The command line: its shapes, its exit codes, and one calm line for whatever goes wrong."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

import segmentation.cli
import segmentation.launch
from tests.command_line import Answer, call
from tests.small_shops import table

ROOT = Path(__file__).parents[1]
HEADER = "Order number,Order date,E-mail,Total,Currency"
FILE_KEYS = [
    "name", "platform", "kind", "encoding", "delimiter", "sheet", "header_row", "rows",
    "rows_kept", "rows_refused", "mapping", "refusals", "warnings", "error",
]  # fmt: skip
DATA_KEYS = [
    "files", "documents", "orders", "return_documents", "zero_documents", "excluded", "unpaid",
    "orders_without_customer", "customers", "customers_in_files", "revenue", "revenue_gross",
    "revenue_customers", "revenue_returns_only", "revenue_without_customer", "currency",
    "other_currencies", "first_order", "last_order",
]  # fmt: skip
SEGMENT_KEYS = [
    "id", "name", "customers", "share_of_customers", "revenue", "share_of_revenue", "stability",
    "rule", "rule_coverage", "rule_precision",
]  # fmt: skip
ERROR_KEYS = ["id", "message", "file", "row", "column"]


def write(folder: Path, text: str, name: str = "orders.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Forty customers of two habits, a return, a row that cannot be read, and some euros."""
    rows = [
        f"{who * 10 + n},2026-03-{1 + n * 9 + who % 7:02},c{who:02}@x.pl,{20 + who}.50,PLN"
        for who in range(20)
        for n in range(3)
    ]
    rows += [f"{n},2025-06-{n - 899:02},once{n}@x.pl,{n}.25,PLN" for n in range(900, 920)]
    rows += ["990,2026-03-20,c01@x.pl,-5.50,PLN", "991,32.13.2026,c02@x.pl,7.00,PLN"]
    rows += ["992,2026-03-01,c03@x.pl,9.00,EUR"]
    return write(tmp_path, table(HEADER, *rows))


def told(answer: Answer) -> str:
    """The one line on standard error of a call that failed."""
    assert answer.code == 2
    assert answer.err.endswith("\n") and answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err and len(answer.err) > 20
    return answer.err.strip()


# Reading


def test_read_tells_all_that_the_contract_names(orders: Path) -> None:
    answer = call("read", orders, "--json")
    assert (answer.code, answer.err) == (0, "")
    assert list(answer.json) == DATA_KEYS
    (file,) = answer.json["files"]
    assert list(file) == FILE_KEYS
    assert file == {
        "name": "orders.csv",
        "platform": "generic",
        "kind": "orders",
        "encoding": "utf-8",
        "delimiter": ",",
        "sheet": None,
        "header_row": 1,
        "rows": 83,
        "rows_kept": 82,
        "rows_refused": 1,
        "mapping": {
            "order_id": "Order number",
            "order_date": "Order date",
            "email": "E-mail",
            "total": "Total",
            "currency": "Currency",
        },
        "refusals": [
            {
                "row": 83,
                "column": "Order date",
                "value": "32.13.2026",
                "reason": "unreadable_date",
            }
        ],
        "warnings": ["several_currencies"],
        "error": None,
    }
    figures = {key: value for key, value in answer.json.items() if key != "files"}
    once = sum(n + 0.25 for n in range(900, 920))
    gross = once + 3 * sum(who + 20.5 for who in range(20))
    assert figures == {
        "documents": 81,
        "orders": 80,
        "return_documents": 1,
        "zero_documents": 0,
        "excluded": {"cancelled": 0, "refunded": 0, "failed": 0},
        "unpaid": {"orders": 0, "amount": "0.00"},
        "orders_without_customer": 0,
        "customers": 40,
        "customers_in_files": 40,
        "revenue": f"{gross - 5.5:.2f}",
        "revenue_gross": f"{gross:.2f}",
        "revenue_customers": f"{gross - 5.5:.2f}",
        "revenue_returns_only": "0.00",
        "revenue_without_customer": "0.00",
        "currency": "PLN",
        "other_currencies": {"EUR": {"orders": 1, "amount": "9.00"}},
        "first_order": "2025-06-01",
        "last_order": "2026-03-25",
    }


def test_read_as_text(orders: Path) -> None:
    answer = call("read", orders)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "orders.csv: generic orders, 82 of 83 rows kept"
    assert "  row 83 left out: not a date (Order date: 32.13.2026)" in lines
    assert "Orders                          80, 2025-06-01 to 2026-03-25" in lines
    assert "Not orders                      returns 1" in lines
    assert "Not counted, in EUR             orders 1, €9.00" in lines


def test_one_unreadable_file_among_good_ones_is_no_failure(orders: Path, tmp_path: Path) -> None:
    broken = tmp_path / "photo.csv"
    broken.write_bytes(b"\x89PNG\r\n")
    answer = call("read", broken, orders, tmp_path / "missing.csv", "--json")
    assert (answer.code, answer.err) == (0, "")
    photo, good, missing = answer.json["files"]
    assert [photo["name"], good["name"], missing["name"]] == [
        "photo.csv", "orders.csv", "missing.csv",
    ]  # fmt: skip
    assert good["error"] is None and answer.json["orders"] == 80
    assert list(photo["error"]) == ERROR_KEYS
    assert (photo["error"]["id"], photo["error"]["file"]) == ("not_a_table", "photo.csv")
    assert missing["error"]["id"] == "file_missing"
    assert (photo["rows"], photo["rows_kept"], photo["rows_refused"]) == (0, 0, 0)
    as_text = call("read", orders, broken)
    assert as_text.code == 0
    assert as_text.err.startswith("photo.csv: This is a PNG file")


def test_a_file_that_nobody_understands_keeps_the_sum_of_rows(orders: Path, tmp_path: Path) -> None:
    odd = write(tmp_path, table("a;b", "x;y", "z;w"), "odd.csv")
    file = call("read", orders, odd, "--json").json["files"][1]
    assert file["error"]["id"] == "unknown_kind"
    assert (file["rows"], file["rows_kept"], file["rows_refused"]) == (2, 0, 2)


def test_owners_word_on_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        table(
            "Order number,Order date,E-mail,Total,Total (net)=x",
            "1,2026-01-05,a@x.pl,10.00,8.00",
            "2,2026-01-06,b@x.pl,20.00,16.00",
        ),
    )
    other = write(tmp_path, table("E-mail,Who", "c@x.pl,F", "d@x.pl,M"), "people.csv")
    assert call("read", path, "--json").json["revenue"] == "30.00"
    answer = call(
        "read", path, other, "--column", "total (NET)=x=total", "--column", "Who=gender",
        "--column", "Total=ignore", "--json",
    ).json  # fmt: skip
    assert answer["revenue"] == "24.00"
    assert answer["files"][0]["mapping"]["total"] == "Total (net)=x"
    assert answer["files"][1]["mapping"]["gender"] == "Who"


@pytest.mark.parametrize(
    ("option", "first", "warnings"),
    [
        ((), "2026-04-03", ["ambiguous_dates"]),
        (("--day-first",), "2026-04-03", []),
        (("--month-first",), "2026-03-04", []),
    ],
)
def test_day_or_month_first(
    tmp_path: Path, option: tuple[str, ...], first: str, warnings: list[str]
) -> None:
    path = write(
        tmp_path, table(HEADER, "1,03/04/2026,a@x.pl,1.50,GBP", "2,05/06/2026,a@x.pl,2.50,GBP")
    )
    answer = call("read", path, "--json", *option).json
    assert (answer["first_order"], answer["files"][0]["warnings"]) == (first, warnings)


# Segmenting


def test_segment_tells_and_writes_all_that_the_contract_names(orders: Path, tmp_path: Path) -> None:
    workbook, who = tmp_path / "lists.xlsx", tmp_path / "who.csv"
    answer = call(
        "segment", orders, "--groups", "2", "--variables", "frequency,recency_days",
        "--weight", "frequency=more", "--weight", "recency_days=0.5", "--language", "ru",
        "--seed", "7", "--output", workbook, "--assignments", who, "--json",
    )  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    found = answer.json
    assert list(found) == ["data", "variables", "method", "groups", "verdict", "segments"]
    assert found["data"] == call("read", orders, "--json").json
    assert (found["method"], found["groups"], found["verdict"]) == ("mixture", 2, "clear")
    assert set(found["variables"]) == {"frequency", "recency_days"}
    for segment in found["segments"]:
        assert list(segment) == SEGMENT_KEYS
        assert 0.9 < segment["stability"] <= 1
        assert "заказ" in segment["rule"] and segment["rule"].endswith(".")
        assert segment["rule_coverage"] == segment["rule_precision"] == 1
    assert [segment["customers"] for segment in found["segments"]] == [20, 20]
    assert [segment["share_of_customers"] for segment in found["segments"]] == [0.5, 0.5]
    with who.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["customer_id"] for row in rows} >= {"c00@x.pl", "once900@x.pl"}
    assert {row["segment"] for row in rows} == {segment["name"] for segment in found["segments"]}
    assert len(rows) == 40
    assert workbook.read_bytes()[:2] == b"PK"


def test_segment_as_text_is_in_the_language(orders: Path) -> None:
    answer = call("segment", orders, "--groups", "2", "--language", "pl")
    lines = answer.out.replace("\u00a0", " ").splitlines()
    assert answer.code == 0
    assert lines[-6:-4] == ["", "Wyraźne grupy"]
    assert lines[-4].startswith("1. ") and lines[-2].startswith("2. ")
    assert ": 20 klientów (50%), " in lines[-2] and " zł (" in lines[-2]
    assert "Wydatki najwyżej 500 zł." in lines[-1] and "Dotyczy to 100% grupy." in lines[-1]


def test_segment_as_of_a_day(orders: Path) -> None:
    answer = call("segment", orders, "--groups", "2", "--as-of", "2026-03-10", "--json").json
    assert answer["data"]["last_order"] <= "2026-03-10"
    money = [float(segment["revenue"]) for segment in answer["segments"]]
    assert f"{sum(money):.2f}" == answer["data"]["revenue_customers"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_nobody_is_on_the_list_without_a_consent(orders: Path, tmp_path: Path) -> None:
    output = tmp_path / "lists.xlsx"
    answer = call("segment", orders, "--groups", "2", "--consent", "sms", "--output", output)
    assert (answer.code, answer.err) == (0, "")
    book = load_workbook(output)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert cells and not [cell for cell in cells if "@x.pl" in str(cell)]


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--column", "Totl=total"], "no column called “Totl”"),
        (["--column", "Total=price"], "no column called “price”"),
        (["--column", "Total"], "--column needs the form name=value"),
        (["--column", "=total"], "--column needs the form name=value"),
        (["--day-first", "--month-first"], "not allowed with"),
        (["--groups", "3"], "unrecognized arguments"),
        (["--no-such-option"], "unrecognized arguments"),
    ],
)
def test_wrong_words_to_read(orders: Path, arguments: list[str], says: str) -> None:
    assert says in told(call("read", orders, *arguments))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--variables", "shoe_size"], "nothing called “shoe_size”"),
        (["--variables", "frequency,email"], "nothing called “email”"),
        (["--variables", "frequency", "--weight", "frequency=off"], "Choose at least one"),
        (["--variables", "points"], "Choose at least one"),
        (["--groups", "0"], "--groups is auto or a whole number from 1"),
        (["--groups", "-3"], "--groups"),
        (["--groups", "2.5"], "--groups"),
        (["--groups", "²"], "--groups"),
        (["--groups", "9999"], "9999 groups are too many for 40 customers"),
        (["--method", "magic"], "invalid choice"),
        (["--weight", "frequency"], "--weight needs the form"),
        (["--weight", "frequency=heavy"], "--weight frequency needs a number"),
        (["--weight", "frequency=nan"], "from 0 to 100"),
        (["--weight", "frequency=-1"], "from 0 to 100"),
        (["--weight", "shoe_size=2"], "nothing called “shoe_size”"),
        (["--as-of", "yesterday"], "--as-of needs a date"),
        (["--as-of", "2026-02-30"], "--as-of needs a date"),
        (["--as-of", "2000-01-01"], "No customers with orders"),
        (["--language", "de"], "invalid choice"),
        (["--seed", "-1"], "--seed is a whole number"),
        (["--seed", "99999999999"], "--seed is a whole number"),
        (["--seed", "x"], "--seed is a whole number"),
        (["--consent", "phone"], "invalid choice"),
        (["--output", "no/such/folder/lists.xlsx"], "could not write this file"),
        (["--assignments", "."], "could not write this file"),
    ],
)
def test_wrong_words_to_segment(orders: Path, arguments: list[str], says: str) -> None:
    assert says in told(call("segment", orders, *arguments))


@pytest.mark.parametrize("command", ["read", "segment"])
def test_nothing_usable_given(command: str, tmp_path: Path) -> None:
    assert "There is no such file" in told(call(command, tmp_path / "missing.csv"))
    assert told(call(command, tmp_path)).startswith(tmp_path.name)
    assert told(call(command, ".")).startswith(".: ")
    assert told(call(command, write(tmp_path, ""))).startswith("orders.csv: This file is empty")
    assert "required: FILE" in told(call(command))


def test_nobody_to_group(tmp_path: Path) -> None:
    guests = write(
        tmp_path, table("Order number,Date,Total", "1,2026-01-05,1.50", "2,2026-01-06,2.50")
    )
    assert call("read", guests).code == 0
    assert "Nobody can be told apart" in told(call("segment", guests))
    one = write(tmp_path, table("Order number,Date,E-mail,Total", "1,2026-01-05,a@x.pl,1.50"))
    assert "Too few" in told(call("segment", one))


def test_an_error_as_json_has_its_place(tmp_path: Path) -> None:
    answer = call("read", tmp_path / "missing.csv", "--json")
    assert told(answer).startswith("missing.csv: ")
    assert list(answer.json) == ["error"] and list(answer.json["error"]) == ERROR_KEYS
    assert answer.json["error"]["message"] == answer.err.strip()
    assert (answer.json["error"]["id"], answer.json["error"]["file"]) == (
        "file_missing", "missing.csv",
    )  # fmt: skip
    assert call("segment", "--json", "a.csv", "--groups", "x").json["error"]["id"] == "wrong_use"


def test_a_name_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    assert told(call("read", tmp_path / "two\nlines.csv")).startswith("two lines.csv: ")


def test_a_fault_of_ours_is_one_line_too(orders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret@x.pl\nof somebody")

    monkeypatch.setattr(segmentation.cli, "count_shop", break_down)
    answer = call("read", orders, "--json")
    assert "(ZeroDivisionError)" in told(answer)
    assert "secret" not in answer.err + answer.out
    assert answer.json["error"]["id"] == "unexpected"


# The commands themselves


def test_help_and_unknown_commands() -> None:
    helped = call("--help")
    assert helped.code == 0 and "read and segment a shop's exports" in helped.out
    assert "--month-first" in call("read", "--help").out
    assert "There is no command 'sement'" in told(call("sement", "a.csv"))


def test_without_a_command_the_app_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def open_app(options: list[str]) -> int:
        opened.append(options)
        return 3

    monkeypatch.setattr(segmentation.launch, "open_app", open_app)
    assert call().code == call("--server.port", "8600").code == 3
    assert opened == [[], ["--server.port", "8600"]]


def python(code: str, *arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False)


def test_reading_is_quick_to_start(orders: Path) -> None:
    done = python(
        """
import sys
from segmentation.cli import main
before = set(sys.modules)
try:
    main(["read", sys.argv[1]])
finally:
    heavy = {"numpy", "pandas", "sklearn", "scipy", "streamlit", "altair"} & set(sys.modules)
    print(sorted(heavy))
""",
        str(orders),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == b"[]"


MAIN = "from segmentation.cli import main; main()"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are any bytes on Linux only")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/z\xb3e.csv"
    done = python(MAIN, "read", name, "--json")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert json.loads(done.stdout)["error"]["id"] == "file_missing"


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way on Windows")
def test_a_reader_that_stops_listening_is_no_failure(orders: Path) -> None:
    command = [sys.executable, "-c", MAIN, "read", str(orders), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0

"""The benchmark: made order lines add up to what is said of them, and the report says it right."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from segmentation.counting import cents, count_shop
from segmentation.shop import Shop
from tests.benchmark import __main__ as whole
from tests.benchmark import importing, readings, rules
from tests.benchmark.__main__ import _agreeing
from tests.benchmark.limits import Limit, check_limits
from tests.benchmark.lists import Written, limits_of_lists, lists_table, measure_lists
from tests.benchmark.machine import describe_machine
from tests.benchmark.measuring import BETWEEN, Cost, Run, StageClock, Totals, measure, run_module
from tests.benchmark.order_lines import LINES_PER_CUSTOMER, write_order_lines
from tests.benchmark.readings import (
    CODE_PAGE,
    LARGE,
    TYPED,
    UTF8,
    WORKBOOK,
    Readings,
    Sizes,
    measure_readings,
    middle,
)
from tests.benchmark.report import (
    Report,
    amount,
    growth,
    limits_table,
    readings_table,
    stage_table,
    write_into,
    write_report,
)

LINES = 2_000
unix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows does not say what a process cost."
)


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmark") / "orders.csv"


@pytest.fixture(scope="module")
def made(orders: Path) -> Totals:
    return write_order_lines(orders, LINES)


def test_order_lines_depend_on_the_seed_alone(orders: Path, made: Totals, tmp_path: Path) -> None:
    again, other = tmp_path / "again.csv", tmp_path / "other.csv"
    assert write_order_lines(again, LINES) == made
    assert again.read_bytes() == orders.read_bytes()
    assert write_order_lines(other, LINES, seed=1) != made


def test_product_reads_the_totals_that_were_made(orders: Path, made: Totals) -> None:
    shop = Shop.open_temporary()
    try:
        (found,) = shop.read_file(orders, orders.name)
        shop.use()
        read = count_shop(shop)
    finally:
        shop.close()
    assert found.report is not None
    assert (found.report.kind, found.report.rows_kept) == ("order_lines", LINES)
    assert Totals(read.orders, read.customers, str(cents(read.revenue))) == made
    assert read.cancelled > 0 and read.orders_without_customer > 0
    assert set(found.mapping.meanings) == {
        "order_id", "order_date", "email", "customer_id", "product", "category", "quantity",
        "unit_price", "status", "payment", "channel", "location", "discount", "country",
    }  # fmt: skip


def test_shop_has_the_promised_size(made: Totals) -> None:
    # Some customers only cancelled or came as guests.
    assert LINES / LINES_PER_CUSTOMER * 0.9 < made.customers < LINES / LINES_PER_CUSTOMER


def test_tiny_shops_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 100"):
        write_order_lines(tmp_path / "orders.csv", 99)


def run_of(cpu: float, totals: Totals, **stages: float) -> Run:
    costs = {name: Cost(seconds, seconds, 100.0) for name, seconds in stages.items()}
    return Run(costs, Cost(cpu, cpu + 1, 100.5), totals)


def test_other_totals_end_the_benchmark(made: Totals) -> None:
    assert _agreeing("app", run_of(1.0, made), made).totals == made
    with pytest.raises(SystemExit, match="the app came to other totals"):
        _agreeing("the app", run_of(1.0, replace(made, orders=made.orders + 1)), made)


def test_limits_are_met_not_met_or_not_measured() -> None:
    limits = (
        Limit("Reading", 8, "s", 7.9901),
        Limit("Drawing", 0.5, "s", 0.5001),
        Limit("Memory", 900, "MB", 900.0),
        Limit("First page", 5, "s", None),
    )
    assert limits_table(limits).splitlines() == [
        "| Limit | at most | reached |  |",
        "| --- | ---: | ---: | ---: |",
        "| Reading | 8 s | 8.00 s | met |",
        "| Drawing | 0.5 s | 0.51 s | **not met** |",
        "| Memory | 900 MB | 900 MB | met |",
        "| First page | 5 s | – | not measured |",
    ]


def test_limits_are_those_promised() -> None:
    costs = {100_000: Cost(8.0, 99, 601.0), 10: Cost(1, 1, 1)}
    limits = check_limits(costs, 4.0, None, 3.5, Readings())
    assert [(limit.most, limit.reached, limit.met) for limit in limits] == [
        (8, 8.0, True),
        (600, 601.0, False),
        (30, None, None),
        (900, None, None),
        (5, 4.0, True),
        (0.5, None, None),
        (3, 3.5, False),
        *((most, None, None) for most in (2.5, 1, 1200, 12, 2, 2, 1)),
    ]


def test_limits_of_reading_are_those_promised() -> None:
    costs = {WORKBOOK: Cost(11.9, 20, 300.0), LARGE: Cost(50, 40, 1201.0), UTF8: Cost(9, 9, 9)}
    found = Readings(
        costs, {}, ratio=2.51, code_page=-0.1, look_large=0.4, look_workbook=2.1, stop=0.9
    )
    limits = {limit.what: limit for limit in check_limits({}, None, None, None, found)}
    shown = [
        ("CSV of 1,000,000 lines in UTF-8, read", "times", 2.5, 2.51, False),
        ("The same in Windows-1250", "s", 1, -0.1, True),
        ("CSV of 10,000,000 lines, read on the command line", "MB", 1200, 1201.0, False),
        ("Excel file of 200,000 rows and 15 columns, read", "s", 12, 11.9, True),
        ("CSV of 10,000,000 lines: first answer", "s", 2, 0.4, True),
        ("Excel file of 200,000 rows and 15 columns: first answer", "s", 2, 2.1, False),
        ("CSV of 1,000,000 lines: reading stopped", "s", 1, 0.9, True),
    ]
    for start, unit, most, reached, met in shown:
        (limit,) = (limit for what, limit in limits.items() if what.startswith(start))
        assert (limit.unit, limit.most, limit.reached, limit.met) == (unit, most, reached, met)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(0.0, "s", "0.00 s"), (1.23, "s", "1.23 s"), (1.2301, "s", "1.24 s"),
     (1234.1, "MB", "1,235 MB"), (None, "MB", "–"), (2.501, "times", "2.51 times"),
     (float("inf"), "MB", "failed")],
)  # fmt: skip
def test_amounts_are_never_flattered(value: float | None, unit: str, shown: str) -> None:
    assert amount(value, unit) == shown


def test_growth_is_the_exponent() -> None:
    assert growth([100, 1000], [2.0, 20.0]) == "n^1.00"
    assert growth([100, 500, 1000], [1.0, None, 10**0.5]) == "n^0.50"
    assert growth([100, 1000], [0.01, 20.0]) == "–"
    assert growth([100], [2.0]) == "–"


def test_stage_table_ends_with_the_whole(made: Totals) -> None:
    runs = {100: run_of(4.0, made, read=1.0), 1000: run_of(50.0, made, read=10.0, write=30.0)}
    _, _, read, write, whole = stage_table(runs).splitlines()
    assert read == ("| read | 1.00 s | 10.00 s | n^1.00 | 1.00 s | 10.00 s | 100 MB | 100 MB |")
    assert write == "| write | – | 30.00 s | – | – | 30.00 s | – | 100 MB |"
    assert whole.startswith("| **whole process** | 4.00 s | 50.00 s | n^1.10 | 5.00 s | 51.00 s |")


def test_report_compares_both_ways(made: Totals) -> None:
    ours, notebook = {100: run_of(2.0, made, read=1.0)}, {100: run_of(8.0, made, read_csv=1.0)}
    limits = check_limits({}, None, None, None, Readings())
    text = write_report(Report(ours, notebook, {}, limits, "a machine", Readings()))
    assert "| **App / notebook, processor time** | **0.25** |" in text
    assert "Notebook on one thread" not in text
    assert "Measured on a machine." in text
    assert "| read_csv |" in text
    alone = write_report(Report(ours, {}, {}, (), "a machine", Readings()))
    assert "| This app, processor time | 2.00 s |" in alone
    assert "| Notebook" not in alone and "notebook" not in alone


def test_report_of_reading_alone_says_nothing_of_segments() -> None:
    found = Readings({UTF8: Cost(2.0, 1.5, 300.2)}, {UTF8: 1000})
    text = write_report(Report({}, {}, {}, (), "a machine", found))
    assert "| UTF-8 | 1,000 | 2.00 s | 1.50 s | 301 MB |" in text.splitlines()
    assert readings_table(found) in text
    assert "This app" not in text and "Order lines" not in text


def test_report_shows_what_rules_and_lists_may_cost() -> None:
    counted = rules.Counted({20_000: {"slow": 0.2}, 200_000: {"slow": 1.2}})
    written = Written({"meta": Cost(1.0, 1, 50.0), "excel small": Cost(2, 2, 9.0)})
    limits = (*rules.limits_of_rules(counted), *limits_of_lists(written))
    text = write_report(Report({}, {}, {}, limits, "a machine", Readings(), written))
    rows = [line for line in text.splitlines() if line.endswith(("met |", "met** |", "measured |"))]
    assert [line.split(" | ")[-1] for line in rows] == [
        "met |", "**not met** |", "met |", "not measured |", "not measured |", "met |", "met |",
    ]  # fmt: skip
    assert "Lists of 200,000 customers:" in text and "| meta | 1.00 s | 50 MB |" in text


@unix_only
def test_rules_and_lists_are_part_of_the_whole_benchmark(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("<!-- benchmark:start -->\n<!-- benchmark:end -->\n", "utf-8")
    counted = rules.Counted({20_000: {"slow": 0.2}, 200_000: {"slow": 0.9}})
    monkeypatch.setattr(whole, "ROOT", tmp_path)
    monkeypatch.setattr(whole, "measure_rules", lambda: counted)
    monkeypatch.setattr(whole, "measure_lists", lambda *_: Written({"meta": Cost(9, 9, 9.0)}))
    monkeypatch.setattr(whole, "_measure_changes", lambda _: (0.1, 0.2))
    monkeypatch.setattr(whole, "_measure_first_page", lambda: None)
    monkeypatch.setattr(whole, "measure_readings", lambda *_: Readings())
    told = ["--lines", str(LINES), "--without-notebook"]
    monkeypatch.setattr(sys, "argv", ["benchmark", *told, "--write-readme"])
    assert whole.main() == 1
    of_all = [line for line in readme.read_text("utf-8").splitlines() if "00 customers" in line]
    monkeypatch.setattr(sys, "argv", ["benchmark", "--only-lists"])
    capsys.readouterr()
    assert whole.main() == 1
    alone = [line for line in capsys.readouterr().out.splitlines() if "00 customers" in line]
    assert len(alone) == 7 and set(alone) < set(of_all)


def test_report_goes_between_the_marks_of_the_readme(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("a\n<!-- benchmark:start -->\nold\n<!-- benchmark:end -->\nb\n", "utf-8")
    write_into(readme, "new")
    expected = "a\n<!-- benchmark:start -->\nnew\n<!-- benchmark:end -->\nb\n"
    assert readme.read_text("utf-8") == expected
    readme.write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        write_into(readme, "new")


@unix_only
def test_stages_share_out_all_the_time(made: Totals) -> None:
    clock, library = StageClock(), SimpleNamespace(work=lambda n: sum(range(n)))
    clock.lap("start")
    clock.watch(library, "work", "work")
    assert library.work(200_000) == sum(range(200_000))
    stages = json.loads(clock.report(made))["stages"]
    assert list(stages) == ["start", BETWEEN, "work"]
    assert stages["work"]["cpu"] > 0 and stages["work"]["peak"] > 1
    with pytest.raises(AttributeError):
        clock.watch(library, "gone", "gone")


@unix_only
def test_a_whole_run_is_measured_in_a_process_of_its_own(
    orders: Path, made: Totals, tmp_path: Path
) -> None:
    workbook = tmp_path / "lists.xlsx"
    run = measure("ours", [str(orders), str(workbook)])
    assert run.totals == made and workbook.stat().st_size > 0
    charged = sum(stage.cpu for stage in run.stages.values())
    assert 0 < charged <= run.total.cpu + 0.02
    assert {"start and imports", "read the file", "groups", "workbook"} < set(run.stages)


@unix_only
def test_every_way_of_reading_is_measured(tmp_path: Path) -> None:
    sizes = Sizes(lines=20_000, workbook=300, large=400)
    found = measure_readings(tmp_path, sizes, repeats=1)
    assert found.rows == {TYPED: 20_000, UTF8: 20_000, CODE_PAGE: 20_000, WORKBOOK: 300, LARGE: 400}
    assert found.ratio == pytest.approx(found.costs[UTF8].cpu / found.costs[TYPED].cpu)
    more = found.costs[CODE_PAGE].cpu - found.costs[UTF8].cpu
    assert found.code_page is not None and found.code_page * more > 0
    for seconds in (found.look_large, found.look_workbook, found.stop):
        assert seconds is not None and 0 < seconds < 60
    assert all(cost.cpu > 0 and cost.peak > 10 for cost in found.costs.values())
    assert list(tmp_path.iterdir()) == []


def test_middle_is_the_cost_of_median_processor_time() -> None:
    costs = [Cost(3.0, 1.0, 1.0), Cost(1.0, 9.0, 9.0), Cost(2.0, 5.0, 7.0)]
    assert middle(costs) == costs[2]


def test_files_to_be_read_hold_the_same_order_lines(
    orders: Path, tmp_path: Path, made: Totals
) -> None:
    narrow, book = tmp_path / "cp1250.csv", tmp_path / "orders.xlsx"
    importing.in_code_page(str(orders), str(narrow))
    assert narrow.read_bytes().decode("cp1250") == orders.read_text("utf-8")
    assert b"Gda\xf1sk" in narrow.read_bytes()
    assert importing.workbook(str(orders), str(book)) == {"rows": LINES, "columns": 15}
    with closing(load_workbook(book, read_only=True)) as opened:
        (sheet,) = opened.worksheets
        headers, first, *_ = sheet.iter_rows(values_only=True)
        rows = sheet.max_row
    with orders.open(encoding="utf-8", newline="") as file:
        line = next(csv.DictReader(file))
    cells = dict(zip(headers, first, strict=True))
    assert str(cells["Order date"]) == line["Order date"]
    assert cells["Unit price"] == float(line["Unit price"])
    assert cells["Product"] == line["Product"]
    assert rows == LINES + 1


def test_a_reading_that_loses_rows_is_noticed(
    orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importing.typed_read(str(orders))
    assert found["rows"] == LINES
    monkeypatch.setattr(readings, "_run", lambda *_: found)
    with pytest.raises(RuntimeError, match="2000 of 2001 rows"):
        readings._reading(UTF8, orders, LINES + 1)


def test_a_large_file_that_cannot_be_read_is_a_limit_not_met() -> None:
    found = Readings({LARGE: readings.FAILED}, {LARGE: 10})
    limits = check_limits({}, None, None, None, found)
    (shown,) = (line for line in limits_table(limits).splitlines() if "peak memory | 1,200" in line)
    assert shown.endswith("| 1,200 MB | failed | **not met** |")
    assert "| 10 | failed | failed | failed |" in readings_table(found)


@unix_only
def test_a_process_that_fails_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="no_such_module"):
        run_module("no_such_module")


def test_machine_is_described_without_its_name() -> None:
    import platform

    machine = describe_machine()
    assert "cores" in machine and "pandas" in machine
    assert platform.node() not in machine and "/home" not in machine


def test_limits_of_lists_are_those_promised() -> None:
    costs = {
        "meta hashed": Cost(3.1, 4, 410.0), "excel": Cost(19, 20, 100.0),
        "excel small": Cost(2, 2, 10.0), "excel_csv_pl": Cost(2.9, 3, 300.0),
    }  # fmt: skip
    found = limits_of_lists(Written(costs, Cost(1.2, 2, 50.0)))
    assert [(limit.most, limit.reached, limit.met) for limit in found] == [
        (3, 3.1, False), (3, 1.2, True), (20, 19, True), (3, 2, True), (400, 410.0, False),
    ]  # fmt: skip
    assert [limit.met for limit in limits_of_lists(Written())] == [None] * 5


@unix_only
def test_every_list_is_measured(tmp_path: Path) -> None:
    found = measure_lists(tmp_path, customers=400)
    assert {"mailing", "meta", "meta hashed", "excel", "excel small"} <= set(found.costs)
    assert all(cost.cpu > 0 for cost in found.costs.values())
    assert "| meta hashed |" in lists_table(found)


def test_own_rules_are_counted_and_judged() -> None:
    taken = rules.count(200, 2_000)
    assert len(taken) == 6 and all(seconds > 0 for seconds in taken.values())
    found = rules.Counted({20_000: {"quick": 0.1, "slow": 0.4}, 200_000: {"slow": 0.9}})
    limits = rules.limits_of_rules(found)
    assert [(limit.reached, limit.met) for limit in limits] == [(0.4, False), (0.9, True)]
    assert [limit.met for limit in rules.limits_of_rules(rules.Counted())] == [None, None]

"""The workbook read back with another program: everyone once, real types, nothing hostile."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from segmentation.exports import workbook as workbook_module
from segmentation.exports.formats import money_format, share_format
from segmentation.exports.lists import (
    ConsentCounts,
    ListSpec,
    count_consent,
    default_columns,
    list_columns,
    select_customers,
)
from segmentation.exports.workbook import write_workbook
from segmentation.language import CODES, NO_BREAK_SPACE, Language
from segmentation.segments.assignment import Assignment
from tests.exports.examples import NAMES, make_assignment, make_customers, make_facts, make_profiles


def write(
    customers: pd.DataFrame,
    assignment: Assignment,
    names: Sequence[str],
    spec: ListSpec,
    language: Language | None = None,
    currency: str = "PLN",
    **facts: object,
) -> bytes:
    return write_workbook(
        select_customers(customers, assignment, names, spec),
        make_profiles(customers, assignment),
        names,
        spec,
        language or Language(),
        currency,
        make_facts(customers, **facts),
    )


def read(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl knows only the data bars of Excel 2007 and says so.
        warnings.filterwarnings("ignore", ".* extension is not supported", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content))


def everyone(customers: pd.DataFrame, assignment: Assignment) -> ListSpec:
    return ListSpec(assignment.segment_ids, list_columns(customers))


def column(sheet: Worksheet, header: str) -> list[Any]:
    for cells in sheet.iter_cols():
        if cells[0].value == header:
            return [cell.value for cell in cells[1:]]
    raise AssertionError(f"no column {header!r}")


def widths(sheet: Worksheet) -> list[float]:
    """The width of each column that has one; neighbors of the same width are kept as one."""
    kept = sorted(sheet.column_dimensions.values(), key=lambda one: one.min)
    return [float(one.width) for one in kept for _ in range(one.min, one.max + 1)]


def texts(sheet: Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows():
        yield from (cell.value for cell in row if isinstance(cell.value, str))


def beside(sheet: Worksheet, label: str) -> Any:
    for row in sheet.iter_rows():
        if row[0].value == label:
            return row[1].value
    raise AssertionError(f"no line {label!r}")


def test_everyone_is_in_once_and_the_sums_meet(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    book = read(write(customers, assignment, NAMES, everyone(customers, assignment)))
    assert book.sheetnames == ["Summary", "Regulars", "Guests"]
    lists = [book[name] for name in NAMES]
    keys = [key for sheet in lists for key in column(sheet, "Key")]
    assert sorted(keys) == ["12345678901234567890", "777", "anna@example.com", "ola@example.com"]
    spend = [amount for sheet in lists for amount in column(sheet, "Spend")]
    assert sum(spend) == pytest.approx(2214.6134, abs=1e-9)


def test_cells_have_real_types(customers: pd.DataFrame, assignment: Assignment) -> None:
    spec = everyone(customers, assignment)
    sheet = read(write(customers, assignment, NAMES, spec, Language("pl")))["Regulars"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    label = Language("pl").tr
    for header, value in [
        ("Customer number", "00123"),
        ("Phone", "+48600700800"),
        ("E-mail", "anna@example.com"),
    ]:
        cell = cells[label(header)]
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")
    spend = cells[label("Spend")]
    assert (spend.value, spend.data_type) == (1234.5, "n")
    assert spend.number_format == f'#,##0.00"{NO_BREAK_SPACE}zł"'
    assert (cells[label("Orders")].value, cells[label("Orders")].number_format) == (4, "#,##0")
    day = cells[label("Last order")]
    assert day.is_date
    assert day.value == datetime(2026, 11, 18)
    assert day.number_format == "dd.mm.yyyy"
    share = cells[label("Share of orders with a discount")]
    assert (share.value, share.number_format) == (0.25, "0.0%")
    assert cells["Shoe size"].value == 38.5
    assert cells[label("Generation")].value == label("Millennials")
    assert cells[label("E-mail marketing consent")].value == label("Yes")


def test_long_numbers_keep_every_digit(customers: pd.DataFrame, assignment: Assignment) -> None:
    book = read(write(customers, assignment, NAMES, everyone(customers, assignment)))
    assert "12345678901234567890" in column(book["Guests"], "Customer number")


def test_a_wide_list_is_printed_over_several_pages(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    wide = customers.assign(**{f"Own column {n} of the shop": "a" * 40 for n in range(12)})
    sheet = read(write(wide, assignment, NAMES, everyone(wide, assignment)))["Regulars"]
    total = sum(widths(sheet))
    assert 150 <= total / sheet.page_setup.fitToWidth <= 230
    assert sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize("code", CODES)
def test_figures_stand_apart_from_the_text_beside_them(
    customers: pd.DataFrame, assignment: Assignment, code: str
) -> None:
    spec = ListSpec(("1",), ("total_spend", "frequency", "last_order", "segment"))
    sheet = read(write(customers, assignment, NAMES, spec, Language(code)))["Regulars"]
    for head, cell in zip(sheet[1][:3], sheet[2][:3], strict=True):
        assert (cell.alignment.horizontal, cell.alignment.indent) == ("right", 1)
        assert (head.alignment.horizontal, head.alignment.indent) == ("right", 1)


@pytest.mark.parametrize("code", CODES)
def test_nothing_in_the_summary_is_cut_off(
    customers: pd.DataFrame, assignment: Assignment, code: str
) -> None:
    long, endless = "Regulars with large orders from the big cities", "Guests " * 40
    spec = everyone(customers, assignment)
    sheet = read(write(customers, assignment, (long, endless), spec, Language(code))).worksheets[0]
    assert sheet.page_setup.orientation == "portrait"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    heads = [row for row in sheet.iter_rows() if row[0].value == Language(code).tr("Group")]
    for cell, width in zip(heads[0], widths(sheet), strict=True):
        assert width > len(str(cell.value)) + 1
    shown = [row[0].value for row in sheet.iter_rows() if row[0].value]
    assert long in shown and f"{endless[:59].rstrip()}…" in shown
    assert widths(sheet)[0] >= 60


def test_a_list_sheet_is_ready_to_use_and_to_print(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("1",), default_columns(customers))
    sheet = read(write(customers, assignment, NAMES, spec))["Regulars"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J3"
    assert all(cell.font.bold and cell.fill.fill_type == "solid" for cell in sheet[1])
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "&P / &N")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert all(8 <= width <= 41 for width in widths)
    rules = {
        str(area.sqref): [rule.type for rule in rules]
        for area, rules in sheet.conditional_formatting._cf_rules.items()
    }
    assert rules == {"G2:G3": ["dataBar"]}


def test_numbers_kept_as_text_raise_no_warning(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    spec = ListSpec(("1",), ("customer_id", "total_spend", "phone"))
    content = write(customers, assignment, NAMES, spec)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet2.xml").decode()
    assert '<ignoredError sqref="A2:A3 C2:C3" numberStoredAsText="1"/>' in xml


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+48 600",
    "-5+cmd|' /C calc'!A0",
    "\t=1+1",
    "{=1+1}",
    "http://x.example",
    "mailto:a@b.c",
    "💐 Róża",
    "דנה \u200fכהן",
    "<b>&amp;</b>",
    "_x0041_",
    "1e5",
    "Inf",
    "nan",
]


def test_hostile_values_stay_text_as_they_are() -> None:
    hostile = make_customers(
        [
            {
                "customer": f"id:{place}",
                "customer_id": str(place),
                "name": name,
                "total_spend": 1.0,
                name: "own",
            }
            for place, name in enumerate(HOSTILE)
        ]
    )
    assignment = make_assignment([0] * len(hostile), 1)
    spec = everyone(hostile, assignment)
    book = read(write(hostile, assignment, ["=1+1"], spec, title="=1+1"))
    sheet = book.worksheets[1]
    assert sheet.title == "=1+1"
    by_number = dict(zip(column(sheet, "Customer number"), column(sheet, "Full name"), strict=True))
    # openpyxl leaves Excel's escapes in texts that stand in the sheet itself.
    assert [unescape(str(by_number[str(place)])) for place in range(len(HOSTILE))] == HOSTILE
    assert set(HOSTILE) <= {unescape(str(cell.value)) for cell in sheet[1]}
    for any_sheet in book.worksheets:
        for row in any_sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    guarded = {cell.value for row in sheet.iter_rows(min_row=2) for cell in row if cell.quotePrefix}
    assert {"=1+1", "@SUM(A1)", "+48 600", "-5+cmd|' /C calc'!A0", "\t=1+1"} == guarded
    assert {cell.value for cell in sheet[1] if cell.quotePrefix} == guarded


def test_what_breaks_a_workbook_is_taken_out() -> None:
    broken = make_customers(
        [
            {
                "customer": "id:1",
                "name": "A\x00n\x1bn\ud800a\ufffe",
                "location": "a" * 40_000,
                "interests": "💐" * 40_000,
                "first_order": "1850-05-06",
                "last_order": "0001-01-01",
                "total_spend": float("inf"),
                "monetary_value": float("nan"),
                "\x01Own\x02": "x",
            }
        ]
    )
    assignment = make_assignment([0], 1)
    sheet = read(write(broken, assignment, ["A\x00"], everyone(broken, assignment)))["A"]
    assert column(sheet, "Full name") == ["Anna"]
    assert column(sheet, "Place of residence") == ["a" * 32_767]
    assert column(sheet, "Interests") == ["💐" * 16_383]
    assert column(sheet, "First order") == ["05/06/1850"]
    assert column(sheet, "Spend") == [None]
    assert column(sheet, "Own") == ["x"]


def test_time_zones_and_times_of_day_become_plain_days() -> None:
    abroad = make_customers([{"customer": "id:1", "total_spend": 1.0}])
    moment = pd.Timestamp("2026-11-21 23:30", tz="Europe/Warsaw")
    abroad["last_order"] = pd.Series([moment])
    assignment = make_assignment([0], 1)
    sheet = read(write(abroad, assignment, ["All"], everyone(abroad, assignment)))["All"]
    assert column(sheet, "Last order") == [datetime(2026, 11, 21)]


def test_hostile_names_of_segments_become_sheets() -> None:
    names = [
        "VIP/\\:*?[]",
        "vip",
        "a" * 60,
        "A" * 60,
        "History",
        "Summary",
        "'",
        "🦊" * 40,
        "Sheet1!A1",
        "R1C1",
    ]
    rows = [{"customer": f"id:{place}", "total_spend": 1.0} for place in range(len(names))]
    customers = make_customers(rows)
    assignment = make_assignment(list(range(len(names))), len(names))
    book = read(write(customers, assignment, names, everyone(customers, assignment)))
    assert book.sheetnames == [
        "Summary",
        "VIP",
        "vip (2)",
        "a" * 31,
        "A" * 27 + " (2)",
        "History (2)",
        "Summary (2)",
        "Group",
        "🦊" * 15,
        "Sheet1!A1",
        "R1C1",
    ]
    shown = list(texts(book["Summary"]))
    assert all(name in shown for name in names)


def test_a_segment_past_the_limit_of_rows_goes_on_in_the_next_sheet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_module, "ROWS_PER_SHEET", 3)
    customers = make_customers(
        [{"customer": f"id:{place}", "total_spend": float(place)} for place in range(7)]
    )
    assignment = make_assignment([0] * 7, 1)
    book = read(write(customers, assignment, ["All"], everyone(customers, assignment)))
    assert book.sheetnames == ["Summary", "All", "All (2)", "All (3)"]
    spend = [column(book[name], "Spend") for name in book.sheetnames[1:]]
    assert spend == [[6, 5, 4], [3, 2, 1], [0]]


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_the_summary_counts_and_its_sums_meet(
    customers: pd.DataFrame, assignment: Assignment, code: str
) -> None:
    language = Language(code)
    spec = everyone(customers, assignment)
    book = read(write(customers, assignment, NAMES, spec, language))
    sheet = book.worksheets[0]
    assert sheet.title == language.tr("Summary")
    assert sheet["A1"].value == "Garden shop"
    assert beside(sheet, language.tr("Customers")) == 4
    assert beside(sheet, language.tr("Orders")) == 19
    assert beside(sheet, language.tr("Last order")) == datetime(2026, 11, 21)
    rows = {row[0]: row[1:7] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["Regulars"][:3] == (2, 0.5, 2234.49)
    assert rows["Regulars"][4:] == (pytest.approx(1117.245), 2)
    assert rows["Guests"][:3] == (2, 0.5, -19.88)
    total = rows[language.tr("All groups")]
    assert (total[0], total[1], total[2], total[5]) == (4, 1, pytest.approx(2214.61), 4)
    parts = [
        beside(sheet, language.tr(label))
        for label in (
            "Customers in the groups",
            "People with returns only",
            "Orders without a customer",
        )
    ]
    assert parts[0] == pytest.approx(total[2])
    assert sum(parts) == pytest.approx(beside(sheet, language.tr("Revenue after refunds")))
    assert len(sheet._charts) == 1


def test_the_chart_holds_its_own_numbers(customers: pd.DataFrame, assignment: Assignment) -> None:
    content = write(customers, assignment, NAMES, everyone(customers, assignment))
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/charts/chart1.xml").decode()
    assert re.findall(r"<c:tx><c:v>([^<]*)|<c:tx><c:strRef>", xml)
    assert xml.count("<c:v>Regulars</c:v>") == xml.count("<c:v>Guests</c:v>") == 2
    assert xml.count("<c:v>0.5</c:v>") == 2
    first_row = [cell.value for cell in read(content)["Summary"]["A"]].index("Regulars") + 1
    assert f"Summary!$C${first_row}:$C${first_row + 1}" in xml


def test_the_summary_tells_about_consent(customers: pd.DataFrame, assignment: Assignment) -> None:
    spec = ListSpec(("1", "2"), default_columns(customers), "sms")
    counts = count_consent(customers, assignment, spec)
    assert counts == ConsentCounts(4, 1, 2, 1)
    book = read(write(customers, assignment, NAMES, spec, consent=counts))
    sheet = book["Summary"]
    assert beside(sheet, "Customers in the chosen groups") == 4
    assert beside(sheet, "With marketing consent (SMS)") == 1
    assert beside(sheet, "Left out: no answer") == 2
    assert beside(sheet, "Left out: no consent") == 1
    assert beside(sheet, "Customers on this list") == 1
    assert not any("gave no consent" in text for text in texts(sheet))
    assert column(book["Regulars"], "Customer number") == ["00123"]
    assert column(book["Guests"], "Customer number") == []
    report = read(write(customers, assignment, NAMES, everyone(customers, assignment)))
    assert any("gave no consent" in text for text in texts(report["Summary"]))


def test_only_chosen_segments_have_sheets_but_all_are_in_the_summary(
    customers: pd.DataFrame, assignment: Assignment
) -> None:
    one = read(write(customers, assignment, NAMES, ListSpec(("2",), ("customer",))))
    assert one.sheetnames == ["Summary", "Guests"]
    assert {"Regulars", "Guests"} <= set(texts(one["Summary"]))
    none = read(write(customers, assignment, NAMES, ListSpec((), ("customer",))))
    assert none.sheetnames == ["Summary"]
    no_columns = read(write(customers, assignment, NAMES, ListSpec(("1",), ())))
    assert no_columns["Regulars"].max_row == 1


def test_nobody_and_nothing_still_make_a_workbook() -> None:
    nobody = make_customers([]).astype({"total_spend": "float64"})
    assignment = make_assignment([], 0)
    book = read(
        write(
            nobody,
            assignment,
            (),
            ListSpec((), ()),
            currency="",
            first_order=None,
            last_order=None,
            variables=(),
        )
    )
    assert book.sheetnames == ["Summary"]
    assert "First order" not in set(texts(book["Summary"]))


@pytest.mark.parametrize("streamed", [False, True])
def test_the_same_input_gives_the_same_bytes_and_no_names(
    customers: pd.DataFrame,
    assignment: Assignment,
    streamed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_module, "_STREAM_ABOVE", 0 if streamed else 1_000)
    spec = everyone(customers, assignment)
    first = write(customers, assignment, NAMES, spec)
    assert write(customers, assignment, NAMES, spec) == first
    book = read(first)
    assert book.properties.created == datetime(2026, 11, 21)
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert column(book["Regulars"], "Key") == ["anna@example.com", "ola@example.com"]
    assert beside(book["Summary"], "Customers") == 4
    assert column(book["Guests"], "Last order")[0] == datetime(2026, 11, 21)
    undated = write(customers, assignment, NAMES, spec, last_order=None, first_order=None)
    assert read(undated).properties.created == datetime(2000, 1, 1)


@pytest.mark.parametrize(
    ("code", "currency", "expected"),
    [
        ("en", "USD", '"$"#,##0.00'),
        ("en", "PLN", f'#,##0.00"{NO_BREAK_SPACE}zł"'),
        ("ru", "RUB", f'#,##0.00"{NO_BREAK_SPACE}₽"'),
        ("pl", "EUR", f'#,##0.00"{NO_BREAK_SPACE}€"'),
        ("en", "JPY", '"¥"#,##0'),
        ("pl", "", "#,##0.00"),
        ("pl", 'A"B', f'#,##0.00"{NO_BREAK_SPACE}AB"'),
    ],
)
def test_money_looks_as_the_language_writes_it(code: str, currency: str, expected: str) -> None:
    assert money_format(currency, Language(code)) == expected


def test_a_share_looks_as_the_language_writes_it() -> None:
    assert share_format(Language("pl")) == "0.0%"
    assert share_format(Language("ru"), decimals=0) == f'0"{NO_BREAK_SPACE}"%'

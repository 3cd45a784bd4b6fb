"""The first answer: right about whole files, close about long ones, quick, and never an error."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segmentation.ingest.first_look import FirstLook, look_at
from tests.ingest.writing import write_workbook
from tests.made_exports import as_csv, in_polish, orders, people

SECONDS = 2
SHOPIFY = "Name,Email,Financial Status,Created at,Total,Lineitem quantity,Lineitem name"


def look(folder: Path, content: bytes, name: str = "orders.csv") -> FirstLook | None:
    path = folder / "given"
    path.write_bytes(content)
    return look_at(path, name)


def shopify(count: int, lines: int = 2) -> list[str]:
    """Lines of an orders export: the total stands on the first line of an order only."""
    return [
        f"#{number},p{number % 999}@example.com,{'paid' if not line else ''},"
        f"2026-03-{number % 28 + 1:02} 10:00:00 +0100,{'40.00' if not line else ''},1,Mug {line}"
        for number in range(1000, 1000 + count)
        for line in range(lines)
    ]


def table(header: str, lines: Sequence[str]) -> bytes:
    return "\n".join((header, *lines, "")).encode()


def test_small_file_is_counted_exactly(tmp_path: Path) -> None:
    seen = look(tmp_path, as_csv(orders()))
    assert seen is not None
    assert (seen.kind, seen.rows, seen.orders, seen.workbook) == ("orders", 220, 220, False)
    assert {"order_id", "order_date", "email", "total"} <= set(seen.columns)


def test_long_shopify_export_is_recognized_and_estimated(tmp_path: Path) -> None:
    seen = look(tmp_path, table(SHOPIFY, shopify(40_000)))
    assert seen is not None
    assert (seen.platform, seen.kind) == ("shopify", "order_lines")
    assert seen.rows == pytest.approx(80_000, rel=0.06)
    assert seen.orders == pytest.approx(40_000, rel=0.06)
    assert seen.orders is not None and seen.orders % 1000 == 0  # an estimate looks like one


def test_list_of_customers_has_no_orders(tmp_path: Path) -> None:
    seen = look(tmp_path, as_csv(people()))
    assert seen is not None
    assert (seen.kind, seen.rows, seen.orders) == ("customers", 60, None)


def test_lines_of_an_order_that_lie_apart_give_no_number_of_orders(tmp_path: Path) -> None:
    lines = shopify(40_000)
    random.Random(1).shuffle(lines)
    seen = look(tmp_path, table(SHOPIFY, lines))
    assert seen is not None and seen.orders is None
    assert seen.rows == pytest.approx(80_000, rel=0.06)


@pytest.mark.parametrize("encoding", ["cp1250", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("times", [1, 200])
def test_other_encodings(encoding: str, times: int, tmp_path: Path) -> None:
    text = as_csv(in_polish(orders()), delimiter=";").decode()
    header, _, body = text.partition("\r\n")
    seen = look(tmp_path, f"{header}\r\n{body * times}".encode(encoding))
    assert seen is not None and seen.kind in ("orders", "order_lines")
    assert {"order_id", "order_date", "total"} <= set(seen.columns)
    assert seen.rows == pytest.approx(220 * times, rel=0.06)


def test_big_file_is_answered_in_time(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    body = table("", shopify(8_000))
    with path.open("wb") as file:
        file.write(SHOPIFY.encode())
        for _ in range(200):
            file.write(body)
    assert path.stat().st_size > 180 << 20
    began = time.monotonic()
    seen = look_at(path, "big.csv")
    assert time.monotonic() - began < SECONDS
    assert seen is not None and seen.platform == "shopify"
    assert seen.rows == pytest.approx(3_200_000, rel=0.06)


def excel(rows: Sequence[Sequence[object]], *, inline: bool = False) -> bytes:
    """A workbook with shared texts as Excel writes it, or with the texts in their cells."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": inline}) as book:
        sheet = book.add_worksheet("Orders")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


@pytest.mark.parametrize("inline", [False, True])
def test_excel_workbook(inline: bool, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Заказы за март"], []]
    rows.append(["Номер заказа", "Дата заказа", "E-mail", "Сумма заказа"])
    rows += [
        [f"A-{line // 2}", 46086 + line % 28, f"p{line % 999}@example.com", 12.5]
        for line in range(30_000)
    ]
    seen = look(tmp_path, excel(rows, inline=inline), "заказы.xlsx")
    assert seen is not None and seen.workbook
    assert seen.kind == "order_lines"
    assert {"order_id", "order_date", "email", "total"} <= set(seen.columns)
    assert seen.rows == pytest.approx(30_000, rel=0.06)
    assert seen.orders == pytest.approx(15_000, rel=0.06)


def test_small_workbook_is_counted_exactly(tmp_path: Path) -> None:
    rows = [list(orders()[0]), *(list(row.values()) for row in orders())]
    seen = look(tmp_path, write_workbook({"Orders": rows}, at=(3, 2)), "orders.xlsx")
    assert seen is not None
    assert (seen.kind, seen.rows, seen.orders) == ("orders", 220, 220)


def test_largest_sheet_that_is_not_hidden_speaks(tmp_path: Path) -> None:
    small = [list(people()[0]), *(list(row.values()) for row in people(count=9))]
    large = [list(orders()[0]), *(list(row.values()) for row in orders())]
    sheets = {"Hidden": large, "People": small, "Notes": [["Printed in March"]]}
    seen = look(tmp_path, write_workbook(sheets, hidden=["Hidden"]), "shop.xlsx")
    assert seen is not None and (seen.kind, seen.rows) == ("customers", 9)
    seen = look(tmp_path, write_workbook(sheets), "shop.xlsx")
    assert seen is not None and (seen.kind, seen.rows) == ("orders", 220)


def test_workbook_of_numbers_alone_is_only_counted(tmp_path: Path) -> None:
    seen = look(tmp_path, excel([[n, n * 2] for n in range(5000)]), "numbers.xlsx")
    assert seen is not None and seen.workbook and seen.kind is None
    assert seen.rows == pytest.approx(5000, rel=0.06)


def test_swollen_workbook_is_answered_in_time(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        row = b"<row><c><v>1</v></c></row>"
        archive.writestr("xl/worksheets/sheet1.xml", b"<sheetData>" + row * 8_000_000)
        archive.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si><t>x</t></si>" * 8_000_000)
    began = time.monotonic()
    seen = look(tmp_path, file.getvalue(), "swollen.xlsx")
    assert time.monotonic() - began < SECONDS
    assert seen is None or seen.workbook


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0\0\0\0", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04broken", b'{"a": 1}', b"\x1f\x8b\x08\x00", b"x" * 3_000_000,
    ],
)  # fmt: skip
def test_nothing_is_said_where_nothing_can_be(content: bytes, tmp_path: Path) -> None:
    assert look(tmp_path, content) is None


def test_missing_file_is_no_error(tmp_path: Path) -> None:
    assert look_at(tmp_path / "gone.csv", "gone.csv") is None


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_cut_workbook_is_no_error(part: float, tmp_path: Path) -> None:
    whole = excel([["Order ID", "Total"], *([n, 2.5] for n in range(500))])
    assert look(tmp_path, whole[: int(len(whole) * part)], "cut.xlsx") is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"a;b\n"]), rest=st.binary())
def test_any_bytes_end_in_an_answer_or_none(start: bytes, rest: bytes, tmp_path: Path) -> None:
    seen = look(tmp_path, start + rest)
    assert seen is None or isinstance(seen, FirstLook)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_workbook_ends_in_an_answer_or_none(data: st.DataObject, tmp_path: Path) -> None:
    file = io.BytesIO()
    sheet = bytearray(b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c>'
                      b'</row><row r="2"><c t="s"><v>1</v></c></row></sheetData>')  # fmt: skip
    strings = bytearray(b"<sst><si><t>Order ID</t></si><si><r><t>a</t></r></si></sst>")
    for part in (sheet, strings):
        for place in data.draw(st.lists(st.integers(0, len(part) - 1), max_size=3)):
            part[place] = data.draw(st.integers(0, 255))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(sheet))
        archive.writestr("xl/sharedStrings.xml", bytes(strings))
    seen = look(tmp_path, file.getvalue(), "damaged.xlsx")
    assert seen is None or isinstance(seen, FirstLook)

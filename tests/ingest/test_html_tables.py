"""Tables of web pages that shops' panels call .xls."""

from __future__ import annotations

import pytest

from segmentation.ingest.html_tables import declared_encoding, read_tables
from tests.ingest.reading import Reader

ORDERS = """
<table border=1>
<thead><tr><th>Номер заказа<th>Дата создания<th>Сумма<th>Email<th>Позиции</thead>
<tr><td>№A1<td>01.07.2026 10:00:00</td><td>1&nbsp;000 руб<td>a@b.ru<td>Чай<br>Кофе</tr>
<tr><td>№A2<td>02.07.2026 10:00:00</td><td><b>500</b> <i>руб</i></td><td>b@b.ru<td>Чай &amp; мёд
"""
PAGE = f"""<html><head>%s<style>td {{color: red}}</style><script>"<table>"</script></head>
<body><table><tr><td>Отчёт</td></tr></table>{ORDERS}</table></body></html>"""


def test_cells_are_their_text() -> None:
    assert read_tables(ORDERS) == [
        [
            ["Номер заказа", "Дата создания", "Сумма", "Email", "Позиции"],
            ["№A1", "01.07.2026 10:00:00", "1 000 руб", "a@b.ru", "Чай\nКофе"],
            ["№A2", "02.07.2026 10:00:00", "500 руб", "b@b.ru", "Чай & мёд"],
        ]
    ]


def test_spans_leave_the_other_cells_in_their_columns() -> None:
    text = """<table><tr><td rowspan=2>1<td>a<td colspan=2>wide</tr><tr><td>b<td>c<td>d</tr>
    <tr><td>2<td rowspan=3>e<td>f<td>g</tr><tr><td>3<td>h<td>i</tr><tr><td>4</table>"""
    assert read_tables(text) == [
        [["1", "a", "wide", ""], ["", "b", "c", "d"], ["2", "e", "f", "g"], ["3", "", "h", "i"],
         ["4"]]
    ]  # fmt: skip


def test_a_span_at_the_end_of_a_row_ends_where_it_says() -> None:
    text = "<table><tr><td>1<td rowspan=2>x<tr><td>2<tr><td>3<td>y</table>"
    assert read_tables(text) == [[["1", "x"], ["2"], ["3", "y"]]]


def test_tables_inside_cells_are_tables_of_their_own() -> None:
    text = "<table><tr><td>a<td><table><tr><td>in</table><td>b</table><table></table>"
    assert read_tables(text) == [[["a", "", "b"]], [["in"]]]


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "99999999999999"])
def test_senseless_spans_are_one_or_bounded(span: str) -> None:
    ((row,),) = read_tables(f'<table><tr><td colspan="{span}">a<td>b</table>')
    assert row[0] == "a" and len(row) <= 1002


@pytest.mark.parametrize(
    ("codec", "meta"),
    [
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("cp1251", ""),
        ("koi8-r", "<meta charset='koi8-r'>"),
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset=windows-1251>"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
    ],
)
def test_pages_in_any_encoding(reader: Reader, codec: str, meta: str) -> None:
    (raw,) = reader.load((PAGE % meta).encode(codec, errors="xmlcharrefreplace"), "orders.xls")
    assert raw.headers == ("Номер заказа", "Дата создания", "Сумма", "Email", "Позиции")
    assert [row[1] for row in reader.cells(raw)] == ["№A1", "№A2"]
    assert raw.warnings == ()


def test_the_charset_of_a_page() -> None:
    assert declared_encoding(b"<meta charset=Windows-1250 >") == "windows-1250"
    assert declared_encoding(b"<meta name=charset>") is None


def test_an_order_over_two_rows_keeps_both_its_lines(reader: Reader) -> None:
    text = """<table><tr><th>Order ID<th>Date<th>Email<th>Product<th>Price</tr>
    <tr><td rowspan=2>1<td rowspan=2>2026-03-05<td rowspan=2>a@b.pl<td>Mug<td>10</tr>
    <tr><td>Cup<td>5</tr><tr><td>2<td>2026-03-06<td>c@d.pl<td>Mug<td>10</tr></table>"""
    assert reader.read(text).totals == {"1": 15, "2": 10}


def test_of_several_tables_the_largest_is_read(reader: Reader) -> None:
    small = "<table><tr><th>Email<th>City</tr><tr><td>a@b.pl<td>Opole</tr></table>"
    (raw,) = reader.load((small + PAGE % "").encode())
    assert (raw.headers[0], raw.warnings) == ("Номер заказа", ("other_tables",))

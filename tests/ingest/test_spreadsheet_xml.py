"""Excel 2003 XML, read as a stream."""

from __future__ import annotations

import pytest

from segmentation.errors import SegmentationError
from tests.ingest.reading import Reader

HEADER = "".join(
    f'<Cell><Data ss:Type="String">{name}</Data></Cell>'
    for name in ("Order ID", "Order date", "Total", "Email")
)
ROWS = """<Row><Cell><Data ss:Type="String">000000123</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-03-05T14:15:22.000</Data></Cell>
<Cell ss:Index="4"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"
>anna<B>@example.com</B></ss:Data></Cell></Row>
<Row ss:Index="9"><Cell><Data ss:Type="Number">124</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-03-06T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Number">12.5</Data></Cell>
<Cell><Data ss:Type="String">ż&amp;j@example.com</Data></Cell></Row>"""


def document(rows: str = ROWS, before: str = "", after: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Orders"><Table><Row>{HEADER}</Row>{rows}</Table></Worksheet>'
        f"{after}</Workbook>"
    )


def problem(reader: Reader, content: str) -> tuple[str, int | None, str | None]:
    with pytest.raises(SegmentationError) as caught:
        reader.load(content)
    found = caught.value.problem
    return found.id, found.row, found.column


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_rows_and_cells_are_where_they_say(reader: Reader, codec: str) -> None:
    (raw,) = reader.load(document().encode(codec), "orders.xls")
    assert (raw.sheet, raw.headers) == ("Orders", ("Order ID", "Order date", "Total", "Email"))
    assert reader.cells(raw) == [
        (2, "000000123", "2026-03-05 14:15:22", None, "anna@example.com", None),
        (9, "124", "2026-03-06", "12.5", "ż&j@example.com", None),
    ]


def test_hidden_sheets_are_left_out_and_told(reader: Reader) -> None:
    after = (
        f'<Worksheet ss:Name="Old"><Table><Row>{HEADER}</Row>{ROWS}</Table>'
        "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    )
    (raw,) = reader.load(document(after=after))
    assert (raw.sheet, raw.warnings) == ("Orders", ("hidden_sheets",))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://example.com/x.dtd">',
    ],
)
def test_entities_are_refused_before_they_are_read(reader: Reader, before: str) -> None:
    assert problem(reader, document(before=before)) == ("damaged", None, None)


def test_a_cut_document_is_damaged(reader: Reader) -> None:
    assert problem(reader, document()[:-40])[0] == "damaged"


def test_a_stray_cell_is_named(reader: Reader) -> None:
    far = ROWS.replace('ss:Index="4"', 'ss:Index="16384"')
    assert problem(reader, document(far)) == ("stray_cell", 2, "XFD")


def test_rows_far_down_cost_nothing(reader: Reader) -> None:
    (raw,) = reader.load(document(ROWS.replace('ss:Index="9"', 'ss:Index="99999999"')))
    assert [row[0] for row in reader.cells(raw)] == [2, 99_999_999]

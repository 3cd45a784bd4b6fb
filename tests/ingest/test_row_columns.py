"""The columns of typed rows: all of them there, only those of the file written."""

from __future__ import annotations

import pytest

from segmentation.ingest.row_columns import ROW_COLUMNS, absent_columns
from tests.ingest.reading import Reader


def test_rows_have_every_column_and_what_a_file_lacks_reads_as_nothing(reader: Reader) -> None:
    reading = reader.read("Order ID,Date,Total\n1,2026-03-05,7\n")
    (row,) = reading.table("rows")
    assert list(row) == list(ROW_COLUMNS)
    absent = absent_columns(reading.raw, reading.mapping, tested=False)
    assert {name for name, value in row.items() if value is None} == {
        *(name for name in absent if name != "test"),
        *("sheet", "extra", "total_cell", "date_cell", "currency", "line_amount"),
    }
    assert (row["order_id"], row["total"], row["test"]) == ("1", 7, False)


def test_what_is_settled_from_other_columns_is_never_absent(reader: Reader) -> None:
    reading = reader.read("Date,Customer,Price\n2026-03-05,Ann,7 zł\n")
    absent = absent_columns(reading.raw, reading.mapping, tested=False)
    assert not {"order_id", "currency", "line_amount", "position", "totals"} & set(absent)
    (row,) = reading.table("rows")
    assert (row["order_id"], row["currency"]) == ("row 2", "zł")


@pytest.mark.parametrize("amount", ["Total", "Unit price", "Line total"])
@pytest.mark.parametrize("beside", ["", ",Quantity"])
def test_returns_subtract_whatever_amounts_a_file_has(
    reader: Reader, amount: str, beside: str
) -> None:
    one = ",1" if beside else ""
    reading = reader.read(
        f"Order ID,Date,Product,Document type,{amount}{beside}\n"
        f"1,2026-03-05,Mug,Invoice,7{one}\n2,2026-03-06,Cup,Credit note,5{one}\n"
    )
    assert reading.totals == {"1": 7, "2": -5}

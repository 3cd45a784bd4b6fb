"""Exports of shops and tools that no catalogue knows, against what they come to by hand.

The files are in :mod:`other_shops`; each truth was added up from the rows of its file.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.command_line import call
from tests.ingest.other_shops import SHOPS, OtherShop


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.name)
def test_a_shop_comes_to_what_its_rows_say(shop: OtherShop, tmp_path: Path) -> None:
    path = tmp_path / f"{shop.name}.csv"
    path.write_bytes(shop.text.encode(shop.encoding))
    found = call("read", path, "--json").json
    (file,) = found["files"]
    truth = shop.truth
    assert file["error"] is None
    excluded = found["excluded"]
    told = {
        "orders": found["orders"],
        "returns": found["return_documents"],
        "zero": found["zero_documents"],
        "cancelled": excluded["cancelled"],
        "refunded": excluded["refunded"],
        "failed": excluded["failed"],
        "unpaid": found["unpaid"]["orders"],
        "customers": found["customers"],
        "without_customer": found["orders_without_customer"],
        "gross": Decimal(found["revenue_gross"]),
        "net": Decimal(found["revenue"]),
        "currency": found["currency"],
        "first": found["first_order"],
        "last": found["last_order"],
        "others": {
            currency: (other["orders"], Decimal(other["amount"]))
            for currency, other in found["other_currencies"].items()
        },
        "refused": tuple(refusal["reason"] for refusal in file["refusals"]),
    }
    assert told == {name: getattr(truth, name) for name in told} | {
        "gross": Decimal(truth.gross),
        "net": Decimal(truth.net),
    }
    assert set(shop.warned) <= set(file["warnings"])
    assert file["rows"] == file["rows_kept"] + file["rows_refused"]
    assert found["documents"] == truth.documents
    assert Decimal(found["revenue"]) == sum(
        Decimal(found[f"revenue_{part}"])
        for part in ("customers", "returns_only", "without_customer")
    )


def test_a_sheet_of_returns_subtracts(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for title, rows in {
        "Продажи": [
            ("1", "05.01.2026", "89161234567", 100),
            ("2", "15.01.2026", "89161234568", 50),
        ],
        "Возвраты": [("В1", "16.01.2026", "89161234567", 40)],
    }.items():
        sheet = book.create_sheet(title)
        sheet.append(("Номер", "Дата", "Телефон", "Сумма"))
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "shop.xlsx")
    found = call("read", tmp_path / "shop.xlsx", "--json").json
    assert (found["orders"], found["return_documents"]) == (2, 1)
    assert (found["revenue_gross"], found["revenue"]) == ("150.00", "110.00")


def test_a_file_of_returns_subtracts(tmp_path: Path) -> None:
    orders, returns = tmp_path / "zamowienia.csv", tmp_path / "odeslane.csv"
    orders.write_text(
        "Nr zamówienia;Data;E-mail;Kwota\n1;2026-01-05;a@x.pl;100,00\n2;2026-01-15;b@x.pl;50,00\n"
    )
    returns.write_text("Nr zwrotu;Data zwrotu;E-mail;Kwota zwrotu\nR1;2026-01-20;a@x.pl;40,00\n")
    found = call("read", orders, returns, "--json").json
    assert (found["orders"], found["return_documents"], found["customers"]) == (2, 1, 2)
    assert (found["revenue_gross"], found["revenue"]) == ("150.00", "110.00")
    assert found["last_order"] == "2026-01-15"

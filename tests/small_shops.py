"""Small shops known by heart: files written as text and read into a shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from segmentation.counting import ShopTotals, View, count_shop
from segmentation.customers import customer_table
from segmentation.shop import Import, Shop

_NUMBER = count(1)
Customer = dict[str, object]


def table(header: str, *rows: str) -> str:
    """A CSV file of these lines."""
    return "\n".join((header, *rows)) + "\n"


def stage(
    shop: Shop,
    text: str,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
) -> Import:
    """Read a file with this text; it is reviewed, not yet used."""
    path = shop.folder / f"given{next(_NUMBER)}.csv"
    path.write_text(text, encoding="utf-8")
    (staged,) = shop.read_file(path, path.name, dict(columns or {}), day_first)
    path.unlink()
    return staged


def fill(shop: Shop, *texts: str) -> Shop:
    """Read a file for each text, and use them all."""
    for text in texts:
        stage(shop, text)
    shop.use()
    return shop


def empty(shop: Shop) -> None:
    """Take every import back."""
    for entry in shop.imports():
        shop.remove(entry.import_id)


def customers(shop: Shop, view: View | None = None) -> dict[str, Customer]:
    """The customer table by e-mail, else by key; None where a value is missing."""
    frame = customer_table(shop, view or View())
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    found = [{str(name): cell for name, cell in row.items()} for row in rows]
    return {str(row["email"] or row["customer"]): row for row in found}


def columns_of(found: Mapping[str, Customer], column: str) -> dict[str, object]:
    """One column of :func:`customers`."""
    return {who: row[column] for who, row in found.items()}


def snapshot(shop: Shop) -> tuple[ShopTotals, Sequence[Customer]]:
    """Everything that is counted, to compare two states of a shop."""
    return count_shop(shop), list(customers(shop).values())

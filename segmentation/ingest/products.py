"""Orders that name several products on one row: in one cell, or in numbered columns.

Both become lines of their own, so that what was bought can be counted. Amounts are taken from
there only where each product has its own; the order's total stays what the file says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from segmentation.ingest.headers import guess_header
from segmentation.ingest.order_rows import OrderFile
from segmentation.ingest.values import (
    MONEY,
    NumberForm,
    clean_label,
    clean_text,
    literal,
    number_text,
    parse_number,
)

_CUT = "\x1f"
_ENOUGH = 0.8  # of the filled cells must be written in a form for it to be the column's


@dataclass(frozen=True)
class CellForm:
    """How one cell lists products: ``cut`` is replaced by ``keep`` and a separator, then each
    item gives its parts by regular expressions (first group)."""

    key: str
    item: str
    cut: str
    keep: str
    product: str
    quantity: str | None = None
    sku: str | None = None
    amount: str | None = None


CELL_FORMS: tuple[CellForm, ...] = (
    CellForm(  # Product ID: 12, Product Qty: 2, Product SKU: M1, Product Name: Mug | ...
        "labelled", r"^Product ID: .*Product Qty: ", r" ?\| ?(Product ID: )", r"\1",
        r"Product Name: (.*?)(?:, Product [A-Z]|$)", r"Product Qty: ([0-9.]+)",
        r"Product SKU: (.*?)(?:, Product [A-Z]|$)", r"Product Total Price: ([0-9.]+)",
    ),
    CellForm(  # name:Mug|product_id:4959|sku:M1|quantity:1|total:30.00
        "named", r"^name:.*\|(product_id|quantity|total):", r"[;\n] ?(name:)", r"\1",
        r"name:([^|]*)", r"quantity:([0-9.]+)", r"sku:([^|]*)", r"\|total:([0-9.]+)",
    ),
    CellForm(  # 2× Mug, large, 1× Cup
        "times", r"^[0-9]+ ?[×x] ?.+", r"[,;\n] *([0-9]+ ?[×x] )", r"\1",
        r"^[0-9]+ ?[×x] ?(.+)$", r"^([0-9]+)",
    ),
    CellForm(  # [11] Tea (1 pcs), [12] Coffee (2 pcs)
        "counted", r"^.+ \([0-9]+(?: ?(?:шт|szt|pcs?|st)\.?)?\)$",
        r"(\([0-9]+[^()]*\))(?:[,;] *|\n *| +)", r"\1",
        r"^(?:\[[^\]]*\] *)?(.+?) *\([0-9]+[^)]*\)$", r"\(([0-9]+)[^()]*\)$",
    ),
    CellForm(  # Mug x2; Cup x1
        "trailing", r"^.+ [x×] ?[0-9]+$", r"( [x×] ?[0-9]+)(?:[,;|] *|\n *)", r"\1",
        r"^(.+?) [x×] ?[0-9]+$", r" [x×] ?([0-9]+)$",
    ),
    CellForm("listed", r"^.+(\n| \| ).+$", r" ?(?:\n|\|) ?", "", r"^(.+)$"),
)  # fmt: skip


@dataclass(frozen=True)
class NumberedProduct:
    """The columns (SQL names) that tell of the n-th product of an order."""

    product: str
    sku: str | None = None
    quantity: str | None = None
    amount: str | None = None


def find_cell_form(file: OrderFile) -> CellForm | None:
    """The form in which the product cells list several products, or None.

    Only where an order is one row and some cell really holds two.
    """
    (several, filled) = file.counts(
        f"SELECT (SELECT count(*) FROM {file.grouped} WHERE n > 1), count(product) FROM {file.rows}"
    )
    if several or not filled:
        return None
    for form in CELL_FORMS:
        fitting, splitting = file.counts(
            f"""SELECT count(*) FILTER (regexp_matches(product, {literal(form.item)}, 's')),
                count(*) FILTER (regexp_matches(product, {literal(form.cut)}))
            FROM {file.rows}"""
        )
        most = form.key != "listed" and fitting >= _ENOUGH * filled
        if splitting and (most or (form.key == "listed" and fitting)):
            return form
    return None


def split_cells(file: OrderFile, form: CellForm) -> str:
    """SQL of the lines (document_id, row, product, sku, category, quantity, amount)."""
    cut = f"regexp_replace(product, {literal(form.cut)}, chr(31) || {literal(form.keep)}, 'g')"
    if form.keep and form.cut.startswith("("):  # what is kept stands before the cut
        cut = f"regexp_replace(product, {literal(form.cut)}, {literal(form.keep)} || chr(31), 'g')"
    parts = {
        "product": (form.product, "VARCHAR"),
        "sku": (form.sku, "VARCHAR"),
        "quantity": (form.quantity, MONEY),
        "amount": (form.amount, MONEY),
    }
    made = {
        name: f"TRY_CAST(nullif(trim(regexp_extract(item, {literal(found)}, 1)), '') AS {kind})"
        if found
        else f"NULL::{kind}"
        for name, (found, kind) in parts.items()
    }
    return f"""
        WITH items AS (
            SELECT order_id, row, category, unnest(string_split({cut}, chr(31))) AS item
            FROM {file.rows} WHERE product IS NOT NULL)
        SELECT order_id AS document_id, row, coalesce({made["product"]}, trim(item)) AS product,
            {made["sku"]} AS sku, category, coalesce({made["quantity"]}, 1)::{MONEY} AS quantity,
            {made["amount"]} AS amount
        FROM items WHERE trim(item) <> ''"""


def find_numbered(headers: Sequence[str]) -> tuple[NumberedProduct, ...]:
    """Columns such as "Product 1", "Quantity 1", "Product 2" ..., by their number."""
    parts = {"product": "product", "sku": "sku", "quantity": "quantity",
             "line_amount": "amount", "unit_price": None}  # fmt: skip
    found: dict[int, dict[str, str]] = {}
    for position, header in enumerate(headers):
        number = re.search(r"(?<![^\W_])(\d{1,3})(?![^\W_])", header.replace("_", " "))
        if not number:
            continue
        rest = header.replace("_", " ")[: number.start()] + header[number.end() :]
        guess = guess_header(re.sub(r"^(line|order) ?(?=item)", "", rest.strip(), flags=re.I))
        part = parts.get(guess.meaning) if guess else None
        if part:
            found.setdefault(int(number[1]), {}).setdefault(part, f"c{position}")
    named = {number: columns for number, columns in found.items() if "product" in columns}
    if not named or min(named) > 1 or (len(named) < 2 and len(next(iter(named.values()))) < 2):
        return ()
    return tuple(NumberedProduct(**named[number]) for number in sorted(named))


def gather_numbered(
    file: OrderFile, products: Sequence[NumberedProduct], numbers: NumberForm
) -> str:
    """SQL of the lines (as :func:`split_cells`) of the numbered columns."""
    category = "NULL::VARCHAR"
    pieces = []
    for product in products:
        columns = {f.name: getattr(product, f.name) for f in fields(product)}
        money = {
            name: parse_number(number_text(columns[name]), numbers) if columns[name] else None
            for name in ("quantity", "amount")
        }
        sku = clean_text(columns["sku"]) if columns["sku"] else "NULL::VARCHAR"
        pieces.append(
            f"""SELECT rows.order_id AS document_id, rows.row,
                {clean_label(product.product)} AS product, {sku} AS sku, {category} AS category,
                coalesce({money["quantity"] or "NULL"}, 1)::{MONEY} AS quantity,
                {money["amount"] or "NULL"}::{MONEY} AS amount
            FROM {file.rows} AS rows JOIN {file.raw.table} AS texts
                ON texts.{file.raw.position} = rows.position
            WHERE {clean_label(product.product)} IS NOT NULL"""
        )
    return " UNION ALL ".join(pieces)

"""Any small shop, written in any dialect of exports, adds up to the same shop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from segmentation.counting import count_shop
from segmentation.ingest import delimited
from segmentation.shop import Shop
from tests.ingest.dialect_words import LANGUAGES
from tests.ingest.dialects import WIDE, Dialect, moment_of, names_of, write
from tests.ingest.made_orders import Line, Order, count_by_hand

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
CENTS = st.integers(1, 2_000_000) | st.sampled_from([100, 5000, 123_400, 100_000_000])
LINES = st.builds(Line, st.integers(0, 2), st.integers(1, 12), CENTS)
# Orders that show beyond doubt how amounts, dates and totals lie.
CLEAR = (
    Order(date(2026, 3, 28), 51_180, 1, (Line(0, 1, 1250), Line(1, 2, 333), Line(2, 1, 99))),
    Order(date(2025, 11, 5), 30_660, 2, (Line(1, 3, 123_456), Line(0, 1, 1007))),
)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    def one(*options: str) -> str:
        return draw(st.sampled_from(options))

    language = draw(st.sampled_from(LANGUAGES))
    container = one("csv", "csv", "csv", "csv", "csv", "xlsx", "xls", "xlsb", "ods", "html", "zip",
                    "gz")  # fmt: skip
    codec = one(*language.codecs) if container in ("csv", "zip", "gz") else "utf-8"
    mark, placed = one(".", ","), one("none", "column", "header", "before", "after")
    spaces = ["", " ", "\u00a0", "other", "'"] + ["\u202f", "\u2009"] * (codec in WIDE)
    signs = 3 if codec in WIDE and placed != "column" else 2
    beside = placed in ("before", "after")
    minuses = ["-", "()"] + ["−"] * (codec in WIDE) + ["after"] * (not beside)
    clocks = ["none", "with", "minutes", "column", *["halves"] * (language.name == "English")]
    products = ["", "alone", "times", "trailing", "counted", "below"]
    pattern = one("single", "once", "repeated", "lines", "amounts", "filled", "filled lines")
    quoting = one("minimal", "minimal", "all", "apostrophes")
    return Dialect(
        language=language,
        container=container,
        halved=draw(st.booleans()),
        codec=codec,
        delimiter=one(";", ",", "\t", "|"),
        quoting=quoting,
        guarded=quoting != "apostrophes" and draw(st.booleans()),
        end=one("\n", "\r\n", "\r"),
        mark=mark,
        group=one(*spaces),
        places=draw(st.sampled_from([2, 2, 2, 4, 6])),
        whole=draw(st.booleans()),
        currency=one(*language.currencies) if placed != "none" else None,
        placed=placed,
        sign=draw(st.integers(0, signs - 1)),
        minus=one(*minuses),
        dates=one(*language.dates),
        clock=one(*clocks),
        pattern=pattern,
        product=one(*products) if pattern == "single" else "",
        refunds=one("none", "column", "again", "negative", "typed", "line"),
        stated=one("", "", "status", "payment", "cancelled"),
        keys=one("email", "customer", "phone", "email+customer", "email+phone"),
        guests=draw(st.booleans()),
        ids=one("letter", "plain", "sign", "long", "formula", "slashed", "point"),
        synonym=draw(st.integers(0, 2)),
        order=draw(st.integers(0, 10**9)),
        extras=draw(st.integers(0, 4)),
        frame=frozenset(draw(st.sets(st.sampled_from(
            ["sep", "title", "commas", "blank", "total", "footer"]), max_size=4))),
        large=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def shops(draw: st.DrawFn, dialect: Dialect) -> list[Order]:
    """Some orders of a kind that the dialect can tell of, and the clear ones."""
    states = {"": ["live"], "cancelled": ["live", "cancelled"],
              "payment": ["live", "unpaid", "refunded"],
              "status": ["live", "unpaid", "cancelled", "refunded", "failed"]}  # fmt: skip
    orders: list[Order] = []
    for _ in range(draw(st.integers(0, 6))):
        lines = draw(st.lists(LINES, min_size=1, max_size=4))
        odd = draw(st.integers(0, 2)) == 0
        if odd and dialect.refunds == "line" and dialect.pattern != "single":
            most = draw(st.sampled_from(lines))
            lines.insert(draw(st.integers(0, len(lines))), replace(most, quantity=-1))
            assume(sum(line.quantity * line.cents for line in lines) > 0)
        order = Order(
            draw(DAYS),
            draw(st.integers(0, 86_399)),
            draw(st.integers(0, 4)),
            tuple(lines),
            state=draw(st.sampled_from(states[dialect.stated])),
            spelling=draw(st.integers(0, 3)),
        )
        if odd and dialect.refunds in ("negative", "typed"):
            order = replace(order, back=True, state="live")
        elif odd and dialect.refunds in ("column", "again"):
            order = replace(order, refund=draw(st.sampled_from([1, 50, 100])))
        elif dialect.placed == "column" and len([o for o in orders if o.foreign]) < 1:
            order = replace(order, foreign=draw(st.booleans()))
        orders.append(order)
    refunds = dialect.language.headers["refunded"]
    vague = refunds[dialect.synonym % len(refunds)] in ("Возвращено", "Vráceno")
    if dialect.refunds in ("column", "again") and vague:
        # Ones and zeros below such a name say whether, not how much.
        told = {order.refunded for order in orders if order.refund}
        assume(not told or told - {0, 100})
    return [*orders, *CLEAR]


@pytest.fixture(scope="module")
def held() -> Iterator[Shop]:
    """A shop that all examples share; each takes back what it brought."""
    with closing(Shop.open_temporary()) as shop:
        yield shop


def check(held: Shop, shop: list[Order], dialect: Dialect) -> None:
    """Read the shop's file and compare everything that is counted with what was made up."""
    try:
        content, writers = write(shop, dialect)
    except UnicodeEncodeError:
        assume(False)
    path = held.folder / "given"
    path.unlink(missing_ok=True)  # the last one may be linked to
    path.write_bytes(content)
    with patch.object(delimited, "LARGE", 0 if dialect.large else delimited.LARGE):
        found = held.read_file(path, "orders.csv")
    try:
        read = [(one.report.rows, one.report.documents) for one in found if one.report]
        assert read == [(writer.rows, len(writer.shop)) for writer in writers]
        held.preview()  # counts as what is used does, and is quicker to take back
        with held.reading() as cursor:
            documents = cursor.execute(
                "SELECT document_id, ordered_at, total FROM preview.current"
            ).fetchall()
        assert {name: (moment, total) for name, moment, total in documents} == {
            name: (moment_of(order, dialect), Decimal(order.cents) / 100)
            for name, order in zip(names_of(shop, dialect), shop, strict=True)
        }
        counted = count_shop(held, schema="preview")
        expected = count_by_hand(shop, dialect.currency)
        for field in fields(expected):
            if field.name != "other_currencies":
                assert getattr(counted, field.name) == getattr(expected, field.name), field.name
    finally:
        for staged in found:
            held.remove(staged.import_id)


@settings(max_examples=30)
@given(st.data())
def test_a_shop_in_any_dialect_is_the_same_shop(held: Shop, data: st.DataObject) -> None:
    dialect = data.draw(dialects())
    check(held, data.draw(shops(dialect)), dialect)

"""The files that tell of a small shop, in any dialect of exports."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tests.ingest.dialect_words import CURRENCIES, Language
from tests.ingest.hostile_files import ods, xls, xlsb, zip_of
from tests.ingest.made_orders import Line, Order
from tests.ingest.writing import write_date, write_number, write_workbook

Cell = str | float | datetime | None
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
NUMERIC = ("xlsx", "xls", "xlsb")  # holding numbers as such
OLD_CODECS = ("iso-8859-2", "koi8-r", "cp866")


@dataclass(frozen=True)
class Dialect:
    """How a shop's panel writes: everything that differs between exports."""

    language: Language
    container: str
    halved: bool
    codec: str
    delimiter: str
    quoting: str
    guarded: bool
    end: str
    mark: str
    group: str
    places: int
    whole: bool
    currency: str | None
    placed: str
    sign: int
    minus: str
    dates: str
    clock: str
    pattern: str
    product: str
    refunds: str
    stated: str
    keys: str
    guests: bool
    ids: str
    synonym: int
    order: int
    extras: int
    frame: frozenset[str]
    large: bool

    @property
    def timed(self) -> bool:
        return self.clock != "none"


def moment_of(order: Order, dialect: Dialect) -> datetime:
    """When the order was placed, as far as the file tells."""
    clock = timedelta(seconds=order.seconds if dialect.timed else 0)
    if dialect.clock in ("column", "minutes"):
        clock -= timedelta(seconds=order.seconds % 60)
    return datetime.combine(order.day, time()) + clock


def names_of(shop: Sequence[Order], dialect: Dialect) -> list[str]:
    """The numbers of the documents, as they should be read; a sign in front is none of it."""
    forms = {"letter": "Z-{}", "plain": "10{:03}", "sign": "10{:03}", "long": "10000000000000{:03}",
             "formula": "20{:03}", "slashed": "FV/{}/03/2026", "point": "30{:03}"}  # fmt: skip
    return [forms[dialect.ids].format(number) for number in range(1, len(shop) + 1)]


def write(shop: Sequence[Order], dialect: Dialect) -> tuple[bytes, tuple[Writer, ...]]:
    """The bytes of the shop's file, and who wrote each table in it.

    An archive holds two exports: the last orders are in both of them.
    """
    names = names_of(shop, dialect)
    if dialect.container != "zip":
        writer = Writer(shop, names, dialect)
        return writer.file(), (writer,)
    half, last = len(shop) // 2 - 1, len(shop) - 2
    parts = (range(half), range(half, last)) if dialect.halved else (range(last),)
    writers = []
    for part in parts:
        places = (*part, *range(last, len(shop)))
        told, called = [shop[place] for place in places], [names[place] for place in places]
        writers.append(Writer(told, called, dialect))
    return zip_of({f"{n}.csv": w.file() for n, w in enumerate(writers)}), tuple(writers)


class Writer:
    """Writes orders of those names in one dialect, from the cells of their table to the bytes of
    their file."""

    def __init__(self, shop: Sequence[Order], names: Sequence[str], dialect: Dialect) -> None:
        self.shop, self.names, self.dialect = shop, names, dialect
        self.rows = 0

    def file(self) -> bytes:
        """The bytes of the file; afterwards ``rows`` is the number of its rows with content."""
        columns = self._columns()
        order = list(columns)
        for place in range(len(order)):  # any order of columns from one number
            swap = self.dialect.order // (place + 1) % len(order)
            order[place], order[swap] = order[swap], order[place]
        table = [[columns[name][row] for name in order] for row in range(len(columns["id"]))]
        self.rows = len(table)
        headers: list[Cell] = [self._header(name) for name in order]
        money = next(order.index(name) for name in ("total", "amount", "price") if name in columns)
        return self._packed(self._framed(headers, table, money))

    # Cells

    def _columns(self) -> dict[str, list[Cell]]:
        """The cells of each column, from top to bottom."""
        dialect = self.dialect
        columns: dict[str, list[Cell]] = {}
        for number, order in enumerate(self.shop):
            rows = order.lines if dialect.pattern != "single" else (None,)
            for place, line in enumerate(rows):
                for name, cell in self._row(number, order, line).items():
                    told = place == 0 or self._told_again(name)
                    columns.setdefault(name, []).append(cell if told else None)
        return columns

    def _told_again(self, name: str) -> bool:
        """Whether the later rows of an order say this, too."""
        if name in ("product", "quantity", "price", "amount", "note", "weight", "", "note again"):
            return True
        if self.dialect.pattern in ("filled", "filled lines"):
            return False
        if name == "refunded" and self.dialect.refunds == "again":
            return True
        if name in ("total", "refunded"):
            return self.dialect.pattern == "repeated"
        return name in ("id", "type") or self.dialect.pattern != "once"

    def _row(self, number: int, order: Order, line: Line | None) -> dict[str, Cell]:
        dialect, words = self.dialect, self.dialect.language
        cells: dict[str, Cell] = {"id": self._id(self.names[number])}
        date_cell, clock = self._moment(order)
        cells["date"] = date_cell
        if dialect.clock in ("column", "halves"):
            cells["time"] = clock
        keys = {"email": self._email(order), "customer": f"K{70 + order.buyer}",
                "phone": self._phone(order)}  # fmt: skip
        for key in dialect.keys.split("+"):
            guest = "0" if key == "customer" and dialect.guests else ""
            cells[key] = self._text(keys[key] if order.buyer else guest)
        sign = -1 if order.back and dialect.refunds == "negative" else 1
        if line is None:
            cells["total"] = self._money(abs(order.cents) * sign)
            if dialect.product:
                cells["product"] = self._products(order)
        else:
            cells["product"] = self._text(words.products[line.product])
            if dialect.pattern == "amounts":
                cells["amount"] = self._money(line.quantity * line.cents * sign)
            else:
                cells["quantity"] = self._number(line.quantity * sign)
                cells["price"] = self._money(line.cents)
            if dialect.pattern not in ("lines", "amounts", "filled lines"):
                cells["total"] = self._money(abs(order.cents) * sign)
        if dialect.placed == "column":
            assert dialect.currency
            other = "EUR" if dialect.currency != "EUR" else "USD"
            cells["currency"] = other if order.foreign else dialect.currency
        if dialect.refunds in ("column", "again"):
            cells["refunded"] = self._money(order.refunded) if order.refund else None
        if dialect.refunds == "typed":
            cells["type"] = self._text(words.types[order.back])
        if dialect.stated == "cancelled":
            cells["cancelled"] = date_cell if order.state == "cancelled" else None
        elif dialect.stated:
            state = "paid" if order.state == "live" and dialect.stated == "payment" else order.state
            cells[dialect.stated] = self._text(words.statuses[state][order.spelling % 2])
        cells |= self._extras(number)
        return cells

    def _extras(self, number: int) -> dict[str, Cell]:
        """Columns that mean nothing: notes, weights, one without a name, one named twice."""
        words = self.dialect.language
        note = words.notes[number % len(words.notes)]
        extras: dict[str, Cell] = {"note": self._text(note), "weight": self._number(number % 7 + 1),
                                   "": self._text(note[:4].strip()),
                                   "note again": self._text("x" * (number % 3))}  # fmt: skip
        wanted = max(self.dialect.extras, 1 if self.dialect.codec in OLD_CODECS else 0)
        return dict(list(extras.items())[:wanted])

    def _id(self, name: str) -> Cell:
        formula = self.dialect.ids == "formula" and self._is_text
        sign = "#" if self.dialect.ids == "sign" else ""
        point = ".0" if self.dialect.ids == "point" else ""
        return f'="{name}"' if formula else self._text(f"{sign}{name}{point}")

    @property
    def _is_text(self) -> bool:
        return self.dialect.container in ("csv", "zip", "gz")

    def _text(self, text: str) -> Cell:
        guarded = self.dialect.guarded and text[:1] in tuple("=+-@")
        return (f"'{text}" if guarded else text) or None

    def _email(self, order: Order) -> str:
        plain = f"buyer{order.buyer}@example.com"
        return (plain, plain.title(), f" {plain} ", plain.upper())[order.spelling]

    def _phone(self, order: Order) -> str:
        digits = f"60010020{order.buyer}"
        parts = " ".join((digits[:3], digits[3:6], digits[6:]))
        return (f"+48 {parts}", f"+48{digits}", f"0048 {parts}", f"+48 {parts}")[order.spelling]

    def _products(self, order: Order) -> str:
        """All lines of an order in one cell."""
        listed = [(self.dialect.language.goods[n.product], n.quantity) for n in order.lines]
        times = "×" if self.dialect.codec in WIDE else " x"
        below = self.dialect.end if self._is_text else "\n"
        form, between = {
            "times": (f"{{1}}{times} {{0}}", ", "), "trailing": ("{0} x{1}", "; "),
            "counted": ("[7] {0} ({1})", ", "), "alone": ("{0}", ""), "below": ("{0} x{1}", below),
        }[self.dialect.product]  # fmt: skip
        if self.dialect.product == "alone":
            listed = listed[:1]
        return between.join(form.format(*item) for item in listed)

    def _number(self, number: int) -> Cell:
        if self.dialect.container in NUMERIC:
            return float(number)
        return self._text(str(number))

    def _money(self, cents: int) -> Cell:
        dialect = self.dialect
        if dialect.container in NUMERIC and dialect.placed not in ("before", "after"):
            return cents / 100
        unit = CURRENCIES[dialect.currency][dialect.sign] if dialect.currency else ""
        told = unit if dialect.placed in ("before", "after") else ""
        text = write_number(cents, dialect.mark, dialect.group, told,
                            dialect.placed == "before", dialect.minus)  # fmt: skip
        if dialect.whole and cents % 100 == 0:
            text = text.replace(f"{dialect.mark}00", "")
        elif dialect.places > 2:
            hundredths = f"{dialect.mark}{abs(cents) % 100:02}"
            text = text.replace(hundredths, f"{hundredths:0<{dialect.places + 1}}")
        return self._text(text)

    def _moment(self, order: Order) -> tuple[Cell, Cell]:
        """The cells of the date and of the time of day."""
        dialect = self.dialect
        moment = moment_of(order, dialect)
        clock = f"{moment:%I:%M:%S %p}" if dialect.clock == "halves" else f"{moment:%H:%M}"
        timed = dialect.clock in ("with", "minutes")
        if dialect.container == "xlsx":
            return (moment if timed else datetime.combine(order.day, time())), clock
        if dialect.dates in ("serial", "compact", "stamp", "unix"):
            days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
            text = {
                "serial": f"{days:.8f}".replace(".", dialect.mark) if timed else f"{int(days)}",
                "compact": f"{moment:%Y%m%d%H%M%S}" if timed else f"{moment:%Y%m%d}",
                "stamp": f"{moment:%Y-%m-%dT%H:%M:%S}.000Z",
                "unix": str(int((moment - datetime(1970, 1, 1)).total_seconds())),
            }[dialect.dates]
            return text, clock
        seconds = int((moment - datetime.combine(order.day, time())).total_seconds())
        text = write_date(order.day, seconds if timed else None, dialect.dates)[0]
        if dialect.clock == "minutes":  # as no clock had a hand for seconds
            text = re.sub(r"( \d\d:\d\d):\d\d", r"\1", text)
        return text, clock

    # The table and its frame

    def _header(self, name: str) -> str:
        dialect = self.dialect
        if name in ("", "note again"):
            return self._header("note") if name else ""
        found = dialect.language.headers[name]
        header = found[dialect.synonym % len(found)]
        if dialect.placed == "header" and name in ("total", "amount", "price"):
            assert dialect.currency
            header = f"{header} ({CURRENCIES[dialect.currency][0]})"
        return header

    def _framed(self, headers: list[Cell], table: list[list[Cell]], money: int) -> list[list[Cell]]:
        """The table among what stands above, between and below its rows; the amount of a total
        row is in column ``money``."""
        frame, words = self.dialect.frame, self.dialect.language
        empty: list[Cell] = [None] * len(headers)
        rows = [headers, *table]
        if "blank" in frame:
            rows.insert(len(table) // 2 + 1, [])
        if "total" in frame:
            number = 12345 if "title" in frame else sum(max(0, o.cents) for o in self.shop)
            below = [self._money(number) if place == money else None for place in range(len(empty))]
            below[int(money == 0)] = words.total
            rows.append(below)
            self.rows += 1
        if "commas" in frame:
            rows.insert(0, empty)
        if "title" in frame:
            rows[:0] = [[words.title], []]
        if "footer" in frame:
            rows += [[], [words.footer]]
            self.rows += 1
        return rows

    def _packed(self, rows: list[list[Cell]]) -> bytes:
        dialect = self.dialect
        if dialect.container == "xlsx":
            return write_workbook({"Arkusz": rows})
        texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
        if dialect.container in ("xls", "xlsb"):
            made = [[cell if isinstance(cell, float) else str(cell or "") for cell in row]
                    for row in rows]  # fmt: skip
            return xls(made) if dialect.container == "xls" else xlsb(made)
        if dialect.container == "ods":
            return ods(texts)
        if dialect.container == "html":
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in texts)
            page = "".join(f"<tr>{row}</tr>" for row in cells)
            return f"<html><meta charset=utf-8><table>{page}</table></html>".encode()
        content = self._delimited(texts)
        return gzip.compress(content, mtime=0) if dialect.container == "gz" else content

    def _delimited(self, rows: Sequence[Sequence[str]]) -> bytes:
        dialect = self.dialect
        file = io.StringIO()
        if "sep" in dialect.frame:
            file.write(f"sep={dialect.delimiter}{dialect.end}")
        writer = csv.writer(
            file, delimiter=dialect.delimiter, lineterminator=dialect.end,
            quoting=csv.QUOTE_MINIMAL if dialect.quoting == "minimal" else csv.QUOTE_ALL,
            quotechar="'" if dialect.quoting == "apostrophes" else '"',
        )  # fmt: skip
        writer.writerows(rows)
        return file.getvalue().encode(dialect.codec)

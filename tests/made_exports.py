"""Small exports of a made-up shop, as bytes of files, with the sums they must come to.

Sixty people of three habits: regulars with small orders, a few large orders, one order long ago.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

Row = dict[str, str]

PEOPLE = 60
LAST_DAY = date(2026, 6, 28)
CATEGORIES = ("Cats", "Garden", "Dogs")

# Texts that would do something if they were taken for HTML, Markdown or a place to fill.
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "**bold**",
    ":material/home:",
    ":red[hot] $x$",
    "{name}",
)


def orders(people: int = PEOPLE) -> list[Row]:
    """One row an order: who, when, what kind of goods, how much."""
    rows: list[Row] = []
    for person in range(people):
        habit = person % 3
        count, amount, since = ((8, 40, 1), (2, 310, 30), (1, 15, 300))[habit]
        for number in range(count):
            day = LAST_DAY - timedelta(days=since + person % 7 + number * (11 + person % 4))
            rows.append(
                {
                    "Order ID": str(1000 + len(rows)),
                    "Order date": day.isoformat(),
                    "Email": email(person),
                    "Category": CATEGORIES[habit],
                    "Total": f"{amount + person % 5 + number % 3}.{person % 10}0",
                }
            )
    return rows


def people(names: Sequence[str] = (), count: int = PEOPLE) -> list[Row]:
    """The customer list: a third agreed to e-mail, a third refused, the rest is silent."""
    return [
        {
            "Email": email(person),
            "Name": names[person % len(names)] if names else f"Person {chr(65 + person % 26)}",
            "City": ("Lublin", "Kraków", "Łódź")[person // 3 % 3],
            "Email consent": ("yes", "no", "")[person // 2 % 3],
            "SMS consent": ("no", "yes")[person % 2],
            "Shoe size": str(36 + (person * 7) % 9),
        }
        for person in range(count)
    ]


def email(person: int) -> str:
    return f"person{person}@example.com"


def revenue(rows: Iterable[Mapping[str, str]], column: str = "Total") -> Decimal:
    """The exact sum of a column of amounts."""
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def as_csv(
    rows: Sequence[Mapping[str, str]], delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def in_polish(rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Orders as a Polish shop exports them: its headers, decimal commas, days first."""
    return [
        {
            "Numer zamówienia": row["Order ID"],
            "Data zamówienia": date.fromisoformat(row["Order date"]).strftime("%d.%m.%Y"),
            "E-mail": row["Email"],
            "Kategoria": {"Cats": "Żwirek", "Garden": "Łopaty", "Dogs": "Smycze"}[row["Category"]],
            "Wartość": row["Total"].replace(".", ","),
        }
        for row in rows
    ]


def hostile_files() -> tuple[tuple[str, bytes], ...]:
    """Two files whose names, headers, categories and people are all hostile."""
    bought = dict(zip(CATEGORIES, HOSTILE, strict=False))
    sold = [row | {"Category": bought[row["Category"]]} for row in orders()]
    known = [
        row
        | {"City": HOSTILE[3 + number // 3 % 3]}
        | {word: f"{HOSTILE[(number + place) % 2]} 2" for place, word in enumerate(HOSTILE)}
        for number, row in enumerate(people(HOSTILE))
    ]
    return (f"{HOSTILE[0]}.csv", as_csv(sold)), (f"{HOSTILE[1]}.csv", as_csv(known))

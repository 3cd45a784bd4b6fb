"""Made-up shops with clear groups, with groups that shade into each other, and with none."""

from __future__ import annotations

from datetime import timedelta
from math import exp
from random import Random

from tests.made_exports import LAST_DAY, Row, as_csv

GOODS = ("Cats", "Garden", "Dogs")
File = tuple[str, bytes]
# Of each habit: orders, the usual amount, days since the last order.
_HABITS = ((9, 35.0, 12), (3, 240.0, 90), (1, 18.0, 330))


def with_groups(people: int = 180, spread: float = 0.25) -> tuple[File, ...]:
    """Orders and a list of customers of three habits; a larger ``spread`` blurs them."""
    random = Random(7)
    orders, listed = [], []
    for person in range(people):
        habit = person % len(_HABITS)
        count, amount, since = _HABITS[habit]
        blur = [exp(random.gauss(0, spread)) for _ in range(3)]
        goods = GOODS[habit] if random.random() > spread / 2 else random.choice(GOODS)
        orders += _bought(
            person, max(1, round(count * blur[0])), amount * blur[1], round(since * blur[2]), goods,
            random,
        )  # fmt: skip
        listed.append(_listed(person, random.gauss(30 + 15 * habit, 20 * spread), random))
    return ("orders.csv", as_csv(orders)), ("people.csv", as_csv(listed))


def without_groups(people: int = 240) -> tuple[File, ...]:
    """One population: everything differs by degrees, and nothing goes with anything."""
    random = Random(11)
    orders, listed = [], []
    for person in range(people):
        count = 1 + min(11, int(random.expovariate(0.3)))
        amount, since = 60 * exp(random.gauss(0, 0.5)), round(random.uniform(1, 360))
        orders += _bought(person, count, amount, since, random.choice(GOODS), random)
        listed.append(_listed(person, random.gauss(45, 12), random))
    return ("orders.csv", as_csv(orders)), ("people.csv", as_csv(listed))


def _bought(
    person: int, count: int, amount: float, since: int, goods: str, random: Random
) -> list[Row]:
    rows = []
    for number in range(count):
        day = LAST_DAY - timedelta(days=since + number * random.randint(9, 15))
        rows.append(
            {
                "Order ID": f"{person:04}{number:02}",
                "Order date": day.isoformat(),
                "Email": f"person{person}@example.com",
                "Category": goods,
                "Total": f"{amount * random.uniform(0.85, 1.15):.2f}",
            }
        )
    return rows


def _listed(person: int, age: float, random: Random) -> Row:
    return {
        "Email": f"person{person}@example.com",
        "Name": f"Person {person}",
        "Age": str(max(18, min(90, round(age)))),
        "City": f"Town {random.randrange(40)}",
    }

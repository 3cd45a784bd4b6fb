"""What a table holds: orders, customers, answers, or nothing that can be told without the owner."""

from __future__ import annotations

import pytest

from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.mapping import ColumnMapping, apply_owner_columns, guess_mapping
from tests.ingest.reading import Reader


def mapping_of(reader: Reader, text: str) -> ColumnMapping:
    (raw,) = reader.load(text)
    return guess_mapping(raw, gather_evidence(reader.connection, raw))


def rows(head: str, cells: list[str]) -> str:
    return "\n".join([head, *cells]) + "\n"


DAYS = [f"2026-03-{day:02}" for day in range(1, 25)]
VISITS = [f"{number % 6},{day},milk" for number, day in enumerate(DAYS)]
# Six customers, four times each.
AGAIN = rows("Member_number,Date,itemDescription", VISITS)
NUMBERS = rows("order_id,user_id,days_since", [f"{n},{n % 6},7" for n in range(24)])
BOUGHT = rows("User_ID,Product_ID,Gender,Purchase", [f"{n % 6},P{n},F,{n}" for n in range(24)])
STATES = (
    "order_id,customer_id,order_status,order_purchase_timestamp\n"
    "e481,9ef4,delivered,2017-10-02 10:56:33\n53cd,b083,shipped,2018-07-24 20:41:37\n"
)


@pytest.mark.parametrize("text", [AGAIN, NUMBERS, BOUGHT, STATES], ids=["days", "numbers", "goods",
                                                                        "states"])  # fmt: skip
def test_orders_without_amounts_are_no_customers(reader: Reader, text: str) -> None:
    assert mapping_of(reader, text).kind is None


def test_the_owner_can_say_where_their_amounts_are(reader: Reader) -> None:
    mapping = apply_owner_columns(mapping_of(reader, BOUGHT), {"Purchase": "total"})
    assert mapping.kind is None or mapping.kind == "customers"  # no day and no number yet
    mapping = apply_owner_columns(mapping, {"Product_ID": "order_id"})
    assert mapping.kind == "order_lines"


def test_customers_with_a_date_and_few_of_them_twice_stay_customers(reader: Reader) -> None:
    ids = [*range(22), 3, 4]
    text = rows(
        "id,name,created", [f"{n},Ann B{n},{day}" for n, day in zip(ids, DAYS, strict=True)]
    )
    mapping = mapping_of(reader, text)
    assert mapping.kind == "customers"
    assert mapping.meanings == {"customer_id": "id", "name": "name", "registered": "created"}


def test_numbers_measured_are_not_answers(reader: Reader) -> None:
    head = "Births per 1,000 of population 1996,Deaths per 1,000 of population 1996"
    head = ",".join(f'"{name}"' for name in ("Area", *head.replace("1,000", "1000").split(",")))
    measured = rows(head, [f"Area {n},{n + 10.3},{n * 2 + 1.7}" for n in range(15)])
    assert mapping_of(reader, measured).kind is None
    rated = rows(head, [f"Area {n},{n % 5 + 1},{n % 3 + 1}" for n in range(15)])
    assert mapping_of(reader, rated).kind == "answers"


def test_a_time_among_many_columns_makes_no_survey(reader: Reader) -> None:
    text = "site,region,kind,count of it,noise,timestamp\nA,north,b,4,2,2026-03-01 10:00\n"
    assert mapping_of(reader, text).kind != "answers"
    form = "timestamp,region,kind\n2026-03-01 10:00,north,b\n"
    assert mapping_of(reader, form).kind == "answers"


def test_how_often_alone_makes_no_customers(reader: Reader) -> None:
    assert mapping_of(reader, "frequency,parent,child\n5,60,61\n2,62,63\n").kind is None
    assert mapping_of(reader, "frequency,age\n5,60\n2,62\n").kind == "customers"


def test_nothing_said_by_the_owner_changes_nothing(reader: Reader) -> None:
    text = "nobs_total,prop_reference\n46.5,0.5\n36.3,0.45\n"
    mapping = mapping_of(reader, text)
    assert mapping.kind is None and mapping.meanings  # weak guesses, no orders
    assert apply_owner_columns(mapping, {}) is mapping
    assert apply_owner_columns(mapping, {"Amount": "total"}) is mapping
    assert apply_owner_columns(mapping, {"nobs_total": "total"}).kind == "order_lines"


@pytest.mark.parametrize(
    ("header", "values", "meaning"),
    [
        ("Name", [f"kind {n % 3}" for n in range(150)], None),
        ("Name", [f"Ann B{n}" for n in range(150)], "name"),
        ("Site name", [f"Ann B{n}" for n in range(150)], None),
        ("M.F", [str(950 + n) for n in range(20)], None),
        ("Sex", [str(n % 2) for n in range(20)], "gender"),
        ("Purchases", [f"{n}.{n}7" for n in range(20)], None),
        ("Purchases", [f"{n}.0" for n in range(20)], "frequency"),
        ("Time", [f"2026-03-01 10:{n:02}:00" for n in range(20)], "registered"),
    ],
)
def test_values_that_contradict_the_header(
    reader: Reader, header: str, values: list[str], meaning: str | None
) -> None:
    text = rows(f"email,{header}", [f"a{n}@example.com,{cell}" for n, cell in enumerate(values)])
    mapping = mapping_of(reader, text)
    assert mapping.guesses[1].meaning == meaning

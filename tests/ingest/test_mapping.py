"""Which column means what, and what the owner can say about it."""

from __future__ import annotations

import pytest

from segmentation.columns import Kind
from segmentation.errors import SegmentationError
from segmentation.ingest.evidence import gather_evidence
from segmentation.ingest.guesses import Question
from segmentation.ingest.mapping import (
    IGNORED,
    ColumnMapping,
    apply_owner_columns,
    guess_mapping,
    matches_orders,
)
from tests.ingest.reading import Reader


def mapping_of(reader: Reader, text: str) -> ColumnMapping:
    (raw,) = reader.load(text)
    return guess_mapping(raw, gather_evidence(reader.connection, raw))


def table(**columns: list[str]) -> str:
    """A file with these columns; ``_`` in a name stands for a space."""
    rows = zip(*columns.values(), strict=True)
    head = ";".join(name.replace("_", " ") for name in columns)
    return "\n".join([head, *(";".join(row) for row in rows)]) + "\n"


DATES = ["2026-03-05", "2026-03-06", "2026-03-07"]
EMAILS = ["a@example.com", "b@example.com", "a@example.com"]
AMOUNTS = ["12,50", "13,00", "99,90"]
ORDERS = table(Order_ID=["1", "2", "3"], Date=DATES, Total=AMOUNTS, Email=EMAILS)


def test_each_guess_says_why_and_how_surely(reader: Reader) -> None:
    mapping = mapping_of(
        reader,
        table(
            Order_ID=["1", "2", "3"], When=DATES, Total=AMOUNTS, Kontakt=EMAILS, Password=EMAILS,
            Notes=["", "", ""], Mood=["good", "bad", "good"],
        ),
    )  # fmt: skip
    assert [(guess.meaning, guess.reason) for guess in mapping.guesses] == [
        ("order_id", "header"),
        ("order_date", "values"),
        ("total", "header"),
        ("email", "values"),
        (None, "sensitive"),
        (None, "empty"),
        (None, "unknown"),
    ]
    assert [guess.confidence for guess in mapping.guesses][4:] == [0, 0, 0]
    assert mapping.guesses[0].confidence > mapping.guesses[3].confidence > 0.3
    assert mapping.guesses[3].samples == ("a@example.com", "b@example.com")
    assert (mapping.column("total"), mapping.header("total")) == ("c2", "Total")
    assert (mapping.column("sku"), mapping.header("sku")) == (None, None)
    assert mapping.kind == "orders"


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Customer", EMAILS, "email"),
        ("Customer", ["Anna Nowak", "Jan Kot", "J. Kowalski"], "name"),
        ("Customer", ["C-1", "C-2", "C-1"], "customer_id"),
        ("New client", ["0", "1", "0"], None),
        ("Customer", ["0", "1", "0"], None),
        ("Phone", ["600 700 800", "+48 600700801", ""], "phone"),
        ("Phone", ["yes", "no", "yes"], None),
        ("Quantity", ["many", "few", "one"], None),
        ("Paid", ["yes", "no", "yes"], "payment_status"),
        ("Paid", ["12,00", "15,00", "7,00"], None),
        ("Payment", DATES, None),
        ("Invoice", DATES, None),
        ("Invoice number", ["1/03/2026", "2/03/2026", "3/03/2026"], "order_id"),
        ("Cancelled at", ["2026-03-05", "", ""], "cancelled_at"),
        ("Card number", ["1001", "1002", "1001"], "card_number"),
        ("Card number", ["**** 1001", "**** 1002", "**** 1001"], None),
        ("Refunded", ["1", "0", "0"], "cancelled_at"),
        ("Refunded amount", ["1", "0", "0"], "refunded"),
        ("Refunded amount", ["", "5,50 zł", "made by hand"], "refunded"),
        ("Refund", ["", "5,50 zł", "made by hand"], None),
        ("Newsletter", ["1", "0", "1"], "email_consent"),
        ("Registered", ["1", "0", "1"], None),
        ("Order time", ["10:15", "11:15", "12:15"], "order_time"),
        ("Delivery time", ["10:15", "11:15", "12:15"], None),
        ("Płeć", ["K", "M", "K"], "gender"),
        ("Contact", ["600 700 800", "+48 600700801", ""], "phone"),
        ("Rodzaj", ["Sprzedaż", "Zwrot", "Sprzedaż"], "document_type"),
        ("Rodzaj", ["Kubki", "Talerze", "Kubki"], "category"),
        ("Type", ["Sale", "Refund", "Sale"], "document_type"),
        ("Type", ["retail", "trade", "trade"], None),
        ("Discount", ["10%", "5%", "12,5 %"], "discount"),
        ("Kto to?", ["+48 600 700 800", "+48 600 700 801", "+48 600 700 802"], "phone"),
        ("Gdzie", ["00-950", "30-001", "90-002"], "postcode"),
        ("Segment", ["gold", "silver", "gold"], "loyalty"),
        ("Ident", ["5260250274", "1234563218", "7740001454"], "tax_id"),
        ("What", ["Sale", "Refund", "Sale"], "document_type"),
        ("Card", ["4111111111111111", "5500005555555559", "378282246310005"], None),
        ("Kto kupuje?", ["kobieta", "mężczyzna", "kobieta"], "gender"),
    ],
)
def test_the_words_of_a_header_must_agree_with_the_values(
    reader: Reader, header: str, cells: list[str], expected: str | None
) -> None:
    text = table(**{"Nr_zam": ["A1", "A2", "A3"], "Data": DATES, "Kwota": AMOUNTS, header: cells})
    assert mapping_of(reader, text).guesses[3].meaning == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Счёт №", "order_id"), ("Счёт", None), ("Rechnungsnummer", "order_id")],
)
def test_a_number_can_look_like_a_date(reader: Reader, header: str, expected: str | None) -> None:
    text = table(**{header: ["1/03/2026", "2/03/2026", "3/03/2026"], "Сумма": AMOUNTS})
    assert mapping_of(reader, text).guesses[0].meaning == expected


def test_dates_can_be_numbers_of_days(reader: Reader) -> None:
    mapping = mapping_of(reader, table(Date=["46086", "46087", "46088"], Total=AMOUNTS))
    assert mapping.meanings == {"order_date": "Date", "total": "Total"}


def test_a_line_below_the_table_does_not_hide_its_dates(reader: Reader) -> None:
    days = ["46000", "46001,5", "46002", "46003", "Erstellt im Shop"]
    text = table(Datum=days, Betrag=["1", "2", "3", "4", ""])
    assert mapping_of(reader, text).guesses[0].meaning == "order_date"


def test_a_kind_of_customer_is_no_customer(reader: Reader) -> None:
    kinds = [("retail", "trade")[place % 2] for place in range(200)]
    text = table(Order_ID=[str(i) for i in range(200)], Date=DATES[:1] * 200,
                 Total=AMOUNTS[:1] * 200, Customer=kinds)  # fmt: skip
    assert "customer_id" not in mapping_of(reader, text).meanings


def test_each_meaning_has_one_column_the_best(reader: Reader) -> None:
    text = table(
        Amount=["1,00", "2,00", "3,00"], Order_total=AMOUNTS, Order_ID=["1", "2", "3"], Date=DATES,
        E_mail=["", "", ""], Contact_email=EMAILS,
    )  # fmt: skip
    mapping = mapping_of(reader, text)
    assert mapping.meanings["total"] == "Order total"
    assert mapping.meanings["email"] == "Contact email"
    assert mapping.guesses[0].meaning is None and mapping.guesses[0].confidence == 0


def test_numbers_of_payment_cards_are_neither_kept_nor_shown(reader: Reader) -> None:
    cards = ["4111111111111111", "5500005555555559", "378282246310005"]
    guess = mapping_of(reader, table(Email=EMAILS, Loyalty_card=cards)).guesses[1]
    assert (guess.meaning, guess.reason, guess.samples) == (None, "sensitive", ())


def test_a_file_without_headers_is_told_by_its_values(reader: Reader) -> None:
    rows = zip(EMAILS, DATES, ["1 012,50 zł", "13,00 zł", "9,90 zł"], ["+48600700800"] * 3,
               ["Anna Nowak", "Jan Kot", "Ewa Lis"], strict=True)  # fmt: skip
    mapping = mapping_of(reader, "".join(";".join(row) + "\n" for row in rows))
    assert mapping.kind == "orders"
    assert [guess.meaning for guess in mapping.guesses] == [
        "email", "order_date", "total", "phone", "name",
    ]  # fmt: skip
    assert {guess.reason for guess in mapping.guesses} == {"values"}


def test_two_columns_without_headers_are_not_told_apart(reader: Reader) -> None:
    text = "".join(f"{day};{amount};{amount}\n" for day, amount in zip(DATES, AMOUNTS, strict=True))
    assert "total" not in mapping_of(reader, text).meanings


def test_an_amount_with_tax_goes_before_one_without(reader: Reader) -> None:
    text = table(
        Numer=["1", "2", "3"], Data=DATES, Wartość_zamówienia_netto=["10,00", "11,00", "80,00"],
        Kwota_VAT=["2,50", "2,00", "19,90"], Wartość_zamówienia_brutto=AMOUNTS,
    )  # fmt: skip
    assert mapping_of(reader, text).meanings["total"] == "Wartość zamówienia brutto"
    only_net = table(Numer=["1", "2", "3"], Data=DATES, Wartość_netto=AMOUNTS)
    assert mapping_of(reader, only_net).meanings["total"] == "Wartość netto"


def test_the_owner_is_asked_where_two_columns_fit_one_meaning(reader: Reader) -> None:
    text = table(Order_ID=["1", "2", "3"], Date=DATES, Total=AMOUNTS,
                 Amount=["1,00", "2,00", "3,00"], Kwota_VAT=AMOUNTS)  # fmt: skip
    mapping = mapping_of(reader, text)
    assert mapping.questions == (Question("total", ("Total", "Amount")),)
    assert mapping.with_column("Amount", "total").questions == ()
    assert mapping.with_column("Amount", None).questions == ()
    assert mapping_of(reader, ORDERS).questions == ()


SURVEY = table(**{
    "Sygnatura czasowa": DATES, "Adres e-mail": EMAILS, "Ile masz lat?": ["20", "30", "40"],
    "Jak często kupujesz?": ["rzadko", "często", "często"],
})  # fmt: skip


def test_a_survey_adds_variables(reader: Reader) -> None:
    mapping = mapping_of(reader, SURVEY)
    assert mapping.kind == "answers"
    assert mapping.meanings == {
        "last_active": "Sygnatura czasowa", "email": "Adres e-mail", "age": "Ile masz lat?",
    }  # fmt: skip
    assert [guess.header for guess in mapping.extras] == ["Jak często kupujesz?"]


KINDS: list[tuple[str, Kind | None]] = [
    (SURVEY, "answers"),
    (
        table(Email=EMAILS, **{"Lubisz koty?": ["1", "0", "1"], "A psy?": ["1", "0", "1"]}),
        "answers",
    ),
    (table(Email=EMAILS, **{"Lubisz koty?": ["1", "0", "1"]}), "customers"),
    (ORDERS, "orders"),
    (table(Order_ID=["1", "1", "2"], Date=DATES, Total=AMOUNTS), "order_lines"),
    (table(Date=DATES, Product=["a", "b", "c"], Price=AMOUNTS), "order_lines"),
    (table(Date=DATES, Amount=AMOUNTS, Client=["x", "y", "x"]), "orders"),
    (table(Order_ID=["1", "2", "3"], Total=AMOUNTS), "orders"),
    (table(Email=EMAILS, City=["a", "b", "a"]), "customers"),
    (table(Email=EMAILS, Total_spent=AMOUNTS, Registered=DATES), "customers"),
    (table(ID=["1", "2", "3"], Age=["20", "30", "40"], Amount=AMOUNTS), "customers"),
    (table(Name=["Anna", "Jan", "Ewa"]), "customers"),
    (table(foo=["x", "y", "z"], bar=["1", "2", "3"]), None),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_what_a_row_is(reader: Reader, text: str, kind: Kind | None) -> None:
    assert mapping_of(reader, text).kind == kind


def test_an_id_in_a_customer_list_is_the_customers(reader: Reader) -> None:
    mapping = mapping_of(
        reader, table(ID=["1", "2", "3"], Created=DATES, Sum=AMOUNTS, Age=["20", "30", "x"])
    )
    assert mapping.kind == "customers"
    assert mapping.meanings == {
        "customer_id": "ID",
        "registered": "Created",
        "total_spend": "Sum",
        "age": "Age",
    }


def test_other_columns_of_a_customer_list_are_kept_under_their_names(reader: Reader) -> None:
    mapping = mapping_of(
        reader, table(Email=EMAILS, Mood=["a", "b", "c"], Hasło=["x", "y", "z"], Empty=["", "", ""])
    )
    assert [guess.header for guess in mapping.extras] == ["Mood"]
    assert mapping_of(reader, ORDERS).extras == ()


def test_the_owner_gives_a_column_another_meaning(reader: Reader) -> None:
    mapping = mapping_of(reader, ORDERS).with_column("Email", "total")
    assert mapping.meanings == {"order_id": "Order ID", "order_date": "Date", "total": "Email"}
    assert [guess.reason for guess in mapping.guesses] == ["header", "header", "taken", "owner"]
    assert mapping.with_column("Email", None).meanings.keys() == {"order_id", "order_date"}


def test_the_owner_is_told_of_names_nobody_knows(reader: Reader) -> None:
    mapping = mapping_of(reader, ORDERS)
    for header, meaning, problem in [
        ("Kwota", "total", "unknown_column"),
        ("Total", "turnover", "unknown_meaning"),
    ]:
        with pytest.raises(SegmentationError) as caught:
            mapping.with_column(header, meaning)
        assert caught.value.problem.id == problem
        assert "Total" in dict(caught.value.problem.words)["known"] or problem != "unknown_column"


def test_words_of_the_command_line(reader: Reader) -> None:
    unknown = mapping_of(reader, table(foo=DATES, bar=AMOUNTS, baz=["x", "y", "z"]))
    given = {"FOO": "order_date", "bar": "total", "baz": "customer_id", "not there": "sku"}
    mapping = apply_owner_columns(unknown, given)
    assert matches_orders(mapping) and mapping.kind == "order_lines"
    assert mapping.meanings == {"order_date": "foo", "total": "bar", "customer_id": "baz"}
    people = mapping_of(reader, table(foo=["x", "y", "z"]))
    assert apply_owner_columns(people, {"foo": "customer_id"}).kind == "customers"
    assert apply_owner_columns(people, {}).kind is None
    left_out = apply_owner_columns(mapping_of(reader, ORDERS), {"email": IGNORED})
    assert "email" not in left_out.meanings


def test_kind_and_order_of_dates_can_be_set(reader: Reader) -> None:
    mapping = mapping_of(reader, ORDERS).with_kind("answers").with_day_first(True)
    assert (mapping.kind, mapping.day_first) == ("answers", True)

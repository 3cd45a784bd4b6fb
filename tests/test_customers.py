"""Each column of the customer table, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pandas as pd
import pytest

from segmentation.columns import CUSTOMER_COLUMNS
from segmentation.counting import View, count_shop
from segmentation.customers import customer_table
from segmentation.shop import Shop
from tests.small_shops import Customer, columns_of, customers, empty, fill, table

LINES = table(
    "Order number,Order date,E-mail,Product,Category,Quantity,Unit price,Discount code,"
    "Payment method,Sales channel,Refunded amount,Status,City",
    "1,2026-01-01 09:30,ann@shop.pl,Bone,Dogs,2,10.00,,Card,Web,,completed,Warszawa",
    "1,2026-01-01 09:30,ann@shop.pl,Rake,Garden,1,5.00,,Card,Web,,completed,Warszawa",
    "2,2026-01-11 23:59,ann@shop.pl,Bone,Dogs,1,10.00,SALE,Transfer,Web,,completed,Warszawa",
    "3,2026-01-21,ann@shop.pl,Bone,DOGS,3,10.00,,Card,Shop,4.00,completed,Kraków",
    "4,2026-01-25,ann@shop.pl,Bone,Dogs,-1,10.00,,Voucher,Phone,,completed,Kraków",
    "5,2026-01-31,bob@shop.pl,Rake,Garden,1,7.00,,Card,Web,,completed,warszawa",
    "6,2026-01-31,cat@shop.pl,Fish,Aqua,1,9.00,,Card,Web,,cancelled,Gdynia",
    "7,2026-01-20,dan@shop.pl,Seed,Birds,1,3.00,,,,,completed,",
    "8,2026-01-20,dan@shop.pl,Seed,,1,3.00,,,,,completed,",
)
COUNTED = {
    "ann@shop.pl": {
        "total_spend": 25 + 10 + 30 - 4 - 10,
        "frequency": 3,
        "recency_days": 10,
        "monetary_value": pytest.approx(65 / 3),
        "tenure_days": 30,
        "first_order": pd.Timestamp("2026-01-01 09:30"),
        "last_order": pd.Timestamp("2026-01-21"),
        "top_category": "Dogs",
        "payment": "Card",
        "channel": "Web",
        "discount_share": pytest.approx(1 / 3),
        "location": "Kraków",
        "interests": "Dogs; Garden",
        "age": None,
        "loyalty": None,
    },
    "bob@shop.pl": {
        "total_spend": 7,
        "frequency": 1,
        "recency_days": 0,
        "monetary_value": 7,
        "tenure_days": 0,
        "top_category": "Garden",
        "discount_share": 0,
        "location": "warszawa",
        "interests": "Garden",
    },
    "dan@shop.pl": {
        "frequency": 2,
        "recency_days": 11,
        "top_category": "Birds",
        "payment": None,
        "channel": None,
        "location": None,
        "interests": "Birds",
    },
}


@pytest.fixture(scope="module")
def pool() -> Iterator[Shop]:
    """One shop for all tests of this file; each fills it anew."""
    with closing(Shop.open_temporary()) as shop:
        yield shop


@pytest.fixture
def shop(pool: Shop) -> Shop:
    empty(pool)
    return pool


def listed(shop: Shop, header: str, *rows: str) -> dict[str, Customer]:
    """The customers of a list alone."""
    empty(shop)
    return customers(fill(shop, table(header, *rows)))


def values(shop: Shop, header: str, column: str, *cells: str) -> list[object]:
    """A column of the customer table for a list with these cells, quoted, under ``header``."""
    rows = (f'c{number:02}@shop.pl,"{cell}"' for number, cell in enumerate(cells))
    return list(columns_of(listed(shop, f"E-mail,{header}", *rows), column).values())


def test_columns_from_orders(shop: Shop) -> None:
    found = customers(fill(shop, LINES))
    assert found.keys() == COUNTED.keys()
    for who, by_hand in COUNTED.items():
        assert {column: found[who][column] for column in by_hand} == by_hand, who


def test_types_are_those_promised(shop: Shop) -> None:
    people = table("E-mail,Shoe size,Note", 'ann@shop.pl,"39,5",x', "bob@shop.pl,,")
    frame = customer_table(fill(shop, LINES, people))
    expected = {
        "key": "object",
        "text": "object",
        "tags": "object",
        "money": "float64",
        "number": "float64",
        "count": "int64",
        "days": "int64",
        "yes_no": "boolean",
    }
    names = [column.key for column in CUSTOMER_COLUMNS]
    assert [*frame.columns] == [*names, "Shoe size", "Note"]
    for column in CUSTOMER_COLUMNS:
        dtype = str(frame[column.key].dtype)
        if column.type == "date":
            assert dtype.startswith("datetime64"), column.key
        else:
            assert dtype == expected[column.type], column.key
    texts = frame[["email", "phone", "gender", "Note"]].to_numpy().ravel()
    assert {type(cell) for cell in texts} == {str, type(None)}
    assert frame["Shoe size"].dtype == "float64"
    assert frame.index.equals(pd.RangeIndex(3))
    assert frame["customer"].is_monotonic_increasing


def test_recency_is_counted_to_the_day_looked_at(shop: Shop) -> None:
    fill(shop, LINES)
    later = customers(shop, View(as_of=date(2026, 3, 1)))
    assert columns_of(later, "recency_days") == {
        "ann@shop.pl": 39, "bob@shop.pl": 29, "dan@shop.pl": 40,
    }  # fmt: skip
    view = View(as_of=date(2026, 1, 15))
    earlier = customers(shop, view)
    assert columns_of(earlier, "frequency") == {"ann@shop.pl": 2}
    assert (earlier["ann@shop.pl"]["recency_days"], earlier["ann@shop.pl"]["total_spend"]) == (
        4,
        35,
    )
    assert count_shop(shop, view).revenue_customers == 35


def test_a_list_alone_tells_spend_and_dates(shop: Shop) -> None:
    found = listed(
        shop,
        "E-mail,Total spent,Orders,First order,Last order",
        "ann@shop.pl,120.50,4,2025-12-01,2026-01-01",
        "bob@shop.pl,,,,2026-01-31",
        "cat@shop.pl,7.00,0,,",
    )
    names = ("total_spend", "frequency", "recency_days", "monetary_value", "tenure_days")
    assert [found["ann@shop.pl"][name] for name in names] == [120.5, 4, 30, 30.125, 61]
    assert [found["bob@shop.pl"][name] for name in names] == [None, None, 0, None, None]
    assert [found["cat@shop.pl"][name] for name in names] == [7, 0, None, None, None]


def test_rows_of_one_person_are_joined_newest_word_first(shop: Shop) -> None:
    header = "E-mail,Customer number,First name,City,E-mail marketing consent"
    older = table(
        header,
        "ann@shop.pl,1,Ann,Gdynia,yes",
        "ANN@shop.pl,1,Anna,,",
        "ann.new@shop.pl,1,,,",
        "bob@shop.pl,2,Bob,Lublin,no",
    )
    newer = table(header, "ann@shop.pl,1,,Sopot,no", "bob@shop.pl,2,,,yes")
    (ann, bob) = customers(fill(shop, older, newer)).values()
    assert (ann["first_name"], ann["location"], ann["email_consent"]) == ("Anna", "Sopot", False)
    assert (bob["first_name"], bob["location"], bob["email_consent"]) == ("Bob", "Lublin", True)
    assert count_shop(shop).customers == 2


def test_consent_is_the_latest_answer_of_orders_unless_a_list_says_more(shop: Shop) -> None:
    orders = table(
        "Order number,Date,E-mail,Total,Accepts marketing",
        "1,2026-01-05,ann@shop.pl,1.50,yes",
        "2,2026-01-09,ann@shop.pl,1.50,no",
        "3,2026-01-07,ann@shop.pl,1.50,yes",
        "4,2026-01-05,bob@shop.pl,1.50,no",
        "5,2026-01-05,cat@shop.pl,1.50,",
    )
    fill(shop, orders)
    assert columns_of(customers(shop), "email_consent") == {
        "ann@shop.pl": False, "bob@shop.pl": False, "cat@shop.pl": None,
    }  # fmt: skip
    fill(shop, table("E-mail,Accepts marketing,SMS consent", "bob@shop.pl,yes,tak"))
    found = customers(shop)
    assert columns_of(found, "email_consent") == {
        "ann@shop.pl": False, "bob@shop.pl": True, "cat@shop.pl": None,
    }  # fmt: skip
    assert columns_of(found, "sms_consent") == {
        "ann@shop.pl": None, "bob@shop.pl": True, "cat@shop.pl": None,
    }  # fmt: skip


@pytest.mark.parametrize("answers", ["yes no", "no yes", "no  yes", "yes no yes"])
def test_a_no_holds_against_a_yes_of_the_same_person_on_one_list(shop: Shop, answers: str) -> None:
    rows = [f"ann@shop.pl,{answer},{answer}" for answer in answers.split(" ")]
    fill(shop, table("E-mail,E-mail consent,SMS consent", *rows, "bob@shop.pl,yes,yes"))
    found = customers(shop)
    for consent in ("email_consent", "sms_consent"):
        assert columns_of(found, consent) == {"ann@shop.pl": False, "bob@shop.pl": True}


def test_a_word_of_a_program_for_nothing_is_nobodys_name_in_orders(shop: Shop) -> None:
    orders = table(
        "Order number,Date,E-mail,Total,First name,City",
        "1,2026-01-05,ann@shop.pl,1.50,Ann,Gdynia",
        "2,2026-01-09,ann@shop.pl,1.50,NULL,-",
    )
    (ann,) = customers(fill(shop, orders)).values()
    assert (ann["first_name"], ann["location"]) == ("Ann", "Gdynia")


def test_age_on_the_last_day_of_the_data(shop: Shop) -> None:
    orders = table(
        "Order number,Date,E-mail,Total", *(f"{n},2026-06-15,c{n}@x.pl,1.50" for n in range(1, 7))
    )
    people = table(
        "E-mail,Date of birth",
        "c1@x.pl,1996-06-15",
        "c2@x.pl,1996-06-16",
        "c3@x.pl,1900-01-01",
        "c4@x.pl,2026-01-01",
        "c5@x.pl,",
        "c6@x.pl,1945-12-31",
    )
    found = customers(fill(shop, orders, people))
    assert list(columns_of(found, "age").values()) == [30, 29, None, None, None, 80]
    assert list(columns_of(found, "generation").values()) == [
        "millennial", "millennial", None, None, None, "silent",
    ]  # fmt: skip


def test_birth_date_and_postcode_are_those_of_the_list_else_the_latest_order(shop: Shop) -> None:
    orders = table(
        "Order number,Date,E-mail,Total,Postcode",
        "1,2026-06-14,ann@x.pl,1.50,00-001",
        "2,2026-06-15,ann@x.pl,1.50,00-002",
        "3,2026-06-15,bob@x.pl,1.50,00-003",
        "4,2026-06-15,cat@x.pl,1.50,",
    )
    people = table("E-mail,Date of birth,Postcode", "bob@x.pl,1996-06-15,30-001")
    found = customers(fill(shop, orders, people))
    assert columns_of(found, "postcode") == {
        "ann@x.pl": "00-002", "bob@x.pl": "30-001", "cat@x.pl": None,
    }  # fmt: skip
    assert columns_of(found, "birth_date") == {
        "ann@x.pl": None, "bob@x.pl": pd.Timestamp("1996-06-15"), "cat@x.pl": None,
    }  # fmt: skip


def test_generations_by_year_of_birth(shop: Shop) -> None:
    years = (1928, 1945, 1946, 1964, 1965, 1980, 1981, 1996, 1997, 2012, 2013)
    rows = (f"c{n:02}@x.pl,{year},2026-01-05" for n, year in enumerate(years))
    found = listed(shop, "E-mail,Year of birth,Last order", *rows)
    assert list(columns_of(found, "generation").values()) == [
        "silent", "silent", "boomer", "boomer", "x", "x",
        "millennial", "millennial", "z", "z", "alpha",
    ]  # fmt: skip
    assert list(columns_of(found, "age").values()) == [2026 - year for year in years]


def test_years_that_are_no_years_are_not_known(shop: Shop) -> None:
    rows = ("ann@x.pl,99999999999,,2026-01-05", "bob@x.pl,,99999999999,2026-01-05")
    found = listed(shop, "E-mail,Year of birth,Age,Last order", *rows)
    assert list(columns_of(found, "age").values()) == [None, None]
    assert list(columns_of(found, "generation").values()) == [None, None]


def test_age_as_a_number_in_the_order_file(shop: Shop) -> None:
    orders = table(
        "Order number,Date,Customer number,Total,Age,Gender",
        "1,2026-01-05,7,10.50,34,Female",
        "2,2026-02-05,7,10.50,35,Female",
        "3,2026-02-05,8,10.50,,Male",
        "4,2026-02-06,9,10.50,200,",
    )
    found = customers(fill(shop, orders))
    assert list(columns_of(found, "age").values()) == [35, None, None]
    assert list(columns_of(found, "gender").values()) == ["female", "male", None]
    assert list(columns_of(found, "generation").values()) == ["millennial", None, None]
    assert count_shop(shop).customers_in_files == 3


def test_gender_in_the_words_of_shops(shop: Shop) -> None:
    words = {
        "female": ["F", "female", "Woman", "K", "Kobieta", "Pani", "ж", "Женский", "жен.", "Ms."],
        "male": ["M", "male", "Mężczyzna", "PAN", "м", "Муж.", "Мужской", "Mr"],
        "other": ["diverse", "non-binary"],
        None: ["", "-", "?", "unknown", "nie podano", "brak danych", "не указан", "N/A"],
    }
    cells = [cell for texts in words.values() for cell in texts]
    expected = [gender for gender, texts in words.items() for _ in texts]
    assert values(shop, "Gender", "gender", *cells) == expected


def test_places_are_spelled_one_way(shop: Shop) -> None:
    cells = ["warszawa", "Warszawa", "WARSZAWA", "Warszawa.", "Łódź", "Łódź", "LODZ", "łódź",
             "Bielsko-Biała", "Bielsko Biała", "Bielsko-Biała", "Орёл", "Орел", "Орёл", "-", "?",
             "", "Łomża"]  # fmt: skip
    assert values(shop, "City", "location", *cells) == [
        *["Warszawa"] * 4, *["Łódź"] * 4, *["Bielsko-Biała"] * 3, *["Орёл"] * 3, None, None,
        None, "Łomża",
    ]  # fmt: skip


def test_interests_are_taken_apart(shop: Shop) -> None:
    cells = ["cats, dogs", "dogs;cats", "Dogs | birds", "CATS/dogs", "cats,cats, ,", ",;", "",
             '""cats"", ""garden and home""']  # fmt: skip
    assert values(shop, "Interests", "interests", *cells) == [
        "cats; dogs", "cats; dogs", "birds; dogs", "cats; dogs", "cats", None, None,
        "cats; garden and home",
    ]  # fmt: skip


def test_interests_of_those_who_told_none_come_from_what_they_buy(shop: Shop) -> None:
    people = table("E-mail,Interests", "ann@shop.pl,", "bob@shop.pl,dogs")
    found = customers(fill(shop, LINES, people))
    # The list and the categories share one spelling; an interest is in one order of three.
    assert columns_of(found, "interests") == {
        "ann@shop.pl": "Dogs; Garden", "bob@shop.pl": "Dogs", "dan@shop.pl": "Birds",
    }  # fmt: skip
    fourth = "20,2026-02-01,ann@shop.pl,Bone,Dogs,1,1.00,,,,,completed,"
    fill(shop, table(LINES.partition("\n")[0], fourth))
    assert customers(shop)["ann@shop.pl"]["interests"] == "Dogs"


def test_loyalty_by_tier_answer_or_card(shop: Shop) -> None:
    assert values(shop, "Loyalty program", "loyalty", "Gold", "yes", "TAK", "нет", "no", "") == [
        "Gold", "yes", "yes", "no", "no", "no",
    ]  # fmt: skip
    assert values(shop, "Loyalty card number", "loyalty", "29001", "") == ["yes", "no"]
    assert values(shop, "First name", "loyalty", "Ann", "Bob") == [None, None]
    guests = table(
        "Order number,Date,E-mail,Total",
        "1,2026-01-05,c00@shop.pl,2.50",
        "2,2026-01-05,g@x.pl,2.50",
    )
    empty(shop)
    people = table("E-mail,Loyalty card number,Points", 'c00@shop.pl,29001,"1 200"')
    found = customers(fill(shop, guests, people))
    assert columns_of(found, "loyalty") == {"c00@shop.pl": "yes", "g@x.pl": None}
    assert columns_of(found, "points") == {"c00@shop.pl": 1200, "g@x.pl": None}
    empty(shop)
    with_cards = table(
        "Order number,Date,E-mail,Total,Loyalty card number",
        "1,2026-01-05,a@x.pl,2.50,29001",
        "2,2026-01-05,b@x.pl,2.50,",
    )
    found = customers(fill(shop, with_cards))
    assert columns_of(found, "loyalty") == {"a@x.pl": "yes", "b@x.pl": "no"}


def test_own_columns_keep_their_names_and_become_numbers_where_all_are(shop: Shop) -> None:
    header = (
        'E-mail;Shoe size;Favourite drink;generation;recency_days;"Odd "" {name}; DROP TABLE x"'
    )
    found = listed(
        shop,
        header,
        "a@x.pl;39,5;tea;new;first;{0}",
        "b@x.pl;1 040;;old;second;%s",
        "c@x.pl;;Infinity;old;third;''",
    )
    frame = customer_table(shop)
    assert list(frame.columns)[len(CUSTOMER_COLUMNS) :] == [
        "Shoe size", "Favourite drink", "generation (2)", "recency_days (2)",
        'Odd " {name}; DROP TABLE x',
    ]  # fmt: skip
    assert list(columns_of(found, "Shoe size").values()) == [39.5, 1040, None]
    assert list(columns_of(found, "Favourite drink").values()) == ["tea", None, "Infinity"]
    assert list(columns_of(found, "generation (2)").values()) == ["new", "old", "old"]
    assert list(columns_of(found, "generation").values()) == [None] * 3
    assert list(columns_of(found, 'Odd " {name}; DROP TABLE x').values()) == ["{0}", "%s", "''"]


def test_an_own_column_that_is_infinite_is_no_number(shop: Shop) -> None:
    assert values(shop, "Luck", "Luck", "Infinity", "inf") == ["Infinity", "inf"]


def test_hostile_names_stay_text(shop: Shop) -> None:
    names = ["O'Hara\"; DROP TABLE people; --", "<b>{name}</b>", "=1+1", "${x} %s", "Zoë  Łęcka"]
    header = "E-mail,Full name,Interests"
    rows = [
        f'c{n}@shop.pl,"{name.replace(chr(34), chr(34) * 2)}","{name.replace(chr(34), "")}"'
        for n, name in enumerate(names)
    ]
    found = listed(shop, header, *rows)
    assert list(columns_of(found, "name").values()) == [*names[:4], "Zoë Łęcka"]
    assert count_shop(shop).customers == 5

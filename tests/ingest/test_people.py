"""Customer lists to people, and what order files tell of their customers."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from tests.ingest.reading import Reader

POLISH = """\
Baza klientów na dzień 1.04.2026;;;;;;;;;;;;

ID klienta;Imię;Nazwisko;E-mail;Telefon;Miejscowość;Data urodzenia;Płeć;Zainteresowania;Nr karty;Punkty;Zgoda e-mail;Zgoda SMS
17;Anna;Nowak; anna@example.com ;600 700 800;Łódź;05.03.1984;K;koty, ogród;1001;1 250,5;tak;nie
18.0;Jan;;jan@example.com;'+48600700801;;31.12.1990;M;;;;TAK;
0;Ewa;Lis;;;Opole;;K;psy;0;0;nie;1

Razem: 3;;;;;;;;;;1 250,5;;
"""  # noqa: E501


def test_a_polish_customer_list(reader: Reader) -> None:
    reading = reader.read(POLISH)
    report = reading.report
    assert (report.kind, report.rows, report.rows_kept, report.people) == ("customers", 4, 3, 3)
    assert reading.refusals == [(8, "total_row")]
    anna, jan, ewa = reading.people
    assert [person["row"] for person in (anna, jan, ewa)] == [4, 5, 6]
    assert (anna["customer_id"], jan["customer_id"], ewa["customer_id"]) == ("17", "18", None)
    assert (anna["email"], ewa["email"]) == ("anna@example.com", None)
    assert (anna["first_name"], anna["last_name"], jan["last_name"]) == ("Anna", "Nowak", None)
    assert anna["phone"] == "600 700 800" and "+48600700801" in jan["phone"]
    assert anna["birth_date"] == datetime(1984, 3, 5)
    assert (anna["gender"], anna["interests"]) == ("K", "koty, ogród")
    assert (anna["card_number"], ewa["card_number"]) == ("1001", None)
    assert (anna["points"], jan["points"], ewa["points"]) == (Decimal("1250.5"), None, 0)
    assert [person["email_consent"] for person in (anna, jan, ewa)] == [True, True, False]
    assert [person["sms_consent"] for person in (anna, jan, ewa)] == [False, None, True]
    assert reading.documents == reading.lines == []


def test_own_columns_are_numbers_where_nearly_all_are(reader: Reader) -> None:
    rows = [f"u{n}@example.com;{n},5;{n} dzieci;{'x' if n % 2 else n};" for n in range(1, 21)]
    rows[4] = "u5@example.com;brak;5 dzieci;x;"
    reading = reader.read("Email;Wskaźnik;Dom;Kod;Pusta\n" + "\n".join(rows) + "\n")
    first, *_ = reading.people
    assert first["extras"] == {"Wskaźnik": "1.5000", "Dom": "1 dzieci", "Kod": "x"}
    assert reading.people[4]["extras"]["Wskaźnik"] is None


@pytest.mark.parametrize("nothing", ["NULL", "(null)", "nan", "NaN", "N/A", "\\N", "#N/A"])
def test_words_of_programs_for_nothing_are_no_values(reader: Reader, nothing: str) -> None:
    rows = [f"u{n}@example.com;Ann;Null;Gdynia;{n}.5;cat" for n in range(9)]
    rows.append(f"x@example.com;{nothing};{nothing};{nothing};{nothing};{nothing}")
    reading = reader.read("Email;First name;Last name;City;Stars;Pet\n" + "\n".join(rows) + "\n")
    ann, *_, nobody = reading.people
    assert (ann["first_name"], ann["last_name"], ann["location"]) == ("Ann", "Null", "Gdynia")
    assert ann["extras"] == {"Stars": "0.5000", "Pet": "cat"}
    assert [nobody[name] for name in ("first_name", "last_name", "location")] == [None] * 3
    assert nobody["extras"] == {"Stars": None, "Pet": None}


def test_none_is_an_answer_and_no_name(reader: Reader) -> None:
    reading = reader.read("Email;First name;City;Pet\na@example.com;None;-;None\n")
    (person,) = reading.people
    assert (person["first_name"], person["location"]) == (None, None)
    assert person["extras"] == {"Pet": "None"}


def test_hostile_names_of_own_columns_are_only_names(reader: Reader) -> None:
    hostile = ["x'); DROP TABLE t; --", '"', "name (2)", "Name", "name"]
    header = ";".join('"' + name.replace('"', '""') + '"' for name in hostile)
    reading = reader.read(f"Email;{header}\na@b.pl;1;2;Anna;Jan;Ewa\n")
    (person,) = reading.people
    assert list(person["extras"]) == [*hostile[:3], "name (3)"]
    assert person["name"] == "Jan"


def test_birth_years_of_two_figures(reader: Reader) -> None:
    reading = reader.read("Email;Data urodzenia\na@b.pl;05.03.64\nc@d.pl;13.03.01\n")
    assert [person["birth_date"].year for person in reading.people] == [1964, 2001]


@pytest.mark.parametrize(
    ("day_first", "month", "warnings"),
    [(None, 3, ("ambiguous_dates",)), (True, 3, ()), (False, 5, ())],
)
def test_ambiguous_dates_are_the_owners_to_settle(
    reader: Reader, day_first: bool | None, month: int, warnings: tuple[str, ...]
) -> None:
    text = "Email,Registered,Birth date\na@b.pl,05/03/2020,05/03/1984\n"
    reading = reader.read(text, day_first=day_first)
    (person,) = reading.people
    assert (person["registered"].month, person["birth_date"].month) == (month, month)
    assert reading.report.warnings == warnings


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("Total,,3", "total_row"),
        (",Razem,3", "total_row"),
        ("Email,City,Points", "repeated_header"),
        ("x@y.pl,Opole,3,more", "too_many_cells"),
    ],
)
def test_rows_that_are_nobody(reader: Reader, last: str, reason: str) -> None:
    reading = reader.read(f"Email,City,Points\na@b.pl,Łódź,1\nc@d.pl,Suma,2\n{last}\ne@f.pl,,3\n")
    assert reading.refusals == [(4, reason)]
    assert [person["email"] for person in reading.people] == ["a@b.pl", "c@d.pl", "e@f.pl"]


def test_a_list_of_names_alone_is_read(reader: Reader) -> None:
    reading = reader.read("Imię i nazwisko;Miasto\nAnna Nowak;Łódź\nSuma Kowalska;Opole\n")
    assert [person["name"] for person in reading.people] == ["Anna Nowak", "Suma Kowalska"]


def test_what_orders_tell_of_customers(reader: Reader) -> None:
    reading = reader.read(
        "Order ID,Date,Customer ID,Gender,Age,City,Total\n"
        "1,2026-03-05,C1,Female,34,Łódź,10\n2,2026-03-06,C1,Female,34,Łódź,20\n"
        "3,2026-03-06,C2,,,Opole,20\n4,2026-03-06,,Male,50,Opole,20\nTotal,,,,,,70\n"
    )
    (person,) = reading.people
    assert (person["customer_id"], person["gender"], person["age"]) == ("C1", "Female", 34)
    assert person["extras"] is None
    assert len(reading.documents) == 4


def test_own_codes_and_ranges_stay_text(reader: Reader) -> None:
    rows = "".join(f"u{n}@example.com;ABC{n:03};18-24;{n},5%\n" for n in range(1, 4))
    first = reader.read(f"Email;Mark;Range;Rate\n{rows}").people[0]
    assert first["extras"] == {"Mark": "ABC001", "Range": "18-24", "Rate": "1.5000"}


def test_births_are_read_in_the_forms_they_come_in(reader: Reader) -> None:
    cells = ["05.03.1964", "1964-03-05", "5 marca 1964", "5.3.64", "05.03.1899", "05.03.0064"]
    rows = "".join(f"u{n}@example.com;{cell}\n" for n, cell in enumerate(cells))
    reading = reader.read(f"Email;Data urodzenia\n{rows}")
    born = [person["birth_date"] for person in reading.people]
    assert born == [datetime(1964, 3, 5)] * 4 + [datetime(1899, 3, 5), None]


def test_answers_to_a_survey_are_people_with_variables(reader: Reader) -> None:
    reading = reader.read(
        "Отметка времени;Ваш e-mail;Сколько вам лет?;Что вам нравится?\n"
        "05.03.2026 10:00:00;anna@example.com;33;Кошки\n"
        "13.03.2026 10:00:00;jan@example.com;41;Собаки\n"
    )
    assert (reading.report.kind, reading.report.people) == ("answers", 2)
    anna, _ = reading.people
    assert (anna["email"], anna["age"]) == ("anna@example.com", 33)
    assert anna["last_active"] == datetime(2026, 3, 5, 10)
    assert anna["extras"] == {"Что вам нравится?": "Кошки"}

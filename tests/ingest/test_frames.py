"""The delimiter, the header row and the names of columns."""

from __future__ import annotations

import pytest

from segmentation.ingest.frames import (
    Frame,
    find_delimiter,
    find_frame,
    find_quote,
    head_rows,
    is_fixed_width,
    name_columns,
)


def frame_of(text: str) -> Frame | None:
    return find_frame(head_rows(text, find_delimiter(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2;3\n", ";"),
        ("a\tb\tc\n1\t2\t3\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("id;cena;razem\n1;2,50;5,00\n2;3,50;7,00\n", ";"),
        ("1;2,50;5,00\n2;3,50;7,00\n", ";"),
        ('id,tags,name\n1,"a;b;c",x\n2,"a;b;c",y\n', ","),
        ("name;note\nAnna;red, blue, green\nJan;one, two, three\n", ";"),
        ("sep=|\na|b\n1|2,3\n", "|"),
        ('"sep=;"\na;b\n1;2\n', ";"),
        ("Report, made by hand\n\nid;a;b;c\n1;2;3;4\n2;3;4;5\n", ";"),
        ("Report: a; b | c, all\n\nid;a;b\n1;2,5;3\n2;3,5;4\n", ";"),
        ("\ufeffsep=|\na|b\n1|2,3\n", "|"),
        ("sep=;;;\na;b;c\n1;2;3\n", ";"),
        ("sep=;\na;b\n1,5,1;2,5,2\n", ";"),
        ("sep=;\na,b\n1,2\n", ","),
        ("'id';'produkt';'cena'\n'1';'Kubek; duży';'2,50'\n'2';'Talerz; 2; biały';'3,50'\n", ";"),
    ],
)
def test_the_delimiter_is_found(text: str, expected: str) -> None:
    assert find_delimiter(text) == expected


@pytest.mark.parametrize(
    ("text", "row", "headers"),
    [
        ("Order ID,Date,Total\n1,2024-01-02,5\n", 1, ("Order ID", "Date", "Total")),
        ("Report 2024\n\nOrder ID,Date,Total\n1,2024-01-02,5\n", 3, ("Order ID", "Date", "Total")),
        ("Firma;Raport\nNumer;Data;Kwota\n1;2.01.2024;5\n", 2, ("Numer", "Data", "Kwota")),
        ("Raport;2024\nNumer;Data;Kwota\n1;2.01.2024;5\n", 2, ("Numer", "Data", "Kwota")),
        ("sep=;\nNumer;Data\n1;2.01.2024\n", 2, ("Numer", "Data")),
        (",,,\nfoo,bar,baz\n,,,\n1,2,3\n", 2, ("foo", "bar", "baz")),
        ("foo,bar\nx,y\n", 1, ("foo", "bar")),
        ("foo,bar,\nx,y,z\nx,y,z\n,5,\nend\n\n", 1, ("foo", "bar", "(3)")),
        ("foo,bar,\nx,y,z\nx,y,\nx,y,\n", 1, ("foo", "bar")),
        ("email\na@b.pl\n", 1, ("email",)),
        ("1,2024-01-02,10.50\n2,2024-01-03,11\n", 0, ("(1)", "(2)", "(3)")),
        ("1;2.01.2024;10,50 zł\n2;3.01.2024;11,00 zł\n", 0, ("(1)", "(2)", "(3)")),
        ("a@b.pl\nc@d.pl\n", 0, ("(1)",)),
        ("a@b.pl,+48 600 700 800,5\nc@d.pl,600700801,6\n", 0, ("(1)", "(2)", "(3)")),
        ("2024-01-02T10:00:00Z,10\n2024-01-03T10:00:00Z,11\n", 0, ("(1)", "(2)")),
        ("Date,Total,2023,2024\n1.1.2024,5,1,2\n", 1, ("Date", "Total", "2023", "2024")),
        ("Email;2022;2023;2024\na@b.pl;1;2;3\n", 1, ("Email", "2022", "2023", "2024")),
        ("Klient;2024;2023\nAnna;5;7\n", 1, ("Klient", "2024", "2023")),
        ("5;2023;17\n6;2024;18\n", 0, ("(1)", "(2)", "(3)")),
        (
            "Zamówienie;;Klient;;Płatność\nNumer;Data;Imię;E-mail;Kwota\n1;2.01.2024;A;a@b.pl;5\n",
            2,
            ("Numer", "Data", "Imię", "E-mail", "Kwota"),
        ),
        (
            "Numer;Data;Klient;;Kwota\n;;Imię;E-mail;\n1;2.01.2024;A;a@b.pl;5\n",
            2,
            ("Numer", "Data", "Imię", "E-mail", "Kwota"),
        ),
        (
            "Dostawa;;Faktura;;\nMiasto;Ulica;Miasto;Ulica;E-mail\nX;A 1;Y;B 1;a@b.pl\n",
            2,
            ("Dostawa Miasto", "Dostawa Ulica", "Faktura Miasto", "Faktura Ulica", "E-mail"),
        ),
        ("Name;City;;\nAnna;Opole;Mug;Cup\nJan;Opole;Mug;Cup\n", 1, ("Name", "City", "(3)", "(4)")),
        ("|Order ID|Email|\n|---|:---:|\n|1|a@b.pl|\n", 2, ("(1)", "Order ID", "Email")),
        ("+--+-----+\n|id|email|\n+--+-----+\n|1|a@b.pl|\n", 3, ("(1)", "id", "email")),
        ('"sep=,"\nNumer,Data\n1,2.01.2024\n', 2, ("Numer", "Data")),
        (";Numer;Data\n;1;2.01.2024\n;2;3.01.2024\n", 1, ("(1)", "Numer", "Data")),
    ],
)
def test_the_header_is_found(text: str, row: int, headers: tuple[str, ...]) -> None:
    frame = frame_of(text)
    assert frame is not None
    assert (frame.header_row, frame.headers) == (row, headers)


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n;;;\n"])
def test_nothing_is_no_table(text: str) -> None:
    assert frame_of(text) is None


def test_cells_at_the_end_of_every_row_make_no_columns() -> None:
    frame = frame_of("id;name;;;\n1;Anna;;;\n2;Jan;;;\n")
    assert frame == Frame(1, ("id", "name"), 5)


def test_columns_without_a_name_stay_where_most_rows_fill_them() -> None:
    frame = frame_of("id,name\n1,Anna,x\n2,Jan,y\n3,Ewa\n")
    assert frame is not None
    assert frame.headers == ("id", "name", "(3)")


def test_a_row_with_too_many_cells_makes_no_column() -> None:
    frame = frame_of("id,name\n1,Anna\n2,Jan,oops\n3,Ewa\n")
    assert frame is not None
    assert frame.headers == ("id", "name")


def test_names_of_columns_are_never_the_same() -> None:
    names = name_columns(["a", "A", " a  b ", "", "a (2)", "a"], 7)
    assert names == ("a", "A (2)", "a b", "(4)", "a (2) (2)", "a (3)", "(7)")
    assert len({name.casefold() for name in names}) == 7


def test_a_broken_quote_in_the_head_is_no_error() -> None:
    assert head_rows('a,b\n"1,2\n3,4\n', ",")[0] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("'id','name'\n'1','Kot, Jan'\n'2','Lis'\n", "'"),
        ("'id','name','sum'\n1,'Kot, Jan',5\n2,'Lis',6\n", "'"),
        ("id,name\n1,'Kot'\n", '"'),
        ("sep=,\n'id','name'\n'1','Kot, Jan'\n'2','Lis'\n", "'"),
        ("'id','phone'\n'1,'+48600\n'2,'+48601\n", '"'),
        ('"id","name"\n"1","\'Kot\'"\n', '"'),
        ("'id','name'\n", '"'),
    ],
)
def test_the_quote_is_found(text: str, quote: str) -> None:
    assert find_quote(text, ",") == quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order ID  Date        Total\n1         2026-03-01  10\n2         2026-03-02  5\n", True),
        ("Order  ID;  Date;  Total\n1;  2026-03-01;  10,00\n2;  2026-03-02;  20,50\n", False),
        ("email\na@b.pl\nc@d.pl\n", False),
        ("name  of  all\nAnna\nJan\n", False),
    ],
)  # fmt: skip
def test_columns_set_apart_by_spaces_are_seen(text: str, expected: bool) -> None:
    assert is_fixed_width(text, find_delimiter(text)) is expected


def test_one_column_beside_numbered_rows() -> None:
    frame = frame_of(",spend\n1,12.50\n2,13.00\n")
    assert frame and (frame.header_row, frame.headers) == (1, ("(1)", "spend"))
    title = frame_of(",Report\nName it,Worth\nA,12\n")
    assert title and (title.header_row, title.headers) == (2, ("Name it", "Worth"))

"""Text files to text tables: every row arrives once, with the number a spreadsheet shows."""

from __future__ import annotations

import pytest

from segmentation.errors import SegmentationError
from segmentation.ingest import delimited
from tests.ingest.reading import Reader


def problem(reader: Reader, content: str | bytes) -> str:
    with pytest.raises(SegmentationError) as caught:
        reader.load(content)
    assert caught.value.problem.file == "orders.csv"
    return caught.value.problem.id


def rows(reader: Reader, content: str | bytes) -> list[tuple[object, ...]]:
    (raw,) = reader.load(content)
    found = reader.cells(raw)
    assert raw.rows == len(found)
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_in_a_spreadsheet(reader: Reader, end: str) -> None:
    assert rows(reader, f"id,name{end}1,Anna{end}2,Jan{end}") == [
        (2, "1", "Anna", None),
        (3, "2", "Jan", None),
    ]


@pytest.mark.parametrize("blank", ["", "   ", ",", " , "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_are_no_rows_but_count(reader: Reader, blank: str, end: str) -> None:
    lines = ["id,name", "1,Anna", blank, blank, "2,Jan", blank, "3,Ewa"]
    assert [row[:3] for row in rows(reader, end.join(lines) + end)] == [
        (2, "1", "Anna"),
        (5, "2", "Jan"),
        (7, "3", "Ewa"),
    ]


def test_blank_lines_above_the_header_count_too(reader: Reader) -> None:
    assert rows(reader, "\n\nid,name\n1,Anna\n") == [(4, "1", "Anna", None)]


def test_title_lines_are_skipped(reader: Reader) -> None:
    text = 'Raport sprzedaży\n"od 1.01\ndo 31.03"\n\nNumer;Kwota;Klient\n1;5,00;Jan\n'
    (raw,) = reader.load(text)
    assert (raw.header_row, raw.delimiter) == (4, ";")
    assert [row[1:] for row in reader.cells(raw)] == [("1", "5,00", "Jan", None)]


def test_quoted_cells_hold_anything(reader: Reader) -> None:
    text = 'id,name,note\n1,"Kot, Jan","said ""yes"""\n2,"two\nlines","a\n\nb"\n3,Ewa,\n'
    assert rows(reader, text) == [
        (2, "1", "Kot, Jan", 'said "yes"', None),
        (3, "2", "two\nlines", "a\n\nb", None),
        (4, "3", "Ewa", None, None),
    ]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_inches_are_no_quotes(reader: Reader, blank: str) -> None:
    text = f'id\tname\tprice\n1\tPipe 12" long\t5\n{blank}2\t5" screen\t6\n3\tCup\t7\n'
    assert [row[2] for row in rows(reader, text)] == ['Pipe 12" long', '5" screen', "Cup"]


def test_a_quote_that_is_never_closed_costs_no_row(reader: Reader) -> None:
    lines = [f'{number},"Cup {number}",{number}' for number in range(1, 101)]
    lines[2] = '3,"Cup 3,3'
    lines[98] = '99,"Cup 99,99'
    found = rows(reader, "id,name,price\n" + "\n".join(lines) + "\n")
    assert found == [
        (number + 1, str(number), f"Cup {number}", str(number), None) for number in range(1, 101)
    ]


def test_quotes_that_nobody_closes_are_letters(reader: Reader) -> None:
    lines = [f'{number},"Cup,{number}' for number in range(1, 1503)]
    found = rows(reader, "id,name,price\n" + "\n".join(lines) + "\n")
    assert [row[1] for row in found] == [str(number) for number in range(1, 1503)]
    assert {row[2] for row in found} == {"Cup"}


def test_ragged_rows_keep_their_cells_in_place(reader: Reader) -> None:
    text = "id,name,price\n1,Anna\n2,Jan,5,oops,6\n3,Ewa,7\n4,Ola,8\n"
    assert rows(reader, text) == [
        (2, "1", "Anna", None, None),
        (3, "2", "Jan", "5", "oops | 6"),
        (4, "3", "Ewa", "7", None),
        (5, "4", "Ola", "8", None),
    ]


def test_cells_beyond_the_columns_are_kept_aside_in_regular_files_too(reader: Reader) -> None:
    assert rows(reader, "id;name;;\n1;Anna;;\n2;Jan;;x\n3;Ewa;;\n") == [
        (2, "1", "Anna", None),
        (3, "2", "Jan", "x"),
        (4, "3", "Ewa", None),
    ]


def test_nul_bytes_are_taken_out_and_told(reader: Reader) -> None:
    (raw,) = reader.load(b"id,name\n1,An\x00na\n2,Jan\n")
    assert [row[2] for row in reader.cells(raw)] == ["Anna", "Jan"]
    assert raw.warnings == ("cleaned_characters",)


def test_lines_of_another_encoding_are_told(reader: Reader) -> None:
    text = "id,imię\n1,Łucja\n3,Józef\n".encode()
    (raw,) = reader.load(text + "2,Róża\n".encode("cp1250"))
    assert (raw.encoding, raw.warnings) == ("utf-8", ("mixed_encoding",))
    assert [row[2] for row in reader.cells(raw)] == ["Łucja", "Józef", "Róża"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files(reader: Reader, codec: str) -> None:
    text = "Номер\tИмя\n1\tАнна\n\n2\tЗбигнев Żak\n"
    (raw,) = reader.load(text.encode(codec))
    assert raw.headers == ("Номер", "Имя")
    assert (raw.encoding, raw.delimiter) == (codec.replace("-sig", "")[:6].strip("-"), "\t")
    assert reader.cells(raw) == [(2, "1", "Анна", None), (4, "2", "Збигнев Żak", None)]


@pytest.mark.parametrize(
    ("codec", "name", "shown"),
    [
        ("cp1250", "Żółw Świnoujście", "windows-1250"),
        ("iso-8859-2", "Żółw Świnoujście", "iso-8859-2"),
        ("cp1251", "Ёжик Санкт-Петербург", "windows-1251"),
        ("cp1252", "Crème à la Nîmes", "windows-1252"),
    ],
)
def test_code_pages(reader: Reader, codec: str, name: str, shown: str) -> None:
    (raw,) = reader.load(f"id;x\n1;{name}\n".encode(codec))
    assert raw.encoding == shown
    assert reader.cells(raw) == [(2, "1", name, None)]


def test_one_column_has_no_delimiter(reader: Reader) -> None:
    (raw,) = reader.load("email\na@b.pl\nc@d.pl\n")
    assert (raw.headers, raw.delimiter, raw.rows) == (("email",), None, 2)


def test_a_file_without_header_keeps_its_first_row(reader: Reader) -> None:
    (raw,) = reader.load("1,2024-01-02,10.50\n2,2024-01-03,11.50\n")
    assert (raw.header_row, raw.headers) == (0, ("(1)", "(2)", "(3)"))
    assert [row[0] for row in reader.cells(raw)] == [1, 2]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"\xff\xfe", "empty_file"),
        (b"\x00" * 50, "empty_file"),
        (b";;;\n;;;\n", "no_table"),
        (b"id,name\n", "no_rows"),
        (b"id,name\n,\n\n", "no_rows"),
        (b"x" * (1 << 20), "no_line_breaks"),
        (",".join(f"c{i}" for i in range(1001)).encode() + b"\n1,2\n", "too_many_columns"),
    ],
    ids=range(10),
)
def test_files_that_hold_no_table_say_so(reader: Reader, content: bytes, expected: str) -> None:
    assert problem(reader, content) == expected


def test_a_thousand_columns_are_read(reader: Reader) -> None:
    names = ",".join(f"c{i}" for i in range(1000))
    (raw,) = reader.load(f"{names}\n{names.replace('c', '')}\n")
    assert (len(raw.headers), raw.rows) == (1000, 1)


@pytest.mark.parametrize("blank", ["", "\n"])
def test_one_very_long_line_among_others(reader: Reader, blank: str) -> None:
    long = "x" * (1 << 20)
    found = rows(reader, f'id,note\n1,a\n2,"{long}"\n{blank}3,{long}\n4,b\n')
    assert [(row[1], len(str(row[2]))) for row in found] == [
        ("1", 1),
        ("2", 1 << 20),
        ("3", 1 << 20),
        ("4", 1),
    ]


def test_hostile_names_of_columns_are_only_names(reader: Reader) -> None:
    hostile = ['x"); DROP TABLE t; --', "select", "'", "row", "extra", "{0}", "c1"]
    header = ",".join('"' + name.replace('"', '""') + '"' for name in hostile)
    (raw,) = reader.load(f"{header}\n1,2,3,4,5,6,7\n")
    assert raw.headers == tuple(hostile)
    assert reader.cells(raw) == [(2, *"1234567", None)]
    assert raw.column("select") == "c1"


def test_cells_that_excel_would_take_for_formulas_are_their_text(reader: Reader) -> None:
    text = 'id,phone,sum\n="00123",\'+48600700800,5\n"=""00124""",x,6\n'
    assert [row[1:3] for row in rows(reader, text)] == [("00123", "'+48600700800"), ("00124", "x")]


def test_cells_in_single_quotes(reader: Reader) -> None:
    text = "'id','name','sum'\n1,'Kot, Jan',5\n2,'O''Hara',6\n"
    assert [row[1:4] for row in rows(reader, text)] == [
        ("1", "Kot, Jan", "5"),
        ("2", "O'Hara", "6"),
    ]


def test_lines_drawn_around_a_table_are_no_rows(reader: Reader) -> None:
    text = "+--+-----+\n|id|email|\n+--+-----+\n|1|a@b.pl|\n|2|c@d.pl|\n+--+-----+\n"
    reading = reader.read(text)
    assert reading.raw.headers == ("(1)", "id", "email")
    assert (len(reading.people), reading.refusals) == (2, [(6, "note")])


def test_columns_set_apart_by_spaces_are_refused(reader: Reader) -> None:
    lines = [f"{n:<10} 2026-03-{n:02}   {n}.50" for n in range(1, 9)]
    assert problem(reader, "Order ID   Date         Total\n" + "\n".join(lines)) == "fixed_width"


def test_ids_of_many_digits_keep_them_all(reader: Reader) -> None:
    ids = ["1234567890123456789", "00012345678901234567"]
    text = f"Order ID,Date,Total\n{ids[0]},2026-03-05,5\n{ids[1]},2026-03-05,6\n"
    assert [row[1] for row in rows(reader, text)] == ids


LONG = "x" * 150_000
ODD_TEXTS = {
    "a line break of its own kind": "id,name\n1,Zoë\r2,Jan\n3,Ewa\n".encode("cp1252"),
    "a cell longer than usual": f"id,name\n1,Zoë\n2,{LONG}\n3,Ewa\n".encode(),
    "such a cell in a code page": f"id,name\n1,Zoë\n2,{LONG}\n3,Ewa\n".encode("cp1252"),
}


@pytest.mark.parametrize("content", ODD_TEXTS.values(), ids=ODD_TEXTS)
@pytest.mark.parametrize("large", [False, True])
def test_a_large_file_is_read_as_a_small_one(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, content: bytes, large: bool
) -> None:
    if large:
        monkeypatch.setattr(delimited, "LARGE", 0)
    found = [row[:3] for row in rows(reader, content)]
    middle = LONG if LONG.encode() in content else "Jan"
    assert found == [(2, "1", "Zoë"), (3, "2", middle), (4, "3", "Ewa")]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("header", ["Order ID,Order date", "What is your age?,Do you like tea?"])
def test_rows_of_nothing_but_quotes_are_no_rows(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, header: str, large: bool
) -> None:
    if large:
        monkeypatch.setattr(delimited, "LARGE", 0)
    with pytest.raises(SegmentationError) as caught:
        reader.read(f'{header}\n"",""\n')
    assert caught.value.problem.id == "no_rows"


def test_a_large_file_is_judged_by_what_is_below_its_header(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LARGE", 0)
    (raw,) = reader.load("sep=;\nRaport;2026\nNumer;Kwota;Data\n1;5;46000\n2;6;46001\n")
    assert (raw.sample, raw.header_row) == ("raw_1_sample", 3)
    sampled = reader.connection.execute(f"SELECT c2 FROM {raw.sample} ORDER BY c2").fetchall()
    assert sampled == [("46000",), ("46001",)]

"""Those who must not be written to: read from any file, matched by e-mail, phone or hash."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from segmentation.errors import SegmentationError, describe
from segmentation.exports.contacts import make_contacts
from segmentation.exports.suppression import (
    NOBODY,
    Suppression,
    Unread,
    read_suppression,
    sha256,
)
from segmentation.language import Language
from tests.exports.examples import make_customers

ZOE = sha256("zoe@example.com")
PHONE = sha256("48600700800")


def read(folder: Path, text: str | bytes, name: str = "unsubscribed.csv") -> Suppression:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_suppression(path, name, "PL")


@pytest.mark.parametrize(
    ("text", "emails", "phones", "hashes", "counts"),
    [
        ("Email Address;Left on\nAnn@Example.com;2026-01-01\nbob@example.com;\nnobody;\n",
         {"ann@example.com", "bob@example.com"}, set(), set(), (2, 1)),
        ("ann@example.com\nbob@example.com\ncat@example.com\n",
         {"ann@example.com", "bob@example.com", "cat@example.com"}, set(), set(), (3, 0)),
        ("ann@example.com\n", {"ann@example.com"}, set(), set(), (1, 0)),
        ("Telefon;Powód\n600 700 800;x\n+48 601 000 000;602000000\n",
         set(), {"+48600700800", "+48601000000"}, set(), (2, 0)),
        ("600700800\n601000000\n602000000\n",
         set(), {"+48600700800", "+48601000000", "+48602000000"}, set(), (3, 0)),
        (f"{ZOE}\n{PHONE.upper()}\n{ZOE}\n", set(), set(), {ZOE, PHONE}, (3, 0)),
        (f"email,phone,note\nann@example.com,600700800,602000000\n,601000000,\n{ZOE},,\n",
         {"ann@example.com"}, {"+48600700800", "+48601000000"}, {ZOE}, (3, 0)),
        ("Name,E-mail\nAnn,Ann <ann@example.com>; a.n@example.com\n",
         {"ann@example.com", "a.n@example.com"}, set(), set(), (1, 0)),
        ("E-mail\n<mailto:ann@example.com?subject=x>\n(bob@example.com).\n'cat@example.com'\n"
         "dan@example.com/eve@example.com\nfay@example.com or gus@example.com\nłucja@example.com\n",
         {f"{name}@example.com" for name in ("ann", "bob", "cat", "dan", "eve", "fay", "gus")},
         set(), set(), (5, 1)),
        ("Telefon\n600/700/802\ntel. 600700803\n600700804/600 700 805\n"
         '"600700806; +48 600700807"\n"600700808,600700809"\nkom. 600700810 wew. 12\nbrak\n',
         set(), {f"+486007008{n:02}" for n in range(2, 11)}, set(), (6, 1)),
        ("tel. 600700803\n600/700/804\n600700805 / 600700806\nul. Polna 12345678\n2026-01-01\n",
         set(), {f"+4860070080{n}" for n in range(3, 7)}, set(), (3, 2)),
        ("Numer;E-mail\n600700800;\n601 000 000;ann@example.com\n602000000;\n",
         {"ann@example.com"}, {"+48600700800", "+48601000000", "+48602000000"}, set(), (3, 0)),
        ("Номер;E-mail\n10234567;ann@example.com\n10234568;bob@example.com\n",
         {"ann@example.com", "bob@example.com"}, set(), set(), (2, 0)),
    ],
)  # fmt: skip
def test_who_is_in_a_file(
    tmp_path: Path,
    text: str,
    emails: set[str],
    phones: set[str],
    hashes: set[str],
    counts: tuple[int, int],
) -> None:
    found = read(tmp_path, text)
    assert found.emails == emails and found.phones == phones and found.hashes == hashes
    assert (found.entries, sum(one.rows for one in found.unread)) == counts


def test_an_excel_file_in_another_language_and_encoding(tmp_path: Path) -> None:
    with Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["Электронная почта", "ann@example.com", "bob@example.com"])
        sheet.write_column(0, 1, ["Телефон", "8 916 123-45-67"])
    found = read_suppression(tmp_path / "list.xlsx", "list.xlsx", "RU")
    assert found.emails == {"ann@example.com", "bob@example.com"}
    assert found.phones == {"+79161234567"}
    narrow = read(tmp_path, "Imię;E-mail\nŁucja;ann@example.com\n".encode("cp1250"))
    assert narrow.emails == {"ann@example.com"}


def test_rows_without_an_address_are_told_with_their_place(tmp_path: Path) -> None:
    found = read(tmp_path, "E-mail\nann@example.com\nnobody\nbob@example.com\n?\n", "left.csv")
    assert found.unread == (Unread("left.csv", 2, 3),)
    both = found | read(tmp_path, "E-mail\nnobody\ncat@example.com\n", "more.csv")
    assert both.unread == (Unread("left.csv", 2, 3), Unread("more.csv", 1, 2))


def test_addresses_beyond_the_columns_are_found(tmp_path: Path) -> None:
    named = read(tmp_path, "E-mail;Why\nann@example.com;x\nbob@example.com;;cat@example.com\n")
    assert named.emails == {f"{name}@example.com" for name in ("ann", "bob", "cat")}
    bare = read(tmp_path, "a@example.com\nb@example.com;c@example.com\nd@example.com\n")
    assert bare.emails == {f"{name}@example.com" for name in "abcd"}


def test_a_file_read_only_in_part_is_refused(tmp_path: Path) -> None:
    with Workbook(tmp_path / "list.xlsx") as book:
        for name in ("a", "b"):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["E-mail", f"{name}@example.com"])
        sheet.hide()
    with ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.writestr("a.csv", "E-mail\na@example.com\n")
        archive.writestr("b.xlsx", (tmp_path / "list.xlsx").read_bytes()[:500])
    page = "".join(
        f"<table><tr><td>{head}</td></tr><tr><td>a@example.com</td></tr><tr><td>b</td></tr></table>"
        for head in ("E-mail", "Address</td><td>Day")
    )
    (tmp_path / "list.html").write_text(f"<html>{page}</html>", "utf-8")
    for name in ("list.xlsx", "list.zip", "list.html"):
        with pytest.raises(SegmentationError) as caught:
            read_suppression(tmp_path / name, name)
        assert (caught.value.problem.id, caught.value.problem.file) == ("read_in_part", name)


@pytest.mark.parametrize(
    ("text", "problem"), [("Name,City\nAnn,Łódź\n", "no_addresses"), ("", "empty_file")]
)
def test_a_file_without_addresses_says_what_to_do(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SegmentationError) as caught:
        read(tmp_path, text)
    assert caught.value.problem.id == problem
    assert describe(caught.value.problem, Language("pl")).startswith("unsubscribed.csv: ")


def test_nothing_of_the_file_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    read(tmp_path, "ann@example.com\n")
    assert list(passing.iterdir()) == []


def test_matching_is_by_any_address_plain_or_hashed() -> None:
    emails = ["ann@example.com", "zoe@example.com", None, None, "eve@example.com", None]
    phones = [None, None, "+48600700800", "+48601000000", None, None]
    people = make_contacts(
        make_customers(
            [
                {"customer": str(place), "email": email, "phone": phone}
                for place, (email, phone) in enumerate(zip(emails, phones, strict=True))
            ]
        )
    )
    plain = Suppression(frozenset({"ann@example.com"}), frozenset({"+48601000000"}))
    hashed = Suppression(hashes=frozenset({ZOE, PHONE}))
    assert plain.matches(people).tolist() == [True, False, False, True, False, False]
    assert hashed.matches(people).tolist() == [False, True, True, False, False, False]
    assert (plain | hashed).matches(people).tolist() == [True, True, True, True, False, False]
    with_plus = Suppression(hashes=frozenset({sha256("+48600700800")}))
    assert with_plus.matches(people).tolist() == [False, False, True, False, False, False]
    assert not NOBODY.matches(people).any()


def test_a_phone_of_a_customer_abroad_is_known_as_it_is_written(tmp_path: Path) -> None:
    people = make_contacts(
        make_customers(
            [
                {"customer": "a", "phone": "0151 23456789", "country": "Niemcy"},
                {"customer": "b", "phone": "0151/23456780", "country": "DE"},
                {"customer": "c", "phone": "0151 23456781", "country": "DE"},
                {"customer": "d", "phone": "600700800", "country": "PL"},
            ]
        ),
        "PLN",
    )
    assert people.table["phone"][0] == "+4915123456789"
    for text in ("Telefon\n0151-2345 6789\n0151/23456780\n", "0151 23456789\n0151/23456780\n"):
        found = read(tmp_path, text)
        assert found.matches(people).tolist() == [True, True, False, False]
        assert (found.entries, found.unread) == (2, ())
    both = read(tmp_path, "Telefon\n0151 23456781\n") | read(tmp_path, "Telefon\n600700800\n")
    assert both.matches(people).tolist() == [False, False, True, True]
    nowhere = read_suppression(tmp_path / "unsubscribed.csv", "unsubscribed.csv", None)
    assert nowhere.matches(people).tolist() == [False, False, False, True]

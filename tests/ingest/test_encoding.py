"""Which encoding a file is in, and its way to UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from segmentation.ingest.encoding import (
    Encoding,
    Transcription,
    decode,
    find_encoding,
    looks_converted_twice,
    transcode,
)

POLISH = "Imię;Miasto\nŻaneta Śliwa;Łódź\nJózef Wąsik;Kędzierzyn-Koźle\n"
RUSSIAN = "Имя;Город\nЁлкина Анна;Санкт-Петербург\nИванов Пётр;Москва\nЦена, ₽;1\n"
FRENCH = "Prénom;Ville\nHélène;Besançon\nZoë;Nîmes\nGarçon à la crème;Orléans\n"
GERMAN = "Vorname;Straße\nJürgen;Große Straße 5\nKäthe;Öhringen\n"


def found(path: Path, content: bytes) -> tuple[Encoding, str]:
    """The encoding of a file with this content, and its text in it."""
    path.write_bytes(content)
    encoding = find_encoding(path)
    return encoding, "".join(decode(path, encoding))


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("plain;text\n1;2\n", "ascii", "utf-8"),
        (POLISH, "utf-8", "utf-8"),
        (POLISH, "utf-8-sig", "utf-8"),
        (POLISH, "utf-16", "utf-16"),
        (POLISH, "utf-16-le", "utf-16"),
        (POLISH, "utf-16-be", "utf-16"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16"),
        (RUSSIAN, "utf-16-be", "utf-16"),
        (RUSSIAN, "utf-32", "utf-32"),
        (RUSSIAN.replace("₽", "руб"), "koi8-r", "koi8-r"),
        (RUSSIAN.replace("₽", "руб"), "cp866", "cp866"),
        (POLISH, "cp852", "cp852"),
        (POLISH, "cp1250", "windows-1250"),
        (POLISH, "iso-8859-2", "iso-8859-2"),
        (RUSSIAN.replace("₽", "руб"), "cp1251", "windows-1251"),
        (RUSSIAN.upper().replace("₽", "РУБ"), "cp1251", "windows-1251"),
        (FRENCH, "cp1252", "windows-1252"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, text: str, codec: str, name: str) -> None:
    encoding, read = found(tmp_path / "file", text.encode(codec))
    assert (encoding.name, read) == (name, text)


@pytest.mark.parametrize("codec", ["cp1250", "cp1252"])
def test_german_reads_right_whichever_page_is_named(tmp_path: Path, codec: str) -> None:
    assert found(tmp_path / "file", GERMAN.encode(codec))[1] == GERMAN


def test_currency_signs_do_not_mislead(tmp_path: Path) -> None:
    text = "Produkt;Cena\nKubek;12,50 €\nKoc „Zima”;1 300,00 zł\n"
    assert found(tmp_path / "file", text.encode("cp1250"))[1] == text
    pounds = "Product;Price\nMug;£12.50\nTea – green;£3\n"
    assert found(tmp_path / "file", pounds.encode("cp1252"))[1] == pounds


def test_one_word_is_enough(tmp_path: Path) -> None:
    text = "id;miasto\n" + "1;Opole\n" * 500 + "2;Łódź\n"
    assert found(tmp_path / "file", text.encode("cp1250"))[1] == text


def test_a_late_first_letter_is_found(tmp_path: Path) -> None:
    text = "id;miasto\n" + "1;Opole, Rynek 1, Biuro 22\n" * 60_000 + "2;Łódź\n"
    encoding, read = found(tmp_path / "file", text.encode("cp1250"))
    assert encoding.name == "windows-1250"
    assert read.endswith("2;Łódź\n")


def test_lines_of_another_encoding_are_repaired(tmp_path: Path) -> None:
    lines = ["imię\n", "Łucja Żak\n", "Józef\n", "Świętosława\n"]
    content = b"".join(
        line.encode("cp1250" if "Łucja" in line else "utf-8-sig" if place == 0 else "utf-8")
        for place, line in enumerate(lines)
    )
    encoding, read = found(tmp_path / "file", content)
    assert (encoding.name, encoding.repair) == ("utf-8", "windows-1250")
    assert read == "".join(lines)


def test_a_cut_last_letter_costs_only_itself(tmp_path: Path) -> None:
    encoding, read = found(tmp_path / "file", "id,имя\n1,Анна\n2,Мария".encode()[:-1])
    assert (encoding.name, read) == ("utf-8", "id,имя\n1,Анна\n2,Мари\ufffd")


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (b"a,b\n1,2\n", True),
        (b"a,b\r\n1,2\r\n", True),
        (b"a,b\n\n1,2\n", False),
        (b"a,b\r\n\r\n1,2\r\n", False),
        (b'a,b\n1,="002"\n', False),
    ],
)
def test_plain_files_can_be_read_as_they_lie(tmp_path: Path, content: bytes, plain: bool) -> None:
    assert found(tmp_path / "file", content)[0].plain is plain


def test_a_blank_line_over_the_edge_of_two_chunks_is_seen(tmp_path: Path) -> None:
    content = b"a" * ((1 << 20) - 1) + b"\n\nb\n"
    assert found(tmp_path / "file", content)[0].plain is False


def test_transcoding_gives_utf_8(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(RUSSIAN.encode("utf-16"))
    assert transcode(source, find_encoding(source), target) == Transcription(True, 0, 0)
    assert target.read_text("utf-8") == RUSSIAN
    source.write_bytes(POLISH.replace("\n", "\n\n").encode("cp1250"))
    assert transcode(source, find_encoding(source), target) == Transcription(False, 0, 0)
    assert target.read_text("utf-8") == POLISH.replace("\n", "\n\n")


def test_what_cannot_be_seen_is_removed_and_counted(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        source.write_bytes("a,b\n1,x\0y\u200b\n2,\u202ez\x0bw\ufeff\n".encode(codec))
        encoding = find_encoding(source)
        assert codec == "utf-16" or not encoding.clean
        assert transcode(source, encoding, target) == Transcription(True, 0, 5)
        assert target.read_text("utf-8") == "a,b\n1,xy\n2,z w\n"


@pytest.mark.parametrize("text", ["a,„b”\n1,– …\n", "a\u00a0b,c\u202fd\n", "👍🏽,ż\n"])
def test_signs_that_can_be_seen_are_clean(tmp_path: Path, text: str) -> None:
    encoding, _ = found(tmp_path / "file", text.encode("utf-8-sig"))
    assert (encoding.clean, encoding.plain) == (True, True)


@pytest.mark.parametrize("codec", ["cp1250", "cp1251", "cp1252", "latin-1"])
@pytest.mark.parametrize("text", [POLISH, RUSSIAN])
def test_letters_converted_twice_are_seen(text: str, codec: str) -> None:
    assert looks_converted_twice(text.encode().decode(codec, errors="replace"))
    assert not looks_converted_twice(text)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "Å Ä Ã Ð Ñ", "a,b\n1,2\n"])
def test_other_letters_are_not_taken_for_that(text: str) -> None:
    assert not looks_converted_twice(text)

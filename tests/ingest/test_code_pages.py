"""Single-byte code pages told by the words they make."""

from __future__ import annotations

import pytest

from segmentation.ingest.code_pages import codec_of, find_code_page

POLISH = "Numer;Imię;Miasto\n1;Żaneta Śliwa;Łódź\n2;Józef Wąsik;Kędzierzyn-Koźle\n"
RUSSIAN = "Номер;Имя;Город\n1;Ёлкина Анна;Санкт-Петербург\n2;Иванов Пётр;Екатеринбург\n"
SHORT = {
    "cp1250": ["Łódź", "Żaneta", "Józef", "Kraków", "zażółć gęślą jaźń", "ŁÓDŹ", "Koc „Zima”",
               "gość", "Wartość", "Mąka;Żuk", "BĄK", "Toruń – Rubinkowo"],
    "cp1251": ["Имя", "Анна;Москва", "Лев", "МОСКВА", "казань", "Заказ №5", "объём;щётка", "Яна",
               "Набор «Осень»", "Щербаков Эдуард", "Цена, руб.", "Юлия", "ООО Ромашка"],
    "cp1252": ["Besançon", "Garçon", "© Acme", "Mug;£12.50", "25 °C", "“quoted”", "it’s", "1½ cup"],
}  # fmt: skip
SHORT_CASES = [(codec, word) for codec, words in SHORT.items() for word in words]


@pytest.mark.parametrize("page", ["windows-1251", "cp866", "koi8-r", "iso-8859-5", "mac-cyrillic"])
def test_russian_pages(page: str) -> None:
    assert find_code_page(RUSSIAN.encode(codec_of(page))) == page


@pytest.mark.parametrize("page", ["windows-1250", "iso-8859-2", "cp852"])
def test_polish_pages(page: str) -> None:
    assert find_code_page(POLISH.encode(codec_of(page))) == page


@pytest.mark.parametrize(("codec", "word"), SHORT_CASES)
def test_a_word_in_a_page_of_windows_is_never_taken_for_an_old_one(codec: str, word: str) -> None:
    data = word.encode(codec)
    assert data.decode(codec_of(find_code_page(data))) == word


@pytest.mark.parametrize("word", ["Łódź", "Kraków", "Kędzierzyn-Koźle", "Wartość zamówienia"])
def test_a_polish_word_of_dos_is_read(word: str) -> None:
    data = word.encode("cp852")
    assert data.decode(codec_of(find_code_page(data))) == word


@pytest.mark.parametrize("codec", ["cp866", "koi8-r", "iso-8859-5"])
@pytest.mark.parametrize("word", ["Москва", "Дата заказа", "Новосибирск", "иванова"])
def test_a_russian_word_of_an_old_system_is_read(codec: str, word: str) -> None:
    data = word.encode(codec)
    assert data.decode(codec_of(find_code_page(data))) == word

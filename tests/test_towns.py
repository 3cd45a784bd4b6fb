"""How large towns are, however they are written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.towns import SIZES, SMALLEST, fold_town, town_sizes
from tests.update_towns import TABLE, find_names, make_table, size_of


def size(town: str, country: str | None = None, home: str | None = "PL") -> str | None:
    (found,) = town_sizes([(town, country)], home)
    return found


@pytest.mark.parametrize(
    ("towns", "country", "expected"),
    [
        (("Łódź", "Lodz", "ŁÓDŹ", "łódż", "Лодзь", "m. Łódź", "Łódź Bałuty", "90-001 Łódź"),
         "PL", "metropolis"),
        (("Warszawa", "Warsaw", "Варшава", "Warszawa Wola", "Warszawa-Mokotów", "Warschau",
          "Warszawa (Praga Północ)", "Warszawa, mazowieckie"), "PL", "metropolis"),
        (("Gdynia", "Гдыня", "Gdynia Orłowo"), "PL", "big"),
        (("Nowy Targ", "NOWY TARG", "nowy  targ", "Ełk", "Elk", "Otwock pow. otwocki"),
         "PL", "medium"),
        (("Sokółka", "Sokolka", "Nadarzyn", "gm. Nadarzyn"), "PL", "small"),
        (("Санкт-Петербург", "САНКТ-ПЕТЕРБУРГ", "г. Санкт-Петербург", "Санкт-Петербург г", "СПб",
          "Saint Petersburg", "St. Petersburg", "Sankt-Peterburg", "Petersburg"),
         "RU", "metropolis"),
        (("Москва", "г.Москва", "Москва, ЮВАО", "Moscow", "Moskwa", "мск"), "RU", "metropolis"),
        (("Орёл", "Орел", "ОРЁЛ", "Oryol", "г. Химки", "Московская обл, г Химки",
          "Краснодарский край, г Сочи"), "RU", "big"),
        (("Тосно", "Раменское"), "RU", "medium"),
        (("Київ", "Киев", "Kyiv", "Kiev", "Львів", "Львов", "Lviv"), "UA", "metropolis"),
        (("Минск", "Мінск", "Minsk"), "BY", "metropolis"),
        (("Алматы", "Алма-Ата", "Almaty"), "KZ", "metropolis"),
        (("Vilnius", "Вильнюс", "Wilno"), "LT", "metropolis"),
        (("Rīga", "Riga", "Рига", "Ryga"), "LV", "metropolis"),
        (("Tartu", "Тарту"), "EE", "medium"),
        (("Berlin", "Берлин", "Berlin-Mitte"), "DE", "metropolis"),
        (("Köln", "Koeln", "Cologne", "Kolonia"), "DE", "metropolis"),
        (("Praha", "Prague", "Praha 4", "Прага"), "CZ", "metropolis"),
        (("London", "London SE1", "Лондон", "Londyn"), "GB", "metropolis"),
        (("Wien", "Vienna", "Вена", "Wiedeń"), "AT", "metropolis"),
        (("Paris", "Roma", "Madrid", "New York"), None, "metropolis"),
        (("Atlantis", "-", "", "Nowhere 5", "ул. Ленина"), None, None),
    ],
)  # fmt: skip
def test_a_town_has_its_size_in_every_spelling(
    towns: tuple[str, ...], country: str | None, expected: str | None
) -> None:
    assert {town: size(town, country) for town in towns} == dict.fromkeys(towns, expected)


def test_of_several_towns_the_one_in_the_customers_country_is_meant() -> None:
    assert size("Moscow", "RU") == "metropolis"
    assert size("Moscow", "US") == "medium"  # Idaho
    assert size("Paris", "FR") == "metropolis"
    assert size("Paris", "US") == "medium"  # Texas
    assert size("Paris", None, home="US") == "medium"
    assert size("Paris", None, home=None) == "metropolis"


def test_of_several_towns_in_a_country_the_largest_is_meant() -> None:
    assert size("Зеленогорск", "RU") == "medium"  # of Krasnoyarsk, not of Saint Petersburg
    assert size("Springfield", "US") == "big"


def test_a_region_that_cannot_be_checked_leaves_the_town_open() -> None:
    for written in ("Киров", "Киров, Кировская область", "Кировская обл., г. Киров"):
        assert size(written, "RU") == "metropolis" == size(written, None, home="RU")
    for written in ("Киров, Калужская область", "Калужская обл, г Киров", "Киров (Калужская обл.)"):
        assert size(written, "RU") is None is size(written, None, home="RU")
        assert size(written, None, home="PL") is None
    # Where there is one town of the name, or all are alike, the region changes nothing.
    assert size("Химки, Московская область", "RU") == "big"
    assert size("Екатеринбург, Свердловская область", "RU") == "metropolis"
    assert size("Gdynia, woj. pomorskie", "PL") == size("Gdynia, pomorskie", "PL") == "big"
    assert size("Москва, Тверской район", "RU") == "metropolis"


def test_what_stands_behind_a_city_can_be_another_place() -> None:
    for written in ("Lublin Wieś", "Lublin-Kolonia", "Opole Stare", "Lublin Wieś Nowa"):
        assert size(written, "PL") is None, written
    assert size("Kraków Nowa Huta", "PL") == size("Łódź Górna", "PL") == "metropolis"
    assert size("Мурманск", "RU") == "big"
    assert size("Мурманск-60", "RU") != "big"
    assert size("Москва 60", "RU") == size("Praha-4", "CZ") == "metropolis"


def test_a_customer_abroad_lives_in_a_city_or_nowhere() -> None:
    assert size("Sokółka", None, home="RU") is None
    assert size("Warszawa", None, home="RU") == "metropolis"
    assert size("Warszawa", "RU") is None  # the country says that it is another place


def test_small_towns_have_no_districts() -> None:
    assert size("Sokółka Centrum", "PL") is None
    assert size("Kraków Podgórze", "PL") == "metropolis"
    assert size("Nowa Wola", "PL") == "small"
    assert size("Kraków " + "Podgórze " * 1_000, "PL") == "metropolis"


@settings(max_examples=20)
@given(st.lists(st.tuples(st.text(), st.sampled_from([None, "PL", "RU", "XX"]))))
def test_any_text_is_a_place_or_none(places: list[tuple[str, str | None]]) -> None:
    found = town_sizes(places, "PL")
    assert len(found) == len(places) and set(found) <= {None, *SIZES}
    # One place's size does not depend on the others.
    assert town_sizes(places[::-1], "PL") == found[::-1]


def test_table_is_small_credited_and_in_order() -> None:
    assert Path(TABLE).stat().st_size < 1_000_000
    lines = gzip.decompress(TABLE.read_bytes()).decode().splitlines()
    header = " ".join(line for line in lines if line.startswith("#"))
    assert "geonames.org" in header and "creativecommons.org/licenses/by/4.0" in header
    towns = [line for line in lines if not line.startswith("#")]
    heads = [line.partition("\t")[0] for line in towns]
    assert heads == sorted(heads, key=lambda head: (head[:2], -int(head[2])))
    countries = {head[:2] for head in heads}
    assert countries >= {"PL", "RU", "UA", "BY", "KZ", "LT", "LV", "EE", "DE", "CZ", "SK", "GB",
                         "US", "AT", "FR", "IT", "ES"}  # fmt: skip
    names = [name for line in towns for name in line.partition("\t")[2].split("|")]
    assert all(name == fold_town(name) for name in names)


def city(name: str, country: str, people: int, *others: str) -> dict[str, object]:
    return {
        "name": name, "countrycode": country, "population": people, "geonameid": people,
        "latitude": 0.0, "longitude": 0.0, "alternatenames": list(others),
    }  # fmt: skip


def test_table_is_made_of_what_matters() -> None:
    packed = make_table(
        [
            city("Łódź", "PL", 640_000, "LCJ", "Lodz", "Litzmannstadt", "lwdz", "Лодзь", "罗兹"),
            city("Sokółka", "PL", 19_000, "Sokolka", "Sakulka", "Соколка"),
            city("Hamlet", "PL", 499),
            city("Town", "FR", 1_999),
            city("Berlin", "DE", 3_400_000),
            city("Neukölln", "DE", 160_000, "Berlin-Neukölln", "Neukoelln"),
            city("Elsewhere", "JP", 99_999),
            city("Saint Petersburg", "RU", 5_000_000, "LED"),
        ]
    )
    towns = [
        line for line in gzip.decompress(packed).decode().splitlines() if not line.startswith("#")
    ]
    assert towns == [
        "DE3\tberlin",
        "DE2\tneukolln|neukoelln",
        "PL3\tlodz|litzmannstadt|лодзь",
        "PL0\tsokolka|соколка",
        "RU3\tsaint petersburg|спб|питер|с петербург|spb",
    ]


def test_sizes_by_inhabitants() -> None:
    people = [0, 19_999, 20_000, 99_999, 100_000, 499_999, 500_000]
    assert [SIZES[size_of(n)] for n in people] == [
        "small", "small", "medium", "medium", "big", "big", "metropolis",
    ]  # fmt: skip
    assert len(SMALLEST) == len(SIZES)
    assert list(find_names(city("Ufa", "RU", 900, "UFA", "Уфа"))) == ["ufa", "уфа"]

"""Each target's file, byte for byte, against the platforms' own examples, and with nasty names."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from segmentation.exports.audience import Channel
from segmentation.exports.safety import starts_like_formula
from segmentation.exports.target_files import OWN_COLUMNS, TargetFile, TargetReport, write_target
from segmentation.exports.target_rows import TARGET, TARGETS
from segmentation.exports.targets import Target
from segmentation.language import Language
from tests.exports.target_audience import LAST_DAY, PEOPLE, make_audience

PLAIN = {
    "mailing": [
        "Email,First Name,Last Name,Phone,City,Country,Tags,Email consent,Consent date,"
        "Consent source",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,Nowy Targ,PL,"
        'Miłośnicy ogrodu Łódź,yes,2025-01-02,"koszyk; ""zapis"""',
        "ivan+shop@example.com,,,,,RU,Гости,yes,,",
    ],
    "mailchimp": [
        "Email Address,First Name,Last Name,Phone Number,Birthday,Tags",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,02/03,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,,Гости",
    ],
    "klaviyo": [
        "Email,Phone Number,Country,First Name,Last Name,Timestamp,Group",
        "anna@example.com,+48600700800,PL,Anna Maria,Żółć-Nowak,2025-01-02,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,RU,,,,Гости",
    ],
    "brevo": [
        "EMAIL,FIRSTNAME,LASTNAME,SMS,GROUP",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,Гости",
    ],
    "mailerlite": [
        "Email,Name,Last name,Phone,City,Country,Group",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,Nowy Targ,PL,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,,RU,Гости",
    ],
    "getresponse": [
        "email,name,phone,city,country,group",
        "anna@example.com,Anna Maria Żółć-Nowak,+48600700800,Nowy Targ,PL,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,Иван О'Хара,,,RU,Гости",
    ],
    "edrone": [
        "email;name;surname;phone;gender;birth date;city;country;email subscription status;"
        "sms subscription status;tags;date of email subscription confirmation",
        "anna@example.com;Anna Maria;Żółć-Nowak;48600700800;F;1990-02-03;Nowy Targ;PL;1;1;"
        "Miłośnicy ogrodu Łódź;2025-01-02",
        "ivan+shop@example.com;;;;M;;;RU;1;0;Гости;",
    ],
    "salesmanago": [
        "email;name;phone;birthday;city;postcode;country;tags",
        "anna@example.com;Anna Maria Żółć-Nowak;48600700800;1990-02-03;Nowy Targ;34-400;PL;"
        "milosnicy_ogrodu_lodz",
        "ivan+shop@example.com;Иван О'Хара;;;;;RU;gosti",
    ],
    "hubspot": [
        "Email,First Name,Last Name,Phone Number,City,Postal Code,Country/Region,Group",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,Nowy Targ,34-400,PL,"
        "Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,,,RU,Гости",
    ],
    "activecampaign": [
        "Email,First Name,Last Name,Phone,Birthday,Tags",
        "anna@example.com,Anna Maria,Żółć-Nowak,+48600700800,1990-02-03,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,,Гости",
    ],
    "unisender": [
        "email,phone,Name,Last name,Group",
        "anna@example.com,+48600700800,Anna Maria,Żółć-Nowak,Miłośnicy ogrodu Łódź",
        "ivan+shop@example.com,,,,Гости",
    ],
    "mindbox": [
        "Email;MobilePhone;LastName;FirstName;BirthDate",
        "anna@example.com;48600700800;Żółć-Nowak;Anna Maria;1990-02-03",
        "ivan+shop@example.com;;;;",
    ],
    "sms": [
        "phone;first_name;last_name",
        "48600700800;Anna Maria;Żółć-Nowak",
        "48601000000;1+1;Lis Jr",
    ],
    "meta": [
        "email,phone,fn,ln,ct,zip,country,value",
        "anna@example.com,48600700800,anna maria,żółćnowak,nowytarg,34400,pl,1234.50",
        ",48601000000,11,lis jr,,,,10.00",
        "ivan+shop@example.com,,,,,,ru,",
    ],
    "google": [
        "Email,Phone,First Name,Last Name,Country,Zip",
        "anna@example.com,+48600700800,Anna Maria,Żółć-Nowak,PL,34-400",
        ",+48601000000,1+1,Lis Jr,,",
        "ivan+shop@example.com,,,,RU,",
    ],
    "tiktok": [
        "Email,Phone",
        "anna@example.com,+48600700800",
        ",+48601000000",
        "ivan@example.com,",
    ],
    "yandex": [
        "phone,email",
        "48600700800,anna@example.com",
        "48601000000,",
        ",ivan+shop@example.com",
    ],
    "vk_emails": ["id", "anna@example.com", "ivan+shop@example.com"],
    "vk_phones": ["id", "48600700800", "48601000000"],
}
MACHINE = [target for target in TARGETS if target.kind == "machine"]
KEYS = [target.key for target in MACHINE]


def write(key: str, people: list[dict[str, object]] = PEOPLE, **more: Any) -> TargetFile:
    target = more.pop("target", TARGET[key])
    audience = make_audience(target.channel, people, **more.pop("audience", {}))
    return write_target(audience, target, Language("pl"), last_day=LAST_DAY, **more)


def read(file: TargetFile, target: Target) -> list[list[str]]:
    text = file.content.decode("utf-8-sig" if target.kind == "people" else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=target.delimiter, strict=True))


@pytest.mark.parametrize("key", KEYS)
def test_files_for_programs_byte_for_byte(key: str) -> None:
    file = write(key)
    assert file.content == "".join(line + "\r\n" for line in PLAIN[key]).encode()
    assert file.name == f"segments-2_{key.replace('_', '-')}_2026-11-21_{len(PLAIN[key]) - 1}.csv"
    assert file.mime == "text/csv"
    assert file.report.rows == len(PLAIN[key]) - 1


@pytest.mark.parametrize("target", [t for t in MACHINE if t.hash], ids=lambda target: target.key)
def test_hashed_files_hide_what_the_plain_one_says(target: Target) -> None:
    plain = read(write(target.key), target)
    hidden = read(write(target.key, hashed=True), target)
    for before, after in zip(plain[1:], hidden[1:], strict=True):
        for field, value, found in zip(target.fields, before, after, strict=True):
            assert target.hash is not None
            if not field.hashed or not value:
                assert found == value
                continue
            value = value.lstrip("+") if field.hashed_as == "digits" else value.lower()
            if field.hashed_as == "bare":
                value = re.sub("[^a-ząćęłńóśźż ]", "", value)
            assert found == hashlib.new(target.hash, value.encode()).hexdigest()


def person(**columns: object) -> dict[str, object]:
    return {"customer": str(columns.get("email", columns.get("phone"))), "total_spend": 1.0,
            "email_consent": True, "sms_consent": True, **columns}  # fmt: skip


def test_metas_own_examples() -> None:
    # developers.facebook.com, Customer Information Parameters
    mary = person(
        email=" John_Smith@gmail.com", phone="+1 (650)555-1212", first_name="Mary",
        last_name="Valéry", country="United States", location="New York", postcode="M1 1AE",
    )  # fmt: skip
    plain = read(write("meta", [mary], audience={"names": ("A",)}), TARGET["meta"])
    assert plain[1] == [
        "john_smith@gmail.com", "16505551212", "mary", "valéry", "newyork", "m11ae", "us", "1.00",
    ]  # fmt: skip
    hidden = read(write("meta", [mary], hashed=True, audience={"names": ("A",)}), TARGET["meta"])
    assert hidden[1][:4] == [
        "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
        "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
        "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
        "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c",
    ]
    assert hidden[1][6:] == [
        "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621", "1.00",
    ]  # fmt: skip


def test_googles_own_example() -> None:
    # The template at g.co/wudy8r; its phones need a country code, and a plus before hashing.
    zoe = person(email=" Test4@gmail.com", phone="+1 (800)888-8889", first_name="Zoë ",
                 last_name="Pérez", country="sg", postcode="WC2H 8LG")  # fmt: skip
    names = {"names": ("A",)}
    plain = read(write("google", [zoe], audience=names), TARGET["google"])
    assert plain == [
        ["Email", "Phone", "First Name", "Last Name", "Country", "Zip"],
        ["test4@gmail.com", "+18008888889", "Zoë", "Pérez", "SG", "WC2H 8LG"],
    ]
    hidden = read(write("google", [zoe], hashed=True, audience=names), TARGET["google"])
    hashed = [hashlib.sha256(text.encode()).hexdigest()
              for text in ("test4@gmail.com", "+18008888889", "zoë", "pérez")]  # fmt: skip
    assert hidden[1] == [*hashed, "SG", "WC2H 8LG"]


def test_tiktoks_own_examples() -> None:
    # ads.tiktok.com, List of supported IDs and formats for a customer file
    jane = person(email="janedoe+ads@gmail.com", phone="374-93-828222", country="AM")
    names = {"names": ("A",)}
    hidden = read(write("tiktok", [jane], hashed=True, audience=names), TARGET["tiktok"])
    assert hidden == [
        ["Email_SHA256", "Phone_SHA256"],
        ["d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
         "65b7e6dcf6f4310f8d7cbfbd78289a753062fb054d6664fb9aaac5df66a422d4"],
    ]  # fmt: skip
    plain = read(write("tiktok", [jane], audience=names), TARGET["tiktok"])
    assert plain[1] == ["janedoe@gmail.com", "+37493828222"]


def test_yandexes_own_examples() -> None:
    # yandex.ru/support/audience: its rows, and its test hashes (MD5, until 2025 its only ones)
    one = person(email="Mail@yandex.ru", phone="+7 (987) 654-32-10", total_spend=2.0)
    two = person(email="example2@yandex.ru", phone="8 901 234 56 78", country="RU")
    names = {"names": ("A", "B")}
    plain = read(write("yandex", [one, two], audience=names), TARGET["yandex"])
    assert plain == [
        ["phone", "email"],
        ["79876543210", "mail@yandex.ru"],
        ["79012345678", "example2@yandex.ru"],
    ]
    in_md5 = replace(TARGET["yandex"], hash="md5")
    file = write("yandex", [one, two], target=in_md5, hashed=True, audience=names)
    assert read(file, in_md5)[1:] == [
        ["5c5259938ed3e632bc5e3f94731090af", "3c56ff8fef0f6c65b36b2d25720fe276"],
        ["7cea6da797b7105aee4188b6731a9006", "8d2b135ba9bd88fbfbd8ececb31196d1"],
    ]


def test_files_for_excel_in_three_languages() -> None:
    for language, delimiter, amount, day in (
        ("pl", ";", "1234,50", "18.11.2026"),
        ("ru", ";", "1234,50", "18.11.2026"),
        ("en", ",", "1234.50", "2026-11-18"),
    ):
        target = TARGET[f"excel_csv_{language}"]
        file = write(target.key)
        assert file.content.startswith(b"\xef\xbb\xbf") and target.delimiter == delimiter
        header, anna, guest, _ = read(file, target)
        row = dict(zip(header, anna, strict=True))
        words = Language(language)
        assert row[words.tr("Phone")] == "+48600700800"
        assert row[words.tr("Spend")] == amount and row[words.tr("Last order")] == day
        assert row[words.tr("E-mail consent given where")] == 'koszyk; "zapis"'
        assert "'=1+1" in guest
        assert (file.report.rows, file.report.cleaned_names) == (3, 1)


def test_the_excel_file_has_one_sheet_with_typed_cells() -> None:
    file = write("excel")
    assert file.name == "segments-2_excel_2026-11-21_3.xlsx" and file.mime.endswith(".sheet")
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    assert book.sheet_names == ["Lista"]
    header, anna, guest, _ = book.get_sheet_by_index(0).to_python()
    row = dict(zip(header, anna, strict=True))
    assert row["Telefon"] == "+48600700800" and row["Numer klienta"] == "00123"
    assert row["Kod pocztowy"] == "34-400" and row["Wydatki"] == 1234.5
    assert row["Ostatnie zamówienie"] == date(2026, 11, 18)
    assert row["Data zgody na e-maile"] == date(2025, 1, 2)
    assert "=1+1" in guest
    assert write("excel").content == file.content


@pytest.mark.parametrize(("key", "yes"), [("mailing", "yes"), ("edrone", "1")])
def test_a_consent_that_the_owner_confirmed_is_a_yes_without_day_and_source(
    key: str, yes: str
) -> None:
    silent = {"email_consent": None, "Consent date": "2025-01-02", "Consent source": "checkout"}
    people = [person(email="anna@example.com", **silent)]
    audience = {"names": ("A",), "confirmed": frozenset({"email"})}
    header, row = read(write(key, people, audience=audience), TARGET[key])
    found = dict(zip(header, row, strict=True))
    told = {name: value for name, value in found.items() if "onsent" in name or " subscr" in name}
    assert found.get("Email consent", found.get("email subscription status")) == yes
    for name, value in told.items():
        if "date" in name or "source" in name:
            assert value == ""


def test_an_address_of_no_use_to_a_tool_is_in_the_owners_file_and_harmless_there() -> None:
    people = [
        person(email="x7f3@allegromail.pl", phone="12", total_spend=2.0),
        person(email="=1+1@exa\x00mple.com", phone="@SUM(A1)"),
    ]
    columns = ("email", "phone")
    file = write("excel_csv_en", people, columns=columns, audience={"names": ("A",)})
    assert read(file, TARGET["excel_csv_en"])[1:] == [
        ["x7f3@allegromail.pl", "12"],
        ["'=1+1@example.com", "'@SUM(A1)"],
    ]
    assert (file.report.rows, file.report.cleaned_texts) == (2, 1)
    assert write("mailing", people, audience={"names": ("A",)}).report.rows == 0


def test_the_owner_chooses_the_columns_of_an_own_list() -> None:
    people = [{**one, "Shoe size": 38.5, "=Note": "x"} for one in PEOPLE]
    columns = ("email", "Shoe size", "=Note", "no such column", "top_category")
    file = write("excel_csv_en", people, columns=columns)
    assert read(file, TARGET["excel_csv_en"])[0] == ["E-mail", "Shoe size", "'=Note"]
    assert "segment" in OWN_COLUMNS


def test_the_held_out_go_to_a_file_of_their_own_or_to_a_column() -> None:
    people = [person(email=f"c{n:02}@example.com", total_spend=float(n)) for n in range(40)]
    held = {"audience": {"share": 0.25, "names": ("A",)}}
    listed = write("mailing", people, **held)
    left = write("mailing", people, part="held_out", **held)
    both = write("mailing", people, part="both", **held)
    rows = {name: read(file, TARGET["mailing"]) for name, file in
            (("listed", listed), ("left", left), ("both", both))}  # fmt: skip
    assert (listed.report.rows, left.report.rows, both.report.rows) == (30, 10, 40)
    assert left.name == "segment-a_mailing-hold-out_2026-11-21_10.csv"
    emails = {name: {row[0] for row in found[1:]} for name, found in rows.items()}
    assert emails["listed"] | emails["left"] == emails["both"]
    assert not emails["listed"] & emails["left"]
    assert rows["both"][0][-1] == "Hold-out"
    assert {row[0] for row in rows["both"] if row[-1] == "1"} == emails["left"]
    own = write("excel_csv_pl", people, part="both", **held)
    assert sum(row[-1] == "Tak" for row in read(own, TARGET["excel_csv_pl"])) == 10
    for key in ("sms", "meta"):
        with pytest.raises(ValueError, match="no place"):
            write(key, people, part="both", **held)


def test_an_audience_of_another_channel_is_refused() -> None:
    for target in TARGETS:
        channels: tuple[Channel, ...] = ("own", "email", "sms", "ads")
        for channel in channels:
            audience = make_audience(channel)
            if target.channel in ("own", channel):
                assert write_target(audience, target, Language()).report.rows <= 3
            else:
                with pytest.raises(ValueError, match="is not one for"):
                    write_target(audience, target, Language())
    with pytest.raises(ValueError, match="no hashed"):
        write("mailing", hashed=True)


def test_limits_of_the_targets_are_told() -> None:
    assert write("meta").report.too_few == 100
    assert write("tiktok").report.too_few == 1000
    assert write("mailing").report.too_few is None
    small = replace(TARGET["mailing"], most=1, megabytes=1)
    assert write("mailing", target=small).report.too_many == 1
    many = [person(email=f"{n}@example.com", location="x" * 12_000) for n in range(100)]
    assert write("mailing", many, target=small).report.too_large == 1
    assert write("mailing", many).report.too_large is None


def test_names_that_ad_platforms_block_are_told_and_in_no_file_name() -> None:
    rich = {"names": ("Wysokie dochody",)}
    file = write("meta", PEOPLE[:1], audience=rich)
    assert file.report.sensitive == ("Wysokie dochody",)
    assert file.name == "segments-1_meta_2026-11-21_1.csv"
    assert write("mailing", PEOPLE[:1], audience=rich).report.sensitive == ()
    assert "dochody" not in write("mailing", PEOPLE[:1], audience=rich).name


def test_what_a_tool_refuses_is_left_out_and_told() -> None:
    people = [
        person(email="info@example.com"),
        person(email="a" * 64 + "@" + "b" * 63 + ".example.com"),
        person(email="anna@example.com", first_name="Ż" * 300, last_name="Nowak"),
    ]
    file = write("getresponse", people)
    assert file.report == TargetReport(rows=1, roles=1, long_emails=1, cut=1)
    assert read(file, TARGET["getresponse"])[1][1] == "Ż" * 255
    cut = read(write("mailchimp", people), TARGET["mailchimp"])[-1][1]
    assert cut == "Ż" * 127  # two bytes each


# openpyxl knows only the data bars of Excel 2007 and says so.
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.key)
def test_two_other_readers_find_everybody_who_is_not_left_out(target: Target) -> None:
    odd = [
        person(email="info@example.com", phone="600700801"),
        person(email="a" * 64 + "@" + "b" * 63 + ".example.com", phone="600700802"),
        person(email="not an address", phone="600700803"),
        person(email="eve@example.com", phone=None),
    ]
    audience = make_audience(target.channel, [*PEOPLE, *odd])
    file = write_target(audience, target, Language("ru"), last_day=LAST_DAY)
    content, report = io.BytesIO(file.content), file.report
    if target.kind == "workbook":
        found = pd.read_excel(content, dtype=str, engine="openpyxl")
    else:
        found = pd.read_csv(content, dtype=str, sep=target.delimiter, encoding="utf-8-sig")
    assert len(found) == report.rows
    left_out = report.roles + report.long_emails + report.lacking
    assert report.rows + left_out == audience.counts.listed > 0
    told = set(found.to_numpy().ravel().tolist())
    if target.channel in ("own", "email"):
        assert len(set(audience.table["email"].dropna()) - told) == left_out
    assert ("info@example.com" in told) == (
        target.channel != "sms" and not target.no_roles and target.key != "vk_phones"
    )


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.key)
def test_a_list_of_nobody_is_a_file_without_rows(target: Target) -> None:
    anna: list[dict[str, object]] = [{"customer": "email:anna@x.pl", "email": "anna@x.pl"}]
    everybody = make_audience(target.channel, anna, names=("Guests",))
    nobody = replace(everybody, table=everybody.table.head(0))
    assert write_target(nobody, target, Language("en")).report.rows == 0


def test_signs_a_tool_cannot_take_are_taken_out_and_told() -> None:
    people = [person(email="anna@example.com", first_name='An\'na "A"', last_name="N\U0001f490x")]
    edrone = write("edrone", people, audience={"names": ("A",)})
    assert read(edrone, TARGET["edrone"])[1][1:3] == ["Anna A", "N\U0001f490x"]
    active = write("activecampaign", people, audience={"names": ("A",)})
    assert read(active, TARGET["activecampaign"])[1][1:3] == ['An\'na "A"', "Nx"]
    assert edrone.report.cleaned_names == active.report.cleaned_names == 1
    assert write("brevo", people, audience={"names": ("A",)}).report.cleaned_names == 0


@pytest.mark.parametrize(
    ("group", "tag", "cleaned"),
    [
        (";=cmd|x", "cmd x", 1),
        (",;|@SUM(A1)", "SUM(A1)", 1),
        ("a;=b", "a =b", 0),
        ("Łódź, 5", "Łódź 5", 0),
    ],
)
def test_a_tag_is_no_formula_after_what_parts_it_is_taken_out(
    group: str, tag: str, cleaned: int
) -> None:
    file = write("brevo", [person(email="anna@example.com")], audience={"names": (group,)})
    assert read(file, TARGET["brevo"])[1][-1] == tag
    assert file.report.cleaned_texts == cleaned


NASTY = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=12),
    st.sampled_from([
        "=1+1", "+1-1", "-5+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "\x00=1+1",
        "a" * 40_000, "💐" * 9, "\u202egpj.exe", "\u200f=1", "דנה", "An\ud800na", "a;b,c\"d'e",
        ";=cmd|x", "line\nbreak\r\nagain\u2028end", "   ", "", "=", "'=1", "_x0041_", "</t>&<",
    ]),
)  # fmt: skip


@st.composite
def nasty_people(draw: st.DrawFn) -> list[dict[str, object]]:
    return [
        person(
            email=f"c{n}@example.com",
            phone=f"60070080{n}",
            **{
                name: draw(NASTY) or None
                for name in ("first_name", "last_name", "name", "location", "postcode")
            },
        )
        for n in range(draw(st.integers(1, 3)))
    ]


def cells_of(file: TargetFile, target: Target) -> Iterator[list[Any]]:
    if target.kind == "workbook":
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        yield from book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    else:
        yield from read(file, target)


@settings(max_examples=25)
@given(nasty_people(), NASTY)
def test_whatever_names_say_files_stay_whole_and_safe(
    people: list[dict[str, object]], group: str
) -> None:
    audiences = {
        channel: make_audience(channel, people, names=(group,))
        for channel in ("own", "email", "sms", "ads")
    }
    for target in TARGETS:
        file = write_target(audiences[target.channel], target, Language("en"), last_day=LAST_DAY)
        rows = list(cells_of(file, target))
        assert len(rows) == len(people) + 1 == file.report.rows + 1, target.key
        assert {len(row) for row in rows} == {len(rows[0])}, target.key
        assert re.fullmatch(r"[a-z0-9_-]+\.(csv|xlsx)", file.name), file.name
        texts = [cell for row in rows for cell in row if isinstance(cell, str)]
        assert not any("\x00" in text or "\u202e" in text for text in texts)
        if target.kind != "workbook":
            dangerous = [text for text in texts if starts_like_formula(text)]
            assert all(re.fullmatch(r"\+48\d{9}", text) for text in dangerous), target.key
        if target.kind == "machine":
            assert not any("\n" in text or "\r" in text for text in texts), target.key
        for n, one in enumerate(people):
            listed = [one["email"] in row or f"60070080{n}" in str(row) for row in rows[1:]]
            assert any(listed), target.key
        report = file.report
        assert 0 <= report.cleaned_names <= report.rows and 0 <= report.cut <= report.rows
        if any(str(one["first_name"]).startswith("=") for one in people) and any(
            field.value == "first_name" for field in target.fields
        ):
            assert report.cleaned_names > 0, target.key

"""The texts in Polish and Russian: all there, with all plural forms and every value in place."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from segmentation.ingest.export_places import WHERE
from tests.update_catalogues import (
    FORMS,
    PLURAL_FORMS,
    Text,
    find_texts,
    merge,
    read_catalogue,
)

CODES = tuple(PLURAL_FORMS)
PLACE = re.compile(r"\{[^{}]*\}")
# Names, units and words that both languages share.
# Menus of panels that only speak English.
ENGLISH_PANELS = frozenset(
    WHERE[export]
    for export in (
        "amazon.all_orders",
        "ebay.orders",
        "etsy.orders",
        "etsy.order_items",
        "mailchimp.audience",
        "square.items",
        "square.transactions",
        "stripe.customers",
    )
)
SAME_AS_ENGLISH: dict[str, frozenset[str]] = {
    "pl": frozenset({"E-mail", *ENGLISH_PANELS}),
    "ru": frozenset({"E-mail", *ENGLISH_PANELS}),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, Text]:
    return find_texts()


@pytest.fixture(scope="module", params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(code: str) -> polib.POFile:
    return read_catalogue(code)


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_catalogue_has_exactly_the_texts_of_the_code(
    texts: dict[str, Text], catalogue: polib.POFile
) -> None:
    expected = {(text.one, text.many) for text in texts.values()}
    found = {(entry.msgid, entry.msgid_plural or None) for entry in catalogue if not entry.obsolete}
    assert expected, "no texts found in the code"
    assert sorted(map(str, expected - found)) == [], (
        "missing; run python -m tests.update_catalogues"
    )
    assert sorted(map(str, found - expected)) == [], "no longer used"
    assert catalogue.obsolete_entries() == []
    assert len(catalogue) == len(found), "a text occurs twice"


def test_every_text_is_translated_and_read(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if not all(translations(entry))] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []


def test_plurals_have_all_forms(code: str, catalogue: polib.POFile) -> None:
    assert catalogue.metadata["Plural-Forms"] == PLURAL_FORMS[code]
    plurals = [entry for entry in catalogue if entry.msgid_plural]
    assert plurals, "no plurals found"
    for entry in plurals:
        assert sorted(entry.msgstr_plural) == list(range(FORMS)), entry.msgid


def test_translations_keep_every_value(code: str, catalogue: polib.POFile) -> None:
    for entry in catalogue:
        if not entry.msgid_plural:
            assert places(entry.msgstr) == places(entry.msgid), entry.msgid
            continue
        for form, text in entry.msgstr_plural.items():
            # The first form is said of 1 alone in Polish, of 21 and 31 too in Russian.
            alone = form == 0 and code == "pl"
            allowed = [places(entry.msgid_plural)] + [places(entry.msgid)] * alone
            assert places(text) in allowed, (entry.msgid, form)


def test_translations_keep_spaces_and_lines(catalogue: polib.POFile) -> None:
    def shape(text: str) -> tuple[bool, bool, int]:
        return text[:1].isspace(), text[-1:].isspace(), text.count("\n")

    for entry in catalogue:
        for text in translations(entry):
            assert shape(text) == shape(entry.msgid), entry.msgid


def test_texts_speak_calmly(texts: dict[str, Text], catalogue: polib.POFile) -> None:
    spoken = [*texts, *(text for entry in catalogue for text in translations(entry))]
    assert [text for text in spoken if "!" in text] == []


def test_same_as_english_only_where_allowed(code: str, catalogue: polib.POFile) -> None:
    same = {
        entry.msgid
        for entry in catalogue
        if entry.msgid in translations(entry) and any(map(str.isalpha, PLACE.sub("", entry.msgid)))
    }
    assert sorted(same - SAME_AS_ENGLISH[code]) == [], "not translated?"
    assert sorted(SAME_AS_ENGLISH[code] - same) == [], "no longer needed"


def test_merging_keeps_translations_and_is_steady(tmp_path: Path) -> None:
    (tmp_path / "segmentation").mkdir()
    code_file = tmp_path / "app.py"
    code_file.write_text(
        'a = language.tr("Your " "data")\nb = tr(label)\nc = mark("Row {row}")\n'
        'd = language.plural("{n} order", "{n} orders", 3)\ne = tr("Your data")\n',
        encoding="utf-8",
    )
    texts = find_texts(tmp_path)
    assert list(texts) == ["Your data", "Row {row}", "{n} order"]
    assert texts["{n} order"].many == "{n} orders"

    old = polib.POFile()
    old.append(polib.POEntry(msgid="Your data", msgstr="Twoje dane"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Nie ma"))
    merged = merge("pl", old, texts)
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [
        ("Your data", "Twoje dane"),
        ("Row {row}", ""),
        ("{n} order", ""),
    ]
    assert merged[2].msgstr_plural == {0: "", 1: "", 2: ""}
    assert str(merge("pl", polib.pofile(str(merged)), texts)) == str(merged)


@pytest.mark.parametrize(
    "call",
    [
        'tr("A" if x else "B")',
        'tr("A" + name)',
        'tr(f"A {x}")',
        'plural("one", many, n)',
        "mark(x)",
    ],
)
def test_glued_texts_are_refused(tmp_path: Path, call: str) -> None:
    (tmp_path / "app.py").write_text(f"x = 1\ny = language.{call}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("app.py:2")):
        find_texts(tmp_path)

"""The deck, opened again: real text, native charts with the book's numbers, nobody's name."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from segmentation.exports.deck import make_deck
from segmentation.exports.fitting import LEADING, width
from segmentation.exports.slides import HEIGHT, WIDTH
from segmentation.language import Language
from segmentation.persona_book import PersonaBook
from tests.example_books import (
    ENGLISH,
    LONG_NAME,
    full_book,
    hostile_book,
    list_book,
    pet_book,
    single_book,
)

BOOKS = (pet_book, list_book, single_book, full_book, hostile_book)
LONGEST_SECONDS = 5.0


def opened(book: PersonaBook, language: Language = ENGLISH) -> Any:
    return Presentation(io.BytesIO(make_deck(book, language)))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def labels(chart: Any) -> list[str]:
    return [str(label).replace("\n", " ") for label in chart.plots[0].categories]


def numbers(chart: Any) -> list[tuple[float | None, ...]]:
    return [tuple(series.values) for series in chart.plots[0].series]


def test_the_first_slide_is_the_shop_in_one_sentence_and_one_picture() -> None:
    book = pet_book()
    first = opened(book).slides[0]
    assert first.shapes.title.text_frame.text == book.headline
    (chart,) = charts(first)
    assert labels(chart) == [p.card.name for p in book.personas]
    customers, revenue = numbers(chart)
    assert customers == tuple(p.card.share_of_customers for p in book.personas)
    assert revenue[:-1] == tuple(p.card.share_of_revenue for p in book.personas[:-1])
    assert revenue[-1] is None  # four customers: their size only


def test_without_amounts_the_picture_has_customers_only() -> None:
    (chart,) = charts(opened(list_book()).slides[0])
    assert len(numbers(chart)) == 1


def test_each_persona_has_who_they_are_and_what_to_do_and_the_method_comes_last() -> None:
    names = [persona.card.name for persona in pet_book().personas]
    expected = [pet_book().headline]
    for name in names[:-1]:
        expected += [name, f"{name}: what to do"]
    found = list(dict.fromkeys(titles(opened(pet_book()))))  # advice may need several slides
    assert found == [*expected, names[-1], "How this was computed"]


def test_advice_can_be_read_across_a_room() -> None:
    for slide in opened(pet_book()).slides:
        if slide.shapes.title.text.endswith("what to do"):
            sizes = [run.font.size.pt for shape in slide.placeholders
                     for line in shape.text_frame.paragraphs for run in line.runs]  # fmt: skip
            assert min(sizes) >= 11 and max(sizes) >= 14


def test_charts_of_a_persona_hold_the_numbers_of_the_book() -> None:
    persona = pet_book().personas[0]
    traits, liked = charts(opened(pet_book()).slides[1])
    assert numbers(traits) == [tuple(bar.position - 0.5 for bar in persona.card.bars)]
    assert [label.replace("\u00a0", " ") for label in labels(traits)] == [
        f"{bar.label} (usually {bar.average})".replace("\u00a0", " ") for bar in persona.card.bars
    ]
    points = traits.plots[0].series[0].points
    for number, bar in enumerate(persona.card.bars):
        assert points[number].data_label.text_frame.text.strip() == bar.shown
    series = persona.sections[0].series
    assert series is not None
    assert labels(liked) == list(series.labels)
    assert numbers(liked) == [series.group, series.everyone]


def test_bars_of_traits_leave_the_middle_on_one_axis_with_room_for_their_texts() -> None:
    axes = []
    for slide in list(opened(pet_book()).slides):
        if charts(slide) and "Less ← typical customer of the shop → more" in texts(slide):
            axes.append(charts(slide)[0].value_axis)
    assert len(axes) == 4
    assert len({(axis.minimum_scale, axis.maximum_scale) for axis in axes}) == 1
    assert axes[0].maximum_scale == -axes[0].minimum_scale
    longest = max(abs(bar.position - 0.5) for one in pet_book().personas for bar in one.card.bars)
    assert axes[0].maximum_scale > longest + 0.05


def test_names_of_series_stand_above_the_bars_in_their_order() -> None:
    deck = opened(pet_book())
    keys = ["■\u00a0Share of customers" + "\u00a0" * 4 + "■\u00a0Share of revenue"]
    keys.append("Best loved\n■\u00a0This group" + "\u00a0" * 4 + "■\u00a0All customers")
    for slide, key in zip(list(deck.slides)[:2], keys, strict=True):
        (text,) = [shape for shape in slide.shapes if shape.has_text_frame
                   and shape.text_frame.text == key]  # fmt: skip
        chart = charts(slide)[-1]
        squares = [run for line in text.text_frame.paragraphs for run in line.runs
                   if run.text == "■"]  # fmt: skip
        assert [run.font.color.rgb for run in squares] == [
            series.format.fill.fore_color.rgb for series in chart.plots[0].series
        ]
        assert not any(chart.has_legend or chart.has_title for chart in charts(slide))


@pytest.mark.parametrize("length", [10, 40, 60])
def test_names_on_the_cover_are_whole_and_fit_their_rows(length: int) -> None:
    name = ("Постоянные клиенты · Żółć " * 5)[:length].strip()
    slide = opened(full_book(name=name)).slides[0]
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    chart = frame.chart
    assert labels(chart) == [name] * 8
    size = chart.font.size.pt
    share = float(chart._chartSpace.xpath(".//c:plotArea/c:layout/c:manualLayout/c:x/@val")[0])
    assert share <= 0.4 and size >= 8
    for label in chart.plots[0].categories:
        lines = str(label).split("\n")
        assert all(width(line, size) <= share * frame.width.pt for line in lines)
        assert len(lines) * size * LEADING <= frame.height.pt / 8


def test_the_workbook_behind_a_chart_says_the_same_and_has_no_formula() -> None:
    liked = charts(opened(hostile_book()).slides[1])[1]
    blob = liked.part.chart_workbook.xlsx_part.blob
    book = openpyxl.load_workbook(io.BytesIO(blob))
    rows = list(book.active.iter_rows(min_row=2, values_only=False))
    assert [row[0].data_type for row in rows] == ["s", "s"]
    assert rows[1][0].value == "=1+1"
    assert [row[1].value for row in rows] == [0.5, 0.25]
    book.close()


def test_advice_stands_there_with_fact_and_basis() -> None:
    book = pet_book()
    named = f"{book.personas[0].card.name}: what to do"
    slides = [one for one in opened(book).slides if one.shapes.title.text == named]
    said = "\n".join(text for slide in slides for text in texts(slide))
    advice = book.personas[0].card.advice
    assert advice
    for line in advice:
        assert line.text in said
        assert f"{line.because} · {line.basis.replace('_', ' ')}" in said


def test_notes_hold_the_rest_and_the_owners_own() -> None:
    notes = opened(full_book()).slides[1].notes_slide.notes_text_frame.text
    persona = full_book().personas[0]
    for section in persona.sections:
        if section.key != "products":
            assert section.heading in notes
    assert persona.edits.notes in notes and persona.unsaid in notes


def test_a_small_group_has_one_slide_with_its_size() -> None:
    slides = list(opened(pet_book()).slides)
    small = "\n".join(texts(slides[-2]))
    assert "Customers\n4\n<1% of customers" in small
    assert "zł" not in small and charts(slides[-2]) == []


@pytest.mark.parametrize("make", BOOKS)
def test_pictures_and_charts_are_told_to_those_who_cannot_see_them(
    make: Callable[[], PersonaBook],
) -> None:
    for slide in opened(make()).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.parametrize("make", BOOKS)
def test_nothing_lies_outside_of_the_slide_and_no_placeholder_is_empty(
    make: Callable[[], PersonaBook],
) -> None:
    for slide in opened(make()).slides:
        for shape in slide.shapes:
            assert shape.left.pt >= 0 and shape.left.pt + shape.width.pt <= WIDTH
            assert shape.top.pt >= 0 and shape.top.pt + shape.height.pt <= HEIGHT
        assert all(shape.text_frame.text for shape in slide.placeholders)


def sizes(slide: Any) -> Iterator[float]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                yield from (run.font.size.pt for run in paragraph.runs)


def test_much_advice_takes_another_slide_rather_than_letters_too_small() -> None:
    book = full_book()
    card = book.personas[0].card
    long = tuple(replace(line, text=" ".join([line.text] * 5)) for line in card.advice)
    persona = replace(book.personas[0], card=replace(card, advice=long))
    deck = opened(replace(book, personas=(persona,)))
    what_to_do = [slide for slide in deck.slides if slide.shapes.title.text.endswith("what to do")]
    assert len(what_to_do) >= 2
    assert min(min(sizes(slide)) for slide in what_to_do) >= 8
    said = "\n".join(text for slide in what_to_do for text in texts(slide))
    assert all(line.text in said for line in long)


def test_long_names_and_eight_personas_are_whole() -> None:
    deck = opened(full_book())
    assert titles(deck).count(LONG_NAME) == 8
    what_to_do = sum(title.startswith(f"{LONG_NAME}: ") for title in titles(deck))
    assert 8 <= what_to_do <= 2 * 8
    assert len(titles(deck)) == 1 + 8 + what_to_do + 1


@pytest.mark.parametrize("code", ["en", "pl", "ru"])
def test_text_is_marked_as_of_its_language(code: str) -> None:
    language = Language(code)
    deck = opened(pet_book(language), language)
    assert deck.slides[len(deck.slides) - 1].shapes.title.text == language.tr(
        "How this was computed"
    )
    run = deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run._r.rPr.get("lang") == {"en": "en-US", "pl": "pl-PL", "ru": "ru-RU"}[code]


def test_yen_has_no_decimals() -> None:
    said = "\n".join(texts(opened(pet_book(currency="JPY")).slides[1]))
    assert "¥431,815" in said


def test_nobody_is_named_in_the_properties_and_no_preview_is_left() -> None:
    data = make_deck(pet_book(), ENGLISH)
    core = Presentation(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", pet_book().headline)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
        assert not [name for name in names if b"Canny" in parts.read(name)]


@pytest.mark.parametrize("make", BOOKS)
def test_same_book_same_bytes_and_soon(make: Callable[[], PersonaBook]) -> None:
    book = make()
    began = time.perf_counter()
    first = make_deck(book, ENGLISH)
    assert time.perf_counter() - began < LONGEST_SECONDS
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert make_deck(book, ENGLISH) == first

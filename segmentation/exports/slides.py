"""An empty deck and what is put on its slides: titles, texts of a fitting size, pictures.

Slides are 960 by 540 points (16:9). All text is real text in Arial, which Windows and macOS both
have, in the placeholders of the layout where there is one, so that the outline shows it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Length, Pt
from resvg_py import svg_to_bytes

from segmentation.exports.fitting import LEADING, fitting_size, height
from segmentation.language import Language
from segmentation.palette import LIGHT_GROUND

WIDTH, HEIGHT = 960.0, 540.0
FONT = "Arial"
INK, MUTED = LIGHT_GROUND.text, "#55625D"
TITLE_ONLY, TEXT, TWO_TEXTS = 0, 1, 2
"""The layouts of :func:`open_deck`, by what they have beside a title."""

_KEPT_LAYOUTS = ("Title Only", "Title and Content", "Two Content")
_PICTURE_PIXELS = 400
_UNDATED = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LANGUAGES = {
    "en": MSO_LANGUAGE_ID.ENGLISH_US,
    "pl": MSO_LANGUAGE_ID.POLISH,
    "ru": MSO_LANGUAGE_ID.RUSSIAN,
}


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    def lengths(self) -> tuple[Length, Length, Length, Length]:
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


@dataclass(frozen=True)
class Line:
    """A paragraph. ``scale`` multiplies the size of the text around it, ``space`` is the room
    above in multiples of that size."""

    text: str
    bold: bool = False
    italic: bool = False
    color: str = INK
    scale: float = 1.0
    space: float = 0.0


def open_deck(title: str) -> Deck:
    """A deck without slides: three plain layouts, nobody's name, no date of today."""
    deck = Presentation()
    stretch = Pt(WIDTH) / (deck.slide_width or Pt(WIDTH))
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in tuple(deck.slide_layouts):
        if layout.name not in _KEPT_LAYOUTS:
            deck.slide_layouts.remove(layout)
    for frame in (deck.slide_master, *deck.slide_layouts):
        for shape in frame.placeholders:
            if shape._element.xpath("./p:spPr/a:xfrm"):
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    _make_plain(deck)
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = title[:255], "", ""
    core.created = core.modified = _UNDATED
    core.revision = 1
    return deck


def _make_plain(deck: Deck) -> None:
    """Left titles, no bullets, Arial, no preview picture of somebody else's deck."""
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    title, body = (
        styles.find(qn(f"p:{style}")).find(qn("a:lvl1pPr")) for style in ("titleStyle", "bodyStyle")
    )
    title.set("algn", "l")
    body.set("marL", "0")
    body.set("indent", "0")
    bullet = body.find(qn("a:buChar"))
    body.replace(bullet, body.makeelement(qn("a:buNone"), {}))
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())
    package = deck.part.package
    for id_, relation in tuple(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(id_)
    for id_, relation in tuple(deck.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            deck.part.rels.pop(id_)


def add_slide(deck: Deck, layout: int, title: str, place: Box, sizes: Sequence[float]) -> Slide:
    """A slide with its title in ``place``, as large as ``sizes`` (points) let it."""
    found = deck.slide_layouts.get_by_name(_KEPT_LAYOUTS[layout])
    assert found is not None
    slide = deck.slides.add_slide(found)
    shape = slide.shapes.title
    assert shape is not None
    shape.left, shape.top, shape.width, shape.height = place.lengths()
    write(shape.text_frame, [Line(title, bold=True)], place, sizes, middle=True)
    return slide


def fill(
    slide: Slide, number: int, text: Sequence[Line], place: Box, sizes: Sequence[float]
) -> None:
    """Write ``text`` into the placeholder with this number (1 or 2) of the layout."""
    shape = slide.placeholders[number]
    shape.left, shape.top, shape.width, shape.height = place.lengths()
    write(shape.text_frame, text, place, sizes)


def add_text(slide: Slide, text: Sequence[Line], place: Box, sizes: Sequence[float]) -> None:
    """A text box beside the placeholders."""
    shape = slide.shapes.add_textbox(*place.lengths())
    write(shape.text_frame, text, place, sizes)


def write(
    frame: TextFrame,
    text: Sequence[Line],
    place: Box,
    sizes: Sequence[float],
    middle: bool = False,
) -> None:
    """Write ``text`` in the first of ``sizes`` at which it fits ``place``."""
    size = fitting_size(sizes, lambda one: text_height(text, one, place.width), place.height)
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(text):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        own = size * line.scale
        paragraph.space_before = Pt(own * line.space if number else 0)
        run = paragraph.add_run()
        run.text = line.text
        run.font.size, run.font.bold, run.font.italic = Pt(own), line.bold, line.italic
        run.font.color.rgb = RGBColor(*bytes.fromhex(line.color.lstrip("#")))


def text_height(text: Sequence[Line], size: float, room: float) -> float:
    """The height of ``text`` in lines of width ``room``, all in points."""
    total = 0.0
    for number, line in enumerate(text):
        own = size * line.scale
        total += height(line.text, own, room, line.bold) or own * LEADING
        total += own * line.space if number else 0.0
    return total


def add_portrait(slide: Slide, svg: str, alt: str, place: Box) -> None:
    """The drawn portrait as a picture; ``alt`` is told to those who cannot see it."""
    png = svg_to_bytes(
        svg_string=svg, width=_PICTURE_PIXELS, height=_PICTURE_PIXELS, skip_system_fonts=True
    )
    picture = slide.shapes.add_picture(io.BytesIO(bytes(png)), *place.lengths())
    describe(picture._element.nvPicPr.cNvPr, alt)


def describe(properties: Any, alt: str) -> None:
    """Set the alternative text of a shape by its non-visual properties."""
    properties.set("descr", alt)


def write_notes(slide: Slide, lines: Sequence[str]) -> None:
    """The text under the slide, for who speaks."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "\n".join(lines)


def save(deck: Deck, language: Language) -> bytes:
    """The file; the same deck gives the same bytes. All text is marked as of ``language``."""
    code = MSO_LANGUAGE_ID.to_xml(_LANGUAGES[language.code])
    for slide in deck.slides:
        pages = [slide._element]
        if slide.has_notes_slide:
            pages.append(slide.notes_slide._element)
        for page in pages:
            for properties in page.iter(qn("a:rPr")):
                properties.set("lang", code)
    written = io.BytesIO()
    deck.save(written)
    return _undated(written)


def _undated(written: io.BytesIO) -> bytes:
    """The same archive without the times at which its parts were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(out, "w") as file:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, parts.read(part))
    return out.getvalue()

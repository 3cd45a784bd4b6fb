"""How cells of a workbook look: number formats of a language and a currency, and styles."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import get_currency_precision
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from segmentation.exports.cells import CellType
from segmentation.language import NO_BREAK_SPACE, Language
from segmentation.palette import LIGHT_GROUND

TEXT = "@"
COUNT = "#,##0"
NUMBER = "General"

_HEADER_FILL = LIGHT_GROUND.sidebar
_HEADER_LINE = LIGHT_GROUND.primary


def money_format(currency: str, language: Language) -> str:
    """Excel's format of an amount, such as ``#,##0.00" zł"`` or ``"$"#,##0.00``.

    Excel itself puts the separators of the computer it runs on.
    """
    decimals = get_currency_precision(currency) if currency else 2
    figures = COUNT + ("." + "0" * decimals if decimals else "")
    symbol = "".join(sign for sign in language.currency_symbol(currency) if sign not in '"\\')
    if not symbol:
        return figures
    if language.code == "en" and symbol in "$£€¥":
        return f'"{symbol}"{figures}'
    return f'{figures}"{NO_BREAK_SPACE}{symbol}"'


def share_format(language: Language, decimals: int = 1) -> str:
    """Excel's format of a fraction as a percentage; Russian sets a space before the sign."""
    figures = "0" + ("." + "0" * decimals if decimals else "")
    return f'{figures}"{NO_BREAK_SPACE}"%' if language.code == "ru" else f"{figures}%"


def date_format(language: Language) -> str:
    """Excel's format of a day; the English one can't be read month first by mistake."""
    return "d mmm yyyy" if language.code == "en" else "dd.mm.yyyy"


# Set off a little, or a figure would run into the text on its right.
_RIGHT = {"align": "right", "indent": 1}


@dataclass(frozen=True)
class Formats:
    """The styles of one workbook; ``cells`` are those of list columns by type.

    ``guarded`` and ``header_guarded`` are for text that begins like a formula: Excel keeps it
    text even when somebody edits the cell.
    """

    cells: dict[CellType, Format]
    guarded: Format
    header: Format
    header_right: Format
    header_guarded: Format
    title: Format
    label: Format
    total_text: Format
    total: dict[CellType, Format]
    left: dict[CellType, Format]
    note: Format


def make_formats(workbook: Workbook, currency: str, language: Language) -> Formats:
    """The styles for amounts in ``currency`` and dates of ``language``, added to ``workbook``."""
    codes: dict[CellType, str] = {
        "text": TEXT,
        "money": money_format(currency, language),
        "number": NUMBER,
        "count": COUNT,
        "share": share_format(language),
        "date": date_format(language),
    }
    head = {"bold": True, "bg_color": _HEADER_FILL, "bottom": 1, "bottom_color": _HEADER_LINE}
    sum_line = {"bold": True, "top": 1, "top_color": _HEADER_LINE}

    def style(**properties: object) -> Format:
        return workbook.add_format(properties)

    def figures(**properties: object) -> dict[CellType, Format]:
        return {
            kind: style(**properties, **_RIGHT, num_format=code)
            for kind, code in codes.items()
            if kind != "text"
        }

    return Formats(
        cells={"text": style(num_format=TEXT), **figures()},
        guarded=style(num_format=TEXT, quote_prefix=True),
        header=style(**head),
        header_right=style(**head, **_RIGHT),
        header_guarded=style(**head, num_format=TEXT, quote_prefix=True),
        title=style(bold=True, font_size=16),
        label=style(bold=True),
        total_text=style(**sum_line, num_format=TEXT),
        total={"text": style(**sum_line, num_format=TEXT), **figures(**sum_line)},
        left={kind: style(align="left", num_format=code) for kind, code in codes.items()},
        note=style(text_wrap=True, valign="top", italic=True),
    )

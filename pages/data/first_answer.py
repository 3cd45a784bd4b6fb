"""The first answer about a file, in words, while the whole is still being read."""

from __future__ import annotations

from segmentation.ingest import platforms
from segmentation.ingest.first_look import FirstLook
from segmentation.language import Language


def first_answer(look: FirstLook, language: Language) -> str:
    """What a file looks like and about how much it holds: two short sentences."""
    return f"{_what(look, language)} {_how_much(look, language)}".strip()


def _what(look: FirstLook, language: Language) -> str:
    tr = language.tr
    origin = platforms.find(look.export)
    if look.kind in ("orders", "order_lines"):
        if origin:
            return tr("Looks like an orders export from {platform}.", platform=origin.name)
        return tr("Looks like an orders export.")
    if look.kind == "customers":
        if origin:
            return tr("Looks like a list of customers from {platform}.", platform=origin.name)
        return tr("Looks like a list of customers.")
    if look.kind == "answers":
        return tr("Looks like answers to a survey.")
    return tr("An Excel workbook.") if look.workbook else tr("A table.")


def _how_much(look: FirstLook, language: Language) -> str:
    if look.orders:
        return language.plural("About {n} order.", "About {n} orders.", look.orders)
    if look.rows and look.kind == "customers":
        return language.plural("About {n} person.", "About {n} people.", look.rows)
    if look.rows:
        return language.plural("About {n} row.", "About {n} rows.", look.rows)
    return ""

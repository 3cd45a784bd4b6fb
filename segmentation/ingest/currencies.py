"""Currencies as files write them: codes, signs and words to ISO 4217."""

from __future__ import annotations

import re

_WORDS: tuple[tuple[str, str], ...] = (
    ("PLN", r"\bpln\b|zł\b|\bzł|\bzl\b|złot"),
    ("RUB", r"\brub\b|\brur\b|₽|руб|(?<![а-яё])р(?![а-яё])"),
    ("EUR", r"\beur\b|€|euro"),
    ("GBP", r"\bgbp\b|£"),
    ("UAH", r"\buah\b|₴|грн"),
    ("KZT", r"\bkzt\b|₸|тенге|\bтг\b"),
    ("BYN", r"\bbyn\b|бел\.? ?руб"),
    ("CZK", r"\bczk\b|kč"),
    ("HUF", r"\bhuf\b|\bft\b"),
    ("SEK", r"\bsek\b"),
    ("NOK", r"\bnok\b"),
    ("DKK", r"\bdkk\b"),
    ("RON", r"\bron\b|\blei\b"),
    ("BGN", r"\bbgn\b|\bлв\b"),
    ("TRY", r"\btry\b|₺"),
    ("CHF", r"\bchf\b"),
    ("CAD", r"\bcad\b|c\$|ca\$"),
    ("AUD", r"\baud\b|a\$"),
    ("JPY", r"\bjpy\b|¥"),
    ("BRL", r"\bbrl\b|r\$"),
    ("INR", r"\binr\b|₹"),
    ("USD", r"\busd\b|us\$|\$"),
)


def find_currency(text: str) -> str | None:
    """The currency a cell or header names (``"1 234,50 zł"``, ``"Сумма, руб."``), or None."""
    lowered = text.casefold()
    return next((code for code, pattern in _WORDS if re.search(pattern, lowered)), None)


def currency_code(text: str) -> str | None:
    """A cell of a currency column as a code; three letters we do not know stay as they are,
    anything else names no currency."""
    bare = text.strip().upper()
    if re.fullmatch(r"[A-Z]{3}", bare):
        return "RUB" if bare == "RUR" else bare
    return find_currency(text)

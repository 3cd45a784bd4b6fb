"""The books of personas of the sample shops, with all that can be in them."""

from __future__ import annotations

from contextlib import closing
from functools import cache

from sample_data import sample_shop
from segmentation.buying import buying_of
from segmentation.grouping import Grouping, GroupingRequest, group_shop
from segmentation.language import Language
from segmentation.persona_book import PersonaBook
from segmentation.personas import persona_cards
from segmentation.presenting import make_book
from segmentation.shop import Shop
from segmentation.trust_words import sureness_line, verdict_words
from segmentation.typical import typical_of


@cache
def whole_book(code: str) -> tuple[Grouping, PersonaBook, str]:
    """The groups of the sample shop in a language, the book of them, and all that it sells.

    What it sells is told by name, and a throw may be called Heather, as a customer is.
    """
    sample, language = sample_shop(code), Language(code)
    with closing(Shop.open_temporary()) as shop:
        for path in sample.files:
            shop.read_file(path, path.name)
        shop.use()
        made = group_shop(shop, GroupingRequest(), language)
        buyings = buying_of(shop, made.customers, made.assignment)
        with shop.reading() as cursor:
            sold = cursor.execute("SELECT DISTINCT product FROM main.current_lines").fetchall()
    totals, labels = made.totals, range(made.assignment.groups)
    currency = totals.currency or ""
    sure = [sureness_line(made.assignment, label, language) for label in labels]
    cards = persona_cards(made.profiles, language, currency, {}, buyings=buyings)
    typicals = typical_of(made.customers, made.assignment, made.variables)
    verdict = str(verdict_words(made.assignment, None, None, language))
    book = make_book(made.profiles, cards, sure, buyings, typicals, {}, totals, language, verdict)
    return made, book, "\n".join(str(product) for (product,) in sold)

"""The most central customer of a segment in one sentence that fits many."""

from __future__ import annotations

from segmentation.language import Language, mark
from segmentation.traits import amount, cut
from segmentation.typical import Central

TOWNS: dict[str, str] = {
    "small": mark("from a place of up to 20,000 people"),
    "medium": mark("from a town of 20,000 to 100,000 people"),
    "big": mark("from a city of 100,000 to 500,000 people"),
    "metropolis": mark("from a city of more than 500,000 people"),
}
_WEEKS_FROM, _MONTHS_FROM = 14, 70
_WEEK, _MONTH = 7, 30.44
_FEWEST_PARTS = 2


def typical_sentence(central: Central | None, language: Language, currency: str) -> str:
    """What the central customer does, rounded; empty where too little is known of them.

    It begins by saying that it is of one customer, or it would be read as an average.
    """
    if central is None:
        return ""
    parts = [_how_often(central, language)]
    if central.amount is not None and central.amount > 0:
        money = amount(central.amount, language, currency)
        parts.append(language.tr("about {amount} an order", amount=money))
    if central.category:
        parts.append(language.tr("mostly “{category}”", category=cut(central.category)))
    if central.payment:
        parts.append(language.tr("payment: {payment}", payment=cut(central.payment)))
    if central.town_size in TOWNS:
        parts.append(language.tr(TOWNS[central.town_size]))
    said = [part for part in parts if part]
    if len(said) < _FEWEST_PARTS:
        return ""
    return language.tr("One of them as an example: {text}.", text=", ".join(said))


def _how_often(central: Central, language: Language) -> str:
    if central.orders is None:
        return ""
    if central.orders <= 1 or central.gap is None:
        return language.plural("one order so far", "{n} orders so far", central.orders)
    days = max(central.gap, 1.0)
    if central.silent:
        return _how_often_once(days, language)
    if days < _WEEKS_FROM:
        return language.plural("orders every day", "orders every {n} days", round(days))
    if days < _MONTHS_FROM:
        return language.plural("orders every week", "orders every {n} weeks", round(days / _WEEK))
    return language.plural("orders every month", "orders every {n} months", round(days / _MONTH))


def _how_often_once(days: float, language: Language) -> str:
    """The same of who has stopped."""
    if days < _WEEKS_FROM:
        return language.plural("ordered every day", "ordered every {n} days", round(days))
    if days < _MONTHS_FROM:
        return language.plural("ordered every week", "ordered every {n} weeks", round(days / _WEEK))
    months = round(days / _MONTH)
    return language.plural("ordered every month", "ordered every {n} months", months)

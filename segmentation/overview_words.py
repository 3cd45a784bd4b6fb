"""The shop at a glance, in sentences: the headline, its ground, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from segmentation.counting import ShopTotals, cents
from segmentation.language import Language
from segmentation.overview import FEWEST_IN_PART, Concentration, Month, Overview, Part

EVENLY = 0.3
"""Below this share of revenue the fifth who spend most are not said to stand out."""
_ENOUGH = 5 * FEWEST_IN_PART

Step = Literal["rfm", "rules", "state", "duplicates", "files"]


@dataclass(frozen=True)
class Notice:
    """Something that needs attention: ``said`` with its number, ``base`` what it is a part of,
    ``step`` the page on which to go on."""

    key: str
    said: str
    base: str
    step: Step


def shop_headline(found: Overview, totals: ShopTotals, language: Language) -> str:
    """The shop in one sentence, by the most telling thing that its data allow."""
    tr = language.tr
    tenths = found.concentration
    if tenths and tenths.top_share <= 1:
        share = language.share(tenths.top_share)
        if tenths.top_share < EVENLY:
            return tr(
                "Revenue is spread evenly: the fifth of your customers who spend most bring "
                "{share} of it.",
                share=share,
            )
        return tr("A fifth of your customers bring {share} of your revenue.", share=share)
    if not totals.orders:
        return language.plural(
            "Your list holds {n} customer.", "Your list holds {n} customers.", found.customers
        )
    if found.returned and found.returned.of >= _ENOUGH:
        if not found.returned.count:
            return tr("So far nobody has ordered a second time.")
        return tr(
            "{share} of your customers have come back for another order.",
            share=language.share(found.returned.share),
        )
    return tr(
        "So far: {customers}, {orders}.",
        customers=language.plural("{n} customer", "{n} customers", found.customers),
        orders=language.plural("{n} order", "{n} orders", totals.orders),
    )


def headline_base(found: Overview, totals: ShopTotals, language: Language) -> str:
    """What the headline rests on, in numbers; empty where these are in it already."""
    tenths, returned = found.concentration, found.returned
    if tenths and tenths.top_share <= 1:
        currency = totals.currency or ""
        return language.plural(
            "That is {top} of {n} customer, and {amount} of the {revenue} that all customers "
            "brought.",
            "That is {top} of {n} customers, and {amount} of the {revenue} that all customers "
            "brought.",
            tenths.customers,
            top=language.number(tenths.top_customers),
            amount=_money(tenths.top_amount, currency, language),
            revenue=_money(tenths.revenue, currency, language),
        )
    if totals.orders and returned and returned.of >= _ENOUGH and returned.count:
        return language.plural(
            "That is {count} of {n} customer.",
            "That is {count} of {n} customers.",
            returned.of,
            count=language.number(returned.count),
        )
    return ""


def tenths_note(found: Concentration, language: Language) -> str:
    """How many customers a bar of the picture stands for."""
    return language.plural(
        "Each bar stands for about {n} customer.",
        "Each bar stands for about {n} customers.",
        found.sizes[0],
    )


def months_notes(
    months: Sequence[Month], totals: ShopTotals, language: Language
) -> tuple[str, ...]:
    """What the months say in sum, and how far the first and the last can be trusted."""
    if not months or not totals.first_order or not totals.last_order:
        return ()
    tr, last = language.tr, months[-1]
    new = sum(month.new for month in months)
    notes = [
        language.plural("{n} new customer in this time.", "{n} new customers in this time.", new)
    ]
    if last.customers:
        notes.append(
            tr(
                "Last month: {share} of those who ordered had ordered before.",
                share=language.share(last.returning / last.customers),
            )
        )
    if totals.last_order < last.last_day:
        notes.append(
            tr("The last month is counted to {date}.", date=language.date(totals.last_order))
        )
    if totals.first_order >= months[0].first_day:
        notes.append(
            tr(
                "Your data begin on {date}, so at first everybody looks new.",
                date=language.date(totals.first_order),
            )
        )
    return tuple(notes)


def notices(
    found: Overview,
    totals: ShopTotals,
    language: Language,
    *,
    findings: int = 0,
    pairs: int = 0,
    stale: Part | None = None,
    months: int = 0,
) -> tuple[Notice, ...]:
    """What needs attention, the most urgent first; what is in order is left out.

    ``findings`` are the things to look at in the data, ``pairs`` the customers who may be one
    person, ``stale`` those not heard of for ``months``.
    """
    said = (
        _late(found.late, totals.currency or "", language),
        _findings(findings, language),
        _pairs(pairs, found.customers, language),
        _once(found.once, language),
        _consent(found.unasked, language),
        _stale(stale, months, language),
    )
    return tuple(notice for notice in said if notice)


def _late(late: Part | None, currency: str, language: Language) -> Notice | None:
    if not late or not late.count:
        return None
    base = language.plural(
        "Of {n} customer whose rhythm is known.",
        "Of {n} customers whose rhythm is known.",
        late.of,
    )
    if late.worth:
        worth = _money(late.worth, currency, language)
        base += " " + language.tr("Spent so far: {amount}.", amount=worth)
    said = language.plural(
        "{n} customer is late: silent for two to four times as long as usual for them.",
        "{n} customers are late: silent for two to four times as long as usual for them.",
        late.count,
    )
    return Notice("late", said, base, "rfm")


def _findings(findings: int, language: Language) -> Notice | None:
    if not findings:
        return None
    said = language.plural(
        "{n} thing in your data is worth a look.",
        "{n} things in your data are worth a look.",
        findings,
    )
    base = language.tr("There you see what it does to the result, and can download the rows.")
    return Notice("findings", said, base, "state")


def _pairs(pairs: int, customers: int, language: Language) -> Notice | None:
    if not pairs:
        return None
    said = language.plural(
        "{n} pair of customers looks like one person.",
        "{n} pairs of customers look like one person.",
        pairs,
    )
    base = language.plural("Among {n} customer.", "Among {n} customers.", customers)
    return Notice("pairs", said, base, "duplicates")


def _once(once: Part | None, language: Language) -> Notice | None:
    if not once or not once.count:
        return None
    said = language.plural(
        "{n} customer has ordered only once.", "{n} customers have ordered only once.", once.count
    )
    return Notice("once", said, _of_customers(once, language), "rules")


def _consent(unasked: Part, language: Language) -> Notice | None:
    if not unasked.count:
        return None
    if unasked.count == unasked.of:
        said = language.tr("Your files do not say who agreed to e-mails.")
        base = language.tr("Lists for e-mail hold only those who agreed. Add a file that says so.")
        return Notice("consent", said, base, "files")
    said = language.plural(
        "It is not known whether {n} customer agreed to e-mails.",
        "It is not known whether {n} customers agreed to e-mails.",
        unasked.count,
    )
    return Notice("consent", said, _of_customers(unasked, language), "state")


def _stale(stale: Part | None, months: int, language: Language) -> Notice | None:
    if not stale or not stale.count:
        return None
    said = language.plural(
        "{n} customer has not been heard from for a long time.",
        "{n} customers have not been heard from for a long time.",
        stale.count,
    )
    base = language.plural(
        "{share} of {n} person in your files.",
        "{share} of {n} people in your files.",
        stale.of,
        share=language.share(stale.share),
    )
    since = language.plural("For more than {n} month.", "For more than {n} months.", months)
    return Notice("stale", said, f"{base} {since}", "state")


def _of_customers(part: Part, language: Language) -> str:
    """The share of all, and how many all are."""
    return language.plural(
        "{share} of {n} customer.",
        "{share} of {n} customers.",
        part.of,
        share=language.share(part.share),
    )


def _money(value: float, currency: str, language: Language) -> str:
    """Money without cents, which say nothing of sums like these."""
    return language.money(value, currency, 0)


def tile_values(
    found: Overview, totals: ShopTotals, language: Language
) -> tuple[tuple[str, str], ...]:
    """Labels and values of the few figures beside the headline; what is not known is left out."""
    tr, number = language.tr, language.number
    currency = totals.currency or ""
    tiles = [(tr("Customers"), number(found.customers))]
    if totals.orders:
        tiles.append((tr("Orders"), number(totals.orders)))
    if totals.revenue > 0:
        tiles.append(
            (tr("Revenue after refunds"), _money(float(cents(totals.revenue)), currency, language))
        )
    if found.returned and found.returned.of >= _ENOUGH:
        share = language.share(found.returned.share)
        tiles.append((tr("Ordered again"), share))
    return tuple(tiles)

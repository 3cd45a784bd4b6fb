"""When and how often customers buy, in words: the ten names, the steps, what they rest on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from segmentation.counting import ShopTotals, View
from segmentation.language import Language, mark
from segmentation.segments.rfm import (
    ENOUGH_RETURNING,
    THREE_GRADES_BELOW,
    TWO_GRADES_BELOW,
    Cell,
    RfmResult,
    RfmSpec,
)
from segmentation.segments.rfm_grid import NAME_KEYS, UNPLACED
from segmentation.segments.rfm_scores import Part, Score

NAMES: dict[str, str] = {
    "champions": mark("Champions"),
    "loyal": mark("Loyal"),
    "potential_loyalists": mark("Potential loyalists"),
    "new": mark("New customers"),
    "promising": mark("Promising"),
    "need_attention": mark("Need attention"),
    "about_to_sleep": mark("About to sleep"),
    "at_risk": mark("At risk"),
    "cant_lose": mark("Can’t lose them"),
    "hibernating": mark("Hibernating"),
    UNPLACED: mark("Orders not known"),
}
MEANINGS: dict[str, str] = {
    "champions": mark("Among those who buy most often, and the last order is recent."),
    "loyal": mark("Buy often, and the last order is not long ago."),
    "potential_loyalists": mark("Have come back, and the last order is recent."),
    "new": mark("Few orders so far, the last one recent."),
    "promising": mark("Few orders so far, the last one not long ago."),
    "need_attention": mark("Buy neither often nor seldom, and the last order is a while ago."),
    "about_to_sleep": mark("Bought seldom, and the last order is a while ago."),
    "at_risk": mark("Bought several times, but the last order is long ago."),
    "cant_lose": mark("Used to buy most often of all, but the last order is long ago."),
    "hibernating": mark("Bought seldom, and the last order is long ago."),
    UNPLACED: mark("Your files do not say when or how often they bought."),
}
"""One sentence for each name; how recent and how often is, say the steps."""

PARTS: dict[Part, str] = {
    "recency": mark("Last order"),
    "frequency": mark("How often"),
    "monetary": mark("Average order"),
}
NOBODY = "–"


def rfm_names(spec: RfmSpec, language: Language) -> dict[str, str]:
    """What each name is called: the owner's word, else ours."""
    return {key: language.tr(name) for key, name in NAMES.items()} | dict(spec.names)


def shown_keys(result: RfmResult) -> tuple[str, ...]:
    """The names of the grid in their usual order, with customers or not; then those not placed."""
    on_grid = {cell.key for cell in result.cells}
    unplaced = (UNPLACED,) if UNPLACED in result.keys else ()
    return (*(key for key in NAME_KEYS if key in on_grid), *unplaced)


# Steps


def recency_steps(result: RfmResult, language: Language) -> tuple[str, ...]:
    """Days since the last order of each grade, the best first: 0–16, 17–33, 34+."""
    last = result.cutoffs.recency
    if not last:
        return _given_steps(result, "recency", language)[::-1]
    firsts = [0.0, *(day + 1 for day in last)]
    return _ranges(firsts, [*last, math.inf], language)


def frequency_steps(result: RfmResult, language: Language) -> tuple[str, ...]:
    """Orders of each grade, the fewest first: 1, 2, 3, 4–5, 6+."""
    first = result.cutoffs.frequency
    if not first:
        return _given_steps(result, "frequency", language)
    return _ranges([1.0, *first], [*(orders - 1 for orders in first), math.inf], language)


def field_words(cell: Cell, result: RfmResult, names: Mapping[str, str], language: Language) -> str:
    """A field of the grid by name, days and orders; ``names`` are those of :func:`rfm_names`."""
    days, orders = recency_steps(result, language), frequency_steps(result, language)
    return language.tr(
        "{name}: days {days}, orders {orders}",
        name=names[cell.key],
        days=days[result.grades - cell.recency],
        orders=orders[cell.frequency - 1],
    )


def monetary_steps(result: RfmResult, currency: str, language: Language) -> tuple[str, ...]:
    """Mean orders of each grade, the smallest first."""
    first = result.cutoffs.monetary
    if not first:
        return _given_steps(result, "monetary", language)
    steps = []
    for low, high in zip([0.0, *first], [*first, math.inf], strict=True):
        least, most = language.money(low, currency), language.money(high, currency)
        if math.isinf(low) or low == high:
            steps.append(NOBODY)
        elif math.isinf(high):
            steps.append(language.tr("{amount} or more", amount=least))
        elif not steps:
            steps.append(language.tr("less than {amount}", amount=most))
        else:
            steps.append(f"{least} – {most}")
    return tuple(steps)


def _ranges(firsts: Sequence[float], lasts: Sequence[float], language: Language) -> tuple[str, ...]:
    steps = []
    for first, last in zip(firsts, lasts, strict=True):
        if not math.isfinite(first) or last < first:
            steps.append(NOBODY)
        elif math.isinf(last):
            steps.append(f"{language.number(first)}+")
        elif first == last:
            steps.append(language.number(first))
        else:
            steps.append(f"{language.number(first)}–{language.number(last)}")
    return tuple(steps)


def _given_steps(result: RfmResult, part: Part, language: Language) -> tuple[str, ...]:
    """Grades as the file scores them, the lowest grade first; as ours on a scale of its own."""
    score = next(one for one in result.scores if one.part == part)
    shown = [language.number(grade) for grade in range(1, result.grades + 1)]
    return tuple(shown[::-1] if score.low_is_best and score.highest == result.grades else shown)


def step_words(part: Part, result: RfmResult, currency: str, language: Language) -> tuple[str, ...]:
    """The steps of one part in the order of :meth:`RfmResult.sizes`."""
    if part == "recency":
        return recency_steps(result, language)
    if part == "frequency":
        return frequency_steps(result, language)
    return monetary_steps(result, currency, language)


# What the steps rest on


def basis_words(part: Part, result: RfmResult, language: Language) -> str:
    """What the steps of one part rest on."""
    words = {"recency": recency_words, "frequency": frequency_words, "monetary": monetary_words}
    return words[part](result, language)


def recency_words(result: RfmResult, language: Language) -> str:
    """What the steps of days rest on."""
    tr, rhythm = language.tr, result.rhythm
    match result.cutoffs.recency_basis:
        case "rhythm":
            told = language.plural(
                "Half of your returning customers usually order again within {n} day.",
                "Half of your returning customers usually order again within {n} days.",
                round(rhythm.median_gap or 0),
            )
            return f"{told} {tr(_MULTIPLES[result.grades])}"
        case "rule" if not rhythm.returning:
            nobody = tr("Nobody has ordered on more than one day, so your shop has no rhythm yet.")
            return f"{nobody} {tr(_UNTIL_THEN)}"
        case "rule":
            few = language.plural(
                "Only {n} customer has ordered on more than one day, too few to tell your shop’s "
                "own rhythm; it takes {enough}.",
                "Only {n} customers have ordered on more than one day, too few to tell your "
                "shop’s own rhythm; it takes {enough}.",
                rhythm.returning,
                enough=language.number(ENOUGH_RETURNING),
            )
            return f"{few} {tr(_UNTIL_THEN)}"
        case "shares":
            return _shares_words(result, language)
        case "given":
            return tr("Taken from your file.")
        case _:
            return tr("The days are your own.")


_UNTIL_THEN = mark("Until then the days are a rule of thumb.")
_MULTIPLES: dict[int, str] = {
    5: mark(
        "The steps are half of that, once, twice and four times that; the multiples are a rule "
        "of thumb."
    ),
    3: mark("The steps are once and twice that; the multiples are a rule of thumb."),
    2: mark("The step is twice that; the multiple is a rule of thumb."),
}


def frequency_words(result: RfmResult, language: Language) -> str:
    """What the steps of orders rest on."""
    match result.cutoffs.frequency_basis:
        case "numbers":
            return language.tr("Fixed numbers of orders, a rule of thumb.")
        case "shares":
            return _shares_words(result, language)
        case "given":
            return language.tr("Taken from your file.")
        case _:
            return language.tr("The numbers of orders are your own.")


def monetary_words(result: RfmResult, language: Language) -> str:
    """What the steps of the mean order rest on."""
    match result.cutoffs.monetary_basis:
        case "shares":
            return _shares_words(result, language)
        case "given":
            return language.tr("Taken from your file.")
        case _:
            return language.tr("The amounts are your own.")


def _shares_words(result: RfmResult, language: Language) -> str:
    return language.tr(
        "About {share} of the customers in each step. Customers with equal values always stay "
        "together, so steps can differ in size or stay empty.",
        share=language.share(1 / result.grades),
    )


def directions(result: RfmResult, language: Language) -> str:
    """How the grid is read."""
    if result.given:
        return language.tr("The steps are the scores of your file, the best at the top right.")
    return language.tr(
        "From left to right: number of orders. From top to bottom: days since the last order."
    )


def grades_words(result: RfmResult, language: Language) -> str:
    """Why there are as many steps each way as there are, where that is not five."""
    customers = len(result.assignment.labels)
    if result.given:
        return ""
    if result.grades == 2 and customers < TWO_GRADES_BELOW:
        return language.plural(
            "With {n} customer, two steps each way are enough; with more, most fields would hold "
            "a handful.",
            "With {n} customers, two steps each way are enough; with more, most fields would hold "
            "a handful.",
            customers,
        )
    if result.grades == 3 and customers < THREE_GRADES_BELOW:
        return language.plural(
            "With {n} customer, three steps each way suit; with five, most fields would hold a "
            "handful.",
            "With {n} customers, three steps each way suit; with five, most fields would hold a "
            "handful.",
            customers,
        )
    if customers < THREE_GRADES_BELOW:
        return language.tr("With so few customers many fields hold a handful. Fewer steps suit.")
    return ""


def period_words(view: View, totals: ShopTotals, everyone: ShopTotals, language: Language) -> str:
    """Who is on the grid and what they brought; with a period, who is not and what that means.

    ``totals`` are those of the period, ``everyone`` those of the whole shop.
    """
    said = [
        language.plural(
            "{n} customer, in exactly one field; together {revenue} after refunds.",
            "{n} customers, each in exactly one field; together {revenue} after refunds.",
            totals.customers,
            revenue=language.money(totals.revenue_customers, totals.currency or ""),
        )
    ]
    if others := everyone.customers - totals.customers:
        said.append(
            language.plural(
                "{n} more has no order in this period.",
                "{n} more have no order in this period.",
                others,
            )
        )
    if view.since:
        said.append(
            language.tr(
                "Orders before {day} do not count, so those called new may have bought before.",
                day=language.date(view.since),
            )
        )
    return " ".join(said)


_EXPLANATION = (
    mark(
        "This is RFM: recency, frequency, monetary value. Each customer gets a step for the days "
        "since the last order and one for the number of orders, and the two make the field. The "
        "ten names and their fields are those most shop tools use; which fields bear which name "
        "is a convention, not something found in your data."
    ),
    mark(
        "A step begins at a value, so customers with equal values always share it, whatever the "
        "order of rows in your file. Returns are no orders and do not freshen the last one; "
        "they lower revenue. The average order stands beside the grid and changes no name."
    ),
    mark(
        "In downloads the column RFM holds all three steps, such as 543: the last order, how "
        "often, the average order. The highest number is the best."
    ),
)


def explanation(language: Language) -> tuple[str, ...]:
    """How all this is computed, in paragraphs; here the words of the trade may stand."""
    return tuple(language.tr(paragraph) for paragraph in _EXPLANATION)


def score_words(score: Score, language: Language) -> str:
    """Which way a score of the file counts, and how that is known."""
    best = language.number(1 if score.low_is_best else score.highest)
    if score.seen:
        return language.tr(
            "Column “{column}”: {best} is the best, as your orders show.",
            column=score.column,
            best=best,
        )
    return language.tr(
        "Column “{column}”: {best} is taken for the best. Turn it if your file counts the other "
        "way.",
        column=score.column,
        best=best,
    )

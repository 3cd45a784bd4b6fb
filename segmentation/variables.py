"""The catalogue of what customers can be grouped by: what each variable is and who has it.

Texts are English msgids. Own columns of the owner's file join the catalogue by their own name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.association import category_codes, cramers_v, number_codes, tag_codes
from segmentation.columns import CUSTOMER_COLUMN, TAG_SEPARATOR
from segmentation.errors import fail
from segmentation.language import Language, mark
from segmentation.levels import NO, YES, Codes, frequent, read_levels, read_tags
from segmentation.variable_catalogue import CATALOGUE, LIST, Entry, Kind, Unit


@dataclass(frozen=True)
class Variable:
    """Something customers can be grouped by.

    ``key`` is the column of the customer table; ``label``, ``how`` (how it is computed),
    ``needs`` (what it takes) and ``reason`` (why it cannot be used, empty if it can) are
    msgids, except that the label of an ``own`` column is its own name. ``have`` of
    ``customers`` have a value; ``distinct`` counts the different values (tags: the different
    tags); ``top_share`` is the share of the commonest value among those who have one.
    ``link`` says how closely it goes with what customers buy (without orders: with the other
    variables), 0 to 1, by its closest tie; None where that was not asked or cannot be said.
    """

    key: str
    label: str
    kind: Kind
    unit: Unit
    how: str
    needs: str
    have: int
    own: bool = False
    customers: int = 0
    distinct: int = 0
    top_share: float = 0.0
    link: float | None = None
    reason: str = ""

    @property
    def usable(self) -> bool:
        return not self.reason

    @property
    def coverage(self) -> float:
        """Share of the customers who have a value."""
        return self.have / self.customers if self.customers else 0.0


_ENTRY = {entry.key: entry for entry in CATALOGUE}

NOBODY = mark("None of your customers have this.")
ALL_THE_SAME = mark("This is the same for everyone.")
ALL_DIFFERENT = mark("Almost everyone has a value of their own.")
IDENTIFIES = mark("These numbers tell customers apart, they do not describe them.")
DATES = mark("These are dates.")
FREE_TEXT = mark("These are sentences, not values that repeat.")

LONGEST_VALUE = 40
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T].*)?")


def list_variables(customers: pd.DataFrame) -> tuple[Variable, ...]:
    """Everything ``customers`` could be grouped by: the catalogue, then the own columns.

    Variables that cannot be used are listed too, with the reason.
    """
    known = [entry.key for entry in CATALOGUE if entry.key in customers.columns]
    own = [str(name) for name in customers.columns if name not in CUSTOMER_COLUMN]
    return _with_links(customers, [_describe(customers, key) for key in (*known, *own)])


def pick_variables(customers: pd.DataFrame, keys: Iterable[str]) -> tuple[Variable, ...]:
    """The variables named by ``keys``, in that order; fails with ``unknown_variable``."""
    picked = []
    for key in dict.fromkeys(keys):
        if key not in customers.columns or (key in CUSTOMER_COLUMN and key not in _ENTRY):
            known = (v.key for v in list_variables(customers) if v.usable)
            raise fail("unknown_variable", name=key, known=", ".join(known))
        picked.append(_describe(customers, key))
    return tuple(picked)


def _describe(customers: pd.DataFrame, key: str) -> Variable:
    column = customers[key]
    entry = _ENTRY.get(key) or _own_entry(column, key)
    own = key not in _ENTRY
    rows, have, distinct, top = len(column), 0, 0, 0
    reason = ""
    if entry.kind == "number":
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        values = values[np.isfinite(values)]
        different, counts = np.unique(values, return_counts=True)
        have, distinct, top = len(values), len(different), int(counts.max(initial=0))
        if own and _looks_like_numbering(different, have):
            reason = IDENTIFIES
    elif entry.kind == "category":
        levels = read_levels(column)
        counts = levels.counts
        have, distinct, top = int(counts.sum()), len(counts), int(counts.max(initial=0))
        reason = _why_not_levels(levels.names, counts, have)
    else:
        tags = read_tags(column)
        have, distinct = int(np.sum(tags.patterns >= 0)), tags.found
        top = int(tags.counts.max(initial=0))
        if not len(frequent(tags.counts, have)):
            reason = ALL_DIFFERENT
    if have == 0:
        reason = NOBODY
    elif distinct < 2:
        reason = ALL_THE_SAME
    return Variable(
        key=key,
        label=key if own else CUSTOMER_COLUMN[key].label,
        kind=entry.kind,
        unit=entry.unit,
        how=entry.how,
        needs=entry.needs,
        have=have,
        own=own,
        customers=rows,
        distinct=distinct,
        top_share=top / have if have else 0.0,
        reason=reason,
    )


PURCHASES = ("total_spend", "frequency", "recency_days", "top_category", "interests")
TELLING = (
    "age",
    "generation",
    "gender",
    "location",
    "town_size",
    "country",
    "loyalty",
    "points",
    "payment",
    "channel",
)


def _with_links(customers: pd.DataFrame, variables: list[Variable]) -> tuple[Variable, ...]:
    """The variables, those that say who somebody is with their ``link``."""
    usable = [v for v in variables if v.usable]
    about = [v for v in usable if v.own or v.key in TELLING]
    bought = [v for v in usable if v.key in PURCHASES]
    codes = {v.key: _codes(customers[v.key], v.kind) for v in {*about, *bought}}

    def link(variable: Variable) -> float | None:
        # A town has its size by construction: that it goes with one tells nothing of either.
        asked = {variable.key, "town_size"} | (
            {"location"} if variable.key == "town_size" else set()
        )
        others = [v.key for v in (bought or about) if v.key not in asked]
        ties = (
            cramers_v(mine, theirs)
            for mine in codes[variable.key]
            for key in others
            for theirs in codes[key]
        )
        return max(ties, default=None)

    return tuple(replace(v, link=link(v)) if v in about else v for v in variables)


def _codes(column: pd.Series, kind: Kind) -> list[Codes]:
    if kind == "number":
        return [number_codes(column)]
    return [category_codes(column)] if kind == "category" else tag_codes(column)


def _own_entry(column: pd.Series, key: str) -> Entry:
    how = mark("A column of your file, as it is")
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
        return Entry(key, "number", "", how, LIST)
    texts = read_levels(column).names
    several = sum(TAG_SEPARATOR.strip() in text.rstrip("; ") for text in texts)
    kind: Kind = "tags" if several >= max(2, 0.1 * len(texts)) else "category"
    return Entry(key, kind, "", how, LIST)


def _looks_like_numbering(different: np.ndarray, have: int) -> bool:
    """Whole numbers, each given once, without gaps: 1, 2, 3 and so on."""
    if have < 10 or len(different) < have or np.any(different % 1):
        return False
    return bool(different[-1] - different[0] < 1.1 * have)


def _why_not_levels(names: Sequence[str], counts: np.ndarray, have: int) -> str:
    if not names:
        return NOBODY
    lengths = np.array([len(name) for name in names])
    if counts @ lengths > LONGEST_VALUE * have:
        return FREE_TEXT
    if sum(bool(_DATE.fullmatch(name)) for name in names) > 0.9 * len(names):
        return DATES
    if len(names) > 0.5 * have or not len(frequent(counts, have)):
        return ALL_DIFFERENT
    return ""


FEWEST_HAVE = 0.5
FEWEST_LINKED = 0.15
MOST_DISTINCT = 12
MOST_ALIKE = 0.9
MOST_DEFAULTS = 8


def default_variables(variables: Sequence[Variable]) -> tuple[str, ...]:
    """Keys of a sensible first choice: how customers buy, what, and who they are.

    What says the same twice is left out (spend is orders times average order, a generation is
    an age), so is what fewer than half have, what has too many values, and what makes no
    difference to what customers buy. Own columns are taken where there are no orders.
    """
    usable = {v.key: v for v in variables if v.usable and v.coverage >= FEWEST_HAVE}

    def first(*keys: str) -> list[str]:
        return [key for key in keys if key in usable][:1]

    def telling(variable: Variable) -> bool:
        few = variable.kind == "number" or (
            variable.distinct <= MOST_DISTINCT and variable.top_share <= MOST_ALIKE
        )
        return few and (variable.link is None or variable.link >= FEWEST_LINKED)

    behavior = [*first("total_spend", "monetary_value"), *first("frequency")]
    behavior += first("recency_days", "tenure_days")
    about = [*first("age", "generation"), *first("loyalty"), *first("gender"), *first("location")]
    if not behavior:
        about += [v.key for v in variables if v.own and v.key in usable]
    told = [key for key in about if telling(usable[key])]
    chosen = [*behavior, *first("interests", "top_category"), *told]
    if len(chosen) < 2:
        chosen = list(dict.fromkeys([*chosen, *about]))
    return tuple(chosen[:MOST_DEFAULTS])


def variable_label(variable: Variable, language: Language) -> str:
    """What the variable is called on screen."""
    return variable.label if variable.own else language.tr(variable.label)


_YES_NO = {YES: mark("Yes"), NO: mark("No")}
LEVEL_LABELS: dict[str, dict[str, str]] = {
    "generation": {
        "silent": mark("Silent generation"),
        "boomer": mark("Baby boomers"),
        "x": mark("Generation X"),
        "millennial": mark("Millennials"),
        "z": mark("Generation Z"),
        "alpha": mark("Generation Alpha"),
    },
    "town_size": {
        "small": mark("Village or small town"),
        "medium": mark("Medium town"),
        "big": mark("Big city"),
        "metropolis": mark("Metropolis"),
    },
    "rhythm": {"own": mark("Own rhythm"), "shop": mark("Usual rhythm of the shop (estimate)")},
    "gender": {"female": mark("Women"), "male": mark("Men"), "other": mark("Other gender")},
    "loyalty": _YES_NO,
    "email_consent": _YES_NO,
    "sms_consent": _YES_NO,
}


def level_label(variable_key: str, level: str, language: Language) -> str:
    """What a value of a category is called: our stable keys in words, the owner's unchanged."""
    label = LEVEL_LABELS.get(variable_key, {}).get(level)
    return language.tr(label) if label else level


def format_value(
    variable: Variable, value: float | str, language: Language, currency: str = ""
) -> str:
    """A value with its unit as the language writes it: $12.50, 3.4 orders, 12 days, 22%."""
    if isinstance(value, str):
        return level_label(variable.key, value, language)
    if not math.isfinite(value):
        return "–"
    whole = round(value)
    match variable.unit:
        case "money":
            return language.money(value, currency)
        case "share":
            return language.share(value)
        case "days":
            days = language.plural("{n} day", "{n} days", abs(whole))
            return f"-{days}" if whole < 0 else days
        case "years":
            return language.plural("{n} year", "{n} years", whole)
        case "points":
            return language.plural("{n} point", "{n} points", whole)
        case "orders":
            if abs(value - whole) < 0.05:
                return language.plural("{n} order", "{n} orders", whole)
            # TRANSLATORS: always a fraction such as 1.5
            return language.tr("{fraction} orders", fraction=language.number(value, 1))
        case "":
            return language.number(value, _decimals(value))


def _decimals(value: float) -> int:
    """Enough decimals to tell values apart, none for whole and large numbers."""
    if value == round(value) or abs(value) >= 100:
        return 0
    return 1 if abs(value) >= 10 else 2

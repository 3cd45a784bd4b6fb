"""What speaks against grouping by a variable: each doubt as one sentence, and when it is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from segmentation.association import category_codes, cramers_v, rank_correlation, tag_codes
from segmentation.language import Language
from segmentation.levels import Codes
from segmentation.variables import (
    FEWEST_HAVE,
    FEWEST_LINKED,
    MOST_DISTINCT,
    Variable,
    variable_label,
)

SAME_ORDER = 0.97
"""From this rank correlation on two numbers say the same. Groups alone do not bring it about: two
numbers that go together between five groups and not at all within them come to .96 (1 - 1/25)."""
SAME_LEVELS = 0.9
"""The same for two categories, in Cramér's V."""
_PRODUCT = ("total_spend", "frequency", "monetary_value")
_YEARS = ("age", "generation")


@dataclass(frozen=True)
class Caution:
    """A doubt about one variable or about two or three together; ``key`` names the doubt."""

    key: str
    variables: tuple[Variable, ...]


def find_cautions(
    customers: pd.DataFrame, variables: Sequence[Variable], chosen: Sequence[str]
) -> tuple[Caution, ...]:
    """The doubts about the ``chosen`` keys together, in the order of :data:`CAUTIONS`.

    Doubts about one variable are left out where another already stands against it.
    """
    picked = tuple(v for v in variables if v.key in chosen and v.usable)
    found = [
        Caution(key, doubtful)
        for key, (look, _) in CAUTIONS.items()
        for doubtful in look(customers, picked)
    ]
    told: set[tuple[str, ...]] = set()
    cautions = []
    for caution in found:
        keys = tuple(variable.key for variable in caution.variables)
        if keys not in told:
            told.add(keys)
            cautions.append(caution)
    return tuple(cautions)


def caution_sentence(caution: Caution, language: Language) -> str:
    """The doubt, and what to do about it."""
    _, words = CAUTIONS[caution.key]
    return words(caution.variables, language)


Found = Iterable[tuple[Variable, ...]]
Look = Callable[[pd.DataFrame, Sequence[Variable]], Found]
Words = Callable[[tuple[Variable, ...], Language], str]


def _product(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    three = tuple(v for v in variables if v.key in _PRODUCT)
    return [three] if len(three) == len(_PRODUCT) else []


def _product_words(variables: tuple[Variable, ...], language: Language) -> str:
    return language.tr(
        "Spend is the number of orders times the average order. With all three it counts twice: "
        "two of them are enough."
    )


def _years(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    two = tuple(v for v in variables if v.key in _YEARS)
    return [two] if len(two) == len(_YEARS) else []


def _years_words(variables: tuple[Variable, ...], language: Language) -> str:
    return language.tr("A generation is an age: with both it counts twice. One is enough.")


def _same(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    for one, other in combinations(variables, 2):
        if (one.kind == "number") != (other.kind == "number"):
            continue
        if one.kind == "number":
            alike = abs(rank_correlation(customers[one.key], customers[other.key]))
            same = alike >= SAME_ORDER
        else:
            codes = [_codes(customers[v.key], v) for v in (one, other)]
            same = any(cramers_v(a, b) >= SAME_LEVELS for a in codes[0] for b in codes[1])
        if same:
            yield one, other


def _codes(column: pd.Series, variable: Variable) -> list[Codes]:
    return tag_codes(column) if variable.kind == "tags" else [category_codes(column)]


def _same_words(variables: tuple[Variable, ...], language: Language) -> str:
    one, other = (variable_label(variable, language) for variable in variables)
    return language.tr(
        "“{one}” and “{other}” say nearly the same, so it counts twice. One is enough.",
        one=one,
        other=other,
    )


def _missing(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    return [(v,) for v in variables if v.coverage < FEWEST_HAVE]


def _missing_words(variables: tuple[Variable, ...], language: Language) -> str:
    (variable,) = variables
    return language.tr(
        "“{label}” is known of {share} of your customers only. Of the others it says nothing.",
        label=variable_label(variable, language),
        share=language.share(variable.coverage),
    )


def _many(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    return [(v,) for v in variables if v.kind == "category" and v.distinct > MOST_DISTINCT]


def _many_words(variables: tuple[Variable, ...], language: Language) -> str:
    (variable,) = variables
    return language.plural(
        "“{label}” has {n} different value. Few customers share one, so it blurs the groups.",
        "“{label}” has {n} different values. Few customers share one, so it blurs the groups.",
        variable.distinct,
        label=variable_label(variable, language),
    )


def _idle(customers: pd.DataFrame, variables: Sequence[Variable]) -> Found:
    return [(v,) for v in variables if v.link is not None and v.link < FEWEST_LINKED]


def _idle_words(variables: tuple[Variable, ...], language: Language) -> str:
    (variable,) = variables
    return language.tr(
        "“{label}” makes hardly any difference to what people buy.",
        label=variable_label(variable, language),
    )


CAUTIONS: dict[str, tuple[Look, Words]] = {
    "product": (_product, _product_words),
    "years": (_years, _years_words),
    "same": (_same, _same_words),
    "missing": (_missing, _missing_words),
    "many": (_many, _many_words),
    "idle": (_idle, _idle_words),
}
"""Each doubt: about which of the chosen variables it is raised, and its sentence."""

"""What can be asked of a customer: one row of a table for each operator.

``sql`` is true, false or NULL (which counts as false) of one customer. ``{it}`` is the column
asked about or the customer's number, ``{what}`` product or category, ``{fold}`` a macro of
:data:`MACROS` that makes two spellings one; all are names of ours.
Every value is bound, in the order of its ``?``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from segmentation.language import mark
from segmentation.spellings import folded, folded_words

Kind = Literal["number", "category", "tags", "date", "purchase", "orders", "rule"]
Takes = Literal[
    "nothing", "number", "numbers", "texts", "text", "day", "two_days", "days", "rule", "period"
]

_TAGS = "list_transform(string_split({it}, ';'), lambda tag: {fold}(tag))"
_AGO = "date_diff('day', {it}::DATE, ?::DATE)"
_AHEAD = "date_diff('day', ?::DATE, {it}::DATE)"
_DAYS_AHEAD = (
    "SELECT list(strftime(day + d::INTEGER, '%m-%d'))"
    " FROM (SELECT ?::DATE AS day, ?::INTEGER AS n), range(0, 367) AS days(d) WHERE d <= n"
)
_DAY_OF_YEAR = "strftime({it}::DATE, '%m-%d')"  # who was born on February 29 has it a day earlier
_ANNIVERSARY = (
    f"list_contains(({_DAYS_AHEAD}),"
    f" CASE {_DAY_OF_YEAR} WHEN '02-29' THEN '02-28' ELSE {_DAY_OF_YEAR} END)"
)
_IN_TIME = "(? OR day BETWEEN ?::DATE AND ?::DATE)"  # orders without a date are of any time
_ORDERED = f"FROM orders WHERE {_IN_TIME}"
_BOUGHT = (
    f"FROM bought WHERE {{what}} IN (SELECT number FROM {{what}}_words WHERE %s) AND {_IN_TIME}"
)
_OFTEN = "SELECT customer FROM (SELECT DISTINCT customer, document %s) GROUP BY customer"
_TIMES = "HAVING count(*) >= ?"
_FOLDED = "list_transform(?, lambda asked: {fold}(asked))"
_LISTED, _NAMED = f"list_contains({_FOLDED}, {{fold}}(word))", "contains({fold}(word), {fold}(?))"
_A_VALUE: tuple[tuple[Kind, str | float], ...] = (
    ("number", 3), ("category", "Kraków"), ("tags", "cats"), ("date", "2026-03-05"),
)  # fmt: skip


MACROS = (
    f"CREATE OR REPLACE TEMP MACRO folded(word) AS {folded('word')}",
    f"CREATE OR REPLACE TEMP MACRO folded_words(word) AS {folded_words('word')}",
)
"""What a connection needs before it can be asked."""
_AMONG = f"list_contains({_FOLDED}, {{fold}}({{it}}))"
_ANY, _ALL = (f"list_has_{held}({_TAGS}, {_FOLDED})" for held in ("any", "all"))
_IN_WORDS = {"location", "top_category", "interests", "category"}


def fold_of(about: str, key: str) -> str:
    """The macro for a subject: the product's own spellings are told apart by their signs."""
    return "folded_words" if key in _IN_WORDS or about in _IN_WORDS else "folded"


@dataclass(frozen=True)
class Operator:
    """A row of the table; ``label`` and ``sentence`` are msgids.

    ``takes`` says which values a condition has for it. Of the sentence ``{label}`` is what the
    subject is called, ``{low}`` and ``{high}`` the values, ``{span}`` a number of days and
    ``{values}`` all that were listed. ``example`` are such values; ``keeps`` is what a customer
    may have in the column to fulfil it, ``drops`` what does not fulfil it. For what was bought
    and ordered no single column says so, and both are None; ``often`` asks it of several orders,
    with their number as its last ``?``.
    """

    key: str
    kind: Kind
    label: str
    takes: Takes
    sql: str
    sentence: str
    example: tuple[str | float, ...] = ()
    keeps: str | float | None = None
    drops: str | float | None = None
    often: str = ""


def _asked_of(
    rows: str,
    kind: Kind,
    takes: Takes,
    example: tuple[str | float, ...],
    done: tuple[str, str, str],
    not_done: tuple[str, str, str],
) -> tuple[Operator, Operator]:
    """The operators for having done something, at least so often, and for not having done it."""
    once, often = f"SELECT DISTINCT customer {rows}", f"{_OFTEN % rows} {_TIMES}"
    key, label, sentence = done
    other, other_label, other_sentence = not_done
    return (
        Operator(key, kind, label, takes, f"{{it}} IN ({once})", sentence, example,
                 often=f"{{it}} IN ({often})"),
        Operator(other, kind, other_label, takes, f"{{it}} NOT IN ({once})", other_sentence,
                 example),
    )  # fmt: skip


OPERATORS: tuple[Operator, ...] = (
    Operator("at_least", "number", mark("at least"), "number", "{it} >= ?",
             mark("{label}: at least {low}"), (3,), 3, 2),
    Operator("at_most", "number", mark("at most"), "number", "{it} <= ?",
             mark("{label}: at most {low}"), (3,), 3, 4),
    Operator("between", "number", mark("from … to"), "numbers", "{it} BETWEEN ? AND ?",
             mark("{label}: from {low} to {high}"), (2, 5), 5, 6),
    Operator("one_of", "category", mark("is one of"), "texts", _AMONG,
             mark("{label}: {values}"), ("Kraków", "Gdańsk"), "Gdańsk", "Ełk"),
    Operator("none_of", "category", mark("is none of"), "texts", f"NOT {_AMONG}",
             mark("{label}: {values}"), ("Kraków", "Ełk"), "Gdańsk", "Kraków"),
    Operator("has_any", "tags", mark("includes one of"), "texts", _ANY,
             mark("{label}: includes {values}"), ("dogs", "birds"), "cats; dogs", "cats"),
    Operator("has_all", "tags", mark("includes all of"), "texts", _ALL,
             mark("{label}: includes {values}"), ("dogs", "cats"), "cats; dogs", "cats"),
    Operator("has_none", "tags", mark("includes none of"), "texts", f"NOT {_ANY}",
             mark("{label}: does not include {values}"), ("dogs",), "cats", "cats; dogs"),
    Operator("from_day", "date", mark("on this day or later"), "day", "{it}::DATE >= ?::DATE",
             mark("{label}: on {low} or later"), ("2026-03-05",), "2026-03-05", "2026-03-04"),
    Operator("to_day", "date", mark("on this day or earlier"), "day", "{it}::DATE <= ?::DATE",
             mark("{label}: on {low} or earlier"), ("2026-03-05",), "2026-03-05", "2026-03-06"),
    Operator("in_days", "date", mark("from … to"), "two_days",
             "{it}::DATE BETWEEN ?::DATE AND ?::DATE", mark("{label}: between {low} and {high}"),
             ("2026-03-01", "2026-03-31"), "2026-03-31", "2026-04-01"),
    Operator("last_days", "date", mark("in the last … days"), "days", f"{_AGO} BETWEEN 0 AND ?",
             mark("{label}: no more than {span} ago"), (30,), "2026-06-30", "2026-05-30"),
    Operator("before_days", "date", mark("more than … days ago"), "days", f"{_AGO} > ?",
             mark("{label}: more than {span} ago"), (30,), "2026-05-30", "2026-06-30"),
    Operator("next_days", "date", mark("in the next … days"), "days", f"{_AHEAD} BETWEEN 0 AND ?",
             mark("{label}: within {span}"), (30,), "2026-07-10", "2026-08-10"),
    Operator("anniversary", "date", mark("anniversary in the next … days"), "days",
             _ANNIVERSARY, mark("{label}: anniversary within {span}"), (30,),
             "1980-07-10", "1980-06-29"),
    *(Operator("known", kind, mark("is known"), "nothing", "{it} IS NOT NULL",
               mark("{label}: known"), (), value, None) for kind, value in _A_VALUE),
    *(Operator("unknown", kind, mark("is not known"), "nothing", "{it} IS NULL",
               mark("{label}: not known"), (), None, value) for kind, value in _A_VALUE),
    *_asked_of(_BOUGHT % _LISTED, "purchase", "texts", ("Tea",),
               ("bought", mark("bought one of"), mark("bought {values}")),
               ("not_bought", mark("bought none of"), mark("did not buy {values}"))),
    *_asked_of(_BOUGHT % _NAMED, "purchase", "text", ("tea",),
               ("bought_named", mark("bought one whose name contains"),
                mark("bought something with {values} in its name")),
               ("not_bought_named", mark("bought none whose name contains"),
                mark("did not buy anything with {values} in its name"))),
    *_asked_of(_ORDERED, "orders", "period", (),
               ("ordered", mark("ordered"), mark("ordered")),
               ("not_ordered", mark("did not order"), mark("did not order"))),
    Operator("fulfils", "rule", mark("fulfills the rule"), "rule", "{it}",
             mark("fulfills the rule {values}")),
    Operator("fulfils_not", "rule", mark("does not fulfill the rule"), "rule", "NOT {it}",
             mark("does not fulfill the rule {values}")),
)  # fmt: skip
OPERATOR = {(operator.kind, operator.key): operator for operator in OPERATORS}


def operators_of(kind: Kind) -> tuple[Operator, ...]:
    """The operators that go with a kind of subject, in the order they are offered in."""
    return tuple(operator for operator in OPERATORS if operator.kind == kind)

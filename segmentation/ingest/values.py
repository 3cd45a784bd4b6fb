"""Text cells to numbers, identifiers and yes/no: SQL expressions over a text column.

Everything arrives as text. Which decimal mark a column uses is decided once for the column
(:class:`NumberForm`) and then applied to each cell, so that one odd cell is not read by
another rule than its neighbors. Expressions return NULL where a cell is not such a value;
the caller counts those. Dates are in :mod:`dates`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MONEY = "DECIMAL(18,4)"
# How a row below a table begins that adds up what is above it.
TOTAL_WORDS = (
    "^(grand |sub|sous-)?(total|totals|sum|razem|suma|ogółem|łącznie|podsumowanie|итого|всего|сумма"
    "|общий итог|итог|gesamt|gesamtsumme|insgesamt|summe|zwischensumme|celkem|součet|somme|разом"
    "|всього|загалом|сума|підсумок)([ :.(].*)?$"
)
SPACES = "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t\r\n"
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
    + "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127)))
)
_FULL_WIDTH = "０１２３４５６７８９．，－＋"
_CODES = (
    "pln|eur|usd|gbp|rub|rur|uah|byn|kzt|czk|huf|ron|bgn|try|chf|sek|nok|dkk|isk|cad|aud|nzd|jpy"
    "|cny|brl|inr|mxn|zar|ils|sgd|hkd|krw|aed|gel|amd|azn|kgs|uzs|mdl|rsd|hrk|ars|clp|cop|thb"
)
_UNIT = (
    rf"(?:{_CODES})\.?|(?:us|ca|c|au|a|nz|r|mx|hk|s)?\$|[€£₽¥₴₸₹₺₪₾฿₫₱₦]|euro|zł|zl|złotych|złote"
    r"|kč|ft|lei|kr|rs|fr|лв|рублей|рубля|рубль|рубли|руб|р|гривень|гривен|грн|тенге|тг|dollars"
    r"|шт|szt|pcs|pc|ед|stk|st|ks|kg|кг|dag|ml|мл|opak|op|уп|para|par|пар"
)
_UNIT = rf"(?:(?:{_UNIT})\.?(?:/(?:szt|шт|pc|ед)\.?)?(?:brutto|netto|gross|net)?)"
_SMALL_UNIT = r"(?:gr|groszy|коп|копеек|копейки|коп|к|ct|cents?|h|hal)\.?"


# Spellings that need no more than letters, signs and spaces taken away: the quick path.
_PLAIN_MONEY = (
    "^(-?[0-9]{1,3}([ \u00a0\u202f]?[0-9]{3})*([.,][0-9]+)?[ \u00a0\u202f]?"
    "(zł|PLN|EUR|USD|€|₽|руб|Kč)?|-?[$€£]-?[0-9][0-9,]*([.][0-9]+)?)$"
)
_PLAIN_SIGNS = "".join(sorted(set(" \u00a0\u202fzłPLNEURUSD€₽рубKč$£")))


def quote(name: str) -> str:
    """An identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant of the code quoted for SQL (data are bound, never written into SQL)."""
    return "'" + text.replace("'", "''") + "'"


def clean_text(column: str) -> str:
    """The cell without invisible characters and outer spaces; NULL when nothing is left."""
    odd = literal(f"^$|^ | $|[{SPACES}{INVISIBLE}]")
    shown = f"translate({column}, {literal(SPACES + INVISIBLE)}, {literal(' ' * len(SPACES))})"
    cleaned = f"nullif(trim({shown}), '')"
    return f"CASE WHEN regexp_matches({column}, {odd}) THEN {cleaned} ELSE {column} END"


def clean_label(column: str) -> str:
    """A text cell fit to show: cleaned, inner spaces single, a guarding apostrophe removed."""
    text = clean_text(column)
    single = f"regexp_replace({text}, '\\s+', ' ', 'g')"
    unguarded = f"nullif(regexp_replace({single}, '^''([-=+@0-9])', '\\1'), '')"
    odd = literal(f"[ {SPACES}{INVISIBLE}]{{2}}|^'")
    return f"CASE WHEN regexp_matches({column}, {odd}) THEN {unguarded} ELSE {text} END"


def apart(expression: Callable[[str], str], column: str) -> str:
    """``expression`` of a cell, to stand in a branch of CASE that few rows take.

    Outside of a lambda DuckDB may work out its common parts for every row beforehand.
    """
    return f"list_transform([{column}], lambda cell: {expression('cell')})[1]"


# As programs write them; a person can be called Null or Nan.
_NOTHING = ("NULL", "null", "(NULL)", "(null)", "NaN", "nan", "NAN", "NaT", "\\N", "undefined",
            "N/A", "n/a", "#N/A", "#n/a", "#N/D", "#REF!", "#VALUE!", "#NAME?")  # fmt: skip
_NO_NAME = ("None", "none", "-", "--", "–", "—", "?", ".")


def told(text: str) -> str:
    """``text``, NULL where a program wrote its word for nothing."""
    return f"CASE WHEN {text} NOT IN ({', '.join(map(literal, _NOTHING))}) THEN {text} END"


def told_name(text: str) -> str:
    """As :func:`told` of the name of a person or place, which is no None and no dash either."""
    words = ", ".join(map(literal, _NOTHING + _NO_NAME))
    return f"CASE WHEN {text} NOT IN ({words}) THEN {text} END"


def is_untidy(column: str, *, quoted: bool) -> str:
    """Whether a cell of a tidy file (see RawTable) is still to be cleaned; quick to see.

    Only a ``quoted`` cell can hold line breaks.
    """
    # Spaces, quotes and signs come before brackets.
    odd = f"{column} < '(' OR ends_with({column}, ' ') OR contains({column}, '  ')"
    return f"{odd} OR contains({column}, chr(10))" if quoted else odd


def person_id(column: str) -> str:
    """An identifier of a person: as :func:`plain_id`, but ``0`` and words for guests are none."""
    return (
        f"CASE WHEN {column} IS NULL OR regexp_matches({column}, '^[1-9][0-9]*$') THEN {column} "
        f"ELSE {apart(_known_person, column)} END"
    )


def _known_person(column: str) -> str:
    guest = "^(0+|-1|#n/a|guest( [a-z]+)?|gość|gosc|гость|anonym.*|аноним.*|retail customer"
    guest += "|walk-?in.*|klient (detaliczny|anonimowy)|розничный покупатель|частное лицо)$"
    known = plain_id(column)
    return f"CASE WHEN NOT regexp_matches(lower({known}), {literal(guest)}) THEN {known} END"


def plain_id(column: str) -> str:
    """An identifier: ``17850.0`` is ``17850``; empty, ``-`` and ``nan`` are none."""
    return (
        f"CASE WHEN {column} IS NULL OR regexp_matches({column}, '^[1-9A-Z][0-9]+$') THEN {column} "
        f"ELSE {apart(_settled_id, column)} END"
    )


def _settled_id(column: str) -> str:
    text = f"regexp_replace(regexp_replace({clean_text(column)}, '^(''|=?\")', ''), '\"$', '')"
    whole = f"regexp_replace({text}, '^([0-9]+)[.,]0+$', '\\1')"
    none = "'', '-', '--', '–', '—', 'nan', 'null', 'none', 'n/a', 'nil', 'brak', 'нет'"
    return f"CASE WHEN lower({whole}) NOT IN ({none}) THEN {whole} END"


def is_blank(column: str) -> str:
    """Whether a cell of a number or date column holds nothing: empty, a lone dash, a word for
    nothing, or the date that programs write for none (``0000-00-00``, ``01.01.0001``)."""
    none = "'-', '--', '–', '—', 'nan', 'null', 'none', 'nil', 'n/a', '#n/a', 'n/d', '#n/d!', "
    none += "'b/d', 'brak', 'нет', 'н/д', 'nat'"
    text = clean_text(column)
    never = "^(0000[-./]00[-./]00|00[./-]00[./-]0000|01[.]01[.]0001|0001-01-01)"
    return (
        f"CASE WHEN regexp_matches({column}, '^[1-9]|^0[0-9,.]?$') THEN false "
        f"ELSE coalesce(lower({text}) IN ({none}) OR regexp_matches({text}, '{never}'), true) END"
    )


@dataclass(frozen=True)
class NumberForm:
    """How a column writes numbers: its decimal mark, and whether the data showed which.

    ``dashes`` says that all amounts have a dash before the hundredths (``1234-50``).
    """

    decimal_mark: Literal[".", ","] = "."
    certain: bool = True
    dashes: bool = False


def number_text(column: str, *, percent: bool = False) -> str:
    """The cell without spaces, currency signs and units, any minus as ``-`` in front.

    ``1 234,50 zł`` -> ``1234,50``; ``(12.00)`` -> ``-12.00``; ``12,5-`` -> ``-12,5``; ``="7"``
    -> ``7``; ``10 руб. 50 коп.`` -> ``10.50``; the dash of ``12,-`` stands for no cents. A
    percentage is a number only with ``percent``.
    """
    marks = "−–—" + _FULL_WIDTH
    dropped = SPACES + INVISIBLE + " '’`´\""
    unguarded = f"ltrim({column}, '=')"
    bare = f"lower(translate({unguarded}, {literal(marks + dropped)}, '---0123456789.,-+'))"
    unit = f"(?:{_UNIT}|%)" if percent else _UNIT
    form = f"'^\\+?(-?){unit}?\\+?(-?)([0-9.,]+?)([.,]-)?(-?){unit}?$'"
    signed = f"regexp_replace({bare}, {form}, '\\1\\2\\5\\3')"
    bracketed = f"'^{unit}?\\({unit}?([0-9.,]+){unit}?\\){unit}?$'"
    in_two = f"^(-?)([0-9.,]+){_UNIT}([0-9]{{1,2}}){_SMALL_UNIT}$"
    parts = f"regexp_extract({bare}, {literal(in_two)}, ['sign', 'whole', 'part'])"
    joined = (
        f"list_transform([{parts}], lambda n_parts: n_parts.sign || "
        "translate(n_parts.whole, '.,', '') || '.' || lpad(n_parts.part, 2, '0'))[1]"
    )
    return (
        f"CASE WHEN regexp_matches({column}, '^-?[0-9]+([.,][0-9]+)?$') THEN {column} "
        f"WHEN regexp_matches({column}, {literal(_PLAIN_MONEY)}) "
        f"THEN translate({column}, {literal(_PLAIN_SIGNS)}, '') "
        f"WHEN contains({column}, '(') THEN regexp_replace({bare}, {bracketed}, '-\\1') "
        f"WHEN regexp_matches({bare}, {literal(in_two)}) THEN {joined} ELSE {signed} END"
    )


def parse_number(text: str, form: NumberForm) -> str:
    """An exact decimal with four places from the column ``text`` made by :func:`number_text`.

    Where both marks occur the last one is the decimal mark. A single mark that is not the
    column's groups thousands when three digits follow each, and is a decimal mark otherwise.
    """
    mark = form.decimal_mark
    other = "," if mark == "." else "."
    as_mark = f"replace(replace({text}, '{other}', ''), '{mark}', '.')"
    as_other = f"replace(replace({text}, '{mark}', ''), '{other}', '.')"
    power = f"regexp_matches({text}, '^-?[0-9]([.,][0-9]+)?e[+-][0-9]{{2,3}}$')"
    dashes = f"regexp_matches({text}, '^[0-9]+[-=][0-9]{{2}}$')" if form.dashes else "false"
    return f"""TRY_CAST(CASE
        WHEN contains({text}, 'e') AND {power}
            THEN TRY_CAST(TRY_CAST(replace({text}, ',', '.') AS DOUBLE) AS {MONEY})::VARCHAR
        WHEN {dashes} THEN translate({text}, '-=', '..')
        WHEN {text} IS NULL OR NOT regexp_matches({text}, '^-?[.,]?[0-9][0-9.,]*$') THEN NULL
        WHEN contains({text}, '{other}') AND contains({text}, '{mark}') THEN
            CASE WHEN strpos(reverse({text}), '{mark}') < strpos(reverse({text}), '{other}')
            THEN {as_mark} ELSE {as_other} END
        WHEN contains({text}, '{other}') THEN
            CASE WHEN regexp_matches({text}, '^-?[1-9][0-9]{{0,2}}(\\{other}[0-9]{{3}})+$')
            THEN {as_mark} ELSE {as_other} END
        WHEN regexp_matches({text}, '^-?[0-9]{{1,3}}(\\{mark}[0-9]{{3}}){{2,}}$')
            THEN {as_other}
        ELSE {as_mark} END AS {MONEY})"""


def parse_plain_number(column: str, form: NumberForm) -> str:
    """As :func:`parse_number` of a cell that is digits and a decimal mark only, else NULL.

    Far quicker, so that the slow way is left for the cells that need it.
    """
    if form.decimal_mark == ".":
        return f"TRY_CAST({column} AS {MONEY})"
    figures = f"TRY_CAST(replace({column}, ',', '.') AS {MONEY})"
    return f"CASE WHEN NOT contains({column}, '.') THEN {figures} END"


YES = ("yes", "y", "true", "t", "1", "1.0", "tak", "t", "да", "д", "ja", "oui", "si", "sí",
       "wahr", "subscribed", "opted_in", "opt-in", "opt in", "opted in", "on", "x", "✓", "✔", "+",
       "истина", "prawda", "paid", "zgoda", "wyrażona", "wyrażam zgodę", "согласен", "согласна",
       "подписан", "подписана", "есть", "granted")  # fmt: skip
NO = ("no", "n", "false", "f", "0", "0.0", "nie", "нет", "н", "nein", "non", "falsch",
      "unsubscribed", "opted_out", "opt-out", "opt out", "opted out", "off", "-", "не", "ложь",
      "fałsz", "brak zgody", "nie wyrażam zgody", "wypisany", "wypisana", "wycofana", "rezygnacja",
      "brak", "отказ", "не согласен", "не согласна", "нет согласия", "отписан", "отписана",
      "отписался", "отписалась", "не подписан", "не подписана", "отозвано", "denied", "withdrawn",
      "revoked", "not subscribed", "not_subscribed", "never subscribed")  # fmt: skip
_DAY_ALONE = (
    "([0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4})"
    "([t, ]+[0-9]{1,2}:[0-9]{2}[0-9:.,]*)?( ?([ap]m|z|utc|gmt|[-+][0-9:]+|г\\.?))*"
)
_NEVER = "(0000|0001)[^0-9]|1970.0?1.0?1([^0-9]|$)|00.00.0000|0?1.0?1.(0001|1970)"


def parse_yes_no(column: str) -> str:
    """The cell as BOOLEAN: yes and no in the languages of shops; NULL for anything else.

    A date or time alone counts as yes: consent columns often hold the moment it was given (and
    zeros, or the day on which computers begin to count, where it never was). Words beside it may
    say that it was taken back.
    """
    text = f"lower({clean_text(column)})"
    yes, no = (", ".join(literal(word) for word in words) for words in (YES, NO))
    return (
        f"CASE WHEN {text} IN ({yes}) THEN true WHEN {text} IN ({no}) THEN false "
        f"WHEN regexp_full_match({text}, {literal(_DAY_ALONE)}) "
        f"THEN NOT regexp_matches({text}, {literal(f'^({_NEVER})')}) END"
    )

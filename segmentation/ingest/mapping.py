"""Which column means what, with the reason for each guess and a confidence.

Three sources, strongest first: the owner's word, a known export (:mod:`platforms`), the words
of the header; each must agree with what the values look like. One meaning, one column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from segmentation.columns import MEANING, Kind
from segmentation.errors import fail
from segmentation.ingest.evidence import ColumnEvidence, told_by_values
from segmentation.ingest.guesses import ColumnGuess, Question, Reason
from segmentation.ingest.headers import guess_header, is_sensitive, known_header, normalize
from segmentation.ingest.platforms import Platform, recognize
from segmentation.ingest.raw_table import RawTable
from segmentation.ingest.table_kind import (
    AMOUNTS,
    EXACT,
    find_kind,
    prefer_with_tax,
    take_in_context,
    take_refunds_for_amounts,
    tell_lines,
)

IGNORED = "ignore"
_EXACT_ONLY = ("total_spend", "frequency", "points", "loyalty", "age", "birth_year", "order_time")
_ASKED = ("order_id", "order_date", "total", "line_amount", "unit_price", "quantity", "email",
          "customer_id", "discount", "refunded", "last_order")  # fmt: skip
_NEARLY = 0.05
_GENDERS = 4  # numbers that stand for them
_FEW = 0.1  # of the values
_DOCUMENT_WORDS = ("dokument", "document", "документ", "transakc", "transac", "транзакц", "operac",
                   "operat", "операц", "beleg", "doklad")  # fmt: skip
_ID_WORDS = {"id", "login", "nick", "username", "user", "nazwa", "nutzername", "benutzername",
             "ref", "reference", "key", "symbol", "akronim", "identyfikator", "kod", "kode",
             "логин", "ник", "идентификатор", "ид", "member", "account", "subscriber",
             "unique"}  # fmt: skip
_AMOUNT_WORDS = {"amount", "total", "value", "sum", "kwota", "suma", "wartość", "сумма", "сумм",
                 "importe", "montant", "сума", "erstattungsbetrag"}  # fmt: skip
_NUMBER_WORDS = {"number", "no", "id", "nr", "numer", "номер", "код", "code"}


@dataclass(frozen=True)
class ColumnMapping:
    """What a file is and what its columns mean. ``day_first`` None leaves it to the data;
    ``questions`` are those only the owner can answer.

    ``export`` is the id of the known export (:func:`platforms.find`), None for another file;
    ``consent`` says whether the file's name tells that all in it agreed to e-mails.
    """

    kind: Kind | None
    platform: str
    guesses: tuple[ColumnGuess, ...]
    day_first: bool | None = None
    questions: tuple[Question, ...] = ()
    export: str | None = None
    consent: bool | None = None

    def column(self, meaning: str) -> str | None:
        """The SQL column with this meaning, or None."""
        return next((guess.column for guess in self.guesses if guess.meaning == meaning), None)

    def header(self, meaning: str) -> str | None:
        return next((guess.header for guess in self.guesses if guess.meaning == meaning), None)

    @property
    def meanings(self) -> dict[str, str]:
        """Our column -> the file's column, as on the command line."""
        return {guess.meaning: guess.header for guess in self.guesses if guess.meaning}

    @property
    def extras(self) -> tuple[ColumnGuess, ...]:
        """Columns of a customer list without a meaning of ours: kept under their own names."""
        if self.kind not in ("customers", "answers"):
            return ()
        return tuple(guess for guess in self.guesses if guess.reason == "unknown")

    def with_day_first(self, day_first: bool | None) -> ColumnMapping:
        return replace(self, day_first=day_first)

    def with_kind(self, kind: Kind) -> ColumnMapping:
        """The mapping as the owner says what a row is; guesses take the sense they have there."""
        context: Kind = "orders" if kind in ("orders", "order_lines") else "customers"
        settled = [
            guess if guess.reason in ("owner", "remembered") else sensible
            for guess, sensible in zip(
                self.guesses, take_in_context(self.guesses, context, None), strict=True
            )
        ]
        return replace(self, kind=kind, guesses=tuple(_one_column_each(settled, None)))

    def with_column(self, header: str, meaning: str | None) -> ColumnMapping:
        """The mapping after the owner said what ``header`` is; the meaning leaves its old column.

        Raises SegmentationError (unknown_column, unknown_meaning).
        """
        if header not in {guess.header for guess in self.guesses}:
            known = ", ".join(guess.header for guess in self.guesses)
            raise fail("unknown_column", name=header, known=known)
        if meaning is not None and meaning not in MEANING:
            raise fail("unknown_meaning", name=meaning, known=", ".join(MEANING))
        guesses = []
        for guess in self.guesses:
            if guess.header == header:
                guess = replace(guess, meaning=meaning, confidence=1.0, reason="owner")
            elif meaning is not None and guess.meaning == meaning:
                guess = replace(guess, meaning=None, confidence=1.0, reason="taken")
            guesses.append(guess)
        left = (q for q in self.questions if q.meaning != meaning and header not in q.headers)
        return replace(self, guesses=tuple(guesses), questions=tuple(left))

    def with_own_name(self, header: str) -> ColumnMapping:
        """The mapping in which a column of a customer list is kept under its own name."""
        guesses = (
            replace(guess, meaning=None, confidence=1.0, reason="unknown")
            if guess.header == header
            else guess
            for guess in self.guesses
        )
        return replace(self, guesses=tuple(guesses))


def guess_mapping(raw: RawTable, evidence: Sequence[ColumnEvidence]) -> ColumnMapping:
    """What the file is and what each of its columns means, as far as can be told."""
    platform = recognize(raw.headers)
    guesses = [
        _guess(header, f"c{position}", seen, platform)
        for position, (header, seen) in enumerate(zip(raw.headers, evidence, strict=True))
    ]
    if platform is None and raw.header_row == 0:
        guesses = _without_headers(guesses, evidence)
    if platform is None:
        guesses = take_refunds_for_amounts(guesses, evidence)
    kind = platform.kind if platform else find_kind(guesses, evidence)
    in_context = take_in_context(guesses, kind, platform)
    settled = tuple(_one_column_each(in_context, platform))
    if platform:
        consent = platform.consent(raw.name)
        return ColumnMapping(kind, platform.key, settled, export=platform.id, consent=consent)
    settled = tuple(prefer_with_tax(settled))
    if kind == "orders":
        kind = tell_lines(settled, evidence)
    return ColumnMapping(kind, "generic", settled, questions=_questions(in_context, settled))


def apply_owner_columns(mapping: ColumnMapping, columns: Mapping[str, str]) -> ColumnMapping:
    """The mapping with the owner's ``{their header: our meaning}``; "ignore" leaves one out.

    Headers the file does not have are passed over: a word for one file of several.
    """
    given = mapping
    for theirs, ours in columns.items():
        matches = [g.header for g in mapping.guesses if normalize(g.header) == normalize(theirs)]
        for header in matches[:1]:
            mapping = mapping.with_column(header, None if ours == IGNORED else ours)
    if mapping is given:
        return given
    if matches_orders(mapping) and mapping.kind not in ("orders", "order_lines"):
        return mapping.with_kind("order_lines")
    if mapping.kind is None and mapping.meanings:
        return mapping.with_kind("customers")
    return mapping


def matches_orders(mapping: ColumnMapping) -> bool:
    """Whether the columns make orders: an amount with a date, or with an order number."""
    have = set(mapping.meanings)
    return bool(have & set(AMOUNTS)) and bool(have & {"order_date", "order_id"})


def _guess(
    header: str, column: str, seen: ColumnEvidence, platform: Platform | None
) -> ColumnGuess:
    base = ColumnGuess(header, column, None, 0.0, "unknown", seen.filled, seen.samples)
    place = platform.place(header) if platform else None
    if is_sensitive(header) or seen.private > 0.8 or place == "sensitive":
        return replace(base, reason="sensitive", samples=())
    if platform:
        if known := platform.meaning(header):
            return replace(base, meaning=known, confidence=1.0, reason="platform")
        if place:
            return replace(base, reason="unknown" if place == "own" and seen.filled else "taken")
    if seen.filled == 0:
        return replace(base, reason="empty")
    guess = guess_header(header)
    if guess and guess.strength < EXACT and guess.meaning in _EXACT_ONLY:
        guess = None
    if guess:
        meaning, agreement = _reconcile(guess.meaning, header, seen)
        strength = guess.strength * agreement
        if meaning and strength >= 0.3:
            return replace(base, meaning=meaning, confidence=strength, reason="header")
    if seen.email > 0.8:
        return replace(base, meaning="email", confidence=0.7, reason="values")
    if seen.gender > 0.8:
        return replace(base, meaning="gender", confidence=0.5, reason="values")
    if guess is None:
        for meaning, confidence, fits in told_by_values(seen):
            if fits:
                return replace(base, meaning=meaning, confidence=confidence, reason="values")
    return base


def _without_headers(
    guesses: Sequence[ColumnGuess], evidence: Sequence[ColumnEvidence]
) -> list[ColumnGuess]:
    """In a file that names no columns: amounts and names as well, where only one column of
    the file looks like them."""
    found = list(guesses)
    looks = {
        "total": [seen.money > 0.9 and seen.date < 0.5 for seen in evidence],
        "name": [seen.words > 0.9 and seen.number == 0 and seen.date == 0 for seen in evidence],
    }
    for meaning, fits in looks.items():
        open_ = [place for place, fit in enumerate(fits) if fit and found[place].meaning is None]
        if len(open_) == 1:
            guess = found[open_[0]]
            found[open_[0]] = replace(guess, meaning=meaning, confidence=0.4, reason="values")
    return found


def _reconcile(meaning: str, header: str, seen: ColumnEvidence) -> tuple[str | None, float]:
    """The meaning the header suggests after a look at the values, and how well they agree."""
    if meaning in ("customer_id", "name", "phone") and seen.email > 0.5:
        return "email", 0.9
    if meaning == "customer_id" and seen.words > 0.5:
        return "name", 0.7
    if meaning == "customer_id" and seen.words + seen.capitalized > 0.8 and not _says_id(header):
        return "name", 0.6  # first names are no logins
    ones_and_zeros = seen.yes_no > 0.9 and seen.different <= 2
    if meaning == "refunded" and ones_and_zeros and not _says_amount(header):
        return "cancelled_at", 0.6  # whether, not how much
    if meaning == "name" and seen.phone > 0.5:
        return "phone", 0.9
    if (
        meaning == "document_type"
        and max(seen.document, seen.movement) <= 0.5
        and not _names_documents(header)
    ):
        # "Rodzaj" and "Вид" stand over kinds of goods as well.
        goods = normalize(header) in ("rodzaj", "вид") and seen.number < 0.5
        return ("category", 0.6) if goods else (None, 0.0)
    if meaning == "discount" and seen.number + seen.percent > 0.5:
        return meaning, 1.0
    if meaning == "shipping" and seen.number <= 0.5 and max(seen.date, seen.phone) <= 0.5:
        meaning = "delivery_method"  # "Delivery": how, not for how much
    few = seen.different <= 5 and seen.distinct < 0.05
    if meaning == "name" and few:
        return None, 0.0  # a kind of thing, not a person
    if meaning == "gender" and seen.number > 0.5 and seen.different > _GENDERS:
        return None, 0.0
    if meaning == "frequency" and seen.fraction > _FEW:
        return None, 0.0  # an amount or a share, not a count of orders
    if meaning == "order_time" and seen.date > 0.9:
        meaning = "order_date"  # the day as well
    if meaning == "customer_id" and (few or ones_and_zeros):
        return None, 0.0  # a kind of customer, not a customer
    if meaning == "card_number" and any("*" in sample for sample in seen.samples):
        return None, 0.0  # a payment card
    if meaning == "order_time" and seen.date > 0.5:
        return "order_date", 0.95  # a day with its time
    kind = MEANING[meaning].type
    if kind == "text" and meaning != "cancelled_at" and seen.date > 0.9:
        # A number of an invoice can look like a date (12/03/2026) where the header says number.
        numbered = meaning == "order_id" and _says_number(header)
        return (meaning, 1.0) if numbered else (None, 0.0)
    if kind in ("money", "number"):
        if seen.number <= 0.5 and meaning in ("total", "line_amount") and known_header(header):
            return meaning, 0.4  # amounts by name: rows that cannot be read are refused, and told
        if meaning == "refunded" and seen.number >= 0.3 and _says_amount(header):
            return meaning, 0.4  # few amounts, and perhaps a note below the table
        return meaning, seen.number if seen.number > 0.5 else 0.0
    if kind == "date":
        if seen.date > 0.5:
            return meaning, 1.0
        return (meaning, 0.6) if seen.stamp > 0.7 else (None, 0.0)
    if kind == "email":
        return meaning, 1.0 if seen.email > 0.5 else 0.0
    if kind == "phone":
        return meaning, 1.0 if seen.phone > 0.5 else 0.0
    if kind == "yes_no":
        return meaning, 1.0 if seen.yes_no > 0.5 or seen.different <= 4 else 0.0
    if meaning == "payment_status" and seen.number > 0.5 and seen.yes_no < 0.5:
        return None, 0.0  # how much was paid
    return meaning, 1.0


def _names_documents(header: str) -> bool:
    """Whether a header says that kinds of documents are below it, not of any things."""
    return any(word in normalize(header) for word in _DOCUMENT_WORDS)


def _says_amount(header: str) -> bool:
    """Whether a header says that amounts are below it, however round they are."""
    return bool(_AMOUNT_WORDS & set(normalize(header).split()))


def _says_id(header: str) -> bool:
    """Whether a header says that people have numbers, codes or logins below it."""
    words = set(normalize(header).split())
    return _says_number(header) or bool(words & _ID_WORDS)


def _says_number(header: str) -> bool:
    signs = "№" in header or "#" in header
    words = normalize(header).split()
    return signs or any(word in _NUMBER_WORDS or word.endswith("nummer") for word in words)


def _one_column_each(
    guesses: Sequence[ColumnGuess], platform: Platform | None
) -> list[ColumnGuess]:
    """Leave each meaning with the column that fits best.

    Of the columns that a known export has for a meaning the first counts, unless another one
    is more than twice as full.
    """
    fullest: dict[str, float] = {}
    for guess in guesses:
        if guess.meaning and guess.reason == "platform":
            fullest[guess.meaning] = max(guess.filled, fullest.get(guess.meaning, 0))

    def fit(guess: ColumnGuess) -> tuple[float, ...]:
        enough = guess.filled > 0
        if guess.reason == "platform" and guess.meaning:
            enough = enough and guess.filled * 2 >= fullest[guess.meaning]
        return (enough, guess.confidence, -platform.rank(guess.header) if platform else 0)

    best: dict[str, ColumnGuess] = {}
    for guess in guesses:
        if guess.meaning and (guess.meaning not in best or fit(guess) > fit(best[guess.meaning])):
            best[guess.meaning] = guess
    settled = []
    for guess in guesses:
        if guess.meaning and best[guess.meaning] is not guess:
            reason: Reason = "taken" if guess.reason == "platform" else "unknown"
            guess = replace(guess, meaning=None, confidence=0.0, reason=reason)
        settled.append(guess)
    return settled


def _questions(
    guesses: Sequence[ColumnGuess], settled: Sequence[ColumnGuess]
) -> tuple[Question, ...]:
    """Where another column fitted a meaning nearly as well as the one that got it."""
    found = []
    for best in settled:
        rivals = [
            guess.header
            for guess in guesses
            if guess.meaning == best.meaning in _ASKED
            and guess.column != best.column
            and guess.filled > 0
            and guess.confidence >= best.confidence - _NEARLY
            and guess.samples != best.samples
        ]
        if rivals and best.meaning:
            found.append(Question(best.meaning, (best.header, *rivals)))
    return tuple(found)

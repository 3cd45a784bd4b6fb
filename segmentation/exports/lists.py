"""Who is on a list and with which columns: segments chosen, consent checked and counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from segmentation.exports.sensitive_names import sensitive_topics
from segmentation.segments.assignment import Assignment

Consent = Literal["email", "sms"]

CONSENT_COLUMN: dict[Consent, str] = {"email": "email_consent", "sms": "sms_consent"}
DEFAULT_COLUMNS = (
    "customer_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "name",
    "total_spend",
    "frequency",
    "last_order",
    "segment",
)
_IDENTIFYING = ["customer_id", "email", "phone"]
_NAMESPACE = re.compile(r"[a-z][a-z_]*:")

# Letters that Unicode does not take apart into a Latin letter and a mark.
_LATIN = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip
_SLUG_LENGTH = 40


@dataclass(frozen=True)
class ListSpec:
    """What a list holds: ids of segments, columns in order, and whose consent it needs.

    ``consent`` None is the owner's own report: everyone, whatever they answered.
    """

    segments: tuple[str, ...]
    columns: tuple[str, ...]
    consent: Consent | None = None


@dataclass(frozen=True)
class ConsentCounts:
    """How the customers of the chosen segments answered about one channel.

    ``in_segments = with_consent + no_answer + refused``.
    """

    in_segments: int
    with_consent: int
    no_answer: int
    refused: int


def list_columns(customers: pd.DataFrame) -> tuple[str, ...]:
    """The columns a list can have: ``segment`` and those with any value, in table order.

    The key is offered only when it is all that some customer is known by, say the number
    of a loyalty card.
    """
    filled = [str(name) for name in customers.columns if customers[name].notna().any()]
    known = customers.reindex(columns=_IDENTIFYING).notna().any(axis="columns")
    hidden = {"segment", "segment_id"} | ({"customer"} if known.all() else set())
    return ("segment", *(name for name in filled if name not in hidden))


def default_columns(customers: pd.DataFrame) -> tuple[str, ...]:
    """The few columns a list starts with: enough to reach somebody, no more."""
    offered = set(list_columns(customers))
    if "first_name" in offered or "last_name" in offered:
        offered.discard("name")
    return tuple(name for name in ("customer", *DEFAULT_COLUMNS) if name in offered)


def count_consent(
    customers: pd.DataFrame, assignment: Assignment, spec: ListSpec
) -> ConsentCounts | None:
    """How the chosen segments answered about ``spec.consent``; None when it is not asked."""
    if spec.consent is None:
        return None
    chosen = in_segments(assignment, spec.segments)
    agreed, answered = consent_answers(customers, spec.consent)
    return ConsentCounts(
        in_segments=int(chosen.sum()),
        with_consent=int((chosen & agreed).sum()),
        no_answer=int((chosen & ~answered).sum()),
        refused=int((chosen & answered & ~agreed).sum()),
    )


def select_customers(
    customers: pd.DataFrame, assignment: Assignment, names: Sequence[str], spec: ListSpec
) -> pd.DataFrame:
    """The customers on the list: ``segment_id``, ``segment``, then ``spec.columns``.

    ``names`` are the segments' names in display order. Rows go by segment, then from the
    highest spend down, ties by key. With ``spec.consent`` only those who said yes are in.
    Columns that the customers don't have are skipped.
    """
    if len(assignment.labels) != len(customers):
        raise ValueError("the assignment is of other customers")
    rows = in_segments(assignment, spec.segments)
    if spec.consent is not None:
        rows = rows & consent_answers(customers, spec.consent)[0]
    order = best_first(customers, assignment)
    positions = order[rows[order]]
    labels = assignment.labels[positions]
    wanted = [
        name
        for name in dict.fromkeys(spec.columns)
        if name in customers.columns and name not in ("segment", "segment_id")
    ]
    selection = customers[wanted].iloc[positions].reset_index(drop=True)
    selection.insert(0, "segment_id", _pick(assignment.segment_ids, labels))
    selection.insert(1, "segment", _pick(names, labels))
    return selection


def key_without_namespace(key: str) -> str:
    """A customer's key as the owner knows it: ``card:1234`` is ``1234``."""
    return _NAMESPACE.sub("", key, count=1) if _NAMESPACE.match(key) else key


def list_file_name(
    names: Sequence[str], day: date | None, count: int, ending: str, purpose: str = ""
) -> str:
    """A file name any system takes: ``segment-regulars_mailchimp_2026-11-21_418.csv``.

    ``names`` are the segments on the list, ``day`` the end of the data, ``count`` the
    customers on it, ``purpose`` what the list is for. Plain Latin letters, no dot but the one
    before ``ending``. A name that suggests what is nobody's business is left out.
    """
    subject = f"segments-{len(names)}"
    if len(names) == 1 and (slug := _slug(names[0])) and not sensitive_topics(names[0]):
        subject = f"segment-{slug}"
    told = [_slug(purpose), day.isoformat() if day else "", str(count)]
    parts = [subject, *filter(None, told)]
    return f"{'_'.join(parts)}.{ending.lstrip('.')}"


def in_segments(assignment: Assignment, segments: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Who is in one of the segments with the given ids, shape (n,)."""
    places = [place for place, id_ in enumerate(assignment.segment_ids) if id_ in segments]
    return np.isin(assignment.labels, places)


def best_first(customers: pd.DataFrame, assignment: Assignment) -> npt.NDArray[np.int_]:
    """The positions of the customers by segment, then from the highest spend down, ties by key."""
    keys = customers["customer"]
    # A customer table is sorted by key, and comparing numbers is far quicker.
    by_key = np.arange(len(keys)) if keys.is_monotonic_increasing else keys.to_numpy(dtype=object)
    return np.lexsort(
        (
            by_key,
            -customers["total_spend"].fillna(-np.inf).to_numpy(dtype=float),
            assignment.labels,
        )
    )


def consent_answers(
    customers: pd.DataFrame, consent: Consent
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Who agreed and who answered at all. No column is no answer; no answer is no consent."""
    column = customers.get(CONSENT_COLUMN[consent])
    if column is None:
        nobody = np.zeros(len(customers), dtype=bool)
        return nobody, nobody
    answers = column.astype("boolean")
    return answers.fillna(False).to_numpy(dtype=bool), answers.notna().to_numpy(dtype=bool)


def _pick(texts: Sequence[str], places: npt.NDArray[np.int_]) -> npt.NDArray[np.object_]:
    return np.array(texts, dtype=object)[places] if len(texts) else np.array([], dtype=object)


def latin(text: str) -> str:
    """``text`` in lower case in plain Latin letters; others are left out."""
    letters = text.lower().translate(_LATIN)
    return unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", latin(name))[:_SLUG_LENGTH].strip("-")

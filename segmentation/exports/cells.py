"""The columns of a list ready to be written: header in the language, typed, safe values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api import types

from segmentation.columns import CUSTOMER_COLUMN
from segmentation.exports.contacts import CONTACT_LABELS
from segmentation.exports.lists import ListSpec, key_without_namespace
from segmentation.exports.safety import SHORT, clean_text, for_people
from segmentation.language import Language
from segmentation.levels import NO, YES
from segmentation.variables import LEVEL_LABELS, level_label

CellType = Literal["text", "money", "number", "count", "share", "date"]
CellValue = str | float | date | None

MONEY_DECIMALS = 4  # amounts are exact to here, so that the cells of a file add up


@dataclass(frozen=True)
class CellColumn:
    """One column of a list: values are str, float or date as ``type`` says; None is empty.

    ``changed`` are the places of texts that no file for people holds as they were: they begin
    like a formula, had characters that are taken out, or were longer than a cell.
    """

    key: str
    header: str
    type: CellType
    values: Sequence[CellValue]
    changed: frozenset[int] = frozenset()


def cell_columns(
    selection: pd.DataFrame, spec: ListSpec, language: Language
) -> tuple[CellColumn, ...]:
    """The columns of ``spec`` that ``selection`` has, in the order of ``spec``."""
    return tuple(
        _column(key, selection[key], language)
        for key in dict.fromkeys(spec.columns)
        if key in selection.columns
    )


def _column(key: str, values: pd.Series, language: Language) -> CellColumn:
    title, kind = header(key, language), cell_type(key, values)
    if kind == "text":
        return CellColumn(key, title, kind, *_texts(values, language))
    made = _dates(values) if kind == "date" else _numbers(values, kind)
    return CellColumn(key, title, kind, made)


def header(key: str, language: Language) -> str:
    """What stands above a column: our word for ours, the file's own name for the others."""
    if key == "segment":
        return language.tr("Group")
    if key == "segment_id":
        return language.tr("Group number")
    known = CUSTOMER_COLUMN.get(key)
    label = known.label if known else CONTACT_LABELS.get(key)
    return language.tr(label) if label else clean_text(key)


def cell_type(key: str, values: pd.Series) -> CellType:
    """How a column is written. Yes and no are words, so they are text."""
    known = CUSTOMER_COLUMN.get(key)
    if known is not None:
        if known.type == "number":
            return "share" if key.endswith("_share") else "number"
        if known.type == "money" or known.type == "date":
            return known.type
        return "count" if known.type in ("count", "days") else "text"
    if types.is_bool_dtype(values):
        return "text"
    if types.is_datetime64_any_dtype(values):
        return "date"
    return "number" if types.is_numeric_dtype(values) else "text"


def _numbers(values: pd.Series, kind: CellType) -> list[CellValue]:
    decimals = MONEY_DECIMALS if kind == "money" else None
    numbers = (
        pd.to_numeric(values, errors="coerce")
        .astype("Float64")
        .to_numpy(dtype=float, na_value=math.nan)
    )
    return [
        (round(number, decimals) if decimals else number) if math.isfinite(number) else None
        for number in numbers.tolist()
    ]


def _dates(values: pd.Series) -> list[CellValue]:
    moments = pd.to_datetime(values)
    if moments.dt.tz is not None:
        moments = moments.dt.tz_localize(None)
    codes, days = pd.factorize(moments.dt.normalize())
    return _each(codes, [day.date() for day in pd.DatetimeIndex(days)])


def _texts(values: pd.Series, language: Language) -> tuple[list[CellValue], frozenset[int]]:
    """Clean texts, and where they are not what was there. One look at each, for they are many."""
    key = str(values.name)
    if types.is_bool_dtype(values):
        key = key if key in LEVEL_LABELS else "email_consent"
        values = values.astype(object).map({True: YES, False: NO})
    if key in LEVEL_LABELS:
        codes, known = pd.factorize(values.astype(object))
        labels = [clean_text(level_label(key, str(one), language)) for one in known]
        harmful = np.array([*(for_people(label) != label for label in labels), False])
        return _each(codes, labels), frozenset(np.flatnonzero(harmful[codes]).tolist())
    if key == "customer":
        values = values.map(key_without_namespace, na_action="ignore")
    written = values.astype(object).tolist()
    odd = {
        place: text
        for place, text in enumerate(written)
        # Nearly every text is to be written as it is.
        if not (type(text) is str and text[:1].isalnum() and text.isprintable()
                and len(text) <= SHORT)
    }  # fmt: skip
    changed = []
    for place, text in odd.items():
        if pd.isna(text):
            written[place] = None
            continue
        clean = clean_text(str(text))
        written[place] = clean or None
        if for_people(clean) != str(text):
            changed.append(place)
    return written, frozenset(changed)


def _each(codes: npt.NDArray[np.intp], values: Sequence[CellValue]) -> list[CellValue]:
    """The value of every row; equal ones were made once. -1 stands for none."""
    picked = np.empty(len(values) + 1, dtype=object)
    picked[:-1] = values
    rows: list[CellValue] = picked[codes].tolist()
    return rows

"""An audience to the file of a target: one writer for all of them, and a report of what it did."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from segmentation.exports.audience import HELD_OUT, Audience
from segmentation.exports.contacts import DATE_COLUMN, SOURCE_COLUMN
from segmentation.exports.csv_files import csv_parts
from segmentation.exports.lists import ListSpec, list_file_name
from segmentation.exports.renderings import Rendered, quote, render
from segmentation.exports.safety import is_unsafe
from segmentation.exports.sensitive_names import sensitive_topics
from segmentation.exports.targets import Target
from segmentation.exports.workbook import write_plain_sheet
from segmentation.language import Language

Part = Literal["list", "held_out", "both"]
"""Which rows: those to write to, those held out, or both with a column that tells which."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN_COLUMNS = (
    "segment", "customer_id", "email", "phone", "first_name", "last_name", "name", "location",
    "postcode", "country", "email_consent", DATE_COLUMN["email"], SOURCE_COLUMN["email"],
    "sms_consent", DATE_COLUMN["sms"], SOURCE_COLUMN["sms"], "total_spend", "frequency",
    "last_order",
)  # fmt: skip
"""The columns of a list for the owner's own use, of which those with any value are written."""

_HELD_OUT_HEADER = "Hold-out"
_NAMES = {"first_name", "last_name", "name"}
_LINE_END = "\r\n"
_ROWS_AT_A_TIME = 20_000
# Mailboxes of a function rather than of a person.
_ROLES = (
    "abuse", "admin", "biuro", "billing", "contact", "handlowy", "hello", "help", "hostmaster",
    "info", "kadry", "kontakt", "marketing", "office", "orders", "postmaster", "privacy", "root",
    "sales", "security", "sekretariat", "sklep", "spam", "support", "webmaster", "zamowienia",
)  # fmt: skip


@dataclass(frozen=True)
class TargetReport:
    """What happened to the rows of one file.

    ``rows`` are in it. ``cleaned_names`` and ``cleaned_texts`` are rows in which signs were
    taken out of a name or another text (or made harmless, in files for people), ``cut`` rows
    in which a text was too long. ``roles``, ``long_emails`` and ``lacking`` are rows left out:
    addresses of a function, too long ones, and those without what the target needs.
    ``too_few`` and ``too_many`` hold the target's limit where the rows are below or above it,
    ``too_large`` its megabytes. ``sensitive`` are names of groups that the platform would block.
    """

    rows: int
    cleaned_names: int = 0
    cleaned_texts: int = 0
    cut: int = 0
    roles: int = 0
    long_emails: int = 0
    lacking: int = 0
    too_few: int | None = None
    too_many: int | None = None
    too_large: int | None = None
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True)
class TargetFile:
    """A file to download: bytes, a name any system takes, its type, and what was done."""

    content: bytes
    name: str
    mime: str
    report: TargetReport


def write_target(
    audience: Audience,
    target: Target,
    language: Language,
    *,
    part: Part = "list",
    hashed: bool = False,
    columns: Sequence[str] = OWN_COLUMNS,
    currency: str = "",
    last_day: date | None = None,
) -> TargetFile:
    """The file of ``target`` for ``audience``.

    ``columns`` are those of a list for the owner's own use, ``language`` its words. ``hashed``
    hides addresses where the target can. Raises ValueError when the audience was made for
    another channel, when the target cannot hash, and when an ad platform or a list for text
    messages should tell who was held out.
    """
    if target.channel not in ("own", audience.channel):
        raise ValueError(f"an audience for {audience.channel} is not one for {target.channel}")
    if hashed and target.hash is None:
        raise ValueError(f"{target.key} takes no hashed addresses")
    if part == "both" and target.channel in ("ads", "sms"):
        raise ValueError(f"{target.key} has no place for who was held out")
    rows = _part(audience.table, part)
    if target.kind == "machine":
        content, report = _write_machine(rows, target, part, hashed=hashed)
    else:
        content, report = _write_people(
            rows, target, part, language, columns, currency, audience, last_day
        )
    ending = "xlsx" if target.kind == "workbook" else "csv"
    purpose = target.key + ("-hold-out" if part == "held_out" else "")
    name = list_file_name(audience.segments, last_day, report.rows, ending, purpose)
    mime = XLSX if target.kind == "workbook" else "text/csv"
    return TargetFile(content, name, mime, _with_limits(report, target, len(content), audience))


def _part(table: pd.DataFrame, part: Part) -> pd.DataFrame:
    if part == "both":
        return table
    held = table[HELD_OUT].to_numpy(dtype=bool)
    return table[held if part == "held_out" else ~held]


def _write_machine(
    rows: pd.DataFrame, target: Target, part: Part, *, hashed: bool
) -> tuple[bytes, TargetReport]:
    rows, done = _fitting(rows, target)
    content, join = io.BytesIO(), target.delimiter.join
    names = others = cut = 0
    for start in range(0, max(len(rows), 1), _ROWS_AT_A_TIME):
        some = rows.iloc[start : start + _ROWS_AT_A_TIME]
        columns = [render(some, field, target, hashed=hashed) for field in target.fields]
        of_names = [c for c, f in zip(columns, target.fields, strict=True) if f.value in _NAMES]
        names += _any(of_names, "cleaned")
        others += _any([column for column in columns if column not in of_names], "cleaned")
        cut += _any(columns, "cut")
        texts = [column.texts for column in columns]
        headers = [column.header for column in columns]
        if part == "both":
            headers.append(_HELD_OUT_HEADER)
            texts.append(["1" if held else "0" for held in some[HELD_OUT].tolist()])
        lines = [join(row) for row in zip(*texts, strict=True)]
        if start == 0:
            lines.insert(0, join(quote(header, target.delimiter) for header in headers))
        content.write("".join(line + _LINE_END for line in lines).encode())
    return content.getvalue(), replace(done, cleaned_names=names, cleaned_texts=others, cut=cut)


def _fitting(rows: pd.DataFrame, target: Target) -> tuple[pd.DataFrame, TargetReport]:
    """The rows that the target takes, and how many are left out for which reason."""
    nobody = np.zeros(len(rows), dtype=bool)
    long = roles = lacking = nobody
    emails = rows["email"].fillna("").astype(str)
    if target.longest_email:
        long = (emails.str.len() > target.longest_email).to_numpy(dtype=bool)
    if target.no_roles:
        roles = emails.str.split("@").str[0].isin(_ROLES).to_numpy(dtype=bool) & ~long
    if target.needs:
        lacking = rows[list(target.needs)].isna().all(axis="columns").to_numpy(dtype=bool)
        lacking = lacking & ~long & ~roles
    kept = rows[~(long | roles | lacking)]
    return kept, TargetReport(
        rows=len(kept),
        roles=int(roles.sum()),
        long_emails=int(long.sum()),
        lacking=int(lacking.sum()),
    )


def _any(columns: Sequence[Rendered], what: Literal["cleaned", "cut"]) -> int:
    """In how many rows something was done to one of the columns."""
    if not columns:
        return 0
    return int(np.logical_or.reduce([getattr(column, what) for column in columns]).sum())


def _write_people(
    rows: pd.DataFrame,
    target: Target,
    part: Part,
    language: Language,
    columns: Sequence[str],
    currency: str,
    audience: Audience,
    last_day: date | None,
) -> tuple[bytes, TargetReport]:
    keys = tuple(key for key in columns if key in rows.columns and _has_values(rows[key]))
    if part == "both":
        keys += (HELD_OUT,)
    spec = ListSpec((), keys)
    if target.kind == "people":
        assert target.language is not None
        return _write_csv(rows, spec, Language(target.language))
    unsafe = {key: is_unsafe(rows[key]) for key in keys if rows[key].dtype == object}
    names = [found for key, found in unsafe.items() if key in _NAMES]
    others = [found for key, found in unsafe.items() if key not in _NAMES]
    report = TargetReport(
        rows=len(rows),
        cleaned_names=int(np.logical_or.reduce(names).sum()) if names else 0,
        cleaned_texts=int(np.logical_or.reduce(others).sum()) if others else 0,
    )
    title = ", ".join(audience.segments)
    return write_plain_sheet(rows, spec, language, currency, title, last_day), report


def _write_csv(
    rows: pd.DataFrame, spec: ListSpec, language: Language
) -> tuple[bytes, TargetReport]:
    content, names, others = io.BytesIO(), 0, 0
    for part, columns in csv_parts(rows, spec, language):
        content.write(part)
        of_names = [column.changed for column in columns if column.key in _NAMES]
        of_others = [column.changed for column in columns if column.key not in _NAMES]
        names += len(frozenset().union(*of_names))
        others += len(frozenset().union(*of_others))
    report = TargetReport(rows=len(rows), cleaned_names=names, cleaned_texts=others)
    return content.getvalue(), report


def _has_values(column: pd.Series) -> bool:
    if column.head(1000).notna().any():
        return True
    # Most columns without a value hold nothing but None, which is quick to see.
    return set(column.tolist()) != {None} and bool(column.notna().any())


def _with_limits(
    report: TargetReport, target: Target, size: int, audience: Audience
) -> TargetReport:
    rows, megabytes = report.rows, size / 1e6
    return replace(
        report,
        too_few=target.minimum if target.minimum and rows < target.minimum else None,
        too_many=target.most if target.most and rows > target.most else None,
        too_large=target.megabytes if target.megabytes and megabytes > target.megabytes else None,
        sensitive=tuple(filter(sensitive_topics, audience.segments)) if target.judges_names else (),
    )
